import GeoCore
import LayerDiff

/// What the maps do not cover, what cannot be concluded, and the terms on which the figures hold.
struct CompareTerms {
    private let report: CompareText

    init(_ report: CompareText) { self.report = report }

    private var result: CompareResult { report.result }
    private var style: NumberStyle { report.style }
    private func say(en: String, nl: String) -> String { report.say(en: en, nl: nl) }

    var lines: [String] {
        var lines: [String] = []
        let items = Completeness.list(result.run)
        if !items.isEmpty {
            let text = say(en: "Not covered: ", nl: "Niet gedekt: ") + items.map { $0.text(report.language) }.joined(separator: " · ") + "."
            lines += Display.wrapped(Display.clean(text), to: report.look.width, indent: 2)
        }
        lines += Display.wrapped(
            say(
                en: "Not to be concluded: that the policy did this · that the quality rose or fell · a total over core qualities (all ten: --format md).",
                nl: "Niet te concluderen: dat het beleid dit deed · dat de kwaliteit steeg of daalde · een totaal over kernkwaliteiten (alle tien: --format md)."),
            to: report.look.width, indent: 2)
        lines += Display.wrapped(terms.joined(separator: " · "), to: report.look.width, indent: 2)
        if let oneGroup { lines += Display.wrapped(oneGroup, to: report.look.width, indent: 2) }
        if let sums { lines += Display.wrapped(sums, to: report.look.width, indent: 2) }
        return lines
    }

    /// Accuracy, minimum area, crosswalk, study area: also the last lines of the Markdown.
    var terms: [String] {
        let results = result.comparisons.compactMap(\.result)
        var terms: [String] = []
        let run = result.run
        // What was given and could not be used must not look used.
        let tested = results.contains { $0.causesAssessed.contains(.drawing) }
        if let accuracy = run.accuracyMetres, accuracy > 0 {
            let source = run.accuracySource.map { " (\(Display.clean($0)))" } ?? ""
            let metres = style.fixed(accuracy) + " m"
            terms.append(
                say(en: "Drawing accuracy \(metres)\(source)", nl: "Tekennauwkeurigheid \(metres)\(source)")
                    + (tested ? "" : say(en: ": not tested", nl: ": niet getoetst")))
        } else {
            terms.append(say(en: "No drawing accuracy given: not tested", nl: "Geen tekennauwkeurigheid opgegeven: niet getoetst"))
        }
        if let area = run.minAreaHectares, area > 0 {
            let tested = results.contains { $0.causesAssessed.contains(.small) }
            terms.append(
                say(en: "minimum area \(style.parameter(area)) ha", nl: "minimummaat \(style.parameter(area)) ha")
                    + (tested ? "" : say(en: ": not tested", nl: ": niet getoetst")))
        }
        terms.append(crosswalk(results))
        if let evidence = run.evidence {
            terms.append(say(en: "evidence register: ", nl: "besluitenregister: ") + Display.clean(evidence.file))
        }
        terms.append(
            run.frame.map { say(en: "study area: ", nl: "studiegebied: ") + Display.clean($0.layer ?? $0.file) }
                ?? say(en: "study area: what either map covers", nl: "studiegebied: wat een van beide kaarten bedekt"))
        return terms
    }

    /// How far the crosswalk answers, when it does not answer everything.
    var incompleteCrosswalk: String? {
        let results = result.comparisons.compactMap(\.result)
        return results.contains { $0.crosswalk?.file != nil && $0.crosswalk?.isComplete == false } ? crosswalk(results) : nil
    }

    private func crosswalk(_ results: [DiffResult]) -> String {
        let tables = results.compactMap(\.crosswalk).filter { $0.file != nil }
        guard !tables.isEmpty else { return say(en: "no crosswalk", nl: "geen vertaaltabel") }
        let rows = tables.reduce(0) { $0 + $1.rows }
        let stated = tables.reduce(0) { $0 + $1.rowsStated }
        let missing = tables.reduce(0) { $0 + $1.oldClassesMissing.count + $1.newClassesMissing.count }
        var text = say(
            en: "crosswalk \(stated) of \(rows) rows answered", nl: "vertaaltabel \(stated) van \(rows) regels beantwoord")
        if missing > 0 { text += say(en: missing == 1 ? ", one class without a row" : ", \(missing) classes without a row", nl: missing == 1 ? ", één klasse zonder regel" : ", \(missing) klassen zonder regel") }
        if tables.contains(where: { !$0.isComplete }) { text += say(en: ": INCOMPLETE", nl: ": ONVOLLEDIG") }
        return text
    }

    /// Comparisons of which the two legends hang together as one group: no exact figure exists there. nil when there is none.
    var oneGroup: String? {
        let ids = result.comparisons.filter { $0.result?.notices.contains { $0.code == "common-legend-one-group" } ?? false }
            .map { Display.clean($0.comparison.id) }
        guard !ids.isEmpty else { return nil }
        let list = ids.count > 6 ? say(en: "\(ids.count) comparisons", nl: "\(ids.count) vergelijkingen") : ids.joined(separator: ", ")
        return say(
            en: "In \(list) the old and new classes hang together as one group: without more answers in the crosswalk there are bounds only, no exact figure.",
            nl: "Bij \(list) hangen de oude en nieuwe klassen als één groep samen: zonder meer antwoorden in de vertaaltabel zijn er alleen grenzen, geen exact cijfer.")
    }

    /// How many identities hold over all comparisons; nil when nothing was compared.
    var sums: String? {
        let identities = result.comparisons.flatMap { [$0.result] + $0.steps.map(\.result) }.compactMap { $0?.checks.identities }
        let all = identities.reduce(0) { $0 + $1.count }
        guard all > 0 else { return nil }
        let holding = identities.reduce(0) { $0 + $1.count { $0.holds } }
        return holding == all
            ? say(
                en: "All sums add up (\(holding) of \(all), in \(identities.count) \(identities.count == 1 ? "comparison" : "comparisons")).",
                nl: "Alle sommen kloppen (\(holding) van \(all), in \(identities.count) \(identities.count == 1 ? "vergelijking" : "vergelijkingen")).")
            : say(
                en: "NOT all sums add up (\(holding) of \(all)).", nl: "NIET alle sommen kloppen (\(holding) van \(all)).")
    }
}

extension Completeness.Item {
    /// `natuur: Natuurnetwerk Drenthe (geen kaart)`.
    func text(_ language: Language) -> String {
        let reason = reason.text(language)
        return (quality.map { $0 + ": " } ?? "") + name.text(language) + (reason.isEmpty ? "" : " (\(reason))")
    }
}

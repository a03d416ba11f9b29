import GeoCore
import LayerDiff

/// The largest cells of the transition matrix, and the common legend.
struct DiffChanges {
    private let report: DiffText

    init(_ report: DiffText) { self.report = report }

    private var result: DiffResult { report.result }
    private var language: Language { report.language }

    private static let columns = [
        Table.Column(Bilingual(en: "from", nl: "van"), csv: Bilingual(en: "from", nl: "van")),
        Table.Column(Bilingual(en: "to", nl: "naar"), csv: Bilingual(en: "to", nl: "naar")),
        Table.Column(Bilingual(en: "ha", nl: "ha"), csv: Bilingual(en: "area_ha", nl: "oppervlakte_ha"), right: true),
        Table.Column(Bilingual(en: "relation", nl: "verhouding"), csv: Bilingual(en: "relation", nl: "verhouding")),
        Table.Column(Bilingual(en: "account", nl: "rekening"), csv: Bilingual(en: "causes", nl: "oorzaken")),
    ]

    var lines: [String] {
        // What is settled as the same, or not on the map at either date, is no change.
        let changed = result.matrix.indices.filter { index in
            let cell = result.matrix[index]
            return cell.hectares > 0 && !(cell.from == nil && cell.to == nil)
                && cell.causes.total - cell.causes[.same] >= NumberStyle.noiseHectares
        }
        guard !changed.isEmpty else {
            return [report.say(en: "No place has changed.", nl: "Er is geen plek veranderd.")] + commonLegend
        }
        let order = changed.map { (index: $0, hectares: result.matrix[$0].hectares) }.sorted {
            $0.hectares == $1.hectares ? $0.index < $1.index : $0.hectares > $1.hectares
        }
        let table = table(of: order.prefix(DiffText.shownCells).map { result.matrix[$0.index] })
        var lines = [report.say(en: "Largest changes", nl: "Grootste overgangen")]
        lines += table.text(language, indent: 2, limit: report.width)
        let rest = order.dropFirst(DiffText.shownCells)
        if !rest.isEmpty {
            let sum = report.ha(rest.reduce(0) { $0 + $1.hectares })
            let text = report.say(
                en: "and \(rest.count) smaller ones, \(sum) ha together (--format csv shows all)",
                nl: "en nog \(rest.count) kleinere, samen \(sum) ha (--format csv toont alles)")
            lines += Display.wrapped(text, to: report.width - 2).map { "  " + $0 }
        }
        return lines + commonLegend
    }

    /// Cells as rows, in their order.
    func table(of cells: [MatrixCell]) -> Table {
        Table(
            columns: Self.columns,
            rows: cells.map { cell in
                [
                    .text(report.names.label(cell.from)), .text(report.names.label(cell.to)), .hectares(cell.hectares),
                    .text(relation(cell)), .marked(account(cell)),
                ]
            })
    }

    private func relation(_ cell: MatrixCell) -> String {
        if let kind = cell.row?.kind, kind != .unknown { return kind.words.text(language) }
        return cell.origin == .unlisted
            ? report.say(en: "not in a crosswalk", nl: "niet in een vertaaltabel") : cell.relation.words.text(language)
    }

    /// One cause is named, several with their hectares; a probable cause is said to be only that.
    private func account(_ cell: MatrixCell) -> String {
        let causes = cell.causes.present
        var text = causes.count == 1 ? causes[0].cause.mark(causes[0].cause.label.text(language)) : report.markedCauses(cell.causes)
        if let probable = cell.probableCause {
            text += report.say(en: " (probably: ", nl: " (waarschijnlijk: ") + probable.label.text(language) + ")"
        }
        return text
    }

    var commonLegend: [String] {
        let legend = result.commonLegend
        // With one group only there is nothing to compare; a notice says so.
        guard result.crosswalk != nil, !legend.isImpossible else { return [] }
        let count = report.style.count(legend.groups.count)
        let groups = report.say(
            en: "Common legend: \(count) groups of classes. ", nl: "Gemeenschappelijke legenda: \(count) groepen van klassen. ")
        guard let sentence = Sentences.commonLegend(legend, format: DiffText.hectares) else { return [] }
        let text = groups + sentence.text(language)
        return Display.wrapped(text, to: report.width - 2, indent: 0).map { "  " + $0 }
    }
}

/// The pairs of classes whose answer would settle most.
struct DiffQuestions {
    private static let shown = 5
    private let report: DiffText

    init(_ report: DiffText) { self.report = report }

    var lines: [String] {
        let questions = report.result.questions
        guard !questions.isEmpty else { return [] }
        let shown = questions.prefix(Self.shown)
        let style = report.style
        let decisive = Sentences.decisive(report.result) { share, _ in style.percent(share) }?.text(report.language) ?? ""
        var lines = Display.wrapped(report.say(en: "Questions", nl: "Vragen") + (decisive.isEmpty ? "" : " (\(decisive))"), to: report.width, indent: 2)
        let owners = QuestionGroup.byOwner(report.result)
        if owners.count > 1 || owners.first?.owner != nil {
            let list = owners.map { group in
                let who = group.owner.map(Display.clean) ?? report.say(en: "nobody named", nl: "niemand genoemd")
                return "\(who) \(style.count(group.questions.count)) (\(report.ha(group.hectares)) ha)"
            }
            lines += Display.wrapped(
                report.say(en: "By whom: ", nl: "Voor wie: ") + list.joined(separator: " · "), to: report.width - 2, indent: 2
            ).map { "  " + $0 }
        }
        for (index, question) in shown.enumerated() {
            let owner = question.owner.map { " [\(Display.clean($0))]" } ?? ""
            let text = "\(index + 1)  " + Display.clean(question.text.text(report.language)) + owner + " · "
                + report.ha(question.hectares) + " ha"
            lines += Display.wrapped(text, to: report.width - 2, indent: 2).map { "  " + $0 }
            let (same, apart) = (question.boundsIfExact, question.boundsIfDisjoint)
            let answers = report.say(
                en: "same: \(range(same)) possibly real · exclude each other: \(range(apart))",
                nl: "hetzelfde: \(range(same)) mogelijk echt · sluit uit: \(range(apart))")
            lines += Display.wrapped(answers, to: report.width - 5).map { "     " + $0 }
        }
        return lines
    }

    private func range(_ bounds: RealBounds) -> String {
        report.ha(bounds.lower) + report.say(en: " to ", nl: " tot ") + report.ha(bounds.upper) + " ha"
    }
}

/// What cannot be concluded, and the terms on which the figures hold.
struct DiffTerms {
    private let report: DiffText

    init(_ report: DiffText) { self.report = report }

    private var result: DiffResult { report.result }
    private var style: NumberStyle { report.style }

    var lines: [String] {
        notes
            + Display.wrapped(
                report.say(
                    en: "Not to be concluded: that the policy did this · that the quality rose or fell · a total over core qualities.",
                    nl: "Niet te concluderen: dat het beleid dit deed · dat de kwaliteit steeg of daalde · een totaal over kernkwaliteiten."),
                to: report.width, indent: 2)
            + Display.wrapped(terms.joined(separator: " · "), to: report.width, indent: 2)
            + Display.wrapped(sums, to: report.width, indent: 2)
    }

    /// Notes, terms and sums, one by one.
    var all: [String] { notes + terms + [sums] }

    private var notes: [String] {
        var lines: [String] = []
        for notice in result.notices where notice.code != SyntheticData.noticeCode {
            let times = notice.count > 1 ? " (\(style.count(notice.count))×)" : ""
            let text = Wording.notes.text(report.language) + ": "
                + Display.clean(notice.message.text(report.language)) + times
            lines += Display.wrapped(text, to: report.width, indent: 2)
        }
        return lines
    }

    private var terms: [String] {
        let parameters = result.parameters
        var items: [String] = []
        if !result.causesAssessed.contains(.drawing) {
            items.append(
                report.say(
                    en: "Drawing differences and a minimum area were not tested",
                    nl: "Tekenverschil en minimummaat zijn niet getoetst"))
        } else {
            items.append(tolerance)
            items.append(
                report.say(en: "minimum area ", nl: "minimummaat ") + style.parameter(parameters.minAreaHectares) + " ha")
        }
        items.append(
            report.say(en: "change judged in the legend: ", nl: "verandering beoordeeld in de legenda: ") + legend)
        if result.crosswalk?.file != nil, let completeness = Sentences.completeness(result.crosswalk) {
            items.append(completeness.text(report.language))
        } else {
            items.append(
                parameters.sameMeaning
                    ? report.say(en: "no crosswalk; equal names were taken to mean the same", nl: "geen vertaaltabel; gelijke namen zijn als gelijk opgevat")
                    : report.say(en: "no crosswalk", nl: "geen vertaaltabel"))
        }
        items.append(
            parameters.frame.map { report.say(en: "study area: ", nl: "studiegebied: ") + Display.clean($0.file) }
                ?? report.say(en: "study area: what either map covers", nl: "studiegebied: wat een van beide kaarten bedekt"))
        return items
    }

    /// `Tekennauwkeurigheid 5 m (team GIS, 12-11)`.
    private var tolerance: String {
        let tolerance = result.parameters.tolerance
        var notes: [String] = []
        if let old = tolerance.oldMetres, let new = tolerance.newMetres {
            let (a, b) = (style.parameter(old), style.parameter(new))
            notes.append(
                tolerance.combination == .worstCase
                    ? report.say(en: "\(a) and \(b) m added up", nl: "\(a) en \(b) m opgeteld")
                    : report.say(en: "of \(a) and \(b) m, independent", nl: "van \(a) en \(b) m, onafhankelijk"))
        }
        if let source = tolerance.source { notes.append(Display.clean(source)) }
        let text = report.say(en: "Drawing tolerance ", nl: "Tekennauwkeurigheid ")
            + style.parameter(tolerance.metres) + " m"
        return notes.isEmpty ? text : text + " (" + notes.joined(separator: "; ") + ")"
    }

    private var legend: String {
        switch result.parameters.legend {
        case .new: report.names.new
        case .old: report.names.old
        case .common: report.say(en: "common", nl: "gemeenschappelijk")
        }
    }

    private var sums: String {
        let identities = result.checks.identities
        let holding = identities.count { $0.holds }
        var text =
            holding == identities.count
            ? report.say(
                en: "All sums add up (\(holding) of \(identities.count))",
                nl: "Alle sommen kloppen (\(holding) van \(identities.count))")
            : report.say(
                en: "NOT all sums add up (\(holding) of \(identities.count))",
                nl: "NIET alle sommen kloppen (\(holding) van \(identities.count))")
        let excess = result.checks.overlapExcessHectares
        if excess >= NumberStyle.noiseHectares, result.parameters.classes == .oneOf {
            text += report.say(
                en: "; \(report.ha(excess)) ha has two classes on one map and is counted in both",
                nl: "; \(report.ha(excess)) ha heeft op één kaart twee klassen en telt in beide mee")
        }
        return text + "."
    }
}

import GeoCore
import LayerDiff

/// Tables of what stands beside the accounts: how sure areas are, and what other choices would have said.
extension DiffTable {
    private static func column(_ en: String, _ nl: String, right: Bool = true) -> Table.Column {
        Table.Column(
            Bilingual(en: en.replacing("_", with: " "), nl: nl.replacing("_", with: " ")), csv: Bilingual(en: en, nl: nl),
            right: right)
    }

    static func accuracy(_ result: DiffResult, _ language: Language) -> Table {
        let names = DiffNames(result: result, language: language)
        let sides = [(names.old, result.vertexError?.old), (names.new, result.vertexError?.new)]
        let all = language == .nl ? "(alles)" : "(all)"
        let rows = sides.flatMap { name, accuracy -> [[Table.Cell]] in
            guard let accuracy else { return [] }
            return ([accuracy.layer] + accuracy.classes).map { row in
                [
                    .text(name), .text(row.className ?? all), .hectares(row.hectares), .hectares(row.standardDeviationHectares),
                    .hectares(row.outlineHectares),
                ]
            }
        }
        return Table(
            columns: [
                column("map", "kaart", right: false), column("class", "klasse", right: false),
                column("area_ha", "oppervlakte_ha"), column("one_sigma_ha", "een_sigma_ha"),
                column("outline_times_accuracy_ha", "omtrek_maal_nauwkeurigheid_ha"),
            ], rows: rows)
    }

    static func sweep(_ result: DiffResult, _ language: Language) -> Table {
        let columns = [
            column("tolerance_m", "tolerantie_m"), column("min_area_ha", "minimum_ha"),
            column("crosswalk", "vertaaltabel", right: false), column("X_ha", "X_ha"), column("S_ha", "S_ha"),
            column("R_ha", "R_ha"), column("open_ha", "open_ha"), column("real_lower_ha", "mogelijk_echt_van_ha"),
            column("real_upper_ha", "mogelijk_echt_tot_ha"), column("flips", "omslagen"),
        ]
        let sweep = result.sweep
        let rows = (sweep?.runs ?? []).enumerated().map { index, run -> [Table.Cell] in
            [
                .metres(run.toleranceMetres), .hectares(run.minAreaHectares), run.crosswalk.map { .text($0) } ?? .empty,
                .hectares(run.drawing), .hectares(run.small), .hectares(run.real), .hectares(run.open),
                .hectares(run.bounds.lower), .hectares(run.bounds.upper), .count(sweep?.flipCount(ofRun: index) ?? 0),
            ]
        }
        return Table(columns: columns, rows: rows)
    }
}

/// The sweep and the accuracy of the areas as text.
struct DiffSensitivity {
    private let report: DiffText

    init(_ report: DiffText) { self.report = report }

    private var result: DiffResult { report.result }
    private var language: Language { report.language }

    var lines: [String] { [accuracy, sweep].filter { !$0.isEmpty }.joined(separator: [""]).map { $0 } }

    var accuracy: [String] {
        [(report.names.old, result.vertexError?.old), (report.names.new, result.vertexError?.new)].compactMap { name, accuracy in
            guard let accuracy else { return nil }
            let (area, sigma, outline) = (
                report.ha(accuracy.layer.hectares), report.ha(accuracy.layer.standardDeviationHectares),
                report.ha(accuracy.layer.outlineHectares)
            )
            let metres = report.style.parameterMetres(accuracy.metres)
            return report.say(
                en: "Area of the map '\(name)': \(area) ha, ±\(sigma) ha (one sigma) if every vertex is off by \(metres) on its own, \(outline) ha if the whole outline is.",
                nl: "Oppervlakte van de kaart '\(name)': \(area) ha, ±\(sigma) ha (één sigma) als elk punt los van de andere \(metres) verkeerd ligt, \(outline) ha als de hele omtrek dat doet.")
        }.flatMap { Display.wrapped($0, to: report.width, indent: 2) }
    }

    /// The runs with the choices as they were given, and as many decimals as a small comparison needs to show a curve.
    var table: Table {
        var table = DiffTable.sweep(result, language)
        let largest = table.rows.flatMap { $0.dropFirst(2) }.reduce(0.0) { most, cell in
            if case .hectares(let value) = cell { max(most, value) } else { most }
        }
        let decimals = largest < 10 ? 4 : 1
        table.rows = table.rows.map { row in
            row.enumerated().map { index, cell in
                switch cell {
                case .metres(let value): .text(report.style.parameter(value))
                case .hectares(let value):
                    .text(index < 2 ? report.style.parameter(value) : report.style.fixed(value, decimals: decimals))
                default: cell
                }
            }
        }
        return table
    }

    /// What other choices would have given; empty when it was not asked for.
    var sweep: [String] {
        guard result.sweep != nil else { return [] }
        return [report.say(en: "Other choices (the first row is this comparison)", nl: "Andere keuzes (de eerste rij is deze vergelijking)")]
            + table.text(language, indent: 2, limit: report.width) + conclusions
    }

    /// What the other choices change.
    var conclusions: [String] {
        guard let sweep = result.sweep else { return [] }
        var lines: [String] = []
        if sweep.flips.isEmpty {
            lines += Display.wrapped(report.say(en: "No conclusion changes sign or leaves the bounds.", nl: "Geen conclusie slaat om of valt buiten de grenzen."), to: report.width - 2).map { "  " + $0 }
        }
        // One line per conclusion: which runs, and the furthest figure.
        var seen: Set<String> = []
        for flip in sweep.flips where seen.insert(flip.what.en + flip.kind.rawValue).inserted {
            let same = sweep.flips.filter { $0.what == flip.what && $0.kind == flip.kind }
            let furthest = same.max { abs($0.other - $0.own) < abs($1.other - $1.own) } ?? flip
            let runs = same.map { String($0.run + 1) }.joined(separator: ", ")
            let what = Display.clean(flip.what.text(language))
            let (own, other) = (report.style.signedHectares(furthest.own), report.style.signedHectares(furthest.other))
            let text = flip.kind == .sign
                ? report.say(
                    en: "changes sign: \(what), \(own) ha here, \(other) ha at the furthest (rows \(runs))",
                    nl: "slaat om: \(what), hier \(own) ha, op zijn verst \(other) ha (rij \(runs))")
                : report.say(
                    en: "leaves the bounds: \(what), \(other) ha against the limit \(own) ha (rows \(runs))",
                    nl: "valt buiten de grenzen: \(what), \(other) ha tegen de grens \(own) ha (rij \(runs))")
            lines += Display.wrapped(text, to: report.width - 2, indent: 2).map { "  " + $0 }
        }
        return lines
    }
}

public import GeoCore
import LayerDiff
public import PlanCheck

/// What differs between two results of the same plan.
struct ComparisonText {
    private let report: CheckText
    private let comparison: ResultComparison
    /// The other side is another map, not another stage of the plan.
    private let isOtherMap: Bool

    init(_ report: CheckText, _ comparison: ResultComparison, isOtherMap: Bool) {
        self.report = report
        self.comparison = comparison
        self.isOtherMap = isOtherMap
    }

    var lines: [String] {
        var lines: [String] = []
        let file = Display.clean(comparison.file)
        for plan in comparison.plans {
            let same = report.say(en: "\(plan.unchanged) units the same", nl: "\(plan.unchanged) eenheden gelijk")
            lines.append(
                isOtherMap
                    ? report.say(
                        en: "The same plan on the map of \(file) · \(same)", nl: "Hetzelfde plan op de kaart van \(file) · \(same)")
                    : report.say(en: "Against the earlier result \(file)", nl: "Ten opzichte van de eerdere uitkomst \(file)")
                        + " · \(Display.clean(plan.earlierID)) → \(Display.clean(plan.id))")
            lines[lines.count - 1] = Display.truncated(lines[lines.count - 1], to: report.width)
            if !isOtherMap {
                lines.append(
                    "  " + report.say(en: "plan area ", nl: "plangebied ") + report.style.hectares(plan.earlierAreaHectares)
                        + " → " + report.style.hectares(plan.areaHectares) + " ha · " + same)
            }
            let table = ComparisonTable.changes(plan, report.language, isOtherMap: isOtherMap)
            lines += table.rows.isEmpty
                ? ["  " + report.say(en: "no unit differs", nl: "geen enkele eenheid verschilt")]
                : table.text(report.language, indent: 2, limit: report.width)
            if !plan.notCompared.isEmpty {
                let names = plan.notCompared.prefix(8).map { Display.clean($0.name) }.joined(separator: ", ")
                let rest = plan.notCompared.count - 8
                lines += Display.wrapped(
                    report.say(en: "not compared, because only one catalogue has it: ", nl: "niet vergeleken, want maar in één van beide catalogi: ")
                        + names + (rest > 0 ? report.say(en: " and \(rest) more", nl: " en nog \(rest)") : ""),
                    to: report.width - 2, indent: 2).map { "  " + $0 }
            }
        }
        for (ids, text) in [
            (comparison.onlyEarlier, report.say(en: "Only in the other result: ", nl: "Alleen in de andere uitkomst: ")),
            (comparison.onlyNow, report.say(en: "Not in the other result: ", nl: "Niet in de andere uitkomst: ")),
        ] where !ids.isEmpty {
            lines += Display.wrapped(text + ids.map(Display.clean).joined(separator: ", "), to: report.width, indent: 2)
        }
        if isOtherMap {
            lines += Display.wrapped(
                report.say(
                    en: "A different answer on two maps says nothing by itself about the ground: definitions, sources and drawing differ too.",
                    nl: "Een ander antwoord op twee kaarten zegt op zichzelf niets over de grond: ook definities, bronnen en tekenwerk verschillen."),
                to: report.width, indent: 2)
        }
        return lines
    }
}

/// Why two maps differ inside each plan.
struct MapChangesText {
    private let report: CheckText
    private let changes: MapChanges

    init(_ report: CheckText, _ changes: MapChanges) {
        self.report = report
        self.changes = changes
    }

    var lines: [String] {
        changes.plans.flatMap { plan -> [String] in
            let title = report.say(
                en: "Where the two maps differ inside \(Display.clean(plan.id)), by the comparison in \(Display.clean(changes.folder)) (ha)",
                nl: "Waar de twee kaarten verschillen binnen \(Display.clean(plan.id)), volgens de vergelijking in \(Display.clean(changes.folder)) (ha)")
            let rows = plan.causes.isEmpty
                ? ["  " + report.say(en: "nowhere", nl: "nergens")]
                : ComparisonTable.causes(plan.causes, report.language).text(report.language, indent: 2, limit: report.width)
            return Display.wrapped(title, to: report.width, indent: 2) + rows
        } + Display.wrapped(
            report.say(
                en: "Each hectare has one account; \"possibly real\" and \"open\" are no change on the ground until somebody looked.",
                nl: "Elke hectare heeft één rekening; \"mogelijk echt\" en \"open\" zijn geen verandering op de grond voordat iemand keek."),
            to: report.width, indent: 2)
    }
}

/// The tables of a comparison of two results.
public enum ComparisonTable {
    private static func column(_ en: String, _ nl: String, csv: String, right: Bool = false) -> Table.Column {
        Table.Column(Bilingual(en: en, nl: nl), csv: Bilingual(en: csv, nl: csv), right: right)
    }

    static func changes(
        _ plan: ResultComparison.PlanComparison, _ language: Language, isOtherMap: Bool
    ) -> Table {
        let style = NumberStyle(language)
        let columns = [
            column("core quality", "kernkwaliteit", csv: "quality"), column("unit", "eenheid", csv: "unit"),
            column("what", "wat", csv: "change"),
            isOtherMap ? column("that map", "die kaart", csv: "earlier", right: true) : column("earlier", "eerder", csv: "earlier", right: true),
            isOtherMap ? column("this map", "deze kaart", csv: "now", right: true) : column("now", "nu", csv: "now", right: true),
            column("difference", "verschil", csv: "difference", right: true),
        ]
        return Table(
            columns: columns,
            rows: plan.changes.map { change in
                [
                    .text(change.quality), .text(change.name), .text(words(change.kind).text(language)),
                    .text(text(change.before, style)), .text(text(change.after, style)), .text(difference(change, style)),
                ]
            })
    }

    /// One row per plan and unit that differs, for spreadsheets.
    public static func long(_ comparison: ResultComparison, _ language: Language) -> Table {
        let number = { (value: Double?) -> Table.Cell in value.map { .hectares($0) } ?? .empty }
        let columns = [
            column("plan", "plan", csv: "plan"), column("earlier", "eerder", csv: "earlier_plan"), column("id", "id", csv: "id"),
            column("quality", "kernkwaliteit", csv: "quality"), column("unit", "eenheid", csv: "unit"),
            column("what", "wat", csv: "change"), column("state earlier", "stand eerder", csv: "earlier_state"),
            column("state now", "stand nu", csv: "state"), column("ha earlier", "ha eerder", csv: "earlier_area_ha", right: true),
            column("ha now", "ha nu", csv: "area_ha", right: true),
        ]
        var rows: [[Table.Cell]] = []
        for plan in comparison.plans {
            for change in plan.changes {
                rows.append([
                    .text(plan.id), .text(plan.earlierID), .text(change.id), .text(change.quality), .text(change.name),
                    .text(language == .nl ? words(change.kind).nl : change.kind.rawValue),
                    .text(language == .nl ? change.before.state.words.nl : change.before.state.rawValue),
                    .text(language == .nl ? change.after.state.words.nl : change.after.state.rawValue),
                    number(change.before.areaHectares), number(change.after.areaHectares),
                ])
            }
        }
        return Table(columns: columns, rows: rows)
    }

    static func causes(_ causes: [PlanCause], _ language: Language) -> Table {
        Table(
            columns: [
                column("comparison", "vergelijking", csv: "comparison"), column("older map", "oude kaart", csv: "from"),
                column("newer map", "nieuwe kaart", csv: "to"), column("account", "rekening", csv: "cause"),
                column("ha", "ha", csv: "area_ha", right: true),
            ],
            rows: causes.map { cause in
                [
                    .text(cause.comparison), cause.from.map { .text($0) } ?? .notOnMap, cause.to.map { .text($0) } ?? .notOnMap,
                    .text(Cause(rawValue: cause.cause)?.label.text(language) ?? cause.cause), .hectares(cause.areaHectares),
                ]
            })
    }

    /// One row per plan, pair of classes and cause, for spreadsheets.
    public static func causes(_ changes: MapChanges, _ language: Language) -> Table {
        var all = causes([], language)
        all.columns.insert(column("plan", "plan", csv: "plan"), at: 0)
        for plan in changes.plans {
            all.rows += causes(plan.causes, language).rows.map { [.text(plan.id)] + $0 }
        }
        return all
    }

    private static func words(_ kind: ResultComparison.UnitChange.Kind) -> Bilingual {
        switch kind {
        case .appeared: Bilingual(en: "appeared", nl: "erbij gekomen")
        case .disappeared: Bilingual(en: "disappeared", nl: "vervallen")
        case .stateChanged: Bilingual(en: "other state", nl: "andere stand")
        case .amountChanged: Bilingual(en: "other amount", nl: "andere omvang")
        }
    }

    private static func text(_ answer: UnitAnswer, _ style: NumberStyle) -> String {
        let state = answer.state.words.text(style.language)
        switch answer.state {
        case .hit:
            if let length = answer.lengthMetres { return state + " " + style.metres(length) }
            if let count = answer.count { return state + " " + style.count(count) }
            return state + " " + style.hectares(answer.areaHectares ?? 0) + " ha"
        case .touches: return state + (answer.sharedBoundaryMetres.map { " " + style.metres($0) } ?? "")
        case .near: return state + " " + style.distance(answer.distanceMetres ?? 0)
        case .notHit: return answer.distanceMetres.map { (style.language == .nl ? "op " : "at ") + style.distance($0) } ?? state
        case .noData: return state
        }
    }

    private static func difference(_ change: ResultComparison.UnitChange, _ style: NumberStyle) -> String {
        let (before, after) = (change.before, change.after)
        guard before.state == .hit || after.state == .hit else { return "" }
        if before.lengthMetres != nil || after.lengthMetres != nil {
            let metres = (after.lengthMetres ?? 0) - (before.lengthMetres ?? 0)
            return (metres > 0 ? "+" : "") + style.fixed(metres, decimals: 0) + " m"
        }
        if before.count != nil || after.count != nil { return "" }
        return style.signedHectares((after.areaHectares ?? 0) - (before.areaHectares ?? 0)) + " ha"
    }
}

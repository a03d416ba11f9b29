public import GeoCore
public import PlanCheck

/// The hits of a check as a table: one row per plan and unit, in catalogue order.
public enum CheckTable {
    private static func column(_ en: String, _ nl: String, csv: String, right: Bool = false) -> Table.Column {
        Table.Column(Bilingual(en: en, nl: nl), csv: Bilingual(en: csv, nl: nl.replacing(" ", with: "_")), right: right)
    }

    private static func number(_ en: String, _ nl: String, csv: String, unit: String) -> Table.Column {
        let suffix = unit.isEmpty ? "" : "_" + unit
        let shown = unit.isEmpty ? "" : " (\(unit))"
        return Table.Column(
            Bilingual(en: en + shown, nl: nl + shown),
            csv: Bilingual(en: csv + suffix, nl: nl.replacing(" ", with: "_") + suffix), right: true)
    }

    public static func hits(_ plans: [PlanResult], _ language: Language) -> Table {
        let columns = [
            column("plan", "plan", csv: "plan"), column("id", "id", csv: "id"),
            column("core quality", "kernkwaliteit", csv: "quality"), column("unit", "eenheid", csv: "name"),
            column("level", "niveau", csv: "level"), column("legal basis", "wettelijke grondslag", csv: "legal_basis"),
            column("instrument", "instrument", csv: "instrument"), column("state", "stand", csv: "state"),
            number("area", "oppervlakte", csv: "area", unit: "ha"),
            number("within tolerance", "binnen speling", csv: "within_tolerance", unit: "ha"),
            number("share of plan", "deel van plan", csv: "share_of_plan", unit: ""),
            number("share of unit", "deel van eenheid", csv: "share_of_unit", unit: ""),
            number("urban", "stedelijk", csv: "urban", unit: "ha"), number("length", "lengte", csv: "length", unit: "m"),
            number("count", "aantal", csv: "count", unit: ""), column("where", "waar", csv: "sides"),
            number("shared boundary", "gedeelde grens", csv: "shared_boundary", unit: "m"),
            number("distance", "afstand", csv: "distance", unit: "m"), column("reason", "reden", csv: "reason"),
        ]
        let rows = plans.flatMap { plan in plan.hits.map { row($0, of: plan, language) } }
        return Table(columns: columns, rows: rows)
    }

    private static func row(_ hit: UnitHit, of plan: PlanResult, _ language: Language) -> [Table.Cell] {
        let text = { (value: String?) -> Table.Cell in value.map { .text($0) } ?? .empty }
        let area = { (value: Double?) -> Table.Cell in value.map { .hectares($0) } ?? .empty }
        let share = { (value: Double?) -> Table.Cell in value.map { .share($0) } ?? .empty }
        let metres = { (value: Double?) -> Table.Cell in value.map { .metres($0) } ?? .empty }
        return [
            .text(plan.id), .text(hit.id), .text(hit.quality), .text(hit.name), text(hit.level), text(hit.legalBasis),
            text(hit.instrument), .text(language == .nl ? hit.state.words.nl : hit.state.rawValue),
            area(hit.areaHectares), area(hit.withinToleranceHectares), share(hit.shareOfPlan), share(hit.shareOfUnit),
            area(hit.urbanHectares), metres(hit.lengthMetres), hit.count.map { .count($0) } ?? .empty,
            .text(hit.sides.map { language == .nl ? $0.text(.nl) : $0.rawValue }.joined(separator: " ")),
            metres(hit.sharedBoundaryMetres), metres(hit.distanceMetres), text(hit.reason?.text(language)),
        ]
    }
}

public import GeoCore
public import PlanCheck

/// Hectares of plans in units, a row per pair.
public struct PlanAreasReport: Sendable {
    private let areas: PlanAreas
    private let language: Language

    public init(_ areas: PlanAreas, _ language: Language) {
        self.areas = areas
        self.language = language
    }

    public var table: Table {
        Table(
            columns: [
                Table.Column(Bilingual(en: "plan", nl: "plan"), csv: Bilingual(en: "plan", nl: "plan")),
                Table.Column(
                    Bilingual(en: "plan ha", nl: "plan ha"), csv: Bilingual(en: "plan_ha", nl: "plan_ha"), right: true),
                Table.Column(Bilingual(en: "unit", nl: "eenheid"), csv: Bilingual(en: "unit", nl: "eenheid")),
                Table.Column(Bilingual(en: "ha", nl: "ha"), csv: Bilingual(en: "area_ha", nl: "oppervlakte_ha"), right: true),
                Table.Column(
                    Bilingual(en: "of plan", nl: "van plan"), csv: Bilingual(en: "share_of_plan", nl: "aandeel_van_plan"),
                    right: true),
            ],
            rows: areas.plans.flatMap { plan in
                plan.units.map { unit in
                    [
                        .text(plan.id), .hectares(plan.areaHectares), .text(unit.id), .hectares(unit.areaHectares),
                        .share(unit.shareOfPlan),
                    ]
                }
            })
    }

    /// A plan that overlaps nothing has no row, which the line above the table counts.
    private var head: String {
        let style = NumberStyle(language)
        let none = areas.plans.count { $0.units.isEmpty }
        let isDutch = language == .nl
        var parts = [
            isDutch ? "\(style.count(areas.plans.count)) plannen" : "\(style.count(areas.plans.count)) plans",
            isDutch ? "\(style.count(none)) zonder overlap" : "\(style.count(none)) without overlap",
        ]
        if !areas.noData.isEmpty {
            let count = style.count(areas.noData.count)
            parts.append(isDutch ? "\(count) eenheden zonder gegevens" : "\(count) units without data")
        }
        return parts.joined(separator: " · ")
    }

    public var text: String { ([head] + table.text(language, indent: 2)).joined(separator: "\n") + "\n" }

    public var markdown: String { ([head, ""] + table.markdown(language)).joined(separator: "\n") + "\n" }

    /// One JSON object per line and plan (`kk-diff/check-areas@1`), some hundred plans at a time, made while the ones before
    /// are written.
    public var jsonLines: [Ahead<String>] {
        let plans = areas.plans
        return stride(from: 0, to: plans.count, by: 512).map { start in
            Ahead {
                var out: [UInt8] = []
                for plan in plans[start..<min(start + 512, plans.count)] { Self.write(plan, to: &out) }
                return String(decoding: out, as: UTF8.self)
            }
        }
    }

    /// Written member by member, in the order of `JSONValue`: making a dictionary of each of a hundred thousand pairs takes
    /// longer than writing their numbers.
    private static func write(_ plan: PlanAreas.Plan, to out: inout [UInt8]) {
        func put(_ text: StaticString) {
            out.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        }
        put(#"{"area_ha": "#)
        JSONValue.write(plan.areaHectares, to: &out)
        put(#", "id": "#)
        JSONValue.write(plan.id, to: &out)
        put(#", "units": ["#)
        for (number, unit) in plan.units.enumerated() {
            if number > 0 { put(", ") }
            put(#"{"area_ha": "#)
            JSONValue.write(unit.areaHectares, to: &out)
            put(#", "id": "#)
            JSONValue.write(unit.id, to: &out)
            put(#", "share_of_plan": "#)
            JSONValue.write(unit.shareOfPlan, to: &out)
            put("}")
        }
        put("]}\n")
    }
}

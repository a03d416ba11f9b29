import Foundation
import GeoCore
import Testing

@testable import MapReport
@testable import PlanCheck

@Suite struct PlanAreasReportTests {
    @Test("Lines that are written member by member are those that JSONValue writes")
    func jsonLines() throws {
        let names = ["A", "es \"noord\"", "b\\c", "\u{2028}é 😀", ""]
        let plans = (0..<1300).map { number in
            PlanAreas.Plan(
                id: "plan.gpkg#\(number) \(names[number % 5])", file: nil, areaHectares: Double(number) / 7,
                units: (0..<number % 4).map { unit in
                    PlanAreas.Unit(
                        id: names[(number + unit) % 5], areaHectares: [0, 3, 1e-12, 100.5][unit],
                        shareOfPlan: [1, 0.1 + 0.2, .nan, 1e300][unit])
                })
        }
        let areas = PlanAreas(
            catalogue: CatalogueSummary(file: "", sha256: nil, name: "", units: 0, crs: ""), plans: plans, plansFailed: [],
            noData: [], notices: [])
        let lines = PlanAreasReport(areas, .nl).jsonLines.map(\.value).joined()
            .split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == plans.count + 1 && lines.last == "")
        for (plan, line) in zip(plans, lines) {
            let value: JSONValue = [
                "id": .string(plan.id), "area_ha": .number(plan.areaHectares),
                "units": .array(
                    plan.units.map {
                        ["id": .string($0.id), "area_ha": .number($0.areaHectares), "share_of_plan": .number($0.shareOfPlan)]
                    }),
            ]
            #expect(line == value.line)
        }
    }
}

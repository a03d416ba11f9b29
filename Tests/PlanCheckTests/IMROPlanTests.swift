import Foundation
import GeoCore
import TestSupport
import Testing

@testable import PlanCheck

@Suite(
    "IMRO plans", .enabled(if: Paths.hasData, "needs the real plans beside the checkout"),
    .enabled(if: Paths.hasOGR, "needs ogr2ogr"))
struct IMROPlanTests {
    static let assen = Paths.data.appendingPathComponent("plans/NL.IMRO.0106.99BHV2020180B-C001.gml").path
    static let meppel = Paths.data.appendingPathComponent("plans/NL.IMRO.0119.ZoDoenWeGroen-SVC1.gml").path

    private func natura2000(_ more: String = "") -> String {
        let file = Paths.data.appendingPathComponent("drenthe/natura2000_drenthe_rd.gpkg").path
        return #"{"id": "NA-N2K", "quality": "natuur", "name": "Natura 2000", "name_field": "naam", "layers": [{"file": "\#(file)"}]\#(more)}"#
    }

    private func check(
        _ plans: [String], _ units: String, _ options: CheckOptions = CheckOptions()
    ) throws -> CheckResult {
        try PlanCheckRun.run(plans: plans.map(PlanInput.file), catalogue: Scratch.catalogue(units), options: options)
    }

    @Test("Assen: the outline once, no overlap with Natura 2000, the Witterveld at about 3 m")
    func assen() throws {
        let near = try check([Self.assen], natura2000(), CheckOptions(nearMetres: 10))
        #expect(near.plansFailed.isEmpty)
        let plan = try #require(near.plans.first)
        #expect(plan.id == "NL.IMRO.0106.99BHV2020180B")
        #expect(plan.source == "Besluitgebied_X")
        #expect(abs(plan.areaHectares - 381.5) < 0.1)
        let hit = plan.hits[0]
        #expect(hit.state == .near)
        #expect(hit.areaHectares == 0)
        #expect(abs((hit.distanceMetres ?? 0) - 3) < 0.5)

        let plain = try check([Self.assen], natura2000()).plans[0].hits[0]
        #expect(plain.state == .notHit)
        #expect(plain.distanceMetres == hit.distanceMetres)
    }

    @Test("Meppel: no Natura 2000, and the nearest place is told")
    func meppel() throws {
        let result = try check([Self.meppel], natura2000())
        #expect(result.plansFailed.isEmpty)
        let plan = try #require(result.plans.first)
        #expect(plan.id == "NL.IMRO.0119.ZoDoenWeGroen")
        #expect(plan.hits[0].state == .notHit)
        #expect((plan.hits[0].distanceMetres ?? 0) > 100)
    }

    @Test("Nothing is written beside the plans")
    func noSideFiles() throws {
        let folder = Paths.data.appendingPathComponent("plans").path
        let before = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        _ = try check([Self.assen], natura2000())
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == before)
    }
}

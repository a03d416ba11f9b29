import Foundation
import GeoCore
import TestSupport
import Testing

@testable import PlanCheck

@Suite("Real plans and maps", .enabled(if: Paths.hasData, "needs the real maps beside the checkout"))
struct RealDataTests {
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

    @Test("Assen: the outline once, no overlap with Natura 2000, the Witterveld at about 3 m",
        .enabled(if: Paths.hasOGR, "needs ogr2ogr"))
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

    @Test("Meppel: no Natura 2000, and the nearest place is told", .enabled(if: Paths.hasOGR, "needs ogr2ogr"))
    func meppel() throws {
        let result = try check([Self.meppel], natura2000())
        #expect(result.plansFailed.isEmpty)
        let plan = try #require(result.plans.first)
        #expect(plan.id == "NL.IMRO.0119.ZoDoenWeGroen")
        #expect(plan.hits[0].state == .notHit)
        #expect((plan.hits[0].distanceMetres ?? 0) > 100)
    }

    @Test("Nothing is written beside the plans", .enabled(if: Paths.hasOGR, "needs ogr2ogr"))
    func noSideFiles() throws {
        let folder = Paths.data.appendingPathComponent("plans").path
        let before = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        _ = try check([Self.assen], natura2000())
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == before)
    }

    @Test("Zeeland: quiet areas stand twice; every place counts once")
    func zeeland() throws {
        let file = Paths.data.appendingPathComponent("zeeland/gio_pv29.gpkg").path
        let units = #"""
            {"id": "RU-S", "quality": "rust", "name": "stiltegebied",
             "layers": [{"file": "\#(file)", "where": {"laag": ["\#(Self.quiet)"]}}]}
            """#
        // A search area that covers the province.
        let result = try PlanCheckRun.run(
            plans: [.searchArea(x: 45_000, y: 390_000, radiusMetres: 60_000)], catalogue: Scratch.catalogue(units))
        let hit = try #require(result.plans.first?.hits.first)
        #expect(hit.state == .hit)
        #expect(abs((hit.areaHectares ?? 0) - 68_106.43) < 0.01)
        #expect(isClose(hit.shareOfUnit, 1, within: 1e-9))
        let doubled = try #require(result.notices.first { $0.code == "doubled-features" })
        #expect(doubled.message.nl.contains("68106,4"))
        #expect(doubled.count > 0)
    }

    /// Name of the layer with the doubled quiet areas.
    static let quiet = "stiltegebied b"

    @Test("One worker and three give the same bytes")
    func workers() throws {
        let plans = Paths.data.appendingPathComponent("bench/plans.gpkg").path
        let layer = Paths.data.appendingPathComponent("bench/l2022_S.gpkg").path
        let units = #"{"id": "A", "quality": "q", "name": "n", "each": {"id": "cls"}, "layers": [{"file": "\#(layer)"}]}"#
        var texts: [String] = []
        for workers in [1, 3] {
            let result = try PlanCheckRun.run(
                plans: [.searchArea(x: 230_000, y: 545_000, radiusMetres: 3000), .file(plans + ".missing")],
                catalogue: Scratch.catalogue(units), options: CheckOptions(workers: workers))
            #expect(result.plansFailed.map(\.error.code) == ["file-missing"])
            texts.append(result.json(language: .en, versions: [:]).text)
        }
        #expect(texts[0] == texts[1])
    }
}

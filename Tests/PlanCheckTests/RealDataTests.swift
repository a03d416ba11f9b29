import Foundation
import GeoCore
import TestSupport
import Testing

@testable import PlanCheck

@Suite("Real plans and maps", .enabled(if: Paths.hasData, "needs the real maps beside the checkout"))
struct RealDataTests {
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
        let units = #"{"id": "A", "quality": "q", "name": "n", "each": {"id": "cls"}, "layers": [{"file": "\#(layer)", "where": {"cls": [1, 2, 3, 10]}}]}"#
        let catalogue = try Scratch.catalogue(units)
        var texts: [String] = []
        for workers in [1, 3] {
            let result = try PlanCheckRun.run(
                plans: [.searchArea(x: 230_000, y: 545_000, radiusMetres: 3000), .file(plans + ".missing")],
                catalogue: catalogue, options: CheckOptions(workers: workers))
            #expect(result.plansFailed.map(\.error.code) == ["file-missing"])
            #expect(result.plans[0].hits.map(\.id) == ["A-1", "A-2", "A-3", "A-10"])
            texts.append(result.json(language: .en, versions: [:]).text)
        }
        #expect(texts[0] == texts[1])
    }
}

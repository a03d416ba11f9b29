import Foundation
import GeoCore
import TestSupport
import Testing

/// Real maps through preparation, and the geometry engine against the area engine on them.
@Suite(.enabled(if: Paths.hasData, "needs the real maps"))
struct RealLayerTests {
    private func layer(_ path: String) throws -> ClassifiedLayer {
        try LayerReader.read(
            [LayerObject(file: Paths.data.appendingPathComponent(path).path)], options: LayerReadOptions())
    }

    @Test(arguments: ["bgt_otterlo/bgt_otterlo_2020.gpkg", "drenthe/natura2000_drenthe_rd.gpkg"])
    func realMapsAreRDNewAndRepairable(path: String) throws {
        let layer = try layer(path)
        let rd = try CoordinateReferenceSystem(parsing: "EPSG:28992")
        let prepared = try LayerPreparation.prepare(layer, target: rd, repair: .structure, threads: 2)
        #expect(prepared.transformation == nil)
        #expect(AreaEngine.selfCheck(prepared.layer.polygons, threads: 2).badFeatures.isEmpty)
        #expect(prepared.layer.ledger.balances)
    }

    @Test func bothEnginesAgreeOnPairsOfFeatures() throws {
        let old = try layer("bgt_otterlo/bgt_otterlo_2017.gpkg").polygons
        let new = try layer("bgt_otterlo/bgt_otterlo_2020.gpkg").polygons
        let cells = AreaEngine.table(EngineLayer(featuresOf: old), EngineLayer(featuresOf: new), threads: 2).cells
        #expect(cells.count > 3_000)
        let engine = try GeometryEngine()
        var worst = 0.0
        for index in stride(from: 0, to: cells.count, by: 17) {
            let cell = cells[index]
            let area = try engine.intersectionArea(of: old, feature: Int(cell.old), and: new, feature: Int(cell.new))
            let smaller = min(
                old.areaSquareMetres(ofFeature: Int(cell.old)), new.areaSquareMetres(ofFeature: Int(cell.new)))
            worst = max(worst, abs(area - cell.areaSquareMetres) / smaller)
        }
        #expect(worst < 1e-9)
    }
}

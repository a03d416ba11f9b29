import Foundation
import GeoCore
import TestSupport
import Testing

/// `common`, `groupAreas` and `badFeatures` against `account`, `measure` and `selfCheck`, which reach the same numbers by
/// another way: whole accounts, with slabs wherever polygons of a layer overlap.
@Suite struct AreaEngineCommonTests {
    /// Stars on each other, `perGroup` of each group, some far from the others.
    private static func stars(_ count: Int, groups: Int, spread: Double, _ random: inout SeededGenerator) throws -> EngineLayer {
        let rings = (0..<count).map { _ in
            Shapes.star(
                [Double.random(in: 0...spread, using: &random), Double.random(in: 0...spread, using: &random)],
                corners: Int.random(in: 8...30, using: &random), radius: 5...40, &random)
        }
        return EngineLayer(
            polygons: try PolygonBuffer(rings: rings), groups: (0..<count).map { Int32($0 % groups) }, groupCount: groups)
    }

    private static func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(1, abs(a), abs(b)) }

    @Test(arguments: 0..<12) func commonIsTheAccountWithoutTheRest(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(4_000 + seed))
        // Every feature its own group, and groups that lie on themselves; few places in a large layer, and many.
        let old = try Self.stars(seed % 2 == 0 ? 3 : 40, groups: 3, spread: seed % 3 == 0 ? 60 : 300, &random)
        let new = try Self.stars(60, groups: seed % 4 == 0 ? 60 : 7, spread: 300, &random)
        let masks = try seed % 3 == 1
            ? [PolygonBuffer(rings: [Shapes.rectangle(20, 20, 90, 400)]), PolygonBuffer(rings: [Shapes.rectangle(-50, 33, 400, 61)])]
            : []
        let account = AreaEngine.account(old: old, new: new, masks: masks, threads: 1).cells.filter { $0.old >= 0 && $0.new >= 0 }
        let common = AreaEngine.common(old: old, new: new, masks: masks, threads: 1)
        #expect(!common.isEmpty)
        func key(_ cell: OverlayCell) -> [Int32] { [cell.old, cell.new, Int32(cell.masks)] }
        #expect(common.map(key) == account.map(key))
        for (a, b) in zip(common, account) { #expect(Self.isClose(a.areaSquareMetres, b.areaSquareMetres)) }
        // The same bits for any number of threads.
        #expect(AreaEngine.common(old: old, new: new, masks: masks, threads: 3) == common)
    }

    /// The same bits, whether the new layer comes whole or in parts.
    @Test(arguments: 0..<4) func partsAreTheWholeLayer(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(4_300 + seed))
        let old = try Self.stars(5, groups: 5, spread: 250, &random)
        let buffers = try (0..<6).map { part in
            try Self.stars(part == 3 ? 0 : 15, groups: 1, spread: 300, &random).polygons
        }
        let whole = AreaEngine.common(old: old, new: EngineLayer(groups: buffers), threads: 2)
        let parts = AreaEngine.common(old: old, newParts: buffers.map { EngineLayer(oneGroup: $0) }, threads: 3)
        #expect(whole.count > 5)
        #expect(parts == whole)
    }

    @Test(arguments: 0..<6) func groupAreasAreThoseOfMeasure(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(4_100 + seed))
        let layer = try Self.stars(50, groups: seed % 2 == 0 ? 50 : 4, spread: 200, &random)
        let areas = AreaEngine.groupAreas(layer, threads: 1)
        let measured = AreaEngine.measure(layer, masks: [], threads: 1).groupAreas
        #expect(areas.count == measured.count)
        for (a, b) in zip(areas, measured) { #expect(a > 0 && Self.isClose(a, b)) }
        #expect(AreaEngine.groupAreas(layer, threads: 3) == areas)
    }

    @Test func nothingInCommonIsNoCell() throws {
        let a = EngineLayer(oneGroup: try PolygonBuffer(rings: [Shapes.rectangle(0, 0, 10, 10)]))
        let beside = EngineLayer(oneGroup: try PolygonBuffer(rings: [Shapes.rectangle(10, 0, 20, 10)]))
        let far = EngineLayer(oneGroup: try PolygonBuffer(rings: [Shapes.rectangle(1000, 0, 1020, 10)]))
        let none = EngineLayer(polygons: PolygonBuffer(), groups: [], groupCount: 2)
        for other in [beside, far, none] {
            #expect(AreaEngine.common(old: a, new: other, threads: 1).isEmpty)
            #expect(AreaEngine.common(old: other, new: a, threads: 1).isEmpty)
        }
        #expect(AreaEngine.groupAreas(none, threads: 1) == [0, 0])
        #expect(AreaEngine.badFeatures(PolygonBuffer(), threads: 1).isEmpty)
    }

    @Test func badFeaturesAreThoseOfTheSelfCheck() throws {
        let box = Shapes.rectangle
        let buffer = try PolygonBuffer(features: [
            [[box(0, 0, 10, 10)], [box(0, 0, 10, 10)]],
            // Lies on the first and the next ones, and is itself in order.
            [[box(5, 0, 65, 10)]],
            [[box(20, 0, 30, 10)], [box(25, 5, 35, 15)]],
            [[box(40, 0, 50, 10), box(60, 0, 61, 1)]],
            [[[[70, 0], [80, 10], [80, 0], [70, 10]]]],
            [[box(90, 0, 99, 9), box(91, 1, 92, 2)]],
        ])
        let bad = AreaEngine.badFeatures(buffer, threads: 1)
        #expect(bad == [0, 2, 3, 4])
        #expect(bad == AreaEngine.selfCheck(buffer, threads: 1).badFeatures.map { Int($0.feature) })
        #expect(AreaEngine.badFeatures(buffer, threads: 3) == bad)
    }

    /// A thousand outlines that lie on each other against a real-sized map: by class, both ways.
    @Test(.enabled(if: Paths.hasData, "the benchmark maps are not there"))
    func plansAgainstTheBenchmarkMap() throws {
        func layer(_ name: String, _ field: String) throws -> ClassifiedLayer {
            try LayerReader.read(
                [LayerObject(
                    file: Paths.data.appendingPathComponent("bench/\(name)").path, layer: "l", classRule: .fields([field]))])
        }
        let plans = try layer("plans.gpkg", "id")
        let map = try layer("l2022_S.gpkg", "cls")
        let old = EngineLayer(
            polygons: plans.polygons.selecting(0..<1000), groups: (0..<1000).map { Int32($0) }, groupCount: 1000)
        let new = EngineLayer(polygons: map.polygons, groups: map.classOfFeature, groupCount: map.classes.count)
        let account = AreaEngine.account(old: old, new: new, masks: [], threads: 2).cells.filter { $0.old >= 0 && $0.new >= 0 }
        let common = AreaEngine.common(old: old, new: new, threads: 2)
        #expect(common.count > 1000)
        #expect(common.map { [$0.old, $0.new] } == account.map { [$0.old, $0.new] })
        for (a, b) in zip(common, account) { #expect(Self.isClose(a.areaSquareMetres, b.areaSquareMetres)) }
    }
}

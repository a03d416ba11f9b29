@testable import GeoCore
import TestSupport
import Testing

/// Features that are the same on both maps are cut once, for both: no area may show it.
@Suite struct TwinFeaturesTests {
    /// Two versions of a layer: a third of the features drawn anew, the rest the same in another order, some of them twice.
    static func versions(_ random: inout SeededGenerator) throws -> (old: EngineLayer, new: EngineLayer) {
        let old = try AreaEnginePropertyTests.layer(&random, features: 90, classes: 5)
        let other = try AreaEnginePropertyTests.layer(&random, features: 90, classes: 5)
        var new = EngineLayer(polygons: PolygonBuffer(), groups: [], groupCount: 5)
        for index in (0..<90).shuffled(using: &random) {
            let source = index % 3 == 0 ? other : old
            for _ in 0..<(index % 11 == 0 ? 2 : 1) {
                new.polygons.appendFeature(index, of: source.polygons)
                new.groups.append(Int32.random(in: 0..<5, using: &random))
            }
        }
        return (old, new)
    }

    @Test func areasAreThoseOfFeaturesThatAreNotSeenToBeTheSame() throws {
        for seed in 1...6 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            let (old, new) = try Self.versions(&random)
            // The same places; rings that start elsewhere are no twins.
            let turned = EngineLayer(polygons: try new.polygons.rotated(by: 1), groups: new.groups, groupCount: 5)
            let mask = try PolygonBuffer(rings: [Shapes.rectangle(10.3, 5.1, 80.7, 50.9)])
            #expect(Self.twinCount(old, new) > 60)
            #expect(Self.twinCount(old, turned) < Self.twinCount(old, new) / 2)

            let (a, b) = (AreaEngine.table(old, new, threads: 2), AreaEngine.table(old, turned, threads: 2))
            try Self.expectSame(a.cells, b.cells)
            #expect(a.work.pieces == b.work.pieces && a.work.tiles == b.work.tiles)

            let c = AreaEngine.account(old: old, new: new, masks: [mask], threads: 2)
            let d = AreaEngine.account(old: old, new: turned, masks: [mask], threads: 2)
            try Self.expectSame(c.cells, d.cells)
            for (x, y) in zip(c.both + c.onlyOld + c.onlyNew + c.overlapExcess, d.both + d.onlyOld + d.onlyNew + d.overlapExcess) {
                #expect(abs(x - y) <= 1e-10 * max(x, 1))
            }
            #expect(c.work.pieces == d.work.pieces)
            try Self.expectSame(
                AreaEngine.common(old: old, new: new, masks: [mask], threads: 2),
                AreaEngine.common(old: old, new: turned, masks: [mask], threads: 2))
        }
    }

    @Test func whatOnlyLooksTheSameIsNoTwin() throws {
        // Same box, same area, same number of corners: the two halves of a square.
        let lower = EngineLayer(oneGroup: try PolygonBuffer(rings: [[[0, 0], [8, 0], [0, 8]]]))
        let upper = EngineLayer(oneGroup: try PolygonBuffer(rings: [[[8, 8], [0, 8], [8, 0]]]))
        let layers = Self.prepared(lower, upper)
        #expect(layers[0].looks == layers[1].looks)
        #expect(Self.twinCount(lower, upper) == 0)
        #expect(AreaEngine.table(lower, upper, threads: 1).cells.isEmpty)
        #expect(Self.twinCount(lower, lower) == 1)
        #expect(AreaEngine.table(lower, lower, threads: 1).cells.map(\.areaSquareMetres) == [32])
    }

    @Test func aHoleElsewhereIsNoTwin() throws {
        // The same corners in the same order, cut into rings otherwise.
        let corners: Ring = [[0, 0], [9, 0], [9, 9], [0, 9]]
        let hole: Ring = [[2, 2], [2, 4], [4, 4], [4, 2]]
        let whole = EngineLayer(oneGroup: try PolygonBuffer(features: [[[corners, hole]]]))
        let parts = EngineLayer(oneGroup: try PolygonBuffer(features: [[[corners]], [[hole]]]))
        #expect(Self.twinCount(whole, parts) == 0)
        #expect(Self.twinCount(whole, whole) == 1)
    }

    private static func prepared(_ old: EngineLayer, _ new: EngineLayer) -> [PreparedLayer] {
        PreparedLayer.prepare([(new, Int32(old.groupCount), false), (old, 0, false)], threads: 2)
    }

    /// Features that another one is cut for.
    private static func twinCount(_ old: EngineLayer, _ new: EngineLayer) -> Int {
        let layers = prepared(old, new)
        let twins = TwinFeatures(among: layers, keyCount: old.groupCount + new.groupCount, threads: 2)
        return layers.indices.reduce(0) { sum, layer in
            sum + layers[layer].order.count { twins.label(layer: layer, feature: $0) < 0 }
        }
    }

    private static func expectSame(_ a: [OverlayCell], _ b: [OverlayCell]) throws {
        #expect(a.map { [$0.old, $0.new, Int32($0.masks)] } == b.map { [$0.old, $0.new, Int32($0.masks)] })
        for (x, y) in zip(a, b) {
            #expect(abs(x.areaSquareMetres - y.areaSquareMetres) <= 1e-11 * max(x.areaSquareMetres, 1))
        }
    }
}

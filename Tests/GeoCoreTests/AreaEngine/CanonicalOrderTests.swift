@testable import GeoCore
import TestSupport
import Testing

/// The order of features that sums are taken in: by group, number of positions and positions, however features were read.
@Suite struct CanonicalOrderTests {
    /// Few groups and whole numbers from a small range, so that groups, sizes, first positions and whole features coincide.
    private static func layer(_ random: inout SeededGenerator, features: Int, groups: Int) throws -> EngineLayer {
        var layer = EngineLayer(polygons: PolygonBuffer(), groups: [], groupCount: groups)
        for _ in 0..<features {
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                let (x, y) = (Double.random(in: 0...1, using: &random).rounded(), Double.random(in: 0...1, using: &random).rounded())
                let side = Double.random(in: 1...2, using: &random).rounded()
                let square: [SIMD2<Double>] = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
                try layer.polygons.appendRing(Bool.random(using: &random) ? square : Array(square[..<3]) + [[x, y]])
                layer.polygons.endPart()
            }
            layer.polygons.endFeature()
            layer.groups.append(Int32([0, 1, 255, 256, 65_536, groups - 1][Int.random(in: 0..<6, using: &random)] % groups))
        }
        return layer
    }

    /// What a feature is compared by, one number after the other.
    private static func key(_ feature: Int, _ layer: EngineLayer) -> [Double] {
        let vertices = layer.polygons.vertices(ofFeature: feature)
        let rings = layer.polygons.rings(ofFeature: feature)
        return [Double(layer.groups[feature]), Double(vertices.count)]
            + layer.polygons.coordinates[vertices].flatMap { [$0.x, $0.y] } + [Double(rings.count)]
            + rings.map { Double(layer.polygons.vertices(ofRing: $0).count) }
    }

    /// Beside a comparison of everything; with more groups than one digit holds, too.
    @Test(arguments: [3, 70_000])
    func isThatOfAPlainSort(_ groups: Int) throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            let layer = try Self.layer(&random, features: 400, groups: groups)
            let order = CanonicalOrder(layer).features.map(Int.init)
            let present = (0..<400).filter { !layer.polygons.vertices(ofFeature: $0).isEmpty }
            #expect(order.count < 400 && order.sorted() == present)
            let keys = order.map { Self.key($0, layer) }
            #expect(zip(keys, keys.dropFirst()).allSatisfy { a, b in a == b || a.lexicographicallyPrecedes(b) })
            #expect(Set(keys).count < keys.count, "some features are equal, or nothing is shown")
        }
    }

    @Test func isTheSameHoweverFeaturesWereRead() throws {
        var random = SeededGenerator(seed: 8)
        let layer = try Self.layer(&random, features: 300, groups: 4)
        var shuffled = EngineLayer(polygons: PolygonBuffer(), groups: [], groupCount: 4)
        for feature in (0..<300).shuffled(using: &random) {
            shuffled.polygons.appendFeature(feature, of: layer.polygons)
            shuffled.groups.append(layer.groups[feature])
        }
        let (one, other) = (CanonicalOrder(layer).features, CanonicalOrder(shuffled).features)
        #expect(one != other)
        #expect(one.map { Self.key(Int($0), layer) } == other.map { Self.key(Int($0), shuffled) })
    }

    @Test func ofNothingIsNothing() {
        #expect(CanonicalOrder(EngineLayer(polygons: PolygonBuffer(), groups: [], groupCount: 1)).features == [])
    }
}

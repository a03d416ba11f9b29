import GeoCore
import TestSupport
import Testing

/// Unions of polygons that share their borders, held against the general overlay and the area engine.
@Suite struct CoverageUnionTests {
    /// A map of `side` × `side` fields whose common borders have common corners, bent at random.
    private static func fields(_ side: Int, bends: Int, _ random: inout SeededGenerator) throws -> PolygonBuffer {
        func shift() -> Double { Double.random(in: -2...2, using: &random) }
        let corners = (0...side).map { y in
            (0...side).map { x in SIMD2(Double(x) * 10 + shift(), Double(y) * 10 + shift()) }
        }
        func border(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> [SIMD2<Double>] {
            var line = [a]
            for step in 1..<(bends + 1) {
                let share = Double(step) / Double(bends + 1)
                let bend: SIMD2<Double> = [shift() / 4, shift() / 4]
                line.append(a + (b - a) * share + bend)
            }
            return line
        }
        let flat = (0...side).map { y in (0..<side).map { x in border(corners[y][x], corners[y][x + 1]) } }
        let steep = (0..<side).map { y in (0...side).map { x in border(corners[y][x], corners[y + 1][x]) } }
        var rings: [Ring] = []
        for y in 0..<side {
            for x in 0..<side {
                var ring = flat[y][x]
                ring += steep[y][x + 1]
                ring.append(corners[y + 1][x + 1])
                ring += flat[y + 1][x].dropFirst().reversed()
                ring.append(corners[y + 1][x])
                ring += steep[y][x].dropFirst().reversed()
                rings.append(ring)
            }
        }
        return try PolygonBuffer(rings: rings)
    }

    /// The same places by the overlay that computes every crossing.
    private static func general(_ polygons: PolygonBuffer, _ engine: GeometryEngine) throws -> PolygonBuffer {
        try engine.overlay(.union, polygons, PolygonBuffer()).polygons
    }

    @Test(arguments: 1...25) func randomFieldsEqualTheGeneralUnion(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let engine = try GeometryEngine()
        let all = try Self.fields(8, bends: 2, &random)
        let some = all.selecting((0..<all.featureCount).filter { _ in Double.random(in: 0..<1, using: &random) < 0.6 })
        let union = try engine.unaryUnion(some).polygons
        let other = try Self.general(some, engine)
        #expect(union.featureCount == 1)
        #expect(union.partCount == other.partCount)
        #expect(union.ringCount == other.ringCount)
        #expect(try engine.invalidity(of: union, feature: 0) == nil)
        #expect(try engine.overlay(.symmetricDifference, union, other).areaSquareMetres < 1e-9)
        let area = AreaEngine.measure(EngineLayer(oneGroup: some), masks: [], threads: 1).union
        #expect(abs(union.areaSquareMetres(ofFeature: 0) - area) <= 1e-9 * area)
    }

    @Test(arguments: 1...10) func cutOffAtAWindowItIsTheUnionThere(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(100 + seed))
        let engine = try GeometryEngine()
        let all = try Self.fields(8, bends: 1, &random)
        let some = all.selecting((0..<all.featureCount).filter { _ in Double.random(in: 0..<1, using: &random) < 0.7 })
        let window = Box(minX: 17.5, minY: 21.25, maxX: 55, maxY: 61)
        let here = try engine.unaryUnion(some, within: window)
        let other = try engine.overlay(.intersection, Self.general(some, engine), rectangles((17.5, 21.25, 55, 61))).polygons
        #expect(here.partCount == other.partCount)
        #expect(try engine.overlay(.symmetricDifference, here, other).areaSquareMetres < 1e-9)
    }

    @Test func fieldsThatLieOnEachOtherAreStillOne() throws {
        let engine = try GeometryEngine()
        // Two share a whole side, the third lies over both, the fourth is one of them again.
        let union = try engine.unaryUnion(rectangles((0, 0, 4, 4), (4, 0, 8, 4), (3, 3, 5, 6), (4, 0, 8, 4))).polygons
        #expect(union.partCount == 1)
        #expect(union.areaSquareMetres(ofFeature: 0) == 36)
    }

    @Test func aBorderWithACornerOnOneSideOnlyConnects() throws {
        let engine = try GeometryEngine()
        // The long side of the first meets two short ones.
        let union = try engine.unaryUnion(rectangles((0, 0, 4, 4), (4, 0, 6, 2), (4, 2, 6, 4))).polygons
        #expect(union.partCount == 1)
        #expect(union.areaSquareMetres(ofFeature: 0) == 24)
    }

    @Test func aCornerDoesNotConnect() throws {
        let engine = try GeometryEngine()
        let union = try engine.unaryUnion(rectangles((0, 0, 4, 4), (4, 4, 8, 8), (8, 4, 12, 8))).polygons
        #expect(union.partCount == 2)
        #expect(union.areaSquareMetres(ofFeature: 0) == 48)
    }

    @Test func whatIsEnclosedIsAHoleUntilItIsFilled() throws {
        let engine = try GeometryEngine()
        let around = [
            (0.0, 0.0, 4.0, 4.0), (4, 0, 8, 4), (8, 0, 12, 4), (0, 4, 4, 8), (8, 4, 12, 8), (0, 8, 4, 12), (4, 8, 8, 12),
            (8, 8, 12, 12),
        ]
        func union(_ boxes: [(Double, Double, Double, Double)]) throws -> PolygonBuffer {
            let rings = boxes.map { Shapes.rectangle($0.0, $0.1, $0.2, $0.3) }
            return try engine.unaryUnion(try PolygonBuffer(rings: rings)).polygons
        }
        let open = try union(around)
        #expect(open.ringCount == 2)
        #expect(open.areaSquareMetres(ofFeature: 0) == 128)
        let filled = try union(around + [(4, 4, 8, 8)])
        #expect(filled.ringCount == 1)
        #expect(filled.areaSquareMetres(ofFeature: 0) == 144)
        // A hole that meets the outside in a point stays a ring of its own.
        let touching = try union(Array(around.dropFirst()))
        #expect(touching.partCount == 1)
        #expect(try engine.invalidity(of: touching, feature: 0) == nil)
        #expect(touching.areaSquareMetres(ofFeature: 0) == 112)
    }

    @Test func partsOfOneFeatureThatOverlapAreMended() throws {
        let engine = try GeometryEngine()
        let feature = try PolygonBuffer(
            features: [[[Shapes.rectangle(0, 0, 4, 4)], [Shapes.rectangle(2, 0, 6, 4)]]])
        #expect(try engine.unaryUnion(feature).areaSquareMetres == 24)
    }
}

@testable import GeoCore
import TestSupport
import Testing

/// Positions are the same whether they are kept packed or not.
@Suite struct PositionsTests {
    private static let square: [SIMD2<Double>] = [[0, 0], [10.125, 0], [10.125, 9.999], [0, 9.999], [0, 0]]
    /// Not on a grid of thousandths.
    private static let odd: [SIMD2<Double>] = [[20, 0], [30.00005, 0], [25, 9], [20, 0]]

    private static func buffers(_ rings: [[SIMD2<Double>]]) throws -> (packed: PolygonBuffer, plain: PolygonBuffer) {
        var (packed, plain) = (PolygonBuffer(packing: true), PolygonBuffer())
        for ring in rings {
            try packed.appendRing(ring)
            packed.endFeature()
            try plain.appendRing(ring)
            plain.endFeature()
        }
        return (packed, plain)
    }

    private static func expectSame(_ one: PolygonBuffer, _ other: PolygonBuffer) {
        #expect(one.coordinates == other.coordinates)
        #expect(one.ringEnds == other.ringEnds && one.partEnds == other.partEnds && one.featureEnds == other.featureEnds)
        #expect(one.box == other.box)
        for feature in 0..<one.featureCount {
            #expect(one.areaSquareMetres(ofFeature: feature) == other.areaSquareMetres(ofFeature: feature))
        }
        for ring in 0..<one.ringCount {
            #expect(one.ringMeasures[ring].area == other.ringMeasures[ring].area)
            #expect(one.ringMeasures[ring].length == other.ringMeasures[ring].length)
            #expect(one.coordinates.withDoubles(one.vertices(ofRing: ring)) { Array($0) } == Array(other.coordinates[other.vertices(ofRing: ring)]))
        }
    }

    @Test func thousandthsArePacked() throws {
        let (packed, plain) = try Self.buffers([Self.square, Self.square.reversed(), Self.square.map { $0 + 233_000.5 }])
        #expect(packed.coordinates.isPacked && !plain.coordinates.isPacked)
        #expect(packed.coordinates.stride == 8 && plain.coordinates.stride == 16)
        Self.expectSame(packed, plain)
        Self.expectSame(packed.onGrid(metres: 1), plain.onGrid(metres: 1))
        Self.expectSame(packed.selecting([2, 0]), plain.selecting([2, 0]))
        #expect(packed.selecting([2, 0]).coordinates.isPacked)
        #expect(packed.covers([5, 5], feature: 0) && !packed.covers([5, 5], feature: 2))
    }

    @Test(arguments: 0...2)
    func theFirstThatIsNotTurnsAll(_ place: Int) throws {
        var rings = [Self.square, Self.square.map { $0 + 100 }]
        rings.insert(Self.odd, at: place)
        let (packed, plain) = try Self.buffers(rings)
        #expect(!packed.coordinates.isPacked)
        Self.expectSame(packed, plain)
    }

    @Test func aRingThatIsRefusedLeavesNothing() throws {
        struct Failure: Error {}
        var (packed, plain) = try Self.buffers([Self.square])
        for bad: [SIMD2<Double>] in [[[0, 0], [1, 0], [0, 1], [1, 1]], [[0, 0], [2e9, 0], [0, 1], [0, 0]], [[0, 0], [.nan, 0], [0, 1], [0, 0]]] {
            #expect(throws: RingError.self) { try packed.appendRing(bad) }
        }
        #expect(throws: (any Error).self) { try packed.appendRing(count: 5) { (_) throws(Failure) in throw Failure() } }
        #expect(packed.coordinates.isPacked)
        Self.expectSame(packed, plain)
        try packed.appendRing(Self.square)
        packed.discardOpenFeature()
        Self.expectSame(packed, plain)
        // A ring that cannot be packed turns the list even when its feature is dropped.
        for _ in 0..<2 {
            try packed.appendRing(Self.odd)
            packed.discardOpenFeature()
            Self.expectSame(packed, plain)
        }
        try packed.appendRing(Self.odd)
        packed.endFeature()
        try plain.appendRing(Self.odd)
        plain.endFeature()
        Self.expectSame(packed, plain)
    }

    /// Lists of either form appended to each other.
    @Test func copies() throws {
        let (packed, plain) = try Self.buffers([Self.square, Self.square.map { $0 + 50 }])
        let (_, odd) = try Self.buffers([Self.odd])
        var expected = plain
        expected.append(plain)
        for one in [packed, plain] {
            for other in [packed, plain] {
                var both = PolygonBuffer(packing: true)
                both.append(one)
                both.append(other)
                #expect(both.coordinates.isPacked)
                Self.expectSame(both, expected)
                var grown = one
                grown.append(other)
                #expect(grown.coordinates.isPacked == one.coordinates.isPacked)
                Self.expectSame(grown, expected)
            }
            var withOdd = one
            withOdd.append(odd)
            var expectedOdd = plain
            expectedOdd.append(odd)
            #expect(!withOdd.coordinates.isPacked)
            Self.expectSame(withOdd, expectedOdd)
        }
    }

    @Test func equalStretchesAreFoundInAnyForm() throws {
        let (packed, plain) = try Self.buffers([Self.square, Self.square, Self.square.map { $0 + 0.001 }])
        for one in [packed, plain] {
            for other in [packed, plain] {
                #expect(one.coordinates.equals(0..<5, other.coordinates, from: 5))
                #expect(!one.coordinates.equals(0..<5, other.coordinates, from: 10))
                #expect(!one.coordinates.equals(4..<5, other.coordinates, from: 14))
                #expect(one.coordinates.equals(3..<3, other.coordinates, from: 14))
            }
        }
    }
}

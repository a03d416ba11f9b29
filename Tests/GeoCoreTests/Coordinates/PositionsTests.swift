import Foundation
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

    /// Strays stay doubles, the others stay packed.
    @Test(arguments: 0...2)
    func straysAreKeptBeside(_ place: Int) throws {
        var rings = [Self.square, Self.square.map { $0 + 100 }]
        rings.insert(Self.odd, at: place)
        let (packed, plain) = try Self.buffers(rings)
        #expect(packed.coordinates.isPacked)
        Self.expectSame(packed, plain)
        Self.expectSame(packed.onGrid(metres: 1), plain.onGrid(metres: 1))
        Self.expectSame(packed.selecting([2, 1]), plain.selecting([2, 1]))
        // Each stray once, in its place, when the ring is turned round as well.
        rings[place].reverse()
        let (turned, _) = try Self.buffers(rings)
        Self.expectSame(turned, plain)
    }

    /// Where most are strays, packing takes more memory than it saves.
    @Test func manyStraysTurnAll() throws {
        let circle = (0...5000).map { number in SIMD2(cos(Double(number % 5000) / 795.8), sin(Double(number % 5000) / 795.8)) * 100 }
        let rings = [Self.square, circle, Self.square]
        let (packed, plain) = try Self.buffers(rings)
        let isPacked = packed.coordinates.isPacked
        #expect(!isPacked)
        Self.expectSame(packed, plain)
        // A list that is packed takes those that come as they do.
        var (one, other) = try Self.buffers([Self.square])
        one.append(plain)
        other.append(plain)
        let isStillPacked = one.coordinates.isPacked
        #expect(!isStillPacked)
        Self.expectSame(one, other)
        let (few, fewPlain) = try Self.buffers([Self.square, Array(circle[..<500]) + [circle[0]]])
        #expect(few.coordinates.isPacked)
        Self.expectSame(few, fewPlain)
    }

    @Test func aRingThatIsRefusedLeavesNothing() throws {
        var (packed, plain) = try Self.buffers([Self.square])
        for bad: [SIMD2<Double>] in [[[0, 0], [1, 0], [0, 1], [1, 1]], [[0, 0], [2e9, 0], [0, 1], [0, 0]], [[0, 0], [.nan, 0], [0, 1], [0, 0]], Self.odd.dropLast()] {
            #expect(throws: RingError.self) { try packed.appendRing(bad) }
        }
        #expect(packed.coordinates.isPacked)
        Self.expectSame(packed, plain)
        try packed.appendRing(Self.square)
        packed.discardOpenFeature()
        Self.expectSame(packed, plain)
        // Strays that are dropped again leave no trace.
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
    @Test(arguments: [false, true])
    func copies(_ hasStrays: Bool) throws {
        let (packed, plain) = try Self.buffers([Self.square, hasStrays ? Self.odd : Self.square.map { $0 + 50 }, Self.square])
        var expected = plain
        expected.append(plain)
        for one in [packed, plain] {
            for other in [packed, plain] {
                var both = PolygonBuffer(packing: true)
                both.append(one)
                both.append(other)
                #expect(both.coordinates.isPacked)
                Self.expectSame(both, expected)
                both.append(packed.selecting([1, 0]))
                Self.expectSame(both.selecting([7, 6, 4]), plain.selecting([0, 1, 1]))
                var grown = one
                grown.append(other)
                #expect(grown.coordinates.isPacked == one.coordinates.isPacked)
                Self.expectSame(grown, expected)
            }
        }
    }

    @Test func equalStretchesAreFoundInAnyForm() throws {
        let rings = [Self.square, Self.square, Self.square.map { $0 + 0.001 }, Self.odd, Self.odd.map { $0 + 1e-9 }, Self.odd]
        let (packed, plain) = try Self.buffers(rings)
        let (packedFirst, _) = try Self.buffers(Array(rings[..<3]))
        for one in [packed, plain] {
            for other in [packed, plain] {
                #expect(one.coordinates.equals(0..<5, other.coordinates, from: 5))
                #expect(!one.coordinates.equals(0..<5, other.coordinates, from: 10))
                #expect(!one.coordinates.equals(4..<5, other.coordinates, from: 14))
                #expect(one.coordinates.equals(3..<3, other.coordinates, from: 14))
                // Strays: at the same place of their list, and at another.
                #expect(one.coordinates.equals(15..<19, other.coordinates, from: 15))
                #expect(one.coordinates.equals(15..<19, other.coordinates, from: 23))
                #expect(!one.coordinates.equals(15..<19, other.coordinates, from: 19))
            }
            #expect(one.coordinates.equals(0..<15, packedFirst.coordinates, from: 0))
            #expect(!one.coordinates.equals(15..<19, packedFirst.coordinates, from: 0))
            // The first stray of one list is not the first of another.
            let (otherStrays, _) = try Self.buffers([Self.odd.map { $0 + 1 }])
            #expect(!one.coordinates.equals(15..<19, otherStrays.coordinates, from: 0))
        }
    }
}

import Foundation
@testable import GeoCore
import TestSupport
import Testing

@Suite struct PolygonBufferTests {
    static let square: [SIMD2<Double>] = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]

    @Test func shellsTurnCounterClockwiseAndHolesClockwise() throws {
        var buffer = PolygonBuffer()
        try buffer.appendRing(Self.square.reversed().map { $0 * 4 })
        try buffer.appendRing(Self.square.map { $0 + 1 })
        buffer.endFeature()
        #expect(buffer.featureCount == 1)
        #expect(buffer.partCount == 1)
        #expect(buffer.ringCount == 2)
        #expect(buffer.areaSquareMetres(ofFeature: 0) == 15)
        #expect(buffer.box == Box(minX: 0, minY: 0, maxX: 4, maxY: 4))
    }

    @Test func badRingsAreRefusedAndLeaveNothingBehind() {
        var buffer = PolygonBuffer()
        #expect(throws: RingError.tooFewPositions(count: 3)) { try buffer.appendRing([[0, 0], [1, 0], [0, 0]]) }
        #expect(throws: RingError.notClosed(first: [0, 0], last: [0, 1])) {
            try buffer.appendRing(Self.square.dropLast())
        }
        #expect(throws: RingError.coordinateOutOfRange(position: 1)) {
            try buffer.appendRing([[0, 0], [.nan, 0], [1, 1], [0, 0]])
        }
        #expect(throws: RingError.coordinateOutOfRange(position: 2)) {
            try buffer.appendRing([[0, 0], [1, 0], [1, 2e9], [0, 0]])
        }
        for bad in [Double.nan, .infinity, -.infinity, 1.1e9, -1.1e9, .greatestFiniteMagnitude] {
            for place in 0..<4 {
                for axis in 0..<2 {
                    var ring = Self.square
                    ring[place][axis] = bad
                    if place == 0 { ring[4] = ring[0] }
                    #expect(throws: RingError.coordinateOutOfRange(position: place)) { try buffer.appendRing(ring) }
                }
            }
        }
        #expect(buffer.vertexCount == 0)
        #expect(buffer.ringCount == 0)
        #expect(buffer.ringMeasures.isEmpty)
        #expect(throws: Never.self) { try buffer.appendRing(Self.square) }
        #expect(buffer.ringMeasures.map(\.area) == [1])
    }

    @Test func areaKeepsItsDigitsFarFromTheOrigin() throws {
        var buffer = PolygonBuffer()
        try buffer.appendRing(Self.square.map { $0 * 0.1 + SIMD2(600_000.3, 6_700_000.7) })
        buffer.endFeature()
        // The plain shoelace formula gives 0.00977 here.
        #expect(abs(buffer.areaSquareMetres(ofFeature: 0) - 0.01) < 1e-9)
    }

    @Test func anOpenFeatureCanBeDropped() throws {
        var buffer = PolygonBuffer()
        try buffer.appendRing(Self.square)
        buffer.endFeature()
        try buffer.appendRing(Self.square)
        buffer.endPart()
        try buffer.appendRing(Self.square)
        buffer.discardOpenFeature()
        #expect(buffer.featureCount == 1)
        #expect(buffer.vertexCount == 5)
        buffer.appendFeature(0, of: buffer)
        #expect(buffer.areaSquareMetres(ofFeature: 1) == 1)
    }

    /// What rings measure goes along with whatever is done to a buffer.
    @Test func boxesAndRingMeasuresAreThoseOfThePositions() throws {
        var random = SeededGenerator(seed: 41)
        var buffer = PolygonBuffer()
        for feature in 0..<40 {
            for ring in 0..<(1 + feature % 3) {
                let count = 3 + Int(random.next() % 200)
                var positions = (0..<count).map { _ in
                    SIMD2(Double.random(in: -1e5...1e5, using: &random), Double.random(in: 0...9e5, using: &random))
                }
                positions.append(positions[0])
                try buffer.appendRing(positions)
                if ring == 1 { buffer.endPart() }
            }
            if feature % 7 == 3 { buffer.discardOpenFeature() } else { buffer.endFeature() }
        }
        var copies = PolygonBuffer()
        for feature in stride(from: 0, to: buffer.featureCount, by: 2) { copies.appendFeature(feature, of: buffer) }
        copies.append(buffer)
        for all in [buffer, copies, copies.onGrid(metres: 100)] {
            #expect(all.ringMeasures.count == all.ringCount)
            for ring in 0..<all.ringCount {
                let positions = all.coordinates[all.vertices(ofRing: ring)]
                let (xs, ys) = (positions.map(\.x), positions.map(\.y))
                let measure = all.ringMeasures[ring]
                #expect(measure.low == SIMD2(xs.min() ?? 0, ys.min() ?? 0))
                #expect(measure.high == SIMD2(xs.max() ?? 0, ys.max() ?? 0))
                let edges = zip(positions, positions.dropFirst())
                let twice = edges.reduce(0.0) { sum, edge in sum + (edge.0.x * edge.1.y - edge.1.x * edge.0.y) }
                #expect(abs(measure.area - twice / 2) < 1e-9 * (measure.high.x - measure.low.x) * (measure.high.y - measure.low.y))
                let length = edges.reduce(0.0) { sum, edge in sum + abs(edge.0.x - edge.1.x) + abs(edge.0.y - edge.1.y) }
                #expect(abs(measure.length - length * Double.pi / 4) < 1e-9 * length)
            }
            for feature in 0..<all.featureCount {
                var box = Box.empty
                for position in all.coordinates[all.vertices(ofFeature: feature)] { box.add(position) }
                #expect(all.box(ofFeature: feature) == box)
            }
        }
    }

    /// To the last bit: features that are the same are looked for by it.
    @Test func aRingMeasuresTheSameHoweverItIsWound() throws {
        let positions = (0...100).map { (number: Int) -> SIMD2<Double> in
            let angle = Double(number % 100) / 15.9
            return SIMD2(1e5 + 100 * cos(angle), 5e5 + 33 * sin(angle))
        }
        var (one, other) = (PolygonBuffer(), PolygonBuffer())
        try one.appendRing(positions)
        try other.appendRing(positions.reversed())
        #expect(one.coordinates == other.coordinates)
        #expect(one.ringMeasures[0].area > 0)
        #expect(one.ringMeasures[0].area == other.ringMeasures[0].area)
        #expect(one.ringMeasures[0].length == other.ringMeasures[0].length)
        // On one line but for rounding: the trapezoids of the first are 0 one way round and 2e-17 the other.
        for flat: [SIMD2<Double>] in [[[0, 0], [0.7, 0.1], [2.1, 0.3], [0, 0]], [[0, 0], [0.1, 0.3], [0.7, 2.1], [0, 0]]] {
            (one, other) = (PolygonBuffer(), PolygonBuffer())
            try one.appendRing(flat)
            try other.appendRing(flat.reversed())
            #expect(one.coordinates == other.coordinates)
        }
    }
}

import GeoCore
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
        #expect(buffer.vertexCount == 0)
        #expect(buffer.ringCount == 0)
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
}

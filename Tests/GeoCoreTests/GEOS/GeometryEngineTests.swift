import GeoCore
import TestSupport
import Testing

/// Axis-parallel rectangles as one feature each.
func rectangles(_ boxes: (Double, Double, Double, Double)...) throws -> PolygonBuffer {
    var buffer = PolygonBuffer()
    for (x0, y0, x1, y1) in boxes {
        try buffer.appendRing([[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]])
        buffer.endFeature()
    }
    return buffer
}

@Suite struct GeometryEngineTests {
    @Test func overlaysOfTwoSquares() throws {
        let engine = try GeometryEngine()
        let a = try rectangles((0, 0, 4, 4))
        let b = try rectangles((2, 2, 6, 6))
        #expect(try engine.overlay(.intersection, a, b).areaSquareMetres == 4)
        #expect(try engine.overlay(.difference, a, b).areaSquareMetres == 12)
        #expect(try engine.overlay(.union, a, b).areaSquareMetres == 28)
        #expect(try engine.overlay(.symmetricDifference, a, b).areaSquareMetres == 24)
        #expect(try engine.intersectionArea(of: a, feature: 0, and: b, feature: 0) == 4)
    }

    @Test func overlappingFeaturesCountOnce() throws {
        let engine = try GeometryEngine()
        let a = try rectangles((0, 0, 4, 4), (2, 0, 6, 4))
        let b = try rectangles((1, 1, 5, 2), (1, 1, 5, 3))
        #expect(try engine.unaryUnion(a).areaSquareMetres == 24)
        #expect(try engine.overlay(.intersection, a, b).areaSquareMetres == 8)
        #expect(try engine.overlay(.difference, a, b).areaSquareMetres == 16)
        #expect(try engine.overlay(.symmetricDifference, a, b).areaSquareMetres == 16)
    }

    @Test func bordersThatTouchGiveLinesAndNoArea() throws {
        let engine = try GeometryEngine()
        let shape = try engine.overlay(
            .intersection, try rectangles((0, 0, 4, 4)), try rectangles((4, 1, 6, 3)))
        #expect(shape.areaSquareMetres == 0)
        #expect(shape.polygons.partCount == 0)
        #expect(shape.lineMetres == 2)
    }

    @Test func emptyOperandsAreAllowed() throws {
        let engine = try GeometryEngine()
        let a = try rectangles((0, 0, 1, 1))
        let none = PolygonBuffer()
        #expect(try engine.overlay(.intersection, a, none).areaSquareMetres == 0)
        #expect(try engine.overlay(.difference, a, none).areaSquareMetres == 1)
        #expect(try engine.overlay(.union, none, a).areaSquareMetres == 1)
        #expect(try engine.unaryUnion(none).areaSquareMetres == 0)
        #expect(try engine.nearestPoints(a, none) == nil)
    }

    @Test func remainderCountsParts() throws {
        let engine = try GeometryEngine()
        let remainder = try engine.remainder(
            of: try rectangles((0, 0, 10, 2)), without: try rectangles((4, -1, 5, 3)))
        #expect(remainder.parts == 2)
        #expect(remainder.largestPartSquareMetres == 10)
    }

    @Test func buffersRoundAndMitred() throws {
        let engine = try GeometryEngine()
        let square = try rectangles((0, 0, 10, 10))
        let mitred = try engine.buffer(square, distanceMetres: 1, style: .mitre)
        #expect(abs(mitred.areaSquareMetres(ofFeature: 0) - 144) < 1e-9)
        let round = try engine.buffer(square, distanceMetres: 1).areaSquareMetres(ofFeature: 0)
        #expect(abs(round - (140 + Double.pi)) < 0.01)
        #expect(try engine.buffer(square, distanceMetres: -1).areaSquareMetres(ofFeature: 0) == 64)
        #expect(try engine.buffer(square, distanceMetres: -6).partCount == 0)
        // Two halves shrink as the square they make.
        let halves = try rectangles((0, 0, 5, 10), (5, 0, 10, 10))
        #expect(try engine.buffer(halves, distanceMetres: -1).areaSquareMetres(ofFeature: 0) == 64)
        let corridor = try engine.buffer(lines: [[[0, 0], [10, 0]], [[3, 3]]], distanceMetres: 1)
        #expect(abs(corridor.areaSquareMetres(ofFeature: 0) - (20 + Double.pi)) < 0.01)
        let disc = try engine.disc(around: [5, 5], radiusMetres: 2)
        #expect(abs(disc.areaSquareMetres(ofFeature: 0) - 4 * Double.pi) < 0.05)
    }

    @Test func nearestPointsOfSetsApart() throws {
        let engine = try GeometryEngine()
        let a = try rectangles((0, 0, 1, 1), (10, 10, 11, 11))
        let b = try rectangles((100, 100, 101, 101), (13, 11, 14, 15))
        let nearest = try #require(try engine.nearestPoints(a, b))
        #expect(nearest.distanceMetres == 2)
        #expect(nearest.onFirst == [11, 11])
        #expect(nearest.onSecond == [13, 11])
        #expect(try engine.nearestPoints(a, b, limitMetres: 1.9) == nil)
        #expect(try engine.nearestPoints(a, b, limitMetres: 2)?.distanceMetres == 2)
    }

    @Test func nearestPointsWhereTheyMeet() throws {
        let engine = try GeometryEngine()
        let outer = try rectangles((0, 0, 10, 10))
        let inside = try #require(try engine.nearestPoints(outer, try rectangles((4, 4, 5, 5))))
        #expect(inside.distanceMetres == 0)
        #expect(inside.onFirst == inside.onSecond)
        #expect(inside.onFirst.x > 4 && inside.onFirst.x < 5)
        let corner = try #require(try engine.nearestPoints(outer, try rectangles((10, 10, 12, 12))))
        #expect(corner == NearestPoints(distanceMetres: 0, onFirst: [10, 10], onSecond: [10, 10]))
    }

    @Test func subdividingKeepsEveryPlaceOnce() throws {
        let engine = try GeometryEngine()
        var generator = SeededGenerator(seed: 7)
        let star = try wigglyRing(vertices: 5_000, around: [600_000, 6_700_000], generator: &generator)
        let pieces = try engine.subdivided(star, maximumVertices: 100)
        #expect(pieces.featureCount > 40)
        let whole = star.areaSquareMetres(ofFeature: 0)
        let sum = (0..<pieces.featureCount).reduce(0) { $0 + pieces.areaSquareMetres(ofFeature: $1) }
        #expect(abs(sum - whole) < 1e-9 * whole)
        #expect((0..<pieces.featureCount).allSatisfy { pieces.vertices(ofFeature: $0).count <= 101 })

        let prepared = try PreparedPolygons(star, feature: 0, maximumVertices: 100, engine: engine)
        #expect(prepared.pieceCount == pieces.featureCount)
        for offset in [0.0, 300, 900, 5_000] {
            let other = try rectangles(
                (600_000 + offset, 6_700_000 + offset, 600_400 + offset, 6_700_400 + offset))
            let plain = try engine.intersectionArea(of: star, feature: 0, and: other, feature: 0)
            #expect(abs(try prepared.intersectionArea(with: other, feature: 0) - plain) <= 1e-9 * 160_000)
            #expect(try prepared.intersects(other, feature: 0) == (plain > 0))
        }
    }

    @Test func manyPartsAreFoundByTheSweepOfBoxes() throws {
        let engine = try GeometryEngine()
        // 20 × 20 unit squares, two apart, as one feature; against a strip that touches one row.
        var many = PolygonBuffer()
        for i in 0..<20 {
            for j in 0..<20 {
                let (x, y) = (Double(2 * i), Double(2 * j))
                try many.appendRing([[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]])
                many.endPart()
            }
        }
        many.endFeature()
        let strip = try rectangles((-1, 6.5, 100, 8.25))
        let shape = try engine.overlay(.intersection, many, strip)
        #expect(abs(shape.areaSquareMetres - 20 * 0.75) < 1e-12)
        #expect(shape.polygons.partCount == 40)
        #expect(abs(try engine.overlay(.difference, many, strip).areaSquareMetres - 385) < 1e-9)
        #expect(abs(try engine.intersectionArea(of: strip, feature: 0, and: many, feature: 0) - 15) < 1e-12)
    }

    @Test func enginesRunSideBySide() async throws {
        var generator = SeededGenerator(seed: 3)
        let a = try wigglyRing(vertices: 2_000, around: [1_000, 1_000], generator: &generator)
        let b = try wigglyRing(vertices: 2_000, around: [1_300, 1_100], generator: &generator)
        let expected = try GeometryEngine().intersectionArea(of: a, feature: 0, and: b, feature: 0)
        #expect(expected > 0)
        let areas = try await withThrowingTaskGroup(of: Double.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let engine = try GeometryEngine()
                    var last = 0.0
                    for _ in 0..<5 { last = try engine.intersectionArea(of: a, feature: 0, and: b, feature: 0) }
                    return last
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(areas == Array(repeating: expected, count: 8))
    }

    @Test func textRoundTrip() throws {
        let engine = try GeometryEngine()
        let read = try engine.polygons(
            wellKnownText: "GEOMETRYCOLLECTION (POINT (1 1), POLYGON ((0.1 0.2, 5 0, 5 5, 0.1 0.2)))")
        #expect(read.partCount == 1)
        let text = try engine.wellKnownText(of: read, feature: 0)
        let again = try engine.polygons(wellKnownText: text)
        #expect(again.coordinates == read.coordinates)
    }

    @Test func theVersionIsThatOfTheLibrary() {
        #expect(GeometryEngine.version.split(separator: ".").count == 3)
        #expect(!GeometryEngine.version.contains("-"))
    }
}

/// A star-shaped ring with a jagged outline of about 1 km radius.
func wigglyRing(
    vertices: Int, around centre: SIMD2<Double>, generator: inout SeededGenerator
) throws -> PolygonBuffer {
    var positions: [SIMD2<Double>] = []
    for index in 0..<vertices {
        let angle = 2 * Double.pi * Double(index) / Double(vertices)
        let radius = Double.random(in: 900...1100, using: &generator)
        positions.append(centre + radius * direction(angle))
    }
    positions.append(positions[0])
    var buffer = PolygonBuffer()
    try buffer.appendRing(positions)
    buffer.endFeature()
    return buffer
}

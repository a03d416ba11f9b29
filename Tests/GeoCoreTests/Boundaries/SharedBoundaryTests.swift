import Foundation
import GeoCore
import TestSupport
import Testing

@Suite struct SharedBoundaryTests {
    @Test func theSameLineworkIsSharedExactly() throws {
        // The neighbour has vertices of its own on the common line, at places that are not representable.
        let a = try rectangles((200_000, 500_000, 200_010, 500_010))
        var b = PolygonBuffer()
        try b.appendRing([
            [200_010, 500_002], [200_020, 500_002], [200_020, 500_008], [200_010, 500_008], [200_010, 500_005.1],
            [200_010, 500_002],
        ])
        b.endFeature()
        let shared = a.sharedBoundary(with: b, toleranceMetres: 0)
        #expect(abs(shared.lengthMetres - 6) < 1e-9)
        // Interior of a to the left: the east side runs north and its normal points east.
        #expect(shared.pieces.allSatisfy { $0.end.y > $0.start.y && $0.outwardNormal == [1, 0] })
        // Seen from the other side the length is the same and the normals point west.
        let back = b.sharedBoundary(with: a, toleranceMetres: 0)
        #expect(abs(back.lengthMetres - 6) < 1e-9)
        #expect(back.pieces.allSatisfy { $0.outwardNormal == [-1, 0] })
    }

    @Test func aSlantingBorderWithAnExtraVertexIsSharedAtToleranceZero() throws {
        let p: SIMD2<Double> = [233_012.345, 556_781.912]
        let q: SIMD2<Double> = [233_412.987, 557_003.111]
        let middle = p + (q - p) * 0.37
        var a = PolygonBuffer()
        try a.appendRing([p, q, [233_000, 557_500], p])
        a.endFeature()
        var b = PolygonBuffer()
        try b.appendRing([q, middle, p, [233_400, 556_000], q])
        b.endFeature()
        let length = hypot(q.x - p.x, q.y - p.y)
        #expect(abs(a.sharedBoundary(with: b, toleranceMetres: 0).lengthMetres - length) < 1e-6)
        #expect(abs(b.sharedBoundary(with: a, toleranceMetres: 0).lengthMetres - length) < 1e-6)
    }

    @Test func cornersAndCrossingsAreNotShared() throws {
        let a = try rectangles((0, 0, 10, 10))
        #expect(a.sharedBoundary(with: try rectangles((10, 10, 20, 20)), toleranceMetres: 0).pieces == [])
        #expect(a.sharedBoundary(with: try rectangles((5, 5, 20, 20)), toleranceMetres: 0).pieces == [])
        #expect(a.sharedBoundary(with: PolygonBuffer(), toleranceMetres: 1).pieces == [])
        #expect(PolygonBuffer().sharedBoundary(with: a, toleranceMetres: 1).pieces == [])
    }

    @Test(arguments: [0.3, -0.3])
    func aGapOrAnOverlapWithinTheTolerance(gap: Double) throws {
        let a = try rectangles((0, 0, 10, 10))
        let b = try rectangles((10 + gap, -5, 20, 15))
        #expect(a.sharedBoundary(with: b, toleranceMetres: 0).lengthMetres == 0)
        // At less than the gap only the ends of the sides that run towards b are near it.
        let tooNarrow = a.sharedBoundary(with: b, toleranceMetres: 0.29)
        #expect(tooNarrow.pieces.allSatisfy { abs($0.outwardNormal.y) == 1 })
        let shared = a.sharedBoundary(with: b, toleranceMetres: 0.5)
        // The whole east side, and on the north and south sides what lies within 0.5 m of x = 10 + gap.
        #expect(abs(shared.lengthMetres - (10 + 2 * (0.5 - gap))) < 1e-9)
        #expect(abs(shared.pieces.filter { $0.outwardNormal == [1, 0] }.reduce(0) { $0 + $1.lengthMetres } - 10) < 1e-9)
    }

    @Test func theIntervalAgreesWithSampling() throws {
        var generator = SeededGenerator(seed: 11)
        let a = try wigglyRing(vertices: 60, around: [0, 0], generator: &generator)
        let b = try wigglyRing(vertices: 60, around: [100, 50], generator: &generator)
        let tree = EdgeTree(b)
        let shared = a.sharedBoundary(with: b, toleranceMetres: 20)
        let perEdge = 400
        var sampled = 0.0
        for index in 0..<60 {
            let from = a.coordinates[index]
            let step = a.coordinates[index + 1] - from
            let length = hypot(step.x, step.y)
            for sample in 0..<perEdge {
                let place = from + step * ((Double(sample) + 0.5) / Double(perEdge))
                // `hasEdge` is another formula: the distance of one point.
                if tree.hasEdge(within: 20, of: place) { sampled += length / Double(perEdge) }
            }
        }
        #expect(sampled > 500)
        #expect(abs(shared.lengthMetres - sampled) < 0.005 * sampled)
    }
}

@Suite struct EdgeTreeTests {
    @Test(arguments: [1, 2, 7, 8, 9, 64, 65, 500])
    func findsWhatALinearSearchFinds(rings: Int) throws {
        var generator = SeededGenerator(seed: UInt64(rings))
        var buffer = PolygonBuffer()
        for _ in 0..<rings {
            let x = Double.random(in: 0...1000, using: &generator)
            let y = Double.random(in: 0...1000, using: &generator)
            try buffer.appendRing([[x, y], [x + 5, y], [x, y + 5], [x, y]])
            buffer.endFeature()
        }
        let tree = EdgeTree(buffer)
        #expect(tree.edgeCount == 3 * rings)
        #expect(tree.box == buffer.box)
        for _ in 0..<50 {
            let place = SIMD2(
                Double.random(in: -10...1010, using: &generator), Double.random(in: -10...1010, using: &generator))
            let box = Box(minX: place.x, minY: place.y, maxX: place.x + 40, maxY: place.y + 40)
            let expected = (0..<tree.edgeCount).filter {
                let edge = tree.edge($0)
                return min(edge.start.x, edge.end.x) <= box.maxX && max(edge.start.x, edge.end.x) >= box.minX
                    && min(edge.start.y, edge.end.y) <= box.maxY && max(edge.start.y, edge.end.y) >= box.minY
            }
            #expect(tree.edges(meeting: box) == expected)
        }
    }

    @Test func anEmptyTreeFindsNothing() {
        let tree = EdgeTree(PolygonBuffer())
        #expect(tree.edgeCount == 0)
        #expect(tree.box.isEmpty)
        #expect(tree.edges(meeting: Box(minX: 0, minY: 0, maxX: 1, maxY: 1)) == [])
        #expect(!tree.hasEdge(within: 1e9, of: [0, 0]))
    }
}

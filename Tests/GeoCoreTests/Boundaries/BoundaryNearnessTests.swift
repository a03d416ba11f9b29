import Foundation
import GeoCore
import TestSupport
import Testing

/// When an overlap is only a touch: every point of it near both boundaries.
@Suite struct BoundaryNearnessTests {
    private func touches(_ a: PolygonBuffer, _ b: PolygonBuffer, tolerance: Double) throws -> Bool {
        let engine = try GeometryEngine()
        let overlap = try engine.overlay(.intersection, a, b).polygons
        let near = overlap.box.expanded(by: tolerance)
        return overlap.lies(
            within: tolerance, of: EdgeTree(try engine.unaryUnion(a, near: near)),
            and: EdgeTree(try engine.unaryUnion(b, near: near)))
    }

    private let unit: (Double, Double, Double, Double) = (1_000, 1_000, 1_100, 1_200)

    @Test func anOverlapAlongTheCommonBorderTouches() throws {
        let plan = try rectangles((1_099.7, 1_050, 1_300, 1_150))
        #expect(try touches(plan, try rectangles(unit), tolerance: 0.5))
        #expect(try !touches(plan, try rectangles(unit), tolerance: 0.29))
        #expect(try !touches(plan, try rectangles(unit), tolerance: 0))
        // A corner counts like a side.
        #expect(try touches(try rectangles((1_099.7, 1_199.8, 1_300, 1_300)), try rectangles(unit), tolerance: 0.5))
    }

    @Test func exactlyTheToleranceStillTouches() throws {
        #expect(try touches(try rectangles((1_099.5, 1_050, 1_300, 1_055)), try rectangles(unit), tolerance: 0.5))
        #expect(try !touches(try rectangles((1_099.498, 1_050, 1_300, 1_055)), try rectangles(unit), tolerance: 0.5))
    }

    @Test func aNarrowPlanAcrossAUnitIsAHit() throws {
        #expect(try !touches(try rectangles((900, 1_100, 1_300, 1_100.5)), try rectangles(unit), tolerance: 1))
        // Also where it only reaches 3 m in.
        #expect(try !touches(try rectangles((900, 1_100, 1_003, 1_100.5)), try rectangles(unit), tolerance: 1))
        #expect(try touches(try rectangles((900, 1_100, 1_000.9, 1_100.5)), try rectangles(unit), tolerance: 1))
    }

    @Test func aTinyUnitInsideAPlanIsAHit() throws {
        #expect(
            try !touches(try rectangles((0, 0, 500, 500)), try rectangles((100, 100, 100.8, 100.8)), tolerance: 1))
        // Against the plan's edge it is not.
        #expect(try touches(try rectangles((0, 0, 500, 500)), try rectangles((100, 0, 100.8, 0.8)), tolerance: 1))
    }

    @Test func bordersInsideAUnitAreNotItsBoundary() throws {
        // The unit is two features side by side; the overlap lies along the line between them.
        let unit = try rectangles((0, 0, 50, 100), (50, 0, 100, 100))
        #expect(try !touches(try rectangles((49.8, 40, 50.2, 60)), unit, tolerance: 1))
    }

    @Test func theMiddleCountsAndNotOnlyTheVertices() throws {
        // All vertices of the overlap are near both boundaries; its middle is not.
        let a = try rectangles((0, 0, 10, 10))
        #expect(try !touches(a, a, tolerance: 1))
        #expect(try touches(a, a, tolerance: 5.01))
        #expect(try !touches(a, a, tolerance: 4.9))
    }

    @Test func aLongWindingBorderIsDoneInPieces() throws {
        // Two neighbours whose common border was digitised twice, up to 0.3 m apart, over 2 000 vertices.
        var generator = SeededGenerator(seed: 5)
        var left: [SIMD2<Double>] = [[600_000, 0]]
        var right: [SIMD2<Double>] = [[600_200, 0]]
        for index in 0...2_000 {
            let y = Double(index) * 2
            let x = 600_100 + 20 * sin(y / 90)
            left.append([x + Double.random(in: 0...0.15, using: &generator), y])
            right.append([x - Double.random(in: 0...0.15, using: &generator), y])
        }
        left += [[600_000, 4_000], [600_000, 0]]
        right += [[600_200, 4_000], [600_200, 0]]
        var a = PolygonBuffer()
        try a.appendRing(left)
        a.endFeature()
        var b = PolygonBuffer()
        try b.appendRing(right)
        b.endFeature()
        #expect(try touches(a, b, tolerance: 0.5))
        #expect(try !touches(a, b, tolerance: 0.1))
    }
}

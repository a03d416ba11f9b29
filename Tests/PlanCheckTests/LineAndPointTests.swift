import GeoCore
import Testing

@testable import PlanCheck

@Suite("Line and point units")
struct LineAndPointTests {
    private func hit(_ content: UnitContent, _ limits: ResolvedLimits) throws -> UnitHit {
        // 100 × 100 m with a hole of 20 × 20 m in the middle.
        let plan = try HandMade.plan(HandMade.rectangle(0, 0, 100, 100), holes: [HandMade.rectangle(40, 40, 60, 60)])
        return try HandMade.hit(HandMade.unit("u", content), plan, limits)
    }

    private func line(_ positions: (Double, Double)...) -> UnitContent {
        .lines([UnitLine(name: "N34", positions: positions.map { HandMade.origin + SIMD2($0.0, $0.1) })])
    }

    private func points(_ positions: (Double, Double)...) -> UnitContent {
        .points(positions.map { UnitPoint(name: "", position: HandMade.origin + SIMD2($0.0, $0.1)) })
    }

    @Test("A road through the plan has the length inside, without the hole")
    func across() throws {
        let hit = try hit(line((-50, 50), (150, 50)), HandMade.limits())
        #expect(hit.state == .hit)
        #expect(isClose(hit.lengthMetres, 80))
        #expect(isClose(hit.shareOfUnit, 0.4))
        #expect(hit.sides == [.east, .west])
        #expect(hit.areaHectares == nil)
        #expect(hit.shareOfPlan == nil)
    }

    @Test("A line on the boundary touches, one that ends on it does not without a tolerance")
    func boundary() throws {
        #expect(try hit(line((10, 0), (60, 0)), HandMade.limits()).state != .hit)
        let end = try hit(line((50, -80), (50, 0)), HandMade.limits(near: 5))
        #expect(end.state == .near)
        #expect(end.distanceMetres == 0)
        #expect(end.sides == [.south])
        #expect(try hit(line((50, -80), (50, -0.3)), HandMade.limits(tolerance: 0.5)).state == .touches)
        #expect(try hit(line((0.3, 10), (0.3, 90)), HandMade.limits(tolerance: 0.5)).state == .touches)
        #expect(try hit(line((0.7, 10), (0.7, 90)), HandMade.limits(tolerance: 0.5)).state == .hit)
    }

    @Test("A line in the hole is near")
    func inHole() throws {
        let hit = try hit(line((45, 50), (55, 50)), HandMade.limits(near: 10))
        #expect(hit.state == .near)
        #expect(isClose(hit.distanceMetres, 5))
        #expect(hit.lengthMetres == 0)
    }

    @Test("Points are counted inside the plan")
    func counted() throws {
        let hit = try hit(points((10, 10), (90, 90), (50, 50), (200, 200)), HandMade.limits())
        #expect(hit.state == .hit)
        #expect(hit.count == 2)
        #expect(isClose(hit.shareOfUnit, 0.5))
    }

    @Test("A point outside is near or not, with its distance and direction")
    func outside() throws {
        let near = try hit(points((130, 140)), HandMade.limits(near: 50))
        #expect(near.state == .near)
        #expect(isClose(near.distanceMetres, 50))
        #expect(near.sides == [.northEast])
        #expect(try hit(points((130, 140.001)), HandMade.limits(near: 50)).state == .notHit)
        #expect(try hit(points((100.4, 50)), HandMade.limits(tolerance: 0.5)).state == .touches)
        #expect(try hit(points((99.6, 50)), HandMade.limits(tolerance: 0.5)).state == .touches)
        #expect(try hit(points((99.4, 50)), HandMade.limits(tolerance: 0.5)).state == .hit)
    }
}

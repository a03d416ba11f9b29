import GeoCore
import Testing

@testable import PlanCheck

@Suite("States of a plan and a unit")
struct StateTests {
    /// A plan of 100 × 100 m.
    let plan = try? HandMade.plan(HandMade.rectangle(0, 0, 100, 100))

    private func hit(_ unit: CheckUnit, _ limits: ResolvedLimits) throws -> UnitHit {
        try HandMade.hit(unit, try #require(plan), limits)
    }

    @Test("An overlap is a hit with hectares and shares")
    func overlap() throws {
        let unit = try HandMade.unit("u", HandMade.rectangle(50, -100, 250, 300))
        let hit = try hit(unit, HandMade.limits())
        #expect(hit.state == .hit)
        #expect(isClose(hit.areaHectares, 0.5))
        #expect(isClose(hit.shareOfPlan, 0.5))
        #expect(isClose(hit.shareOfUnit, 5000 / 80_000))
        #expect(hit.distanceMetres == 0)
        #expect(hit.withinToleranceHectares == nil)
        #expect(hit.partsBefore == 1)
        #expect(hit.partsAfter == 1)
        #expect(isClose(hit.largestPartAfterHectares, 7.5))
    }

    @Test("Near: just inside, exactly at and just outside the near distance", arguments: [
        (9.999, HitState.near), (10, .near), (10.001, .notHit),
    ])
    func near(gap: Double, state: HitState) throws {
        let unit = try HandMade.unit("u", HandMade.rectangle(100 + gap, 0, 300, 100))
        let hit = try hit(unit, HandMade.limits(near: 10))
        #expect(hit.state == state)
        #expect(isClose(hit.distanceMetres, gap))
        #expect(hit.sides == (state == .near ? [.east] : []))
        #expect(hit.areaHectares == 0)
    }

    @Test("Tolerance on a gap: just inside, exactly at and just outside", arguments: [
        (0.499, HitState.touches), (0.5, .touches), (0.501, .notHit),
    ])
    func gap(gap: Double, state: HitState) throws {
        let unit = try HandMade.unit("u", HandMade.rectangle(0, 100 + gap, 100, 200))
        let hit = try hit(unit, HandMade.limits(tolerance: 0.5))
        #expect(hit.state == state)
        #expect(isClose(hit.distanceMetres, gap))
    }

    @Test("Tolerance on an overlap: just inside, exactly at and just outside", arguments: [
        (0.499, HitState.touches), (0.5, .touches), (0.501, .hit),
    ])
    func depth(depth: Double, state: HitState) throws {
        let unit = try HandMade.unit("u", HandMade.rectangle(0, 100 - depth, 100, 200))
        let hit = try hit(unit, HandMade.limits(tolerance: 0.5))
        #expect(hit.state == state)
        if state == .touches {
            #expect(hit.areaHectares == 0)
            #expect(isClose(hit.withinToleranceHectares, depth * 100 / 10_000))
        } else {
            #expect(isClose(hit.areaHectares, depth * 100 / 10_000))
        }
    }

    /// Acceptance story of the solar park: nature lies against the south and east side.
    @Test("The same touch for an exact border, a gap and an overlap of 0.3 m", arguments: [0, -0.3, 0.3])
    func exloo(overlap: Double) throws {
        let unit = try HandMade.unit(
            "NA-NNN",
            HandMade.polygon(
                (-200, overlap), (100 - overlap, overlap), (100 - overlap, 300), (400, 300), (400, -300), (-200, -300)))
        let hit = try hit(unit, HandMade.limits(tolerance: 0.5))
        #expect(hit.state == .touches)
        #expect(hit.sides == [.east, .south])
        #expect(hit.areaHectares == 0)
        #expect(isClose(hit.sharedBoundaryMetres, 200))
        #expect(isClose(hit.sideLengthsMetres?[.south], 100))
        #expect(isClose(hit.sideLengthsMetres?[.east], 100))
    }

    @Test("An exact common border touches without a tolerance; a common point does not")
    func exactBorder() throws {
        let border = try hit(
            try HandMade.unit("u", HandMade.rectangle(100, 20.123, 200, 60.456)), HandMade.limits(near: 5))
        #expect(border.state == .touches)
        #expect(isClose(border.sharedBoundaryMetres, 40.333))
        #expect(border.sides == [.east])
        #expect(border.distanceMetres == 0)

        let corner = try HandMade.unit("u", HandMade.rectangle(100, 100, 200, 200))
        let near = try hit(corner, HandMade.limits(near: 5))
        #expect(near.state == .near)
        #expect(near.distanceMetres == 0)
        #expect(near.sides == [.northEast])
        let plain = try hit(corner, HandMade.limits())
        #expect(plain.state == .notHit)
        #expect(plain.distanceMetres == 0)
    }

    @Test("A vertex that only one outline has on a slanted common border does not matter")
    func slantedBorder() throws {
        let plan = try HandMade.plan(HandMade.polygon((0, 0), (100, 37.7), (60, 140)))
        let third = 1.0 / 3
        let unit = try HandMade.unit(
            "u", HandMade.polygon((0, 0), (0, -100), (100, -100), (100, 37.7), (100 * third, 37.7 * third)))
        let hit = try HandMade.hit(unit, plan, HandMade.limits())
        #expect(hit.state == .touches)
        #expect(isClose(hit.sharedBoundaryMetres, (100.0 * 100 + 37.7 * 37.7).squareRoot()))
    }

    @Test("A cable plan of 0.5 m across a unit stays a hit")
    func cable() throws {
        let cable = try HandMade.plan(HandMade.rectangle(-50, 40, 150, 40.5))
        let unit = try HandMade.unit("u", HandMade.rectangle(0, 0, 100, 100))
        let hit = try HandMade.hit(unit, cable, HandMade.limits(tolerance: 0.5))
        #expect(hit.state == .hit)
        #expect(isClose(hit.areaHectares, 0.005))
        #expect(hit.partsAfter == 2)
    }

    @Test("A unit of 0.8 m inside the plan stays a hit")
    func smallUnit() throws {
        let hit = try hit(
            try HandMade.unit("u", HandMade.rectangle(50, 50, 50.8, 50.8)), HandMade.limits(tolerance: 0.5))
        #expect(hit.state == .hit)
        #expect(isClose(hit.areaHectares, 0.64 / 10_000))
        #expect(isClose(hit.shareOfUnit, 1))
        #expect(hit.partsAfter == 0)
    }

    @Test("A border between two features of one unit is no boundary of it")
    func dissolved() throws {
        // The plan, 0.8 m wide, lies along the border of two polygons of one unit.
        let plan = try HandMade.plan(HandMade.rectangle(49.6, 10, 50.4, 90))
        let unit = try HandMade.unit("u", HandMade.rectangle(0, 0, 50, 100), HandMade.rectangle(50, 0, 100, 100))
        let hit = try HandMade.hit(unit, plan, HandMade.limits(tolerance: 0.5))
        #expect(hit.state == .hit)
        #expect(isClose(hit.shareOfPlan, 1))
        #expect(hit.sides == [.all])
        #expect(hit.partsBefore == 1)
    }

    @Test("A unit exactly in the hole of a plan touches it all round; inside the hole it is near")
    func hole() throws {
        let plan = try HandMade.plan(HandMade.rectangle(0, 0, 100, 100), holes: [HandMade.rectangle(40, 40, 60, 60)])
        let exact = try HandMade.hit(
            try HandMade.unit("u", HandMade.rectangle(40, 40, 60, 60)), plan, HandMade.limits(near: 10))
        #expect(exact.state == .touches)
        #expect(exact.sides == [.north, .east, .south, .west])
        #expect(isClose(exact.sharedBoundaryMetres, 80))
        let inside = try HandMade.hit(
            try HandMade.unit("u", HandMade.rectangle(48, 48, 52, 52)), plan, HandMade.limits(near: 10))
        #expect(inside.state == .near)
        #expect(isClose(inside.distanceMetres, 8))
        #expect(inside.areaHectares == 0)
    }

    @Test("A plan that covers everything has all of the unit")
    func coversAll() throws {
        let hit = try hit(try HandMade.unit("u", HandMade.rectangle(20, 20, 30, 40)), HandMade.limits(tolerance: 1))
        #expect(hit.state == .hit)
        #expect(isClose(hit.shareOfUnit, 1))
        #expect(hit.partsAfter == 0)
        #expect(hit.largestPartAfterHectares == 0)
    }

    @Test("Beyond the far distance no distance is told; without one it always is")
    func far() throws {
        let unit = try HandMade.unit("u", HandMade.rectangle(5000, 0, 5100, 100))
        #expect(try hit(unit, HandMade.limits(far: 4899)).distanceMetres == nil)
        #expect(isClose(try hit(unit, HandMade.limits(far: 4900)).distanceMetres, 4900))
        #expect(isClose(try hit(unit, HandMade.limits()).distanceMetres, 4900))
        #expect(try hit(unit, HandMade.limits()).state == .notHit)
    }

    @Test("Polygons that stand twice count once")
    func doubled() throws {
        let unit = try HandMade.unit("u", HandMade.rectangle(50, 0, 150, 100), HandMade.rectangle(50, 0, 150, 100))
        let hit = try hit(unit, HandMade.limits())
        #expect(isClose(hit.areaHectares, 0.5))
        #expect(isClose(hit.shareOfUnit, 0.5))
        #expect(hit.partsBefore == 1)
    }

    @Test("A unit without data is never not-hit")
    func noData() throws {
        let reason = Bilingual(en: "no layer", nl: "geen laag")
        let hit = try hit(HandMade.unit("u", .noData(reason)), HandMade.limits(near: 10))
        #expect(hit.state == .noData)
        #expect(hit.reason == reason)
        #expect(hit.areaHectares == nil)
        #expect(hit.distanceMetres == nil)
    }

    @Test("Parts are those of the dissolved unit, however it is cut up in its file")
    func partsOfAUnitInPieces() throws {
        // A square ring 400 m wide, bars of 50 m; the plan cuts the southern bar, so one part is left: a horseshoe.
        let south = HandMade.rectangle(0, 0, 400, 50)
        let north = HandMade.rectangle(0, 350, 400, 400)
        let west = HandMade.rectangle(0, 50, 50, 350)
        let east = HandMade.rectangle(350, 50, 400, 350)
        let plan = try HandMade.plan(HandMade.rectangle(150, -10, 250, 60))
        let hit = try HandMade.hit(try HandMade.unit("R", south, west, north, east), plan, HandMade.limits())
        #expect(hit.partsBefore == 1)
        #expect(hit.partsAfter == 1)
        #expect(isClose(hit.largestPartAfterHectares, (70_000 - 5_000) / 10_000))
        let bar = try HandMade.hit(try HandMade.unit("B", south), plan, HandMade.limits())
        #expect(bar.partsAfter == 2)
        #expect(isClose(bar.largestPartAfterHectares, 0.75))
    }
}

import GeoCore
import Testing

@testable import PlanCheck

@Suite("Sides")
struct SideTests {
    private func sides(_ unit: [SIMD2<Double>]) throws -> [Side] {
        try HandMade.hit(
            try HandMade.unit("u", unit), try HandMade.plan(HandMade.rectangle(0, 0, 90, 90)), HandMade.limits()
        ).sides
    }

    @Test("An outer third counts from a quarter of the overlap on")
    func quarter() throws {
        // 45 of 180 m² in the eastern third (x from 60): exactly a quarter.
        #expect(try sides(HandMade.rectangle(45, 40, 65, 49)) == [.east])
        #expect(try sides(HandMade.rectangle(45, 40, 64.9, 49)) == [])
    }

    @Test("A western strip is north, south and west by the rule, and west for a reader")
    func western() throws {
        let hit = try HandMade.hit(
            try HandMade.unit("u", HandMade.rectangle(-10, -10, 40, 100)),
            try HandMade.plan(HandMade.rectangle(0, 0, 90, 90)), HandMade.limits())
        #expect(hit.sides == [.north, .south, .west])
        #expect(hit.summarySides == [.west])
    }

    @Test("From 95 % of the plan on it is all of it")
    func whole() throws {
        #expect(try sides(HandMade.rectangle(-10, -10, 90 * 0.951, 100)) == [.all])
        #expect(try sides(HandMade.rectangle(-10, -10, 90 * 0.949, 100)).contains(.all) == false)
    }

    @Test("Eight winds", arguments: [
        (SIMD2<Double>(1, 0), Side.east), (SIMD2(1, 0.41), .east), (SIMD2(1, 0.42), .northEast), (SIMD2(1, 1), .northEast),
        (SIMD2(0, 1), .north), (SIMD2(-1, 1), .northWest), (SIMD2(-1, 0), .west), (SIMD2(-1, -1), .southWest),
        (SIMD2(0.1, -1), .south), (SIMD2(1, -1), .southEast),
    ])
    func winds(vector: SIMD2<Double>, side: Side) {
        #expect(Sides.direction(of: vector) == side)
    }

    @Test("No vector has no direction")
    func noDirection() {
        #expect(Sides.direction(of: .zero) == nil)
        #expect(Sides.direction(of: SIMD2(.nan, 1)) == nil)
    }

    @Test("Dutch letters differ from the JSON's")
    func letters() {
        #expect(Side.allCases.map { $0.text(.nl) } == ["N", "NO", "O", "ZO", "Z", "ZW", "W", "NW", "hele plan"])
        #expect(Side.allCases.map(\.rawValue) == ["N", "NE", "E", "SE", "S", "SW", "W", "NW", "all"])
    }

    @Test("A quadrant with less than a tenth of the common border is not listed")
    func quadrants() {
        #expect(Sides.ofTouch(quadrants: [.south: 90, .east: 10]) == [.east, .south])
        #expect(Sides.ofTouch(quadrants: [.south: 91, .east: 9]) == [.south])
        #expect(Sides.ofTouch(quadrants: [:]) == [])
    }
}

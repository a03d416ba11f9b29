import Foundation
@testable import GeoCore
import TestSupport
import Testing

@Suite struct PolygonHalvingTests {
    typealias Point = SIMD2<Double>

    static func ring(_ positions: [Point]) -> [Point] { positions + [positions[0]] }

    /// A wiggly star with small holes in it, far from the origin.
    static func pierced(_ seed: Int) throws -> PolygonBuffer {
        var random = SeededGenerator(seed: UInt64(seed))
        let centre: Point = [230_000, 540_000]
        func turned(_ count: Int, _ radius: ClosedRange<Double>, around place: Point) -> [Point] {
            (0..<count).map { index in
                let angle = 2 * Double.pi * Double(index) / Double(count)
                return place + Double.random(in: radius, using: &random) * [cos(angle), sin(angle)]
            }
        }
        var buffer = PolygonBuffer()
        try buffer.appendRing(Self.ring(turned(400, 600...1_000, around: centre)))
        for column in -3...3 {
            for row in -3...3 {
                let place = centre + [Double(column) * 100 + 3, Double(row) * 100 - 7]
                try buffer.appendRing(Self.ring(turned(12, 20...45, around: place)))
            }
        }
        buffer.endFeature()
        return buffer
    }

    @Test(arguments: 0..<20)
    func bothHalvesAreTheWhole(_ seed: Int) throws {
        let engine = try GeometryEngine()
        let whole = try Self.pierced(seed)
        let (lower, upper) = try #require(whole.halves(ofPart: 0))
        let (one, two) = (lower.areaSquareMetres(ofFeature: 0), upper.areaSquareMetres(ofFeature: 0))
        let area = whole.areaSquareMetres(ofFeature: 0)
        #expect(abs(one + two - area) <= 1e-12 * area)
        #expect(one > 0.3 * area && two > 0.3 * area)
        var both = lower
        both.append(upper)
        #expect(try engine.intersectionArea(of: lower, feature: 0, and: upper, feature: 0) == 0)
        for half in [lower, upper] {
            #expect(try engine.invalidity(of: half, feature: 0) == nil)
            // GEOS, on the other side of the line.
            #expect(abs(try engine.overlay(.intersection, whole, half).polygons.areaSquareMetres - half.areaSquareMetres) <= 1e-6)
        }
        #expect(abs(try engine.unaryUnion(both).polygons.areaSquareMetres - area) <= 1e-6)
    }

    /// A comb falls apart into teeth, and every hole stays with the tooth that it lies in.
    @Test func holesStayWithTheirShell() throws {
        var shell: [Point] = [[0, 0]]
        for tooth in 0..<10 {
            let x = Double(tooth) * 10
            shell += [[x, 0], [x + 8, 0], [x + 8, 100], [x + 10, 100]].map { $0 + [0, 0] }
        }
        shell += [[100, 140], [0, 140]]
        var comb = PolygonBuffer()
        try comb.appendRing(Self.ring(Array(shell.dropFirst())))
        for tooth in 0..<10 { try comb.appendRing(Self.ring([[2, 10], [2, 20], [5, 20], [5, 10]].map { $0 + [Double(tooth) * 10, 0] })) }
        comb.endFeature()
        // The box is higher than wide, so that the line runs across the teeth.
        let (lower, upper) = try #require(comb.halves(ofPart: 0))
        #expect(lower.partCount == 10)
        #expect((0..<10).allSatisfy { lower.rings(ofPart: $0).count == 2 })
        #expect(upper.partCount == 1)
        let engine = try GeometryEngine()
        #expect(try engine.invalidity(of: lower, feature: 0) == nil)
        #expect(abs(lower.areaSquareMetres + upper.areaSquareMetres - comb.areaSquareMetres) <= 1e-9)
    }

    /// A hole that touches the shell, in the corner of the half.
    @Test func aHoleMayTouchItsShell() throws {
        var polygon = PolygonBuffer()
        // Two legs, so that there are two shells below the line.
        try polygon.appendRing(Self.ring([[0, 0], [10, 0], [10, 60], [20, 60], [20, 0], [30, 0], [30, 100], [0, 100]]))
        try polygon.appendRing(Self.ring([[20, 10], [25, 15], [25, 5]]))
        polygon.endFeature()
        let (lower, _) = try #require(polygon.halves(ofPart: 0))
        #expect((0..<lower.partCount).map { lower.rings(ofPart: $0).count }.sorted() == [1, 2])
        #expect(try GeometryEngine().invalidity(of: lower, feature: 0) == nil)
    }

    @Test func whatIsNotPlainIsLeftToAnOverlay() throws {
        // Twice through the line in the same direction.
        var bow = PolygonBuffer()
        try bow.appendRing(Self.ring([[0, 0], [10, 10], [10, 0], [0, 10], [-4, 5]]))
        bow.endFeature()
        let (one, other) = (bow.halves(ofPart: 0), bow.areaSquareMetres)
        if let one { #expect(abs(one.lower.areaSquareMetres + one.upper.areaSquareMetres - other) <= 1e-9) }
        // Two borders that lie on each other where the line is.
        var doubled = PolygonBuffer()
        try doubled.appendRing(Self.ring([[0, 0], [10, 0], [10, 1], [0, 1]]))
        try doubled.appendRing(Self.ring([[0, 0], [0, 1], [10, 1], [10, 0]]))
        doubled.endFeature()
        #expect(doubled.halves(ofPart: 0).map { _ in true } == nil)
        // Nothing fits between the coordinates.
        var narrow = PolygonBuffer()
        let next = (1e8).nextUp
        try narrow.appendRing(Self.ring([[1e8, 0], [next, 0], [next, 1e-9], [1e8, 1e-9]]))
        narrow.endFeature()
        #expect(narrow.halves(ofPart: 0).map { _ in true } == nil)
    }
}

import Foundation
import GeoCore
@testable import LayerDiff
import TestSupport
import Testing

/// The vectors of the method: a square of 500 m with class "a", ε = 20 m; (∅, a) and (a, ∅) are real, everything else
/// is the same.
@Suite struct PositionalTestTests {
    typealias Point = SIMD2<Double>
    static let origin = Point(230_000, 540_000)

    /// A polygon; the first ring is the shell.
    static func polygon(_ rings: [[Point]]) throws -> PolygonBuffer {
        var buffer = PolygonBuffer()
        for ring in rings { try buffer.appendRing((ring + [ring[0]]).map { $0 + origin }) }
        buffer.endFeature()
        return buffer
    }

    static func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> [Point] {
        [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]
    }

    static func union(_ parts: [PolygonBuffer]) throws -> PolygonBuffer {
        var all = PolygonBuffer()
        for part in parts { all.appendFeature(0, of: part) }
        return try GeometryEngine().unaryUnion(all).polygons
    }

    static func layer(_ polygons: PolygonBuffer) -> ClassifiedLayer {
        ClassifiedLayer(
            classes: ["a"], polygons: polygons,
            classOfFeature: Array(repeating: 0, count: polygons.featureCount))
    }

    struct Answer {
        var naive = 0.0
        var drawing = 0.0
        var real = 0.0
        var strict = 0.0
        /// What the opening alone would drop.
        var widthRule = 0.0
    }

    /// Gains and losses of class "a", each connected part tested, with `exact` and both gains and losses disjoint.
    static func answer(
        old: PolygonBuffer, new: PolygonBuffer, tolerance: Double = 20
    ) throws -> Answer {
        let engine = try GeometryEngine()
        let oldMap = try MapSurroundings(layer(old), engine: engine)
        let newMap = try MapSurroundings(layer(new), engine: engine)
        var answer = Answer()
        for (place, patch) in [
            ((old: -1, new: 0), try engine.overlay(.difference, new, old).polygons),
            ((old: 0, new: -1), try engine.overlay(.difference, old, new).polygons),
        ] {
            let labels = CompatibleLabels(of: place, oldClasses: [0], newClasses: [0]) { $0 == $1 }
            for part in 0..<patch.partCount {
                var one = PolygonBuffer()
                one.appendPart(part, of: patch)
                one.endFeature()
                let test = try PositionalTest.run(
                    region: one, labels: labels, old: oldMap, new: newMap, toleranceMetres: tolerance,
                    wantsStrict: true, engine: engine)
                answer.naive += one.areaSquareMetres
                answer.drawing += test.drawing.areaSquareMetres
                answer.real += test.rest.areaSquareMetres
                answer.strict += try #require(test.strictSquareMetres)
                answer.widthRule += try engine.opening(of: one, radiusMetres: tolerance / 2).thin.areaSquareMetres
            }
        }
        return answer
    }

    struct Vector: Sendable, CustomTestStringConvertible {
        var name: String
        var old: [[Point]]
        /// Shells laid over each other, then holes.
        var new: [[Point]]
        var holes: [[Point]] = []
        var expected: [Double]
        var testDescription: String { name }
    }

    static let square = rectangle(0, 0, 500, 500)

    /// naive, X, R, R_strict and what a width rule alone would drop. The last is 0 where round joins would drop 86 m²
    /// (0.215 · 10² m² at each of four corners): mitred corners come back.
    static let vectors: [Vector] = [
        Vector(name: "identical", old: [square], new: [square], expected: [0, 0, 0, 0, 0]),
        Vector(
            name: "shifted 10 m", old: [square], new: [rectangle(10, 0, 500, 500)],
            expected: [10_000, 10_000, 0, 0, 10_000]),
        Vector(
            name: "strip 15 m", old: [square], new: [square, rectangle(500, 0, 15, 500)],
            expected: [7_500, 7_500, 0, 0, 7_500]),
        Vector(
            name: "strip 30 m", old: [square], new: [square, rectangle(500, 0, 30, 500)],
            expected: [15_000, 0, 15_000, 5_000, 0]),
        Vector(
            name: "bump 15 × 15", old: [square], new: [square, rectangle(500, 200, 15, 15)],
            expected: [225, 225, 0, 0, 225]),
        Vector(
            name: "isolated ditch 5 × 1600", old: [square], new: [square, rectangle(1_000, 0, 5, 1_600)],
            expected: [8_000, 0, 8_000, 8_000, 8_000]),
        Vector(
            name: "ditch 5 × 800 at the edge", old: [square], new: [square, rectangle(500, 200, 800, 5)],
            expected: [4_000, 100, 3_900, 3_900, 4_000]),
        Vector(
            name: "hole 10 × 10", old: [square], new: [square], holes: [rectangle(200, 200, 10, 10)],
            expected: [100, 0, 100, 100, 100]),
        Vector(
            name: "hole 60 × 60", old: [square], new: [square], holes: [rectangle(200, 200, 60, 60)],
            expected: [3_600, 0, 3_600, 3_600, 0]),
        Vector(
            name: "block with a sliver", old: [square],
            new: [square, rectangle(500, 0, 100, 100), rectangle(500, 100, 10, 400)],
            expected: [14_000, 4_000, 10_000, 8_000, 4_000]),
        Vector(
            name: "real block", old: [square], new: [square, rectangle(500, 0, 500, 500)],
            expected: [250_000, 0, 250_000, 240_000, 0]),
    ]

    static func maps(_ vector: Vector) throws -> (old: PolygonBuffer, new: PolygonBuffer) {
        let old = try union(vector.old.map { try polygon([$0]) })
        let new = vector.holes.isEmpty
            ? try union(vector.new.map { try polygon([$0]) }) : try polygon([vector.new[0]] + vector.holes)
        return (old, new)
    }

    @Test(arguments: vectors)
    func vectorsOfTheMethod(_ vector: Vector) throws {
        let (old, new) = try Self.maps(vector)
        for (answer, direction) in [
            (try Self.answer(old: old, new: new), "forward"), (try Self.answer(old: new, new: old), "reversed"),
        ] {
            let found = [answer.naive, answer.drawing, answer.real, answer.strict, answer.widthRule]
            for (index, expected) in vector.expected.enumerated() {
                #expect(abs(found[index] - expected) <= 1, "\(direction): \(found) for \(vector.expected)")
            }
        }
    }
}

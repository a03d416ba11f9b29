import Foundation
import GeoCore
@testable import LayerDiff
import TestSupport
import Testing

/// The vectors of the method: a square of 500 m with class "a", ε = 20 m; (∅, a) and (a, ∅) are real, everything else
/// is the same.
@Suite struct PositionalTestTests {
    typealias Point = SIMD2<Double>
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
                answer.widthRule += try engine.thinPart(of: one, radiusMetres: tolerance / 2).areaSquareMetres
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

    static let square = PolygonShapes.rectangle(0, 0, 500, 500)

    /// naive, X, R, R_strict and what a width rule alone would drop. The last is 0 where round joins would drop 86 m²
    /// (0.215 · 10² m² at each of four corners): mitred corners come back.
    static let vectors: [Vector] = [
        Vector(name: "identical", old: [square], new: [square], expected: [0, 0, 0, 0, 0]),
        Vector(
            name: "shifted 10 m", old: [square], new: [PolygonShapes.rectangle(10, 0, 500, 500)],
            expected: [10_000, 10_000, 0, 0, 10_000]),
        Vector(
            name: "strip 15 m", old: [square], new: [square, PolygonShapes.rectangle(500, 0, 15, 500)],
            expected: [7_500, 7_500, 0, 0, 7_500]),
        Vector(
            name: "strip 30 m", old: [square], new: [square, PolygonShapes.rectangle(500, 0, 30, 500)],
            expected: [15_000, 0, 15_000, 5_000, 0]),
        Vector(
            name: "bump 15 × 15", old: [square], new: [square, PolygonShapes.rectangle(500, 200, 15, 15)],
            expected: [225, 225, 0, 0, 225]),
        Vector(
            name: "isolated ditch 5 × 1600", old: [square], new: [square, PolygonShapes.rectangle(1_000, 0, 5, 1_600)],
            expected: [8_000, 0, 8_000, 8_000, 8_000]),
        Vector(
            name: "ditch 5 × 800 at the edge", old: [square], new: [square, PolygonShapes.rectangle(500, 200, 800, 5)],
            expected: [4_000, 100, 3_900, 3_900, 4_000]),
        Vector(
            name: "hole 10 × 10", old: [square], new: [square], holes: [PolygonShapes.rectangle(200, 200, 10, 10)],
            expected: [100, 0, 100, 100, 100]),
        Vector(
            name: "hole 60 × 60", old: [square], new: [square], holes: [PolygonShapes.rectangle(200, 200, 60, 60)],
            expected: [3_600, 0, 3_600, 3_600, 0]),
        Vector(
            name: "block with a sliver", old: [square],
            new: [square, PolygonShapes.rectangle(500, 0, 100, 100), PolygonShapes.rectangle(500, 100, 10, 400)],
            expected: [14_000, 4_000, 10_000, 8_000, 4_000]),
        Vector(
            name: "real block", old: [square], new: [square, PolygonShapes.rectangle(500, 0, 500, 500)],
            expected: [250_000, 0, 250_000, 240_000, 0]),
    ]

    static func maps(_ vector: Vector) throws -> (old: PolygonBuffer, new: PolygonBuffer) {
        let old = try union(vector.old.map { try PolygonShapes.polygon([$0]) })
        let new = vector.holes.isEmpty
            ? try union(vector.new.map { try PolygonShapes.polygon([$0]) }) : try PolygonShapes.polygon([vector.new[0]] + vector.holes)
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

    // MARK: properties on random shapes

    /// A town of blocks, the same with some blocks moved a little, grown, gone or new; turned by one angle, so that all
    /// corners are right angles.
    static func randomMaps(_ random: inout SeededGenerator) throws -> (old: PolygonBuffer, new: PolygonBuffer) {
        let angle = Double.random(in: 0..<1.5, using: &random)
        func turned(_ ring: [Point]) -> [Point] {
            ring.map { Point($0.x * cos(angle) - $0.y * sin(angle), $0.x * sin(angle) + $0.y * cos(angle)) }
        }
        var old: [PolygonBuffer] = []
        var new: [PolygonBuffer] = []
        for _ in 0..<8 {
            var block = [
                Double.random(in: 0...400, using: &random), Double.random(in: 0...400, using: &random),
                Double.random(in: 10...200, using: &random), Double.random(in: 10...200, using: &random),
            ]
            let fate = Int.random(in: 0..<6, using: &random)
            if fate != 0 { old.append(try PolygonShapes.polygon([turned(PolygonShapes.rectangle(block[0], block[1], block[2], block[3]))])) }
            if fate == 1 { continue }
            for index in block.indices { block[index] += Double.random(in: -15...15, using: &random) }
            new.append(try PolygonShapes.polygon([turned(PolygonShapes.rectangle(block[0], block[1], max(2, block[2]), max(2, block[3])))]))
        }
        return (try union(old), try union(new))
    }

    @Test(arguments: 0..<40)
    func aLargerToleranceNeverLowersDrawing(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let (old, new) = try Self.randomMaps(&random)
        var last = Answer()
        last.real = .infinity
        last.strict = .infinity
        for tolerance in [1.0, 3, 7, 12, 20, 35] {
            let answer = try Self.answer(old: old, new: new, tolerance: tolerance)
            // Arcs are drawn with 32 segments a quadrant: 0.03 % of the tolerance along the border.
            #expect(answer.drawing >= last.drawing - 1, "ε \(tolerance)")
            #expect(answer.real <= last.real + 1, "ε \(tolerance)")
            #expect(answer.strict <= answer.real + 1e-6)
            #expect(abs(answer.drawing + answer.real - answer.naive) <= 1e-3)
            last = answer
        }
    }

    @Test(arguments: 0..<40)
    func theSameWhenTimeRunsBackwards(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(1_000 + seed))
        let (old, new) = try Self.randomMaps(&random)
        for tolerance in [4.0, 15] {
            let forward = try Self.answer(old: old, new: new, tolerance: tolerance)
            let backward = try Self.answer(old: new, new: old, tolerance: tolerance)
            #expect(abs(forward.drawing - backward.drawing) <= 1e-3)
            #expect(abs(forward.real - backward.real) <= 1e-3)
            #expect(abs(forward.strict - backward.strict) <= 1e-3)
        }
    }

    /// A strip of another class along a border: neither map has what could explain it when all pairs are unknown and
    /// only its own labels lie there. With "not its own label" left out, the test would call it drawing by its width.
    @Test func aPlaceNeverExplainsItself() throws {
        let engine = try GeometryEngine()
        let strip = try PolygonShapes.polygon([PolygonShapes.rectangle(0, 0, 10, 400)])
        // One polygon on each map, "a" and "b", and nothing else but the same "a" and "b" around.
        let labels = CompatibleLabels(of: (old: 0, new: 0), oldClasses: [0], newClasses: [0]) { _, _ in true }
        #expect(labels == CompatibleLabels(of: (old: 0, new: 0), oldClasses: [0], newClasses: [0]) { _, _ in true })
        #expect(labels.old == [-1] && labels.new == [-1])
        let around = try MapSurroundings(
            Self.layer(try PolygonShapes.polygon([PolygonShapes.rectangle(-500, -500, 1_400, 1_400)])), engine: engine)
        let test = try PositionalTest.run(
            region: strip, labels: labels, old: around, new: around, toleranceMetres: 20, wantsStrict: true,
            engine: engine)
        #expect(test.drawing.partCount == 0)
        #expect(test.strictSquareMetres == 4_000)
        #expect(try engine.thinPart(of: strip, radiusMetres: 10).areaSquareMetres == 4_000)
    }

    /// ∅ ends where the survey ends: a strip of "a" added along the edge of what was surveyed is not next to ∅.
    @Test func emptyGoesOnUnlessASurveyEndsIt() throws {
        let engine = try GeometryEngine()
        let strip = try PolygonShapes.polygon([PolygonShapes.rectangle(500, 0, 15, 500)])
        let old = try PolygonShapes.polygon([Self.square])
        let new = try PolygonShapes.polygon([PolygonShapes.rectangle(0, 0, 515, 500)])
        let labels = CompatibleLabels(of: (old: -1, new: 0), oldClasses: [0], newClasses: [0]) { $0 == $1 }
        let oldMap = try MapSurroundings(Self.layer(old), engine: engine)
        for (extent, expected) in [(nil, 7_500.0), (new, 0.0)] {
            let newMap = try MapSurroundings(Self.layer(new), extent: extent, engine: engine)
            let test = try PositionalTest.run(
                region: strip, labels: labels, old: oldMap, new: newMap, toleranceMetres: 20, wantsStrict: false,
                engine: engine)
            #expect(abs(test.drawing.areaSquareMetres - expected) <= 1e-3)
            #expect(test.strictSquareMetres == nil)
        }
    }

    /// Patches with many positions are cut into pieces: the same answer as whole, and the area engine agrees.
    @Test(arguments: 0..<6)
    func manyPositionsGiveTheSameAnswer(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(2_000 + seed))
        func disc(_ radius: Double, _ shake: Double) throws -> PolygonBuffer {
            let count = 700
            return try PolygonShapes.polygon([
                (0..<count).map { index in
                    let angle = 2 * Double.pi * Double(index) / Double(count)
                    let reach = radius + Double.random(in: -shake...shake, using: &random)
                    return Point(reach * cos(angle), reach * sin(angle))
                }
            ])
        }
        let engine = try GeometryEngine()
        let old = try disc(400, 3)
        let new = try disc(403, 3)
        let answer = try Self.answer(old: old, new: new, tolerance: 12)
        var drawing = 0.0
        for (a, b) in [(new, old), (old, new)] {
            let patch = try engine.overlay(.difference, a, b).polygons
            let outside = try engine.uncovered(a.box.expanded(by: 50), by: a)
            for part in 0..<patch.partCount {
                var one = PolygonBuffer()
                one.appendPart(part, of: patch)
                one.endFeature()
                // N1 and N2 whole: the unchanged part's map, and ∅.
                let test = try PositionalTest.run(
                    region: one, compatibleOld: b, compatibleNew: outside, toleranceMetres: 12, engine: engine)
                drawing += test.drawing.areaSquareMetres
                let measured = AreaEngine.account(
                    old: EngineLayer(oneGroup: test.drawing), new: EngineLayer(oneGroup: one), masks: [], threads: 1)
                #expect(abs(measured.both[0] - test.drawing.areaSquareMetres) <= 1e-3)
                #expect(measured.onlyOld[0] <= 1e-3)
            }
        }
        #expect(abs(answer.drawing - drawing) <= 1e-3)
        #expect(answer.drawing > 0.5 * answer.naive)
    }
}

import Foundation
import GeoCore
import LayerDiff
import TestSupport
import Testing

/// The relations of METHOD §7 with a tolerance and a minimum area, on generated partitions. Every run asserts the
/// identities itself.
@Suite struct GeometricMetamorphicTests {
    struct Setting {
        var tolerance = 20.0
        var minArea = 0.0
        var legend = Legend.new
        var threads = 1
        var faces = false
    }

    static func outcome(
        _ old: ClassifiedLayer, _ new: ClassifiedLayer, _ crosswalk: Crosswalk?, _ setting: Setting = Setting()
    ) throws -> DiffOutcome {
        var options = DiffOptions()
        options.crosswalk = crosswalk
        options.legend = setting.legend
        options.tolerance = PositionalTolerance(metres: setting.tolerance)
        options.minAreaHectares = setting.minArea
        options.threads = setting.threads
        options.wantsFaces = setting.faces
        return try LayerDiffRun.outcome(old: old, new: new, options: options)
    }

    static func same(_ a: DiffResult, _ b: DiffResult, within: Double = 1e-6) -> Bool {
        Cause.allCases.allSatisfy { abs(a.causes[$0] - b.causes[$0]) <= within }
            && abs((a.bounds.strictLower ?? -1) - (b.bounds.strictLower ?? -1)) <= within
    }

    /// Moves every position.
    static func mapped(_ layer: ClassifiedLayer, _ move: (SIMD2<Double>) -> SIMD2<Double>) throws -> ClassifiedLayer {
        var moved = layer
        moved.polygons = PolygonBuffer()
        for feature in 0..<layer.polygons.featureCount {
            for part in layer.polygons.parts(ofFeature: feature) {
                for ring in layer.polygons.rings(ofPart: part) {
                    try moved.polygons.appendRing(layer.polygons.coordinates[layer.polygons.vertices(ofRing: ring)].map(move))
                }
                moved.polygons.endPart()
            }
            moved.polygons.endFeature()
        }
        return moved
    }

    @Test(arguments: 1...8) func readBackwardsTheSameIsRealAndTheSameIsDrawing(_ seed: UInt64) throws {
        let maps = try MetamorphicTests.maps(seed)
        let forward = try Self.outcome(maps.old, maps.new, maps.crosswalk, Setting(minArea: 0.02)).result
        let backward = try Self.outcome(
            maps.new, maps.old, TestMaps.inverted(maps.crosswalk), Setting(minArea: 0.02, legend: .old)).result
        #expect(forward.causes[.drawing] > 0)
        for cause in [Cause.drawing, .small, .real] {
            #expect(abs(forward.causes[cause] - backward.causes[cause]) < 1e-7, "\(cause)")
        }
        #expect(abs((forward.bounds.strictLower ?? 0) - (backward.bounds.strictLower ?? 1)) < 1e-7)
        for account in forward.classes {
            let other = try #require(backward.classes.first { $0.name == account.name })
            #expect(abs(account.gainCauses[.drawing] - other.lossCauses[.drawing]) < 1e-7)
        }
    }

    @Test(arguments: 1...4) func whereTheMapLiesDoesNotMatter(_ seed: UInt64) throws {
        let maps = try MetamorphicTests.maps(seed)
        let plain = try Self.outcome(maps.old, maps.new, maps.crosswalk, Setting(minArea: 0.02)).result
        let centre = SIMD2<Double>(230_000, 540_000)
        for (angle, shift) in [(0.0, SIMD2(-5_000, 1_234.5)), (0.4, SIMD2(0, 0))] {
            let move = { (p: SIMD2<Double>) -> SIMD2<Double> in
                let d = p - centre
                return centre + shift + SIMD2(d.x * cos(angle) - d.y * sin(angle), d.x * sin(angle) + d.y * cos(angle))
            }
            let moved = try Self.outcome(
                Self.mapped(maps.old, move), Self.mapped(maps.new, move), maps.crosswalk, Setting(minArea: 0.02)).result
            for cause in Cause.allCases {
                #expect(abs(plain.causes[cause] - moved.causes[cause]) < 1e-5, "\(angle) \(cause)")
            }
        }
    }

    @Test(arguments: 1...4) func cuttingPolygonsInTwoDoesNotMatter(_ seed: UInt64) throws {
        let maps = try MetamorphicTests.maps(seed)
        func cut(_ layer: ClassifiedLayer) throws -> ClassifiedLayer {
            var result = layer
            result.polygons = PolygonBuffer()
            result.classOfFeature = []
            result.origins = []
            for feature in 0..<layer.polygons.featureCount {
                let box = layer.polygons.box(ofFeature: feature)
                let middle = box.minX + box.width * 0.37
                for (low, high) in [(box.minX, middle), (middle, box.maxX)] {
                    try result.polygons.appendRing([
                        [low, box.minY], [high, box.minY], [high, box.maxY], [low, box.maxY], [low, box.minY],
                    ])
                    result.polygons.endFeature()
                    result.classOfFeature.append(layer.classOfFeature[feature])
                    result.origins.append(layer.origins[feature])
                }
            }
            result.ledger.featuresIn = result.polygons.featureCount
            result.ledger.used = result.polygons.featureCount
            return result
        }
        let whole = try Self.outcome(maps.old, maps.new, maps.crosswalk, Setting(minArea: 0.02)).result
        let apart = try Self.outcome(cut(maps.old), cut(maps.new), maps.crosswalk, Setting(minArea: 0.02)).result
        #expect(Self.same(whole, apart), "\(whole.causes) \(apart.causes)")
    }

    @Test(arguments: 1...6) func aLargerToleranceFindsMoreDrawingAndLessReal(_ seed: UInt64) throws {
        let maps = try MetamorphicTests.maps(seed)
        var last: DiffResult?
        for tolerance in [0.0, 2, 5, 10, 20, 40, 80] {
            let next = try Self.outcome(maps.old, maps.new, maps.crosswalk, Setting(tolerance: tolerance)).result
            if let last {
                #expect(next.causes[.drawing] >= last.causes[.drawing] - 1e-7, "\(tolerance)")
                #expect(next.bounds.lower <= last.bounds.lower + 1e-7)
                #expect((next.bounds.strictLower ?? 1) <= (last.bounds.strictLower ?? 0) + 1e-7)
                #expect(abs(next.bounds.upper - last.bounds.upper) < 1e-7)
            }
            last = next
        }
        #expect((last?.causes[.drawing] ?? 0) > 0)
    }

    @Test(arguments: 1...4) func anAnswerNeverWidensTheBounds(_ seed: UInt64) throws {
        let maps = try MetamorphicTests.maps(seed)
        let before = try Self.outcome(maps.old, maps.new, maps.crosswalk).result
        for index in maps.crosswalk.rows.indices where maps.crosswalk.rows[index].relation == .unknown {
            for answer in [Relation.disjoint, .overlap] {
                var told = maps.crosswalk
                told.rows[index].relation = answer
                guard CrosswalkLint(told).errors.isEmpty else { continue }
                let after = try Self.outcome(maps.old, maps.new, told).result
                #expect(after.bounds.lower >= before.bounds.lower - 1e-9)
                #expect(after.bounds.upper <= before.bounds.upper + 1e-9)
            }
        }
    }

    @Test(arguments: 1...3) func threadsAndFeatureOrderGiveTheSameBytes(_ seed: UInt64) throws {
        let maps = try MetamorphicTests.maps(seed)
        var shuffled = maps.old
        shuffled.polygons = PolygonBuffer()
        shuffled.classOfFeature = []
        shuffled.origins = []
        for feature in (0..<maps.old.polygons.featureCount).reversed() {
            shuffled.polygons.appendFeature(feature, of: maps.old.polygons)
            shuffled.classOfFeature.append(maps.old.classOfFeature[feature])
            shuffled.origins.append(maps.old.origins[feature])
        }
        let one = try Self.outcome(maps.old, maps.new, maps.crosswalk, Setting(minArea: 0.02, faces: true))
        let other = try Self.outcome(shuffled, maps.new, maps.crosswalk, Setting(minArea: 0.02, threads: 3, faces: true))
        #expect(one.result.json(language: .nl, versions: [:]).text == other.result.json(language: .nl, versions: [:]).text)
        func lines(_ set: FaceSet?) -> [String] {
            (set?.faces ?? []).map { "\($0.id) \($0.cause) \($0.hectares) \($0.oldFeatures) \($0.newFeatures) \($0.polygons.coordinates)" }
        }
        #expect(lines(one.faces) == lines(other.faces))
        #expect(!lines(one.faces).isEmpty)
    }

    /// The second way to every hectare: GEOS shapes against the area engine's cells.
    @Test(arguments: 1...6) func facesAddUpToTheTables(_ seed: UInt64) throws {
        let maps = try MetamorphicTests.maps(seed)
        let outcome = try Self.outcome(maps.old, maps.new, maps.crosswalk, Setting(minArea: 0.02, faces: true))
        let faces = try #require(outcome.faces?.faces)
        for cell in outcome.result.matrix {
            for cause in Cause.allCases where cause != .same {
                let shapes = faces.filter { $0.from == cell.from && $0.to == cell.to && $0.cause == cause }
                let sum = shapes.reduce(0) { $0 + $1.hectares }
                #expect(abs(sum - cell.causes[cause]) < 1e-6, "\(cell.from ?? "-") \(cell.to ?? "-") \(cause)")
            }
        }
        #expect(outcome.result.checks.faces?.disagreements == 0)
        #expect((outcome.result.checks.faces?.engineAgainstShapeMaxRelative ?? 1) < 1e-9)
    }
}

import GeoCore
import LayerDiff
import TestSupport
import Testing

/// Relations between runs that need no expected value (METHOD §7). Every run asserts the identities itself.
@Suite struct MetamorphicTests {
    static let names = ["a", "b", "c"]
    static let relations: [Relation] = [.overlap, .disjoint, .unknown]

    struct Maps {
        var old: ClassifiedLayer
        var new: ClassifiedLayer
        var crosswalk: Crosswalk
    }

    static func maps(_ seed: UInt64) throws -> Maps {
        var random = SeededGenerator(seed: seed)
        let old = try TestMaps.randomMap(names, side: 4, emptyShare: 0.3, using: &random)
        let new = try TestMaps.randomMap(names + ["d"], side: 4, emptyShare: 0.3, using: &random)
        var rows: [(String, String, Relation)] = [("a", "a", .exact)]
        for from in ["", "a", "b", "c"] {
            for to in ["", "a", "b", "c", "d"] where !(from == to && (from == "a" || from.isEmpty)) {
                guard Bool.random(using: &random) else { continue }
                rows.append((from, to, relations.randomElement(using: &random) ?? .unknown))
            }
        }
        return Maps(old: old, new: new, crosswalk: TestMaps.crosswalk(rows))
    }

    static func run(
        _ old: ClassifiedLayer, _ new: ClassifiedLayer, _ crosswalk: Crosswalk?, _ legend: Legend
    ) throws -> DiffResult {
        var options = DiffOptions()
        options.crosswalk = crosswalk
        options.legend = legend
        return try LayerDiffRun.run(old: old, new: new, options: options)
    }

    @Test(arguments: 1...12)
    func readBackwardsTheSameIsReal(_ seed: UInt64) throws {
        let maps = try Self.maps(seed)
        let forward = try Self.run(maps.old, maps.new, maps.crosswalk, .new)
        let backward = try Self.run(maps.new, maps.old, TestMaps.inverted(maps.crosswalk), .old)
        #expect(abs(forward.causes[.real] - backward.causes[.real]) < 1e-9)
        #expect(abs(forward.bounds.upper - backward.bounds.upper) < 1e-9)
        for account in forward.classes {
            let other = try #require(backward.classes.first { $0.name == account.name })
            #expect(abs(account.gain - other.loss) < 1e-9)
            #expect(abs(account.loss - other.gain) < 1e-9)
        }
    }

    @Test(arguments: 1...6)
    func aMapAgainstItselfIsTheSame(_ seed: UInt64) throws {
        let map = try Self.maps(seed).old
        let exact = TestMaps.crosswalk(map.classes.map { ($0, $0, .exact) })
        for legend in Legend.allCases {
            let result = try Self.run(map, map, exact, legend)
            #expect(result.causes.present.map(\.cause) == [.same])
            #expect(result.bounds == RealBounds(strictLower: 0))
        }
    }

    @Test(arguments: 1...8)
    func anAnswerNeverWidensTheBounds(_ seed: UInt64) throws {
        let maps = try Self.maps(seed)
        let before = try Self.run(maps.old, maps.new, maps.crosswalk, .new)
        for index in maps.crosswalk.rows.indices where maps.crosswalk.rows[index].relation == .unknown {
            for answer in [Relation.disjoint, .overlap] {
                var told = maps.crosswalk
                told.rows[index].relation = answer
                guard CrosswalkLint(told).errors.isEmpty else { continue }
                let after = try Self.run(maps.old, maps.new, told, .new)
                #expect(after.bounds.lower >= before.bounds.lower - 1e-9)
                #expect(after.bounds.upper <= before.bounds.upper + 1e-9)
            }
        }
    }

    @Test func threadsAndFeatureOrderGiveTheSameBytes() throws {
        let maps = try Self.maps(99)
        var shuffled = maps.old
        shuffled.polygons = PolygonBuffer()
        shuffled.classOfFeature = []
        shuffled.origins = []
        for feature in (0..<maps.old.polygons.featureCount).reversed() {
            shuffled.polygons.appendFeature(feature, of: maps.old.polygons)
            shuffled.classOfFeature.append(maps.old.classOfFeature[feature])
            shuffled.origins.append(maps.old.origins[feature])
        }
        var options = DiffOptions()
        options.crosswalk = maps.crosswalk
        let one = try LayerDiffRun.run(old: maps.old, new: maps.new, options: options)
        options.threads = 3
        let other = try LayerDiffRun.run(old: shuffled, new: maps.new, options: options)
        #expect(one.json(language: .nl, versions: [:]).text == other.json(language: .nl, versions: [:]).text)
    }
}

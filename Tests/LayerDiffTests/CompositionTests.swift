import GeoCore
import LayerDiff
import TestSupport
import Testing

/// Classes as sets of ground states: what a composed crosswalk says must be true of the sets, and it must say all that
/// METHOD's table says.
@Suite struct CompositionTests {
    /// Three legends over the same states. Class nil is what has no label.
    struct World {
        var legends: [[String?: Set<Int>]]

        static func random(states: Int, onePerPlace: Bool, using random: inout SeededGenerator) -> World {
            World(legends: (0..<3).map { level in
                let names = (0..<Int.random(in: 1...4, using: &random)).map { "\(["a", "b", "c"][level])\($0)" }
                var sets: [String?: Set<Int>] = [nil: []]
                for name in names { sets[name] = [] }
                // Neighbouring states mostly go together, so that classes contain each other now and then.
                var label: String? = names[0]
                for state in 0..<states {
                    if Double.random(in: 0..<1, using: &random) < 0.45 { label = (names.map { $0 } + [nil]).randomElement(using: &random) ?? nil }
                    sets[label, default: []].insert(state)
                    if !onePerPlace, label != nil, Bool.random(using: &random) {
                        sets[names.randomElement(using: &random) ?? names[0], default: []].insert(state)
                    }
                }
                // Relations are about classes that stand for something.
                return sets.filter { $0.key == nil || !$0.value.isEmpty }
            })
        }

        static func relation(_ x: Set<Int>, _ y: Set<Int>) -> Relation {
            if x == y { return .exact }
            if x.isSubset(of: y) { return .narrow }
            if x.isSuperset(of: y) { return .broad }
            return x.isDisjoint(with: y) ? .disjoint : .overlap
        }

        /// A true crosswalk of one step, with gaps.
        func crosswalk(_ step: Int, gaps: Double, using random: inout SeededGenerator) -> Crosswalk {
            var rows: [CrosswalkRow] = []
            let (old, new) = (legends[step], legends[step + 1])
            for from in order(old.keys) {
                var missing = false
                var own: [CrosswalkRow] = []
                for to in order(new.keys) where from != nil || to != nil {
                    let relation = Self.relation(old[from] ?? [], new[to] ?? [])
                    let isGap = Double.random(in: 0..<1, using: &random) < gaps
                    // "Not on the map" is written as disjoint or overlap only; see lint.
                    let isWrong = (from == nil && (relation == .narrow || relation == .exact))
                        || (to == nil && (relation == .broad || relation == .exact))
                    if isGap || isWrong {
                        if relation != .disjoint { missing = true }
                        continue
                    }
                    own.append(CrosswalkRow(line: rows.count + own.count + 2, from: from, to: to, relation: relation))
                }
                // Only a row that leaves out nothing but what is disjoint may be called complete.
                if !missing, !own.isEmpty, Bool.random(using: &random) { own[0].rowIsComplete = true }
                rows += own
            }
            return Crosswalk(file: "step \(step)", rows: rows)
        }

        private func order(_ names: some Sequence<String?>) -> [String?] { names.sorted { ($0 ?? "") < ($1 ?? "") } }
    }

    static func holds(_ relation: Relation, _ x: Set<Int>, _ z: Set<Int>) -> Bool {
        switch relation {
        case .exact: x == z
        case .narrow: x.isSubset(of: z)
        case .broad: x.isSuperset(of: z)
        case .overlap: !x.isDisjoint(with: z) && !x.isSubset(of: z) && !x.isSuperset(of: z)
        case .disjoint: x.isDisjoint(with: z)
        case .unknown: true
        }
    }

    /// Whether every class stands in a row: a class that no row names is none of these crosswalks.
    static func names(_ steps: [Crosswalk], _ legends: [[String?: Set<Int>]]) -> Bool {
        legends.enumerated().allSatisfy { index, legend in
            let before = index > 0 ? steps[index - 1].rows.map(\.to) : []
            let after = index < steps.count ? steps[index].rows.map(\.from) : []
            let named = Set(before).union(after)
            return legend.keys.allSatisfy { $0 == nil || named.contains($0) }
        }
    }

    @Test(arguments: [ClassMode.oneOf, .anyOf]) func whatIsComposedIsTrueOfTheSets(_ mode: ClassMode) throws {
        var random = SeededGenerator(seed: mode == .oneOf ? 20_101 : 20_102)
        var counts: [Relation: Int] = [:]
        var shared = 0
        for _ in 0..<3000 {
            let world = World.random(
                states: Int.random(in: 3...12, using: &random), onePerPlace: mode == .oneOf, using: &random)
            let choices: [Double] = [0, 0.15, 0.4]
            let gaps = choices.randomElement(using: &random) ?? 0
            let steps = [world.crosswalk(0, gaps: gaps, using: &random), world.crosswalk(1, gaps: gaps, using: &random)]
            guard Self.names(steps, world.legends) else { continue }
            let composed = try Crosswalk.composed(steps, mode: mode)
            for row in composed.rows {
                let (x, z) = (world.legends[0][row.from] ?? [], world.legends[2][row.to] ?? [])
                counts[row.relation, default: 0] += 1
                #expect(Self.holds(row.relation, x, z), "\(row.from ?? "∅") → \(row.to ?? "∅"): \(row.relation)")
                if row.relation == .unknown, row.note?.contains("share states") == true {
                    shared += 1
                    #expect(!x.isDisjoint(with: z))
                }
            }
            // A complete row leaves out only what is disjoint.
            for from in Set(composed.rows.filter(\.rowIsComplete).map(\.from)) {
                let listed = Set(composed.rows.filter { $0.from == from }.map(\.to))
                for (to, z) in world.legends[2] where !listed.contains(to) && (from != nil || to != nil) {
                    #expect((world.legends[0][from] ?? []).isDisjoint(with: z))
                }
            }
        }
        for relation in Relation.allCases { #expect(counts[relation, default: 0] > 20, "\(relation)") }
        #expect(shared > 20)
    }

    /// Every line of METHOD's table, and everything else unknown.
    @Test(arguments: Relation.allCases, Relation.allCases) func theTable(_ first: Relation, _ second: Relation) {
        let expected: ComposedRelation
        switch (first, second) {
        case (.exact, .unknown), (.unknown, .exact): expected = .nothing
        case (.exact, let other), (let other, .exact): expected = .stated(other)
        case (.narrow, .narrow): expected = .stated(.narrow)
        case (.broad, .broad): expected = .stated(.broad)
        case (.narrow, .disjoint), (.disjoint, .broad): expected = .stated(.disjoint)
        case (.broad, .narrow), (.overlap, .narrow), (.broad, .overlap): expected = .sharesStates
        default: expected = .nothing
        }
        #expect(Relation.composed(first, second) == expected)
    }

    /// As strong as the table: an own, plain evaluation of METHOD §2 over complete tables.
    @Test func nothingOfTheTableIsLost() throws {
        var random = SeededGenerator(seed: 20_103)
        for _ in 0..<1500 {
            let world = World.random(states: Int.random(in: 3...12, using: &random), onePerPlace: true, using: &random)
            let steps = [world.crosswalk(0, gaps: 0, using: &random), world.crosswalk(1, gaps: 0, using: &random)]
            let composed = try Crosswalk.composed(steps)
            let between = Set((steps[0].rows.map(\.to) + steps[1].rows.map(\.from)).compactMap { $0 })
            for from in Set(steps[0].rows.compactMap(\.from)) {
                for to in Set(steps[1].rows.compactMap(\.to)) {
                    var best = 0
                    for j in between {
                        let a = steps[0].rows.first { $0.from == from && $0.to == j }?.relation ?? .unknown
                        let b = steps[1].rows.first { $0.from == j && $0.to == to }?.relation ?? .unknown
                        if case .stated(let relation) = Relation.composed(a, b) { best = max(best, Self.strength(relation)) }
                    }
                    let row = composed.rows.first { $0.from == from && $0.to == to }
                    #expect(Self.strength(row?.relation ?? .unknown) >= best)
                }
            }
        }
    }

    static func strength(_ relation: Relation) -> Int {
        switch relation {
        case .unknown: 0
        case .overlap: 1
        case .narrow, .broad: 2
        case .disjoint: 3
        case .exact: 3
        }
    }

    func rows(_ table: String) throws -> Crosswalk {
        try Crosswalk.parse(CSVTable(parsing: Array(table.utf8), file: "k.csv")).crosswalk
    }

    @Test func aCompleteRowGoesThroughAllItsIntermediates() throws {
        let first = try rows("from,to,relation,row_complete\na,m1,overlap,yes\na,m2,overlap,\na,,disjoint,\n")
        let merged = try rows("from,to,relation\nm1,z,narrow\nm2,z,narrow\nm1,y,disjoint\nm2,y,disjoint\n")
        let composed = try Crosswalk.composed([first, merged])
        #expect(composed.rows.first { $0.from == "a" && $0.to == "z" }?.relation == .narrow)
        #expect(composed.rows.first { $0.from == "a" && $0.to == "y" }?.relation == .disjoint)
        #expect(composed.rows.first { $0.from == "a" && $0.to == "z" }?.note == "via 'm1', 'm2'")
        #expect(composed.rows.first { $0.from == "a" && $0.to == "z" }?.rowIsComplete == true)
        // Without completeness nothing follows but that states are shared.
        var open = first
        for index in open.rows.indices { open.rows[index].rowIsComplete = false }
        open.rows.removeLast()
        let less = try Crosswalk.composed([open, merged]).rows.first { $0.from == "a" && $0.to == "z" }
        #expect(less?.relation == .unknown)
        #expect(less?.note?.contains("share states") == true)
    }

    @Test func causesAndSharesDoNotCompose() throws {
        let first = try rows("from,to,relation,frac_lo,frac_hi,cause,certainty\na,b,exact,1,1,D,stated\n")
        let second = try rows("from,to,relation,owner\nb,c,exact,adviser\n")
        let composed = try Crosswalk.composed([first, second])
        let row = try #require(composed.rows.first { $0.from == "a" })
        #expect(row.relation == .exact)
        #expect(row.kind == .renamed)
        #expect(row.cause == nil)
        #expect(row.fractionLow == nil)
        #expect(row.owner == "adviser")
        #expect(composed.notices.map(\.code).sorted() == ["crosswalk-causes-of-steps", "crosswalk-fractions-of-steps"])
    }

    @Test func stepsThatContradictEachOtherAreNamed() throws {
        let first = try rows("from,to,relation\na,m1,exact\na,m2,broad\n")
        let second = try rows("from,to,relation\nm1,z,disjoint\nm2,z,broad\n")
        #expect {
            try Crosswalk.composed([first, second])
        } throws: { error in
            let line = (error as? InputError)?.line(.en) ?? ""
            return (error as? InputError)?.code == "crosswalk-steps-contradict" && line.contains("'a' → 'z'")
                && line.contains("'m1'") && line.contains("'m2'")
        }
    }

    @Test func aColumnOfStepsIsComposedInTheRun() throws {
        let table = """
            from,to,relation,row_complete,step
            es,natuur,exact,yes,2014-2022
            waardevolle es,es,narrow,yes,2010-2014
            ,es,disjoint,,2010-2014
            ,natuur,disjoint,,2014-2022

            """
        var options = DiffOptions()
        options.crosswalk = try rows(table)
        let old = try TestMaps.layer([.init("waardevolle es", 0, 0, 2, 1)])
        let new = try TestMaps.layer([.init("natuur", 0, 0, 3, 1)])
        let result = try LayerDiffRun.run(old: old, new: new, options: options)
        #expect(result.matrix.first { $0.from != nil }?.relation == .narrow)
        #expect(result.matrix.first { $0.from == nil }?.relation == .disjoint)
        #expect(result.notices.contains { $0.code == "crosswalk-composed" })
        // Dates that the steps name choose the steps.
        options.oldLabel = "2014"
        options.newLabel = "2022"
        let later = try LayerDiffRun.run(old: TestMaps.layer([.init("es", 0, 0, 2, 1)]), new: new, options: options)
        #expect(later.matrix.first { $0.from != nil }?.relation == .exact)
    }

    @Test(arguments: [
        ("2010-2014", "2015-2018"), ("2010-2014", "2010-2018"), ("2010-2014", "2014-2010"), ("2010-2014", ""),
    ])
    func stepsThatAreNoRowAreRefused(_ one: String, _ other: String) throws {
        let crosswalk = try rows("from,to,relation,step\na,b,overlap,\(one)\nb,c,overlap,\(other)\n")
        let errors = CrosswalkLint(crosswalk).errors
        #expect(errors.map(\.code) == ["crosswalk-steps"])
        #expect(errors.first?.line(.en).contains("column 'step'") == true)
        #expect(errors.first?.remedy != nil)
    }

    @Test func threeStepsAsPairsOrAtOnce() throws {
        var random = SeededGenerator(seed: 20_104)
        for _ in 0..<300 {
            let one = World.random(states: 8, onePerPlace: true, using: &random)
            var two = World.random(states: 8, onePerPlace: true, using: &random)
            two.legends[0] = one.legends[2]
            let steps = [
                one.crosswalk(0, gaps: 0.1, using: &random), one.crosswalk(1, gaps: 0.1, using: &random),
                two.crosswalk(0, gaps: 0.1, using: &random),
            ]
            guard Self.names(steps, one.legends + [two.legends[1]]) else { continue }
            for row in try Crosswalk.composed(steps).rows {
                #expect(Self.holds(row.relation, one.legends[0][row.from] ?? [], two.legends[1][row.to] ?? []))
            }
        }
    }

    // MARK: SSSOM

    @Test func readsSSSOM() throws {
        let text = "#curie_map:\n#  skos: \"http://www.w3.org/2004/02/skos/core#\"\nsubject_id\tsubject_label\tpredicate_id\tobject_id\t"
            + "object_label\tmapping_justification\tconfidence\n"
            + "L:1\tes\tskos:broadMatch\tN:1\tessen\tsemapv:ManualMappingCuration\t0.9\n"
            + "L:2\t\tskos:narrowMatch\tN:2\t\tsemapv:ManualMappingCuration\t0.9\n"
            + "L:3\tx\tskos:exactMatch\tsssom:NoTermFound\t\tsemapv:ManualMappingCuration\t0.9\n"
            + "L:4\tz\tskos:closeMatch\tN:3\ty\tsemapv:ManualMappingCuration\t0.9\n"
        let bytes = SSSOM.withoutMetadata(Array(text.utf8))
        let (crosswalk, problems) = try Crosswalk.parse(CSVTable(parsing: bytes, file: "m.sssom.tsv"))
        #expect(problems.isEmpty)
        #expect(crosswalk.rows.map(\.from) == ["es", "L:2", "z"])
        #expect(crosswalk.rows.map(\.to) == ["essen", "N:2", "y"])
        #expect(crosswalk.rows.map(\.relation) == [.narrow, .broad, .unknown])
        #expect(crosswalk.rows.map(\.line) == [4, 5, 7])
        #expect(crosswalk.notices.map(\.code).sorted() == ["crosswalk-columns-ignored", "crosswalk-no-term"])
    }

    @Test func everyRelationSurvivesItsPredicate() {
        for relation in [Relation.exact, .narrow, .broad, .disjoint, .unknown] {
            #expect(SSSOM.relation(SSSOM.predicate(relation)) == relation)
        }
        #expect(SSSOM.relation("http://www.w3.org/2004/02/skos/core#broadMatch") == .narrow)
        #expect(SSSOM.relation("skos:nonsense") == nil)
    }

    @Test func anEmptySideOfAMappingIsNotNotOnTheMap() throws {
        let (_, problems) = try Crosswalk.parse(
            CSVTable(parsing: Array("subject_id,predicate_id,object_id\na,skos:exactMatch,\n".utf8), file: "m.tsv"))
        #expect(problems.map(\.code) == ["crosswalk-mapping-empty"])
    }
}

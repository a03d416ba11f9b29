import GeoCore
import LayerDiff
import TestSupport
import Testing

/// METHOD §6 against a search of all layouts in whole hectares, and what decisions do to it.
@Suite struct FractionBoundsTests {
    /// A row in whole hectares: labels, shares as hectares.
    struct Row {
        var label: [Int]
        var low: [Int]
        var high: [Int]
        var area: Int { label.reduce(0, +) }

        static func random(using random: inout SeededGenerator) -> Row {
            let classes = Int.random(in: 2...4, using: &random)
            // A layout that meets the shares exists: the shares are drawn around one.
            let states = (0..<classes).map { _ in Int.random(in: 0...6, using: &random) }
            let area = states.reduce(0, +)
            var label = Array(repeating: 0, count: classes)
            for _ in 0..<area { label[Int.random(in: 0..<classes, using: &random)] += 1 }
            return Row(
                label: label, low: states.map { Int.random(in: 0...$0, using: &random) },
                high: states.map { Int.random(in: $0...max($0, area), using: &random) })
        }

        var bounds: FractionBounds {
            FractionBounds(label.indices.map { .init(label: Double(label[$0]), low: Double(low[$0]), high: Double(high[$0])) })
        }
    }

    /// What is known of some hectares of a cell.
    struct Decision {
        var cell: Int
        var hectares: Int
        var kind: FractionBounds.Taken
    }

    /// Least and most change over all integer layouts, by max-flow with lower bounds: hectares of each cell (or decided
    /// part) to states. `counted` says which parts may count as change when their state is not their label.
    static func search(_ row: Row, _ decisions: [Decision]) -> (least: Int, most: Int)? {
        var left = row.label
        var parts: [(cell: Int, area: Int, kind: FractionBounds.Taken?)] = []
        for decision in decisions {
            left[decision.cell] -= decision.hectares
            parts.append((decision.cell, decision.hectares, decision.kind))
        }
        parts += left.indices.map { ($0, left[$0], nil) }
        let states = row.label.count
        // Depth-first over how many hectares of each part go to each state, with the tally of the states.
        var best: (Int, Int)?
        var memo: Set<[Int]> = []
        func walk(_ part: Int, _ state: Int, _ rest: Int, _ tally: [Int], _ least: Int, _ most: Int) {
            if part == parts.count {
                guard tally.indices.allSatisfy({ tally[$0] >= row.low[$0] && tally[$0] <= row.high[$0] }) else { return }
                best = (min(best?.0 ?? least, least), max(best?.1 ?? most, most))
                return
            }
            if state == states {
                guard rest == 0 else { return }
                let next = part + 1
                walk(next, 0, next < parts.count ? parts[next].area : 0, tally, least, most)
                return
            }
            guard memo.insert([part, state, rest, least, most] + tally).inserted else { return }
            let (cell, _, kind) = parts[part]
            for amount in 0...rest {
                if tally[state] + amount > row.high[state] { break }
                var (least, most) = (least, most)
                switch kind {
                case .sameState where state != cell && amount > 0: continue
                case .real where state == cell && amount > 0: continue
                case .real:
                    least += amount
                    most += amount
                case .noise where state != cell: most += amount
                case .apart, .sameState, .noise: break
                case nil:
                    if state != cell {
                        least += amount
                        most += amount
                    }
                }
                var next = tally
                next[state] += amount
                walk(part, state + 1, rest - amount, next, least, most)
            }
        }
        walk(0, 0, parts[0].area, Array(repeating: 0, count: states), 0, 0)
        return best.map { ($0.0, $0.1) }
    }

    @Test func exactWithoutDecisions() throws {
        var random = SeededGenerator(seed: 60_001)
        var checked = 0
        while checked < 400 {
            let row = Row.random(using: &random)
            guard row.area > 0, row.area <= 12, let found = Self.search(row, []) else { continue }
            let bounds = try #require(row.bounds.bounds)
            #expect(abs(bounds.lower - Double(found.least)) < 1e-9, "\(row)")
            #expect(abs(bounds.upper - Double(found.most)) < 1e-9, "\(row)")
            checked += 1
        }
    }

    static func decision(
        _ left: [Int], of kinds: [FractionBounds.Taken] = [.sameState, .real, .noise, .apart],
        using random: inout SeededGenerator
    ) -> Decision? {
        let cells = left.indices.filter { left[$0] > 0 }
        guard let cell = cells.randomElement(using: &random) else { return nil }
        return Decision(
            cell: cell, hectares: Int.random(in: 1...left[cell], using: &random),
            kind: kinds.randomElement(using: &random) ?? .real)
    }

    @Test func trueWithDecisions() throws {
        var random = SeededGenerator(seed: 60_002)
        var checked = 0
        while checked < 400 {
            let row = Row.random(using: &random)
            guard row.area > 0, row.area <= 10 else { continue }
            var left = row.label
            var decisions: [Decision] = []
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                guard let next = Self.decision(left, using: &random) else { break }
                left[next.cell] -= next.hectares
                decisions.append(next)
            }
            guard let found = Self.search(row, decisions) else { continue }
            var bounds = row.bounds
            for item in decisions { bounds.take(Double(item.hectares), from: item.cell, as: item.kind) }
            let answer = try #require(bounds.bounds)
            // Never inside what is possible.
            #expect(answer.lower <= Double(found.least) + 1e-9, "\(row) \(decisions)")
            #expect(answer.upper >= Double(found.most) - 1e-9, "\(row) \(decisions)")
            checked += 1
        }
    }

    /// A decision on open hectares shrinks the bounds; one that makes them a matter of policy (A) takes at most its own
    /// hectares off the lower end.
    @Test func aDecisionOnlyShrinks() throws {
        var random = SeededGenerator(seed: 60_003)
        var checked = 0
        while checked < 3000 {
            let row = Row.random(using: &random)
            guard row.area > 0 else { continue }
            var left = row.label
            var bounds = row.bounds
            // Drawing differences are found before anybody decides.
            if Bool.random(using: &random), let noise = Self.decision(left, of: [.noise], using: &random) {
                left[noise.cell] -= noise.hectares
                bounds.take(Double(noise.hectares), from: noise.cell, as: .noise)
            }
            guard var before = bounds.bounds else { continue }
            for _ in 0..<3 {
                guard let next = Self.decision(left, of: [.sameState, .real, .apart], using: &random) else { break }
                left[next.cell] -= next.hectares
                bounds.take(Double(next.hectares), from: next.cell, as: next.kind)
                // Contradicts the shares: they say nothing any more.
                guard let after = bounds.bounds else { break }
                let mayLeave = next.kind == .apart ? Double(next.hectares) : 0
                #expect(after.lower >= before.lower - mayLeave - 1e-9, "\(row) \(next)")
                #expect(after.upper <= before.upper + 1e-9, "\(row) \(next)")
                before = after
                checked += 1
            }
        }
    }

    // MARK: in a run

    func crosswalk(_ extra: String = "") throws -> Crosswalk {
        let table = """
            from,to,relation,row_complete,frac_lo,frac_hi
            oud,hoog,overlap,yes,0.6,0.9
            oud,middel,overlap,,0.1,0.4
            oud,,disjoint,,,
            ,hoog,disjoint,,,
            ,middel,disjoint,,,

            """
        return try Crosswalk.parse(CSVTable(parsing: Array((table + extra).utf8), file: "k.csv")).crosswalk
    }

    @Test func theWorkedExample() throws {
        var options = DiffOptions()
        options.crosswalk = try crosswalk()
        let (old, new) = (try TestMaps.layer(WorkedExampleTests.old), try TestMaps.layer(WorkedExampleTests.new))
        let result = try LayerDiffRun.run(old: old, new: new, options: options)
        #expect(abs(result.bounds.lower - 100) < 1e-9)
        #expect(abs(result.bounds.upper - 700) < 1e-9)
        #expect(result.cellBounds.map { abs($0.upper - 1000) < 1e-9 } == true)
        #expect(result.rowBounds.map(\.from) == ["oud"])
        #expect(abs(result.commonLegend.real - 100) < 1e-9)
        // The boundary is exact, so what the shares say is about the levels.
        #expect(abs(result.boundary.bounds.lower - 100) < 1e-9)
        #expect(abs(result.boundary.bounds.upper - 100) < 1e-9)
        #expect(abs(result.levels.bounds.lower) < 1e-9)
        #expect(abs(result.levels.bounds.upper - 600) < 1e-9)
        let oldClass = try #require(result.classes.first { $0.name == "oud" })
        #expect(abs(oldClass.bounds.upper - 700) < 1e-9)
        let sentence = Sentences.bounds(result.bounds, hasCrosswalk: true) { value, _ in String(Int(value.rounded())) }
        #expect(sentence.nl == "Als de vertaaltabel klopt en beide kaarten juist getekend zijn, is 100 tot 700 ha niet "
            + "door de definitie te verklaren.")
        #expect(sentence.en.hasPrefix("If the crosswalk is right and both maps were drawn correctly, 100 to 700 ha"))
        // In the old legend, or at the common one, the shares say nothing.
        options.legend = .common
        #expect(try LayerDiffRun.run(old: old, new: new, options: options).cellBounds == nil)
    }

    @Test func questionsWithShares() throws {
        var options = DiffOptions()
        options.crosswalk = try crosswalk()
        let result = try LayerDiffRun.run(
            old: TestMaps.layer(WorkedExampleTests.old), new: TestMaps.layer(WorkedExampleTests.new), options: options)
        #expect(result.questions.map(\.to) == ["hoog", "middel"])
        for question in result.questions {
            for answer in [question.boundsIfExact, question.boundsIfDisjoint] {
                #expect(answer.lower >= result.bounds.lower - 1e-9)
                #expect(answer.upper <= result.bounds.upper + 1e-9)
                #expect(answer.lower <= answer.upper)
            }
        }
        // hoog settled as the same: 700 of the 600 … 900; 0 … 200 of middel's 100 … 400 is left for the 200 + 100.
        let exact = try #require(result.questions.first).boundsIfExact
        #expect(abs(exact.lower - 100) < 1e-9)
        #expect(abs(exact.upper - 300) < 1e-9)
    }

    @Test func questionsGoByOwner() throws {
        var options = DiffOptions()
        var table = TestMaps.crosswalk([("a", "b", .unknown), ("a", "c", .overlap), ("a", "", .unknown)])
        table.rows[0].owner = "nature"
        table.rows[1].owner = "landscape"
        table.rows[2].owner = "nature"
        options.crosswalk = table
        let result = try LayerDiffRun.run(
            old: TestMaps.layer([.init("a", 0, 0, 10, 1)]),
            new: TestMaps.layer([.init("b", 0, 0, 4, 1), .init("c", 4, 0, 5, 1)]), options: options)
        let groups = QuestionGroup.byOwner(result)
        #expect(groups.map(\.owner) == ["landscape", "nature"])
        #expect(groups.map(\.questions.count) == [1, 2])
        #expect(abs(groups[0].shareOfOpen - 0.5) < 1e-9)
        #expect(abs(groups[1].hectares - 5) < 1e-9)
        let decisive = try #require(result.decisiveQuestions)
        #expect(decisive.count == 2)
        #expect(abs(decisive.share - 0.9) < 1e-9)
        let sentence = Sentences.decisive(result) { share, _ in "\(Int((share * 100).rounded())) %" }
        #expect(sentence?.nl == "twee vragen beslissen over 90 % van wat open is")
        #expect(sentence?.en == "two questions decide over 90 % of what is open")
    }

    @Test func neverWiderThanTheCells() throws {
        var random = SeededGenerator(seed: 60_004)
        for _ in 0..<60 {
            let old = try TestMaps.randomMap(["a", "b"], side: 4, emptyShare: 0.2, using: &random)
            let new = try TestMaps.randomMap(["p", "q"], side: 4, emptyShare: 0.2, using: &random)
            var rows: [CrosswalkRow] = []
            for from in ["a", "b"] {
                let low = Double.random(in: 0...0.4, using: &random)
                for (to, relation) in [("p", Relation.overlap), ("q", .overlap), ("", Bool.random(using: &random) ? .disjoint : .overlap)] {
                    var row = CrosswalkRow(line: 0, from: from, to: to.isEmpty ? nil : to, relation: relation, rowIsComplete: true)
                    if relation == .overlap {
                        row.fractionLow = to == "p" ? low : 0
                        row.fractionHigh = to == "p" ? Double.random(in: 0.5...1, using: &random) : 0.9
                    }
                    rows.append(row)
                }
            }
            var options = DiffOptions()
            options.crosswalk = Crosswalk(file: "k.csv", rows: rows)
            let tight = try LayerDiffRun.run(old: old, new: new, options: options)
            for index in options.crosswalk?.rows.indices ?? 0..<0 {
                options.crosswalk?.rows[index].fractionLow = nil
                options.crosswalk?.rows[index].fractionHigh = nil
            }
            let wide = try LayerDiffRun.run(old: old, new: new, options: options)
            let pairs = [
                (tight.bounds, wide.bounds), (tight.boundary.bounds, wide.boundary.bounds), (tight.levels.bounds, wide.levels.bounds),
                (tight.cellBounds ?? wide.bounds, wide.bounds),
            ]
            for (tight, wide) in pairs {
                #expect(tight.lower >= wide.lower - 1e-9)
                #expect(tight.upper <= wide.upper + 1e-9)
                #expect(tight.lower <= tight.upper)
            }
        }
    }
}

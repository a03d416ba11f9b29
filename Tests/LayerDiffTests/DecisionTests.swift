import GeoCore
import LayerDiff
import TestSupport
import Testing

/// The worklist loop: decisions on what is open, drawn or too small come back as evidence, and the bounds shrink.
@Suite struct DecisionTests {
    static func crosswalk(using random: inout SeededGenerator) -> Crosswalk {
        var rows: [CrosswalkRow] = []
        for from in ["a", "b"] {
            for to in ["p", "q", ""] {
                let relation: Relation = to.isEmpty && Bool.random(using: &random) ? .disjoint : .overlap
                var row = CrosswalkRow(line: 0, from: from, to: to.isEmpty ? nil : to, relation: relation, rowIsComplete: true)
                if relation == .overlap, from == "a" {
                    row.fractionLow = to == "p" ? Double.random(in: 0...0.5, using: &random) : 0
                    row.fractionHigh = to == "p" ? 1 : Double.random(in: 0.5...0.8, using: &random)
                }
                rows.append(row)
            }
        }
        return Crosswalk(file: "k.csv", rows: rows)
    }

    @Test func aDecisionOnlyShrinksTheBounds() throws {
        var random = SeededGenerator(seed: 80_001)
        var decided = 0
        var narrower = 0
        for round in 0..<12 {
            let old = try TestMaps.randomMap(["a", "b"], side: 4, emptyShare: 0.2, using: &random)
            let new = try TestMaps.randomMap(["p", "q"], side: 4, emptyShare: 0.2, using: &random)
            var options = DiffOptions()
            options.crosswalk = Self.crosswalk(using: &random)
            options.tolerance = PositionalTolerance(metres: round.isMultiple(of: 2) ? 0 : 30)
            options.minAreaHectares = round.isMultiple(of: 3) ? 0.3 : 0
            options.wantsFaces = true
            var items: [EvidenceItem] = []
            var before = try LayerDiffRun.outcome(old: old, new: new, options: options)
            for step in 0..<3 {
                let open = (before.faces?.faces ?? []).filter { [.open, .homonym, .drawing, .small].contains($0.cause) }
                guard let face = open.randomElement(using: &random) else { break }
                let cause = [Cause.definition, .real, .correction, .source].randomElement(using: &random) ?? .real
                var item = EvidenceItem(id: "\(round)-\(step)", place: .polygons(face.polygons), cause: cause)
                item.document = "field visit"
                items.append(item)
                options.evidence = EvidenceRegister(items: items)
                let after = try LayerDiffRun.outcome(old: old, new: new, options: options)
                // Shares that a decision contradicts are dropped, with a notice.
                if after.result.notices.contains(where: { $0.code == "fractions-contradicted" }) { break }
                // Shapes are cut in doubles: a square metre is far above their rounding.
                let slack = 1e-4
                for (tight, wide) in [
                    (after.result.bounds, before.result.bounds), (after.result.boundary.bounds, before.result.boundary.bounds),
                    (after.result.levels.bounds, before.result.levels.bounds),
                ] {
                    #expect(tight.lower >= wide.lower - slack, "\(round) \(step) \(cause) \(face.cause)")
                    #expect(tight.upper <= wide.upper + slack, "\(round) \(step) \(cause) \(face.cause)")
                    #expect(tight.lower <= tight.upper)
                }
                if after.result.bounds.upper - after.result.bounds.lower
                    < before.result.bounds.upper - before.result.bounds.lower - slack { narrower += 1 }
                decided += 1
                before = after
            }
        }
        #expect(decided > 20)
        #expect(narrower > 10)
    }
}

/// The curve of a re-delimitation: noise would level off at the tolerance that the maps were drawn with.
@Suite(.enabled(if: Paths.hasData, "needs the real maps beside the checkout"))
struct SweepRealDataTests {
    @Test func nearDuplicatesOfZeeland() throws {
        func layer(_ file: String) throws -> ClassifiedLayer {
            try LayerReader.read([
                LayerObject(
                    file: "zeeland/gio_pv29.gpkg", baseFolder: Paths.data.path, classRule: .name("gebied"),
                    filter: [FieldFilter(field: "bestand", values: [file], keeps: true)])
            ])
        }
        let (old, new) = (try layer("GIO-01c58499.gml"), try layer("GIO-daab851d.gml"))
        var options = DiffOptions()
        options.sameMeaning = true
        options.overlapLimit = 1
        options.threads = 2
        let own = try LayerDiffRun.run(old: old, new: new, options: options)
        let plan = SweepPlan(options: options, tolerances: [1, 5, 10, 50])
        let sweep = try Sweep(plan, own: own) { setting throws(InputError) in
            try LayerDiffRun.run(old: old, new: new, options: setting.applied(to: options))
        }
        #expect(sweep.runs.map(\.toleranceMetres) == [0, 1, 5, 10, 50])
        #expect(sweep.runs[0].drawing == 0)
        for (run, expected) in zip(sweep.runs.dropFirst(), [0.0005, 0.05, 0.55, 0.8229]) {
            #expect(abs(run.drawing - expected) < 0.1 * expected, "\(run.toleranceMetres): \(run.drawing)")
        }
        // Open without a crosswalk for "not on the map", so nothing is certain at any tolerance.
        #expect(zip(sweep.runs, sweep.runs.dropFirst()).allSatisfy { $0.drawing <= $1.drawing })
        #expect(sweep.runs.allSatisfy { abs($0.bounds.upper - own.bounds.upper) < 1e-3 })
    }
}

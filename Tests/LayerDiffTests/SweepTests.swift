import GeoCore
import LayerDiff
import Testing

@Suite struct SweepTests {
    static func result(lower: Double, upper: Double, gain: Double, loss: Double) -> DiffResult {
        var result = DiffResult()
        result.bounds = RealBounds(lower: lower, upper: upper)
        result.boundary.bounds = result.bounds
        result.boundary.gainCauses[.real] = gain
        result.boundary.lossCauses[.real] = loss
        result.causes[.real] = gain + loss
        var account = ClassAccount(name: "es")
        account.gainCauses[.real] = gain
        account.lossCauses[.real] = loss
        result.classes = [account]
        return result
    }

    static func options(_ tolerance: Double, _ area: Double) -> DiffOptions {
        var options = DiffOptions()
        options.tolerance = PositionalTolerance(metres: tolerance)
        options.minAreaHectares = area
        return options
    }

    @Test func thePlanIsHalfOnceTwiceAndNoneOnceTwice() {
        let plan = SweepPlan(options: Self.options(10, 0.5))
        #expect(plan.settings.count == 9)
        #expect(plan.settings[0].toleranceMetres == 10)
        #expect(plan.settings[0].minAreaHectares == 0.5)
        #expect(Set(plan.settings.map(\.toleranceMetres)) == [5, 10, 20])
        #expect(Set(plan.settings.map(\.minAreaHectares)) == [0, 0.5, 1])
        #expect(SweepPlan(options: Self.options(0, 0)).isEmpty)
        let own = SweepPlan(options: Self.options(0, 0), tolerances: [50, 1, 5, 10])
        #expect(own.settings.map(\.toleranceMetres) == [0, 1, 5, 10, 50])
        let other = SweepPlan(options: Self.options(0, 0), crosswalks: [Crosswalk(file: "b.csv", rows: [])])
        #expect(other.settings.count == 2)
        #expect(other.settings[1].applied(to: Self.options(0, 0)).crosswalk?.file == "b.csv")
    }

    @Test func whatChangesSignOrLeavesTheBoundsIsListed() throws {
        let plan = SweepPlan(options: Self.options(10, 0))
        let own = Self.result(lower: 10, upper: 50, gain: 8, loss: 2)
        let sweep = try Sweep(plan, own: own) { setting in
            setting.toleranceMetres == 5
                ? Self.result(lower: 20, upper: 50, gain: 12, loss: 8) : Self.result(lower: 4, upper: 60, gain: 1, loss: 3)
        }
        #expect(sweep.runs.map(\.toleranceMetres) == [10, 5, 20])
        #expect(sweep.flipCount(ofRun: 1) == 0)
        let codes = sweep.flips.filter { $0.run == 2 }.map(\.code)
        #expect(codes.contains("real-net"))
        #expect(codes.contains("class-net"))
        #expect(codes.contains("bounds-lower"))
        #expect(codes.contains("bounds-upper"))
        #expect(!codes.contains("real-lower"))
        let net = try #require(sweep.flips.first { $0.code == "real-net" })
        #expect(net.kind == .sign)
        #expect(net.own == 6)
        #expect(net.other == -2)
    }

    @Test func alternativeCrosswalksAreRun() throws {
        let old = try TestMaps.layer([.init("a", 0, 0, 4, 1)])
        let new = try TestMaps.layer([.init("b", 0, 0, 3, 1)])
        var options = DiffOptions()
        options.crosswalk = TestMaps.crosswalk([("a", "b", .exact), ("a", "", .disjoint)])
        let other = TestMaps.crosswalk([("a", "b", .exact), ("a", "", .unknown)])
        let own = try LayerDiffRun.run(old: old, new: new, options: options)
        let sweep = try Sweep(SweepPlan(options: options, crosswalks: [other]), own: own) { setting throws(InputError) in
            try LayerDiffRun.run(old: old, new: new, options: setting.applied(to: options))
        }
        #expect(sweep.runs.count == 2)
        #expect(sweep.runs[0].real == 1)
        #expect(sweep.runs[1].real == 0)
        #expect(sweep.flips.contains { $0.code == "real-lower" && $0.kind == .sign })
        #expect(sweep.flips.contains { $0.code == "bounds-lower" && $0.kind == .outsideBounds })
        var result = own
        result.sweep = sweep
        let text = result.json(language: .nl, versions: [:]).text
        #expect(text.contains("\"outside-bounds\""))
        #expect(text.contains("mogelijk echt"))
    }
}

@Suite struct SuggestionTests {
    @Test func sharesBothWaysAndNothingIsStated() throws {
        let old = try TestMaps.layer([.init("es", 0, 0, 10, 1), .init("bos", 0, 2, 4, 1)])
        let new = try TestMaps.layer([.init("essen", 0, 0, 12, 1), .init("bos", 0, 2, 4, 1)])
        let suggestion = CrosswalkSuggestion(old: old, new: new)
        #expect(suggestion.pairs.map { [$0.from, $0.to] } == [[nil, "essen"], ["bos", "bos"], ["es", "essen"]])
        let essen = try #require(suggestion.pairs.last)
        #expect(abs(essen.hectares - 10) < 1e-9)
        #expect(abs(essen.ofOld - 1) < 1e-9)
        #expect(abs(essen.ofNew - 10.0 / 12) < 1e-9)
        #expect(essen.looksLike == .narrow)
        let crosswalk = suggestion.crosswalk(theme: "t", language: .en, hectares: { "\($0.rounded())" }, share: { "\(Int($0 * 100)) %" })
        #expect(crosswalk.rows.allSatisfy { $0.relation == .unknown && $0.note != nil && $0.theme == "t" })
        #expect(CrosswalkLint(crosswalk).errors.isEmpty)
        // Used as it is, it leaves everything open.
        var options = DiffOptions()
        options.crosswalk = crosswalk
        let result = try LayerDiffRun.run(old: old, new: new, options: options)
        #expect(result.causes[.real] == 0)
        #expect(result.causes[.same] == 0)
        #expect(suggestion.goodnessOfFit == result.statistics?.goodnessOfFit)
        #expect(suggestion.vMeasure?.vMeasure == result.statistics?.vMeasure)
    }

    @Test func littleIsLeftOutAndCounted() throws {
        let old = try TestMaps.layer([.init("a", 0, 0, 1000, 1), .init("b", 1000, 0, 1000, 1)])
        let new = try TestMaps.layer([.init("p", 0, 0, 1000.5, 1), .init("q", 1000.5, 0, 999.5, 1)])
        let suggestion = CrosswalkSuggestion(old: old, new: new)
        #expect(suggestion.pairs.map { [$0.from, $0.to] } == [["a", "p"], ["b", "q"]])
        #expect(suggestion.left.count == 1)
        #expect(abs(suggestion.left.hectares - 0.5) < 1e-9)
    }
}

import GeoCore
import LayerDiff
import Testing

/// METHOD §6: old class 1 000 ha; now hoog 700, middel 200, not on the map 100.
@Suite struct WorkedExampleTests {
    static let old = [TestMaps.Rectangle("oud", 0, 0, 40, 25)]
    static let new = [TestMaps.Rectangle("hoog", 0, 0, 28, 25), TestMaps.Rectangle("middel", 28, 0, 8, 25)]
    static let crosswalk = TestMaps.crosswalk([
        ("oud", "hoog", .overlap), ("oud", "middel", .overlap), ("oud", "", .disjoint), ("", "hoog", .disjoint),
        ("", "middel", .disjoint),
    ])

    func run(_ legend: Legend, _ crosswalk: Crosswalk?) throws -> DiffResult {
        var options = DiffOptions()
        options.crosswalk = crosswalk
        options.legend = legend
        return try LayerDiffRun.run(
            old: TestMaps.layer(Self.old), new: TestMaps.layer(Self.new), options: options)
    }

    @Test func newLegend() throws {
        let result = try run(.new, Self.crosswalk)
        #expect(abs(result.bounds.lower - 100) < 1e-9)
        #expect(abs(result.bounds.upper - 1000) < 1e-9)
        // Without a tolerance every drawing is right, and the strict bound is the plain one.
        #expect(result.bounds.strictLower == result.bounds.lower)
        #expect(result.commonLegend.groups == [
            .init(old: [], new: [], withEmpty: true), .init(old: ["oud"], new: ["hoog", "middel"], withEmpty: false),
        ])
        #expect(abs(result.commonLegend.change - 100) < 1e-9)
        #expect(abs(result.commonLegend.real - 100) < 1e-9)
        #expect(result.crosswalk?.isComplete == true)
        // Boundary and levels apart: what is on both maps is never in the boundary's bounds.
        #expect(abs(result.boundary.bounds.upper - 100) < 1e-9)
        #expect(abs(result.boundary.bounds.lower - 100) < 1e-9)
        #expect(abs(result.levels.bounds.upper - 900) < 1e-9)
        #expect(result.levels.bounds.lower == 0)
        #expect(abs(result.boundary.both - 900) < 1e-9)
    }

    @Test func commonLegendIsExact() throws {
        let result = try run(.common, Self.crosswalk)
        #expect(abs(result.bounds.lower - 100) < 1e-9)
        #expect(abs(result.bounds.upper - 100) < 1e-9)
        #expect(abs(result.causes[.definition] - 900) < 1e-9)
    }

    @Test func withoutACrosswalkNothingIsDecided() throws {
        let result = try run(.new, nil)
        #expect(result.bounds.lower == 0)
        #expect(abs(result.bounds.upper - 1000) < 1e-9)
        #expect(result.commonLegend.isImpossible)
        #expect(result.crosswalk == nil)
    }

    @Test func questionsSayWhatAnAnswerDoes() throws {
        let result = try run(.new, Self.crosswalk)
        #expect(result.questions.map(\.to) == ["hoog", "middel"])
        let first = try #require(result.questions.first)
        #expect(abs(first.hectares - 700) < 1e-9)
        #expect(abs(first.boundsIfExact.lower - 100) < 1e-9)
        #expect(abs(first.boundsIfExact.upper - 300) < 1e-9)
        #expect(abs(first.boundsIfDisjoint.lower - 800) < 1e-9)
        #expect(abs(first.boundsIfDisjoint.upper - 1000) < 1e-9)
    }

    @Test func theSentenceKeepsItsCondition() throws {
        let result = try run(.new, Self.crosswalk)
        let sentence = Sentences.bounds(result.bounds, hasCrosswalk: true) { value, _ in String(Int(value.rounded())) }
        #expect(sentence.nl == "Als de vertaaltabel klopt en beide kaarten juist getekend zijn, is 100 tot 1000 ha niet "
            + "door de definitie te verklaren.")
        #expect(sentence.en == "If the crosswalk is right and both maps were drawn correctly, 100 to 1000 ha cannot be "
            + "explained by the definition.")
    }
}

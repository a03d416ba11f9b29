import GeoCore
import LayerDiff
import TestSupport
import Testing

/// A chain of three dates: each against the next, and the first against the last.
@Suite struct ChainTests {
    private static let versions: [(date: String, file: String?, drawnBy: String?)] = [
        ("2010-06-02", "2010.geojson", "inhoud"), ("2014-07-02", "2014.geojson", "inhoud"), ("2022", "2022.geojson", "inhoud"),
    ]

    private static func folder(_ crosswalk: String) throws -> RunFolder {
        let folder = try RunFolder()
        try folder.map([.init("a", 0, 0, 10, 10)], "2010.geojson")
        try folder.map([.init("b", 0, 0, 10, 9)], "2014.geojson")
        try folder.map([.init("c", 0, 0, 10, 7)], "2022.geojson")
        try folder.write("theme,from,to,relation,step\n" + crosswalk, to: "k.csv")
        return folder
    }

    @Test func everyStepAndTheWholeAreCompared() throws {
        let folder = try Self.folder("it,a,b,exact,2010-2014\nit,b,c,exact,2014-2022\n")
        let result = try folder.compared(Self.versions, shared: #", "crosswalk": "k.csv""#)
        #expect(result.status == .compared)
        #expect(result.steps.map { [$0.labels.old, $0.labels.new] } == [["2010", "2014"], ["2014", "2022"]])
        #expect(result.steps.map { $0.result?.boundary.onlyOld } == [10, 20])
        // The same class under another name in each step.
        #expect(result.steps.map { $0.result?.causes[.same] } == [90, 70])
        #expect(result.missingSteps.isEmpty)
        // And, composed, over the whole period.
        let whole = try #require(result.result)
        #expect(whole.boundary.both == 70)
        #expect(whole.boundary.onlyOld == 30)
        #expect(whole.causes[.same] == 70)
        #expect(whole.parameters.oldLabel == "2010")
        #expect(whole.parameters.newLabel == "2022")
        #expect(result.stock.map(\.date) == ["2010-06-02", "2014-07-02", "2022"])
    }

    @Test func rowsThatNameTheWholePeriodWinOverComposedOnes() throws {
        let folder = try Self.folder("it,a,b,exact,2010-2014\nit,a,c,old-within-new,2010-2022\n")
        let result = try folder.compared(Self.versions, shared: #", "crosswalk": "k.csv""#)
        #expect(result.result?.causes[.definition] == 70)
        #expect(result.steps[0].result?.causes[.same] == 90)
    }

    @Test func aStepWithoutRowsIsSaidAndIsOpen() throws {
        let folder = try Self.folder("it,a,b,exact,2010-2014\n")
        let result = try folder.compared(Self.versions, shared: #", "crosswalk": "k.csv""#)
        #expect(result.missingSteps.map(\.en) == [
            "the crosswalk has no row for the step 2014 to 2022: everything in it is open"
        ])
        #expect(result.steps[1].result?.causes[.open] == 90)
        #expect(result.steps[0].result?.causes[.same] == 90)
    }

    @Test func aVersionWithoutAMapIsSaid() throws {
        let folder = try Self.folder("")
        let result = try folder.compared([Self.versions[0], ("2018", nil, "inhoud"), Self.versions[2]])
        #expect(result.steps.isEmpty)
        #expect(result.missingSteps.map(\.nl) == [
            "er is geen kaart van 2018: wat die herziening deed is niet te onderscheiden"
        ])
        #expect(result.result?.boundary.both == 70)
    }

    @Test func oneStepMayBeRefused() throws {
        let folder = try Self.folder("")
        let result = try folder.compared([Self.versions[0], Self.versions[1], ("2022", "2022.geojson", "zwaarte")])
        #expect(result.status == .refused)
        #expect(result.steps.map { $0.refusal?.code } == [nil, .drawnByDiffers])
        #expect(result.steps[0].result?.boundary.onlyOld == 10)
        #expect(result.stock.count == 3)
    }
}

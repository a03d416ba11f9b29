import Foundation
import GeoCore
import LayerDiff
import TestSupport
import Testing

@Suite struct ComparabilityTests {
    private static let crosswalk = #", "crosswalk": "k.csv""#

    private static func folder() throws -> RunFolder {
        let folder = try RunFolder()
        try folder.map([.init("a", 0, 0, 10, 10)], "old.geojson")
        try folder.map([.init("b", 0, 0, 10, 8)], "new.geojson")
        return folder
    }

    @Test func contentAgainstLevelIsRefusedWithTheReasonAndTheStockStays() throws {
        let folder = try Self.folder()
        let result = try folder.compared([("2010-06-02", "old.geojson", "inhoud"), ("2022", "new.geojson", "zwaarte")])
        #expect(result.status == .refused)
        #expect(result.result == nil)
        let refusal = try #require(result.refusal)
        #expect(refusal.code == .drawnByDiffers)
        #expect(refusal.reason.nl == "de kaart van 2010 toont inhoud, die van 2022 toont sturingsniveaus")
        #expect(refusal.remedy.en.contains("certainty"))
        #expect(result.stock == [
            StockRow(date: "2010-06-02", name: "a", amount: .hectares(100)), StockRow(date: "2022", name: "b", amount: .hectares(80)),
        ])
    }

    @Test func aStatedRowForEveryClassAllowsIt() throws {
        let folder = try Self.folder()
        try folder.write(
            "theme,from,to,relation,certainty,source\nit,a,b,overlap,stated,note of the province\n", to: "k.csv")
        let result = try folder.compared(
            [("2010", "old.geojson", "inhoud"), ("2022", "new.geojson", "zwaarte")], shared: Self.crosswalk)
        #expect(result.status == .compared)
        #expect(result.result?.boundary.both == 80)
    }

    static let notEnough: [(why: String, row: String)] = [
        ("not stated", "it,a,b,overlap,inferred,document"), ("no source", "it,a,b,overlap,stated,"),
        ("unknown", "it,a,b,unknown,stated,document"), ("another theme", "other,a,b,overlap,stated,document"),
    ]

    @Test(arguments: notEnough.indices) func otherRowsDoNotAllowIt(_ index: Int) throws {
        let folder = try Self.folder()
        try folder.write("theme,from,to,relation,certainty,source\n\(Self.notEnough[index].row)\n", to: "k.csv")
        let result = try folder.compared(
            [("2010", "old.geojson", "inhoud"), ("2022", "new.geojson", "zwaarte")], shared: Self.crosswalk)
        #expect(result.status == .refused, "\(Self.notEnough[index].why)")
    }

    @Test func missingFieldsOfTheManifestAreNamed() throws {
        let folder = try Self.folder()
        let result = try folder.compared([("2010", "old.geojson", "inhoud"), ("2022", "new.geojson", nil)])
        #expect(result.refusal?.code == .manifestIncomplete)
        #expect(result.refusal?.reason.en == "it is not recorded what the two maps are: the map of 2022 lacks 'drawn_by'")
        #expect(result.stock.count == 2)
    }

    @Test func pointsThatBecameOtherPolygonsAreRefused() throws {
        let folder = try Self.folder()
        try folder.points(["p", "p", "q"], "points.geojson")
        let result = try folder.compared([("2010", "points.geojson", "inhoud"), ("2022", "new.geojson", "inhoud")])
        #expect(result.refusal?.code == .geometryDiffers)
        #expect(result.stock == [
            StockRow(date: "2010", name: "p", amount: .count(2)), StockRow(date: "2010", name: "q", amount: .count(1)),
            StockRow(date: "2022", name: "b", amount: .hectares(80)),
        ])
    }

    @Test func aClassThatBecamePolygonsHasNoHectaresOfChange() throws {
        let folder = try Self.folder()
        try folder.points(["b", "b"], "points.geojson")
        let result = try folder.compared([("2010", "points.geojson", "inhoud"), ("2022", "new.geojson", "inhoud")])
        #expect(result.status == .compared)
        #expect(result.methodChanges == [MethodChange(from: "b", to: "b", old: .count(2), new: .hectares(80))])
        let account = try #require(result.result)
        #expect(account.causes[.definition] == 80)
        #expect(account.bounds.upper == 0)
        #expect(account.matrix.map { $0.row?.kind } == [.methodChanged])
        #expect(!account.notices.contains { $0.code == "unlikely-pair" })
    }

    @Test func mapsThatHardlyMeetAreWarnedAbout() throws {
        let folder = try Self.folder()
        try folder.map([.init("b", 9.5, 0, 10, 10)], "elsewhere.geojson")
        let result = try folder.compared([("2010", "old.geojson", "inhoud"), ("2022", "elsewhere.geojson", "inhoud")])
        #expect(result.result?.notices.contains { $0.code == "unlikely-pair" } == true)
    }

    @Test func anInstrumentThatDiffersIsSaid() throws {
        let folder = try Self.folder()
        let run = try RunFile.read(folder.write(
            #"""
            {"schema": "kk-diff/run@1", "comparisons": [{"id": "it", "quality": "q", "versions": [
              {"date": "2010", "instrument": "visie", "drawn_by": "inhoud", "layers": [{"file": "old.geojson", "class_field": "KLASSE"}]},
              {"date": "2022", "instrument": "verordening", "drawn_by": "inhoud", "layers": [{"file": "new.geojson", "class_field": "KLASSE"}]}]}]}
            """#, to: "run.json"))
        let result = try CompareRun.run(run, options: CompareOptions()).comparisons[0]
        #expect(result.notices.map(\.code) == ["instrument-differs"])
    }

    @Test func badInputNamesTheComparison() throws {
        let folder = try Self.folder()
        let error = #expect(throws: InputError.self) {
            try folder.compared([("2010", "old.geojson", "inhoud"), ("2022", "gone.geojson", "inhoud")])
        }
        #expect(error?.line(.en).contains("comparison 'it': ") ?? false)
        #expect(error?.file == "gone.geojson")
        let typo = #expect(throws: InputError.self) {
            var options = CompareOptions()
            options.only = ["its"]
            _ = try CompareRun.run(try folder.run([("2010", "old.geojson", "inhoud"), ("2022", "new.geojson", "inhoud")]), options: options)
        }
        #expect(typo?.line(.en).contains("did you mean 'it'?") ?? false)
    }

    @Test func publishedFiguresAreReconciled() throws {
        let folder = try Self.folder()
        let result = try folder.compared(
            [("2010", "old.geojson", "inhoud"), ("2022", "new.geojson", "inhoud")],
            more: #", "published": [{"what": "net", "ha": -25}, {"what": "old", "ha": 100}, {"what": "new", "ha": 79.5}]"#)
        #expect(result.reconciliation.map(\.naive) == [-20, 100, 80])
        #expect(result.reconciliation.map(\.unexplained) == [5, 0, 0.5])
    }
}

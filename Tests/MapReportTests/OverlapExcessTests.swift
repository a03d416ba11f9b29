import GeoCore
import LayerDiff
import TestSupport
import Testing

@testable import MapReport

/// Where classes of one map lie on each other and are carried (`--overlap-limit`), causes and ranges are more than the map: never without saying so.
@Suite struct OverlapExcessTests {
    /// Two hectares of 'b' lie on 'a' in the old map: one of them stays on the new map, one goes off it.
    static func outcome(crosswalk: Bool) throws -> DiffOutcome {
        let old = try DiffReportTests.layer([("a", 0, 0, 6, 10), ("b", 5, 0, 5, 1), ("b", 0, 9, 1, 1)], file: "oud.gpkg")
        let new = try DiffReportTests.layer([("a", 0, 0, 6, 9), ("c", 6, 0, 4, 1), ("c", 7, 2, 3, 3)], file: "nieuw.gpkg")
        var options = DiffOptions()
        options.classes = .oneOf
        options.overlapLimit = 1
        if crosswalk {
            options.crosswalk = Crosswalk(
                file: "v.csv",
                rows: [
                    DiffReportTests.row("a", "a", .exact, line: 2), DiffReportTests.row("b", "c", .overlap, line: 3),
                    DiffReportTests.row("a", "c", .disjoint, line: 4), DiffReportTests.row("b", nil, .disjoint, line: 5),
                ])
        }
        (options.oldLabel, options.newLabel) = ("2010", "2022")
        options.wantsFaces = true
        return try LayerDiffRun.outcome(old: old, new: new, options: options)
    }

    @Test(arguments: [false, true]) func theExcessIsThatOfTheIdentities(_ crosswalk: Bool) throws {
        let result = try Self.outcome(crosswalk: crosswalk).result
        let excess = try #require(OverlapExcess(result))
        // By hand: 5..6 × 0..1 is both 'a' and 'b' and stays; 0..1 × 9..10 is both and goes.
        #expect(abs(excess.both - 1) < 1e-9)
        #expect(abs(excess.onlyOld - 1) < 1e-9)
        #expect(abs(excess.onlyNew) < 1e-9)
        #expect(abs(excess.both + excess.onlyOld + excess.onlyNew - result.checks.overlapExcessHectares) < 1e-9)
    }

    /// Every text that shares out a whole says by how much the shares are more than it.
    @Test(arguments: Language.allCases, [false, true]) func everyTextSaysIt(_ language: Language, _ crosswalk: Bool) throws {
        let outcome = try Self.outcome(crosswalk: crosswalk)
        let result = outcome.result
        let wanted = language == .nl
            ? "tellen op tot meer dan de plekken zelf, en wel 1,0 ha op beide kaarten en 1,0 ha alleen 2010."
            : "add up to more than the places themselves, by 1.0 ha on both maps and 1.0 ha only 2010."
        func flat(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        #expect(flat(DiffText(result, language).text).contains(wanted))
        #expect(flat(DiffMarkdown(result, language).text).contains(wanted))
        let page = DiffReport(outcome, language, versions: [:]).text
        #expect(page.contains(wanted))
        #expect(page.contains(OverlapExcess.sums.text(language)))
        let sheet = DiffSummarySheets(result, language, versions: [:]).summary
        #expect("\(sheet.rows)".contains(wanted))
        let maps = MapPhrases(old: "2010", new: "2022", language)
        let sentences = AreaSentences(result: result, maps: maps, published: []).all.joined(separator: " ")
        #expect(sentences.contains(language == .nl ? "en wel 1,0 ha op beide kaarten" : "by 1.0 ha on both maps"))
        if !crosswalk {
            // The 15 ha on one map only are 16 when counted per pair.
            let counted = language == .nl ? "van de 16,0 ha (per paar van klassen geteld)" : "of the 16.0 ha (counted per pair of classes)"
            #expect(flat(DiffText(result, language).text).contains(counted), "\(DiffText(result, language).text)")
        }
    }

    /// `Van de 58 ha op beide kaarten (59 ha per paar van klassen geteld) geldt dat …`.
    @Test func aWholeThatIsSharedOutIsTheOneOfItsParts() throws {
        let result = try Self.outcome(crosswalk: true).result
        let maps = MapPhrases(old: "2010", new: "2022", .nl)
        let text = AreaSentences(result: result, maps: maps, published: []).all.joined(separator: " ")
        #expect(text.contains("Van de 58 ha op beide kaarten (59 ha per paar van klassen geteld) geldt dat"), "\(text)")
        #expect(text.contains("Van de 6,0 ha die alleen in 2010 op de kaart staat (7,0 ha per paar van klassen geteld)"), "\(text)")
    }

    @Test func nothingIsSaidWhereNothingCountsTwice() throws {
        let outcome = try DiffReportTests.outcome()
        #expect(OverlapExcess(outcome.result) == nil)
        #expect(!DiffText(outcome.result, .nl).text.contains("per paar van klassen"))
        #expect(!DiffReport(outcome, .nl, versions: [:]).text.contains("elk paar"))
    }
}

import Foundation
import GeoCore
import LayerDiff
import TestSupport
import Testing

@Suite struct RunFileTests {
    static func run(_ json: String) throws -> RunFile {
        let folder = try RunFolder()
        return try RunFile.read(folder.write(json, to: "run.json"))
    }

    static let version = #"{"date": "2010", "instrument": "visie", "drawn_by": "inhoud", "layers": [{"file": "a.gpkg", "class": "x"}]}"#

    static func file(_ comparison: String, _ more: String = "") -> String {
        #"{"schema": "kk-diff/run@1", "comparisons": [\#(comparison)]\#(more)}"#
    }

    @Test func theSampleIsRead() throws {
        let run = try RunFile.read(Paths.testdata.appendingPathComponent("drenthe/vergelijking.json").path)
        #expect(run.comparisons.count == 17)
        #expect(run.language == .nl)
        #expect(run.crs == "EPSG:28992")
        #expect(run.frame?.layer == "provinciegrens")
        #expect(run.zones?.field == "NAAM")
        #expect(run.zones?.layer.layer == "gemeenten")
        #expect(run.accuracyMetres == 5)
        #expect(run.minAreaHectares == 0.05)
        #expect(run.evidence?.file == "besluiten.gpkg")
        #expect(run.notCovered.map(\.name).contains("Natuurnetwerk Drenthe"))
        let nature = try #require(run.comparisons.first { $0.id == "natuur" })
        #expect(nature.versions.map(\.drawnBy) == [.content, .content])
        #expect(nature.versions.map(\.instrument) == [.verordening, .verordening])
        #expect(nature.published == [PublishedFigure(what: .net, hectares: -32, source: "E:1988-1992, conceptcijfer (echte kaarten, niet dit oefenbestand)")])
        #expect(nature.classes == .oneOf)
    }

    @Test func emptyFieldsOfTheManifestAreReadAsMissing() throws {
        let run = try Self.run(Self.file(
            #"{"id": "a", "quality": "q", "versions": [\#(Self.version), {"date": null, "layers": [{"file": "b.gpkg", "class_field": "F"}]}]}"#))
        #expect(run.comparisons[0].versions[0].missingFields == [])
        #expect(run.comparisons[0].versions[1].missingFields == ["date", "instrument", "drawn_by"])
    }

    @Test func aVersionWithoutAMapIsAGap() throws {
        let run = try Self.run(Self.file(
            #"{"id": "a", "quality": "q", "versions": [\#(Self.version), {"date": "2014", "layers": null, "reason": "lost"}, \#(Self.version)]}"#))
        #expect(run.comparisons[0].versions.count == 3)
        #expect(run.comparisons[0].dated.count == 2)
    }

    static let wrong: [(json: String, code: String, place: String)] = [
        (#"{"schema": "kk-diff/run@2", "comparisons": []}"#, "run-schema", "kk-diff/run@1"),
        (#"{"schema": "kk-diff/run@1"}"#, "json-missing-key", "'comparisons'"),
        (#"{"schema": "kk-diff/run@1", "comparisons": [], "legend": "x"}"#, "json-unknown-key", "'legend'"),
        (file(#"{"quality": "q", "versions": []}"#), "json-missing-key", "comparisons[0]: 'id'"),
        (file(#"{"id": "a", "quality": "q", "versions": [\#(version)]}"#), "run-versions", "comparisons[0] 'a'"),
        (file(#"{"id": "a", "quality": "q", "versions": [\#(version), \#(version)]}, {"id": "a", "quality": "q", "versions": [\#(version), \#(version)]}"#),
            "run-duplicate-id", "comparisons[1]"),
        (file(#"{"id": "a", "quality": "q", "versions": [\#(version), {"date": "2022", "layers": [{"file": "b.gpkg"}]}]}"#),
            "layer-class-missing", "comparisons[0] 'a': versions[1]: layers[0]"),
        (file(#"{"id": "a", "quality": "q", "versions": [\#(version), {"date": "2022", "layers": []}]}"#),
            "json-missing-key", "versions[1]: 'layers' is empty"),
        (file(#"{"id": "a", "quality": "q", "versions": [\#(version), {"date": "2022", "drawn_by": "kleur", "layers": [{"file": "b", "class": "x"}]}]}"#),
            "json-choice", "versions[1]: 'drawn_by'"),
        (file(#"{"id": "a", "quality": "q", "classes": "both", "versions": [\#(version), \#(version)]}"#), "json-choice", "'classes'"),
        (file(#"{"id": "a", "quality": "q", "overlaps": "priority:", "versions": [\#(version), \#(version)]}"#), "json-kind", "'overlaps'"),
        (file(#"{"id": "a", "quality": "q", "overlap_limit": 2, "versions": [\#(version), \#(version)]}"#), "json-kind", "'overlap_limit'"),
        (file(#"{"id": "a", "quality": "q", "versions": [\#(version), \#(version)], "published": [{"ha": 1}]}"#),
            "json-missing-key", "published[0]: 'what'"),
        (file(#"{"id": "a", "quality": "q", "versions": [\#(version), \#(version)], "published": [{"what": "net", "ha": "x"}]}"#),
            "json-kind", "published[0]: 'ha'"),
        (file(#"{"id": "a", "quality": "q", "versions": [\#(version), \#(version)]}"#, #", "accuracy_m": -1"#), "json-kind", "'accuracy_m'"),
        (file(#"{"id": "a", "quality": "q", "versions": [\#(version), \#(version)]}"#, #", "zones": {"file": "z.gpkg"}"#),
            "json-missing-key", "zones: 'field'"),
        (file(#"{"id": "a", "quality": "q", "versions": [\#(version), \#(version)]}"#, #", "frame": "x.gpkg""#), "json-kind", "frame"),
    ]

    @Test(arguments: wrong.indices) func everyMistakeIsOneLineThatSaysWhere(_ index: Int) throws {
        let (json, code, place) = Self.wrong[index]
        let error = #expect(throws: InputError.self) { try Self.run(json) }
        #expect(error?.code == code)
        #expect(error?.file?.hasSuffix("run.json") ?? false)
        #expect(error?.line(.en).contains(place) ?? false, "\(error?.line(.en) ?? "")")
        #expect(error?.line(.nl).contains("\n") == false)
    }
}

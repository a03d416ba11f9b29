import Foundation
import GeoCore
import LayerDiff
import TestSupport
import Testing

@testable import MapReport

/// `rapport.html` of a run: what files hold is harmless, and the page keeps its limit.
@Suite struct ComparePageTests {
    /// A run of two comparisons, one of them refused, with `name` wherever a file can name something.
    private static func run(_ name: String) throws -> CompareResult {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kk-page-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let json = JSONValue.string(name).text.trimmingCharacters(in: .whitespacesAndNewlines)
        for (file, width) in [("oud.geojson", 1000), ("nieuw.geojson", 1400)] {
            let ring = [[0, 0], [width, 0], [width, 1000], [0, 1000], [0, 0]].map { "[\(230_000 + $0[0]), \(540_000 + $0[1])]" }.joined(separator: ", ")
            let far = [[0, 0], [500, 0], [500, width], [0, width], [0, 0]].map { "[\(233_000 + $0[0]), \(540_000 + $0[1])]" }.joined(separator: ", ")
            try Data(
                #"""
                {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}, "features": [
                 {"type": "Feature", "properties": {"k": \#(json)}, "geometry": {"type": "Polygon", "coordinates": [[\#(ring)]]}},
                 {"type": "Feature", "properties": {"k": "tweede"}, "geometry": {"type": "Polygon", "coordinates": [[\#(far)]]}}]}
                """#.utf8
            ).write(to: folder.appendingPathComponent(file))
        }
        let quoted = "\"" + name.replacing("\"", with: "\"\"") + "\""
        try Data("theme,from,to,relation,kind,owner,note,source\nt,\(quoted),\(quoted),overlap,,\(quoted),\(quoted),\(quoted)\n".utf8)
            .write(to: folder.appendingPathComponent("k.csv"))
        func versions(_ drawnBy: String) -> String {
            #"""
            [{"date": "2010", "map": \#(json), "instrument": "visie", "drawn_by": "inhoud", "layers": [{"file": "oud.geojson", "class_field": "k"}]},
             {"date": "2022", "map": \#(json), "instrument": "visie", "drawn_by": "\#(drawnBy)", "layers": [{"file": "nieuw.geojson", "class_field": "k"}]}]
            """#
        }
        let text = #"""
            {"schema": "kk-diff/run@1", "name": \#(json), "crosswalk": "k.csv", "comparisons": [
             {"id": "a", "quality": \#(json), "theme": "t", "owner": \#(json), "versions": \#(versions("inhoud")), "published": [{"what": "net", "ha": 10, "source": \#(json)}]},
             {"id": "b", "quality": "rust", "theme": "t", "versions": \#(versions("zwaarte"))}],
             "not_covered": [{"quality": "rust", "name": \#(json), "reason": \#(json)}]}
            """#
        let file = folder.appendingPathComponent("run.json")
        try Data(text.utf8).write(to: file)
        var options = CompareOptions()
        options.wantsFaces = true
        var result = try CompareRun.run(try RunFile.read(file.path), options: options)
        result.run.file = "run.json"
        return result
    }

    @Test(arguments: Language.allCases) func whatFilesHoldIsHarmless(_ language: Language) throws {
        let hostile = "es \"><script>alert('x')</script><img src=x onerror=alert(1)> & ' <b>"
        let result = try Self.run(hostile)
        #expect(result.comparisons.map(\.status) == [.compared, .refused])
        let text = CompareReport(result, language, versions: [hostile: hostile]).text
        let page = PageReading(text)
        #expect(page.problems == [])
        #expect(page.elements.count { $0.name == "script" } == 1)
        #expect(!page.elements.contains { $0.name == "img" || $0.name == "b" })
        #expect(text.contains("&lt;script&gt;alert('x')&lt;/script&gt;"))
        let plain = PageReading(CompareReport(try Self.run("es"), language, versions: ["a": "b"]).text)
        #expect(page.elements.map(\.name) == plain.elements.map(\.name))
    }

    @Test(arguments: Language.allCases) func aPageOverTheLimitGetsThinner(_ language: Language) throws {
        let result = try Self.run("es")
        func page(_ limit: Int) -> String { CompareReport(result, language, versions: [:], limit: limit).text }
        let whole = page(.max)
        let coarser = page(whole.utf8.count - 1)
        let bare = page(0)
        #expect(whole.contains("<fieldset") && coarser.utf8.count < whole.utf8.count)
        #expect(!bare.contains("<fieldset") && bare.utf8.count < coarser.utf8.count)
        #expect(bare.contains(language == .nl ? "Om dit bestand klein te houden zijn de kaart en de tabellen" : "To keep this file small the map and the tables"))
        #expect(PageReading(bare).problems == [])
        // The answer of the first screen stays.
        for place in ["comparisons.0.result.boundary.real_lower_ha comparisons.0.result.boundary.real_upper_ha", "comparisons.0.result.boundary.both_ha"] {
            #expect(PageReading(bare).places.contains { $0.path == place }, "\(place)")
        }
    }

    /// The first screen asks what to ask first, with the hectares of the result.
    @Test func theFirstScreenHasTheQuestions() throws {
        let text = CompareReport(try Self.run("es"), .nl, versions: [:]).text
        let page = PageReading(text)
        #expect(text.contains("Vragen die het meest beslissen"))
        #expect(page.places.contains { $0.path == "comparisons.0.result.questions.0.ha" && $0.text == "100,0" }, "\(page.places)")
        #expect(page.problems == [])
        let ids = Set(page.elements.compactMap { $0.attributes["id"] })
        for link in page.elements.compactMap({ $0.attributes["href"] }) where link.hasPrefix("#") { #expect(ids.contains(String(link.dropFirst())), "\(link)") }
    }
}

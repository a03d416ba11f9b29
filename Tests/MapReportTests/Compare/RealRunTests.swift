import Foundation
import GeoCore
import LayerDiff
import MapReport
import TestSupport
import Testing

/// Two real pairs of maps as run files, with the crosswalk that their changes call for.
@Suite(.enabled(if: Paths.hasData, "needs the real maps beside the checkout"))
struct RealRunTests {
    private static func run(_ crosswalk: String, _ comparison: String) throws -> ComparisonOutcome {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kk-real-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(crosswalk.utf8).write(to: folder.appendingPathComponent("k.csv"))
        let json = #"{"schema": "kk-diff/run@1", "crosswalk": "k.csv", "comparisons": [\#(comparison)]}"#
        let file = folder.appendingPathComponent("run.json")
        try Data(json.utf8).write(to: file)
        var options = CompareOptions()
        options.threads = 2
        return try CompareRun.run(try RunFile.read(file.path), options: options).comparisons[0]
    }

    private static func version(_ date: String, _ file: String, _ field: String) -> String {
        #"{"date": "\#(date)", "instrument": "verordening", "drawn_by": "inhoud", "layers": [{"file": "\#(Paths.data.appendingPathComponent(file).path)", "class_field": "\#(field)"}]}"#
    }

    @Test func otterloReadsInOneParagraph() throws {
        let table = try CSVTable.read(Paths.data.appendingPathComponent("bgt_otterlo/expected_matrix.csv").path)
        let targets = Set(table.rows.filter { $0.fields[0] == "transitie" && $0.fields[1] != "transitie" }.map { $0.fields[1] })
        var crosswalk = "theme,from,to,relation,kind,cause,certainty,source\n"
        for to in targets.sorted() {
            crosswalk += "bgt,transitie,\"\(to == "∅" ? "" : to)\",unknown,dropped,D,stated,build-up of the map\n"
        }
        let comparison = try Self.run(
            crosswalk,
            #"""
            {"id": "otterlo", "quality": "landgebruik", "theme": "bgt", "classes": "one-of", "overlap_limit": 0.01, "same_meaning": true,
             "versions": [\#(Self.version("2017-06-30", "bgt_otterlo/bgt_otterlo_2017.gpkg", "klasse")), \#(Self.version("2020-06-30", "bgt_otterlo/bgt_otterlo_2020.gpkg", "klasse"))]}
            """#)
        let result = try #require(comparison.result)
        #expect(result.checks.identities.allSatisfy { $0.holds })
        #expect(abs(result.causes[.definition] - 103) < 1)
        let text = ComparisonParagraph(comparison, .nl).text
        for phrase in [
            "104 ha door de definitie anders heet", "'transitie' → 'bouwland' 57 ha (definitieverschil)", "'naaldbos' → 'gemengd bos' 18 ha (open)",
            "Als de vertaaltabel klopt en beide kaarten juist getekend zijn, is 0 tot 23 ha niet door de definitie te verklaren",
            "onder dezelfde voorwaarden, 0 tot 31 ha", "is een saldo",
        ] { #expect(text.contains(phrase), "\(phrase): \(text)") }
        #expect(!text.contains("\n"))
    }

    @Test(.enabled(if: Paths.hasOGR, "needs ogr2ogr")) func mergersOfMunicipalitiesAreNoChange() throws {
        let table = try CSVTable.read(Paths.data.appendingPathComponent("flanders/official_merger_table_2019.csv").path)
        let old = try LayerReader.read([
            LayerObject(file: "flanders/gemeente2018.shp", baseFolder: Paths.data.path, classRule: .fields(["gemeente20"]))
        ])
        var crosswalk = "theme,from,to,relation,kind\n"
        let merged = Set(table.rows.map { $0.fields[0] })
        for row in table.rows { crosswalk += "m,\(row.fields[0]),\(row.fields[2]),old-within-new,merged\n" }
        for code in old.classes where !merged.contains(code) { crosswalk += "m,\(code),\(code),exact,same\n" }
        let comparison = try Self.run(
            crosswalk,
            #"""
            {"id": "gemeenten", "quality": "bestuur", "theme": "m", "classes": "one-of", "overlap_limit": 1,
             "versions": [\#(Self.version("2018", "flanders/gemeente2018.shp", "gemeente20")), \#(Self.version("2024", "flanders/gemeente2024.shp", "gemeente"))]}
            """#)
        let result = try #require(comparison.result)
        #expect(result.checks.identities.allSatisfy { $0.holds })
        #expect(result.bounds.upper < 1e-6)
        #expect(abs(result.causes[.definition] - 64_947.704) < 0.001)
        let text = ComparisonParagraph(comparison, .en).text
        #expect(text.contains("64,948 ha has another class by definition"), "\(text)")
        // Nothing is open, so there is no range to tell.
        #expect(!text.contains("cannot be explained"), "\(text)")
    }
}

import Foundation
import GeoCore
import TestSupport
import Testing

/// `compare --out`: the whole at the top, a folder per comparison below it, made again from the same inputs.
@Suite struct CompareFolderTests {
    @Test func aFolderPerComparison() throws {
        let target = FileManager.default.temporaryDirectory.appendingPathComponent("kk-test-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: target) }
        let sample = Paths.testdata.appendingPathComponent("drenthe")
        let outcome = try BuiltProgram.run(
            ["compare", "vergelijking.json", "--only", "essen,aardkundig", "--lang", "nl", "--out", target.path], in: sample)
        #expect(outcome.status == 0, "\(outcome.stderr)")
        let files = Set(OutputFolder.files(in: target.path))
        #expect(files.isSuperset(of: ["result.json", "run.json", "rapport.md", "tabellen.xlsx", "csv/summary.csv"]))
        for id in ["essen", "aardkundig"] {
            #expect(files.isSuperset(of: ["result.json", "rapport.md", "tabellen.xlsx", "kaart.gpkg", "csv/matrix.csv"].map { "\(id)/\($0)" }))
        }
        let record = try JSONValue.read(target.appendingPathComponent("run.json").path)
        let inputs = record["inputs"].arrayValue.compactMap { $0["file"].stringValue }
        #expect(Set(inputs).isSuperset(of: ["vergelijking.json", "kk_2010.gpkg", "kk_2022.gpkg", "vertaaltabel.csv", "legenda.csv"]))
        let verified = try BuiltProgram.run(["verify", target.path, "--inputs", sample.path])
        #expect(verified.status == 0, "\(verified.stdout)\(verified.stderr)")
        let why = try BuiltProgram.run(["explain", target.appendingPathComponent("essen").path, "f1", "--lang", "nl"])
        #expect(why.status == 0 && why.stdout.contains("essen"), "\(why.stderr)")
    }
}

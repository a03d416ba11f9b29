import Foundation
import TestSupport
import Testing

/// `init` writes two files, once, and `compare` reads them as they are.
@Suite struct InitCommandTests {
    private static func scratch() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kk-init-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, copy) in [("old.geojson", "kaart_2010.geojson"), ("new.geojson", "kaart_2022.geojson")] {
            try FileManager.default.copyItem(
                at: BuiltProgram.inputs.appendingPathComponent(name), to: folder.appendingPathComponent(copy))
        }
        return folder
    }

    @Test func whatIsWrittenRunsAndIsNeverOverwritten() throws {
        let folder = try Self.scratch()
        defer { try? FileManager.default.removeItem(at: folder) }
        let arguments = [
            "init", "kaart_2010.geojson", "kaart_2022.geojson", "--lang", "nl", "--out", "uit", "--instrument", "visie", "--drawn-by", "inhoud",
        ]
        let first = try BuiltProgram.run(arguments, in: folder)
        #expect(first.status == 0, "\(first.stderr)")
        #expect(first.stdout.contains("Niets is vergeleken"))
        let run = folder.appendingPathComponent("uit/vergelijking.json")
        let before = try Data(contentsOf: run)
        let text = String(decoding: before, as: UTF8.self)
        #expect(text.contains(#""file": "../kaart_2010.geojson""#))
        #expect(text.contains(#""date": "2010""#))
        #expect(!text.contains(folder.path))

        let compared = try BuiltProgram.run(["compare", "uit/vergelijking.json", "--format", "json"], in: folder)
        #expect(compared.status == 0, "\(compared.stderr)")
        #expect(compared.stdout.contains(#""status": "compared""#))

        let second = try BuiltProgram.run(arguments, in: folder)
        #expect(second.status == 2)
        #expect(second.stderr.contains("wordt niet overschreven"))
        #expect(try Data(contentsOf: run) == before)
    }

    @Test func withoutAManifestThePairIsRefused() throws {
        let folder = try Self.scratch()
        defer { try? FileManager.default.removeItem(at: folder) }
        let made = try BuiltProgram.run(["init", "--old", "kaart_2010.geojson", "--new", "kaart_2022.geojson"], in: folder)
        #expect(made.status == 0, "\(made.stderr)")
        let compared = try BuiltProgram.run(["compare", "run.json"], in: folder)
        #expect(compared.status == 0, "\(compared.stderr)")
        #expect(compared.stdout.contains("NOT COMPARED"))
        #expect(compared.stdout.contains("'instrument', 'drawn_by'"))
    }
}

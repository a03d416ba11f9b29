import Foundation
import GeoCore
import TestSupport
import Testing

@testable import kk_diff

/// `diff --out`, `explain` and `verify`, run as a user runs them.
@Suite struct FolderTests {
    /// A copy of the golden inputs, so that they can be moved and changed.
    struct Place {
        let folder: URL

        init() throws {
            folder = FileManager.default.temporaryDirectory.appendingPathComponent("kk-test-" + UUID().uuidString)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for name in ["old.geojson", "new.geojson", "crosswalk.csv"] {
                try FileManager.default.copyItem(at: BuiltProgram.inputs.appendingPathComponent(name), to: folder.appendingPathComponent(name))
            }
        }

        func remove() { try? FileManager.default.removeItem(at: folder) }
        func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

        func run(_ arguments: String...) throws -> BuiltProgram.Outcome { try BuiltProgram.run(arguments, in: folder) }

        func diff(_ out: String, _ more: String...) throws -> BuiltProgram.Outcome {
            try BuiltProgram.run(
                ["diff", "old.geojson", "new.geojson", "--class", "type", "--crosswalk", "crosswalk.csv", "--out", out] + more, in: folder)
        }

        func bytes(_ name: String) -> Data? { FileManager.default.contents(atPath: path(name)) }
    }

    static let plainFiles = [
        "csv/accounts.csv", "csv/boundary.csv", "csv/causes.csv", "csv/crosswalk.csv", "csv/groups.csv", "csv/matrix.csv",
        "csv/questions.csv", "csv/reconciliation.csv", "rapport.md", "result.json", "run.json",
    ]

    @Test func theFolderHoldsWhatTheContractSays() throws {
        let place = try Place()
        defer { place.remove() }
        let outcome = try place.diff("uit", "--lang", "nl")
        #expect(outcome.status == 0, "\(outcome.stderr)")
        #expect(outcome.stderr.contains("geschreven: uit"))
        let files = Set(OutputFolder.files(in: place.path("uit")))
        #expect(files.isSuperset(of: Self.plainFiles + ["tabellen.xlsx"]))
        let result = try JSONValue.read(place.path("uit/result.json"))
        #expect(result["lang"].stringValue == "nl")
        let source = result["inputs"]["old"]["layers"].arrayValue.first ?? .null
        #expect(source["sha256"].stringValue == SHA256.hex(of: [UInt8](place.bytes("old.geojson") ?? Data())))
        // No place on this machine, whatever the paths were given as.
        let elsewhere = try BuiltProgram.run(
            ["diff", place.path("old.geojson"), place.path("new.geojson"), "--class", "type", "--crosswalk", place.path("crosswalk.csv"), "--out", place.path("uit2"), "--lang", "nl"],
            in: place.folder)
        #expect(elsewhere.status == 0)
        for name in files { #expect(place.bytes("uit/" + name) == place.bytes("uit2/" + name), "\(name)") }
        for name in files {
            let text = String(decoding: place.bytes("uit/" + name) ?? Data(), as: UTF8.self)
            #expect(!text.contains(place.folder.path) && !text.contains(Paths.root.path), "\(name)")
        }
        // Threads and a second time change no byte.
        #expect(try place.diff("uit", "--lang", "nl", "--threads", "1").status == 0)
        for name in files { #expect(place.bytes("uit/" + name) == place.bytes("uit2/" + name), "\(name)") }
    }

    @Test func aTableOnStdoutIsTheFileInTheFolder() throws {
        let place = try Place()
        defer { place.remove() }
        #expect(try place.diff("uit").status == 0)
        for kind in ["matrix", "accounts", "causes", "reconciliation", "crosswalk"] {
            let outcome = try place.run(
                "diff", "old.geojson", "new.geojson", "--class", "type", "--crosswalk", "crosswalk.csv", "--format", "csv", "--table", kind)
            #expect(outcome.stdout == String(decoding: place.bytes("uit/csv/\(kind).csv") ?? Data(), as: UTF8.self))
        }
    }

    @Test func aFailureLeavesNothing() throws {
        let place = try Place()
        defer { place.remove() }
        let outcome = try BuiltProgram.run(["diff", "old.geojson", "missing.geojson", "--class", "type", "--out", "uit"], in: place.folder)
        #expect(outcome.status == 2)
        #expect(!FileManager.default.fileExists(atPath: place.path("uit")))
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder.path).sorted() == ["crosswalk.csv", "new.geojson", "old.geojson"])
        let inside = try BuiltProgram.run(["diff", "old.geojson", "new.geojson", "--class", "type", "--out", "."], in: place.folder)
        #expect(inside.status == 2)
        #expect(inside.stderr.contains("not empty and not an earlier result"))
    }

    @Test func verifyFindsTheSameAndWhatWasChanged() throws {
        let place = try Place()
        defer { place.remove() }
        #expect(try place.diff("uit", "--lang", "nl", "--csv", "nl").status == 0)
        let same = try place.run("verify", "uit")
        #expect(same.status == 0, "\(same.stdout)\(same.stderr)")
        #expect(same.stdout.contains("byte for byte"))
        // Moved away, the inputs elsewhere.
        let moved = try Place()
        defer { moved.remove() }
        try FileManager.default.moveItem(atPath: place.path("uit"), toPath: moved.path("uit"))
        try FileManager.default.createDirectory(atPath: moved.path("in"), withIntermediateDirectories: false)
        for name in ["old.geojson", "new.geojson", "crosswalk.csv"] {
            try FileManager.default.moveItem(atPath: moved.path(name), toPath: moved.path("in/" + name))
        }
        let missing = try moved.run("verify", "uit")
        #expect(missing.status == 2)
        #expect(missing.stderr.contains("crosswalk.csv, new.geojson, old.geojson"))
        let found = try moved.run("verify", "uit", "--inputs", "in", "--format", "json")
        #expect(found.status == 0, "\(found.stdout)\(found.stderr)")
        #expect(found.stdout.contains("\"same\": true"))
        // One byte of one output.
        var csv = moved.bytes("uit/csv/matrix.csv") ?? Data()
        csv.append(10)
        try csv.write(to: moved.folder.appendingPathComponent("uit/csv/matrix.csv"))
        let differs = try moved.run("verify", "uit", "--inputs", "in", "--lang", "nl")
        #expect(differs.status == 1)
        #expect(differs.stdout.contains("csv/matrix.csv") && differs.stdout.contains("ANDERS"))
        // One input.
        try Data("from,to,relation\n".utf8).write(to: moved.folder.appendingPathComponent("in/crosswalk.csv"))
        let changed = try moved.run("verify", "uit", "--inputs", "in")
        #expect(changed.status == 2)
        #expect(changed.stderr.contains("missing or changed since: crosswalk.csv;"))
        #expect(changed.stdout.contains("CHANGED"))
    }

    @Test func wordsAreUnderstoodAsTheSame() throws {
        let words = ["a.gpkg", "--class=x", "--where", "A=1", "--where=B=-2", "--no-same-meaning", "--tables-only", "--", "-b.gpkg"]
        let arguments = try RawArguments(words, for: CommandTable.diff)
        let again = try RawArguments(arguments.words(leavingOut: []), for: CommandTable.diff)
        #expect(again == arguments)
        #expect(arguments.files(of: CommandTable.diff) == ["a.gpkg", "-b.gpkg"])
    }

    @Test func pathsBetweenPlaces() {
        #expect(RelativePath.from("/a/b/uit", to: "/a/b/x.gpkg") == "../x.gpkg")
        #expect(RelativePath.from("/a/b/uit", to: "/a/b/uit/x") == "x")
        #expect(RelativePath.from("/a", to: "/b/c") == "../b/c")
    }

    @Test func explainNeedsAFolderAndAPlace() throws {
        let place = try Place()
        defer { place.remove() }
        #expect(try place.run("explain", "nowhere", "f1").status == 2)
        #expect(try place.run("explain", "nowhere").status == 64)
        #expect(try place.run("explain", "nowhere", "f1", "--at", "1,2").status == 64)
        for text in ["1", "a,b", "1e300,0", "nan,0", "1,2,3"] { #expect(try place.run("explain", "nowhere", "--at", text).status == 64, "\(text)") }
    }
}

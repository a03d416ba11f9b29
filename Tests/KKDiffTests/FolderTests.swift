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

    @Test("Without the page everything else has the same bytes, and can be verified")
    func withoutThePage() throws {
        let place = try Place()
        defer { place.remove() }
        #expect(try place.diff("uit", "--lang", "nl").status == 0)
        #expect(try place.diff("kaal", "--lang", "nl", "--no-page").status == 0)
        let files = Set(OutputFolder.files(in: place.path("kaal")))
        #expect(files.union(["rapport.html"]) == Set(OutputFolder.files(in: place.path("uit"))))
        #expect(!files.contains("rapport.html") && files.contains("kaart.gpkg"))
        for name in files where name != "run.json" { #expect(place.bytes("uit/" + name) == place.bytes("kaal/" + name), "\(name)") }
        let verified = try place.run("verify", "kaal")
        #expect(verified.status == 0, "\(verified.stderr)")
    }

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

    /// The list of work goes out, comes back filled in, and only shrinks the bounds. An undecided row says nothing.
    @Test func theListOfWorkComesBackAsEvidence() throws {
        let place = try Place()
        defer { place.remove() }
        #expect(try place.diff("uit").status == 0)
        try FileManager.default.copyItem(atPath: place.path("uit/kaart.gpkg"), toPath: place.path("lijst.gpkg"))
        func bounds(_ out: String) throws -> (lower: Double, upper: Double, open: Double) {
            let result = try JSONValue.read(place.path(out + "/result.json"))
            return (
                try #require(result["bounds"]["real_lower_ha"].numberValue), try #require(result["bounds"]["real_upper_ha"].numberValue),
                try #require(result["causes"]["U"].numberValue)
            )
        }
        let before = try bounds("uit")
        #expect(before.lower == 20 && before.upper == 35 && before.open == 15)
        func fill(_ sql: String) throws {
            let script = """
                import sqlite3, sys
                c = sqlite3.connect(sys.argv[1])
                for name in ('ST_IsEmpty', 'ST_MinX', 'ST_MaxX', 'ST_MinY', 'ST_MaxY'): c.create_function(name, 1, lambda g: 0)
                c.execute(sys.argv[2])
                c.commit()
                """
            #expect(try Tool.run("python3", ["-c", script, place.path("lijst.gpkg"), sql]).status == 0)
        }
        let nothing = try place.diff("leeg", "--evidence", "lijst.gpkg")
        #expect(nothing.status == 0, "\(nothing.stderr)")
        #expect(try bounds("leeg") == before)
        // The wood that went: ten hectares, by a decision. The five of the new field stay open.
        try fill("UPDATE worklist SET decision = 'A', authority = 'PS', document = 'kapbesluit 7', date = '2019-05-01' WHERE \"from\" = 'bos'")
        let one = try place.diff("een", "--evidence", "lijst.gpkg", "--lang", "nl")
        #expect(one.status == 0, "\(one.stderr)")
        let after = try bounds("een")
        #expect(after.lower == 20 && after.upper == 25 && after.open == 5)
        #expect(try JSONValue.read(place.path("een/result.json"))["causes"]["A"].numberValue == 10)
        // Possibly real after a look in the field: both ends meet.
        try fill("UPDATE worklist SET decision = 'R' WHERE \"to\" = 'essen'")
        #expect(try place.diff("twee", "--evidence", "lijst.gpkg").status == 0)
        let last = try bounds("twee")
        #expect(last.lower == 25 && last.upper == 25 && last.open == 0)
        // The explanation names the evidence, and the folder can be made again.
        let why = try place.run("explain", "een", "--at", "250900,546250", "--lang", "nl")
        #expect(why.stdout.contains("besluit (A)") && why.stdout.contains("bewijs"), "\(why.stdout)\(why.stderr)")
        let verified = try place.run("verify", "twee")
        #expect(verified.status == 0, "\(verified.stdout)\(verified.stderr)")
        // A decision without a document is refused, naming the file and the row.
        try fill("UPDATE worklist SET document = NULL")
        let refused = try place.diff("drie", "--evidence", "lijst.gpkg")
        #expect(refused.status == 2)
        #expect(refused.stderr.contains("lijst.gpkg: layer 'worklist'"))
    }

    @Test func aPlaceIsExplained() throws {
        let place = try Place()
        defer { place.remove() }
        #expect(try place.diff("uit").status == 0)
        let real = try place.run("explain", "uit", "--at", "251100,545500", "--lang", "nl")
        #expect(real.status == 0, "\(real.stderr)")
        #expect(real.stdout.contains("beekdal → essen") && real.stdout.contains("mogelijk echt (R)"))
        #expect(real.stdout.contains("Sluiten de klassen elkaar uit?"))
        let settled = try place.run("explain", "uit", "--at", "250500,545500", "--format", "json")
        #expect(settled.stdout.contains("\"cause\": \"D\"") && settled.stdout.contains("\"line\": 2"))
        let nothing = try place.run("explain", "uit", "--at", "0,0", "--lang", "nl")
        #expect(nothing.status == 0)
        #expect(nothing.stdout.hasPrefix("Hier is geen veranderde of open plek"))
        let unknown = try place.run("explain", "uit", "f9999")
        #expect(unknown.status == 2 && unknown.stderr.contains("there is no face 'f9999'"))
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
        #expect(RelativePath.from("/a", to: "/b/c") == nil)
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

import Foundation
import TestSupport
import Testing

/// A run in parts, as a user does it.
@Suite struct PartsTests {
    private static let maps = ["diff", "old.geojson", "new.geojson", "--class", "type", "--tables-only"]

    private static func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    /// Makes all parts; their files.
    private static func make(_ count: Int, in folder: URL, threads: Int = 2) throws -> [String] {
        try (1...count).map { number in
            let file = folder.appendingPathComponent("part-\(number).json").path
            let made = try BuiltProgram.run(
                maps + ["--rows", "\(number)/\(count)", "--partial", file, "--threads", "\(threads)"])
            #expect(made.status == 0 && made.stdout.isEmpty, "\(made.stderr)")
            return file
        }
    }

    private static func merge(_ files: [String], _ more: [String] = []) throws -> BuiltProgram.Outcome {
        try BuiltProgram.run(maps + files.flatMap { ["--merge", $0] } + more)
    }

    @Test(arguments: [1, 2, 3, 7]) func partsPrintTheBytesOfTheWhole(_ count: Int) throws {
        try Self.inFolder { folder in
            let more = ["--crosswalk", "crosswalk.csv", "--format", "json"]
            let whole = try BuiltProgram.run(Self.maps + more)
            let files = try Self.make(count, in: folder, threads: 1 + count % 3)
            let merged = try Self.merge(files.reversed(), more)
            #expect(whole.status == 0 && merged.status == 0, "\(merged.stderr)")
            #expect(merged.stdout == whole.stdout)
            #expect(merged.stderr == whole.stderr)
            // All files after one `--merge`, as a shell expands part-*.json: behind the maps, before them, and between options.
            let maps = ["old.geojson", "new.geojson"]
            let options = ["--class", "type", "--tables-only"] + more
            for words in [
                ["diff"] + maps + ["--merge"] + files + options, ["diff", "--merge"] + files + maps + options,
                ["diff"] + options + ["--merge"] + files + ["--"] + maps,
            ] {
                let again = try BuiltProgram.run(words)
                #expect(again.status == 0 && again.stdout == whole.stdout, "\(words): \(again.stderr)")
            }
        }
    }

    @Test func partsThatDoNotFitAreRefusedInOneLine() throws {
        try Self.inFolder { folder in
            let files = try Self.make(3, in: folder)
            func expectRefused(_ outcome: BuiltProgram.Outcome, _ text: String) {
                #expect(outcome.status == 2 && outcome.stdout.isEmpty)
                #expect(outcome.stderr.contains(text), "\(outcome.stderr)")
                #expect(outcome.stderr.split(separator: "\n").count == 1)
            }
            expectRefused(try Self.merge([files[0], files[2]]), "part 2/3 is missing")
            expectRefused(try Self.merge(files + [files[1]]), "same rows")
            // The same maps the other way round.
            let swapped = ["diff", "new.geojson", "old.geojson", "--class", "type", "--tables-only"]
            expectRefused(try BuiltProgram.run(swapped + files.flatMap { ["--merge", $0] }), "other maps")
            let damaged = folder.appendingPathComponent("damaged.json")
            let text = try String(contentsOfFile: files[2], encoding: .utf8)
            try Data(text.replacingOccurrences(of: "\"both\"", with: "\"bath\"").utf8).write(to: damaged)
            expectRefused(try Self.merge([files[0], files[1], damaged.path]), "no partial sums")
            // A class number that the maps do not have.
            try Data(text.replacingOccurrences(of: "\"cells\": [", with: "\"cells\": [[999, 0, \"1\"],").utf8)
                .write(to: damaged)
            expectRefused(try Self.merge([files[0], files[1], damaged.path]), "not on the maps")
            expectRefused(try Self.merge([folder.appendingPathComponent("none.json").path]), "no such file")
        }
    }

    @Test(arguments: [
        ["--rows", "1/2"], ["--partial", "p.json"], ["--rows", "3/2", "--partial", "p.json"],
        ["--rows", "1/2", "--partial", "p.json", "--merge", "p.json"], ["--merge", "p.json", "--frame", "f.geojson"],
        ["--rows", "1/2", "--partial", "p.json", "--repair", "structure"], ["--rows", "1/2", "--partial", "p.json", "--grid", "100"],
        ["--rows", "1/2", "--partial", "p.json", "--out", "folder"],
    ]) func optionsThatDoNotGoTogetherAreUsageErrors(_ more: [String]) throws {
        let outcome = try BuiltProgram.run(Self.maps + more)
        #expect(outcome.status == 64 && outcome.stderr.split(separator: "\n").count == 1, "\(outcome.stderr)")
    }

    /// A third map is not taken for a part where no `--merge` stands before it.
    @Test func filesThatFollowNoMergeAreTooMany() throws {
        for words in [
            ["diff", "a.gpkg", "b.gpkg", "c.gpkg", "--merge", "p.json"], ["diff", "a.gpkg", "b.gpkg", "c.gpkg", "--merge", "p.json", "q.json"],
            ["diff", "a.gpkg", "b.gpkg", "--merge", "p.json", "--tables-only", "c.gpkg"],
        ] {
            let outcome = try BuiltProgram.run(words)
            #expect(outcome.status == 64 && outcome.stderr.contains("too many"), "\(words): \(outcome.stderr)")
        }
    }

    @Test func partsNeedTablesOnly() throws {
        let outcome = try BuiltProgram.run(
            ["diff", "old.geojson", "new.geojson", "--class", "type", "--rows", "1/2", "--partial", "p.json"])
        #expect(outcome.status == 64 && outcome.stderr.contains("--tables-only"))
    }
}

import Foundation
import GeoCore
import Testing

@testable import kk_diff

/// The built program as a whole: versions, streams, statuses.
@Suite struct ProgramTests {
    @Test func versionNamesTheLibraries() throws {
        let outcome = try BuiltProgram.run(["--version"])
        #expect(outcome.status == 0)
        #expect(outcome.stdout.contains(#/^kk-diff 0\.1\.0 \(GEOS \d+\.\d+\.\d+, PROJ \d+\.\d+\.\d+, SQLite \d+\.\d+\.\d+\)\n$/#))
        #expect(outcome.stderr.isEmpty)
    }

    @Test func helpIsData() throws {
        for arguments in [["--help"], ["help"], ["-h"]] {
            let outcome = try BuiltProgram.run(arguments)
            #expect(outcome.status == 0)
            #expect(outcome.stdout.hasPrefix("Compares two versions"))
            #expect(outcome.stderr.isEmpty)
        }
        #expect(try BuiltProgram.run(["--help", "--lang", "nl"]).stdout.hasPrefix("Vergelijkt twee versies"))
        #expect(try BuiltProgram.run(["help"], environment: ["LC_ALL": "nl_NL.UTF-8"]).stdout.hasPrefix("Vergelijkt"))
        #expect(try BuiltProgram.run(["help", "crosswalk", "lint"]).stdout.hasPrefix("kk-diff crosswalk lint"))
        #expect(try BuiltProgram.run(["crosswalk", "lint", "--help", "all"]).stdout.contains("--quiet"))
    }

    /// Commands of the contract that do not exist yet are not pretended.
    @Test(arguments: ["merge", "sample", "crosswalk", "", "-"])
    func whatDoesNotExistIsSaid(_ name: String) throws {
        let outcome = try BuiltProgram.run([name, "x"])
        #expect(outcome.status == 64)
        #expect(outcome.stdout.isEmpty)
        #expect(outcome.stderr.hasPrefix("kk-diff: error: unknown command"))
        #expect(outcome.stderr.filter { $0 == "\n" }.count == 1)
    }

    @Test func noCommandIsAUsageError() throws {
        let outcome = try BuiltProgram.run([])
        #expect(outcome.status == 64)
        #expect(outcome.stderr == "kk-diff: error: no command given; see kk-diff --help\n")
    }

    @Test func aReaderThatGoesAwayEndsItQuietly() throws {
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        // Standard output of the program is a pipe whose reading end is already closed.
        shell.arguments = ["-c", "( sleep 0.2; '\(BuiltProgram.url.path)' help --markdown; echo \"status $?\" >&2 ) | true"]
        let errors = Pipe()
        shell.standardError = errors
        try shell.run()
        shell.waitUntilExit()
        let text = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
        #expect(text == "status 0\n")
    }

    @Test func aFullDiskIsAnError() throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", "LC_ALL=C '\(BuiltProgram.url.path)' --help > /dev/full"]
        let errors = Pipe()
        shell.standardError = errors
        try shell.run()
        shell.waitUntilExit()
        #expect(shell.terminationStatus == 2)
        let text = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
        #expect(text.hasPrefix("kk-diff: error: the output cannot be written"))
    }
}

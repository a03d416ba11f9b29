import Foundation
import TestSupport
import Testing

/// The built program, run as a user runs it.
enum BuiltProgram {
    struct Outcome {
        var stdout: String
        var stderr: String
        var status: Int32
    }

    /// Beside the test bundle, for debug and release builds alike.
    static let url: URL = {
        let bundle = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        return bundle.deletingLastPathComponent().appendingPathComponent("kk-diff")
    }()

    static let inputs = Paths.testdata.appendingPathComponent("golden/inputs")

    /// Runs `kk-diff` with `arguments` in the folder of the golden inputs, in the C locale and with nothing of
    /// the tester's environment but the PATH.
    static func run(
        _ arguments: [String], environment: [String: String] = [:], in folder: URL = inputs
    ) throws -> Outcome {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        // Files and not pipes: a full pipe would stop both sides.
        let (out, err) = (scratch.appendingPathComponent("out"), scratch.appendingPathComponent("err"))
        for file in [out, err] { try Data().write(to: file) }

        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "LC_ALL": "C"]
            .merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: out)
        process.standardError = try FileHandle(forWritingTo: err)
        try process.run()
        process.waitUntilExit()
        return Outcome(
            stdout: String(decoding: try Data(contentsOf: out), as: UTF8.self),
            stderr: String(decoding: try Data(contentsOf: err), as: UTF8.self), status: process.terminationStatus)
    }

    /// Words of a command line: blanks separate, single quotes keep them, `NAME=value` in front sets the
    /// environment.
    static func words(_ line: String) -> (environment: [String: String], arguments: [String]) {
        var words: [String] = []
        var word: String?
        var isQuoted = false
        for character in line {
            if character == "'" {
                isQuoted.toggle()
                word = word ?? ""
            } else if character.isWhitespace, !isQuoted {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let word { words.append(word) }
        var environment: [String: String] = [:]
        while let first = words.first, first != "kk-diff", let equals = first.firstIndex(of: "=") {
            environment[String(first[..<equals])] = String(first[first.index(after: equals)...])
            words.removeFirst()
        }
        return (environment, Array(words.dropFirst()))
    }
}

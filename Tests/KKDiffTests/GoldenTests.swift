import Foundation
import TestSupport
import Testing

/// One folder of `testdata/golden`: the command line in `cmd`, what it prints in `stdout` and `stderr`, and its
/// exit status in `status`.
struct GoldenCase: Sendable, CustomTestStringConvertible {
    let name: String
    let folder: URL

    var testDescription: String { name }

    static let all: [GoldenCase] = {
        let root = Paths.testdata.appendingPathComponent("golden")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        return names.sorted().compactMap { name in
            let folder = root.appendingPathComponent(name)
            let hasCommand = FileManager.default.fileExists(atPath: folder.appendingPathComponent("cmd").path)
            return hasCommand ? GoldenCase(name: name, folder: folder) : nil
        }
    }()
}

@Suite struct GoldenTests {
    @Test func thereAreCases() {
        #expect(GoldenCase.all.count > 20)
    }

    @Test(arguments: GoldenCase.all) func printsWhatItPrinted(_ golden: GoldenCase) throws {
        let line = try String(contentsOf: golden.folder.appendingPathComponent("cmd"), encoding: .utf8)
        let (environment, arguments) = BuiltProgram.words(line)
        let outcome = try BuiltProgram.run(arguments, environment: environment)
        Golden.expect(
            Self.withoutVersions(outcome.stdout), matches: golden.folder.appendingPathComponent("stdout"))
        Golden.expect(outcome.stderr, matches: golden.folder.appendingPathComponent("stderr"))
        Golden.expect("\(outcome.status)\n", matches: golden.folder.appendingPathComponent("status"))
    }

    /// The versions of the libraries are the machine's.
    static func withoutVersions(_ text: String) -> String {
        text.replacing(/("versions": \{)[^}]*\}/) { "\($0.output.1)}" }
            .replacing(/\((GEOS|PROJ|SQLite) [^)]*\)/, with: "(versions)")
    }
}

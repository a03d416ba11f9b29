import BenchInputs
import Foundation
import GeoCore

/// One subcommand per question. The words after it are read once, here.
enum Command {
    static let usage = """
        usage: kk-bench COMMAND [NAME…] [options]

          inputs NAME…          write inputs (\(Recipe.all.map(\.name).joined(separator: ", ")), catalogue)
          overlay NAME…         the area engine in memory: class table, account, pairs, self-check, plans, and GEOS loops
          read NAME…            the bare read of both files through SQLite, and the product's reader
          diff NAME…            the command as users run it
          check                 one plan against a large catalogue, cold and warm; 10 000 plans, areas alone
          cliffs                shapes that break overlays, at n, 2n, 4n, 8n
          ci                    the short fixed run with verdicts against the baseline
          table FILE.json…      results as the Markdown table of the README
          class-table OLD NEW   square metres per pair of classes, as JSON: what peers are held against

          --inputs DIR          where inputs are (default Benchmarks/inputs)
          --runs N              rounds (default 7)      --threads 1,2     numbers of threads
          --geos MODES          plain,prepared,subdivided (default none)  --limit S   seconds a GEOS loop may take
          --kk-diff FILE        the program (default .build/release/kk-diff)
          --out DIR             benchmark.json and benchmark.md     --name NAME   other names for them
          --commit ID           written into the result             --baseline FILE   --rewrite-baseline
          --into README.md      table: put it between the marks of a page      --brief   its main rows only

        """

    /// - Returns: 0 good, 1 regression, 2 could not measure, 64 usage.
    static func run(_ words: [String]) -> Int32 {
        do {
            let options = try Options(words)
            switch options.command {
            case "inputs": try makeInputs(options)
            case "overlay": return try OverlayBench.run(options)
            case "read": return try ReadBench.run(options)
            case "diff": return try DiffBench.run(options)
            case "check": return try CheckBench.run(options)
            case "cliffs": return try CliffBench.run(options)
            case "ci": return try CIBench.run(options)
            case "table": try TablePage.print(options)
            case "class-table": try ClassTable.print(options)
            case "once": try Once.run(options)
            default: throw UsageError(text: "unknown command '\(options.command)'")
            }
            return 0
        } catch let error as UsageError {
            FileHandle.standardError.write(Data("kk-bench: \(error.text)\n\(usage)".utf8))
            return 64
        } catch let error as InputError {
            FileHandle.standardError.write(Data("kk-bench: \(error.line(.en))\n".utf8))
            return 2
        } catch {
            FileHandle.standardError.write(Data("kk-bench: \(error)\n".utf8))
            return 2
        }
    }

    private static func makeInputs(_ options: Options) throws {
        for name in options.names {
            if name == "catalogue" {
                try BenchCatalogue.make(in: options.catalogueFolder)
            } else {
                try InputFiles.make(try options.recipe(name), in: options.inputs)
            }
        }
    }
}

struct UsageError: Error { var text: String }

/// Something that makes every time worthless.
struct MeasureError: Error, CustomStringConvertible {
    var description: String
}

/// The words of a command line.
struct Options {
    var command = ""
    var names: [String] = []
    private var values: [String: String] = [:]
    private static let switches: Set<String> = ["--rewrite-baseline", "--brief"]
    private static let known: Set<String> = [
        "--inputs", "--runs", "--threads", "--geos", "--limit", "--kk-diff", "--out", "--name", "--commit", "--baseline", "--into",
    ]

    init(_ words: [String]) throws {
        var words = words[...]
        guard let command = words.popFirst() else { throw UsageError(text: "no command") }
        self.command = command
        while let word = words.popFirst() {
            if Self.switches.contains(word) {
                values[word] = ""
            } else if Self.known.contains(word) {
                guard let value = words.popFirst() else { throw UsageError(text: "\(word) needs a value") }
                values[word] = value
            } else if word.hasPrefix("-") {
                throw UsageError(text: "unknown option '\(word)'")
            } else {
                names.append(word)
            }
        }
    }

    subscript(name: String) -> String? { values[name] }

    func number(_ name: String, _ standard: Double) throws -> Double {
        guard let text = values[name] else { return standard }
        guard let value = Double(text), value > 0, value <= 1e6 else { throw UsageError(text: "\(name): '\(text)' is no number above 0") }
        return value
    }

    var runs: Int { get throws { Int(max(try number("--runs", 7), 1)) } }
    var inputs: String { values["--inputs"] ?? "Benchmarks/inputs" }
    var catalogueFolder: String { inputs + "/catalogue" }
    var program: String { values["--kk-diff"] ?? ".build/release/kk-diff" }
    var geos: [String] { (values["--geos"] ?? "").split(separator: ",").map(String.init) }

    var threads: [Int] {
        get throws {
            try (values["--threads"] ?? "1,2").split(separator: ",").map { text in
                guard let count = Int(text), (1...1024).contains(count) else { throw UsageError(text: "--threads: '\(text)'") }
                return count
            }
        }
    }

    func recipe(_ name: String) throws -> Recipe {
        guard let recipe = Recipe.named(name) else { throw UsageError(text: "no input is called '\(name)'") }
        return recipe
    }
}

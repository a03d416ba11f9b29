import BenchGate
import BenchInputs
import Foundation
import GeoCore

/// The command as users run it: start of the process, reading, accounts, checks, output.
enum DiffBench {
    static func run(_ options: Options) throws -> Int32 {
        var report = Report(options)
        for name in options.names.isEmpty ? ["S"] : options.names {
            let recipe = try options.recipe(name)
            try InputFiles.make(recipe, in: options.inputs)
            var rows = try tables(recipe, options, metrics: ["tables-only", "tables-text"])
            rows += try tables(recipe, options, metrics: ["faces"])
            report.rows += rows
        }
        try report.finish()
        return 0
    }

    /// What a user types, by metric.
    static func arguments(_ metric: String, _ files: (old: String, new: String), threads: Int, folder: String) -> [String] {
        let start = ["diff", files.old, files.new, "--class", "cls", "--classes", "one-of", "--overlap-limit", "1"]
        if metric == "tables-text" { return start + ["--tables-only", "--threads", String(threads)] }
        let end = ["--threads", String(threads), "--format", "json", "--quiet"]
        return metric == "tables-only"
            ? start + ["--tables-only"] + end : start + ["--tolerance", "5", "--min-area", "0.05", "--out", folder] + end
    }

    /// Runs of the program and of the bare read, in turn. What it says as JSON must be the engine's own area of both maps; its text,
    /// of the same result, the same every time.
    static func tables(
        _ recipe: Recipe, _ options: Options, metrics: [String], deadline: ContinuousClock.Instant? = nil
    ) throws -> [Row] {
        let files = InputFiles.names(recipe, in: options.inputs)
        guard FileManager.default.isExecutableFile(atPath: options.program) else {
            throw MeasureError(description: "no program at \(options.program): make build, or --kk-diff FILE")
        }
        let scratch = FileManager.default.temporaryDirectory.path + "/kk-bench-out-\(getpid())"
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        let most = try options.threads.max()
        var rows: [Row] = []
        // How long the bare reads take as programs stands in the table beside the command's rows.
        var reads = [BareRead.mappedMetric, BareRead.plainMetric].map {
            Row(bench: "read", fixture: recipe.name, metric: "program-" + $0, threads: 0, seed: recipe.seed)
        }
        let blobBytes = BareRead.bytes((files.old, files.new), mapped: true)
        for metric in metrics {
            // The faces of a large map take a minute: once, with most threads.
            for threads in try options.threads where metric != "faces" || recipe.name == "S" || threads == most {
                rows.append(Row(bench: "diff", fixture: recipe.name, metric: metric, threads: threads, seed: recipe.seed))
            }
        }
        var answers = Set<Double>()
        var texts = Set<[UInt8]>()
        let isOnce = metrics == ["faces"] && recipe.name != "S"
        let runs = isOnce ? 1 : metrics == ["faces"] ? min(try options.runs, 3) : try options.runs
        for run in (isOnce ? 1 : 0)...runs {
            if run > 1, let deadline, ContinuousClock.now > deadline { break }
            let read = BareRead((files.old, files.new))
            let program = try BareRead.program((files.old, files.new), bytes: blobBytes)
            if run > 0 {
                reads[0].add(program.mapped)
                reads[1].add(program.plain)
            }
            for index in rows.indices {
                let reference = try Rounds.reference()
                try? FileManager.default.removeItem(atPath: scratch)
                let words = arguments(rows[index].metric, (files.old, files.new), threads: rows[index].threads, folder: scratch)
                let child = try Child.run(options.program, words, keepsOutput: true)
                guard child.status == 0 else { throw MeasureError(description: "kk-diff \(words.joined(separator: " ")): status \(child.status)") }
                if rows[index].metric == "tables-text" {
                    texts.insert(child.output)
                } else {
                    answers.insert(try bothSquareMetres(child.output))
                }
                // The first is to warm up.
                if run == 0 { continue }
                rows[index].add(child.time)
                let isMany = rows[index].threads > 1
                rows[index].toReference.append(isMany ? child.time.wall / reference.wall : child.time.cpu / reference.cpu)
                rows[index].divide(child.time, by: read)
                rows[index].divide(child.time, byProgram: program)
                rows[index].work["peak_bytes"] = min(rows[index].work["peak_bytes"] ?? .max, child.peakBytes)
            }
        }
        let maps = try MapPair(recipe, folder: options.inputs)
        let account = AreaEngine.account(old: maps.old, new: maps.new, masks: [], threads: 2)
        for answer in answers where (answer - account.both[0]).magnitude > 1e-9 * account.both[0] {
            throw MeasureError(description: "kk-diff says \(answer) m² on both maps, the engine \(account.both[0]): no times")
        }
        guard texts.count <= 1 else { throw MeasureError(description: "kk-diff's text differs from run to run: no times") }
        for index in rows.indices {
            rows[index].vertices = maps.vertices
            // Memory that the system lends varies from run to run.
            rows[index].uncertain.insert("peak_bytes")
        }
        return metrics.contains("faces") ? rows : reads + rows
    }

    private static func bothSquareMetres(_ output: [UInt8]) throws -> Double {
        let path = FileManager.default.temporaryDirectory.path + "/kk-bench-\(getpid()).json"
        defer { unlink(path) }
        try Data(output).write(to: URL(fileURLWithPath: path))
        guard let hectares = try JSONValue.read(path).at("boundary", "both_ha").number else {
            throw MeasureError(description: "kk-diff's output has no boundary.both_ha")
        }
        return hectares * 10_000
    }
}

extension JSONValue {
    /// A member of members; null where there is none.
    func at(_ keys: String...) -> JSONValue {
        keys.reduce(self) { value, key in
            if case .object(let members) = value { return members[key] ?? .null }
            return .null
        }
    }

    var number: Double? {
        switch self {
        case .number(let number): number
        case .integer(let number): Double(number)
        default: nil
        }
    }

    var string: String? {
        if case .string(let text) = self { return text }
        return nil
    }

    var items: [JSONValue] {
        if case .array(let values) = self { return values }
        return []
    }

    var members: [String: JSONValue] {
        if case .object(let members) = self { return members }
        return [:]
    }
}

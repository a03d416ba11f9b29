import BenchGate
import BenchInputs
import Foundation
import GEOSLoop
import GeoCore

/// The short fixed run: the S fixtures and the GEOS loop in one process, each result judged against the baseline.
enum CIBench {
    /// The run may take two minutes: what has not begun after so many seconds is left out or has fewer rounds.
    private static let budget = 100.0
    /// Only these fixtures get every task; the others the class table and the account.
    private static let whole = "S"
    private static let fixtures = ["S", "S-many-small", "S-few-huge"]

    static func run(_ options: Options) throws -> Int32 {
        let start = ContinuousClock.now
        func end(_ share: Double) -> ContinuousClock.Instant { start + .seconds(budget * share) }
        let path = options["--baseline"] ?? "Benchmarks/baseline.json"
        var baseline = try BaselineFile(path)
        var report = Report(options)
        for (number, name) in fixtures.enumerated() {
            guard let recipe = Recipe.named(name) else { continue }
            let maps = try MapPair(recipe, folder: options.inputs)
            let table = try Agreement.check(maps, limit: 300)
            let tasks = try BenchTask.all(maps, threads: try options.threads).filter {
                name == whole || BareRead.metrics.union(["class-table", "account"]).contains($0.metric)
            }
            let rounds = Rounds(runs: max(try options.runs, Gate.leastRuns), deadline: end([0.4, 0.85, 1][number]))
            var rows = try rounds.measure(tasks, maps)
            if name == whole {
                if FileManager.default.isExecutableFile(atPath: options.program) {
                    rows += try DiffBench.tables(recipe, options, metrics: ["tables-only"], deadline: end(0.55))
                } else {
                    report.notes.append("No program at \(options.program): the command as users run it was not measured.")
                }
                rows += try loops(maps, table, options, deadline: end(0.6))
                OverlayBench.divide(&rows)
            }
            for index in rows.indices where ["class-table", "account"].contains(rows[index].metric) {
                let (peak, isSure) = try Once.peak(rows[index], options, repeats: 2)
                rows[index].work["peak_bytes"] = peak
                // With several threads it depends on which of them is where when.
                if !isSure || rows[index].threads > 1 { rows[index].uncertain.insert("peak_bytes") }
            }
            report.rows += rows
        }
        if options["--rewrite-baseline"] != nil {
            print(baseline.take(report.rows.filter(isOurs)), terminator: "")
            try baseline.write(path)
        }
        return try judged(&report, baseline)
    }

    /// Subdivided, which everything is divided by, up to three times; the other loops once, while there is time.
    private static func loops(
        _ maps: MapPair, _ table: [OverlayCell], _ options: Options, deadline: ContinuousClock.Instant
    ) throws -> [Row] {
        var rows: [Row] = []
        for (loop, repeats) in [(GEOSLoop.subdivided, 3), (.prepared, 1), (.plain, 1)] {
            for threads in try options.threads {
                var row = Row(bench: "overlay", fixture: maps.fixture, metric: "geos-\(loop.rawValue)", threads: threads, seed: maps.seed)
                row.vertices = maps.vertices
                for turn in 0..<repeats where loop == .subdivided && turn == 0 || ContinuousClock.now < deadline {
                    // On a machine that is busy with something else: without it rather than too late.
                    do { try OverlayBench.add(loop, threads, maps, table, 20, to: &row) } catch LoopError.tooSlow { break }
                }
                if !row.wall.isEmpty { rows.append(row) }
            }
        }
        return rows
    }

    /// What other people's code takes is measured, not judged: the GEOS loops, the bare read. Nor is reading into layers by
    /// itself, which waits for the system's memory: the same program took 0.007 s and 0.012 s an hour apart, and the frozen
    /// reference, which computes, the same. From files to table it is judged with what follows.
    private static func isOurs(_ row: Row) -> Bool { !row.metric.hasPrefix("geos-") && row.bench != "read" }

    private static func judged(_ report: inout Report, _ baseline: BaselineFile) throws -> Int32 {
        var judgements: [Gate.Judgement] = []
        var unknown = 0
        for index in report.rows.indices where isOurs(report.rows[index]) {
            let row = report.rows[index]
            guard let entry = baseline.entries[BaselineFile.key(row).text] else {
                unknown += 1
                continue
            }
            let judgement = Gate.judge(
                ratios: Sample(row.toReference), work: row.work, uncertain: row.uncertain, startsProcess: row.bench == "diff",
                baseline: entry)
            report.rows[index].judgement = judgement
            report.rows[index].baseline = entry
            judgements.append(judgement)
        }
        if unknown > 0 {
            report.notes.append(
                "\(unknown) results have no baseline for \(Machine.simd)/\(Machine.arch); they are not judged. `make bench-baseline` takes one.")
        }
        let counts = Dictionary(grouping: judgements, by: \.verdict).mapValues(\.count)
        report.notes.append("Verdicts: " + [Verdict.ok, .warn, .inconclusive, .fail].map { "\(counts[$0] ?? 0) \($0.rawValue)" }.joined(separator: ", ") + ".")
        try report.finish()
        return Gate.exitStatus(judgements, answersAgree: true)
    }
}

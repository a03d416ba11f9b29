import BenchGate
import Foundation
import GEOSLoop
import GeoCore

/// The area engine in memory, and the plain GEOS loop beside it.
enum OverlayBench {
    static func run(_ options: Options) throws -> Int32 {
        var report = Report(options)
        for name in options.names.isEmpty ? ["S"] : options.names {
            let maps = try MapPair(try options.recipe(name), folder: options.inputs)
            let table = try Agreement.check(maps, limit: 3000)
            var rows = try Rounds(runs: try options.runs).measure(try BenchTask.all(maps, threads: try options.threads), maps)
            rows += try geos(maps, table, options, &report)
            Self.divide(&rows)
            for metric in ["files-to-table", "pairs"] {
                for index in rows.indices where rows[index].metric == metric {
                    let (peak, isSure) = try Once.peak(rows[index], options, repeats: 3)
                    rows[index].work["peak_bytes"] = peak
                    if !isSure { rows[index].uncertain.insert("peak_bytes") }
                }
            }
            report.rows += rows
        }
        try report.finish()
        return 0
    }

    /// The loops asked for, once per number of threads; those that take too long are said, without a time.
    static func geos(_ maps: MapPair, _ table: [OverlayCell], _ options: Options, _ report: inout Report) throws -> [Row] {
        var rows: [Row] = []
        let limit = try options.number("--limit", 120)
        for name in options.geos {
            guard let loop = GEOSLoop(rawValue: name) else { throw UsageError(text: "--geos: '\(name)'") }
            for threads in try options.threads {
                var row = Row(bench: "overlay", fixture: maps.fixture, metric: "geos-\(name)", threads: threads, seed: maps.seed)
                row.vertices = maps.vertices
                do {
                    try add(loop, threads, maps, table, limit, to: &row)
                    rows.append(row)
                } catch LoopError.tooSlow {
                    report.notes.append("\(row.name): over \(Int(limit)) s, stopped.")
                }
            }
        }
        return rows
    }

    /// One run of a loop, its answer checked.
    static func add(_ loop: GEOSLoop, _ threads: Int, _ maps: MapPair, _ table: [OverlayCell], _ limit: Double, to row: inout Row) throws {
        let reference = try Rounds.reference()
        var sums: [Double] = []
        let time = try Clock.measure { sums = try loop.table(maps.old, maps.new, threads: threads, limit: limit) }
        try Agreement.check(table, against: sums, newCount: maps.new.groupCount, whose: row.name)
        row.add(time)
        row.toReference.append(threads > 1 ? time.wall / reference.wall : time.cpu / reference.cpu)
    }

    /// Fills in how long each row took against the subdivided loop with as many threads.
    static func divide(_ rows: inout [Row]) {
        for index in rows.indices where rows[index].bench == "overlay" && !rows[index].metric.hasPrefix("geos-") {
            let row = rows[index]
            guard let geos = rows.first(where: { $0.metric == "geos-subdivided" && $0.threads == row.threads && $0.fixture == row.fixture })
            else { continue }
            let isMany = row.threads > 1
            let other = Sample(isMany ? geos.wall : geos.cpu).median
            let own = Sample(isMany ? row.wall : row.cpu).median
            if other > 0 { rows[index].toGEOS = [own / other] }
        }
    }
}

/// The readers alone.
enum ReadBench {
    static func run(_ options: Options) throws -> Int32 {
        var report = Report(options)
        for name in options.names.isEmpty ? ["S"] : options.names {
            let maps = try MapPair(try options.recipe(name), folder: options.inputs)
            report.rows += try Rounds(runs: try options.runs).measure(BenchTask.reading(maps, threads: try options.threads), maps)
        }
        try report.finish()
        return 0
    }
}

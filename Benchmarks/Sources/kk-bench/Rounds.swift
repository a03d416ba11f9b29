import BenchGate
import GeoCore

/// Runs tasks in turn, round after round, so that a slow minute of the machine hits all of them alike.
struct Rounds {
    let runs: Int
    /// When no further round is begun; fewer rounds than the gate wants are inconclusive.
    var deadline: ContinuousClock.Instant?
    /// A task that takes less is repeated within a round until it takes this long.
    static let leastSeconds = 0.04

    /// One round of the frozen reference: seconds of one run.
    static func reference() throws -> Lapse {
        var isRight = true
        let time = Clock.measure(times: 5) { isRight = FrozenReference.run() && isRight }
        guard isRight else { throw MeasureError(description: "the frozen reference gave a wrong sum") }
        return time
    }

    /// - Returns: rows in the order of the tasks.
    /// - Throws: when a task's answers differ from round to round or between numbers of threads.
    func measure(_ tasks: [BenchTask], _ maps: MapPair) throws -> [Row] {
        var rows = tasks.map { task -> Row in
            var row = Row(bench: task.bench, fixture: maps.fixture, metric: task.metric, threads: task.threads, seed: maps.seed)
            row.vertices = maps.vertices
            return row
        }
        var answers: [String: [OverlayCell]] = [:]
        var repeats: [Int] = []
        for (index, task) in tasks.enumerated() {
            var outcome = BenchTask.Outcome()
            let time = try Clock.measure { outcome = try task.body() }
            repeats.append(max(1, Int((Self.leastSeconds / max(time.wall, 1e-6)).rounded(.up))))
            if let work = outcome.work { rows[index].add(work) }
            if let bytes = outcome.bytesRead { rows[index].work["bytes_read"] = bytes }
            try Self.compare(outcome.cells, &answers, task)
        }
        for _ in 0..<runs {
            if let deadline, ContinuousClock.now > deadline { break }
            var read = BareRead()
            for (index, task) in tasks.enumerated() {
                // Before every task: what it is divided by is as old as itself.
                let reference = try Self.reference()
                var outcome = BenchTask.Outcome()
                let time = try Clock.measure(times: repeats[index]) { outcome = try task.body() }
                try Self.compare(outcome.cells, &answers, task)
                if let work = outcome.work, work.edgePairs != rows[index].work["edge_pairs"] {
                    throw MeasureError(description: "\(rows[index].name): the work differs from run to run")
                }
                rows[index].add(time)
                // One thread: by processor time, which other users of the machine do not lengthen.
                rows[index].toReference.append(task.threads > 1 ? time.wall / reference.wall : time.cpu / reference.cpu)
                read.note(time, of: task.metric)
                if !BareRead.metrics.contains(task.metric) { rows[index].divide(time, by: read) }
            }
        }
        return rows
    }

    private static func compare(_ cells: [OverlayCell], _ answers: inout [String: [OverlayCell]], _ task: BenchTask) throws {
        if let known = answers[task.metric] {
            guard known == cells else { throw MeasureError(description: "\(task.metric): \(task.threads) threads give another answer") }
        }
        answers[task.metric] = cells
    }
}

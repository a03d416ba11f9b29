import BenchGate
import BenchInputs
import Foundation
import GeoCore

/// One task in a process of its own, for its peak memory: `kk-bench once NAME METRIC THREADS`.
enum Once {
    static func run(_ options: Options) throws {
        guard options.names.count == 3, let threads = Int(options.names[2]) else { throw UsageError(text: "once NAME METRIC THREADS") }
        let recipe = try options.recipe(options.names[0])
        let files = InputFiles.names(recipe, in: options.inputs)
        let (old, new) = try MapPair.read(files.old, files.new, threads: threads)
        switch options.names[1] {
        case "files-to-table", "class-table": _ = AreaEngine.table(old.engine, new.engine, threads: threads)
        case "account": _ = AreaEngine.account(old: old.engine, new: new.engine, masks: [], threads: threads)
        case "pairs":
            _ = AreaEngine.table(
                EngineLayer(featuresOf: old.engine.polygons), EngineLayer(featuresOf: new.engine.polygons), threads: threads)
        default: throw UsageError(text: "once: '\(options.names[1])'")
        }
        print(Machine.peakBytes)
    }

    /// Least peak of some runs, and whether the runs agree to 2 %.
    static func peak(_ row: Row, _ options: Options, repeats: Int) throws -> (bytes: Int, isSure: Bool) {
        let own = ProcessInfo.processInfo.arguments[0]
        let peaks = try (0..<repeats).map { _ -> Int in
            let child = try Child.run(
                own, ["once", row.fixture, row.metric, String(max(row.threads, 1)), "--inputs", options.inputs], keepsOutput: true)
            // Its own word for it: what the system says about a child begins with its parent's peak.
            guard child.status == 0, let peak = Int(String(decoding: child.output, as: UTF8.self).filter(\.isNumber)) else {
                throw MeasureError(description: "\(row.name): status \(child.status) in a process of its own")
            }
            return peak
        }
        let (least, most) = (peaks.min() ?? 0, peaks.max() ?? 0)
        return (least, Double(most - least) <= Gate.workLimit * Double(least))
    }
}

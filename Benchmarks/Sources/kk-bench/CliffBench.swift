import BenchGate
import BenchInputs
import Foundation
import GEOSLoop
import GeoCore

/// Shapes that break overlays, at n, 2n, 4n and 8n: the engine's curve, and the GEOS loop's beside it.
enum CliffBench {
    static func run(_ options: Options) throws -> Int32 {
        var report = Report(options)
        let limit = try options.number("--limit", 20)
        var curve = "| shape | positions | engine ms | growth | edge pairs | GEOS loop ms | growth | engine of GEOS | bound |\n"
        curve += "|---|---|---|---|---|---|---|---|---|\n"
        for cliff in Cliff.allCases where options.names.isEmpty || options.names.contains(cliff.rawValue) {
            var last: (engine: Double, geos: Double?)?
            for n in cliff.sizes {
                let (old, new) = cliff.layers(n)
                let (engine, work, geos) = try measure(cliff, n, old, new, runs: try options.runs, limit: limit, &report)
                func growth(_ now: Double?, _ before: Double?) -> String {
                    guard let now, let before, before > 0 else { return "–" }
                    return "×\(decimal(now / before, 1))"
                }
                curve += "| \(cliff.rawValue) | \(old.polygons.vertexCount) × \(new.polygons.vertexCount) | \(decimal(engine * 1000, 2)) "
                curve += "| \(growth(engine, last?.engine)) | \(work.edgePairs) | \(geos.map { decimal($0 * 1000, 1) } ?? "over \(Int(limit)) s") "
                curve += "| \(growth(geos, last?.geos)) | \(geos.map { "1/" + decimal($0 / engine, 1) } ?? "–") | \(cliff.bound) |\n"
                last = (engine, geos)
            }
        }
        report.notes.append(curve)
        try report.finish()
        return 0
    }

    private static func measure(
        _ cliff: Cliff, _ n: Int, _ old: EngineLayer, _ new: EngineLayer, runs: Int, limit: Double, _ report: inout Report
    ) throws -> (engine: Double, work: EngineWork, geos: Double?) {
        var row = Row(bench: "cliff", fixture: cliff.rawValue, metric: "\(n)", threads: 1, seed: nil)
        row.vertices = old.polygons.vertexCount + new.polygons.vertexCount
        var table = AreaEngine.table(old, new, threads: 1)
        for _ in 0..<runs {
            let reference = try Rounds.reference()
            let time = Clock.measure { table = AreaEngine.table(old, new, threads: 1) }
            row.add(time)
            row.toReference.append(time.cpu / reference.cpu)
        }
        row.add(table.work)
        var geos: Double?
        do {
            // The better of the two loops, as somebody who knows GEOS would choose.
            for loop in [GEOSLoop.prepared, .subdivided] {
                var sums: [Double] = []
                let time = try Clock.measure { sums = try loop.table(old, new, threads: 1, limit: limit) }
                try Agreement.check(table.cells, against: sums, newCount: 1, whose: "\(cliff.rawValue) \(n), GEOS \(loop.rawValue)")
                geos = min(geos ?? .infinity, time.cpu)
            }
        } catch LoopError.tooSlow {}
        let own = Sample(row.cpu).median
        if let geos { row.toGEOS = [own / geos] }
        report.rows.append(row)
        return (own, table.work, geos)
    }
}

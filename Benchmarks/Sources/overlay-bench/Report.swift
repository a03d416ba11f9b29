import Foundation
import GeoCore

/// Runs everything, checks that the answers agree, and only then has times to show.
struct Report {
    let inputs: Inputs
    let runs: Int
    let commit: String?
    private(set) var measurements: [Measurement] = []
    private(set) var areasAgree = true
    private(set) var notes: [String] = []
    private let referencePerPair: Double
    private var total = 0.0

    /// GEOS gets at most about this long.
    private static let geosLimit = 30.0

    init(inputs: Inputs, runs: Int, commit: String?) throws {
        self.inputs = inputs
        self.runs = runs
        self.commit = commit
        referencePerPair = referenceSecondsPerPair()
        let layers = try inputs.read()
        let threadCounts = [1, 2]
        var tables = threadCounts.map { Measurement(name: "class-table/\($0)t") }
        var accounts = threadCounts.map { Measurement(name: "account/\($0)t") }
        var blobs = Measurement(name: "read-blobs")
        var reads = Measurement(name: "read-decode")
        let table = AreaEngine.table(layers.old, layers.new, threads: 1)
        let account = AreaEngine.account(old: layers.old, new: layers.new, masks: [], threads: 1)
        total = table.cells.reduce(0) { $0 + $1.areaSquareMetres }
        // Interleaved, so that a slow minute of the machine hits all of them.
        for _ in 0..<runs {
            if let files = inputs.files {
                var bytes = 0
                blobs.seconds.append(seconds { bytes = Inputs.blobBytes(files.old) + Inputs.blobBytes(files.new) })
                blobs.bytesRead = bytes
                var again: (old: EngineLayer, new: EngineLayer)?
                reads.seconds.append(try seconds { again = try inputs.read() })
                reads.bytesRead = bytes
                if again?.old.polygons.vertexCount != layers.old.polygons.vertexCount { areasAgree = false }
            }
            for (index, threads) in threadCounts.enumerated() {
                var cells: [OverlayCell] = []
                tables[index].seconds.append(seconds {
                    let result = AreaEngine.table(layers.old, layers.new, threads: threads)
                    cells = result.cells
                    tables[index].work = result.work
                })
                if cells != table.cells { areasAgree = false }
                accounts[index].seconds.append(seconds {
                    let result = AreaEngine.account(old: layers.old, new: layers.new, masks: [], threads: threads)
                    accounts[index].work = result.work
                    cells = result.cells
                })
                if cells != account.cells { areasAgree = false }
            }
        }
        measurements = (inputs.files == nil ? [] : [blobs, reads]) + tables + accounts
        try measureGEOS(layers.old.polygons, layers.new.polygons)
    }

    /// The plain alternative: subdivided, prepared, every pair of boxes that meet.
    private mutating func measureGEOS(_ old: PolygonBuffer, _ new: PolygonBuffer) throws {
        guard old.vertexCount + new.vertexCount <= 1_000_000 else {
            notes.append("GEOS loop left out: more than a million vertices would take over \(Int(Self.geosLimit)) s.")
            return
        }
        let engine = try GeometryEngine()
        let boxes = (0..<new.featureCount).map { new.box(ofFeature: $0) }
        let byLeft = boxes.indices.sorted { boxes[$0].minX < boxes[$1].minX }
        var sum = 0.0
        var isComplete = true
        var time = 0.0
        for feature in 0..<old.featureCount {
            time += try seconds {
                let box = old.box(ofFeature: feature)
                let prepared = try PreparedPolygons(old, feature: feature, engine: engine)
                for other in byLeft {
                    if boxes[other].minX > box.maxX { break }
                    if boxes[other].intersects(box) {
                        sum += try prepared.intersectionArea(with: new, feature: other)
                    }
                }
            }
            if time > Self.geosLimit {
                isComplete = false
                break
            }
        }
        guard isComplete else {
            notes.append("GEOS loop left out: over \(Int(Self.geosLimit)) s.")
            return
        }
        if abs(sum - total) > 1e-9 * total {
            areasAgree = false
            notes.append("GEOS total \(sum) m², engine \(total) m²: they do not agree.")
        }
        measurements.append(Measurement(name: "geos-subdivided/1t", seconds: [time]))
    }

    private func median(_ name: String) -> Double? { measurements.first { $0.name == name }?.median }

    private func ratio(_ value: Double, to other: Double?) -> Double? {
        guard let other, other > 0 else { return nil }
        return value / other
    }

    var markdown: String {
        guard areasAgree else { return "The answers do not agree; no times.\n" + notes.map { $0 + "\n" }.joined() }
        var text = "Input \(inputs.name), \(runs) runs interleaved, \(Machine.cpu), "
        text += "GEOS \(GeometryEngine.version), SQLite \(SQLiteVersion.text). "
        text += "Total of the class table \(String(format: "%.4f", total)) m²; all answers agree.\n\n"
        text += "| task | median s | min | max | × bare read |\n|---|---|---|---|---|\n"
        for m in measurements {
            let read = ratio(m.median, to: median("read-blobs")).map { String(format: "%.1f", $0) } ?? "–"
            text += "| \(m.name) | " + String(format: "%.4f | %.4f | %.4f", m.median, m.least, m.most) + " | \(read) |\n"
        }
        return text + notes.map { "\n\($0)\n" }.joined()
    }

    var json: JSONValue {
        let results = measurements.map { m -> JSONValue in
            let reference = m.work.edgePairs > 0 ? Double(m.work.edgePairs) * referencePerPair : nil
            return [
                "name": .string("overlay/\(inputs.name)/\(m.name)"), "unit": "s", "value": .number(m.median),
                "range": .string(String(format: "± %.4f", (m.most - m.least) / 2)), "n": .integer(m.seconds.count),
                "min": .number(m.least), "max": .number(m.most),
                "ratios": [
                    "reference": .optional(ratio(m.median, to: reference)),
                    "read": .optional(ratio(m.median, to: median("read-blobs"))),
                    "geos-subdivided": .optional(ratio(m.median, to: median("geos-subdivided/1t"))),
                ],
                "work": [
                    "edge_pairs": .integer(m.work.edgePairs), "kernel_calls": .integer(m.work.kernelCalls),
                    "tiles": .integer(m.work.tiles), "slab_tiles": .integer(m.work.slabTiles),
                    "tiles_identical": nil, "bytes_read": .integer(m.bytesRead),
                    "peak_bytes": .integer(Machine.peakBytes),
                ],
                "baseline": nil, "areas_agree": .bool(areasAgree),
            ]
        }
        return [
            "schema": "kk-diff/bench@1", "commit": .optional(commit),
            "machine": [
                "cpu": .string(Machine.cpu), "cores": .integer(ProcessInfo.processInfo.activeProcessorCount),
                "simd": "default", "os": .string(Machine.os),
            ],
            "versions": ["geos": .string(GeometryEngine.version), "sqlite": .string(SQLiteVersion.text)],
            "results": .array(areasAgree ? results : []),
        ]
    }
}

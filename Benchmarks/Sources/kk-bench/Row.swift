import BenchGate
import GeoCore

/// One measured task.
struct Row {
    /// "overlay"
    var bench: String
    /// "S"
    var fixture: String
    /// "class-table"
    var metric: String
    /// 0: threads play no part.
    var threads = 0
    var seed: UInt64?
    var wall: [Double] = []
    var cpu: [Double] = []
    /// Task ÷ frozen reference, per round.
    var toReference: [Double] = []
    /// Task ÷ bare read, ÷ the one without memory mapping, and ÷ subdivided GEOS loop, per round.
    var toRead: [Double] = []
    var toUnmappedRead: [Double] = []
    var toGEOS: [Double] = []
    /// Of a command: ÷ the two reads as programs of their own.
    var toReadProgram: [Double] = []
    var toUnmappedReadProgram: [Double] = []
    var work: [String: Int] = [:]
    /// Counters whose own repeats differ.
    var uncertain: Set<String> = []
    var vertices: Int?
    var judgement: Gate.Judgement?
    var baseline: BaselineEntry?

    var name: String { "\(bench)/\(fixture)/\(metric)" + (threads > 0 ? "/\(threads)t" : "") }

    mutating func add(_ time: Lapse) {
        wall.append(time.wall)
        cpu.append(time.cpu)
    }

    /// One thread: by processor time, which other users of the machine do not lengthen.
    mutating func divide(_ time: Lapse, by read: BareRead) {
        guard read.plain.cpu > 0, read.mapped.cpu > 0 else { return }
        toRead.append(threads > 1 ? time.wall / read.mapped.wall : time.cpu / read.mapped.cpu)
        toUnmappedRead.append(threads > 1 ? time.wall / read.plain.wall : time.cpu / read.plain.cpu)
    }

    /// By the wall time of programs, however many threads: what somebody waits for.
    mutating func divide(_ time: Lapse, byProgram read: BareRead) {
        toReadProgram.append(time.wall / read.mapped.wall)
        toUnmappedReadProgram.append(time.wall / read.plain.wall)
    }

    mutating func add(_ engine: EngineWork) {
        work["edge_pairs"] = engine.edgePairs
        work["kernel_calls"] = engine.kernelCalls
        work["tiles"] = engine.tiles
        work["tiles_identical"] = engine.identicalTiles
        work["slab_tiles"] = engine.slabTiles
        // More of these is less work.
        uncertain.insert("tiles_identical")
    }

    var json: JSONValue {
        let wall = Sample(wall)
        func median(_ values: [Double]) -> JSONValue { values.isEmpty ? .null : .number(Sample(values).median) }
        let counters = ["edge_pairs", "kernel_calls", "tiles", "tiles_identical", "slab_tiles", "bytes_read", "peak_bytes"]
        var verdict: JSONValue = .null
        if let judgement, let baseline {
            verdict = [
                "ratio": .number(baseline.ratio), "value": .number(baseline.seconds), "change": .number(judgement.change),
                "verdict": .string(judgement.verdict.rawValue),
                "grown": .array(judgement.grown.map { ["counter": .string($0.counter), "before": .integer($0.before), "now": .integer($0.now)] }),
            ]
        }
        return [
            "name": .string(name), "unit": "s", "value": .number(wall.median),
            "range": .string("± \(seconds((wall.most - wall.least) / 2))"), "n": .integer(wall.count), "min": .number(wall.least),
            "max": .number(wall.most), "spread": .number(wall.spread), "cpu": median(cpu), "seed": seed.map { .string(String($0)) } ?? .null,
            "vertices": vertices.map { .integer($0) } ?? .null,
            "ratios": [
                "reference": median(toReference), "reference_spread": toReference.isEmpty ? .null : .number(Sample(toReference).spread),
                "read": median(toRead), "read-unmapped": median(toUnmappedRead), "geos-subdivided": median(toGEOS),
                "read-program": median(toReadProgram), "read-program-unmapped": median(toUnmappedReadProgram),
            ],
            "work": .object(Dictionary(uniqueKeysWithValues: counters.map { ($0, work[$0].map { .integer($0) } ?? .null) })),
            "baseline": verdict, "areas_agree": true,
        ]
    }
}

/// Four significant digits, for people.
func seconds(_ value: Double) -> String {
    let digits = value >= 100 ? 1 : value >= 10 ? 2 : value >= 0.1 ? 3 : 4
    return decimal(value, digits)
}

func decimal(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "–" }
    var power = 1
    for _ in 0..<digits { power *= 10 }
    let scaled = Int((value.magnitude * Double(power)).rounded())
    let fraction = String(scaled % power)
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return sign + String(scaled / power) + (digits > 0 ? "." + String(repeating: "0", count: digits - fraction.count) + fraction : "")
}

import BenchGate
import Foundation
import GeoCore

/// The committed baseline: one entry per key, for any number of kinds of machine.
struct BaselineFile {
    static let schema = "kk-diff/bench-baseline@1"
    private(set) var entries: [String: BaselineEntry] = [:]

    /// Nothing when the file is not there, or was taken with another frozen reference.
    init(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        let file = try JSONValue.read(path)
        guard file.at("schema").string == Self.schema else { throw MeasureError(description: "\(path): no \(Self.schema)") }
        guard file.at("reference_generation").number == Double(FrozenReference.generation) else { return }
        for (key, entry) in file.at("entries").members {
            guard let ratio = entry.at("ratio").number, let seconds = entry.at("seconds").number else {
                throw MeasureError(description: "\(path): \(key) has no ratio or seconds")
            }
            let work = entry.at("work").members.compactMapValues { $0.number.map { Int($0) } }
            entries[key] = BaselineEntry(ratio: ratio, seconds: seconds, work: work)
        }
    }

    static func key(_ row: Row) -> BaselineKey {
        BaselineKey(
            fixture: row.fixture, metric: "\(row.bench)-\(row.metric)", threads: row.threads, simd: Machine.simd, arch: Machine.arch)
    }

    /// The entry that a row makes; nil when it has no ratio.
    static func entry(_ row: Row) -> BaselineEntry? {
        guard !row.toReference.isEmpty else { return nil }
        let work = row.work.filter { !row.uncertain.contains($0.key) }
        return BaselineEntry(
            ratio: (Sample(row.toReference).median * 1000).rounded() / 1000, seconds: (Sample(row.wall).median * 1e6).rounded() / 1e6,
            work: work)
    }

    /// Puts the rows in, keeps what other machines put there, and says what changed.
    mutating func take(_ rows: [Row]) -> String {
        var text = ""
        for row in rows {
            guard let entry = Self.entry(row) else { continue }
            let key = Self.key(row).text
            if let before = entries[key] {
                let change = "\(decimal((before.ratio / entry.ratio - 1) * 100, 1)) % speed"
                let work = entry.work.keys.sorted().compactMap { name -> String? in
                    guard let now = entry.work[name], let then = before.work[name], now != then else { return nil }
                    return "\(name) \(then) → \(now)"
                }
                text += "\(key): ratio \(decimal(before.ratio, 3)) → \(decimal(entry.ratio, 3)) (\(change))"
                text += work.isEmpty ? "\n" : "; \(work.joined(separator: ", "))\n"
            } else {
                text += "\(key): new, ratio \(decimal(entry.ratio, 3))\n"
            }
            entries[key] = entry
        }
        return text
    }

    func write(_ path: String) throws {
        let file: JSONValue = [
            "schema": .string(Self.schema), "reference_generation": .integer(FrozenReference.generation),
            "entries": .object(entries.mapValues { entry in
                [
                    "ratio": .number(entry.ratio), "seconds": .number(entry.seconds),
                    "work": .object(entry.work.mapValues { .integer($0) }),
                ]
            }),
        ]
        try Data(file.text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}

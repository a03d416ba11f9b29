import BenchGate
import Foundation
import GeoCore

/// Rows and remarks of a run, written as JSON and Markdown once everything agreed.
struct Report {
    var rows: [Row] = []
    var notes: [String] = []
    private let options: Options

    init(_ options: Options) { self.options = options }

    func finish() throws {
        print(markdown, terminator: "")
        guard let folder = options["--out"] else { return }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let name = folder + "/" + (options["--name"] ?? "benchmark")
        try Data(json.text.utf8).write(to: URL(fileURLWithPath: name + ".json"), options: .atomic)
        try Data(markdown.utf8).write(to: URL(fileURLWithPath: name + ".md"), options: .atomic)
    }

    var json: JSONValue {
        [
            "schema": "kk-diff/bench@1", "commit": .optional(options["--commit"]), "machine": Machine.json,
            "versions": Machine.versions, "notes": .array(notes.map { .string($0) }), "results": .array(rows.map(\.json)),
        ]
    }

    var markdown: String {
        var text = "\(Machine.cpu), \(Machine.cores) cores, \(Machine.simd), load \(decimal(Machine.load, 1)); GEOS \(GeometryEngine.version), "
        text += "SQLite \(SQLiteVersion.text), Swift \(Machine.swift) \(Machine.build)"
        text += (options["--commit"].map { ", commit \($0)" } ?? "") + ". All answers agree.\n\n"
        text += "| task | n | median s | least | most | spread | processor s | × bare read | × unmapped | of GEOS loop | peak MB | verdict |\n"
        text += "|---|---|---|---|---|---|---|---|---|---|---|---|\n"
        for row in rows {
            let wall = Sample(row.wall)
            func ratio(_ values: [Double], _ digits: Int) -> String { values.isEmpty ? "–" : decimal(Sample(values).median, digits) }
            let geos = row.toGEOS.first.map { "1/\(decimal(1 / max($0, 1e-9), 0))" } ?? "–"
            let peak = row.work["peak_bytes"].map { decimal(Double($0) / 1e6, 0) } ?? "–"
            text += "| \(row.name) | \(wall.count) | \(seconds(wall.median)) | \(seconds(wall.least)) | \(seconds(wall.most)) "
            text += "| \(decimal(wall.spread * 100, 0)) % | \(seconds(Sample(row.cpu).median)) | \(ratio(row.toRead, 1)) | \(ratio(row.toUnmappedRead, 1)) | \(geos) | \(peak) "
            text += "| \(verdict(row)) |\n"
        }
        return text + notes.map { "\n\($0)\n" }.joined()
    }

    private func verdict(_ row: Row) -> String {
        guard let judgement = row.judgement else { return "–" }
        let change = "\(judgement.change < 0 ? "" : "+")\(decimal(judgement.change * 100, 0)) %"
        let grown = judgement.grown.map { ", \($0.counter) \($0.before) → \($0.now)" }.joined()
        return "\(judgement.verdict.rawValue) \(change)\(grown)"
    }
}

import Foundation
import GeoCore

/// Results of one or more runs as the table of the README: `kk-bench table FILE.json… [--into README.md]`.
///
/// With `--brief` only what the README needs. With `--into`, what stands between the two marks is replaced, so that the page shows nothing that was not measured.
enum TablePage {
    private static let begin = "<!-- benchmark: begin -->"
    private static let end = "<!-- benchmark: end -->"

    static func print(_ options: Options) throws {
        let results = try options.names.map { try JSONValue.read($0) }
        guard let first = results.first else { throw UsageError(text: "table FILE.json…") }
        let text = heading(first) + tables(results, isBrief: options["--brief"] != nil)
        guard let page = options["--into"] else {
            Swift.print(text, terminator: "")
            return
        }
        let before = try String(contentsOfFile: page, encoding: .utf8)
        guard let from = before.range(of: begin), let to = before.range(of: end, range: from.upperBound..<before.endIndex) else {
            throw MeasureError(description: "\(page) has no \(begin) … \(end)")
        }
        let after = before[..<from.upperBound] + "\n" + text + before[to.lowerBound...]
        try Data(after.utf8).write(to: URL(fileURLWithPath: page), options: .atomic)
    }

    /// Machine and versions: without them a time says nothing.
    private static func heading(_ result: JSONValue) -> String {
        let machine = result.at("machine")
        let versions = result.at("versions").members.sorted { codePointOrder($0.key, $1.key) }
            .compactMap { key, value in value.string.map { "\(key) \($0)" } }
        var text = "\(machine.at("cpu").string ?? ""), \(decimal(machine.at("cores").number ?? 0, 0)) cores, "
        text += "\(machine.at("simd").string ?? ""), load \(decimal(machine.at("load").number ?? 0, 1)); \(versions.joined(separator: ", "))"
        return text + (result.at("commit").string.map { "; commit \($0)" } ?? "") + ".\n"
    }

    /// A line per task; its numbers of threads beside each other.
    private struct Line {
        var task: String
        var byThreads: [Int: JSONValue] = [:]
    }

    private static func lines(_ results: [JSONValue]) -> [(bench: String, lines: [Line])] {
        var benches: [(bench: String, lines: [Line])] = []
        for row in results.flatMap({ $0.at("results").items }) {
            var words = (row.at("name").string ?? "").split(separator: "/").map(String.init)
            guard words.count >= 3 else { continue }
            var threads = 0
            if let last = words.last, last.hasSuffix("t"), let count = Int(last.dropLast()) {
                threads = count
                words.removeLast()
            }
            let task = words.dropFirst().joined(separator: " ")
            let bench = benches.firstIndex { $0.bench == words[0] } ?? benches.endIndex
            if bench == benches.endIndex { benches.append((words[0], [])) }
            let line = benches[bench].lines.firstIndex { $0.task == task } ?? benches[bench].lines.endIndex
            if line == benches[bench].lines.endIndex { benches[bench].lines.append(Line(task: task)) }
            benches[bench].lines[line].byThreads[threads] = row
        }
        return benches
    }

    private static let briefTasks: Set<String> = [
        "M blobs", "M blobs-unmapped", "M files-to-table", "M class-table", "M account", "M pairs", "M plans", "M geos-subdivided", "L files-to-table",
        "M program-blobs", "M program-blobs-unmapped", "M tables-only", "M tables-text", "M faces", "catalogue one-plan-warm", "catalogue one-plan-cold", "M 10000-plans",
    ]

    private static func tables(_ results: [JSONValue], isBrief: Bool) -> String {
        let all = results.flatMap { $0.at("results").items }
        var text = ""
        for (bench, lines) in lines(results) {
            text += "\n| \(bench) | seed | n | 1 thread, s | 2 threads, s | spread | × bare read | × unmapped | ns a position | peak MB | against |\n"
            text += "|---|---|---|---|---|---|---|---|---|---|---|\n"
            for line in lines where !isBrief || briefTasks.contains(line.task) || bench == "peer" && line.task.hasPrefix("M ") {
                text += self.line(line, bench, all)
            }
        }
        if isBrief { return text }
        for note in results.flatMap({ $0.at("notes").items }).compactMap(\.string) { text += "\n" + note + "\n" }
        return text
    }

    private static func line(_ line: Line, _ bench: String, _ all: [JSONValue]) -> String {
        let one = line.byThreads[1] ?? line.byThreads[0] ?? .null
        let two = line.byThreads[2] ?? .null
        let best = two == .null ? one : two
        func time(_ row: JSONValue) -> String { row.at("value").number.map { seconds($0) } ?? "–" }
        func ratio(_ name: String) -> String { best.at("ratios", name).number.map { decimal($0, 1) } ?? "–" }
        let peak = best.at("work", "peak_bytes").number.map { decimal($0 / 1e6, 0) } ?? "–"
        let perVertex: String
        if let vertices = best.at("vertices").number, vertices > 0, let value = best.at("value").number {
            perVertex = decimal(value / vertices * 1e9, 1)
        } else {
            perVertex = "–"
        }
        return "| \(line.task) | \(best.at("seed").string ?? "–") | \(decimal(best.at("n").number ?? 0, 0)) | \(time(one)) | \(time(two)) "
            + "| \(decimal((best.at("spread").number ?? 0) * 100, 0)) % | \(ratio("read")) | \(ratio("read-unmapped")) | \(perVertex) | \(peak) | \(against(best, bench, all)) |\n"
    }

    /// How many times as long another program took as ours from files to table on the same files, the GEOS loop as a task of ours,
    /// or a command as the bare reads as programs.
    private static func against(_ row: JSONValue, _ bench: String, _ all: [JSONValue]) -> String {
        if let share = row.at("ratios", "geos-subdivided").number, share > 0, share < 0.9 {
            return "GEOS loop takes \(decimal(1 / share, 0)) × as long"
        }
        if let mapped = row.at("ratios", "read-program").number, let plain = row.at("ratios", "read-program-unmapped").number {
            return "\(decimal(mapped, 1)) × the bare read as a program, \(decimal(plain, 1)) × unmapped"
        }
        guard bench == "peer", let name = row.at("name").string, let value = row.at("value").number else { return "–" }
        let words = name.split(separator: "/")
        guard words.count == 4 else { return "–" }
        let own = all.first { $0.at("name").string == "overlay/\(words[1])/files-to-table/\(words[3])" }
        guard let mine = own?.at("value").number, mine > 0 else { return "–" }
        return "\(decimal(value / mine, 0)) × files-to-table"
    }
}

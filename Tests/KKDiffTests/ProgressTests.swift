import Foundation
import GeoCore
import TestSupport
import Testing

@testable import kk_diff

/// How far long work is: the arithmetic, the line, and the terminal it stands on.
@Suite struct ProgressTests {
    @Test func speedAndTimeLeft() {
        var pace = Pace()
        pace.note(0, at: 100)
        #expect(pace.perSecond == nil)
        pace.note(30, at: 100.4)
        #expect(pace.perSecond == nil, "too early to say")
        pace.note(100, at: 101)
        #expect(pace.perSecond == 100)
        #expect(pace.secondsLeft(of: 350) == 2.5)
        #expect(pace.secondsLeft(of: 100) == nil)
        #expect(pace.secondsLeft(of: 50) == nil)
    }

    /// A slow start is forgotten after a while.
    @Test func theSpeedIsThatOfTheLastSeconds() {
        var pace = Pace()
        pace.note(0, at: 0)
        for second in 1...10 { pace.note(second, at: Double(second)) }
        #expect(pace.perSecond == 1)
        for second in 11...20 { pace.note(10 + (second - 10) * 50, at: Double(second)) }
        #expect(pace.perSecond == 50)
    }

    @Test func nothingDoneIsNoSpeed() {
        var pace = Pace()
        for second in 0...20 { pace.note(0, at: Double(second)) }
        #expect(pace.perSecond == nil)
        #expect(pace.secondsLeft(of: 10) == nil)
    }

    private static func line(
        _ done: Int, _ count: Int?, seconds: Double, _ language: Language, context: [String] = [], columns: Int = 118
    ) -> String {
        let monitor = WorkMonitor()
        for (level, name) in context.enumerated() { monitor.within(Bilingual(en: name, nl: name), level: level) }
        monitor.begin(Bilingual(en: "checking plans", nl: "plannen toetsen"), count: count)
        monitor.step(done)
        var pace = Pace()
        pace.note(0, at: 0)
        pace.note(done, at: seconds)
        return ProgressLine(monitor.snapshot, pace, language).text(columns: columns)
    }

    @Test func theLineSaysPhaseShareSpeedAndTime() {
        #expect(Self.line(1204, 5310, seconds: 4, .nl) == "plannen toetsen · 1.204 van 5.310 (23 %) · 301/s · nog 14 s")
        #expect(Self.line(3, 9, seconds: 2, .en, context: ["2/17 essen", "choices 1/3"]) == "2/17 essen · choices 1/3 · checking plans · 3 of 9 (33%) · 1.5/s · 4 s left")
        #expect(Self.line(0, 9, seconds: 2, .en) == "checking plans · 0 of 9 (0%)")
        #expect(Self.line(40, nil, seconds: 2, .en) == "checking plans · 40 · 20/s")
        #expect(Self.line(0, nil, seconds: 0, .nl) == "plannen toetsen")
        #expect(Self.line(10, 10_000, seconds: 10, .nl).hasSuffix("nog 2 u 47 min"))
        #expect(Self.line(10, 3000, seconds: 10, .en).hasSuffix("50 min left"))
        // More done than was counted is no more than all.
        #expect(Self.line(12, 9, seconds: 0, .en) == "checking plans · 9 of 9 (100%)")
    }

    @Test func theLineStaysOnItsLine() {
        for columns in [1, 2, 10, 40] { #expect(Self.line(1204, 5310, seconds: 4, .nl, columns: columns).count <= max(1, columns - 1)) }
        #expect(Self.line(1, 2, seconds: 1, .en, context: ["a\u{1B}[2J\nb"]).unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    }

    @Test func aPhaseStartsAtNothing() {
        let monitor = WorkMonitor()
        monitor.begin(Bilingual(en: "a", nl: "a"), count: 5)
        monitor.step(3)
        monitor.begin(Bilingual(en: "b", nl: "b"))
        #expect(monitor.snapshot.done == 0 && monitor.snapshot.count == nil)
        monitor.within(Bilingual(en: "1/2", nl: "1/2"))
        monitor.within(Bilingual(en: "x", nl: "x"), level: 1)
        #expect(monitor.snapshot.context.map(\.en) == ["1/2", "x"])
        monitor.leave(to: 1)
        #expect(monitor.snapshot.context.map(\.en) == ["1/2"])
        monitor.reach(4, of: 8)
        #expect(monitor.snapshot.done == 4 && monitor.snapshot.count == 8)
    }

    @Test func everyItemOfParallelWorkIsCounted() {
        let monitor = WorkMonitor()
        monitor.begin(Bilingual(en: "a", nl: "a"), count: 1000)
        let values = parallelMap(count: 1000, workers: 4, monitor: monitor, resource: { 1 }) { $0 + $1 }
        #expect(values.count == 1000 && monitor.snapshot.done == 1000)
    }

    @Test(arguments: [
        (["TERM": "xterm-256color"], true), (["TERM": "dumb"], false), ([:], false), (["TERM": "xterm", "NO_COLOR": "1"], false),
        (["TERM": "xterm", "NO_COLOR": ""], true),
    ])
    func coloursAreRespected(_ environment: [String: String], _ expected: Bool) {
        #expect(Terminal.showsColours(environment) == expected)
    }

    // MARK: on a terminal

    private static let hasScript = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .contains { FileManager.default.isExecutableFile(atPath: "\($0)/script") }

    /// The program with both outputs on a pseudo terminal of `columns` columns.
    private static func onTerminal(_ arguments: String, _ environment: String = "TERM=xterm", columns: Int = 80) throws -> String {
        let command = "cd '\(BuiltProgram.inputs.path)' && stty cols \(columns) && env -u NO_COLOR -u COLUMNS LC_ALL=C \(environment) '\(BuiltProgram.url.path)' \(arguments)"
        return try Tool.run("script", ["-q", "-e", "-c", command, "/dev/null"]).output
    }

    private static let diff = "diff old.geojson new.geojson --class type --crosswalk crosswalk.csv --legend-file legend.csv"

    @Test(.enabled(if: hasScript, "needs script(1)")) func aTerminalGetsProgressColoursAndItsWidth() throws {
        let text = try Self.onTerminal(Self.diff)
        #expect(text.contains("\r\u{1B}[Kreading old.geojson"))
        #expect(text.contains("\u{1B}[36m5.0 knowledge or definition\u{1B}[0m"))
        // The line of progress is erased before the report begins.
        let report = text.components(separatedBy: "\r\u{1B}[K").last ?? ""
        #expect(report.contains("old.geojson → new.geojson"))
        for line in report.split(whereSeparator: \.isNewline) {
            #expect(line.replacing(/\u{1B}\[[0-9;]*m/, with: "").count <= 80, "\(line)")
        }
        let plain = try Self.onTerminal(Self.diff, "TERM=xterm NO_COLOR=1")
        #expect(!plain.contains("\u{1B}[36m"))
        #expect(try !Self.onTerminal(Self.diff, "TERM=dumb").contains("\u{1B}[36m"))
        #expect(try !Self.onTerminal(Self.diff + " --quiet").contains("\u{1B}[K"))
    }

    /// Not a byte more than without a terminal.
    @Test func aPipeGetsNothingOfIt() throws {
        let outcome = try BuiltProgram.run(
            BuiltProgram.words("kk-diff " + Self.diff).arguments, environment: ["TERM": "xterm", "COLUMNS": "60"])
        #expect(outcome.stderr.isEmpty)
        #expect(!outcome.stdout.unicodeScalars.contains("\u{1B}"))
        #expect(outcome.stdout == (try String(contentsOf: Paths.testdata.appendingPathComponent("golden/diff-text-en/stdout"), encoding: .utf8)))
    }
}

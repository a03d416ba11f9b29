import Foundation
import GeoCore
import Synchronization

/// One line on the terminal that says what is being done, how fast, and how long it will take, kept up to date by a thread
/// of its own and erased when something else is printed. Nothing at all when standard error is not a terminal, or with
/// `--quiet`.
final class Progress: Sendable {
    private struct State {
        var pace = Pace()
        var phase = -1
        /// Something is being done.
        var isWorking = false
        var isShown = false
        var isTicking = false
    }

    /// Written by whatever works.
    let monitor = WorkMonitor()
    private let isActive: Bool
    private let language: Language
    private let environment: [String: String]
    private let state = Mutex(State())

    private static let tickMicroseconds: UInt32 = 200_000

    init(quiet: Bool, _ language: Language, _ environment: [String: String]) {
        isActive = !quiet && isatty(STDERR_FILENO) == 1
        self.language = language
        self.environment = environment
    }

    /// A phase of which nothing is counted here; what the libraries do in it may be.
    func show(en: String, nl: String) { begin(Bilingual(en: en, nl: nl)) }

    /// A phase begins.
    /// - Parameter count: its items; nil when there is nothing to count.
    func begin(_ phase: Bilingual, count: Int? = nil) {
        monitor.begin(phase, count: count)
        guard isActive else { return }
        let startsTicking = state.withLock { state in
            state.isWorking = true
            draw(&state)
            defer { state.isTicking = true }
            return !state.isTicking
        }
        guard startsTicking else { return }
        Thread.detachNewThread { [self] in
            while true {
                usleep(Self.tickMicroseconds)
                state.withLock { state in if state.isWorking { draw(&state) } }
            }
        }
    }

    /// Prints something while the line is away; it comes back when work goes on.
    func whileErased<Value>(_ body: () -> Value) -> Value {
        guard isActive else { return body() }
        return state.withLock { state in
            erase(&state)
            return body()
        }
    }

    /// The work is over.
    func finish() {
        guard isActive else { return }
        state.withLock { state in
            erase(&state)
            state.isWorking = false
        }
    }

    private func erase(_ state: inout State) {
        guard state.isShown else { return }
        state.isShown = false
        _ = Console.write("\r\u{1B}[K", to: STDERR_FILENO)
    }

    private func draw(_ state: inout State) {
        let snapshot = monitor.snapshot
        if snapshot.number != state.phase {
            state.phase = snapshot.number
            state.pace = Pace()
        }
        state.pace.note(snapshot.done, at: Self.seconds)
        let columns = Terminal.columns(of: STDERR_FILENO, environment) ?? 80
        let line = ProgressLine(snapshot, state.pace, language).text(columns: columns)
        state.isShown = true
        _ = Console.write("\r\u{1B}[K" + line, to: STDERR_FILENO)
    }

    /// Of a clock that nobody sets.
    private static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

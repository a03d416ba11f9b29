import Foundation

/// Seconds by the wall and by the processor (all threads of this process).
struct Lapse: Sendable {
    var wall = 0.0
    var cpu = 0.0
}

enum Clock {
    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// `body`, `times` times over; the time of one.
    static func measure(times: Int = 1, _ body: () throws -> Void) rethrows -> Lapse {
        let (wall, cpu) = (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
        for _ in 0..<times { try body() }
        return Lapse(
            wall: (seconds(CLOCK_MONOTONIC) - wall) / Double(times),
            cpu: (seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu) / Double(times))
    }
}

import Foundation

/// Another program, run to its end.
struct Child: Sendable {
    /// Exit status; below 0: the signal that ended it.
    var status: Int32
    var time: Lapse
    /// Largest resident memory, mapped files included. Linux counts from what this process had when it started the other:
    /// right only where this process is small.
    var peakBytes: Int
    var output: [UInt8]

    /// - Parameter output: whether to keep what it prints; otherwise it is thrown away.
    static func run(_ program: String, _ arguments: [String], keepsOutput: Bool = false) throws -> Child {
        let sink = keepsOutput ? FileManager.default.temporaryDirectory.path + "/kk-bench-\(getpid())-\(UUID().uuidString)" : "/dev/null"
        defer { if keepsOutput { unlink(sink) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, sink, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var process = pid_t()
        var status: Int32 = 0
        var usage = rusage()
        var failure: Int32 = 0
        let time = Clock.measure {
            failure = posix_spawnp(&process, program, &actions, nil, &words, environ)
            if failure == 0 { while wait4(process, &status, 0, &usage) < 0 && errno == EINTR {} }
        }
        guard failure == 0 else { throw MeasureError(description: "cannot run \(program): \(String(cString: strerror(failure)))") }
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
        let exited = status & 0x7F == 0
        let bytes = keepsOutput ? (FileManager.default.contents(atPath: sink).map { [UInt8]($0) } ?? []) : []
        return Child(
            status: exited ? (status >> 8) & 0xFF : -(status & 0x7F),
            time: Lapse(wall: time.wall, cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime)),
            peakBytes: Int(usage.ru_maxrss) * 1024, output: bytes)
    }
}

import Foundation
import GeoCore

/// Ctrl-C and termination: end with status 130, leaving nothing half-written.
enum Interruption {
    /// From here on SIGINT and SIGTERM are received by a thread of their own, which erases the progress line,
    /// removes the temporary folders and ends the process. Call before other threads are started: they inherit
    /// the blocked signals.
    static func exitQuietlyOnSignal(_ progress: Progress) {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let awaited = signals
        Thread.detachNewThread {
            var set = awaited
            var received: Int32 = 0
            while sigwait(&set, &received) != 0 {}
            progress.finish()
            TemporaryFolders.removeAll()
            _exit(ExitStatus.interrupted.rawValue)
        }
    }
}

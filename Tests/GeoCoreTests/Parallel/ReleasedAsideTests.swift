import Foundation
import GeoCore
import Synchronization
import Testing

@Suite("Giving up values on another thread")
struct ReleasedAsideTests {
    /// Says on which thread it goes.
    private final class Probe: Sendable {
        private let gone: @Sendable (UInt) -> Void
        init(gone: @escaping @Sendable (UInt) -> Void) { self.gone = gone }
        deinit { gone(UInt(pthread_self())) }
    }

    private final class Threads: Sendable {
        let all = Mutex<[UInt]>([])
    }

    @Test("the last reference goes once, and on another thread")
    func lastReference() {
        let (threads, done) = (Threads(), DispatchSemaphore(value: 0))
        releaseAside(
            Probe { thread in
                threads.all.withLock { $0.append(thread) }
                done.signal()
            })
        // This thread is busy waiting, so that the other one cannot be the same. A minute only guards against waiting forever.
        #expect(done.wait(timeout: .now() + 60) == .success)
        let freed = threads.all.withLock { $0 }
        #expect(freed.count == 1)
        #expect(freed.first != UInt(pthread_self()))
    }
}

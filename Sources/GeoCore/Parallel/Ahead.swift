public import Dispatch
import Synchronization

/// A value that is computed on another thread from the moment this is made, while the caller does something else.
public final class Ahead<Value: Sendable>: Sendable {
    private let slot = Slot()
    private let done = DispatchGroup()
    private let body: @Sendable () -> Value

    private final class Slot: Sendable {
        let value = Mutex<Value?>(nil)
    }

    /// - Parameter queue: where it is computed. A value that another one waits for needs a queue of its own: the common one
    ///   has no more threads than there are processors.
    public init(on queue: DispatchQueue = .global(qos: .userInitiated), _ body: @escaping @Sendable () -> Value) {
        self.body = body
        let slot = slot
        queue.async(group: done) {
            let made = body()
            slot.value.withLock { $0 = made }
        }
    }

    /// Waits until it is there.
    public var value: Value {
        done.wait()
        // The slot is filled before the group is done.
        return slot.value.withLock { $0 } ?? body()
    }
}

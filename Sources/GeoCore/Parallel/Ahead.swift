import Dispatch
import Synchronization

/// A value that is computed on another thread from the moment this is made, while the caller does something else.
public final class Ahead<Value: Sendable>: Sendable {
    private let slot = Slot()
    private let done = DispatchGroup()
    private let body: @Sendable () -> Value

    private final class Slot: Sendable {
        let value = Mutex<Value?>(nil)
    }

    public init(_ body: @escaping @Sendable () -> Value) {
        self.body = body
        let slot = slot
        DispatchQueue.global(qos: .userInitiated).async(group: done) {
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

import Dispatch

/// Gives up a value on another thread: the system takes tens of megabytes back meanwhile, and the caller need not wait for it.
///
/// Only worth it for the last reference to something large; with another one left, whoever has that frees it.
public func releaseAside<Value: Sendable>(_ value: consuming Value) {
    // Released by the other thread and nowhere else: a plain capture would leave a reference here until this returns.
    let box = Unmanaged.passRetained(Holder(value))
    DispatchQueue.global(qos: .userInitiated).async { box.release() }
}

private final class Holder<Value: Sendable>: Sendable {
    private let value: Value
    init(_ value: consuming Value) { self.value = value }
}

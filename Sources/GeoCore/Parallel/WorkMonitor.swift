import Synchronization

/// How far long work is: which phase it is in, and how many of its items are done. Any thread writes it, one that tells
/// people reads it; nothing that is computed depends on it.
public final class WorkMonitor: Sendable, Hashable {
    /// What is to be told at one moment.
    public struct Snapshot: Sendable, Hashable {
        /// Differs from one phase to the next.
        public var number: Int
        /// What the phase is a part of: comparison, other choice of a sweep.
        public var context: [Bilingual]
        public var phase: Bilingual?
        public var done: Int
        /// nil: not known, and nothing to count.
        public var count: Int?
    }

    private struct State {
        var number = 0
        var context: [Bilingual] = []
        var phase: Bilingual?
        var count: Int?
    }

    private let state = Mutex(State())
    private let done = Atomic<Int>(0)

    public init() {}

    public static func == (a: WorkMonitor, b: WorkMonitor) -> Bool { a === b }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }

    /// A phase begins; the one before is over.
    /// - Parameter count: its items; nil when there is nothing to count.
    public func begin(_ phase: Bilingual, count: Int? = nil) {
        state.withLock { state in
            state.number += 1
            state.phase = phase
            state.count = count
            done.store(0, ordering: .relaxed)
        }
    }

    /// What all phases from here on are a part of: `level` names, from the outside inwards, go before.
    public func within(_ name: Bilingual, level: Int = 0) {
        state.withLock { $0.context = Array($0.context.prefix(level)) + [name] }
    }

    /// What was a part of something at `level` is over.
    public func leave(to level: Int = 0) {
        state.withLock { $0.context = Array($0.context.prefix(level)) }
    }

    /// Items of the phase are done.
    public func step(_ items: Int = 1) { done.add(items, ordering: .relaxed) }

    /// So many items of the phase are done, of so many.
    public func reach(_ items: Int, of count: Int) {
        state.withLock { $0.count = count }
        done.store(items, ordering: .relaxed)
    }

    public var snapshot: Snapshot {
        state.withLock { state in
            Snapshot(
                number: state.number, context: state.context, phase: state.phase, done: done.load(ordering: .relaxed),
                count: state.count)
        }
    }
}

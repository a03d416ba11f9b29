import Dispatch
import Synchronization

/// Hands out 0 ..< count, each number once, to any number of workers.
///
/// Which worker gets which number depends on the machine's mood: results must not. Place them by number, or
/// add them in exact (integer) arithmetic.
public final class WorkCursor: Sendable {
    private let position = Atomic<Int>(0)
    public let count: Int

    public init(count: Int) { self.count = count }

    /// The next number, or nil when all are taken.
    public func next() -> Int? {
        let index = position.add(1, ordering: .relaxed).oldValue
        return index < count ? index : nil
    }
}

/// `body(0) … body(count − 1)`, computed by at most `workers` threads, in order of index.
///
/// Blocks until all are done. With one worker, or one item, everything runs on the calling thread. Items are
/// claimed one at a time, so items of very different cost are fine; items should cost well over a
/// microsecond.
public func parallelMap<Value: Sendable>(
    count: Int, workers: Int, _ body: @Sendable (Int) -> Value
) -> [Value] {
    parallelMap(count: count, workers: workers, grain: 1, body)
}

/// As above, for items that cost less than handing them out.
/// - Parameter grain: so many are claimed at once.
public func parallelMap<Value: Sendable>(
    count: Int, workers: Int, grain: Int, _ body: @Sendable (Int) -> Value
) -> [Value] {
    guard count > 0 else { return [] }
    let grains = (count + grain - 1) / grain
    let workers = min(max(workers, 1), grains)
    if workers == 1 { return (0..<count).map { body($0) } }
    return [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
        let cursor = WorkCursor(count: grains)
        // Each slot is written exactly once, by the worker that claimed its index, and `concurrentPerform`
        // returns only after every worker has: no slot is read before it is written.
        nonisolated(unsafe) let slots = buffer
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while let first = cursor.next() {
                for index in first * grain..<min((first + 1) * grain, count) {
                    slots.initializeElement(at: index, to: body(index))
                }
            }
        }
        initialized = count
    }
}

/// As `parallelMap`, for a `body` that can fail: throws the error of the lowest index that failed, whatever
/// the number of workers. Items after a failure may or may not be computed.
public func parallelMap<Value: Sendable, Failure: Error>(
    count: Int, workers: Int, _ body: @Sendable (Int) throws(Failure) -> Value
) throws(Failure) -> [Value] {
    try parallelMap(count: count, workers: workers, resource: { () throws(Failure) in () }) {
        (_, index) throws(Failure) in try body(index)
    }
}

/// As `parallelMap`, with a resource that every worker makes for itself and that never leaves it: a GEOS engine, which
/// must not be shared between threads.
/// - Parameter monitor: told of every item that is done.
public func parallelMap<Value: Sendable, Resource, Failure: Error>(
    count: Int, workers: Int, monitor: WorkMonitor? = nil, resource: @Sendable () throws(Failure) -> Resource,
    _ body: @Sendable (Resource, Int) throws(Failure) -> Value
) throws(Failure) -> [Value] {
    guard count > 0 else { return [] }
    let workers = min(max(workers, 1), count)
    let cursor = WorkCursor(count: count)
    var failure: IndexedFailure<Failure>?
    let values = [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
        // Each slot is written at most once, by the worker that claimed its index and then says so; all workers are done
        // before any slot is read or left.
        nonisolated(unsafe) let slots = buffer
        let outcomes: [(filled: [Int], failure: IndexedFailure<Failure>?)] = parallelMap(count: workers, workers: workers) { _ in
            var filled: [Int] = []
            var index = 0
            do throws(Failure) {
                let own = try resource()
                while let next = cursor.next() {
                    index = next
                    slots.initializeElement(at: next, to: try body(own, next))
                    filled.append(next)
                    monitor?.step()
                }
                return (filled, nil)
            } catch {
                return (filled, IndexedFailure(index: index, error: error))
            }
        }
        failure = outcomes.compactMap(\.failure).min { $0.index < $1.index }
        if failure == nil {
            initialized = count
        } else {
            for index in outcomes.flatMap(\.filled) { slots.deinitializeElement(at: index) }
        }
    }
    if let failure { throw failure.error }
    return values
}

private struct IndexedFailure<Failure: Error>: Error {
    var index: Int
    var error: Failure
}

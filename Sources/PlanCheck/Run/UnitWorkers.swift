import Foundation
import GeoCore

/// What one thread needs to measure units against one plan.
final class UnitWorker {
    let engine: GeometryEngine
    let reader: WindowReader?
    /// Only for catalogues that have lines or points: it costs a buffer of the plan.
    private var others: LineAndPointHits?

    init(_ window: PlanEvaluator.Window?) throws(GEOSError) {
        engine = try GeometryEngine()
        reader = window.map { WindowReader(catalogue: $0.catalogue, crs: $0.crs, shares: $0.shares) }
    }

    func lineAndPointHits(_ plan: PreparedPlan, _ limits: ResolvedLimits) throws(GEOSError) -> LineAndPointHits {
        if let others { return others }
        let made = try LineAndPointHits(plan: plan, limits: limits, engine: engine)
        others = made
        return made
    }
}

/// Workers that wait for the next thread that needs one, so that files and GEOS are opened once per thread and plan.
///
/// `@unchecked`: a worker is in the list or with one thread, never both, and the lock orders what one thread did with it
/// before what the next does (SQLite connections and GEOS contexts may move between threads, not be shared).
final class UnitWorkers: @unchecked Sendable {
    private let window: PlanEvaluator.Window?
    private let lock = NSLock()
    private var idle: [UnitWorker] = []

    init(_ window: PlanEvaluator.Window?) { self.window = window }

    func with<Value>(_ body: (UnitWorker) throws(GEOSError) -> Value) throws(GEOSError) -> Value {
        lock.lock()
        let waiting = idle.popLast()
        lock.unlock()
        let worker: UnitWorker
        if let waiting { worker = waiting } else { worker = try UnitWorker(window) }
        defer {
            lock.lock()
            idle.append(worker)
            lock.unlock()
        }
        return try body(worker)
    }

    /// What all of them read; when none is at work.
    var work: ReadWork { idle.reduce(ReadWork()) { $0 + ($1.reader?.work ?? ReadWork()) } }
}

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

/// A worker per lane. What is read of one entry of the catalogue is read in one lane, so that an R-tree is mostly opened by
/// one connection only (two entries may share a layer, and a cut that needs a wider look may open it once more).
///
/// `@unchecked`: a lane is run by one thread at a time, and one stage ends before the next begins (SQLite connections and
/// GEOS contexts may move between threads, not be shared).
final class UnitWorkers: @unchecked Sendable {
    /// Per lane the numbers of its items, rising.
    private let lanes: [[Int]]
    private let workers: [UnitWorker]
    private let count: Int

    /// - Parameter contents: the items; those of one entry come into one lane, others in turn.
    init(_ window: PlanEvaluator.Window?, _ contents: [UnitContent], threads: Int) throws(GEOSError) {
        var lanes = Array(repeating: [Int](), count: max(1, min(threads, contents.count)))
        var laneOfEntry: [String: Int] = [:]
        var next = 0
        for (number, content) in contents.enumerated() {
            var lane = next % lanes.count
            if case .indexed(let place) = content, let entry = place.entry.slots.first.map({ "\($0.source)/\($0.entry)" }) {
                if let known = laneOfEntry[entry] { lane = known } else { next += 1 }
                laneOfEntry[entry] = lane
            } else {
                next += 1
            }
            lanes[lane].append(number)
        }
        self.lanes = lanes
        count = contents.count
        workers = try lanes.map { (_) throws(GEOSError) in try UnitWorker(window) }
    }

    /// `body` of every item, in their order.
    /// - Parameter isFree: whether an item may be done in any lane, because it mostly looks up nothing more.
    func map<Value: Sendable>(
        isFree: @Sendable (Int) -> Bool = { _ in false },
        _ body: @Sendable (UnitWorker, Int) throws(GEOSError) -> Value
    ) throws(GEOSError) -> [Value] {
        let free = (0..<count).filter { isFree($0) }
        let cursor = WorkCursor(count: free.count)
        let parts = try parallelMap(count: lanes.count, workers: lanes.count) {
            (lane) throws(GEOSError) -> [(Int, Value)] in
            var done: [(Int, Value)] = []
            for number in self.lanes[lane] where !isFree(number) { done.append((number, try body(self.workers[lane], number))) }
            while let next = cursor.next() { done.append((free[next], try body(self.workers[lane], free[next]))) }
            return done
        }
        var slots = [Value?](repeating: nil, count: count)
        for (number, value) in parts.joined() { slots[number] = value }
        return slots.compactMap { $0 }
    }

    /// What all of them read.
    var work: ReadWork { workers.reduce(ReadWork()) { $0 + ($1.reader?.work ?? ReadWork()) } }
}

import GeoCore

/// One plan against one unit.
struct UnitMeasure {
    private let plan: PreparedPlan
    private let limits: ResolvedLimits
    private let worker: UnitWorker
    /// Around the plan: indexed units are known there.
    private let window: Box
    /// As far as a distance is looked for, in metres.
    private let reach: Double
    private var polygonHits: PolygonHits

    init(plan: PreparedPlan, limits: ResolvedLimits, worker: UnitWorker, window: Box, reach: Double) {
        self.plan = plan
        self.limits = limits
        self.worker = worker
        self.window = window
        self.reach = reach
        polygonHits = PolygonHits(plan: plan, limits: limits, engine: worker.engine, threads: 1)
    }

    struct Outcome: Sendable {
        var hit: UnitHit
        var checks: CheckChecks
    }

    /// - Parameters:
    ///   - content: the unit, or what lies in the window of an indexed one.
    ///   - nearby: its polygons near the plan, which the account has as number `number`.
    mutating func hit(
        _ unit: CheckUnit, number: Int, _ content: UnitContent, _ nearby: NearbyPolygons, _ account: PlanAccount
    ) throws(GEOSError) -> Outcome {
        var hit = unit.emptyHit
        var content = content
        if case .indexed(let place) = unit.content, account.overlap[number] == 0, let reader = worker.reader {
            // Nothing under the plan: how far away is it?
            content = try nearest(place, content, reader)
        }
        switch content {
        case .polygons(let polygons):
            let local = account.overlap[number] > 0
                ? try polygons.surroundings.map { (some) throws(GEOSError) in try polygonHits.localParts(polygons, some) } : nil
            try polygonHits.measure(
                &hit, polygons, nearby: nearby, local: local, account: account, index: number, reach: reach)
            if hit.state == .hit { try measureRemainder(&hit, polygons, local, unit.content) }
        case .lines(let lines, let whole):
            try worker.lineAndPointHits(plan, limits).measure(&hit, lines, wholeMetres: whole, reach: reach)
        case .points(let points, let whole):
            try worker.lineAndPointHits(plan, limits).measure(&hit, points, wholeCount: whole, reach: reach)
        case .noData(let reason): hit.reason = reason
        case .indexed: break
        }
        return Outcome(hit: hit, checks: polygonHits.checks)
    }

    /// Parts of the unit under the plan, before and after the plan is cut out of them. What was read near the plan mostly
    /// tells; where the cut could be bridged further away, more is read, and in the end the dissolved parts whole.
    private mutating func measureRemainder(
        _ hit: inout UnitHit, _ unit: UnitPolygons, _ local: LocalParts?, _ content: UnitContent
    ) throws(GEOSError) {
        // Read through a window without an index, a unit has ends that are none: nothing is said about its parts then.
        guard unit.isWhole else { return }
        guard var local, let areas = unit.surroundings?.groupSquareMetres, case .indexed(let place) = content,
            let reader = worker.reader
        else {
            try polygonHits.measureRemainder(&hit, unit)
            return
        }
        var window = window
        var known = unit.polygons
        for _ in 0..<2 {
            guard case .open = try polygonHits.measureLocalRemainder(&hit, local, of: known, groupSquareMetres: areas) else { return }
            window = window.expanded(by: window.width + window.height)
            guard case .polygons(let around) = reader.near(window, place), around.isWhole,
                let surroundings = around.surroundings
            else { return }
            // Polygons further out may join what the first window left open; that is cheaper than a wider union.
            known = around.polygons
            guard case .open = try polygonHits.measureLocalRemainder(&hit, local, of: known, groupSquareMetres: areas) else { return }
            local = try polygonHits.localParts(around, surroundings)
        }
        guard case .open(var groups) = try polygonHits.measureLocalRemainder(&hit, local, of: known, groupSquareMetres: areas)
        else { return }
        // The other dissolved parts under the plan are read with them.
        groups.formUnion(local.groups)
        guard case .polygons(let whole) = reader.whole(groups, place),
            case .open = try polygonHits.measureLocalRemainder(&hit, local, of: whole.polygons, groupSquareMetres: areas)
        else { return }
        try polygonHits.measureRemainder(&hit, whole)
    }

    /// What `content` holds of an indexed unit is not under the plan: the features that can be the nearest one.
    private func nearest(_ place: IndexedPlace, _ content: UnitContent, _ reader: WindowReader) throws(GEOSError) -> UnitContent {
        if case .noData = content { return content }
        let others = content.isLinesOrPoints ? try worker.lineAndPointHits(plan, limits) : nil
        if others?.distance(to: content, limit: 0) == 0 { return content }
        return try reader.nearest(to: plan.box, place, reach: reach) { (some) throws(GEOSError) in
            if case .polygons(let polygons) = some { return try polygonHits.distance(to: polygons, reach: reach) }
            return others?.distance(to: some, limit: reach)
        }
    }
}

import GeoCore

/// States and measures of one plan against polygon units.
struct PolygonHits {
    let plan: PreparedPlan
    let limits: ResolvedLimits
    let engine: GeometryEngine
    let threads: Int
    private(set) var checks = CheckChecks()

    init(plan: PreparedPlan, limits: ResolvedLimits, engine: GeometryEngine, threads: Int) {
        self.plan = plan
        self.limits = limits
        self.engine = engine
        self.threads = threads
    }

    /// Box in which parts of a unit can overlap or touch the plan.
    var touchBox: Box { Self.touchBox(plan, limits) }

    static func touchBox(_ plan: PreparedPlan, _ limits: ResolvedLimits) -> Box {
        plan.box.expanded(by: limits.tolerance + Slack.metres)
    }

    /// Fills in everything about `unit`, number `index` of the account.
    /// - Parameter local: what of it is under the plan, when that is known already.
    mutating func measure(
        _ hit: inout UnitHit, _ unit: UnitPolygons, nearby: NearbyPolygons, local: LocalParts?, account: PlanAccount,
        index: Int, reach: Double
    ) throws(GEOSError) {
        let overlap = account.overlap[index]
        hit.areaHectares = 0
        hit.shareOfPlan = 0
        hit.shareOfUnit = unit.wholeSquareMetres.map { _ in 0 }
        hit.urbanHectares = account.urban.map { _ in 0 }
        if overlap > 0 {
            if try isOnlyTouching(nearby, coreOverlap: account.core?[index], overlap: overlap) {
                hit.withinToleranceHectares = overlap / 10_000
                try touch(&hit, nearby)
            } else {
                try overlapping(&hit, unit, nearby, local, account, index)
            }
            return
        }
        try apart(&hit, unit, nearby, reach)
    }

    // MARK: the states

    /// Whether every point of the overlap lies within the tolerance of the plan's boundary and of the unit's.
    private func isOnlyTouching(
        _ nearby: NearbyPolygons, coreOverlap: Double?, overlap: Double
    ) throws(GEOSError) -> Bool {
        // Without a tolerance any overlap is more than a touch.
        guard let coreOverlap else { return false }
        guard coreOverlap <= Slack.emptyBelow(overlap) else { return false }
        let unit = try dissolvedNearPlan(nearby)
        let inner = try engine.buffer(unit, distanceMetres: -(limits.tolerance + Slack.metres))
        return PlanAccount.overlap(plan.dissolved, inner, threads: threads) <= Slack.emptyBelow(overlap)
    }

    /// The unit as one feature, cut off well outside the plan: only its boundary near the plan counts, and borders
    /// between features of one unit are none.
    private func dissolvedNearPlan(_ nearby: NearbyPolygons) throws(GEOSError) -> PolygonBuffer {
        // The cut is a boundary that the unit does not have; at this distance nothing looks at it.
        let window = plan.box.expanded(by: 4 * limits.tolerance + 1).polygon
        return try engine.overlay(.intersection, nearby.polygons, window).polygons
    }

    private mutating func overlapping(
        _ hit: inout UnitHit, _ unit: UnitPolygons, _ nearby: NearbyPolygons, _ local: LocalParts?,
        _ account: PlanAccount, _ index: Int
    ) throws(GEOSError) {
        let overlap = account.overlap[index]
        let share = min(1, overlap / plan.areaSquareMetres)
        hit.state = .hit
        hit.areaHectares = overlap / 10_000
        hit.shareOfPlan = share
        hit.shareOfUnit = unit.wholeSquareMetres.map { $0 > 0 ? min(1, overlap / $0) : 0 }
        hit.urbanHectares = account.urban.map { $0[index] / 10_000 }
        hit.sides = Sides.ofHit(thirds: account.thirds[index], whole: overlap, shareOfPlan: share)
        hit.distanceMetres = 0
        try crossCheck(local?.parts ?? nearby.polygons, overlap)
        if unit.hasNames { nameFeatures(&hit, unit, nearby) }
    }

    private func touch(_ hit: inout UnitHit, _ nearby: NearbyPolygons) throws(GEOSError) {
        let unit = try dissolvedNearPlan(nearby)
        setTouch(&hit, sharedBoundary(unit), try engine.nearestPoints(plan.dissolved, unit))
    }

    private func setTouch(_ hit: inout UnitHit, _ shared: SharedBoundary, _ nearest: NearestPoints?) {
        hit.state = .touches
        let quadrants = Sides.quadrants(of: shared)
        hit.sharedBoundaryMetres = shared.lengthMetres
        hit.sideLengthsMetres = quadrants
        hit.sides = Sides.ofTouch(quadrants: quadrants)
        if hit.sides.isEmpty, let nearest, let side = direction(nearest) { hit.sides = [side] }
        hit.distanceMetres = nearest?.distanceMetres ?? 0
    }

    /// No overlap: touches, near, or not on the map here.
    private func apart(_ hit: inout UnitHit, _ unit: UnitPolygons, _ nearby: NearbyPolygons, _ reach: Double) throws(GEOSError) {
        let candidates = unit.nearest(to: plan.box, within: reach)
        let nearest = try engine.nearestPoints(plan.dissolved, candidates.polygons, limitMetres: reach)
        let distance = nearest?.distanceMetres
        if let distance, distance <= limits.tolerance + Slack.metres {
            let shared = sharedBoundary(try dissolvedNearPlan(nearby))
            // Without a tolerance a common point is not enough: the common boundary must have a length.
            if limits.tolerance > 0 || shared.lengthMetres > Self.shortestBoundary {
                setTouch(&hit, shared, nearest)
                return
            }
        }
        hit.state = limits.state(atDistance: distance)
        hit.distanceMetres = distance
        if hit.state == .near, let nearest, let side = direction(nearest) { hit.sides = [side] }
    }

    /// Distance from the plan to a unit, up to the reach; nil beyond it.
    func distance(to unit: UnitPolygons, reach: Double) throws(GEOSError) -> Double? {
        let candidates = unit.nearest(to: plan.box, within: reach)
        return try engine.nearestPoints(plan.dissolved, candidates.polygons, limitMetres: reach)?.distanceMetres
    }

    private func sharedBoundary(_ unit: PolygonBuffer) -> SharedBoundary {
        plan.dissolved.sharedBoundary(with: unit, toleranceMetres: limits.tolerance + Slack.metres, facing: true)
    }

    /// Metres: a common boundary that is shorter is a common point, seen through `Slack`.
    static let shortestBoundary = 0.001

    /// From the plan to the unit; from the middle of the plan when they meet in a point.
    private func direction(_ nearest: NearestPoints) -> Side? {
        nearest.distanceMetres > Slack.metres
            ? Sides.direction(of: nearest.onSecond - nearest.onFirst)
            : Sides.direction(of: nearest.onSecond - plan.box.centre)
    }

    // MARK: measures of a hit

    private mutating func crossCheck(_ polygons: PolygonBuffer, _ overlap: Double) throws(GEOSError) {
        let other = try engine.overlay(.intersection, plan.dissolved, polygons).areaSquareMetres
        _ = agrees(other, overlap, of: overlap)
    }

    /// Whether GEOS and the area engine give the same square metres, as a share of `size`; counted, and reported
    /// when they do not.
    mutating func agrees(_ geos: Double, _ engine: Double, of size: Double) -> Bool {
        let difference = abs(geos - engine)
        let relative = size > 0 ? difference / size : 0
        checks.compared += 1
        checks.engineVersusGEOSMaxRelative = max(checks.engineVersusGEOSMaxRelative, relative)
        // A tiny area has no more digits than the coordinates give it.
        let isSame = relative <= CheckChecks.relativeLimit || difference <= 1e-4
        if !isSame { checks.disagreements += 1 }
        return isSame
    }

    /// Parts of the unit under the plan, before and after the plan is cut out of them. Only parts that the plan
    /// overlaps count, so that a class of the whole province is not counted as a thousand parts.
    /// Both steps of GEOS are held against the area engine; where they disagree nothing is said about parts.
    mutating func measureRemainder(_ hit: inout UnitHit, _ unit: UnitPolygons) throws(GEOSError) {
        let dissolved = try unit.dissolved.value(of: unit, engine)
        let parts = dissolved.near(touchBox).polygons
        let cells = AreaEngine.common(
            old: EngineLayer(oneGroup: plan.dissolved), new: EngineLayer(featuresOf: parts), threads: threads)
        let cut = cells.map { Int($0.new) }
        let remainder = try engine.remainder(
            of: parts.selecting(cut), without: plan.dissolved, emptyBelow: emptyPiece)
        let before = AreaEngine.measure(EngineLayer(oneGroup: parts.selecting(cut)), masks: [], threads: threads).union
        let overlap = cells.reduce(0) { $0 + $1.areaSquareMetres }
        guard
            agrees(overlap, (hit.areaHectares ?? 0) * 10_000, of: before),
            agrees(remainder.areaSquareMetres, before - overlap, of: before)
        else { return }
        hit.partsBefore = cut.count
        hit.partsAfter = remainder.parts
        hit.largestPartAfterHectares = remainder.largestPartSquareMetres / 10_000
    }

    /// Features of one name are one thing to a reader (a map may hold a field in several polygons, or twice).
    private func nameFeatures(_ hit: inout UnitHit, _ unit: UnitPolygons, _ nearby: NearbyPolygons) {
        let cells = AreaEngine.common(
            old: EngineLayer(oneGroup: plan.outline.polygons), new: EngineLayer(featuresOf: nearby.polygons), threads: threads)
        var groups: [String: [Int]] = [:]
        var named: [(name: String, features: [Int])] = []
        for cell in cells {
            let feature = nearby.features[Int(cell.new)]
            let name = unit.names[feature]
            // Features without a name stay apart.
            if name.isEmpty { named.append(("", [feature])) } else { groups[name, default: []].append(feature) }
        }
        for name in groups.keys.sorted(by: codePointOrder) { named.append((name, groups[name] ?? [])) }
        let hits = named.map { name, features in
            let whole = unit.polygons.selecting(features)
            let area = AreaEngine.measure(EngineLayer(oneGroup: whole), masks: [], threads: threads).union
            let overlap = PlanAccount.overlap(plan.outline.polygons, whole, threads: threads)
            return FeatureHit(
                name: name, areaHectares: overlap / 10_000, shareOfFeature: area > 0 ? min(1, overlap / area) : 0)
        }
        hit.featureCount = hits.count
        hit.features = Array(
            hits.sorted { a, b in
                a.areaHectares != b.areaHectares ? a.areaHectares > b.areaHectares : codePointOrder(a.name, b.name)
            }.prefix(10))
    }
}

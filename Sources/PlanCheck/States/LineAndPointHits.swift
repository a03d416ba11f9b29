import GeoCore

/// States and measures of one plan against units that are lines or points.
struct LineAndPointHits {
    private let plan: PreparedPlan
    private let limits: ResolvedLimits
    private let whole: PlanEdges
    /// The plan without the strip along its boundary that is within the tolerance (at least `Slack`).
    private let core: PlanEdges
    private let thirds: [Box]

    init(plan: PreparedPlan, limits: ResolvedLimits, engine: GeometryEngine) throws(GEOSError) {
        self.plan = plan
        self.limits = limits
        whole = PlanEdges(plan.dissolved)
        let inner: PolygonBuffer
        if let core = plan.core {
            inner = core
        } else {
            inner = try engine.buffer(plan.dissolved, distanceMetres: -Slack.metres)
        }
        core = PlanEdges(inner)
        thirds = Sides.thirds(of: plan.box).map(\.box)
    }

    /// - Parameter whole: length of all lines of the unit; nil when `lines` are all.
    func measure(_ hit: inout UnitHit, _ lines: [UnitLine], wholeMetres whole: Double? = nil, reach: Double) {
        let edges = self.whole
        var inside = 0.0
        var deep = 0.0
        var perThird = [0.0, 0.0, 0.0, 0.0]
        var perName: [String: (inside: Double, whole: Double)] = [:]
        for line in lines {
            var length = 0.0
            var part = 0.0
            for (a, b) in zip(line.positions, line.positions.dropFirst()) {
                let vector = b - a
                let metres = (vector * vector).sum().squareRoot()
                length += metres
                for stretch in edges.insideStretches(a, b) {
                    part += (stretch.to - stretch.from) * metres
                    for (index, third) in thirds.enumerated() {
                        perThird[index] += third.share(a + stretch.from * vector, a + stretch.to * vector)
                            * (stretch.to - stretch.from) * metres
                    }
                }
                for stretch in core.insideStretches(a, b) { deep += (stretch.to - stretch.from) * metres }
            }
            inside += part
            if part > 0, !line.name.isEmpty {
                let sum = perName[line.name] ?? (0, 0)
                perName[line.name] = (sum.inside + part, sum.whole + length)
            }
        }
        let total = whole ?? lines.reduce(0) { $0 + $1.lengthMetres }
        hit.lengthMetres = 0
        if deep > PolygonHits.shortestBoundary {
            hit.state = .hit
            hit.lengthMetres = inside
            hit.shareOfUnit = total > 0 ? min(1, inside / total) : nil
            hit.sides = Sides.ofHit(thirds: perThird, whole: inside, shareOfPlan: 0)
            hit.distanceMetres = 0
            hit.featureCount = perName.count
            return
        }
        let segments = lines.lazy.flatMap { line in zip(line.positions, line.positions.dropFirst()) }
        apart(&hit, segments.map { ($0.0, $0.1) }, alongMetres: inside, reach)
    }

    /// - Parameter count: number of all points of the unit; nil when `points` are all.
    func measure(_ hit: inout UnitHit, _ points: [UnitPoint], wholeCount count: Int? = nil, reach: Double) {
        let inside = points.filter { core.contains($0.position) }
        hit.count = 0
        if !inside.isEmpty {
            let all = points.filter { whole.contains($0.position) || core.contains($0.position) }
            hit.state = .hit
            hit.count = all.count
            hit.shareOfUnit = Double(all.count) / Double(max(1, count ?? points.count))
            let perThird = thirds.map { third in Double(all.filter { third.share($0.position, $0.position) > 0 }.count) }
            hit.sides = Sides.ofHit(thirds: perThird, whole: Double(all.count), shareOfPlan: 0)
            hit.distanceMetres = 0
            hit.featureCount = all.count
            return
        }
        apart(&hit, points.map { ($0.position, $0.position) }, alongMetres: .infinity, reach)
    }

    /// Touches, near, or not on the map here.
    /// - Parameter along: length on the boundary; without a tolerance it must be positive to touch.
    private func apart(
        _ hit: inout UnitHit, _ segments: [(SIMD2<Double>, SIMD2<Double>)], alongMetres along: Double,
        _ reach: Double
    ) {
        var nearest: NearestPoints?
        for (a, b) in segments {
            let limit = nearest?.distanceMetres ?? reach
            if let found = whole.nearest(a, b, limit: limit), found.distanceMetres < nearest?.distanceMetres ?? .infinity {
                nearest = found
            }
        }
        let distance = nearest?.distanceMetres
        let isTouching =
            (distance ?? .infinity) <= limits.tolerance + Slack.metres
            && (limits.tolerance > 0 || along > PolygonHits.shortestBoundary)
        hit.state = isTouching ? .touches : limits.state(atDistance: distance)
        hit.distanceMetres = distance
        guard hit.state != .notHit, let nearest else { return }
        let vector =
            nearest.distanceMetres > Slack.metres
            ? nearest.onSecond - nearest.onFirst : nearest.onSecond - plan.box.centre
        hit.sides = Sides.direction(of: vector).map { [$0] } ?? []
    }

    /// Distance from the plan to the nearest of some lines or points, up to `limit`; nil beyond it.
    func distance(to content: UnitContent, limit: Double) -> Double? {
        var nearest: Double?
        func look(_ a: SIMD2<Double>, _ b: SIMD2<Double>) {
            if let found = whole.nearest(a, b, limit: nearest ?? limit) {
                nearest = min(nearest ?? .infinity, found.distanceMetres)
            }
        }
        switch content {
        case .lines(let lines, _):
            for line in lines {
                for (a, b) in zip(line.positions, line.positions.dropFirst()) { look(a, b) }
            }
        case .points(let points, _):
            for point in points { look(point.position, point.position) }
        case .polygons, .indexed, .noData: break
        }
        return nearest
    }
}

extension Box {
    /// Share of the segment a–b that lies in the box; of a point 1 or 0. (Liang & Barsky 1984.)
    func share(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double {
        var (from, to) = (0.0, 1.0)
        let vector = b - a
        for (start, step, low, high) in [(a.x, vector.x, minX, maxX), (a.y, vector.y, minY, maxY)] {
            if step == 0 {
                guard low <= start, start <= high else { return 0 }
                continue
            }
            let ends = ((low - start) / step, (high - start) / step)
            from = max(from, min(ends.0, ends.1))
            to = min(to, max(ends.0, ends.1))
        }
        return max(0, to - from)
    }
}

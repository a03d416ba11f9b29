import GeoCore

/// Makes the geometry of a plan's hits. Shapes come from GEOS and carry no hectares of their own: every number on a
/// map is the one of the hit, which the area engine measured.
struct ShapeCollector {
    let plan: PreparedPlan
    let limits: ResolvedLimits
    let engine: GeometryEngine
    private let window: Box
    private let edges: PlanEdges

    init(plan: PreparedPlan, limits: ResolvedLimits, engine: GeometryEngine) {
        self.plan = plan
        self.limits = limits
        self.engine = engine
        edges = PlanEdges(plan.dissolved)
        // Wide enough to see where a unit goes on; a near distance of kilometres would make the plan a dot.
        let side = max(plan.box.width, plan.box.height, 1)
        window = plan.box.expanded(by: max(0.3 * side, min(limits.near ?? 0, side)))
    }

    func shapes(of hits: [UnitHit], _ units: [CheckUnit]) throws(GEOSError) -> PlanShapes {
        var shapes = PlanShapes(outline: plan.dissolved, window: window)
        for (index, unit) in units.enumerated() {
            guard [.hit, .touches, .near].contains(hits[index].state) else { continue }
            var shape = UnitShape(hit: index)
            switch unit.content {
            case .polygons(let polygons): try add(polygons, hits[index].state, to: &shape)
            case .lines(let lines, _): add(lines, hits[index].state, to: &shape)
            case .points(let points, _): add(points, hits[index].state, to: &shape)
            case .noData, .indexed: continue
            }
            shapes.units.append(shape)
        }
        return shapes
    }

    private func add(_ unit: UnitPolygons, _ state: HitState, to shape: inout UnitShape) throws(GEOSError) {
        let around = unit.near(window).polygons
        if around.partCount > 0 {
            shape.surroundings = try engine.overlay(.intersection, around, window.polygon).polygons
        }
        switch state {
        case .hit:
            shape.overlap = try engine.overlay(.intersection, plan.dissolved, around).polygons
        case .touches:
            let near = plan.box.expanded(by: 4 * limits.tolerance + 1).polygon
            let dissolved = try engine.overlay(.intersection, around, near).polygons
            let shared = plan.dissolved.sharedBoundary(
                with: dissolved, toleranceMetres: limits.tolerance + Slack.metres, facing: true)
            shape.sharedBoundary = Self.joined(shared.pieces)
        case .near:
            let candidates = unit.nearest(to: plan.box, within: limits.reach)
            if let nearest = try engine.nearestPoints(
                plan.dissolved, candidates.polygons, limitMetres: limits.reach)
            {
                shape.nearest = [nearest.onFirst, nearest.onSecond]
            }
        case .notHit, .noData: break
        }
    }

    private func add(_ lines: [UnitLine], _ state: HitState, to shape: inout UnitShape) {
        var best: NearestPoints?
        for line in lines {
            var box = Box.empty
            for position in line.positions { box.add(position) }
            if box.intersects(window) { shape.lines.append(line.positions) }
            for (a, b) in zip(line.positions, line.positions.dropFirst()) {
                for stretch in edges.insideStretches(a, b) {
                    let (start, end) = (a + stretch.from * (b - a), a + stretch.to * (b - a))
                    if shape.linesInside.last?.last == start {
                        shape.linesInside[shape.linesInside.count - 1].append(end)
                    } else {
                        shape.linesInside.append([start, end])
                    }
                }
                guard state == .near else { continue }
                let limit = best?.distanceMetres ?? limits.reach
                if let found = edges.nearest(a, b, limit: limit), found.distanceMetres < best?.distanceMetres ?? .infinity {
                    best = found
                }
            }
        }
        if let best { shape.nearest = [best.onFirst, best.onSecond] }
    }

    private func add(_ points: [UnitPoint], _ state: HitState, to shape: inout UnitShape) {
        var best: NearestPoints?
        for point in points.map(\.position) {
            let place = Box(minX: point.x, minY: point.y, maxX: point.x, maxY: point.y)
            if window.intersects(place) { shape.points.append(point) }
            if edges.contains(point) { shape.pointsInside.append(point) }
            guard state == .near else { continue }
            let limit = best?.distanceMetres ?? limits.reach
            if let found = edges.nearest(point, point, limit: limit), found.distanceMetres < best?.distanceMetres ?? .infinity {
                best = found
            }
        }
        if let best { shape.nearest = [best.onFirst, best.onSecond] }
    }

    /// Pieces that follow each other as one line.
    private static func joined(_ pieces: [Edge]) -> [[SIMD2<Double>]] {
        var lines: [[SIMD2<Double>]] = []
        for piece in pieces {
            if lines.last?.last == piece.start {
                lines[lines.count - 1].append(piece.end)
            } else {
                lines.append([piece.start, piece.end])
            }
        }
        return lines
    }
}

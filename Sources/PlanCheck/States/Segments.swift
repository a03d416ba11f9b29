import GeoCore

/// Lines and points against a plan's outline, by plain segment arithmetic: the outlines are small, and lengths
/// and distances need no topology.
struct PlanEdges {
    private let polygons: PolygonBuffer
    private let box: Box

    /// - Parameter polygons: dissolved: an even–odd test of its rings tells inside from outside.
    init(_ polygons: PolygonBuffer) {
        self.polygons = polygons
        box = polygons.box
    }

    /// Whether a point lies inside; on the boundary either answer is possible.
    func contains(_ point: SIMD2<Double>) -> Bool {
        guard box.intersects(Box(minX: point.x, minY: point.y, maxX: point.x, maxY: point.y)) else { return false }
        var inside = false
        forEachEdge { a, b in
            if (a.y > point.y) != (b.y > point.y) {
                let x = a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x)
                if x > point.x { inside.toggle() }
            }
        }
        return inside
    }

    /// Stretches of the segment a–b inside, as fractions 0…1 of it, in order.
    ///
    /// - Complexity: O(edges).
    func insideStretches(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> [(from: Double, to: Double)] {
        var segment = Box.empty
        segment.add(a)
        segment.add(b)
        guard a != b, box.intersects(segment) else { return [] }
        var cuts: [Double] = [0, 1]
        let r = b - a
        forEachEdge { c, d in
            var edge = Box.empty
            edge.add(c)
            edge.add(d)
            guard edge.intersects(segment) else { return }
            let s = d - c
            let denominator = r.x * s.y - r.y * s.x
            // Parallel edges cut nothing; their neighbours end the stretch.
            guard denominator != 0 else { return }
            let t = ((c.x - a.x) * s.y - (c.y - a.y) * s.x) / denominator
            if t > 0, t < 1 { cuts.append(t) }
        }
        cuts.sort()
        var stretches: [(from: Double, to: Double)] = []
        for (from, to) in zip(cuts, cuts.dropFirst()) where to > from && contains(a + (from + to) / 2 * r) {
            if let last = stretches.last, last.to == from {
                stretches[stretches.count - 1].to = to
            } else {
                stretches.append((from, to))
            }
        }
        return stretches
    }

    /// Nearest points of the boundary and the segment a–b when they are nearer than `limit`.
    func nearest(_ a: SIMD2<Double>, _ b: SIMD2<Double>, limit: Double) -> NearestPoints? {
        var segment = Box.empty
        segment.add(a)
        segment.add(b)
        var best: NearestPoints?
        var bound = limit
        forEachEdge { c, d in
            var edge = Box.empty
            edge.add(c)
            edge.add(d)
            guard edge.expanded(by: bound).intersects(segment) else { return }
            let found = Self.nearest(c, d, a, b)
            if found.distanceMetres < bound || (best == nil && found.distanceMetres <= bound) {
                best = found
                bound = found.distanceMetres
            }
        }
        return best
    }

    /// Nearest points of two segments (the first ends of the answer lie on c–d).
    private static func nearest(
        _ c: SIMD2<Double>, _ d: SIMD2<Double>, _ a: SIMD2<Double>, _ b: SIMD2<Double>
    ) -> NearestPoints {
        if let common = crossing(c, d, a, b) { return NearestPoints(distanceMetres: 0, onFirst: common, onSecond: common) }
        var best = NearestPoints(distanceMetres: .infinity, onFirst: c, onSecond: a)
        for (first, second) in [
            (c, project(c, a, b)), (d, project(d, a, b)), (project(a, c, d), a), (project(b, c, d), b),
        ] {
            let vector = second - first
            let distance = (vector * vector).sum().squareRoot()
            if distance < best.distanceMetres {
                best = NearestPoints(distanceMetres: distance, onFirst: first, onSecond: second)
            }
        }
        return best
    }

    /// The point of a–b nearest to p.
    private static func project(_ p: SIMD2<Double>, _ a: SIMD2<Double>, _ b: SIMD2<Double>) -> SIMD2<Double> {
        let r = b - a
        let square = (r * r).sum()
        guard square > 0 else { return a }
        return a + min(1, max(0, ((p - a) * r).sum() / square)) * r
    }

    /// Where two segments cross in one point; nil for parallel ones (their ends give the distance).
    private static func crossing(
        _ c: SIMD2<Double>, _ d: SIMD2<Double>, _ a: SIMD2<Double>, _ b: SIMD2<Double>
    ) -> SIMD2<Double>? {
        let r = b - a
        let s = d - c
        let denominator = r.x * s.y - r.y * s.x
        guard denominator != 0 else { return nil }
        let t = ((c.x - a.x) * s.y - (c.y - a.y) * s.x) / denominator
        let u = ((c.x - a.x) * r.y - (c.y - a.y) * r.x) / denominator
        return (0...1).contains(t) && (0...1).contains(u) ? a + t * r : nil
    }

    private func forEachEdge(_ body: (SIMD2<Double>, SIMD2<Double>) -> Void) {
        for ring in 0..<polygons.ringCount {
            for index in polygons.vertices(ofRing: ring).dropLast() {
                body(polygons.coordinates[index], polygons.coordinates[index + 1])
            }
        }
    }
}

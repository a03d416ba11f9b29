import GeoCore

/// Areas by cutting the whole plane at every corner and crossing, written without the engine: no tiles, no kernel,
/// no winding bases. Slow (all pairs of edges), and right to about 1e-12 for well-conditioned input.
struct PlainSlabs {
    private struct Edge {
        var a: SIMD2<Double>
        var b: SIMD2<Double>
        var track: Int
        var sign: Int

        func y(_ x: Double) -> Double { a.y + (b.y - a.y) * ((x - a.x) / (b.x - a.x)) }
    }

    private var edges: [Edge] = []
    private let tracks: Int

    /// A track is whatever gets a winding number of its own: `track` gives it for a feature of a buffer.
    init(_ buffers: [(polygons: PolygonBuffer, track: (Int) -> Int)], tracks: Int) {
        self.tracks = tracks
        for (polygons, track) in buffers {
            for feature in 0..<polygons.featureCount {
                for ring in polygons.rings(ofFeature: feature) {
                    let vertices = polygons.vertices(ofRing: ring)
                    for index in vertices.dropLast() {
                        let p = polygons.coordinates[index]
                        let q = polygons.coordinates[index + 1]
                        if p.x == q.x { continue }
                        edges.append(
                            p.x < q.x
                                ? Edge(a: p, b: q, track: track(feature), sign: -1)
                                : Edge(a: q, b: p, track: track(feature), sign: 1))
                    }
                }
            }
        }
    }

    /// Calls `body(area, winding number per track)` for every trapezoid.
    func forEach(_ body: (Double, [Int]) -> Void) {
        var cuts = edges.flatMap { [$0.a.x, $0.b.x] }
        for (i, e) in edges.enumerated() {
            for f in edges[(i + 1)...] {
                let left = max(e.a.x, f.a.x)
                let right = min(e.b.x, f.b.x)
                guard left < right else { continue }
                let before = e.y(left) - f.y(left)
                let after = e.y(right) - f.y(right)
                if before * after < 0 { cuts.append(left + (right - left) * (before / (before - after))) }
            }
        }
        cuts.sort()
        for (left, right) in zip(cuts, cuts.dropFirst()) where left < right {
            let middle = left + (right - left) / 2
            let crossed = edges.filter { $0.a.x < middle && middle < $0.b.x }
                .map { (y: $0.y(middle), edge: $0) }.sorted { $0.y < $1.y }
            var winding = [Int](repeating: 0, count: tracks)
            for (lower, upper) in zip(crossed, crossed.dropFirst()) {
                // Going up past an edge that has its polygon below it leaves the polygon.
                winding[lower.edge.track] -= lower.edge.sign
                let area = (upper.y - lower.y) * (right - left)
                if area > 0 { body(area, winding) }
            }
        }
    }

    /// ∫ w_a · w_b of two whole buffers.
    static func intersection(_ a: PolygonBuffer, _ b: PolygonBuffer) -> Double {
        var sum = 0.0
        PlainSlabs([(a, { _ in 0 }), (b, { _ in 1 })], tracks: 2).forEach { sum += $0 * Double($1[0] * $1[1]) }
        return sum
    }
}

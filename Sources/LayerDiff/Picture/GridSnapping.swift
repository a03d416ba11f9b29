import GeoCore

/// Puts polygons on a screen grid: every vertex goes to its nearest place, and every edge goes through the vertices of others that it
/// passes. Then two neighbours have the same places along their border, also where one of them had a vertex more.
struct GridSnapping {
    private let grid: ScreenGrid
    private var members: [(polygons: PolygonBuffer, feature: Int)] = []
    private var shapeEnds: [Int] = []

    init(_ grid: ScreenGrid) { self.grid = grid }

    /// Adds the rings of one feature to the shape being built.
    mutating func add(_ polygons: PolygonBuffer, feature: Int) { members.append((polygons, feature)) }

    mutating func endShape() { shapeEnds.append(members.count) }

    /// The shapes, in the order in which they were ended.
    /// - Complexity: linear in the vertices and in the steps along all borders.
    consuming func finished() -> GridShapes {
        var pixels = HotPixels(grid)
        for member in members { rings(member) { for position in $0 { pixels.mark(position) } } }
        var shapes = GridShapes()
        var start = 0
        for end in shapeEnds {
            for member in members[start..<end] { rings(member) { shapes.append(ring: pixels.places(of: $0)) } }
            shapes.endShape()
            start = end
        }
        return shapes
    }

    /// The rings of a feature in steps, what lies outside the window cut off.
    private func rings(_ member: (polygons: PolygonBuffer, feature: Int), _ body: ([SIMD2<Double>]) -> Void) {
        let polygons = member.polygons
        for ring in polygons.rings(ofFeature: member.feature) {
            // The closing position is not repeated on the grid.
            let positions = polygons.coordinates[polygons.vertices(ofRing: ring).dropLast()]
            let inside = RingClip.isInside(positions, grid.window) ? Array(positions) : RingClip.clipped(positions, grid.window)
            if !inside.isEmpty { body(inside.map(grid.steps)) }
        }
    }
}

/// What of a ring lies in a window (Sutherland & Hodgman 1974).
enum RingClip {
    static func isInside(_ ring: some Sequence<SIMD2<Double>>, _ window: Box) -> Bool {
        ring.allSatisfy { $0.x >= window.minX && $0.x <= window.maxX && $0.y >= window.minY && $0.y <= window.maxY }
    }

    static func clipped(_ ring: some RandomAccessCollection<SIMD2<Double>>, _ window: Box) -> [SIMD2<Double>] {
        var positions = Array(ring)
        for (axis, limit, keepsAbove) in [
            (0, window.minX, true), (0, window.maxX, false), (1, window.minY, true), (1, window.maxY, false),
        ] {
            guard let last = positions.last else { return [] }
            func isIn(_ position: SIMD2<Double>) -> Bool { keepsAbove ? position[axis] >= limit : position[axis] <= limit }
            var kept: [SIMD2<Double>] = []
            var before = last
            for position in positions {
                if isIn(position) != isIn(before) {
                    // The same point from either end of the edge.
                    let (a, b) = before[axis] < position[axis] ? (before, position) : (position, before)
                    var crossing = a + (b - a) * ((limit - a[axis]) / (b[axis] - a[axis]))
                    crossing[axis] = limit
                    kept.append(crossing)
                }
                if isIn(position) { kept.append(position) }
                before = position
            }
            positions = kept
        }
        return positions
    }
}

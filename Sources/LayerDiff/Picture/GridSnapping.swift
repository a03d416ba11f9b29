import GeoCore

/// Puts polygons on a screen grid: every vertex goes to its nearest place, and every edge goes through each place near it that is a
/// vertex of something else. Then two neighbours have the same places along their border, also where one of them had a vertex more.
///
/// *Source*: snap rounding (Hobby 1999), with the vertices given and not the crossings.
struct GridSnapping {
    private let grid: ScreenGrid
    private var rough = GridShapes()
    /// A bit per place that is a vertex.
    private var isVertex: [UInt64]

    init(_ grid: ScreenGrid) {
        self.grid = grid
        isVertex = Array(repeating: 0, count: grid.placeCount / 64 + 1)
    }

    /// Adds the rings of one feature to the shape being built.
    mutating func add(_ polygons: PolygonBuffer, feature: Int) {
        for ring in polygons.rings(ofFeature: feature) {
            // The closing position is not repeated on the grid.
            let positions = polygons.coordinates[polygons.vertices(ofRing: ring).dropLast()]
            let inside = RingClip.isInside(positions, grid.window) ? Array(positions) : RingClip.clipped(positions, grid.window)
            var places: [SIMD2<Int32>] = []
            places.reserveCapacity(inside.count)
            for position in inside {
                let place = grid.place(position)
                if places.last != place { places.append(place) }
            }
            let before = rough.places.count
            rough.append(ring: places)
            for place in rough.places[before...] {
                let index = grid.index(place)
                isVertex[index >> 6] |= 1 << UInt64(index & 63)
            }
        }
    }

    mutating func endShape() { rough.endShape() }

    /// The shapes, in the order in which they were ended.
    /// - Complexity: linear in the steps along all borders.
    consuming func finished() -> GridShapes {
        var shapes = GridShapes()
        shapes.places.reserveCapacity(rough.places.count)
        for shape in 0..<rough.count {
            for ring in rough.rings(ofShape: shape) {
                let places = rough.places(ofRing: ring)
                var noded: [SIMD2<Int32>] = []
                noded.reserveCapacity(places.count)
                for index in places.indices {
                    let next = index + 1 == places.endIndex ? places.startIndex : index + 1
                    noded.append(places[index])
                    noded += between(places[index], places[next])
                }
                shapes.append(ring: noded)
            }
            shapes.endShape()
        }
        return shapes
    }

    /// Vertices of others on the way from `a` to `b`, both left out. The way is the same from either end.
    private func between(_ a: SIMD2<Int32>, _ b: SIMD2<Int32>) -> [SIMD2<Int32>] {
        let step = b &- a
        let (across, down) = (abs(Int(step.x)), abs(Int(step.y)))
        guard max(across, down) > 1 else { return [] }
        let isTurned = (b.x, b.y) < (a.x, a.y)
        let (from, to) = isTurned ? (b, a) : (a, b)
        var found: [SIMD2<Int32>] = []
        let long = max(across, down)
        for index in 1..<long {
            let share = Double(index) / Double(long)
            let place = SIMD2(
                Int32((Double(from.x) + share * Double(to.x - from.x)).rounded()),
                Int32((Double(from.y) + share * Double(to.y - from.y)).rounded()))
            let number = grid.index(place)
            if isVertex[number >> 6] & (1 << UInt64(number & 63)) != 0 { found.append(place) }
        }
        return isTurned ? found.reversed() : found
    }
}

/// What of a ring lies in a window (Sutherland & Hodgman 1974).
enum RingClip {
    static func isInside(_ ring: some Sequence<SIMD2<Double>>, _ window: Box) -> Bool {
        ring.allSatisfy { $0.x >= window.minX && $0.x <= window.maxX && $0.y >= window.minY && $0.y <= window.maxY }
    }

    static func clipped(_ ring: ArraySlice<SIMD2<Double>>, _ window: Box) -> [SIMD2<Double>] {
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

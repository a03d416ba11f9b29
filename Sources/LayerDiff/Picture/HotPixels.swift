/// The places of a grid that are a vertex of something, and how a line goes through them.
///
/// A line between two positions is drawn through every such place whose square it passes. Lines that share a stretch then share its
/// places, also where one of them has a vertex that the other lacks. *Source*: snap rounding (Hobby 1999), with the vertices given and
/// not the crossings.
struct HotPixels {
    private let width: Int
    private let height: Int
    /// A bit per place.
    private var isVertex: [UInt64]

    init(_ grid: ScreenGrid) {
        (width, height) = (Int(grid.width) + 1, Int(grid.height) + 1)
        isVertex = Array(repeating: 0, count: width * height / 64 + 1)
    }

    /// - Parameter position: in steps, within the grid.
    mutating func mark(_ position: SIMD2<Double>) {
        let place = Self.place(position)
        let index = place.y * width + place.x
        guard (0..<(width * height)).contains(index) else { return }
        isVertex[index >> 6] |= 1 << UInt64(index & 63)
    }

    private func isMarked(_ x: Int, _ y: Int) -> Bool {
        guard x >= 0, y >= 0, x < width, y < height else { return false }
        let index = y * width + x
        return isVertex[index >> 6] & (1 << UInt64(index & 63)) != 0
    }

    /// The square that holds a position; its middle is the place.
    private static func place(_ position: SIMD2<Double>) -> SIMD2<Int> {
        SIMD2(Int((position.x + 0.5).rounded(.down)), Int((position.y + 0.5).rounded(.down)))
    }

    /// A closed ring of positions as places. Empty squares on the way are not in it.
    func places(of ring: [SIMD2<Double>]) -> [SIMD2<Int32>] {
        var places: [SIMD2<Int32>] = []
        places.reserveCapacity(ring.count)
        for index in ring.indices {
            let (a, b) = (ring[index], ring[index + 1 == ring.count ? 0 : index + 1])
            // The same squares from either end.
            if (b.x, b.y) < (a.x, a.y) {
                let start = places.count
                walk(b, a, &places)
                places[start...].reverse()
            } else {
                walk(a, b, &places)
            }
        }
        return places
    }

    /// The marked squares from `a` to `b`, both ends among them. *Source*: Amanatides & Woo 1987.
    private func walk(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ found: inout [SIMD2<Int32>]) {
        var here = Self.place(a)
        let end = Self.place(b)
        let way = b - a
        func add() { if isMarked(here.x, here.y) { found.append(SIMD2(Int32(here.x), Int32(here.y))) } }
        add()
        guard here != end else { return }
        let (stepX, stepY) = (way.x > 0 ? 1 : -1, way.y > 0 ? 1 : -1)
        // Share of the way at which the next column and the next row begin, and how much a column and a row take.
        var nextX = way.x == 0 ? Double.infinity : (Double(here.x) + 0.5 * Double(stepX) - a.x) / way.x
        var nextY = way.y == 0 ? Double.infinity : (Double(here.y) + 0.5 * Double(stepY) - a.y) / way.y
        let (perX, perY) = (way.x == 0 ? Double.infinity : abs(1 / way.x), way.y == 0 ? Double.infinity : abs(1 / way.y))
        // As many squares as there are columns and rows to cross, whatever rounding does.
        for _ in 0..<(abs(end.x - here.x) + abs(end.y - here.y)) {
            if here.x != end.x, here.y == end.y || nextX < nextY {
                here.x += stepX
                nextX += perX
            } else {
                here.y += stepY
                nextY += perY
            }
            add()
        }
    }
}

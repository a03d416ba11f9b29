import GeoCore

/// Polygons cut along the lines of a grid of squares, without topology: each ring by the half-planes of its cells.
///
/// A ring that a cell cuts in two stays one ring, whose halves hang together along the cell's border. Its winding number
/// is right everywhere inside the cell, which is all that the area engine asks; it is not a shape to draw.
struct GridSplit {
    /// One cell of the grid: column and row, counted from the origin of the CRS.
    struct Cell: Hashable {
        var column: Int
        var row: Int
    }

    /// The pieces, a feature each, and for each its number in `groups`.
    private(set) var polygons = PolygonBuffer()
    private(set) var groupOfPiece: [Int32] = []
    /// What the pieces count for: a cell and a label of the caller's, ascending by row, column and label.
    private(set) var groups: [(cell: Cell, label: Int)] = []

    /// - Parameters:
    ///   - labels: per feature; negative ones are left out.
    /// - Throws: when the pieces have more positions than a buffer can hold.
    /// - Complexity: O(n log cells of a feature + pieces).
    init(_ source: PolygonBuffer, labels: [Int], sideMetres: Double) throws(RingError) {
        var keys: [(cell: Cell, label: Int)] = []
        for feature in 0..<source.featureCount where labels[feature] >= 0 {
            for part in source.parts(ofFeature: feature) {
                let rings = source.rings(ofPart: part).map { ring in
                    Array(source.coordinates[source.vertices(ofRing: ring).dropLast()])
                }
                try Self.split(rings, side: sideMetres) { (cell, rings) throws(RingError) in
                    if try append(rings) { keys.append((cell, labels[feature])) }
                }
            }
        }
        let order = keys.indices.sorted { Self.comesBefore(keys[$0], keys[$1]) }
        groupOfPiece = Array(repeating: 0, count: keys.count)
        for index in order {
            if let last = groups.last, last.cell == keys[index].cell, last.label == keys[index].label {
            } else {
                groups.append(keys[index])
            }
            groupOfPiece[index] = Int32(groups.count - 1)
        }
    }

    var engineLayer: EngineLayer { EngineLayer(polygons: polygons, groups: groupOfPiece, groupCount: groups.count) }

    static func comesBefore(_ a: (cell: Cell, label: Int), _ b: (cell: Cell, label: Int)) -> Bool {
        (a.cell.row, a.cell.column, a.label) < (b.cell.row, b.cell.column, b.label)
    }

    /// A part of a cell as a feature; false when nothing of its shell is left.
    private mutating func append(_ rings: [[SIMD2<Double>]]) throws(RingError) -> Bool {
        var isShell = true
        for ring in rings {
            var closed = ring
            if let first = ring.first { closed.append(first) }
            let hasArea = closed.count >= 4 && Self.twiceArea(closed) != 0
            // A hole without shell is rounding: the shell holds it.
            if isShell && !hasArea { return false }
            isShell = false
            if hasArea { try polygons.appendRing(closed) }
        }
        polygons.endFeature()
        return true
    }

    private static func twiceArea(_ ring: [SIMD2<Double>]) -> Double {
        var sum = 0.0
        for index in 1..<ring.count {
            let a = ring[index - 1] - ring[0]
            let b = ring[index] - ring[0]
            sum += a.x * b.y - b.x * a.y
        }
        return sum
    }

    // MARK: cutting

    /// Halves the range of columns, then of rows, until one cell is left.
    private static func split(
        _ rings: [[SIMD2<Double>]], side: Double, _ body: (Cell, [[SIMD2<Double>]]) throws(RingError) -> Void
    ) throws(RingError) {
        var box = Box.empty
        for ring in rings { for position in ring { box.add(position) } }
        guard !box.isEmpty else { return }
        let columns = Int((box.minX / side).rounded(.down))..<Int((box.maxX / side).rounded(.down)) + 1
        let rows = Int((box.minY / side).rounded(.down))..<Int((box.maxY / side).rounded(.down)) + 1
        try split(rings, columns: columns, rows: rows, side: side, body)
    }

    private static func split(
        _ rings: [[SIMD2<Double>]], columns: Range<Int>, rows: Range<Int>, side: Double,
        _ body: (Cell, [[SIMD2<Double>]]) throws(RingError) -> Void
    ) throws(RingError) {
        guard let shell = rings.first, shell.count >= 3 else { return }
        if columns.count == 1 && rows.count == 1 {
            try body(Cell(column: columns.lowerBound, row: rows.lowerBound), rings)
            return
        }
        let axis = columns.count >= rows.count ? 0 : 1
        let range = axis == 0 ? columns : rows
        let middle = range.lowerBound + range.count / 2
        let line = Double(middle) * side
        let low = rings.map { clipped($0, axis: axis, line: line, keepsLow: true) }
        let high = rings.map { clipped($0, axis: axis, line: line, keepsLow: false) }
        if axis == 0 {
            try split(low, columns: range.lowerBound..<middle, rows: rows, side: side, body)
            try split(high, columns: middle..<range.upperBound, rows: rows, side: side, body)
        } else {
            try split(low, columns: columns, rows: range.lowerBound..<middle, side: side, body)
            try split(high, columns: columns, rows: middle..<range.upperBound, side: side, body)
        }
    }

    /// Sutherland and Hodgman's clipping by one half-plane; the ring is open (its first position is not repeated).
    private static func clipped(
        _ ring: [SIMD2<Double>], axis: Int, line: Double, keepsLow: Bool
    ) -> [SIMD2<Double>] {
        guard var previous = ring.last else { return [] }
        var result: [SIMD2<Double>] = []
        result.reserveCapacity(ring.count)
        func isInside(_ position: SIMD2<Double>) -> Bool {
            keepsLow ? position[axis] <= line : position[axis] >= line
        }
        for position in ring {
            if isInside(position) != isInside(previous) {
                // From the lower end, so that both halves and both directions of a shared border get the same place.
                let (low, high) = previous[axis] < position[axis] ? (previous, position) : (position, previous)
                var crossing = low + (high - low) * ((line - low[axis]) / (high[axis] - low[axis]))
                crossing[axis] = line
                result.append(crossing)
            }
            if isInside(position) { result.append(position) }
            previous = position
        }
        return result
    }
}

/// A straight piece of an edge inside a tile, from left to right, relative to the tile's lower left corner.
///
/// Its function is sign × [x0 ≤ x ≤ x1] × [y below the piece]. Both directions of an edge give the same four
/// numbers, so that a border shared by two polygons, or by two versions of a layer, is recognised.
struct Piece: BitwiseCopyable {
    var x0: Double
    var y0: Double
    var x1: Double
    var y1: Double
    var key: Int32
    /// +1 when the edge runs right to left (its polygon lies below it), −1 when left to right.
    var sign: Int32
}

/// The winding number just below a tile's top line changes by `delta` at `x`, going right.
struct TopStep: BitwiseCopyable {
    var x: Double
    var key: Int32
    var delta: Int32
}

/// Cuts the edges of one row of tiles and sorts the pieces by column. Reused from row to row.
///
/// A point belongs to the row and column of its lower left tile line: y = top line is the next row, so every
/// crossing of a line is counted exactly once, whatever touches it.
struct RowCutter: ~Copyable {
    let grid: TileGrid
    /// Pieces narrower than this carry no area that a double could tell from 0 beside the tile's; they are dropped,
    /// which also bounds slopes by 2⁶⁰.
    private let minimumWidth: Double
    private var pieces = Scratch<Piece>()
    private var pieceColumns = Scratch<Int32>()
    private var steps = Scratch<TopStep>()
    private var stepColumns = Scratch<Int32>()
    /// Where each column's pieces and steps start in the sorted buffers; columns + 1 entries.
    private(set) var pieceStarts: Scratch<Int32>
    private(set) var stepStarts: Scratch<Int32>
    private(set) var sortedPieces = Scratch<Piece>()
    private(set) var sortedSteps = Scratch<TopStep>()

    init(grid: TileGrid) {
        self.grid = grid
        minimumWidth = grid.side * 0x1p-60
        pieceStarts = Scratch(repeating: 0, count: grid.columns + 1)
        stepStarts = Scratch(repeating: 0, count: grid.columns + 1)
    }

    var isEmpty: Bool { sortedPieces.count == 0 && sortedSteps.count == 0 }

    /// Forgets the previous row.
    mutating func begin() {
        pieces.count = 0
        pieceColumns.count = 0
        steps.count = 0
        stepColumns.count = 0
    }

    /// Adds the edges of one layer that reach into `row`. Layers added earlier come earlier in every tile.
    mutating func add(_ layer: PreparedLayer, _ index: RowIndex, row: Int) {
        let range = index.rowStarts[row]..<index.rowStarts[row + 1]
        guard !range.isEmpty else { return }
        let bottom = grid.line(grid.originY, row)
        let top = grid.line(grid.originY, row + 1)
        layer.polygons.coordinates.withUnsafeBufferPointer { all in
            index.runs.withUnsafeBufferPointer { runs in
                for runIndex in range {
                    let run = runs[runIndex]
                    // Run bounds are positions of one ring: first < end < coordinates.count.
                    var a = all[Int(run.first)]
                    var p = Corner(x: a.x, y: a.y - bottom, isAbove: a.y >= top)
                    for vertex in (Int(run.first) + 1)...Int(run.end) {
                        let b = all[vertex]
                        let q = Corner(x: b.x, y: b.y - bottom, isAbove: b.y >= top)
                        if a.x < b.x {
                            cut(p, q, key: run.key, sign: -1)
                        } else if b.x < a.x {
                            cut(q, p, key: run.key, sign: 1)
                        } else if p.isAbove != q.isAbove {
                            let column = self.column(a.x)
                            step(
                                a.x - grid.line(grid.originX, column), from: column, key: run.key,
                                delta: q.isAbove ? -1 : 1)
                        }
                        a = b
                        p = q
                    }
                }
            }
        }
    }

    /// An end of an edge: x as in the layer, y relative to the row (exact inside it). Whether it is above is decided
    /// before rounding, as the row index does.
    private struct Corner {
        var x: Double
        var y: Double
        var isAbove: Bool
    }

    /// The column of an x coordinate, 0 left of the grid, the last one right of it.
    @inline(__always)
    private func column(_ x: Double) -> Int {
        // NaN cannot occur: coordinates are finite.
        Int(min(max((x - grid.originX) * grid.perSide, 0), Double(grid.columns - 1)))
    }

    /// One edge from left to right.
    @inline(__always)
    private mutating func cut(_ p: Corner, _ q: Corner, key: Int32, sign: Int32) {
        let px = (p.x - grid.originX) * grid.perSide
        let qx = (q.x - grid.originX) * grid.perSide
        if px >= 0, qx < Double(grid.columns), p.y >= 0, q.y >= 0, !p.isAbove, !q.isAbove {
            let column = Int32(px)
            if column == Int32(qx) {
                let left = grid.originX + Double(column) * grid.side
                emit(p.x - left, p.y, q.x - left, q.y, column: column, key: key, sign: sign)
                return
            }
        }
        cutSlowly(p, q, key: key, sign: sign)
    }

    /// Clips to the row, then to the grid's width, then column by column. Works relative to the column of the left
    /// end, so that short edges keep their digits wherever the grid begins.
    @inline(never)
    private mutating func cutSlowly(_ p: Corner, _ q: Corner, key: Int32, sign: Int32) {
        let side = grid.side
        let first = column(p.x)
        let left = grid.line(grid.originX, first)
        let width = Double(grid.columns - first) * side
        var x0 = p.x - left, y0 = p.y, x1 = q.x - left, y1 = q.y
        let dx = q.x - p.x, dy = q.y - p.y
        if p.isAbove != q.isAbove {
            let x = min(max(x0 + (side - p.y) / dy * dx, x0), x1)
            // Going right, a falling edge is passed from below it to above it, a rising one the other way.
            step(x, from: first, key: key, delta: p.isAbove ? -sign : sign)
            if p.isAbove { (x0, y0) = (x, side) } else { (x1, y1) = (x, side) }
        } else if p.isAbove {
            return
        }
        if (p.y < 0) != (q.y < 0) {
            let x = min(max((p.x - left) - p.y / dy * dx, x0), x1)
            if p.y < 0 { (x0, y0) = (x, 0) } else { (x1, y1) = (x, 0) }
        } else if p.y < 0 {
            return
        }
        // A piece without width (cut at a corner) has no area; its slope would not be a number.
        guard x1 - x0 > minimumWidth else { return }
        let slope = (y1 - y0) / (x1 - x0)
        if x0 < 0 {
            guard x1 > 0 else { return }
            y0 = clamp(y0 + slope * (0 - x0))
            x0 = 0
        }
        if x1 > width {
            guard x0 < width else { return }
            y1 = clamp(y0 + slope * (width - x0))
            x1 = width
        }
        var offset = Int(min(x0 * grid.perSide, Double(grid.columns - first - 1)))
        var x = x0, y = y0
        while true {
            let shift = Double(offset) * side
            let right = shift + side
            let column = Int32(first + offset)
            if x1 <= right {
                emit(x - shift, y, x1 - shift, y1, column: column, key: key, sign: sign)
                return
            }
            let yRight = clamp(y0 + slope * (right - x0))
            emit(x - shift, y, side, yRight, column: column, key: key, sign: sign)
            x = right
            y = yRight
            offset += 1
        }
    }

    @inline(__always)
    private func clamp(_ y: Double) -> Double { min(max(y, 0), grid.side) }

    @inline(__always)
    private mutating func emit(
        _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, column: Int32, key: Int32, sign: Int32
    ) {
        guard x1 - x0 > minimumWidth else { return }
        pieces.append(Piece(x0: x0, y0: y0, x1: x1, y1: y1, key: key, sign: sign))
        pieceColumns.append(column)
    }

    /// A crossing of the row's top line at x, relative to the left side of column `first`.
    @inline(__always)
    private mutating func step(_ x: Double, from first: Int, key: Int32, delta: Int32) {
        // What happens left of the grid holds from its left side on; right of it, nothing counts.
        let place = max(x, 0) * grid.perSide
        guard place < Double(grid.columns - first) else { return }
        let offset = Int(place)
        steps.append(TopStep(x: max(x - Double(offset) * grid.side, 0), key: key, delta: delta))
        stepColumns.append(Int32(first + offset))
    }

    /// Sorts by column, keeping the order within each (counting sort).
    mutating func finish() {
        Self.sort(pieces, by: pieceColumns, starts: pieceStarts, into: &sortedPieces)
        Self.sort(steps, by: stepColumns, starts: stepStarts, into: &sortedSteps)
    }

    @inline(__always)
    private static func sort<Element: BitwiseCopyable>(
        _ items: borrowing Scratch<Element>, by columns: borrowing Scratch<Int32>, starts: borrowing Scratch<Int32>,
        into sorted: inout Scratch<Element>
    ) {
        let count = items.count
        sorted.reserve(count)
        sorted.count = count
        let starts = UnsafeMutableBufferPointer(start: starts.base, count: starts.count)
        starts.update(repeating: 0)
        // Columns are 0 ..< starts.count − 1. Sums of the counts give the end of each column, and filling backwards
        // turns ends into starts.
        for index in 0..<count { starts[Int(columns[index])] += 1 }
        var sum: Int32 = 0
        for column in starts.indices {
            sum += starts[column]
            starts[column] = sum
        }
        var index = count
        while index > 0 {
            index -= 1
            let column = Int(columns[index])
            starts[column] -= 1
            sorted[Int(starts[column])] = items[index]
        }
    }
}

/// Edges that do not lie inside one tile: their parts, and the steps they make on tops of rows.
extension BandCutter {
    /// One edge that lies inside a row and passes from one column to others.
    @inline(never)
    mutating func cutInColumns(_ edge: EdgeEnds, _ border: SignedBorder, row: Int, column: Int, _ rows: Range<Int>) {
        let corner = corner(row: Double(row), column: Double(column))
        let (p, q) = (edge.low - corner, edge.high - corner)
        guard p.x >= 0, q.x <= Double(grid.columns - column) * grid.side else {
            // Only by what rounding does.
            cutInRows(edge, border, rows)
            return
        }
        guard q.x - p.x > minimumWidth else { return }
        firstTile = Int32(truncatingIfNeeded: (row - rows.lowerBound) * grid.columns)
        emit(p.x, p.y, q.x, q.y, (q.y - p.y) / (q.x - p.x), from: column, border)
    }

    /// One edge in every row of the band that it reaches.
    @inline(never)
    mutating func cutInRows(_ edge: EdgeEnds, _ border: SignedBorder, _ rows: Range<Int>) {
        let from = grid.row(edge.low.y)
        let to = grid.row(edge.high.y)
        var row = max(min(from, to), rows.lowerBound)
        let last = min(max(from, to), rows.upperBound - 1)
        while row <= last {
            let bottom = grid.line(grid.originY, row)
            let p = Corner(x: edge.low.x, y: edge.low.y - bottom, isAbove: from > row)
            let q = Corner(x: edge.high.x, y: edge.high.y - bottom, isAbove: to > row)
            firstTile = Int32(truncatingIfNeeded: (row - rows.lowerBound) * grid.columns)
            if p.x < q.x {
                cut(p, q, border)
            } else if q.isAbove {
                // Vertical, upwards: it leaves this row for the one above.
                let column = grid.column(p.x)
                step(p.x - grid.line(grid.originX, column), from: column, border, falling: false)
            }
            row += 1
        }
    }

    /// An end of an edge: x as in the layer, y relative to the row (exact inside it). Whether it is above is decided
    /// before rounding, as `TileGrid.row` does.
    private struct Corner {
        var x: Double
        var y: Double
        var isAbove: Bool
    }

    /// One edge from left to right.
    @inline(__always)
    private mutating func cut(_ p: Corner, _ q: Corner, _ border: SignedBorder) {
        let px = (p.x - grid.originX) * grid.perSide
        let qx = (q.x - grid.originX) * grid.perSide
        if px >= 0, qx < Double(grid.columns), p.y >= 0, q.y >= 0, !p.isAbove, !q.isAbove {
            let column = Int32(px)
            if column == Int32(qx) {
                let left = grid.originX + Double(column) * grid.side
                emit(p.x - left, p.y, q.x - left, q.y, column: column, border)
                return
            }
        }
        cutSlowly(p, q, border)
    }

    /// Clips to the row, then to the grid's width, then column by column. Works relative to the column of the left
    /// end, so that short edges keep their digits wherever the grid begins.
    @inline(never)
    private mutating func cutSlowly(_ p: Corner, _ q: Corner, _ border: SignedBorder) {
        let side = grid.side
        let first = grid.column(p.x)
        let left = grid.line(grid.originX, first)
        let width = Double(grid.columns - first) * side
        var x0 = p.x - left, y0 = p.y, x1 = q.x - left, y1 = q.y
        let dx = q.x - p.x, dy = q.y - p.y
        if p.isAbove != q.isAbove {
            let x = min(max(x0 + (side - p.y) / dy * dx, x0), x1)
            // Going right, a falling edge is passed from below it to above it, a rising one the other way.
            step(x, from: first, border, falling: p.isAbove)
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
        emit(x0, y0, x1, y1, slope, from: first, border)
    }

    /// The pieces of an edge that lies inside a row, column by column; relative to the left side of column `first`.
    @inline(__always)
    private mutating func emit(
        _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, _ slope: Double, from first: Int, _ border: SignedBorder
    ) {
        let side = grid.side
        var offset = Int(min(x0 * grid.perSide, Double(grid.columns - first - 1)))
        var x = x0, y = y0
        while true {
            let shift = Double(offset) * side
            let right = shift + side
            let column = Int32(first + offset)
            if x1 <= right {
                emit(x - shift, y, x1 - shift, y1, column: column, border)
                return
            }
            let yRight = clamp(y0 + slope * (right - x0))
            emit(x - shift, y, side, yRight, column: column, border)
            x = right
            y = yRight
            offset += 1
        }
    }

    @inline(__always)
    private func clamp(_ y: Double) -> Double { min(max(y, 0), grid.side) }

    @inline(__always)
    private mutating func emit(
        _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, column: Int32, _ border: SignedBorder
    ) {
        guard x1 - x0 > minimumWidth else { return }
        runs.append(TileRun(first: ~Int32(truncatingIfNeeded: parts.count), count: 1))
        runTiles.append(firstTile + column)
        parts.append(EdgeEnds(low: SIMD2(x0, y0), high: SIMD2(x1, y1)))
        partBorders.append(border)
    }

    /// A crossing of the row's top line at x, relative to the left side of column `first`, going right upwards or
    /// `falling`.
    @inline(__always)
    private mutating func step(_ x: Double, from first: Int, _ border: SignedBorder, falling: Bool) {
        // What happens left of the grid holds from its left side on; right of it, nothing counts.
        let place = max(x, 0) * grid.perSide
        guard place < Double(grid.columns - first) else { return }
        let offset = Int(place)
        let inTile = max(x - Double(offset) * grid.side, 0)
        steps.append(TopStep(x: inTile, border: falling ? border.reversed : border))
        stepTiles.append(firstTile + Int32(first + offset))
    }
}

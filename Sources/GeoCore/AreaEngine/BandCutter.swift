/// What a border changes happens `sign` times just below a tile's top line at `x`, going right.
struct TopStep: BitwiseCopyable {
    var x: Double
    var border: SignedBorder
}

/// Cuts the distinct edges of one band of rows and sorts by tile what lies in each. Reused from band to band.
///
/// A point belongs to the row and column of its lower left tile line: y = top line is the next row, so every
/// crossing of a line is counted exactly once, whatever touches it.
struct BandCutter: ~Copyable {
    let grid: TileGrid
    /// Pieces narrower than this carry no area that a double could tell from 0 beside the tile's; they are dropped,
    /// which also bounds slopes by 2⁶⁰.
    private let minimumWidth: Double
    private(set) var edges: BandEdges
    /// Number of the first tile of the row being cut.
    private var firstTile: Int32 = 0
    /// Pieces of edges that do not lie inside one tile, relative to theirs.
    private var parts = Scratch<EdgeEnds>()
    private var partBorders = Scratch<SignedBorder>()
    /// What lies in the tiles. Edges of a ring follow each other, several to a tile: runs are few to sort, and a tile's edges
    /// stand side by side, so that they are soon fetched.
    private var runs = Scratch<TileRun>()
    private var runTiles = Scratch<Int32>()
    private var steps = Scratch<TopStep>()
    private var stepTiles = Scratch<Int32>()
    /// Where each tile's runs and steps start in the sorted buffers; tile = row in band × columns + column.
    private(set) var runStarts: Scratch<Int32>
    private(set) var stepStarts: Scratch<Int32>
    private var sortedRuns = Scratch<TileRun>()
    private(set) var sortedSteps = Scratch<TopStep>()

    init(_ job: EngineJob) {
        grid = job.grid
        edges = BandEdges(job)
        minimumWidth = grid.side * 0x1p-60
        runStarts = Scratch(repeating: 0, count: grid.bandRows * grid.columns + 1)
        stepStarts = Scratch(repeating: 0, count: grid.bandRows * grid.columns + 1)
    }

    var isEmpty: Bool { sortedRuns.count == 0 && sortedSteps.count == 0 }

    /// The pieces of `runs`, those of a tile of the band that was cut, by its row and column in the grid.
    @inline(__always)
    func pieces(_ runs: Range<Int>, row: Int, column: Int) -> TilePieces {
        TilePieces(
            UnsafeBufferPointer(rebasing: sortedRuns.elements[runs]), edges: edges.list,
            parts: EdgeList(ends: parts.base, borders: partBorders.base), corner: corner(row: Double(row), column: Double(column)))
    }

    @inline(__always)
    private func corner(row: Double, column: Double) -> SIMD2<Double> {
        SIMD2(grid.originX, grid.originY) + SIMD2(column, row) * grid.side
    }

    /// Cuts what the layers of a job have in `band`. Layers that come earlier come earlier in every tile.
    mutating func cut(_ job: EngineJob, band: Int) {
        edges.begin(limit: job.indices.reduce(0) { $0 + $1.edgeCount(band: band) })
        for (layer, index) in zip(job.layers, job.indices) { edges.add(layer, index, band: band) }
        parts.count = 0
        partBorders.count = 0
        runs.count = 0
        runTiles.count = 0
        steps.count = 0
        stepTiles.count = 0
        let rows = grid.rows(ofBand: band)
        var open = OpenTile()
        let list = edges.list
        for index in 0..<edges.count where list.borders[index].index != BandBorders.none {
            cut(list, Int32(truncatingIfNeeded: index), rows, &open)
        }
        Self.sort(runs, by: runTiles, starts: runStarts, into: &sortedRuns)
        Self.sort(steps, by: stepTiles, starts: stepStarts, into: &sortedSteps)
    }

    /// The tile in which the last edge lies.
    private struct OpenTile {
        /// Its corners. An edge between them, that does not touch the lower line, lies inside.
        var low = SIMD2(repeating: Double.infinity)
        var high = SIMD2(repeating: -Double.infinity)
        /// The edge that would go on with the last run.
        var next: Int32 = -1
        var tile: Int32 = 0
    }

    /// One edge: most lie inside a tile, and where the one before them does.
    @inline(__always)
    private mutating func cut(_ list: EdgeList, _ index: Int32, _ rows: Range<Int>, _ open: inout OpenTile) {
        let edge = list.ends + Int(index)
        let (low, high) = (edge.pointee.low, edge.pointee.high)
        if !(low.x >= open.low.x && high.x < open.high.x && min(low.y, high.y) > open.low.y && max(low.y, high.y) < open.high.y) {
            let border = list.borders[Int(index)]
            guard low.x < high.x, let row = rowInside(low, high, rows) else {
                cutInRows(edge.pointee, border, rows)
                return
            }
            let columns = (grid.perSide * (low.x - grid.originX), grid.perSide * (high.x - grid.originX))
            let column = Int32(columns.0)
            guard column == Int32(columns.1) else {
                cutInColumns(edge.pointee, border, row: Int(row), column: Int(column), rows)
                return
            }
            open.low = corner(row: Double(row), column: Double(column))
            open.high = corner(row: Double(row + 1), column: Double(column + 1))
            open.next = -1
            open.tile = Int32(truncatingIfNeeded: (Int(row) - rows.lowerBound) * grid.columns) + column
        }
        // As it will be seen from the tile.
        guard (high.x - open.low.x) - (low.x - open.low.x) > minimumWidth else { return }
        if index == open.next {
            runs.base[runs.count - 1].count += 1
        } else {
            runs.append(TileRun(first: index, count: 1))
            runTiles.append(open.tile)
        }
        open.next = index + 1
    }

    /// The row of the band in which both ends of an edge lie; nil when there is none, when an end lies beside the grid, or on
    /// a line: on which side of it is decided exactly elsewhere.
    @inline(__always)
    private func rowInside(_ low: SIMD2<Double>, _ high: SIMD2<Double>, _ rows: Range<Int>) -> Int32? {
        let origin = SIMD2(grid.originX, grid.originY)
        let p = (low - origin) * grid.perSide
        let q = (high - origin) * grid.perSide
        guard
            p.x >= 0, q.x < Double(grid.columns), min(p.y, q.y) >= Double(rows.lowerBound),
            max(p.y, q.y) < Double(rows.upperBound)
        else { return nil }
        let row = Int32(p.y)
        return row == Int32(q.y) && p.y > Double(row) && q.y > Double(row) ? row : nil
    }

    /// One edge that lies inside a row and passes from one column to others.
    @inline(never)
    private mutating func cutInColumns(_ edge: EdgeEnds, _ border: SignedBorder, row: Int, column: Int, _ rows: Range<Int>) {
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
    private mutating func cutInRows(_ edge: EdgeEnds, _ border: SignedBorder, _ rows: Range<Int>) {
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
            // Relative to the row, an end that lies a hair below the line may come to lie on it: then anywhere will do.
            let x = dy == 0 ? x0 : min(max(x0 + (side - p.y) / dy * dx, x0), x1)
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

    /// Sorts by tile, keeping the order within each (counting sort).
    @inline(__always)
    private static func sort<Element: BitwiseCopyable>(
        _ items: borrowing Scratch<Element>, by tiles: borrowing Scratch<Int32>, starts: borrowing Scratch<Int32>,
        into sorted: inout Scratch<Element>
    ) {
        let count = items.count
        sorted.reserve(count)
        sorted.count = count
        let starts = UnsafeMutableBufferPointer(start: starts.base, count: starts.count)
        starts.update(repeating: 0)
        // Tiles are 0 ..< starts.count − 1. Sums of the counts give the end of each tile, and filling backwards
        // turns ends into starts.
        for index in 0..<count { starts[Int(tiles[index])] += 1 }
        var sum: Int32 = 0
        for tile in starts.indices {
            sum += starts[tile]
            starts[tile] = sum
        }
        var index = count
        while index > 0 {
            index -= 1
            let tile = Int(tiles[index])
            starts[tile] -= 1
            sorted[Int(starts[tile])] = items[index]
        }
    }
}

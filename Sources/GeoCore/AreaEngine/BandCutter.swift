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
    let minimumWidth: Double
    private(set) var edges: BandEdges
    /// Number of the first tile of the row being cut.
    var firstTile: Int32 = 0
    /// Pieces of edges that do not lie inside one tile, relative to theirs.
    var parts = Scratch<EdgeEnds>()
    var partBorders = Scratch<SignedBorder>()
    /// What lies in the tiles. Edges of a ring follow each other, several to a tile: runs are few to sort, and a tile's edges
    /// stand side by side, so that they are soon fetched.
    var runs = Scratch<TileRun>()
    var runTiles = Scratch<Int32>()
    var steps = Scratch<TopStep>()
    var stepTiles = Scratch<Int32>()
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
    func corner(row: Double, column: Double) -> SIMD2<Double> {
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

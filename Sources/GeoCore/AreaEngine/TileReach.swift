/// Where in a band of rows one layer of a job can lie: the tiles that the boxes of its groups meet there. What two layers
/// have in common lies nowhere else, so edges of the other layer that stay inside other tiles need not be cut.
///
/// A polygon that covers a place of a band has edges of its ring to the left and to the right of it in that band: the box
/// of a group's edges there holds all that the group covers.
struct TileReach: ~Copyable {
    private let grid: TileGrid
    private let origin: SIMD2<Double>
    /// First row of the band.
    private var firstRow = 0
    /// Per tile of the band, row by row.
    private var isReached: Scratch<Bool>
    /// Per group its box in the band, and which groups are in it.
    private var boxes: Scratch<Box>
    private var groups = Scratch<Int32>()

    /// - Parameter keys: how many keys the job has; 0 when it will not be asked.
    init(grid: TileGrid, keys: Int) {
        self.grid = grid
        origin = SIMD2(grid.originX, grid.originY)
        isReached = Scratch(repeating: false, count: keys > 0 ? grid.bandRows * grid.columns : 0)
        boxes = Scratch(repeating: .empty, count: keys)
    }

    /// Forgets the band before.
    mutating func begin(band: Int) {
        firstRow = grid.rows(ofBand: band).lowerBound
        isReached.base.update(repeating: false, count: isReached.count)
    }

    /// Notes where a layer can be.
    /// - Complexity: O(edges of the layer in the band + tiles reached).
    mutating func add(_ layer: PreparedLayer, _ index: BandIndex, band: Int) {
        let rows = grid.rows(ofBand: band)
        groups.count = 0
        layer.polygons.coordinates.withUnsafeBufferPointer { all in
            for run in index.runs[index.bandStarts[band]..<index.bandStarts[band + 1]] {
                // Keys are below `keys`, run bounds are positions of one ring.
                if boxes[Int(run.key)].isEmpty { groups.append(run.key) }
                for vertex in Int(run.first)...Int(run.end) { boxes.base[Int(run.key)].add(all[vertex]) }
            }
        }
        for group in groups.elements {
            let box = boxes[Int(group)]
            boxes[Int(group)] = .empty
            let (left, right) = (column(box.minX), column(box.maxX))
            var row = max(grid.row(box.minY), rows.lowerBound)
            let last = min(grid.row(box.maxY), rows.upperBound - 1)
            while row <= last {
                (isReached.base + (row - firstRow) * grid.columns + left).update(repeating: true, count: right - left + 1)
                row += 1
            }
        }
    }

    /// The tile of a position, row by row from the band's first one; −1 above and below the band, and on a line between rows,
    /// where `TileGrid.row` has to look twice.
    @inline(__always)
    func tile(_ position: SIMD2<Double>) -> Int {
        let place = (position - origin) * grid.perSide
        let row = place.y - Double(firstRow)
        // Written so that what is no number fails it; both fit an Int then.
        guard row > 0, row < Double(grid.bandRows) else { return -1 }
        let whole = Int(row)
        guard Double(whole) != row else { return -1 }
        return whole * grid.columns + Int(min(max(place.x, 0), Double(grid.columns - 1)))
    }

    /// Whether an edge between two tiles can matter: it passes a tile that is reached, or it leaves its row, so that the
    /// winding number to its right changes.
    @inline(__always)
    func wants(_ a: Int, _ b: Int) -> Bool {
        if a == b { return a < 0 || isReached[a] }
        guard a >= 0, b >= 0 else { return true }
        return wantsSlowly(min(a, b), max(a, b))
    }

    @inline(never)
    private func wantsSlowly(_ first: Int, _ last: Int) -> Bool {
        guard first / grid.columns == last / grid.columns else { return true }
        for tile in first...last where isReached[tile] { return true }
        return false
    }

    /// The column of an x coordinate, the first or last one beside the grid.
    @inline(__always)
    private func column(_ x: Double) -> Int { Int(min(max((x - grid.originX) * grid.perSide, 0), Double(grid.columns - 1))) }
}

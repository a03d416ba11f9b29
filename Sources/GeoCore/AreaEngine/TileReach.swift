/// Where in a band of rows one layer of a job can lie: the tiles that the boxes of its groups meet there. What two layers
/// have in common lies nowhere else, so edges of the other layer that stay inside other tiles need not be cut.
///
/// A polygon that covers a place of a band has edges of its ring to the left and to the right of it in that band: the box
/// of a group's edges there holds all that the group covers.
struct TileReach: ~Copyable {
    private let grid: TileGrid
    /// First row of the band.
    private var firstRow = 0
    /// Per tile of the band, row by row.
    private var isReached: Scratch<Bool>
    /// Per group its box in the band, and which groups are in it.
    private var boxes: Scratch<Box>
    private var groups = Scratch<Int32>()

    /// - Parameter keys: how many keys the job has.
    init(grid: TileGrid, keys: Int) {
        self.grid = grid
        isReached = Scratch(repeating: false, count: grid.bandRows * grid.columns)
        boxes = Scratch(repeating: .empty, count: keys)
    }

    /// Notes where a layer can be.
    /// - Complexity: O(edges of the layer in the band + tiles reached).
    mutating func fill(_ layer: PreparedLayer, _ index: BandIndex, band: Int) {
        let rows = grid.rows(ofBand: band)
        firstRow = rows.lowerBound
        isReached.base.update(repeating: false, count: rows.count * grid.columns)
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

    /// Whether an edge can matter: it passes a tile that is reached, or it leaves its row, so that the winding number to its
    /// right changes.
    @inline(__always)
    func wants(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Bool {
        let row = grid.row(a.y) - firstRow
        guard row >= 0, row < grid.bandRows, grid.row(b.y) - firstRow == row else { return true }
        let tiles = isReached.base + row * grid.columns
        var column = column(min(a.x, b.x))
        let last = self.column(max(a.x, b.x))
        while column <= last {
            if tiles[column] { return true }
            column += 1
        }
        return false
    }

    /// The column of an x coordinate, the first or last one beside the grid.
    @inline(__always)
    private func column(_ x: Double) -> Int { Int(min(max((x - grid.originX) * grid.perSide, 0), Double(grid.columns - 1))) }
}

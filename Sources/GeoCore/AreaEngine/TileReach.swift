/// Where one layer of a job can lie: the tiles that the boxes of its groups in each band meet. What two layers have in common
/// lies nowhere else, so edges of the other layer that stay inside other tiles need not be cut.
///
/// A polygon that covers a place of a band has edges of its ring to the left and to the right of it in that band: the box
/// of a group's edges there holds all that the group covers.
struct TileReach: Sendable {
    private let grid: TileGrid
    /// Tiles of a row in `isReached`: whole words.
    private let stride: Int
    /// A bit per tile, row by row.
    private let isReached: [UInt64]

    /// - Complexity: O(edges of the layers + tiles reached).
    init(_ layers: ArraySlice<PreparedLayer>, _ indices: ArraySlice<BandIndex>, grid: TileGrid, threads: Int) {
        self.grid = grid
        let stride = (grid.columns + 63) & ~63
        self.stride = stride
        isReached = parallelMap(count: grid.bands, workers: threads) { band in
            var words = [UInt64](repeating: 0, count: grid.rows(ofBand: band).count * stride / 64)
            for (layer, index) in zip(layers, indices) { Self.note(layer, index, band: band, grid, stride, in: &words) }
            return words
        }.flatMap { $0 }
    }

    /// Notes where a layer can be in a band.
    private static func note(
        _ layer: PreparedLayer, _ index: BandIndex, band: Int, _ grid: TileGrid, _ stride: Int, in words: inout [UInt64]
    ) {
        let rows = grid.rows(ofBand: band)
        func note(_ box: Box) {
            guard !box.isEmpty else { return }
            let (left, right) = (grid.column(box.minX), grid.column(box.maxX))
            var row = max(grid.row(box.minY), rows.lowerBound)
            let last = min(grid.row(box.maxY), rows.upperBound - 1)
            while row <= last {
                let first = (row - rows.lowerBound) * stride
                for tile in (first + left)...(first + right) { words[tile >> 6] |= 1 << UInt64(tile & 63) }
                row += 1
            }
        }
        layer.polygons.coordinates.withUnsafeBufferPointer { all in
            var box = Box.empty
            var key: Int32 = -1
            // In canonical order: the runs of a group are together.
            for run in index.runs(band: band) {
                if run.key != key {
                    note(box)
                    (box, key) = (.empty, run.key)
                }
                // Run bounds are positions of one ring.
                for vertex in Int(run.first)...Int(run.end) { box.add(all[vertex]) }
            }
            note(box)
        }
    }

    /// The tile in a column of a row when it is reached; otherwise all tiles beside it that are not either.
    ///
    /// - Complexity: O(tiles found / 64).
    func columns(around column: Int, row: Int) -> (columns: Range<Int>, isReached: Bool) {
        let words = row * stride >> 6..<(row + 1) * stride >> 6
        var word = words.lowerBound + column >> 6
        let bit = UInt64(column & 63)
        guard isReached[word] >> bit & 1 == 0 else { return (column..<column + 1, true) }
        // Bits at and above the column, then words after it.
        var above = isReached[word] & ~((1 << bit) - 1)
        while above == 0, word + 1 < words.upperBound {
            word += 1
            above = isReached[word]
        }
        let end = min((word - words.lowerBound) << 6 + above.trailingZeroBitCount, grid.columns)
        word = words.lowerBound + column >> 6
        var below = isReached[word] & ((1 << bit) - 1)
        while below == 0, word > words.lowerBound {
            word -= 1
            below = isReached[word]
        }
        let start = (word - words.lowerBound) << 6 + 64 - below.leadingZeroBitCount
        return ((below == 0 ? 0 : start)..<end, false)
    }
}

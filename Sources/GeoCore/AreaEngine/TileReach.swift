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
        var box = Box.empty
        var label: Int32 = -1
        // In canonical order: the runs of a group are together.
        for run in index.runs(band: band) {
            if run.label != label {
                note(box, rows, grid, stride, in: &words)
                (box, label) = (.empty, run.label)
            }
            // Run bounds are positions of one ring.
            let positions = Int(run.first)..<Int(run.end) + 1
            layer.polygons.coordinates.read(
                plain: { all in for vertex in positions { box.add(all[vertex]) } },
                packed: { all in for vertex in positions { box.add(all[vertex]) } })
        }
        note(box, rows, grid, stride, in: &words)
    }

    /// - Parameter words: of the tiles of `rows`.
    private static func note(_ box: Box, _ rows: Range<Int>, _ grid: TileGrid, _ stride: Int, in words: inout [UInt64]) {
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

    /// The largest place of a row around a position where all tiles are reached, or none is; at its ends also what lies beside
    /// the grid.
    func region(around position: SIMD2<Double>) -> Region {
        let row = grid.row(position.y)
        guard row >= 0 else { return Region(isReached: false, low: [-.infinity, -.infinity], high: [.infinity, grid.originY]) }
        guard row < grid.rows else {
            return Region(
                isReached: false, low: [-.infinity, grid.line(grid.originY, grid.rows)], high: [.infinity, .infinity])
        }
        let (columns, isReached) = columns(around: grid.column(position.x), row: row)
        return Region(
            isReached: isReached,
            low: [
                columns.lowerBound == 0 ? -.infinity : grid.line(grid.originX, columns.lowerBound),
                grid.line(grid.originY, row),
            ],
            high: [
                columns.upperBound == grid.columns ? .infinity : grid.line(grid.originX, columns.upperBound),
                grid.line(grid.originY, row + 1),
            ])
    }

    /// A rectangle, its left and lower sides with it.
    struct Region {
        var isReached: Bool
        var low: SIMD2<Double>
        var high: SIMD2<Double>

        @inline(__always)
        func contains(_ position: SIMD2<Double>) -> Bool { all((position .>= low) .& (position .< high)) }
    }

    /// The tiles of a row around a column that are reached as it is, or are not.
    ///
    /// - Complexity: O(tiles found / 64).
    private func columns(around column: Int, row: Int) -> (columns: Range<Int>, isReached: Bool) {
        let first = row * stride >> 6
        let last = first + stride >> 6 - 1
        let bit = UInt64(column & 63)
        var word = first + column >> 6
        let here = isReached[word] >> bit & 1 != 0
        // Tiles that are otherwise, those behind the last column with them.
        func others(_ word: Int) -> UInt64 { here ? ~isReached[word] : isReached[word] }
        var above = others(word) & ~((1 << bit) - 1)
        while above == 0, word < last {
            word += 1
            above = others(word)
        }
        let end = min((word - first) << 6 + above.trailingZeroBitCount, grid.columns)
        word = first + column >> 6
        var below = others(word) & ((1 << bit) - 1)
        while below == 0, word > first {
            word -= 1
            below = others(word)
        }
        return ((below == 0 ? 0 : (word - first) << 6 + 64 - below.leadingZeroBitCount)..<end, here)
    }
}

/// Consecutive edges of one ring that reach into one row of tiles: edge i goes from position i to i + 1.
struct EdgeRun: BitwiseCopyable {
    var first: Int32
    var end: Int32
    var key: Int32
}

/// For each row of a grid the runs of edges of one layer that reach into it, in canonical order.
///
/// About one run per 5 edges, so 3 bytes per vertex; an edge that crosses several rows is in a run of each.
struct RowIndex: Sendable {
    /// For each row the index in `runs` of its first run; one more entry at the end.
    let rowStarts: [Int]
    let runs: [EdgeRun]

    /// - Complexity: O(edges + rows crossed).
    init(_ layer: PreparedLayer, grid: TileGrid, threads: Int) {
        let window = Box(
            minX: grid.originX, minY: grid.originY, maxX: grid.originX + Double(grid.columns) * grid.side,
            maxY: grid.originY + Double(grid.rows) * grid.side)
        let order = layer.order
        // Blocks of features; runs are placed block after block, so the block size does not show.
        let block = 256
        let blocks = parallelMap(count: (order.count + block - 1) / block, workers: threads) { index in
            let range = index * block..<min((index + 1) * block, order.count)
            return Self.scan(layer, features: order[range], grid: grid, window: window)
        }
        var starts = [Int](repeating: 0, count: grid.rows + 1)
        var total = 0
        for part in blocks {
            total += part.count
            for entry in part { starts[Int(entry.row) + 1] += 1 }
        }
        for row in 0..<grid.rows { starts[row + 1] += starts[row] }
        var next = starts
        runs = [EdgeRun](unsafeUninitializedCapacity: total) { buffer, initialized in
            for part in blocks {
                for entry in part {
                    // Each row's next place stays below the next row's start: counted above.
                    buffer.initializeElement(at: next[Int(entry.row)], to: entry.run)
                    next[Int(entry.row)] += 1
                }
            }
            initialized = total
        }
        rowStarts = starts
    }

    /// Edges that reach into a row.
    func edgeCount(row: Int) -> Int {
        runs[rowStarts[row]..<rowStarts[row + 1]].reduce(0) { $0 + Int($1.end - $1.first) }
    }

    private struct RowRun {
        var row: Int32
        var run: EdgeRun
    }

    private static func scan(
        _ layer: PreparedLayer, features: ArraySlice<Int32>, grid: TileGrid, window: Box
    ) -> [RowRun] {
        var found: [RowRun] = []
        let polygons = layer.polygons
        polygons.coordinates.withUnsafeBufferPointer { all in
            for feature in features {
                // A feature that does not reach the window adds nothing to any winding number inside it.
                guard layer.boxes[Int(feature)].intersects(window) else { continue }
                let key = layer.key(ofFeature: feature)
                for ring in polygons.rings(ofFeature: Int(feature)) {
                    let vertices = polygons.vertices(ofRing: ring)
                    var row = grid.row(all[vertices.lowerBound].y)
                    var (bottom, top) = grid.lines(ofRow: row)
                    var start = vertices.lowerBound
                    for index in (vertices.lowerBound + 1)..<vertices.upperBound {
                        let y = all[index].y
                        if y >= bottom, y < top { continue }
                        let next = grid.row(y)
                        (bottom, top) = grid.lines(ofRow: next)
                        // Edge index − 1 leaves `row` for `next`: it ends this run, starts the next, and is a
                        // run of its own in every row between.
                        if row >= 0 && row < grid.rows {
                            found.append(RowRun(
                                row: Int32(row), run: EdgeRun(first: Int32(start), end: Int32(index), key: key)))
                        }
                        let low = max(min(row, next) + 1, 0)
                        let high = min(max(row, next), grid.rows)
                        var between = low
                        while between < high {
                            found.append(RowRun(
                                row: Int32(between),
                                run: EdgeRun(first: Int32(index - 1), end: Int32(index), key: key)))
                            between += 1
                        }
                        start = index - 1
                        row = next
                    }
                    if start < vertices.upperBound - 1, row >= 0, row < grid.rows {
                        found.append(RowRun(
                            row: Int32(row),
                            run: EdgeRun(first: Int32(start), end: Int32(vertices.upperBound - 1), key: key)))
                    }
                }
            }
        }
        return found
    }
}

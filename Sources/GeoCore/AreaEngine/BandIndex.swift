/// Consecutive edges of one ring that reach into one band of rows: edge i goes from position i to i + 1.
struct EdgeRun: BitwiseCopyable {
    var first: Int32
    var end: Int32
    var key: Int32
}

/// For each band of a grid the runs of edges of one layer that reach into it, in canonical order.
///
/// One run per 10 edges or more, so about a byte per vertex; an edge that crosses several bands is in a run of each.
struct BandIndex: Sendable {
    /// For each band the index in `runs` of its first run; one more entry at the end.
    let bandStarts: [Int]
    let runs: [EdgeRun]

    /// Of every layer of a job, side by side.
    ///
    /// - Complexity: O(edges + bands crossed).
    static func indices(_ layers: [PreparedLayer], grid: TileGrid, threads: Int) -> [BandIndex] {
        let window = Box(
            minX: grid.originX, minY: grid.originY, maxX: grid.originX + Double(grid.columns) * grid.side,
            maxY: grid.originY + Double(grid.rows) * grid.side)
        // Blocks of features; runs are placed block after block, so the block size does not show.
        let blocks = LayerBlocks(layers.map(\.order.count), size: 256)
        let found = parallelMap(count: blocks.count, workers: threads) { index in
            let (layer, range) = blocks[index]
            return scan(layers[layer], features: layers[layer].order[range], grid: grid, window: window)
        }
        return parallelMap(count: layers.count, workers: threads) { layer in
            BandIndex(found[blocks.blocks(ofLayer: layer)], grid: grid)
        }
    }

    private init(_ blocks: ArraySlice<[BandRun]>, grid: TileGrid) {
        var starts = [Int](repeating: 0, count: grid.bands + 1)
        var total = 0
        for part in blocks {
            total += part.count
            for entry in part { starts[Int(entry.band) + 1] += 1 }
        }
        for band in 0..<grid.bands { starts[band + 1] += starts[band] }
        var next = starts
        runs = [EdgeRun](unsafeUninitializedCapacity: total) { buffer, initialized in
            for part in blocks {
                for entry in part {
                    // Each band's next place stays below the next band's start: counted above.
                    buffer.initializeElement(at: next[Int(entry.band)], to: entry.run)
                    next[Int(entry.band)] += 1
                }
            }
            initialized = total
        }
        bandStarts = starts
    }

    /// Edges that reach into a band.
    func edgeCount(band: Int) -> Int {
        runs[bandStarts[band]..<bandStarts[band + 1]].reduce(0) { $0 + Int($1.end - $1.first) }
    }

    private struct BandRun {
        var band: Int32
        var run: EdgeRun
    }

    private static func scan(
        _ layer: PreparedLayer, features: ArraySlice<Int32>, grid: TileGrid, window: Box
    ) -> [BandRun] {
        var found: [BandRun] = []
        let polygons = layer.polygons
        polygons.coordinates.withUnsafeBufferPointer { all in
            for feature in features {
                // A feature that does not reach the window adds nothing to any winding number inside it.
                guard layer.boxes[Int(feature)].intersects(window) else { continue }
                let key = layer.key(ofFeature: feature)
                for ring in polygons.rings(ofFeature: Int(feature)) {
                    let vertices = polygons.vertices(ofRing: ring)
                    var band = grid.band(all[vertices.lowerBound].y)
                    var (bottom, top) = grid.lines(ofBand: band)
                    var start = vertices.lowerBound
                    for index in (vertices.lowerBound + 1)..<vertices.upperBound {
                        let y = all[index].y
                        if y >= bottom, y < top { continue }
                        let next = grid.band(y)
                        (bottom, top) = grid.lines(ofBand: next)
                        // Edge index − 1 leaves `band` for `next`: it ends this run, starts the next, and is a
                        // run of its own in every band between.
                        if band >= 0 && band < grid.bands {
                            found.append(BandRun(
                                band: Int32(band), run: EdgeRun(first: Int32(start), end: Int32(index), key: key)))
                        }
                        let low = max(min(band, next) + 1, 0)
                        let high = min(max(band, next), grid.bands)
                        var between = low
                        while between < high {
                            found.append(BandRun(
                                band: Int32(between),
                                run: EdgeRun(first: Int32(index - 1), end: Int32(index), key: key)))
                            between += 1
                        }
                        start = index - 1
                        band = next
                    }
                    if start < vertices.upperBound - 1, band >= 0, band < grid.bands {
                        found.append(BandRun(
                            band: Int32(band),
                            run: EdgeRun(first: Int32(start), end: Int32(vertices.upperBound - 1), key: key)))
                    }
                }
            }
        }
        return found
    }
}

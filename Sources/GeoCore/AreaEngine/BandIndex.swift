/// Consecutive edges of one ring that reach into one band of rows: edge i goes from position i to i + 1.
struct EdgeRun: BitwiseCopyable {
    var first: Int32
    var end: Int32
    /// Who they count for: see `TwinFeatures`.
    var label: Int32
}

/// For each band of a grid the runs of edges of one layer that reach into it, in canonical order.
///
/// One run per 10 edges or more, so about a byte per vertex; an edge that crosses several bands is in a run of each.
struct BandIndex: Sendable {
    /// For each band the index in `runs` of its first run; one more entry at the end.
    let bandStarts: [Int]
    let runs: [EdgeRun]

    /// Of some layers of a job, side by side.
    ///
    /// - Parameters:
    ///   - numbers: which layers.
    ///   - reach: leaves out edges that cannot matter.
    /// - Complexity: O(edges + bands crossed).
    static func indices(
        _ numbers: [Int], of all: [PreparedLayer], twins: TwinFeatures, grid: TileGrid, within reach: TileReach? = nil,
        threads: Int
    ) -> [BandIndex] {
        let window = Box(
            minX: grid.originX, minY: grid.originY, maxX: grid.originX + Double(grid.columns) * grid.side,
            maxY: grid.originY + Double(grid.rows) * grid.side)
        // In the order of memory; runs are placed in the canonical one.
        let blocks = LayerBlocks(numbers.map { all[$0].polygons.featureCount }, size: blockSize)
        let found = parallelMap(count: blocks.count, workers: threads) { index in
            let (layer, range) = blocks[index]
            let number = numbers[layer]
            return scan(all[number], range, grid, window, within: reach) { twins.label(layer: number, feature: $0) }
        }
        return numbers.indices.map { layer in
            BandIndex(found[blocks.blocks(ofLayer: layer)], order: all[numbers[layer]].order, grid: grid, threads: threads)
        }
    }

    private static let blockSize = 256
    /// Features in canonical order are placed so many at a time.
    private static let shareSize = 2048

    private init(_ blocks: ArraySlice<FoundRuns>, order: [Int32], grid: TileGrid, threads: Int) {
        let shares = (order.count + Self.shareSize - 1) / Self.shareSize
        @Sendable func forEachRun(ofShare share: Int, _ body: (BandRun) -> Void) {
            for feature in order[share * Self.shareSize..<min((share + 1) * Self.shareSize, order.count)] {
                let part = blocks.startIndex + Int(feature) / Self.blockSize
                let place = Int(feature) % Self.blockSize
                for index in (place == 0 ? 0 : Int(blocks[part].ends[place - 1]))..<Int(blocks[part].ends[place]) {
                    body(blocks[part].runs[index])
                }
            }
        }
        // Per share how many runs each band gets of it; then where the first of them goes.
        var places = parallelMap(count: shares, workers: threads) { share in
            var counts = [Int](repeating: 0, count: grid.bands)
            forEachRun(ofShare: share) { counts[Int($0.band)] += 1 }
            return counts
        }
        var starts = [Int](repeating: 0, count: grid.bands + 1)
        var total = 0
        for band in 0..<grid.bands {
            for share in 0..<shares {
                let count = places[share][band]
                places[share][band] = total
                total += count
            }
            starts[band + 1] = total
        }
        runs = [EdgeRun](unsafeUninitializedCapacity: total) { [places] buffer, initialized in
            // Every run has a place of its own: they were counted above.
            nonisolated(unsafe) let room = buffer
            _ = parallelMap(count: shares, workers: threads) { share in
                var next = places[share]
                forEachRun(ofShare: share) { entry in
                    room.initializeElement(at: next[Int(entry.band)], to: entry.run)
                    next[Int(entry.band)] += 1
                }
            }
            initialized = total
        }
        bandStarts = starts
    }

    func runs(band: Int) -> ArraySlice<EdgeRun> { runs[bandStarts[band]..<bandStarts[band + 1]] }

    /// Edges that reach into a band.
    func edgeCount(band: Int) -> Int { runs(band: band).reduce(0) { $0 + Int($1.end - $1.first) } }

    private struct BandRun {
        var band: Int32
        var run: EdgeRun
    }

    private static func scan(
        _ layer: PreparedLayer, _ features: Range<Int>, _ grid: TileGrid, _ window: Box, within reach: TileReach?,
        label: (Int32) -> Int32
    ) -> FoundRuns {
        var found = FoundRuns(bands: grid.bands)
        let polygons = layer.polygons
        // About a run for ten edges, or fewer.
        found.runs.reserveCapacity(features.reduce(0) { $0 + polygons.vertices(ofFeature: $1).count } / 8 + 16)
        found.ends.reserveCapacity(features.count)
        polygons.coordinates.read(
            plain: { scan(layer, $0, features, grid, window, reach, label, &found) },
            packed: { scan(layer, $0, features, grid, window, reach, label, &found) })
        return found
    }

    private static func scan<Reader: PositionReading>(
        _ layer: PreparedLayer, _ all: Reader, _ features: Range<Int>, _ grid: TileGrid, _ window: Box,
        _ reach: TileReach?, _ label: (Int32) -> Int32, _ found: inout FoundRuns
    ) {
        let polygons = layer.polygons
        for feature in features {
            defer { found.ends.append(Int32(truncatingIfNeeded: found.runs.count)) }
            // A feature that does not reach the window adds nothing to any winding number inside it.
            guard layer.boxes[feature].intersects(window) else { continue }
            found.label = label(Int32(feature))
            guard found.label >= 0 else { continue }
            // Most features lie in one band: their positions need not be looked at.
            let bands = (lowest: grid.band(layer.boxes[feature].minY), highest: grid.band(layer.boxes[feature].maxY))
            if bands.lowest == bands.highest, reach == nil {
                for ring in polygons.rings(ofFeature: feature) {
                    let vertices = polygons.vertices(ofRing: ring)
                    found.end(vertices.lowerBound, vertices.upperBound - 1, band: bands.lowest)
                }
                continue
            }
            for ring in polygons.rings(ofFeature: feature) {
                let vertices = polygons.vertices(ofRing: ring)
                var start = vertices.lowerBound
                var region = BandRegion<Reader>(all[start], grid, reach)
                var index = start + 1
                while index < vertices.upperBound {
                    if reach == nil { index = region.skip(all, index, to: vertices.upperBound) }
                    let position = all[index]
                    if region.contains(position) {
                        index += 1
                        continue
                    }
                    let next = BandRegion<Reader>(position, grid, reach)
                    if !region.isWanted { start = index - 1 }
                    if next.band != region.band {
                        // Edge index − 1 leaves a band for another one: it ends this run, starts the next, and is a
                        // run of its own in every band between.
                        found.end(start, index, band: region.band)
                        var between = max(min(region.band, next.band) + 1, 0)
                        let high = min(max(region.band, next.band), grid.bands)
                        while between < high {
                            found.end(index - 1, index, band: between)
                            between += 1
                        }
                        start = index - 1
                    }
                    if !next.isWanted { found.end(start, index, band: next.band) }
                    region = next
                    index += 1
                }
                if region.isWanted { found.end(start, vertices.upperBound - 1, band: region.band) }
            }
        }
    }

    /// The runs of a block of features.
    private struct FoundRuns {
        let bands: Int
        /// For each feature where its runs end.
        var ends: [Int32] = []
        var runs: [BandRun] = []
        var label: Int32 = 0

        init(bands: Int) { self.bands = bands }

        @inline(__always)
        mutating func end(_ first: Int, _ end: Int, band: Int) {
            guard first < end, band >= 0, band < bands else { return }
            runs.append(BandRun(band: Int32(band), run: EdgeRun(first: Int32(first), end: Int32(end), label: label)))
        }
    }
}

/// A place in a band whose edges all matter or all do not: those that leave it always do. The whole band, or with a reach
/// tiles beside each other that are reached, or that are not.
private struct BandRegion<Reader: PositionReading> {
    /// −1 below the grid, the number of bands above it.
    let band: Int
    let isWanted: Bool
    private let region: TileReach.Region
    private let strip: Reader.Strip

    init(_ position: SIMD2<Double>, _ grid: TileGrid, _ reach: TileReach?) {
        band = grid.band(position.y)
        if let reach, band >= 0, band < grid.bands {
            region = reach.region(around: position)
        } else {
            let (bottom, top) = grid.lines(ofBand: band)
            region = TileReach.Region(isReached: true, low: [-.infinity, bottom], high: [.infinity, top])
        }
        isWanted = region.isReached
        strip = Reader.strip(region.low.y, region.high.y)
    }

    @inline(__always)
    func contains(_ position: SIMD2<Double>) -> Bool { region.contains(position) }

    /// Where a whole band ends, or a little before: the first of four positions of which one may lie outside it; else the last
    /// few before `end`.
    @inline(__always)
    func skip(_ all: Reader, _ first: Int, to end: Int) -> Int {
        var index = first
        while index + 4 <= end - 1, all.fourLie(in: strip, from: index) { index += 4 }
        return index
    }
}

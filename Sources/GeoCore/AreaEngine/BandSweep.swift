/// Two layers and masks on one grid, ready to be swept row by row.
struct EngineJob: Sendable {
    let layers: [PreparedLayer]
    let indices: [BandIndex]
    let grid: TileGrid
    let keys: KeySpace
    let twins: TwinFeatures
    let threads: Int
    /// Which of `layers` are the new one; the old one, if any, is the next.
    let newLayers: Range<Int>

    /// As below, with the new layer in one part.
    init?(
        old: EngineLayer?, new: EngineLayer, masks: [PolygonBuffer], commonOnly: Bool, window: Box? = nil,
        tellsFeaturesApart: Bool = false, threads: Int
    ) {
        self.init(
            old: old, newParts: [new], masks: masks, commonOnly: commonOnly, window: window,
            tellsFeaturesApart: tellsFeaturesApart, threads: threads)
    }

    /// Layers in the order new, old, masks (the order of pieces in a tile). Nil when there is nothing to sweep.
    ///
    /// - Parameters:
    ///   - newParts: the new layer, its groups numbered on from part to part.
    ///   - commonOnly: sweep only the box that both layers reach. With `window`: only that box.
    ///   - tellsFeaturesApart: a key per feature of both layers, not per group.
    init?(
        old: EngineLayer?, newParts: [EngineLayer], masks: [PolygonBuffer], commonOnly: Bool, window: Box? = nil,
        tellsFeaturesApart: Bool = false, threads: Int
    ) {
        let threads = max(threads, 1)
        let apart = tellsFeaturesApart
        func keyCount(_ layer: EngineLayer) -> Int { apart ? layer.polygons.featureCount : layer.groupCount }
        let oldCount = old.map(keyCount) ?? 0
        var parts: [(layer: EngineLayer, firstKey: Int32, isApart: Bool)] = []
        var nextKey = oldCount
        for part in newParts {
            parts.append((part, Int32(nextKey), apart))
            nextKey += keyCount(part)
        }
        keys = KeySpace(oldCount: oldCount, newCount: nextKey - oldCount, maskCount: masks.count)
        newLayers = parts.indices
        if let old { parts.append((old, 0, apart)) }
        for mask in masks {
            parts.append((EngineLayer(oneGroup: mask), Int32(nextKey), false))
            nextKey += 1
        }
        let layers = PreparedLayer.prepare(parts, threads: threads)
        var box = Box.empty
        for layer in layers[newLayers] { box.add(layer.box) }
        // Masks may end inside it.
        if commonOnly, old != nil { box = box.common(with: layers[newLayers.upperBound].box) }
        var edges = 0
        var length = 0.0
        var area = 0.0
        var all = Box.empty
        for layer in layers {
            all.add(layer.box)
            edges += layer.edgeCount
            length += layer.edgeLength
            area += layer.area
        }
        if !commonOnly { box = all }
        if let window { box = window }
        guard edges > 0,
            let grid = TileGrid(box: box, meanEdge: length / Double(edges), edges: edges, area: area, all: all)
        else { return nil }
        self.layers = layers
        self.grid = grid
        self.threads = threads
        guard commonOnly, old != nil, let (by, of) = Self.reach(layers, newLayers, grid) else {
            twins = TwinFeatures(among: layers, keyCount: keys.count, threads: threads)
            indices = BandIndex.indices(Array(layers.indices), of: layers, twins: twins, grid: grid, threads: threads)
            return
        }
        // The edges of one layer are read for what they leave of the other's: each has its own.
        twins = TwinFeatures(none: layers, keyCount: keys.count)
        // All the others first.
        let others = layers.indices.filter { !of.contains($0) }
        var made = BandIndex.indices(others, of: layers, twins: twins, grid: grid, threads: threads)
        let place = by.lowerBound < of.lowerBound ? by.lowerBound : by.lowerBound - of.count
        let reach = TileReach(layers[by], made[place..<place + by.count], grid: grid, threads: threads)
        made.insert(
            contentsOf: BandIndex.indices(
                Array(of), of: layers, twins: twins, grid: grid, within: reach, threads: threads),
            at: of.lowerBound)
        indices = made
    }

    /// Of two layers that only their common places are asked of: the one that lies in a small part of the grid, as places in
    /// `layers`, and the other, whose edges elsewhere need not be cut. Nil when both layers may lie everywhere.
    private static func reach(
        _ layers: [PreparedLayer], _ new: Range<Int>, _ grid: TileGrid
    ) -> (by: Range<Int>, of: Range<Int>)? {
        let whole = Double(grid.columns) * Double(grid.rows) * grid.side * grid.side
        func share(_ range: Range<Int>) -> Double {
            layers[range].reduce(0) { $0 + $1.boxes.reduce(0) { $0 + $1.width * $1.height } } / whole
        }
        let old = new.upperBound..<new.upperBound + 1
        let (oldShare, newShare) = (share(old), share(new))
        guard min(oldShare, newShare) < 0.75 else { return nil }
        return oldShare <= newShare ? (by: old, of: new) : (by: new, of: old)
    }

    /// Sweeps all rows, or some bands of them, with `threads` workers, each with its own consumer; what each gathered, in
    /// no meaningful order.
    func sweep<Consumer: TileConsumer & ~Copyable>(_ type: Consumer.Type, bands: Range<Int>? = nil) -> [Consumer.Sums] {
        let bands = bands ?? 0..<grid.bands
        let cursor = WorkCursor(count: bands.count)
        return parallelMap(count: max(min(threads, bands.count), 1), workers: threads) { _ in
            var consumer = Consumer(self)
            var sweep = BandSweep(self)
            while let index = cursor.next() { sweep.band(bands.lowerBound + index, &consumer) }
            return consumer.sums(adding: sweep.work)
        }
    }
}

/// One worker's sweep: cuts a band of rows, then walks the tiles of each row from left to right, keeping the base up to
/// date.
struct BandSweep: ~Copyable {
    private let job: EngineJob
    private var cutter: BandCutter
    private var base: ActiveBase
    /// Tiles with edges so far, and the pieces in them.
    private(set) var work = EngineWork()

    init(_ job: EngineJob) {
        self.job = job
        cutter = BandCutter(job)
        base = ActiveBase(keys: job.keys.count)
    }

    mutating func band<Consumer: TileConsumer & ~Copyable>(_ band: Int, _ consumer: inout Consumer) {
        cutter.cut(job, band: band)
        guard !cutter.isEmpty else { return }
        for row in job.grid.rows(ofBand: band) { self.row(row, inBand: row - job.grid.rows(ofBand: band).lowerBound, &consumer) }
    }

    @inline(__always)
    private mutating func row<Consumer: TileConsumer & ~Copyable>(_ row: Int, inBand place: Int, _ consumer: inout Consumer) {
        base.removeAll()
        let firstTile = place * job.grid.columns
        let borders = cutter.edges.borders.list
        var empty = 0
        for tile in firstTile..<(firstTile + job.grid.columns) {
            let runs = Int(cutter.runStarts[tile])..<Int(cutter.runStarts[tile + 1])
            let steps = Int(cutter.stepStarts[tile])..<Int(cutter.stepStarts[tile + 1])
            if runs.isEmpty && steps.isEmpty {
                empty += 1
                continue
            }
            if empty > 0, base.entries.count > 0 { consumer.stretch(base.entries.elements, count: empty) }
            empty = 0
            take(steps, cutter.pieces(runs, row: row, column: tile - firstTile), borders, &consumer)
            for index in steps {
                let border = cutter.sortedSteps[index].border
                for use in borders.uses(border.index) { base.add(use.key, use.sign * border.sign) }
            }
        }
        if empty > 0, base.entries.count > 0 { consumer.stretch(base.entries.elements, count: empty) }
    }

    @inline(__always)
    private mutating func take<Consumer: TileConsumer & ~Copyable>(
        _ steps: Range<Int>, _ pieces: TilePieces, _ borders: BorderList, _ consumer: inout Consumer
    ) {
        let tile = TileInput(
            width: job.grid.side, height: job.grid.side, base: base.entries.elements,
            steps: UnsafeBufferPointer(rebasing: cutter.sortedSteps.elements[steps]),
            pieces: pieces, borders: borders)
        work.tiles += 1
        work.pieces += pieces.count
        if pieces.count + steps.count <= TileSplitter.limit {
            consumer.tile(tile)
        } else {
            TileSplitter.take(tile, &consumer)
        }
    }
}

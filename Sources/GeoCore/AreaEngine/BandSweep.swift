/// Two layers and masks on one grid, ready to be swept row by row.
struct EngineJob: Sendable {
    let layers: [PreparedLayer]
    let indices: [BandIndex]
    let grid: TileGrid
    let keys: KeySpace
    let threads: Int
    /// Of two layers that only their common places are asked of: the one that lies in a small part of the grid, as places in
    /// `layers`, and the other, whose edges elsewhere need not be cut.
    let reach: (by: Int, of: Int)?

    /// Layers in the order new, old, masks (the order of pieces in a tile). Nil when there is nothing to sweep.
    ///
    /// - Parameter commonOnly: sweep only the box that both layers reach.
    ///   With `window`: only that box.
    /// - Parameter tellsFeaturesApart: a key per feature of both layers, not per group.
    init?(
        old: EngineLayer?, new: EngineLayer, masks: [PolygonBuffer], commonOnly: Bool, window: Box? = nil,
        tellsFeaturesApart: Bool = false, threads: Int
    ) {
        let threads = max(threads, 1)
        let apart = tellsFeaturesApart
        let oldCount = old.map { apart ? $0.polygons.featureCount : $0.groupCount } ?? 0
        let newCount = apart ? new.polygons.featureCount : new.groupCount
        keys = KeySpace(oldCount: oldCount, newCount: newCount, maskCount: masks.count)
        var layers = [PreparedLayer(new, firstKey: Int32(oldCount), tellsFeaturesApart: apart, threads: threads)]
        if let old { layers.append(PreparedLayer(old, firstKey: 0, tellsFeaturesApart: apart, threads: threads)) }
        for (index, mask) in masks.enumerated() {
            layers.append(
                PreparedLayer(EngineLayer(oneGroup: mask), firstKey: Int32(oldCount + newCount + index), threads: threads))
        }
        var box = layers[0].box
        var edges = 0
        var length = 0.0
        for (index, layer) in layers.enumerated() {
            if commonOnly {
                // Masks may end inside it.
                if index < 2 { box = box.common(with: layer.box) }
            } else {
                box.add(layer.box)
            }
            edges += layer.edgeCount
            length += layer.edgeLength
        }
        if let window { box = window }
        guard edges > 0, let grid = TileGrid(box: box, meanEdge: length / Double(edges), edges: edges) else {
            return nil
        }
        self.layers = layers
        self.grid = grid
        self.threads = threads
        reach = commonOnly ? Self.reach(layers, grid) : nil
        indices = layers.map { BandIndex($0, grid: grid, threads: threads) }
    }

    /// Nil when both layers may lie everywhere.
    private static func reach(_ layers: [PreparedLayer], _ grid: TileGrid) -> (by: Int, of: Int)? {
        let whole = Double(grid.columns) * Double(grid.rows) * grid.side * grid.side
        let shares = layers.prefix(2).map { layer in
            layer.boxes.reduce(0) { $0 + $1.width * $1.height } / whole
        }
        guard shares.count == 2, let small = shares.min(), small < 0.75 else { return nil }
        return shares[1] == small ? (by: 1, of: 0) : (by: 0, of: 1)
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
        cutter = BandCutter(grid: job.grid, keys: job.keys)
        base = ActiveBase(keys: job.keys.count)
    }

    mutating func band<Consumer: TileConsumer & ~Copyable>(_ band: Int, _ consumer: inout Consumer) {
        cutter.cut(job, band: band)
        guard !cutter.isEmpty else { return }
        for row in 0..<job.grid.rows(ofBand: band).count { self.row(firstTile: row * job.grid.columns, &consumer) }
    }

    @inline(__always)
    private mutating func row<Consumer: TileConsumer & ~Copyable>(firstTile: Int, _ consumer: inout Consumer) {
        base.removeAll()
        var empty = 0
        for tile in firstTile..<(firstTile + job.grid.columns) {
            let pieces = Int(cutter.pieceStarts[tile])..<Int(cutter.pieceStarts[tile + 1])
            let steps = Int(cutter.stepStarts[tile])..<Int(cutter.stepStarts[tile + 1])
            if pieces.isEmpty && steps.isEmpty {
                empty += 1
                continue
            }
            if empty > 0, base.entries.count > 0 { consumer.stretch(base.entries.elements, count: empty) }
            empty = 0
            take(steps, pieces, &consumer)
            for index in steps {
                let step = cutter.sortedSteps[index]
                base.add(step.key, step.delta)
            }
        }
        if empty > 0, base.entries.count > 0 { consumer.stretch(base.entries.elements, count: empty) }
    }

    @inline(__always)
    private mutating func take<Consumer: TileConsumer & ~Copyable>(
        _ steps: Range<Int>, _ pieces: Range<Int>, _ consumer: inout Consumer
    ) {
        let tile = TileInput(
            width: job.grid.side, height: job.grid.side, base: base.entries.elements,
            steps: UnsafeBufferPointer(rebasing: cutter.sortedSteps.elements[steps]),
            pieces: UnsafeBufferPointer(rebasing: cutter.sortedPieces.elements[pieces]),
            uses: UnsafePointer(cutter.edges.uses.base))
        work.tiles += 1
        work.pieces += pieces.count
        if pieces.count + steps.count <= TileSplitter.limit {
            consumer.tile(tile)
        } else {
            TileSplitter.take(tile, &consumer)
        }
    }
}

/// Two layers and masks on one grid, ready to be swept row by row.
struct EngineJob: Sendable {
    let layers: [PreparedLayer]
    let indices: [RowIndex]
    let grid: TileGrid
    let keys: KeySpace
    let threads: Int

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
                if index < 2 {
                    box = Box(
                        minX: max(box.minX, layer.box.minX), minY: max(box.minY, layer.box.minY),
                        maxX: min(box.maxX, layer.box.maxX), maxY: min(box.maxY, layer.box.maxY))
                }
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
        indices = layers.map { RowIndex($0, grid: grid, threads: threads) }
    }

    /// Sweeps all rows with `threads` workers, each with its own consumer; what each gathered, in no meaningful order.
    func sweep<Consumer: TileConsumer & ~Copyable>(_ type: Consumer.Type) -> [Consumer.Sums] {
        let cursor = WorkCursor(count: grid.rows)
        return parallelMap(count: min(threads, grid.rows), workers: threads) { _ in
            var consumer = Consumer(self)
            var sweep = RowSweep(self)
            while let row = cursor.next() { sweep.row(row, &consumer) }
            return consumer.sums(adding: sweep.work)
        }
    }
}

/// One worker's sweep: cuts a row, then walks its tiles from left to right, keeping the base up to date.
struct RowSweep: ~Copyable {
    private let job: EngineJob
    private var cutter: RowCutter
    private var base: ActiveBase
    /// Tiles with edges so far, and the pieces in them.
    private(set) var work = EngineWork()

    init(_ job: EngineJob) {
        self.job = job
        cutter = RowCutter(grid: job.grid, keys: job.keys)
        base = ActiveBase(keys: job.keys.count)
    }

    mutating func row<Consumer: TileConsumer & ~Copyable>(_ row: Int, _ consumer: inout Consumer) {
        cutter.cut(job, row: row)
        guard !cutter.isEmpty else { return }
        base.removeAll()
        var empty = 0
        for column in 0..<job.grid.columns {
            let pieces = Int(cutter.pieceStarts[column])..<Int(cutter.pieceStarts[column + 1])
            let steps = Int(cutter.stepStarts[column])..<Int(cutter.stepStarts[column + 1])
            if pieces.isEmpty && steps.isEmpty {
                empty += 1
                continue
            }
            if empty > 0, base.entries.count > 0 { consumer.stretch(base.entries.elements, count: empty) }
            empty = 0
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
            for index in steps {
                let step = cutter.sortedSteps[index]
                base.add(step.key, step.delta)
            }
        }
        if empty > 0, base.entries.count > 0 { consumer.stretch(base.entries.elements, count: empty) }
    }
}

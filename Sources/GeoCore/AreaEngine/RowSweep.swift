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
    init?(old: EngineLayer?, new: EngineLayer, masks: [PolygonBuffer], commonOnly: Bool, threads: Int) {
        let threads = max(threads, 1)
        let oldCount = old?.groupCount ?? 0
        keys = KeySpace(oldCount: oldCount, newCount: new.groupCount, maskCount: masks.count)
        var layers = [PreparedLayer(new, firstKey: Int32(oldCount), threads: threads)]
        if let old { layers.append(PreparedLayer(old, firstKey: 0, threads: threads)) }
        for (index, mask) in masks.enumerated() {
            layers.append(PreparedLayer(
                EngineLayer(oneGroup: mask), firstKey: Int32(oldCount + new.groupCount + index), threads: threads))
        }
        var box = layers[0].box
        var edges = 0
        var length = 0.0
        for layer in layers {
            if commonOnly {
                box = Box(
                    minX: max(box.minX, layer.box.minX), minY: max(box.minY, layer.box.minY),
                    maxX: min(box.maxX, layer.box.maxX), maxY: min(box.maxY, layer.box.maxY))
            } else {
                box.add(layer.box)
            }
            edges += layer.edgeCount
            length += layer.edgeLength
        }
        guard edges > 0, let grid = TileGrid(box: box, meanEdge: length / Double(edges), edges: edges) else {
            return nil
        }
        self.layers = layers
        self.grid = grid
        self.threads = threads
        indices = layers.map { RowIndex($0, grid: grid, threads: threads) }
    }

    /// Sweeps all rows with `threads` workers; each makes one consumer, and hands over what it gathered.
    func sweep<Consumer: TileConsumer, Result: Sendable>(
        _ make: @Sendable (KeySpace, TileGrid) -> Consumer, _ finish: @Sendable (Consumer) -> Result
    ) -> [Result] {
        let cursor = WorkCursor(count: grid.rows)
        return parallelMap(count: min(threads, grid.rows), workers: threads) { _ in
            let consumer = make(keys, grid)
            let sweep = RowSweep(self)
            while let row = cursor.next() { sweep.row(row, consumer) }
            return finish(consumer)
        }
    }
}

/// One worker's sweep: cuts a row, then walks its tiles from left to right, keeping the base up to date.
final class RowSweep {
    private let job: EngineJob
    private let cutter: RowCutter
    private var base: ActiveBase

    init(_ job: EngineJob) {
        self.job = job
        cutter = RowCutter(grid: job.grid)
        base = ActiveBase(keys: job.keys.count)
    }

    func row(_ row: Int, _ consumer: TileConsumer) {
        cutter.begin()
        for (layer, index) in zip(job.layers, job.indices) { cutter.add(layer, index, row: row) }
        cutter.finish()
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
                pieces: UnsafeBufferPointer(rebasing: cutter.sortedPieces.elements[pieces]))
            consumer.work.tiles += 1
            consumer.tile(tile)
            for index in steps {
                let step = cutter.sortedSteps[index]
                base.add(step.key, step.delta)
            }
        }
        if empty > 0, base.entries.count > 0 { consumer.stretch(base.entries.elements, count: empty) }
    }
}

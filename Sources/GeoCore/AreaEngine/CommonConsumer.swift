/// What old and new groups have in common, dissolved per group, and nothing else: no ∅, no totals.
///
/// Groups of one layer may lie on each other as they like: a product of two winding numbers that are 0 or 1 is the common
/// area, whoever else is there. So only tiles in which a group lies on itself, or with a mask's border, are cut into slabs,
/// and tiles without both layers are not looked at.
struct CommonConsumer: TileConsumer, ~Copyable {
    private let keys: KeySpace
    private let scale: FixedScale
    private var frame: TileFrame
    private var slabs = TileSlabs()
    private var slabTiles = 0
    private var cells: CellSums
    /// Groups present at a place.
    private var olds = Scratch<Int32>()
    private var news = Scratch<Int32>()

    struct Sums: Sendable {
        var cells: [PairSum]
        var work: EngineWork
    }

    init(_ job: EngineJob) {
        keys = job.keys
        scale = FixedScale(side: job.grid.side)
        frame = TileFrame(keys: keys)
        cells = CellSums(oldCount: keys.oldCount, newCount: keys.newCount, maskBits: keys.maskCount)
    }

    consuming func sums(adding sweep: EngineWork) -> Sums {
        var work = frame.work + sweep
        work.slabTiles = slabTiles
        return Sums(cells: cells.sums(), work: work)
    }

    mutating func stretch(_ base: UnsafeBufferPointer<BaseEntry>, count: Int) {
        var mask = 0
        clear()
        for entry in base { present(entry.key, &mask) }
        add(Int128(count) * FixedScale.tile, mask)
    }

    mutating func tile(_ tile: TileInput) {
        guard hasBoth(tile) else { return }
        frame.load(tile)
        if isClean(tile) { addProducts() } else { addSlabs() }
    }

    /// Whether polygons of both layers can lie in a tile.
    private func hasBoth(_ tile: TileInput) -> Bool {
        var layers = tile.layers(keys)
        for entry in tile.base { layers.formUnion(keys.layer(entry.key)) }
        return layers.isSuperset(of: [.old, .new])
    }

    private mutating func isClean(_ tile: TileInput) -> Bool {
        guard keys.maskCount == 0 || !tile.layers(keys).contains(.mask) else { return false }
        let noise = frame.noise
        for slot in 0..<frame.slotCount where frame.excess(.one(slot)).magnitude > noise { return false }
        return true
    }

    private mutating func addProducts() {
        var mask = 0
        clear()
        for index in 0..<frame.maskSlots.count {
            let slot = Int(frame.maskSlots[index])
            if frame.base(slot) != 0 { present(frame.key(slot), &mask) }
        }
        frame.computeProducts()
        let newCount = frame.newSlots.count
        for i in 0..<frame.oldSlots.count {
            let old = frame.key(Int(frame.oldSlots[i]))
            for j in 0..<newCount {
                cells.add(
                    old, frame.key(Int(frame.newSlots[j])) - Int32(keys.oldCount), mask,
                    scale.quanta(frame.products[i * newCount + j]))
            }
        }
    }

    private mutating func addSlabs() {
        slabTiles += 1
        slabs.start(frame)
        while let area = slabs.next(frame) {
            var mask = 0
            clear()
            for slot in 0..<frame.slotCount where slabs.winding[slot] != 0 { present(frame.key(slot), &mask) }
            if olds.count > 0, news.count > 0 { add(scale.quanta(area), mask) }
        }
    }

    private mutating func clear() {
        olds.count = 0
        news.count = 0
    }

    /// Notes a group that covers the place.
    @inline(__always)
    private mutating func present(_ key: Int32, _ mask: inout Int) {
        if keys.isOld(key) {
            olds.append(key)
        } else if keys.isMask(key) {
            mask |= 1 << (Int(key) - keys.oldCount - keys.newCount)
        } else {
            news.append(key - Int32(keys.oldCount))
        }
    }

    /// One place with the groups in `olds` and `news`.
    private mutating func add(_ area: Int128, _ mask: Int) {
        for i in 0..<olds.count {
            for j in 0..<news.count { cells.add(olds[i], news[j], mask, area) }
        }
    }
}

extension AreaEngine {
    /// Square metres that an old and a new group have in common, every group counting a place once, however its features
    /// and other groups lie there: the cells of `account` without ∅, in less time when groups of a layer overlap or one
    /// layer is a small place in the other. Sorted by (old, new, masks).
    ///
    /// - Parameter masks: as in `account`. The threshold of empty overlaps is the same.
    /// - Complexity: as `table`, plus slabs in the tiles that a mask's border or a group that lies on itself passes.
    public static func common(
        old: EngineLayer, new: EngineLayer, masks: [PolygonBuffer] = [], threads: Int
    ) -> [OverlayCell] {
        precondition(masks.count <= 8, "a mask is a bit of a byte")
        guard let job = EngineJob(old: old, new: new, masks: masks, commonOnly: true, threads: threads) else { return [] }
        let threshold = EmptyThreshold(job)
        return merged(job.sweep(CommonConsumer.self).map(\.cells)).compactMap { sum -> OverlayCell? in
            let area = threshold.scale.squareMetres(sum.quanta)
            guard area > threshold.pair(sum.old, sum.new) else { return nil }
            return OverlayCell(
                old: sum.old, new: sum.new, masks: UInt8(truncatingIfNeeded: sum.mask), areaSquareMetres: area)
        }
    }
}

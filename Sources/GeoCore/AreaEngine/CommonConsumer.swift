/// What old and new groups have in common, dissolved per group, and nothing else: no ∅, no totals.
///
/// Groups of one layer may lie on each other as they like: a product of two winding numbers that are 0 or 1 is the common
/// area, whoever else is there. So only groups that lie on themselves are cut into slabs, each tile by itself, with what they
/// are paired with; all groups where a mask's border runs. Tiles without both layers are not looked at.
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
    /// Those of them that do not lie on themselves in the tile.
    private var plainOlds = Scratch<Int32>()
    private var plainNews = Scratch<Int32>()
    /// Per slot whether it lies on itself in the tile, and the slots that are cut.
    private var isFolded = Scratch<Bool>()
    private var cutSlots = Scratch<Int32>()

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
        Self.add(olds, news, Int128(count) * FixedScale.tile, mask, to: &cells)
    }

    mutating func tile(_ tile: TileInput) {
        guard hasBoth(tile) else { return }
        frame.load(tile)
        isFolded.reserve(frame.slotCount)
        if keys.maskCount > 0, tile.layers(keys).contains(.mask) {
            isFolded.base.update(repeating: true, count: frame.slotCount)
            addSlabs(frame.oldSlots.count, frame.newSlots.count)
            return
        }
        let foldedOlds = fold(frame.oldSlots.elements)
        let foldedNews = fold(frame.newSlots.elements)
        if foldedOlds < frame.oldSlots.count, foldedNews < frame.newSlots.count { addProducts() }
        if foldedOlds + foldedNews > 0 { addSlabs(foldedOlds, foldedNews) }
    }

    /// Whether polygons of both layers can lie in a tile.
    private func hasBoth(_ tile: TileInput) -> Bool {
        var layers = tile.layers(keys)
        for entry in tile.base { layers.formUnion(keys.layer(entry.key)) }
        return layers.isSuperset(of: [.old, .new])
    }

    /// Notes which of some slots lie on themselves; how many.
    private mutating func fold(_ slots: UnsafeBufferPointer<Int32>) -> Int {
        let noise = frame.noise
        var folded = 0
        for slot in slots {
            let isBad = frame.excess(.one(Int(slot))).magnitude > noise
            isFolded.base[Int(slot)] = isBad
            if isBad { folded += 1 }
        }
        return folded
    }

    /// Pairs of groups that do not lie on themselves.
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
            let old = Int(frame.oldSlots[i])
            if isFolded[old] { continue }
            for j in 0..<newCount {
                let new = Int(frame.newSlots[j])
                if isFolded[new] { continue }
                cells.add(
                    frame.key(old), frame.key(new) - Int32(keys.oldCount), mask,
                    scale.quanta(frame.products[i * newCount + j]))
            }
        }
    }

    /// Pairs with a group that lies on itself: it is cut with all that it can be paired with, and nothing else is.
    private mutating func addSlabs(_ foldedOlds: Int, _ foldedNews: Int) {
        slabTiles += 1
        cutSlots.count = 0
        for slot in frame.maskSlots.elements { cutSlots.append(slot) }
        for slot in frame.oldSlots.elements where foldedNews > 0 || isFolded[Int(slot)] { cutSlots.append(slot) }
        for slot in frame.newSlots.elements where foldedOlds > 0 || isFolded[Int(slot)] { cutSlots.append(slot) }
        slabs.start(frame, cutSlots.elements)
        while let area = slabs.next(frame) {
            var mask = 0
            clear()
            plainOlds.count = 0
            plainNews.count = 0
            for slot in cutSlots.elements where slabs.winding[Int(slot)] != 0 {
                let key = frame.key(Int(slot))
                if isFolded[Int(slot)] || keys.isMask(key) {
                    present(key, &mask)
                } else if keys.isOld(key) {
                    plainOlds.append(key)
                } else {
                    plainNews.append(key - Int32(keys.oldCount))
                }
            }
            let quanta = scale.quanta(area)
            Self.add(olds, news, quanta, mask, to: &cells)
            Self.add(olds, plainNews, quanta, mask, to: &cells)
            Self.add(plainOlds, news, quanta, mask, to: &cells)
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

    /// One place with some groups of both layers.
    @inline(__always)
    private static func add(
        _ olds: borrowing Scratch<Int32>, _ news: borrowing Scratch<Int32>, _ quanta: Int128, _ mask: Int,
        to cells: inout CellSums
    ) {
        for i in 0..<olds.count {
            for j in 0..<news.count { cells.add(olds[i], news[j], mask, quanta) }
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

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
    /// Per slot whether it lies on itself in the tile.
    private var isFolded = Scratch<Bool>()
    private var plainNews = Scratch<Int32>()
    /// The slots that are cut: one of a layer, masks, those of the other layer.
    private var cutSlots = Scratch<Int32>()
    /// What each has in common with the first.
    private var sums = Scratch<Int128>()

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
        olds.count = 0
        news.count = 0
        for entry in base {
            if keys.isOld(entry.key) {
                olds.append(entry.key)
            } else if keys.isMask(entry.key) {
                mask |= bit(entry.key)
            } else {
                news.append(entry.key - Int32(keys.oldCount))
            }
        }
        let quanta = Int128(count) * FixedScale.tile
        for old in olds.elements {
            for new in news.elements { cells.add(old, new, mask, quanta) }
        }
    }

    mutating func tile(_ tile: TileInput) {
        guard tile.layersAnywhere(keys).isSuperset(of: [.old, .new]) else { return }
        frame.load(tile)
        frame.listEdgesOfSlots()
        isFolded.reserve(frame.slotCount)
        if keys.maskCount > 0, tile.layers().contains(.mask) {
            isFolded.base.update(repeating: true, count: frame.slotCount)
            addSlabs()
            return
        }
        let foldedOlds = fold(frame.oldSlots.elements)
        let foldedNews = fold(frame.newSlots.elements)
        if foldedOlds < frame.oldSlots.count, foldedNews < frame.newSlots.count { addProducts() }
        if foldedOlds + foldedNews > 0 { addSlabs() }
    }

    /// Notes which of some slots lie on themselves and cannot be flattened; how many.
    private mutating func fold(_ slots: UnsafeBufferPointer<Int32>) -> Int {
        let noise = frame.noise
        var folded = 0
        for slot in slots {
            let isBad = !frame.flatten(Int(slot)) && frame.excess(ofSlot: Int(slot)).magnitude > noise
            isFolded.base[Int(slot)] = isBad
            if isBad { folded += 1 }
        }
        return folded
    }

    /// Pairs of groups that do not lie on themselves.
    private mutating func addProducts() {
        var mask = 0
        for slot in frame.maskSlots.elements where frame.base(Int(slot)) != 0 { mask |= bit(frame.key(Int(slot))) }
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

    /// Pairs with a group that lies on itself: it is cut with all that it is paired with, and nothing else is. One group at a
    /// time, as the work grows with the square of what is cut together.
    private mutating func addSlabs() {
        slabTiles += 1
        for slot in frame.newSlots.elements where isFolded[Int(slot)] { addSlabs(of: slot, with: frame.oldSlots.elements) }
        plainNews.count = 0
        for slot in frame.newSlots.elements where !isFolded[Int(slot)] { plainNews.append(slot) }
        guard plainNews.count > 0 else { return }
        for slot in frame.oldSlots.elements where isFolded[Int(slot)] { addSlabs(of: slot, with: plainNews.elements) }
    }

    private mutating func addSlabs(of slot: Int32, with others: UnsafeBufferPointer<Int32>) {
        cutSlots.count = 0
        cutSlots.append(slot)
        for slot in frame.maskSlots.elements { cutSlots.append(slot) }
        let first = cutSlots.count
        for slot in others { cutSlots.append(slot) }
        // Gathered per tile: the table of all cells is large, and a tile's are all over it.
        sums.reserve(cutSlots.count)
        sums.base.update(repeating: 0, count: cutSlots.count)
        var lastMask = 0
        slabs.cut(&frame, cutSlots.elements)
        for state in 0..<slabs.stateCount {
            slabs.enter(state, &frame)
            guard slabs.winding[Int(slot)] != 0 else { continue }
            var mask = 0
            for index in 1..<first where slabs.winding[Int(cutSlots[index])] != 0 { mask |= bit(frame.key(Int(cutSlots[index]))) }
            if mask != lastMask {
                flush(first, lastMask)
                lastMask = mask
            }
            let quanta = scale.quanta(slabs.area)
            for index in first..<cutSlots.count where slabs.winding[Int(cutSlots[index])] != 0 { sums.base[index] += quanta }
        }
        flush(first, lastMask)
    }

    /// Books what `sums` has of the first slot in `cutSlots` with those from `first` on.
    private mutating func flush(_ first: Int, _ mask: Int) {
        let one = frame.key(Int(cutSlots[0]))
        for index in first..<cutSlots.count where sums[index] != 0 {
            let other = frame.key(Int(cutSlots[index]))
            cells.add(
                keys.isOld(one) ? one : other, (keys.isOld(one) ? other : one) - Int32(keys.oldCount), mask, sums[index])
            sums[index] = 0
        }
    }

    /// A mask's place in the combination.
    @inline(__always)
    private func bit(_ key: Int32) -> Int { 1 << (Int(key) - keys.oldCount - keys.newCount) }
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
        common(old: old, newParts: [new], masks: masks, threads: threads)
    }

    /// As above, with the new layer in parts: its groups are numbered on from part to part.
    public static func common(
        old: EngineLayer, newParts: [EngineLayer], masks: [PolygonBuffer] = [], threads: Int
    ) -> [OverlayCell] {
        precondition(masks.count <= 8, "a mask is a bit of a byte")
        guard
            let job = EngineJob(old: old, newParts: newParts, masks: masks, commonOnly: true, threads: threads)
        else { return [] }
        let threshold = EmptyThreshold(job)
        return merged(job.sweep(CommonConsumer.self).map(\.cells)).compactMap { sum -> OverlayCell? in
            let area = threshold.scale.squareMetres(sum.quanta)
            guard area > threshold.pair(sum.old, sum.new) else { return nil }
            return OverlayCell(
                old: sum.old, new: sum.new, masks: UInt8(truncatingIfNeeded: sum.mask), areaSquareMetres: area)
        }
    }
}

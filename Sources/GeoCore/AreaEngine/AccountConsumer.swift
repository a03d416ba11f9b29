/// The whole account: every place counts once for each group that lies there, ∅ included.
///
/// Clean tiles (no overlap inside a layer, no mask border) take the products of winding numbers, and ∅ is what
/// they leave; the others are cut into slabs.
final class AccountConsumer: TileConsumer {
    private let frame: TileFrame
    private let slabs = TileSlabs()
    private let scale: FixedScale
    private var cells: CellSums
    private var both: [Int128]
    private var onlyOld: [Int128]
    private var onlyNew: [Int128]
    private var excess: [Int128]
    /// Groups present at a place, and the sums of one clean tile.
    private var olds: [Int32] = []
    private var news: [Int32] = []
    private var rest = Scratch<Double>()

    override init(keys: KeySpace, grid: TileGrid) {
        frame = TileFrame(keys: keys)
        scale = FixedScale(side: grid.side)
        cells = CellSums(oldCount: keys.oldCount, newCount: keys.newCount, maskBits: keys.maskCount)
        both = [Int128](repeating: 0, count: 1 << keys.maskCount)
        onlyOld = both
        onlyNew = both
        excess = both
        super.init(keys: keys, grid: grid)
    }

    struct Sums: Sendable {
        var cells: [PairSum]
        var both: [Int128]
        var onlyOld: [Int128]
        var onlyNew: [Int128]
        var excess: [Int128]
        var work: EngineWork
    }

    func sums() -> Sums {
        Sums(cells: cells.sums(), both: both, onlyOld: onlyOld, onlyNew: onlyNew, excess: excess, work: work)
    }

    override func stretch(_ base: UnsafeBufferPointer<BaseEntry>, count: Int) {
        var mask = 0
        olds.removeAll(keepingCapacity: true)
        news.removeAll(keepingCapacity: true)
        for entry in base { present(entry.key, &mask) }
        add(Int128(count) * FixedScale.tile, mask)
    }

    override func tile(_ tile: TileInput) {
        frame.load(tile)
        if isClean(tile) { addClean() } else { addSlabs() }
    }

    /// Notes a group that covers the place.
    @inline(__always)
    private func present(_ key: Int32, _ mask: inout Int) {
        if keys.isOld(key) {
            olds.append(key)
        } else if keys.isMask(key) {
            mask |= 1 << (Int(key) - keys.oldCount - keys.newCount)
        } else {
            news.append(key - Int32(keys.oldCount))
        }
    }

    /// One place with the groups in `olds` and `news`.
    private func add(_ area: Int128, _ mask: Int) {
        if olds.isEmpty && news.isEmpty {
            if mask != 0 { cells.add(-1, -1, mask, area) }
            return
        }
        if news.isEmpty {
            onlyOld[mask] += area
            for old in olds { cells.add(old, -1, mask, area) }
        } else if olds.isEmpty {
            onlyNew[mask] += area
            for new in news { cells.add(-1, new, mask, area) }
        } else {
            both[mask] += area
            for old in olds {
                for new in news { cells.add(old, new, mask, area) }
            }
        }
        let count = max(olds.count, 1) * max(news.count, 1)
        if count > 1 { excess[mask] += area * Int128(count - 1) }
    }

    private func isClean(_ tile: TileInput) -> Bool {
        if let last = tile.pieces.last, keys.isMask(last.key) { return false }
        if let last = tile.steps.last, keys.isMask(last.key) { return false }
        let noise = frame.noise
        return frame.excess(frame.oldSlots.elements, &work).magnitude <= noise
            && frame.excess(frame.newSlots.elements, &work).magnitude <= noise
    }

    private func addClean() {
        var mask = 0
        for slot in frame.maskSlots.elements where frame.base(Int(slot)) != 0 {
            present(frame.key(Int(slot)), &mask)
        }
        rest.reserve(frame.slotCount)
        var oldArea = 0.0
        var newArea = 0.0
        for slot in frame.oldSlots.elements {
            rest[Int(slot)] = frame.area(ofSlot: Int(slot))
            oldArea += rest[Int(slot)]
        }
        for slot in frame.newSlots.elements {
            rest[Int(slot)] = frame.area(ofSlot: Int(slot))
            newArea += rest[Int(slot)]
        }
        var common = 0.0
        let shift = Int32(keys.oldCount)
        frame.products(&work) { old, new, area in
            cells.add(frame.key(old), frame.key(new) - shift, mask, scale.quanta(area))
            common += area
            rest.base[old] -= area
            rest.base[new] -= area
        }
        for slot in frame.oldSlots.elements {
            cells.add(frame.key(Int(slot)), -1, mask, scale.quanta(rest[Int(slot)]))
        }
        for slot in frame.newSlots.elements {
            cells.add(-1, frame.key(Int(slot)) - shift, mask, scale.quanta(rest[Int(slot)]))
        }
        both[mask] += scale.quanta(common)
        onlyOld[mask] += scale.quanta(oldArea - common)
        onlyNew[mask] += scale.quanta(newArea - common)
        if mask != 0 { cells.add(-1, -1, mask, scale.quanta(frame.area - oldArea - newArea + common)) }
    }

    private func addSlabs() {
        work.slabTiles += 1
        slabs.walk(frame) { area in
            var mask = 0
            olds.removeAll(keepingCapacity: true)
            news.removeAll(keepingCapacity: true)
            for slot in 0..<frame.slotCount where slabs.winding[slot] != 0 { present(frame.key(slot), &mask) }
            add(scale.quanta(area), mask)
        }
    }
}

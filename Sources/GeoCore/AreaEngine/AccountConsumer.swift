/// The whole account: every place counts once for each group that lies there, ∅ included.
///
/// Clean tiles (no overlap inside a layer, no mask border) take the products of winding numbers, and ∅ is what
/// they leave; the others are cut into slabs.
struct AccountConsumer: TileConsumer, ~Copyable {
    private let keys: KeySpace
    private let scale: FixedScale
    private var frame: TileFrame
    private var slabs = TileSlabs()
    private var cells: CellSums
    private var totals: Totals
    private var slabTiles = 0
    /// Groups present at a place, and what one clean tile leaves per slot.
    private var olds = Scratch<Int32>()
    private var news = Scratch<Int32>()
    private var rest = Scratch<Double>()

    /// Per mask combination.
    struct Totals: Sendable {
        var both: [Int128]
        var onlyOld: [Int128]
        var onlyNew: [Int128]
        var excess: [Int128]
    }

    struct Sums: Sendable {
        var cells: [PairSum]
        var totals: Totals
        var work: EngineWork
    }

    init(_ job: EngineJob) {
        keys = job.keys
        scale = FixedScale(side: job.grid.side)
        frame = TileFrame(keys: keys)
        cells = CellSums(oldCount: keys.oldCount, newCount: keys.newCount, maskBits: keys.maskCount)
        let none = [Int128](repeating: 0, count: 1 << keys.maskCount)
        totals = Totals(both: none, onlyOld: none, onlyNew: none, excess: none)
    }

    consuming func sums(adding sweep: EngineWork) -> Sums {
        var work = frame.work + sweep
        work.slabTiles = slabTiles
        return Sums(cells: cells.sums(), totals: totals, work: work)
    }

    mutating func stretch(_ base: UnsafeBufferPointer<BaseEntry>, count: Int) {
        var mask = 0
        olds.count = 0
        news.count = 0
        for entry in base { present(entry.key, &mask) }
        add(Int128(count) * FixedScale.tile, mask)
    }

    mutating func tile(_ tile: TileInput) {
        frame.load(tile)
        if isClean(tile) { addClean() } else { addSlabs() }
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
        if olds.count == 0 && news.count == 0 {
            if mask != 0 { cells.add(-1, -1, mask, area) }
            return
        }
        if news.count == 0 {
            totals.onlyOld[mask] += area
            for i in 0..<olds.count { cells.add(olds[i], -1, mask, area) }
        } else if olds.count == 0 {
            totals.onlyNew[mask] += area
            for j in 0..<news.count { cells.add(-1, news[j], mask, area) }
        } else {
            totals.both[mask] += area
            for i in 0..<olds.count {
                for j in 0..<news.count { cells.add(olds[i], news[j], mask, area) }
            }
        }
        let count = max(olds.count, 1) * max(news.count, 1)
        if count > 1 { totals.excess[mask] += area * Int128(count - 1) }
    }

    private mutating func isClean(_ tile: TileInput) -> Bool {
        frame.computeForms()
        guard keys.maskCount == 0 || !tile.layers().contains(.mask) else { return false }
        let noise = frame.noise
        return frame.formExcess(of: frame.oldSlots.elements).magnitude <= noise
            && frame.formExcess(of: frame.newSlots.elements).magnitude <= noise
    }

    private mutating func addClean() {
        var mask = 0
        for index in 0..<frame.maskSlots.count {
            let slot = Int(frame.maskSlots[index])
            if frame.base(slot) != 0 { present(frame.key(slot), &mask) }
        }
        let newCount = frame.newSlots.count
        let shift = Int32(keys.oldCount)
        rest.reserve(frame.slotCount)
        var newArea = 0.0
        for j in 0..<newCount {
            rest[j] = frame.area(ofSlot: Int(frame.newSlots[j]))
            newArea += rest[j]
        }
        var oldArea = 0.0
        var common = 0.0
        for i in 0..<frame.oldSlots.count {
            let slot = Int(frame.oldSlots[i])
            let old = frame.key(slot)
            var left = frame.area(ofSlot: slot)
            oldArea += left
            for j in 0..<newCount {
                let new = Int(frame.newSlots[j])
                let area = frame.form(slot, new)
                cells.add(old, frame.key(new) - shift, mask, scale.quanta(area))
                common += area
                left -= area
                rest.base[j] -= area
            }
            cells.add(old, -1, mask, scale.quanta(left))
        }
        for j in 0..<newCount {
            cells.add(-1, frame.key(Int(frame.newSlots[j])) - shift, mask, scale.quanta(rest[j]))
        }
        totals.both[mask] += scale.quanta(common)
        totals.onlyOld[mask] += scale.quanta(oldArea - common)
        totals.onlyNew[mask] += scale.quanta(newArea - common)
        if mask != 0 { cells.add(-1, -1, mask, scale.quanta(frame.area - oldArea - newArea + common)) }
    }

    private mutating func addSlabs() {
        slabTiles += 1
        slabs.cut(&frame)
        for state in 0..<slabs.stateCount {
            slabs.enter(state, &frame)
            var mask = 0
            olds.count = 0
            news.count = 0
            for slot in 0..<frame.slotCount where slabs.winding[slot] != 0 { present(frame.key(slot), &mask) }
            add(scale.quanta(slabs.area), mask)
        }
    }
}

/// One layer on its own, inside all masks when there are any.
///
/// A winding number counts the features of a group at a place, which is what `sum` and the overlaps need; so
/// groups suffice, and features need not be told apart.
struct MeasureConsumer: TileConsumer, ~Copyable {
    private let keys: KeySpace
    private let scale: FixedScale
    private var frame: TileFrame
    private var slabs = TileSlabs()
    private var slabTiles = 0
    private var groups: Scratch<Int128>
    private var sum: Int128 = 0
    private var union: Int128 = 0
    private var overlap: Int128 = 0
    private var pairs = PairSums()
    /// Groups at a place.
    private var present = Scratch<BaseEntry>()

    init(_ job: EngineJob) {
        keys = job.keys
        scale = FixedScale(side: job.grid.side)
        frame = TileFrame(keys: keys)
        groups = Scratch(repeating: 0, count: keys.newCount)
    }

    struct Sums: Sendable {
        var groups: [Int128]
        var sum: Int128
        var union: Int128
        var overlap: Int128
        var pairs: [PairSum]
        var work: EngineWork
    }

    consuming func sums(adding sweep: EngineWork) -> Sums {
        var work = frame.work + sweep
        work.slabTiles = slabTiles
        return Sums(
            groups: Array(groups.elements), sum: sum, union: union, overlap: overlap, pairs: pairs.sums(), work: work)
    }

    mutating func stretch(_ base: UnsafeBufferPointer<BaseEntry>, count: Int) {
        present.count = 0
        var masks = 0
        for entry in base {
            if keys.isMask(entry.key) { masks += 1 } else { present.append(entry) }
        }
        if masks == keys.maskCount { add(Int128(count) * FixedScale.tile) }
    }

    mutating func tile(_ tile: TileInput) {
        frame.load(tile)
        let maskEdges = keys.maskCount > 0 && tile.layers().contains(.mask)
        if !maskEdges {
            guard frame.maskSlots.count == keys.maskCount else { return }
            frame.computeForms()
            if frame.formExcess(of: frame.newSlots.elements).magnitude <= frame.noise {
                addClean()
                return
            }
        }
        slabTiles += 1
        slabs.cut(&frame)
        for state in 0..<slabs.stateCount {
            slabs.enter(state, &frame)
            present.count = 0
            var masks = 0
            for slot in 0..<frame.slotCount where slabs.winding[slot] != 0 {
                let key = frame.key(slot)
                if keys.isMask(key) {
                    masks += 1
                } else {
                    // A sum of ±1 over features: an Int32 holds it, as it does the number of positions.
                    present.append(BaseEntry(key: key, winding: Int32(slabs.winding[slot])))
                }
            }
            if masks == keys.maskCount { add(scale.quanta(slabs.area)) }
        }
    }

    private mutating func addClean() {
        var total = 0.0
        for index in 0..<frame.newSlots.count {
            let slot = Int(frame.newSlots[index])
            let area = frame.area(ofSlot: slot)
            groups.base[Int(frame.key(slot))] += scale.quanta(area)
            total += area
        }
        sum += scale.quanta(total)
        union += scale.quanta(total)
    }

    /// One place with the groups in `present`.
    private mutating func add(_ area: Int128) {
        guard present.count > 0 else { return }
        union += area
        var features: Int128 = 0
        for i in 0..<present.count {
            let a = present[i]
            // A group whose polygon winds the wrong way is there all the same.
            let count = Int128(a.winding.magnitude)
            features += count
            groups.base[Int(a.key)] += area
            if count > 1 { pairs.add(a.key, a.key, 0, area * (count - 1)) }
            for j in (i + 1)..<max(present.count, i + 1) {
                let b = present[j]
                pairs.add(min(a.key, b.key), max(a.key, b.key), 0, area)
            }
        }
        sum += area * features
        overlap += area * (features - 1)
    }
}

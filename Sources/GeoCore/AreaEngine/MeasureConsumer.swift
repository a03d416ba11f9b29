/// One layer on its own, inside all masks when there are any.
///
/// A winding number counts the features of a group at a place, which is what `sum` and the overlaps need; so
/// groups suffice, and features need not be told apart.
final class MeasureConsumer: TileConsumer {
    private let frame: TileFrame
    private let slabs = TileSlabs()
    private let scale: FixedScale
    private var groups: [Int128]
    private var sum: Int128 = 0
    private var union: Int128 = 0
    private var overlap: Int128 = 0
    private var pairs = PairSums()
    private var present: [(group: Int32, winding: Double)] = []

    override init(keys: KeySpace, grid: TileGrid) {
        frame = TileFrame(keys: keys)
        scale = FixedScale(side: grid.side)
        groups = [Int128](repeating: 0, count: keys.newCount)
        super.init(keys: keys, grid: grid)
    }

    struct Sums: Sendable {
        var groups: [Int128]
        var sum: Int128
        var union: Int128
        var overlap: Int128
        var pairs: [PairSum]
        var work: EngineWork
    }

    func sums() -> Sums {
        Sums(groups: groups, sum: sum, union: union, overlap: overlap, pairs: pairs.sums(), work: work)
    }

    override func stretch(_ base: UnsafeBufferPointer<BaseEntry>, count: Int) {
        present.removeAll(keepingCapacity: true)
        var masks = 0
        for entry in base {
            if keys.isMask(entry.key) { masks += 1 } else { present.append((entry.key, Double(entry.winding))) }
        }
        if masks == keys.maskCount { add(Int128(count) * FixedScale.tile) }
    }

    override func tile(_ tile: TileInput) {
        frame.load(tile)
        let maskEdges = tile.pieces.last.map { keys.isMask($0.key) } == true
            || tile.steps.last.map { keys.isMask($0.key) } == true
        if !maskEdges {
            guard frame.maskSlots.count == keys.maskCount else { return }
            if frame.excess(frame.newSlots.elements, &work).magnitude <= frame.noise {
                addClean()
                return
            }
        }
        work.slabTiles += 1
        slabs.walk(frame) { area in
            present.removeAll(keepingCapacity: true)
            var masks = 0
            for slot in 0..<frame.slotCount where slabs.winding[slot] != 0 {
                let key = frame.key(slot)
                if keys.isMask(key) { masks += 1 } else { present.append((key, slabs.winding[slot])) }
            }
            if masks == keys.maskCount { add(scale.quanta(area)) }
        }
    }

    private func addClean() {
        var total = 0.0
        for slot in frame.newSlots.elements {
            let area = frame.area(ofSlot: Int(slot))
            groups[Int(frame.key(Int(slot)))] += scale.quanta(area)
            total += area
        }
        sum += scale.quanta(total)
        union += scale.quanta(total)
    }

    /// One place with the groups in `present`.
    private func add(_ area: Int128) {
        guard !present.isEmpty else { return }
        union += area
        var features: Int128 = 0
        for (index, a) in present.enumerated() {
            // A group whose polygon winds the wrong way is there all the same; a file cannot make a winding
            // number that an Int64 does not hold.
            let count = Int128(Int64(a.winding.magnitude))
            features += count
            groups[Int(a.group)] += area
            if count > 1 { pairs.add(a.group, a.group, 0, area * (count - 1)) }
            for b in present[(index + 1)...] {
                pairs.add(min(a.group, b.group), max(a.group, b.group), 0, area)
            }
        }
        sum += area * features
        overlap += area * (features - 1)
    }
}

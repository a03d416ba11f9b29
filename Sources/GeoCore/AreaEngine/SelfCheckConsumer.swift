/// Every feature its own group: where does a feature's winding number leave {0, 1}, and which features lie on
/// each other.
final class SelfCheckConsumer: TileConsumer {
    private let frame: TileFrame
    private let scale: FixedScale
    private var features: [Int32: Int128] = [:]
    private var pairs = PairSums()

    override init(keys: KeySpace, grid: TileGrid) {
        frame = TileFrame(keys: keys)
        scale = FixedScale(side: grid.side)
        super.init(keys: keys, grid: grid)
    }

    struct Sums: Sendable {
        var features: [(feature: Int32, quanta: Int128)]
        var pairs: [PairSum]
        var work: EngineWork
    }

    func sums() -> Sums {
        Sums(features: features.map { ($0.key, $0.value) }, pairs: pairs.sums(), work: work)
    }

    override func stretch(_ base: UnsafeBufferPointer<BaseEntry>, count: Int) {
        let area = Int128(count) * FixedScale.tile
        for (index, a) in base.enumerated() {
            let w = Int128(a.winding)
            if w != 1 { features[a.key, default: 0] += area * (w * w - w) }
            for b in base[(index + 1)...] {
                pairs.add(min(a.key, b.key), max(a.key, b.key), 0, area * w * Int128(b.winding))
            }
        }
    }

    override func tile(_ tile: TileInput) {
        frame.load(tile)
        // Below the noise of a tile nothing is known; adding it up would make large features look bad.
        let noise = frame.noise
        var isSuspect = false
        for slot in 0..<frame.slotCount {
            let excess = frame.selfExcess(slot, &work)
            if excess.magnitude > noise {
                features[frame.key(slot), default: 0] += scale.quanta(excess)
                isSuspect = true
            }
        }
        if !isSuspect { isSuspect = frame.excess(frame.newSlots.elements, &work).magnitude > noise }
        guard isSuspect else { return }
        work.slabTiles += 1
        frame.selfProducts(&work) { a, b, area in
            guard area.magnitude > noise else { return }
            pairs.add(min(frame.key(a), frame.key(b)), max(frame.key(a), frame.key(b)), 0, scale.quanta(area))
        }
    }
}

/// Every feature its own group: where does a feature's winding number leave {0, 1}, and which features lie on
/// each other.
struct SelfCheckConsumer: TileConsumer, ~Copyable {
    private let scale: FixedScale
    private var frame: TileFrame
    private var suspectTiles = 0
    /// (feature, feature) holds ∫ (w² − w), (a, b) with a < b the overlap.
    private var pairs = PairSums()

    init(_ job: EngineJob) {
        scale = FixedScale(side: job.grid.side)
        frame = TileFrame(keys: job.keys)
    }

    struct Sums: Sendable {
        var pairs: [PairSum]
        var work: EngineWork
    }

    consuming func sums(adding sweep: EngineWork) -> Sums {
        var work = frame.work + sweep
        work.slabTiles = suspectTiles
        return Sums(pairs: pairs.sums(), work: work)
    }

    mutating func stretch(_ base: UnsafeBufferPointer<BaseEntry>, count: Int) {
        let area = Int128(count) * FixedScale.tile
        for i in base.indices {
            let a = base[i]
            let w = Int128(a.winding)
            if w != 1 { pairs.add(a.key, a.key, 0, area * (w * w - w)) }
            for b in base[(i + 1)...] {
                pairs.add(min(a.key, b.key), max(a.key, b.key), 0, area * w * Int128(b.winding))
            }
        }
    }

    mutating func tile(_ tile: TileInput) {
        frame.load(tile)
        // Below the noise of a tile nothing is known; adding it up would make large features look bad.
        let noise = frame.noise
        var isSuspect = false
        frame.computeForms()
        for slot in 0..<frame.slotCount {
            let excess = frame.formExcess(ofSlot: slot)
            if excess.magnitude > noise {
                pairs.add(frame.key(slot), frame.key(slot), 0, scale.quanta(excess))
                isSuspect = true
            }
        }
        guard isSuspect || frame.formExcess(of: frame.newSlots.elements).magnitude > noise else { return }
        suspectTiles += 1
        let count = frame.newSlots.count
        for i in 0..<count {
            let one = Int(frame.newSlots[i])
            let a = frame.key(one)
            for j in (i + 1)..<max(count, i + 1) {
                let other = Int(frame.newSlots[j])
                let area = frame.form(one, other)
                guard area.magnitude > noise else { continue }
                let b = frame.key(other)
                pairs.add(min(a, b), max(a, b), 0, scale.quanta(area))
            }
        }
    }
}

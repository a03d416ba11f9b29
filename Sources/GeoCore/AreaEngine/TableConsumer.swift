/// ∫ w_old · w_new per pair of groups.
struct TableConsumer: TileConsumer, ~Copyable {
    private let keys: KeySpace
    private let scale: FixedScale
    private var frame: TileFrame
    private var cells: CellSums

    init(_ job: EngineJob) {
        keys = job.keys
        scale = FixedScale(side: job.grid.side)
        frame = TileFrame(keys: keys)
        cells = CellSums(oldCount: keys.oldCount, newCount: keys.newCount, maskBits: 0)
    }

    struct Sums: Sendable {
        var cells: [PairSum]
        var work: EngineWork
    }

    consuming func sums(adding sweep: EngineWork) -> Sums { Sums(cells: cells.sums(), work: frame.work + sweep) }

    mutating func stretch(_ base: UnsafeBufferPointer<BaseEntry>, count: Int) {
        for old in base where keys.isOld(old.key) {
            for new in base where !keys.isOld(new.key) {
                cells.add(
                    old.key, new.key - Int32(keys.oldCount), 0,
                    Int128(count) * FixedScale.tile * Int128(old.winding) * Int128(new.winding))
            }
        }
    }

    mutating func tile(_ tile: TileInput) {
        frame.load(tile)
        frame.computeProducts()
        let newCount = frame.newSlots.count
        for i in 0..<frame.oldSlots.count {
            let old = frame.key(Int(frame.oldSlots[i]))
            for j in 0..<newCount {
                let new = frame.key(Int(frame.newSlots[j])) - Int32(keys.oldCount)
                cells.add(old, new, 0, scale.quanta(frame.products[i * newCount + j]))
            }
        }
    }
}

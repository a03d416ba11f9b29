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
        guard frame.oldSlots.count > 0, frame.newSlots.count > 0 else { return }
        frame.computeForms(betweenLayers: true)
        for i in frame.oldSlots.elements {
            for j in frame.newSlots.elements {
                let area = frame.form(Int(i), Int(j))
                // Neighbours that only share a border have no more in common than that.
                guard area.magnitude > frame.formNoise(Int(i), Int(j)) else { continue }
                cells.add(frame.key(Int(i)), frame.key(Int(j)) - Int32(keys.oldCount), 0, scale.quanta(area))
            }
        }
    }
}

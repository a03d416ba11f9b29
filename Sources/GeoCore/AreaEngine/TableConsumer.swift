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
        frame.loadEdges(tile)
        if let border = frame.borderOfBoth(tile) {
            add(border)
            return
        }
        frame.loadSlots(tile)
        guard frame.oldSlots.count > 0, frame.newSlots.count > 0 else { return }
        frame.computeForms(betweenLayers: true)
        for i in frame.oldSlots.elements {
            for j in frame.newSlots.elements {
                add(frame.key(Int(i)), frame.key(Int(j)), frame.form(Int(i), Int(j)), frame.formNoise(Int(i), Int(j)))
            }
        }
    }

    /// A tile with one border that both layers have: each polygon with its equal, and with the other one's.
    private mutating func add(_ border: BorderOfBoth) {
        let measure = frame.measure(border)
        let (sides, below, above) = (border.sides, border.below, border.above)
        if sides.oldBelow >= 0 { add(sides.oldBelow, sides.newBelow, measure.formBelow, measure.noise(below, below)) }
        if sides.oldAbove >= 0 { add(sides.oldAbove, sides.newAbove, measure.formAbove, measure.noise(above, above)) }
        if sides.oldBelow >= 0, sides.oldAbove >= 0 {
            let (across, noise) = (measure.formAcross, measure.noise(below, above))
            add(sides.oldBelow, sides.newAbove, across, noise)
            add(sides.oldAbove, sides.newBelow, across, noise)
        }
    }

    @inline(__always)
    private mutating func add(_ old: Int32, _ new: Int32, _ area: Double, _ noise: Double) {
        // Neighbours that only share a border have no more in common than that.
        guard area.magnitude > noise else { return }
        cells.add(old, new - Int32(keys.oldCount), 0, scale.quanta(area))
    }
}

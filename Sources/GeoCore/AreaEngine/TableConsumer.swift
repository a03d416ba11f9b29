/// ∫ w_old · w_new per pair of groups.
final class TableConsumer: TileConsumer {
    private let frame: TileFrame
    private let scale: FixedScale
    private(set) var cells: CellSums

    override init(keys: KeySpace, grid: TileGrid) {
        frame = TileFrame(keys: keys)
        scale = FixedScale(side: grid.side)
        cells = CellSums(oldCount: keys.oldCount, newCount: keys.newCount, maskBits: 0)
        super.init(keys: keys, grid: grid)
    }

    override func stretch(_ base: UnsafeBufferPointer<BaseEntry>, count: Int) {
        for old in base where keys.isOld(old.key) {
            for new in base where !keys.isOld(new.key) {
                cells.add(
                    old.key, new.key - Int32(keys.oldCount), 0,
                    Int128(count) * FixedScale.tile * Int128(old.winding) * Int128(new.winding))
            }
        }
    }

    override func tile(_ tile: TileInput) {
        frame.load(tile)
        frame.products(&work) { old, new, area in
            cells.add(frame.key(old), frame.key(new) - Int32(keys.oldCount), 0, scale.quanta(area))
        }
    }
}

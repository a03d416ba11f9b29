/// Tiles through which one border passes that both layers have: most of two versions of a map. Two polygons meet there, the
/// same in both layers, and all that is asked of them comes from ∫ F and ∫ F² of that one border (`TileFrame`), without slots.
extension AuditConsumer {
    /// A tile's only border: the polygon below it, the one above it, and where they lie at the tile's top left.
    struct BorderOfBoth {
        var sides: BorderSides
        /// Winding numbers at the top left: 0 or 1, in both layers; 0 for a polygon that is none.
        var below = 0.0
        var above = 0.0
    }

    /// After `loadEdges`: nil when there are other borders or polygons, or the layers differ.
    @inline(__always)
    func borderOfBoth(_ tile: TileInput) -> BorderOfBoth? {
        guard frame.borderCount == 1 else { return nil }
        let sides = tile.borders.sides(frame.borderNumbers[0])
        guard sides.isOfBoth else { return nil }
        var border = BorderOfBoth(sides: sides)
        switch tile.base.count {
        case 0: return border
        case 2:
            let (one, other) = (tile.base[0], tile.base[1])
            guard one.winding == 1, other.winding == 1 else { return nil }
            let (old, new) = keys.isOld(one.key) ? (one.key, other.key) : (other.key, one.key)
            if old == sides.oldBelow, new == sides.newBelow {
                border.below = 1
            } else if old == sides.oldAbove, new == sides.newAbove {
                border.above = 1
            } else {
                return nil
            }
            return border
        default: return nil
        }
    }

    /// False when a polygon winds otherwise than 0 or 1: nothing has been added then.
    mutating func addBorderOfBoth(_ border: BorderOfBoth) -> Bool {
        let area = frame.area
        let integral = frame.borderIntegrals[0]
        // Winding numbers are base + F below and base − F above: ∫ (w² − w) of each. Together they are constant, 0 or 1.
        frame.computeBorderForms()
        let square = frame.borderForms[0]
        let (below, above) = (border.below, border.above)
        let noise = frame.noise
        if border.sides.oldBelow >= 0 {
            guard ((2 * below - 1) * integral + square).magnitude <= noise else { return false }
        }
        if border.sides.oldAbove >= 0 {
            guard ((1 - 2 * above) * integral + square).magnitude <= noise else { return false }
        }
        if border.sides.oldBelow >= 0, border.sides.oldAbove >= 0, below + above != 1 { return false }
        identicalTiles += 1
        var common = 0.0
        if border.sides.oldBelow >= 0 {
            let part = below * area + integral
            addCommon(border.sides.oldBelow, border.sides.newBelow, part)
            common += part
        }
        if border.sides.oldAbove >= 0 {
            let part = above * area - integral
            addCommon(border.sides.oldAbove, border.sides.newAbove, part)
            common += part
        }
        both += scale.quanta(common)
        return true
    }

    @inline(__always)
    private mutating func addCommon(_ old: Int32, _ new: Int32, _ area: Double) {
        cells.add(groups[Int(old)], groups[Int(new)], 0, scale.quanta(area))
    }
}

/// Tiles through which one border passes that both layers have: of two versions of a map, nearly half. Two polygons meet there,
/// the same in both layers, and all that is asked of them comes from ∫ F and ∫ F² of that one border, without slots.
extension TileFrame {
    /// After `loadEdges`: the tile's only border; nil when there are other borders or polygons, or the layers differ.
    @inline(__always)
    func borderOfBoth(_ tile: TileInput) -> BorderOfBoth? {
        guard borderCount == 1 else { return nil }
        let sides = tile.borders.sides(borderNumbers[0])
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

    /// Computes what is asked of a tile's only border.
    mutating func measure(_ border: BorderOfBoth) -> BorderMeasure {
        computeBorderForms()
        return BorderMeasure(
            below: border.below, above: border.above, area: area, integral: borderIntegrals[0], square: borderForms[0],
            span: borderSpans[0], edgeCount: edgeCount)
    }
}

/// A tile's only border: the polygon below it, the one above it, and where they lie at the tile's top left.
struct BorderOfBoth {
    var sides: BorderSides
    /// Winding numbers at the top left: 0 or 1, in both layers; 0 for a polygon that is none.
    var below = 0.0
    var above = 0.0
}

/// The integrals of a tile with one border, whose function is F: winding numbers are `below` + F below it and `above` − F above.
struct BorderMeasure {
    let below: Double
    let above: Double
    /// Of the tile.
    let area: Double
    /// ∫ F, ∫ F², and ∫ F with every term positive.
    let integral: Double
    let square: Double
    let span: Double
    let edgeCount: Int

    /// ∫ w of the polygon below, and of the one above.
    var areaBelow: Double { below * area + integral }
    var areaAbove: Double { above * area - integral }

    /// ∫ (w² − w) of each.
    var excessBelow: Double { (below * below - below) * area + (2 * below - 1) * integral + square }
    var excessAbove: Double { (above * above - above) * area + (1 - 2 * above) * integral + square }

    /// ∫ w · w′ of the polygon below and its equal, of the one above and its, and of the one with the other.
    var formBelow: Double { below * below * area + 2 * below * integral + square }
    var formAbove: Double { above * above * area - 2 * above * integral + square }
    var formAcross: Double { below * above * area + (above - below) * integral - square }

    /// As `TileFrame.formNoise`.
    func noise(_ a: Double, _ b: Double) -> Double {
        Double(edgeCount + 4) * 0x1p-52 * (a * b * area + (a + b + 1) * span)
    }
}

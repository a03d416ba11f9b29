/// A plane cut into six-sided cells, bent and jittered: who borders on whom, and where the corners are.
///
/// Cells stand in rows, every other row shifted by half a cell. Three borders meet in every corner, so that the outline
/// of any set of cells is a set of simple rings that touch nowhere. Every corner is the top of one cell or the bottom of
/// one cell; every border runs from a top to a bottom:
///
///     border (c, 0) between c and its upper right, (c, 1) between c and its upper left, (c, 2) between those two,
///     all from the top of c.
struct Lattice: Sendable {
    let columns: Int
    let rows: Int
    /// Length of a side before bending.
    let side: Double
    let origin: SIMD2<Double>
    let noise: Noise
    /// Corners and their borders reach one cell beyond what is used.
    private static let margin = 2

    init(columns: Int, rows: Int, side: Double, origin: SIMD2<Double>, noise: Noise) {
        self.columns = columns + 2 * Self.margin
        self.rows = rows + 2 * Self.margin
        self.side = side
        self.origin = origin
        self.noise = noise
    }

    var cellCount: Int { columns * rows }

    /// Whether the cell and its neighbours exist.
    func isInside(_ cell: Int) -> Bool {
        let (column, row) = (cell % columns, cell / columns)
        return column >= 1 && column < columns - 1 && row >= 1 && row < rows - 1
    }

    /// The neighbour across side 0 … 5: upper left, left, lower left, lower right, right, upper right.
    @inline(__always)
    func neighbour(_ cell: Int, _ side: Int) -> Int {
        let shift = (cell / columns) & 1
        return switch side {
        case 0: cell + columns - 1 + shift
        case 1: cell - 1
        case 2: cell - columns - 1 + shift
        case 3: cell - columns + shift
        case 4: cell + 1
        default: cell + columns + shift
        }
    }

    /// The border at side 0 … 5 of a cell, and whether it runs from top to bottom when the cell is walked around
    /// counter-clockwise.
    @inline(__always)
    func border(_ cell: Int, _ side: Int) -> (number: Int, isForward: Bool) {
        switch side {
        case 0: (cell * 3 + 1, true)
        case 1: (neighbour(cell, 2) * 3 + 2, false)
        case 2: (neighbour(cell, 2) * 3, true)
        case 3: (neighbour(cell, 3) * 3 + 1, false)
        case 4: (neighbour(cell, 3) * 3 + 2, true)
        default: (cell * 3, false)
        }
    }

    /// The cells at a border's two sides: left and right of its direction from top to bottom.
    func sides(ofBorder border: Int) -> (left: Int, right: Int) {
        let cell = border / 3
        return switch border % 3 {
        case 0: (neighbour(cell, 5), cell)
        case 1: (cell, neighbour(cell, 0))
        default: (neighbour(cell, 0), neighbour(cell, 5))
        }
    }

    /// Corners: 2 × cell is its top, 2 × cell + 1 its bottom.
    func ends(ofBorder border: Int) -> (top: Int, bottom: Int) {
        let cell = border / 3
        let other = switch border % 3 {
        case 0: neighbour(cell, 5)
        case 1: neighbour(cell, 0)
        default: neighbour(neighbour(cell, 5), 0)
        }
        return (2 * cell, 2 * other + 1)
    }

    /// The three cells that meet in a corner.
    func cells(atCorner corner: Int) -> [Int] {
        let cell = corner / 2
        return corner % 2 == 0
            ? [cell, neighbour(cell, 0), neighbour(cell, 5)] : [cell, neighbour(cell, 2), neighbour(cell, 3)]
    }

    private func flat(_ cell: Int) -> SIMD2<Double> {
        let (column, row) = (cell % columns - Self.margin, cell / columns - Self.margin)
        return SIMD2(
            (Double(column) + (row & 1 == 1 ? 0.5 : 0)) * 1.7320508075688772 * side, Double(row) * 1.5 * side)
    }

    /// Bends the plane, so that some cells are several times as large as others.
    private func bent(_ place: SIMD2<Double>) -> SIMD2<Double> {
        let coarse = place / (26 * side)
        let fine = place / (7 * side)
        let shift = SIMD2(
            noise.field(Topic.warp, coarse) * 5.5 + noise.field(Topic.warp + 100, fine) * 0.5,
            noise.field(Topic.warp + 200, coarse) * 5.5 + noise.field(Topic.warp + 300, fine) * 0.5)
        return origin + place + shift * side
    }

    /// A place inside the cell that sees all of its corners.
    func centre(_ cell: Int) -> SIMD2<Double> { bent(flat(cell)) }

    /// Where three cells meet, to the millimetre.
    func corner(_ corner: Int) -> SIMD2<Double> {
        var place = flat(corner / 2)
        place.y += corner % 2 == 0 ? side : -side
        place.x += 0.2 * side * noise.sway(Topic.node, corner, 0)
        place.y += 0.2 * side * noise.sway(Topic.node, corner, 1)
        return millimetres(bent(place))
    }
}

/// Rounded as survey data are.
@inline(__always)
func millimetres(_ place: SIMD2<Double>) -> SIMD2<Double> { (place * 1000).rounded(.toNearestOrEven) / 1000 }

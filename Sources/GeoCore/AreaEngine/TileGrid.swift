/// The uniform grid of square tiles that a job is cut by.
///
/// *Side.* A power of two, so that tile lines, the tile of a coordinate and coordinates relative to a tile
/// are exact in doubles; the one nearest to where a tile that a border passes has about twelve edges. Smaller tiles cost
/// more cutting, larger ones more edge pairs; the optimum is flat between 8 and 16. With a side of k mean edges ℓ that is
/// k edges of the one border and, with d edges per ℓ² of ground, d·k² of others: many small polygons take smaller tiles.
/// Enlarged when the extent would otherwise need more than 2¹⁵ rows or columns, or more than 16 tiles per edge (small
/// polygons far apart). It depends on the polygons alone, never on the number of threads.
struct TileGrid: Sendable {
    /// Lower left corner, a multiple of the side.
    let originX: Double
    let originY: Double
    let side: Double
    /// 1 / side, exact.
    let perSide: Double
    let columns: Int
    let rows: Int
    /// Rows are cut this many at a time (the last band may have fewer): enough that rings are cut into few runs, whose edges lie
    /// side by side in memory; few enough that a band's distinct edges, about a third of those that its rings have, stay in a
    /// core's cache, and that there are bands for many workers.
    let bandRows: Int
    var bands: Int { (rows + bandRows - 1) / bandRows }

    static let lineLimit = 1 << 15
    /// About this many edges in a band, those of all layers' rings, in at most so many rows.
    private static let bandEdges = 1 << 16
    private static let mostBandRows = 8
    /// As many bands as this, when there are as many rows.
    private static let leastBands = 8

    /// Edges in a tile that a border passes.
    private static let tileEdges = 12.0

    /// Nil when the box is empty.
    ///
    /// - Parameters:
    ///   - box: what is cut; perhaps a small part of the layers.
    ///   - area: of all polygons of all layers together, in square units.
    ///   - all: the box of all layers; nil when it is `box`.
    init?(box: Box, meanEdge: Double, edges: Int, area: Double, all: Box? = nil) {
        guard !box.isEmpty else { return nil }
        let extent = max(box.width, box.height)
        // At least 4 ulp of the largest coordinate, so that every tile line is a double; 2⁻¹⁰⁰ keeps side² and its
        // inverse far from under- and overflow.
        let largest = max(box.minX.magnitude, box.minY.magnitude, box.maxX.magnitude, box.maxY.magnitude)
        var side = max(
            Self.powerOfTwo(near: Self.edgesPerSide(meanEdge, edges, area, all ?? box) * meanEdge),
            Self.powerOfTwo(near: extent) / 32768, largest.ulp * 4, 0x1p-100)
        let tileLimit = max(Double(edges) * 16, 4096)
        while true {
            let originX = (box.minX / side).rounded(.down) * side
            let originY = (box.minY / side).rounded(.down) * side
            // Both at most about 2e9 × 32768 / 2e9: no overflow.
            let columns = ((box.maxX - originX) / side).rounded(.down) + 1
            let rows = ((box.maxY - originY) / side).rounded(.down) + 1
            let limit = Double(Self.lineLimit)
            if columns <= limit, rows <= limit, columns * rows <= tileLimit || columns * rows <= 1 {
                self.originX = originX
                self.originY = originY
                self.side = side
                perSide = 1 / side
                self.columns = Int(columns)
                self.rows = Int(rows)
                bandRows = min(
                    max(Self.bandEdges / max(edges / self.rows, 1), 1), max(self.rows / Self.leastBands, 1), Self.mostBandRows)
                return
            }
            side *= 2
        }
    }

    /// Mean edges to a side.
    private static func edgesPerSide(_ meanEdge: Double, _ edges: Int, _ area: Double, _ box: Box) -> Double {
        // In a coverage every edge is that of two polygons, in two versions of it of four: as many edges to twice the area.
        // However many layers lie there, the area counts as that of two at most.
        let ground = 2 * min(area, 2 * box.width * box.height)
        let d = ground > 0 ? Double(edges) * meanEdge * meanEdge / ground : 0
        // k + d k² = n; between 2 and n, whatever the figures.
        let k = 2 * tileEdges / (1 + (1 + 4 * d * tileEdges).squareRoot())
        return max(k, 2)
    }

    /// The power of two nearest on a ratio scale; 0 for 0.
    static func powerOfTwo(near value: Double) -> Double {
        guard value > 0, value.isFinite else { return 0 }
        let down = Double(sign: .plus, exponent: value.exponent, significand: 1)
        return value.significand > 1.4142135623730951 ? down * 2 : down
    }

    /// The row of a y coordinate; −1 below the grid, `rows` above it. Exact: y is at or above the row's lower line
    /// and below its upper one.
    @inline(__always)
    func row(_ y: Double) -> Int {
        let t = (y - originY) * perSide
        if t < 0 { return -1 }
        if t >= Double(rows) { return t == Double(rows) && y < line(originY, rows) ? rows - 1 : rows }
        let row = Int(t)
        // The difference can only have been rounded up to a line, never down below one.
        return t == Double(row) && y < line(originY, row) ? row - 1 : row
    }

    /// The column of an x coordinate, the first or last one beside the grid.
    @inline(__always)
    func column(_ x: Double) -> Int {
        // NaN cannot occur: coordinates are finite.
        Int(min(max((x - originX) * perSide, 0), Double(columns - 1)))
    }

    /// Exact: a multiple of the side, and small enough (the extent is at most 2¹⁶ sides).
    @inline(__always)
    func line(_ origin: Double, _ index: Int) -> Double { origin + Double(index) * side }

    /// The band of a y coordinate; −1 below the grid, `bands` above it.
    @inline(__always)
    func band(_ y: Double) -> Int {
        let row = row(y)
        return row < 0 ? -1 : row >= rows ? bands : row / bandRows
    }

    /// The rows of a band.
    func rows(ofBand band: Int) -> Range<Int> { band * bandRows..<min((band + 1) * bandRows, rows) }

    /// The lines between which `band(y)` is this band: from the lower one on, below the upper one. Bands −1 and `bands`
    /// have no end.
    func lines(ofBand band: Int) -> (bottom: Double, top: Double) {
        (
            band < 0 ? -.infinity : line(originY, min(band * bandRows, rows)),
            band >= bands ? .infinity : line(originY, min((band + 1) * bandRows, rows))
        )
    }
}

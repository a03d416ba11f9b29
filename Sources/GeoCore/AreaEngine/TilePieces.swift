/// A straight piece of an edge inside a tile, from left to right, relative to the tile's lower left corner.
///
/// Its function is [x0 ≤ x ≤ x1] × [y below the piece], `sign` times for its border.
struct Piece: BitwiseCopyable {
    var x0: Double
    var y0: Double
    var x1: Double
    var y1: Double
    var border: SignedBorder
}

/// Whole edges that follow each other in a tile of a band, or parts of edges.
struct TileRun: BitwiseCopyable {
    /// Number of the first edge, or ~ that of the first part.
    var first: Int32
    var count: Int32
}

/// The pieces of a tile, made one by one from where they lie in the band; valid until the next band is cut.
struct TilePieces {
    private let runs: UnsafeBufferPointer<TileRun>
    private let edges: EdgeList?
    private let parts: EdgeList?
    /// The tile's lower left corner.
    private let corner: SIMD2<Double>
    let count: Int

    /// - Parameters:
    ///   - edges: edges of the band; those of runs are among them.
    ///   - parts: parts of edges, likewise, but relative to the tile.
    @inline(__always)
    init(
        _ runs: UnsafeBufferPointer<TileRun>, edges: EdgeList?, parts: EdgeList?, corner: SIMD2<Double>
    ) {
        (self.runs, self.edges, self.parts, self.corner) = (runs, edges, parts, corner)
        var count = 0
        for run in runs { count += Int(run.count) }
        self.count = count
    }

    /// In their order, which is the same whatever the number of threads.
    @inline(__always)
    func forEach(_ body: (Piece) -> Void) {
        for run in runs {
            // Not a loop for each: what is done with a piece stands here once.
            let isPart = run.first < 0
            let list = (isPart ? parts : edges).unsafelyUnwrapped
            let first = Int(isPart ? ~run.first : run.first)
            let corner = isPart ? .zero : corner
            for index in 0..<Int(run.count) {
                let edge = list.ends + first + index
                let (low, high) = (edge.pointee.low - corner, edge.pointee.high - corner)
                body(Piece(x0: low.x, y0: low.y, x1: high.x, y1: high.y, border: list.borders[first + index]))
            }
        }
    }

    /// All of them, side by side.
    func array() -> [Piece] {
        var all: [Piece] = []
        all.reserveCapacity(count)
        forEach { all.append($0) }
        return all
    }
}

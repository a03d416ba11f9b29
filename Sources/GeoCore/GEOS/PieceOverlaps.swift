/// Which pieces of two layers have area in common, and how much of each piece is covered by nothing of the other layer: by
/// the area engine, so that overlays are made of those pieces only where there is something to be made.
public struct PieceOverlaps: Sendable {
    /// For each piece of one layer the pieces of the other with their common area in square metres, in rising order.
    struct Side: Sendable {
        private var ends: [Int] = []
        private var cells: [(other: Int, squareMetres: Double)] = []
        /// Covered by nothing of the other layer.
        private(set) var rests: [Double]
        fileprivate(set) var areas: [Double]

        fileprivate init(_ sorted: [(own: Int, other: Int, squareMetres: Double)], areas: [Double]) {
            self.areas = areas
            rests = areas.map { _ in 0 }
            for cell in sorted where cell.own >= 0 {
                while ends.count < cell.own { ends.append(cells.count) }
                if cell.other < 0 { rests[cell.own] = cell.squareMetres } else { cells.append((cell.other, cell.squareMetres)) }
            }
            while ends.count < areas.count { ends.append(cells.count) }
        }

        func others(_ piece: Int) -> ArraySlice<(other: Int, squareMetres: Double)> {
            cells[(piece == 0 ? 0 : ends[piece - 1])..<ends[piece]]
        }
    }

    let old: Side
    let new: Side

    /// - Complexity: one sweep of the area engine, every piece a group.
    public init(_ old: LayerPieces, _ new: LayerPieces, threads: Int) {
        let features = parallelMap(count: 2, workers: threads) { ($0 == 0 ? old : new).asFeatures }
        let (a, b) = (features[0], features[1])
        let cells = AreaEngine.account(
            old: EngineLayer(featuresOf: a), new: EngineLayer(featuresOf: b), masks: [], threads: threads
        ).cells.map { (own: Int($0.old), other: Int($0.new), squareMetres: $0.areaSquareMetres) }
        self.old = Side(cells, areas: a.featureIndices.map(a.areaSquareMetres(ofFeature:)))
        self.new = Side(
            cells.map { ($0.other, $0.own, $0.squareMetres) }.sorted { ($0.0, $0.1) < ($1.0, $1.1) },
            areas: b.featureIndices.map(b.areaSquareMetres(ofFeature:)))
    }

    /// Whether a face is all of a piece, but for what the engine calls empty.
    public static func isWhole(_ face: Double, of area: Double) -> Bool { area - face <= min(1e-6, 1e-9 * area) }
}

/// A layer of which faces are made, and the other one.
public struct PiecePair: Sendable {
    let own: LayerPieces
    let other: LayerPieces
    let overlaps: PieceOverlaps.Side
    let otherAreas: [Double]

    public init(old: LayerPieces, new: LayerPieces, _ overlaps: PieceOverlaps, ofOld: Bool) {
        own = ofOld ? old : new
        other = ofOld ? new : old
        self.overlaps = ofOld ? overlaps.old : overlaps.new
        otherAreas = (ofOld ? overlaps.new : overlaps.old).areas
    }
}

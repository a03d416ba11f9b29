import GeoCore

/// All faces of one feature that are wanted: with partners in the other layer, and with ∅.
struct FaceJob: Sendable {
    var side: MapSide
    var feature: Int
    /// Features of the other layer with the area in common, ascending. On the new side there are none: those faces are
    /// made from the old feature.
    var partners: [(feature: Int, squareMetres: Double)] = []
    /// Area that no feature of the other layer covers; nil when it has none or is not wanted.
    var rest: Double?

    /// - Parameter cells: of the engine, features as groups, sorted by (old, new).
    static func jobs(_ cells: [OverlayCell], wanted: (OverlayCell) -> Bool) -> [FaceJob] {
        var jobs: [FaceJob] = []
        var rests: [FaceJob] = []
        var start = cells.startIndex
        while start < cells.endIndex {
            let feature = cells[start].old
            let end = cells[start...].firstIndex { $0.old != feature } ?? cells.endIndex
            let row = cells[start..<end].filter(wanted)
            start = end
            if feature < 0 {
                rests += row.filter { $0.new >= 0 }
                    .map { FaceJob(side: .new, feature: Int($0.new), rest: $0.areaSquareMetres) }
                continue
            }
            guard !row.isEmpty else { continue }
            jobs.append(
                FaceJob(
                    side: .old, feature: Int(feature),
                    partners: row.filter { $0.new >= 0 }.map { (Int($0.new), $0.areaSquareMetres) },
                    rest: row.first { $0.new < 0 }?.areaSquareMetres))
        }
        return jobs + rests
    }
}

/// Makes the shapes of faces, and holds each against the area engine.
struct FaceMaker: Sendable {
    private let old: PolygonBuffer
    private let new: PolygonBuffer
    let pieces: (old: LayerPieces, new: LayerPieces)
    /// What is made from old features, and from new ones.
    private let ofOld: PiecePair
    private let ofNew: PiecePair
    /// Per feature those of its own layer that it lies on.
    private let oldOverlaps: [Int: [Int]]
    private let newOverlaps: [Int: [Int]]

    /// Of the second and third try, in metres. GEOS 3.11 can be silently wrong on near-coincident borders, and
    /// snap-rounding is what mends it.
    private static let grids = [1e-4, 1e-3]

    /// A shape agrees with the engine within 0.01 m² (METHOD §7: per face) and 1e-9 of its parent's area.
    static func tolerance(_ parent: Double) -> Double { 0.01 + 1e-9 * parent }

    /// - Parameters:
    ///   - oldOverlaps, newOverlaps: pairs of features of one layer that lie on each other.
    init(
        old: PolygonBuffer, new: PolygonBuffer, oldOverlaps: [GroupOverlap], newOverlaps: [GroupOverlap], threads: Int
    ) throws(GEOSError) {
        self.old = old
        self.new = new
        self.oldOverlaps = Self.neighbours(oldOverlaps)
        self.newOverlaps = Self.neighbours(newOverlaps)
        let oldPieces = try LayerPieces(old, threads: threads)
        let newPieces = try LayerPieces(new, threads: threads)
        pieces = (oldPieces, newPieces)
        let overlaps = PieceOverlaps(oldPieces, newPieces, threads: threads)
        ofOld = PiecePair(old: oldPieces, new: newPieces, overlaps, ofOld: true)
        ofNew = PiecePair(old: oldPieces, new: newPieces, overlaps, ofOld: false)
    }

    /// Positions of the feature of a job.
    func vertexCount(_ job: FaceJob) -> Int { (job.side == .old ? old : new).vertices(ofFeature: job.feature).count }

    func faces(of job: FaceJob, _ engine: GeometryEngine) -> [RawFaces.Face] {
        let (own, other, pieces) = job.side == .old ? (old, new, ofOld) : (new, old, ofNew)
        let area = own.areaSquareMetres(ofFeature: job.feature)
        var faces: [RawFaces.Face] = []
        func add(_ partner: Int, _ engineArea: Double, _ shape: PolygonBuffer, _ check: FaceCheck) {
            let (oldFeature, newFeature) = job.side == .old ? (job.feature, partner) : (partner, job.feature)
            faces.append(
                RawFaces.Face(
                    old: oldFeature, new: newFeature, polygons: shape, engineSquareMetres: engineArea, check: check))
        }
        var left: [(feature: Int, squareMetres: Double)] = []
        for partner in job.partners {
            if isWhole(partner.squareMetres, of: area) {
                add(partner.feature, partner.squareMetres, own.selecting(CollectionOfOne(job.feature)), .agrees)
            } else if isWhole(partner.squareMetres, of: other.areaSquareMetres(ofFeature: partner.feature)) {
                add(partner.feature, partner.squareMetres, other.selecting(CollectionOfOne(partner.feature)), .agrees)
            } else {
                left.append(partner)
            }
        }
        let first = try? engine.intersections(of: job.feature, in: pieces, with: left.map(\.feature))
        for (index, partner) in left.enumerated() {
            let (shape, check) = checked(first?[index], partner.squareMetres, parent: area) { (grid) throws(GEOSError) in
                try engine.intersections(of: job.feature, in: pieces, with: [partner.feature], gridMetres: grid)[0]
            }
            add(partner.feature, partner.squareMetres, shape, check)
        }
        if let rest = job.rest {
            if isWhole(rest, of: area) {
                add(-1, rest, own.selecting(CollectionOfOne(job.feature)), .agrees)
            } else {
                let plain = remainder(job, rest, parent: area, engine)
                let (shape, check) = checked(plain, rest, parent: area) { (grid) throws(GEOSError) in
                    try engine.remainder(of: job.feature, in: pieces, gridMetres: grid)
                }
                add(-1, rest, shape, check)
            }
        }
        return faces
    }

    /// What no feature of the other layer covers; nil when GEOS cannot make it.
    private func remainder(
        _ job: FaceJob, _ rest: Double, parent: Double, _ engine: GeometryEngine
    ) -> PolygonBuffer? {
        let pieces = job.side == .old ? ofOld : ofNew
        if let shape = try? engine.remainder(
            of: job.feature, in: pieces, lyingOn: job.side == .old ? newOverlaps : oldOverlaps),
            abs(shape.areaSquareMetres(ofFeature: 0) - rest) <= Self.tolerance(parent)
        {
            return shape
        }
        return try? engine.remainder(of: job.feature, in: pieces)
    }

    private static func neighbours(_ overlaps: [GroupOverlap]) -> [Int: [Int]] {
        var neighbours: [Int: [Int]] = [:]
        for pair in overlaps {
            neighbours[Int(pair.a), default: []].append(Int(pair.b))
            neighbours[Int(pair.b), default: []].append(Int(pair.a))
        }
        return neighbours
    }

    /// All of the feature but for what the engine calls empty: the face is the feature, and no overlay is needed.
    private func isWhole(_ face: Double, of area: Double) -> Bool { PieceOverlaps.isWhole(face, of: area) }

    /// A call that fails counts as a shape that does not agree.
    private func checked(
        _ first: PolygonBuffer?, _ engineArea: Double, parent: Double,
        _ again: (Double) throws(GEOSError) -> PolygonBuffer
    ) -> (PolygonBuffer, FaceCheck) {
        func deviation(_ shape: PolygonBuffer) -> Double { abs(shape.areaSquareMetres(ofFeature: 0) - engineArea) }
        if let first, deviation(first) <= Self.tolerance(parent) { return (first, .agrees) }
        var best = first
        for grid in Self.grids {
            guard let shape = try? again(grid) else { continue }
            if deviation(shape) <= Self.tolerance(parent) { return (shape, .agreesAfterRetry) }
            if best.map({ deviation(shape) < deviation($0) }) ?? true { best = shape }
        }
        return (best ?? PolygonBuffer.withoutParts, .disagrees)
    }
}

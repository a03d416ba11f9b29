import CGEOS

/// A layer made ready for many small overlays: parts apart, large ones cut in pieces.
///
/// A value: pieces are coordinates, so that every worker makes its own GEOS geometries of those it meets.
public struct LayerPieces: Sendable {
    /// Pieces have at most this many positions: a polygon of 200 000 costs 13–22 ms per overlay whole, 0.4 ms on its
    /// pieces.
    public static let maximumVertices = 256

    struct Piece: Sendable {
        var feature: Int32
        var part: Int32
        var isCut: Bool
    }

    private let whole: PolygonBuffer
    private let cut: PolygonBuffer
    private let pieces: [Piece]
    /// For each feature the index in `pieces` one past its last.
    private let ends: [Int32]

    /// - Complexity: O(n log n); large parts are cut once (`GeometryEngine.subdivided`).
    public init(_ polygons: PolygonBuffer, threads: Int) throws(GEOSError) {
        whole = polygons
        let large = (0..<polygons.partCount).filter { polygons.vertexCount(ofPart: $0) > Self.maximumVertices }
        let halved = try parallelMap(count: large.count, workers: threads) { (index) throws(GEOSError) in
            var one = PolygonBuffer()
            one.appendPart(large[index], of: polygons)
            one.endFeature()
            return try GeometryEngine().subdivided(one, maximumVertices: Self.maximumVertices)
        }
        var cut = PolygonBuffer()
        var pieces: [Piece] = []
        var ends: [Int32] = []
        var next = 0
        for feature in 0..<polygons.featureCount {
            for part in polygons.parts(ofFeature: feature) {
                guard next < large.count, large[next] == part else {
                    pieces.append(Piece(feature: Int32(feature), part: Int32(part), isCut: false))
                    continue
                }
                for piece in 0..<halved[next].partCount {
                    pieces.append(Piece(feature: Int32(feature), part: Int32(cut.partCount), isCut: true))
                    cut.appendPart(piece, of: halved[next])
                }
                next += 1
            }
            ends.append(Int32(pieces.count))
        }
        cut.endFeature()
        self.cut = cut
        self.pieces = pieces
        self.ends = ends
    }

    /// Every piece a feature.
    var asFeatures: PolygonBuffer {
        var features = PolygonBuffer()
        features.reserveVertices(whole.vertexCount + cut.vertexCount)
        for piece in pieces { append(piece, to: &features) }
        return features
    }

    /// Of every piece.
    public var boxes: [Box] { pieces.map { ($0.isCut ? cut : whole).box(ofPart: Int($0.part)) } }

    public func feature(ofPiece index: Int) -> Int { Int(pieces[index].feature) }

    /// Some pieces, a feature each.
    public func selecting(_ some: [Int]) -> PolygonBuffer {
        var features = PolygonBuffer()
        for index in some { append(pieces[index], to: &features) }
        return features
    }

    private func append(_ piece: Piece, to features: inout PolygonBuffer) {
        features.appendPart(Int(piece.part), of: piece.isCut ? cut : whole)
        features.endFeature()
    }

    func pieces(ofFeature feature: Int) -> Range<Int> {
        (feature == 0 ? 0 : Int(ends[feature - 1]))..<Int(ends[feature])
    }

    func piece(_ index: Int) -> Piece { pieces[index] }

    func isCut(_ feature: Int) -> Bool { pieces(ofFeature: feature).contains { pieces[$0].isCut } }

    func geometry(_ index: Int, in context: GEOSContext) throws(GEOSError) -> GEOSGeometryHandle {
        let piece = pieces[index]
        return try context.polygon(part: Int(piece.part), of: piece.isCut ? cut : whole)
    }

    /// Pieces in groups within which none lies on another: greedily, as few groups as that gives.
    fileprivate func disjoint(_ some: [Int], _ lyingOn: [Int: [Int]]) -> [[Int]] {
        var groups: [[Int]] = []
        var groupOfFeature: [Int: Int] = [:]
        for index in some {
            let feature = Int(pieces[index].feature)
            let group: Int
            if let known = groupOfFeature[feature] {
                group = known
            } else {
                let taken = Set((lyingOn[feature] ?? []).compactMap { groupOfFeature[$0] })
                group = (0...).first { !taken.contains($0) } ?? 0
                groupOfFeature[feature] = group
            }
            while groups.count <= group { groups.append([]) }
            groups[group].append(index)
        }
        return groups
    }
}

extension GeometryEngine {
    /// What one feature has in common with each of some features of another layer: one feature per partner, in order.
    ///
    /// - Parameters:
    ///   - partners: features of the other layer, ascending.
    ///   - gridMetres: 0 keeps the coordinates; see `overlay`.
    /// - Complexity: only pieces that have area in common are looked at.
    public func intersections(
        of feature: Int, in pair: PiecePair, with partners: [Int], gridMetres: Double = 0
    ) throws(GEOSError) -> [PolygonBuffer] {
        let lists = partners.map { _ in GEOSGeometryList(in: context) }
        for own in pair.own.pieces(ofFeature: feature) {
            for (other, area) in pair.overlaps.others(own) {
                guard let index = partners.sortedIndex(of: Int(pair.other.piece(other).feature)) else { continue }
                if PieceOverlaps.isWhole(area, of: pair.overlaps.areas[own]) {
                    lists[index].append(try pair.own.geometry(own, in: context))
                } else if PieceOverlaps.isWhole(area, of: pair.otherAreas[other]) {
                    lists[index].append(try pair.other.geometry(other, in: context))
                } else {
                    lists[index].append(
                        try combine(
                            .intersection, try pair.own.geometry(own, in: context),
                            try pair.other.geometry(other, in: context), gridMetres: gridMetres))
                }
            }
        }
        let ownIsCut = pair.own.isCut(feature)
        var shapes: [PolygonBuffer] = []
        for (list, partner) in zip(lists, partners) {
            shapes.append(try joined(list, areCut: ownIsCut || pair.other.isCut(partner), gridMetres: gridMetres))
        }
        return shapes
    }

    /// What one feature has that nothing of another layer covers, as one feature.
    ///
    /// - Parameters:
    ///   - lyingOn: per feature of the other layer those that it lies on, when that is known. What they cover is then not
    ///     put together first, which costs more than the rest: features that do not lie on each other are taken away at
    ///     once, as OverlayNG takes the borders between neighbours of one operand for what they are, lines inside it. Wrong
    ///     knowledge makes a wrong answer: hold its area against the engine's.
    /// - Complexity: only pieces of which something is left are looked at.
    public func remainder(
        of feature: Int, in pair: PiecePair, lyingOn: [Int: [Int]]? = nil, gridMetres: Double = 0
    ) throws(GEOSError) -> PolygonBuffer {
        let list = GEOSGeometryList(in: context)
        for own in pair.own.pieces(ofFeature: feature) where pair.overlaps.rests[own] > 0 {
            let geometry = try pair.own.geometry(own, in: context)
            let others = pair.overlaps.others(own).map(\.other)
            guard !others.isEmpty else {
                list.append(geometry)
                continue
            }
            func collected(_ pieces: [Int], _ type: Int32) throws(GEOSError) -> GEOSGeometryHandle {
                let taken = GEOSGeometryList(in: context)
                for other in pieces { taken.append(try pair.other.geometry(other, in: context)) }
                return try context.collection(of: taken, type: type)
            }
            guard let lyingOn else {
                let union = try unaryUnion(try collected(others, Self.collectionType), gridMetres: gridMetres)
                list.append(try combine(.difference, geometry, union, gridMetres: gridMetres))
                continue
            }
            var rest = geometry
            for some in pair.other.disjoint(others, lyingOn) {
                rest = try combine(.difference, rest, try collected(some, Self.multiPolygonType), gridMetres: gridMetres)
            }
            list.append(rest)
        }
        return try joined(list, areCut: pair.own.isCut(feature), gridMetres: gridMetres)
    }

    /// A point inside a feature, away from its border; nil when it has no area.
    public func pointInside(_ polygons: PolygonBuffer, feature: Int) throws(GEOSError) -> SIMD2<Double>? {
        let geometry = try context.geometry(feature: feature, of: polygons)
        return try position(of: try geometry.made("GEOSPointOnSurface_r") { GEOSPointOnSurface_r($0, $1) })
    }

    /// Pieces of one polygon have sides in common and become one again; others stay as they are.
    private func joined(
        _ list: GEOSGeometryList, areCut: Bool, gridMetres: Double
    ) throws(GEOSError) -> PolygonBuffer {
        let isMany = list.pointers.count > 1
        let whole = try context.collection(of: list, type: Self.collectionType)
        guard isMany, areCut else { return try shape(of: whole).polygons }
        if gridMetres == 0, let joined = joinedByEdges(try shape(of: whole).polygons, clearanceMetres: 1e-6) { return joined }
        return try shape(of: try unaryUnion(whole, gridMetres: gridMetres)).polygons
    }
}

extension Array where Element == Int {
    /// Index of a value in a sorted array.
    fileprivate func sortedIndex(of value: Int) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == value ? low : nil
    }
}

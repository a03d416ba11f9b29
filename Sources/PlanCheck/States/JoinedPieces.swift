import GeoCore

/// Whether pieces that a cut leaves hang together elsewhere, told without a union: polygons of the unit that the plan does
/// not reach are still whole, and those that share an edge or lie on each other hang together. Pieces that have ground in
/// common with one such cluster do too.
///
/// What this finds is so; what it does not find may be so none the less (polygons whose shared border has other vertices on
/// either side).
struct JoinedPieces {
    /// Whether all pieces are known to hang together.
    private(set) var areJoined: Bool

    /// - Parameters:
    ///   - pieces: outside the plan, one per feature.
    ///   - unit: polygons of the unit, whole as the map has them.
    ///   - plan: polygons with ground in common with it join nothing.
    ///   - least: square metres that two have in common at least.
    /// - Complexity: O(vertices of the unit), and a sweep of the area engine over the pieces; over the unit too when shared
    ///   edges do not tell.
    init(_ pieces: PolygonBuffer, unit: PolygonBuffer, plan: PolygonBuffer, least: Double) {
        let apart = unit.partsApart
        let cut = Set(
            AreaEngine.common(old: EngineLayer(oneGroup: plan), new: EngineLayer(featuresOf: apart), threads: 1).map(\.new))
        let whole = (0..<apart.partCount).filter { !cut.contains(Int32($0)) }
        var clusters = EngineLayer(polygons: PolygonBuffer(), groups: [], groupCount: 0)
        for cluster in apart.clustersByEdge(parts: whole) {
            for part in cluster {
                clusters.polygons.appendPart(part, of: apart)
                clusters.polygons.endFeature()
                clusters.groups.append(Int32(clusters.groupCount))
            }
            clusters.groupCount += 1
        }
        // Pieces first, then clusters.
        let count = pieces.featureCount
        var sets = DisjointSets(count: count + clusters.groupCount)
        for cell in AreaEngine.common(old: EngineLayer(featuresOf: pieces), new: clusters, threads: 1)
        where cell.areaSquareMetres > least {
            sets.join(Int(cell.old), count + Int(cell.new))
        }
        func areJoined() -> Bool { (0..<count).allSatisfy { sets.root($0) == sets.root(0) } }
        self.areJoined = areJoined()
        guard !self.areJoined else { return }
        for overlap in AreaEngine.measure(clusters, masks: [], threads: 1).groupOverlaps
        where overlap.areaSquareMetres > least {
            sets.join(count + Int(overlap.a), count + Int(overlap.b))
        }
        self.areJoined = areJoined()
    }
}

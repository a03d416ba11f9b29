import GeoCore

/// Which pieces that a cut leaves hang together elsewhere, told without a union: polygons of the unit that the plan does not
/// reach are still whole, and those that share an edge hang together. Two pieces that both lie in one such cluster do too.
///
/// What this finds is so; what it does not find may be so none the less (polygons that overlap, or whose shared border has
/// other vertices on either side).
struct JoinedPieces {
    /// Per piece the lowest number of a piece that it hangs together with, through any number of others.
    private(set) var joined: [Int]

    /// - Parameters:
    ///   - pieces: outside the plan, one per feature.
    ///   - unit: polygons of the unit, whole as the map has them.
    ///   - plan: box around the plan; polygons that reach it join nothing.
    ///   - least: square metres that a piece has in common with a cluster at least.
    /// - Complexity: O(vertices of the unit) and one sweep over the pieces.
    init(_ pieces: PolygonBuffer, unit: PolygonBuffer, plan: Box, least: Double) {
        joined = Array(0..<pieces.featureCount)
        let whole = (0..<unit.partCount).filter { !unit.box(ofPart: $0).intersects(plan) }
        var clusters = EngineLayer(polygons: PolygonBuffer(), groups: [], groupCount: 0)
        for cluster in unit.clustersByEdge(parts: whole) {
            for part in cluster {
                clusters.polygons.appendPart(part, of: unit)
                clusters.polygons.endFeature()
                clusters.groups.append(Int32(clusters.groupCount))
            }
            clusters.groupCount += 1
        }
        var firstOfCluster: [Int32: Int] = [:]
        for cell in AreaEngine.common(old: EngineLayer(featuresOf: pieces), new: clusters, threads: 1)
        where cell.areaSquareMetres > least {
            if let first = firstOfCluster[cell.new] {
                join(first, Int(cell.old))
            } else {
                firstOfCluster[cell.new] = Int(cell.old)
            }
        }
    }

    private mutating func join(_ a: Int, _ b: Int) {
        let (low, high) = (min(joined[a], joined[b]), max(joined[a], joined[b]))
        // Few pieces: every member of the higher set is told.
        for piece in joined.indices where joined[piece] == high { joined[piece] = low }
    }
}

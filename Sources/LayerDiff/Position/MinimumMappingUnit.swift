package import GeoCore

/// Which patches are too small to count as change on their own.
///
/// A patch is a connected part of the places with one pair of labels. It is small below the minimum area, unless it
/// belongs to a *complex change*: changed patches that hang together and share the old label, or share the new one, and
/// reach the minimum area together. *Source*: METHOD §5.
///
/// *Connected* means a common border of more than a millimetre, or a common area: patches that meet in a corner only
/// do not hang together (as parts of a polygon do not).
///
/// The area is that of the whole patch: what the positional test takes from it does not make the rest small.
package enum MinimumMappingUnit {
    /// Borders within this distance are the same line: shapes are made with rounding, and dissolved on a grid.
    private static let reachMetres = 1e-4
    private static let shortestBorderMetres = 1e-3

    /// For each patch whether it is too small (cause S).
    ///
    /// - Parameters:
    ///   - patches: one feature each: those whose text differs and that are not settled by definition. Unchanged places
    ///     must not be among them: every patch hangs together with those.
    ///   - labels: for each patch its old and new class; −1 is ∅.
    ///   - mayOverlap: patches can lie on each other (any-of, or overlap that is carried).
    /// - Complexity: O(n log n + borders of the small patches and of their neighbours).
    package static func small(
        _ patches: PolygonBuffer, labels: [SIMD2<Int>], minimumSquareMetres: Double, mayOverlap: Bool = false,
        threads: Int
    ) throws(GEOSError) -> [Bool] {
        let areas = (0..<patches.featureCount).map { patches.areaSquareMetres(ofFeature: $0) }
        let isBelow = areas.map { $0 < minimumSquareMetres }
        guard isBelow.contains(true) else { return isBelow }
        let links = try links(patches, labels, where: isBelow, mayOverlap: mayOverlap, threads: threads)
        var isSmall = isBelow
        for side in 0...1 {
            var sets = DisjointSets(count: areas.count)
            for link in links where labels[link.x][side] == labels[link.y][side] { sets.join(link.x, link.y) }
            var together: [Int: Double] = [:]
            for index in areas.indices { together[sets.root(index), default: 0] += areas[index] }
            for index in areas.indices where (together[sets.root(index)] ?? 0) >= minimumSquareMetres {
                isSmall[index] = false
            }
        }
        return isSmall
    }

    /// Pairs of patches that hang together, share a label, and of which at least one is below the minimum (between the
    /// others it does not matter).
    private static func links(
        _ patches: PolygonBuffer, _ labels: [SIMD2<Int>], where isBelow: [Bool], mayOverlap: Bool, threads: Int
    ) throws(GEOSError) -> [SIMD2<Int>] {
        let boxes = (0..<patches.featureCount).map { patches.box(ofFeature: $0) }
        let tree = BoxTree(boxes)
        var candidates: [SIMD2<Int>] = []
        var wanted = isBelow.map { _ in false }
        for index in boxes.indices where isBelow[index] {
            for other in tree.indices(meeting: boxes[index].expanded(by: reachMetres)) where other != index {
                // A pair of two small patches is found twice.
                if isBelow[other] && other < index { continue }
                guard labels[index].x == labels[other].x || labels[index].y == labels[other].y else { continue }
                candidates.append(SIMD2(index, other))
                wanted[other] = true
            }
        }
        let needed = wanted
        let trees: [EdgeTree?] = parallelMap(count: boxes.count, workers: threads, grain: 256) {
            needed[$0] ? EdgeTree(patches.selecting(CollectionOfOne($0))) : nil
        }
        let found = candidates
        let isLink = try parallelMap(
            count: found.count, workers: threads, resource: { () throws(GEOSError) in try GeometryEngine() }
        ) { (engine, index) throws(GEOSError) -> Bool in
            let pair = found[index]
            let one = patches.selecting(CollectionOfOne(pair.x))
            if let border = trees[pair.y] {
                let common = one.sharedBoundary(with: border, toleranceMetres: reachMetres, facing: true)
                if common.lengthMetres > shortestBorderMetres { return true }
            }
            guard mayOverlap else { return false }
            return try engine.intersectionArea(of: one, feature: 0, and: patches, feature: pair.y) > 1e-6
        }
        return zip(found, isLink).compactMap { $1 ? $0 : nil }
    }
}

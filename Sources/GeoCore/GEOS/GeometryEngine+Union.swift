import CGEOS

extension GeometryEngine {
    /// Everything that at least one of the features covers, as one feature.
    ///
    /// Features that share their borders edge by edge are put together without an overlay (`CoverageUnion`), after GEOS has
    /// found the outcome valid; with `gridMetres` above 0, and for all others, the corresponding C function is
    /// `GEOSUnaryUnionPrec_r`.
    public func unaryUnion(_ a: PolygonBuffer, gridMetres: Double = 0) throws(GEOSError) -> OverlayShape {
        if gridMetres == 0, a.partCount > 1 {
            let union = try union(of: a.boxedParts(ofFeatures: a.featureIndices), of: a)
            return OverlayShape(
                polygons: union, areaSquareMetres: union.areaSquareMetres(ofFeature: 0), lineMetres: 0)
        }
        let whole = try context.multiPolygon(parts: 0..<a.partCount, of: a)
        return try shape(of: try unaryUnion(whole, gridMetres: gridMetres))
    }

    /// The union of the parts whose box meets `box`: inside the box it has the same boundary as the union of
    /// everything.
    public func unaryUnion(_ polygons: PolygonBuffer, near box: Box) throws(GEOSError) -> PolygonBuffer {
        let near = polygons.boxedParts(ofFeatures: polygons.featureIndices).filter { $0.box.intersects(box) }
        return mayOverlap(near)
            ? try union(of: near, of: polygons)
            : try shape(of: try context.multiPolygon(parts: near.map(\.part), of: polygons)).polygons
    }

    /// The union of what lies in `box`, cut off at its edge.
    public func unaryUnion(_ polygons: PolygonBuffer, within box: Box) throws(GEOSError) -> PolygonBuffer {
        let near = polygons.boxedParts(ofFeatures: polygons.featureIndices).filter { $0.box.intersects(box) }
        guard mayOverlap(near) else { return try shape(of: try collected(near, of: polygons, within: box)).polygons }
        let merged = try coveragesMerged(near, of: polygons)
        let parts = merged.boxedParts(ofFeatures: merged.featureIndices).filter { $0.box.intersects(box) }
        let collected = try collected(parts, of: merged, within: box)
        return try shape(of: merged.featureCount > 1 ? try unaryUnion(collected, gridMetres: 0) : collected).polygons
    }

    /// The union, as one feature, of parts that have whole edges in common or nothing; nil when that is not sure, so that
    /// an overlay has to put them together.
    ///
    /// Borders that nearly fit (a corner computed twice, a position on one side only) would leave a slit that no check of
    /// validity sees: no position may lie nearer than `clearanceMetres` to an edge that it does not end.
    /// - Complexity: O(n log n).
    public func joinedByEdges(_ polygons: PolygonBuffer, clearanceMetres: Double) -> PolygonBuffer? {
        var joined = PolygonBuffer()
        for cluster in CoverageUnion.clusters(polygons, parts: Array(0..<polygons.partCount)) {
            if cluster.count == 1 {
                joined.appendPart(cluster[0], of: polygons)
                continue
            }
            guard let union = CoverageUnion.of(polygons, parts: cluster) else { return nil }
            for part in 0..<union.partCount { joined.appendPart(part, of: union) }
        }
        joined.endFeature()
        let sum = polygons.areaSquareMetres
        guard abs(joined.areaSquareMetres - sum) <= 1e-9 * sum, EdgeTree(joined).isClear(byMetres: clearanceMetres) else {
            return nil
        }
        // A check that GEOS cannot make is one that was not passed.
        do throws(GEOSError) { return try invalidity(of: joined, feature: 0) == nil ? joined : nil } catch { return nil }
    }

    // MARK: inside the folder

    func unaryUnion(
        _ geometry: borrowing GEOSGeometryHandle, gridMetres: Double
    ) throws(GEOSError) -> GEOSGeometryHandle {
        try geometry.made("GEOSUnaryUnionPrec_r") { GEOSUnaryUnionPrec_r($0, $1, gridMetres) }
    }

    private func union(of parts: [BoxedPart], of polygons: PolygonBuffer) throws(GEOSError) -> PolygonBuffer {
        let merged = try coveragesMerged(parts, of: polygons)
        guard merged.featureCount > 1 else { return merged.featureCount == 1 ? merged : .withoutParts }
        return try shape(
            of: try unaryUnion(try context.multiPolygon(parts: 0..<merged.partCount, of: merged), gridMetres: 0)
        ).polygons
    }

    /// The parts of one valid feature need no union.
    private func mayOverlap(_ parts: [BoxedPart]) -> Bool {
        guard let first = parts.first else { return false }
        return parts.contains { $0.feature != first.feature }
    }

    /// Parts, cut off at the edge of a box.
    private func collected(
        _ parts: [BoxedPart], of polygons: PolygonBuffer, within box: Box
    ) throws(GEOSError) -> GEOSGeometryHandle {
        let pieces = GEOSGeometryList(in: context)
        for part in parts {
            let whole = try context.polygon(part: part.part, of: polygons)
            if box.contains(part.box) {
                pieces.append(whole)
            } else {
                pieces.append(try combine(.intersection, whole, try context.rectangle(box), gridMetres: 0))
            }
        }
        return try context.collection(of: pieces, type: Self.collectionType)
    }

    /// The same places with fewer features: parts that share borders edge by edge are one. Each is valid by itself; they
    /// may overlap.
    private func coveragesMerged(_ parts: [BoxedPart], of polygons: PolygonBuffer) throws(GEOSError) -> PolygonBuffer {
        var merged = PolygonBuffer()
        for cluster in CoverageUnion.clusters(polygons, parts: parts.map(\.part)) {
            if let union = try coverageUnion(polygons, parts: cluster) {
                merged.appendFeature(0, of: union)
                continue
            }
            for part in cluster {
                merged.appendPart(part, of: polygons)
                merged.endFeature()
            }
        }
        return merged
    }

    /// The union of parts that form a coverage; nil when they do not.
    private func coverageUnion(_ polygons: PolygonBuffer, parts: [Int]) throws(GEOSError) -> PolygonBuffer? {
        guard parts.count > 1, let union = CoverageUnion.of(polygons, parts: parts) else { return nil }
        let sum = parts.reduce(0) { $0 + polygons.areaSquareMetres(ofPart: $1) }
        guard abs(union.areaSquareMetres(ofFeature: 0) - sum) <= 1e-9 * sum,
            try invalidity(of: union, feature: 0) == nil
        else { return nil }
        return union
    }
}

import CGEOS

extension BufferStyle {
    /// For openings: mitred corners, so that a corner of 90° comes back as it was (round joins leave
    /// 0.21 · radius² there). *Source*: METHOD §5.
    public static let opening = BufferStyle(join: .mitre, quadrantSegments: 32, mitreLimit: 5)
    /// For "within a distance of": the true distance, up to 0.03 % of it.
    public static let reach = BufferStyle(join: .round, quadrantSegments: 32)
}

extension GeometryEngine {
    /// Pieces whose mean width is below this are rounding, not shape.
    static let noiseWidthMetres = 1e-6

    /// What the opening of one polygon (all parts of `region` together) removes: where it is thinner than a disc of
    /// that radius, the polygon shrunk by the radius and grown again does not come back. One feature.
    ///
    /// *Validity*: the parts form one valid multipolygon. *Robustness*: GEOS smooths dents that are shallower than
    /// 1 % of the radius before it draws a parallel, so that a border with such dents can lose slivers up to that wide.
    /// The corresponding C functions are `GEOSBufferWithParams_r` and `GEOSDifference_r`.
    public func thinPart(of region: PolygonBuffer, radiusMetres: Double) throws(GEOSError) -> PolygonBuffer {
        let nothing = PolygonBuffer.withoutParts
        guard radiusMetres > 0 else { return nothing }
        let box = region.box
        // A mitred core lies in the round one, which holds a disc.
        let area = region.areaSquareMetres
        if min(box.width, box.height) <= 2 * radiusMetres || area < Double.pi * radiusMetres * radiusMetres {
            return region
        }
        if Self.isThin(region, radiusMetres) { return region }
        let whole = try context.multiPolygon(parts: 0..<region.partCount, of: region)
        let shrunk = try buffered(whole, distanceMetres: -radiusMetres, style: .opening)
        if try shrunk.isEmpty() { return region }
        let parallel = try shape(of: try buffered(shrunk, distanceMetres: radiusMetres, style: .opening)).polygons
        // Where nothing is thin the parallel of the parallel is the border itself, up to the last digits. To an overlay those
        // are thousands of crossings; corners that are made the same are none.
        let grown = parallel.movedOnto(region.coordinates, withinMetres: Self.noiseWidthMetres)
        if grown.isShape(of: region, withinMetres: Self.noiseWidthMetres) { return nothing }
        let again = try context.multiPolygon(parts: 0..<grown.partCount, of: grown)
        let thin = try shape(of: try combine(.difference, whole, again, gridMetres: 0)).polygons.withoutNoise
        // Borders that nearly coincide are where GEOS can be wrong without an error: the area engine knows how much there is.
        let kept = AreaEngine.common(old: EngineLayer(oneGroup: region), new: EngineLayer(oneGroup: grown), threads: 1)
            .reduce(0) { $0 + $1.areaSquareMetres }
        func deviation(_ shape: PolygonBuffer) -> Double { abs(shape.areaSquareMetres - (area - kept)) }
        if deviation(thin) <= Self.noiseWidthMetres * region.perimeterMetres + 1e-9 * area { return thin }
        guard let snapped = try? shape(of: try combine(.difference, whole, again, gridMetres: 1e-6)).polygons.withoutNoise
        else { return thin }
        return deviation(snapped) < deviation(thin) ? snapped : thin
    }

    /// Whether every place of the parts surely lies within the radius of a border. Then nothing is left when they are shrunk,
    /// with mitres as little as with round corners.
    private static func isThin(_ region: PolygonBuffer, _ radiusMetres: Double) -> Bool {
        var proof = ReachProof(distanceMetres: radiusMetres)
        // Places within the radius of any border are no place for a disc, whichever part's it is.
        proof.setEdges(of: region)
        return (0..<region.partCount).allSatisfy { proof.holds(forPart: $0, of: region) }
    }

    /// Everything within `distanceMetres` of `others`, as far as it matters inside `box`.
    ///
    /// Features and parts may lie on each other. Only what lies within the distance of the box is looked at: each part
    /// is cut by the box grown by the distance first.
    public func reach(
        of others: PolygonBuffer, distanceMetres: Double, near box: Box
    ) throws(GEOSError) -> PolygonBuffer {
        let around = box.expanded(by: distanceMetres)
        let window = try context.rectangle(around)
        let pieces = GEOSGeometryList(in: context)
        for part in others.boxedParts(ofFeatures: 0..<others.featureCount) where part.box.intersects(around) {
            let whole = try context.polygon(part: part.part, of: others)
            if around.contains(part.box) {
                pieces.append(whole)
            } else {
                pieces.append(try combine(.intersection, whole, window, gridMetres: 0))
            }
        }
        if pieces.pointers.isEmpty { return .withoutParts }
        // Not a multipolygon: pieces may overlap, which a growing buffer does not mind.
        let collected = try context.collection(of: pieces, type: Int32(GEOS_GEOMETRYCOLLECTION.rawValue))
        return try shape(of: try buffered(collected, distanceMetres: distanceMetres, style: .reach)).polygons
    }

    /// The part of a box that none of the parts covers.
    public func uncovered(_ box: Box, by others: PolygonBuffer) throws(GEOSError) -> PolygonBuffer {
        let window = try context.rectangle(box)
        let near = others.boxedParts(ofFeatures: 0..<others.featureCount).filter { $0.box.intersects(box) }
        let whole = try shape(of: window).polygons
        if near.isEmpty { return whole }
        // How much there is, is cheap to know, and mostly it is nothing.
        let (left, isFree) = Self.uncoveredSquareMetres(whole, near, of: others)
        if left <= 1e-6 { return .withoutParts }
        let noise = 1e-6 + 1e-9 * box.width * box.height
        // Parts beside each other need not be put together first (`remainder`); on each other they make another area.
        if isFree,
            let rest = try? shape(
                of: try combine(
                    .difference, window, try context.multiPolygon(parts: near.map(\.part), of: others), gridMetres: 0)),
            abs(rest.areaSquareMetres - left) <= noise
        {
            return rest.polygons.withoutNoise
        }
        let pieces = GEOSGeometryList(in: context)
        for part in near {
            let whole = try context.polygon(part: part.part, of: others)
            if box.contains(part.box) {
                pieces.append(whole)
            } else {
                pieces.append(try combine(.intersection, whole, window, gridMetres: 0))
            }
        }
        let collected = try context.collection(of: pieces, type: Int32(GEOS_GEOMETRYCOLLECTION.rawValue))
        let union = try unaryUnion(collected, gridMetres: 0)
        return try shape(of: try combine(.difference, window, union, gridMetres: 0)).polygons.withoutNoise
    }

    /// Square metres of a place that no part covers, and whether the parts lie on each other nowhere in it.
    private static func uncoveredSquareMetres(
        _ place: PolygonBuffer, _ parts: [BoxedPart], of polygons: PolygonBuffer
    ) -> (area: Double, isFree: Bool) {
        var all = PolygonBuffer()
        for part in parts {
            all.appendPart(part.part, of: polygons)
            all.endFeature()
        }
        func covered(_ layer: EngineLayer) -> Double {
            AreaEngine.common(old: EngineLayer(oneGroup: place), new: layer, threads: 1).reduce(0) { $0 + $1.areaSquareMetres }
        }
        let together = covered(EngineLayer(oneGroup: all))
        return (place.areaSquareMetres - together, covered(EngineLayer(featuresOf: all)) - together <= 1e-6)
    }
}

extension PolygonBuffer {
    /// The same polygons with every position that lies as near to one of `targets` moved onto it.
    ///
    /// - Complexity: O(n log n).
    fileprivate func movedOnto(_ targets: Positions, withinMetres distance: Double) -> PolygonBuffer {
        let targets = targets.sorted { $0.x < $1.x }
        var moved = self
        moved.moveVertices { position in
            var low = 0
            var high = targets.count
            while low < high {
                let middle = (low + high) / 2
                if targets[middle].x < position.x - distance { low = middle + 1 } else { high = middle }
            }
            while low < targets.count, targets[low].x <= position.x + distance {
                if abs(targets[low].y - position.y) <= distance { return targets[low] }
                low += 1
            }
            return position
        }
        return moved
    }

    /// Whether two shapes are the same up to strips of that width: all positions of each lie on the border of the other, and
    /// the areas are the same. (Positions alone would not see a neck without positions that one of them lacks.)
    ///
    /// - Complexity: O(n log n).
    fileprivate func isShape(of other: PolygonBuffer, withinMetres distance: Double) -> Bool {
        guard abs(areaSquareMetres - other.areaSquareMetres) <= distance * other.perimeterMetres / 2 else { return false }
        let (own, others) = (Set(coordinates), Set(other.coordinates))
        let (strangers, missing) = (own.subtracting(others), others.subtracting(own))
        if !strangers.isEmpty {
            let border = EdgeTree(other)
            guard strangers.allSatisfy({ border.hasEdge(within: distance, of: $0) }) else { return false }
        }
        guard !missing.isEmpty else { return true }
        let border = EdgeTree(self)
        return missing.allSatisfy { border.hasEdge(within: distance, of: $0) }
    }

    /// One feature without parts.
    public static var withoutParts: PolygonBuffer {
        var empty = PolygonBuffer()
        empty.endFeature()
        return empty
    }

    /// Sum over all features.
    public var areaSquareMetres: Double {
        (0..<featureCount).reduce(0) { $0 + areaSquareMetres(ofFeature: $1) }
    }

    /// Length of all rings of a part.
    func perimeterMetres(ofPart part: Int) -> Double {
        var length = 0.0
        for ring in rings(ofPart: part) {
            for index in vertices(ofRing: ring).dropLast() {
                length += Edge(start: coordinates[index], end: coordinates[index + 1]).lengthMetres
            }
        }
        return length
    }

    /// Length of all rings.
    var perimeterMetres: Double { (0..<partCount).reduce(0) { $0 + perimeterMetres(ofPart: $1) } }

    /// All parts as one feature, without those that are rounding (`GeometryEngine.noiseWidthMetres`).
    public var withoutNoise: PolygonBuffer {
        var result = PolygonBuffer()
        for part in 0..<partCount
        where areaSquareMetres(ofPart: part) > GeometryEngine.noiseWidthMetres * perimeterMetres(ofPart: part) / 2 {
            result.appendPart(part, of: self)
        }
        result.endFeature()
        return result
    }
}

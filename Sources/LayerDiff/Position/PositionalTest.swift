package import GeoCore

/// Which part of a patch may be nothing but a border that was drawn a little further.
///
/// For a patch c of places with labels (i, j) and a tolerance ε: thin is what the opening of c by ε/2 removes, and a
/// place is drawing noise where it is thin *and* within ε of where the old map has a label that fits j *and* within ε of
/// where the new map has a label that fits i. Area-exact and pointwise: no share, no component test. The result is the
/// same when the dates are swapped, and grows with ε on shapes without corners under 60°.
/// *Source*: METHOD §5.
package struct PositionalTest: Sendable {
    /// X, as one feature; without parts when there is none.
    package var drawing: PolygonBuffer
    /// The patch without X, as one feature: goes on to the next rules. The whole patch when the strict bound was not
    /// asked for.
    package var rest: PolygonBuffer
    /// The parts of `rest` beyond ε of the old map's and of the new map's fitting labels, one feature each, whose parts
    /// may have sides in common. The larger of the two, cut to what is counted, is what even maps that are off by ε
    /// everywhere cannot explain: the strict lower bound of a patch that is R. nil when it was not asked for.
    package var beyondOld: PolygonBuffer?
    package var beyondNew: PolygonBuffer?

    /// The strict lower bound of the whole patch; nil when it was not asked for.
    package var strictSquareMetres: Double? {
        guard let beyondOld, let beyondNew else { return nil }
        return max(beyondOld.areaSquareMetres, beyondNew.areaSquareMetres)
    }

    /// The test with the whole of both regions at hand.
    ///
    /// - Parameters:
    ///   - region: the patch c: one valid feature.
    ///   - compatibleOld: N1, where the old map has a label that is not i and not disjoint from j. May overlap itself.
    ///   - compatibleNew: N2, where the new map has a label that is not j and not disjoint from i.
    package static func run(
        region: PolygonBuffer, compatibleOld: PolygonBuffer, compatibleNew: PolygonBuffer, toleranceMetres: Double,
        engine: GeometryEngine
    ) throws(GEOSError) -> PositionalTest {
        try run(
            region: region, toleranceMetres: toleranceMetres, wantsStrict: true, engine: engine,
            neighbours: Neighbours(
                edges: { _, side, proof in proof.setEdges(of: side == .old ? compatibleOld : compatibleNew) },
                region: { (_, side) throws(GEOSError) in side == .old ? compatibleOld : compatibleNew }))
    }

    /// The test of one patch between two maps; looks only at what lies near the patch.
    ///
    /// - Parameters:
    ///   - labels: what could explain the patch; see `CompatibleLabels`.
    ///   - wantsStrict: compute the strict lower bound (needed for the patches of rule 7 only).
    package static func run(
        region: PolygonBuffer, labels: CompatibleLabels, old: MapSurroundings, new: MapSurroundings,
        toleranceMetres: Double, wantsStrict: Bool, engine: GeometryEngine
    ) throws(GEOSError) -> PositionalTest {
        try run(
            region: region, toleranceMetres: toleranceMetres, wantsStrict: wantsStrict, engine: engine,
            neighbours: Neighbours(
                edges: { box, side, proof in
                    if side == .old {
                        old.addEdges(near: box, labels: labels.old, to: &proof)
                    } else {
                        new.addEdges(near: box, labels: labels.new, to: &proof)
                    }
                },
                region: { (box, side) throws(GEOSError) in
                    let (map, labels) = side == .old ? (old, labels.old) : (new, labels.new)
                    return try map.region(near: box, margin: toleranceMetres, labels: labels, engine: engine)
                }))
    }

    // MARK: the test

    /// What has labels that fit, as far as it matters within ε of a box.
    fileprivate struct Neighbours {
        /// Gives a proof edges of it; not all need be there.
        var edges: (Box, MapSide, inout ReachProof) -> Void
        var region: (Box, MapSide) throws(GEOSError) -> PolygonBuffer
    }

    private static func run(
        region: PolygonBuffer, toleranceMetres: Double, wantsStrict: Bool, engine: GeometryEngine, neighbours: Neighbours
    ) throws(GEOSError) -> PositionalTest {
        let thin = try engine.thinPart(of: region, radiusMetres: toleranceMetres / 2)
        let drawing = try drawing(in: thin, toleranceMetres, engine, neighbours)
        // Only the strict bound needs the shape of what is left.
        let rest = wantsStrict ? try remainder(of: region, without: drawing, engine) : region
        var result = PositionalTest(drawing: drawing, rest: rest)
        if wantsStrict {
            result.beyondOld = try beyond(.old, of: rest, toleranceMetres, engine, neighbours)
            result.beyondNew = try beyond(.new, of: rest, toleranceMetres, engine, neighbours)
        }
        return result
    }

    /// The part of `thin` within ε of both.
    private static func drawing(
        in thin: PolygonBuffer, _ tolerance: Double, _ engine: GeometryEngine, _ neighbours: Neighbours
    ) throws(GEOSError) -> PolygonBuffer {
        // Nearly all of what is thin lies along a border of both maps, and needs no overlay to know.
        var proof = ReachProof(distanceMetres: tolerance)
        var (found, open) = (PolygonBuffer(), PolygonBuffer())
        for part in 0..<thin.partCount {
            let isWhole = [MapSide.old, .new].allSatisfy { side in
                proof.isWithin(part, of: thin, side, neighbours)
            }
            if isWhole { found.appendPart(part, of: thin) } else { open.appendPart(part, of: thin) }
        }
        var isCut = false
        for piece in try groups(of: open, reach: 20 * tolerance, engine) {
            // Within ε of the one, then within ε of the other: most patches fail one of them early.
            var left = piece.polygon
            for side in [MapSide.old, .new] where left.partCount > 0 {
                left = try part(of: left, side, &proof, engine, neighbours)
            }
            for part in 0..<left.partCount { found.appendPart(part, of: left) }
            isCut = isCut || piece.isCut
        }
        found.endFeature()
        // Pieces of one polygon have sides in common.
        return isCut && found.partCount > 1 ? try engine.unaryUnion(found).polygons : found
    }

    /// The part of a shape (one feature) within ε of where one map has a label that fits.
    private static func part(
        of shape: PolygonBuffer, _ side: MapSide, _ proof: inout ReachProof, _ engine: GeometryEngine,
        _ neighbours: Neighbours
    ) throws(GEOSError) -> PolygonBuffer {
        var (inside, open) = (PolygonBuffer(), PolygonBuffer())
        for part in 0..<shape.partCount {
            if proof.isWithin(part, of: shape, side, neighbours) {
                inside.appendPart(part, of: shape)
            } else {
                open.appendPart(part, of: shape)
            }
        }
        open.endFeature()
        if open.partCount > 0 {
            let others = try neighbours.region(open.box, side)
            // With ∅ among them the border is known in full.
            proof.setEdges(of: others)
            var rest = PolygonBuffer()
            for part in 0..<open.partCount {
                if proof.holds(forPart: part, of: open) {
                    inside.appendPart(part, of: open)
                } else {
                    rest.appendPart(part, of: open)
                }
            }
            rest.endFeature()
            if others.partCount > 0, rest.partCount > 0 {
                let reach = try engine.reach(of: others, distanceMetres: proof.distanceMetres, near: rest.box)
                let found = try engine.overlay(.intersection, rest, reach).polygons
                for part in 0..<found.partCount { inside.appendPart(part, of: found) }
            }
        }
        inside.endFeature()
        return inside
    }

    private static func remainder(
        of region: PolygonBuffer, without drawing: PolygonBuffer, _ engine: GeometryEngine
    ) throws(GEOSError) -> PolygonBuffer {
        guard drawing.partCount > 0 else { return region }
        let whole = region.areaSquareMetres
        let noise = max(1e-6, 1e-9 * whole)
        if whole - drawing.areaSquareMetres <= noise { return .withoutParts }
        let rest = try engine.overlay(.difference, region, drawing).polygons
        // Near-coincident borders: GEOS can be wrong without an error, and snap-rounding is the second try.
        if abs(rest.areaSquareMetres + drawing.areaSquareMetres - whole) <= noise { return rest }
        return try engine.overlay(.difference, region, drawing, gridMetres: 1e-6).polygons
    }

    /// The part of `rest` further than ε from where one map has a label that fits.
    private static func beyond(
        _ side: MapSide, of rest: PolygonBuffer, _ tolerance: Double, _ engine: GeometryEngine, _ neighbours: Neighbours
    ) throws(GEOSError) -> PolygonBuffer {
        var proof = ReachProof(distanceMetres: tolerance)
        var found = PolygonBuffer()
        for piece in try pieces(of: rest, engine) {
            if proof.isWithin(0, of: piece.polygon, side, neighbours) { continue }
            let box = piece.polygon.box
            let others = try neighbours.region(box, side)
            var left = piece.polygon
            if others.partCount > 0 {
                let reach = try engine.reach(of: others, distanceMetres: tolerance, near: box)
                left = try engine.overlay(.difference, left, reach).polygons
            }
            for part in 0..<left.partCount { found.appendPart(part, of: left) }
        }
        found.endFeature()
        return found
    }

    /// The parts in groups that lie together, so that what lies near is looked up once for all of a group: what an
    /// opening removes is mostly many small corners.
    ///
    /// - Parameter reach: largest side of the box of a group of several parts.
    private static func groups(
        of polygons: PolygonBuffer, reach: Double, _ engine: GeometryEngine
    ) throws(GEOSError) -> [(polygon: PolygonBuffer, isCut: Bool)] {
        var groups: [(polygon: PolygonBuffer, isCut: Bool)] = []
        var open = [Array(0..<polygons.partCount)]
        while let parts = open.popLast(), !parts.isEmpty {
            var group = PolygonBuffer()
            for part in parts { group.appendPart(part, of: polygons) }
            group.endFeature()
            let box = group.box
            if parts.count == 1 {
                groups += try pieces(of: group, engine)
            } else if max(box.width, box.height) <= reach, group.vertexCount <= 256 {
                groups.append((group, false))
            } else {
                // Halved by place; by number when all lie on each other.
                let centre = { (part: Int) -> Double in
                    let own = polygons.box(ofPart: part)
                    return box.width >= box.height ? own.minX + own.maxX : own.minY + own.maxY
                }
                let ordered = parts.map { (centre($0), $0) }.sorted { $0 < $1 }.map(\.1)
                open.append(Array(ordered[..<(ordered.count / 2)]))
                open.append(Array(ordered[(ordered.count / 2)...]))
            }
        }
        return groups
    }

    /// The parts one by one, large ones cut, so that what lies near a piece is little.
    private static func pieces(
        of polygons: PolygonBuffer, _ engine: GeometryEngine
    ) throws(GEOSError) -> [(polygon: PolygonBuffer, isCut: Bool)] {
        var pieces: [(polygon: PolygonBuffer, isCut: Bool)] = []
        for part in 0..<polygons.partCount {
            var one = PolygonBuffer()
            one.appendPart(part, of: polygons)
            one.endFeature()
            guard one.vertexCount > 128 else {
                pieces.append((one, false))
                continue
            }
            let cut = try engine.subdivided(one, maximumVertices: 128)
            for piece in 0..<cut.featureCount { pieces.append((cut.selecting(CollectionOfOne(piece)), true)) }
        }
        return pieces
    }
}

extension ReachProof {
    /// Whether all of a part surely lies within the distance of where one map has a label that fits.
    fileprivate mutating func isWithin(
        _ part: Int, of shape: PolygonBuffer, _ side: MapSide, _ neighbours: PositionalTest.Neighbours
    ) -> Bool {
        removeEdges()
        neighbours.edges(shape.box(ofPart: part), side, &self)
        return holds(forPart: part, of: shape)
    }
}

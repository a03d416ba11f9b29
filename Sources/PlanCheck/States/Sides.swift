import GeoCore

/// On which side of the plan something lies: the three rules of `CONTRACT` §4.
enum Sides {
    /// An outer third counts when it holds at least this share of the overlap.
    static let shareOfOverlap = 0.25
    /// From this share of the plan on the overlap is the whole plan.
    static let wholePlan = 0.95
    /// A quadrant counts when it holds at least this share of the shared boundary.
    static let shareOfBoundary = 0.10

    /// The four outer thirds of a box, in the order N E S W; each reaches over the box's whole other extent.
    /// Empty for a box without width or height.
    static func thirds(of box: Box) -> [PolygonBuffer] {
        guard box.width > 0, box.height > 0 else { return [] }
        let x = (box.minX + box.width / 3, box.maxX - box.width / 3)
        let y = (box.minY + box.height / 3, box.maxY - box.height / 3)
        return [
            Box(minX: box.minX, minY: y.1, maxX: box.maxX, maxY: box.maxY),
            Box(minX: x.1, minY: box.minY, maxX: box.maxX, maxY: box.maxY),
            Box(minX: box.minX, minY: box.minY, maxX: box.maxX, maxY: y.0),
            Box(minX: box.minX, minY: box.minY, maxX: x.0, maxY: box.maxY),
        ].map(\.polygon)
    }

    /// Sides of a hit. `measures` are the parts of `whole` in the four thirds N E S W.
    static func ofHit(thirds measures: [Double], whole: Double, shareOfPlan: Double) -> [Side] {
        if shareOfPlan >= wholePlan { return [.all] }
        guard whole > 0, measures.count == 4 else { return [] }
        return zip([Side.north, .east, .south, .west], measures)
            // Written so that exactly a quarter counts whatever the last bit of the division.
            .filter { $0.1 >= shareOfOverlap * whole * (1 - 1e-9) }.map(\.0)
    }

    /// Metres of the plan's boundary per quadrant of its outward normal; only quadrants with a length. A diagonal
    /// normal belongs to north or south.
    static func quadrants(of shared: SharedBoundary) -> [Side: Double] {
        var lengths: [Side: Double] = [:]
        for piece in shared.pieces {
            let normal = piece.outwardNormal
            let side: Side =
                abs(normal.y) >= abs(normal.x) ? (normal.y > 0 ? .north : .south) : (normal.x > 0 ? .east : .west)
            lengths[side, default: 0] += piece.lengthMetres
        }
        return lengths.filter { $0.value > 0 }
    }

    /// Sides of a common boundary with its metres in the quadrants N E S W.
    static func ofTouch(quadrants lengths: [Side: Double]) -> [Side] {
        let whole = [Side.north, .east, .south, .west].reduce(0) { $0 + (lengths[$1] ?? 0) }
        guard whole > 0 else { return [] }
        return [Side.north, .east, .south, .west].filter {
            (lengths[$0] ?? 0) >= shareOfBoundary * whole * (1 - 1e-9)
        }
    }

    /// Compass direction of a vector (x east, y north) in eight winds; nil for no vector.
    static func direction(of vector: SIMD2<Double>) -> Side? {
        guard vector != .zero, vector.x.isFinite, vector.y.isFinite else { return nil }
        let (x, y) = (abs(vector.x), abs(vector.y))
        // tan 22.5°: within it of an axis, the wind is the axis.
        let tangent = 0.414_213_562_373_095_03
        if y <= x * tangent { return vector.x > 0 ? .east : .west }
        if x <= y * tangent { return vector.y > 0 ? .north : .south }
        return switch (vector.x > 0, vector.y > 0) {
        case (true, true): .northEast
        case (true, false): .southEast
        case (false, false): .southWest
        case (false, true): .northWest
        }
    }
}

extension Box {
    /// The box as one feature; without parts when it has no area.
    var polygon: PolygonBuffer {
        var buffer = PolygonBuffer()
        try? buffer.appendRing([
            SIMD2(minX, minY), SIMD2(maxX, minY), SIMD2(maxX, maxY), SIMD2(minX, maxY), SIMD2(minX, minY),
        ])
        buffer.endFeature()
        return buffer
    }

    var centre: SIMD2<Double> { SIMD2((minX + maxX) / 2, (minY + maxY) / 2) }
}

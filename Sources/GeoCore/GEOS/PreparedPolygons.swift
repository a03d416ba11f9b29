import CGEOS

/// One feature made ready for many comparisons: its parts, the large ones cut into pieces of at most
/// `maximumVertices`, each prepared. Stays with the engine that made it (not `Sendable`).
///
/// A polygon of 200 000 vertices against a small one costs 13–22 ms whole and 0.4 ms on its pieces.
public final class PreparedPolygons {
    private let engine: GeometryEngine
    private let pieces: [PreparedPiece]
    private let parts: [BoxedPart]

    /// - Parameter maximumVertices: pieces with more are halved; at least 8 is used.
    public init(
        _ buffer: PolygonBuffer, feature: Int, maximumVertices: Int = 256, engine: GeometryEngine
    ) throws(GEOSError) {
        self.engine = engine
        let cut = try engine.subdivided(buffer.selecting(CollectionOfOne(feature)), maximumVertices: maximumVertices)
        var pieces: [PreparedPiece] = []
        for part in 0..<cut.partCount {
            pieces.append(try PreparedPiece(try engine.context.polygon(part: part, of: cut), box: cut.box(ofPart: part)))
        }
        self.pieces = pieces
        // The pieces seen as parts, so that the sweep of boxes serves them too.
        parts = pieces.enumerated().map { BoxedPart(part: $0.offset, feature: 0, box: $0.element.box) }
    }

    /// Number of prepared pieces.
    public var pieceCount: Int { pieces.count }

    /// Area of the intersection with a feature of another buffer, in square units.
    ///
    /// *Validity*: both features valid. *Robustness*: see `GeometryEngine`; the cuts add rounding of about 1e-9
    /// of the pieces' size.
    public func intersectionArea(with other: PolygonBuffer, feature: Int) throws(GEOSError) -> Double {
        var total = 0.0
        for pair in meetingPairs(other.boxedParts(ofFeatures: CollectionOfOne(feature)), parts) {
            let part = other.parts(ofFeature: feature).lowerBound + pair.a
            let geometry = try engine.context.polygon(part: part, of: other)
            let piece = pieces[pair.b]
            guard
                try piece.prepared.test(
                    "GEOSPreparedIntersects_r", geometry, { GEOSPreparedIntersects_r($0, $1, $2) })
            else { continue }
            if try piece.prepared.test(
                "GEOSPreparedContainsProperly_r", geometry, { GEOSPreparedContainsProperly_r($0, $1, $2) })
            {
                total += other.areaSquareMetres(ofPart: part)
                continue
            }
            let common = try engine.combine(.intersection, piece.prepared.geometry, geometry, gridMetres: 0)
            total += try common.area()
        }
        return total
    }

    /// Whether the features share a point.
    public func intersects(_ other: PolygonBuffer, feature: Int) throws(GEOSError) -> Bool {
        for pair in meetingPairs(other.boxedParts(ofFeatures: CollectionOfOne(feature)), parts) {
            let geometry = try engine.context.polygon(
                part: other.parts(ofFeature: feature).lowerBound + pair.a, of: other)
            if try pieces[pair.b].prepared.test(
                "GEOSPreparedIntersects_r", geometry, { GEOSPreparedIntersects_r($0, $1, $2) })
            {
                return true
            }
        }
        return false
    }
}

/// A class, because an array cannot hold the noncopyable handle.
final class PreparedPiece {
    let prepared: PreparedHandle
    let box: Box

    init(_ geometry: consuming GEOSGeometryHandle, box: Box) throws(GEOSError) {
        prepared = try PreparedHandle(preparing: geometry)
        self.box = box
    }
}

@available(*, unavailable)
extension PreparedPolygons: Sendable {}

extension GeometryEngine {
    /// Polygons of at most `maximumVertices` positions that together cover the same places as `polygons`; each
    /// comes back as a feature of its own, in the order of the halving.
    ///
    /// By plain cuts along lines, again and again; what those cannot do, by intersection with the halves of the box
    /// (never `GEOSClipByRect`, which loses area).
    public func subdivided(_ polygons: PolygonBuffer, maximumVertices: Int = 256) throws(GEOSError) -> PolygonBuffer {
        var pieces = PolygonBuffer()
        for part in 0..<polygons.partCount {
            try halve(part, of: polygons, maximumVertices: max(8, maximumVertices), depth: 0, into: &pieces)
        }
        return pieces
    }

    private func halve(
        _ part: Int, of polygons: PolygonBuffer, maximumVertices: Int, depth: Int, into pieces: inout PolygonBuffer
    ) throws(GEOSError) {
        // Forty halvings are more than a box of doubles can stand: only coincident positions get there.
        guard polygons.vertexCount(ofPart: part) > maximumVertices, depth < 40 else {
            pieces.appendPart(part, of: polygons)
            pieces.endFeature()
            return
        }
        let (lower, upper) =
            if let halves = polygons.halves(ofPart: part) { halves } else { try overlaidHalves(part, of: polygons) }
        for half in [lower, upper] {
            for piece in 0..<half.partCount {
                try halve(piece, of: half, maximumVertices: maximumVertices, depth: depth + 1, into: &pieces)
            }
        }
    }

    private func overlaidHalves(
        _ part: Int, of polygons: PolygonBuffer
    ) throws(GEOSError) -> (lower: PolygonBuffer, upper: PolygonBuffer) {
        let geometry = try context.polygon(part: part, of: polygons)
        let box = polygons.box(ofPart: part)
        var (low, high) = (box, box)
        if box.width >= box.height {
            low.maxX = (box.minX + box.maxX) / 2
            high.minX = low.maxX
        } else {
            low.maxY = (box.minY + box.maxY) / 2
            high.minY = low.maxY
        }
        func half(_ box: Box) throws(GEOSError) -> PolygonBuffer {
            // A half can hold several polygons, and lines where the border runs along the cut.
            try shape(of: try combine(.intersection, geometry, try context.rectangle(box), gridMetres: 0)).polygons
        }
        return (try half(low), try half(high))
    }
}

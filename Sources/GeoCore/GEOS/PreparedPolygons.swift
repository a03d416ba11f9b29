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
        var pieces: [PreparedPiece] = []
        for part in buffer.parts(ofFeature: feature) {
            let whole = try engine.context.polygon(part: part, of: buffer)
            try engine.halve(whole, maximumVertices: max(8, maximumVertices), depth: 0, into: &pieces)
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
    /// By intersection with the halves of the box, again and again (never `GEOSClipByRect`, which loses area).
    public func subdivided(_ polygons: PolygonBuffer, maximumVertices: Int = 256) throws(GEOSError) -> PolygonBuffer {
        var pieces: [PreparedPiece] = []
        for part in 0..<polygons.partCount {
            let whole = try context.polygon(part: part, of: polygons)
            try halve(whole, maximumVertices: max(8, maximumVertices), depth: 0, into: &pieces)
        }
        var result = PolygonBuffer()
        for piece in pieces {
            try piece.prepared.geometry.appendPolygons(to: &result)
            result.endFeature()
        }
        return result
    }

    fileprivate func halve(
        _ geometry: consuming GEOSGeometryHandle, maximumVertices: Int, depth: Int,
        into pieces: inout [PreparedPiece]
    ) throws(GEOSError) {
        guard try !geometry.isEmpty() else { return }
        let count = try geometry.status("GEOSGetNumCoordinates_r", failure: -1) { GEOSGetNumCoordinates_r($0, $1) }
        let box = try geometry.box()
        // 40 halvings leave a millionth of the first box's sides: only coincident vertices get there.
        guard count > maximumVertices, depth < 40 else {
            pieces.append(try PreparedPiece(geometry, box: box))
            return
        }
        var low = box
        var high = box
        if box.width >= box.height {
            low.maxX = (box.minX + box.maxX) / 2
            high.minX = low.maxX
        } else {
            low.maxY = (box.minY + box.maxY) / 2
            high.minY = low.maxY
        }
        for half in [low, high] {
            let cut = try combine(.intersection, geometry, try context.rectangle(half), gridMetres: 0)
            // A half can hold several polygons, and lines where the border runs along the cut.
            var polygons = PolygonBuffer()
            try cut.appendPolygons(to: &polygons)
            polygons.endFeature()
            for part in 0..<polygons.partCount {
                try halve(
                    try context.polygon(part: part, of: polygons), maximumVertices: maximumVertices,
                    depth: depth + 1, into: &pieces)
            }
        }
    }
}

import CGEOS

/// How corners of a buffer are drawn.
public struct BufferStyle: Sendable, Hashable {
    public enum Join: Sendable, Hashable {
        case round
        case mitre
        case bevel
    }
    public var join: Join
    /// Segments in a quarter of a circle: 16 stays within 0.12 % of the distance inside the true circle.
    public var quadrantSegments: Int32
    /// How far a mitred corner may reach out, as a multiple of the distance.
    public var mitreLimit: Double

    public init(join: Join = .round, quadrantSegments: Int32 = 16, mitreLimit: Double = 5) {
        self.join = join
        self.quadrantSegments = quadrantSegments
        self.mitreLimit = mitreLimit
    }

    public static let round = BufferStyle()
    public static let mitre = BufferStyle(join: .mitre)
}

extension GeometryEngine {
    /// All features grown (or, with a negative distance, shrunk) by `distanceMetres`, dissolved to one feature.
    ///
    /// The corresponding C function is `GEOSBufferWithParams_r`.
    public func buffer(
        _ polygons: PolygonBuffer, distanceMetres: Double, style: BufferStyle = .round
    ) throws(GEOSError) -> PolygonBuffer {
        var source = polygons
        // A multipolygon of overlapping features is not valid, and a negative distance needs the common outline.
        if polygons.featureCount > 1 { source = try unaryUnion(polygons).polygons }
        let geometry = try context.multiPolygon(parts: 0..<source.partCount, of: source)
        return try shape(of: try buffered(geometry, distanceMetres: distanceMetres, style: style)).polygons
    }

    /// A corridor of `distanceMetres` on both sides of lines, dissolved to one feature; round ends.
    /// Lines with fewer than two positions are left out.
    public func buffer(
        lines: [[SIMD2<Double>]], distanceMetres: Double, style: BufferStyle = .round
    ) throws(GEOSError) -> PolygonBuffer {
        let list = GEOSGeometryList(in: context)
        for line in lines where line.count >= 2 { list.append(try context.line(line)) }
        let whole = try context.collection(of: list, type: Int32(GEOS_MULTILINESTRING.rawValue))
        return try shape(of: try buffered(whole, distanceMetres: distanceMetres, style: style)).polygons
    }

    /// A disc around a point, as one feature.
    public func disc(
        around centre: SIMD2<Double>, radiusMetres: Double, style: BufferStyle = .round
    ) throws(GEOSError) -> PolygonBuffer {
        let pointer = try context.pointer("GEOSGeom_createPointFromXY_r") {
            GEOSGeom_createPointFromXY_r($0, centre.x, centre.y)
        }
        let point = GEOSGeometryHandle(adopting: pointer, in: context)
        return try shape(of: try buffered(point, distanceMetres: radiusMetres, style: style)).polygons
    }

    func buffered(
        _ geometry: borrowing GEOSGeometryHandle, distanceMetres: Double, style: BufferStyle
    ) throws(GEOSError) -> GEOSGeometryHandle {
        let parameters = try context.pointer("GEOSBufferParams_create_r") { GEOSBufferParams_create_r($0) }
        defer { GEOSBufferParams_destroy_r(context.handle, parameters) }
        let join =
            switch style.join {
            case .round: GEOSBUF_JOIN_ROUND
            case .mitre: GEOSBUF_JOIN_MITRE
            case .bevel: GEOSBUF_JOIN_BEVEL
            }
        try context.status("GEOSBufferParams_setJoinStyle_r") {
            GEOSBufferParams_setJoinStyle_r($0, parameters, Int32(join.rawValue))
        }
        try context.status("GEOSBufferParams_setQuadrantSegments_r") {
            GEOSBufferParams_setQuadrantSegments_r($0, parameters, style.quadrantSegments)
        }
        try context.status("GEOSBufferParams_setMitreLimit_r") {
            GEOSBufferParams_setMitreLimit_r($0, parameters, style.mitreLimit)
        }
        return try geometry.made("GEOSBufferWithParams_r") {
            GEOSBufferWithParams_r($0, $1, parameters, distanceMetres)
        }
    }
}

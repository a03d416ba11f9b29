import CGEOSLoop
import GeoCore

/// GEOS geometries of one worker and the context they live in; destroyed with it.
final class GEOSShapes {
    let context: GEOSContextHandle_t
    private var owned: [OpaquePointer] = []

    init() throws {
        guard let context = GEOS_init_r() else { throw LoopError.geos("GEOS_init_r") }
        self.context = context
    }

    deinit {
        for geometry in owned { GEOSGeom_destroy_r(context, geometry) }
        GEOS_finish_r(context)
    }

    /// A feature as a multipolygon that lives as long as this.
    func kept(_ feature: Int, of polygons: PolygonBuffer) throws -> OpaquePointer {
        let whole = try made(feature, of: polygons)
        owned.append(whole)
        return whole
    }

    /// A feature as a multipolygon; whoever asks destroys it.
    func made(_ feature: Int, of polygons: PolygonBuffer) throws -> OpaquePointer {
        var parts: [OpaquePointer?] = []
        for part in polygons.parts(ofFeature: feature) { parts.append(try polygon(polygons.rings(ofPart: part), of: polygons)) }
        guard
            let whole = GEOSGeom_createCollection_r(
                context, Int32(GEOS_MULTIPOLYGON.rawValue), &parts, UInt32(parts.count))
        else { throw LoopError.geos("GEOSGeom_createCollection_r") }
        return whole
    }

    private func polygon(_ rings: Range<Int>, of polygons: PolygonBuffer) throws -> OpaquePointer {
        var made: [OpaquePointer?] = []
        for ring in rings {
            let sequence = polygons.coordinates.withDoubles(polygons.vertices(ofRing: ring)) { positions -> OpaquePointer? in
                // SIMD2<Double> is x and y beside each other, which is what GEOS copies from.
                let start = UnsafeRawPointer(positions.baseAddress)?.assumingMemoryBound(to: Double.self)
                return GEOSCoordSeq_copyFromBuffer_r(context, start, UInt32(positions.count), 0, 0)
            }
            guard let sequence, let line = GEOSGeom_createLinearRing_r(context, sequence) else {
                throw LoopError.geos("GEOSGeom_createLinearRing_r")
            }
            made.append(line)
        }
        let shell = made.removeFirst()
        guard let polygon = GEOSGeom_createPolygon_r(context, shell, &made, UInt32(made.count)) else {
            throw LoopError.geos("GEOSGeom_createPolygon_r")
        }
        return polygon
    }

    /// Area of the intersection of two geometries.
    func commonArea(_ a: OpaquePointer, _ b: OpaquePointer) throws -> Double {
        guard let common = GEOSIntersection_r(context, a, b) else { throw LoopError.geos("GEOSIntersection_r") }
        defer { GEOSGeom_destroy_r(context, common) }
        return try area(common)
    }

    func area(_ geometry: OpaquePointer) throws -> Double {
        var area = 0.0
        guard GEOSArea_r(context, geometry, &area) == 1 else { throw LoopError.geos("GEOSArea_r") }
        return area
    }
}

@available(*, unavailable)
extension GEOSShapes: Sendable {}

public enum LoopError: Error, Sendable {
    /// The C function that failed.
    case geos(String)
    /// The time allowed was used up.
    case tooSlow
}

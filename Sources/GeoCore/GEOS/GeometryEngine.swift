import CGEOS

/// The geometry engine: everything that must have a shape (faces, repair, distances), by GEOS.
///
/// Values go in and come out (`PolygonBuffer`, `Double`); C handles never leave this folder. One engine per child
/// task: it owns a GEOS context and is not `Sendable`.
///
/// *Robustness*: GEOS 3.11 can return a wrong overlay without an error on near-coincident borders (JTS #1000). A
/// number that counts is compared with the area engine, which builds no topology; `gridMetres` repeats an overlay
/// with snap-rounding.
public final class GeometryEngine {
    let context: GEOSContext
    /// Type code of a geometry collection.
    static let collectionType = Int32(GEOS_GEOMETRYCOLLECTION.rawValue)
    static let multiPolygonType = Int32(GEOS_MULTIPOLYGON.rawValue)

    /// - Throws: `GEOSError` when GEOS cannot allocate a context.
    public init() throws(GEOSError) {
        guard let context = GEOSContext() else {
            throw GEOSError(function: "GEOS_init_r", message: "no context")
        }
        self.context = context
    }

    /// Version of the GEOS library in use ("3.11.1").
    public static var version: String {
        // "3.11.1-CAPI-1.17.1": the part before the first dash is the library's.
        let text = GEOSversion().map { String(cString: $0) } ?? ""
        return String(text.prefix { $0 != "-" })
    }
}

@available(*, unavailable)
extension GeometryEngine: Sendable {}

import CGEOS

/// Well-known text, for tests and for looking at one geometry; files are read and written elsewhere.
extension GeometryEngine {
    /// One feature as WKT, with as many digits as needed to read the same coordinates back.
    public func wellKnownText(of buffer: PolygonBuffer, feature: Int) throws(GEOSError) -> String {
        let geometry = try context.geometry(feature: feature, of: buffer)
        let writer = try context.pointer("GEOSWKTWriter_create_r") { GEOSWKTWriter_create_r($0) }
        defer { GEOSWKTWriter_destroy_r(context.handle, writer) }
        GEOSWKTWriter_setTrim_r(context.handle, writer, 1)
        GEOSWKTWriter_setRoundingPrecision_r(context.handle, writer, -1)
        var text = ""
        // NULL is the failure; the text itself belongs to the caller.
        try geometry.status("GEOSWKTWriter_write_r") { handle, own in
            guard let written = GEOSWKTWriter_write_r(handle, writer, own) else { return 0 }
            defer { GEOSFree_r(handle, written) }
            text = String(cString: written)
            return 1
        }
        return text
    }

    /// The polygons of a WKT geometry as one feature; lines and points in it are left out.
    public func polygons(wellKnownText text: String) throws(GEOSError) -> PolygonBuffer {
        let reader = try context.pointer("GEOSWKTReader_create_r") { GEOSWKTReader_create_r($0) }
        defer { GEOSWKTReader_destroy_r(context.handle, reader) }
        let pointer = try context.pointer("GEOSWKTReader_read_r") { GEOSWKTReader_read_r($0, reader, text) }
        return try shape(of: GEOSGeometryHandle(adopting: pointer, in: context)).polygons
    }
}

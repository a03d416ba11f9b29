/// The binary geometry of GeoPackage (OGC 12-128r18 §2.1.3): a header, then WKB. The header's envelope and empty
/// flag are not trusted: the WKB says what the geometry is.
enum GeoPackageBlob {
    /// Appends the polygons of a blob to the feature being built; see `WKBDecoder.decode`.
    /// - Parameter bytes: nil for NULL.
    static func decode(
        _ bytes: UnsafeRawBufferPointer?, into buffer: inout PolygonBuffer
    ) throws(GeometryProblem) -> GeometrySummary {
        guard let bytes else { return .null }
        guard bytes.count >= 8, bytes[0] == UInt8(ascii: "G"), bytes[1] == UInt8(ascii: "P") else {
            // SpatiaLite blobs start with 0x00, a byte order, and end with 0xFE.
            if bytes.count > 44, bytes[0] == 0, bytes[1] <= 1, bytes[38] == 0x7C { throw .spatiaLiteBlob }
            throw .notAGeoPackageBlob
        }
        let flags = bytes[3]
        guard flags & 0x20 == 0 else { throw .extendedBlob }
        let code = flags >> 1 & 7
        let envelopeSize: Int
        switch code {
        case 0: envelopeSize = 0
        case 1: envelopeSize = 32
        case 2, 3: envelopeSize = 48
        case 4: envelopeSize = 64
        default: throw .envelopeCode(code)
        }
        let start = 8 + envelopeSize
        // Marked empty, and nothing behind the header: some writers leave the WKB out.
        if flags & 0x10 != 0, bytes.count == start { return GeometrySummary() }
        guard bytes.count > start else { throw .truncated(offset: bytes.count, needed: start + 5 - bytes.count) }
        return try WKBDecoder.decode(bytes, from: start, into: &buffer)
    }
}

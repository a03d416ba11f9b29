import CGEOS

/// Why a feature is not a valid polygon, and where.
public struct Invalidity: Sendable, Hashable {
    /// As GEOS words it ("Self-intersection").
    public var reason: String
    /// Nil when GEOS gives no place.
    public var location: SIMD2<Double>?

    public init(reason: String, location: SIMD2<Double>?) {
        self.reason = reason
        self.location = location
    }
}

/// How an invalid polygon is made valid.
public enum RepairMethod: String, Sendable, Hashable, CaseIterable {
    /// Shells are kept, holes taken out, overlaps merged.
    case structure
    /// All linework is kept; faces alternate between inside and outside.
    case linework
}

extension GeometryEngine {
    /// Nil when the feature is valid (OGC Simple Features), else why it is not.
    ///
    /// The corresponding C function is `GEOSisValidDetail_r`.
    public func invalidity(of buffer: PolygonBuffer, feature: Int) throws(GEOSError) -> Invalidity? {
        let geometry = try context.geometry(feature: feature, of: buffer)
        var reason: UnsafeMutablePointer<CChar>?
        var place: OpaquePointer?
        let isValid = try geometry.lend { (own) throws(GEOSError) in
            try context.predicate("GEOSisValidDetail_r") { GEOSisValidDetail_r($0, own, 0, &reason, &place) }
        }
        // Both belong to the caller and may be NULL.
        defer { if let reason { GEOSFree_r(context.handle, reason) } }
        var location: SIMD2<Double>?
        if let place { location = try position(of: GEOSGeometryHandle(adopting: place, in: context)) }
        return isValid
            ? nil : Invalidity(reason: reason.map { String(cString: $0) } ?? "invalid", location: location)
    }

    /// The feature made valid, as a buffer of one feature (without parts when nothing with area is left). A
    /// valid feature comes back as it is.
    ///
    /// The corresponding C function is `GEOSMakeValidWithParams_r`.
    public func repaired(
        _ buffer: PolygonBuffer, feature: Int, method: RepairMethod
    ) throws(GEOSError) -> PolygonBuffer {
        guard try invalidity(of: buffer, feature: feature) != nil else { return buffer.selecting(CollectionOfOne(feature)) }
        let geometry = try context.geometry(feature: feature, of: buffer)
        let parameters = try context.pointer("GEOSMakeValidParams_create_r") { GEOSMakeValidParams_create_r($0) }
        defer { GEOSMakeValidParams_destroy_r(context.handle, parameters) }
        let code = method == .structure ? GEOS_MAKE_VALID_STRUCTURE : GEOS_MAKE_VALID_LINEWORK
        try context.status("GEOSMakeValidParams_setMethod_r") { GEOSMakeValidParams_setMethod_r($0, parameters, code) }
        try context.status("GEOSMakeValidParams_setKeepCollapsed_r") {
            GEOSMakeValidParams_setKeepCollapsed_r($0, parameters, 0)
        }
        let result = try geometry.made("GEOSMakeValidWithParams_r") { GEOSMakeValidWithParams_r($0, $1, parameters) }
        let polygons = try shape(of: result).polygons
        // GEOS 3.11 can leave two parts with a common side, which a union makes one.
        return try invalidity(of: polygons, feature: 0) == nil ? polygons : try unaryUnion(polygons).polygons
    }
}

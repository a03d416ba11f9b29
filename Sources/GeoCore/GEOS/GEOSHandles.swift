import CGEOS

// All pointers of the C API import as one type, `OpaquePointer`, so a geometry and a sequence could be swapped
// unnoticed. Each is therefore wrapped at once in a type of its own that destroys it.
//
// Transfer rule: after any `create*` call its inputs belong to GEOS, *whether the call succeeded or not* (GEOS frees
// them when it fails; destroying them again crashes). So inputs go in as `release()`d pointers.

/// Owns one `GEOSGeometry`.
struct GEOSGeometryHandle: ~Copyable {
    let context: GEOSContext
    /// Nil once released. (`discard self` is not available to a type with a class reference.)
    private var owned: OpaquePointer?

    init(adopting pointer: OpaquePointer, in context: GEOSContext) {
        self.context = context
        owned = pointer
    }

    deinit {
        if let owned { GEOSGeom_destroy_r(context.handle, owned) }
    }

    /// For the duration of a call only.
    var pointer: OpaquePointer? { owned }

    /// Hands the geometry over to a call that takes ownership.
    consuming func release() -> OpaquePointer? {
        let pointer = owned
        owned = nil
        return pointer
    }
}

/// Owns one `GEOSCoordSequence`.
struct CoordinateSequenceHandle: ~Copyable {
    let context: GEOSContext
    private var owned: OpaquePointer?

    init(adopting pointer: OpaquePointer, in context: GEOSContext) {
        self.context = context
        owned = pointer
    }

    /// A copy of interleaved x, y positions.
    init(copying positions: UnsafeBufferPointer<SIMD2<Double>>, in context: GEOSContext) throws(GEOSError) {
        // `SIMD2<Double>` has stride 16, so the array is the interleaved buffer that GEOS takes. A buffer holds
        // fewer than 2³¹ positions, so the count fits.
        let raw = UnsafeRawPointer(positions.baseAddress)
        let pointer = try context.pointer("GEOSCoordSeq_copyFromBuffer_r") {
            GEOSCoordSeq_copyFromBuffer_r(
                $0, raw?.assumingMemoryBound(to: Double.self), UInt32(positions.count), 0, 0)
        }
        self.init(adopting: pointer, in: context)
    }

    deinit {
        if let owned { GEOSCoordSeq_destroy_r(context.handle, owned) }
    }

    var pointer: OpaquePointer? { owned }

    consuming func release() -> OpaquePointer? {
        let pointer = owned
        owned = nil
        return pointer
    }

    /// All positions of the sequence.
    borrowing func positions() throws(GEOSError) -> [SIMD2<Double>] {
        try context.positions(ofSequence: owned)
    }
}

/// Owns one `GEOSPreparedGeometry` and the geometry it was made from.
struct PreparedHandle: ~Copyable {
    let geometry: GEOSGeometryHandle
    let pointer: OpaquePointer

    init(preparing geometry: consuming GEOSGeometryHandle) throws(GEOSError) {
        let base = geometry.pointer
        pointer = try geometry.context.pointer("GEOSPrepare_r") { GEOSPrepare_r($0, base) }
        self.geometry = geometry
    }

    deinit {
        // Before the geometry, which goes with the stored property afterwards.
        GEOSPreparedGeom_destroy_r(geometry.context.handle, pointer)
    }
}

/// Several owned geometries on their way into one collection. (`[GEOSGeometryHandle]` is not possible: arrays
/// hold copyable elements only.)
final class GEOSGeometryList {
    private let context: GEOSContext
    private(set) var pointers: [OpaquePointer?] = []

    init(in context: GEOSContext) { self.context = context }

    deinit {
        for pointer in pointers { if let pointer { GEOSGeom_destroy_r(context.handle, pointer) } }
    }

    func append(_ geometry: consuming GEOSGeometryHandle) {
        pointers.append(geometry.release())
    }

    /// Hands everything over to a call that takes ownership; the list is empty afterwards.
    func release() -> [OpaquePointer?] {
        defer { pointers = [] }
        return pointers
    }
}

@available(*, unavailable)
extension GEOSGeometryList: Sendable {}

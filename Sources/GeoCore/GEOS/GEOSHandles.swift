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

    /// Lends the pointer for the duration of `body`: the geometry cannot be destroyed before that returns, as it
    /// could after a plain look at the pointer.
    borrowing func lend<Result: ~Copyable, Failure: Error>(
        _ body: (OpaquePointer?) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(owned)
    }

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
    private let pointer: OpaquePointer

    init(preparing geometry: consuming GEOSGeometryHandle) throws(GEOSError) {
        pointer = try geometry.call("GEOSPrepare_r") { GEOSPrepare_r($0, $1) }
        self.geometry = geometry
    }

    deinit {
        // Before the geometry, which goes with the stored property afterwards.
        GEOSPreparedGeom_destroy_r(geometry.context.handle, pointer)
    }

    /// A predicate between the prepared geometry and another.
    borrowing func test(
        _ function: StaticString, _ other: borrowing GEOSGeometryHandle,
        _ call: (GEOSContextHandle_t, OpaquePointer, OpaquePointer?) -> CChar
    ) throws(GEOSError) -> Bool {
        try other.lend { (other) throws(GEOSError) in
            try geometry.context.predicate(function) { call($0, pointer, other) }
        }
    }

    /// A call on the prepared geometry and another that returns NULL when it fails.
    borrowing func call(
        _ function: StaticString, _ other: borrowing GEOSGeometryHandle,
        _ call: (GEOSContextHandle_t, OpaquePointer, OpaquePointer?) -> OpaquePointer?
    ) throws(GEOSError) -> OpaquePointer {
        try other.lend { (other) throws(GEOSError) in
            try geometry.context.pointer(function) { call($0, pointer, other) }
        }
    }
}

extension GEOSGeometryHandle {
    /// A call on this geometry that returns NULL when it fails.
    borrowing func call(
        _ function: StaticString, _ call: (GEOSContextHandle_t, OpaquePointer?) -> OpaquePointer?
    ) throws(GEOSError) -> OpaquePointer {
        try lend { (own) throws(GEOSError) in try context.pointer(function) { call($0, own) } }
    }

    /// A geometry made of this one.
    borrowing func made(
        _ function: StaticString, _ call: (GEOSContextHandle_t, OpaquePointer?) -> OpaquePointer?
    ) throws(GEOSError) -> GEOSGeometryHandle {
        GEOSGeometryHandle(adopting: try self.call(function, call), in: context)
    }

    /// A geometry made of this one and another.
    borrowing func made(
        _ function: StaticString, with other: borrowing GEOSGeometryHandle,
        _ call: (GEOSContextHandle_t, OpaquePointer?, OpaquePointer?) -> OpaquePointer?
    ) throws(GEOSError) -> GEOSGeometryHandle {
        try other.lend { (other) throws(GEOSError) in try made(function) { call($0, $1, other) } }
    }

    /// A call on this geometry that returns `failure` when it fails.
    @discardableResult
    borrowing func status(
        _ function: StaticString, failure: Int32 = 0, _ call: (GEOSContextHandle_t, OpaquePointer?) -> Int32
    ) throws(GEOSError) -> Int32 {
        try lend { (own) throws(GEOSError) in try context.status(function, failure: failure) { call($0, own) } }
    }

    borrowing func isEmpty() throws(GEOSError) -> Bool {
        try lend { (own) throws(GEOSError) in try context.predicate("GEOSisEmpty_r") { GEOSisEmpty_r($0, own) } }
    }

    borrowing func area() throws(GEOSError) -> Double {
        var area = 0.0
        try status("GEOSArea_r") { GEOSArea_r($0, $1, &area) }
        return area
    }

    borrowing func length() throws(GEOSError) -> Double {
        try lend { (own) throws(GEOSError) in try context.length(of: own) }
    }

    /// Appends every polygon inside to the open feature of `buffer`; see `GEOSContext.appendPolygons`.
    @discardableResult
    borrowing func appendPolygons(to buffer: inout PolygonBuffer) throws(GEOSError) -> Double {
        try lend { (own) throws(GEOSError) in try context.appendPolygons(of: own, to: &buffer) }
    }

    borrowing func box() throws(GEOSError) -> Box {
        var box = Box.empty
        try status("GEOSGeom_getXMin_r") { GEOSGeom_getXMin_r($0, $1, &box.minX) }
        try status("GEOSGeom_getYMin_r") { GEOSGeom_getYMin_r($0, $1, &box.minY) }
        try status("GEOSGeom_getXMax_r") { GEOSGeom_getXMax_r($0, $1, &box.maxX) }
        try status("GEOSGeom_getYMax_r") { GEOSGeom_getYMax_r($0, $1, &box.maxY) }
        return box
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

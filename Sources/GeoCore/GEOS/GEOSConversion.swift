import CGEOS

/// Polygons between the flat buffer and GEOS, in bulk.
extension GEOSContext {
    /// One polygon part with its holes.
    func polygon(part: Int, of buffer: PolygonBuffer) throws(GEOSError) -> GEOSGeometryHandle {
        let rings = buffer.rings(ofPart: part)
        let shell = try ring(rings.lowerBound, of: buffer)
        let holes = GEOSGeometryList(in: self)
        for index in rings.dropFirst() { holes.append(try ring(index, of: buffer)) }
        var released = holes.release()
        let shellPointer = shell.release()
        let count = UInt32(released.count)
        let pointer = try pointer("GEOSGeom_createPolygon_r") { handle in
            released.withUnsafeMutableBufferPointer {
                GEOSGeom_createPolygon_r(handle, shellPointer, $0.baseAddress, count)
            }
        }
        return GEOSGeometryHandle(adopting: pointer, in: self)
    }

    /// A multipolygon of some parts, which may belong to different features.
    func multiPolygon(parts: some Sequence<Int>, of buffer: PolygonBuffer) throws(GEOSError) -> GEOSGeometryHandle {
        let list = GEOSGeometryList(in: self)
        for part in parts { list.append(try polygon(part: part, of: buffer)) }
        return try collection(of: list, type: Int32(GEOS_MULTIPOLYGON.rawValue))
    }

    /// A feature: a polygon when it has one part, else a multipolygon.
    func geometry(feature: Int, of buffer: PolygonBuffer) throws(GEOSError) -> GEOSGeometryHandle {
        let parts = buffer.parts(ofFeature: feature)
        return parts.count == 1
            ? try polygon(part: parts.lowerBound, of: buffer) : try multiPolygon(parts: parts, of: buffer)
    }

    func collection(of list: GEOSGeometryList, type: Int32) throws(GEOSError) -> GEOSGeometryHandle {
        var released = list.release()
        let count = UInt32(released.count)
        let pointer = try pointer("GEOSGeom_createCollection_r") { handle in
            released.withUnsafeMutableBufferPointer {
                GEOSGeom_createCollection_r(handle, type, $0.baseAddress, count)
            }
        }
        return GEOSGeometryHandle(adopting: pointer, in: self)
    }

    func rectangle(_ box: Box) throws(GEOSError) -> GEOSGeometryHandle {
        let corners: [SIMD2<Double>] = [
            [box.minX, box.minY], [box.maxX, box.minY], [box.maxX, box.maxY], [box.minX, box.maxY],
            [box.minX, box.minY],
        ]
        let ring = try ring(of: corners.span)
        let shell = ring.release()
        let pointer = try pointer("GEOSGeom_createPolygon_r") { GEOSGeom_createPolygon_r($0, shell, nil, 0) }
        return GEOSGeometryHandle(adopting: pointer, in: self)
    }

    /// An open line through at least two positions.
    func line(_ positions: [SIMD2<Double>]) throws(GEOSError) -> GEOSGeometryHandle {
        let sequence = try sequence(of: positions.span)
        let released = sequence.release()
        let pointer = try pointer("GEOSGeom_createLineString_r") { GEOSGeom_createLineString_r($0, released) }
        return GEOSGeometryHandle(adopting: pointer, in: self)
    }

    /// Appends every polygon inside `geometry` to the open feature of `buffer`; returns the length of the
    /// lines found beside them (points have none).
    @discardableResult
    func appendPolygons(
        of geometry: OpaquePointer?, to buffer: inout PolygonBuffer
    ) throws(GEOSError) -> Double {
        switch try status("GEOSGeomTypeId_r", failure: -1, { GEOSGeomTypeId_r($0, geometry) }) {
        case Int32(GEOS_POLYGON.rawValue):
            try appendPolygon(geometry, to: &buffer)
            return 0
        case Int32(GEOS_MULTIPOLYGON.rawValue), Int32(GEOS_GEOMETRYCOLLECTION.rawValue):
            let count = try status("GEOSGetNumGeometries_r", failure: -1) { GEOSGetNumGeometries_r($0, geometry) }
            var lineLength = 0.0
            for index in 0..<count {
                // Borrowed from its parent, which outlives this loop.
                let child = try pointer("GEOSGetGeometryN_r") { GEOSGetGeometryN_r($0, geometry, index) }
                lineLength += try appendPolygons(of: child, to: &buffer)
            }
            return lineLength
        default:
            return try length(of: geometry)
        }
    }

    func length(of geometry: OpaquePointer?) throws(GEOSError) -> Double {
        var length = 0.0
        try status("GEOSLength_r") { GEOSLength_r($0, geometry, &length) }
        return length
    }

    func positions(ofSequence sequence: OpaquePointer?) throws(GEOSError) -> [SIMD2<Double>] {
        var size: UInt32 = 0
        try status("GEOSCoordSeq_getSize_r") { GEOSCoordSeq_getSize_r($0, sequence, &size) }
        var positions = [SIMD2<Double>](repeating: .zero, count: Int(size))
        guard size > 0 else { return positions }
        try status("GEOSCoordSeq_copyToBuffer_r") { handle in
            positions.withUnsafeMutableBytes {
                GEOSCoordSeq_copyToBuffer_r(handle, sequence, $0.bindMemory(to: Double.self).baseAddress, 0, 0)
            }
        }
        return positions
    }

    // MARK: pieces

    private func ring(_ index: Int, of buffer: PolygonBuffer) throws(GEOSError) -> GEOSGeometryHandle {
        let vertices = buffer.vertices(ofRing: index)
        if let doubles = buffer.coordinates.doubles { return try ring(of: doubles.span.extracting(vertices)) }
        return try ring(of: Array(buffer.coordinates[vertices]).span)
    }

    private func sequence(of positions: Span<SIMD2<Double>>) throws(GEOSError) -> CoordinateSequenceHandle {
        // `withUnsafeBufferPointer` rethrows typed but cannot return a noncopyable value, hence the optional.
        var sequence: CoordinateSequenceHandle?
        try positions.withUnsafeBufferPointer { (pointer) throws(GEOSError) in
            sequence = try CoordinateSequenceHandle(copying: pointer, in: self)
        }
        guard let sequence else {
            throw GEOSError(function: "GEOSCoordSeq_copyFromBuffer_r", message: "no sequence")
        }
        return sequence
    }

    private func ring(of positions: Span<SIMD2<Double>>) throws(GEOSError) -> GEOSGeometryHandle {
        let sequence = try sequence(of: positions)
        let released = sequence.release()
        let pointer = try pointer("GEOSGeom_createLinearRing_r") { GEOSGeom_createLinearRing_r($0, released) }
        return GEOSGeometryHandle(adopting: pointer, in: self)
    }

    private func appendPolygon(_ polygon: OpaquePointer?, to buffer: inout PolygonBuffer) throws(GEOSError) {
        guard try !predicate("GEOSisEmpty_r", { GEOSisEmpty_r($0, polygon) }) else { return }
        let shell = try pointer("GEOSGetExteriorRing_r") { GEOSGetExteriorRing_r($0, polygon) }
        try appendRing(shell, to: &buffer)
        let holes = try status("GEOSGetNumInteriorRings_r", failure: -1) { GEOSGetNumInteriorRings_r($0, polygon) }
        for index in 0..<holes {
            try appendRing(
                try pointer("GEOSGetInteriorRingN_r") { GEOSGetInteriorRingN_r($0, polygon, index) }, to: &buffer)
        }
        buffer.endPart()
    }

    private func appendRing(_ ring: OpaquePointer, to buffer: inout PolygonBuffer) throws(GEOSError) {
        let sequence = try pointer("GEOSGeom_getCoordSeq_r") { GEOSGeom_getCoordSeq_r($0, ring) }
        var size: UInt32 = 0
        try status("GEOSCoordSeq_getSize_r") { GEOSCoordSeq_getSize_r($0, sequence, &size) }
        // An empty hole of a polygon is nothing.
        guard size > 0 else { return }
        var positions = [SIMD2<Double>](repeating: .zero, count: Int(size))
        try positions.withUnsafeMutableBufferPointer { (target) throws(GEOSError) in
            let doubles = UnsafeMutableRawPointer(target.baseAddress)?.assumingMemoryBound(to: Double.self)
            try status("GEOSCoordSeq_copyToBuffer_r") { GEOSCoordSeq_copyToBuffer_r($0, sequence, doubles, 0, 0) }
        }
        do {
            try buffer.appendRing(positions)
        } catch {
            throw GEOSError(function: "GEOSGeom_getCoordSeq_r", message: "bad ring in a result: \(error)")
        }
    }
}

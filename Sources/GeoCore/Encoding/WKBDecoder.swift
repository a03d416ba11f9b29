/// Well-known binary (OGC SFA 1.2.1 §8.2) straight into a `PolygonBuffer`: both byte orders, Z and M in the ISO
/// (type + 1000) and the EWKB flavour (flag bits, with or without SRID), both dropped.
///
/// Every count is checked against the bytes that are left before anything is allocated.
struct WKBDecoder {
    /// Collections in collections; real files have one or two levels.
    private static let depthLimit = 16

    private let bytes: UnsafeRawBufferPointer
    private var position: Int
    private var summary = GeometrySummary()
    private var rings = 0

    private init(_ bytes: UnsafeRawBufferPointer, from position: Int) {
        self.bytes = bytes
        self.position = position
    }

    /// Appends the polygons of one geometry to the feature being built; lines and points are counted.
    ///
    /// After a throw parts of it may be in the buffer: `discardOpenFeature()`.
    /// - Complexity: linear in the number of bytes, no allocation beside the buffer's.
    static func decode(
        _ bytes: UnsafeRawBufferPointer, from position: Int = 0, into buffer: inout PolygonBuffer
    ) throws(GeometryProblem) -> GeometrySummary {
        var decoder = WKBDecoder(bytes, from: position)
        try decoder.geometry(into: &buffer, depth: 0)
        return decoder.summary
    }

    fileprivate struct Header {
        var isLittleEndian: Bool
        /// ISO number without dimensions, 1…17.
        var type: UInt32
        /// Bytes of one position.
        var stride: Int

        /// In bounds when a position begins at `offset`.
        @inline(__always)
        func position(in bytes: UnsafeRawBufferPointer, at offset: Int) -> SIMD2<Double> {
            func number(_ raw: UInt64) -> Double {
                Double(bitPattern: isLittleEndian ? UInt64(littleEndian: raw) : UInt64(bigEndian: raw))
            }
            return SIMD2(
                number(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)),
                number(bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)))
        }
    }

    private mutating func geometry(into buffer: inout PolygonBuffer, depth: Int) throws(GeometryProblem) {
        guard depth < Self.depthLimit else { throw .tooDeep }
        let header = try header()
        switch header.type {
        case 1: try point(header)
        case 2: try line(header)
        case 3: try polygon(header, into: &buffer)
        case 4, 5, 6, 7, 12:
            // A child has at least a byte order, a type and a count.
            let count = try count(header, minimumSize: 9)
            for _ in 0..<count { try geometry(into: &buffer, depth: depth + 1) }
        case 8: try curve("CircularString", depth: depth)
        case 9: try curve("CompoundCurve", depth: depth)
        case 10: throw .curve("CurvePolygon")
        case 11: try curve("MultiCurve", depth: depth)
        default: throw .unknownType(header.type)
        }
    }

    private mutating func header() throws(GeometryProblem) -> Header {
        try require(5)
        let mark = bytes[position]
        guard mark <= 1 else { throw .byteOrder(mark) }
        let isLittleEndian = mark == 1
        position += 1
        let code = word(isLittleEndian)
        // EWKB: 0x80000000 Z, 0x40000000 M, 0x20000000 SRID follows.
        var dimensions = 2 + (code >> 31) + (code >> 30 & 1)
        if code & 0x2000_0000 != 0 {
            try require(4)
            position += 4
        }
        let plain = code & 0x1FFF_FFFF
        switch plain / 1000 {
        case 0: break
        case 1, 2: dimensions += 1
        case 3: dimensions += 2
        default: throw .unknownType(code)
        }
        // Both flavours at once is nonsense.
        guard dimensions <= 4 else { throw .unknownType(code) }
        if dimensions > 2 { summary.hasExtraDimensions = true }
        return Header(isLittleEndian: isLittleEndian, type: plain % 1000, stride: 8 * Int(dimensions))
    }

    private mutating func polygon(_ header: Header, into buffer: inout PolygonBuffer) throws(GeometryProblem) {
        let ringCount = try count(header, minimumSize: 4)
        var isEmpty = ringCount == 0
        for ring in 0..<ringCount {
            rings += 1
            let count = try count(header, minimumSize: header.stride)
            if count == 0, ring == 0, ringCount == 1 {
                isEmpty = true
                continue
            }
            // In bounds: `count(_:minimumSize:)` has checked that the positions are there.
            let ringBytes = UnsafeRawBufferPointer(rebasing: bytes[position..<position + count * header.stride])
            do {
                if header.isLittleEndian, header.stride == 16, Self.isHostLittleEndian {
                    try buffer.appendRing(PlainRing(bytes: ringBytes))
                } else {
                    try buffer.appendRing(OtherRing(bytes: ringBytes, header: header))
                }
            } catch {
                throw .ring(error, ring: rings)
            }
            position += count * header.stride
        }
        guard !isEmpty else { return }
        buffer.endPart()
        summary.polygonParts += 1
    }

    private static var isHostLittleEndian: Bool { 1.littleEndian == 1 }

    private mutating func point(_ header: Header) throws(GeometryProblem) {
        try require(header.stride)
        // An empty point is written as NaN NaN.
        let place = header.position(in: bytes, at: position)
        if !place.x.isNaN {
            summary.points += 1
            summary.pointPositions.append(place)
            summary.otherBox.add(place)
        }
        position += header.stride
    }

    private mutating func line(_ header: Header) throws(GeometryProblem) {
        let count = try count(header, minimumSize: header.stride)
        guard count > 0 else { return }
        var positions: [SIMD2<Double>] = []
        positions.reserveCapacity(count)
        for index in 0..<count {
            let next = header.position(in: bytes, at: position + index * header.stride)
            if let previous = positions.last {
                let step = next - previous
                summary.lineLength += (step.x * step.x + step.y * step.y).squareRoot()
            }
            summary.otherBox.add(next)
            positions.append(next)
        }
        summary.linePositions.append(positions)
        summary.lines += 1
        position += count * header.stride
    }

    /// A curved line on its own is just not polygonal; inside a collection its end is not looked for.
    private mutating func curve(_ name: String, depth: Int) throws(GeometryProblem) {
        guard depth == 0 else { throw .curve(name) }
        summary.lines += 1
        summary.lineLength = .nan
    }

    /// The next count, when the bytes for so many things of at least `minimumSize` are there.
    private mutating func count(_ header: Header, minimumSize: Int) throws(GeometryProblem) -> Int {
        try require(4)
        let count = Int(word(header.isLittleEndian))
        guard count <= (bytes.count - position) / minimumSize else {
            throw .truncated(offset: bytes.count, needed: count * minimumSize - (bytes.count - position))
        }
        return count
    }

    private func require(_ size: Int) throws(GeometryProblem) {
        guard bytes.count - position >= size else {
            throw .truncated(offset: bytes.count, needed: size - max(0, bytes.count - position))
        }
    }

    private mutating func word(_ isLittleEndian: Bool) -> UInt32 {
        let raw = bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)
        position += 4
        return isLittleEndian ? UInt32(littleEndian: raw) : UInt32(bigEndian: raw)
    }
}

/// A ring as most files have it: x and y in the byte order of this machine.
private struct PlainRing: RingSource {
    let bytes: UnsafeRawBufferPointer
    var count: Int { bytes.count / 16 }
    @inline(__always) subscript(index: Int) -> SIMD2<Double> {
        bytes.loadUnaligned(fromByteOffset: 16 * index, as: SIMD2<Double>.self)
    }
}

/// A ring in another byte order, or with Z or M.
private struct OtherRing: RingSource {
    let bytes: UnsafeRawBufferPointer
    let header: WKBDecoder.Header
    var count: Int { bytes.count / header.stride }
    @inline(__always) subscript(index: Int) -> SIMD2<Double> { header.position(in: bytes, at: header.stride * index) }
}

/// Geometry as GeoPackage stores it (OGC 12-128r18 §2.1.3): little-endian header with the envelope, then WKB.
extension GeoPackageBlob {
    /// The blob and its box; nil for no geometry. An empty geometry has an empty box.
    static func encode(_ geometry: OutputGeometry, srs: Int32) -> (bytes: [UInt8], box: Box)? {
        var wkb = WKBEncoder()
        switch geometry {
        case .none: return nil
        case .polygons(let buffer, let feature): wkb.multiPolygon(buffer, feature: feature)
        case .lines(let lines): wkb.multiLine(lines)
        case .points(let points): wkb.multiPoint(points)
        }
        var header = WKBEncoder()
        header.bytes = [UInt8(ascii: "G"), UInt8(ascii: "P"), 0]
        // Bit 0: little-endian; bits 1–3: envelope x, y; bit 4: empty.
        header.bytes.append(wkb.box.isEmpty ? 0b1_0001 : 0b0_0011)
        header.number(UInt32(bitPattern: srs))
        if !wkb.box.isEmpty {
            for value in [wkb.box.minX, wkb.box.maxX, wkb.box.minY, wkb.box.maxY] { header.number(value) }
        }
        return (header.bytes + wkb.bytes, wkb.box)
    }
}

/// Well-known binary (OGC SFA 1.2.1 §8.2), little-endian, x and y.
private struct WKBEncoder {
    var bytes: [UInt8] = []
    private(set) var box = Box.empty

    mutating func multiPolygon(_ buffer: PolygonBuffer, feature: Int) {
        let parts = buffer.parts(ofFeature: feature)
        begin(6, count: parts.count)
        bytes.reserveCapacity(bytes.count + 16 * buffer.vertices(ofFeature: feature).count + 64)
        for part in parts {
            let rings = buffer.rings(ofPart: part)
            begin(3, count: rings.count)
            for ring in rings { positions(buffer.coordinates[buffer.vertices(ofRing: ring)]) }
        }
    }

    mutating func multiLine(_ lines: [[SIMD2<Double>]]) {
        begin(5, count: lines.count)
        for line in lines {
            start(2)
            positions(line[...])
        }
    }

    mutating func multiPoint(_ points: [SIMD2<Double>]) {
        begin(4, count: points.count)
        for point in points {
            start(1)
            position(point)
        }
    }

    private mutating func start(_ type: UInt32) {
        bytes.append(1)
        number(type)
    }

    private mutating func begin(_ type: UInt32, count: Int) {
        start(type)
        number(UInt32(truncatingIfNeeded: count))
    }

    private mutating func positions(_ positions: some Collection<SIMD2<Double>>) {
        number(UInt32(truncatingIfNeeded: positions.count))
        for place in positions { position(place) }
    }

    private mutating func position(_ place: SIMD2<Double>) {
        box.add(place)
        number(place.x)
        number(place.y)
    }

    mutating func number(_ value: UInt32) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func number(_ value: Double) {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
}

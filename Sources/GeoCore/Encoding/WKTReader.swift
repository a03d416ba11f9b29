/// Well-known text (OGC SFA 1.2.1 §7) in a file: one geometry per line, or one over several lines; with an optional
/// `SRID=28992;` before it, as PostGIS writes.
enum WKTReader {
    static func read(_ path: String, name: String) throws(InputError) -> MemoryLayer {
        let bytes = try FileBytes.read(path, name: name)
        return try layer(String(decoding: bytes, as: UTF8.self), name: name)
    }

    /// - Throws: at the first text that is no geometry, naming it by its position counted from 0.
    static func layer(_ text: String, name: String) throws(InputError) -> MemoryLayer {
        var layer = MemoryLayer(name: FileBytes.stem(name))
        var parser = WKTParser(text)
        var srid: Int?
        while parser.hasMore {
            do throws(GeometryProblem) {
                if let own = try parser.srid() {
                    if let srid, srid != own {
                        throw GeometryProblem.syntax(
                            Bilingual(en: "SRID \(own) after SRID \(srid)", nl: "SRID \(own) na SRID \(srid)"))
                    }
                    srid = own
                }
                layer.endFeature(try parser.geometry(into: &layer.polygons), values: [])
            } catch {
                throw error.inputError.located(file: name, feature: String(layer.featureCount))
            }
        }
        guard layer.featureCount > 0 else {
            throw InputError(
                "file-empty", file: name, problem: Bilingual(en: "the file is empty", nl: "het bestand is leeg"),
                remedy: Bilingual(en: "ask for the file again", nl: "vraag het bestand opnieuw"))
        }
        if let srid, srid > 0 {
            do { layer.ownCRS = try CoordinateReferenceSystem(parsing: "EPSG:\(srid)") } catch {
                throw error.located(file: name)
            }
        }
        return layer
    }
}

private struct WKTParser {
    private static let depthLimit = 16

    private let bytes: [UInt8]
    private var position = 0
    private var summary = GeometrySummary()
    private var rings = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        skipSpace()
    }

    var hasMore: Bool { position < bytes.count }

    /// `SRID=n;`, when it stands here.
    mutating func srid() throws(GeometryProblem) -> Int? {
        let start = position
        guard word() == "SRID" else {
            position = start
            return nil
        }
        guard take(UInt8(ascii: "=")) else { throw expected("=") }
        guard let number = number(), let code = Int(exactly: number), (0...999_999).contains(code) else {
            throw expected("SRID=28992")
        }
        guard take(UInt8(ascii: ";")) else { throw expected(";") }
        return code
    }

    mutating func geometry(into buffer: inout PolygonBuffer) throws(GeometryProblem) -> GeometrySummary {
        summary = GeometrySummary()
        rings = 0
        try geometry(into: &buffer, depth: 0)
        // One separator between geometries is fine.
        if position < bytes.count, bytes[position] == UInt8(ascii: ";") { position += 1 }
        skipSpace()
        return summary
    }

    private mutating func geometry(into buffer: inout PolygonBuffer, depth: Int) throws(GeometryProblem) {
        guard depth < Self.depthLimit else { throw .tooDeep }
        var kind = word()
        // "POLYGON Z (…)", and "POLYGONZ (…)" as some write it.
        let start = position
        let mark = word()
        if !["Z", "M", "ZM"].contains(mark) { position = start }
        for suffix in ["ZM", "Z", "M"] where kind.hasSuffix(suffix) && Self.kinds.contains(String(kind.dropLast(suffix.count))) {
            kind.removeLast(suffix.count)
            break
        }
        guard Self.kinds.contains(kind) else {
            if kind.contains("CURVE") || kind.contains("CIRCULAR") || kind == "MULTISURFACE" { throw .curve(kind) }
            throw expected("POLYGON (( … ))")
        }
        let beforeEmpty = position
        if word() == "EMPTY" { return }
        position = beforeEmpty
        switch kind {
        case "POLYGON": try polygon(into: &buffer)
        case "MULTIPOLYGON": try items { (parser) throws(GeometryProblem) in try parser.polygon(into: &buffer) }
        case "LINESTRING": try line()
        case "MULTILINESTRING": try items { (parser) throws(GeometryProblem) in try parser.line() }
        case "POINT", "MULTIPOINT": try points()
        default: try items { (parser) throws(GeometryProblem) in try parser.geometry(into: &buffer, depth: depth + 1) }
        }
    }

    private static let kinds: Set<String> = [
        "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION",
    ]

    private mutating func polygon(into buffer: inout PolygonBuffer) throws(GeometryProblem) {
        let start = position
        if word() == "EMPTY" { return }
        position = start
        try items { (parser) throws(GeometryProblem) in
            parser.rings += 1
            let positions = try parser.positions()
            do throws(RingError) { try buffer.appendRing(positions) } catch { throw .ring(error, ring: parser.rings) }
        }
        buffer.endPart()
        summary.polygonParts += 1
    }

    private mutating func line() throws(GeometryProblem) {
        let positions = try positions()
        if positions.count > 1 { summary.addLine(positions) }
    }

    /// Both spellings: (1 2, 3 4) and ((1 2), (3 4)).
    private mutating func points() throws(GeometryProblem) {
        try items { (parser) throws(GeometryProblem) in
            let wrapped = parser.take(UInt8(ascii: "("))
            let place = try parser.place()
            if wrapped, !parser.take(UInt8(ascii: ")")) { throw parser.expected(")") }
            parser.summary.points += 1
            parser.summary.pointPositions.append(place)
            parser.summary.otherBox.add(place)
        }
    }

    private mutating func positions() throws(GeometryProblem) -> [SIMD2<Double>] {
        var positions: [SIMD2<Double>] = []
        try items { (parser) throws(GeometryProblem) in positions.append(try parser.place()) }
        return positions
    }

    private mutating func place() throws(GeometryProblem) -> SIMD2<Double> {
        guard let x = number(), let y = number() else { throw expected("x y") }
        var extra = 0
        while extra < 2, number() != nil { extra += 1 }
        if extra > 0 { summary.hasExtraDimensions = true }
        return SIMD2(x, y)
    }

    /// `( item, item, … )`.
    private mutating func items(_ item: (inout WKTParser) throws(GeometryProblem) -> Void) throws(GeometryProblem) {
        guard take(UInt8(ascii: "(")) else { throw expected("(") }
        repeat { try item(&self) } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: ")")) else { throw expected(")") }
    }

    // MARK: bytes

    /// The letters here, in capitals; empty when there are none.
    private mutating func word() -> String {
        skipSpace()
        var letters = ""
        while position < bytes.count, bytes[position] < 0x80, Character(Unicode.Scalar(bytes[position])).isLetter {
            letters.append(Character(Unicode.Scalar(bytes[position])))
            position += 1
        }
        skipSpace()
        return letters.uppercased()
    }

    private mutating func number() -> Double? {
        skipSpace()
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            let isPart =
                (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E")
            guard isPart else { break }
            position += 1
        }
        guard start < position, let value = Double(String(decoding: bytes[start..<position], as: UTF8.self)) else {
            position = start
            return nil
        }
        skipSpace()
        return value
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        skipSpace()
        return true
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private func expected(_ what: String) -> GeometryProblem {
        let line = bytes[..<min(position, bytes.count)].count { $0 == 0x0A } + 1
        return .syntax(
            Bilingual(en: "line \(line): not WKT, expected \(what)", nl: "regel \(line): geen WKT, verwacht \(what)"))
    }
}

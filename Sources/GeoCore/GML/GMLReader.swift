import Foundation

/// IMRO plan files and GIO files, read in one pass without a document in memory.
enum GMLReader {
    /// Reads a file when it is of a kind that is read here.
    ///
    /// A geometry that cannot be read is a problem of its object (`MemoryLayer.problems`), not of the file.
    /// - Parameters:
    ///   - chordError: largest distance between an arc and its chords, in units of the coordinates.
    /// - Returns: nil for other XML, whose root element is all that was read.
    /// - Throws: `xml-doctype`, `xml-encoding`, `xml-depth`, `xml-size`, `xml-syntax`, `gml-empty`.
    /// - Complexity: linear in the bytes; memory for coordinates and fields only.
    static func read(
        _ path: String, name: String, chordError: Double = GMLArcs.defaultChordErrorMetres
    ) throws(InputError) -> GMLDocument? {
        try FileBytes.requireFile(path, name: name)
        let size = FileBytes.size(path)
        try checkSize(Int64(size), name)
        guard size > 0 else { throw empty(name) }
        guard let file = FileHandle(forReadingAtPath: path) else {
            _ = try FileBytes.read(path, name: name)
            return nil
        }
        defer { try? file.close() }
        return try read(name: name, chordError: chordError) { count in
            (try? file.read(upToCount: count)).map { [UInt8]($0) } ?? []
        }
    }

    /// The same for bytes in memory.
    static func read(
        bytes: [UInt8], name: String, chordError: Double = GMLArcs.defaultChordErrorMetres
    ) throws(InputError) -> GMLDocument? {
        try checkSize(Int64(bytes.count), name)
        var rest = bytes[...]
        return try read(name: name, chordError: chordError) { count in
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
    }

    private static func read(
        name: String, chordError: Double, next: @escaping (Int) -> [UInt8]
    ) throws(InputError) -> GMLDocument? {
        var head: [UInt8]? = next(1 << 16)
        guard head?.contains(where: { $0 > 0x20 }) == true else { throw empty(name) }
        let encoding = try XMLGuard.encoding(head: head ?? [], name: name)
        let scanner = XMLScanner(encoding: encoding) { count in
            defer { head = nil }
            return head ?? next(count)
        }
        var handler = GMLHandler(chordError: chordError)
        var isDone = false
        do throws(XMLFault) {
            while !isDone {
                switch try scanner.next() {
                case .start(let element, let attributes):
                    guard handler.start(element, attributes) else { return nil }
                case .text(let bytes):
                    guard handler.characters(bytes) else { throw XMLFault(.tagSize, scanner.line) }
                case .end(let element):
                    guard handler.end(element) else { throw XMLFault(.encoding, scanner.line) }
                case .done:
                    isDone = true
                }
            }
        } catch {
            throw XMLGuard.error(error, name)
        }
        return try document(handler, name: name, chordError: chordError)
    }

    private static func document(
        _ handler: GMLHandler, name: String, chordError: Double
    ) throws(InputError) -> GMLDocument? {
        guard let kind = handler.kind else { return nil }
        var features = handler.features
        let metadata = handler.metadataCRS.flatMap { Int($0) }.map { "EPSG:\($0)" }
        var layers = features.resolved(defaultCRS: metadata)
        guard layers.contains(where: { $0.featureCount > 0 }) else {
            throw InputError(
                "gml-empty", file: name,
                problem: Bilingual(
                    en: kind == .gio ? "a GIO without locations" : "no plan object in it",
                    nl: kind == .gio ? "een GIO zonder locaties" : "er staat geen planobject in"),
                remedy: Bilingual(en: "ask for the file again", nl: "vraag het bestand opnieuw"))
        }
        if kind != .imro { layers = layers.map { GIOLayer.named($0, handler.header, file: name) } }
        var notices: [Notice] = []
        if handler.arcs > 0 {
            notices.append(
                Notice(
                    "arcs-linearised",
                    message: Bilingual(
                        en: "\(name): arcs became straight pieces that lie at most \(chordError) m from them",
                        nl: "\(name): bogen zijn rechte stukken geworden die er hooguit \(String(chordError).replacing(".", with: ",")) m naast liggen"),
                    count: handler.arcs))
        }
        if features.withoutTarget > 0 {
            notices.append(
                Notice(
                    "geometry-elsewhere",
                    message: Bilingual(
                        en: "\(name): objects without geometry of their own point at one that is not in the file (xlink)",
                        nl: "\(name): objecten zonder eigen geometrie verwijzen naar een die niet in het bestand staat (xlink)"),
                    count: features.withoutTarget))
        }
        for index in layers.indices { layers[index].notices += notices }
        return GMLDocument(kind: kind, layers: layers, planArea: handler.planArea)
    }

    // MARK: errors

    private static func checkSize(_ size: Int64, _ name: String) throws(InputError) {
        guard size > XMLGuard.sizeLimit else { return }
        throw InputError(
            "xml-size", file: name,
            problem: Bilingual(
                en: "the file is larger than \(XMLGuard.sizeLimit >> 30) GB", nl: "het bestand is groter dan \(XMLGuard.sizeLimit >> 30) GB"),
            remedy: Bilingual(en: "ask for it as GeoPackage", nl: "vraag het als GeoPackage"))
    }

    private static func empty(_ name: String) -> InputError {
        InputError(
            "file-empty", file: name, problem: Bilingual(en: "the file is empty", nl: "het bestand is leeg"),
            remedy: Bilingual(en: "ask for the file again", nl: "vraag het bestand opnieuw"))
    }
}

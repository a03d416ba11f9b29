import Foundation
import GeoCore

/// What an IMRO file says about its plan area: the object that `ogr2ogr` may not show, because its geometry stands
/// elsewhere in the file and is only pointed at.
struct IMROHeader: Sendable, Hashable {
    /// As in the file ("NL.IMRO.0106.99BHV2020180B-C001").
    var id: String
    var name: String?

    /// Id without the status suffix ("-C001"): the same for concept, draft and adopted plan.
    var planID: String { Self.withoutStatus(id) ?? id }

    /// Local names of elements and layers that are a plan's area: "Bestemmingsplangebied", "Besluitgebied_X",
    /// "Structuurvisieplangebied_G".
    static func isPlanArea(_ name: String) -> Bool {
        var name = name.lowercased()
        if name.dropLast().hasSuffix("_") { name = String(name.dropLast(2)) }
        return name == "besluitgebied" || (name.hasSuffix("plangebied") && name != geometryLayer)
    }

    /// Layer with the geometry of a plan area that only points at it, in lower case.
    static let geometryLayer = "geometrieplangebied"

    /// "NL.IMRO.0106.99BHV2020180B" of "NL.IMRO.0106.99BHV2020180B-C001"; nil for what is no IMRO id with a status.
    static func withoutStatus(_ id: String) -> String? {
        guard id.hasPrefix("NL.IMRO."), let dash = id.lastIndex(of: "-") else { return nil }
        let status = id[id.index(after: dash)...]
        guard let first = status.first, first.isLetter, status.allSatisfy({ $0.isLetter || $0.isNumber }) else {
            return nil
        }
        return String(id[..<dash])
    }

    /// The first plan-area object of a GML file; nil when there is none.
    ///
    /// - Complexity: one pass over the bytes.
    static func read(_ path: String) -> IMROHeader? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return IMROHeader(scanning: [UInt8](data))
    }

    init(id: String, name: String?) {
        self.id = id
        self.name = name
    }

    init?(scanning bytes: [UInt8]) {
        var found: IMROHeader?
        var element = ""
        var position = 0
        while let open = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
            guard let close = bytes[open...].firstIndex(of: UInt8(ascii: ">")) else { break }
            let tag = bytes[(open + 1)..<close]
            position = close + 1
            let name = Self.localName(tag)
            if found == nil {
                guard Self.isPlanArea(name), let id = Self.attribute("id", in: tag) else { continue }
                element = name
                found = IMROHeader(id: id, name: nil)
            } else if tag.first == UInt8(ascii: "/") {
                if Self.localName(tag.dropFirst()) == element { break }
            } else if name == "naam" {
                let end = bytes[position...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.endIndex
                found?.name = Self.unescaped(String(decoding: bytes[position..<end], as: UTF8.self))
                break
            }
        }
        guard let found else { return nil }
        self = found
    }

    private static func localName(_ tag: ArraySlice<UInt8>) -> String {
        let end = tag.firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: "/") } ?? tag.endIndex
        let name = String(decoding: tag[tag.startIndex..<end], as: UTF8.self)
        return name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
    }

    /// Value of an attribute by its local name.
    private static func attribute(_ name: String, in tag: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: tag, as: UTF8.self)
        for quote in ["\"", "'"] {
            for before in [":", " "] {
                guard let start = text.range(of: before + name + "=" + quote),
                    let end = text.range(of: quote, range: start.upperBound..<text.endIndex)
                else { continue }
                return unescaped(String(text[start.upperBound..<end.lowerBound]))
            }
        }
        return nil
    }

    private static func unescaped(_ text: String) -> String {
        var text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")] {
            text = text.replacingOccurrences(of: entity, with: character)
        }
        return text
    }
}

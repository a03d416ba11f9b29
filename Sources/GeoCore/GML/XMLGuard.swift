import Foundation

/// What is refused of an XML file before anything reads it: declarations that let a small file grow without bound or
/// point outside itself, encodings in which they could hide, and files beyond every plan.
enum XMLGuard {
    /// Elements inside elements. The deepest plan files have 14.
    static let depthLimit = 100
    /// Bytes of one file.
    static let sizeLimit = 4 << 30
    /// Bytes of one text that is no list of coordinates.
    static let textLimit = 1 << 20
    /// A prolog is a few lines.
    private static let prologLimit = 1 << 16

    private static let encodings: Set = [
        "utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin1", "iso-8859-15", "windows-1252", "cp1252",
    ]

    /// - Parameter head: the first bytes of the file, at least 64 KiB of them or all.
    /// - Throws: `xml-doctype`, `xml-encoding`, `xml-prolog`.
    static func check(head: [UInt8], name: String) throws(InputError) {
        if head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0xFF, 0xFE]) || head.prefix(4).contains(0) {
            throw encoding("UTF-16/UTF-32", name)
        }
        var rest = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head[3...] : head[...]
        if let declared = declaredEncoding(rest), !encodings.contains(declared.lowercased()) {
            throw encoding(declared, name)
        }
        while true {
            rest = rest.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
            if rest.starts(with: "<?".utf8) {
                rest = after("?>", in: rest)
            } else if rest.starts(with: "<!--".utf8) {
                rest = after("-->", in: rest)
            } else if rest.starts(with: "<!".utf8) {
                throw doctype(name)
            } else {
                break
            }
        }
        guard !rest.isEmpty || head.count < prologLimit else {
            throw InputError(
                "xml-prolog", file: name,
                problem: Bilingual(
                    en: "more than 64 kB of comments before the first element",
                    nl: "meer dan 64 kB commentaar voor het eerste element"),
                remedy: Bilingual(en: "take them out", nl: "haal dat weg"))
        }
    }

    static func doctype(_ name: String) -> InputError {
        InputError(
            "xml-doctype", file: name,
            problem: Bilingual(
                en: "the XML has a DOCTYPE or ENTITY declaration, which is not accepted",
                nl: "de XML bevat een DOCTYPE- of ENTITY-declaratie; die wordt niet geaccepteerd"),
            remedy: Bilingual(
                en: "ask for the file without it: plan files have none", nl: "vraag het bestand zonder: planbestanden hebben die niet"))
    }

    private static func encoding(_ label: String, _ name: String) -> InputError {
        InputError(
            "xml-encoding", file: name,
            problem: Bilingual(en: "XML in the encoding \(label)", nl: "XML in de codering \(label)"),
            remedy: Bilingual(en: "save it as UTF-8", nl: "sla het op als UTF-8"))
    }

    /// `encoding="…"` of the XML declaration.
    private static func declaredEncoding(_ bytes: ArraySlice<UInt8>) -> String? {
        guard bytes.starts(with: "<?xml".utf8) else { return nil }
        let declaration = String(decoding: bytes.prefix { $0 != UInt8(ascii: ">") }.prefix(500), as: UTF8.self)
        guard let start = declaration.range(of: "encoding") else { return nil }
        let value = declaration[start.upperBound...].drop { $0 == " " || $0 == "=" }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
        return String(value.dropFirst().prefix { $0 != quote })
    }

    private static func after(_ end: String, in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let end = Array(end.utf8)
        var index = bytes.startIndex
        while index + end.count <= bytes.endIndex {
            if bytes[index..<(index + end.count)].elementsEqual(end) { return bytes[(index + end.count)...] }
            index += 1
        }
        return []
    }
}

import Foundation

/// Limits on XML files, and what is said of a file that is not read.
enum XMLGuard {
    /// Bytes of one file.
    static let sizeLimit = 4 << 30
    /// Bytes of one text that is no list of coordinates.
    static let textLimit = 1 << 20

    /// The encoding of a file whose text is no UTF-8; nil for UTF-8.
    /// - Parameter head: the first bytes of the file.
    /// - Throws: `xml-encoding` for one that is not read.
    static func encoding(head: [UInt8], name: String) throws(InputError) -> TextEncoding? {
        if head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0xFF, 0xFE]) || head.prefix(4).contains(0) {
            throw encodingError("UTF-16/UTF-32", name)
        }
        let bytes = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head[3...] : head[...]
        guard let declared = declaredEncoding(bytes) else { return nil }
        if ["utf-8", "utf8", "us-ascii", "ascii"].contains(declared.lowercased()) { return nil }
        guard let known = TextEncoding(name: declared), known != .cp850 else { throw encodingError(declared, name) }
        return known
    }

    static func error(_ fault: XMLFault, _ name: String) -> InputError {
        switch fault.kind {
        case .declaration:
            InputError(
                "xml-doctype", file: name,
                problem: Bilingual(
                    en: "the XML has a DOCTYPE or ENTITY declaration, which is not accepted",
                    nl: "de XML bevat een DOCTYPE- of ENTITY-declaratie; die wordt niet geaccepteerd"),
                remedy: Bilingual(
                    en: "ask for the file without it: plan files have none",
                    nl: "vraag het bestand zonder: planbestanden hebben die niet"))
        case .depth:
            InputError(
                "xml-depth", file: name,
                problem: Bilingual(
                    en: "line \(fault.line): elements nested more than \(XMLScanner.depthLimit) deep",
                    nl: "regel \(fault.line): elementen meer dan \(XMLScanner.depthLimit) diep genest"),
                remedy: Bilingual(en: "ask for a new export", nl: "vraag een nieuwe export"))
        case .cutOff:
            syntax(name, "the XML ends before its last element is closed", "de XML houdt op voor het laatste element gesloten is")
        case .noElement: syntax(name, "no XML: there is no element in it", "geen XML: er staat geen element in")
        case .outside: syntax(name, fault, "text or elements outside the root element", "tekst of elementen buiten het hoofdelement")
        case .entity: syntax(name, fault, "an entity that XML does not have", "een entiteit die XML niet kent")
        case .mismatch: syntax(name, fault, "an end tag that closes another element", "een eindteken dat een ander element sluit")
        case .tag: syntax(name, fault, "a tag that is no XML", "een teken (tag) dat geen XML is")
        case .tagSize: syntax(name, fault, "a tag of more than 1 MB", "een teken (tag) van meer dan 1 MB")
        case .encoding: syntax(name, fault, "text that is not in the file's encoding", "tekst die niet in de codering van het bestand staat")
        }
    }

    private static func syntax(_ name: String, _ fault: XMLFault, _ en: String, _ nl: String) -> InputError {
        syntax(name, "line \(fault.line): \(en)", "regel \(fault.line): \(nl)")
    }

    private static func syntax(_ name: String, _ en: String, _ nl: String) -> InputError {
        InputError(
            "xml-syntax", file: name, problem: Bilingual(en: en, nl: nl),
            remedy: Bilingual(en: "ask for the file again", nl: "vraag het bestand opnieuw"))
    }

    private static func encodingError(_ label: String, _ name: String) -> InputError {
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
}

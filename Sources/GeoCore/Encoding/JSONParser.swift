/// Why bytes are no JSON, and where.
struct JSONSyntaxError: Error, Sendable, Hashable {
    /// Byte in the file, counted from 0.
    var offset: Int
    var line: Int
    var problem: Bilingual
}

extension JSONValue {
    /// Reads a JSON file (RFC 8259; a BOM is skipped; of a key given twice the last counts).
    /// - Parameter name: how messages call the file; the path when nil.
    public static func read(_ path: String, name: String? = nil) throws(InputError) -> JSONValue {
        let file = name ?? path
        let bytes = try FileBytes.read(path, name: file)
        do {
            return try JSONValue(parsing: bytes)
        } catch {
            throw InputError(
                "json-syntax", file: file,
                problem: Bilingual(
                    en: "line \(error.line): not JSON: \(error.problem.en)",
                    nl: "regel \(error.line): geen JSON: \(error.problem.nl)"),
                remedy: Bilingual(
                    en: "check the file in an editor that checks JSON",
                    nl: "bekijk het bestand in een editor die JSON controleert"))
        }
    }

    /// - Throws: at the first byte that does not fit, and beyond 200 nested levels.
    /// - Complexity: linear in the number of bytes.
    init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
        var parser = JSONParser(bytes: bytes)
        self = try parser.document()
    }
}

/// A strict recursive-descent parser over bytes. Why our own: `JSONSerialization` on Linux reads many coordinates
/// one bit off the nearest double, which would open slivers along shared borders, and takes `[1,]`.
/// See docs/decisions/0006-own-json.md.
private struct JSONParser {
    private static let depthLimit = 200

    private let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    mutating func document() throws(JSONSyntaxError) -> JSONValue {
        let value = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw failure("text after the end", nl: "tekst na het einde") }
        return value
    }

    private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        guard depth < Self.depthLimit else {
            throw failure("more than \(Self.depthLimit) nested levels", nl: "meer dan \(Self.depthLimit) niveaus diep")
        }
        skipSpace()
        guard position < bytes.count else { throw failure("the file ends early", nl: "het bestand eindigt te vroeg") }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        position += 1
        var members: [String: JSONValue] = [:]
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                throw failure("a key between double quotes is missing", nl: "een sleutel tussen aanhalingstekens ontbreekt")
            }
            let key = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw failure("':' is missing", nl: "':' ontbreekt") }
            members[key] = try value(depth: depth + 1)
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw failure("',' or '}' is missing", nl: "',' of '}' ontbreekt") }
        }
    }

    private mutating func array(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        position += 1
        var items: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(items) }
        while true {
            items.append(try value(depth: depth + 1))
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(items) }
            guard take(UInt8(ascii: ",")) else { throw failure("',' or ']' is missing", nl: "',' of ']' ontbreekt") }
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
        let count = text.utf8CodeUnitCount
        guard position + count <= bytes.count else { throw unknownWord() }
        for index in 0..<count where bytes[position + index] != text.utf8Start[index] { throw unknownWord() }
        position += count
        return value
    }

    private func unknownWord() -> JSONSyntaxError { failure("unknown word", nl: "onbekend woord") }

    // MARK: numbers

    /// Powers of ten that are exact doubles.
    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    ]

    private mutating func number() throws(JSONSyntaxError) -> JSONValue {
        let start = position
        let negative = take(UInt8(ascii: "-"))
        var digits = 0
        var mantissa: Int64 = 0
        guard let first = digit() else {
            position = start
            throw failure("a value is missing", nl: "een waarde ontbreekt")
        }
        while let next = digit() {
            guard first != 0 || digits == 0 else { throw failure("a number starts with 0", nl: "een getal begint met 0") }
            // Up to 18 digits fit; more go through the text below.
            if digits < 18 { mantissa = mantissa * 10 + next }
            digits += 1
            position += 1
        }
        var decimals = 0
        var isWhole = true
        if take(UInt8(ascii: ".")) {
            isWhole = false
            while let next = digit() {
                if digits < 18 { mantissa = mantissa * 10 + next }
                digits += 1
                decimals += 1
                position += 1
            }
            guard decimals > 0 else { throw failure("digits are missing", nl: "cijfers ontbreken") }
        }
        var hasExponent = false
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            hasExponent = true
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard digit() != nil else { throw failure("digits are missing", nl: "cijfers ontbreken") }
            while digit() != nil { position += 1 }
        }
        if isWhole, !hasExponent, digits <= 18 { return .integer(Int(negative ? -mantissa : mantissa)) }
        // A mantissa below 2^53 and an exact power of ten: one rounding, so the result is the nearest double.
        if !hasExponent, digits <= 18, mantissa < 1 << 53 {
            let value = Double(mantissa) / Self.powers[decimals]
            return .number(negative ? -value : value)
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let value = Double(text) else { throw failure("not a number", nl: "geen getal") }
        return .number(value)
    }

    /// Value of the digit at the current position, without moving on.
    private func digit() -> Int64? {
        guard position < bytes.count else { return nil }
        let byte = bytes[position]
        return byte >= 0x30 && byte <= 0x39 ? Int64(byte - 0x30) : nil
    }

    // MARK: strings

    private mutating func string() throws(JSONSyntaxError) -> String {
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\\"),
            bytes[position] >= 0x20
        {
            position += 1
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
            position += 1
            return try text(bytes[start..<(position - 1)])
        }
        return try escapedString(from: start)
    }

    private mutating func escapedString(from start: Int) throws(JSONSyntaxError) -> String {
        var content = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return try text(content[...])
            case UInt8(ascii: "\\"): try escape(into: &content)
            case 0..<0x20:
                position -= 1
                throw failure("a line break or control character in a text", nl: "een regeleinde of stuurteken in een tekst")
            default: content.append(byte)
            }
        }
        throw failure("a text is not closed", nl: "een tekst is niet gesloten")
    }

    private mutating func escape(into content: inout [UInt8]) throws(JSONSyntaxError) {
        guard position < bytes.count else { throw failure("a text is not closed", nl: "een tekst is niet gesloten") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"): content += Array(String(Character(try unicodeEscape())).utf8)
        default:
            position -= 1
            throw failure("unknown escape", nl: "onbekende escape")
        }
    }

    /// A lone surrogate becomes U+FFFD: such text exists, and is not worth refusing a map for.
    private mutating func unicodeEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
        let unit = try hexUnit()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard unit < 0xDC00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { return "\u{FFFD}" }
        let before = position
        position += 2
        let low = try hexUnit()
        guard low >= 0xDC00, low <= 0xDFFF else {
            position = before
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func hexUnit() throws(JSONSyntaxError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard position < bytes.count, let value = Character(Unicode.Scalar(bytes[position])).hexDigitValue,
                bytes[position] < 0x80
            else { throw failure("four hexadecimal digits are missing", nl: "vier hexadecimale cijfers ontbreken") }
            unit = unit << 4 | UInt32(value)
            position += 1
        }
        return unit
    }

    private func text(_ slice: ArraySlice<UInt8>) throws(JSONSyntaxError) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else {
            throw failure("a text is not UTF-8", nl: "een tekst is geen UTF-8")
        }
        return text
    }

    // MARK: bytes

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private func failure(_ en: String, nl: String) -> JSONSyntaxError {
        let line = bytes[..<position].count { $0 == 0x0A } + 1
        return JSONSyntaxError(offset: position, line: line, problem: Bilingual(en: en, nl: nl))
    }
}

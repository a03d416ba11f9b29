/// A JSON document as a value: what the results are turned into, and the one way to write them.
///
/// Why not `JSONEncoder` or `JSONSerialization`: the two sort keys differently from each other and from release
/// to release, and one of them throws on numbers the other prints. Results promise the same bytes, so key order
/// (by code point), number text (shortest that reads back the same) and line breaks are fixed here.
public enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int)
    /// Not finite is written as null; −0 as 0.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The number, or null when there is none.
    public static func optional(_ number: Double?) -> JSONValue { number.map(JSONValue.number) ?? .null }
    /// The text, or null when there is none.
    public static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    /// The document as text, two spaces per level, ending in a line break. Arrays and objects without nested
    /// ones stay on one line, so that a table row is a line.
    public var text: String {
        var out = ""
        write(to: &out, indent: 0)
        out += "\n"
        return out
    }

    /// The document on one line, without a line break at its end: a record of JSON lines.
    public var line: String {
        var out = ""
        write(to: &out, indent: nil)
        return out
    }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    public init(nilLiteral: ()) { self = .null }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// A key given twice keeps its last value.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }
}

extension JSONValue {
    private var isNested: Bool {
        switch self {
        case .array(let values): !values.isEmpty
        case .object(let members): !members.isEmpty
        default: false
        }
    }

    /// - Parameter indent: levels; nil keeps everything on one line.
    private func write(to out: inout String, indent: Int?) {
        switch self {
        case .null: out += "null"
        case .bool(let value): out += value ? "true" : "false"
        case .integer(let value): out += String(value)
        case .number(let value): out += Self.text(of: value)
        case .string(let value): Self.write(value, to: &out)
        case .array(let values):
            let broken = indent != nil && values.contains(where: \.isNested)
            Self.writeItems(values.count, open: "[", close: "]", broken: broken, indent: indent, to: &out) {
                out, index in values[index].write(to: &out, indent: indent.map { $0 + 1 })
            }
        case .object(let members):
            let keys = members.keys.sorted(by: codePointOrder)
            let broken = indent == 0 || (indent != nil && members.values.contains(where: \.isNested))
            Self.writeItems(keys.count, open: "{", close: "}", broken: broken, indent: indent, to: &out) {
                out, index in
                Self.write(keys[index], to: &out)
                out += ": "
                (members[keys[index]] ?? .null).write(to: &out, indent: indent.map { $0 + 1 })
            }
        }
    }

    private static func writeItems(
        _ count: Int, open: String, close: String, broken: Bool, indent: Int?, to out: inout String,
        item: (inout String, Int) -> Void
    ) {
        out += open
        for index in 0..<count {
            if index > 0 { out += broken ? "," : ", " }
            if broken { out += "\n" + String(repeating: "  ", count: (indent ?? 0) + 1) }
            item(&out, index)
        }
        if broken && count > 0 { out += "\n" + String(repeating: "  ", count: indent ?? 0) }
        out += close
    }

    /// The shortest text that reads back as the same number; whole numbers without ".0".
    private static func text(of value: Double) -> String {
        guard value.isFinite else { return "null" }
        if value == 0 { return "0" }
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private static func write(_ value: String, to out: inout String) {
        out += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            // Line and paragraph separators are legal in JSON but break scripts that paste it into JavaScript.
            case "\u{00}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
                let hex = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        out += "\""
    }
}

/// Whether `a` sorts before `b` by Unicode code points (the same as by UTF-8 bytes): the order of classes, keys
/// and tables everywhere, on every machine and in every language.
public func codePointOrder(_ a: String, _ b: String) -> Bool {
    a.utf8.lexicographicallyPrecedes(b.utf8)
}

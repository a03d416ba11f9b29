import Foundation

/// A JSON document as a value: what the results are turned into, and the one way to write them.
///
/// Why not `JSONEncoder` or `JSONSerialization`: the two sort keys differently from each other and from release
/// to release, and one of them throws on numbers the other prints. Results promise the same bytes, so key order
/// (by code point), number text (shortest that reads back the same) and line breaks are fixed here.
public enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    /// Not finite is written as null; −0 as 0.
    case number(Double)
    case string(String)
    case array([JSONValue])
    /// An array whose items are made when they are written, by the thread that writes them: of a long table only a few
    /// rows are there at a time. Equal to an array of the same items.
    case rows(count: Int, row: @Sendable (Int) -> JSONValue)
    case object([String: JSONValue])

    /// An array with an item for each element, made when it is written.
    public static func rows<Element: Sendable>(
        _ elements: [Element], _ row: @escaping @Sendable (Element) -> JSONValue
    ) -> JSONValue {
        .rows(count: elements.count) { row(elements[$0]) }
    }

    /// The number, or null when there is none.
    public static func optional(_ number: Double?) -> JSONValue { number.map(JSONValue.number) ?? .null }
    /// The text, or null when there is none.
    public static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    /// The document as text, two spaces per level, ending in a line break. Arrays and objects without nested
    /// ones stay on one line, so that a table row is a line.
    public var text: String { String(decoding: utf8(threads: 1), as: UTF8.self) }

    /// The bytes of `text`, long arrays written by several threads.
    public func utf8(threads: Int) -> [UInt8] {
        var out: [UInt8] = []
        write(to: &out, indent: 0, threads: threads)
        out.append(0x0A)
        return out
    }

    /// The document on one line, without a line break at its end: a record of JSON lines.
    public var line: String {
        var out: [UInt8] = []
        write(to: &out, indent: nil)
        return String(decoding: out, as: UTF8.self)
    }
}

extension JSONValue {
    public static func == (a: JSONValue, b: JSONValue) -> Bool {
        switch (a, b) {
        case (.null, .null): true
        case (.bool(let one), .bool(let other)): one == other
        case (.integer(let one), .integer(let other)): one == other
        case (.number(let one), .number(let other)): one == other
        case (.string(let one), .string(let other)): one == other
        case (.object(let one), .object(let other)): one == other
        case (.array, .array), (.array, .rows), (.rows, .array), (.rows, .rows): a.arrayValue == b.arrayValue
        default: false
        }
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
        var members = [String: JSONValue](minimumCapacity: elements.count)
        for (key, value) in elements { members[key] = value }
        self = .object(members)
    }
}

extension JSONValue {
    private var isNested: Bool {
        switch self {
        case .array(let values): !values.isEmpty
        case .rows(let count, _): count > 0
        case .object(let members): !members.isEmpty
        default: false
        }
    }

    /// - Parameter indent: levels; nil keeps everything on one line.
    private func write(to out: inout [UInt8], indent: Int?, threads: Int = 1) {
        switch self {
        case .null: Self.put("null", &out)
        case .bool(let value): Self.put(value ? "true" : "false", &out)
        case .integer(let value): Self.put(text: String(value), &out)
        case .number(let value): Self.write(value, to: &out)
        case .string(let value): Self.write(value, to: &out)
        case .array(let values):
            let broken = indent != nil && values.contains(where: \.isNested)
            Self.writeArray(count: values.count, broken: broken, indent: indent, threads: threads, to: &out) { values[$0] }
        case .rows(let count, let row):
            let broken = indent != nil && (0..<count).contains { row($0).isNested }
            Self.writeArray(count: count, broken: broken, indent: indent, threads: threads, to: &out, item: row)
        case .object(let members):
            // With their values, so that none is looked up again.
            let sorted = members.sorted { codePointOrder($0.key, $1.key) }
            let broken = indent == 0 || (indent != nil && members.values.contains(where: \.isNested))
            out.append(UInt8(ascii: "{"))
            Self.writeItems(sorted.indices, broken: broken, indent: indent, to: &out) { out, index in
                Self.write(sorted[index].key, to: &out)
                Self.put(": ", &out)
                sorted[index].value.write(to: &out, indent: indent.map { $0 + 1 }, threads: threads)
            }
            if broken && !sorted.isEmpty { Self.breakLine(indent ?? 0, &out) }
            out.append(UInt8(ascii: "}"))
        }
    }

    /// So many items of an array are written by one thread.
    private static let shareSize = 128

    private static func writeArray(
        count: Int, broken: Bool, indent: Int?, threads: Int, to out: inout [UInt8], item: @Sendable (Int) -> JSONValue
    ) {
        let inner = indent.map { $0 + 1 }
        out.append(UInt8(ascii: "["))
        if threads > 1, count > shareSize {
            let shares = parallelMap(count: (count + shareSize - 1) / shareSize, workers: threads) { share in
                var part: [UInt8] = []
                let items = share * shareSize..<min((share + 1) * shareSize, count)
                writeItems(items, broken: broken, indent: indent, to: &part) { item($1).write(to: &$0, indent: inner) }
                return part
            }
            // Twice as much at least: what follows must not copy all of it again, time after time.
            let total = out.count + shares.reduce(0) { $0 + $1.count }
            if total > out.capacity { out.reserveCapacity(max(total, 2 * out.capacity)) }
            for part in shares { out.append(contentsOf: part) }
        } else {
            writeItems(0..<count, broken: broken, indent: indent, to: &out) {
                item($1).write(to: &$0, indent: inner, threads: threads)
            }
        }
        if broken { breakLine(indent ?? 0, &out) }
        out.append(UInt8(ascii: "]"))
    }

    /// Some items of an array or object, each with the comma before it.
    private static func writeItems(
        _ items: Range<Int>, broken: Bool, indent: Int?, to out: inout [UInt8], item: (inout [UInt8], Int) -> Void
    ) {
        for index in items {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            if broken { breakLine((indent ?? 0) + 1, &out) } else if index > 0 { out.append(UInt8(ascii: " ")) }
            item(&out, index)
        }
    }

    private static func breakLine(_ indent: Int, _ out: inout [UInt8]) {
        out.append(0x0A)
        for _ in 0..<indent { put("  ", &out) }
    }

    private static func put(_ text: StaticString, _ out: inout [UInt8]) {
        out.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private static func put(text: String, _ out: inout [UInt8]) {
        var text = text
        text.withUTF8 { out.append(contentsOf: $0) }
    }

    /// The shortest text that reads back as the same number; whole numbers without ".0".
    public static func write(_ value: Double, to out: inout [UInt8]) {
        guard value.isFinite else { return put("null", &out) }
        guard value != 0 else { return put("0", &out) }
        put(text: value.description, &out)
        if out[out.count - 1] == UInt8(ascii: "0"), out[out.count - 2] == UInt8(ascii: ".") { out.removeLast(2) }
    }

    /// A text in quotes.
    public static func write(_ value: String, to out: inout [UInt8]) {
        var value = value
        out.append(UInt8(ascii: "\""))
        let isPlain = value.withUTF8 { bytes in
            // 0xE2 begins the two separators below, and much else.
            for byte in bytes where byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || byte == 0xE2 { return false }
            out.append(contentsOf: bytes)
            return true
        }
        if !isPlain { for scalar in value.unicodeScalars { write(scalar, to: &out) } }
        out.append(UInt8(ascii: "\""))
    }

    private static func write(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
        switch scalar {
        case "\"": put("\\\"", &out)
        case "\\": put("\\\\", &out)
        case "\n": put("\\n", &out)
        case "\r": put("\\r", &out)
        case "\t": put("\\t", &out)
        // Line and paragraph separators are legal in JSON but break scripts that paste it into JavaScript.
        case "\u{00}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
            let hex = String(scalar.value, radix: 16)
            put(text: "\\u" + String(repeating: "0", count: 4 - hex.count) + hex, &out)
        default: out.append(contentsOf: UTF8.encode(scalar) ?? .encodedReplacementCharacter)
        }
    }
}

/// Whether `a` sorts before `b` by Unicode code points (the same as by UTF-8 bytes): the order of classes, keys
/// and tables everywhere, on every machine and in every language.
public func codePointOrder(_ a: String, _ b: String) -> Bool {
    let order = a.utf8.withContiguousStorageIfAvailable { one in
        b.utf8.withContiguousStorageIfAvailable { other in
            let common = min(one.count, other.count)
            // Both have so many bytes; an empty text may have no address.
            let order = common == 0 ? 0 : memcmp(one.baseAddress.unsafelyUnwrapped, other.baseAddress.unsafelyUnwrapped, common)
            return order == 0 ? one.count < other.count : order < 0
        }
    }
    return order.flatMap { $0 } ?? a.utf8.lexicographicallyPrecedes(b.utf8)
}

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
    /// An array of objects with the same members, and equal to it.
    case table(JSONTable)
    case object([String: JSONValue])

    /// The number, or null when there is none.
    public static func optional(_ number: Double?) -> JSONValue { number.map(JSONValue.number) ?? .null }
    /// The text, or null when there is none.
    public static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
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
        case (.array, .array), (.array, .table), (.table, .array), (.table, .table): a.arrayValue == b.arrayValue
        case (.null, _), (.bool, _), (.integer, _), (.number, _), (.string, _), (.array, _), (.table, _), (.object, _): false
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

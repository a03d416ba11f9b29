public import GeoCore

/// Reads values out of JSON in tests; what is not there is null.
extension JSONValue {
    public func at(_ keys: String...) -> JSONValue {
        keys.reduce(self) { value, key in
            if case .object(let members) = value { members[key] ?? .null } else { .null }
        }
    }
    public var items: [JSONValue] {
        arrayValue
    }
    public var keyed: [String: JSONValue] {
        if case .object(let members) = self { members } else { [:] }
    }
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }
    public var double: Double? {
        switch self {
        case .number(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
    }
}

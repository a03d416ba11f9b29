/// A document that was read, taken apart: what is not there, or of another kind, is null or nil.
extension JSONValue {
    /// A member of an object; null when there is none.
    package subscript(key: String) -> JSONValue {
        if case .object(let members) = self { return members[key] ?? .null }
        return .null
    }

    package var stringValue: String? {
        if case .string(let text) = self { return text }
        return nil
    }

    package var numberValue: Double? {
        switch self {
        case .number(let number): number
        case .integer(let number): Double(number)
        default: nil
        }
    }

    package var arrayValue: [JSONValue] {
        switch self {
        case .array(let values): values
        case .table(let table): table.objects
        default: []
        }
    }
}

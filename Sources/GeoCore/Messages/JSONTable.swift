/// Many objects with the same members, as rows of values. A row is made when it is written, by the thread that writes it: of a
/// long table only a few are there at a time, and names are neither looked up nor sorted for each.
public struct JSONTable: Sendable {
    public let count: Int
    /// Members in the order in which they are written: their column, and the bytes of `"name": `.
    let names: [(column: Int, name: String, bytes: [UInt8])]
    /// As many values as there are columns.
    let values: @Sendable (Int) -> [JSONValue]

    /// - Parameters:
    ///   - columns: the names of the members, each once, in the order of a row's values.
    ///   - row: the values of one element.
    public init<Element: Sendable>(
        _ elements: [Element], columns: [String], row: @escaping @Sendable (Element) -> [JSONValue]
    ) {
        precondition(Set(columns).count == columns.count, "columns have names of their own")
        count = elements.count
        names = columns.enumerated().sorted { codePointOrder($0.element, $1.element) }.map { column, name in
            var bytes: [UInt8] = []
            JSONValue.write(name, to: &bytes)
            return (column, name, bytes + Array(": ".utf8))
        }
        values = { row(elements[$0]) }
    }

    /// The rows as objects.
    var objects: [JSONValue] {
        (0..<count).map { index in
            let values = values(index)
            return .object(Dictionary(names.map { ($0.name, values[$0.column]) }) { $1 })
        }
    }
}

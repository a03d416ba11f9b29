/// A field's value as the file has it.
enum FieldValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    /// Text that is no UTF-8, as its bytes.
    case undecodable([UInt8])
    case binary

    /// Text by the class rule; empty for NULL and blank, nil for what is no text.
    var classText: String? {
        switch self {
        case .null: ""
        case .integer(let value): String(value)
        case .real(let value): ClassText.text(of: value)
        case .text(let text): ClassText.normalised(text)
        case .undecodable, .binary: nil
        }
    }
}

/// A field of a layer.
struct LayerField: Sendable, Hashable {
    enum Kind: String, Sendable, Hashable {
        case text, integer, real, boolean, date, binary, other
    }
    var name: String
    var kind: Kind
}

/// One pass over the features of one layer, front to back.
protocol FeatureCursor: ~Copyable {
    /// Moves to the next feature; false after the last.
    mutating func next() throws(InputError) -> Bool
    /// Key of the current feature: the primary key, else its position counted from 0.
    var id: Int64 { get }
    /// Bytes that the geometry of the current feature takes in the file; 0 where it was parsed before.
    var geometryBytes: Int { get }
    /// Value of the field asked for at this place when the cursor was made.
    func value(_ column: Int) -> FieldValue
    /// Appends the polygons to the feature being built. Read after the values: it is what costs.
    func geometry(into buffer: inout PolygonBuffer) throws(GeometryProblem) -> GeometrySummary
}

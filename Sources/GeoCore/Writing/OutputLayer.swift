/// A layer to be written: what stands in it, not how.
///
/// Shared by everything that writes maps; `GeoPackageWriter` writes it.
public struct OutputLayer {
    /// Name of the table: not empty, and not one that GeoPackage or SQLite keep for themselves.
    public var name: String
    /// What people read in a list of layers; the name when nil. Unique in a file.
    public var title: String?
    public var description: String
    /// nil: plane coordinates in metres of an unnamed system.
    public var crs: CoordinateReferenceSystem?
    public var geometry: GeometryKind
    public var fields: [OutputField]
    /// The looks it opens with.
    public var style: LayerStyle?
    /// More looks to choose from.
    public var otherStyles: [LayerStyle] = []
    /// Read once, in order; the order is that of the rows (key 1, 2, 3…).
    public var features: any Sequence<OutputFeature>

    public enum GeometryKind: Sendable, Hashable {
        case polygons
        case lines
        /// Any number of points per feature.
        case points
    }

    public init(
        name: String, title: String? = nil, description: String = "", crs: CoordinateReferenceSystem?,
        geometry: GeometryKind, fields: [OutputField], style: LayerStyle? = nil, features: any Sequence<OutputFeature>
    ) {
        self.name = name
        self.title = title
        self.description = description
        self.crs = crs
        self.geometry = geometry
        self.fields = fields
        self.style = style
        self.features = features
    }
}

/// A column beside key and geometry.
public struct OutputField: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case text, integer, real, boolean
        /// `YYYY-MM-DD`.
        case date
    }

    /// Name for scripts: unique in its layer, whatever the case.
    public var name: String
    public var kind: Kind
    /// What people read above the column (alias); none when it is the name.
    public var title: String?
    /// Allowed values with the words for them; a form offers them as a list. Empty: anything.
    public var choices: [Choice]

    public struct Choice: Sendable, Hashable {
        public var value: String
        public var label: String

        public init(_ value: String, label: String) {
            self.value = value
            self.label = label
        }
    }

    public init(_ name: String, _ kind: Kind, title: String? = nil, choices: [Choice] = []) {
        self.name = name
        self.kind = kind
        self.title = title
        self.choices = choices
    }
}

/// A value of a field. Numbers that are not finite are written as NULL.
public enum OutputValue: Sendable, Hashable {
    case null
    case text(String)
    case integer(Int)
    case real(Double)
    case boolean(Bool)

    /// The text, or NULL when there is none.
    public static func optional(_ text: String?) -> OutputValue { text.map(OutputValue.text) ?? .null }
    /// The number, or NULL when there is none.
    public static func optional(_ number: Double?) -> OutputValue { number.map(OutputValue.real) ?? .null }
    public static func optional(_ number: Int?) -> OutputValue { number.map(OutputValue.integer) ?? .null }
}

public struct OutputFeature: Sendable {
    public var geometry: OutputGeometry
    /// One per field of the layer, in its order.
    public var values: [OutputValue]

    public init(_ geometry: OutputGeometry, _ values: [OutputValue]) {
        self.geometry = geometry
        self.values = values
    }
}

public enum OutputGeometry: Sendable {
    /// No geometry (NULL).
    case none
    /// One feature of a buffer; written as a multipolygon.
    case polygons(PolygonBuffer, feature: Int)
    /// Every line has two positions or more; written as a multilinestring.
    case lines([[SIMD2<Double>]])
    /// Written as a multipoint.
    case points([SIMD2<Double>])

    /// All parts of a buffer, its features together.
    public static func polygons(all buffer: PolygonBuffer) -> OutputGeometry {
        if buffer.featureCount == 1 { return .polygons(buffer, feature: 0) }
        var merged = PolygonBuffer()
        for part in 0..<buffer.partCount { merged.appendPart(part, of: buffer) }
        merged.endFeature()
        return .polygons(merged, feature: 0)
    }

    var kind: OutputLayer.GeometryKind? {
        switch self {
        case .none: nil
        case .polygons: .polygons
        case .lines: .lines
        case .points: .points
        }
    }
}

/// How features of one file become classes: the layer object of the run file, the catalogue and (as options)
/// the command line. Exactly one of `className`, `classField`, `classList` where classes are needed.
public struct LayerObject: Sendable, Hashable {
    /// Path as the user wrote it; relative paths are relative to `baseFolder`.
    public var file: String
    /// Folder that `file` and a class-list file are relative to; empty for the working directory.
    public var baseFolder: String
    /// Table or layer name; needed when the file has more than one.
    public var layer: String?
    public var classRule: ClassRule
    /// Keep only features whose field has one of the values.
    public var filter: [FieldFilter]
    /// CRS assumed when the file has none ("EPSG:28992").
    public var assumedCRS: String?
    /// Encoding of text fields when they are not UTF-8 ("CP850", "windows-1252").
    public var encoding: String?

    public init(
        file: String, baseFolder: String = "", layer: String? = nil, classRule: ClassRule = .none,
        filter: [FieldFilter] = [], assumedCRS: String? = nil, encoding: String? = nil
    ) {
        self.file = file
        self.baseFolder = baseFolder
        self.layer = layer
        self.classRule = classRule
        self.filter = filter
        self.assumedCRS = assumedCRS
        self.encoding = encoding
    }
}

/// How a feature gets its class.
public enum ClassRule: Sendable, Hashable {
    /// No classes wanted (catalogue units, frames): every feature gets the class "".
    case none
    /// All features have this class; nil: the name of the layer.
    case name(String?)
    /// The text of one field, or of several joined by " / ".
    case fields([String])
    /// A code list: one column per field, then the class.
    case list(ClassList)
}

/// A code list, from a CSV file or inline.
public struct ClassList: Sendable, Hashable {
    public enum Match: Sendable, Hashable {
        /// `*`
        case any
        /// Empty: NULL or blank.
        case blank
        case text(String)
    }
    public struct Row: Sendable, Hashable {
        /// One per field.
        public var codes: [Match]
        /// Empty text: leave the feature out (counted in the ledger).
        public var className: String

        public init(codes: [Match], className: String) {
            self.codes = codes
            self.className = className
        }
    }
    /// File it came from, for messages; nil when inline.
    public var source: String?
    public var fields: [String]
    public var rows: [Row]

    public init(source: String?, fields: [String], rows: [Row]) {
        self.source = source
        self.fields = fields
        self.rows = rows
    }
}

/// `where` (keep) or `where_not` (drop) on one field. Values are compared as class text is.
public struct FieldFilter: Sendable, Hashable {
    public var field: String
    public var values: [String]
    public var keeps: Bool

    public init(field: String, values: [String], keeps: Bool = true) {
        self.field = field
        self.values = values
        self.keeps = keeps
    }
}

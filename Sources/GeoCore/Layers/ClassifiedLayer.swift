/// One version of a map: the polygons of one or more layer objects, each with its class.
public struct ClassifiedLayer: Sendable {
    /// Distinct class texts in code-point order.
    public var classes: [String]
    /// Every feature used, in reading order. With a code list that gives several classes, once per class.
    public var polygons: PolygonBuffer
    /// For each feature of `polygons` its index in `classes`.
    public var classOfFeature: [Int32]
    /// For each feature of `polygons` where it came from.
    public var origins: [FeatureOrigin]
    /// What was read, in the order given.
    public var sources: [LayerSource]
    /// CRS of the coordinates; nil when unknown and nothing was assumed (plain metres).
    public var crs: CoordinateReferenceSystem?
    public var ledger: LayerLedger
    public var notices: [Notice]
    /// Text per feature of `polygons` of the fields asked for (`LayerReadOptions.attributeFields`), by the class text
    /// rule; nil for NULL and blank.
    public var attributes: [String: [String?]] = [:]
    /// Lines and points of the features that are no polygons (`LayerReadOptions.keepsLinesAndPoints`).
    public var otherFeatures: [OtherFeature] = []
    /// Length of lines per class text, in metres; empty without lines.
    public var lineMetres: [String: Double]
    /// Number of points per class text; empty without points.
    public var pointCounts: [String: Int]
    /// What reading cost.
    public var work = ReadWork()

    public init(
        classes: [String] = [], polygons: PolygonBuffer = PolygonBuffer(), classOfFeature: [Int32] = [],
        origins: [FeatureOrigin] = [], sources: [LayerSource] = [], crs: CoordinateReferenceSystem? = nil,
        ledger: LayerLedger = LayerLedger(), notices: [Notice] = [],
        lineMetres: [String: Double] = [:], pointCounts: [String: Int] = [:]
    ) {
        self.classes = classes
        self.polygons = polygons
        self.classOfFeature = classOfFeature
        self.origins = origins
        self.sources = sources
        self.crs = crs
        self.ledger = ledger
        self.notices = notices
        self.lineMetres = lineMetres
        self.pointCounts = pointCounts
    }
}

/// Rows whose geometry was taken from files, and the bytes of those geometries: what a run really read.
public struct ReadWork: Sendable, Hashable {
    public var rows = 0
    public var geometryBytes = 0

    public init() {}

    public static func + (a: ReadWork, b: ReadWork) -> ReadWork {
        var sum = a
        sum.rows += b.rows
        sum.geometryBytes += b.geometryBytes
        return sum
    }
}

/// A feature's place: which of the sources and its key there (the primary key of a GeoPackage row, else the
/// position in the file counted from 0).
public struct FeatureOrigin: Sendable, Hashable {
    public var source: Int32
    public var id: Int64

    public init(source: Int32, id: Int64) {
        self.source = source
        self.id = id
    }
}

/// One file and layer that was read.
public struct LayerSource: Sendable, Hashable {
    /// As the user wrote it.
    public var file: String
    public var layer: String
    /// Hex SHA-256 of the file; nil unless asked for.
    public var sha256: String?
    /// Converted through `ogr2ogr`: its version text, else nil.
    public var convertedBy: String?
    /// The layer object that says how its features became classes; nil when made in memory.
    public var selection: LayerObject?

    public init(
        file: String, layer: String, sha256: String? = nil, convertedBy: String? = nil,
        selection: LayerObject? = nil
    ) {
        self.file = file
        self.layer = layer
        self.sha256 = sha256
        self.convertedBy = convertedBy
        self.selection = selection
    }
}

/// The fate of every feature read (identity I10): `featuresIn` is the sum of all the counts below it.
public struct LayerLedger: Sendable, Hashable {
    public var featuresIn = 0
    /// Polygon features measured (repaired ones included).
    public var used = 0
    /// NULL geometry.
    public var null = 0
    /// Empty geometry.
    public var empty = 0
    /// Not polygonal in a polygon layer (notice `other-geometry`): points, lines.
    public var otherGeometry = 0
    /// Left out by a code list row with an empty class.
    public var leftOut = 0
    /// Features used that were repaired (a part of `used`, not of the sum).
    public var repaired = 0
    /// Total |area after − area before| of the repaired ones, in hectares.
    public var repairAreaChangeHectares = 0.0

    public init() {}

    /// Whether every feature read is accounted for.
    public var balances: Bool { featuresIn == used + null + empty + otherGeometry + leftOut }
}

/// A coordinate reference system as the project carries it between threads: a definition that PROJ takes,
/// and what was learnt from it. Handles live only in `Projection`.
public struct CoordinateReferenceSystem: Sendable, Hashable {
    /// What PROJ is given: "EPSG:28992", or the WKT of the file.
    public var definition: String
    /// "EPSG:28992" when an authority code is known.
    public var code: String?
    public var name: String
    public var isGeographic: Bool
    /// True when the coordinates are projected and in metres.
    public var isMetric: Bool
    /// True when it was not in the file but assumed (`--assume-crs`, `crs`, or GeoJSON's WGS 84).
    public var isAssumed: Bool

    public init(
        definition: String, code: String?, name: String, isGeographic: Bool, isMetric: Bool, isAssumed: Bool = false
    ) {
        self.definition = definition
        self.code = code
        self.name = name
        self.isGeographic = isGeographic
        self.isMetric = isMetric
        self.isAssumed = isAssumed
    }
}

/// A feature that is no polygon.
public struct OtherFeature: Sendable, Hashable {
    public var origin: FeatureOrigin
    public var lines: [[SIMD2<Double>]]
    public var points: [SIMD2<Double>]
    /// Text per field asked for; nil for NULL and blank.
    public var attributes: [String: String?]

    public init(
        origin: FeatureOrigin, lines: [[SIMD2<Double>]], points: [SIMD2<Double>], attributes: [String: String?]
    ) {
        self.origin = origin
        self.lines = lines
        self.points = points
        self.attributes = attributes
    }
}

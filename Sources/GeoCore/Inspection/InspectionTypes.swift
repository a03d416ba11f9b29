/// What `inspect` says about files: layers, and the files that could not be read.
public struct Inspection: Sendable {
    public var layers: [LayerInspection] = []
    /// One per file that could not be read.
    public var failures: [InputError] = []

    public init(layers: [LayerInspection] = [], failures: [InputError] = []) {
        self.layers = layers
        self.failures = failures
    }
}

/// One layer of one file. Hectares are nil when the CRS is known and not in metres.
public struct LayerInspection: Sendable {
    /// As the user wrote it, or below the folder that was given.
    public var file: String
    public var layer: String
    /// Version of `ogr2ogr`, when it came through that.
    public var convertedBy: String?
    public var features = 0
    public var polygonFeatures = 0
    public var lineFeatures = 0
    public var pointFeatures = 0
    public var nullGeometries = 0
    public var emptyGeometries = 0
    public var parts = 0
    public var vertices = 0
    public var crs: CoordinateReferenceSystem?
    /// Code that fits the coordinates of a layer without CRS ("EPSG:28992" when they lie in the RD area).
    public var suggestedCRS: String?
    /// nil: not a GeoPackage.
    public var hasRTree: Bool?
    /// Of polygons, lines and points; empty without any.
    public var extent = Box.empty
    /// Sum over the polygon features.
    public var areaHectares: Double?
    /// Likely class fields first, then the order of the file.
    public var fields: [FieldInspection] = []
    /// Features that overlap themselves, or wind the wrong way, and by how much.
    public var selfOverlapping = 0
    public var selfOverlapHectares: Double?
    /// Pairs of features that overlap, the features in them, and the hectares, pair by pair.
    public var overlappingPairs = 0
    public var overlappingFeatures = 0
    public var overlapHectares: Double?
    /// Geometries that cannot be read, per reason.
    public var oddities: [GeometryOddity] = []
    public var notices: [Notice] = []

    public init(file: String, layer: String) {
        self.file = file
        self.layer = layer
    }
}

/// One field of a layer.
public struct FieldInspection: Sendable, Hashable {
    public var name: String
    /// "text", "integer", "real", "boolean", "date", "binary", "other".
    public var kind: String
    /// Distinct texts after trimming, NULL and blank left out.
    public var distinctValues = 0
    /// There are more than were counted.
    public var isBounded = false
    /// Features with NULL or blank, and their hectares.
    public var blanks = 0
    public var blankHectares: Double?
    /// Largest first (by hectares, then features), as many as asked for.
    public var values: [ValueInspection] = []
    /// Texts that are one class, because only white space or the way of writing accents differs.
    public var equalAfterTrimming: [[String]] = []
    /// Texts that differ only in case: an error when it is the class field.
    public var caseTwins: [[String]] = []
    /// Features whose text is no UTF-8.
    public var nonUTF8 = 0
    /// May well be the class field: few values, most of them filled in.
    public var isClassCandidate = false

    public init(name: String, kind: String) {
        self.name = name
        self.kind = kind
    }
}

/// A value of a field, as class text.
public struct ValueInspection: Sendable, Hashable {
    public var text: String
    public var features: Int
    public var hectares: Double?

    public init(text: String, features: Int, hectares: Double?) {
        self.text = text
        self.features = features
        self.hectares = hectares
    }
}

/// Geometries that cannot be read for one reason.
public struct GeometryOddity: Sendable, Hashable {
    /// Of the error that reading the layer would give ("ring-not-closed").
    public var code: String
    /// What is wrong with the first one.
    public var problem: Bilingual
    public var count: Int
    /// Ids of the first five.
    public var firstFeatures: [Int64]

    public init(code: String, problem: Bilingual, count: Int, firstFeatures: [Int64]) {
        self.code = code
        self.problem = problem
        self.count = count
        self.firstFeatures = firstFeatures
    }
}

import GeoCore

/// One unit to test: an entry of the catalogue, or one value of an entry with `each`.
struct CheckUnit: Sendable {
    var entry: CatalogueUnit
    var id: String
    var name: String
    var level: String?
    var content: UnitContent
}

/// What a unit is made of, or why there is nothing.
enum UnitContent: Sendable {
    case polygons(UnitPolygons)
    case lines([UnitLine])
    case points([UnitPoint])
    case noData(Bilingual)
}

/// Polygons of a unit near the plans, each feature with its name.
struct UnitPolygons: Sendable {
    var polygons: PolygonBuffer
    /// Text of the name field per feature; empty texts without one.
    var names: [String]
    var boxes: [Box]
    /// Dissolved area of the whole unit in square metres; nil when not wanted.
    var wholeSquareMetres: Double?

    init(polygons: PolygonBuffer, names: [String], wholeSquareMetres: Double?) {
        self.polygons = polygons
        self.names = names
        self.wholeSquareMetres = wholeSquareMetres
        boxes = (0..<polygons.featureCount).map { polygons.box(ofFeature: $0) }
    }
}

struct UnitLine: Sendable {
    var name: String
    var positions: [SIMD2<Double>]
}

struct UnitPoint: Sendable {
    var name: String
    var position: SIMD2<Double>
}

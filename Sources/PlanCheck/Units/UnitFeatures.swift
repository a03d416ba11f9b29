import GeoCore

/// Features of an entry over all its layers, in the catalogue's CRS.
struct UnitFeatures: Sendable {
    var polygons = PolygonBuffer()
    /// Per field the text of every feature.
    private(set) var texts: [String: [String?]] = [:]
    /// Features read, whatever their geometry.
    private(set) var featuresIn = 0
    private(set) var notices: [Notice] = []
    let nameField: String?

    init(nameField: String? = nil) { self.nameField = nameField }

    /// Text of the name field per feature.
    func name(of feature: Int) -> String {
        nameField.flatMap { texts[$0]?[feature] } ?? ""
    }

    /// - Parameter layer: in the catalogue's CRS.
    mutating func append(_ layer: ClassifiedLayer) {
        for feature in 0..<layer.polygons.featureCount { polygons.appendFeature(feature, of: layer.polygons) }
        for (field, values) in layer.attributes { texts[field, default: []] += values }
        featuresIn += layer.ledger.featuresIn
        // An empty selection makes the unit one without data, which says more.
        notices += layer.notices.filter { $0.code != "empty-selection" }
    }
}

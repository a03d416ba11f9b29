import GeoCore

/// Features of an entry over all its layers, in the catalogue's CRS.
struct UnitFeatures: Sendable {
    var polygons = PolygonBuffer()
    /// Per field the text of every feature.
    private(set) var texts: [String: [String?]] = [:]
    private(set) var ledger = LayerLedger()
    private(set) var notices: [Notice] = []
    let nameField: String?

    init(nameField: String? = nil) { self.nameField = nameField }

    /// Text of the name field per feature.
    func name(of feature: Int) -> String {
        nameField.flatMap { texts[$0]?[feature] } ?? ""
    }

    mutating func append(_ layer: ClassifiedLayer, in crs: CatalogueCRS, file: String) throws(InputError) {
        let moved = try crs.polygons(of: layer, file: file)
        for feature in 0..<moved.polygons.featureCount { polygons.appendFeature(feature, of: moved.polygons) }
        for (field, values) in layer.attributes { texts[field, default: []] += values }
        ledger.featuresIn += layer.ledger.featuresIn
        if let report = moved.report { notices.append(report.notice) }
        // The reader's notices about what is no polygon say nothing more than the ledger.
        notices += layer.notices.filter { $0.code != "empty-selection" }
    }
}

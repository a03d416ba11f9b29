import GeoCore

/// Features of an entry over all its layers, in the catalogue's CRS.
struct UnitFeatures: Sendable {
    let geometry: CatalogueUnit.Geometry
    private let nameField: String?
    private(set) var polygons = PolygonBuffer()
    private(set) var notices: [Notice] = []
    /// Features read, whatever their geometry.
    private(set) var featuresIn = 0
    private var polygonTexts: [String: [String?]] = [:]
    /// Lines or points.
    private var others: [OtherFeature] = []
    /// Of every feature the layer of the entry and its key there.
    private(set) var origins: [(slot: Int, key: Int64)] = []
    /// False when a layer had to be transformed (of lines and points: may have had to be).
    private(set) var isInCatalogueCRS = true
    /// Polygons that had to be repaired, as `origins`.
    private(set) var repaired: [(slot: Int, key: Int64)] = []
    /// What reading cost.
    private(set) var work = ReadWork()

    init(_ entry: CatalogueUnit) {
        geometry = entry.geometry
        nameField = entry.nameField
    }

    /// Features of the unit's kind of geometry.
    var count: Int { geometry == .polygon ? polygons.featureCount : others.count }

    /// - Parameter slot: which layer of the entry it is.
    mutating func append(_ layer: ClassifiedLayer, in crs: CatalogueCRS, slot: Int) throws(InputError) {
        if let own = layer.crs, own.definition != crs.crs.definition {
            let box = layer.polygons.box
            let isSame = box.isEmpty ? false : try own.isSame(as: crs.crs, on: box)
            if !isSame { isInCatalogueCRS = false }
        }
        guard geometry == .polygon else {
            append(try crs.otherFeatures(of: layer), of: layer, slot)
            return
        }
        let prepared = try crs.prepared(layer, repair: .structure)
        repaired += prepared.repairs.map { (slot, $0.origin.id) }
        append(prepared.layer, slot)
    }

    /// As `append(_:in:slot:)`, of a layer whose index says that these features are in the catalogue's CRS and valid.
    mutating func append(sound layer: ClassifiedLayer, slot: Int) {
        if geometry == .polygon { append(layer, slot) } else { append(layer.otherFeatures, of: layer, slot) }
    }

    private mutating func append(_ features: [OtherFeature], of layer: ClassifiedLayer, _ slot: Int) {
        featuresIn += layer.ledger.featuresIn
        work = work + layer.work
        let some = features.filter { geometry == .line ? !$0.lines.isEmpty : !$0.points.isEmpty }
        others += some
        origins += some.map { (slot, $0.origin.id) }
    }

    private mutating func append(_ prepared: ClassifiedLayer, _ slot: Int) {
        featuresIn += prepared.ledger.featuresIn
        work = work + prepared.work
        origins += prepared.origins.map { (slot, $0.id) }
        polygons.append(prepared.polygons)
        for (field, values) in prepared.attributes { polygonTexts[field, default: []] += values }
        // An empty selection makes the unit one without data, which says more.
        notices += prepared.notices.filter { $0.code != "empty-selection" }
    }

    /// Text of a field per feature.
    func texts(of field: String) -> [String?] {
        geometry == .polygon ? polygonTexts[field] ?? [] : others.map { $0.attributes[field] ?? nil }
    }

    func name(of feature: Int) -> String {
        guard let nameField else { return "" }
        if geometry != .polygon { return (others[feature].attributes[nameField] ?? nil) ?? "" }
        return polygonTexts[nameField]?[feature] ?? ""
    }

    func lines(_ selection: [Int]) -> [UnitLine] {
        selection.flatMap { feature in
            others[feature].lines.map { UnitLine(name: name(of: feature), positions: $0) }
        }
    }

    func points(_ selection: [Int]) -> [UnitPoint] {
        selection.flatMap { feature in
            others[feature].points.map { UnitPoint(name: name(of: feature), position: $0) }
        }
    }
}

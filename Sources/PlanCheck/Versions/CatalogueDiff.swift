public import GeoCore

/// Two versions of a catalogue: which units moved and by how much, which texts and levels changed, which units came and
/// went. Says what is different on the maps, never why.
public struct CatalogueDiff: Sendable {
    public enum Change: String, Sendable, Hashable, CaseIterable {
        case added
        case removed
        /// The maps differ.
        case moved
        /// The maps are the same, something that is said of the unit is not.
        case texts
        case same
    }

    public struct Field: Sendable, Hashable {
        /// Key in the catalogue file.
        public var key: String
        public var old: String?
        public var new: String?
    }

    /// Hectares of polygons, dissolved; of lines kilometres, of points numbers.
    public struct Measure: Sendable, Hashable {
        public var old: Double?
        public var new: Double?
        /// Hectares of polygons only.
        public var both: Double?
        public var onlyOld: Double?
        public var onlyNew: Double?
    }

    public struct Unit: Sendable, Hashable {
        public var id: String
        public var quality: String
        public var name: String
        public var geometry: CatalogueUnit.Geometry
        public var change: Change
        public var measure: Measure
        public var fields: [Field]
        /// Why the maps could not be compared.
        public var problem: Bilingual?
    }

    public var old: Catalogue
    public var new: Catalogue
    /// In the order of the new catalogue, then what was removed in the order of the old one.
    public var units: [Unit]

    /// Below it a difference on the map is the rounding of coordinates, not a move: hectares.
    static let movedHectares = 1e-6

    /// - Throws: when a CRS cannot be used, or the two catalogues are measured in different ones.
    public init(_ old: Catalogue, _ new: Catalogue, threads: Int) throws(InputError) {
        self.old = old
        self.new = new
        let (oldCRS, newCRS) = (try CatalogueCRS(old), try CatalogueCRS(new))
        guard oldCRS.crs.definition == newCRS.crs.definition else {
            throw InputError(
                "catalogue-crs", file: new.file,
                problem: Bilingual(
                    en: "its CRS is \(new.crs), that of \(old.file) is \(old.crs)",
                    nl: "het CRS is \(new.crs), dat van \(old.file) is \(old.crs)"),
                remedy: Bilingual(
                    en: "give both the same \"crs\"; layers are transformed to it",
                    nl: "geef beide dezelfde \"crs\"; lagen worden ernaar omgerekend"))
        }
        func loaded(_ catalogue: Catalogue, _ crs: CatalogueCRS) -> [CheckUnit] {
            UnitLoader(catalogue: catalogue, crs: crs, window: nil, shares: false, threads: threads).load().units
        }
        let (before, after) = (loaded(old, oldCRS), loaded(new, newCRS))
        let byID = Dictionary(before.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let kept = Set(after.map(\.id))
        let compared = parallelMap(count: after.count, workers: threads) { index in
            Self.unit(byID[after[index].id], after[index])
        }
        units = compared + before.filter { !kept.contains($0.id) }.map { Self.unit($0, nil) }
    }

    private static func unit(_ old: CheckUnit?, _ new: CheckUnit?) -> Unit {
        let entry = new?.entry ?? old?.entry ?? CatalogueUnit(id: "", quality: "", name: "", layers: nil)
        var unit = Unit(
            id: new?.id ?? old?.id ?? "", quality: entry.quality, name: new?.name ?? old?.name ?? "",
            geometry: entry.geometry, change: .same, measure: Measure(), fields: [], problem: nil)
        unit.measure.old = old.flatMap { amount(of: $0.content) }
        unit.measure.new = new.flatMap { amount(of: $0.content) }
        guard let old, let new else {
            unit.change = old == nil ? .added : .removed
            return unit
        }
        unit.fields = CatalogueFields.differences(old, new)
        unit.change = unit.fields.isEmpty ? .same : .texts
        switch (old.content, new.content) {
        case (.polygons(let a), .polygons(let b)):
            compare(a.polygons, b.polygons, &unit)
        case (.noData(let reason), .noData):
            unit.problem = reason
        case (.noData(let reason), _), (_, .noData(let reason)):
            unit.problem = reason
            unit.change = .moved
        default:
            if unit.measure.old != unit.measure.new || old.entry.geometry != new.entry.geometry { unit.change = .moved }
        }
        return unit
    }

    private static func compare(_ a: PolygonBuffer, _ b: PolygonBuffer, _ unit: inout Unit) {
        let account = AreaEngine.account(
            old: EngineLayer(oneGroup: a), new: EngineLayer(oneGroup: b), masks: [], threads: 1)
        unit.measure.both = (account.both.first ?? 0) / 10_000
        unit.measure.onlyOld = (account.onlyOld.first ?? 0) / 10_000
        unit.measure.onlyNew = (account.onlyNew.first ?? 0) / 10_000
        let moved = max(unit.measure.onlyOld ?? 0, unit.measure.onlyNew ?? 0)
        if moved > movedHectares { unit.change = .moved }
    }

    private static func amount(of content: UnitContent) -> Double? {
        switch content {
        case .polygons(let unit):
            AreaEngine.measure(EngineLayer(oneGroup: unit.polygons), masks: [], threads: 1).union / 10_000
        case .lines(let lines, _): lines.reduce(0) { $0 + $1.lengthMetres } / 1000
        case .points(let points, _): Double(points.count)
        case .indexed, .noData: nil
        }
    }
}

/// What is said of a unit, key by key.
enum CatalogueFields {
    static func differences(_ old: CheckUnit, _ new: CheckUnit) -> [CatalogueDiff.Field] {
        zip(texts(old), texts(new)).compactMap { a, b in
            a.text == b.text ? nil : CatalogueDiff.Field(key: a.key, old: a.text, new: b.text)
        }
    }

    private static func texts(_ unit: CheckUnit) -> [(key: String, text: String?)] {
        let entry = unit.entry
        func list(_ texts: [String]) -> String? { texts.isEmpty ? nil : texts.joined(separator: " · ") }
        func flag(_ value: Bool) -> String? { value ? "true" : nil }
        let rules = entry.rules.map { rule in
            [
                rule.id, rule.maxAreaSquareMetres.map { "max_area_m2 \($0)" },
                rule.maxDepthCentimetres.map { "max_depth_cm \($0)" },
                rule.farmlandExtraCentimetres.map { "farmland_extra_cm \($0)" }, rule.knownSites.map { "known_sites \($0)" },
                rule.knownSitesMetres.map { "known_sites_m \($0)" }, rule.distanceMetres.map { "distance_m \($0)" },
                rule.kind?.rawValue, rule.reference, rule.text,
            ].compactMap { $0 }.joined(separator: ", ")
        }
        return [
            ("quality", entry.quality), ("name", unit.name), ("level", unit.level), ("legal_basis", entry.legalBasis),
            ("instrument", entry.instrument), ("version_date", entry.versionDate), ("drawn_by", entry.drawnBy),
            ("geometry", entry.geometry.rawValue), ("within", entry.within), ("union_of", list(entry.unionOf)),
            ("action", entry.action), ("references", list(entry.references)), ("reason", entry.reason),
            ("context", flag(entry.isContext)), ("integral_advice", flag(entry.isIntegralAdvice)),
            ("urban_mask", flag(entry.hasUrbanMask)), ("rules", list(rules)),
        ]
    }
}

public import GeoCore

/// A catalogue of map layers that plans are checked against (`kk-diff/catalogue@1`).
public struct Catalogue: Sendable, Hashable {
    /// As the user gave it.
    public var file: String
    public var sha256: String?
    public var name: String
    /// CRS in which everything is measured ("EPSG:28992").
    public var crs: String
    /// Where the maps end; nil when unknown.
    public var extent: LayerObject?
    /// Existing urban area, where most core qualities are the municipality's.
    public var urbanArea: LayerObject?
    public var defaults: CatalogueDefaults
    /// At least one, ids unique.
    public var units: [CatalogueUnit]
    public var notMapped: [NotTested]
    /// Remarks about places, for plans near them.
    public var placeNotes: [PlaceNote]

    public init(
        file: String, sha256: String? = nil, name: String, crs: String, extent: LayerObject? = nil,
        urbanArea: LayerObject? = nil, defaults: CatalogueDefaults = CatalogueDefaults(), units: [CatalogueUnit],
        notMapped: [NotTested] = [], placeNotes: [PlaceNote] = []
    ) {
        self.file = file
        self.sha256 = sha256
        self.name = name
        self.crs = crs
        self.extent = extent
        self.urbanArea = urbanArea
        self.defaults = defaults
        self.units = units
        self.notMapped = notMapped
        self.placeNotes = placeNotes
    }
}

/// Tolerances that the owner of the catalogue chose, and who chose them. Metres.
public struct CatalogueDefaults: Sendable, Hashable {
    public var toleranceMetres: Double?
    public var nearMetres: Double?
    public var farMetres: Double?
    public var source: String?

    public init(
        toleranceMetres: Double? = nil, nearMetres: Double? = nil, farMetres: Double? = nil, source: String? = nil
    ) {
        self.toleranceMetres = toleranceMetres
        self.nearMetres = nearMetres
        self.farMetres = farMetres
        self.source = source
    }
}

/// One entry of the catalogue: a unit, or with `each` one unit per distinct value of a field.
public struct CatalogueUnit: Sendable, Hashable {
    public enum Geometry: String, Sendable, Hashable, CaseIterable {
        case polygon, line, point
    }

    public var id: String
    public var quality: String
    public var name: String
    public var level: String?
    public var legalBasis: String?
    public var instrument: String?
    public var versionDate: String?
    /// nil: there is no map; `reason` says why.
    public var layers: [LayerObject]?
    public var reason: String?
    public var geometry: Geometry
    public var drawnBy: String?
    /// Field whose text names the features in the result.
    public var nameField: String?
    public var each: EachFields?
    /// Code in the level field → text.
    public var levels: [String: String]
    /// Ids of the units whose union this one is.
    public var unionOf: [String]
    public var within: String?
    public var expectedHectares: Double?
    public var action: String?
    public var references: [String]
    public var isContext: Bool
    public var isIntegralAdvice: Bool
    public var hasUrbanMask: Bool
    public var rules: [CatalogueRule]

    public init(
        id: String, quality: String, name: String, layers: [LayerObject]?, level: String? = nil,
        legalBasis: String? = nil, instrument: String? = nil, versionDate: String? = nil, reason: String? = nil,
        geometry: Geometry = .polygon, drawnBy: String? = nil, nameField: String? = nil, each: EachFields? = nil,
        levels: [String: String] = [:], unionOf: [String] = [], within: String? = nil, expectedHectares: Double? = nil,
        action: String? = nil, references: [String] = [], isContext: Bool = false, isIntegralAdvice: Bool = false,
        hasUrbanMask: Bool = false, rules: [CatalogueRule] = []
    ) {
        self.id = id
        self.quality = quality
        self.name = name
        self.layers = layers
        self.level = level
        self.legalBasis = legalBasis
        self.instrument = instrument
        self.versionDate = versionDate
        self.reason = reason
        self.geometry = geometry
        self.drawnBy = drawnBy
        self.nameField = nameField
        self.each = each
        self.levels = levels
        self.unionOf = unionOf
        self.within = within
        self.expectedHectares = expectedHectares
        self.action = action
        self.references = references
        self.isContext = isContext
        self.isIntegralAdvice = isIntegralAdvice
        self.hasUrbanMask = hasUrbanMask
        self.rules = rules
    }
}

/// Fields that make several units of one entry: one per distinct text of `id`.
public struct EachFields: Sendable, Hashable {
    public var id: String
    public var name: String?
    public var level: String?

    public init(id: String, name: String? = nil, level: String? = nil) {
        self.id = id
        self.name = name
        self.level = level
    }
}

/// A rule of the policy text that a map and a few figures can be held against. Never a verdict.
public struct CatalogueRule: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Exemption thresholds on the disturbance of the ground (archaeology), for plans that overlap the unit. Without
        /// any threshold: there is no exemption.
        case disturbance
        /// What holds around the unit: within `distance_m`, or, when the text names no distance, at the distance that is
        /// reported.
        case distance
        /// A line that a plan may cross.
        case crossing
    }

    public var id: String
    /// nil: `disturbance`.
    public var kind: Kind?
    /// For `distance`: metres from the unit; nil: the text names none.
    public var distanceMetres: Double?
    /// What is not on any map and nobody is asked for, but the rule needs ("high-rise").
    public var needs: [String]
    public var maxAreaSquareMetres: Double?
    public var maxDepthCentimetres: Double?
    /// Added to the depth on farmland.
    public var farmlandExtraCentimetres: Double?
    /// Id of the unit with the known sites.
    public var knownSites: String?
    /// The area threshold falls away when a known site lies within this distance.
    public var knownSitesMetres: Double?
    public var reference: String?
    public var text: String?

    public init(
        id: String, kind: Kind? = nil, distanceMetres: Double? = nil, needs: [String] = [],
        maxAreaSquareMetres: Double? = nil, maxDepthCentimetres: Double? = nil,
        farmlandExtraCentimetres: Double? = nil, knownSites: String? = nil, knownSitesMetres: Double? = nil,
        reference: String? = nil, text: String? = nil
    ) {
        self.id = id
        self.kind = kind
        self.distanceMetres = distanceMetres
        self.needs = needs
        self.maxAreaSquareMetres = maxAreaSquareMetres
        self.maxDepthCentimetres = maxDepthCentimetres
        self.farmlandExtraCentimetres = farmlandExtraCentimetres
        self.knownSites = knownSites
        self.knownSitesMetres = knownSitesMetres
        self.reference = reference
        self.text = text
    }
}

public import GeoCore

/// One unit of the catalogue against one plan. Hectares, metres and shares (0…1); nil where a field does not
/// apply to the state or to the unit's geometry.
public struct UnitHit: Sendable, Hashable {
    /// The unit's id in the catalogue; of a unit made by `each`: the entry's id, "-" and the slug of the value.
    public var id: String
    public var quality: String
    /// The id of the catalogue's entry: differs from `id` only for units made by `each`.
    public var unit: String
    public var name: String
    public var level: String?
    public var legalBasis: String?
    public var instrument: String?
    public var versionDate: String?
    /// Id of the unit that this one is a part of.
    public var within: String?
    public var isContext: Bool
    public var isIntegralAdvice: Bool
    public var hasUrbanMask: Bool

    public var state: HitState
    /// Why there are no data (state `noData` only).
    public var reason: Bilingual?
    /// Dissolved overlap in hectares, by the area engine; 0 for `touches`.
    public var areaHectares: Double?
    /// The overlap of a unit that only touches.
    public var withinToleranceHectares: Double?
    /// Of the dissolved plan, 0…1.
    public var shareOfPlan: Double?
    /// Of the dissolved unit, 0…1; nil with `--no-share`.
    public var shareOfUnit: Double?
    /// The part of the overlap inside the urban area; nil when the catalogue has none.
    public var urbanHectares: Double?
    /// Length of a line unit inside the plan, in metres.
    public var lengthMetres: Double?
    /// Number of points of a point unit inside the plan.
    public var count: Int?
    /// In the order N NE E SE S SW W NW.
    public var sides: [Side]
    /// For `touches`: metres of shared boundary per quadrant.
    public var sideLengthsMetres: [Side: Double]?
    public var sharedBoundaryMetres: Double?
    /// Shortest distance; 0 for `hit` and for a common point, nil beyond the far distance.
    public var distanceMetres: Double?
    /// Parts of the unit that the plan overlaps, before and after the plan is cut out of them.
    public var partsBefore: Int?
    public var partsAfter: Int?
    public var largestPartAfterHectares: Double?
    /// The features of the unit that the plan overlaps, largest overlap first, at most ten.
    public var features: [FeatureHit]
    /// How many features the plan overlaps (more than `features` shows when above ten).
    public var featureCount: Int
    public var action: String?
    public var references: [String]
    public var rules: [RuleOutcome]

    /// A hit without measures; the rest is filled in afterwards.
    public init(id: String, quality: String, unit: String, name: String, state: HitState) {
        self.id = id
        self.quality = quality
        self.unit = unit
        self.name = name
        self.state = state
        isContext = false
        isIntegralAdvice = false
        hasUrbanMask = false
        sides = []
        features = []
        featureCount = 0
        references = []
        rules = []
    }

    /// Sides for a reader: an opposite pair (N and S, E and W) says nothing about where the overlap lies and is
    /// left out, unless nothing would remain.
    public var summarySides: [Side] {
        guard state == .hit else { return sides }
        var kept = sides
        for (a, b) in [(Side.north, Side.south), (Side.east, Side.west)] where kept.contains(a) && kept.contains(b) {
            kept.removeAll { $0 == a || $0 == b }
        }
        return kept.isEmpty ? sides : kept
    }
}

/// A feature of a unit under the plan.
public struct FeatureHit: Sendable, Hashable {
    /// Text of the unit's `name_field`; empty when the field is blank.
    public var name: String
    public var areaHectares: Double
    /// Of the feature's own area, 0…1.
    public var shareOfFeature: Double

    public init(name: String, areaHectares: Double, shareOfFeature: Double) {
        self.name = name
        self.areaHectares = areaHectares
        self.shareOfFeature = shareOfFeature
    }
}

/// What a rule of the unit says about this plan.
public struct RuleOutcome: Sendable, Hashable {
    public enum Outcome: String, Sendable, Hashable {
        case belowThreshold = "below-threshold"
        case aboveThreshold = "above-threshold"
        /// The rule holds without a threshold.
        case applies
        /// Something that the threshold needs is not known; see `missing`.
        case notTestable = "not-testable"
    }
    public var id: String
    public var outcome: Outcome
    /// What was not given: `disturbed-area`, `depth`, `farmland`, `topsoil`, `known-sites`; `map` when the unit has no data,
    /// `distance-in-policy` when the text names no distance, and what the rule itself says it needs.
    public var missing: [String]
    public var text: Bilingual

    public init(id: String, outcome: Outcome, missing: [String], text: Bilingual) {
        self.id = id
        self.outcome = outcome
        self.missing = missing
        self.text = text
    }
}

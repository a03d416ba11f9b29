public import GeoCore

/// What many plans together take of every unit, and of every unit in every zone: dissolved, in the order in which the
/// plans stand. No norm of its own and no score: the only mark is the one the user sets.
public struct StackResult: Sendable, Hashable {
    public var catalogue: CatalogueSummary
    public var parameters: StackParameters
    /// In the order in which they count.
    public var plans: [StackedPlan]
    /// Per unit, then per zone and unit; only units that a plan takes something of. Catalogue order inside a zone.
    public var claims: [Claim]
    /// Per zone, whatever the units; empty without zones.
    public var zones: [ZoneClaim]
    public var plansFailed: [FailedPlan]
    public var checks: CheckChecks
    public var notices: [Notice]
}

public struct StackParameters: Sendable, Hashable {
    public var zonesFile: String?
    public var zoneField: String?
    public var dateField: String?
    public var eachField: String?
    public var mark: StackMark?
    public var repair: RepairRule
}

/// The mark past which a claim is told: a share of the unit, or hectares.
public enum StackMark: Sendable, Hashable {
    case share(Double)
    case hectares(Double)

    /// "10%", "0.1" and "0,1" are shares, "25ha" hectares; nil for anything else.
    public init?(_ text: String) {
        let plain = text.lowercased().replacing(",", with: ".").filter { $0 != " " }
        func number(_ text: some StringProtocol) -> Double? {
            guard let value = Double(String(text)), value.isFinite, value >= 0 else { return nil }
            return value
        }
        if plain.hasSuffix("%"), let value = number(plain.dropLast()), value <= 100 {
            self = .share(value / 100)
        } else if plain.hasSuffix("ha"), let value = number(plain.dropLast(2)) {
            self = .hectares(value)
        } else if let value = number(plain), value <= 1 {
            self = .share(value)
        } else {
            return nil
        }
    }

    /// Whether a claim lies past the mark; exactly on it, but for the rounding of a sum, is not past it.
    func isPassed(byHectares claimed: Double, of whole: Double) -> Bool {
        let limit =
            switch self {
            case .share(let share): share * whole
            case .hectares(let hectares): hectares
            }
        return claimed > limit * (1 + 1e-9)
    }
}

public struct StackedPlan: Sendable, Hashable {
    public var id: String
    public var name: String
    public var date: String?
    public var areaHectares: Double
    /// The nearest other plan; 0 m when they meet. nil for a single plan.
    public var nearest: RegisterNeighbour?
}

/// What the plans take of one unit (in one zone).
public struct Claim: Sendable, Hashable {
    public var id: String
    public var quality: String
    public var name: String
    public var level: String?
    public var zone: String?
    /// Dissolved area of the unit (in the zone).
    public var unitHectares: Double
    /// All plans together, dissolved.
    public var claimedHectares: Double
    /// Plan by plan, only those that take something.
    public var steps: [ClaimStep]
    /// Number in `steps` of the first plan past the mark; nil when none is, or without a mark.
    public var pastMark: Int?

    public var share: Double { unitHectares > 0 ? min(1, claimedHectares / unitHectares) : 0 }
}

public struct ClaimStep: Sendable, Hashable {
    /// Index in `plans`.
    public var plan: Int
    /// What this plan takes by itself.
    public var ownHectares: Double
    /// What no plan before it took.
    public var addedHectares: Double
    public var cumulativeHectares: Double
}

/// What the plans take of a zone.
public struct ZoneClaim: Sendable, Hashable {
    public var zone: String
    public var areaHectares: Double
    public var claimedHectares: Double
    public var plans: Int
}

/// A stack with the shapes of its plans.
public struct StackOutcome: Sendable {
    public var result: StackResult
    /// One per plan, dissolved: one feature, in the catalogue's CRS.
    public var outlines: [PolygonBuffer]
}

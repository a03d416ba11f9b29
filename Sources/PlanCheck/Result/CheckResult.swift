public import GeoCore

/// Plans checked against a catalogue: everything that the report shows, and the JSON of `kk-diff/check@1`.
public struct CheckResult: Sendable, Hashable {
    public var catalogue: CatalogueSummary
    public var parameters: CheckParameters
    /// In the order given.
    public var plans: [PlanResult]
    /// Plans that could not be checked; the others are done all the same.
    public var plansFailed: [FailedPlan]
    /// Warnings, sorted by code and text.
    public var notices: [Notice]
    public var checks: CheckChecks
    /// What was read of the catalogue's maps.
    public var work = ReadWork()
    /// The plans as variants side by side; nil when not asked for.
    public var variants: VariantMatrix?
    /// Against an earlier result of the same plans.
    public var earlier: ResultComparison?
    /// Against the answer of another catalogue, for instance that of an older map.
    public var otherMap: ResultComparison?
    /// Where and why two maps differ inside the plans; nil without a comparison of maps.
    public var changes: MapChanges?

    public init(
        catalogue: CatalogueSummary, parameters: CheckParameters, plans: [PlanResult] = [],
        plansFailed: [FailedPlan] = [], notices: [Notice] = [], checks: CheckChecks = CheckChecks()
    ) {
        self.catalogue = catalogue
        self.parameters = parameters
        self.plans = plans
        self.plansFailed = plansFailed
        self.notices = notices
        self.checks = checks
    }
}

public struct CatalogueSummary: Sendable, Hashable {
    /// As the user gave it.
    public var file: String
    /// Hex SHA-256 of the catalogue file.
    public var sha256: String?
    public var name: String
    /// Number of units after `each`.
    public var units: Int
    /// CRS in which everything is measured.
    public var crs: String

    public init(file: String, sha256: String?, name: String, units: Int, crs: String) {
        self.file = file
        self.sha256 = sha256
        self.name = name
        self.units = units
        self.crs = crs
    }
}

/// The choices that shaped the answer; all are printed.
public struct CheckParameters: Sendable, Hashable {
    public var toleranceMetres: Double
    public var nearMetres: Double?
    public var farMetres: Double?
    /// Where tolerance, near and far came from: the catalogue's `defaults.source`; nil when all were given.
    public var defaultsSource: String?
    public var repair: RepairRule
    public var bufferMetres: Double?
    public var planCRS: String?
    public var planName: String?
    public var eachField: String?
    public var shares: Bool
    public var ground: GroundDisturbance
    public var caseText: String?

    public init(
        toleranceMetres: Double = 0, nearMetres: Double? = nil, farMetres: Double? = nil, defaultsSource: String? = nil,
        repair: RepairRule = .structure, bufferMetres: Double? = nil, planCRS: String? = nil, planName: String? = nil,
        eachField: String? = nil, shares: Bool = true, ground: GroundDisturbance = GroundDisturbance(),
        caseText: String? = nil
    ) {
        self.toleranceMetres = toleranceMetres
        self.nearMetres = nearMetres
        self.farMetres = farMetres
        self.defaultsSource = defaultsSource
        self.repair = repair
        self.bufferMetres = bufferMetres
        self.planCRS = planCRS
        self.planName = planName
        self.eachField = eachField
        self.shares = shares
        self.ground = ground
        self.caseText = caseText
    }
}

/// What the archaeology thresholds are about: the disturbance of the ground, not the plan's outline.
public struct GroundDisturbance: Sendable, Hashable {
    public var areaSquareMetres: Double?
    public var depthCentimetres: Double?
    public var hasTopsoil: Bool?
    public var isFarmland: Bool?

    public init(
        areaSquareMetres: Double? = nil, depthCentimetres: Double? = nil, hasTopsoil: Bool? = nil,
        isFarmland: Bool? = nil
    ) {
        self.areaSquareMetres = areaSquareMetres
        self.depthCentimetres = depthCentimetres
        self.hasTopsoil = hasTopsoil
        self.isFarmland = isFarmland
    }
}

/// A plan that could not be read or checked.
public struct FailedPlan: Sendable, Hashable {
    public var file: String
    public var error: InputError

    public init(file: String, error: InputError) {
        self.file = file
        self.error = error
    }
}

/// How well the two engines agree over this run.
public struct CheckChecks: Sendable, Hashable {
    /// Overlaps measured by both engines.
    public var compared = 0
    /// Largest |engine − GEOS| / overlap.
    public var engineVersusGEOSMaxRelative = 0.0
    /// Overlaps on which they differ by more than 1e-6 of the overlap.
    public var disagreements = 0

    public init() {}

    public static let relativeLimit = 1e-6
}

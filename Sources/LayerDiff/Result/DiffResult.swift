public import GeoCore

/// The account of two versions of a map: everything the tables, the text and the JSON `kk-diff/diff@1` show.
/// All areas are hectares; the empty class ("not on the map", ∅) is nil.
public struct DiffResult: Sendable, Hashable {
    public var old = LayerSummary()
    public var new = LayerSummary()
    public var parameters = DiffParameters()
    /// nil: compared without a crosswalk.
    public var crosswalk: CrosswalkSummary?
    /// Area everything is counted in: inside the frame, else what either map covers.
    public var frameHectares = 0.0
    /// Where: places on one of the two maps only.
    public var boundary = BoundaryAccount()
    /// What: places on both maps.
    public var levels = LevelAccount()
    /// By class text in code-point order.
    public var classes: [ClassAccount] = []
    /// By (from, to) in code-point order, ∅ first. Only pairs that occur.
    public var matrix: [MatrixCell] = []
    /// Both accounts together.
    public var causes = HectaresByCause()
    /// Causes the run could have found; the others are absent from the result, not zero.
    public var causesAssessed: [Cause] = []
    /// Both accounts together; with the shares of the crosswalk where it gives them.
    public var bounds = RealBounds()
    /// `bounds` from the cells alone; nil when the crosswalk gives no shares that count.
    public var cellBounds: RealBounds?
    /// Old classes whose bounds the shares tighten, in code-point order.
    public var rowBounds: [RowBounds] = []
    public var commonLegend = CommonLegend()
    /// By hectares, largest first.
    public var questions: [Question] = []
    public var statistics: MapStatistics?
    /// How sure the areas are; nil when no accuracy of a layer was given.
    public var vertexError: VertexError?
    /// The comparison under other choices; nil when that was not asked for.
    public var sweep: Sweep?
    public var lines: [LineStock] = []
    public var points: [PointStock] = []
    /// By zone in code-point order, then what lies outside all of them; nil: no zones were asked for.
    public var zones: [ZoneAccount]?
    /// nil: no grid was asked for.
    public var grid: GridAccount?
    public var checks = DiffChecks()
    /// By code.
    public var notices: [Notice] = []

    public init() {}
}

/// What was read for one of the two dates.
public struct LayerSummary: Sendable, Hashable {
    public var sources: [LayerSource] = []
    public var crs: CoordinateReferenceSystem?
    public var features = 0
    public var parts = 0
    public var vertices = 0
    /// Dissolved: every place once. Of the whole layer, not only inside the frame.
    public var areaHectares = 0.0
    /// Sum of the features' areas.
    public var sumHectares = 0.0
    /// What lies under more than one feature: sum minus dissolved area.
    public var overlapHectares = 0.0
    public var ledger = LayerLedger()
    /// Features that lie wholly outside the frame; nil without a frame.
    public var outsideFrame: Int?

    public init() {}
}

/// Every choice that the result depends on.
public struct DiffParameters: Sendable, Hashable {
    public var legend = Legend.new
    public var classes = ClassMode.oneOf
    /// Whether the mode was asked for or followed from the data (nothing overlaps).
    public var classesWereGiven = false
    public var overlaps = OverlapRule.stop
    /// Largest share of a layer's area that may lie under more than one feature.
    public var overlapLimit = 1e-4
    public var sameMeaning = false
    public var theme: String?
    /// CRS that was asked for (`--crs`); nil: that of the layers.
    public var targetCRS: String?
    /// How invalid features were dealt with before the comparison, and the share of a feature's area it might cost.
    public var repair = RepairRule.stop
    public var repairLimit = 0.01
    public var legendFile: String?
    public var tolerance = PositionalTolerance()
    public var minAreaHectares = 0.0
    /// Only the rules that need no shapes.
    public var tablesOnly = false
    public var evidenceFile: String?
    public var evidenceSHA256: String?
    public var evidenceConflict = EvidenceConflict.stop
    public var nonProbable: [NonProbablePair] = []
    public var zoneFile: LayerSource?
    public var zoneField: String?
    public var gridMetres: Double?
    public var frame: LayerSource?
    public var oldExtent: LayerSource?
    public var newExtent: LayerSource?
    /// Names of the two dates in texts ("2010"); nil: "old", "new".
    public var oldLabel: String?
    public var newLabel: String?

    public init() {}

    /// Without survey extents the whole frame is taken as surveyed, and the report says so.
    public var surveyExtentsWereAssumed: Bool { oldExtent == nil || newExtent == nil }
}

/// The crosswalk as a whole.
public struct CrosswalkSummary: Sendable, Hashable {
    /// nil: no file, only the assertion that equal text means equal class (`--same-meaning`).
    public var file: String?
    public var sha256: String?
    /// Rows of the theme in use.
    public var rows = 0
    /// Rows that answer the question: a relation other than unknown, or a stated cause.
    public var rowsStated = 0
    /// Every class in the data has a row, and every row an answer.
    public var isComplete = false
    /// Classes in the data without a row, in code-point order.
    public var oldClassesMissing: [String] = []
    public var newClassesMissing: [String] = []
    /// Classes in the crosswalk that the data do not have.
    public var oldClassesUnused: [String] = []
    public var newClassesUnused: [String] = []

    public init() {}
}

/// Places on one map only, and how much is on both.
public struct BoundaryAccount: Sendable, Hashable {
    public var both = 0.0
    public var onlyOld = 0.0
    public var onlyNew = 0.0
    /// Causes of the places that were on the old map only, and of those on the new map only.
    public var lossCauses = HectaresByCause()
    public var gainCauses = HectaresByCause()
    public var bounds = RealBounds()

    public init() {}

    public var causes: HectaresByCause {
        var sum = lossCauses
        sum += gainCauses
        return sum
    }
    /// Balance of gains and losses: printed with both, never alone.
    public var net: Double { onlyNew - onlyOld }
}

/// Places on both maps.
public struct LevelAccount: Sendable, Hashable {
    /// The class text differs.
    public var changed = 0.0
    public var causes = HectaresByCause()
    public var bounds = RealBounds()

    public init() {}
}

/// One class text. `unchanged` is the area with the text on both maps, whatever its cause.
public struct ClassAccount: Sendable, Hashable {
    public var name: String
    public var old = 0.0
    public var new = 0.0
    public var unchanged = 0.0
    public var gain = 0.0
    public var loss = 0.0
    public var gainCauses = HectaresByCause()
    public var lossCauses = HectaresByCause()
    /// Causes of the places with this text on both maps.
    public var sameCauses = HectaresByCause()
    /// Over places with the class on either side, once each: does not add up over classes.
    public var bounds = RealBounds()
    /// Display name of the legend file.
    public var displayName: String?
    /// Neither gains (or losses) of this class can be read as such: it cannot arise (vanish).
    public var gainIsNotReal = false
    public var lossIsNotReal = false

    public init(name: String) { self.name = name }
    public var net: Double { new - old }
}

/// The places with one old and one new label.
public struct MatrixCell: Sendable, Hashable {
    public var from: String?
    public var to: String?
    public var hectares = 0.0
    public var relation = Relation.unknown
    /// Where the relation comes from.
    public var origin = RelationOrigin.unlisted
    /// The row that was used; nil for an unlisted pair.
    public var row: CrosswalkRow?
    public var causes = HectaresByCause()
    /// The rule of METHOD §4 that gave each cause; the first of them when several did.
    public var rules: [Cause: Int] = [:]
    /// The part of R that even maps that are off by the tolerance everywhere cannot explain; nil when no shapes were
    /// looked at.
    public var strictHectares: Double?
    /// On the list of pairs that are improbable by themselves: flagged, counted where the rules put it.
    public var isNonProbable = false

    public init(from: String?, to: String?) {
        self.from = from
        self.to = to
    }

    /// On the map at both dates.
    public var isOnBoth: Bool { from != nil && to != nil }
    /// The same class under another name.
    public var isRenamed: Bool { relation == .exact && isOnBoth && from != to }
    /// Cause with certainty `inferred`: printed, the place stays open.
    public var probableCause: Cause? { row?.certainty == .inferred ? row?.cause : nil }
}

/// Where a pair's relation comes from.
public enum RelationOrigin: String, Sendable, Hashable {
    /// A row of the crosswalk.
    case listed
    /// Not listed in a row marked complete: disjoint.
    case completeRow = "complete-row"
    /// Follows from another row, because a place has one class.
    case consequence
    /// `--same-meaning`.
    case sameMeaning = "same-meaning"
    /// Not on the map at both dates.
    case empty
    /// Nobody has said anything.
    case unlisted
}

/// The finest legend in which the two maps can be compared without any uncertainty of definition.
public struct CommonLegend: Sendable, Hashable {
    public struct Group: Sendable, Hashable {
        /// In code-point order.
        public var old: [String]
        public var new: [String]
        /// "Not on the map" belongs to it.
        public var withEmpty: Bool

        public init(old: [String], new: [String], withEmpty: Bool) {
            self.old = old
            self.new = new
            self.withEmpty = withEmpty
        }
    }
    public var groups: [Group] = []
    /// Places that went from one group to another: exact.
    public var change = 0.0
    /// What is left of it after documents and corrections: possibly real.
    public var real = 0.0
    public var causes = HectaresByCause()

    public init() {}

    /// With one group only, the two legends cannot be compared at this level at all.
    public var isImpossible: Bool { groups.count <= 1 }
}

/// A pair of labels whose answer would shrink the bounds.
public struct Question: Sendable, Hashable {
    public var from: String?
    public var to: String?
    /// Open hectares that the answer decides over.
    public var hectares: Double
    public var relation: Relation
    public var owner: String?
    public var wording: QuestionWording
    /// The bounds (both accounts) if the answer is "the same", and if it is "exclude each other".
    public var boundsIfExact: RealBounds
    public var boundsIfDisjoint: RealBounds
}

/// Statistics beside the accounts (annex only). *Source*: METHOD §8.
public struct MapStatistics: Sendable, Hashable {
    /// At the common legend with ∅ as a class (Pontius & Santacruz 2014), in hectares.
    public var quantity = 0.0
    public var exchange = 0.0
    public var shift = 0.0
    /// How alike the two legends lie (Nowosad & Stepinski 2018), 0 … 1; nil without area.
    public var vMeasure: Double?
    public var homogeneity: Double?
    public var completeness: Double?
    /// MapCurves (Hargrove 2006): goodness of fit 0 … 1, and whether it is that of the old map; nil without area.
    public var goodnessOfFit: Double?
    public var fitIsOfOldMap: Bool?

    public init() {}
}

public struct LineStock: Sendable, Hashable {
    public var name: String
    public var oldKilometres: Double
    public var newKilometres: Double
}

public struct PointStock: Sendable, Hashable {
    public var name: String
    public var oldCount: Int
    public var newCount: Int
}

/// What was asserted. A failed identity stops the run, so these are all true in a result.
public struct DiffChecks: Sendable, Hashable {
    public var identities: [IdentityCheck] = []
    /// Places counted in more than one cell, because a layer has two classes there.
    public var overlapExcessHectares = 0.0
    /// Largest deviation of the closed sums, as a share of the frame.
    public var closureMaxRelative = 0.0
    public var work = EngineWork()
    /// What the run learnt about its shapes; nil when it made none.
    public var faces: FaceChecks?

    public init() {}
}

/// One identity of METHOD §7.
public struct IdentityCheck: Sendable, Hashable {
    public var name: String
    public var holds: Bool

    public init(name: String, holds: Bool) {
        self.name = name
        self.holds = holds
    }
}

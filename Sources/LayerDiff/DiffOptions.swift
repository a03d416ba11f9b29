public import GeoCore

/// In which legend "change" is judged.
public enum Legend: String, Sendable, Hashable, CaseIterable {
    case new, old, common
}

/// Whether a place has one class at most.
public enum ClassMode: String, Sendable, Hashable, CaseIterable {
    /// At most one.
    case oneOf = "one-of"
    /// Classes may lie over each other: each is compared on its own against "not on the map".
    case anyOf = "any-of"
}

/// What happens where features of one layer lie on each other.
public enum OverlapRule: Sendable, Hashable {
    /// Stop beyond the limit.
    case stop
    /// The feature with the higher value of the field wins.
    case priority(field: String)

    public var text: String {
        switch self {
        case .stop: "stop"
        case .priority(let field): "priority:\(field)"
        }
    }
}

/// An area that limits the counting: the frame, or how far a survey reached.
public struct StudyArea: Sendable {
    public var polygons: PolygonBuffer
    public var source: LayerSource

    public init(polygons: PolygonBuffer, source: LayerSource) {
        self.polygons = polygons
        self.source = source
    }
}

/// What a comparison needs beside the two layers. Nothing has a silent default other than 0 and "no".
public struct DiffOptions: Sendable {
    public var crosswalk: Crosswalk?
    public var legendFile: LegendFile?
    /// Equal text means equal class.
    public var sameMeaning = false
    /// Rows of the crosswalk and the legend file with another theme are left out.
    public var theme: String?
    public var legend = Legend.new
    /// nil: one-of when nothing overlaps beyond the limit, else the run stops and says which to write.
    public var classes: ClassMode?
    public var overlaps = OverlapRule.stop
    /// Largest share of a layer's area that may lie under more than one feature.
    public var overlapLimit = 1e-4
    public var frame: StudyArea?
    public var oldExtent: StudyArea?
    public var newExtent: StudyArea?
    /// Within this distance two drawings of a border are the same; 0: no positional test.
    public var tolerance = PositionalTolerance()
    /// Patches below it are too small to count as change (ha); 0: off.
    public var minAreaHectares = 0.0
    public var nonProbable: [NonProbablePair] = []
    /// Documented causes.
    public var evidence: EvidenceRegister?
    public var evidenceConflict = EvidenceConflict.stop
    /// Areas to repeat the account for, and the side of the squares of a grid.
    public var zones: ZoneLayer?
    public var gridMetres: Double?
    /// Only the rules that need no shapes: X and S are then absent, not zero.
    public var tablesOnly = false
    /// Shapes are wanted (a map layer, a list of work), not only the account.
    public var wantsFaces = false
    /// With the faces: how both maps and they are drawn on the page.
    public var wantsPicture = true
    public var threads = 1
    /// Told how far the comparison is.
    public var monitor: WorkMonitor?
    /// What was done to the layers before, for the record: CRS asked for, repair and its limit.
    public var targetCRS: String?
    public var repair = RepairRule.stop
    public var repairLimit = 0.01
    /// Names of the two dates in texts ("2010", "2022").
    public var oldLabel: String?
    public var newLabel: String?

    public init() {}
}

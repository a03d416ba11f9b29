public import GeoCore

/// Documented causes of places: what is known wins over every rule but "no data". *Source*: METHOD §1 (V), §4 rule 2.
public struct EvidenceRegister: Sendable {
    /// As the user gave it; nil when made in memory.
    public var file: String?
    public var sha256: String?
    /// In the order of the file.
    public var items: [EvidenceItem]

    public init(file: String? = nil, sha256: String? = nil, items: [EvidenceItem]) {
        self.file = file
        self.sha256 = sha256
        self.items = items
    }
}

/// One place with a documented cause.
public struct EvidenceItem: Sendable {
    /// Where it applies.
    public enum Place: Sendable {
        /// One or more features of polygons, in the CRS of the run.
        case polygons(PolygonBuffer)
        /// The whole of a feature of the old or the new layer, by its key in the file.
        case oldFeature(Int64)
        case newFeature(Int64)
        /// Of whichever of the two has the layer that `EvidenceItem.layer` names.
        case feature(Int64)
    }
    /// Key in the register: the feature's, or the line of a table.
    public var id: String
    public var place: Place
    public var cause: Cause
    /// Which of several layers of that side the feature is in; nil: the only one that has it.
    public var layer: String?
    /// The comparison it is about; nil: all.
    public var theme: String?
    public var authority: String?
    public var document: String?
    public var date: String?

    public init(id: String, place: Place, cause: Cause) {
        self.id = id
        self.place = place
        self.cause = cause
    }
}

/// What to do where two items disagree.
public enum EvidenceConflict: String, Sendable, Hashable, CaseIterable {
    case stop
    /// The place is treated as if nothing were known about it.
    case undetermined
}

/// The register brought to the comparison at hand: for each cause the places it holds. Places of different causes do not
/// overlap.
public struct ResolvedEvidence: Sendable {
    public struct Part: Sendable {
        public var cause: Cause
        /// Features on each other count once.
        public var polygons: PolygonBuffer
        /// For each feature of `polygons` the `EvidenceItem.id` it comes from.
        public var items: [String]

        public init(cause: Cause, polygons: PolygonBuffer, items: [String]) {
            self.cause = cause
            self.polygons = polygons
            self.items = items
        }
    }
    /// One per cause that occurs, in the order of `Cause.allCases`.
    public var parts: [Part]

    public init(parts: [Part] = []) { self.parts = parts }
}

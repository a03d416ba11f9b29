public import GeoCore

/// A place with one old and one new feature (or none), one cause and one rule: the smallest unit of the account that
/// has a shape.
///
/// *Source*: METHOD §4 (faces), §7 I3 and I9.
public struct Face: Sendable {
    /// Stable over runs, threads and feature order: made of the cell, the features and the number of the piece, in an
    /// order that depends on coordinates only ("f1", "f2", … by that order).
    public var id: String
    /// Class texts; nil is ∅.
    public var from: String?
    public var to: String?
    public var cause: Cause
    /// The rule of METHOD §4 that gave the cause, 1 … 8.
    public var rule: Int
    /// Of the shape. The tables keep the area engine's numbers; `check` says how the two compare.
    public var hectares: Double
    /// One feature: the parts of the face.
    public var polygons: PolygonBuffer
    /// Lineage: the features, as in the files, that lie here. Empty on the side that is ∅.
    public var oldFeatures: [FeatureOrigin]
    public var newFeatures: [FeatureOrigin]
    /// `Patch.id` of the patch it was cut from.
    public var patch: Int?
    /// Zone (field value) that holds it; nil without zones or outside all.
    public var zone: String?
    /// Identifier of the evidence used (rule 2); nil otherwise.
    public var evidence: String?
    /// Line of the crosswalk row used; nil for an unlisted pair.
    public var crosswalkLine: Int?
    public var relation: Relation
    /// On a list of pairs that are improbable by themselves: flagged, never moved.
    public var isNonProbable: Bool
    public var check: FaceCheck

    public init(
        id: String, from: String?, to: String?, cause: Cause, rule: Int, hectares: Double, polygons: PolygonBuffer
    ) {
        self.id = id
        self.from = from
        self.to = to
        self.cause = cause
        self.rule = rule
        self.hectares = hectares
        self.polygons = polygons
        oldFeatures = []
        newFeatures = []
        patch = nil
        zone = nil
        evidence = nil
        crosswalkLine = nil
        relation = .unknown
        isNonProbable = false
        check = .agrees
    }
}

/// Whether the shape has the area that the area engine found for its pair of features.
public enum FaceCheck: String, Sendable, Hashable, CaseIterable {
    case agrees
    /// Only after a second overlay on a precision grid.
    case agreesAfterRetry = "agrees-after-retry"
    /// Not at all: the shape is shown, the tables keep the engine's number.
    case disagrees
}

/// A connected part of the region with one pair of labels, in the uncut layers: before frame, survey extent,
/// evidence, zones or grid cut it. What the positional test and the minimum area work on.
/// *Source*: METHOD §5.
public struct Patch: Sendable {
    /// Number in the run, from 1, by (from, to) and then by lowest left corner.
    public var id: Int
    /// nil is ∅.
    public var from: String?
    public var to: String?
    /// One feature with one part.
    public var polygons: PolygonBuffer
    public var hectares: Double
    /// Below the minimum area and no part of a complex change (rule 6).
    public var isSmall: Bool
    /// Within the tolerance of both sides (rule 5): the part of the patch that is X, as one feature; nil when none.
    public var drawing: PolygonBuffer?

    public init(id: Int, from: String?, to: String?, polygons: PolygonBuffer, hectares: Double) {
        self.id = id
        self.from = from
        self.to = to
        self.polygons = polygons
        self.hectares = hectares
        isSmall = false
        drawing = nil
    }
}

/// The shapes of a comparison: everything that changed or is open. Places settled as the same (P on both sides of an
/// equal text) have none.
public struct FaceSet: Sendable {
    /// By id.
    public var faces: [Face] = []
    /// By id. Empty when neither a tolerance nor a minimum area was given and no faces were asked for.
    public var patches: [Patch] = []

    public init() {}
}

/// What a run leaves: the account, and its shapes when they were asked for (`DiffOptions.wantsFaces`).
public struct DiffOutcome: Sendable {
    public var result: DiffResult
    public var faces: FaceSet?
    /// The zones of the run, for their shapes on a map; nil without.
    public var zones: ZoneLayer?
    /// Both maps and the faces as they are drawn; nil without faces. Waits until it is there.
    public var picture: MapPicture? { pictureAhead?.value ?? nil }
    /// Being made while other results are written.
    var pictureAhead: Ahead<MapPicture?>?

    public init(result: DiffResult, faces: FaceSet?) {
        self.result = result
        self.faces = faces
    }
}

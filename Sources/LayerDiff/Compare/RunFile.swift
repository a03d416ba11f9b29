public import GeoCore

/// A run of the evaluator (`kk-diff/run@1`): several comparisons of dated maps with what they share.
/// *Source*: CONTRACT §3.
public struct RunFile: Sendable, Hashable {
    /// As the user gave it; relative paths in it are relative to its folder.
    public var file: String
    public var folder: String
    public var sha256: String?
    public var name: String?
    /// Language of JSON and files when the command line does not choose one.
    public var language: Language?
    /// CRS that areas are computed in ("EPSG:28992"); nil: that of the layers.
    public var crs: String?
    public var frame: LayerObject?
    public var zones: RunZones?
    /// Positional accuracy: the ε of the positional test, in metres; nil: not given, so not tested.
    public var accuracyMetres: Double?
    public var accuracySource: String?
    /// Minimum mapping unit in hectares; nil: none.
    public var minAreaHectares: Double?
    /// As the file has it; relative to `folder`.
    public var crosswalk: String?
    public var legendFile: String?
    public var evidence: LayerObject?
    public var repair: RepairRule
    /// Share of a feature's area that a repair may change.
    public var repairLimit: Double
    /// At least one, ids unique.
    public var comparisons: [RunComparison]
    public var notCovered: [NotCovered]
}

/// Areas that accounts are given for apart (municipalities), named by a field.
public struct RunZones: Sendable, Hashable {
    public var layer: LayerObject
    public var field: String
}

/// What no map of the run covers.
public struct NotCovered: Sendable, Hashable {
    public var quality: String?
    public var name: String
    public var reason: String

    public init(quality: String?, name: String, reason: String) {
        self.quality = quality
        self.name = name
        self.reason = reason
    }
}

/// One theme at two or more dates.
public struct RunComparison: Sendable, Hashable {
    public var id: String
    public var quality: String
    /// Rows of crosswalk, legend file and evidence with another theme are left out; nil: all rows count.
    public var theme: String?
    public var owner: String?
    public var classes: ClassMode?
    public var legend: Legend
    public var sameMeaning: Bool
    public var overlaps: OverlapRule
    public var overlapLimit: Double?
    /// In the order of the file, which is that of time: at least two. One without layers is a gap that is named.
    public var versions: [RunVersion]
    public var published: [PublishedFigure]

    /// The versions that have a map.
    public var dated: [RunVersion] { versions.filter { $0.layers != nil } }
}

/// One dated map: the union of its layers.
public struct RunVersion: Sendable, Hashable {
    /// Of adoption, as the file has it ("2010-06-02", "2022").
    public var date: String?
    public var instrument: Instrument?
    public var map: String?
    public var drawnBy: DrawnBy?
    /// nil: no map of this date was found; `reason` says why.
    public var layers: [LayerObject]?
    public var reason: String?
    /// Where it was surveyed; nil: everywhere in the frame.
    public var extent: LayerObject?

    /// Fields of the manifest that a comparison needs and that are missing (DOMAIN R1).
    public var missingFields: [String] {
        [("date", date == nil), ("instrument", instrument == nil), ("drawn_by", drawnBy == nil)]
            .filter(\.1).map(\.0)
    }
}

/// The kind of plan that adopted a map. Wordings differ between the two at the same date.
public enum Instrument: String, Sendable, Hashable, CaseIterable {
    /// Binds the province only.
    case visie
    /// Binds third parties.
    case verordening
}

/// The principle a map was drawn on. Two principles are not comparable.
public enum DrawnBy: String, Sendable, Hashable, CaseIterable {
    /// What is in an area.
    case content = "inhoud"
    /// How firmly it is protected.
    case weight = "zwaarte"
}

/// A figure that was published about this comparison.
public struct PublishedFigure: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// New minus old.
        case net
        case old
        case new
    }
    public var what: Kind
    public var hectares: Double
    public var source: String?

    public init(what: Kind, hectares: Double, source: String?) {
        self.what = what
        self.hectares = hectares
        self.source = source
    }
}

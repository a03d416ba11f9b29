public import GeoCore

/// One layer of one date, as `init` found it: what it holds, and how its features would become classes.
public struct FoundLayer: Sendable {
    /// How it would stand in a run file. Its file is as the user gave it.
    public var object: LayerObject
    public var layerName: String
    /// The classes of its polygons, lines and points, in code-point order.
    public var classes: [String]
    /// Dissolved; 0 without polygons.
    public var hectares = 0.0
    public var kilometres = 0.0
    public var points = 0
    /// Share of the polygons' area under more than one feature.
    public var overlapShare = 0.0
    /// The CRS was not in the file.
    public var crsIsAssumed = false
    /// Some polygons are not valid as they are.
    public var needsRepair = false
    /// In the CRS of the pairing, every polygon valid.
    var layer: ClassifiedLayer

    public var hasPolygons: Bool { layer.polygons.featureCount > 0 }
    public var file: String { object.file }
}

/// A layer, or one class of it, that a layer of the other date may be paired with.
public struct PairingUnit: Sendable, Hashable {
    /// Position among the layers of its date.
    public var layer: Int
    /// nil: the whole layer.
    public var className: String?
    public var hectares: Double
}

/// How well a layer of the old date lies on a unit of the new one.
public struct PairingMatch: Sendable, Hashable {
    public var unit: PairingUnit
    public var sharedHectares: Double
    /// Shared area as a share of what either covers.
    public var share: Double
}

/// The proposal for one old layer.
public struct LayerPairing: Sendable {
    public enum Note: Sendable, Hashable {
        /// Points or lines on one side, polygons on the other.
        case otherGeometry
        /// It lies over several classes of the new layer.
        case severalClasses
        /// So little is shared that these are probably not two versions of one map.
        case probablyOtherMap
        /// Paired by its name alone: there are no areas to go by.
        case byName
        /// Nothing lies on it and nothing is called like it.
        case none
    }
    public var old: Int
    public var best: PairingMatch?
    /// The best of another layer or class.
    public var second: PairingMatch?
    /// New layer with a similar name, where there are no areas to go by.
    public var named: Int?
    public var notes: [Note] = []
    /// Number of new classes that hold a tenth of it or more.
    public var classesHit = 0

    /// The new layer it is paired with; nil when there is none.
    public var partner: Int? { notes.contains(.probablyOtherMap) ? nil : best?.unit.layer ?? named }
}

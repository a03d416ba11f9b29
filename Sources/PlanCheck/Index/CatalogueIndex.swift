import GeoCore

/// What is known of a catalogue's maps beforehand, so that a check reads only what lies near the plan: the dissolved
/// area of every unit, which features make it up, and how they hang together. Written by `catalogue index` beside the
/// catalogue; holds no geometry, which stays in the maps and is found through their R-trees.
public struct CatalogueIndex: Sendable, Hashable {
    /// Of the catalogue file; another one makes the whole index stale.
    public var catalogueSHA256: String
    /// The files that were read, in order of first use.
    public var sources: [IndexedSource]
    /// By entry id; `extentKey` and `urbanKey` for the two areas beside the units.
    var entries: [String: IndexedEntry]

    static let extentKey = "/extent"
    static let urbanKey = "/urban_area"

    /// Where the index of a catalogue is: beside it, `name.index.json`.
    public static func path(ofCatalogue file: String) -> String {
        (file.hasSuffix(".json") ? String(file.dropLast(5)) : file) + ".index.json"
    }
}

/// A file as it was when the index was made.
public struct IndexedSource: Sendable, Hashable {
    /// As the catalogue writes it.
    public var file: String
    public var size: Int64
    /// Modification time in nanoseconds since 1970.
    public var modified: Int64
    public var sha256: String
}

/// One entry of the catalogue: its units and the layers they come from.
struct IndexedEntry: Sendable, Hashable {
    /// The layers, in reading order; of a union those of its parts.
    var slots: [IndexedSlot]
    var units: [IndexedUnit]
    /// What reading it whole had to say.
    var notices: [Notice]

    /// Whether features can be found by box and read by key.
    var isWindowed: Bool { slots.allSatisfy(\.isWindowed) }
}

/// A layer of an entry.
struct IndexedSlot: Sendable, Hashable {
    /// The entry whose fields name the features (for a union one of its parts), and which of its layers.
    var entry: String
    var object: Int
    /// Place in `CatalogueIndex.sources`.
    var source: Int
    /// The layer has an R-tree that can be trusted, and the catalogue's CRS.
    var isWindowed: Bool
    /// Keys of the features that had to be repaired; all others are valid as the file has them.
    var repaired: Set<Int64> = []
}

/// One unit: of an entry with `each` one per value.
struct IndexedUnit: Sendable, Hashable {
    var id: String
    var name: String
    var level: String?
    /// Features of the unit's kind of geometry.
    var features: Int
    /// Dissolved square metres (polygons), metres (lines) or number (points).
    var measure: Double
    /// Square metres of the connected parts, dissolved; empty for lines and points.
    var groupSquareMetres: [Double]
    var box: Box
    /// Features that repeat another one, and their hectares.
    var doubled: Doubled?
    /// Per slot of the entry.
    var members: [MemberList]

    struct Doubled: Sendable, Hashable {
        var features: Int
        var hectares: Double
    }
}

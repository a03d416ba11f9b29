/// What makes two versions of a map, by name. The same recipe gives the same coordinates on every machine.
///
/// `S`, `M` and `L` are mixed as real maps are: mostly polygons of a hundred vertices, a few networks of more than 50 000.
/// `many-small` and `few-huge` are the two ends, because a benchmark with one of them misleads.
public struct Recipe: Sendable {
    public var name: String
    public var seed: UInt64
    /// About this many cells, before gaps, networks and merges.
    var cells: Int
    /// Distance of positions along a border, in metres.
    var spacing: Double
    /// Sets of cells that are one feature each: habitats strewn over the whole map.
    var networks: Int
    /// Whether the map has islands, polygons on top, splits and merges.
    var isMixed = true
    /// Whether the second version comes with 10 000 plan outlines.
    public var hasPlans = false
    /// Area of the whole map in square metres.
    static let area = 2.68e9

    public static let all = [
        Recipe(name: "S", seed: 11, cells: 3_300, spacing: 44, networks: 1),
        Recipe(name: "M", seed: 22, cells: 24_500, spacing: 13.4, networks: 6, hasPlans: true),
        Recipe(name: "L", seed: 33, cells: 131_000, spacing: 6, networks: 12),
        Recipe(name: "many-small", seed: 44, cells: 60_000, spacing: 44, networks: 0),
        Recipe(name: "few-huge", seed: 55, cells: 16, spacing: 0.53, networks: 0, isMixed: false),
        Recipe(name: "S-many-small", seed: 66, cells: 12_000, spacing: 110, networks: 0),
        Recipe(name: "S-few-huge", seed: 77, cells: 9, spacing: 3.2, networks: 0, isMixed: false),
    ]

    /// Raised when the generator changes what it makes: files of an older one are made again.
    private static let generation = 1

    /// Everything that the files depend on.
    var stamp: String { "generation \(Self.generation), seed \(seed), cells \(cells), spacing \(spacing), networks \(networks)\n" }

    public static func named(_ name: String) -> Recipe? { all.first { $0.name == name } }
}

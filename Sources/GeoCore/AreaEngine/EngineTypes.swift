/// One layer as the area engine sees it: polygons, and the group each feature counts for (a class, a catalogue
/// unit, or the feature itself).
public struct EngineLayer: Sendable {
    public var polygons: PolygonBuffer
    /// For each feature its group, 0 ..< groupCount.
    public var groups: [Int32]
    public var groupCount: Int

    public init(polygons: PolygonBuffer, groups: [Int32], groupCount: Int) {
        self.polygons = polygons
        self.groups = groups
        self.groupCount = groupCount
    }

    /// Every feature its own group.
    public init(featuresOf polygons: PolygonBuffer) {
        self.init(
            polygons: polygons, groups: (0..<Int32(polygons.featureCount)).map { $0 },
            groupCount: polygons.featureCount)
    }

    /// All features in one group.
    public init(oneGroup polygons: PolygonBuffer) {
        self.init(polygons: polygons, groups: Array(repeating: 0, count: polygons.featureCount), groupCount: 1)
    }

    /// Every buffer a group.
    public init(groups buffers: [PolygonBuffer]) {
        self.init(polygons: PolygonBuffer(), groups: [], groupCount: buffers.count)
        for (group, polygons) in buffers.enumerated() { append(polygons, group: group) }
    }

    /// Adds copies of all features of a buffer to a group.
    public mutating func append(_ more: PolygonBuffer, group: Int) {
        polygons.append(more)
        groups.append(contentsOf: repeatElement(Int32(group), count: more.featureCount))
    }

    /// Feature numbers in an order that depends on groups and positions only, not on how they were read; features
    /// without positions are left out. Features that are equal in all of it stay as they are.
    ///
    /// - Complexity: O(n log n) in features.
    public var canonicalOrder: [Int] {
        CanonicalOrder(self).features.map(Int.init)
    }
}

/// Area of the places that carry group `old` in one layer and group `new` in the other.
public struct OverlayCell: Sendable, Hashable {
    /// −1 is ∅: no polygon of the old layer.
    public var old: Int32
    /// −1 is ∅: no polygon of the new layer.
    public var new: Int32
    /// Bit i: inside mask i (frame, survey extents), in the order given.
    public var masks: UInt8
    public var areaSquareMetres: Double

    public init(old: Int32, new: Int32, masks: UInt8, areaSquareMetres: Double) {
        self.old = old
        self.new = new
        self.masks = masks
        self.areaSquareMetres = areaSquareMetres
    }
}

/// The whole account of two layers (and masks) in square metres. Every group counts a place once, however many
/// of its features lie there; a place with two groups of one layer counts in both cells.
public struct OverlayAccount: Sendable {
    /// Sorted by (old, new, masks); cells below the empty-overlap threshold are left out.
    /// (−1, −1) appears only for places inside at least one mask.
    public var cells: [OverlayCell]
    /// Covered by at least one feature of both layers, only the old one, only the new one; per mask
    /// combination (index = mask bits).
    public var both: [Double]
    public var onlyOld: [Double]
    public var onlyNew: [Double]
    /// ∫ (number of cells at a place − 1) over places covered by anything, per mask combination: 0 without
    /// overlaps of different groups inside a layer.
    public var overlapExcess: [Double]
    /// Deterministic work done.
    public var work: EngineWork

    public init(
        cells: [OverlayCell], both: [Double], onlyOld: [Double], onlyNew: [Double], overlapExcess: [Double],
        work: EngineWork
    ) {
        self.cells = cells
        self.both = both
        self.onlyOld = onlyOld
        self.onlyNew = onlyNew
        self.overlapExcess = overlapExcess
        self.work = work
    }
}

/// One layer measured on its own, in square metres: the margins that an account is checked against, computed
/// without the other layer.
public struct LayerMeasure: Sendable {
    /// Sum of the features' areas.
    public var sum: Double
    /// Area covered by at least one feature.
    public var union: Double
    /// Dissolved area per group.
    public var groupAreas: [Double]
    /// Places covered by more than one feature: ∫ (features at a place − 1)⁺.
    public var overlap: Double
    /// Overlap per pair of groups, a ≤ b (a == b: features of one group on each other), largest first, ties by
    /// (a, b). For a ≠ b the area where both lie; for a == b ∫ (features of a at a place − 1)⁺.
    public var groupOverlaps: [GroupOverlap]
    public var work: EngineWork

    public init(
        sum: Double, union: Double, groupAreas: [Double], overlap: Double, groupOverlaps: [GroupOverlap],
        work: EngineWork
    ) {
        self.sum = sum
        self.union = union
        self.groupAreas = groupAreas
        self.overlap = overlap
        self.groupOverlaps = groupOverlaps
        self.work = work
    }
}

public struct GroupOverlap: Sendable, Hashable {
    public var a: Int32
    public var b: Int32
    public var areaSquareMetres: Double

    public init(a: Int32, b: Int32, areaSquareMetres: Double) {
        self.a = a
        self.b = b
        self.areaSquareMetres = areaSquareMetres
    }
}

/// A × A with every feature its own group: what is wrong with, and between, the features of one layer.
public struct SelfCheck: Sendable {
    /// Features whose winding number is not 0 or 1 everywhere (bow ties, self-overlaps, parts on each other,
    /// holes outside), with ∫ (w² − w) in square metres; in feature order.
    public var badFeatures: [(feature: Int32, excessSquareMetres: Double)]
    /// Pairs of different features that overlap, a < b, with the area of their intersection; largest first.
    public var overlaps: [GroupOverlap]
    public var work: EngineWork

    public init(
        badFeatures: [(feature: Int32, excessSquareMetres: Double)], overlaps: [GroupOverlap], work: EngineWork
    ) {
        self.badFeatures = badFeatures
        self.overlaps = overlaps
        self.work = work
    }
}

/// Counters that are the same on every machine, for any number of threads, for the same input.
public struct EngineWork: Sendable, Hashable {
    /// Pairs of edges integrated, padding to whole vectors of four included.
    public var edgePairs = 0
    /// Vectors of four pairs.
    public var kernelCalls = 0
    /// Tiles with edges.
    public var tiles = 0
    /// Distinct pieces of edges in them: what was cut.
    public var pieces = 0
    /// Tiles cut into trapezoids, or whose features were looked at one against the other.
    public var slabTiles = 0
    /// Tiles that are the same in both layers and needed no products.
    public var identicalTiles = 0

    public init() {}

    public static func + (a: EngineWork, b: EngineWork) -> EngineWork {
        var sum = a
        sum.edgePairs += b.edgePairs
        sum.kernelCalls += b.kernelCalls
        sum.tiles += b.tiles
        sum.pieces += b.pieces
        sum.slabTiles += b.slabTiles
        sum.identicalTiles += b.identicalTiles
        return sum
    }
}

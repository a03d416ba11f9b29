/// A layer ready to be cut: its features in canonical order, and the figures the grid is chosen from.
///
/// *Canonical order* makes every later sum independent of the order in which features were read: by group, then
/// by number of positions, then by the positions themselves. Features that are equal in all of it are
/// interchangeable.
struct PreparedLayer: Sendable {
    let polygons: PolygonBuffer
    let groups: [Int32]
    let groupCount: Int
    /// Added to a group (or feature) to get its key, unique over all layers of a job.
    private let firstKey: Int32
    /// Whether every feature has its own key; else every group.
    let tellsFeaturesApart: Bool
    /// Feature numbers in canonical order; features without positions are left out.
    let order: [Int32]
    /// Box and area per feature number; areas as `RingMeasure` has them, independent of any tile.
    let boxes: [Box]
    let areas: [Double]
    /// Per feature number the same for features that are the same, and hardly ever for others.
    let looks: [UInt64]
    let box: Box
    let edgeCount: Int
    /// Sum over all edges, as `RingMeasure` has it.
    let edgeLength: Double
    /// Sum of the areas of all features, whichever way they wind.
    let area: Double

    /// Layers of a job, prepared side by side.
    ///
    /// - Parameter layers: each with what its keys begin with, and whether every feature has its own.
    static func prepare(_ layers: [(layer: EngineLayer, firstKey: Int32, isApart: Bool)], threads: Int) -> [PreparedLayer] {
        parallelMap(count: layers.count, workers: threads) { number in
            PreparedLayer(layers[number].layer, firstKey: layers[number].firstKey, tellsFeaturesApart: layers[number].isApart)
        }
    }

    private init(_ layer: EngineLayer, firstKey: Int32, tellsFeaturesApart: Bool) {
        polygons = layer.polygons
        groups = layer.groups
        groupCount = layer.groupCount
        self.firstKey = firstKey
        self.tellsFeaturesApart = tellsFeaturesApart
        precondition(groups.count == polygons.featureCount, "one group per feature")
        let count = polygons.featureCount
        var boxes: [Box] = []
        var areas: [Double] = []
        var lengths: [Double] = []
        var looks: [UInt64] = []
        boxes.reserveCapacity(count)
        areas.reserveCapacity(count)
        lengths.reserveCapacity(count)
        looks.reserveCapacity(count)
        for feature in 0..<count {
            var area = CompensatedSum()
            var length = 0.0
            for ring in polygons.rings(ofFeature: feature) {
                area.add(polygons.ringMeasures[ring].area)
                length += polygons.ringMeasures[ring].length
            }
            boxes.append(polygons.box(ofFeature: feature))
            areas.append(area.value)
            lengths.append(length)
            looks.append(Self.look(boxes[feature], area.value))
        }
        order = CanonicalOrder(layer).features
        box = boxes.reduce(into: .empty) { $0.add($1) }
        edgeCount = polygons.vertexCount - polygons.ringCount
        // In canonical order, so that sums are the same however features were read.
        edgeLength = order.reduce(0) { $0 + lengths[Int($1)] }
        area = order.reduce(0) { $0 + areas[Int($1)].magnitude }
        self.boxes = boxes
        self.areas = areas
        self.looks = looks
    }

    /// The key of a feature.
    @inline(__always)
    func key(ofFeature feature: Int32) -> Int32 {
        firstKey + (tellsFeaturesApart ? feature : groups[Int(feature)])
    }

    /// Areas of whole groups, features on each other counted each, in canonical order: the same for any order of reading.
    func groupAreas() -> [Double] {
        var sums = [CompensatedSum](repeating: CompensatedSum(), count: groupCount)
        for feature in order { sums[Int(groups[Int(feature)])].add(areas[Int(feature)]) }
        return sums.map(\.value)
    }

    /// Of box and area.
    private static func look(_ box: Box, _ area: Double) -> UInt64 {
        var hash = area.bitPattern &* 0x9E37_79B9_7F4A_7C15
        hash ^= (box.minX.bitPattern ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
        hash ^= (box.maxY.bitPattern ^ hash >> 32) &* 0x94D0_49BB_1331_11EB
        hash ^= (box.maxX.bitPattern &+ box.minY.bitPattern ^ hash >> 29) &* 0x9E37_79B9_7F4A_7C15
        return hash ^ hash >> 32
    }
}

/// Several lists cut into blocks of a fixed size, to be gone through by several workers.
struct LayerBlocks: Sendable {
    let size: Int
    private let counts: [Int]
    /// For each list its first block; one more entry at the end.
    private let starts: [Int]

    init(_ counts: [Int], size: Int) {
        self.size = size
        self.counts = counts
        starts = counts.reduce(into: [0]) { starts, count in starts.append(starts[starts.count - 1] + (count + size - 1) / size) }
    }

    var count: Int { starts[counts.count] }

    func blocks(ofLayer layer: Int) -> Range<Int> { starts[layer]..<starts[layer + 1] }

    /// The list a block is of, and which of its items.
    subscript(block: Int) -> (layer: Int, items: Range<Int>) {
        // The last list that starts at or before it; lists without blocks share their start with the next.
        var low = 0
        var high = counts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= block { low = middle } else { high = middle }
        }
        let first = (block - starts[low]) * size
        return (low, first..<min(first + size, counts[low]))
    }
}

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
    /// Box and area per feature number; areas in square units by trapezoids under each edge relative to the ring's
    /// first position (Σ −dx · (y₀ + y₁)/2), independent of any tile.
    let boxes: [Box]
    let areas: [Double]
    /// Per feature number the same for features that are the same, and hardly ever for others.
    let looks: [UInt64]
    let box: Box
    let edgeCount: Int
    /// Sum of |dx| + |dy| × π/4 over all edges: the expected length for edges without preferred direction.
    let edgeLength: Double
    /// Sum of the areas of all features, whichever way they wind.
    let area: Double

    /// Layers of a job, prepared side by side.
    ///
    /// - Parameter layers: each with what its keys begin with, and whether every feature has its own.
    static func prepare(_ layers: [(layer: EngineLayer, firstKey: Int32, isApart: Bool)], threads: Int) -> [PreparedLayer] {
        // In the order of memory, whatever the canonical one: far faster, and what is added up is so later.
        let blocks = LayerBlocks(layers.map(\.layer.polygons.featureCount), size: 256)
        let measured = parallelMap(count: blocks.count, workers: threads) { index in
            let (layer, range) = blocks[index]
            return measure(layers[layer].layer.polygons, features: range)
        }
        return parallelMap(count: layers.count, workers: threads) { number in
            PreparedLayer(
                layers[number].layer, firstKey: layers[number].firstKey, tellsFeaturesApart: layers[number].isApart,
                measured[blocks.blocks(ofLayer: number)].flatMap { $0 })
        }
    }

    private init(
        _ layer: EngineLayer, firstKey: Int32, tellsFeaturesApart: Bool, _ measured: [MeasuredFeature]
    ) {
        polygons = layer.polygons
        groups = layer.groups
        groupCount = layer.groupCount
        self.firstKey = firstKey
        self.tellsFeaturesApart = tellsFeaturesApart
        precondition(groups.count == polygons.featureCount, "one group per feature")
        order = Self.canonicalOrder(layer) { measured[$0].first }
        boxes = measured.map(\.box)
        areas = measured.map(\.area)
        looks = measured.map(\.look)
        box = boxes.reduce(into: .empty) { $0.add($1) }
        edgeCount = layer.polygons.vertexCount - layer.polygons.ringCount
        // In canonical order, so that sums are the same however features were read.
        edgeLength = order.reduce(0) { $0 + measured[Int($1)].length }
        area = order.reduce(0) { [areas] in $0 + areas[Int($1)].magnitude }
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

    /// - Parameter first: the first position of a feature that has one.
    static func canonicalOrder(_ layer: EngineLayer, first: (Int) -> SIMD2<Double>) -> [Int32] {
        struct Entry {
            /// Group, then number of positions.
            var rank: UInt64
            var feature: Int32
            var first: SIMD2<Double>
        }
        let polygons = layer.polygons
        var entries: [Entry] = []
        entries.reserveCapacity(polygons.featureCount)
        for feature in 0..<polygons.featureCount {
            let vertices = polygons.vertices(ofFeature: feature)
            guard !vertices.isEmpty else { continue }
            let group = layer.groups[feature]
            precondition(group >= 0 && Int(group) < layer.groupCount, "group out of range")
            entries.append(Entry(
                rank: UInt64(group) << 32 | UInt64(vertices.count), feature: Int32(feature),
                first: first(feature)))
        }
        entries.sort { a, b in
            if a.rank != b.rank { return a.rank < b.rank }
            if a.first.x != b.first.x { return a.first.x < b.first.x }
            if a.first.y != b.first.y { return a.first.y < b.first.y }
            let range = polygons.vertices(ofFeature: Int(a.feature))
            let shift = polygons.vertices(ofFeature: Int(b.feature)).lowerBound - range.lowerBound
            for index in range {
                let p = polygons.coordinates[index]
                let q = polygons.coordinates[index + shift]
                if p.x != q.x { return p.x < q.x }
                if p.y != q.y { return p.y < q.y }
            }
            // The same positions: cut into rings differently, or equal altogether.
            let ringsA = polygons.rings(ofFeature: Int(a.feature))
            let ringsB = polygons.rings(ofFeature: Int(b.feature))
            if ringsA.count != ringsB.count { return ringsA.count < ringsB.count }
            for (ringA, ringB) in zip(ringsA, ringsB) {
                let countA = polygons.vertices(ofRing: ringA).count
                let countB = polygons.vertices(ofRing: ringB).count
                if countA != countB { return countA < countB }
            }
            return false
        }
        return entries.map(\.feature)
    }

    private struct MeasuredFeature {
        var box: Box
        var area: Double
        var length: Double
        /// Its first position.
        var first: SIMD2<Double>

        /// Of box and area.
        var look: UInt64 {
            var hash = area.bitPattern &* 0x9E37_79B9_7F4A_7C15
            hash ^= (box.minX.bitPattern ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
            hash ^= (box.maxY.bitPattern ^ hash >> 32) &* 0x94D0_49BB_1331_11EB
            hash ^= (box.maxX.bitPattern &+ box.minY.bitPattern ^ hash >> 29) &* 0x9E37_79B9_7F4A_7C15
            return hash ^ hash >> 32
        }
    }

    /// Everything that one pass over the positions gives.
    private static func measure(_ polygons: PolygonBuffer, features: Range<Int>) -> [MeasuredFeature] {
        polygons.coordinates.withUnsafeBufferPointer { all in
            features.map { feature in
                let positions = polygons.vertices(ofFeature: feature)
                var low = SIMD2<Double>(repeating: .infinity)
                var high = SIMD2<Double>(repeating: -.infinity)
                var area = CompensatedSum()
                var length = 0.0
                for ring in polygons.rings(ofFeature: feature) {
                    let vertices = polygons.vertices(ofRing: ring)
                    // In range: a ring has at least four positions (invariant of the buffer).
                    let origin = all[vertices.lowerBound]
                    low.replace(with: origin, where: origin .< low)
                    high.replace(with: origin, where: origin .> high)
                    var previous = origin
                    var travelled = SIMD2<Double>(0, 0)
                    var index = vertices.lowerBound + 1
                    while index < vertices.upperBound {
                        // Blocks, so that a long ring's sum keeps the digits of its short edges.
                        let end = min(index + 64, vertices.upperBound)
                        var twice = 0.0
                        while index < end {
                            let current = all[index]
                            low.replace(with: current, where: current .< low)
                            high.replace(with: current, where: current .> high)
                            let step = current - previous
                            travelled += SIMD2(step.x.magnitude, step.y.magnitude)
                            twice -= step.x * ((previous.y - origin.y) + (current.y - origin.y))
                            previous = current
                            index += 1
                        }
                        area.add(twice / 2)
                    }
                    length += (travelled.x + travelled.y) * 0.7853981633974483
                }
                return MeasuredFeature(
                    box: Box(minX: low.x, minY: low.y, maxX: high.x, maxY: high.y), area: area.value, length: length,
                    first: positions.isEmpty ? .zero : all[positions.lowerBound])
            }
        }
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

/// A sum that carries what rounding drops (Neumaier 1974): exact to one rounding for as many terms as a layer has.
struct CompensatedSum: Sendable {
    private var sum = 0.0
    private var dropped = 0.0

    var value: Double { sum + dropped }

    mutating func add(_ term: Double) {
        let total = sum + term
        dropped += sum.magnitude >= term.magnitude ? (sum - total) + term : (term - total) + sum
        sum = total
    }
}

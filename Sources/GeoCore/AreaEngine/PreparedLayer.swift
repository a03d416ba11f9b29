/// A layer ready to be cut: its features in canonical order, and the figures the grid is chosen from.
///
/// *Canonical order* makes every later sum independent of the order in which features were read: by group, then
/// by number of positions, then by the positions themselves. Features that are equal in all of it are
/// interchangeable.
struct PreparedLayer: Sendable {
    let polygons: PolygonBuffer
    let groups: [Int32]
    let groupCount: Int
    /// Added to a group to get its key, unique over all layers of a job.
    let firstKey: Int32
    /// Feature numbers in canonical order; features without positions are left out.
    let order: [Int32]
    /// Box per feature number.
    let boxes: [Box]
    let box: Box
    let edgeCount: Int
    /// Sum of |dx| + |dy| × π/4 over all edges: the expected length for edges without preferred direction.
    let edgeLength: Double

    init(_ layer: EngineLayer, firstKey: Int32, threads: Int) {
        polygons = layer.polygons
        groups = layer.groups
        groupCount = layer.groupCount
        self.firstKey = firstKey
        precondition(groups.count == polygons.featureCount, "one group per feature")
        let order = Self.canonicalOrder(layer)
        self.order = order

        // Features are measured in blocks of the canonical order; the block size is fixed, so that the sums
        // come out the same for any number of threads.
        let block = 1024
        let measured = parallelMap(count: (order.count + block - 1) / block, workers: threads) { index in
            let range = index * block..<min((index + 1) * block, order.count)
            return Self.measure(layer.polygons, features: order[range])
        }
        var boxes = [Box](repeating: .empty, count: layer.polygons.featureCount)
        var total = Box.empty
        var edges = 0
        var length = 0.0
        for (index, part) in measured.enumerated() {
            for (offset, box) in part.boxes.enumerated() {
                boxes[Int(order[index * block + offset])] = box
                total.add(box)
            }
            edges += part.edges
            length += part.length
        }
        self.boxes = boxes
        box = total
        edgeCount = edges
        edgeLength = length
    }

    static func canonicalOrder(_ layer: EngineLayer) -> [Int32] {
        struct Entry {
            var group: Int32
            var count: Int32
            var first: SIMD2<Double>
            var feature: Int32
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
                group: group, count: Int32(vertices.count), first: polygons.coordinates[vertices.lowerBound],
                feature: Int32(feature)))
        }
        entries.sort { a, b in
            if a.group != b.group { return a.group < b.group }
            if a.count != b.count { return a.count < b.count }
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

    private static func measure(
        _ polygons: PolygonBuffer, features: ArraySlice<Int32>
    ) -> (boxes: [Box], edges: Int, length: Double) {
        var boxes: [Box] = []
        boxes.reserveCapacity(features.count)
        var edges = 0
        var length = 0.0
        polygons.coordinates.withUnsafeBufferPointer { all in
            for feature in features {
                var low = SIMD2<Double>(repeating: .infinity)
                var high = SIMD2<Double>(repeating: -.infinity)
                for ring in polygons.rings(ofFeature: Int(feature)) {
                    let vertices = polygons.vertices(ofRing: ring)
                    // In range: a ring has at least four positions (invariant of the buffer).
                    var previous = all[vertices.lowerBound]
                    var travelled = SIMD2<Double>(0, 0)
                    for index in vertices {
                        let current = all[index]
                        low.replace(with: current, where: current .< low)
                        high.replace(with: current, where: current .> high)
                        let step = current - previous
                        travelled += SIMD2(step.x.magnitude, step.y.magnitude)
                        previous = current
                    }
                    edges += vertices.count - 1
                    length += (travelled.x + travelled.y) * 0.7853981633974483
                }
                boxes.append(Box(minX: low.x, minY: low.y, maxX: high.x, maxY: high.y))
            }
        }
        return (boxes, edges, length)
    }
}

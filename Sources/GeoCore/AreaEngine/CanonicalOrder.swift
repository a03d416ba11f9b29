/// The canonical order of a layer's features: see `PreparedLayer`.
struct CanonicalOrder {
    /// Feature numbers; features without positions are left out.
    let features: [Int32]

    /// - Complexity: O(features) as a rule: sorted digit by digit by group and number of positions, and compared only where both
    ///   are the same.
    init(_ layer: EngineLayer) {
        let polygons = layer.polygons
        var entries: [Entry] = []
        // Looked up here, in the order of memory.
        var firsts = [SIMD2<Double>](repeating: .zero, count: polygons.featureCount)
        entries.reserveCapacity(polygons.featureCount)
        for feature in 0..<polygons.featureCount {
            let vertices = polygons.vertices(ofFeature: feature)
            guard !vertices.isEmpty else { continue }
            let group = layer.groups[feature]
            precondition(group >= 0 && Int(group) < layer.groupCount, "group out of range")
            firsts[feature] = polygons.coordinates[vertices.lowerBound]
            entries.append(Entry(rank: UInt64(group) << 32 | UInt64(vertices.count), feature: Int32(feature)))
        }
        Self.sort(&entries)
        var order = entries.map(\.feature)
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count, entries[end].rank == entries[start].rank { end += 1 }
            if end - start > 1 { Self.settle(&order[start..<end], firsts, polygons) }
            start = end
        }
        features = order
    }

    private struct Entry {
        /// Group, then number of positions.
        var rank: UInt64
        var feature: Int32
    }

    /// By rank, from the lowest digit to the highest, each time keeping the order of equal ones; digits that all have are passed over.
    private static func sort(_ entries: inout [Entry]) {
        let first = entries.first?.rank ?? 0
        let differing = entries.reduce(0) { $0 | ($1.rank ^ first) }
        var sorted = entries
        for shift in stride(from: 0, to: UInt64.bitWidth, by: 8) where differing >> shift & 0xFF != 0 {
            var places = [Int](repeating: 0, count: 257)
            for entry in entries { places[Int(entry.rank >> shift & 0xFF) + 1] += 1 }
            for digit in 0..<256 { places[digit + 1] += places[digit] }
            for entry in entries {
                let digit = Int(entry.rank >> shift & 0xFF)
                sorted[places[digit]] = entry
                places[digit] += 1
            }
            swap(&entries, &sorted)
        }
    }

    /// Sorts features of one group and as many positions by their positions.
    private static func settle(_ features: inout ArraySlice<Int32>, _ firsts: [SIMD2<Double>], _ polygons: PolygonBuffer) {
        features.sort { a, b in
            let (p, q) = (firsts[Int(a)], firsts[Int(b)])
            if p.x != q.x { return p.x < q.x }
            if p.y != q.y { return p.y < q.y }
            return precedes(Int(a), Int(b), polygons)
        }
    }

    /// Of features with as many positions.
    private static func precedes(_ a: Int, _ b: Int, _ polygons: PolygonBuffer) -> Bool {
        let range = polygons.vertices(ofFeature: a)
        let shift = polygons.vertices(ofFeature: b).lowerBound - range.lowerBound
        for index in range {
            let (p, q) = (polygons.coordinates[index], polygons.coordinates[index + shift])
            if p.x != q.x { return p.x < q.x }
            if p.y != q.y { return p.y < q.y }
        }
        // The same positions: cut into rings differently, or equal altogether.
        let (ringsA, ringsB) = (polygons.rings(ofFeature: a), polygons.rings(ofFeature: b))
        if ringsA.count != ringsB.count { return ringsA.count < ringsB.count }
        for (ringA, ringB) in zip(ringsA, ringsB) {
            let (countA, countB) = (polygons.vertices(ofRing: ringA).count, polygons.vertices(ofRing: ringB).count)
            if countA != countB { return countA < countB }
        }
        return false
    }
}

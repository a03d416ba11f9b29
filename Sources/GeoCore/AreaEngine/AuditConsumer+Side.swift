extension AuditConsumer {
    /// One layer at a place, and its sums over all places.
    struct Side: ~Copyable {
        var excesses = PairSums(slots: 16)
        private var featurePairs = PairSums()
        private var groupPairs = PairSums(slots: 64)
        private var overlap: Int128 = 0
        /// Features at the place with their winding numbers, and the groups they are of with the number of features.
        private var features = Scratch<BaseEntry>()
        private(set) var groups = Scratch<BaseEntry>()

        consuming func sums() -> SideSums {
            SideSums(
                excesses: excesses.sums(), featurePairs: featurePairs.sums(), groupPairs: groupPairs.sums(),
                overlap: overlap)
        }

        mutating func clear() {
            features.count = 0
            groups.count = 0
        }

        mutating func present(_ feature: Int32, _ group: Int32, _ winding: Int32) {
            // One that winds the wrong way is there all the same.
            let count = Int32(truncatingIfNeeded: winding.magnitude)
            features.append(BaseEntry(key: feature, winding: count))
            for index in 0..<groups.count where groups[index].key == group {
                groups.base[index].winding += count
                return
            }
            groups.append(BaseEntry(key: group, winding: count))
        }

        /// A place where two features lie on each other.
        mutating func addOverlap(_ a: Int32, _ b: Int32, _ groupA: Int32, _ groupB: Int32, _ area: Int128) {
            featurePairs.add(min(a, b), max(a, b), 0, area)
            groupPairs.add(min(groupA, groupB), max(groupA, groupB), 0, area)
            overlap += area
        }

        mutating func add(_ area: Int128) {
            guard features.count > 1 || (features.count == 1 && features[0].winding > 1) else { return }
            var count: Int128 = 0
            for i in 0..<features.count {
                let a = features[i]
                count += Int128(a.winding)
                for j in (i + 1)..<max(features.count, i + 1) {
                    let b = features[j]
                    featurePairs.add(min(a.key, b.key), max(a.key, b.key), 0, area)
                }
            }
            overlap += area * (count - 1)
            for i in 0..<groups.count {
                let a = groups[i]
                if a.winding > 1 { groupPairs.add(a.key, a.key, 0, area * Int128(a.winding - 1)) }
                for j in (i + 1)..<max(groups.count, i + 1) {
                    let b = groups[j]
                    groupPairs.add(min(a.key, b.key), max(a.key, b.key), 0, area)
                }
            }
        }
    }
}

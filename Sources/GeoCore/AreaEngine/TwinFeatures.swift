/// Features of a job that are the same to the last bit, ring by ring: in both versions of a layer most of them. Of each
/// such set the first is cut, for all.
///
/// What an edge counts for is a *label*: a number below `keyCount` is that key alone, one from there on a list of keys.
struct TwinFeatures: Sendable {
    let keyCount: Int
    /// Per layer and feature number its label; −1 where an earlier feature stands for it.
    private var labels: [[Int32]]
    /// Keys of labels from `keyCount` on, one list after the other.
    private var allKeys: [Int32] = []
    private var keyStarts: [Int32] = [0]

    /// Every feature by itself.
    init(none layers: [PreparedLayer], keyCount: Int) {
        self.keyCount = keyCount
        labels = layers.map { layer in (0..<Int32(layer.polygons.featureCount)).map { layer.key(ofFeature: $0) } }
    }

    /// - Complexity: O(features + positions of twins).
    init(among layers: [PreparedLayer], keyCount: Int, threads: Int) {
        self.keyCount = keyCount
        labels = layers.map { [Int32](repeating: -1, count: $0.polygons.featureCount) }
        var members: [Member] = []
        members.reserveCapacity(layers.reduce(0) { $0 + $1.order.count })
        for (number, layer) in layers.enumerated() {
            for feature in layer.order {
                members.append(
                    Member(
                        layer: Int32(number), feature: feature, key: layer.key(ofFeature: feature),
                        look: layer.looks[Int(feature)]))
            }
        }
        let lookalikes = Self.lookalikes(members)
        // In the order of memory.
        var places = layers.map { [Int32](repeating: -1, count: $0.polygons.featureCount) }
        for (index, member) in members.enumerated() where lookalikes[index] >= 0 {
            places[Int(member.layer)][Int(member.feature)] = Int32(index)
        }
        let alike = places.joined().filter { $0 >= 0 }.map(Int.init)
        let areTwins = parallelMap(count: alike.count, workers: threads, grain: 64) { [members] index in
            Self.areTwins(members[Int(lookalikes[alike[index]])], members[alike[index]], layers)
        }
        // Chains in the order of members: first, next, next of next, …
        var isFirst = [Bool](repeating: true, count: members.count)
        var next = [Int32](repeating: -1, count: members.count)
        var last = next
        for (index, isTwin) in zip(alike, areTwins) where isTwin { isFirst[index] = false }
        for index in members.indices where !isFirst[index] {
            let first = Int(lookalikes[index])
            next[last[first] < 0 ? first : Int(last[first])] = Int32(index)
            last[first] = Int32(index)
        }
        // Lists of keys by their first key: the first list of each, as a rule its only one, and the others.
        var firstList = [Int32](repeating: -1, count: keyCount)
        var otherLists: [[Int32]: Int32] = [:]
        var keys: [Int32] = []
        for (index, member) in members.enumerated() where isFirst[index] {
            guard next[index] >= 0 else {
                labels[Int(member.layer)][Int(member.feature)] = member.key
                continue
            }
            keys.removeAll(keepingCapacity: true)
            keys.append(member.key)
            var twin = next[index]
            while twin >= 0 {
                keys.append(members[Int(twin)].key)
                twin = next[Int(twin)]
            }
            let first = firstList[Int(member.key)]
            var label = first
            if first >= 0, !self.keys(ofLabel: first).elementsEqual(keys) { label = otherLists[keys] ?? -1 }
            if label < 0 {
                label = Int32(labelCount)
                if first < 0 { firstList[Int(member.key)] = label } else { otherLists[keys] = label }
                allKeys.append(contentsOf: keys)
                keyStarts.append(Int32(allKeys.count))
            }
            labels[Int(member.layer)][Int(member.feature)] = label
        }
    }

    var labelCount: Int { keyCount + keyStarts.count - 1 }

    func label(layer: Int, feature: Int32) -> Int32 { labels[layer][Int(feature)] }

    /// The keys of a label that is no key itself; one may stand there more than once.
    func keys(ofLabel label: Int32) -> ArraySlice<Int32> {
        let list = Int(label) - keyCount
        return allKeys[Int(keyStarts[list])..<Int(keyStarts[list + 1])]
    }

    private struct Member {
        var layer: Int32
        var feature: Int32
        var key: Int32
        var look: UInt64
    }

    /// For each member the first one, before it, that looks the same; −1 where none does.
    private static func lookalikes(_ members: [Member]) -> [Int32] {
        var size = 64
        while size < 2 * members.count { size *= 2 }
        var table = [Int32](repeating: -1, count: size)
        var found = [Int32](repeating: -1, count: members.count)
        for index in members.indices {
            let look = members[index].look
            var place = Int(truncatingIfNeeded: look & UInt64(size - 1))
            while table[place] >= 0, members[Int(table[place])].look != look { place = (place + 1) & (size - 1) }
            if table[place] >= 0 { found[index] = table[place] } else { table[place] = Int32(index) }
        }
        return found
    }

    private static func areTwins(_ a: Member, _ b: Member, _ layers: [PreparedLayer]) -> Bool {
        let (one, other) = (layers[Int(a.layer)].polygons, layers[Int(b.layer)].polygons)
        let (ringsA, ringsB) = (one.rings(ofFeature: Int(a.feature)), other.rings(ofFeature: Int(b.feature)))
        guard ringsA.count == ringsB.count else { return false }
        for (ringA, ringB) in zip(ringsA, ringsB)
        where one.vertices(ofRing: ringA).count != other.vertices(ofRing: ringB).count {
            return false
        }
        let range = one.vertices(ofFeature: Int(a.feature))
        let start = other.vertices(ofFeature: Int(b.feature)).lowerBound
        // Both features have as many positions: their rings do.
        return one.coordinates.equals(range, other.coordinates, from: start)
    }
}

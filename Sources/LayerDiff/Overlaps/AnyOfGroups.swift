import GeoCore

/// Classes that are compared together when classes may lie over each other: the same text at both dates, and
/// classes that a row of the crosswalk joins. Every other class meets only "not on the map".
package struct AnyOfGroups: Sendable {
    /// Class indices of the old and the new layer, by the first class in code-point order.
    package let groups: [(old: [Int], new: [Int])]

    package init(oldClasses: [String], newClasses: [String], rows: [CrosswalkRow]) {
        var sets = DisjointSets(count: oldClasses.count + newClasses.count)
        let base = oldClasses.count
        let oldIndex = Dictionary(
            oldClasses.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let newIndex = Dictionary(
            newClasses.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        for (name, i) in oldIndex {
            if let j = newIndex[name] { sets.join(i, base + j) }
        }
        for row in rows where row.relation.allowsBoth {
            guard let i = row.from.flatMap({ oldIndex[$0] }), let j = row.to.flatMap({ newIndex[$0] }) else { continue }
            sets.join(i, base + j)
        }
        var number: [Int: Int] = [:]
        var found: [(old: [Int], new: [Int])] = []
        for node in 0..<(oldClasses.count + newClasses.count) {
            let root = sets.root(node)
            let index = number[root] ?? found.count
            if index == found.count {
                number[root] = index
                found.append(([], []))
            }
            if node < base { found[index].old.append(node) } else { found[index].new.append(node - base) }
        }
        groups = found
    }
}

extension ClassifiedLayer {
    /// The features of some classes as an engine layer; group k is `classes[k]`.
    func engineLayer(classes wanted: [Int]) -> EngineLayer {
        var position: [Int32: Int32] = [:]
        for (index, number) in wanted.enumerated() { position[Int32(number)] = Int32(index) }
        var polygons = PolygonBuffer()
        var groups: [Int32] = []
        for (feature, number) in classOfFeature.enumerated() {
            guard let group = position[number] else { continue }
            polygons.appendFeature(feature, of: self.polygons)
            groups.append(group)
        }
        return EngineLayer(polygons: polygons, groups: groups, groupCount: wanted.count)
    }
}

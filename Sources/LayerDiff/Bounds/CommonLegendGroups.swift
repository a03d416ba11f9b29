import GeoCore

/// The connected groups of the graph of pairs that are not disjoint: what can be compared without any
/// uncertainty of definition. Pairs that nobody has listed connect too.
package struct CommonLegendGroups: Sendable {
    /// Group of each class by its index in the layer, and of ∅.
    package let old: [Int]
    package let new: [Int]
    package let empty: Int
    package let groups: [CommonLegend.Group]

    /// - Parameters:
    ///   - parts: classes that are compared with each other, as (old, new) class indices; a class of one part
    ///     meets no class of another, all meet ∅.
    /// - Complexity: O(old × new) pairs, but it stops when everything hangs together, which unlisted pairs
    ///   bring about in the first row.
    package init(
        oldClasses: [String], newClasses: [String], parts: [(old: [Int], new: [Int])], table: PairTable
    ) {
        var sets = DisjointSets(count: 1 + oldClasses.count + newClasses.count)
        // Node 0 is ∅ on both sides, which is the same by definition.
        let newBase = 1 + oldClasses.count
        let oldNumbers = oldClasses.map { table.number(ofOld: $0) }
        let newNumbers = newClasses.map { table.number(ofNew: $0) }
        func joins(_ old: Int, _ new: Int) -> Bool {
            table.entry(PairTable.Pair(old: old, new: new)).relation.allowsBoth
        }
        search: for part in parts {
            for j in part.new where joins(0, newNumbers[j]) { sets.join(0, newBase + j) }
            for i in part.old {
                if joins(oldNumbers[i], 0) { sets.join(1 + i, 0) }
                for j in part.new where joins(oldNumbers[i], newNumbers[j]) { sets.join(1 + i, newBase + j) }
                if sets.count == 1 { break search }
            }
        }
        var numberOfRoot: [Int: Int] = [:]
        var found: [CommonLegend.Group] = []
        func group(of node: Int) -> Int {
            let root = sets.root(node)
            if let number = numberOfRoot[root] { return number }
            numberOfRoot[root] = found.count
            found.append(CommonLegend.Group(old: [], new: [], withEmpty: false))
            return found.count - 1
        }
        empty = group(of: 0)
        found[empty].withEmpty = true
        old = oldClasses.indices.map { group(of: 1 + $0) }
        new = newClasses.indices.map { group(of: newBase + $0) }
        for (index, number) in old.enumerated() { found[number].old.append(oldClasses[index]) }
        for (index, number) in new.enumerated() { found[number].new.append(newClasses[index]) }
        groups = found
    }

    /// Groups of the two labels of a cell; −1 is ∅.
    package func pair(old i: Int, new j: Int) -> (Int, Int) { (i < 0 ? empty : old[i], j < 0 ? empty : new[j]) }
}

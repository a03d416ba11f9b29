/// Union–find with path halving; the smaller number stays root, so that the result does not depend on the order.
/// - Complexity: about O(log n) for `root` and `join`.
package struct DisjointSets: Sendable {
    private var parents: [Int]
    package private(set) var count: Int

    package init(count: Int) {
        parents = Array(0..<count)
        self.count = count
    }

    package mutating func root(_ node: Int) -> Int {
        var node = node
        while parents[node] != node {
            parents[node] = parents[parents[node]]
            node = parents[node]
        }
        return node
    }

    package mutating func join(_ a: Int, _ b: Int) {
        let a = root(a)
        let b = root(b)
        guard a != b else { return }
        parents[max(a, b)] = min(a, b)
        count -= 1
    }
}

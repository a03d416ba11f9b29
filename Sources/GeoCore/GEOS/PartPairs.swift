/// A polygon part with its box and the feature it belongs to.
struct BoxedPart {
    var part: Int
    var feature: Int
    var box: Box
}

extension PolygonBuffer {
    /// All parts of some features with their boxes, in order.
    ///
    /// - Complexity: O(vertices).
    func boxedParts(ofFeatures features: some Sequence<Int>) -> [BoxedPart] {
        var result: [BoxedPart] = []
        for feature in features {
            for part in parts(ofFeature: feature) {
                var box = Box.empty
                // A shell holds its holes in a valid polygon, but an invalid one may get here for repair.
                for ring in rings(ofPart: part) {
                    for index in vertices(ofRing: ring) { box.add(coordinates[index]) }
                }
                result.append(BoxedPart(part: part, feature: feature, box: box))
            }
        }
        return result
    }
}

/// Pairs of parts whose boxes meet, ordered by (a, b) as indices of the two lists: a sweep along x.
///
/// - Complexity: O(n log n + m log m + pairs whose x-ranges meet).
func meetingPairs(_ a: [BoxedPart], _ b: [BoxedPart]) -> [(a: Int, b: Int)] {
    if a.count * b.count <= 64 {
        return a.indices.flatMap { i in b.indices.filter { a[i].box.intersects(b[$0].box) }.map { (i, $0) } }
    }
    let orderA = a.indices.sorted { (a[$0].box.minX, $0) < (a[$1].box.minX, $1) }
    let orderB = b.indices.sorted { (b[$0].box.minX, $0) < (b[$1].box.minX, $1) }
    var pairs: [(a: Int, b: Int)] = []
    var activeA: [Int] = []
    var activeB: [Int] = []
    var nextA = 0
    var nextB = 0
    while nextA < orderA.count || nextB < orderB.count {
        let takesA =
            nextB == orderB.count
            || (nextA < orderA.count && a[orderA[nextA]].box.minX <= b[orderB[nextB]].box.minX)
        if takesA {
            let i = orderA[nextA]
            nextA += 1
            activeB.removeAll { b[$0].box.maxX < a[i].box.minX }
            for j in activeB where a[i].box.intersects(b[j].box) { pairs.append((i, j)) }
            activeA.append(i)
        } else {
            let j = orderB[nextB]
            nextB += 1
            activeA.removeAll { a[$0].box.maxX < b[j].box.minX }
            for i in activeA where a[i].box.intersects(b[j].box) { pairs.append((i, j)) }
            activeB.append(j)
        }
    }
    return pairs.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
}

extension PolygonBuffer {
    /// Whether all of a part lies within `distance` of one and the same edge of `others`: a cheap and exact yes. No means
    /// that more than one edge is needed, or that the part is further away.
    ///
    /// The places within a distance of a straight edge form a convex set, so that the part lies in it when its positions
    /// do.
    /// - Complexity: O(edges of `others` × positions of the part); most edges fail at the first position.
    public func part(_ part: Int, liesWithin distance: Double, ofOneEdgeOf others: PolygonBuffer) -> Bool {
        let rings = rings(ofPart: part)
        guard let shell = rings.first else { return false }
        // Holes lie inside the shell.
        let positions = coordinates[vertices(ofRing: shell)].dropLast()
        let square = distance * distance
        for ring in 0..<others.ringCount {
            let range = others.vertices(ofRing: ring)
            for index in range.dropLast() {
                let start = others.coordinates[index]
                let along = others.coordinates[index + 1] - start
                let length = along.x * along.x + along.y * along.y
                let isNear = positions.allSatisfy { position in
                    let there = position - start
                    let share = length > 0 ? min(1, max(0, (there.x * along.x + there.y * along.y) / length)) : 0
                    let apart = there - share * along
                    return apart.x * apart.x + apart.y * apart.y <= square
                }
                if isNear { return true }
            }
        }
        return false
    }
}

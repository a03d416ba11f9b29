/// Whether an overlap is more than a touch.
extension PolygonBuffer {
    /// Cells smaller than this share of the tolerance are not divided further: a point is called near although it
    /// lies up to this share farther off.
    private static let resolution = 0.002

    /// Whether every point of these polygons lies within `toleranceMetres` of the boundary of A *and* of that of
    /// B. For the overlap of A and B this means that the two only touch as far as the tolerance can tell. (A narrow
    /// plan across a unit lies near the plan's boundary everywhere but not near the unit's, so it does not pass.)
    ///
    /// - Parameters:
    ///   - boundaryOfA: the edges of A *dissolved*; those near these polygons suffice
    ///     (`GeometryEngine.unaryUnion(_:near:)`).
    ///   - emptyBelow: parts smaller than this, in square metres, do not count.
    ///
    /// Exact distances, to 0.2 % of the tolerance: cells are halved until each is near as a whole, or a point is
    /// found that is not. Works only where the polygons are, never on a buffer of a whole unit.
    /// - Complexity: for an overlap much narrower than the tolerance about its length over the tolerance, times the
    ///   logarithm of the edges; at most 500 times that where it is exactly as wide.
    public func lies(
        within toleranceMetres: Double, of boundaryOfA: EdgeTree, and boundaryOfB: EdgeTree,
        emptyBelow: Double = 1e-6
    ) -> Bool {
        let parts = (0..<partCount).filter { areaSquareMetres(ofPart: $0) >= emptyBelow }
        guard !parts.isEmpty else { return true }
        guard toleranceMetres > 0 else { return false }
        let reach = toleranceMetres * (1 + 1e-9)
        // Most real overlaps have a vertex far inside and end here.
        for part in parts {
            for ring in rings(ofPart: part) {
                for index in vertices(ofRing: ring) {
                    let place = coordinates[index]
                    guard boundaryOfA.hasEdge(within: reach, of: place), boundaryOfB.hasEdge(within: reach, of: place)
                    else { return false }
                }
            }
        }
        let own = EdgeTree(self, parts: parts)
        return !own.hasPoint(beyond: reach, of: boundaryOfA, resolution: toleranceMetres * Self.resolution)
            && !own.hasPoint(beyond: reach, of: boundaryOfB, resolution: toleranceMetres * Self.resolution)
    }
}

extension EdgeTree {
    /// Whether some point of the polygons with these edges lies farther than `reach` from every edge of `other`.
    fileprivate func hasPoint(beyond reach: Double, of other: EdgeTree, resolution: Double) -> Bool {
        struct Cell {
            var centre: SIMD2<Double>
            var half: Double
        }
        let box = box
        var open = [
            Cell(
                centre: [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2], half: max(box.width, box.height) / 2)
        ]
        while let cell = open.popLast() {
            let radius = cell.half * 2.0.squareRoot()
            // Near as a whole.
            if radius <= reach, other.hasEdge(within: reach - radius, of: cell.centre) { continue }
            if hasEdge(within: radius, of: cell.centre) {
                // A point of the border lies in the disc around the cell, and all of that disc is far.
                if !other.hasEdge(within: reach + radius, of: cell.centre) { return true }
            } else {
                // No border in the cell: it is inside as a whole or not at all.
                guard contains(cell.centre) else { continue }
                if !other.hasEdge(within: reach, of: cell.centre) { return true }
            }
            guard radius > resolution else { continue }
            let quarter = cell.half / 2
            for sign: SIMD2<Double> in [[-1, -1], [1, -1], [-1, 1], [1, 1]] {
                open.append(Cell(centre: cell.centre + quarter * sign, half: quarter))
            }
        }
        return false
    }
}

/// A proof that all of a polygon lies within a distance of some edges, without a buffer or an overlay.
///
/// The places within a distance of one straight edge form a convex set: a shape lies in it when its positions do. What no
/// single edge reaches is halved, and each half asked again. A yes is exact, but for rounding; a no means that the
/// polygon is further away somewhere, or so near to the distance that halving does not tell. Holes are taken for part
/// of the polygon.
///
/// Holds the edges and the room it works in, so that one value serves many polygons.
public struct ReachProof: Sendable {
    private struct NearEdge: BitwiseCopyable {
        var start: SIMD2<Double>
        var along: SIMD2<Double>
        /// 1 / length²; 0 for an edge without length.
        var inverse: Double
        var box: Box

        init(_ start: SIMD2<Double>, _ end: SIMD2<Double>) {
            self.start = start
            along = end - start
            let square = along.x * along.x + along.y * along.y
            inverse = square > 0 ? 1 / square : 0
            box = Box.empty
            box.add(start)
            box.add(end)
        }

        func squaredDistance(to position: SIMD2<Double>) -> Double {
            let there = position - start
            let share = min(1, max(0, (there.x * along.x + there.y * along.y) * inverse))
            let apart = there - share * along
            return apart.x * apart.x + apart.y * apart.y
        }
    }

    public let distanceMetres: Double
    /// Those given, and above them those near the piece at hand: a stack.
    private var edges: [NearEdge] = []
    /// Outlines of the pieces at hand: a stack.
    private var positions: [SIMD2<Double>] = []
    private var piecesLeft = 0

    /// A piece this small that no single edge reaches lies at the distance itself.
    private static let smallestShare = 1.0 / 32
    /// A polygon that lies along the very distance is given up, and not cut into dust.
    private static let maximumPieces = 4_096

    public init(distanceMetres: Double) { self.distanceMetres = distanceMetres }

    public mutating func removeEdges() { edges.removeAll(keepingCapacity: true) }

    public mutating func addEdge(from start: SIMD2<Double>, to end: SIMD2<Double>) { edges.append(NearEdge(start, end)) }

    /// All edges of some polygons, and no others.
    public mutating func setEdges(of polygons: PolygonBuffer) {
        removeEdges()
        for ring in 0..<polygons.ringCount {
            for index in polygons.vertices(ofRing: ring).dropLast() {
                addEdge(from: polygons.coordinates[index], to: polygons.coordinates[index + 1])
            }
        }
    }

    /// - Complexity: O(pieces × (their positions × edges near them)), at most a few thousand pieces; a polygon with a
    ///   position out of reach fails at once.
    public mutating func holds(forPart part: Int, of polygons: PolygonBuffer) -> Bool {
        guard let shell = polygons.rings(ofPart: part).first, !edges.isEmpty else { return false }
        positions.removeAll(keepingCapacity: true)
        positions.append(contentsOf: polygons.coordinates[polygons.vertices(ofRing: shell).dropLast()])
        piecesLeft = Self.maximumPieces
        let given = edges.count
        let isReached = reaches(0..<positions.count, from: 0..<given)
        edges.removeSubrange(given...)
        return isReached
    }

    private mutating func reaches(_ outline: Range<Int>, from candidates: Range<Int>) -> Bool {
        if outline.isEmpty { return true }
        var box = Box.empty
        for index in outline { box.add(positions[index]) }
        let around = box.expanded(by: distanceMetres)
        let first = edges.count
        for index in candidates where edges[index].box.intersects(around) { edges.append(edges[index]) }
        let square = distanceMetres * distanceMetres
        var isFirstReached = false
        for edge in first..<edges.count {
            let reached = outline.prefix { edges[edge].squaredDistance(to: positions[$0]) <= square }.count
            if reached == outline.count { return true }
            isFirstReached = isFirstReached || reached > 0
        }
        let isWide = box.width >= box.height
        guard isFirstReached, max(box.width, box.height) > distanceMetres * Self.smallestShare, piecesLeft > 0 else {
            return false
        }
        piecesLeft -= 1
        let near = first..<edges.count
        let middle = isWide ? (box.minX + box.maxX) / 2 : (box.minY + box.maxY) / 2
        return reachesHalf(of: outline, near, axis: isWide ? 0 : 1, middle: middle, sign: 1)
            && reachesHalf(of: outline, near, axis: isWide ? 0 : 1, middle: middle, sign: -1)
    }

    private mutating func reachesHalf(
        of outline: Range<Int>, _ near: Range<Int>, axis: Int, middle: Double, sign: Double
    ) -> Bool {
        let (positionCount, edgeCount) = (positions.count, edges.count)
        appendHalf(of: outline, axis: axis, middle: middle, sign: sign)
        let isReached = reaches(positionCount..<positions.count, from: near)
        positions.removeSubrange(positionCount...)
        edges.removeSubrange(edgeCount...)
        return isReached
    }

    /// The outline on one side of a line (Sutherland and Hodgman). Where it comes back several times the result runs along
    /// the line: positions there lie on the outline, so that their hull is no larger than that of the half.
    private mutating func appendHalf(of outline: Range<Int>, axis: Int, middle: Double, sign: Double) {
        guard var before = outline.last.map({ positions[$0] }) else { return }
        var depthBefore = sign * (middle - before[axis])
        for index in outline {
            let position = positions[index]
            let depth = sign * (middle - position[axis])
            if (depth > 0 && depthBefore < 0) || (depth < 0 && depthBefore > 0) {
                positions.append(before + (position - before) * (depthBefore / (depthBefore - depth)))
            }
            if depth >= 0 { positions.append(position) }
            (before, depthBefore) = (position, depth)
        }
    }
}

import Foundation

/// All edges of a set of polygons with a tree of boxes over them, for questions about what is near.
///
/// Edges stay in ring order, where neighbours lie close together, so that boxes over runs of eight, sixty-four …
/// edges are small without any sorting. Immutable and `Sendable`.
public struct EdgeTree: Sendable {
    private static let fanout = 8

    private let coordinates: Positions
    /// For each edge the index of its first position; it ends at the next one.
    private let starts: [Int32]
    /// Boxes over `fanout` edges each, then over `fanout` of those, … up to one.
    private let levels: [[Box]]

    /// - Complexity: O(vertices).
    public init(_ polygons: PolygonBuffer) {
        self.init(polygons, parts: 0..<polygons.partCount)
    }

    init(_ polygons: PolygonBuffer, parts: some Sequence<Int>) {
        var starts: [Int32] = []
        for part in parts {
            for ring in polygons.rings(ofPart: part) {
                for index in polygons.vertices(ofRing: ring).dropLast() { starts.append(Int32(index)) }
            }
        }
        let coordinates = polygons.coordinates
        var levels: [[Box]] = []
        var count = starts.count
        while count > 0 {
            let groups = (count + Self.fanout - 1) / Self.fanout
            var boxes = [Box](repeating: .empty, count: groups)
            for index in 0..<count {
                if let below = levels.last {
                    boxes[index / Self.fanout].add(below[index])
                } else {
                    boxes[index / Self.fanout].add(coordinates[Int(starts[index])])
                    boxes[index / Self.fanout].add(coordinates[Int(starts[index]) + 1])
                }
            }
            levels.append(boxes)
            count = groups == 1 ? 0 : groups
        }
        self.coordinates = coordinates
        self.starts = starts
        self.levels = levels
    }

    public var edgeCount: Int { starts.count }

    /// Box of everything.
    public var box: Box { levels.last?.first ?? .empty }

    /// The two ends of an edge, in ring order.
    public func edge(_ index: Int) -> Edge {
        let start = Int(starts[index])
        return Edge(start: coordinates[start], end: coordinates[start + 1])
    }

    /// Edges whose box meets `box`, in order.
    ///
    /// - Complexity: O(log n + found) for borders as maps have them.
    public func edges(meeting box: Box) -> [Int] {
        var found: [Int] = []
        visit(where: { $0.intersects(box) }) { index in
            let edge = edge(index)
            if edge.box.intersects(box) { found.append(index) }
            return true
        }
        return found
    }

    /// Whether an edge comes within `distance` of `point`.
    public func hasEdge(within distance: Double, of point: SIMD2<Double>) -> Bool {
        let around = Box(minX: point.x, minY: point.y, maxX: point.x, maxY: point.y).expanded(by: distance)
        var found = false
        visit(where: { $0.intersects(around) }) { index in
            found = edge(index).distance(to: point) <= distance
            return !found
        }
        return found
    }

    /// Whether no end of an edge lies nearer than a distance to an edge that does not end there.
    ///
    /// - Complexity: O(n log n) for borders as maps have them.
    func isClear(byMetres distance: Double) -> Bool {
        (0..<edgeCount).allSatisfy { index in
            let point = edge(index).start
            let around = Box(minX: point.x, minY: point.y, maxX: point.x, maxY: point.y).expanded(by: distance)
            var isClear = true
            visit(where: { $0.intersects(around) }) { other in
                let edge = edge(other)
                isClear = edge.start == point || edge.end == point || edge.distance(to: point) > distance
                return isClear
            }
            return isClear
        }
    }

    /// Whether a point lies inside the polygons (an odd number of edges to its right). Not for points on an edge.
    public func contains(_ point: SIMD2<Double>) -> Bool {
        let ray = Box(minX: point.x, minY: point.y, maxX: .infinity, maxY: point.y)
        var isInside = false
        visit(where: { $0.intersects(ray) }) { index in
            let edge = edge(index)
            // Half-open in y, so that a vertex on the ray counts for one of its two edges.
            guard (edge.start.y <= point.y) != (edge.end.y <= point.y) else { return true }
            let share = (point.y - edge.start.y) / (edge.end.y - edge.start.y)
            if edge.start.x + share * (edge.end.x - edge.start.x) > point.x { isInside.toggle() }
            return true
        }
        return isInside
    }

    /// Calls `body` for the edges in the groups whose box passes `test`, until it returns false.
    private func visit(where test: (Box) -> Bool, _ body: (Int) -> Bool) {
        guard let top = levels.indices.last else { return }
        _ = visit(level: top, group: 0, where: test, body)
    }

    private func visit(level: Int, group: Int, where test: (Box) -> Bool, _ body: (Int) -> Bool) -> Bool {
        guard test(levels[level][group]) else { return true }
        let below = level == 0 ? starts.count : levels[level - 1].count
        for index in (group * Self.fanout)..<min((group + 1) * Self.fanout, below) {
            let goesOn = level == 0 ? body(index) : visit(level: level - 1, group: index, where: test, body)
            if !goesOn { return false }
        }
        return true
    }
}

/// A straight piece of a boundary, in ring order: the interior lies to its left.
public struct Edge: Sendable, Hashable {
    public var start: SIMD2<Double>
    public var end: SIMD2<Double>

    public init(start: SIMD2<Double>, end: SIMD2<Double>) {
        self.start = start
        self.end = end
    }

    public var lengthMetres: Double { hypot(end.x - start.x, end.y - start.y) }

    /// Unit vector that points out of the polygon; zero for an edge without length.
    public var outwardNormal: SIMD2<Double> {
        let length = lengthMetres
        return length > 0 ? SIMD2(end.y - start.y, start.x - end.x) / length : .zero
    }

    var box: Box {
        var box = Box.empty
        box.add(start)
        box.add(end)
        return box
    }

    func distance(to point: SIMD2<Double>) -> Double {
        let along = end - start
        let there = point - start
        let square = along.x * along.x + along.y * along.y
        let share = square > 0 ? min(1, max(0, (there.x * along.x + there.y * along.y) / square)) : 0
        let apart = there - share * along
        return hypot(apart.x, apart.y)
    }
}

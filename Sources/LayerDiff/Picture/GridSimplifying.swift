extension GridShapes {
    /// The shapes with fewer places: a border is simplified once, between the places where three or more borders meet, and both
    /// neighbours get the same. A shape whose borders fall together goes, and its neighbours close over it.
    ///
    /// *Source*: Douglas & Peucker 1973, per arc of the borders' graph.
    /// - Parameter tolerance: in steps.
    /// - Complexity: memory of two numbers per place of the grid.
    public func simplified(on grid: ScreenGrid, tolerance: Double) -> GridShapes {
        let junctions = Junctions(self, grid)
        var out = GridShapes()
        for shape in 0..<count {
            for ring in rings(ofShape: shape) {
                out.append(ring: Self.simplified(Array(places(ofRing: ring)), grid, junctions, tolerance))
            }
            out.endShape()
        }
        return out
    }

    /// The shapes on larger steps, to be simplified further; places fall together and stay shared.
    public func coarser(from fine: ScreenGrid, to coarse: ScreenGrid) -> GridShapes {
        let factor = coarse.unit / fine.unit
        var out = GridShapes()
        for shape in 0..<count {
            for ring in rings(ofShape: shape) {
                out.append(
                    ring: places(ofRing: ring).map {
                        SIMD2(
                            min(coarse.width, Int32((Double($0.x) / factor).rounded())),
                            min(coarse.height, Int32((Double($0.y) / factor).rounded())))
                    })
            }
            out.endShape()
        }
        return out
    }

    private static func simplified(
        _ ring: [SIMD2<Int32>], _ grid: ScreenGrid, _ junctions: Junctions, _ tolerance: Double
    ) -> [SIMD2<Int32>] {
        var anchors = ring.indices.filter { junctions.isJunction(grid.index(ring[$0])) }
        if anchors.isEmpty {
            // An island, or the hole round one: both begin at the same place.
            guard let first = ring.indices.min(by: { (ring[$0].x, ring[$0].y) < (ring[$1].x, ring[$1].y) }) else { return [] }
            anchors = [first]
        }
        if anchors.count == 1 {
            let start = ring[anchors[0]]
            func distance(_ place: SIMD2<Int32>) -> Int {
                let step = place &- start
                return Int(step.x) * Int(step.x) + Int(step.y) * Int(step.y)
            }
            guard
                let far = ring.indices.max(by: {
                    (distance(ring[$0]), ring[$0].x, ring[$0].y) < (distance(ring[$1]), ring[$1].x, ring[$1].y)
                }), far != anchors[0]
            else { return [] }
            anchors = [min(far, anchors[0]), max(far, anchors[0])]
        }
        var kept: [SIMD2<Int32>] = []
        for (index, start) in anchors.enumerated() {
            let end = anchors[(index + 1) % anchors.count]
            let arc = start < end ? Array(ring[start...end]) : Array(ring[start...]) + Array(ring[...end])
            kept += Self.simplified(arc: arc, tolerance).dropLast()
        }
        return kept
    }

    /// Both ends are kept. The same places from either end.
    static func simplified(arc: [SIMD2<Int32>], _ tolerance: Double) -> [SIMD2<Int32>] {
        guard let first = arc.first, let last = arc.last, arc.count > 2 else { return arc }
        let isTurned = first == last
            ? (arc[1].x, arc[1].y) > (arc[arc.count - 2].x, arc[arc.count - 2].y) : (last.x, last.y) < (first.x, first.y)
        let line = isTurned ? arc.reversed() : arc
        var isKept = Array(repeating: false, count: line.count)
        isKept[0] = true
        isKept[line.count - 1] = true
        var open = [(0, line.count - 1)]
        while let (low, high) = open.popLast() {
            guard high - low > 1 else { continue }
            var (worst, at) = (-1.0, low)
            for index in (low + 1)..<high {
                let off = Self.distanceSquared(line[index], line[low], line[high])
                if off > worst { (worst, at) = (off, index) }
            }
            if worst > tolerance * tolerance {
                isKept[at] = true
                open.append((low, at))
                open.append((at, high))
            }
        }
        let kept = line.indices.filter { isKept[$0] }.map { line[$0] }
        return isTurned ? kept.reversed() : kept
    }

    /// Of `p` to the stretch from `a` to `b`, squared.
    private static func distanceSquared(_ p: SIMD2<Int32>, _ a: SIMD2<Int32>, _ b: SIMD2<Int32>) -> Double {
        let (way, to) = (SIMD2<Double>(b &- a), SIMD2<Double>(p &- a))
        let length = (way * way).sum()
        let share = length > 0 ? min(1, max(0, (way * to).sum() / length)) : 0
        let off = to - way * share
        return (off * off).sum()
    }
}

/// Places where borders meet: those with more than two neighbours along them.
private struct Junctions {
    private var first: [Int32]
    private var second: [Int32]
    private static let none: Int32 = -1
    private static let several: Int32 = -2

    init(_ shapes: GridShapes, _ grid: ScreenGrid) {
        first = Array(repeating: Self.none, count: grid.placeCount)
        second = first
        for ring in shapes.ringEnds.indices {
            let places = shapes.places(ofRing: ring)
            guard let last = places.last else { continue }
            var before = Int32(grid.index(last))
            for place in places {
                let here = Int32(grid.index(place))
                add(here, before)
                add(before, here)
                before = here
            }
        }
    }

    private mutating func add(_ place: Int32, _ neighbour: Int32) {
        let index = Int(place)
        if first[index] == Self.none || first[index] == neighbour {
            first[index] = neighbour
        } else if second[index] == Self.none || second[index] == neighbour {
            second[index] = neighbour
        } else {
            second[index] = Self.several
        }
    }

    func isJunction(_ index: Int) -> Bool { second[index] == Self.several }
}

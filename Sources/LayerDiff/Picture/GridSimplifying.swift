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
        let limit = SIMD2(Double(coarse.width), Double(coarse.height))
        func steps(_ ring: Int) -> [SIMD2<Double>] {
            places(ofRing: ring).map { place in
                let steps = SIMD2<Double>(place) / factor
                return SIMD2(min(steps.x, limit.x), min(steps.y, limit.y))
            }
        }
        var pixels = HotPixels(coarse)
        for ring in ringEnds.indices { for position in steps(ring) { pixels.mark(position) } }
        var out = GridShapes()
        for shape in 0..<count {
            for ring in rings(ofShape: shape) { out.append(ring: pixels.places(of: steps(ring))) }
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
        if first == last {
            // A loop is cut at its far end, which is the same whichever way it is walked.
            func reach(_ place: SIMD2<Int32>) -> (Int, Int32, Int32) {
                let step = place &- first
                return (Int(step.x) * Int(step.x) + Int(step.y) * Int(step.y), place.x, place.y)
            }
            guard let far = (1..<(arc.count - 1)).max(by: { reach(arc[$0]) < reach(arc[$1]) }), arc[far] != first else { return [first, first] }
            return simplified(arc: Array(arc[...far]), tolerance).dropLast() + simplified(arc: Array(arc[far...]), tolerance)
        }
        let isTurned = (last.x, last.y) < (first.x, first.y)
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

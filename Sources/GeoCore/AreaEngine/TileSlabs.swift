/// Exact cover of one tile by trapezoids, for tiles in which polygons of one layer lie on each other or a mask's
/// border runs.
///
/// The tile is cut at every x where an edge ends or two edges cross; between two such places the edges are
/// ordered by y, and every trapezoid between neighbours carries one winding number per slot. A crossing that is
/// missed or misplaced by rounding swaps two edges only where they are closer than the noise of the tile, so no
/// exact predicate is needed.
///
/// Use: `frame.listEdgesOfSlots()`, `start(frame)`, then `next(frame)` until nil, each time with the area of a trapezoid;
/// `winding` holds then. With `start(frame, slots)` only borders of some slots cut: the others have no winding number.
struct TileSlabs: ~Copyable {
    /// The winding number of each slot that was asked for, in the trapezoid visited.
    private(set) var winding = Scratch<Double>()
    /// The slots asked for, and per edge whether one of them uses it.
    private var wanted = Scratch<Int32>()
    private var isRelevant = Scratch<Bool>()
    private var cuts = Scratch<Double>()
    /// Edges that one of the slots uses, by their left ends, and how many of them have been met.
    private var relevant = Scratch<RankedEdge>()
    private var met = 0
    /// Those in the slab, from above.
    private var active = Scratch<RankedEdge>()
    /// The next cut, the next edge from above, and the lower side of what is done in this slab.
    private var nextCut = 0
    private var nextEdge = 0
    private var left = 0.0
    private var width = 0.0
    private var above = 0.0

    mutating func start(_ frame: borrowing TileFrame) {
        wanted.count = 0
        for slot in 0..<frame.slotCount { wanted.append(Int32(slot)) }
        begin(frame)
    }

    mutating func start(_ frame: borrowing TileFrame, _ slots: UnsafeBufferPointer<Int32>) {
        wanted.count = 0
        for slot in slots { wanted.append(slot) }
        begin(frame)
    }

    private mutating func begin(_ frame: borrowing TileFrame) {
        isRelevant.reserve(frame.edgeCount)
        isRelevant.base.update(repeating: false, count: frame.edgeCount)
        for slot in wanted.elements {
            for edge in frame.edges(ofSlot: Int(slot)) where frame.coefficient(Int(slot), Int(edge)) != 0 {
                isRelevant.base[Int(edge)] = true
            }
        }
        collectCuts(frame)
        winding.reserve(frame.slotCount)
        left = cuts[0]
        nextCut = 1
        active.count = 0
        met = 0
        nextEdge = 1
    }

    /// The area of the next trapezoid, from left to right and top to bottom; never 0 or less.
    mutating func next(_ frame: borrowing TileFrame) -> Double? {
        while true {
            // The last edge of a slab is followed by the tile's bottom.
            if nextEdge > active.count {
                guard startSlab(frame) else { return nil }
            }
            if nextEdge > 0 {
                for entry in frame.uses(of: Int(active[nextEdge - 1].edge)) {
                    winding.base[Int(entry.slot)] += entry.coefficient
                }
            }
            let y = nextEdge < active.count ? active[nextEdge].rank : 0
            nextEdge += 1
            // Edges are straight within the slab: the height in the middle times the width is the exact area.
            let area = (above - y) * width
            above = y
            if area > 0 { return area }
        }
    }

    private mutating func collectCuts(_ frame: borrowing TileFrame) {
        relevant.count = 0
        cuts.count = 0
        cuts.append(0)
        cuts.append(frame.width)
        for edge in 0..<frame.edgeCount where isRelevant[edge] {
            relevant.append(RankedEdge(rank: frame.left(edge), edge: Int32(edge)))
            cuts.append(frame.left(edge))
            cuts.append(frame.right(edge))
        }
        relevant.sort { $0.rank }
        var i = 0
        while i < relevant.count {
            let e = Int(relevant[i].edge)
            let right = frame.right(e)
            i += 1
            var j = i
            // Those that begin right of this one do not meet it.
            while j < relevant.count, relevant[j].rank < right {
                let f = Int(relevant[j].edge)
                let a = relevant[j].rank
                let b = min(right, frame.right(f))
                j += 1
                guard a < b else { continue }
                let da = frame.y(e, at: a) - frame.y(f, at: a)
                let db = frame.y(e, at: b) - frame.y(f, at: b)
                guard (da < 0 && db > 0) || (da > 0 && db < 0) else { continue }
                cuts.append(min(max(a + (b - a) * (da / (da - db)), a), b))
            }
        }
        cuts.sort { $0 }
    }

    /// Orders the edges of the next slab; false when there is none.
    private mutating func startSlab(_ frame: borrowing TileFrame) -> Bool {
        // Narrower slabs are noise; they are joined to the next one.
        let smallest = frame.width * 0x1p-60
        while nextCut < cuts.count, cuts[nextCut] - left <= smallest { nextCut += 1 }
        guard nextCut < cuts.count else { return false }
        width = cuts[nextCut] - left
        let middle = left + 0.5 * width
        left = cuts[nextCut]
        nextCut += 1
        var count = 0
        for index in 0..<active.count where middle < frame.right(Int(active[index].edge)) {
            active[count] = active[index]
            count += 1
        }
        active.count = count
        while met < relevant.count, relevant[met].rank < middle {
            if middle < frame.right(Int(relevant[met].edge)) { active.append(relevant[met]) }
            met += 1
        }
        // Sorted by falling y, equal ones by edge: from slab to slab they hardly change places.
        for index in 0..<active.count {
            let edge = active[index].edge
            let y = min(max(frame.y(Int(edge), at: middle), 0), frame.height)
            var place = index
            while place > 0, active[place - 1].rank < y || (active[place - 1].rank == y && active[place - 1].edge > edge) {
                active[place] = active[place - 1]
                place -= 1
            }
            active[place] = RankedEdge(rank: y, edge: edge)
        }
        for slot in wanted.elements { winding[Int(slot)] = frame.base(Int(slot)) }
        above = frame.height
        nextEdge = 0
        return true
    }
}

/// An edge and what it is sorted by. Not nested: Swift 6.3.1 cannot compile a private type inside a buffer of a non-copyable
/// type without optimisation.
struct RankedEdge: BitwiseCopyable {
    var rank: Double
    var edge: Int32
}

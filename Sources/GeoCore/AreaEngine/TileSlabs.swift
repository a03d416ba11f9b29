/// Exact cover of one tile by trapezoids, for tiles in which polygons of one layer lie on each other or a mask's
/// border runs.
///
/// The tile is cut at every x where an edge ends or two edges cross; between two such places the edges are
/// ordered by y, and every trapezoid between neighbours has one winding number per slot. A crossing that is
/// missed or misplaced by rounding swaps two edges only where they are closer than the noise of the tile, so no
/// exact predicate is needed.
///
/// Trapezoids are many, *states* few: how often the function of each border counts. The area of each state is added up, and
/// winding numbers are computed once for each.
///
/// Use: `cut`, then `enter` every state below `stateCount`; `area` and `winding` are those of the state entered.
struct TileSlabs: ~Copyable {
    /// The winding number of each slot that was asked for, in the state entered.
    private(set) var winding = Scratch<Double>()
    /// Square units of the state entered; never 0 or less.
    private(set) var area = 0.0
    private(set) var stateCount = 0
    /// The slots asked for, and per border whether one of them uses it.
    private var wanted = Scratch<Int32>()
    private var isRelevant = Scratch<Bool>()
    private var cuts = Scratch<Double>()
    /// Edges that one of the slots uses, by their left ends, and how many of them have been met.
    private var relevant = Scratch<RankedEdge>()
    private var met = 0
    /// Those in the slab, from above.
    private var active = Scratch<RankedEdge>()
    private var nextCut = 0
    private var left = 0.0
    private var width = 0.0
    /// Per border how often its function counts at the place; a number that is the same for the same counts.
    private var counts = Scratch<Int32>()
    private var look: UInt64 = 0
    /// Which state had a look last, by some of its bits. A state may stand there twice; nothing depends on it.
    private var recent = Scratch<Int32>(repeating: -1, count: 1024)
    /// Per state its look, its area, and its counts.
    private var looks = Scratch<UInt64>()
    private var areas = Scratch<Double>()
    private var allCounts = Scratch<Int32>()

    /// Of all slots.
    mutating func cut(_ frame: inout TileFrame) {
        wanted.count = 0
        for slot in 0..<frame.slotCount { wanted.append(Int32(slot)) }
        isRelevant.reserve(frame.borderCount)
        isRelevant.base.update(repeating: true, count: frame.borderCount)
        cutAll(&frame)
    }

    /// Only borders of some slots cut: the others have no winding number.
    mutating func cut(_ frame: inout TileFrame, _ slots: UnsafeBufferPointer<Int32>) {
        wanted.count = 0
        isRelevant.reserve(frame.borderCount)
        isRelevant.base.update(repeating: false, count: frame.borderCount)
        for slot in slots {
            wanted.append(slot)
            let shares = frame.shares(ofSlot: Int(slot))
            for border in 0..<frame.borderCount where shares[border] != 0 { isRelevant[border] = true }
        }
        cutAll(&frame)
    }

    /// Makes `area` and `winding` those of a state.
    mutating func enter(_ state: Int, _ frame: inout TileFrame) {
        area = areas[state]
        winding.reserve(frame.slotCount)
        let counts = allCounts.base + state * frame.borderCount
        for slot in wanted.elements {
            let shares = frame.shares(ofSlot: Int(slot))
            var sum = frame.loadedBase(Int(slot))
            for border in 0..<frame.borderCount { sum += shares[border] * Double(counts[border]) }
            winding[Int(slot)] = sum
        }
    }

    private mutating func cutAll(_ frame: inout TileFrame) {
        collectCuts(&frame)
        counts.reserve(frame.borderCount)
        left = cuts[0]
        nextCut = 1
        active.count = 0
        met = 0
        looks.count = 0
        areas.count = 0
        allCounts.count = 0
        stateCount = 0
        recent.base.update(repeating: -1, count: recent.count)
        var state = 0
        while startSlab(&frame) {
            counts.base.update(repeating: 0, count: frame.borderCount)
            look = 0
            var above = frame.height
            for index in 0...active.count {
                // Under the last edge of a slab is the tile's bottom.
                let y = index < active.count ? active[index].rank : 0
                // Edges are straight within the slab: the height in the middle times the width is the exact area.
                let area = (above - y) * width
                above = y
                if area > 0 {
                    state = find(frame.borderCount, near: state)
                    areas.base[state] += area
                }
                if index < active.count { cross(Int(active[index].edge), &frame) }
            }
        }
    }

    @inline(__always)
    private mutating func cross(_ edge: Int, _ frame: inout TileFrame) {
        let border = Int(frame.edgeBorders[edge])
        let sign = Int32(frame.signs[edge])
        counts.base[border] += sign
        // Odd and far apart: sums of a few of them differ.
        look &+= UInt64(truncatingIfNeeded: Int(sign)) &* (UInt64(border) &* 0x9E37_79B9_7F4A_7C15 | 1)
    }

    /// The state with the counts as they are, added when it is new; `near` is tried first.
    @inline(__always)
    private mutating func find(_ borders: Int, near: Int) -> Int {
        if near < stateCount, isSame(near, borders) { return near }
        let place = Int(truncatingIfNeeded: (look &* 0x9E37_79B9_7F4A_7C15) >> 54)
        let known = Int(recent[place])
        if known >= 0, isSame(known, borders) { return known }
        recent[place] = Int32(truncatingIfNeeded: stateCount)
        looks.append(look)
        areas.append(0)
        for border in 0..<borders { allCounts.append(counts[border]) }
        stateCount += 1
        return stateCount - 1
    }

    @inline(__always)
    private func isSame(_ state: Int, _ borders: Int) -> Bool {
        guard looks[state] == look else { return false }
        let known = allCounts.base + state * borders
        for border in 0..<borders where known[border] != counts[border] { return false }
        return true
    }

    private mutating func collectCuts(_ frame: inout TileFrame) {
        relevant.count = 0
        cuts.count = 0
        cuts.append(0)
        cuts.append(frame.width)
        // Edges of a ring follow each other: where two of them meet is one cut.
        var last = (left: 0.0, right: frame.width)
        for edge in 0..<frame.edgeCount where isRelevant[Int(frame.edgeBorders[edge])] {
            let ends = (left: frame.left(edge), right: frame.right(edge))
            relevant.append(RankedEdge(rank: ends.left, edge: Int32(edge)))
            if ends.left != last.left, ends.left != last.right { cuts.append(ends.left) }
            if ends.right != last.left, ends.right != last.right { cuts.append(ends.right) }
            last = ends
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
    private mutating func startSlab(_ frame: inout TileFrame) -> Bool {
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
        return true
    }
}

/// An edge and what it is sorted by. Not nested: Swift 6.3.1 cannot compile a private type inside a buffer of a non-copyable
/// type without optimisation.
struct RankedEdge: BitwiseCopyable {
    var rank: Double
    var edge: Int32
}

/// Integrals of products of winding numbers, all from ∫ F_b · F_c of the tile's borders; those from ∫ min(y_e, y_f).
extension TileFrame {
    /// For all that follows here.
    ///
    /// - Parameter betweenLayers: only `form` of an old and a new slot will be asked for.
    mutating func computeForms(betweenLayers: Bool = false) {
        computeBorderForms(betweenLayers: betweenLayers)
        computeSlotForms()
    }

    /// The first half of `computeForms`: what the borders have with each other.
    ///
    /// - Complexity: O(edges²), whoever uses them; O(edges) where no edge lies over another one.
    mutating func computeBorderForms(betweenLayers: Bool = false) {
        borderForms.reserve(borderCount * borderCount)
        borderForms.base.update(repeating: 0, count: borderCount * borderCount)
        if !isFunction { addPairs(betweenLayers) }
        // Of an edge with itself: ∫ min(y, y) is its integral.
        for border in 0..<borderCount { borderForms.base[border * (borderCount + 1)] += borderSquares[border] }
    }

    /// The second half of `computeForms`: what the slots have with the borders.
    mutating func computeSlotForms() {
        slotForms.reserve(slotCount * borderCount)
        slotForms.base.update(repeating: 0, count: slotCount * borderCount)
        for border in 0..<borderCount {
            let row = borderForms.base + border * borderCount
            for entry in members(ofBorder: border) {
                let target = slotForms.base + Int(entry.slot) * borderCount
                for other in 0..<borderCount { target[other] += entry.coefficient * row[other] }
            }
        }
    }

    /// ∫ w_a · w_b, after `computeForms`.
    @inline(__always)
    func form(_ a: Int, _ b: Int) -> Double {
        slotBases[a] * slotBases[b] * area + slotBases[a] * slotEdgeAreas[b] + slotBases[b] * slotEdgeAreas[a]
            + share(slotForms.base + a * borderCount, shares(ofSlot: b))
    }

    /// What rounding can leave of `form(a, b)`: of each of its terms about 2⁻⁵² for every edge. Not of the tile: a small
    /// polygon in a large tile keeps its digits.
    @inline(__always)
    func formNoise(_ a: Int, _ b: Int) -> Double {
        let (baseA, baseB) = (slotBases[a].magnitude, slotBases[b].magnitude)
        let terms = baseA * baseB * area + baseA * slotSpans[b] + baseB * slotSpans[a] + min(slotSpans[a], slotSpans[b])
        return Double(edgeCount + 4) * 0x1p-52 * terms
    }

    /// ∫ w² − ∫ w of one slot, after `computeForms`.
    @inline(__always)
    func formExcess(ofSlot slot: Int) -> Double {
        let base = slotBases[slot]
        return (base * base - base) * area + (2 * base - 1) * slotEdgeAreas[slot]
            + share(slotForms.base + slot * borderCount, shares(ofSlot: slot))
    }

    /// ∫ w² − ∫ w of the total winding number of some slots, after `computeForms`.
    mutating func formExcess(of slots: UnsafeBufferPointer<Int32>) -> Double {
        let (base, linear) = addNet(slots)
        var square = 0.0
        // Inside a coverage every border has gone.
        if (0..<borderCount).contains(where: { net[$0] != 0 }) {
            for slot in slots { square += share(slotForms.base + Int(slot) * borderCount, net.base) }
        }
        return (base * base - base) * area + (2 * base - 1) * linear + square
    }

    /// Sum of products over the borders; few, as a rule one or two.
    @inline(__always)
    private func share(_ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>) -> Double {
        var sum = 0.0
        for border in 0..<borderCount { sum += a[border] * b[border] }
        return sum
    }

    // MARK: without an integral

    /// Whether two slots have the same winding number everywhere in the tile, border by border.
    func areEqual(_ a: Int, _ b: Int) -> Bool {
        guard slotBases[a] == slotBases[b] else { return false }
        let (one, other) = (shares(ofSlot: a), shares(ofSlot: b))
        for border in 0..<borderCount where one[border] != other[border] { return false }
        return true
    }

    /// Whether some slots wind 0 or 1 and together 1, or all 0, without an integral: they do not lie on each other.
    mutating func isPlain(_ slots: UnsafeBufferPointer<Int32>) -> Bool {
        for slot in slots where !isPlain(Int(slot)) { return false }
        return isFlat(slots)
    }

    /// Whether a slot winds 0 or 1 everywhere by the look of its edges: no two of them lie over each other, so that the
    /// winding number at any x changes once at most, and each of them is a border between 0 and 1. No rounding.
    mutating func isPlain(_ slot: Int) -> Bool {
        let base = slotBases[slot]
        guard base == 0 || base == 1 else { return false }
        let row = shares(ofSlot: slot)
        own.count = 0
        for edge in 0..<edgeCount {
            let share = row[Int(edgeBorders[edge])]
            if share == 0 { continue }
            let below = base + share * signs[edge]
            guard below == 0 || below == 1, isFunction || !liesOverOwn(edge, before: own.count) else { return false }
            own.append(Int32(edge))
        }
        return true
    }

    /// Whether an edge lies over or under one of the first in `own`.
    @inline(__always)
    func liesOverOwn(_ edge: Int, before count: Int) -> Bool {
        for index in 0..<count where x1[Int(own[index])] > x0[edge] && x1[edge] > x0[Int(own[index])] { return true }
        return false
    }

    /// Whether some slots together wind 0, or 1, everywhere: all their borders have gone. No rounding.
    mutating func isFlat(_ slots: UnsafeBufferPointer<Int32>) -> Bool {
        let (base, _) = addNet(slots)
        guard base == 0 || base == 1 else { return false }
        for border in 0..<borderCount where net[border] != 0 { return false }
        return true
    }

    /// Fills `net` with the coefficients of some slots together; their base and their area less base × tile.
    private mutating func addNet(_ slots: UnsafeBufferPointer<Int32>) -> (base: Double, linear: Double) {
        var base = 0.0
        var linear = 0.0
        net.reserve(borderCount)
        net.base.update(repeating: 0, count: borderCount)
        for slot in slots {
            base += slotBases[Int(slot)]
            linear += slotEdgeAreas[Int(slot)]
            let row = shares(ofSlot: Int(slot))
            for border in 0..<borderCount { net.base[border] += row[border] }
        }
        return (base, linear)
    }

    // MARK: edges with each other

    /// So many pairs are gathered before they are integrated.
    private static let pairLimit = 64
    /// With more edges than this a row is worth it.
    private static let rowLimit = 24

    /// Adds to `borderForms` what different edges have with each other. Those that lie over each other, a few of many, are
    /// listed without a branch and integrated a vector at a time. An edge that most others lie over (a comb, a star) is
    /// integrated with all of them as they stand.
    private mutating func addPairs(_ betweenLayers: Bool) {
        pairs.reserve(Self.pairLimit + edgeCount)
        var count = 0
        for edge in 0..<(betweenLayers ? min(newEdgeCount, edgeCount - 1) : edgeCount - 1) {
            let (left, right, before) = (x0[edge], x1[edge], count)
            let next = betweenLayers && edge < firstOldEdge ? min(firstOldEdge, edgeCount) : edge + 1
            for other in next..<edgeCount {
                // Room for all edges beside the limit.
                pairs[count] = EdgePair(edge, other)
                count &+= (x0[other] < right ? 1 : 0) & (x1[other] > left ? 1 : 0)
            }
            if count - before > Self.rowLimit, 2 * (count - before) > edgeCount - next {
                count = before
                integrateRow(edge, from: next)
            } else if count >= Self.pairLimit {
                integratePairs(count)
                count = 0
            }
        }
        integratePairs(count)
        // What b has with c and what c has with b, of the same pairs.
        for border in 0..<borderCount {
            for other in border..<borderCount {
                let (place, mirrored) = (border * borderCount + other, other * borderCount + border)
                let sum = borderForms[place] + borderForms[mirrored]
                borderForms[place] = sum
                borderForms[mirrored] = sum
            }
        }
    }

    /// Books the pairs of an edge with all from `next` on; those that do not lie over it give 0.
    private mutating func integrateRow(_ edge: Int, from next: Int) {
        let (left, right, y, slope, sign) = (x0[edge], x1[edge], y0[edge], slopes[edge], signs[edge])
        let row = borderForms.base + Int(edgeBorders[edge]) * borderCount
        var sum = 0.0
        var last = Int(edgeBorders[next])
        // Whole vectors: up to `stride` there are edges, or padding of no width.
        for first in Swift.stride(from: next - next % EdgeKernel.lanes, to: edgeCount, by: EdgeKernel.lanes) {
            let common = EdgeKernel.integrals(
                left, right, y, slope, EdgeKernel.load(x0.base + first), EdgeKernel.load(x1.base + first),
                EdgeKernel.load(y0.base + first), EdgeKernel.load(slopes.base + first))
            for lane in max(next - first, 0)..<min(EdgeKernel.lanes, edgeCount - first) {
                let border = Int(edgeBorders[first + lane])
                if border != last {
                    row[last] += sum
                    (sum, last) = (0, border)
                }
                sum += sign * signs[first + lane] * common[lane]
            }
            work.kernelCalls += 1
            work.edgePairs += EdgeKernel.lanes
        }
        row[last] += sum
    }

    /// Books the pairs once, under the border of the first edge and that of the second.
    private mutating func integratePairs(_ count: Int) {
        // A last vector is filled up with an edge and itself, and what that gives is left out.
        for index in count..<EdgeKernel.padded(count) { pairs[index] = EdgePair(0, 0) }
        pairProducts.reserve(pairs.capacity)
        for first in Swift.stride(from: 0, to: count, by: EdgeKernel.lanes) {
            let (p, q, r, s) = (pairs[first], pairs[first + 1], pairs[first + 2], pairs[first + 3])
            let (pa, qa, ra, sa) = (p.a, q.a, r.a, s.a)
            let (pb, qb, rb, sb) = (p.b, q.b, r.b, s.b)
            let common = EdgeKernel.integrals(
                EdgeKernel.Vector(x0[pa], x0[qa], x0[ra], x0[sa]), EdgeKernel.Vector(x1[pa], x1[qa], x1[ra], x1[sa]),
                EdgeKernel.Vector(y0[pa], y0[qa], y0[ra], y0[sa]),
                EdgeKernel.Vector(slopes[pa], slopes[qa], slopes[ra], slopes[sa]),
                EdgeKernel.Vector(x0[pb], x0[qb], x0[rb], x0[sb]), EdgeKernel.Vector(x1[pb], x1[qb], x1[rb], x1[sb]),
                EdgeKernel.Vector(y0[pb], y0[qb], y0[rb], y0[sb]),
                EdgeKernel.Vector(slopes[pb], slopes[qb], slopes[rb], slopes[sb]))
            let products =
                EdgeKernel.Vector(signs[pa], signs[qa], signs[ra], signs[sa])
                * EdgeKernel.Vector(signs[pb], signs[qb], signs[rb], signs[sb]) * common
            EdgeKernel.store(products, pairProducts.base + first)
            work.kernelCalls += 1
            work.edgePairs += EdgeKernel.lanes
        }
        // In a loop of its own: lanes wanted one by one right away would be computed one by one.
        var sum = 0.0
        var lastPlace = 0
        for index in 0..<count {
            // Pairs of an edge follow each other: its border's sum is carried along, not fetched back from memory.
            let place = Int(edgeBorders[pairs[index].a]) * borderCount + Int(edgeBorders[pairs[index].b])
            if place != lastPlace {
                borderForms.base[lastPlace] += sum
                (sum, lastPlace) = (0, place)
            }
            sum += pairProducts[index]
        }
        borderForms.base[lastPlace] += sum
    }
}

/// Two edges of a tile that lie over each other, in one number, so that one store writes it. Not nested: see `RankedEdge`.
struct EdgePair: BitwiseCopyable {
    private let both: UInt64
    @inline(__always) var a: Int { Int(truncatingIfNeeded: both >> 32) }
    @inline(__always) var b: Int { Int(truncatingIfNeeded: both & 0xFFFF_FFFF) }

    /// Of numbers below 2³².
    @inline(__always)
    init(_ a: Int, _ b: Int) { both = UInt64(truncatingIfNeeded: a) << 32 | UInt64(truncatingIfNeeded: b) }
}

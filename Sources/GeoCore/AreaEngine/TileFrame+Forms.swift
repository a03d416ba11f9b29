/// Integrals of products of winding numbers, all from ∫ F_b · F_c of the tile's borders; those from ∫ min(y_e, y_f).
extension TileFrame {
    /// For all that follows here.
    ///
    /// - Complexity: O(edges²), whoever uses them; O(edges) where no edge lies over another one.
    mutating func computeForms() {
        borderForms.reserve(borderCount * borderCount)
        borderForms.base.update(repeating: 0, count: borderCount * borderCount)
        // Of an edge with itself: ∫ min(y, y) is its integral.
        for edge in 0..<edgeCount {
            borderForms.base[Int(edgeBorders[edge]) * (borderCount + 1)] += signs[edge] * signs[edge] * integrals[edge]
        }
        if !isFunction {
            if borderCount == 1 {
                let form = formOfPairs()
                borderForms.base[0] += form
            } else {
                addFormsOfPairs()
            }
        }
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

    /// ∫ F² of the only border, less what edges have with themselves.
    private mutating func formOfPairs() -> Double {
        var sum = EdgeKernel.Vector(repeating: 0)
        for edge in 0..<edgeCount - 1 {
            var row = EdgeKernel.Vector(repeating: 0)
            var lane = (edge + 1) & ~(EdgeKernel.lanes - 1)
            // Those before the edge have met it.
            var weights = Self.later(edge, lane)
            while lane < stride {
                if overlaps(edge, lane) {
                    row += weights * EdgeKernel.load(signs.base + lane) * common(edge, lane)
                    countVector()
                }
                weights = EdgeKernel.Vector(repeating: 2)
                lane += EdgeKernel.lanes
            }
            sum += signs[edge] * row
        }
        return sum.sum()
    }

    /// ∫ F_b · F_c of all borders, less what edges have with themselves. Every edge meets the later ones, whose integrals
    /// count twice; half of what b has with c and of what c has with b is the integral of both.
    private mutating func addFormsOfPairs() {
        borderRows.reserve(borderCount * stride)
        borderRows.base.update(repeating: 0, count: borderCount * stride)
        for edge in 0..<edgeCount - 1 {
            var lane = (edge + 1) & ~(EdgeKernel.lanes - 1)
            var weights = Self.later(edge, lane)
            let target = borderRows.base + Int(edgeBorders[edge]) * stride
            while lane < stride {
                if overlaps(edge, lane) {
                    EdgeKernel.store(
                        EdgeKernel.load(target + lane) + signs[edge] * weights * common(edge, lane), target + lane)
                    countVector()
                }
                weights = EdgeKernel.Vector(repeating: 2)
                lane += EdgeKernel.lanes
            }
        }
        for border in 0..<borderCount {
            let row = borderRows.base + border * stride
            for edge in 0..<edgeCount where row[edge] != 0 {
                let half = 0.5 * signs[edge] * row[edge]
                let other = Int(edgeBorders[edge])
                borderForms.base[border * borderCount + other] += half
                borderForms.base[other * borderCount + border] += half
            }
        }
    }

    /// 2 for the edges of a vector that come after `edge`, 0 for the others.
    @inline(__always)
    private static func later(_ edge: Int, _ lane: Int) -> EdgeKernel.Vector {
        switch edge + 1 - lane {
        case 0: EdgeKernel.Vector(2, 2, 2, 2)
        case 1: EdgeKernel.Vector(0, 2, 2, 2)
        case 2: EdgeKernel.Vector(0, 0, 2, 2)
        default: EdgeKernel.Vector(0, 0, 0, 2)
        }
    }

    /// Whether one of a vector of edges lies over or under an edge.
    @inline(__always)
    private func overlaps(_ edge: Int, _ lane: Int) -> Bool {
        let begins = EdgeKernel.load(x0.base + lane) .< x1[edge]
        let ends = EdgeKernel.load(x1.base + lane) .> x0[edge]
        return any(begins .& ends)
    }

    /// ∫ min(y_edge, y_f) dx for a vector of edges f.
    @inline(__always)
    private func common(_ edge: Int, _ lane: Int) -> EdgeKernel.Vector {
        EdgeKernel.integrals(
            x0[edge], x1[edge], y0[edge], slopes[edge], EdgeKernel.load(x0.base + lane), EdgeKernel.load(x1.base + lane),
            EdgeKernel.load(y0.base + lane), EdgeKernel.load(slopes.base + lane))
    }

    @inline(__always)
    private mutating func countVector() {
        work.kernelCalls += 1
        work.edgePairs += EdgeKernel.lanes
    }
}

/// Integrals of products of winding numbers, all from ∫ F_b · F_c of the tile's borders; those from ∫ min(y_e, y_f).
extension TileFrame {
    /// For all that follows here.
    ///
    /// - Complexity: O(edges²), whoever uses them; O(edges) where no edge lies over another one.
    mutating func computeForms() {
        borderForms.reserve(borderCount * shareStride)
        borderForms.base.update(repeating: 0, count: borderCount * shareStride)
        if isFunction {
            // Edges have nothing in common with each other, and ∫ min(y, y) is the integral.
            for edge in 0..<edgeCount {
                borderForms.base[Int(edgeBorders[edge]) * (shareStride + 1)] += signs[edge] * signs[edge] * integrals[edge]
            }
        } else if borderCount == 1 {
            let form = formOfAll()
            borderForms[0] = form
        } else {
            computeBorderForms()
        }
        slotForms.reserve(slotCount * shareStride)
        slotForms.base.update(repeating: 0, count: slotCount * shareStride)
        for border in 0..<borderCount {
            let row = borderForms.base + border * shareStride
            for entry in members(ofBorder: border) {
                let target = slotForms.base + Int(entry.slot) * shareStride
                let c = EdgeKernel.Vector(repeating: entry.coefficient)
                for lane in Swift.stride(from: 0, to: shareStride, by: EdgeKernel.lanes) {
                    EdgeKernel.store(EdgeKernel.load(target + lane) + c * EdgeKernel.load(row + lane), target + lane)
                }
            }
        }
    }

    /// ∫ w_a · w_b, after `computeForms`.
    @inline(__always)
    func form(_ a: Int, _ b: Int) -> Double {
        slotBases[a] * slotBases[b] * area + slotBases[a] * slotEdgeAreas[b] + slotBases[b] * slotEdgeAreas[a]
            + Self.dot(slotForms.base + a * shareStride, shares(ofSlot: b), shareStride)
    }

    /// ∫ w² − ∫ w of one slot, after `computeForms`.
    @inline(__always)
    func formExcess(ofSlot slot: Int) -> Double {
        let base = slotBases[slot]
        return (base * base - base) * area + (2 * base - 1) * slotEdgeAreas[slot]
            + Self.dot(slotForms.base + slot * shareStride, shares(ofSlot: slot), shareStride)
    }

    /// ∫ w² − ∫ w of the total winding number of some slots, after `computeForms`.
    mutating func formExcess(of slots: UnsafeBufferPointer<Int32>) -> Double {
        let (base, linear) = addNet(slots)
        var square = 0.0
        // Inside a coverage every border has gone.
        if (0..<borderCount).contains(where: { net[$0] != 0 }) {
            for slot in slots { square += Self.dot(slotForms.base + Int(slot) * shareStride, net.base, shareStride) }
        }
        return (base * base - base) * area + (2 * base - 1) * linear + square
    }

    @inline(__always)
    static func dot(_ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>, _ count: Int) -> Double {
        var sum = EdgeKernel.Vector(repeating: 0)
        for lane in Swift.stride(from: 0, to: count, by: EdgeKernel.lanes) {
            sum += EdgeKernel.load(a + lane) * EdgeKernel.load(b + lane)
        }
        return sum.sum()
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
        net.reserve(shareStride)
        net.base.update(repeating: 0, count: shareStride)
        for slot in slots {
            base += slotBases[Int(slot)]
            linear += slotEdgeAreas[Int(slot)]
            let row = shares(ofSlot: Int(slot))
            for lane in Swift.stride(from: 0, to: shareStride, by: EdgeKernel.lanes) {
                EdgeKernel.store(EdgeKernel.load(net.base + lane) + EdgeKernel.load(row + lane), net.base + lane)
            }
        }
        return (base, linear)
    }

    // MARK: edges with each other

    /// ∫ F² of the only border.
    private mutating func formOfAll() -> Double {
        var sum = EdgeKernel.Vector(repeating: 0)
        for edge in 0..<edgeCount {
            let block = edge & ~(EdgeKernel.lanes - 1)
            var row = EdgeKernel.load(signs.base + block) * common(edge, block)
            for lane in Swift.stride(from: block + EdgeKernel.lanes, to: stride, by: EdgeKernel.lanes) {
                row += 2 * EdgeKernel.load(signs.base + lane) * common(edge, lane)
            }
            sum += signs[edge] * row
        }
        countPairs()
        return sum.sum()
    }

    /// ∫ F_b · F_c of all borders. Every edge meets those of its own vector and of later ones; the latter count twice, and
    /// half of what b has with c and of what c has with b is the integral of both.
    private mutating func computeBorderForms() {
        borderRows.reserve(borderCount * stride)
        borderRows.base.update(repeating: 0, count: borderCount * stride)
        for edge in 0..<edgeCount {
            let block = edge & ~(EdgeKernel.lanes - 1)
            let target = borderRows.base + Int(edgeBorders[edge]) * stride
            let sign = EdgeKernel.Vector(repeating: signs[edge])
            EdgeKernel.store(EdgeKernel.load(target + block) + sign * common(edge, block), target + block)
            for lane in Swift.stride(from: block + EdgeKernel.lanes, to: stride, by: EdgeKernel.lanes) {
                EdgeKernel.store(EdgeKernel.load(target + lane) + 2 * sign * common(edge, lane), target + lane)
            }
        }
        countPairs()
        for border in 0..<borderCount {
            let row = borderRows.base + border * stride
            for edge in 0..<edgeCount {
                let half = 0.5 * signs[edge] * row[edge]
                let other = Int(edgeBorders[edge])
                borderForms.base[border * shareStride + other] += half
                borderForms.base[other * shareStride + border] += half
            }
        }
    }

    /// ∫ min(y_edge, y_f) dx for a vector of edges f.
    @inline(__always)
    private func common(_ edge: Int, _ lane: Int) -> EdgeKernel.Vector {
        EdgeKernel.integrals(
            x0[edge], x1[edge], y0[edge], slopes[edge], EdgeKernel.load(x0.base + lane), EdgeKernel.load(x1.base + lane),
            EdgeKernel.load(y0.base + lane), EdgeKernel.load(slopes.base + lane))
    }

    /// Of `edgeCount` edges, each with its own vector and all later ones.
    private mutating func countPairs() {
        let lanes = EdgeKernel.lanes
        let whole = edgeCount / lanes
        let vectors = stride / lanes
        // Vectors of edges from the first on: `lanes` edges with `vectors`, with one fewer, …
        let calls = lanes * (whole * vectors - whole * (whole - 1) / 2) + (edgeCount - whole * lanes)
        work.kernelCalls += calls
        work.edgePairs += calls * lanes
    }
}

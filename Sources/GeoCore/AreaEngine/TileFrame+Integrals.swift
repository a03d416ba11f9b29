/// What the consumers ask of a tile: integrals of products of winding numbers, all from ∫ min(y_e, y_f).
extension TileFrame {
    /// Fills `products` with ∫ w_old · w_new for all pairs: at i × newSlots.count + j for oldSlots[i], newSlots[j].
    mutating func computeProducts() {
        let oldCount = oldSlots.count
        let newCount = newSlots.count
        guard oldCount > 0, newCount > 0 else { return }
        products.reserve(oldCount * newCount)
        let lanes = EdgeKernel.padded(newEdgeCount)
        // Of all slots, though only those of the old layer are filled: slot numbers are places.
        mixed.reserve(slotCount * lanes)
        mixed.base.update(repeating: 0, count: slotCount * lanes)
        for edge in 0..<edgeCount { mix(edge, lanes: lanes) { $0.isOld($1) } }
        for index in 0..<oldCount {
            let old = Int(oldSlots[index])
            for other in 0..<newCount {
                let new = Int(newSlots[other])
                products[index * newCount + other] = product(old, new, lanes: lanes)
            }
        }
    }

    /// Fills `products` with ∫ w_a · w_b for all pairs i < j of new slots: at i × newSlots.count + j.
    mutating func computeSelfProducts() {
        let count = newSlots.count
        products.reserve(count * count)
        mixed.reserve(slotCount * stride)
        mixed.base.update(repeating: 0, count: slotCount * stride)
        for edge in 0..<edgeCount { mix(edge, lanes: stride) { _, _ in true } }
        for i in 0..<count {
            for j in (i + 1)..<max(count, i + 1) {
                products[i * count + j] = product(Int(newSlots[i]), Int(newSlots[j]), lanes: stride)
            }
        }
    }

    /// Adds c_e × kernel row of e to `mixed` for each slot that uses edge e and is wanted.
    @inline(__always)
    private mutating func mix(_ edge: Int, lanes: Int, _ isWanted: (borrowing TileFrame, Int) -> Bool) {
        var computed = false
        for index in Int(entryStarts[edge])..<Int(entryStarts[edge + 1]) {
            let entry = entries[index]
            guard isWanted(self, Int(entry.slot)) else { continue }
            if !computed {
                fillKernelRow(edge, lanes: lanes)
                computed = true
            }
            let target = mixed.base + Int(entry.slot) * lanes
            let c = EdgeKernel.Vector(repeating: entry.coefficient)
            for lane in Swift.stride(from: 0, to: lanes, by: EdgeKernel.lanes) {
                EdgeKernel.store(
                    EdgeKernel.load(target + lane) + c * EdgeKernel.load(kernelRow.base + lane), target + lane)
            }
        }
    }

    /// ∫ w_a · w_b when `mixed` has a's sums over the first `lanes` edges and b uses no others.
    @inline(__always)
    private func product(_ a: Int, _ b: Int, lanes: Int) -> Double {
        slotBases[a] * slotBases[b] * area + slotBases[a] * slotEdgeAreas[b] + slotBases[b] * slotEdgeAreas[a]
            + Self.dot(mixed.base + a * lanes, coefficients(ofSlot: b), lanes)
    }

    @inline(__always)
    static func dot(_ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>, _ count: Int) -> Double {
        var sum = EdgeKernel.Vector(repeating: 0)
        for lane in Swift.stride(from: 0, to: count, by: EdgeKernel.lanes) {
            sum += EdgeKernel.load(a + lane) * EdgeKernel.load(b + lane)
        }
        return sum.sum()
    }

    // MARK: everything at once

    /// Fills `mixed` for all slots, so that `form` and `formExcess` are a few multiplications each: every edge meets
    /// every other once, whoever uses it.
    mutating func computeForms() {
        mixed.reserve(slotCount * stride)
        mixed.base.update(repeating: 0, count: slotCount * stride)
        for edge in 0..<edgeCount { mix(edge, lanes: stride) { _, _ in true } }
    }

    /// ∫ w_a · w_b, after `computeForms`.
    @inline(__always)
    func form(_ a: Int, _ b: Int) -> Double { product(a, b, lanes: stride) }

    /// ∫ w² − ∫ w of one slot, after `computeForms`.
    @inline(__always)
    func formExcess(ofSlot slot: Int) -> Double {
        let base = slotBases[slot]
        return (base * base - base) * area + (2 * base - 1) * slotEdgeAreas[slot]
            + Self.dot(mixed.base + slot * stride, coefficients(ofSlot: slot), stride)
    }

    /// ∫ w² − ∫ w of the total winding number of some slots, after `computeForms`.
    mutating func formExcess(of slots: UnsafeBufferPointer<Int32>) -> Double {
        let (base, linear) = addNet(slots)
        var square = 0.0
        // Inside a coverage nearly every edge has gone.
        if (0..<edgeCount).contains(where: { net[$0] != 0 }) {
            for slot in slots { square += Self.dot(mixed.base + Int(slot) * stride, net.base, stride) }
        }
        return (base * base - base) * area + (2 * base - 1) * linear + square
    }

    /// Whether two slots have the same winding number everywhere in the tile, edge by edge.
    func areEqual(_ a: Int, _ b: Int) -> Bool {
        guard slotBases[a] == slotBases[b] else { return false }
        let (one, other) = (coefficients(ofSlot: a), coefficients(ofSlot: b))
        for edge in 0..<edgeCount where one[edge] != other[edge] { return false }
        return true
    }

    /// Whether a slot winds 0 or 1 everywhere by the look of its edges: no two of them lie over each other, so that the
    /// winding number at any x changes once at most, and each of them is a border between 0 and 1. No rounding.
    mutating func isPlain(_ slot: Int) -> Bool {
        let base = slotBases[slot]
        guard base == 0 || base == 1 else { return false }
        let row = coefficients(ofSlot: slot)
        own.count = 0
        for edge in 0..<edgeCount where row[edge] != 0 {
            let below = base + row[edge]
            guard below == 0 || below == 1, !liesOverOwn(edge, before: own.count) else { return false }
            own.append(Int32(edge))
        }
        return true
    }

    /// Whether an edge lies over or under one of the first in `own`.
    @inline(__always)
    private func liesOverOwn(_ edge: Int, before count: Int) -> Bool {
        for index in 0..<count where x1[Int(own[index])] > x0[edge] && x1[edge] > x0[Int(own[index])] { return true }
        return false
    }

    /// Whether some slots together wind 0, or 1, everywhere: all their borders have gone. No rounding.
    mutating func isFlat(_ slots: UnsafeBufferPointer<Int32>) -> Bool {
        let (base, _) = addNet(slots)
        guard base == 0 || base == 1 else { return false }
        for edge in 0..<edgeCount where net[edge] != 0 { return false }
        return true
    }

    // MARK: overlap

    /// Which of the tile's slots are added up.
    enum Selection {
        case old
        case new
    }

    /// ∫ w² − ∫ w of the total winding number of some slots: 0 where they neither overlap nor wind wrongly.
    mutating func excess(_ selection: Selection) -> Double {
        switch selection {
        case .old: excess(oldSlots.elements)
        case .new: excess(newSlots.elements)
        }
    }

    /// Sorts the uses of edges by slot, for `edges(ofSlot:)`.
    mutating func listEdgesOfSlots() {
        slotStarts.reserve(slotCount + 1)
        slotEdges.reserve(entries.count)
        let starts = slotStarts.base
        starts.update(repeating: 0, count: slotCount + 1)
        for entry in entries.elements { starts[Int(entry.slot)] += 1 }
        var sum: Int32 = 0
        for slot in 0..<slotCount {
            sum += starts[slot]
            starts[slot] = sum
        }
        starts[slotCount] = sum
        // Filling backwards turns ends into starts, and leaves the edges of a slot rising.
        var edge = edgeCount
        while edge > 0 {
            edge -= 1
            for entry in uses(of: edge) {
                starts[Int(entry.slot)] -= 1
                slotEdges.base[Int(starts[Int(entry.slot)])] = Int32(truncatingIfNeeded: edge)
            }
        }
    }

    /// The edges that a slot uses, rising; one may stand there more than once. After `listEdgesOfSlots`.
    func edges(ofSlot slot: Int) -> UnsafeBufferPointer<Int32> {
        let first = Int(slotStarts[slot])
        return UnsafeBufferPointer(start: slotEdges.base + first, count: Int(slotStarts[slot + 1]) - first)
    }

    /// ∫ w² − ∫ w of one slot, from its own edges alone: a tile may hold those of many groups. After `listEdgesOfSlots`.
    mutating func excess(ofSlot slot: Int) -> Double {
        listOwn(slot)
        let row = coefficients(ofSlot: slot)
        let base = slotBases[slot]
        let linear = (base * base - base) * area + (2 * base - 1) * slotEdgeAreas[slot]
        guard own.count > 0 else { return linear }
        let lanes = EdgeKernel.padded(own.count)
        ownEdges.reserve(5 * lanes)
        let (ox0, ox1, oy, om, oc) = (
            ownEdges.base, ownEdges.base + lanes, ownEdges.base + 2 * lanes, ownEdges.base + 3 * lanes,
            ownEdges.base + 4 * lanes)
        // Padded with edges of no width, whose integrals are 0.
        ownEdges.base.update(repeating: 0, count: 5 * lanes)
        for lane in 0..<own.count {
            let edge = Int(own[lane])
            ox0[lane] = x0[edge]
            ox1[lane] = x1[edge]
            oy[lane] = y0[edge]
            om[lane] = slopes[edge]
            oc[lane] = row[edge]
        }
        count(edges: own.count, lanes: lanes)
        var square = 0.0
        for edge in 0..<own.count {
            var sum = EdgeKernel.Vector(repeating: 0)
            for lane in Swift.stride(from: 0, to: lanes, by: EdgeKernel.lanes) {
                sum += EdgeKernel.integrals(
                    ox0[edge], ox1[edge], oy[edge], om[edge], EdgeKernel.load(ox0 + lane), EdgeKernel.load(ox1 + lane),
                    EdgeKernel.load(oy + lane), EdgeKernel.load(om + lane)) * EdgeKernel.load(oc + lane)
            }
            square += oc[edge] * sum.sum()
        }
        return linear + square
    }

    /// Fills `own` with the edges that a slot changes at, rising.
    private mutating func listOwn(_ slot: Int) {
        let row = coefficients(ofSlot: slot)
        own.count = 0
        for edge in edges(ofSlot: slot) {
            // Two steps at one place are one edge.
            if row[Int(edge)] != 0, own.count == 0 || own[own.count - 1] != edge { own.append(edge) }
        }
    }

    /// Makes a slot wind 1 wherever it winds other than 0; false, and nothing done, where two of its edges lie over each
    /// other. Where none do, it winds `base` above and `base` + c below an edge: no rounding. After `listEdgesOfSlots`.
    mutating func flatten(_ slot: Int) -> Bool {
        listOwn(slot)
        for index in 1..<max(own.count, 1) where liesOverOwn(Int(own[index]), before: index) { return false }
        let base = slotBases[slot]
        let above = base == 0 ? 0.0 : 1
        let row = coefficients(ofSlot: slot)
        var isFlat = base == above
        for edge in own.elements where row[Int(edge)] != (base + row[Int(edge)] == 0 ? 0 : 1) - above { isFlat = false }
        if isFlat { return true }
        slotBases[slot] = above
        slotEdgeAreas[slot] = 0
        for edge in own.elements {
            let c = (base + row[Int(edge)] == 0 ? 0 : 1) - above
            row[Int(edge)] = c
            slotEdgeAreas[slot] += c * integrals[Int(edge)]
            var rest = c
            for index in Int(entryStarts[Int(edge)])..<Int(entryStarts[Int(edge) + 1]) where Int(entries[index].slot) == slot {
                entries[index] = FrameEntry(slot: Int32(slot), coefficient: rest)
                rest = 0
            }
        }
        return true
    }

    private mutating func excess(_ slots: UnsafeBufferPointer<Int32>) -> Double {
        let (base, linear) = addNet(slots)
        var square = 0.0
        for edge in 0..<edgeCount where net[edge] != 0 {
            fillKernelRow(edge, lanes: stride)
            square += net[edge] * Self.dot(kernelRow.base, net.base, stride)
        }
        return (base * base - base) * area + (2 * base - 1) * linear + square
    }

    /// Fills `net` with the coefficients of some slots together; their base and their area less base × tile.
    private mutating func addNet(_ slots: UnsafeBufferPointer<Int32>) -> (base: Double, linear: Double) {
        var base = 0.0
        var linear = 0.0
        net.base.update(repeating: 0, count: stride)
        for slot in slots {
            base += slotBases[Int(slot)]
            linear += slotEdgeAreas[Int(slot)]
            let row = coefficients(ofSlot: Int(slot))
            for lane in Swift.stride(from: 0, to: stride, by: EdgeKernel.lanes) {
                EdgeKernel.store(EdgeKernel.load(net.base + lane) + EdgeKernel.load(row + lane), net.base + lane)
            }
        }
        return (base, linear)
    }

    /// ∫ min(y_edge, y_f) dx for f = 0 ..< lanes.
    private mutating func fillKernelRow(_ edge: Int, lanes: Int) {
        count(edges: 1, lanes: lanes)
        let (ex0, ex1, ey, em) = (x0[edge], x1[edge], y0[edge], slopes[edge])
        for lane in Swift.stride(from: 0, to: lanes, by: EdgeKernel.lanes) {
            let result = EdgeKernel.integrals(
                ex0, ex1, ey, em, EdgeKernel.load(x0.base + lane), EdgeKernel.load(x1.base + lane),
                EdgeKernel.load(y0.base + lane), EdgeKernel.load(slopes.base + lane))
            EdgeKernel.store(result, kernelRow.base + lane)
        }
    }

    @inline(__always)
    private mutating func count(edges: Int, lanes: Int) {
        work.kernelCalls += edges * lanes / EdgeKernel.lanes
        work.edgePairs += edges * lanes
    }
}

/// What needs coefficients edge by edge: the edges of one slot alone, and slots that are changed.
extension TileFrame {
    @inline(__always) func coefficients(ofSlot slot: Int) -> UnsafeMutablePointer<Double> {
        coefficients.base + slot * stride
    }
    /// Who uses an edge, each once, and how often.
    @inline(__always) func uses(of edge: Int) -> UnsafeBufferPointer<FrameEntry> {
        let first = Int(entryStarts[edge])
        return UnsafeBufferPointer(start: entries.base + first, count: Int(entryStarts[edge + 1]) - first)
    }

    /// Spreads the borders over their edges, and sorts the uses of edges by slot, for `edges(ofSlot:)`.
    mutating func listEdgesOfSlots() {
        spread()
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

    private mutating func spread() {
        coefficients.reserve(slotCount * stride)
        coefficients.base.update(repeating: 0, count: slotCount * stride)
        entryStarts.reserve(edgeCount + 1)
        entries.count = 0
        for edge in 0..<edgeCount {
            entryStarts[edge] = Int32(truncatingIfNeeded: entries.count)
            for member in members(ofBorder: Int(edgeBorders[edge])) {
                let coefficient = member.coefficient * signs[edge]
                coefficients.base[Int(member.slot) * stride + edge] = coefficient
                entries.append(FrameEntry(slot: member.slot, coefficient: coefficient))
            }
        }
        entryStarts[edgeCount] = Int32(truncatingIfNeeded: entries.count)
    }

    /// The edges that a slot uses, rising. After `listEdgesOfSlots`.
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
            if row[Int(edge)] != 0 { own.append(edge) }
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
            for index in Int(entryStarts[Int(edge)])..<Int(entryStarts[Int(edge) + 1]) where Int(entries[index].slot) == slot {
                entries[index] = FrameEntry(slot: Int32(slot), coefficient: c)
            }
        }
        return true
    }

    // MARK: products of changed slots

    /// Fills `products` with ∫ w_old · w_new for all pairs: at i × newSlots.count + j for oldSlots[i], newSlots[j].
    mutating func computeProducts() {
        let oldCount = oldSlots.count
        let newCount = newSlots.count
        guard oldCount > 0, newCount > 0 else { return }
        products.reserve(oldCount * newCount)
        kernelRow.reserve(stride)
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
    private static func dot(_ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>, _ count: Int) -> Double {
        var sum = EdgeKernel.Vector(repeating: 0)
        for lane in Swift.stride(from: 0, to: count, by: EdgeKernel.lanes) {
            sum += EdgeKernel.load(a + lane) * EdgeKernel.load(b + lane)
        }
        return sum.sum()
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

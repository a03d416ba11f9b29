/// One tile taken apart: its distinct edges, its groups ("slots"), and how often each group's indicator uses each
/// edge. Reused from tile to tile; nothing is allocated once the buffers have grown.
///
/// A border shared by two polygons of a layer, or by both layers, is one edge here with several coefficients.
/// Where both neighbours are of one group the coefficients cancel and the border is gone.
///
/// The winding number of slot i at (x, y) is base_i + Σ_e c_ie · [x in the x-range of e] · [y < y_e(x)].
struct TileFrame: ~Copyable {
    private let keys: KeySpace
    private(set) var width = 0.0
    private(set) var height = 0.0

    // MARK: groups
    private(set) var slotCount = 0
    private var slotKeys = Scratch<Int32>()
    private var slotBases = Scratch<Double>()
    /// ∫ Σ_e c_e · [y < y_e] of each slot: its area less base × tile.
    private var slotEdgeAreas = Scratch<Double>()
    /// Per key its slot of the latest tile that had it: valid when that slot's key is this key.
    private var slotOfKey: Scratch<Int32>
    private(set) var oldSlots = Scratch<Int32>()
    private(set) var newSlots = Scratch<Int32>()
    private(set) var maskSlots = Scratch<Int32>()

    // MARK: edges
    private(set) var edgeCount = 0
    /// Edges 0 ..< newEdgeCount are used by the new layer, the rest by the others only.
    private(set) var newEdgeCount = 0
    /// Edges are padded to a multiple of 8 with edges of no width, whose integrals are 0.
    private(set) var stride = 8
    private var x0 = Scratch<Double>()
    private var x1 = Scratch<Double>()
    private var y0 = Scratch<Double>()
    private var slopes = Scratch<Double>()
    private var integrals = Scratch<Double>()
    private var ends = Scratch<Double>()
    /// slotCount × stride.
    private var coefficients = Scratch<Double>()

    // MARK: working space
    private var table = Scratch<Int32>()
    private var itemEdges = Scratch<Int32>()
    private var itemSlots = Scratch<Int32>()
    private var kernelRow = Scratch<Double>()
    private var mixed = Scratch<Double>()
    private var net = Scratch<Double>()
    /// The edges of one slot, and five numbers of each.
    private var own = Scratch<Int32>()
    private var ownEdges = Scratch<Double>()
    /// Results of `computeProducts`.
    private(set) var products = Scratch<Double>()
    private(set) var work = EngineWork()

    init(keys: KeySpace) {
        self.keys = keys
        slotOfKey = Scratch(repeating: 0, count: keys.count)
    }

    var area: Double { width * height }
    @inline(__always) func key(_ slot: Int) -> Int32 { slotKeys[slot] }
    @inline(__always) func base(_ slot: Int) -> Double { slotBases[slot] }
    /// ∫ winding number over the tile.
    @inline(__always) func area(ofSlot slot: Int) -> Double { slotBases[slot] * area + slotEdgeAreas[slot] }
    @inline(__always) func coefficient(_ slot: Int, _ edge: Int) -> Double { coefficients[slot * stride + edge] }
    @inline(__always) func left(_ edge: Int) -> Double { x0[edge] }
    @inline(__always) func right(_ edge: Int) -> Double { x1[edge] }
    @inline(__always) func y(_ edge: Int, at x: Double) -> Double { y0[edge] + slopes[edge] * (x - x0[edge]) }

    /// What the sums of this tile can be off by: each edge pair rounds at 2⁻⁵¹ of the tile, few of them overlap.
    var noise: Double { Double(edgeCount + 8) * 0x1p-49 * area }

    // MARK: taking a tile apart

    mutating func load(_ tile: TileInput) {
        width = tile.width
        height = tile.height
        slotCount = 0
        edgeCount = 0
        let items = tile.steps.count + tile.pieces.count
        let capacity = (items + 15) & ~7
        for index in tile.base.indices {
            let slot = self.slot(tile.base[index].key)
            slotBases[slot] = Double(tile.base[index].winding)
        }
        reserveEdges(capacity)
        itemEdges.reserve(items)
        itemSlots.reserve(items)
        var tableSize = 16
        while tableSize < 2 * items { tableSize *= 2 }
        table.reserve(tableSize)
        table.base.update(repeating: -1, count: tableSize)
        let bits = tableSize - 1

        // The new layer's items come first in both lists.
        var newSteps = 0
        while newSteps < tile.steps.count, isNew(tile.steps[newSteps].key) { newSteps += 1 }
        var newPieces = 0
        while newPieces < tile.pieces.count, isNew(tile.pieces[newPieces].key) { newPieces += 1 }
        add(tile, steps: 0..<newSteps, pieces: 0..<newPieces, bits: bits)
        newEdgeCount = edgeCount
        add(tile, steps: newSteps..<tile.steps.count, pieces: newPieces..<tile.pieces.count, bits: bits)

        stride = (edgeCount + 7) & ~7
        for edge in edgeCount..<stride {
            x0[edge] = 0
            x1[edge] = 0
            y0[edge] = 0
            slopes[edge] = 0
            integrals[edge] = 0
        }
        for edge in 0..<edgeCount {
            let w = x1[edge] - x0[edge]
            // Widths are at least 2⁻⁶⁰ of the grid's side (see RowCutter): the slope is finite.
            let slope = (ends[edge] - y0[edge]) / w
            slopes[edge] = slope
            integrals[edge] = 0.5 * w * (y0[edge] + (y0[edge] + slope * w))
        }
        fillCoefficients(tile)
    }

    @inline(__always)
    private func isNew(_ key: Int32) -> Bool { !keys.isOld(key) && !keys.isMask(key) }

    @inline(__always)
    private mutating func slot(_ key: Int32) -> Int {
        let known = Int(slotOfKey[Int(key)])
        if known < slotCount, slotKeys[known] == key { return known }
        slotKeys.count = slotCount
        slotKeys.append(key)
        slotBases.count = slotCount
        slotBases.append(0)
        slotOfKey[Int(key)] = Int32(slotCount)
        slotCount += 1
        return slotCount - 1
    }

    private mutating func reserveEdges(_ capacity: Int) {
        x0.reserve(capacity)
        x1.reserve(capacity)
        y0.reserve(capacity)
        ends.reserve(capacity)
        slopes.reserve(capacity)
        integrals.reserve(capacity)
        kernelRow.reserve(capacity)
        net.reserve(capacity)
    }

    private mutating func add(_ tile: TileInput, steps: Range<Int>, pieces: Range<Int>, bits: Int) {
        for index in steps {
            let step = tile.steps[index]
            // From the step to the tile's right side along its top; of no width (and no effect) at the right.
            guard step.x < width else {
                itemEdges[index] = -1
                continue
            }
            let edge = edge(step.x, height, width, height, bits)
            let slot = slot(step.key)
            itemEdges[index] = edge
            itemSlots[index] = Int32(slot)
        }
        let shift = tile.steps.count
        for index in pieces {
            let piece = tile.pieces[index]
            let edge = edge(piece.x0, piece.y0, piece.x1, piece.y1, bits)
            let slot = slot(piece.key)
            itemEdges[shift + index] = edge
            itemSlots[shift + index] = Int32(slot)
        }
    }

    /// The number of the edge with exactly these ends. At most `items` edges are ever added, the capacity reserved.
    @inline(__always)
    private mutating func edge(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ bits: Int) -> Int32 {
        var h = ax.bitPattern &* 0x9E37_79B9_7F4A_7C15
        h ^= bx.bitPattern &* 0xC2B2_AE3D_27D4_EB4F
        h ^= (ay.bitPattern ^ (by.bitPattern << 1)) &* 0x1656_67B1_9E37_79F9
        var index = Int(truncatingIfNeeded: (h ^ (h >> 32)) >> 5) & bits
        while true {
            let known = Int(table[index])
            if known < 0 { break }
            if x0[known] == ax, y0[known] == ay, x1[known] == bx, ends[known] == by { return Int32(known) }
            index = (index + 1) & bits
        }
        table[index] = Int32(edgeCount)
        x0[edgeCount] = ax
        y0[edgeCount] = ay
        x1[edgeCount] = bx
        ends[edgeCount] = by
        edgeCount += 1
        return Int32(edgeCount - 1)
    }

    private mutating func fillCoefficients(_ tile: TileInput) {
        coefficients.reserve(slotCount * stride)
        coefficients.base.update(repeating: 0, count: slotCount * stride)
        let shift = tile.steps.count
        for index in 0..<shift where itemEdges[index] >= 0 {
            coefficients.base[Int(itemSlots[index]) * stride + Int(itemEdges[index])] += Double(tile.steps[index].delta)
        }
        for index in 0..<tile.pieces.count {
            let place = Int(itemSlots[shift + index]) * stride + Int(itemEdges[shift + index])
            coefficients.base[place] += Double(tile.pieces[index].sign)
        }
        oldSlots.count = 0
        newSlots.count = 0
        maskSlots.count = 0
        slotEdgeAreas.reserve(slotCount)
        for slot in 0..<slotCount {
            var sum = 0.0
            let row = coefficients.base + slot * stride
            for edge in 0..<edgeCount { sum += row[edge] * integrals[edge] }
            slotEdgeAreas[slot] = sum
            let key = slotKeys[slot]
            if keys.isOld(key) {
                oldSlots.append(Int32(slot))
            } else if keys.isMask(key) {
                maskSlots.append(Int32(slot))
            } else {
                newSlots.append(Int32(slot))
            }
        }
    }

    // MARK: integrals

    /// Fills `products` with ∫ w_old · w_new for all pairs: at i × newSlots.count + j for oldSlots[i], newSlots[j].
    mutating func computeProducts() {
        let oldCount = oldSlots.count
        let newCount = newSlots.count
        guard oldCount > 0, newCount > 0 else { return }
        products.reserve(oldCount * newCount)
        let lanes = (newEdgeCount + 7) & ~7
        mixed.reserve(oldCount * lanes)
        mixed.base.update(repeating: 0, count: oldCount * lanes)
        for edge in 0..<edgeCount {
            var computed = false
            for index in 0..<oldCount {
                let c = coefficients[Int(oldSlots[index]) * stride + edge]
                if c == 0 { continue }
                if !computed {
                    fillKernelRow(edge, lanes: lanes)
                    computed = true
                }
                let target = mixed.base + index * lanes
                for lane in 0..<lanes { target[lane] += c * kernelRow[lane] }
            }
        }
        for index in 0..<oldCount {
            let old = Int(oldSlots[index])
            let row = mixed.base + index * lanes
            for other in 0..<newCount {
                let new = Int(newSlots[other])
                let column = coefficients.base + new * stride
                var sum = SIMD8<Double>(repeating: 0)
                for block in Swift.stride(from: 0, to: lanes, by: 8) {
                    sum += Self.vector(row + block) * Self.vector(column + block)
                }
                let edges = sum.sum()
                let bases = slotBases[old] * slotBases[new] * area
                    + slotBases[old] * slotEdgeAreas[new] + slotBases[new] * slotEdgeAreas[old]
                products[index * newCount + other] = bases + edges
            }
        }
    }

    /// Which of the tile's slots are added up.
    enum Selection {
        case old
        case new
        case one(Int)
    }

    /// ∫ w² − ∫ w of the total winding number of some slots: 0 where they neither overlap nor wind wrongly.
    mutating func excess(_ selection: Selection) -> Double {
        switch selection {
        case .old: return excess(oldSlots.elements)
        case .new: return excess(newSlots.elements)
        case .one(let slot): return excess(ofSlot: slot)
        }
    }

    /// As below, among the slot's own edges alone: a tile may hold those of many groups.
    private mutating func excess(ofSlot slot: Int) -> Double {
        let row = coefficients.base + slot * stride
        own.count = 0
        for edge in 0..<edgeCount where row[edge] != 0 { own.append(Int32(edge)) }
        let base = slotBases[slot]
        guard own.count > 0 else { return (base * base - base) * area }
        let lanes = (own.count + 7) & ~7
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
        work.kernelCalls += own.count * lanes / 8
        work.edgePairs += own.count * lanes
        var square = 0.0
        for edge in 0..<own.count {
            var sum = SIMD8<Double>(repeating: 0)
            for block in Swift.stride(from: 0, to: lanes, by: 8) {
                sum += Self.kernel(
                    ox0[edge], ox1[edge], oy[edge], om[edge], Self.vector(ox0 + block), Self.vector(ox1 + block),
                    Self.vector(oy + block), Self.vector(om + block)) * Self.vector(oc + block)
            }
            square += oc[edge] * sum.sum()
        }
        return (base * base - base) * area + (2 * base - 1) * slotEdgeAreas[slot] + square
    }

    private mutating func excess(_ slots: UnsafeBufferPointer<Int32>) -> Double {
        var base = 0.0
        var linear = 0.0
        net.base.update(repeating: 0, count: stride)
        for slot in slots {
            base += slotBases[Int(slot)]
            linear += slotEdgeAreas[Int(slot)]
            let row = coefficients.base + Int(slot) * stride
            for edge in 0..<stride { net.base[edge] += row[edge] }
        }
        var square = 0.0
        for edge in 0..<edgeCount where net[edge] != 0 {
            fillKernelRow(edge, lanes: stride)
            var sum = SIMD8<Double>(repeating: 0)
            for block in Swift.stride(from: 0, to: stride, by: 8) {
                sum += Self.vector(kernelRow.base + block) * Self.vector(net.base + block)
            }
            square += net[edge] * sum.sum()
        }
        return (base * base - base) * area + (2 * base - 1) * linear + square
    }

    /// Fills `products` with ∫ w_a · w_b for all pairs i < j of new slots: at i × newSlots.count + j.
    mutating func computeSelfProducts() {
        let slots = newSlots.elements
        products.reserve(slots.count * slots.count)
        for i in slots.indices {
            let a = Int(slots[i])
            mixed.reserve(stride)
            mixed.base.update(repeating: 0, count: stride)
            for edge in 0..<edgeCount {
                let c = coefficients[a * stride + edge]
                if c == 0 { continue }
                fillKernelRow(edge, lanes: stride)
                for lane in 0..<stride { mixed.base[lane] += c * kernelRow[lane] }
            }
            for j in (i + 1)..<max(slots.count, i + 1) {
                let b = Int(slots[j])
                var sum = slotBases[a] * slotBases[b] * area
                    + slotBases[a] * slotEdgeAreas[b] + slotBases[b] * slotEdgeAreas[a]
                for lane in 0..<stride { sum += mixed[lane] * coefficients[b * stride + lane] }
                products[i * slots.count + j] = sum
            }
        }
    }

    @inline(__always)
    private static func vector(_ pointer: UnsafeMutablePointer<Double>) -> SIMD8<Double> {
        // Rows start at multiples of 8 doubles in 64-byte aligned buffers and are padded to multiples of 8.
        UnsafeRawPointer(pointer).load(as: SIMD8<Double>.self)
    }

    /// ∫ min(y_edge, y_f) dx for f = 0 ..< lanes, eight at a time: `ReferenceKernel` without branches.
    private mutating func fillKernelRow(_ edge: Int, lanes: Int) {
        work.kernelCalls += lanes / 8
        work.edgePairs += lanes
        let (ex0, ex1, ey, em) = (x0[edge], x1[edge], y0[edge], slopes[edge])
        for block in Swift.stride(from: 0, to: lanes, by: 8) {
            let result = Self.kernel(
                ex0, ex1, ey, em, Self.vector(x0.base + block), Self.vector(x1.base + block),
                Self.vector(y0.base + block), Self.vector(slopes.base + block))
            UnsafeMutableRawPointer(kernelRow.base + block).storeBytes(of: result, as: SIMD8<Double>.self)
        }
    }

    /// ∫ min(y_e, y_f) dx of one edge with eight others.
    @inline(__always)
    private static func kernel(
        _ x0: Double, _ x1: Double, _ y: Double, _ slope: Double, _ fx0: SIMD8<Double>, _ fx1: SIMD8<Double>,
        _ fy: SIMD8<Double>, _ fm: SIMD8<Double>
    ) -> SIMD8<Double> {
        let ex0 = SIMD8(repeating: x0)
        let ex1 = SIMD8(repeating: x1)
        let ey = SIMD8(repeating: y)
        let em = SIMD8(repeating: slope)
        let zero = SIMD8<Double>(repeating: 0)
        let signBits = SIMD8<UInt64>(repeating: 0x7FFF_FFFF_FFFF_FFFF)
        let a = ex0.replacing(with: fx0, where: fx0 .> ex0)
        let b = ex1.replacing(with: fx1, where: fx1 .< ex1)
        let width = b - a
        let w = zero.replacing(with: width, where: width .> zero)
        let ea = ey + em * (a - ex0)
        let eb = ey + em * (b - ex0)
        let da = ea - (fy + fm * (a - fx0))
        let db = eb - (fy + fm * (b - fx0))
        let magnitude = unsafeBitCast(unsafeBitCast(da, to: SIMD8<UInt64>.self) & signBits, to: SIMD8<Double>.self)
            + unsafeBitCast(unsafeBitCast(db, to: SIMD8<UInt64>.self) & signBits, to: SIMD8<Double>.self)
        // 2 t = (d_a + d_b) + (|d_a| + |d_b|).
        let t2 = (da + db) + magnitude
        return 0.5 * w * (ea + eb - 0.25 * t2 * t2 / (magnitude + 1e-300))
    }
}

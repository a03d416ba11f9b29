/// One tile taken apart: its distinct edges, its groups ("slots"), and how often each group's indicator uses each
/// edge. Reused from tile to tile; nothing is allocated once the buffers have grown.
///
/// A border shared by two polygons of a layer, or by both layers, is one edge here with several coefficients.
///
/// The winding number of slot i at (x, y) is base_i + Σ_e c_ie · [x in the x-range of e] · [y < y_e(x)].
///
/// Edges of the tile's top line (steps) come first, then those that the new layer uses, then the others.
struct TileFrame: ~Copyable {
    private let keys: KeySpace
    private(set) var width = 0.0
    private(set) var height = 0.0

    // MARK: groups
    private(set) var slotCount = 0
    private var slotKeys = Scratch<Int32>()
    private(set) var slotBases = Scratch<Double>()
    /// ∫ Σ_e c_e · [y < y_e] of each slot: its area less base × tile.
    private(set) var slotEdgeAreas = Scratch<Double>()
    /// Per key its slot of the latest tile that had it: valid when that slot's key is this key.
    private var slotOfKey: Scratch<Int32>
    private(set) var oldSlots = Scratch<Int32>()
    private(set) var newSlots = Scratch<Int32>()
    private(set) var maskSlots = Scratch<Int32>()

    // MARK: edges
    private(set) var edgeCount = 0
    /// Edges from here on are not used by the new layer.
    private(set) var newEdgeCount = 0
    /// Edges are padded to whole vectors with edges of no width, whose integrals are 0.
    private(set) var stride = 0
    private(set) var x0 = Scratch<Double>()
    private(set) var x1 = Scratch<Double>()
    private(set) var y0 = Scratch<Double>()
    private(set) var slopes = Scratch<Double>()
    private(set) var integrals = Scratch<Double>()
    /// slotCount × stride.
    private(set) var coefficients = Scratch<Double>()
    /// Who uses each edge, edge by edge: the uses of edge e are entries `entryStarts[e] ..< entryStarts[e + 1]`.
    private(set) var entryStarts = Scratch<Int32>()
    private(set) var entries = Scratch<FrameEntry>()

    // MARK: working space of the integrals
    var kernelRow = Scratch<Double>()
    /// Per slot Σ_e c_e × kernel row of e.
    var mixed = Scratch<Double>()
    var net = Scratch<Double>()
    /// See `edges(ofSlot:)`.
    var slotStarts = Scratch<Int32>()
    var slotEdges = Scratch<Int32>()
    /// The edges of one slot, and five numbers of each.
    var own = Scratch<Int32>()
    var ownEdges = Scratch<Double>()
    /// Results of `computeProducts`.
    var products = Scratch<Double>()
    var work = EngineWork()

    init(keys: KeySpace) {
        self.keys = keys
        slotOfKey = Scratch(repeating: 0, count: keys.count)
    }

    var area: Double { width * height }
    @inline(__always) func key(_ slot: Int) -> Int32 { slotKeys[slot] }
    @inline(__always) func isOld(_ slot: Int) -> Bool { keys.isOld(slotKeys[slot]) }
    @inline(__always) func base(_ slot: Int) -> Double { slotBases[slot] }
    /// ∫ winding number over the tile.
    @inline(__always) func area(ofSlot slot: Int) -> Double { slotBases[slot] * area + slotEdgeAreas[slot] }
    @inline(__always) func coefficient(_ slot: Int, _ edge: Int) -> Double { coefficients[slot * stride + edge] }
    @inline(__always) func coefficients(ofSlot slot: Int) -> UnsafeMutablePointer<Double> {
        coefficients.base + slot * stride
    }
    /// Who uses an edge, and how; a slot may stand there more than once.
    @inline(__always) func uses(of edge: Int) -> UnsafeBufferPointer<FrameEntry> {
        let first = Int(entryStarts[edge])
        return UnsafeBufferPointer(start: entries.base + first, count: Int(entryStarts[edge + 1]) - first)
    }
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
        // Room for every step, though those at one place become one edge.
        reserve(edges: tile.steps.count + tile.pieces.count)
        for index in tile.base.indices {
            let slot = self.slot(tile.base[index].key)
            slotBases[slot] = Double(tile.base[index].winding)
        }
        addSteps(tile)
        newEdgeCount = edgeCount
        addPieces(tile)
        entryStarts[edgeCount] = Int32(truncatingIfNeeded: entries.count)
        let padding = EdgeKernel.padded(edgeCount)
        for edge in edgeCount..<padding {
            x0[edge] = 0
            x1[edge] = 0
            y0[edge] = 0
            slopes[edge] = 0
        }
        fillCoefficients(stride: padding)
        listLayers()
    }

    private mutating func reserve(edges count: Int) {
        let capacity = EdgeKernel.padded(count + 1)
        x0.reserve(capacity)
        x1.reserve(capacity)
        y0.reserve(capacity)
        slopes.reserve(capacity)
        integrals.reserve(capacity)
        kernelRow.reserve(capacity)
        net.reserve(capacity)
        entryStarts.reserve(capacity)
        edgeCount = 0
        entries.count = 0
    }

    /// From each step to the tile's right side along its top; of no width (and no effect) at the right.
    private mutating func addSteps(_ tile: TileInput) {
        var place = -1.0
        for index in tile.steps.indices where tile.steps[index].x < width {
            let step = tile.steps[index]
            if step.x != place {
                place = step.x
                add(place, height, width, 0, height * (width - place))
            }
            enter(step.key, step.delta)
        }
    }

    private mutating func addPieces(_ tile: TileInput) {
        for index in tile.pieces.indices {
            let piece = tile.pieces.baseAddress.unsafelyUnwrapped + index
            let w = piece.pointee.x1 - piece.pointee.x0
            // Widths are at least 2⁻⁶⁰ of the grid's side (see BandCutter): the slope is finite.
            let slope = (piece.pointee.y1 - piece.pointee.y0) / w
            let y = piece.pointee.y0
            add(piece.pointee.x0, y, piece.pointee.x1, slope, 0.5 * w * (y + (y + slope * w)))
            if piece.pointee.layers.contains(.new) { newEdgeCount = edgeCount }
            var index = piece.pointee.use
            while index >= 0 {
                let use = tile.uses[Int(index)]
                enter(use.key, use.sign)
                index = use.next
            }
        }
    }

    /// One more edge, within the capacity reserved.
    @inline(__always)
    private mutating func add(_ left: Double, _ y: Double, _ right: Double, _ slope: Double, _ integral: Double) {
        x0[edgeCount] = left
        x1[edgeCount] = right
        y0[edgeCount] = y
        slopes[edgeCount] = slope
        integrals[edgeCount] = integral
        entryStarts[edgeCount] = Int32(truncatingIfNeeded: entries.count)
        edgeCount += 1
    }

    /// A use of the edge added last.
    @inline(__always)
    private mutating func enter(_ key: Int32, _ sign: Int32) {
        let slot = slot(key)
        let sign = Double(sign)
        entries.append(FrameEntry(slot: Int32(truncatingIfNeeded: slot), coefficient: sign))
        slotEdgeAreas.base[slot] += sign * integrals[edgeCount - 1]
    }

    @inline(__always)
    private mutating func slot(_ key: Int32) -> Int {
        let known = Int(slotOfKey[Int(key)])
        if known < slotCount, slotKeys[known] == key { return known }
        slotKeys.count = slotCount
        slotKeys.append(key)
        slotBases.count = slotCount
        slotBases.append(0)
        slotEdgeAreas.count = slotCount
        slotEdgeAreas.append(0)
        slotOfKey[Int(key)] = Int32(slotCount)
        slotCount += 1
        return slotCount - 1
    }

    private mutating func fillCoefficients(stride: Int) {
        self.stride = stride
        coefficients.reserve(slotCount * stride)
        coefficients.base.update(repeating: 0, count: slotCount * stride)
        for edge in 0..<edgeCount {
            for index in Int(entryStarts[edge])..<Int(entryStarts[edge + 1]) {
                let entry = entries[index]
                coefficients.base[Int(entry.slot) * stride + edge] += entry.coefficient
            }
        }
    }

    private mutating func listLayers() {
        oldSlots.count = 0
        newSlots.count = 0
        maskSlots.count = 0
        for slot in 0..<slotCount {
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
}

/// A slot's use of an edge.
struct FrameEntry: BitwiseCopyable {
    var slot: Int32
    var coefficient: Double
}

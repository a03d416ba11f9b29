/// One tile taken apart: its distinct edges, the borders they belong to, and its groups ("slots"). Reused from tile to
/// tile; nothing is allocated once the buffers have grown.
///
/// The function of border b is F_b(x, y) = Σ_e s_e · [x in the x-range of e] · [y < y_e(x)] over its edges e, and the winding
/// number of slot i is base_i + Σ_b c_ib · F_b. A border shared by two polygons of a layer, or by both layers, is one border
/// with several coefficients, so whatever is asked of pairs of slots is a sum of few ∫ F_b · F_c: `TileFrame+Forms`.
/// What needs coefficients per edge calls `listEdgesOfSlots` first: `TileFrame+Edges`.
///
/// What takes a frame and is not inlined takes it `inout`, though it may change nothing: a borrowed one is copied for every
/// call, a kilobyte (Swift 6.3).
///
/// Edges of the tile's top line (steps) come first, then those that the new layer uses, then the others.
struct TileFrame: ~Copyable {
    let keys: KeySpace
    private(set) var width = 0.0
    private(set) var height = 0.0

    // MARK: groups
    var slotCount = 0
    var slotCapacity = 0
    var slotKeys = Scratch<Int32>()
    var slotBases = Scratch<Double>()
    var loadedBases = Scratch<Double>()
    /// ∫ Σ_b c_b · F_b of each slot: its area less base × tile.
    var slotEdgeAreas = Scratch<Double>()
    /// The same with every term positive.
    var slotSpans = Scratch<Double>()
    /// Per key its slot of the latest tile that had it: valid when that slot's key is this key.
    var slotOfKey: Scratch<Int32>
    var oldSlots = Scratch<Int32>()
    var newSlots = Scratch<Int32>()
    var maskSlots = Scratch<Int32>()

    // MARK: borders
    private(set) var borderCount = 0
    /// Per border its number in the band, ∫ F_b, that with every term positive, what its edges have with themselves (of F_b²
    /// all, where they do not lie over each other), and where its members start.
    var borderNumbers = Scratch<Int32>()
    var borderIntegrals = Scratch<Double>()
    var borderSpans = Scratch<Double>()
    var borderSquares = Scratch<Double>()
    var memberStarts = Scratch<Int32>()
    var allMembers = Scratch<FrameEntry>()
    /// Per border of the band its number in the latest tile that had it: valid when that one's number is this one.
    private var borderOfNumber = Scratch<Int32>()
    /// c_ib, slotCount × borderCount.
    var shares = Scratch<Double>()

    // MARK: edges
    private(set) var edgeCount = 0
    /// Edges from here on are not used by the new layer.
    private(set) var newEdgeCount = 0
    /// Edges before this one are not used by the old layer.
    private(set) var firstOldEdge = 0
    /// Edges are padded to whole vectors with edges of no width, whose integrals are 0.
    private(set) var stride = 0
    private(set) var x0 = Scratch<Double>()
    private(set) var x1 = Scratch<Double>()
    private(set) var y0 = Scratch<Double>()
    private(set) var slopes = Scratch<Double>()
    private(set) var integrals = Scratch<Double>()
    /// Border of each edge, and how often it has it; 0 in the padding.
    private(set) var edgeBorders = Scratch<Int32>()
    private(set) var signs = Scratch<Double>()
    /// Whether no edge lies over another one.
    private(set) var isFunction = true
    /// What the edges so far reach over, as far as they do not lie over each other.
    private var leftEnd = Double.infinity
    private var rightEnd = -Double.infinity

    // MARK: working space of the forms
    var pairs = Scratch<EdgePair>()
    /// What the pairs of a batch have in common.
    var pairProducts = Scratch<Double>()
    /// ∫ F_b · F_c: borderCount × borderCount.
    var borderForms = Scratch<Double>()
    /// Per slot Σ_b c_b · (row b of `borderForms`).
    var slotForms = Scratch<Double>()
    var net = Scratch<Double>()

    // MARK: working space of single edges
    /// slotCount × stride.
    var coefficients = Scratch<Double>()
    /// Who uses each edge, edge by edge: the uses of edge e are entries `entryStarts[e] ..< entryStarts[e + 1]`.
    var entryStarts = Scratch<Int32>()
    var entries = Scratch<FrameEntry>()
    var kernelRow = Scratch<Double>()
    var mixed = Scratch<Double>()
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
    /// False when an edge is seen to be of one layer alone.
    var mayBeOfBothLayers: Bool { firstOldEdge == 0 && newEdgeCount == edgeCount }
    @inline(__always) func key(_ slot: Int) -> Int32 { slotKeys[slot] }
    @inline(__always) func isOld(_ slot: Int) -> Bool { keys.isOld(slotKeys[slot]) }
    @inline(__always) func base(_ slot: Int) -> Double { slotBases[slot] }
    /// As it came, whatever `flatten` made of it.
    @inline(__always) func loadedBase(_ slot: Int) -> Double { loadedBases[slot] }
    /// ∫ winding number over the tile.
    @inline(__always) func area(ofSlot slot: Int) -> Double { slotBases[slot] * area + slotEdgeAreas[slot] }
    @inline(__always) func left(_ edge: Int) -> Double { x0[edge] }
    @inline(__always) func right(_ edge: Int) -> Double { x1[edge] }
    @inline(__always) func y(_ edge: Int, at x: Double) -> Double { y0[edge] + slopes[edge] * (x - x0[edge]) }

    /// Which slots use a border, each once, and how often.
    @inline(__always)
    func members(ofBorder border: Int) -> UnsafeBufferPointer<FrameEntry> {
        let first = Int(memberStarts[border])
        return UnsafeBufferPointer(start: allMembers.base + first, count: Int(memberStarts[border + 1]) - first)
    }

    /// c_ib of a slot, for all borders.
    @inline(__always)
    func shares(ofSlot slot: Int) -> UnsafeMutablePointer<Double> { shares.base + slot * borderCount }

    /// What the sums of this tile can be off by: each edge pair rounds at 2⁻⁵¹ of the tile, few of them overlap.
    var noise: Double { Double(edgeCount + 8) * 0x1p-49 * area }

    // MARK: taking a tile apart

    mutating func load(_ tile: TileInput) {
        loadEdges(tile)
        loadSlots(tile)
    }

    /// The first half of `load`: edges and borders. Enough for `computeBorderForms`.
    mutating func loadEdges(_ tile: TileInput) {
        width = tile.width
        height = tile.height
        reserve(tile)
        addSteps(tile)
        newEdgeCount = edgeCount
        addPieces(tile)
        stride = EdgeKernel.padded(edgeCount)
        for edge in edgeCount..<stride {
            x0[edge] = 0
            x1[edge] = 0
            y0[edge] = 0
            slopes[edge] = 0
            signs[edge] = 0
        }
    }

    /// The second half of `load`: who is there.
    mutating func loadSlots(_ tile: TileInput) {
        slotCount = 0
        reserveSlots(tile.base.count)
        // Each key once.
        for index in tile.base.indices { addSlot(tile.base[index].key, base: Double(tile.base[index].winding)) }
        listMembers(tile.borders)
        listLayers()
    }

    private mutating func reserve(_ tile: TileInput) {
        let capacity = EdgeKernel.padded(tile.steps.count + tile.pieces.count)
        x0.reserve(capacity)
        x1.reserve(capacity)
        y0.reserve(capacity)
        slopes.reserve(capacity)
        integrals.reserve(capacity)
        edgeBorders.reserve(capacity)
        // A border has an edge.
        borderNumbers.reserve(capacity)
        borderIntegrals.reserve(capacity)
        borderSpans.reserve(capacity)
        borderSquares.reserve(capacity)
        signs.reserve(capacity)
        let known = tile.borders.borders.count
        if borderOfNumber.count < known {
            borderOfNumber.reserve(known)
            while borderOfNumber.count < known { borderOfNumber.append(0) }
        }
        edgeCount = 0
        firstOldEdge = .max
        borderCount = 0
        isFunction = true
        leftEnd = .infinity
        rightEnd = -.infinity
    }

    /// From each step to the tile's right side along its top; of no width (and no effect) at the right.
    private mutating func addSteps(_ tile: TileInput) {
        for index in tile.steps.indices where tile.steps[index].x < width {
            let step = tile.steps[index]
            if tile.borders.layers(step.border.index).contains(.old) { firstOldEdge = min(firstOldEdge, edgeCount) }
            add(step.x, height, width, 0, height * (width - step.x), step.border)
        }
    }

    /// As `add` for each, with the border of the pieces so far at hand: pieces that follow each other are of one, as a rule.
    private mutating func addPieces(_ tile: TileInput) {
        let (lefts, rights, ys) = (x0.base, x1.base, y0.base)
        let (slopes, integrals) = (slopes.base, integrals.base)
        let (borders, signs) = (edgeBorders.base, signs.base)
        var open = OpenBorder()
        var count = edgeCount
        var (low, high, overs) = (leftEnd, rightEnd, 0)
        tile.pieces.forEach { piece in
            let w = piece.x1 - piece.x0
            // Widths are at least 2⁻⁶⁰ of the grid's side (see BandCutter): the slope is finite.
            let slope = (piece.y1 - piece.y0) / w
            let y = piece.y0
            let integral = 0.5 * w * (y + (y + slope * w))
            let sign = Double(piece.border.sign)
            if piece.border.index != open.number {
                close(open, before: count)
                open = self.open(piece.border.index, tile.borders, from: count)
            }
            lefts[count] = piece.x0
            rights[count] = piece.x1
            ys[count] = y
            slopes[count] = slope
            integrals[count] = integral
            borders[count] = open.place
            signs[count] = sign
            open.integral += sign * integral
            open.span += sign.magnitude * integral
            open.square += sign * sign * integral
            count += 1
            // Without a branch, which would go either way. The first is both.
            let (isRight, isLeft) = (piece.x0 >= high, piece.x1 <= low)
            high = isRight ? piece.x1 : high
            low = isLeft ? piece.x0 : low
            overs &+= (isRight ? 0 : 1) & (isLeft ? 0 : 1)
        }
        close(open, before: count)
        edgeCount = count
        (leftEnd, rightEnd) = (low, high)
        if overs > 0 { isFunction = false }
    }

    /// The border of the edges that are being added, and its sums.
    private struct OpenBorder {
        var number: Int32 = -1
        var place: Int32 = 0
        var integral = 0.0
        var span = 0.0
        var square = 0.0
        var isOfNew = false
    }

    @inline(__always)
    private mutating func open(_ number: Int32, _ list: BorderList, from edge: Int) -> OpenBorder {
        let place = border(number)
        let layers = list.layers(number)
        if layers.contains(.old) { firstOldEdge = min(firstOldEdge, edge) }
        return OpenBorder(
            number: number, place: Int32(truncatingIfNeeded: place), integral: borderIntegrals[place],
            span: borderSpans[place], square: borderSquares[place], isOfNew: layers.contains(.new))
    }

    @inline(__always)
    private mutating func close(_ border: OpenBorder, before edge: Int) {
        guard border.number >= 0 else { return }
        borderIntegrals[Int(border.place)] = border.integral
        borderSpans[Int(border.place)] = border.span
        borderSquares[Int(border.place)] = border.square
        if border.isOfNew { newEdgeCount = edge }
    }

    /// One more edge, within the capacity reserved.
    @inline(__always)
    private mutating func add(
        _ left: Double, _ y: Double, _ right: Double, _ slope: Double, _ integral: Double, _ border: SignedBorder
    ) {
        let sign = Double(border.sign)
        let place = self.border(border.index)
        x0[edgeCount] = left
        x1[edgeCount] = right
        y0[edgeCount] = y
        slopes[edgeCount] = slope
        integrals[edgeCount] = integral
        edgeBorders[edgeCount] = Int32(truncatingIfNeeded: place)
        signs[edgeCount] = sign
        borderIntegrals.base[place] += sign * integral
        borderSpans.base[place] += sign.magnitude * integral
        borderSquares.base[place] += sign * sign * integral
        edgeCount += 1
        if left >= rightEnd {
            rightEnd = right
            if edgeCount == 1 { leftEnd = left }
        } else if right <= leftEnd {
            leftEnd = left
        } else {
            isFunction = false
        }
    }

    /// The tile's number of a border of the band.
    @inline(__always)
    private mutating func border(_ number: Int32) -> Int {
        // Room for all borders of the band: see `reserve`.
        let known = Int(borderOfNumber[Int(number)])
        if known < borderCount, borderNumbers[known] == number { return known }
        borderNumbers[borderCount] = number
        borderIntegrals[borderCount] = 0
        borderSpans[borderCount] = 0
        borderSquares[borderCount] = 0
        borderOfNumber[Int(number)] = Int32(truncatingIfNeeded: borderCount)
        borderCount += 1
        return borderCount - 1
    }
}

/// A slot's use of an edge or border.
struct FrameEntry: BitwiseCopyable {
    var slot: Int32
    var coefficient: Double
}

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
    var width = 0.0
    var height = 0.0

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
    var borderCount = 0
    /// Per border its number in the band, ∫ F_b, that with every term positive, what its edges have with themselves (of F_b²
    /// all, where they do not lie over each other), and where its members start.
    var borderNumbers = Scratch<Int32>()
    var borderIntegrals = Scratch<Double>()
    var borderSpans = Scratch<Double>()
    var borderSquares = Scratch<Double>()
    var memberStarts = Scratch<Int32>()
    var allMembers = Scratch<FrameEntry>()
    /// Per border of the band its number in the latest tile that had it: valid when that one's number is this one.
    var borderOfNumber = Scratch<Int32>()
    /// c_ib, slotCount × borderCount.
    var shares = Scratch<Double>()

    // MARK: edges
    var edgeCount = 0
    /// Edges from here on are not used by the new layer.
    var newEdgeCount = 0
    /// Edges before this one are not used by the old layer.
    var firstOldEdge = 0
    /// Edges are padded to whole vectors with edges of no width, whose integrals are 0.
    var stride = 0
    var x0 = Scratch<Double>()
    var x1 = Scratch<Double>()
    var y0 = Scratch<Double>()
    var slopes = Scratch<Double>()
    var integrals = Scratch<Double>()
    /// Border of each edge, and how often it has it; 0 in the padding.
    var edgeBorders = Scratch<Int32>()
    var signs = Scratch<Double>()
    /// Whether no edge lies over another one.
    var isFunction = true
    /// What the edges so far reach over, as far as they do not lie over each other.
    var leftEnd = Double.infinity
    var rightEnd = -Double.infinity

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
}

/// A slot's use of an edge or border.
struct FrameEntry: BitwiseCopyable {
    var slot: Int32
    var coefficient: Double
}

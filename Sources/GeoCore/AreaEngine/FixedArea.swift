/// Areas as integers: multiples of side² × 2⁻⁷² of the grid's tiles.
///
/// Integer sums do not depend on their order, hence not on threads. The quantum keeps polygons 2⁻²⁰ of a tile's
/// area at full double precision. 128 bits hold 2⁵⁵ whole tiles; a grid has at most 2³⁰, and 16 per edge.
struct FixedScale: Sendable {
    private let tilesPerSquareMetre: Double
    private let squareMetresPerQuantum: Double
    /// One whole tile.
    static let tile: Int128 = 1 << 72

    init(side: Double) {
        tilesPerSquareMetre = 1 / (side * side)
        squareMetresPerQuantum = (side * side) * 0x1p-72
    }

    @inline(__always)
    func quanta(_ squareMetres: Double) -> Int128 {
        let scaled = squareMetres * tilesPerSquareMetre * 0x1p36
        // 2²⁶ polygons of one group on each other in one tile: nothing a memory holds reaches it.
        guard scaled.magnitude < 0x1p62 else { return 0 }
        let high = Int64(scaled)
        // Exact: the fraction of a double is a double.
        let low = Int64((scaled - Double(high)) * 0x1p36)
        return Int128(truncatingIfNeeded: high) << 36 + Int128(truncatingIfNeeded: low)
    }

    func squareMetres(_ quanta: Int128) -> Double {
        // High part up to 2⁶³ only beyond 2⁵³ tiles; two parts, each exact in an Int64.
        let high = Double(Int64(truncatingIfNeeded: quanta >> 62))
        let low = Double(Int64(truncatingIfNeeded: quanta & ((1 << 62) - 1)))
        return (high * 0x1p62 + low) * squareMetresPerQuantum
    }
}

/// Sums per (old, new, mask bits), dense when the table is small, else a hash table of the cells that occur.
struct CellSums: ~Copyable {
    /// 16 MB per worker.
    private static let denseLimit = 1 << 20

    private let newStride: Int
    private let maskStride: Int
    private var dense: [Int128]
    private var sparse: PairSums

    /// Indices are group + 1, 0 for ∅.
    init(oldCount: Int, newCount: Int, maskBits: Int) {
        newStride = newCount + 1
        maskStride = 1 << maskBits
        let (cells, overflow) = (oldCount + 1).multipliedReportingOverflow(by: newStride)
        if !overflow, cells <= Self.denseLimit >> maskBits {
            dense = [Int128](repeating: 0, count: cells << maskBits)
        } else {
            dense = []
        }
        sparse = PairSums()
    }

    @inline(__always)
    mutating func add(_ old: Int32, _ new: Int32, _ mask: Int, _ quanta: Int128) {
        if dense.isEmpty {
            sparse.add(old, new, Int32(truncatingIfNeeded: mask), quanta)
        } else {
            dense[(Int(old + 1) * newStride + Int(new + 1)) * maskStride + mask] += quanta
        }
    }

    /// The sums that are not 0, in no particular order.
    func sums() -> [PairSum] {
        guard !dense.isEmpty else { return sparse.sums() }
        var found: [PairSum] = []
        for (index, quanta) in dense.enumerated() where quanta != 0 {
            let pair = index / maskStride
            found.append(PairSum(
                old: Int32(pair / newStride) - 1, new: Int32(pair % newStride) - 1,
                mask: Int32(index % maskStride), quanta: quanta))
        }
        return found
    }
}

struct PairSum: BitwiseCopyable, Sendable {
    var old: Int32
    var new: Int32
    var mask: Int32
    var quanta: Int128
}

/// An open-addressing hash table from pairs to sums.
struct PairSums: ~Copyable {
    private static let free = Int32.min
    private var slots: [PairSum]
    private var used = 0

    init() { slots = Self.empty(1024) }

    private static func empty(_ count: Int) -> [PairSum] {
        [PairSum](repeating: PairSum(old: free, new: 0, mask: 0, quanta: 0), count: count)
    }

    @inline(__always)
    mutating func add(_ old: Int32, _ new: Int32, _ mask: Int32, _ quanta: Int128) {
        let bits = slots.count - 1
        var index = Self.hash(old, new, mask) & bits
        while true {
            if slots[index].old == old, slots[index].new == new, slots[index].mask == mask {
                slots[index].quanta += quanta
                return
            }
            if slots[index].old == Self.free { break }
            index = (index + 1) & bits
        }
        slots[index] = PairSum(old: old, new: new, mask: mask, quanta: quanta)
        used += 1
        if used * 2 > slots.count { grow() }
    }

    func sums() -> [PairSum] { slots.filter { $0.old != Self.free && $0.quanta != 0 } }

    @inline(__always)
    private static func hash(_ old: Int32, _ new: Int32, _ mask: Int32) -> Int {
        var h = UInt64(UInt32(bitPattern: old)) << 32 | UInt64(UInt32(bitPattern: new))
        h ^= UInt64(UInt32(bitPattern: mask)) << 24
        h &*= 0x9E37_79B9_7F4A_7C15
        h ^= h >> 29
        return Int(truncatingIfNeeded: h & 0x7FFF_FFFF_FFFF_FFFF)
    }

    @inline(never)
    private mutating func grow() {
        let full = slots
        slots = Self.empty(full.count * 2)
        used = 0
        for sum in full where sum.old != Self.free { add(sum.old, sum.new, sum.mask, sum.quanta) }
    }
}

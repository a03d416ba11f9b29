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
    private var dense: Scratch<Int128>
    private let isDense: Bool
    private var sparse: PairSums

    /// Indices are group + 1, 0 for ∅.
    init(oldCount: Int, newCount: Int, maskBits: Int) {
        newStride = newCount + 1
        maskStride = 1 << maskBits
        let (cells, overflow) = (oldCount + 1).multipliedReportingOverflow(by: newStride)
        if !overflow, cells <= Self.denseLimit >> maskBits {
            dense = Scratch(repeating: 0, count: cells << maskBits)
            isDense = true
        } else {
            dense = Scratch()
            isDense = false
        }
        sparse = PairSums(slots: isDense ? 16 : 1024)
    }

    @inline(__always)
    mutating func add(_ old: Int32, _ new: Int32, _ mask: Int, _ quanta: Int128) {
        if isDense {
            dense.base[(Int(old + 1) * newStride + Int(new + 1)) * maskStride + mask] += quanta
        } else {
            sparse.add(old, new, Int32(truncatingIfNeeded: mask), quanta)
        }
    }

    /// The sums that are not 0, in no particular order.
    func sums() -> [PairSum] {
        guard isDense else { return sparse.sums() }
        var found: [PairSum] = []
        for index in 0..<dense.count where dense[index] != 0 {
            let pair = index / maskStride
            found.append(PairSum(
                old: Int32(pair / newStride) - 1, new: Int32(pair % newStride) - 1,
                mask: Int32(index % maskStride), quanta: dense[index]))
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
    private static let freeSlot = PairSum(old: free, new: 0, mask: 0, quanta: 0)
    /// A power of two slots, at least half of them free.
    private var slots: Scratch<PairSum>
    private var used = 0

    /// - Parameter slots: a power of two to begin with.
    init(slots: Int = 1024) { self.slots = Scratch(repeating: Self.freeSlot, count: slots) }

    @inline(__always)
    mutating func add(_ old: Int32, _ new: Int32, _ mask: Int32, _ quanta: Int128) {
        let place = find(old, new, mask)
        if slots[place].old != Self.free {
            slots.base[place].quanta += quanta
        } else {
            insert(PairSum(old: old, new: new, mask: mask, quanta: quanta), at: place)
        }
    }

    func sums() -> [PairSum] { slots.elements.filter { $0.old != Self.free && $0.quanta != 0 } }

    /// The slot of a cell, or the free one where it belongs.
    @inline(__always)
    private func find(_ old: Int32, _ new: Int32, _ mask: Int32) -> Int {
        let bits = slots.count - 1
        var h = UInt64(UInt32(bitPattern: old)) << 32 | UInt64(UInt32(bitPattern: new))
        h ^= UInt64(UInt32(bitPattern: mask)) << 24
        h &*= 0x9E37_79B9_7F4A_7C15
        var index = Int(truncatingIfNeeded: (h ^ (h >> 29)) & 0x7FFF_FFFF_FFFF_FFFF) & bits
        while true {
            let slot = slots.base + index
            if slot.pointee.old == Self.free { return index }
            if slot.pointee.old == old, slot.pointee.new == new, slot.pointee.mask == mask { return index }
            index = (index + 1) & bits
        }
    }

    @inline(never)
    private mutating func insert(_ sum: PairSum, at place: Int) {
        slots[place] = sum
        used += 1
        guard used * 2 > slots.count else { return }
        let full = sums()
        slots = Scratch(repeating: Self.freeSlot, count: slots.count * 2)
        used = full.count
        for sum in full { slots[find(sum.old, sum.new, sum.mask)] = sum }
    }
}

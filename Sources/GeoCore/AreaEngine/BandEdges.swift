/// The ends of a straight edge, from left to right (of a vertical one: upwards). Half a cache line.
struct EdgeEnds: BitwiseCopyable {
    var low: SIMD2<Double>
    var high: SIMD2<Double>
}

/// The border an edge is of.
struct SignedBorder: BitwiseCopyable {
    /// Its number in the band; `BandBorders.none` when all uses cancelled.
    var index: Int32
    /// 1 when the edge runs with its border, −1 against it; more where steps at one place are added up.
    var sign: Int32

    var reversed: SignedBorder { SignedBorder(index: index, sign: -sign) }
}

/// Edges and who uses them; valid while the band is swept. Ends stand by themselves: they are looked through most.
struct EdgeList {
    let ends: UnsafePointer<EdgeEnds>
    let borders: UnsafePointer<SignedBorder>
}

/// The distinct edges of one band of rows, over all layers of a job. Reused from band to band.
///
/// A border that two polygons of a layer share, or both layers, is cut and integrated once. Edges are the same when their
/// ends are, to the last bit. Where both neighbours have one key, their uses cancel and the border is gone.
///
/// Edges stand in the order in which they are first met: those that the first layer uses come first.
struct BandEdges: ~Copyable {
    private var ends = Scratch<EdgeEnds>()
    private var owners = Scratch<SignedBorder>()
    private(set) var borders: BandBorders
    /// Open addressing: indices of edges, −1 is free. A power of two, at least twice the edges of the band.
    private var table = Scratch<Int32>()
    private var mask = 0
    /// Means nothing: it is there so that touching is not left out.
    private var touched: UInt64 = 0

    init(_ job: EngineJob) { borders = BandBorders(job) }

    var count: Int { ends.count }
    var list: EdgeList { EdgeList(ends: ends.base, borders: owners.base) }

    /// Forgets the previous band.
    /// - Parameter limit: at least the number of edges that will be added.
    mutating func begin(limit: Int) {
        ends.count = 0
        owners.count = 0
        borders.begin()
        ends.reserve(limit)
        owners.reserve(limit)
        var size = 64
        while size < 2 * limit { size *= 2 }
        table.reserve(size)
        table.base.update(repeating: -1, count: size)
        mask = size - 1
    }

    /// Adds the edges of one layer that reach into `band`.
    /// - Complexity: O(1) per edge as a rule.
    mutating func add(_ layer: PreparedLayer, _ index: BandIndex, band: Int) {
        let runs = index.runs(band: band)
        layer.polygons.coordinates.read(plain: { add(runs, $0) }, packed: { add(runs, $0) })
    }

    private mutating func add(_ runs: ArraySlice<EdgeRun>, _ all: some PositionReading) {
        touch(runs, all)
        var search = Search(ends: ends.base, count: ends.count, table: table.base, mask: mask)
        defer {
            // In bounds: `begin(limit:)` was told of all edges of these runs.
            assert(search.count <= min(ends.capacity, owners.capacity))
            ends.count = search.count
            owners.count = search.count
        }
        for run in runs {
            let alone = borders.alone(run.label)
            // Run bounds are positions of one ring: first < end < the number of positions.
            var a = all[Int(run.first)]
            for vertex in (Int(run.first) + 1)...Int(run.end) {
                let b = all[vertex]
                // +1 when the ring runs right to left (the polygon lies below the edge), −1 when left to right. A
                // vertical edge has no area; it counts where it crosses the line above a row. Without a branch: the edges
                // of a border go either way.
                let isBack = (b.x < a.x ? 1 : 0) | (b.x == a.x ? 1 : 0) & (b.y < a.y ? 1 : 0)
                if a != b {
                    let (low, high) = Self.ordered(a, b, swapped: isBack)
                    let sign = Int32(truncatingIfNeeded: 2 * isBack - 1)
                    let known = search.find(low, high)
                    if known < 0 {
                        owners[search.count - 1] = SignedBorder(index: alone, sign: sign)
                    } else {
                        more(owners.base + known, run.label, sign, alone)
                    }
                }
                a = b
            }
        }
    }

    /// Two positions, or the other way round where `swapped` is 1.
    @inline(__always)
    private static func ordered(
        _ a: SIMD2<Double>, _ b: SIMD2<Double>, swapped: Int
    ) -> (low: SIMD2<Double>, high: SIMD2<Double>) {
        let (p, q) = (unsafeBitCast(a, to: SIMD2<UInt64>.self), unsafeBitCast(b, to: SIMD2<UInt64>.self))
        let change = (p ^ q) & SIMD2(repeating: UInt64(truncatingIfNeeded: -swapped))
        return (unsafeBitCast(p ^ change, to: SIMD2<Double>.self), unsafeBitCast(q ^ change, to: SIMD2<Double>.self))
    }

    /// The runs of a band lie all over the layer. Touched one after the other first, they come from memory side by side; read
    /// only when an edge is wanted, each would be waited for.
    private mutating func touch<Reader: PositionReading>(_ runs: ArraySlice<EdgeRun>, _ all: Reader) {
        guard let base = all.base else { return }
        var seen: UInt64 = 0
        for run in runs {
            // Of the bytes of positions of the list, whatever they mean.
            let end = Int(run.end) * Reader.stride
            var byte = Int(run.first) * Reader.stride
            while byte <= end {
                seen ^= base.load(fromByteOffset: byte, as: UInt64.self)
                byte += 64
            }
        }
        touched ^= seen
    }

    /// One more use of an edge; one that the same label has the other way is taken off.
    @inline(__always)
    private mutating func more(
        _ owner: UnsafeMutablePointer<SignedBorder>, _ label: Int32, _ sign: Int32, _ alone: Int32
    ) {
        let border = owner.pointee
        if border.index == BandBorders.none {
            owner.pointee = SignedBorder(index: alone, sign: sign)
        } else {
            owner.pointee.index = borders.adding(label, sign * border.sign, to: border.index)
        }
    }
}

/// Looks for edges among those of a band so far. Whoever adds the edges of a layer has it at hand, in registers.
private struct Search {
    /// With room for all that will be added.
    private let ends: UnsafeMutablePointer<EdgeEnds>
    private(set) var count: Int
    /// See `BandEdges`.
    private let table: UnsafeMutablePointer<Int32>
    private let mask: Int
    /// The edge met last, and where the next one probably is: a neighbour runs along a shared border the other way, the
    /// other version of a layer the same way.
    private var last = 0
    private var direction = 1

    init(ends: UnsafeMutablePointer<EdgeEnds>, count: Int, table: UnsafeMutablePointer<Int32>, mask: Int) {
        (self.ends, self.count, self.table, self.mask) = (ends, count, table, mask)
    }

    /// The edge with exactly these ends; −1 when it is new, and then it is added as the last one.
    @inline(__always)
    mutating func find(_ low: SIMD2<Double>, _ high: SIMD2<Double>) -> Int {
        let guess = last + direction
        if guess >= 0, guess < count, Self.has(ends + guess, low, high) {
            last = guess
            return guess
        }
        var h = low.x.bitPattern &* 0x9E37_79B9_7F4A_7C15
        h ^= (low.y.bitPattern &+ high.x.bitPattern) &* 0xC2B2_AE3D_27D4_EB4F
        h ^= (high.y.bitPattern ^ (high.x.bitPattern << 1)) &* 0x1656_67B1_9E37_79F9
        var place = Int(truncatingIfNeeded: (h ^ (h >> 32)) >> 5) & mask
        while table[place] >= 0 {
            let known = Int(table[place])
            if Self.has(ends + known, low, high) {
                direction = known < last ? -1 : 1
                last = known
                return known
            }
            place = (place + 1) & mask
        }
        last = count
        table[place] = Int32(truncatingIfNeeded: count)
        ends[count] = EdgeEnds(low: low, high: high)
        count += 1
        return -1
    }

    /// Whether an edge has these ends, to the last bit; one test for all four numbers.
    @inline(__always)
    private static func has(_ edge: UnsafePointer<EdgeEnds>, _ low: SIMD2<Double>, _ high: SIMD2<Double>) -> Bool {
        func differences(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> SIMD2<UInt64> {
            unsafeBitCast(a, to: SIMD2<UInt64>.self) ^ unsafeBitCast(b, to: SIMD2<UInt64>.self)
        }
        let all = differences(edge.pointee.low, low) | differences(edge.pointee.high, high)
        return (all.x | all.y) == 0
    }
}

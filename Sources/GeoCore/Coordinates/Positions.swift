import Foundation

/// Positions one after the other: as doubles, or packed into 8 bytes each as whole thousandths.
///
/// Maps are published in metres with three decimals or fewer. Such a coordinate, up to 2147 kilometres from the origin, is a 32-bit
/// number of thousandths that gives back the very same double (`Millimetres`). Packed positions take half the memory and half
/// the way to the processor. *Strays*, those off that grid or too far away, are kept as doubles beside them: many real
/// maps have some. Where more than half are strays, all are turned into doubles. What is read is the same in any case, to the
/// last bit.
public struct Positions: Sendable {
    private var plain: [SIMD2<Double>] = []
    /// Thousandths; of a stray `strayMark` and its place in `strays`.
    private var packed: [SIMD2<Int32>] = []
    /// In order.
    private var strays: [SIMD2<Double>] = []
    private(set) var isPacked: Bool

    /// Of x. No packed position has it.
    static let strayMark = Int32.min
    /// So many strays say nothing yet about the others.
    private static let fewStrays = 1024

    /// None.
    /// - Parameter packing: whether those that come are packed, as long as that takes less memory.
    init(packing: Bool = false) { isPacked = packing }

    var capacity: Int { isPacked ? packed.capacity : plain.capacity }

    /// Address of the first, while nothing is added.
    var base: Int? { read(plain: { Int(bitPattern: $0.base) }, packed: { Int(bitPattern: $0.base) }) }

    /// Bytes of one.
    var stride: Int { isPacked ? MemoryLayout<SIMD2<Int32>>.stride : MemoryLayout<SIMD2<Double>>.stride }

    mutating func reserveCapacity(_ count: Int) {
        if isPacked { packed.reserveCapacity(count) } else { plain.reserveCapacity(count) }
    }

    // MARK: adding

    /// Appends the positions of a ring.
    ///
    /// - Parameter isTurned: whether they are to be appended the other way round, by what they measure. When it throws, there are none
    ///   more than before.
    /// - Returns: what they measure as they were appended. A turned ring is measured once more: added up the other way round, the last
    ///   digits differ, and a ring must measure the same however a file winds it.
    mutating func append<Source: RingSource, Failure: Error>(
        _ ring: Source, isTurned: (RingMeasure) throws(Failure) -> Bool
    ) throws(Failure) -> RingMeasure {
        let first = strays.count
        var (measure, found) = (RingMeasure.none, [SIMD2<Double>]())
        // In bounds in both forms: there is room for as many positions, perhaps for more. Until they are counted, a throw adds none.
        if isPacked {
            try packed.append(addingCapacity: ring.count) { span throws(Failure) in
                try span.withUnsafeMutableBufferPointer { (target, initialized) throws(Failure) in
                    measure = Self.pack(ring, target, first, &found)
                    if try isTurned(measure) { measure = Self.pack(TurnedRing(ring), target, first, &found) }
                    initialized = ring.count
                }
            }
        } else {
            try plain.append(addingCapacity: ring.count) { span throws(Failure) in
                try span.withUnsafeMutableBufferPointer { (target, initialized) throws(Failure) in
                    measure = RingMeasure(ring) { target[$0] = $1 }
                    if try isTurned(measure) { measure = RingMeasure(TurnedRing(ring)) { target[$0] = $1 } }
                    initialized = ring.count
                }
            }
        }
        add(found)
        return measure
    }

    /// Writes a ring as thousandths and strays, and measures it.
    /// - Parameters:
    ///   - first: strays there are already.
    ///   - found: becomes the strays of the ring.
    private static func pack(
        _ ring: some RingSource, _ target: UnsafeMutableBufferPointer<SIMD2<Int32>>, _ first: Int, _ found: inout [SIMD2<Double>]
    ) -> RingMeasure {
        var differences = SIMD2<UInt64>()
        let measure = RingMeasure(ring) { Millimetres.pack($1, into: &target[$0], &differences) }
        found = differences == SIMD2() ? [] : markStrays(ring, target, first)
        return measure
    }

    /// Marks what does not come back among positions that were packed.
    private static func markStrays(
        _ positions: some RingSource, _ target: UnsafeMutableBufferPointer<SIMD2<Int32>>, _ first: Int
    ) -> [SIMD2<Double>] {
        var found: [SIMD2<Double>] = []
        for index in 0..<positions.count where !Millimetres.comesBack(positions[index]) {
            target[index] = stray(first + found.count)
            found.append(positions[index])
        }
        return found
    }

    /// Only while `isPacked`.
    private mutating func appendPacked(_ positions: UnsafeBufferPointer<SIMD2<Double>>) {
        var found: [SIMD2<Double>] = []
        let first = strays.count
        packed.append(addingCapacity: positions.count) { span in
            span.withUnsafeMutableBufferPointer { target, initialized in
                // In bounds: as above.
                var differences = SIMD2<UInt64>()
                for index in positions.indices { Millimetres.pack(positions[index], into: &target[index], &differences) }
                if differences != SIMD2() { found = Self.markStrays(positions, target, first) }
                initialized = positions.count
            }
        }
        add(found)
    }

    /// Strays whose places are taken.
    private mutating func add(_ found: [SIMD2<Double>]) {
        guard !found.isEmpty else { return }
        strays.append(contentsOf: found)
        unpackIfLarger()
    }

    /// A stray, by its place. There are fewer positions than an Int32 can count.
    private static func stray(_ place: Int) -> SIMD2<Int32> { [strayMark, Int32(truncatingIfNeeded: place)] }

    private mutating func unpackIfLarger() {
        if strays.count > packed.count / 2 + Self.fewStrays { unpack() }
    }

    /// Turns packed positions into doubles.
    private mutating func unpack() {
        guard isPacked else { return }
        let all = self
        plain.reserveCapacity(packed.capacity)
        plain.append(contentsOf: all)
        (packed, strays) = ([], [])
        isPacked = false
    }

    /// Appends some of another list. An empty one becomes packed when the other is.
    mutating func append(_ range: Range<Int>, of other: Positions) {
        if capacity == 0, other.isPacked { isPacked = true }
        switch (isPacked, other.isPacked) {
        case (true, true) where other.strays.isEmpty:
            packed.append(contentsOf: other.packed[range])
        case (true, true):
            for thousandths in other.packed[range] {
                if thousandths.x == Self.strayMark {
                    packed.append(Self.stray(strays.count))
                    strays.append(other.strays[Int(thousandths.y)])
                } else {
                    packed.append(thousandths)
                }
            }
            unpackIfLarger()
        case (true, false): other.plain[range].withUnsafeBufferPointer { appendPacked($0) }
        case (false, true): plain.append(contentsOf: other[range])
        case (false, false): plain.append(contentsOf: other.plain[range])
        }
    }

    mutating func removeLast(_ count: Int) {
        guard isPacked else {
            plain.removeLast(count)
            return
        }
        if !strays.isEmpty { strays.removeLast(packed.suffix(count).count { $0.x == Self.strayMark }) }
        packed.removeLast(count)
    }

    /// Moves every position. They are doubles afterwards.
    mutating func move(_ moved: (SIMD2<Double>) -> SIMD2<Double>) {
        unpack()
        for index in plain.indices { plain[index] = moved(plain[index]) }
    }

    // MARK: reading

    /// Gives one of two readers the list in its form: the same function, compiled for both.
    @inline(__always)
    func read<Result, Failure: Error>(
        plain readPlain: (PlainPositions) throws(Failure) -> Result, packed readPacked: (PackedPositions) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        if isPacked {
            try packed.withUnsafeBufferPointer { (all) throws(Failure) in
                try strays.withUnsafeBufferPointer { (strays) throws(Failure) in
                    try readPacked(PackedPositions(all: all, strays: strays))
                }
            }
        } else {
            try plain.withUnsafeBufferPointer { (all) throws(Failure) in try readPlain(PlainPositions(all: all)) }
        }
    }

    /// Whether some are those of another list from an index on, to the last bit; there must be as many.
    func equals(_ range: Range<Int>, _ other: Positions, from start: Int) -> Bool {
        // Where one list has no stray, what is packed is the same or the positions are not.
        if isPacked, other.isPacked, strays.isEmpty || other.strays.isEmpty { return Self.areEqual(packed, range, other.packed, start) }
        if !isPacked, !other.isPacked { return Self.areEqual(plain, range, other.plain, start) }
        return range.allSatisfy { index in
            let (p, q) = (self[index], other[start + index - range.lowerBound])
            return p.x.bitPattern == q.x.bitPattern && p.y.bitPattern == q.y.bitPattern
        }
    }

    private static func areEqual<Element: BitwiseCopyable>(
        _ one: [Element], _ range: Range<Int>, _ other: [Element], _ start: Int
    ) -> Bool {
        one.withUnsafeBytes { p in
            other.withUnsafeBytes { q in
                let stride = MemoryLayout<Element>.stride
                let own = UnsafeRawBufferPointer(rebasing: p[range.lowerBound * stride..<range.upperBound * stride])
                let others = UnsafeRawBufferPointer(rebasing: q[start * stride..<(start + range.count) * stride])
                guard let a = own.baseAddress, let b = others.baseAddress else { return true }
                return memcmp(a, b, own.count) == 0
            }
        }
    }

    /// All of them as doubles, nothing copied; nil when they are packed.
    var doubles: [SIMD2<Double>]? { isPacked ? nil : plain }

    /// Some of them side by side in memory; copied when they are packed.
    public func withDoubles<Result, Failure: Error>(
        _ range: Range<Int>, _ body: (UnsafeBufferPointer<SIMD2<Double>>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        if isPacked {
            let copy = Array(self[range])
            return try copy.withUnsafeBufferPointer { (all) throws(Failure) in try body(all) }
        }
        return try plain.withUnsafeBufferPointer { (all) throws(Failure) in try body(UnsafeBufferPointer(rebasing: all[range])) }
    }
}

extension Positions: RandomAccessCollection, Equatable {
    public var startIndex: Int { 0 }
    public var endIndex: Int { isPacked ? packed.count : plain.count }

    @inline(__always)
    public subscript(index: Int) -> SIMD2<Double> {
        guard isPacked else { return plain[index] }
        let thousandths = packed[index]
        return thousandths.x == Self.strayMark ? strays[Int(thousandths.y)] : Millimetres.position(thousandths)
    }

    public static func == (a: Positions, b: Positions) -> Bool { a.elementsEqual(b) }
}

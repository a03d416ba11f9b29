import Foundation

/// Positions one after the other: as doubles, or packed into 8 bytes each as whole thousandths.
///
/// Maps are published in metres with three decimals or fewer. Such a coordinate, up to 2147 kilometres from the origin, is a 32-bit
/// number of thousandths that gives back the very same double (`Millimetres`). Packed positions take half the memory and half
/// the way to the processor. The first that is not on that grid, or lies farther away, turns all into doubles: what is read is
/// the same either way, to the last bit.
public struct Positions: Sendable {
    private var plain: [SIMD2<Double>] = []
    private var packed: [SIMD2<Int32>] = []
    /// Where a ring is written before it is packed.
    private var room: [SIMD2<Double>] = []
    private(set) var isPacked: Bool

    /// A megabyte: what larger rings were written in is given back.
    private static let keptRoom = 1 << 16

    /// None.
    /// - Parameter packing: whether those that come are packed as long as they can be.
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

    /// Appends `count` positions that `fill` writes: it gets room that means nothing yet and must set all of it. When it throws,
    /// there are none more than before.
    mutating func append<Failure: Error>(
        count: Int, fill: (UnsafeMutableBufferPointer<SIMD2<Double>>) throws(Failure) -> Void
    ) throws(Failure) {
        guard isPacked else {
            try plain.append(addingCapacity: count) { span throws(Failure) in
                try span.withUnsafeMutableBufferPointer { (target, initialized) throws(Failure) in
                    // In bounds: there is room for `count` positions, perhaps for more. Until they are counted, a throw adds none.
                    try fill(UnsafeMutableBufferPointer(rebasing: target[..<count]))
                    initialized = count
                }
            }
            return
        }
        if room.count < count { room = [SIMD2<Double>](repeating: .zero, count: Swift.max(count, 2 * room.count, 1024)) }
        try room.withUnsafeMutableBufferPointer { (room) throws(Failure) in
            // `room` has `count` positions or more.
            try fill(UnsafeMutableBufferPointer(rebasing: room[..<count]))
        }
        if !appendPacked(room[..<count]) {
            unpack()
            plain.append(contentsOf: room[..<count])
        }
        if !isPacked || room.count > Self.keptRoom { room = [] }
    }

    /// Packs positions and appends them; none when one of them cannot be.
    private mutating func appendPacked(_ positions: ArraySlice<SIMD2<Double>>) -> Bool {
        positions.withUnsafeBufferPointer { source in
            var isExact = true
            packed.append(addingCapacity: source.count) { span in
                span.withUnsafeMutableBufferPointer { target, initialized in
                    // In bounds: as above.
                    isExact = Millimetres.pack(source, into: target)
                    if isExact { initialized = source.count }
                }
            }
            return isExact
        }
    }

    /// Turns packed positions into doubles.
    private mutating func unpack() {
        guard isPacked else { return }
        let capacity = packed.capacity
        plain.reserveCapacity(capacity)
        plain.append(contentsOf: packed.lazy.map(Millimetres.position))
        packed = []
        isPacked = false
    }

    /// Appends some of another list. An empty one becomes packed when the other is.
    mutating func append(_ range: Range<Int>, of other: Positions) {
        if capacity == 0, other.isPacked { isPacked = true }
        if isPacked, !other.isPacked {
            if appendPacked(other.plain[range]) { return }
            unpack()
        }
        if isPacked {
            packed.append(contentsOf: other.packed[range])
        } else if other.isPacked {
            plain.append(contentsOf: other.packed[range].lazy.map(Millimetres.position))
        } else {
            plain.append(contentsOf: other.plain[range])
        }
    }

    mutating func removeLast(_ count: Int) {
        if isPacked { packed.removeLast(count) } else { plain.removeLast(count) }
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
            try packed.withUnsafeBufferPointer { (all) throws(Failure) in try readPacked(PackedPositions(all: all)) }
        } else {
            try plain.withUnsafeBufferPointer { (all) throws(Failure) in try readPlain(PlainPositions(all: all)) }
        }
    }

    /// Whether some are those of another list from an index on, to the last bit; there must be as many.
    func equals(_ range: Range<Int>, _ other: Positions, from start: Int) -> Bool {
        if isPacked, other.isPacked { return Self.areEqual(packed, range, other.packed, start) }
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
    public subscript(index: Int) -> SIMD2<Double> { isPacked ? Millimetres.position(packed[index]) : plain[index] }

    public static func == (a: Positions, b: Positions) -> Bool { a.elementsEqual(b) }
}

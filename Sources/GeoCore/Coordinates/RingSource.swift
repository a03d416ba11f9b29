/// The positions of a ring where they lie before a buffer takes them: in an array, or in the bytes that were read. They are read where
/// they are, once as a rule, once more when the ring is turned round; what was checked once must still be there, so that a file that
/// others may write, mapped to memory, is no such place.
///
/// Indices must be below `count`; release builds do not look.
protocol RingSource {
    var count: Int { get }
    subscript(index: Int) -> SIMD2<Double> { get }
}

extension UnsafeBufferPointer: RingSource where Element == SIMD2<Double> {}

/// A ring the other way round.
struct TurnedRing<Source: RingSource>: RingSource {
    private let ring: Source
    let count: Int

    init(_ ring: Source) { (self.ring, count) = (ring, ring.count) }

    @inline(__always) subscript(index: Int) -> SIMD2<Double> { ring[count - 1 - index] }
}

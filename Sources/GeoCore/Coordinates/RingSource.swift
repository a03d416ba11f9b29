/// The positions of a ring where they lie before a buffer takes them: in an array, or in the bytes of a file. They are read where
/// they are, once as a rule, once more when the ring is turned round.
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

    init(_ ring: Source) { self.ring = ring }

    var count: Int { ring.count }
    @inline(__always) subscript(index: Int) -> SIMD2<Double> { ring[ring.count - 1 - index] }
}

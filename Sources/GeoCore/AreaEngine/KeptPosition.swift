/// A position as an edge of a band keeps it: packed where all layers of a job are, which halves what is looked up and compared.
protocol KeptPosition: BitwiseCopyable, SendableMetatype {
    init(_ all: some PositionReading, _ index: Int)

    var position: SIMD2<Double> { get }

    /// Whether it lies to the left of another one, or straight below it.
    func precedes(_ other: Self) -> Bool

    func equals(_ other: Self) -> Bool

    /// 64 bits made from the two ends of an edge.
    static func hash(_ low: Self, _ high: Self) -> UInt64
}

struct PlainPosition: KeptPosition {
    let position: SIMD2<Double>

    @inline(__always)
    init(_ all: some PositionReading, _ index: Int) { position = all[index] }

    @inline(__always)
    func precedes(_ other: PlainPosition) -> Bool {
        position.x < other.position.x || (position.x == other.position.x && position.y < other.position.y)
    }

    @inline(__always)
    func equals(_ other: PlainPosition) -> Bool { position == other.position }

    @inline(__always)
    static func hash(_ low: PlainPosition, _ high: PlainPosition) -> UInt64 {
        let (low, high) = (low.position, high.position)
        var h = low.x.bitPattern &* 0x9E37_79B9_7F4A_7C15
        h ^= (low.y.bitPattern &+ high.x.bitPattern) &* 0xC2B2_AE3D_27D4_EB4F
        h ^= (high.y.bitPattern ^ (high.x.bitPattern << 1)) &* 0x1656_67B1_9E37_79F9
        return h
    }
}

/// Whole thousandths; only for jobs all of whose layers are packed.
struct PackedPosition: KeptPosition {
    private let thousandths: SIMD2<Int32>

    @inline(__always)
    init(_ all: some PositionReading, _ index: Int) {
        guard let thousandths = all.thousandths(index) else { preconditionFailure("a layer that is not packed") }
        self.thousandths = thousandths
    }

    @inline(__always)
    var position: SIMD2<Double> { Millimetres.position(thousandths) }

    @inline(__always)
    private var bits: UInt64 { unsafeBitCast(thousandths, to: UInt64.self) }

    @inline(__always)
    func precedes(_ other: PackedPosition) -> Bool {
        thousandths.x < other.thousandths.x || (thousandths.x == other.thousandths.x && thousandths.y < other.thousandths.y)
    }

    @inline(__always)
    func equals(_ other: PackedPosition) -> Bool { bits == other.bits }

    @inline(__always)
    static func hash(_ low: PackedPosition, _ high: PackedPosition) -> UInt64 {
        let h = low.bits &* 0x9E37_79B9_7F4A_7C15
        return h ^ (high.bits ^ h >> 29) &* 0xC2B2_AE3D_27D4_EB4F
    }
}

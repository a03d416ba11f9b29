/// Coordinates as whole thousandths of their unit, in 32 bits.
///
/// *Back again* is n ÷ 1000 correctly rounded, the double that reading the decimal number gives, without a division: 1/1000 is
/// taken as `high`, of 21 bits, and what is left of it. n · `high` is exact (31 + 21 bits), the sum is rounded once, and the error of
/// n · `low` is less than 2⁻⁷³ of the result. n ÷ 1000 lies at least 2⁻⁶³ of itself away from the middle of two doubles (|n·2ᵏ − 1000·j| is a
/// whole number, and not 0: n ÷ 1000 would then have three binary places at most, and be a double), so that the sum falls to the same one.
enum Millimetres {
    private static let high = 0x1.0624dp-10
    private static let low = 0x1.a5e353f7ced91p-31
    /// 2⁵² + 2⁵¹: added to a number within ±2⁵¹, it leaves the nearest whole number in the lowest bits.
    private static let rounding = 6_755_399_441_055_744.0

    @inline(__always)
    static func position(_ thousandths: SIMD2<Int32>) -> SIMD2<Double> {
        let n = SIMD2<Double>(thousandths)
        return n * high + n * low
    }

    /// A number of thousandths that is not below a coordinate, up to two more than the least; beyond 32 bits the nearest end of them.
    @inline(__always)
    static func thousandth(atLeast coordinate: Double) -> Int32 { nearest(coordinate * 1000 + 1) }

    /// A number of thousandths that is not above a coordinate, up to two fewer than the greatest; beyond 32 bits as above.
    @inline(__always)
    static func thousandth(atMost coordinate: Double) -> Int32 { nearest(coordinate * 1000 - 1) }

    /// Of numbers that no 32 bits hold the least or greatest.
    @inline(__always)
    private static func nearest(_ number: Double) -> Int32 {
        let near = min(max(number, Double(Int32.min)), Double(Int32.max))
        return Int32(truncatingIfNeeded: (near + rounding).bitPattern)
    }

    /// Whether a position comes back to the last bit when it is packed.
    @inline(__always)
    static func comesBack(_ position: SIMD2<Double>) -> Bool { pack(position).differences == SIMD2() }

    /// Writes a position as thousandths.
    /// - Parameter differences: gets some bits when it does not come back to the last bit; what was written means nothing then.
    @inline(__always)
    static func pack(_ position: SIMD2<Double>, into target: inout SIMD2<Int32>, _ differences: inout SIMD2<UInt64>) {
        let (thousandths, more) = pack(position)
        target = thousandths
        differences |= more
    }

    /// The bits in which what comes back differs, −0 from 0 too; and some for a number that is not above `Int32.min`, which marks a
    /// position that is kept elsewhere.
    @inline(__always)
    private static func pack(_ position: SIMD2<Double>) -> (thousandths: SIMD2<Int32>, differences: SIMD2<UInt64>) {
        let bits = unsafeBitCast(position * 1000 + rounding, to: SIMD2<UInt64>.self)
        let thousandths = SIMD2<Int32>(truncatingIfNeeded: bits)
        var differences = unsafeBitCast(Self.position(thousandths), to: SIMD2<UInt64>.self)
            ^ unsafeBitCast(position, to: SIMD2<UInt64>.self)
        differences.replace(with: .max, where: position .<= -2_147_483.648)
        return (thousandths, differences)
    }
}

@testable import GeoCore
import TestSupport
import Testing

/// A coordinate packed as thousandths comes back to the last bit, or is not packed.
@Suite struct MillimetresTests {
    /// Division is correctly rounded: the other way to get every one of them.
    @Test func thousandthsComeBackAsDivisionHasThem() {
        var random = SeededGenerator(seed: 1)
        var numbers: [Int32] = [.min, .min + 1, -1000, -1, 0, 1, 999, 1000, 1001, .max - 1, .max]
        for bits in 0..<31 { numbers += [1 << bits, (1 << bits) - 1, -(1 << bits), 125 &* (1 << bits)] }
        for _ in 0..<1_000_000 { numbers.append(Int32(truncatingIfNeeded: Int.random(in: .min ... .max, using: &random))) }
        // Every one of a stretch where a double has its last places to lose.
        numbers += Array(619_000_000..<619_200_000)
        let wrong = numbers.filter { number in
            let position = Millimetres.position([number, 0 &- number])
            return position.x.bitPattern != (Double(number) / 1000).bitPattern
                || position.y.bitPattern != (Double(0 &- number) / 1000).bitPattern
        }
        #expect(wrong.isEmpty)
    }

    @Test(arguments: ["0.001", "-0.001", "123.456", "233456.789", "619999.999", "-2147483.647", "2147483.647", "0.1", "0.3", "7"])
    func aDecimalNumberIsPacked(_ text: String) throws {
        let number = try #require(Double(text))
        let packed = try #require(Self.packed([number, -7.5]))
        #expect(Millimetres.position(packed) == [number, -7.5])
    }

    /// Below a thousandth, beyond 32 bits, what only looks the same, and the least number, which marks what is kept elsewhere.
    @Test(arguments: [
        0.0001, 1.0 / 3, 233456.7891, 233456.789.nextUp, 233456.789.nextDown, 2147483.648, -2147483.648, -2147483.649, 4294967.296 + 1, 1e9, 9e15,
        -9e15, 1e300, -0.0, .infinity, -.infinity, .nan,
    ])
    func whatDoesNotComeBackIsNotPacked(_ number: Double) {
        #expect(Self.packed([number, 1]) == nil)
        #expect(Self.packed([1, number]) == nil)
    }

    /// What a band's lines are held against lies inside the band.
    @Test func thousandthsAtLeastAndAtMost() {
        for line in [0.0, 512, -4096, 233_472, 0.015625, 2147483.5, -2147483.5] {
            let (least, most) = (Millimetres.thousandth(atLeast: line), Millimetres.thousandth(atMost: line))
            #expect(Double(least) / 1000 >= line && Double(least) / 1000 <= line + 0.003, "\(line)")
            #expect(Double(most) / 1000 <= line && Double(most) / 1000 >= line - 0.003, "\(line)")
        }
        #expect(Millimetres.thousandth(atLeast: -.infinity) == .min && Millimetres.thousandth(atMost: -1e9) == .min)
        #expect(Millimetres.thousandth(atLeast: 1e9) == .max && Millimetres.thousandth(atMost: .infinity) == .max)
    }

    private static func packed(_ position: SIMD2<Double>) -> SIMD2<Int32>? {
        var (target, differences) = (SIMD2<Int32>.zero, SIMD2<UInt64>())
        Millimetres.pack(position, into: &target, &differences)
        let isExact = differences == SIMD2()
        #expect(isExact == Millimetres.comesBack(position))
        return isExact ? target : nil
    }
}

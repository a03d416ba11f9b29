@testable import BenchGate
import Testing

struct SampleTests {
    @Test func medianAndQuartiles() {
        let odd = Sample([5, 1, 3, 2, 4])
        #expect(odd.median == 3)
        #expect((odd.least, odd.most) == (1, 5))
        #expect(odd.quantile(0.25) == 2)
        #expect(abs(odd.spread - 2.0 / 3) < 1e-15)
        #expect(Sample([1, 2]).median == 1.5)
    }

    @Test func nothingMeasured() {
        let none = Sample([])
        #expect((none.median, none.spread, none.least) == (0, 0, 0))
    }

    @Test func oneOutlierIsNoSpread() { #expect(Sample([1, 1, 1, 1, 1, 1, 9]).spread == 0) }
}

/// The yardstick's answer, computed apart with exact fractions.
struct FrozenReferenceTests {
    @Test func answer() {
        #expect(FrozenReference.run())
        #expect(abs(FrozenReference.total() - 4_262_877.978706556) < 1e-6)
    }

    /// By hand: y = x and y = 10 over 0 … 20: ∫₀¹⁰ x dx + 10 · 10.
    @Test func crossing() {
        let rising = FrozenReference.Edge(x0: 0, y0: 0, x1: 20, y1: 20, sign: 1)
        let level = FrozenReference.Edge(x0: 0, y0: 10, x1: 20, y1: 10, sign: 1)
        #expect(FrozenReference.minimumIntegral(rising, level) == 150)
        #expect(FrozenReference.minimumIntegral(level, rising) == 150)
    }

    @Test func apart() {
        let left = FrozenReference.Edge(x0: 0, y0: 1, x1: 2, y1: 1, sign: 1)
        let right = FrozenReference.Edge(x0: 2, y0: 1, x1: 4, y1: 1, sign: 1)
        #expect(FrozenReference.minimumIntegral(left, right) == 0)
    }
}

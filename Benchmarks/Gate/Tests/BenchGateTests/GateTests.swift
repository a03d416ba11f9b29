@testable import BenchGate
import Testing

/// Made-up results through the gate: every verdict, from both sides of its limit.
struct GateTests {
    let baseline = BaselineEntry(ratio: 2, seconds: 0.5, work: ["edge_pairs": 10_000, "tiles": 500])
    let sameWork = ["edge_pairs": 10_000, "tiles": 500]

    func ratios(_ middle: Double, spread: Double = 0.04, runs: Int = 7) -> Sample {
        // Quartiles of evenly spaced values are half of the range apart.
        let values = (0..<runs).map { run -> Double in
            let place = Double(run) / Double(runs - 1) - 0.5
            return middle * (1 + 2 * spread * place)
        }
        return Sample(values)
    }

    func verdict(_ ratio: Double, spread: Double = 0.04, runs: Int = 7, work: [String: Int]? = nil) -> Verdict {
        Gate.judge(ratios: ratios(ratio, spread: spread, runs: runs), work: work ?? sameWork, baseline: baseline).verdict
    }

    @Test func sameSpeedPasses() {
        let judgement = Gate.judge(ratios: ratios(2), work: sameWork, baseline: baseline)
        #expect(judgement.verdict == .ok)
        #expect(abs(judgement.change) < 1e-12)
        #expect(judgement.grown.isEmpty)
    }

    @Test func fasterPasses() { #expect(verdict(1) == .ok) }

    @Test func aTenthSlowerWarns() {
        #expect(verdict(2 / 0.91) == .ok)
        #expect(verdict(2 / 0.90) == .warn)
        #expect(verdict(2 / 0.76) == .warn)
    }

    @Test func aQuarterSlowerFails() {
        #expect(verdict(2 / 0.75) == .fail)
        #expect(verdict(20) == .fail)
    }

    @Test func runsThatDifferSayNothing() {
        #expect(verdict(20, spread: 0.099) == .fail)
        #expect(verdict(20, spread: 0.101) == .inconclusive)
        #expect(verdict(2, spread: 0.3) == .inconclusive)
    }

    /// Slow rounds close to each other, and one as quick as ever: the machine was busy. One that is a tenth slower is none of those.
    @Test func aQuickestRoundAsEverSaysNothing() {
        func verdict(least: Double) -> Verdict {
            Gate.judge(ratios: Sample([least] + [2.7, 2.71, 2.72, 2.73, 2.74, 2.75]), work: sameWork, baseline: baseline).verdict
        }
        #expect(verdict(least: 2) == .inconclusive)
        #expect(verdict(least: 2.2) == .inconclusive)
        #expect(verdict(least: 2.23) == .fail)
        #expect(verdict(least: 2.69) == .fail)
    }

    @Test func sixRunsAreTooFew() { #expect(verdict(20, runs: 6) == .inconclusive) }

    @Test func twoPercentMoreWorkPasses() {
        #expect(verdict(2, work: ["edge_pairs": 10_200, "tiles": 510]) == .ok)
    }

    @Test func moreThanTwoPercentMoreWorkFails() {
        let judgement = Gate.judge(ratios: ratios(2), work: ["edge_pairs": 10_210, "tiles": 500], baseline: baseline)
        #expect(judgement.verdict == .fail)
        #expect(judgement.grown == [Gate.Growth(counter: "edge_pairs", before: 10_000, now: 10_210)])
        #expect(verdict(2, work: ["edge_pairs": 10_201, "tiles": 500]) == .fail)
    }

    @Test func moreWorkFailsHoweverNoisyTheTimesAre() {
        #expect(verdict(2, spread: 0.5, work: ["edge_pairs": 11_000, "tiles": 500]) == .fail)
    }

    @Test func lessWorkPasses() { #expect(verdict(2, work: ["edge_pairs": 10, "tiles": 5]) == .ok) }

    @Test func aCounterFromZeroMayNotAppear() {
        let none = BaselineEntry(ratio: 2, seconds: 0.5, work: ["slab_tiles": 0])
        #expect(Gate.judge(ratios: ratios(2), work: ["slab_tiles": 1], baseline: none).verdict == .fail)
        #expect(Gate.judge(ratios: ratios(2), work: ["slab_tiles": 0], baseline: none).verdict == .ok)
    }

    @Test func countersThatOneSideLacksAreNotJudged() {
        #expect(verdict(2, work: ["edge_pairs": 10_000, "tiles_identical": 99]) == .ok)
    }

    @Test func uncertainCountersAreNotJudged() {
        let judgement = Gate.judge(
            ratios: ratios(2), work: ["edge_pairs": 10_000, "tiles": 600], uncertain: ["tiles"], baseline: baseline)
        #expect(judgement.verdict == .ok)
    }

    /// A slow process is said; more work in it is red all the same.
    @Test func aProcessOfItsOwnIsNotRedForTime() {
        func verdict(_ ratio: Double, tiles: Int) -> Verdict {
            Gate.judge(
                ratios: ratios(ratio), work: ["edge_pairs": 10_000, "tiles": tiles], startsProcess: true, baseline: baseline
            ).verdict
        }
        let tiles = baseline.work["tiles"] ?? 0
        #expect(verdict(2, tiles: tiles) == .ok)
        #expect(verdict(20, tiles: tiles) == .warn)
        #expect(verdict(2, tiles: 2 * tiles) == .fail)
    }

    @Test func exitStatus() {
        func judged(_ ratio: Double, spread: Double = 0) -> Gate.Judgement {
            Gate.judge(ratios: ratios(ratio, spread: spread), work: sameWork, baseline: baseline)
        }
        #expect(Gate.exitStatus([], answersAgree: true) == 0)
        #expect(Gate.exitStatus([judged(2), judged(2.3)], answersAgree: true) == 0)
        #expect(Gate.exitStatus([judged(20, spread: 0.5)], answersAgree: true) == 0)
        #expect(Gate.exitStatus([judged(2), judged(4)], answersAgree: true) == 1)
        #expect(Gate.exitStatus([judged(2), judged(4)], answersAgree: false) == 2)
    }

    @Test func anotherKindOfMachineIsAnotherKey() {
        let key = BaselineKey(fixture: "S", metric: "class-table", threads: 2, simd: "avx2", arch: "x86_64")
        #expect(key.text == "S/class-table/2t/avx2/x86_64")
        var other = key
        other.simd = "avx512"
        #expect(key != other)
    }
}

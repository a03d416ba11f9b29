import GeoCore
import Testing

@testable import PlanCheck

@Suite("Stacking")
struct StackingTests {
    private func stacking(_ units: [CheckUnit]) throws -> PlanEvaluator.Outcome {
        try PlanEvaluator(units: units, limits: HandMade.limits())
            .evaluate(HandMade.plan(HandMade.rectangle(0, 0, 100, 100)))
    }

    @Test("Every set of units once, exactly where it lies")
    func sets() throws {
        let outcome = try stacking([
            HandMade.unit("A", HandMade.rectangle(-50, -50, 150, 150)),
            HandMade.unit("B", HandMade.rectangle(0, 0, 50, 100)),
            HandMade.unit("C", HandMade.rectangle(0, 0, 100, 40), HandMade.rectangle(0, 0, 100, 40)),
            HandMade.unit("D", HandMade.rectangle(300, 0, 400, 40)),
        ])
        let stacking = try #require(outcome.plan.stacking)
        #expect(stacking.map(\.units) == [["A", "B"], ["A", "B", "C"], ["A", "C"]])
        #expect(isClose(stacking[0].areaHectares, 0.3))
        #expect(isClose(stacking[1].areaHectares, 0.2))
        #expect(isClose(stacking[2].areaHectares, 0.2))
    }

    @Test("Random rectangles: the sets with a unit add up to its hectares, at most")
    func sums() throws {
        var units: [CheckUnit] = []
        for index in 0..<9 {
            let low = Double(index * 7)
            units.append(try HandMade.unit("U\(index)", HandMade.rectangle(low, low / 2, low + 45, low + 40)))
        }
        let outcome = try stacking(units)
        #expect(outcome.notices.isEmpty)
        for hit in outcome.plan.hits {
            let sum = (outcome.plan.stacking ?? []).filter { $0.units.contains(hit.id) }.reduce(0) { $0 + $1.areaHectares }
            #expect(sum <= (hit.areaHectares ?? 0) * (1 + 1e-9))
            #expect(sum > 0)
        }
        // Inclusion and exclusion of pairs.
        let pair = PlanAccount.overlap(
            try HandMade.buffer([HandMade.rectangle(7, 3.5, 52, 47)]), try HandMade.buffer([HandMade.rectangle(0, 0, 45, 40)]),
            threads: 1)
        let both = (outcome.plan.stacking ?? []).filter { $0.units.contains("U0") && $0.units.contains("U1") }
        #expect(isClose(both.reduce(0) { $0 + $1.areaHectares }, pair / 10_000))
    }

    @Test("Too many units to tell apart: left out, and said so")
    func tooMany() throws {
        var units: [CheckUnit] = []
        for index in 0..<10 {
            units.append(try HandMade.unit("U\(index)", HandMade.rectangle(0, 0, 50 + Double(index), 50)))
        }
        let outcome = try stacking(units)
        #expect(outcome.plan.stacking == nil)
        #expect(outcome.notices.map(\.code) == ["stacking-left-out"])
    }
}

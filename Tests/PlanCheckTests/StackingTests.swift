import GeoCore
import TestSupport
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

    @Test("Thirteen units that cut the plan in part: every set, against counting on a lattice")
    func manyUnits() throws {
        var random = SeededGenerator(seed: 3)
        var units: [CheckUnit] = []
        var boxes: [(x: Range<Int>, y: Range<Int>)] = []
        for index in 0..<13 {
            let (x, y) = (Int.random(in: -10..<70, using: &random), Int.random(in: -10..<70, using: &random))
            let box = (
                x: x..<(x + Int.random(in: 5..<60, using: &random)), y: y..<(y + Int.random(in: 5..<60, using: &random))
            )
            boxes.append(box)
            units.append(
                try HandMade.unit(
                    "U\(index)",
                    HandMade.rectangle(
                        Double(box.x.lowerBound), Double(box.y.lowerBound), Double(box.x.upperBound),
                        Double(box.y.upperBound))))
        }
        // A hundred by a hundred squares of one metre.
        var expected: [[String]: Int] = [:]
        for x in 0..<100 {
            for y in 0..<100 {
                let set = boxes.indices.filter { boxes[$0].x.contains(x) && boxes[$0].y.contains(y) }.map { "U\($0)" }
                if set.count >= 2 { expected[set, default: 0] += 1 }
            }
        }
        let outcome = try stacking(units)
        let stacking = try #require(outcome.plan.stacking)
        #expect(Set(stacking.map(\.units)) == Set(expected.keys))
        for set in stacking { #expect(isClose(set.areaHectares, Double(expected[set.units] ?? 0) / 10_000, within: 1e-9)) }
        #expect(expected.count > 30)
    }

    @Test("Qualities: every place once per pair, and each quality with itself")
    func qualities() throws {
        var units = [
            try HandMade.unit("A1", HandMade.rectangle(0, 0, 50, 100)),
            try HandMade.unit("A2", HandMade.rectangle(40, 0, 60, 100)),
            try HandMade.unit("B", HandMade.rectangle(0, 0, 100, 10)),
        ]
        (units[0].entry.quality, units[1].entry.quality, units[2].entry.quality) = ("a", "a", "b")
        let overlaps = try stacking(units).plan.qualityOverlaps
        #expect(overlaps.map { [$0.first, $0.second] } == [["a", "a"], ["a", "b"], ["b", "b"]])
        #expect(isClose(overlaps[0].areaHectares, 0.6))
        #expect(isClose(overlaps[1].areaHectares, 0.06))
        #expect(isClose(overlaps[2].areaHectares, 0.1))
    }
}

import GeoCore
import LayerDiff
import Testing

@Suite struct CauseRulesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var legend = Legend.new
        var cause: Cause
        var rule: Int
        var change: @Sendable (inout PairFacts) -> Void
        var testDescription: String { name }

        init(
            _ name: String, _ cause: Cause, rule: Int, legend: Legend = .new,
            _ change: @escaping @Sendable (inout PairFacts) -> Void
        ) {
            self.name = name
            self.legend = legend
            self.cause = cause
            self.rule = rule
            self.change = change
        }
    }

    @Test(arguments: [
        Case("outside the survey beats a document", .noData, rule: 1) {
            $0.insideSurvey = false
            $0.statedCause = .decision
        },
        Case("outside the survey, on neither map", .noData, rule: 1) {
            $0.insideSurvey = false
            $0.relation = .exact
            $0.sameText = true
        },
        Case("a document beats exact", .correction, rule: 2) {
            $0.statedCause = .correction
            $0.relation = .exact
        },
        Case("a document can say real", .real, rule: 2) { $0.statedCause = .real },
        Case("exact", .same, rule: 3) { $0.relation = .exact },
        Case("exact, old legend", .same, rule: 3, legend: .old) { $0.relation = .exact },
        Case("narrow in the new legend", .definition, rule: 3, legend: .new) { $0.relation = .narrow },
        Case("narrow in the old legend says nothing", .open, rule: 8, legend: .old) { $0.relation = .narrow },
        Case("broad in the new legend says nothing", .open, rule: 8, legend: .new) { $0.relation = .broad },
        Case("broad in the old legend", .definition, rule: 3, legend: .old) { $0.relation = .broad },
        Case("only compatible class of a complete row", .definition, rule: 3, legend: .new) {
            $0.relation = .unknown
            $0.soleInRow = true
        },
        Case("the same does not help in the old legend", .open, rule: 8, legend: .old) { $0.soleInRow = true },
        Case("only compatible class of a complete column", .definition, rule: 3, legend: .old) { $0.soleInColumn = true },
        Case("same group of the common legend", .definition, rule: 3, legend: .common) {
            $0.relation = .overlap
            $0.sameGroup = true
        },
        Case("exact in the common legend", .same, rule: 3, legend: .common) {
            $0.relation = .exact
            $0.sameGroup = true
        },
        Case("narrow alone does not settle the common legend", .open, rule: 8, legend: .common) { $0.relation = .narrow },
        Case("a class that cannot arise", .knowledge, rule: 4) {
            $0.relation = .disjoint
            $0.newCannotArise = true
        },
        Case("a class that cannot vanish", .knowledge, rule: 4) { $0.oldCannotVanish = true },
        Case("the same text is no gain", .homonym, rule: 8) {
            $0.sameText = true
            $0.newCannotArise = true
            $0.oldCannotVanish = true
        },
        Case("labels that exclude each other", .real, rule: 7) { $0.relation = .disjoint },
        Case("the same text that excludes itself", .real, rule: 7) {
            $0.relation = .disjoint
            $0.sameText = true
        },
        Case("different text, nobody has said", .open, rule: 8) { _ in },
        Case("same text, nobody has said", .homonym, rule: 8) { $0.sameText = true },
        Case("same text, broader", .homonym, rule: 8) {
            $0.sameText = true
            $0.relation = .broad
        },
    ])
    func rulesInTheirOrder(_ test: Case) {
        var facts = PairFacts()
        test.change(&facts)
        #expect(CauseRules.verdict(facts, legend: test.legend) == .init(test.cause, rule: test.rule))
    }

    @Test func everyCombinationGetsACauseOfItsRule() {
        let allowed: [Int: Set<Cause>] = [
            1: [.noData], 2: Cause.documented, 3: [.same, .definition], 4: [.knowledge], 7: [.real],
            8: [.open, .homonym],
        ]
        var seen: Set<Int> = []
        for bits in 0..<128 {
            for relation in Relation.allCases {
                for stated in [nil] + Cause.documented.map(Optional.init) {
                    for legend in Legend.allCases {
                        var facts = PairFacts()
                        facts.insideSurvey = bits & 1 == 0
                        facts.sameText = bits & 2 != 0
                        facts.soleInRow = bits & 4 != 0
                        facts.soleInColumn = bits & 8 != 0
                        facts.sameGroup = bits & 16 != 0
                        facts.newCannotArise = bits & 32 != 0
                        facts.oldCannotVanish = bits & 64 != 0
                        facts.relation = relation
                        facts.statedCause = stated
                        let verdict = CauseRules.verdict(facts, legend: legend)
                        seen.insert(verdict.rule)
                        #expect(allowed[verdict.rule]?.contains(verdict.cause) == true)
                        #expect(!Cause.geometric.contains(verdict.cause))
                    }
                }
            }
        }
        #expect(seen == [1, 2, 3, 4, 7, 8])
    }

    /// Their places are fixed in number: a cause more than there are would have none.
    @Test func everyCauseHasAPlaceOfItsOwn() {
        var hectares = HectaresByCause()
        for (place, cause) in Cause.allCases.enumerated() { hectares[cause] = Double(1 << place) }
        for (place, cause) in Cause.allCases.enumerated() { #expect(hectares[cause] == Double(1 << place)) }
        #expect(hectares.total == Double((1 << Cause.allCases.count) - 1))
        #expect(hectares.present.map(\.cause) == Cause.allCases)
        var other = hectares
        #expect(other == hectares && other.hashValue == hectares.hashValue)
        other[.noData] = 0
        #expect(other != hectares)
    }
}

/// What is known about the places with one old and one new label: all that the cell rules need.
package struct PairFacts: Sendable, Hashable {
    /// Inside the survey of both dates.
    package var insideSurvey = true
    /// Equal text, or not on the map at both dates.
    package var sameText = false
    package var relation = Relation.unknown
    /// Class-level cause with a document (certainty `stated`).
    package var statedCause: Cause?
    /// All pairs of the old class are stated and this is the only compatible one; likewise of the new class.
    package var soleInRow = false
    package var soleInColumn = false
    /// Same group of the common legend.
    package var sameGroup = false
    /// New ground of the new class cannot come into being.
    package var newCannotArise = false
    /// The old class cannot vanish from the ground.
    package var oldCannotVanish = false

    package init() {}
}

/// The rules of METHOD §4 that need no shapes, in their order. Rules 5 (drawing) and 6 (minimum size) work on
/// patches and stand between 4 and 7.
package enum CauseRules {
    package struct Verdict: Sendable, Hashable {
        package var cause: Cause
        package var rule: Int

        package init(_ cause: Cause, rule: Int) {
            self.cause = cause
            self.rule = rule
        }
    }

    /// The cause of a place with these facts, and the number of the rule that gave it. Total: every
    /// combination of facts gets exactly one.
    package static func verdict(_ facts: PairFacts, legend: Legend) -> Verdict {
        // Rule 1 stands before all others, (∅,∅) included: outside a survey nobody looked.
        if !facts.insideSurvey { return Verdict(.noData, rule: 1) }
        if let cause = facts.statedCause { return Verdict(cause, rule: 2) }
        if isSettled(facts, legend) {
            return Verdict(facts.relation == .exact ? .same : .definition, rule: 3)
        }
        if !facts.sameText && (facts.newCannotArise || facts.oldCannotVanish) {
            return Verdict(.knowledge, rule: 4)
        }
        if facts.relation == .disjoint { return Verdict(.real, rule: 7) }
        return Verdict(facts.sameText ? .homonym : .open, rule: 8)
    }

    /// An unchanged place *must* carry these two labels in the chosen legend, so they are no sign of change.
    private static func isSettled(_ facts: PairFacts, _ legend: Legend) -> Bool {
        switch legend {
        case .new: facts.relation == .exact || facts.relation == .narrow || facts.soleInRow
        case .old: facts.relation == .exact || facts.relation == .broad || facts.soleInColumn
        case .common: facts.sameGroup
        }
    }
}

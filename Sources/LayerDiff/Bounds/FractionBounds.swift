/// Between how many hectares of one old class changed, when it is known which share of the class the new definition
/// gives to each new class (crosswalk columns `frac_lo`, `frac_hi`).
///
/// The model: of the n hectares of the old class, l_j … h_j meet the new definition of class j, and Σ = n. On the new map
/// A_j hectares carry label j. A place is unchanged when the definition it meets is its label. The two formulas are exact:
/// the least and the most change that any such layout has.
/// *Source*: METHOD §6; Fréchet bounds (Dobra & Fienberg 2000), partial identification (Manski 2003).
package struct FractionBounds: Sendable {
    /// One new class (or ∅): hectares with that label, and how many the definition gives it.
    package struct Entry: Sendable, Hashable {
        package var label: Double
        package var low: Double
        package var high: Double

        package init(label: Double, low: Double, high: Double) {
            self.label = label
            self.low = low
            self.high = high
        }
    }

    /// What evidence or the positional test took out of a cell before the rest was judged.
    package enum Taken: Sendable, Hashable {
        /// The state is known to be that of the label (P, D, DK, B, C).
        case sameState
        /// Known not to be (R).
        case real
        /// May be either: X and S, which stay in the upper bound.
        case noise
        /// May be either, and is no part of the bounds (A, N).
        case apart
    }

    package private(set) var entries: [Entry]
    /// Hectares still to be judged.
    package private(set) var total: Double
    /// Already known to have changed, and what may have.
    package private(set) var real = 0.0
    package private(set) var noise = 0.0
    /// Taken out without saying whether it changed.
    package private(set) var undecided = 0.0
    private let untouched: RealBounds
    /// For the upper end, which needs no relaxing: per entry the shares less what is known to have kept its state, the
    /// hectares that count when their state is not their label, and those known to have another.
    private var upper: [(low: Double, high: Double, counted: Double, real: Double)]
    /// All hectares but those known to have kept their state.
    private var mass: Double

    /// - Parameter entries: all classes the old class may have become, ∅ included; `label` sums to the class's area,
    ///   0 ≤ low ≤ high ≤ area, Σ low ≤ area ≤ Σ high. A disjoint class has high 0.
    package init(_ entries: [Entry]) {
        self.entries = entries
        total = entries.reduce(0) { $0 + $1.label }
        mass = total
        upper = entries.map { ($0.low, $0.high, $0.label, 0) }
        untouched = Self.change(entries, total)
    }

    /// Takes `hectares` out of entry `index`.
    package mutating func take(_ hectares: Double, from index: Int, as kind: Taken) {
        let area = min(max(0, hectares), entries[index].label)
        entries[index].label -= area
        total = max(0, total - area)
        switch kind {
        case .sameState:
            entries[index].low = max(0, entries[index].low - area)
            entries[index].high -= area
            upper[index].low = max(0, upper[index].low - area)
            upper[index].high -= area
            upper[index].counted -= area
            mass = max(0, mass - area)
        case .real, .noise, .apart:
            for k in entries.indices {
                if kind != .real || k != index { entries[k].low = max(0, entries[k].low - area) }
                entries[k].high = min(entries[k].high, total)
            }
        }
        switch kind {
        case .sameState: break
        case .real:
            real += area
            upper[index].counted -= area
            upper[index].real += area
        case .noise:
            noise += area
            undecided += area
        case .apart:
            undecided += area
            upper[index].counted -= area
        }
    }

    /// nil: what was taken out contradicts the shares, which then say nothing.
    ///
    /// Never wider than the bounds of the whole row before anything was taken out, less what may have carried the change
    /// away with it.
    package var bounds: RealBounds? {
        // Shares and areas are read with a few digits.
        let slack = 1e-9 * (total + real + undecided)
        let (low, high) = entries.reduce(into: (0.0, 0.0)) { sum, entry in
            sum.0 += entry.low
            sum.1 += max(0, entry.high)
        }
        guard entries.allSatisfy({ $0.high >= -slack }), low <= total + slack, high >= total - slack else { return nil }
        // Places known to have changed must find another state, and every state enough places.
        let room = upper.reduce(0) { $0 + max(0, $1.high) }
        let canBe = upper.allSatisfy { entry in
            entry.low <= mass - entry.real + slack && entry.real <= room - max(0, entry.high) + slack
        }
        guard canBe else { return nil }
        let rest = Self.change(entries, total)
        let lower = max(rest.lower + real, untouched.lower - undecided)
        let upper = min(rest.upper + real + noise, mostChange)
        guard lower <= upper + slack else { return nil }
        return RealBounds(lower: min(lower, upper), upper: upper)
    }

    /// The most that may have changed, over all layouts that meet the shares and what is known: change_hi of METHOD §6 with the
    /// places that were taken out kept where they are, so that one decision after another never widens it.
    private var mostChange: Double {
        let high = upper.reduce(0) { $0 + max(0, $1.high) }
        let counted = upper.reduce(0) { $0 + max(0, $1.counted) }
        var leastSame = 0.0
        for entry in upper {
            let forced = max(entry.low, mass - (high - max(0, entry.high)))
            leastSame = max(leastSame, forced + max(0, entry.counted) + entry.real - mass)
        }
        return max(0, counted - leastSame) + real
    }

    /// change_lo and change_hi of METHOD §6.
    private static func change(_ entries: [Entry], _ total: Double) -> RealBounds {
        var kept = 0.0
        var more = 0.0
        var low = 0.0
        var high = 0.0
        for entry in entries {
            kept += min(entry.low, entry.label)
            more += max(0, min(max(0, entry.high), entry.label) - entry.low)
            low += entry.low
            high += max(0, entry.high)
        }
        let mostSame = kept + min(max(0, total - low), more)
        var leastSame = 0.0
        for entry in entries {
            let forced = max(entry.low, total - (high - max(0, entry.high)))
            leastSame = max(leastSame, forced + entry.label - total)
        }
        return RealBounds(lower: max(0, total - mostSame), upper: max(0, total - leastSame))
    }
}

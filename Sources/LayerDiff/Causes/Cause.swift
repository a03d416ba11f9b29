public import GeoCore

/// Why a place differs, or does not, between the two maps. Every place gets exactly one.
/// *Source*: METHOD §3; the raw values are the codes of the JSON result.
public enum Cause: String, Sendable, Hashable, CaseIterable {
    /// Settled: the same by definition.
    case same = "P"
    /// The definition differs, the state is certainly the same in the chosen legend; or a documented change
    /// of definition.
    case definition = "D"
    /// Gain of a class that cannot arise, or loss of one that cannot vanish, without a document that says why.
    case knowledge = "DK"
    /// A documented decision. A change of policy, not of the ground: never summed into `real`.
    case decision = "A"
    /// Documented renewal of source data.
    case source = "B"
    /// Documented repair of an earlier omission or error.
    case correction = "C"
    /// Drawing noise: thin and within the tolerance of both sides.
    case drawing = "X"
    /// Below the minimum mapping unit.
    case small = "S"
    /// Labels that exclude each other, or evidence that says real.
    case real = "R"
    /// The relation allows both.
    case open = "U"
    /// Same text, but nothing says that it means the same.
    case homonym = "H"
    /// Outside the survey of one of the two.
    case noData = "N"

    /// Causes that need shapes, and are therefore absent (not zero) from a comparison of areas alone.
    public static let geometric: Set<Cause> = [.drawing, .small]
    /// Causes that a document can give (crosswalk column `cause`).
    public static let documented: Set<Cause> = [.definition, .decision, .source, .correction, .real]

    /// Position in `allCases`.
    package var index: Int {
        switch self {
        case .same: 0
        case .definition: 1
        case .knowledge: 2
        case .decision: 3
        case .source: 4
        case .correction: 5
        case .drawing: 6
        case .small: 7
        case .real: 8
        case .open: 9
        case .homonym: 10
        case .noData: 11
        }
    }

    /// Whether the place may have changed for real: it belongs to the upper bound.
    public var countsInUpperBound: Bool {
        switch self {
        case .real, .open, .homonym, .drawing, .small: true
        case .same, .definition, .knowledge, .decision, .source, .correction, .noData: false
        }
    }

    /// The words of the report. Never "real" without "possibly".
    public var label: Bilingual {
        switch self {
        case .same: Bilingual(en: "the same on both maps", nl: "op beide kaarten gelijk")
        case .definition: Bilingual(en: "difference of definition", nl: "definitieverschil")
        case .knowledge: Bilingual(en: "knowledge or definition", nl: "kennis of definitie")
        case .decision: Bilingual(en: "decision", nl: "besluit")
        case .source: Bilingual(en: "new source", nl: "nieuwe bron")
        case .correction: Bilingual(en: "repaired error", nl: "herstelde fout")
        case .drawing: Bilingual(en: "drawing difference", nl: "tekenverschil")
        case .small: Bilingual(en: "too small", nl: "te klein")
        case .real: Bilingual(en: "possibly real", nl: "mogelijk echt")
        case .open: Bilingual(en: "open", nl: "open")
        case .homonym:
            Bilingual(en: "open: same name, other meaning", nl: "open: zelfde naam, andere betekenis")
        case .noData: Bilingual(en: "no data", nl: "geen gegevens")
        }
    }
}

/// Hectares per cause.
public struct HectaresByCause: Sendable, Hashable {
    /// One for each of `Cause.allCases` (by `index`; `CauseRulesTests` counts them), in place: a matrix has thousands of cells.
    private var values = InlineArray<12, Double>(repeating: 0)

    public init() {}

    public static func == (a: HectaresByCause, b: HectaresByCause) -> Bool {
        a.values.indices.allSatisfy { a.values[$0] == b.values[$0] }
    }

    public func hash(into hasher: inout Hasher) {
        for index in values.indices { hasher.combine(values[index]) }
    }

    public subscript(cause: Cause) -> Double {
        get { values[cause.index] }
        set { values[cause.index] = newValue }
    }

    public static func += (a: inout HectaresByCause, b: HectaresByCause) {
        for index in a.values.indices { a.values[index] += b.values[index] }
    }

    /// Sum over all causes.
    public var total: Double {
        var sum = 0.0
        for index in values.indices { sum += values[index] }
        return sum
    }

    /// The causes that have hectares, in the order of `Cause.allCases`.
    public var present: [(cause: Cause, hectares: Double)] {
        Cause.allCases.compactMap { self[$0] != 0 ? ($0, self[$0]) : nil }
    }

    /// Bounds of possibly real change at the level of cells: R, and R + U + H (+ X + S when shapes were tested).
    public var bounds: RealBounds {
        var upper = 0.0
        for cause in Cause.allCases where cause.countsInUpperBound { upper += self[cause] }
        return RealBounds(lower: self[.real], upper: upper)
    }
}

/// Between how many hectares the possibly real change lies. The lower bound is never printed alone.
public struct RealBounds: Sendable, Hashable {
    public var lower: Double
    public var upper: Double
    /// The lower bound that also holds when both maps are off by their tolerance. Needs shapes; nil without
    /// a positional test.
    public var strictLower: Double?

    public init(lower: Double = 0, upper: Double = 0, strictLower: Double? = nil) {
        self.lower = lower
        self.upper = upper
        self.strictLower = strictLower
    }
}

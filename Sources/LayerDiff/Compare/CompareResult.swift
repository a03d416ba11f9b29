public import GeoCore

/// What a run of comparisons found: everything that text, tables, JSON `kk-diff/compare@1` and the output files show.
public struct CompareResult: Sendable {
    public var run: RunFile
    /// In the order of the run file; with `--only` those asked for.
    public var comparisons: [ComparisonOutcome] = []
    /// Ids that were left out by `--only`.
    public var leftOut: [String] = []

    public init(run: RunFile) { self.run = run }

    /// Made-up practice data are among the maps.
    public var isSynthetic: Bool {
        comparisons.contains { comparison in
            comparison.notices.contains { $0.code == SyntheticData.noticeCode }
                || (comparison.result?.notices.contains { $0.code == SyntheticData.noticeCode } ?? false)
        }
    }
}

/// One theme: the stock of every date, and what two dates say about each other when they may be compared.
public struct ComparisonOutcome: Sendable {
    public enum Status: String, Sendable, Hashable {
        case compared
        /// The two maps do not show the same kind of thing, or it is not known whether they do.
        case refused
    }

    public var comparison: RunComparison
    /// Of the first date against the last.
    public var first: RunVersion
    public var last: RunVersion
    public var refusal: Refusal?
    /// By date in the order of the run, then class in code-point order; polygons before lines before points.
    public var stock: [StockRow] = []
    /// First date against last; nil when refused.
    public var outcome: DiffOutcome?
    /// In a chain of three dates or more: each against the next.
    public var steps: [StepResult] = []
    /// Gaps in the chain of versions, and steps of which the crosswalk says nothing (DOMAIN R18).
    public var missingSteps: [Bilingual] = []
    /// Classes that went from points or lines to polygons, or the other way: no hectares of change.
    public var methodChanges: [MethodChange] = []
    public var reconciliation: [Reconciliation] = []
    /// About the pair, before anything was measured.
    public var notices: [Notice] = []

    public init(comparison: RunComparison, first: RunVersion, last: RunVersion) {
        self.comparison = comparison
        self.first = first
        self.last = last
    }

    public var status: Status { refusal == nil ? .compared : .refused }
    public var result: DiffResult? { outcome?.result }
    /// How the two dates are called in texts.
    public var labels: (old: String, new: String) { VersionLabels.pair(first, last) }
}

/// Why two maps are not compared, and what would allow it.
public struct Refusal: Sendable, Hashable {
    public enum Code: String, Sendable, Hashable {
        /// Fields of the manifest are missing.
        case manifestIncomplete = "manifest-incomplete"
        /// One map shows content, the other steering levels.
        case drawnByDiffers = "drawn-by-differs"
        /// One map has points or lines only, the other polygons only.
        case geometryDiffers = "method-changed"
    }
    public var code: Code
    public var reason: Bilingual
    /// What would allow the comparison.
    public var remedy: Bilingual
}

/// What one map has of one class: exactly one of the three figures.
public struct StockRow: Sendable, Hashable {
    public enum Amount: Sendable, Hashable {
        /// Dissolved, inside the frame.
        case hectares(Double)
        case kilometres(Double)
        case count(Int)
    }
    /// As the run file has it.
    public var date: String?
    public var name: String
    public var amount: Amount

    public init(date: String?, name: String, amount: Amount) {
        self.date = date
        self.name = name
        self.amount = amount
    }
}

/// One step of a chain.
public struct StepResult: Sendable {
    public var first: RunVersion
    public var last: RunVersion
    public var refusal: Refusal?
    public var outcome: DiffOutcome?

    public var result: DiffResult? { outcome?.result }
    public var labels: (old: String, new: String) { VersionLabels.pair(first, last) }
}

/// A published figure beside what the two maps give.
public struct Reconciliation: Sendable, Hashable {
    public var published: PublishedFigure
    /// What a plain subtraction of the two maps gives; hectares.
    public var naive: Double
    /// Naive minus published: what the maps at hand do not explain of the figure.
    public var unexplained: Double { naive - published.hectares }
}

/// Names of dates in texts: the year when that tells the two apart.
public enum VersionLabels {
    public static func pair(_ old: RunVersion, _ new: RunVersion) -> (old: String, new: String) {
        let (oldDate, newDate) = (old.date ?? "?", new.date ?? "?")
        let (oldYear, newYear) = (year(oldDate), year(newDate))
        return oldYear == newYear ? (oldDate, newDate) : (oldYear, newYear)
    }

    /// The year of an ISO date; any other text as it is.
    static func year(_ date: String) -> String {
        let year = date.prefix(4)
        let isYear = year.count == 4 && year.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isYear && (date.count == 4 || date.dropFirst(4).first == "-") ? String(year) : date
    }
}

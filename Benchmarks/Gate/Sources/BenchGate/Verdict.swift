/// What the gate says about one result.
public enum Verdict: String, Sendable, Comparable {
    case ok
    /// More than 10 % slower: said, not red.
    case warn
    /// The runs differ too much to say anything: said, never red.
    case inconclusive
    /// 25 % slower, or more work than 2 % above the baseline: red.
    case fail

    private var rank: Int {
        switch self {
        case .ok: 0
        case .warn: 1
        case .inconclusive: 2
        case .fail: 3
        }
    }

    public static func < (a: Verdict, b: Verdict) -> Bool { a.rank < b.rank }
}

/// The rules. Speed is 1 ÷ ratio to the frozen reference: 25 % less speed is a ratio a third higher.
public enum Gate {
    public static let warnChange = -0.10
    public static let failChange = -0.25
    public static let spreadLimit = 0.10
    public static let leastRuns = 7
    /// Share that a work counter may grow by.
    public static let workLimit = 0.02

    public struct Judgement: Sendable, Equatable {
        public var verdict: Verdict
        /// Change of speed since the baseline: −0.2 is a fifth slower.
        public var change: Double
        /// Counters above the limit, by name, with the baseline's and today's value; sorted.
        public var grown: [Growth]
    }

    public struct Growth: Sendable, Equatable {
        public var counter: String
        public var before: Int
        public var now: Int
    }

    /// - Parameters:
    ///   - ratios: task ÷ reference, one per round, both of the same round.
    ///   - uncertain: counters whose own repeats differ by more than the limit; they are not judged.
    ///   - startsProcess: the task is a process of its own. Starting one and reading its files follow the mood of the system
    ///     and not the reference, which computes: slow is said, not red.
    public static func judge(
        ratios: Sample, work: [String: Int], uncertain: Set<String> = [], startsProcess: Bool = false, baseline: BaselineEntry
    ) -> Judgement {
        let change = ratios.median > 0 ? baseline.ratio / ratios.median - 1 : 0
        let grown = baseline.work.keys.sorted().compactMap { name -> Growth? in
            guard let before = baseline.work[name], let now = work[name], !uncertain.contains(name) else { return nil }
            // In whole numbers, so that exactly 2 % is not above.
            return Double(now - before) * 100 > Double(before) * (workLimit * 100) ? Growth(counter: name, before: before, now: now) : nil
        }
        var verdict = speed(ratios, change, since: baseline.ratio)
        if startsProcess, verdict == .fail { verdict = .warn }
        return Judgement(verdict: grown.isEmpty ? verdict : .fail, change: change, grown: grown)
    }

    private static func speed(_ ratios: Sample, _ change: Double, since baseline: Double) -> Verdict {
        if ratios.count < leastRuns || ratios.spread > spreadLimit { return .inconclusive }
        // A billionth of slack, so that exactly 10 % is on the side it is said to be.
        if change <= failChange + 1e-9 {
            // What became slower is slower in its quickest round too. Where that one is as quick as ever, somebody else was using the machine.
            return baseline / ratios.least - 1 <= warnChange + 1e-9 ? .fail : .inconclusive
        }
        return change <= warnChange + 1e-9 ? .warn : .ok
    }

    /// Exit status of a whole run: 0 good, 1 regression, 2 could not measure.
    ///
    /// - Parameter judgements: of all results that have a baseline.
    public static func exitStatus(_ judgements: [Judgement], answersAgree: Bool) -> Int32 {
        guard answersAgree else { return 2 }
        return judgements.contains { $0.verdict == .fail } ? 1 : 0
    }
}

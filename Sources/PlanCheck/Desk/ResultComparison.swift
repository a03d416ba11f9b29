public import GeoCore

/// The same plans twice: an earlier stage against this one (voorontwerp, ontwerp, definitief), or the answer of one
/// map against that of another. Units are joined by their id, plans by theirs.
public struct ResultComparison: Sendable, Hashable {
    /// The file of the other result or catalogue, as the user gave it.
    public var file: String
    public var plans: [PlanComparison]
    /// Ids that only one of the two has.
    public var onlyEarlier: [String]
    public var onlyNow: [String]
    /// What a reader must know before reading a difference as one of the plan.
    public var notices: [Notice]

    public struct PlanComparison: Sendable, Hashable {
        public var id: String
        public var earlierID: String
        public var earlierAreaHectares: Double
        public var areaHectares: Double
        /// Units whose answer differs, in the order of the hits.
        public var changes: [UnitChange]
        /// Units that only one of the two catalogues has: nothing can be said about a change.
        public var notCompared: [NamedUnit]
        /// Units with the same answer.
        public var unchanged: Int
    }

    public struct UnitChange: Sendable, Hashable {
        public enum Kind: String, Sendable, Hashable {
            /// Overlaps, borders or is near now, and did not before.
            case appeared
            case disappeared
            case stateChanged = "state-changed"
            /// The same state with other hectares, metres or number.
            case amountChanged = "amount-changed"
        }
        public var id: String
        public var quality: String
        public var name: String
        public var kind: Kind
        public var before: UnitAnswer
        public var after: UnitAnswer
    }
}

/// What was said about one unit: the part of a hit that two results can be compared on.
public struct UnitAnswer: Sendable, Hashable {
    public var id: String
    public var quality: String
    public var name: String
    public var state: HitState
    public var areaHectares: Double?
    public var shareOfPlan: Double?
    public var lengthMetres: Double?
    public var count: Int?
    public var sharedBoundaryMetres: Double?
    public var distanceMetres: Double?

    var isShown: Bool { state == .hit || state == .touches || state == .near }
}

extension UnitAnswer {
    init(_ hit: UnitHit) {
        self.init(
            id: hit.id, quality: hit.quality, name: hit.name, state: hit.state, areaHectares: hit.areaHectares,
            shareOfPlan: hit.shareOfPlan, lengthMetres: hit.lengthMetres, count: hit.count,
            sharedBoundaryMetres: hit.sharedBoundaryMetres, distanceMetres: hit.distanceMetres)
    }
}

/// One plan of a result, as far as it is compared.
public struct PlanAnswer: Sendable, Hashable {
    public var id: String
    public var areaHectares: Double
    public var units: [UnitAnswer]

    init(id: String, areaHectares: Double, units: [UnitAnswer]) {
        self.id = id
        self.areaHectares = areaHectares
        self.units = units
    }

    public init(_ plan: PlanResult) {
        self.init(id: plan.id, areaHectares: plan.areaHectares, units: plan.hits.map(UnitAnswer.init))
    }
}

extension ResultComparison {
    /// Hectares and metres below these are the rounding of sums and of coordinates.
    static let sameHectares = 1e-6
    static let sameMetres = 0.01

    /// Joins plans by id without the words that say how far a plan is; when each side has one plan, those two.
    public init(file: String, earlier: [PlanAnswer], now: [PlanAnswer], notices: [Notice] = []) {
        self.file = file
        self.notices = notices
        plans = []
        onlyNow = []
        var open: [String: [PlanAnswer]] = [:]
        for plan in earlier { open[PlanStage.key(plan.id), default: []].append(plan) }
        if earlier.count == 1, now.count == 1, let before = earlier.first, let after = now.first {
            plans = [PlanComparison(before, after)]
            onlyEarlier = []
            if PlanStage.key(before.id) != PlanStage.key(after.id) {
                self.notices.append(Self.joinedByPosition(before.id, after.id))
            }
            return
        }
        for plan in now {
            let key = PlanStage.key(plan.id)
            guard var candidates = open[key], !candidates.isEmpty else {
                onlyNow.append(plan.id)
                continue
            }
            // Equal ids first; else in the order of the earlier result.
            let place = candidates.firstIndex { $0.id == plan.id } ?? 0
            plans.append(PlanComparison(candidates.remove(at: place), plan))
            open[key] = candidates
        }
        let left = Set(open.values.joined().map(\.id))
        onlyEarlier = earlier.map(\.id).filter(left.contains)
    }

    private static func joinedByPosition(_ before: String, _ after: String) -> Notice {
        Notice(
            "plans-joined",
            message: Bilingual(
                en: "plan '\(after)' is compared with '\(before)': each side has one plan, their ids differ",
                nl: "plan '\(after)' is vergeleken met '\(before)': elke kant heeft één plan, de id's verschillen"))
    }
}

extension ResultComparison.PlanComparison {
    init(_ before: PlanAnswer, _ after: PlanAnswer) {
        id = after.id
        earlierID = before.id
        earlierAreaHectares = before.areaHectares
        areaHectares = after.areaHectares
        changes = []
        notCompared = []
        unchanged = 0
        let old = Dictionary(before.units.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for unit in after.units {
            guard let was = old[unit.id] else {
                notCompared.append(NamedUnit(id: unit.id, name: unit.name))
                continue
            }
            if let change = ResultComparison.UnitChange(was, unit) { changes.append(change) } else { unchanged += 1 }
        }
        let now = Set(after.units.map(\.id))
        notCompared += before.units.filter { !now.contains($0.id) }.map { NamedUnit(id: $0.id, name: $0.name) }
    }
}

extension ResultComparison.UnitChange {
    /// nil when the answer is the same.
    init?(_ before: UnitAnswer, _ after: UnitAnswer) {
        let kind: Kind
        if before.state == .noData || after.state == .noData {
            guard before.state != after.state else { return nil }
            kind = .stateChanged
        } else if before.isShown != after.isShown {
            kind = after.isShown ? .appeared : .disappeared
        } else if !after.isShown {
            return nil
        } else if before.state != after.state {
            kind = .stateChanged
        } else if before.differs(from: after) {
            kind = .amountChanged
        } else {
            return nil
        }
        self.init(id: after.id, quality: after.quality, name: after.name, kind: kind, before: before, after: after)
    }
}

extension UnitAnswer {
    /// Whether the measures of two answers in the same state differ by more than rounding.
    func differs(from other: UnitAnswer) -> Bool {
        func far(_ a: Double?, _ b: Double?, _ limit: Double) -> Bool { abs((a ?? 0) - (b ?? 0)) > limit }
        switch state {
        case .hit:
            return far(areaHectares, other.areaHectares, ResultComparison.sameHectares)
                || far(lengthMetres, other.lengthMetres, ResultComparison.sameMetres) || (count ?? 0) != (other.count ?? 0)
        case .touches: return far(sharedBoundaryMetres, other.sharedBoundaryMetres, ResultComparison.sameMetres)
        case .near: return far(distanceMetres, other.distanceMetres, ResultComparison.sameMetres)
        case .notHit, .noData: return false
        }
    }
}

/// How far a plan is, as its id or file name says.
enum PlanStage {
    private static let words = ["voorontwerp", "ontwerp", "vastgesteld", "vastgestelde", "definitief", "definitieve", "concept"]

    /// The id without stage: the status suffix of an IMRO id, the stage words of a file name. The ending goes too, so
    /// that a draft as GeoJSON meets the final plan as GML.
    static func key(_ id: String) -> String {
        if let plain = IMROID.withoutStatus(id) { return plain }
        let halves = id.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        var path = halves.first ?? id
        if let dot = path.lastIndex(of: "."), !path[dot...].contains("/") { path = String(path[..<dot]) }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let words = path.dropFirst(folder.count).lowercased()
            .split(whereSeparator: { "_- .".contains($0) }).map(String.init).filter { !Self.words.contains($0) }
        return folder + words.joined(separator: "_") + (halves.count > 1 ? "#" + halves[1] : "")
    }
}

extension PlanCheckRun {
    /// The same plans against another catalogue, joined to `result` by unit id. Tolerance and distances are those of
    /// `result`, so that only the map differs.
    public static func compared(
        _ result: CheckResult, with other: Catalogue, plans: [PlanInput], options: CheckOptions,
        progress: (Progress) -> Void = { _ in }
    ) throws(InputError) -> ResultComparison {
        var options = options
        options.toleranceMetres = result.parameters.toleranceMetres
        options.nearMetres = result.parameters.nearMetres
        options.farMetres = result.parameters.farMetres
        options.register = nil
        options.keepsShapes = false
        let answers = try run(plans: plans, catalogue: other, options: options, progress: progress)
        return ResultComparison(
            file: other.file, earlier: answers.plans.map(PlanAnswer.init), now: result.plans.map(PlanAnswer.init),
            notices: answers.notices.filter { $0.code != "units-read-whole" && $0.code != SyntheticData.noticeCode })
    }
}

public import GeoCore

/// What a comparison says under other choices, and which of its conclusions do not survive them.
public struct Sweep: Sendable, Hashable {
    /// The figures of one run that conclusions are read from. Areas in hectares.
    public struct Run: Sendable, Hashable {
        public var toleranceMetres: Double
        public var minAreaHectares: Double
        /// Another crosswalk than that of the comparison.
        public var crosswalk: String?
        public var drawing: Double
        public var small: Double
        public var real: Double
        public var open: Double
        public var bounds: RealBounds
        public var boundary: RealBounds
        public var levels: RealBounds
        /// Possibly real gains minus losses on the boundary, and per class.
        public var realNet: Double
        public var classNets: [String: Double]
        public var commonReal: Double
    }

    /// One conclusion that another run does not share.
    public struct Flip: Sendable, Hashable {
        public enum Kind: String, Sendable, Hashable {
            /// More, less or nothing became another of the three.
            case sign
            /// A figure lies outside the bounds of the comparison.
            case outsideBounds = "outside-bounds"
        }
        public var kind: Kind
        public var what: Bilingual
        /// Stable name of the conclusion.
        public var code: String
        public var className: String?
        /// In the comparison itself, and in the run.
        public var own: Double
        public var other: Double
        /// Index in `runs`.
        public var run: Int
    }

    /// The comparison itself first.
    public private(set) var runs: [Run]
    /// By conclusion, then by run.
    public private(set) var flips: [Flip] = []

    /// Runs the comparison once per setting; the first is given.
    /// - Parameters:
    ///   - own: the comparison with `plan.settings[0]`.
    ///   - monitor: told which setting it is; `level` names of what the sweep is a part of stay before it.
    ///   - compare: a run with one setting.
    public init(
        _ plan: SweepPlan, own: DiffResult, monitor: WorkMonitor? = nil, level: Int = 0,
        compare: (SweepPlan.Setting) throws(InputError) -> DiffResult
    ) throws(InputError) {
        runs = []
        for (index, setting) in plan.settings.enumerated() {
            let place = "\(index + 1)/\(plan.settings.count)"
            monitor?.within(Bilingual(en: "choices \(place)", nl: "keuzes \(place)"), level: level)
            runs.append(Run(index == 0 ? own : try compare(setting), setting))
        }
        monitor?.leave(to: level)
        compareConclusions()
    }

    // MARK: conclusions

    /// A conclusion of a run: its value, and where it may lie.
    private struct Conclusion {
        var code: String
        var what: Bilingual
        var className: String?
        var value: @Sendable (Run) -> Double
    }

    /// Below 10 cm² is rounding.
    private static let noise = 1e-7

    private static func sign(_ value: Double) -> Int { value.magnitude < noise ? 0 : value > 0 ? 1 : -1 }

    private mutating func compareConclusions() {
        guard let own = runs.first else { return }
        for conclusion in Self.signs(own) {
            let before = conclusion.value(own)
            for index in runs.indices.dropFirst() {
                let after = conclusion.value(runs[index])
                guard Self.sign(before) != Self.sign(after) else { continue }
                add(.sign, conclusion, before, after, index)
            }
        }
        for (conclusion, bounds) in Self.ranges(own) {
            for index in runs.indices.dropFirst() {
                let after = conclusion.value(runs[index])
                if after < bounds.lower - Self.noise { add(.outsideBounds, conclusion, bounds.lower, after, index) }
                if after > bounds.upper + Self.noise { add(.outsideBounds, conclusion, bounds.upper, after, index) }
            }
        }
    }

    private mutating func add(_ kind: Flip.Kind, _ conclusion: Conclusion, _ own: Double, _ other: Double, _ run: Int) {
        flips.append(Flip(
            kind: kind, what: conclusion.what, code: conclusion.code, className: conclusion.className, own: own,
            other: other, run: run))
    }

    /// Whether there is any, and which way it goes.
    private static func signs(_ own: Run) -> [Conclusion] {
        var all = [
            Conclusion(
                code: "real-lower", what: Bilingual(en: "possibly real at least", nl: "mogelijk echt, minstens"),
                value: { $0.bounds.lower }),
            Conclusion(
                code: "boundary-lower",
                what: Bilingual(en: "possibly real on the boundary at least", nl: "mogelijk echt in de begrenzing, minstens"),
                value: { $0.boundary.lower }),
            Conclusion(
                code: "levels-lower",
                what: Bilingual(en: "possibly real on both maps at least", nl: "mogelijk echt op beide kaarten, minstens"),
                value: { $0.levels.lower }),
            Conclusion(
                code: "real-net",
                what: Bilingual(
                    en: "balance of possibly real gains and losses", nl: "saldo van mogelijk echte winst en verlies"),
                value: { $0.realNet }),
            Conclusion(
                code: "common-real",
                what: Bilingual(
                    en: "possibly real at the common legend", nl: "mogelijk echt op de gezamenlijke legenda"),
                value: { $0.commonReal }),
        ]
        for name in own.classNets.keys.sorted(by: codePointOrder) {
            all.append(Conclusion(
                code: "class-net",
                what: Bilingual(
                    en: "balance of possibly real gains and losses of '\(name)'",
                    nl: "saldo van mogelijk echte winst en verlies van '\(name)'"),
                className: name, value: { $0.classNets[name] ?? 0 }))
        }
        return all
    }

    /// Both ends of another run's bounds must lie within those of the comparison.
    private static func ranges(_ own: Run) -> [(Conclusion, RealBounds)] {
        func ends(
            _ code: String, _ en: String, _ nl: String, _ bounds: @escaping @Sendable (Run) -> RealBounds
        ) -> [(Conclusion, RealBounds)] {
            [
                (Conclusion(
                    code: code + "-lower", what: Bilingual(en: "lower bound" + en, nl: "ondergrens" + nl),
                    value: { bounds($0).lower }), bounds(own)),
                (Conclusion(
                    code: code + "-upper", what: Bilingual(en: "upper bound" + en, nl: "bovengrens" + nl),
                    value: { bounds($0).upper }), bounds(own)),
            ]
        }
        return ends("bounds", "", "", { $0.bounds })
            + ends("boundary", " of the boundary", " van de begrenzing", { $0.boundary })
            + ends("levels", " of class or level", " van klasse of niveau", { $0.levels })
    }

    /// For each run the number of its flips.
    public func flipCount(ofRun index: Int) -> Int { flips.count { $0.run == index } }
}

extension Sweep.Run {
    init(_ result: DiffResult, _ setting: SweepPlan.Setting) {
        toleranceMetres = setting.toleranceMetres
        minAreaHectares = setting.minAreaHectares
        crosswalk = setting.crosswalk.map { $0.file ?? "" }
        drawing = result.causes[.drawing]
        small = result.causes[.small]
        real = result.causes[.real]
        open = result.openHectares
        bounds = result.bounds
        boundary = result.boundary.bounds
        levels = result.levels.bounds
        realNet = result.boundary.gainCauses[.real] - result.boundary.lossCauses[.real]
        classNets = Dictionary(
            result.classes.map { ($0.name, $0.gainCauses[.real] - $0.lossCauses[.real]) }, uniquingKeysWith: { first, _ in first })
        commonReal = result.commonLegend.real
    }
}

extension Sweep {
    func json(_ language: Language) -> JSONValue {
        [
            "runs": .array(runs.map { run in
                [
                    "tolerance_m": .number(run.toleranceMetres), "min_area_ha": .number(run.minAreaHectares),
                    "crosswalk": .optional(run.crosswalk), "X": .number(run.drawing), "S": .number(run.small),
                    "R": .number(run.real), "open_ha": .number(run.open), "real_lower_ha": .number(run.bounds.lower),
                    "real_strict_lower_ha": .optional(run.bounds.strictLower), "real_upper_ha": .number(run.bounds.upper),
                    "boundary": ["real_lower_ha": .number(run.boundary.lower), "real_upper_ha": .number(run.boundary.upper)],
                    "levels": ["real_lower_ha": .number(run.levels.lower), "real_upper_ha": .number(run.levels.upper)],
                    "real_net_ha": .number(run.realNet), "common_real_ha": .number(run.commonReal),
                ]
            }),
            "flips": .array(flips.map { flip in
                [
                    "kind": .string(flip.kind.rawValue), "code": .string(flip.code), "class": .optional(flip.className),
                    "what": .string(flip.what.text(language)), "own_ha": .number(flip.own), "other_ha": .number(flip.other),
                    "run": .integer(flip.run),
                ]
            }),
        ]
    }
}

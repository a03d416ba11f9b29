import GeoCore
import LayerDiff

/// `--sweep`: the comparison again with other choices.
struct SweepRequest {
    let isWanted: Bool
    let tolerances: [Double]?
    let crosswalkFiles: [String]

    init(_ arguments: RawArguments) throws(InputError) {
        tolerances = try arguments.metresList("sweep-tolerances")
        crosswalkFiles = arguments.all("sweep-crosswalk")
        isWanted = arguments.flag("sweep") ?? (tolerances != nil || !crosswalkFiles.isEmpty)
    }

    /// nil when it was not asked for.
    func plan(for options: DiffOptions) throws(InputError) -> SweepPlan? {
        guard isWanted else { return nil }
        var crosswalks: [Crosswalk] = []
        for file in crosswalkFiles { crosswalks.append(try Crosswalk.read(file)) }
        let plan = SweepPlan(options: options, tolerances: tolerances, crosswalks: crosswalks)
        guard !plan.isEmpty else {
            throw Usage.error(
                "sweep-nothing", en: "--sweep has nothing to vary: there is no tolerance, minimum area or other crosswalk",
                nl: "--sweep heeft niets te variëren: er is geen tolerantie, minimummaat of andere vertaaltabel",
                remedy: Bilingual(
                    en: "give --tolerance, --min-area, --sweep-tolerances or --sweep-crosswalk",
                    nl: "geef --tolerance, --min-area, --sweep-tolerances of --sweep-crosswalk"))
        }
        return plan
    }

    static let options: [OptionSpec] = [
        OptionSpec(
            name: "sweep", kind: .off,
            summary: Bilingual(
                en: "compare again with half and twice the tolerance and with no and twice the minimum area, and list the conclusions that change",
                nl: "vergelijk opnieuw met de halve en dubbele tolerantie en zonder en met de dubbele minimummaat, en noem de conclusies die omslaan")),
        OptionSpec(
            name: "sweep-tolerances", kind: .value("M[,M]"),
            summary: Bilingual(
                en: "the tolerances to compare again with, such as 1,5,10", nl: "de toleranties om opnieuw mee te vergelijken, zoals 1,5,10")),
        OptionSpec(
            name: "sweep-crosswalk", kind: .value("FILE.csv"),
            summary: Bilingual(
                en: "another crosswalk to compare again with", nl: "een andere vertaaltabel om opnieuw mee te vergelijken"),
            repeats: true),
    ]
}

extension Sweep {
    /// Runs the plan on layers that are read already.
    static func run(
        _ plan: SweepPlan, own: DiffResult, pair: PreparedPair, options: DiffOptions
    ) throws(InputError) -> Sweep {
        try Sweep(plan, own: own, monitor: options.monitor) { setting throws(InputError) in
            try LayerDiffRun.run(
                old: pair.old.layer, new: pair.new.layer, options: setting.applied(to: options), audit: pair.audit)
        }
    }
}

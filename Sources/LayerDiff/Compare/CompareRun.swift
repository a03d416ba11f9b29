public import GeoCore

/// What a run needs beside its file.
public struct CompareOptions: Sendable {
    public var threads = 1
    /// Only these comparisons; nil: all.
    public var only: [String]?
    /// Record the SHA-256 of the input files.
    public var hashesFiles = false
    /// Told how far the run is.
    public var monitor: WorkMonitor?
    /// Shapes are wanted beside the accounts.
    public var wantsFaces = false
    /// Every comparison again with other tolerances and minimum areas, to see which conclusions change.
    public var sweeps = false

    public init() {}
}

/// The evaluator's run: every comparison of a run file.
public enum CompareRun {
    /// - Throws: bad input, naming the comparison: nothing is half done. A refused pair is no error.
    /// - Complexity: each map is read once; each pair costs what `LayerDiffRun` does.
    public static func run(
        _ run: RunFile, options: CompareOptions
    ) throws(InputError) -> CompareResult {
        let wanted = try selected(run, options.only)
        var result = CompareResult(run: run)
        let taken = Set(wanted.map(\.id))
        result.leftOut = run.comparisons.map(\.id).filter { !taken.contains($0) }

        // Small files first: a mistake in them must not wait for the maps.
        let target = try run.crs.map { code throws(InputError) in
            do throws(InputError) { return try CoordinateReferenceSystem(parsing: code) } catch { throw error.located(file: run.file) }
        }
        var shared = DiffOptions()
        if let file = run.crosswalk { shared.crosswalk = try Crosswalk.read(run.path(file), name: file) }
        if let file = run.legendFile { shared.legendFile = try LegendFile.read(run.path(file), name: file) }
        var maps = RunMaps(run, comparisons: wanted, target: target, options: options)
        shared.frame = try run.frame.map { object throws(InputError) in try maps.area(object) }
        shared.zones = try run.zones.map { zones throws(InputError) in try maps.zones(zones) }
        shared.evidence = try run.evidence.map { object throws(InputError) in try maps.evidence(object) }
        shared.tolerance = PositionalTolerance(metres: run.accuracyMetres ?? 0, source: run.accuracySource)
        shared.minAreaHectares = run.minAreaHectares ?? 0
        shared.threads = max(1, options.threads)
        shared.targetCRS = run.crs
        shared.repair = run.repair
        shared.repairLimit = run.repairLimit
        shared.wantsFaces = options.wantsFaces
        shared.monitor = options.monitor

        if options.sweeps, SweepPlan(options: shared).isEmpty { throw nothingToVary(run) }
        for (index, comparison) in wanted.enumerated() {
            let place = "\(index + 1)/\(wanted.count) \(comparison.id)"
            options.monitor?.within(Bilingual(en: place, nl: place))
            options.monitor?.begin(ComparisonPhase.reading)
            do throws(InputError) {
                result.comparisons.append(
                    try ComparisonRun(comparison, shared: shared, target: target, sweeps: options.sweeps).result(&maps))
            } catch {
                throw error.inComparison(comparison.id)
            }
        }
        return result
    }

    private static func nothingToVary(_ run: RunFile) -> InputError {
        InputError(
            "sweep-nothing", file: run.file,
            problem: Bilingual(
                en: "--sweep has nothing to vary: the run gives no accuracy and no minimum area",
                nl: "--sweep heeft niets te variëren: het bestand geeft geen tekennauwkeurigheid en geen minimummaat"),
            remedy: Bilingual(
                en: "fill in accuracy_m or min_area_ha", nl: "vul accuracy_m of min_area_ha in"))
    }

    /// The comparisons asked for, in the order of the file.
    private static func selected(_ run: RunFile, _ only: [String]?) throws(InputError) -> [RunComparison] {
        guard let only else { return run.comparisons }
        let known = run.comparisons.map(\.id)
        for id in only where !known.contains(id) {
            throw InputError(
                "comparison-unknown", kind: .usage, file: run.file,
                problem: Bilingual(en: "there is no comparison '\(id)'", nl: "er is geen vergelijking '\(id)'"),
                remedy: Suggestion.remedy(for: id, among: known))
        }
        return run.comparisons.filter { only.contains($0.id) }
    }
}

extension InputError {
    /// The error with the comparison it stopped.
    fileprivate func inComparison(_ id: String) -> InputError {
        var copy = self
        copy.problem = Bilingual(en: "comparison '\(id)': " + problem.en, nl: "vergelijking '\(id)': " + problem.nl)
        return copy
    }
}

/// One comparison of a run.
private struct ComparisonRun {
    let comparison: RunComparison
    let shared: DiffOptions
    let target: CoordinateReferenceSystem?
    let sweeps: Bool

    init(_ comparison: RunComparison, shared: DiffOptions, target: CoordinateReferenceSystem?, sweeps: Bool) {
        self.comparison = comparison
        self.shared = shared
        self.target = target
        self.sweeps = sweeps
    }

    func result(_ maps: inout RunMaps) throws(InputError) -> ComparisonOutcome {
        let versions = comparison.dated
        var layers: [ClassifiedLayer] = []
        for version in versions { layers.append(try maps.map(version, of: comparison)) }
        guard let first = versions.first, let last = versions.last, let old = layers.first, let new = layers.last else {
            // The decoder saw to two versions with layers.
            return ComparisonOutcome(comparison: comparison, first: comparison.versions[0], last: comparison.versions[0])
        }
        var result = ComparisonOutcome(comparison: comparison, first: first, last: last)
        for (version, layer) in zip(versions, layers) { result.stock += stock(version, layer) }
        let chain = VersionChain(comparison, rows: shared.crosswalk?.rows(ofTheme: comparison.theme) ?? [])
        result.missingSteps = chain.missing
        result.methodChanges = MethodChange.list(
            old: old, new: new, rows: shared.crosswalk?.rows(ofTheme: comparison.theme) ?? [])
        result.notices = Comparability.notices(first, last)

        let whole = try pair(first, last, old, new, maps, chain.rowsOfWhole)
        result.refusal = whole.refusal
        result.outcome = whole.outcome
        if versions.count > 2 {
            for index in 1..<versions.count {
                let step = try pair(
                    versions[index - 1], versions[index], layers[index - 1], layers[index], maps
                ) { chain.rows(of: $0, from: versions[index - 1], to: versions[index]) }
                result.steps.append(step)
            }
        }
        if let account = result.result {
            result.reconciliation = comparison.published.map {
                Reconciliation(published: $0, naive: naive($0.what, account))
            }
        }
        return result
    }

    /// - Parameter rows: the rows of a crosswalk that are about these two dates.
    private func pair(
        _ first: RunVersion, _ last: RunVersion, _ old: ClassifiedLayer, _ new: ClassifiedLayer, _ maps: RunMaps,
        _ rowsAbout: (Crosswalk) -> [CrosswalkRow]
    ) throws(InputError) -> StepResult {
        var step = StepResult(first: first, last: last)
        var options = shared
        if let crosswalk = shared.crosswalk { options.crosswalk?.rows = rowsAbout(crosswalk) }
        let rows = options.crosswalk?.rows(ofTheme: comparison.theme) ?? []
        step.refusal = Comparability.refusal(first, last, old: old, new: new, rows: rows)
        guard step.refusal == nil else { return step }
        options.theme = comparison.theme
        options.classes = comparison.classes
        options.legend = comparison.legend
        options.sameMeaning = comparison.sameMeaning
        options.overlaps = comparison.overlaps
        if let limit = comparison.overlapLimit { options.overlapLimit = limit }
        (options.oldLabel, options.newLabel) = VersionLabels.pair(first, last)
        options.oldExtent = try first.extent.map { object throws(InputError) in try maps.area(object) }
        options.newExtent = try last.extent.map { object throws(InputError) in try maps.area(object) }
        if target == nil {
            // Without a CRS of the run both maps must already be in one.
            _ = try LayerPreparation.reconcileCRS(old: old, new: new, target: nil)
        }
        var outcome = try LayerDiffRun.outcome(old: old, new: new, options: options)
        if sweeps {
            outcome.result.sweep = try Sweep(
                SweepPlan(options: options), own: outcome.result, monitor: options.monitor, level: 1
            ) { setting throws(InputError) in
                try LayerDiffRun.run(old: old, new: new, options: setting.applied(to: options))
            }
        }
        step.outcome = outcome
        return step
    }

    /// What a map has of every class, inside the frame.
    private func stock(_ version: RunVersion, _ layer: ClassifiedLayer) -> [StockRow] {
        let masks = shared.frame.map { [$0.polygons] } ?? []
        let areas = AreaEngine.measure(layer.engineLayer, masks: masks, threads: shared.threads).groupAreas
        func row(_ name: String, _ amount: StockRow.Amount) -> StockRow {
            StockRow(date: version.date, name: name, amount: amount)
        }
        return layer.classes.indices.map { row(layer.classes[$0], .hectares(hectares(areas[$0]))) }
            + layer.lineMetres.keys.sorted(by: codePointOrder).map { row($0, .kilometres((layer.lineMetres[$0] ?? 0) / 1000)) }
            + layer.pointCounts.keys.sorted(by: codePointOrder).map { row($0, .count(layer.pointCounts[$0] ?? 0)) }
    }

    private func naive(_ what: PublishedFigure.Kind, _ account: DiffResult) -> Double {
        switch what {
        case .net: account.boundary.net
        case .old: account.boundary.both + account.boundary.onlyOld
        case .new: account.boundary.both + account.boundary.onlyNew
        }
    }
}

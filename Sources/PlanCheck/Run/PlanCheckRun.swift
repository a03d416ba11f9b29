import Foundation
public import GeoCore

/// Checks plans against a catalogue: the entry point of the module.
public enum PlanCheckRun {
    /// How far a run is, for a progress line.
    public enum Progress: Sendable, Hashable {
        case readingPlans(count: Int)
        case readingUnits(count: Int)
        /// Plans done, of how many.
        case checking(done: Int, of: Int)
    }

    /// Every plan against every unit.
    ///
    /// A plan that cannot be read or checked is in `plansFailed`; the others are done. A unit that cannot be read
    /// has no data. The result is the same for any number of workers.
    /// - Parameters:
    ///   - plans: at least one.
    ///   - progress: called from the thread that called `run`.
    /// - Throws: what concerns all plans: the catalogue's CRS, or an option that is no length.
    public static func run(
        plans: [PlanInput], catalogue: Catalogue, options: CheckOptions = CheckOptions(),
        progress: (Progress) -> Void = { _ in }
    ) throws(InputError) -> CheckResult {
        let limits = ResolvedLimits(options: options, defaults: catalogue.defaults)
        try limits.check(options)
        let crs = try CatalogueCRS(catalogue)
        let workers = max(1, options.workers ?? ProcessInfo.processInfo.activeProcessorCount)
        var result = CheckResult(
            catalogue: CatalogueSummary(
                file: catalogue.file, sha256: catalogue.sha256, name: catalogue.name, units: 0,
                crs: crs.crs.code ?? crs.crs.name),
            parameters: CheckParameters(options, limits: limits, defaults: catalogue.defaults))

        progress(.readingPlans(count: plans.count))
        var outlines: [PlanOutline] = []
        for (input, read) in zip(plans, self.outlines(plans, crs, options, workers)) {
            switch read {
            case .success(let some): outlines += some
            case .failure(let error): result.plansFailed.append(FailedPlan(file: input.label, error: error))
            }
        }

        progress(.readingUnits(count: catalogue.units.count))
        var notices: [Notice] = []
        let evaluator = evaluator(
            catalogue, crs, limits, options, outlines, workers: workers, notices: &notices, work: &result.work)
        result.catalogue.units = evaluator.units.count

        // In batches, so that progress is told on the caller's thread.
        let batch = max(1, workers * 16)
        for start in stride(from: 0, to: outlines.count, by: batch) {
            progress(.checking(done: start, of: outlines.count))
            let some = Array(outlines[start..<min(start + batch, outlines.count)])
            for (outline, done) in zip(some, attempts(some.count, workers) { (index) throws(InputError) in
                try evaluator.evaluate(some[index])
            }) {
                switch done {
                case .success(let outcome):
                    result.plans.append(outcome.plan)
                    result.checks.add(outcome.checks)
                    result.work = result.work + outcome.work
                    notices += outcome.notices
                case .failure(let error):
                    result.plansFailed.append(FailedPlan(file: outline.file ?? outline.id, error: error))
                }
            }
        }
        result.notices = CheckNotices.gathered(notices, checks: result.checks)
        return result
    }

    /// The outlines of every input, or why there are none.
    static func outlines(
        _ plans: [PlanInput], _ crs: CatalogueCRS, _ options: CheckOptions, _ workers: Int
    ) -> [Result<[PlanOutline], InputError>] {
        let reader = PlanReader(crs: crs, options: options)
        return attempts(plans.count, workers) { (index) throws(InputError) in try reader.outlines(of: plans[index]) }
    }

    private static func attempts<Value: Sendable>(
        _ count: Int, _ workers: Int, _ body: @Sendable (Int) throws(InputError) -> Value
    ) -> [Result<Value, InputError>] {
        parallelMap(count: count, workers: workers) { (index: Int) -> Result<Value, InputError> in
            do throws(InputError) {
                return .success(try body(index))
            } catch {
                return .failure(error)
            }
        }
    }

    /// Up to so many plans are each read for; beyond it most of a catalogue is needed anyway, and is read once.
    static let windowedPlans = 32

    private static func evaluator(
        _ catalogue: Catalogue, _ crs: CatalogueCRS, _ limits: ResolvedLimits, _ options: CheckOptions,
        _ outlines: [PlanOutline], workers: Int, notices: inout [Notice], work: inout ReadWork
    ) -> PlanEvaluator {
        var box = Box.empty
        for outline in outlines { box.add(outline.polygons.box) }
        // Whole units are needed for shares, and when nothing limits how far away the nearest place may be.
        let window = options.shares || !limits.reach.isFinite ? nil : box.expanded(by: limits.reach)
        let index = FreshIndex(catalogue)
        notices += index.notices
        let isWindowed = outlines.count <= windowedPlans
        let loader = UnitLoader(
            catalogue: catalogue, crs: crs, index: index, isWindowed: isWindowed, window: window, shares: options.shares,
            threads: workers)
        let loaded = loader.load()
        notices += loaded.notices
        work = loaded.work
        if options.shares, loaded.measured > 0 { notices.append(CheckNotices.unitsReadWhole(loaded.measured)) }
        return PlanEvaluator(
            units: loaded.units, limits: limits,
            extent: loader.area(catalogue.extent, CatalogueIndex.extentKey, &notices),
            urbanArea: loader.area(catalogue.urbanArea, CatalogueIndex.urbanKey, &notices),
            window: index.entries.isEmpty || !isWindowed
                ? nil : PlanEvaluator.Window(catalogue: catalogue, crs: crs, shares: options.shares),
            notMapped: catalogue.notMapped, ground: options.ground, threads: outlines.count == 1 ? workers : 1)
    }
}

extension CheckParameters {
    init(_ options: CheckOptions, limits: ResolvedLimits, defaults: CatalogueDefaults) {
        let isFromCatalogue =
            (options.toleranceMetres == nil && defaults.toleranceMetres != nil)
            || (options.nearMetres == nil && defaults.nearMetres != nil)
            || (options.farMetres == nil && defaults.farMetres != nil)
        self.init(
            toleranceMetres: limits.tolerance, nearMetres: limits.near, farMetres: limits.far,
            defaultsSource: isFromCatalogue ? defaults.source : nil, repair: options.repair,
            bufferMetres: options.bufferMetres, planCRS: options.planCRS, planName: options.planName,
            eachField: options.eachField, shares: options.shares, ground: options.ground, caseText: options.caseText)
    }
}

extension CheckChecks {
    mutating func add(_ other: CheckChecks) {
        compared += other.compared
        disagreements += other.disagreements
        engineVersusGEOSMaxRelative = max(engineVersusGEOSMaxRelative, other.engineVersusGEOSMaxRelative)
    }
}

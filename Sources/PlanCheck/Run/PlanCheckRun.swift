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
        var checked: [PlanResult] = []
        var result = try stream(plans: plans, catalogue: catalogue, options: options, progress: progress) { outcome in
            if case .checked(let plan) = outcome { checked.append(plan.result) }
        }
        result.plans = checked
        return result
    }

    /// As `run`, handing every plan to `body` as soon as it is done, in the order of the input, and keeping none:
    /// memory holds the catalogue's units and a few plans, however many there are.
    ///
    /// - Parameters:
    ///   - index: of the catalogue, when it is being read already.
    ///   - body: called from the thread that called `stream`; what it throws ends the run.
    /// - Returns: everything but the plans themselves.
    public static func stream(
        plans: [PlanInput], catalogue: Catalogue, index: IndexAhead? = nil, options: CheckOptions = CheckOptions(),
        progress: (Progress) -> Void = { _ in }, body: (PlanOutcome) throws(InputError) -> Void
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
        var notices: [Notice] = []
        var evaluator: PlanEvaluator?
        // Plans, of which a file holds one or many; files that are still to be read count for one.
        var done = 0
        var filesLeft = plans.count
        let reader = PlanReader(crs: crs, options: options, threads: plans.count == 1 ? workers : 1)

        for start in stride(from: 0, to: plans.count, by: filesAtOnce) {
            progress(.readingPlans(count: plans.count))
            let some = plans[start..<min(start + filesAtOnce, plans.count)]
            let read = attempts(some.count, workers) { (index) throws(InputError) in
                try reader.outlines(of: plans[start + index])
            }
            if evaluator == nil {
                progress(.readingUnits(count: catalogue.units.count))
                let outlines = plans.count <= filesAtOnce ? read.flatMap { (try? $0.get()) ?? [] } : nil
                var made = Self.evaluator(
                    catalogue, FreshIndex(catalogue, index), crs, limits, options, outlines, workers: workers,
                    notices: &notices, work: &result.work)
                made.register = try options.register.map { inputs throws(InputError) in
                    try register(inputs, reader, made.units, workers, &result, body)
                }
                result.catalogue.units = made.units.count
                evaluator = made
            }
            guard let evaluator else { continue }
            for (input, outcome) in zip(some, read) {
                filesLeft -= 1
                switch outcome {
                case .failure(let error):
                    let failed = FailedPlan(file: input.label, error: error)
                    result.plansFailed.append(failed)
                    done += 1
                    try body(.failed(failed))
                case .success(let outlines):
                    // In batches, so that progress is told on the caller's thread.
                    for place in stride(from: 0, to: outlines.count, by: workers * 16) {
                        progress(.checking(done: done + place, of: done + outlines.count + filesLeft))
                        let batch = Array(outlines[place..<min(place + workers * 16, outlines.count)])
                        try check(batch, evaluator, workers, &result, &notices, body)
                    }
                    done += outlines.count
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
        let reader = PlanReader(crs: crs, options: options, threads: plans.count == 1 ? workers : 1)
        return attempts(plans.count, workers) { (index) throws(InputError) in try reader.outlines(of: plans[index]) }
    }

    /// The register's plans; one that cannot be read is a plan that failed, because what lies in it is not known.
    private static func register(
        _ inputs: [PlanInput], _ reader: PlanReader, _ units: [CheckUnit], _ workers: Int, _ result: inout CheckResult,
        _ body: (PlanOutcome) throws(InputError) -> Void
    ) throws(InputError) -> Register {
        var options = CheckOptions(repair: reader.options.repair, planCRS: reader.options.planCRS)
        options.planFolders = reader.options.planFolders
        let separate = SeparatePlans(
            reader: PlanReader(crs: reader.crs, options: options), eachFeature: true, idField: reader.options.eachField)
        var outlines: [PlanOutline] = []
        for (input, read) in zip(inputs, attempts(inputs.count, workers) { (index) throws(InputError) in
            try separate.plans(of: inputs[index])
        }) {
            switch read {
            case .success(let plans): outlines += plans.map(\.outline)
            case .failure(let error):
                let failed = FailedPlan(file: input.label, error: error)
                result.plansFailed.append(failed)
                try body(.failed(failed))
            }
        }
        return Register(plans: outlines, units: units, threads: workers)
    }

    /// Plan files that are held at once.
    static let filesAtOnce = 256

    private static func check(
        _ outlines: [PlanOutline], _ evaluator: PlanEvaluator, _ workers: Int, _ result: inout CheckResult,
        _ notices: inout [Notice], _ body: (PlanOutcome) throws(InputError) -> Void
    ) throws(InputError) {
        for (outline, done) in zip(outlines, attempts(outlines.count, workers) { (index) throws(InputError) in
            try evaluator.evaluate(outlines[index])
        }) {
            switch done {
            case .success(let outcome):
                result.checks.add(outcome.checks)
                result.work = result.work + outcome.work
                notices = CheckNotices.merged(notices + outcome.notices)
                try body(.checked(CheckedPlan(result: outcome.plan, shapes: outcome.shapes)))
            case .failure(let error):
                let failed = FailedPlan(file: outline.file ?? outline.id, error: error)
                result.plansFailed.append(failed)
                try body(.failed(failed))
            }
        }
    }

    static func attempts<Value: Sendable>(
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
        _ catalogue: Catalogue, _ index: FreshIndex, _ crs: CatalogueCRS, _ limits: ResolvedLimits,
        _ options: CheckOptions, _ outlines: [PlanOutline]?, workers: Int, notices: inout [Notice], work: inout ReadWork
    ) -> PlanEvaluator {
        var box = Box.empty
        for outline in outlines ?? [] { box.add(outline.polygons.box) }
        // Whole units are needed for shares, when nothing limits how far away the nearest place may be, and when not
        // all plans are known yet.
        let window =
            options.shares || outlines == nil || options.register != nil || !limits.reach.isFinite ? nil : box.expanded(by: limits.reach)
        notices += index.notices
        // A register needs every unit as a whole, and a picture shows more than what is near the plan.
        let isWindowed = options.register == nil && !options.keepsShapes && (outlines.map { $0.count <= windowedPlans } ?? false)
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
            notMapped: catalogue.notMapped, placeNotes: catalogue.placeNotes, ground: options.ground,
            keepsShapes: options.keepsShapes, threads: outlines?.count == 1 ? workers : 1)
    }
}

/// A plan that was checked, with its geometry when that was asked for.
public struct CheckedPlan: Sendable {
    public var result: PlanResult
    public var shapes: PlanShapes?

    public init(result: PlanResult, shapes: PlanShapes? = nil) {
        self.result = result
        self.shapes = shapes
    }
}

/// What became of one plan.
public enum PlanOutcome: Sendable {
    case checked(CheckedPlan)
    case failed(FailedPlan)
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

import Foundation
public import GeoCore

/// How `stack` is done.
public struct StackOptions: Sendable, Hashable {
    /// Reading of the plans: repair, CRS, `--each`.
    public var check: CheckOptions
    /// Zones: a layer and the field that names them (features of one name are one zone).
    public var zones: LayerObject?
    public var zoneField: String?
    /// Field with the date or rank of a plan; plans count in code-point order of it, those without one last. nil: in
    /// the order given.
    public var dateField: String?
    public var mark: StackMark?

    public init(
        check: CheckOptions = CheckOptions(), zones: LayerObject? = nil, zoneField: String? = nil,
        dateField: String? = nil, mark: StackMark? = nil
    ) {
        self.check = check
        self.zones = zones
        self.zoneField = zoneField
        self.dateField = dateField
        self.mark = mark
    }
}

/// The cumulative claim of many plans on the units of a catalogue.
///
/// Every plan is cut to what no plan before it covers (GEOS); one pass of the area engine over those pieces and all
/// units gives the hectares each plan adds. The sum over the plans is held against the engine's own dissolved overlap of
/// all plans with the unit.
public enum StackRun {
    /// The result alone; see `outcome`.
    public static func run(
        plans inputs: [PlanInput], catalogue: Catalogue, options: StackOptions,
        progress: (PlanCheckRun.Progress) -> Void = { _ in }
    ) throws(InputError) -> StackResult {
        try outcome(plans: inputs, catalogue: catalogue, options: options, progress: progress).result
    }

    /// - Throws: what concerns all plans: the catalogue's CRS, the zones.
    public static func outcome(
        plans inputs: [PlanInput], catalogue: Catalogue, options: StackOptions,
        progress: (PlanCheckRun.Progress) -> Void = { _ in }
    ) throws(InputError) -> StackOutcome {
        let crs = try CatalogueCRS(catalogue)
        let workers = max(1, options.check.workers ?? ProcessInfo.processInfo.activeProcessorCount)
        var result = StackResult(
            catalogue: CatalogueSummary(
                file: catalogue.file, sha256: catalogue.sha256, name: catalogue.name, units: 0,
                crs: crs.crs.code ?? crs.crs.name),
            parameters: StackParameters(
                zonesFile: options.zones?.file, zoneField: options.zoneField, dateField: options.dateField,
                eachField: options.check.eachField, mark: options.mark, repair: options.check.repair),
            plans: [], claims: [], zones: [], plansFailed: [], checks: CheckChecks(), notices: [])
        let zones = try options.zones.map { layer throws(InputError) in
            try StackZones(layer, field: options.zoneField, crs)
        }

        progress(.readingPlans(count: inputs.count))
        let reader = SeparatePlans(
            reader: PlanReader(crs: crs, options: options.check), eachFeature: false, dateField: options.dateField)
        var plans: [SeparatePlans.Plan] = []
        for (input, read) in zip(inputs, PlanCheckRun.attempts(inputs.count, workers) { (index) throws(InputError) in
            try reader.plans(of: inputs[index])
        }) {
            switch read {
            case .success(let some): plans += some
            case .failure(let error): result.plansFailed.append(FailedPlan(file: input.label, error: error))
            }
        }
        if options.dateField != nil { plans = inDateOrder(plans) }

        progress(.readingUnits(count: catalogue.units.count))
        let loader = UnitLoader(catalogue: catalogue, crs: crs, window: nil, shares: true, threads: workers)
        let loaded = loader.load()
        result.catalogue.units = loaded.units.count
        var notices = loaded.notices + plans.flatMap(\.outline.notices)

        progress(.checking(done: 0, of: plans.count))
        var outlines: [PolygonBuffer] = []
        do throws(GEOSError) {
            let pieces = try StackPieces(plans.map(\.outline), engine: GeometryEngine())
            outlines = pieces.dissolved
            result.plans = zip(plans, zip(pieces.areas, pieces.nearest)).map { plan, measures in
                StackedPlan(
                    id: plan.outline.id, name: plan.outline.name, date: plan.date, areaHectares: measures.0 / 10_000,
                    nearest: measures.1)
            }
            let claims = StackClaims(pieces: pieces, units: loaded.units, mark: options.mark, threads: workers)
            result.claims = claims.all(zones)
            result.zones = claims.zoneClaims(zones)
            result.checks = claims.checks
        } catch {
            throw InputError(
                "geometry-failed",
                problem: Bilingual(
                    en: "\(error.function) failed: \(error.message)", nl: "\(error.function) mislukte: \(error.message)"),
                remedy: Bilingual(
                    en: "repair the outlines (QGIS: Fix geometries) and run again",
                    nl: "herstel de omtrekken (QGIS: Geometrieën repareren) en probeer opnieuw"))
        }
        let others = loaded.units.filter { unit in
            switch unit.content {
            case .lines, .points: true
            case .polygons, .noData, .indexed: false
            }
        }
        if !others.isEmpty {
            notices.append(
                Notice(
                    "stack-lines-left-out",
                    message: Bilingual(
                        en: "units of lines or points have no hectares and are left out of the stack",
                        nl: "eenheden van lijnen of punten hebben geen hectares en blijven buiten de stapeling"),
                    count: others.count))
        }
        result.notices = CheckNotices.gathered(notices, checks: result.checks)
        return StackOutcome(result: result, outlines: outlines)
    }

    private static func inDateOrder(_ plans: [SeparatePlans.Plan]) -> [SeparatePlans.Plan] {
        plans.enumerated().sorted { a, b in
            switch (a.element.date, b.element.date) {
            case (let x?, let y?) where x != y: codePointOrder(x, y)
            case (_?, nil): true
            case (nil, _?): false
            default: a.offset < b.offset
            }
        }.map(\.element)
    }
}

/// Zones by name, dissolved only in measuring.
struct StackZones: Sendable {
    let names: [String]
    let polygons: [PolygonBuffer]

    /// - Throws: naming the file: no field, no such field, no polygons.
    init(_ layer: LayerObject, field: String?, _ crs: CatalogueCRS) throws(InputError) {
        guard let field else {
            throw InputError(
                "zone-field", kind: .usage,
                problem: Bilingual(en: "zones need a field that names them", nl: "zones hebben een veld met hun naam nodig"),
                remedy: Bilingual(en: "give --zone-field FIELD", nl: "geef --zone-field VELD"))
        }
        var object = layer
        object.classRule = .fields([field])
        let read = try LayerReader.read([object], options: LayerReadOptions(assumedCRS: crs.crs.definition))
        let prepared = try crs.prepared(read, repair: .structure)
        guard prepared.polygons.featureCount > 0 else {
            throw InputError(
                "zones-empty", file: layer.file,
                problem: Bilingual(en: "the zones have no polygons", nl: "de zones hebben geen vlakken"))
        }
        names = prepared.classes
        polygons = prepared.classes.indices.map { index in
            prepared.polygons.selecting(
                (0..<prepared.polygons.featureCount).filter { Int(prepared.classOfFeature[$0]) == index })
        }
    }
}

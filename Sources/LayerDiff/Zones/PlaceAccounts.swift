import GeoCore

/// What a run has found, to repeat its account for places: zones and the squares of a grid.
///
/// Labels, patches, X and S are those of the whole maps; only the counting is repeated.
struct PlaceAccounts {
    let old: ClassifiedLayer
    let new: ClassifiedLayer
    let options: DiffOptions
    let evidence: ResolvedEvidence
    let measuring: Measuring
    let measured: MeasuredPair
    let rules: PairRules
    let shapes: ComparisonShapes?
    /// The layers as they are compared (`--overlaps priority`: without what another feature outranks).
    let compared: ComparisonShapes.Layers
    /// How the account was made: any-of by groups, one-of, or one-of with priority.
    let groups: AnyOfGroups?
    let levels: [PriorityLevels]

    static func areAskedFor(_ options: DiffOptions) -> Bool { options.zones != nil || options.gridMetres != nil }

    /// Adds the zones and the grid that the options ask for.
    /// - Throws: `zones-overlap`, `grid-side`, `grid-too-fine`; `identity-I8` when the parts do not add up.
    func add(to result: inout DiffResult) throws(InputError) {
        let whole = result
        if let zones = options.zones {
            let zoneMeasuring = ZoneMeasuring(
                zones: zones, old: old, new: new, frame: options.frame?.polygons, threads: measuring.threads)
            let found = try zoneMeasuring.accounts(
                whole: whole, overlapLimit: options.overlapLimit,
                account: { (window) throws(InputError) in try account(inside: window) })
            result.zones = found.zones
            result.notices = (result.notices + found.notices).sorted { codePointOrder($0.code, $1.code) }
        }
        if let side = options.gridMetres {
            result.grid = try GridMeasuring(
                old: compared.old, new: compared.new, frame: options.frame?.polygons, measuring: measuring,
                measured: measured, shapes: shapes, rules: rules, sideMetres: side
            ).account(whole: whole)
        }
        if Self.areAskedFor(options) { result.checks.identities.append(IdentityCheck(name: "I8", holds: true)) }
    }

    /// The account of the places inside an area, with all the identities of a run.
    private func account(inside window: PolygonBuffer) throws(InputError) -> DiffResult {
        var own = options
        own.frame = StudyArea(
            polygons: window, source: options.zones?.layer.sources.first ?? LayerSource(file: "", layer: ""))
        own.zones = nil
        own.gridMetres = nil
        let box = window.box
        let here = Measuring(
            old: levels.isEmpty ? old.features(meeting: box) : old,
            new: levels.isEmpty ? new.features(meeting: box) : new, options: own, evidence: evidence)
        var measured: MeasuredPair
        if let groups {
            measured = here.anyOf(groups)
        } else if levels.count == 2 {
            measured = here.byPriority(levels[0], levels[1])
        } else {
            measured = here.oneOf()
        }
        measured.assessesShapes = self.measured.assessesShapes
        shapes?.divide(&measured, masks: here.masks, counts: here.isOpen, rules: rules)
        return try ResultAssembly(
            old: LayerSummary(), new: LayerSummary(), measured: measured, rules: rules, options: own
        ).result()
    }
}

extension ClassifiedLayer {
    /// The features whose box meets a box; the classes stay numbered as they are.
    fileprivate func features(meeting box: Box) -> ClassifiedLayer {
        selecting((0..<polygons.featureCount).filter { polygons.box(ofFeature: $0).intersects(box) })
    }
}

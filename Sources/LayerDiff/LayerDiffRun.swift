public import GeoCore

/// The comparison of two versions of a map: layers, crosswalk and choices in, accounts out.
public enum LayerDiffRun {
    /// The account alone; see `outcome`.
    public static func run(
        old: ClassifiedLayer, new: ClassifiedLayer, options: DiffOptions, audit: PairAudit? = nil
    ) throws(InputError) -> DiffResult {
        try outcome(old: old, new: new, options: options, audit: audit).result
    }

    /// Both layers must be in the same projected CRS, in metres.
    /// - Parameter audit: of exactly these layers, when they were prepared as a pair.
    /// - Throws: what is wrong with the crosswalk; overlap inside a layer beyond the limit; a failed identity
    ///   (kind `accounting`). Each names file, place, cause and remedy.
    /// - Complexity: that of the area engine, a few passes over each layer; with any-of one per group of classes.
    public static func outcome(
        old: ClassifiedLayer, new: ClassifiedLayer, options: DiffOptions, audit: PairAudit? = nil
    ) throws(InputError) -> DiffOutcome {
        var notices: [Notice] = old.notices + new.notices + [old, new].compactMap(emptyNotice)
        var options = options
        if let crosswalk = options.crosswalk {
            let (resolved, found) = try checked(crosswalk, old, new, options)
            options.crosswalk = resolved
            notices += found
        }
        let threads = max(1, options.threads)
        var evidence = ResolvedEvidence()
        if let register = options.evidence {
            let resolved = try register.resolved(
                old: old, new: new, theme: options.theme, conflict: options.evidenceConflict, threads: threads)
            evidence = resolved.evidence
            notices += resolved.notices
        }
        options.monitor?.begin(ComparisonPhase.areas)
        let measuring = Measuring(old: old, new: new, options: options, evidence: evidence, audit: audit)
        let overlaps = [
            OverlapCheck(layer: old, measure: measuring.oldWhole, overlaps: measuring.audit.oldCheck.overlaps),
            OverlapCheck(layer: new, measure: measuring.newWhole, overlaps: measuring.audit.newCheck.overlaps),
        ]
        var measured: MeasuredPair
        var groups: AnyOfGroups?
        var levels: [PriorityLevels] = []
        // The layers as they are compared: with a priority field without what another feature outranks.
        var compared = ComparisonShapes.Layers(old: old, new: new)
        switch (options.classes, options.overlaps) {
        case (.anyOf, _):
            let rows = options.crosswalk?.rows(ofTheme: options.theme) ?? []
            let found = AnyOfGroups(oldClasses: old.classes, newClasses: new.classes, rows: rows)
            measured = measuring.anyOf(found)
            groups = found
        case (_, .stop):
            for check in overlaps {
                try check.requireBelow(options.overlapLimit, modeIsGiven: options.classes != nil)
                if let notice = check.notice { notices.append(notice) }
            }
            measured = measuring.oneOf()
        case (_, .priority(let field)):
            for check in overlaps {
                let resolved = try PriorityLevels(
                    check.layer, overlaps: check.overlaps, field: field, area: check.measure.union,
                    limit: options.overlapLimit)
                if let notice = check.notice(decidedBy: field, resolved) { notices.append(notice) }
                levels.append(resolved)
            }
            measured = measuring.byPriority(levels[0], levels[1])
            if ComparisonShapes.areNeeded(options) || options.gridMetres != nil {
                compared = try .init(decidedBy: levels[0], levels[1])
            }
        }
        measured.assessesShapes = !options.tablesOnly
        // Points that became polygons, or the other way, are no hectares of change.
        let methodChanges = MethodChange.list(
            old: old, new: new, rows: options.crosswalk?.rows(ofTheme: options.theme) ?? [])
        let rules = PairRules(
            oldClasses: old.classes, newClasses: new.classes, measured: measured, methodChanges: methodChanges,
            options: options)
        var shapes: ComparisonShapes?
        if ComparisonShapes.areNeeded(options) {
            let made = try ComparisonShapes(compared, measured, rules, options)
            made.divide(&measured, masks: measuring.masks, counts: measuring.isOpen, rules: rules)
            shapes = made
        }
        var assembly = ResultAssembly(
            old: summary(old, measuring.oldWhole, measuring), new: summary(new, measuring.newWhole, measuring),
            measured: measured, rules: rules, options: options)
        assembly.notices = notices
        assembly.faceChecks = shapes?.checks
        assembly.otherClasses = (
            Set(old.lineMetres.keys).union(old.pointCounts.keys), Set(new.lineMetres.keys).union(new.pointCounts.keys)
        )
        var result = try assembly.result()
        result.lines = lines(old, new)
        result.points = points(old, new)
        result.vertexError = VertexError(old: old, new: new, tolerance: options.tolerance)
        if PlaceAccounts.areAskedFor(options) {
            try PlaceAccounts(
                old: old, new: new, options: options, evidence: evidence, measuring: measuring, measured: measured,
                rules: rules, shapes: shapes, compared: compared, groups: groups, levels: levels
            ).add(to: &result)
        }
        guard options.wantsFaces, let shapes else { return DiffOutcome(result: result, faces: nil) }
        let faces = try shapes.faces(rules: rules, evidence: evidence, options: options)
        var outcome = DiffOutcome(result: result, faces: faces)
        guard options.wantsPicture else { return outcome }
        let (drawn, frame, told) = (compared, options.frame, result)
        outcome.pictureAhead = Ahead {
            MapPicture(old: drawn.old, new: drawn.new, faces: faces, frame: frame, result: told)
        }
        return outcome
    }

    /// The crosswalk as this comparison uses it, and what is to be said about it.
    /// - Throws: its first contradiction, naming row and column.
    private static func checked(
        _ crosswalk: Crosswalk, _ old: ClassifiedLayer, _ new: ClassifiedLayer, _ options: DiffOptions
    ) throws(InputError) -> (Crosswalk, [Notice]) {
        let mode = options.classes ?? .oneOf
        var lint = CrosswalkLint(
            crosswalk, theme: options.theme, oldClasses: allClasses(old), newClasses: allClasses(new), mode: mode)
        if let first = lint.errors.first { throw first }
        var notices = lint.notices
        if let notice = themeNotice(options.theme, in: crosswalk) { notices.append(notice) }
        let resolved = try crosswalk.resolved(
            theme: options.theme, oldLabel: options.oldLabel, newLabel: options.newLabel, mode: mode)
        if resolved != crosswalk {
            // Only now it is known which classes stand at the ends.
            lint = CrosswalkLint(
                resolved, theme: options.theme, oldClasses: allClasses(old), newClasses: allClasses(new), mode: mode)
            if let first = lint.errors.first { throw first }
        }
        return (resolved, notices + resolved.notices)
    }

    /// A theme that no row has leaves everything open: meant, perhaps, or mistyped.
    private static func themeNotice(_ theme: String?, in crosswalk: Crosswalk) -> Notice? {
        let themes = Set(crosswalk.rows.compactMap(\.theme))
        guard let theme, !themes.isEmpty, crosswalk.rows(ofTheme: theme).isEmpty else { return nil }
        let known = themes.sorted(by: codePointOrder).joined(separator: ", ")
        return Notice(
            "theme-without-rows",
            message: Bilingual(
                en: "no row of the crosswalk has the theme '\(theme)'; it has: \(known)",
                nl: "geen regel van de vertaaltabel heeft het thema '\(theme)'; wel: \(known)"))
    }

    /// An empty layer is allowed, but what it makes of the other map must be seen.
    private static func emptyNotice(_ layer: ClassifiedLayer) -> Notice? {
        guard layer.polygons.featureCount == 0, layer.lineMetres.isEmpty, layer.pointCounts.isEmpty else { return nil }
        let file = layer.sources.first?.file ?? ""
        return Notice(
            "empty-layer",
            message: Bilingual(
                en: "\(file): the layer has no features: everything on the other map counts as gained or lost",
                nl: "\(file): de laag heeft geen objecten: alles op de andere kaart telt als erbij of eraf"))
    }

    private static func summary(
        _ layer: ClassifiedLayer, _ measure: LayerMeasure, _ measuring: Measuring
    ) -> LayerSummary {
        var summary = LayerSummary()
        summary.sources = layer.sources
        summary.crs = layer.crs
        summary.features = layer.polygons.featureCount
        summary.parts = layer.polygons.partCount
        summary.vertices = layer.polygons.vertexCount
        summary.areaHectares = hectares(measure.union)
        summary.sumHectares = hectares(measure.sum)
        summary.overlapHectares = hectares(measure.overlap)
        summary.ledger = layer.ledger
        summary.outsideFrame = measuring.outsideFrame(layer)
        return summary
    }

    /// Classes of polygons, lines and points: a crosswalk row about a class of points is not about nothing.
    private static func allClasses(_ layer: ClassifiedLayer) -> [String] {
        Set(layer.classes).union(layer.lineMetres.keys).union(layer.pointCounts.keys).sorted(by: codePointOrder)
    }

    private static func lines(_ old: ClassifiedLayer, _ new: ClassifiedLayer) -> [LineStock] {
        Set(old.lineMetres.keys).union(new.lineMetres.keys).sorted(by: codePointOrder).map {
            LineStock(
                name: $0, oldKilometres: (old.lineMetres[$0] ?? 0) / 1000,
                newKilometres: (new.lineMetres[$0] ?? 0) / 1000)
        }
    }

    private static func points(_ old: ClassifiedLayer, _ new: ClassifiedLayer) -> [PointStock] {
        Set(old.pointCounts.keys).union(new.pointCounts.keys).sorted(by: codePointOrder).map {
            PointStock(name: $0, oldCount: old.pointCounts[$0] ?? 0, newCount: new.pointCounts[$0] ?? 0)
        }
    }
}

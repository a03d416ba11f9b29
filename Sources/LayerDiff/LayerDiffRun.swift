public import GeoCore

/// The comparison of two versions of a map: layers, crosswalk and choices in, accounts out.
public enum LayerDiffRun {
    /// The account alone; see `outcome`.
    public static func run(
        old: ClassifiedLayer, new: ClassifiedLayer, options: DiffOptions
    ) throws(InputError) -> DiffResult {
        try outcome(old: old, new: new, options: options).result
    }

    /// Both layers must be in the same projected CRS, in metres.
    /// - Throws: what is wrong with the crosswalk; overlap inside a layer beyond the limit; a failed identity
    ///   (kind `accounting`). Each names file, place, cause and remedy.
    /// - Complexity: that of the area engine, a few passes over each layer; with any-of one per group of classes.
    public static func outcome(
        old: ClassifiedLayer, new: ClassifiedLayer, options: DiffOptions
    ) throws(InputError) -> DiffOutcome {
        var notices: [Notice] = old.notices + new.notices + [old, new].compactMap(emptyNotice)
        if let crosswalk = options.crosswalk {
            let lint = CrosswalkLint(
                crosswalk, theme: options.theme, oldClasses: allClasses(old), newClasses: allClasses(new),
                mode: options.classes ?? .oneOf)
            if let first = lint.errors.first { throw first }
            if let notice = themeNotice(options.theme, in: crosswalk) { notices.append(notice) }
            notices += crosswalk.notices + lint.notices
        }
        let threads = max(1, options.threads)
        let measuring = Measuring(old: old, new: new, options: options)
        let overlaps = [
            OverlapCheck(layer: old, measure: measuring.oldWhole, threads: threads),
            OverlapCheck(layer: new, measure: measuring.newWhole, threads: threads),
        ]
        let measured: MeasuredPair
        switch (options.classes, options.overlaps) {
        case (.anyOf, _):
            let rows = options.crosswalk?.rows(ofTheme: options.theme) ?? []
            measured = measuring.anyOf(AnyOfGroups(oldClasses: old.classes, newClasses: new.classes, rows: rows))
        case (_, .stop):
            for check in overlaps {
                try check.requireBelow(options.overlapLimit, modeIsGiven: options.classes != nil)
                if let notice = check.notice { notices.append(notice) }
            }
            measured = measuring.oneOf()
        case (_, .priority(let field)):
            var levels: [PriorityLevels] = []
            for check in overlaps {
                let resolved = try PriorityLevels(
                    check.layer, field: field, area: check.measure.union, limit: options.overlapLimit, threads: threads)
                if let notice = check.notice(decidedBy: field, resolved) { notices.append(notice) }
                levels.append(resolved)
            }
            measured = measuring.byPriority(levels[0], levels[1])
        }
        var assembly = ResultAssembly(
            old: summary(old, measuring.oldWhole, measuring), new: summary(new, measuring.newWhole, measuring),
            oldClasses: old.classes, newClasses: new.classes, measured: measured, options: options)
        assembly.notices = notices
        var result = try assembly.result()
        result.lines = lines(old, new)
        result.points = points(old, new)
        return DiffOutcome(result: result, faces: nil)
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

import GeoCore

/// One plan against every unit. Holds what all plans share; values only, so that plans can be done side by side.
struct PlanEvaluator: Sendable {
    let units: [CheckUnit]
    let limits: ResolvedLimits
    var extent: PolygonBuffer?
    var urbanArea: PolygonBuffer?
    var notMapped: [NotTested] = []
    var placeNotes: [PlaceNote] = []
    var ground = GroundDisturbance()
    var register: Register?
    var keepsShapes = false
    /// For the area engine inside one plan.
    var threads = 1

    struct Outcome: Sendable {
        var plan: PlanResult
        var shapes: PlanShapes?
        var checks: CheckChecks
        var notices: [Notice]
    }

    /// - Throws: `plan-empty` when the plan has no area; `geometry-failed` when GEOS gives up.
    func evaluate(_ outline: PlanOutline) throws(InputError) -> Outcome {
        let area = AreaEngine.measure(EngineLayer(oneGroup: outline.polygons), masks: [], threads: threads).union
        guard area > 0 else {
            throw InputError(
                "plan-empty", file: outline.file,
                problem: Bilingual(en: "the plan has no area", nl: "het plan heeft geen oppervlakte"),
                remedy: Bilingual(
                    en: "give a file with polygons; for lines use --buffer M",
                    nl: "geef een bestand met vlakken; gebruik --buffer M bij lijnen"))
        }
        do throws(GEOSError) {
            let engine = try GeometryEngine()
            let plan = try PreparedPlan(
                outline, areaSquareMetres: area, toleranceMetres: limits.tolerance, engine: engine)
            return try evaluate(plan, engine)
        } catch {
            throw InputError(
                "geometry-failed", file: outline.file,
                problem: Bilingual(
                    en: "\(error.function) failed: \(error.message)", nl: "\(error.function) mislukte: \(error.message)"),
                remedy: Bilingual(
                    en: "repair the outline (QGIS: Fix geometries) and run again",
                    nl: "herstel de omtrek (QGIS: Geometrieën repareren) en probeer opnieuw"))
        }
    }

    private func evaluate(_ plan: PreparedPlan, _ engine: GeometryEngine) throws(GEOSError) -> Outcome {
        let outline = plan.outline
        var result = PlanResult(
            id: outline.id, name: outline.name, source: outline.source, areaHectares: plan.areaSquareMetres / 10_000,
            crs: outline.crs)
        result.file = outline.file
        result.parts = outline.polygons.partCount
        result.ledger = outline.ledger
        result.outsideExtentHectares = extent.map { max(0, plan.areaSquareMetres - overlap(plan, $0)) / 10_000 }
        result.urbanHectares = urbanArea.map { overlap(plan, $0) / 10_000 }

        var polygonHits = PolygonHits(plan: plan, limits: limits, engine: engine, threads: threads)
        let nearby = units.map { unit in
            if case .polygons(let polygons) = unit.content { polygons.near(polygonHits.touchBox) } else { NearbyPolygons() }
        }
        let account = PlanAccount(plan: plan, nearby: nearby, urbanArea: urbanArea, threads: threads)
        let others = try LineAndPointHits(plan: plan, limits: limits, engine: engine)
        for (index, unit) in units.enumerated() {
            var hit = unit.emptyHit
            switch unit.content {
            case .polygons(let polygons):
                try polygonHits.measure(&hit, polygons, nearby: nearby[index], account: account, index: index)
            case .lines(let lines): others.measure(&hit, lines)
            case .points(let points): others.measure(&hit, points)
            case .noData(let reason): hit.reason = reason
            }
            result.hits.append(hit)
        }
        applyRules(&result, outline.ground ?? ground)
        result.integralAdvice = result.hits.filter { $0.isIntegralAdvice && $0.state == .hit }
            .map { NamedUnit(id: $0.id, name: $0.name) }
        result.notTested = notMapped
        var notices = outline.notices
        result.stacking = stacking(plan, result.hits, nearby, &notices)
        result.placeNotes = placeNotes.filter { $0.concerns(plan.dissolved) }
        if let register { result.register = try register.hits(of: plan, result.hits, units, engine) }
        let shapes =
            keepsShapes
            ? try ShapeCollector(plan: plan, limits: limits, engine: engine).shapes(of: result.hits, units) : nil
        return Outcome(plan: result, shapes: shapes, checks: polygonHits.checks, notices: notices)
    }

    private func overlap(_ plan: PreparedPlan, _ other: PolygonBuffer) -> Double {
        PlanAccount.overlap(plan.outline.polygons, other, threads: threads)
    }

    /// Rules are told for every unit that the plan overlaps.
    private func applyRules(_ result: inout PlanResult, _ ground: GroundDisturbance) {
        for (index, unit) in units.enumerated() where result.hits[index].state == .hit {
            result.hits[index].rules = unit.entry.rules.map { rule in
                let sites = zip(units, result.hits).filter { $0.0.entry.id == rule.knownSites }.map(\.1)
                return GroundRules.outcome(
                    of: rule, ground: ground,
                    knownSitesKnown: !sites.isEmpty && sites.allSatisfy { $0.state != .noData },
                    knownSiteMetres: sites.compactMap(\.distanceMetres).min())
            }
        }
    }

    private func stacking(
        _ plan: PreparedPlan, _ hits: [UnitHit], _ nearby: [NearbyPolygons], _ notices: inout [Notice]
    ) -> [StackedUnits]? {
        let stacked = hits.indices.filter { hits[$0].state == .hit && (hits[$0].areaHectares ?? 0) > 0 }
        let covers = stacked.map { index in
            Stacking.Cover(
                id: hits[index].id, polygons: nearby[index].polygons,
                isWhole: (hits[index].shareOfPlan ?? 0) >= 1 - 1e-9)
        }
        guard let sets = Stacking.sets(plan: plan.outline.polygons, covers: covers, threads: threads) else {
            notices.append(
                Notice(
                    "stacking-left-out",
                    message: Bilingual(
                        en: "stacking is not computed for a plan that more than \(Stacking.limit) units cut through",
                        nl: "samenloop is niet berekend voor een plan waar meer dan \(Stacking.limit) eenheden doorheen lopen")))
            return nil
        }
        return sets
    }
}

extension CheckUnit {
    /// The unit's part of a hit, before anything is measured.
    var emptyHit: UnitHit {
        var hit = UnitHit(id: id, quality: entry.quality, unit: entry.id, name: name, state: .noData)
        hit.level = level
        hit.legalBasis = entry.legalBasis
        hit.instrument = entry.instrument
        hit.versionDate = entry.versionDate
        hit.within = entry.within
        hit.isContext = entry.isContext
        hit.isIntegralAdvice = entry.isIntegralAdvice
        hit.hasUrbanMask = entry.hasUrbanMask
        hit.action = entry.action
        hit.references = entry.references
        return hit
    }
}

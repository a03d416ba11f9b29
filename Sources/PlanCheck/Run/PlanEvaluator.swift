import GeoCore

/// One plan against every unit. Holds what all plans share; values only, so that plans can be done side by side.
struct PlanEvaluator: Sendable {
    let units: [CheckUnit]
    let limits: ResolvedLimits
    var extent: UnitContent?
    var urbanArea: UnitContent?
    /// Where indexed units are read from; nil when there are none.
    var window: Window?
    var notMapped: [NotTested] = []
    var placeNotes: [PlaceNote] = []
    var ground = GroundDisturbance()
    var register: Register?
    var keepsShapes = false
    /// Per entry that rules look for known sites in: how far, in metres.
    var siteReach: [String: Double] {
        var reach: [String: Double] = [:]
        for rule in units.flatMap(\.entry.rules) {
            if let id = rule.knownSites, let metres = rule.knownSitesMetres { reach[id] = max(reach[id] ?? 0, metres) }
        }
        return reach
    }
    /// For the area engine inside one plan.
    var threads = 1

    struct Outcome: Sendable {
        var plan: PlanResult
        var shapes: PlanShapes?
        var checks: CheckChecks
        var notices: [Notice]
        var work = ReadWork()
    }

    struct Window: Sendable {
        var catalogue: Catalogue
        var crs: CatalogueCRS
        var shares: Bool
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

        let touchBox = PolygonHits.touchBox(plan, limits)
        // A little around the plan, so that what it cuts off is mostly seen to end, or to go on.
        let window = touchBox.expanded(by: max(50, (plan.box.width + plan.box.height) / 16))
        let areas = [extent, urbanArea].compactMap { $0 }
        let wanted = units.map(\.content) + areas
        let workers = try UnitWorkers(self.window, wanted, threads: threads)
        let contents = try workers.map { (worker, index) throws(GEOSError) -> UnitContent in
            guard case .indexed(let place) = wanted[index], let reader = worker.reader else { return wanted[index] }
            return reader.near(index < units.count ? window : touchBox, place)
        }
        let extent = extent.map { _ in contents[units.count] }
        let urbanArea = urbanArea.flatMap { _ in contents.last?.polygons }
        result.outsideExtentHectares = extent?.polygons.map { max(0, plan.areaSquareMetres - overlap(plan, $0)) / 10_000 }
        result.urbanHectares = urbanArea.map { overlap(plan, $0) / 10_000 }

        // As far as distances are reported, and as far as a rule needs it.
        let siteReach = siteReach
        let reaches = units.map { unit in
            max(limits.reach, unit.entry.ruleReachMetres + Slack.metres, (siteReach[unit.entry.id] ?? 0) + Slack.metres)
        }
        let nearby = contents.prefix(units.count).map { content in
            if case .polygons(let polygons) = content { polygons.near(touchBox) } else { NearbyPolygons() }
        }
        let account = PlanAccount(plan: plan, nearby: nearby, urbanArea: urbanArea, threads: threads)
        // What lies under the plan was read; for the others the nearest place is looked up.
        let measured = try workers.map(isFree: { $0 < units.count && account.overlap[$0] > 0 }) {
            (worker, index) throws(GEOSError) -> UnitMeasure.Outcome? in
            guard index < units.count else { return nil }
            var task = UnitMeasure(plan: plan, limits: limits, worker: worker, window: window, reach: reaches[index])
            return try task.hit(units[index], number: index, contents[index], nearby[index], account)
        }
        var checks = CheckChecks()
        for one in measured.compactMap({ $0 }) {
            result.hits.append(one.hit)
            checks.add(one.checks)
        }
        applyRules(&result, outline.ground ?? ground)
        result.integralAdvice = result.hits.filter { $0.isIntegralAdvice && $0.state == .hit }
            .map { NamedUnit(id: $0.id, name: $0.name) }
        result.notTested = notMapped
        let stacking = stacking(plan, result.hits, nearby)
        result.stacking = stacking.stackedUnits
        result.qualityOverlaps = stacking.qualityOverlaps
        result.placeNotes = placeNotes.filter { $0.concerns(plan.dissolved) }
        if let register { result.register = try register.hits(of: plan, result.hits, units, engine) }
        let shapes =
            keepsShapes
            ? try ShapeCollector(plan: plan, limits: limits, engine: engine).shapes(of: result.hits, units) : nil
        return Outcome(
            plan: result, shapes: shapes, checks: checks, notices: outline.notices, work: workers.work)
    }

    private func overlap(_ plan: PreparedPlan, _ other: PolygonBuffer) -> Double {
        PlanAccount.overlap(plan.outline.polygons, other, threads: threads)
    }

    /// Rules see the distance as it is; it is then reported only as far as was asked.
    private func applyRules(_ result: inout PlanResult, _ ground: GroundDisturbance) {
        let distances = result.hits.map(\.distanceMetres)
        for index in result.hits.indices {
            result.hits[index].distanceMetres = limits.reported(distances[index])
        }
        let hits = result.hits
        func sites(_ rule: CatalogueRule) -> [Int] { units.indices.filter { units[$0].entry.id == rule.knownSites } }
        let rules = UnitRules(
            ground: ground,
            knownSiteMetres: { rule in sites(rule).compactMap { distances[$0] }.min() },
            knownSitesKnown: { rule in
                let sites = sites(rule)
                return !sites.isEmpty && sites.allSatisfy { hits[$0].state != .noData }
            })
        for (index, unit) in units.enumerated() where !unit.entry.rules.isEmpty {
            result.hits[index].rules = rules.outcomes(unit.entry.rules, hits[index], distanceMetres: distances[index])
        }
    }

    private func stacking(_ plan: PreparedPlan, _ hits: [UnitHit], _ nearby: [NearbyPolygons]) -> Stacking {
        let covers = hits.indices.filter { hits[$0].state == .hit && (hits[$0].areaHectares ?? 0) > 0 }.map { index in
            Stacking.Cover(id: hits[index].id, quality: hits[index].quality, polygons: nearby[index].polygons)
        }
        return Stacking(plan: plan.outline.polygons, covers: covers, threads: threads)
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

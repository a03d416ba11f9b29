import Foundation
public import GeoCore

/// Hectares of many plans in many units and nothing else: one pass of the area engine over all of them at once. For
/// thousands of plans, where sides, distances and parts of each are not what is asked.
public struct PlanAreas: Sendable {
    public struct Plan: Sendable, Hashable {
        public var id: String
        /// As the user gave it.
        public var file: String?
        public var areaHectares: Double
        /// Units that the plan overlaps, in catalogue order.
        public var units: [Unit]
    }

    public struct Unit: Sendable, Hashable {
        public var id: String
        public var areaHectares: Double
        /// Of the dissolved plan, 0…1.
        public var shareOfPlan: Double
    }

    public var catalogue: CatalogueSummary
    public var plans: [Plan]
    public var plansFailed: [FailedPlan]
    /// Ids of units without data, in catalogue order: nothing is said of them.
    public var noData: [String]
    public var notices: [Notice]

    /// Every plan against every polygon unit. The result is the same for any number of workers.
    /// - Throws: what concerns all plans: the catalogue's CRS, or an option that is no length.
    /// - Parameter index: the index beside the catalogue, when it is being read already.
    public static func run(
        plans: [PlanInput], catalogue: Catalogue, index: IndexAhead? = nil, options: CheckOptions = CheckOptions()
    ) throws(InputError) -> PlanAreas {
        try ResolvedLimits(options: options, defaults: catalogue.defaults).check(options)
        let crs = try CatalogueCRS(catalogue)
        let workers = max(1, options.workers ?? ProcessInfo.processInfo.activeProcessorCount)
        var result = PlanAreas(
            catalogue: CatalogueSummary(
                file: catalogue.file, sha256: catalogue.sha256, name: catalogue.name, units: 0,
                crs: crs.crs.code ?? crs.crs.name),
            plans: [], plansFailed: [], noData: [], notices: [])
        var layer = EngineLayer(polygons: PolygonBuffer(), groups: [], groupCount: 0)
        var notices: [Notice] = []
        let outlined = PlanCheckRun.outlines(plans, crs, options, workers)
        layer.polygons.reserveVertices(
            outlined.reduce(0) { sum, read in
                sum + ((try? read.get()) ?? []).reduce(0) { $0 + $1.polygons.vertexCount }
            })
        for (input, read) in zip(plans, outlined) {
            switch read {
            case .failure(let error): result.plansFailed.append(FailedPlan(file: input.label, error: error))
            case .success(let outlines):
                for outline in outlines {
                    layer.append(outline.polygons, group: result.plans.count)
                    result.plans.append(Plan(id: outline.id, file: outline.file, areaHectares: 0, units: []))
                    notices += outline.notices
                }
            }
        }
        layer.groupCount = result.plans.count
        // What the index knows of whole units need not be checked again.
        let index = FreshIndex(catalogue, index)
        notices += index.notices
        let loaded = UnitLoader(
            catalogue: catalogue, crs: crs, index: index, isWindowed: true, window: nil, shares: false, threads: workers
        ).load()
        notices += loaded.notices
        let places = Places(layer.polygons)
        // The largest first, so that all workers end together.
        let order = loaded.units.indices.sorted { loaded.units[$0].content.likelySize > loaded.units[$1].content.likelySize }
        let read = parallelMap(
            count: order.count, workers: workers, resource: { WindowReader(catalogue: catalogue, crs: crs, shares: false) }
        ) { reader, number in
            places.nearby(loaded.units[order[number]].content, reader)
        }
        var nearby = [Places.Nearby](repeating: Places.Nearby(), count: order.count)
        for (unit, near) in zip(order, read) { nearby[unit] = near }
        for (unit, near) in zip(loaded.units, nearby) {
            guard let reason = near.noData else { continue }
            result.noData.append(unit.id)
            if case .indexed = unit.content { notices.append(unit.notice(noData: reason)) }
        }
        result.catalogue.units = loaded.units.count
        result.notices = CheckNotices.gathered(notices, checks: CheckChecks())
        result.measure(layer, nearby.map { EngineLayer(oneGroup: $0.polygons) }, loaded.units, threads: workers)
        return result
    }

    /// Square metres of every plan, dissolved. One valid feature covers nothing twice; only several may.
    private static func areas(_ plans: EngineLayer, threads: Int) -> [Double] {
        var areas = [Double](repeating: 0, count: plans.groupCount)
        var features = areas.map { _ in 0 }
        for group in plans.groups { features[Int(group)] += 1 }
        var several = EngineLayer(polygons: PolygonBuffer(), groups: [], groupCount: plans.groupCount)
        for (feature, group) in plans.groups.enumerated() {
            if features[Int(group)] == 1 {
                areas[Int(group)] = plans.polygons.areaSquareMetres(ofFeature: feature)
            } else {
                several.polygons.appendFeature(feature, of: plans.polygons)
                several.groups.append(group)
            }
        }
        guard !several.groups.isEmpty else { return areas }
        let dissolved = AreaEngine.groupAreas(several, threads: threads)
        return areas.indices.map { features[$0] > 1 ? dissolved[$0] : areas[$0] }
    }

    /// - Parameter map: per unit what of it is near the plans.
    private mutating func measure(_ layer: EngineLayer, _ map: [EngineLayer], _ units: [CheckUnit], threads: Int) {
        let areas = Self.areas(layer, threads: threads)
        for (number, area) in areas.enumerated() { plans[number].areaHectares = area / 10_000 }
        for cell in AreaEngine.common(old: layer, newParts: map, threads: threads) {
            let whole = areas[Int(cell.old)]
            plans[Int(cell.old)].units.append(
                Unit(
                    id: units[Int(cell.new)].id, areaHectares: cell.areaSquareMetres / 10_000,
                    shareOfPlan: whole > 0 ? min(1, cell.areaSquareMetres / whole) : 0))
        }
    }
}

/// Where the plans are.
private struct Places: Sendable {
    private let tree: BoxTree
    private let box: Box

    init(_ plans: PolygonBuffer) {
        let boxes = (0..<plans.featureCount).map(plans.box(ofFeature:)).filter { !$0.isEmpty }
        tree = BoxTree(boxes)
        box = plans.box
    }

    /// What of a unit is near any plan.
    func nearby(_ content: UnitContent, _ reader: WindowReader) -> Nearby {
        switch content {
        case .polygons(let polygons): Nearby(polygons: polygons.near(tree).polygons)
        case .indexed(let place): nearby(reader.near(tree, within: box, place), reader)
        case .noData(let reason): Nearby(noData: reason)
        case .lines, .points: Nearby()
        }
    }

    struct Nearby: Sendable {
        /// None of lines and points.
        var polygons = PolygonBuffer()
        /// Why there are none.
        var noData: Bilingual?
    }
}

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
    public static func run(
        plans: [PlanInput], catalogue: Catalogue, options: CheckOptions = CheckOptions()
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
        for (input, read) in zip(plans, PlanCheckRun.outlines(plans, crs, options, workers)) {
            switch read {
            case .failure(let error): result.plansFailed.append(FailedPlan(file: input.label, error: error))
            case .success(let outlines):
                for outline in outlines {
                    for feature in 0..<outline.polygons.featureCount {
                        layer.polygons.appendFeature(feature, of: outline.polygons)
                        layer.groups.append(Int32(result.plans.count))
                    }
                    result.plans.append(Plan(id: outline.id, file: outline.file, areaHectares: 0, units: []))
                    notices += outline.notices
                }
            }
        }
        layer.groupCount = result.plans.count
        // Whole units, but what the index knows of them need not be checked again.
        let index = FreshIndex(catalogue)
        notices += index.notices
        let loaded = UnitLoader(
            catalogue: catalogue, crs: crs, index: index, window: nil, shares: false, threads: workers
        ).load()
        result.catalogue.units = loaded.units.count
        result.notices = CheckNotices.gathered(notices + loaded.notices, checks: CheckChecks())
        result.measure(layer, loaded.units, threads: workers)
        return result
    }

    private mutating func measure(_ layer: EngineLayer, _ units: [CheckUnit], threads: Int) {
        let box = layer.polygons.box
        var map = EngineLayer(polygons: PolygonBuffer(), groups: [], groupCount: units.count)
        for (number, unit) in units.enumerated() {
            switch unit.content {
            case .polygons(let polygons):
                let near = polygons.near(box).polygons
                for feature in 0..<near.featureCount {
                    map.polygons.appendFeature(feature, of: near)
                    map.groups.append(Int32(number))
                }
            case .noData: noData.append(unit.id)
            case .lines, .points, .indexed: break
            }
        }
        let areas = AreaEngine.groupAreas(layer, threads: threads)
        for (number, area) in areas.enumerated() { plans[number].areaHectares = area / 10_000 }
        for cell in AreaEngine.common(old: layer, new: map, threads: threads) {
            let whole = areas[Int(cell.old)]
            plans[Int(cell.old)].units.append(
                Unit(
                    id: units[Int(cell.new)].id, areaHectares: cell.areaSquareMetres / 10_000,
                    shareOfPlan: whole > 0 ? min(1, cell.areaSquareMetres / whole) : 0))
        }
    }
}

import GeoCore

/// One plan against all its nearby polygon units at once, measured by the area engine: every group is a unit, the
/// masks are the outer thirds of the plan's box and the urban area, so that one account gives all hectares.
struct PlanAccount {
    /// Square metres of plan ∩ unit, dissolved, per unit.
    private(set) var overlap: [Double]
    /// The part inside the urban area; nil without one.
    private(set) var urban: [Double]?
    /// The parts in the thirds N E S W.
    private(set) var thirds: [[Double]]
    /// Square metres of the unit in the plan's core (see `PreparedPlan`); nil without a tolerance.
    private(set) var core: [Double]?

    /// - Parameter nearby: per unit its parts near the plan.
    init(plan: PreparedPlan, nearby: [NearbyPolygons], urbanArea: PolygonBuffer?, threads: Int) {
        overlap = Array(repeating: 0, count: nearby.count)
        urban = urbanArea == nil ? nil : overlap
        thirds = Array(repeating: [0, 0, 0, 0], count: nearby.count)
        core = plan.core == nil ? nil : overlap
        let layer = EngineLayer(groups: nearby.map(\.polygons))
        guard !layer.groups.isEmpty else { return }

        let masks = Sides.thirds(of: plan.box) + (urbanArea.map { [$0] } ?? [])
        for cell in Self.overlaps(plan.outline.polygons, layer, masks, threads) {
            let unit = Int(cell.new)
            overlap[unit] += cell.areaSquareMetres
            for side in 0..<4 where cell.masks & (1 << side) != 0 { thirds[unit][side] += cell.areaSquareMetres }
            if cell.masks & (1 << 4) != 0 { urban?[unit] += cell.areaSquareMetres }
        }
        if let inner = plan.core, inner.partCount > 0 {
            for cell in Self.overlaps(inner, layer, [], threads) { core?[Int(cell.new)] += cell.areaSquareMetres }
        }
    }

    private static func overlaps(
        _ plan: PolygonBuffer, _ layer: EngineLayer, _ masks: [PolygonBuffer], _ threads: Int
    ) -> [OverlayCell] {
        AreaEngine.common(old: EngineLayer(oneGroup: plan), new: layer, masks: masks, threads: threads)
    }

    /// Square metres of a ∩ b, both dissolved.
    static func overlap(_ a: PolygonBuffer, _ b: PolygonBuffer, threads: Int) -> Double {
        guard a.partCount > 0, b.partCount > 0 else { return 0 }
        return overlaps(a, EngineLayer(oneGroup: b), [], threads).reduce(0) { $0 + $1.areaSquareMetres }
    }
}

import GeoCore

/// Plans in their order, each with the part that no plan before it covers.
struct StackPieces: Sendable {
    let plans: [PlanOutline]
    /// Dissolved, one feature per plan.
    let dissolved: [PolygonBuffer]
    /// Per plan what is new; one feature, perhaps without parts.
    let added: [PolygonBuffer]
    /// Square metres per plan, dissolved, by the area engine.
    let areas: [Double]
    let nearest: [RegisterNeighbour?]

    /// - Complexity: plans × plans boxes; geometry only where boxes meet or can be nearest.
    init(_ plans: [PlanOutline], engine: GeometryEngine) throws(GEOSError) {
        self.plans = plans
        var dissolved: [PolygonBuffer] = []
        var added: [PolygonBuffer] = []
        var areas: [Double] = []
        for plan in plans {
            let whole =
                plan.polygons.featureCount == 1 ? plan.polygons : try engine.unaryUnion(plan.polygons).polygons
            areas.append(AreaEngine.measure(EngineLayer(oneGroup: plan.polygons), masks: [], threads: 1).union)
            var before = PolygonBuffer()
            for other in dissolved where other.box.intersects(whole.box) && other.partCount > 0 {
                before.appendFeature(0, of: other)
            }
            added.append(before.partCount == 0 ? whole : try engine.overlay(.difference, whole, before).polygons)
            dissolved.append(whole)
        }
        self.dissolved = dissolved
        self.added = added
        self.areas = areas
        nearest = try plans.indices.map { (index) throws(GEOSError) in
            try Self.nearest(to: index, plans, dissolved, engine)
        }
    }

    private static func nearest(
        to index: Int, _ plans: [PlanOutline], _ dissolved: [PolygonBuffer], _ engine: GeometryEngine
    ) throws(GEOSError) -> RegisterNeighbour? {
        let own = dissolved[index]
        let byBox = dissolved.indices.filter { $0 != index }
            .map { (distance: dissolved[$0].box.distanceMetres(to: own.box), index: $0) }
            .sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }
        var best: RegisterNeighbour?
        for candidate in byBox {
            if let best, candidate.distance >= best.distanceMetres { break }
            guard let found = try engine.nearestPoints(own, dissolved[candidate.index]),
                found.distanceMetres < best?.distanceMetres ?? .infinity
            else { continue }
            best = RegisterNeighbour(
                id: plans[candidate.index].id, name: plans[candidate.index].name, distanceMetres: found.distanceMetres)
        }
        return best
    }
}

import GeoCore

/// What else lies in one of the units that a plan overlaps.
public struct RegisterHit: Sendable, Hashable {
    /// Id and name of the unit.
    public var id: String
    public var name: String
    /// Other plans of the register in this unit.
    public var plans: Int
    /// Hectares of the unit that those plans take together, dissolved.
    public var areaHectares: Double
    /// The nearest of those plans.
    public var nearest: RegisterNeighbour?

    public init(id: String, name: String, plans: Int, areaHectares: Double, nearest: RegisterNeighbour?) {
        self.id = id
        self.name = name
        self.plans = plans
        self.areaHectares = areaHectares
        self.nearest = nearest
    }
}

public struct RegisterNeighbour: Sendable, Hashable {
    public var id: String
    public var name: String
    public var distanceMetres: Double

    public init(id: String, name: String, distanceMetres: Double) {
        self.id = id
        self.name = name
        self.distanceMetres = distanceMetres
    }
}

/// Other plans, each with the units that it overlaps: measured once, asked for every plan.
struct Register: Sendable {
    private let plans: [PlanOutline]
    /// Per unit the plans that overlap it.
    private let inUnit: [[Int]]

    /// - Complexity: one pass of the area engine over the plans and all units.
    init(plans: [PlanOutline], units: [CheckUnit], threads: Int) {
        self.plans = plans
        let old = EngineLayer(groups: plans.map(\.polygons))
        let new = EngineLayer(units, near: old.polygons.box)
        var inUnit: [[Int]] = Array(repeating: [], count: units.count)
        if !old.groups.isEmpty, !new.groups.isEmpty {
            for cell in AreaEngine.account(old: old, new: new, masks: [], threads: threads).cells
            where cell.old >= 0 && cell.new >= 0 {
                inUnit[Int(cell.new)].append(Int(cell.old))
            }
        }
        self.inUnit = inUnit
    }

    /// One entry per polygon unit that the plan overlaps, in the order of the hits; the plan itself is left out by its
    /// id or its file.
    func hits(
        of plan: PreparedPlan, _ result: [UnitHit], _ units: [CheckUnit], _ engine: GeometryEngine
    ) throws(GEOSError) -> [RegisterHit] {
        var hits: [RegisterHit] = []
        for (index, hit) in result.enumerated() where hit.state == .hit {
            guard case .polygons(let unit) = units[index].content else { continue }
            let others = inUnit[index].map { plans[$0] }.filter { $0.id != plan.outline.id }
            var together = PolygonBuffer()
            for other in others {
                for feature in 0..<other.polygons.featureCount {
                    together.appendFeature(feature, of: other.polygons)
                }
            }
            let claimed = PlanAccount.overlap(together, unit.near(together.box).polygons, threads: 1)
            hits.append(
                RegisterHit(
                    id: hit.id, name: hit.name, plans: others.count, areaHectares: claimed / 10_000,
                    nearest: try nearest(to: plan, others, engine)))
        }
        return hits
    }

    private func nearest(
        to plan: PreparedPlan, _ others: [PlanOutline], _ engine: GeometryEngine
    ) throws(GEOSError) -> RegisterNeighbour? {
        var best: RegisterNeighbour?
        let byBox = others.enumerated()
            .map { (distance: $0.element.polygons.box.distanceMetres(to: plan.box), index: $0.offset) }
            .sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }
        for candidate in byBox {
            if let best, candidate.distance >= best.distanceMetres { break }
            let other = others[candidate.index]
            guard let found = try engine.nearestPoints(plan.dissolved, other.polygons) else { continue }
            if found.distanceMetres < best?.distanceMetres ?? .infinity {
                best = RegisterNeighbour(id: other.id, name: other.name, distanceMetres: found.distanceMetres)
            }
        }
        return best
    }
}

import GeoCore
import Testing

@testable import PlanCheck

/// Geometry made by hand, at a place in RD so that coordinates have the digits that real ones have.
enum HandMade {
    static let origin = SIMD2<Double>(246_000, 557_000)

    static func rectangle(_ minX: Double, _ minY: Double, _ maxX: Double, _ maxY: Double) -> [SIMD2<Double>] {
        polygon((minX, minY), (maxX, minY), (maxX, maxY), (minX, maxY))
    }

    /// A closed ring, shifted to `origin`.
    static func polygon(_ corners: (Double, Double)...) -> [SIMD2<Double>] {
        let ring = corners.map { origin + SIMD2($0.0, $0.1) }
        return ring + ring.prefix(1)
    }

    /// One feature per shell.
    static func buffer(_ shells: [[SIMD2<Double>]], holes: [[SIMD2<Double>]] = []) throws -> PolygonBuffer {
        var buffer = PolygonBuffer()
        for shell in shells {
            try buffer.appendRing(shell)
            for hole in holes { try buffer.appendRing(hole) }
            buffer.endFeature()
        }
        return buffer
    }

    static func unit(
        _ id: String, _ shells: [SIMD2<Double>]..., holes: [[SIMD2<Double>]] = [], names: [String]? = nil
    ) throws -> CheckUnit {
        let polygons = try buffer(shells, holes: holes)
        let whole = AreaEngine.measure(EngineLayer(oneGroup: polygons), masks: [], threads: 1).union
        return unit(
            id, .polygons(UnitPolygons(
                polygons: polygons, names: names ?? shells.map { _ in "" }, wholeSquareMetres: whole)))
    }

    static func unit(_ id: String, _ content: UnitContent, rules: [CatalogueRule] = []) -> CheckUnit {
        CheckUnit(
            entry: CatalogueUnit(id: id, quality: "q", name: id, layers: nil, rules: rules), id: id, name: id, level: nil,
            content: content)
    }

    static func plan(_ shells: [SIMD2<Double>]..., holes: [[SIMD2<Double>]] = []) throws -> PlanOutline {
        PlanOutline(
            id: "plan", name: "plan", file: "plan.geojson", source: "plan", crs: "EPSG:28992",
            polygons: try buffer(shells, holes: holes), ledger: LayerLedger(), notices: [])
    }

    static func limits(tolerance: Double = 0, near: Double? = nil, far: Double? = nil) -> ResolvedLimits {
        ResolvedLimits(
            options: CheckOptions(toleranceMetres: tolerance, nearMetres: near, farMetres: far),
            defaults: CatalogueDefaults())
    }

    /// The hit of the only unit.
    static func hit(_ unit: CheckUnit, _ plan: PlanOutline, _ limits: ResolvedLimits) throws -> UnitHit {
        let outcome = try PlanEvaluator(units: [unit], limits: limits).evaluate(plan)
        return try #require(outcome.plan.hits.first)
    }
}

/// Whether two measures agree to a millionth.
func isClose(_ a: Double?, _ b: Double, within relative: Double = 1e-6) -> Bool {
    guard let a else { return false }
    return abs(a - b) <= relative * max(abs(b), 1e-3)
}

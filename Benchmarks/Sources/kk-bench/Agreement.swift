import GeoCore
import GEOSLoop

/// Checks that stand before every time: an answer that disagrees has none.
enum Agreement {
    /// Relative: totals, and class pairs above 100 m². GEOS cuts and adds up in another order.
    static let totalTolerance = 1e-9
    static let cellTolerance = 1e-7

    /// The class table per (old, new) against another program's sums, index old × newCount + new.
    static func check(_ cells: [OverlayCell], against sums: [Double], newCount: Int, whose: String) throws {
        var own = [Double](repeating: 0, count: sums.count)
        for cell in cells { own[Int(cell.old) * newCount + Int(cell.new)] = cell.areaSquareMetres }
        let total = own.reduce(0, +)
        let other = sums.reduce(0, +)
        guard (total - other).magnitude <= totalTolerance * total.magnitude else {
            throw MeasureError(description: "\(whose): total \(other) m², engine \(total) m²: no times")
        }
        for (index, area) in own.enumerated() where max(area, sums[index]) > 100 {
            guard (area - sums[index]).magnitude <= cellTolerance * max(area, sums[index]) else {
                throw MeasureError(
                    description: "\(whose): class pair \(index / newCount), \(index % newCount): \(sums[index]) m², engine \(area) m²: no times")
            }
        }
    }

    /// The engine against itself (classes against polygons), and against plain GEOS on at most `limit` positions of the old
    /// map spread over it.
    static func check(_ maps: MapPair, limit: Int) throws -> [OverlayCell] {
        let table = AreaEngine.table(maps.old, maps.new, threads: 1).cells
        let pairs = AreaEngine.table(
            EngineLayer(featuresOf: maps.old.polygons), EngineLayer(featuresOf: maps.new.polygons), threads: 2).cells
        let total = table.reduce(0) { $0 + $1.areaSquareMetres }
        let sum = pairs.reduce(0) { $0 + $1.areaSquareMetres }
        guard (total - sum).magnitude <= 1e-12 * total else {
            throw MeasureError(description: "classes \(total) m², polygons \(sum) m²: no times")
        }
        let small = (0..<maps.old.polygons.featureCount).filter { maps.old.polygons.vertices(ofFeature: $0).count < 1000 }
        let sample = small.isEmpty ? Array(0..<min(maps.old.polygons.featureCount, 1)) : small
        let step = max(1, sample.count * 100 / max(limit, 1))
        let chosen = stride(from: 0, to: sample.count, by: step).map { sample[$0] }
        let some = EngineLayer(
            polygons: maps.old.polygons.selecting(chosen), groups: chosen.map { maps.old.groups[$0] }, groupCount: maps.old.groupCount)
        // Cells of small polygons against those of the map that are small too: networks cost seconds each.
        let others = (0..<maps.new.polygons.featureCount).filter { maps.new.polygons.vertices(ofFeature: $0).count < 30_000 }
        let rest = EngineLayer(
            polygons: maps.new.polygons.selecting(others), groups: others.map { maps.new.groups[$0] }, groupCount: maps.new.groupCount)
        try check(
            AreaEngine.table(some, rest, threads: 1).cells,
            against: try GEOSLoop.prepared.table(some, rest, threads: 2, limit: 120), newCount: rest.groupCount, whose: "GEOS, sample")
        return table
    }
}

import GeoCore

/// The connected parts of a whole unit, dissolved, and which of them every part of every feature belongs to: what a check
/// must know of a unit beyond the features near the plan to say how the plan cuts it.
struct DissolvedGroups {
    /// Per polygon part of the features, in order, the number of its dissolved part.
    let groupOfPart: [Int32]
    /// Square metres of every dissolved part.
    let squareMetres: [Double]

    /// - Complexity: that of one union by GEOS, and one pass of the area engine.
    init(_ polygons: PolygonBuffer) throws(GEOSError) {
        let whole =
            polygons.featureCount == 1 ? polygons : try GeometryEngine().unaryUnion(polygons).polygons
        let (own, dissolved) = (polygons.partsApart, whole.partsApart)
        squareMetres = (0..<dissolved.featureCount).map { dissolved.areaSquareMetres(ofFeature: $0) }
        groupOfPart = Self.groups(of: own, among: dissolved, threads: 1)
    }

    /// For each feature of `own` the feature of `dissolved` that has most in common with it; −1 for one without area.
    static func groups(of own: PolygonBuffer, among dissolved: PolygonBuffer, threads: Int) -> [Int32] {
        var best = Array(repeating: (group: Int32(-1), area: 0.0), count: own.featureCount)
        let cells = AreaEngine.common(
            old: EngineLayer(featuresOf: own), new: EngineLayer(featuresOf: dissolved), threads: threads)
        for cell in cells {
            if cell.areaSquareMetres > best[Int(cell.old)].area { best[Int(cell.old)] = (cell.new, cell.areaSquareMetres) }
        }
        return best.map(\.group)
    }
}

extension PolygonBuffer {
    /// Every part as a feature of its own.
    var partsApart: PolygonBuffer {
        var apart = PolygonBuffer()
        for part in 0..<partCount {
            apart.appendPart(part, of: self)
            apart.endFeature()
        }
        return apart
    }
}

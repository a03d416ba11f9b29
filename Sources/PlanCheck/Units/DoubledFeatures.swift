import GeoCore

/// Polygons that stand twice in one unit.
enum DoubledFeatures {
    /// Two features are the same place when their overlap is all but this share of both.
    private static let sameShare = 1e-6

    /// A warning with the number of features that repeat an earlier one and the hectares counted double; nil when
    /// there are none.
    static func notice(_ polygons: PolygonBuffer, overlapSquareMetres: Double, unit: String) -> Notice? {
        guard overlapSquareMetres > 0 else { return nil }
        let areas = (0..<polygons.featureCount).map { polygons.areaSquareMetres(ofFeature: $0) }
        let same = AreaEngine.selfCheck(polygons, threads: 1).overlaps.filter { pair in
            let larger = max(areas[Int(pair.a)], areas[Int(pair.b)])
            return pair.areaSquareMetres >= larger * (1 - sameShare)
        }
        let repeated = Set(same.map { max($0.a, $0.b) })
        guard !repeated.isEmpty else { return nil }
        let hectares = repeated.reduce(0) { $0 + areas[Int($1)] } / 10_000
        return Notice(
            "doubled-features",
            message: Bilingual(
                en: "unit \(unit): \(repeated.count) of \(polygons.featureCount) features repeat another one (\(Hectares.text(hectares, .en)) ha); every place counts once",
                nl: "eenheid \(unit): \(repeated.count) van de \(polygons.featureCount) objecten staan er dubbel in (\(Hectares.text(hectares, .nl)) ha); elke plek telt eenmaal"),
            count: repeated.count)
    }
}

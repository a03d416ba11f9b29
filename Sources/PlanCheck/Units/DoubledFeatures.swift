import GeoCore

/// Polygons that stand twice in one unit.
enum DoubledFeatures {
    /// Two features are the same place when their overlap is all but this share of both.
    private static let sameShare = 1e-6

    /// The features that repeat an earlier one and the hectares counted double; nil when there are none.
    static func find(_ polygons: PolygonBuffer, overlapSquareMetres: Double) -> IndexedUnit.Doubled? {
        guard overlapSquareMetres > 0 else { return nil }
        let areas = (0..<polygons.featureCount).map { polygons.areaSquareMetres(ofFeature: $0) }
        let same = AreaEngine.selfCheck(polygons, threads: 1).overlaps.filter { pair in
            let larger = max(areas[Int(pair.a)], areas[Int(pair.b)])
            return pair.areaSquareMetres >= larger * (1 - sameShare)
        }
        let repeated = Set(same.map { max($0.a, $0.b) })
        guard !repeated.isEmpty else { return nil }
        let hectares = repeated.sorted().reduce(0) { $0 + areas[Int($1)] } / 10_000
        return IndexedUnit.Doubled(features: repeated.count, hectares: hectares)
    }

    static func notice(_ doubled: IndexedUnit.Doubled, of count: Int, unit: String) -> Notice {
        let (en, nl) = (Hectares.text(doubled.hectares, .en), Hectares.text(doubled.hectares, .nl))
        return Notice(
            "doubled-features",
            message: Bilingual(
                en: "unit \(unit): \(doubled.features) of \(count) features repeat another one (\(en) ha); every place counts once",
                nl: "eenheid \(unit): \(doubled.features) van de \(count) objecten staan er dubbel in (\(nl) ha); elke plek telt eenmaal"),
            count: doubled.features)
    }
}

extension IndexedUnit {
    var doubledNotice: Notice? { doubled.map { DoubledFeatures.notice($0, of: features, unit: id) } }
}

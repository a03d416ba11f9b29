import GeoCore

/// Invalid polygons made valid, and what that did to their area.
struct PolygonRepair: Sendable {
    var polygons: PolygonBuffer
    /// Features that were changed.
    var count = 0
    /// Total |area after − area before|, in square metres.
    var changeSquareMetres = 0.0

    /// Repairs some features; the others stay as they are. A feature of which nothing with area is left keeps its
    /// place, without parts.
    /// - Throws: `repair-failed` when GEOS cannot.
    static func repaired(
        _ polygons: PolygonBuffer, features: Set<Int>, method: RepairMethod
    ) throws(InputError) -> PolygonRepair {
        do throws(GEOSError) {
            let engine = try GeometryEngine()
            var result = PolygonRepair(polygons: PolygonBuffer())
            for feature in 0..<polygons.featureCount {
                guard features.contains(feature) else {
                    result.polygons.appendFeature(feature, of: polygons)
                    continue
                }
                let whole = try engine.repaired(polygons, feature: feature, method: method)
                result.polygons.appendFeature(0, of: whole)
                result.count += 1
                result.changeSquareMetres += abs(
                    whole.areaSquareMetres(ofFeature: 0) - abs(polygons.areaSquareMetres(ofFeature: feature)))
            }
            return result
        } catch {
            throw InputError(
                "repair-failed",
                problem: Bilingual(
                    en: "repair failed (\(error.function): \(error.message))",
                    nl: "herstellen mislukte (\(error.function): \(error.message))"),
                remedy: Bilingual(en: "repair the layer in QGIS first", nl: "herstel de laag eerst in QGIS"))
        }
    }
}

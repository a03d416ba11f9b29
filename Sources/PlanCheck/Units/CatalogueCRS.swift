import GeoCore

/// The CRS in which everything is measured, and the way of any layer into it.
struct CatalogueCRS: Sendable {
    let crs: CoordinateReferenceSystem

    /// - Throws: when the catalogue's CRS is not known, or not projected in metres.
    init(_ catalogue: Catalogue) throws(InputError) {
        do {
            crs = try CoordinateReferenceSystem(parsing: catalogue.crs)
            try crs.requireMetricProjected()
        } catch {
            throw error.located(file: catalogue.file)
        }
    }

    /// Polygons in this CRS; as they are when theirs means the same coordinates, to a millimetre.
    ///
    /// - Parameter file: for messages.
    /// - Returns: nil as second value when nothing was transformed.
    func polygons(
        of layer: ClassifiedLayer, file: String
    ) throws(InputError) -> (polygons: PolygonBuffer, report: TransformationReport?) {
        guard let own = layer.crs, layer.polygons.partCount > 0 else { return (layer.polygons, nil) }
        do throws(InputError) {
            if try own.isSame(as: crs, on: layer.polygons.box) { return (layer.polygons, nil) }
            let transformer = try Transformer(from: own, to: crs, box: layer.polygons.box)
            let moved = try Self.transformed(layer, transformer)
            return (moved, transformer.report)
        } catch {
            throw error.located(file: file)
        }
    }

    private static func transformed(
        _ layer: ClassifiedLayer, _ transformer: Transformer
    ) throws(InputError) -> PolygonBuffer {
        do {
            return try transformer.transform(layer.polygons)
        } catch {
            let id = layer.origins.indices.contains(error.feature) ? String(layer.origins[error.feature].id) : nil
            throw InputError(
                "crs-transform", feature: id,
                problem: Bilingual(
                    en: "position \(error.position.x) \(error.position.y) cannot be transformed",
                    nl: "punt \(error.position.x) \(error.position.y) is niet om te rekenen"),
                remedy: Bilingual(en: "check the CRS of the file", nl: "controleer het CRS van het bestand"))
        }
    }
}

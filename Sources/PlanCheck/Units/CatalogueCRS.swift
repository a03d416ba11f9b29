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

    /// A layer in this CRS (as it is when its coordinates mean the same, to a millimetre), with every feature valid.
    ///
    /// A repair may change an area by any share: the ledger and a notice tell how much.
    func prepared(
        _ layer: ClassifiedLayer, repair: RepairRule, threads: Int = 1
    ) throws(InputError) -> LayerPreparation {
        try LayerPreparation.prepare(layer, target: crs, repair: repair, repairLimit: 1, threads: threads)
    }

    /// Lines and points of a layer in this CRS.
    /// - Throws: `crs-transform` for a position that cannot be transformed.
    func otherFeatures(of layer: ClassifiedLayer) throws(InputError) -> [OtherFeature] {
        var box = Box.empty
        for feature in layer.otherFeatures {
            for position in feature.lines.joined() { box.add(position) }
            for position in feature.points { box.add(position) }
        }
        guard let own = layer.crs, !box.isEmpty, try !own.isSame(as: crs, on: box) else { return layer.otherFeatures }
        let transformer = try Transformer(from: own, to: crs, box: box)
        return try layer.otherFeatures.map { (feature) throws(InputError) in
            var moved = feature
            moved.lines = feature.lines.map(transformer.transform)
            moved.points = transformer.transform(feature.points)
            guard (moved.lines.joined() + moved.points).allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else {
                throw InputError(
                    "crs-transform", file: layer.sources.first?.file, layer: layer.sources.first?.layer,
                    feature: String(feature.origin.id),
                    problem: Bilingual(
                        en: "a position cannot be transformed", nl: "een punt is niet om te rekenen"),
                    remedy: Bilingual(en: "check the CRS of the file", nl: "controleer het CRS van het bestand"))
            }
            return moved
        }
    }
}

extension LayerPreparation {
    /// The CRS that two layers are compared in; nil when neither has one (plain metres).
    ///
    /// - Parameter target: `--crs`; nil: both layers must already have the same projected CRS in metres, compared
    ///   by numbers on the box of both.
    /// - Throws: `crs-missing` when a layer says nothing and another does (or a target is given), `crs-different` with
    ///   the metres between them, `crs-geographic`, `crs-not-metric`, `crs-invalid`.
    public static func reconcileCRS(
        old: ClassifiedLayer, new: ClassifiedLayer, target: CoordinateReferenceSystem?,
        resources: ProjectionResources = .environment
    ) throws(InputError) -> CoordinateReferenceSystem? {
        let oldSource = old.sources.first
        let newSource = new.sources.first
        if let target {
            try target.requireMetricProjected()
            for layer in [old, new] where layer.crs == nil {
                throw CoordinateReferenceSystem.missing(
                    file: layer.sources.first?.file, layer: layer.sources.first?.layer)
            }
            return target
        }
        switch (old.crs, new.crs) {
        case (nil, nil):
            return nil
        case (nil, _):
            throw CoordinateReferenceSystem.missing(file: oldSource?.file, layer: oldSource?.layer)
        case (_, nil):
            throw CoordinateReferenceSystem.missing(file: newSource?.file, layer: newSource?.layer)
        case (let a?, let b?):
            try a.requireMetricProjected(file: oldSource?.file, layer: oldSource?.layer)
            try b.requireMetricProjected(file: newSource?.file, layer: newSource?.layer)
            // Two layers without polygons have no place to differ in; then the definitions decide.
            let metres = try a.metresApart(from: b, on: box(old, new), resources: resources)
            guard metres <= CoordinateReferenceSystem.equalWithinMetres else {
                throw CoordinateReferenceSystem.different(
                    a, b, metres: metres, file: newSource?.file, layer: newSource?.layer)
            }
            return a
        }
    }

    private static func box(_ old: ClassifiedLayer, _ new: ClassifiedLayer) -> Box {
        var box = old.polygons.box
        box.add(new.polygons.box)
        return box
    }
}

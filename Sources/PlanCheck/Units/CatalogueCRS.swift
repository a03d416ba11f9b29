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
    func prepared(_ layer: ClassifiedLayer, repair: RepairRule) throws(InputError) -> ClassifiedLayer {
        try LayerPreparation.prepare(layer, target: crs, repair: repair, repairLimit: 1, threads: 1).layer
    }
}

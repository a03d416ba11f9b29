/// Two layers made ready to be compared, and what the engine learnt of them on the way.
public struct PreparedPair: Sendable {
    public var old: LayerPreparation
    public var new: LayerPreparation
    /// Of exactly these two layers; nil when one was repaired, so that it has to be made again.
    public var audit: PairAudit?
}

extension LayerPreparation {
    /// As `prepare` for each layer, but both are looked at in one sweep, which measures and compares them too.
    ///
    /// - Throws: as `prepare`; what is wrong with the CRS of either comes before what is wrong with the polygons.
    public static func preparePair(
        old: ClassifiedLayer, new: ClassifiedLayer, target: CoordinateReferenceSystem?, repair: RepairRule,
        repairLimit: Double = 0.01, threads: Int, resources: ProjectionResources = .environment
    ) throws(InputError) -> PreparedPair {
        var one = LayerPreparation(layer: old, repairs: [], transformation: nil)
        var other = LayerPreparation(layer: new, repairs: [], transformation: nil)
        try one.bringToTarget(target, threads: threads, resources: resources)
        try other.bringToTarget(target, threads: threads, resources: resources)
        let audit = AreaEngine.audit(old: one.layer.engineLayer, new: other.layer.engineLayer, threads: threads)
        try one.repairFeatures(audit.oldCheck.badFeatures.map { Int($0.feature) }, repair, limit: repairLimit)
        try other.repairFeatures(audit.newCheck.badFeatures.map { Int($0.feature) }, repair, limit: repairLimit)
        let isUntouched = one.repairs.isEmpty && other.repairs.isEmpty
        return PreparedPair(old: one, new: other, audit: isUntouched && audit.isSound ? audit : nil)
    }
}

extension ClassifiedLayer {
    /// All features, one group per class.
    public var engineLayer: EngineLayer {
        EngineLayer(polygons: polygons, groups: classOfFeature, groupCount: classes.count)
    }
}

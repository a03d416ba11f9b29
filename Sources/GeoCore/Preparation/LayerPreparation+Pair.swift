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
        var (one, other) = try inTarget(old, new, target, threads: threads, resources: resources)
        let audit = AreaEngine.audit(old: one.layer.engineLayer, new: other.layer.engineLayer, threads: threads)
        try one.repairFeatures(audit.oldCheck.badFeatures.map { Int($0.feature) }, repair, limit: repairLimit)
        try other.repairFeatures(audit.newCheck.badFeatures.map { Int($0.feature) }, repair, limit: repairLimit)
        let isUntouched = one.repairs.isEmpty && other.repairs.isEmpty
        return PreparedPair(old: one, new: other, audit: isUntouched && audit.isSound ? audit : nil)
    }

    private static func inTarget(
        _ old: ClassifiedLayer, _ new: ClassifiedLayer, _ target: CoordinateReferenceSystem?, threads: Int,
        resources: ProjectionResources
    ) throws(InputError) -> (LayerPreparation, LayerPreparation) {
        var one = LayerPreparation(layer: old, repairs: [], transformation: nil)
        var other = LayerPreparation(layer: new, repairs: [], transformation: nil)
        try one.bringToTarget(target, threads: threads, resources: resources)
        try other.bringToTarget(target, threads: threads, resources: resources)
        return (one, other)
    }

    // MARK: a run in parts

    /// One share of what `preparePair` sweeps.
    /// - Throws: as `preparePair` with nothing to be repaired, for the features that this share alone shows to be bad.
    public static func auditPart(
        old: ClassifiedLayer, new: ClassifiedLayer, target: CoordinateReferenceSystem?, share: RowShare, threads: Int,
        resources: ProjectionResources = .environment
    ) throws(InputError) -> AuditPart {
        var (one, other) = try inTarget(old, new, target, threads: threads, resources: resources)
        let part = AreaEngine.auditPart(
            old: one.layer.engineLayer, new: other.layer.engineLayer, share: share, threads: threads)
        try one.repairFeatures(part.oldBad, .stop, limit: 0)
        try other.repairFeatures(part.newBad, .stop, limit: 0)
        return part
    }

    /// As `preparePair` with nothing to be repaired, the sums of the sweep taken from its parts.
    /// - Parameter parts: with the names of their files.
    /// - Throws: as `preparePair`; `partial-foreign`, `partial-damaged`, `partial-twice`, `partial-missing`.
    public static func preparePair(
        old: ClassifiedLayer, new: ClassifiedLayer, target: CoordinateReferenceSystem?,
        parts: [(file: String, part: AuditPart)], threads: Int, resources: ProjectionResources = .environment
    ) throws(InputError) -> PreparedPair {
        var (one, other) = try inTarget(old, new, target, threads: threads, resources: resources)
        let audit: PairAudit
        do throws(PartProblem) {
            audit = try AreaEngine.audit(
                old: one.layer.engineLayer, new: other.layer.engineLayer, parts: parts.map(\.part), threads: threads)
        } catch {
            throw error.inputError(files: parts.map(\.file))
        }
        try one.repairFeatures(audit.oldCheck.badFeatures.map { Int($0.feature) }, .stop, limit: 0)
        try other.repairFeatures(audit.newCheck.badFeatures.map { Int($0.feature) }, .stop, limit: 0)
        return PreparedPair(old: one, new: other, audit: audit.isSound ? audit : nil)
    }
}

extension PartProblem {
    func inputError(files: [String]) -> InputError {
        let again = Bilingual(
            en: "make it again with --rows and --partial, from these maps and with these choices",
            nl: "maak het opnieuw met --rows en --partial, van deze kaarten en met deze keuzes")
        switch self {
        case .foreign(let index):
            return InputError(
                "partial-foreign", file: files[index],
                problem: Bilingual(
                    en: "these partial sums are of other maps, or the maps were read with other choices",
                    nl: "deze deelsommen zijn van andere kaarten, of de kaarten zijn met andere keuzes gelezen"),
                remedy: again)
        case .damaged(let index):
            return InputError(
                "partial-damaged", file: files[index],
                problem: Bilingual(
                    en: "a class or feature in it is not on the maps", nl: "er staat een klasse of object in dat niet op de kaarten staat"),
                remedy: again)
        case .doubled(let one, let other):
            return InputError(
                "partial-twice", file: files[other],
                problem: Bilingual(
                    en: "it has the same rows as \(files[one])", nl: "het heeft dezelfde rijen als \(files[one])"),
                remedy: Bilingual(en: "give each part once", nl: "geef elk deel één keer"))
        case .missing(let share):
            let (en, nl) = share.map { ("part \($0.number)/\($0.count) is missing", "deel \($0.number)/\($0.count) ontbreekt") }
                ?? ("the parts together do not have all rows", "de delen hebben samen niet alle rijen")
            return InputError(
                "partial-missing", problem: Bilingual(en: en, nl: nl),
                remedy: Bilingual(
                    en: "make it with --rows \(share.map { "\($0.number)/\($0.count)" } ?? "i/n") --partial FILE, all parts with the same n",
                    nl: "maak het met --rows \(share.map { "\($0.number)/\($0.count)" } ?? "i/n") --partial BESTAND, alle delen met dezelfde n"))
        }
    }
}

extension ClassifiedLayer {
    /// All features, one group per class.
    public var engineLayer: EngineLayer {
        EngineLayer(polygons: polygons, groups: classOfFeature, groupCount: classes.count)
    }
}

/// A layer made ready to be measured: in the CRS of the run, every feature a valid polygon.
public struct LayerPreparation: Sendable {
    public var layer: ClassifiedLayer
    /// In feature order; a feature with several classes once.
    public var repairs: [RepairedFeature]
    /// Nil when the coordinates were left as they are.
    public var transformation: TransformationReport?

    public init(layer: ClassifiedLayer, repairs: [RepairedFeature], transformation: TransformationReport?) {
        self.layer = layer
        self.repairs = repairs
        self.transformation = transformation
    }

    /// Transforms, checks and repairs one layer.
    ///
    /// - Parameters:
    ///   - target: the CRS to compute in; nil: the layer's own, which must be projected in metres. A layer whose
    ///     coordinates mean the same in both (to 1 mm) is not touched.
    ///   - repairLimit: share of a feature's area that a repair may change before the run stops.
    ///
    /// The area engine finds the features that wind wrongly anywhere (self-crossings, parts on each other, holes
    /// outside); GEOS is asked about those only.
    /// - Throws: `crs-missing`, `crs-geographic`, `crs-not-metric`, `crs-invalid`, `crs-transform`; `invalid-geometry`
    ///   with feature, reason and place when nothing may be repaired; `repair-limit`; `repair-failed`.
    public static func prepare(
        _ layer: ClassifiedLayer, target: CoordinateReferenceSystem?, repair: RepairRule, repairLimit: Double = 0.01,
        threads: Int, resources: ProjectionResources = .environment
    ) throws(InputError) -> LayerPreparation {
        var result = LayerPreparation(layer: layer, repairs: [], transformation: nil)
        try result.bringToTarget(target, threads: threads, resources: resources)
        let suspects = AreaEngine.badFeatures(result.layer.polygons, threads: threads)
        try result.repairFeatures(suspects, repair, limit: repairLimit)
        return result
    }

    // MARK: CRS

    mutating func bringToTarget(
        _ target: CoordinateReferenceSystem?, threads: Int, resources: ProjectionResources
    ) throws(InputError) {
        let file = layer.sources.first?.file
        let name = layer.sources.first?.layer
        guard let own = layer.crs else {
            guard target == nil else { throw CoordinateReferenceSystem.missing(file: file, layer: name) }
            layer.notices.append(
                Notice(
                    "crs-unknown",
                    message: Bilingual(
                        en: "\(file ?? "layer"): no coordinate reference system; its numbers are taken as metres",
                        nl: "\(file ?? "laag"): geen coördinatenstelsel; de getallen zijn als meters gelezen")))
            return
        }
        // A pass over all positions, hardly ever needed.
        let polygons = layer.polygons
        if own.isAssumed, let notice = try own.areaOfUseNotice(for: polygons.box, resources: resources) {
            layer.notices.append(notice)
        }
        guard let target else {
            try own.requireMetricProjected(file: file, layer: name)
            return
        }
        try target.requireMetricProjected()
        if polygons.vertexCount > 0, try !own.isSame(as: target, on: polygons.box, resources: resources) {
            let origins = layer.origins
            do {
                let (moved, report) = try Transformer.transform(
                    polygons, from: own, to: target, threads: threads, resources: resources,
                    featureName: { origins.indices.contains($0) ? String(origins[$0].id) : String($0) })
                layer.polygons = moved
                layer.notices.append(report.notice)
                transformation = report
            } catch {
                throw error.located(file: file, layer: name)
            }
        }
        layer.crs = target
    }

    // MARK: repair

    /// - Parameter suspects: features that the area engine finds bad, in feature order.
    mutating func repairFeatures(_ suspects: [Int], _ rule: RepairRule, limit: Double) throws(InputError) {
        guard !suspects.isEmpty else { return }
        let method = rule.method
        var replacements: [Int: PolygonBuffer] = [:]
        var repairedOrigins: Set<FeatureOrigin> = []
        var reported: InputError?
        var invalidCount = 0
        do throws(GEOSError) {
            let engine = try GeometryEngine()
            for feature in suspects {
                guard let invalidity = try engine.invalidity(of: layer.polygons, feature: feature) else { continue }
                invalidCount += 1
                guard let method else {
                    // The first one is named, all are counted.
                    reported = reported ?? invalid(feature, invalidity)
                    continue
                }
                let replacement = try engine.repaired(layer.polygons, feature: feature, method: method)
                let entry = RepairedFeature(
                    origin: origin(of: feature), invalidity: invalidity,
                    squareMetresBefore: layer.polygons.areaSquareMetres(ofFeature: feature),
                    squareMetresAfter: replacement.areaSquareMetres(ofFeature: 0))
                if entry.changeShare > limit { reported = reported ?? aboveLimit(feature, entry, limit: limit) }
                replacements[feature] = replacement
                if repairedOrigins.insert(entry.origin).inserted { repairs.append(entry) }
            }
        } catch {
            throw InputError(
                "repair-failed", file: layer.sources.first?.file, layer: layer.sources.first?.layer,
                problem: Bilingual(
                    en: "an invalid polygon cannot be judged: \(error.function): \(error.message)",
                    nl: "een ongeldig vlak is niet te beoordelen: \(error.function): \(error.message)"))
        }
        if var reported {
            if invalidCount > 1, method == nil {
                reported.problem = Bilingual(
                    en: reported.problem.en + " (and \(invalidCount - 1) more features)",
                    nl: reported.problem.nl + " (en nog \(invalidCount - 1) objecten)")
            }
            throw reported
        }
        guard !replacements.isEmpty else { return }
        replace(replacements)
        let change = repairs.reduce(0) { $0 + abs($1.squareMetresAfter - $1.squareMetresBefore) } / 10_000
        layer.ledger.repaired += repairs.count
        layer.ledger.repairAreaChangeHectares += change
        let shown = (change * 10_000).rounded() / 10_000
        let file = layer.sources.first?.file ?? ""
        layer.notices.append(
            Notice(
                "repaired",
                message: Bilingual(
                    en: "\(file): \(repairs.count) invalid features repaired (\(rule.rawValue)), \(shown) ha changed",
                    nl: "\(file): \(repairs.count) ongeldige objecten hersteld (\(rule.rawValue)), \(shown) ha veranderd"),
                count: repairs.count))
    }

    private mutating func replace(_ replacements: [Int: PolygonBuffer]) {
        var polygons = PolygonBuffer(packing: layer.polygons.coordinates.isPacked)
        polygons.reserveCapacity(
            vertices: layer.polygons.vertexCount, rings: layer.polygons.ringCount, parts: layer.polygons.partCount,
            features: layer.polygons.featureCount)
        for feature in 0..<layer.polygons.featureCount {
            if let replacement = replacements[feature] {
                polygons.appendFeature(0, of: replacement)
            } else {
                polygons.appendFeature(feature, of: layer.polygons)
            }
        }
        layer.polygons = polygons
    }

    private func origin(of feature: Int) -> FeatureOrigin {
        layer.origins.indices.contains(feature)
            ? layer.origins[feature] : FeatureOrigin(source: 0, id: Int64(feature))
    }

    private func invalid(_ feature: Int, _ invalidity: Invalidity) -> InputError {
        let reason = invalidity.message
        return located(
            feature, "invalid-geometry",
            problem: Bilingual(
                en: "not a valid polygon: \(reason.en)", nl: "geen geldig vlak: \(reason.nl)"),
            remedy: Bilingual(
                en: "mend it, or let kk-diff do so with --repair structure",
                nl: "herstel het, of laat kk-diff het doen met --repair structure"))
    }

    private func aboveLimit(_ feature: Int, _ entry: RepairedFeature, limit: Double) -> InputError {
        let before = (entry.squareMetresBefore * 10).rounded() / 10
        let after = (entry.squareMetresAfter * 10).rounded() / 10
        let reason = entry.invalidity.message
        return located(
            feature, "repair-limit",
            problem: Bilingual(
                en: "\(reason.en): repair would change its area from \(before) to \(after) m², more than a share of \(limit)",
                nl: "\(reason.nl): herstel zou de oppervlakte veranderen van \(before) in \(after) m², meer dan een aandeel van \(limit)"),
            remedy: Bilingual(
                en: "mend it, or allow more with --repair-limit", nl: "herstel het, of sta meer toe met --repair-limit"))
    }

    private func located(
        _ feature: Int, _ code: String, problem: Bilingual, remedy: Bilingual
    ) -> InputError {
        let origin = origin(of: feature)
        let source = layer.sources.indices.contains(Int(origin.source)) ? layer.sources[Int(origin.source)] : nil
        return InputError(
            code, file: source?.file, layer: source?.layer, feature: String(origin.id), problem: problem,
            remedy: remedy)
    }
}

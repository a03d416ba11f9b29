package import GeoCore

extension EvidenceRegister {
    /// The register for one comparison: its items of the theme, as areas per cause.
    ///
    /// - Parameters:
    ///   - theme: items of another theme are left out; nil: all count.
    ///   - conflict: what to do where items of different causes lie on each other.
    /// - Throws: `evidence-feature-missing` and `evidence-feature-ambiguous`; `evidence-conflict`, naming both items and
    ///   the hectares; `geos` when a conflict cannot be cut out.
    /// - Complexity: one pass of the area engine over the register.
    package func resolved(
        old: ClassifiedLayer, new: ClassifiedLayer, theme: String?, conflict: EvidenceConflict, threads: Int
    ) throws(InputError) -> (evidence: ResolvedEvidence, notices: [Notice]) {
        let used = items.filter { theme == nil || $0.theme == nil || $0.theme == theme }
        var notices: [Notice] = []
        if used.isEmpty, !items.isEmpty { notices.append(nothingUsed(theme)) }
        // One feature per item: its polygons on each other count once.
        var polygons = PolygonBuffer()
        for item in used {
            let shape = try shape(of: item, old: old, new: new)
            for part in 0..<shape.partCount { polygons.appendPart(part, of: shape) }
            polygons.endFeature()
        }
        let disagreeing = AreaEngine.selfCheck(polygons, threads: threads).overlaps.filter {
            used[Int($0.a)].cause != used[Int($0.b)].cause
        }
        if let worst = disagreeing.first {
            let error = conflictError(used[Int(worst.a)], used[Int(worst.b)], hectares(worst.areaSquareMetres))
            guard conflict == .undetermined else { throw error }
            do throws(GEOSError) {
                polygons = try Self.withoutConflicts(polygons, disagreeing)
            } catch {
                throw InputError(
                    "geos", file: file,
                    problem: Bilingual(
                        en: "the conflicts cannot be cut out: \(error.function): \(error.message)",
                        nl: "de tegenstrijdige plekken zijn niet uit te snijden: \(error.function): \(error.message)"),
                    remedy: Bilingual(
                        en: "draw the register without overlaps", nl: "teken het register zonder overlap"))
            }
            let area = RoundedFigure(hectares(disagreeing.reduce(0) { $0 + $1.areaSquareMetres }))
            notices.append(Notice(
                "evidence-conflict",
                message: Bilingual(
                    en: "\(error.problem.en); \(area.en) ha in all is treated as if nothing were known",
                    nl: "\(error.problem.nl); in totaal \(area.nl) ha is behandeld alsof er niets bekend is"),
                count: disagreeing.count))
        }
        var parts: [ResolvedEvidence.Part] = []
        for cause in Cause.allCases {
            let features = used.indices.filter {
                used[$0].cause == cause && !polygons.parts(ofFeature: $0).isEmpty
            }
            guard !features.isEmpty else { continue }
            parts.append(ResolvedEvidence.Part(
                cause: cause, polygons: polygons.selecting(features), items: features.map { used[$0].id }))
        }
        return (ResolvedEvidence(parts: parts), notices)
    }

    // MARK: places

    private func shape(
        of item: EvidenceItem, old: ClassifiedLayer, new: ClassifiedLayer
    ) throws(InputError) -> PolygonBuffer {
        let found: [PolygonBuffer]
        let key: Int64
        switch item.place {
        case .polygons(let polygons): return polygons
        case .oldFeature(let id): (key, found) = (id, features(id, item.layer, in: old))
        case .newFeature(let id): (key, found) = (id, features(id, item.layer, in: new))
        case .feature(let id):
            (key, found) = (id, features(id, item.layer, in: old) + features(id, item.layer, in: new))
        }
        let name = item.layer.map { " '\($0)'" } ?? ""
        guard let first = found.first else {
            throw InputError(
                "evidence-feature-missing", file: file,
                problem: Bilingual(
                    en: "row \(item.id): there is no feature \(key) in the layer\(name)",
                    nl: "rij \(item.id): er is geen object \(key) in de laag\(name)"),
                remedy: Bilingual(
                    en: "use the keys of the files that are compared (not those of a copy), and check side and layer",
                    nl: "gebruik de sleutels van de bestanden die worden vergeleken (niet van een kopie), en kijk kant en laag na"))
        }
        guard found.count == 1 else {
            throw InputError(
                "evidence-feature-ambiguous", file: file,
                problem: Bilingual(
                    en: "row \(item.id): \(found.count) layers have a feature \(key)",
                    nl: "rij \(item.id): \(found.count) lagen hebben een object \(key)"),
                remedy: Bilingual(
                    en: "name the side (old or new) and the layer", nl: "noem de kant (oud of nieuw) en de laag"))
        }
        return first
    }

    /// The feature with a key, once per layer that has it.
    private func features(_ id: Int64, _ layer: String?, in map: ClassifiedLayer) -> [PolygonBuffer] {
        var sources: Set<Int32> = []
        var found: [PolygonBuffer] = []
        for (feature, origin) in map.origins.enumerated() where origin.id == id {
            let source = Int(origin.source)
            if let layer {
                guard map.sources.indices.contains(source),
                    map.sources[source].layer == layer || map.sources[source].file == layer
                else { continue }
            }
            // A feature with several classes stands there once per class.
            if sources.insert(origin.source).inserted { found.append(map.polygons.selecting(CollectionOfOne(feature))) }
        }
        return found
    }

    // MARK: conflicts

    private static func withoutConflicts(
        _ polygons: PolygonBuffer, _ pairs: [GroupOverlap]
    ) throws(GEOSError) -> PolygonBuffer {
        let engine = try GeometryEngine()
        var result = PolygonBuffer()
        for feature in 0..<polygons.featureCount {
            let others = pairs.compactMap { pair -> Int? in
                Int(pair.a) == feature ? Int(pair.b) : Int(pair.b) == feature ? Int(pair.a) : nil
            }
            if others.isEmpty {
                result.appendFeature(feature, of: polygons)
            } else {
                let rest = try engine.overlay(
                    .difference, polygons, features: CollectionOfOne(feature), polygons, features: others)
                result.appendFeature(0, of: rest.polygons)
            }
        }
        return result
    }

    private func conflictError(_ a: EvidenceItem, _ b: EvidenceItem, _ hectares: Double) -> InputError {
        let area = RoundedFigure(hectares)
        func name(_ item: EvidenceItem) -> String {
            let document = item.document.map { " '\($0)'" } ?? ""
            return "\(item.id)\(document) (\(item.cause.rawValue))"
        }
        return InputError(
            "evidence-conflict", file: file,
            problem: Bilingual(
                en: "\(name(a)) and \(name(b)) disagree about \(area.en) ha",
                nl: "\(name(a)) en \(name(b)) spreken elkaar tegen over \(area.nl) ha"),
            remedy: Bilingual(
                en: "mend the register, or leave such places open with --conflict undetermined",
                nl: "herstel het register, of laat zulke plekken open met --conflict undetermined"))
    }

    private func nothingUsed(_ theme: String?) -> Notice {
        let known = Set(items.compactMap(\.theme)).sorted(by: codePointOrder).joined(separator: ", ")
        return Notice(
            "evidence-theme-without-rows",
            message: Bilingual(
                en: "no item of the evidence register has the theme '\(theme ?? "")'; it has: \(known)",
                nl: "geen regel van het bewijsregister heeft het thema '\(theme ?? "")'; wel: \(known)"))
    }
}

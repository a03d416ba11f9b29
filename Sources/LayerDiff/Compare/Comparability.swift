public import GeoCore

/// Whether two maps may be compared at all. *Source*: METHOD §1, DOMAIN R1–R3 and §6.3.
enum Comparability {
    /// Why not; nil when they may.
    /// - Parameters:
    ///   - rows: of the crosswalk, for this theme.
    ///   - old, new: the maps as they were read.
    static func refusal(
        _ first: RunVersion, _ last: RunVersion, old: ClassifiedLayer, new: ClassifiedLayer, rows: [CrosswalkRow]
    ) -> Refusal? {
        missingManifest(first, last) ?? differentPrinciple(first, last, old, new, rows) 
            ?? differentShapes(first, last, old, new, rows)
    }

    private static func missingManifest(_ first: RunVersion, _ last: RunVersion) -> Refusal? {
        let missing = [("first", "eerste", first), ("second", "tweede", last)].filter { !$0.2.missingFields.isEmpty }
        guard !missing.isEmpty else { return nil }
        func list(_ language: Language) -> String {
            missing.map { en, nl, version in
                let fields = version.missingFields.map { "'\($0)'" }.joined(separator: ", ")
                let map = version.date.map { language == .nl ? "de kaart van \($0)" : "the map of \($0)" }
                    ?? (language == .nl ? "de \(nl) kaart" : "the \(en) map")
                return language == .nl ? "\(map) mist \(fields)" : "\(map) lacks \(fields)"
            }.joined(separator: "; ")
        }
        return Refusal(
            code: .manifestIncomplete,
            reason: Bilingual(
                en: "it is not recorded what the two maps are: \(list(.en))",
                nl: "niet is vastgelegd wat de twee kaarten zijn: \(list(.nl))"),
            remedy: Bilingual(
                en: "fill in these fields in the run file (instrument: visie or verordening; drawn_by: inhoud or zwaarte)",
                nl: "vul deze velden in het bestand met vergelijkingen in (instrument: visie of verordening; drawn_by: inhoud of zwaarte)"))
    }

    /// Content against level needs, for every class of both maps, a row that was stated with a source.
    private static func differentPrinciple(
        _ first: RunVersion, _ last: RunVersion, _ old: ClassifiedLayer, _ new: ClassifiedLayer, _ rows: [CrosswalkRow]
    ) -> Refusal? {
        guard let a = first.drawnBy, let b = last.drawnBy, a != b else { return nil }
        let explained = rows.filter {
            $0.certainty == .stated && $0.relation != .unknown && $0.from != nil && $0.to != nil && $0.source != nil
        }
        let unexplainedOld = classes(old).filter { name in !explained.contains { $0.from == name } }
        let unexplainedNew = classes(new).filter { name in !explained.contains { $0.to == name } }
        guard !unexplainedOld.isEmpty || !unexplainedNew.isEmpty else { return nil }
        let labels = VersionLabels.pair(first, last)
        let (one, other) = (a.shows, b.shows)
        return Refusal(
            code: .drawnByDiffers,
            reason: Bilingual(
                en: "the map of \(labels.old) shows \(one.en), that of \(labels.new) shows \(other.en)",
                nl: "de kaart van \(labels.old) toont \(one.nl), die van \(labels.new) toont \(other.nl)"),
            remedy: Bilingual(
                en: "maps of the same principle, or a row of the crosswalk for every class that says, with certainty "
                    + "'stated' and a source, how the two relate (missing for \(unexplainedOld.count + unexplainedNew.count) classes)",
                nl: "twee kaarten van dezelfde soort, of per klasse een regel in de vertaaltabel die met zekerheid "
                    + "'stated' en een bron zegt hoe de twee zich verhouden (ontbreekt voor \(unexplainedOld.count + unexplainedNew.count) klassen)"))
    }

    /// Points or lines on one map, polygons on the other: no unit in common. Where a class goes on under its own name,
    /// or a row says so, the account says it class by class; otherwise there is nothing to compare.
    private static func differentShapes(
        _ first: RunVersion, _ last: RunVersion, _ old: ClassifiedLayer, _ new: ClassifiedLayer, _ rows: [CrosswalkRow]
    ) -> Refusal? {
        let (a, b) = (shapes(old), shapes(new))
        guard let one = a.first, let other = b.first, Set(a).isDisjoint(with: b),
            MethodChange.list(old: old, new: new, rows: rows).isEmpty
        else { return nil }
        let labels = VersionLabels.pair(first, last)
        return Refusal(
            code: .geometryDiffers,
            reason: Bilingual(
                en: "other method: the map of \(labels.old) has \(one.words.en) only, that of \(labels.new) \(other.words.en) only",
                nl: "andere methode: de kaart van \(labels.old) heeft alleen \(one.words.nl), die van \(labels.new) alleen \(other.words.nl)"),
            remedy: Bilingual(
                en: "a map of both dates drawn in the same way", nl: "een kaart van beide data die op dezelfde manier is getekend"))
    }

    enum Shape {
        case polygons, lines, points

        var words: Bilingual {
            switch self {
            case .polygons: Bilingual(en: "polygons", nl: "vlakken")
            case .lines: Bilingual(en: "lines", nl: "lijnen")
            case .points: Bilingual(en: "points", nl: "punten")
            }
        }
    }

    static func shapes(_ layer: ClassifiedLayer) -> [Shape] {
        (layer.polygons.featureCount > 0 ? [.polygons] : []) + (layer.lineMetres.isEmpty ? [] : [.lines])
            + (layer.pointCounts.isEmpty ? [] : [.points])
    }

    static func classes(_ layer: ClassifiedLayer) -> [String] {
        Set(layer.classes).union(layer.lineMetres.keys).union(layer.pointCounts.keys).sorted(by: codePointOrder)
    }

    /// What must be read with a pair that may be compared.
    static func notices(_ first: RunVersion, _ last: RunVersion) -> [Notice] {
        guard let a = first.instrument, let b = last.instrument, a != b else { return [] }
        let labels = VersionLabels.pair(first, last)
        return [
            Notice(
                "instrument-differs",
                message: Bilingual(
                    en: "the map of \(labels.old) is of the \(a.words.en), that of \(labels.new) of the \(b.words.en): wording and force may differ",
                    nl: "de kaart van \(labels.old) hoort bij de \(a.words.nl), die van \(labels.new) bij de \(b.words.nl): bewoording en werking kunnen verschillen"))
        ]
    }
}

extension DrawnBy {
    /// What a map drawn on this principle shows.
    public var shows: Bilingual {
        switch self {
        case .content: Bilingual(en: "content", nl: "inhoud")
        case .weight: Bilingual(en: "steering levels", nl: "sturingsniveaus")
        }
    }
}

extension Instrument {
    public var words: Bilingual {
        switch self {
        case .visie: Bilingual(en: "vision (omgevingsvisie)", nl: "omgevingsvisie")
        case .verordening: Bilingual(en: "ordinance (omgevingsverordening)", nl: "omgevingsverordening")
        }
    }
}


import GeoCore

/// Whether the features of one layer lie on each other, and what to say about it (METHOD §4, CONTRACT §2).
struct OverlapCheck {
    let layer: ClassifiedLayer
    let measure: LayerMeasure
    /// Pairs of features that lie on each other, largest first.
    let overlaps: [GroupOverlap]

    /// Share of the layer's area under more than one feature.
    var share: Double { measure.union > 0 ? measure.overlap / measure.union : 0 }

    /// - Throws: when the share is beyond the limit, naming the worst pair of classes, features, hectares and the ways out.
    func requireBelow(_ limit: Double, modeIsGiven: Bool) throws(InputError) {
        guard share > limit, let worst = measure.groupOverlaps.first else { return }
        let a = layer.classes[Int(worst.a)]
        let b = layer.classes[Int(worst.b)]
        let area = RoundedFigure(hectares(measure.overlap))
        let worstArea = RoundedFigure(hectares(worst.areaSquareMetres))
        let percent = RoundedFigure(100 * share)
        let pairs = features(of: (worst.a, worst.b))
        // A limit that lets this layer through, rounded up.
        let enough = RoundedFigure((share * 1e4).rounded(.up) / 1e4)
        throw InputError(
            "overlap", file: layer.sources.first?.file,
            layer: layer.sources.count == 1 ? layer.sources.first?.layer : nil,
            problem: Bilingual(
                en: "\(area.en) ha (\(percent.en) % of the layer) lies under more than one feature, most of it '\(a)' on "
                    + "'\(b)': \(worstArea.en) ha, features \(list(pairs, "and"))",
                nl: "\(area.nl) ha (\(percent.nl) % van de laag) ligt onder meer dan een object, het meest '\(a)' op "
                    + "'\(b)': \(worstArea.nl) ha, objecten \(list(pairs, "en"))"),
            remedy: Bilingual(
                en: (modeIsGiven ? "" : "say how to count it: ")
                    + "--classes any-of when classes may lie over each other, --overlaps priority:FIELD when one "
                    + "must win, or carry it with --overlap-limit \(enough.plain)",
                nl: (modeIsGiven ? "" : "zeg hoe het moet tellen: ")
                    + "--classes any-of als klassen over elkaar mogen liggen, --overlaps priority:VELD als er een "
                    + "voorgaat, of neem het mee met --overlap-limit \(enough.plain)"))
    }

    /// What is carried although it overlaps: hectares and features; nil without overlap.
    var notice: Notice? {
        guard measure.overlap > 0 else { return nil }
        let largest = overlaps.prefix(5).map { (Int($0.a), Int($0.b)) }
        let area = RoundedFigure(hectares(measure.overlap))
        let file = layer.sources.first?.file ?? ""
        return Notice(
            "overlap-carried",
            message: Bilingual(
                en: "\(file): \(area.en) ha lies under more than one feature and is carried; the largest: features "
                    + "\(list(largest, "and")). A place with two classes counts in both",
                nl: "\(file): \(area.nl) ha ligt onder meer dan een object en telt mee; de grootste: objecten "
                    + "\(list(largest, "en")). Een plek met twee klassen telt bij beide"),
            count: max(1, overlaps.count))
    }

    /// What a priority field decided, in hectares; nil without overlap of different classes.
    func notice(decidedBy field: String, _ levels: PriorityLevels) -> Notice? {
        guard levels.decided > 0 || levels.ties > 0 else { return nil }
        let file = layer.sources.first?.file ?? ""
        let decided = RoundedFigure(hectares(levels.decided))
        let ties = RoundedFigure(hectares(levels.ties))
        return Notice(
            "overlap-priority",
            message: Bilingual(
                en: "\(file): field '\(field)' decides \(decided.en) ha under features of different classes; \(ties.en) ha has "
                    + "equal values and counts for both",
                nl: "\(file): veld '\(field)' beslist over \(decided.nl) ha onder objecten van verschillende klassen; "
                    + "\(ties.nl) ha heeft gelijke waarden en telt bij beide"))
    }

    /// The largest overlapping pairs of features of two classes.
    private func features(of classes: (Int32, Int32)) -> [(Int, Int)] {
        overlaps.lazy
            .map { (Int($0.a), Int($0.b)) }
            .filter {
                let pair = (layer.classOfFeature[$0.0], layer.classOfFeature[$0.1])
                return (min(pair.0, pair.1), max(pair.0, pair.1)) == classes
            }
            .prefix(3).map { $0 }
    }

    private func list(_ pairs: [(Int, Int)], _ and: String) -> String {
        pairs.map { "\(name($0.0)) \(and) \(name($0.1))" }.joined(separator: ", ")
    }

    /// The key of a feature, with its file when there are several.
    private func name(_ feature: Int) -> String {
        guard feature < layer.origins.count else { return String(feature) }
        let origin = layer.origins[feature]
        guard layer.sources.count > 1, Int(origin.source) < layer.sources.count else { return String(origin.id) }
        return "\(layer.sources[Int(origin.source)].file)#\(origin.id)"
    }
}

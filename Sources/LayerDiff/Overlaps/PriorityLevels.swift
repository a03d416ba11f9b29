import GeoCore

/// `--overlaps priority:FIELD`: where features of a layer lie on each other, the one with the higher value wins.
///
/// No geometry is cut for it. Features are put on levels such that a feature lies below every feature of another
/// class that it overlaps and that outranks it; level k then counts outside the union of the levels above it, which
/// is a mask to the area engine. A layer has as many levels as its longest chain of overlaps: mostly two.
struct PriorityLevels: Sendable {
    /// Features by level, the winning level first. One level when nothing overlaps.
    let levels: [[Int]]
    /// Square metres under features of different classes and equal priority: carried, a place counts for both.
    let ties: Double
    /// Square metres that the field decided.
    let decided: Double
    private let layer: ClassifiedLayer

    /// - Parameter overlaps: pairs of features that lie on each other, largest first.
    /// - Throws: a field that was not read; a feature that overlaps another one and has no number in it; ties beyond
    ///   the share `limit` of `area` (square metres).
    init(
        _ layer: ClassifiedLayer, overlaps: [GroupOverlap], field: String, area: Double, limit: Double
    ) throws(InputError) {
        self.layer = layer
        let pairs = overlaps.filter {
            layer.classOfFeature[Int($0.a)] != layer.classOfFeature[Int($0.b)]
        }
        guard let values = layer.attributes[field] else {
            throw InputError(
                "priority-field-missing", file: layer.sources.first?.file, layer: layer.sources.first?.layer,
                problem: Bilingual(
                    en: "no field '\(field)' to decide overlaps by", nl: "geen veld '\(field)' om overlap mee te beslissen"),
                remedy: Bilingual(
                    en: "choose a field with numbers; 'kk-diff inspect' lists them",
                    nl: "kies een veld met getallen; 'kk-diff inspect' toont ze"))
        }
        var above: [Int: [Int]] = [:]
        var rank: [Int: Double] = [:]
        var ties = 0.0
        var decided = 0.0
        for pair in pairs {
            let (a, b) = (Int(pair.a), Int(pair.b))
            for feature in [a, b] where rank[feature] == nil {
                rank[feature] = try Self.rank(of: feature, values, field, layer)
            }
            let (rankA, rankB) = (rank[a] ?? 0, rank[b] ?? 0)
            if rankA == rankB {
                ties += pair.areaSquareMetres
            } else {
                decided += pair.areaSquareMetres
                above[rankA > rankB ? b : a, default: []].append(rankA > rankB ? a : b)
            }
        }
        if ties > limit * area { throw Self.tie(pairs, rank, layer, field) }
        self.ties = ties
        self.decided = decided

        var level: [Int: Int] = [:]
        // Winners first, so that everything above a feature has its level already.
        for feature in above.keys.sorted(by: { (rank[$1] ?? 0, $0) < (rank[$0] ?? 0, $1) }) {
            level[feature] = 1 + (above[feature] ?? []).reduce(0) { max($0, level[$1] ?? 0) }
        }
        var levels: [[Int]] = Array(repeating: [], count: 1 + (level.values.max() ?? 0))
        for feature in 0..<layer.polygons.featureCount { levels[level[feature] ?? 0].append(feature) }
        self.levels = levels
    }

    /// The features of a level, grouped by class.
    func engineLayer(_ level: Int) -> EngineLayer {
        EngineLayer(
            polygons: polygons(of: levels[level]), groups: levels[level].map { layer.classOfFeature[$0] },
            groupCount: layer.classes.count)
    }

    /// The layer as the field decides it: every feature without what lies on the levels above it. For shapes only: the
    /// hectares are measured without cutting anything.
    func decided(_ engine: GeometryEngine) throws(GEOSError) -> ClassifiedLayer {
        guard levels.count > 1 else { return layer }
        var polygons = PolygonBuffer()
        var levelOf = [Int](repeating: 0, count: layer.polygons.featureCount)
        for (level, features) in levels.enumerated() { for feature in features { levelOf[feature] = level } }
        let boxes = levelOf.indices.map { layer.polygons.box(ofFeature: $0) }
        let tree = BoxTree(boxes)
        for feature in levelOf.indices {
            let above = tree.indices(meeting: boxes[feature]).filter { levelOf[$0] < levelOf[feature] }
            if above.isEmpty {
                polygons.appendFeature(feature, of: layer.polygons)
            } else {
                let rest = try engine.overlay(
                    .difference, layer.polygons, features: CollectionOfOne(feature), layer.polygons, features: above)
                polygons.appendFeature(0, of: rest.polygons)
            }
        }
        var result = layer
        result.polygons = polygons
        return result
    }

    /// What outranks a level; nil for the first.
    func mask(_ level: Int) -> PolygonBuffer? {
        level == 0 ? nil : polygons(of: levels[..<level].flatMap { $0 }.sorted())
    }

    private func polygons(of features: [Int]) -> PolygonBuffer {
        var polygons = PolygonBuffer()
        for feature in features { polygons.appendFeature(feature, of: layer.polygons) }
        return polygons
    }

    private static func rank(
        of feature: Int, _ values: [String?], _ field: String, _ layer: ClassifiedLayer
    ) throws(InputError) -> Double {
        let text = feature < values.count ? values[feature] : nil
        if let text, let number = CSVTable.number(text) { return number }
        let what = text.map { "'\($0)'" }
        throw InputError(
            "priority-not-a-number", file: layer.sources.first?.file, layer: layer.sources.first?.layer,
            feature: feature < layer.origins.count ? String(layer.origins[feature].id) : nil,
            problem: Bilingual(
                en: "field '\(field)' is \(what ?? "empty"), and the feature overlaps another one",
                nl: "veld '\(field)' is \(what ?? "leeg"), en het object overlapt een ander"),
            remedy: Bilingual(
                en: "give every overlapping feature a number; the higher one wins",
                nl: "geef elk overlappend object een getal; het hoogste gaat voor"))
    }

    private static func tie(
        _ pairs: [GroupOverlap], _ rank: [Int: Double], _ layer: ClassifiedLayer, _ field: String
    ) -> InputError {
        let worst = pairs.first { (rank[Int($0.a)] ?? 0) == (rank[Int($0.b)] ?? 0) }
        let names = [worst?.a, worst?.b].map { feature -> (id: String, name: String) in
            guard let feature = feature.map(Int.init), feature < layer.origins.count else { return ("?", "?") }
            return (String(layer.origins[feature].id), layer.classes[Int(layer.classOfFeature[feature])])
        }
        let area = RoundedFigure(hectares(worst?.areaSquareMetres ?? 0))
        return InputError(
            "priority-tie", file: layer.sources.first?.file, layer: layer.sources.first?.layer,
            problem: Bilingual(
                en: "features \(names[0].id) ('\(names[0].name)') and \(names[1].id) ('\(names[1].name)') overlap by "
                    + "\(area.en) ha and have the same '\(field)'",
                nl: "objecten \(names[0].id) ('\(names[0].name)') en \(names[1].id) ('\(names[1].name)') overlappen "
                    + "\(area.nl) ha en hebben hetzelfde '\(field)'"),
            remedy: Bilingual(
                en: "give them different values, or choose another field", nl: "geef ze verschillende waarden, of kies een ander veld"))
    }
}

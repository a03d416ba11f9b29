import GeoCore
import LayerDiff

/// What every part of a report about one comparison needs.
struct ReportContext {
    let outcome: DiffOutcome
    let language: Language
    let style: NumberStyle
    let names: DiffNames
    /// Before the ids of this comparison on the page ("v3-"), so that several fit on one.
    let key: String
    /// Before the places in `result.json` ("comparisons.2.result."; empty for `diff`).
    let place: String
    /// How finely the map is drawn.
    var detail: MapDetail
    let versions: [String: String]
    var published: [Reconciliation] = []

    init(
        _ outcome: DiffOutcome, _ language: Language, key: String = "", place: String = "", detail: MapDetail, versions: [String: String]
    ) {
        self.outcome = outcome
        self.language = language
        style = NumberStyle(language)
        names = DiffNames(result: outcome.result, language: language)
        self.key = key
        self.place = place
        self.detail = detail
        self.versions = versions
    }

    var result: DiffResult { outcome.result }
    var isAnyOf: Bool { result.parameters.classes == .anyOf }
    func say(_ en: String, _ nl: String) -> String { language == .nl ? nl : en }
    func say(_ text: Bilingual) -> String { text.text(language) }
    func ha(_ value: Double) -> String { style.hectares(value) }

    /// "31,9 – 317,2": never the lower bound alone. One figure when both are the same.
    func range(_ bounds: RealBounds) -> String {
        let (lower, upper) = (ha(bounds.lower), ha(bounds.upper))
        return lower == upper ? upper : lower + " – " + upper
    }

    /// Where classes of one map lie on each other: by how much causes and ranges are more than the places.
    var overlap: String? { OverlapExcess(result)?.sentence(names, format: DiffText.hectares) }
    /// The same under a table or picture of pairs; empty when nothing counts more than once.
    var overlapInSums: String { OverlapExcess(result) == nil ? "" : " " + say(OverlapExcess.sums) }

    var condition: String { say(result.crosswalk == nil ? ReportWording.conditionWithout : ReportWording.condition) }
}

/// How finely maps are drawn and how many places can be pointed at; the next level is taken when a page would become too large.
struct MapDetail: Sendable, Hashable {
    /// Steps of the picture's grid per step drawn.
    var coarseness: Int32
    /// Faces that can be pointed at one by one.
    var spots: Int
    /// False: no map at all, where even the coarsest would make the page too large.
    var hasMap = true

    static let levels = [
        MapDetail(coarseness: 1, spots: 1200), MapDetail(coarseness: 2, spots: 600), MapDetail(coarseness: 4, spots: 200),
        MapDetail(coarseness: 8, spots: 60), MapDetail(coarseness: 8, spots: 0, hasMap: false),
    ]

    /// In place of a map that was left out.
    static let leftOut = Bilingual(
        en: "To keep this file small the map is left out; kaart.gpkg has it.", nl: "Om dit bestand klein te houden is de kaart weggelaten; ze staat in kaart.gpkg.")
}

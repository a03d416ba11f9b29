import GeoCore
import LayerDiff

/// `rapport.html` of one comparison: the answer and the map first, then everything they rest on.
struct DiffReport {
    static let fileName = "rapport.html"

    /// As finely as the page allows.
    private let context: ReportContext
    private let limit: Int

    /// - Parameter limit: of the page, in bytes.
    init(
        _ outcome: DiffOutcome, _ language: Language, versions: [String: String], published: [Reconciliation] = [], limit: Int = PageBudget.limit
    ) {
        var context = ReportContext(outcome, language, detail: MapDetail.levels[0], versions: versions)
        context.published = published
        self.context = context
        self.limit = limit
    }

    private var result: DiffResult { context.result }

    /// The page with the finest map that keeps it within the limit; it says so when detail was dropped.
    var text: String {
        PageBudget.page(MapDetail.levels, limit: limit) { detail in
            var context = context
            context.detail = detail
            return page(context, MapFigure(context)?.html ?? (context.outcome.picture == nil ? nil : element("p", ["class": "note"]) { context.say(MapDetail.leftOut) }))
        }
    }

    private func page(_ context: ReportContext, _ map: HTML?) -> String {
        var page = HTMLPage(language: context.language, title: title)
        page.subtitle = subtitle
        page.badges = badges
        let parts = ReportParts(context).all
        let navigation = HTMLPage.navigation(
            parts.map { HTMLPage.Anchor($0.id, context.say($0.title)) }, label: context.say(ReportWording.sections))
        page.main = pieces {
            ReportFills.definitions(context.detail)
            element("div", ["class": "first"]) {
                element("section", ["aria-labelledby": "kort"]) {
                    element("h2", ["id": "kort"]) { context.say(ReportWording.inShort) }
                    for (index, paragraph) in paragraphs.enumerated() { element("p", ["class": index == 0 ? "lead" : nil]) { paragraph } }
                    if AccountTables(context: context).hasAreas { AccountTables(context: context).boundary }
                }
                if let map {
                    element("section", ["aria-labelledby": "kaarttitel"]) {
                        element("h2", ["id": "kaarttitel"]) { context.say(ReportWording.map) }
                        map
                    }
                }
            }
            navigation
            for part in parts {
                element("section", ["id": part.id, "class": part.isWide ? "breed" : nil, "aria-labelledby": part.id + "-titel"]) {
                    element("h2", ["id": part.id + "-titel"]) { context.say(part.title) }
                    part.content
                }
            }
        }
        page.footer = element("p") { ReportFooter.text(context.language) }
        return page.text
    }

    private var title: String {
        let theme = result.parameters.theme.map { Display.clean($0) + ": " } ?? ""
        let text = theme + context.say("comparison of two maps, ", "vergelijking van twee kaarten, ") + context.names.old + " → " + context.names.new
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    private var subtitle: String {
        let counts = context.say(
            "\(context.style.count(result.old.features)) and \(context.style.count(result.new.features)) features",
            "\(context.style.count(result.old.features)) en \(context.style.count(result.new.features)) vlakken")
        return DiffText(result, context.language).sources + " · " + counts
    }

    private var badges: [String] {
        var badges: [String] = []
        if result.notices.contains(where: { $0.code == SyntheticData.noticeCode }) { badges.append(Wording.syntheticLabel.text(context.language)) }
        if let completeness = Sentences.completeness(result.crosswalk), result.crosswalk?.file != nil, result.crosswalk?.isComplete == false {
            badges.append(completeness.text(context.language))
        }
        if result.crosswalk == nil { badges.append(context.say("without a crosswalk", "zonder vertaaltabel")) }
        return badges
    }

    /// As `compare` says it, without what only a run file knows: what the maps show, and what may be concluded from it.
    private var paragraphs: [String] {
        let closing = ComparisonParagraph.mapSaysNothing.text(context.language)
        guard AccountTables(context: context).hasAreas else { return [closing] }
        let maps = MapPhrases(old: result.parameters.oldLabel, new: result.parameters.newLabel, context.language)
        let sentences = AreaSentences(result: result, maps: maps, published: context.published)
        return (sentences.paragraphs + [sentences.conditions + [closing]]).map { $0.filter { !$0.isEmpty }.joined(separator: " ") }.filter { !$0.isEmpty }
    }
}

/// What stands at the foot of every report.
enum ReportFooter {
    static func text(_ language: Language) -> String {
        Bilingual(
            en: "Made by kk-diff from the same figures as result.json, the workbook and the tables beside it. This page loads nothing from elsewhere.",
            nl: "Gemaakt door kk-diff uit dezelfde cijfers als result.json, het werkboek en de tabellen ernaast. Deze pagina haalt niets van elders op."
        ).text(language)
    }
}

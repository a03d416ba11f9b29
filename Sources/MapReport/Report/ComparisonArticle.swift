import GeoCore
import LayerDiff

/// One comparison of a run: its row on the first screen, its picture, and its section.
struct ComparisonArticle {
    let comparison: ComparisonOutcome
    let title: String
    private let number: Int
    private let language: Language
    private let context: ReportContext?
    private let map: HTML?
    /// The map in the first screen.
    let preview: HTML?

    init(_ comparison: ComparisonOutcome, number: Int, _ language: Language, detail: MapDetail, versions: [String: String]) {
        self.comparison = comparison
        self.number = number
        self.language = language
        title = ComparisonParagraph(comparison, language).title
        context = comparison.outcome.map { outcome in
            var context = ReportContext(
                outcome, language, key: "v\(number + 1)-", place: "comparisons.\(number).result.", detail: detail, versions: versions)
            context.published = comparison.reconciliation
            return context
        }
        let figure = context.flatMap(MapFigure.init)
        map = figure?.html
        preview = figure?.preview
    }

    private var id: String { "v\(number + 1)" }
    var plateID: String { "plaat-\(number + 1)" }
    /// Places that differ or are open.
    var placeCount: Int { comparison.outcome?.faces?.faces.count ?? 0 }
    private func say(_ en: String, _ nl: String) -> String { language == .nl ? nl : en }
    private func say(_ text: Bilingual) -> String { text.text(language) }

    private var tables: AccountTables? {
        ComparisonBlock.hasAreas(comparison) ? context.map(AccountTables.init) : nil
    }

    // MARK: first screen

    var row: HTML {
        element("tr") {
            element("th", ["scope": "row"]) {
                element("a", ["href": "#" + id]) { title }
                let quality = Display.clean(comparison.comparison.quality)
                if quality.lowercased() != comparison.comparison.id.lowercased() { element("span", ["class": "soft small"]) { " " + quality } }
            }
            if let tables, let context {
                element("td") { tables.bar }
                element("td", ["class": "n strong"]) {
                    let places = ["real_lower_ha", "real_upper_ha"].map { context.place + "boundary." + $0 }
                    element("span", ["data-json": places.joined(separator: " ")]) { context.range(context.result.boundary.bounds) }
                }
            } else {
                element("td", ["colspan": "2", "class": "soft"]) { shortReason }
            }
        }
    }

    private var shortReason: String {
        if let refusal = comparison.refusal { return say(ReportWording.notCompared) + ": " + Display.clean(refusal.reason.text(language)) }
        if !comparison.methodChanges.isEmpty { return say("other method: no hectares to compare", "andere methode: geen hectares te vergelijken") }
        return say("lines or points: no hectares", "lijnen of punten: geen hectares")
    }

    // MARK: section

    var html: HTML {
        element("article", ["id": id, "aria-labelledby": id + "-titel"]) {
            element("h3", ["id": id + "-titel"]) { title }
            element("p", ["class": "soft small"]) { ComparisonHeading(comparison: comparison, language: language).underTitle }
            if let map {
                element("div", ["class": "first"]) {
                    element("div") { answer }
                    element("div") { map }
                }
            } else {
                answer
            }
            for (title, table) in extraTables where !table.rows.isEmpty {
                element("div", ["class": table.rows.count <= Table.shortTable ? "keep" : nil]) {
                    element("h4") { say(title) }
                    table.html(language, caption: say(title), captionIsHidden: true)
                }
            }
            notes
            if let context {
                if !context.detail.hasMap, comparison.outcome?.picture != nil { element("p", ["class": "note"]) { Self.thin.text(language) } }
                for part in context.detail.hasMap ? ReportParts(context).accounts : [] {
                    // What only the one who works with it needs is on the page of the comparison, and not on paper.
                    element("details", ["id": part.id, "class": paperClass(part, context)]) {
                        element("summary") { say(part.title) }
                        // On paper a summary is torn from what it opens; a heading is not.
                        element("h4", ["class": "paper"]) { say(part.title) }
                        part.content
                    }
                }
                element("p") {
                    element("a", ["href": CompareFolder.folderName(comparison.comparison.id) + "/" + DiffReport.fileName]) {
                        say("This comparison on a page of its own", "Deze vergelijking op een eigen pagina")
                    }
                    say(", with the map in full detail and the accountability.", ", met de kaart in volle scherpte en de verantwoording.")
                }
            }
        }
    }

    private func paperClass(_ part: ReportPart, _ context: ReportContext) -> String? {
        Self.onPaper.contains(String(part.id.dropFirst(context.key.count))) ? (part.isWide ? "breed" : nil) : "screen"
    }

    private var answer: HTML {
        pieces {
            for (index, paragraph) in ComparisonParagraph(comparison, language).paragraphs.enumerated() {
                element("p", ["class": index == 0 ? "lead" : nil]) { paragraph }
            }
            if let refusal = comparison.refusal {
                element("p") { say("What would allow it: ", "Wat het mogelijk maakt: ") + Display.clean(refusal.remedy.text(language)) + "." }
            }
            if let tables { tables.boundary }
        }
    }

    /// A page of very many comparisons has no room for more than the answers.
    private static let thin = Bilingual(
        en: "To keep this file small the map and the tables behind the answer are left out here; they are on the page of this comparison.",
        nl: "Om dit bestand klein te houden zijn de kaart en de tabellen achter het antwoord hier weggelaten; ze staan op de pagina van deze vergelijking.")

    /// Parts that are printed with the page of all comparisons.
    private static let onPaper: Set = ["klassen", "stroom", "overgangen"]

    /// The question of this comparison that decides over most.
    var largestQuestion: (text: String, hectares: Double, place: String, link: String)? {
        guard let context, let question = comparison.result?.questions.first else { return nil }
        return (question.text.text(language), question.hectares, context.place + "questions.0.ha", context.key + "vragen")
    }

    /// What is on each map stands with refused pairs and with lines and points; hectares stand in the account already.
    private var extraTables: [(Bilingual, Table)] {
        [
            (ReportWording.stock, tables == nil ? CompareTable.stock(of: comparison) : CompareTable.otherStock(of: comparison)),
            (ReportWording.published, CompareTable.reconciliation(of: comparison)),
            (ReportWording.steps, comparison.steps.isEmpty ? Table(columns: []) : CompareTable.steps(of: comparison, language)),
        ]
    }

    private var notes: HTML? {
        let all = comparison.notices + (comparison.result?.notices ?? []).filter { !ComparisonBlock.saidElsewhere.contains($0.code) }
        guard !all.isEmpty else { return nil }
        return element("ul", ["class": "small"]) {
            for notice in all {
                element("li") {
                    Wording.notes.text(language) + ": " + Display.clean(notice.message.text(language))
                        + (notice.count > 1 ? " (\(NumberStyle(language).count(notice.count))×)" : "")
                }
            }
        }
    }
}

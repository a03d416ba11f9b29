import GeoCore
import LayerDiff

/// `rapport.html` of a run: what every comparison says on the first screen, then a section per core quality. Nothing is added up over
/// comparisons and nothing is ranked: they stand in the order of the run file.
struct CompareReport {
    private let result: CompareResult
    private let language: Language
    private let versions: [String: String]
    private let limit: Int
    /// At the detail that the page allows.
    private var articles: [ComparisonArticle] = []

    /// - Parameter limit: of the page, in bytes.
    init(_ result: CompareResult, _ language: Language, versions: [String: String], limit: Int = PageBudget.limit) {
        self.result = result
        self.language = language
        self.versions = versions
        self.limit = limit
    }

    private func say(_ en: String, _ nl: String) -> String { language == .nl ? nl : en }
    private func say(_ text: Bilingual) -> String { text.text(language) }
    private var terms: CompareTerms { CompareTerms(CompareText(result, language)) }

    /// In the order in which they first occur.
    private var qualities: [String] {
        var names: [String] = []
        for comparison in result.comparisons where !names.contains(comparison.comparison.quality) { names.append(comparison.comparison.quality) }
        return names
    }

    private var title: String { Display.clean(result.run.name ?? result.run.file) }

    /// The page with the finest maps that keep it within the limit. Several maps on a page begin at the second level: each has a page
    /// of its own for the finest.
    var text: String {
        PageBudget.page(Array(MapDetail.levels.dropFirst()), limit: limit) { detail in
            var report = self
            report.articles = result.comparisons.enumerated().map { ComparisonArticle($1, number: $0, language, detail: detail, versions: versions) }
            return report.page(detail)
        }
    }

    private func page(_ detail: MapDetail) -> String {
        var page = HTMLPage(language: language, title: title)
        page.subtitle = say("What changed on the map, and what does that mean?", "Wat is er op de kaart veranderd, en wat betekent dat?")
        if result.isSynthetic, !SyntheticData.isMarked(title) { page.badges.append(say(Wording.syntheticLabel)) }
        if let crosswalk = terms.incompleteCrosswalk { page.badges.append(crosswalk) }
        let covered = Completeness.list(result.run)
        page.main = pieces {
            ReportFills.definitions(detail)
            element("div", ["class": "first"]) {
                element("section", ["aria-labelledby": "kort"]) {
                    element("h2", ["id": "kort"]) { say(ReportWording.inShort) }
                    for sentence in inShort { element("p") { sentence } }
                    overview
                }
                plates
            }
            navigation(hasGaps: !covered.isEmpty)
            for (index, quality) in qualities.enumerated() {
                element("section", ["id": "q\(index + 1)", "aria-labelledby": "q\(index + 1)-titel"]) {
                    element("h2", ["id": "q\(index + 1)-titel"]) { capital(Display.clean(quality)) }
                    for article in articles where article.comparison.comparison.quality == quality { article.html }
                }
            }
            if !covered.isEmpty { section("gaten", ReportWording.notCovered, list(covered.map { $0.text(language) })) }
            section("niet", ReportWording.notConcluded, list(Sentences.cannotConclude.map { $0.text(language) }))
            section("oorzaken", ReportWording.causes, meanings)
            section("verantwoording", ReportWording.terms, accountability)
        }
        page.footer = element("p") { ReportFooter.text(language) }
        return page.text
    }

    private func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    private func section(_ id: String, _ title: Bilingual, _ content: HTML) -> HTML {
        element("section", ["id": id, "aria-labelledby": id + "-titel"]) {
            element("h2", ["id": id + "-titel"]) { say(title) }
            content
        }
    }

    private func list(_ items: [String]) -> HTML { element("ul") { for item in items { element("li") { item } } } }

    private func navigation(hasGaps: Bool) -> HTML {
        var anchors = qualities.enumerated().map { HTMLPage.Anchor("q\($0 + 1)", capital(Display.clean($1))) }
        if hasGaps { anchors.append(.init("gaten", say(ReportWording.notCovered))) }
        anchors += [
            .init("niet", say(ReportWording.notConcluded)), .init("oorzaken", say(ReportWording.causes)), .init("verantwoording", say(ReportWording.terms)),
        ]
        return HTMLPage.navigation(anchors, label: say(ReportWording.sections))
    }

    // MARK: first screen

    /// How many comparisons, never how many hectares over them.
    private var inShort: [String] {
        let compared = result.comparisons.filter { $0.status == .compared }
        let refused = result.comparisons.count - compared.count
        let settled = compared.count { ($0.result?.boundary.bounds.upper ?? 0) < 0.05 && ($0.result?.levels.bounds.upper ?? 0) < 0.05 }
        var first = say("Of \(result.comparisons.count) pairs of maps \(compared.count) were compared", "Van \(result.comparisons.count) kaartparen zijn er \(compared.count) vergeleken")
        if refused > 0 { first += say(", \(refused) cannot be compared", ", \(refused) niet te vergelijken") }
        first += ". "
        first += say(
            "In \(settled) of them no hectare is left unexplained; in the other \(compared.count - settled) part of it is open or possibly real, and the answer is a range.",
            "Bij \(settled) daarvan blijft geen hectare onverklaard; bij de andere \(compared.count - settled) is een deel open of mogelijk echt, en is het antwoord een marge.")
        return [
            first,
            say(
                "What the policy brought about cannot be read from a map. \(ReportWording.condition.en)",
                "Wat het beleid heeft bewerkt is van een kaart niet af te lezen. \(ReportWording.condition.nl)"),
        ]
    }

    private var overview: HTML {
        element("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": say("All comparisons", "Alle vergelijkingen")]) {
            element("table", ["class": "bars overview"]) {
                element("caption") { say(ReportWording.ownScale) }
                element("thead") {
                    element("tr") {
                        element("th", ["scope": "col"]) { say("comparison", "vergelijking") }
                        element("th", ["scope": "col"]) { say("old · both · new", "oud · beide · nieuw") }
                        element("th", ["scope": "col", "class": "n"]) { say("unexplained (ha)", "niet verklaard (ha)") }
                    }
                }
                element("tbody") { for article in articles { article.row } }
            }
        }
    }

    private var plates: HTML {
        let drawn = articles.filter { $0.preview != nil }
        // The one with most to see; which one that is says nothing about its hectares.
        let most = drawn.indices.max { (drawn[$0].placeCount, $1) < (drawn[$1].placeCount, $0) }
        guard !drawn.isEmpty else { return HTML() }
        return element("section", ["aria-labelledby": "plaat"]) {
            element("h2", ["id": "plaat"]) { say(ReportWording.map) }
            if drawn.count > 1 {
                element("p", ["class": "screen"]) {
                    element("label", ["for": "keuze"]) { say("Which map: ", "Welke kaart: ") }
                    element("select", ["id": "keuze", "data-shows": "plate"]) {
                        for (index, article) in drawn.enumerated() {
                            element("option", ["value": article.plateID, "selected": index == most ? "" : nil]) { article.title }
                        }
                    }
                }
            }
            for (index, article) in drawn.enumerated() {
                element("div", ["class": "plate", "id": article.plateID, "hidden": index == most ? nil : ""]) { article.preview }
            }
            questions
        }
    }

    /// What to ask first: of every comparison its largest question, the three that decide over most.
    private var questions: HTML {
        let asked = articles.compactMap { article in article.largestQuestion.map { (article: article, question: $0) } }
            .enumerated().sorted { ($1.element.question.hectares, $0.offset) < ($0.element.question.hectares, $1.offset) }.prefix(3).map(\.element)
        guard !asked.isEmpty else { return HTML() }
        return pieces {
            element("h3", ["class": "asked"]) { say("Questions that decide over most", "Vragen die het meest beslissen") }
            element("ul", ["class": "numbered"]) {
                for (article, question) in asked {
                    element("li") {
                        element("span") {
                            element("a", ["href": "#" + question.link]) { article.title }
                            ": " + question.text
                        }
                        element("span", ["class": "n"]) {
                            element("span", ["data-json": question.place]) { NumberStyle(language).hectares(question.hectares) }
                            " ha"
                        }
                    }
                }
            }
        }
    }

    // MARK: the end

    private var meanings: HTML {
        let found = Set(result.comparisons.compactMap(\.result).flatMap { $0.causes.present.map(\.cause) })
        return element("dl", ["class": "facts"]) {
            for cause in Cause.allCases where found.contains(cause) {
                element("dt") {
                    element("span", ["class": "swatch"]) { ReportFills.swatch(ReportFills.bar(cause), ReportFills.line(cause)) }
                    cause.label.text(language)
                }
                element("dd") { cause.meaning.text(language) }
            }
        }
    }

    private var accountability: HTML {
        pieces {
            list(terms.terms.map(capital) + [terms.oneGroup, terms.sums].compactMap { $0 })
            element("h3") { say("Files", "Bestanden") }
            element("dl", ["class": "facts"]) {
                for (name, digest) in files {
                    element("dt") { name }
                    element("dd") { element("code", ["class": "small"]) { digest.map { "SHA-256 " + $0 } ?? NumberStyle.absent } }
                }
            }
            element("h3") { say("Made with", "Gemaakt met") }
            element("dl", ["class": "facts"]) {
                for name in versions.keys.sorted(by: codePointOrder) {
                    element("dt") { name }
                    element("dd") { versions[name] ?? "" }
                }
            }
        }
    }

    /// Every file once, in the order of their names.
    private var files: [(String, String?)] {
        var digests: [String: String?] = [result.run.file: result.run.sha256]
        for account in result.comparisons.compactMap(\.result) {
            for source in account.old.sources + account.new.sources { digests[source.file] = source.sha256 }
            if let crosswalk = account.crosswalk, let file = crosswalk.file { digests[file] = crosswalk.sha256 }
            if let file = account.parameters.evidenceFile { digests[file] = account.parameters.evidenceSHA256 }
        }
        return digests.keys.sorted(by: codePointOrder).map { ($0, digests[$0] ?? nil) }
    }
}

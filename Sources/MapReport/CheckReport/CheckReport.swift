import GeoCore
import PlanCheck

/// `rapport.html` of a check: a page per plan with its map, what lies on, along and near it, what does not, what was not
/// tested, and what all of it rests on. No advice, no score, nothing added up over units.
struct CheckReport {
    static let fileName = "rapport.html"
    /// What all maps of the page may take, and what the pages of the plans may; in bytes. The whole stays below 3 MB.
    private static let mapBudget = 2_000_000
    private static let budgets = [2_600_000, 1_600_000, 600_000, 0]
    /// What variants and earlier results may take.
    private static let comparisonBudget = 700_000
    /// Plans that are listed at the top.
    private static let overviewLimit = 1000
    /// Rows of a table that are still read; the rest is in hits.csv.
    static let rowLimit = 200

    private let result: CheckResult
    private let shapes: [PlanShapes]
    private let language: Language
    private let versions: [String: String]
    /// Of the page, in bytes.
    private let limit: Int

    /// - Parameter shapes: one per plan of `result`, in its order; fewer: the others have no map.
    init(_ result: CheckResult, _ shapes: [PlanShapes], _ language: Language, versions: [String: String], limit: Int = PageBudget.limit) {
        self.limit = limit
        self.result = result
        self.shapes = shapes
        self.language = language
        self.versions = versions
    }

    private func say(_ en: String, _ nl: String) -> String { language == .nl ? nl : en }

    /// As many plans as the page has room for; at least the overview.
    var text: String { PageBudget.page(Self.budgets.map { min($0, limit - limit / 8) }, limit: limit, page) }

    /// - Parameter budget: of the pages of the plans, in bytes.
    private func page(_ budget: Int) -> String {
        let report = CheckText(result, language, look: .unfolded)
        var page = HTMLPage(language: language, title: title)
        page.subtitle = report.against
        if report.isSynthetic { page.badges.append(Wording.syntheticLabel.text(language)) }
        if let text = result.parameters.caseText { page.badges.append(say("case ", "zaak ") + text) }
        let articles = articles(report, budget)
        page.main = pieces {
            HTML.patterns(looks)
            if result.plans.count > 1 { overview(written: articles.count) }
            if result.variants != nil || result.earlier != nil || result.otherMap != nil || result.changes != nil {
                comparisons(report)
            }
            articles
            failed
            element("section", ["id": "verantwoording", "aria-labelledby": "verantwoording-titel"]) {
                element("h2", ["id": "verantwoording-titel"]) { ReportWording.terms.text(language) }
                CheckTerms(report, versions).html
            }
        }
        page.footer = element("p") { ReportFooter.text(language) }
        return page.text
    }

    private var title: String {
        result.plans.count == 1
            ? say("Plan and core qualities: ", "Plan en kernkwaliteiten: ") + Display.clean(result.plans[0].name)
            : say("\(result.plans.count) plans and core qualities", "\(result.plans.count) plannen en kernkwaliteiten")
    }

    private var looks: [QualityLook] {
        Set(result.plans.flatMap { plan in plan.hits.map { QualityLook.of($0.quality) } }).sorted { codePointOrder($0.key, $1.key) }
    }

    /// As many plans as the page has room for; a map that has none is left out, with a word.
    private func articles(_ report: CheckText, _ budget: Int) -> [HTML] {
        var (articles, size, maps) = ([HTML](), 0, 0)
        for (index, plan) in result.plans.enumerated() {
            var article = PlanArticle(report, plan, number: index, map: nil)
            if shapes.indices.contains(index) {
                let map = PlanMap(plan, shapes[index], of: result, language)
                let bytes = map.picture(key: "").utf8.count
                if maps + bytes <= min(Self.mapBudget, budget) {
                    maps += bytes
                    article.map = map
                }
            }
            let html = article.html
            guard size + html.source.utf8.count <= budget else { break }
            size += html.source.utf8.count
            articles.append(html)
        }
        return articles
    }

    private func comparisons(_ report: CheckText) -> HTML {
        let html = CheckComparisons(report).html
        guard html.source.utf8.count > min(Self.comparisonBudget, limit / 4) else { return html }
        return element("p", ["class": "note"]) {
            say(
                "To keep this file small what was compared is left out here; it is in result.json and the tables (csv).",
                "Om dit bestand klein te houden is wat vergeleken is hier weggelaten; het staat in result.json en in de tabellen (csv).")
        }
    }

    private func overview(written: Int) -> HTML {
        let states: [(HitState, String)] = [
            (.hit, say("overlaps", "overlapt")), (.touches, say("borders", "grenst aan")), (.near, say("near", "nabij")),
            (.noData, say("no data", "geen gegevens")),
        ]
        return element("section", ["aria-labelledby": "overzicht"]) {
            element("h2", ["id": "overzicht"]) { say("Plans", "Plannen") }
            element("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": say("Plans", "Plannen")]) {
                element("table") {
                    element("caption") { say("Units per plan; nothing is added up over them.", "Eenheden per plan; er is niets over opgeteld.") }
                    element("thead") {
                        element("tr") {
                            element("th", ["scope": "col"]) { say("plan", "plan") }
                            element("th", ["scope": "col", "class": "n"]) { "ha" }
                            for state in states { element("th", ["scope": "col", "class": "n"]) { state.1 } }
                        }
                    }
                    element("tbody") {
                        for (index, plan) in result.plans.prefix(Self.overviewLimit).enumerated() { overviewRow(plan, index, isWritten: index < written, states.map(\.0)) }
                    }
                }
            }
            if written < result.plans.count {
                element("p", ["class": "note"]) {
                    switch written {
                    case 0:
                        say(
                            "To keep this file small the plans have no page here; all of them are in result.json and hits.csv.",
                            "Om dit bestand klein te houden hebben de plannen hier geen bladzijde; alle plannen staan in result.json en hits.csv.")
                    case 1:
                        say(
                            "To keep this file small only the first plan has a page here; all of them are in result.json and hits.csv.",
                            "Om dit bestand klein te houden heeft alleen het eerste plan hier een bladzijde; alle plannen staan in result.json en hits.csv.")
                    default:
                        say(
                            "The first \(written) plans have a page here; all of them are in result.json and hits.csv.",
                            "De eerste \(written) plannen hebben hier een bladzijde; alle plannen staan in result.json en hits.csv.")
                    }
                }
            }
        }
    }

    private func overviewRow(_ plan: PlanResult, _ index: Int, isWritten: Bool, _ states: [HitState]) -> HTML {
        let style = NumberStyle(language)
        return element("tr") {
            element("th", ["scope": "row"]) {
                if isWritten { element("a", ["href": "#plan-\(index + 1)"]) { plan.name } } else { plan.name }
            }
            element("td", ["class": "n", "data-json": "plans.\(index).area_ha"]) { style.hectares(plan.areaHectares) }
            for state in states {
                element("td", ["class": "n"]) { style.count(plan.hits.count { $0.state == state && !$0.isContext }) }
            }
        }
    }

    private var failed: HTML {
        guard !result.plansFailed.isEmpty else { return HTML() }
        return element("section", ["aria-labelledby": "mislukt"]) {
            element("h2", ["id": "mislukt"]) { say("Not checked", "Niet getoetst") }
            element("ul") { for plan in result.plansFailed.prefix(Self.rowLimit) { element("li") { plan.error.located(file: plan.file).line(language) } } }
        }
    }
}

/// What the answers rest on.
struct CheckTerms {
    private let report: CheckText
    private let versions: [String: String]

    init(_ report: CheckText, _ versions: [String: String]) {
        self.report = report
        self.versions = versions
    }

    private var language: Language { report.language }
    private func say(_ en: String, _ nl: String) -> String { report.say(en: en, nl: nl) }

    var html: HTML {
        pieces {
            element("ul") { for line in report.cautions { element("li") { line } } }
            element("dl", ["class": "facts"]) {
                fact(say("Settings", "Instellingen"), report.settings)
                fact(say("Catalogue", "Catalogus"), report.result.catalogue.name + " (" + report.result.catalogue.file + ")")
                if let digest = report.result.catalogue.sha256 { fact("SHA-256", digest) }
                for plan in report.result.plans.prefix(CheckReport.rowLimit) where plan.ledger.repaired > 0 {
                    fact(plan.name, say("repaired before it was measured", "hersteld voordat het gemeten is"))
                }
                for name in versions.keys.sorted(by: codePointOrder) { fact(name, versions[name] ?? "") }
            }
            let notes = report.notes
            if !notes.isEmpty {
                element("h3") { say("Notes", "Opmerkingen") }
                element("ul") { for note in notes { element("li") { note } } }
            }
        }
    }

    private func fact(_ name: String, _ value: String) -> HTML {
        pieces {
            element("dt") { name }
            element("dd") { value }
        }
    }
}

import Foundation
import GeoCore
import PlanCheck

/// `rapport.html` of a stack: what the plans together take of every unit, who took how much, and where the plans lie. The only
/// mark is the user's; nothing is added up over units.
struct StackReport {
    private let outcome: StackOutcome
    private let language: Language
    private let style: NumberStyle
    private let versions: [String: String]
    /// Of the page, in bytes.
    private let limit: Int
    /// Of a table, and outlines on the map: fewer on a thinner page.
    private var rows = CheckReport.rowLimit

    init(_ outcome: StackOutcome, _ language: Language, versions: [String: String], limit: Int = PageBudget.limit) {
        self.limit = limit
        self.outcome = outcome
        self.language = language
        style = NumberStyle(language)
        self.versions = versions
    }

    private var result: StackResult { outcome.result }
    private func say(_ en: String, _ nl: String) -> String { language == .nl ? nl : en }
    private var words: StackText { StackText(result, language, look: .unfolded) }

    var text: String { PageBudget.page([CheckReport.rowLimit * 5, CheckReport.rowLimit, 20], limit: limit, page) }

    private func page(_ rows: Int) -> String {
        var report = self
        report.rows = rows
        return report.page
    }

    private var page: String {
        var page = HTMLPage(language: language, title: say("What \(result.plans.count) plans together take", "Wat \(result.plans.count) plannen samen nemen"))
        page.subtitle = words.about
        if isSynthetic { page.badges.append(Wording.syntheticLabel.text(language)) }
        page.badges.append(words.mark)
        page.main = pieces {
            element("div", ["class": "first"]) {
                element("section", ["aria-labelledby": "kort"]) {
                    element("h2", ["id": "kort"]) { ReportWording.inShort.text(language) }
                    element("ul", ["class": "states"]) { sentences.map { sentence in element("li") { sentence } } }
                }
                element("section", ["aria-labelledby": "kaart"]) {
                    element("h2", ["id": "kaart"]) { say("Where the plans lie", "Waar de plannen liggen") }
                    StackMap(outcome, language, outlines: rows).html
                }
            }
            part("plannen", say("Plans", "Plannen"), StackTable.plans(result, language).withoutEmptyColumns(after: 2), rows)
            element("section", ["aria-labelledby": "beslag"]) {
                element("h2", ["id": "beslag"]) { say("Claim per unit", "Beslag per eenheid") }
                element("p") {
                    say(
                        "Every place counts once, for the first plan that takes it. Each bar is one unit, all on the same scale of shares: dark and light are the plans in their order\(result.parameters.mark == nil ? "" : ", the dashed line is the mark").",
                        "Elke plek telt één keer, voor het eerste plan dat haar neemt. Elke staaf is één eenheid, alle op dezelfde schaal van aandelen: donker en licht zijn de plannen op volgorde\(result.parameters.mark == nil ? "" : ", de streeplijn is de streep").")
                }
                claims(result.claims.filter { $0.zone == nil }, caption: say("Claim per unit", "Beslag per eenheid"), isWhole: true)
            }
            if result.zones.count > rows || result.claims.count > rows * 5 {
                leftOut
            } else if !result.zones.isEmpty {
                part("zones", say("Claim per zone, whatever lies there", "Beslag per zone, wat er ook ligt"), StackTable.zones(result, language), rows)
                for zone in result.zones.map(\.zone) {
                    element("section") {
                        element("h3") { zone }
                        claims(result.claims.filter { $0.zone == zone }, caption: say("Claim in ", "Beslag in ") + zone, isWhole: false)
                    }
                }
            }
            element("section", ["class": StackTable.claims(result, language).withoutEmptyColumns(after: 0).columns.count > Table.uprightColumns ? "breed" : nil, "aria-labelledby": "verloop"]) {
                element("h2", ["id": "verloop"]) { say("Plan by plan", "Plan voor plan") }
                course
            }
            terms
        }
        page.footer = element("p") { ReportFooter.text(language) }
        return page.text
    }

    private var isSynthetic: Bool {
        SyntheticData.isMarked(result.catalogue.name) || result.notices.contains { $0.code == SyntheticData.noticeCode }
    }

    private func part(_ id: String, _ title: String, _ table: Table, _ rows: Int) -> HTML {
        var shown = table
        shown.rows = Array(table.rows.prefix(rows))
        let rest = table.rows.count - shown.rows.count
        return element("section", ["aria-labelledby": id]) {
            element("h2", ["id": id]) { title }
            shown.html(language, caption: title, captionIsHidden: true)
            if rest > 0 { element("p") { say("\(rest) more rows are in the tables (csv).", "Nog \(rest) regels staan in de tabellen (csv).") } }
        }
    }

    private var leftOut: HTML {
        element("p", ["class": "note"]) {
            say(
                "To keep this file small what is claimed per zone is left out here; it is in claims.csv and zones.csv.",
                "Om dit bestand klein te houden is het beslag per gebied hier weggelaten; het staat in claims.csv en zones.csv.")
        }
    }

    // MARK: in short

    private var sentences: [String] {
        let whole = result.claims.filter { $0.zone == nil }
        var list = [
            say(
                "Together they take something of \(style.count(whole.count)) of \(style.count(result.catalogue.units)) units.",
                "Samen nemen ze iets van \(style.count(whole.count)) van de \(style.count(result.catalogue.units)) eenheden.")
        ]
        if let most = whole.max(by: { $0.share < $1.share }) {
            list.append(
                say(
                    "The largest share is taken of '\(Display.clean(most.name))': \(style.hectares(most.claimedHectares)) of \(style.hectares(most.unitHectares)) ha (\(style.percent(most.share))).",
                    "Het grootste deel wordt genomen van '\(Display.clean(most.name))': \(style.hectares(most.claimedHectares)) van \(style.hectares(most.unitHectares)) ha (\(style.percent(most.share)))."))
        }
        let past = whole.filter { $0.pastMark != nil }
        if result.parameters.mark != nil {
            list.append(
                past.isEmpty
                    ? say("No unit comes past the mark.", "Geen eenheid komt over de streep.")
                    : say("Past the mark: ", "Over de streep: ") + Wording.list(past.map { claim in
                        let first = claim.pastMark.map { result.plans[claim.steps[$0].plan].name } ?? ""
                        return "'\(Display.clean(claim.name))' (\(Display.clean(first)))"
                    }, language) + ".")
        }
        list.append(
            say(
                "The mark is the user's, not a norm. Claims on different units are not added up and are no score.",
                "De streep is van de gebruiker en geen norm. Beslag op verschillende eenheden is niet opgeteld en is geen score."))
        return list
    }

    // MARK: claims

    private func claims(_ claims: [Claim], caption: String, isWhole: Bool) -> HTML {
        guard !claims.isEmpty else { return HTML() }
        let heads: [(String, Bool)] = [
            (say("unit", "eenheid"), false), (say("core quality", "kernkwaliteit"), false), (say("unit ha", "eenheid ha"), true),
            (say("claimed ha", "beslag ha"), true), (say("share", "deel"), true), (say("plans", "plannen"), true),
            (say("0 to \(style.percent(axis)) of the unit", "0 tot \(style.percent(axis)) van de eenheid"), false),
        ]
        return element("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": caption]) {
            element("table", ["class": "claim"]) {
                element("caption", ["class": "hidden"]) { caption }
                element("thead") {
                    element("tr") {
                        for head in heads { element("th", ["scope": "col", "class": head.1 ? "n" : nil]) { head.0 } }
                        if result.parameters.mark != nil { element("th", ["scope": "col"]) { say("first past the mark", "eerste over de streep") } }
                    }
                }
                element("tbody") {
                    for claim in claims { row(claim, number: isWhole ? result.claims.firstIndex(of: claim) : nil) }
                }
            }
        }
    }

    private func row(_ claim: Claim, number: Int?) -> HTML {
        let path = number.map { "claims.\($0)." }
        return element("tr") {
            element("th", ["scope": "row"]) { claim.name }
            element("td") { claim.quality }
            element("td", ["class": "n", "data-json": path.map { $0 + "unit_ha" }]) { style.hectares(claim.unitHectares) }
            element("td", ["class": "n", "data-json": path.map { $0 + "claimed_ha" }]) { style.hectares(claim.claimedHectares) }
            element("td", ["class": "n"]) { style.percent(claim.share) }
            element("td", ["class": "n"]) { style.count(claim.steps.count) }
            element("td") { bar(claim) }
            if result.parameters.mark != nil {
                element("td") { claim.pastMark.map { "\(claim.steps[$0].plan + 1) " + result.plans[claim.steps[$0].plan].name } ?? NumberStyle.absent }
            }
        }
    }

    /// Where the bars of the page end, all of them: a round share beyond the largest claim and the mark.
    private var axis: Double {
        var largest = result.claims.map(\.share).max() ?? 0
        if case .share(let share) = result.parameters.mark { largest = max(largest, share) }
        return [0.01, 0.02, 0.05, 0.1, 0.2, 0.5].first { $0 >= largest * 1.05 } ?? 1
    }

    /// The unit from 0 to the end of the axis, the plans in their order in it, and the user's mark.
    private func bar(_ claim: Claim) -> HTML {
        let width = 200.0
        let scale = claim.unitHectares > 0 ? width / (claim.unitHectares * axis) : 0
        var x = 0.0
        let number = MapFrame.number
        let words = say("\(style.percent(claim.share)) claimed", "\(style.percent(claim.share)) in beslag genomen")
        return element("svg", ["viewBox": "0 0 202 20", "width": "202", "height": "20", "role": "img", "aria-label": words]) {
            element("rect", ["x": "1", "y": "3", "width": "200", "height": "13", "fill": "#ffffff", "stroke": "#50575f", "stroke-width": "0.8"])
            for (index, step) in claim.steps.prefix(rows).enumerated() {
                let part = min(width - x, step.addedHectares * scale)
                if part >= 0.05 {
                    element(
                        "rect",
                        ["x": number(1 + x), "y": "3", "width": number(part), "height": "13", "fill": index % 2 == 0 ? "#00527a" : "#6fb1d6"]
                    ) {
                        element("title") { result.plans[step.plan].name + ": +" + style.hectares(step.addedHectares) + " ha" }
                    }
                }
                let _ = (x += max(0, part))
            }
            if let place = mark(claim), place <= width {
                element("path", ["d": "M\(number(1 + place)) 0V20", "stroke": "#a33b00", "stroke-width": "2", "stroke-dasharray": "3 2", "fill": "none"])
            }
        }
    }

    private func mark(_ claim: Claim) -> Double? {
        switch result.parameters.mark {
        case .share(let share): share / axis * 200
        case .hectares(let hectares): claim.unitHectares > 0 ? hectares / (claim.unitHectares * axis) * 200 : nil
        case nil: nil
        }
    }

    private var course: HTML {
        var table = StackTable.claims(result, language)
        table = table.withoutEmptyColumns(after: 0)
        let rest = table.rows.count - CheckReport.rowLimit
        table.rows = Array(table.rows.prefix(CheckReport.rowLimit))
        return pieces {
            element("details") {
                element("summary") { say("Every step: own, added, together", "Elke stap: eigen, erbij, samen") }
                table.html(language, caption: say("Plan by plan", "Plan voor plan"), captionIsHidden: true)
            }
            if rest > 0 { element("p") { say("\(rest) more rows are in claims.csv.", "Nog \(rest) regels staan in claims.csv.") } }
        }
    }

    // MARK: terms

    private var terms: HTML {
        element("section", ["aria-labelledby": "verantwoording"]) {
            element("h2", ["id": "verantwoording"]) { ReportWording.terms.text(language) }
            element("ul") { for line in words.tail { element("li") { line } } }
            element("dl", ["class": "facts"]) {
                element("dt") { say("Catalogue", "Catalogus") }
                element("dd") { result.catalogue.name + " (" + result.catalogue.file + ")" }
                if let digest = result.catalogue.sha256 {
                    element("dt") { "SHA-256" }
                    element("dd") { digest }
                }
                for name in versions.keys.sorted(by: codePointOrder) {
                    element("dt") { name }
                    element("dd") { versions[name] ?? "" }
                }
            }
        }
    }
}

/// The outlines of the plans with their numbers.
struct StackMap {
    private let outcome: StackOutcome
    private let language: Language
    /// Numbers beyond it would lie on each other.
    private static let numberedPlans = 60

    /// Outlines that are drawn.
    private let outlines: Int

    init(_ outcome: StackOutcome, _ language: Language, outlines: Int) {
        self.outcome = outcome
        self.language = language
        self.outlines = outlines
    }

    private func say(_ en: String, _ nl: String) -> String { language == .nl ? nl : en }

    /// All plans with a margin, and no narrower than a page likes.
    private static func window(_ box: Box) -> Box {
        var window = box.expanded(by: 0.08 * max(box.width, box.height, 1))
        let (width, height) = (max(window.width, 0.75 * window.height), max(window.height, 0.6 * window.width))
        let middle = SIMD2((window.minX + window.maxX) / 2, (window.minY + window.maxY) / 2)
        window.add(middle - SIMD2(width, height) / 2)
        window.add(middle + SIMD2(width, height) / 2)
        return window
    }

    /// Numbers in the middle of the plans; those that would lie on each other stand together (`4–6, 9`).
    private func labels(_ frame: MapFrame) -> [(text: String, place: SIMD2<Double>)] {
        var groups: [(numbers: [Int], place: SIMD2<Double>)] = []
        for (index, outline) in outcome.outlines.enumerated() where outline.vertexCount > 0 {
            let box = outline.box
            let place = frame.place(SIMD2((box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2))
            if let near = groups.firstIndex(where: { abs($0.place.x - place.x) < 40 && abs($0.place.y - place.y) < 22 }) {
                groups[near].numbers.append(index + 1)
            } else {
                groups.append(([index + 1], place))
            }
        }
        return groups.map { group in
            var runs: [ClosedRange<Int>] = []
            for number in group.numbers {
                if let last = runs.last, last.upperBound + 1 == number { runs[runs.count - 1] = last.lowerBound...number } else { runs.append(number...number) }
            }
            let text = runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }.joined(separator: ", ")
            let room = max(20, 7.5 * Double(text.count) + 9) / 2 + 2
            // Inside the frame, whatever stands there.
            return (text, SIMD2(min(max(group.place.x, room), max(room, frame.width - room)), group.place.y))
        }
    }

    var html: HTML {
        var box = Box.empty
        for outline in outcome.outlines where outline.vertexCount > 0 { box.add(outline.box) }
        guard !box.isEmpty else { return HTML() }
        let frame = MapFrame(window: Self.window(box), longest: 440)
        let number = MapFrame.number
        let style = NumberStyle(language)
        let bar = frame.scaleBarMetres
        let length = bar * frame.scale
        let isNumbered = outcome.outlines.count <= Self.numberedPlans
        return element("figure", ["class": "places"]) {
            element(
                "svg",
                [
                    "viewBox": "-1 -1 \(number(frame.width + 2)) \(number(frame.height + 52))", "width": number(frame.width + 2), "role": "img",
                    "aria-label": say("Map of the plans", "Kaart van de plannen"), "font-size": "13",
                ]
            ) {
                element("rect", ["width": number(frame.width), "height": number(frame.height), "fill": "#fbfbfa", "stroke": "#888888"])
                for (index, outline) in outcome.outlines.prefix(outlines).enumerated() {
                    let path = frame.path(outline)
                    if !path.isEmpty {
                        element(
                            "path",
                            ["d": path, "fill": "#00527a", "fill-opacity": "0.25", "fill-rule": "evenodd", "stroke": "#00527a", "stroke-width": "1.4"]
                        ) { element("title") { "\(index + 1) " + outcome.result.plans[index].name } }
                    }
                }
                if isNumbered {
                    for label in labels(frame) {
                        let width = max(20, 7.5 * Double(label.text.count) + 9)
                        element(
                            "rect",
                            [
                                "x": number(label.place.x - width / 2), "y": number(label.place.y - 10), "width": number(width), "height": "20", "rx": "10",
                                "fill": "#ffffff", "stroke": "#00527a", "stroke-width": "1.6",
                            ])
                        element("text", ["x": number(label.place.x), "y": number(label.place.y + 4.5), "text-anchor": "middle", "font-weight": "bold"]) { label.text }
                    }
                }
                element("rect", ["x": "0", "y": number(frame.height + 14), "width": number(length), "height": "5", "fill": "#111111"])
                element("text", ["x": number(length + 8), "y": number(frame.height + 21)]) { style.parameterMetres(bar) }
                element("text", ["x": "0", "y": number(frame.height + 42)]) {
                    say("north is up (grid)", "noorden boven") + " · " + outcome.result.catalogue.crs
                }
            }
            element("figcaption") {
                say("The numbers are those of the table of plans. Drawn for the screen.", "De nummers zijn die van de tabel met plannen. Vereenvoudigd getekend.")
                if outcome.outlines.count > outlines {
                    say(" Only the first \(outlines) plans are drawn.", " Alleen de eerste \(outlines) plannen zijn getekend.")
                }
            }
        }
    }
}

public import GeoCore
public import PlanCheck

/// A check as text for a terminal or a mail, one page per plan: what overlaps first, then what borders, what is near,
/// what is not here, and what could not be known. As wide as `look` says.
public struct CheckText {
    let result: CheckResult
    let language: Language
    let style: NumberStyle
    let look: TextLook
    /// Folder with the map and the questions, as the user gave it.
    private let folder: String?

    public init(_ result: CheckResult, _ language: Language, look: TextLook = .plain, folder: String? = nil) {
        self.result = result
        self.language = language
        style = NumberStyle(language)
        self.look = look
        self.folder = folder
    }

    var width: Int { look.width }

    public var text: String {
        let rule = String(repeating: "-", count: width)
        var lines: [String] = []
        if let variants = result.variants {
            lines += VariantText(self, variants).lines
        } else {
            for (index, plan) in result.plans.enumerated() {
                if index > 0 { lines += [rule, ""] }
                lines += page(plan) + [""]
            }
        }
        for comparison in [result.earlier, result.otherMap].compactMap({ $0 }) {
            lines += ComparisonText(self, comparison, isOtherMap: comparison == result.otherMap).lines + [""]
        }
        if let changes = result.changes { lines += MapChangesText(self, changes).lines + [""] }
        for failed in result.plansFailed {
            lines.append(say(en: "NOT CHECKED  ", nl: "NIET GETOETST  ") + failed.error.line(language))
        }
        if !result.plansFailed.isEmpty { lines.append("") }
        lines += notices
        while lines.last?.isEmpty == true { lines.removeLast() }
        return look.finished(lines.joined(separator: "\n") + "\n")
    }

    func say(en: String, nl: String) -> String { language == .nl ? nl : en }

    // MARK: one plan

    private func page(_ plan: PlanResult) -> [String] {
        heading(plan) + [""] + CheckSections(self, plan).lines + CheckRemarks(self, plan).lines + closing(plan)
    }

    private func heading(_ plan: PlanResult) -> [String] {
        var title = [Display.clean(plan.name)]
        if let text = result.parameters.caseText { title.append(say(en: "case ", nl: "zaak ") + Display.clean(text)) }
        let parts = say(en: "\(plan.parts) part\(plan.parts == 1 ? "" : "s")", nl: plan.parts == 1 ? "1 vlak" : "\(plan.parts) vlakken")
        let inside = [plan.source, parts].filter { !$0.isEmpty }.map(Display.clean).joined(separator: ", ")
        if let file = plan.file { title.append("\(Display.clean(file)) (\(inside))") }
        let area = style.hectares(plan.areaHectares) + " ha"
        let left = Display.truncated(title.joined(separator: " · "), to: width - Display.width(area) - 2)
        let column = width - Display.width(area) - 17
        return [TextMark.strong(Display.padded(left, to: max(Display.width(left) + 2, column)) + area)] + Display.wrapped(against, to: width, indent: 2)
    }

    /// What the plans are held against, and that it is made up when it is.
    var against: String {
        let instruments = Set(result.plans.flatMap { $0.hits.compactMap(\.instrument) }).sorted()
            .map { Wording.instrument($0).text(language) }
        let units = say(en: "\(result.catalogue.units) units", nl: "\(result.catalogue.units) eenheden")
        var text = say(en: "Checked against: ", nl: "Getoetst aan: ") + Display.clean(result.catalogue.name)
        text += " (" + ([Wording.list(instruments, language)].filter { !$0.isEmpty } + [units]).joined(separator: ", ") + ")"
        if isSynthetic, !SyntheticData.isMarked(result.catalogue.name) { text += " · " + say(en: "SYNTHETIC PRACTICE MAP", nl: "SYNTHETISCHE OEFENKAART") }
        return text
    }

    var isSynthetic: Bool {
        SyntheticData.isMarked(result.catalogue.name) || result.notices.contains { $0.code == SyntheticData.noticeCode }
    }

    /// The tolerances, always: nobody may have to guess them.
    var settings: String {
        let parameters = result.parameters
        var items = [say(en: "tolerance ", nl: "speling ") + style.parameterMetres(parameters.toleranceMetres)]
        items.append(
            parameters.nearMetres.map { say(en: "near: up to ", nl: "nabij: tot ") + style.parameterMetres($0) }
                ?? say(en: "near: not asked", nl: "nabij: niet gevraagd"))
        if let far = parameters.farMetres {
            items.append(say(en: "distances up to ", nl: "afstanden tot ") + style.parameterMetres(far))
        }
        if let source = parameters.defaultsSource {
            items.append(say(en: "source: ", nl: "bron: ") + Display.clean(source))
        }
        return items.joined(separator: " · ")
    }

    /// What must not be read into the page.
    private func closing(_ plan: PlanResult) -> [String] {
        var last = cautions(hasThresholds: plan.hits.contains { !$0.rules.isEmpty })
        if let folder {
            last.append(
                say(en: "Map, questions per core quality and source lines: ", nl: "Kaart, deelvragen per kernkwaliteit en bronregels: ")
                    + Display.clean(folder))
        }
        return last.flatMap { Display.wrapped($0, to: width, indent: 2) }
    }

    /// Of the whole result.
    var cautions: [String] { cautions(hasThresholds: result.plans.contains { plan in plan.hits.contains { !$0.rules.isEmpty } }) }

    private func cautions(hasThresholds: Bool) -> [String] {
        let absence =
            say(
                en: "\"Not on the map here\" does not mean \"no value\": there the municipality or the water authority decides.",
                nl: "\"Hier niet op de kaart\" is niet \"geen waarde\": dan is de gemeente of het waterschap aan zet.")
        let thresholds = hasThresholds
            ? say(
                en: " Thresholds are about the ground that is disturbed, not about the plan's outline.",
                nl: " Drempels gelden voor de bodemingreep, niet voor het plangebied.") : ""
        return [
            absence,
            say(en: "This overview is no advice and no judgement.", nl: "Dit overzicht is geen advies en geen oordeel.") + thresholds,
        ]
    }

    // MARK: once at the end

    /// Warnings of the whole run. What only explains how long it took is not for this reader.
    private var notices: [String] {
        notes.flatMap { Display.wrapped(Wording.notes.text(language) + ": " + $0, to: width, indent: 2) }
    }

    var notes: [String] {
        let silent = [SyntheticData.noticeCode, "units-read-whole"]
        let told = result.notices + [result.earlier, result.otherMap].compactMap { $0 }.flatMap(\.notices)
        return told.filter { !silent.contains($0.code) }.map { notice in
            let times = notice.count > 1 ? " (\(style.count(notice.count))×)" : ""
            return Display.clean(notice.message.text(language)) + times
        }
    }
}

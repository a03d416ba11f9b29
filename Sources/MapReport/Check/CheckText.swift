public import GeoCore
public import PlanCheck

/// A check as text for a terminal or a mail: what overlaps first, then what borders, what is near, what is not
/// here, and what could not be known. At most 118 columns.
public struct CheckText {
    static let width = 118

    let result: CheckResult
    let language: Language
    let style: NumberStyle

    public init(_ result: CheckResult, _ language: Language) {
        self.result = result
        self.language = language
        style = NumberStyle(language)
    }

    public var text: String {
        var lines: [String] = []
        for plan in result.plans {
            lines += block(plan) + [""]
        }
        for failed in result.plansFailed {
            lines.append(say(en: "NOT CHECKED  ", nl: "NIET GETOETST  ") + failed.error.line(language))
        }
        if !result.plansFailed.isEmpty { lines.append("") }
        lines += closing
        return lines.joined(separator: "\n") + "\n"
    }

    func say(en: String, nl: String) -> String { language == .nl ? nl : en }

    // MARK: one plan

    private func block(_ plan: PlanResult) -> [String] {
        heading(plan) + [""] + CheckSections(self, plan).lines + CheckRemarks(self, plan).lines
    }

    private func heading(_ plan: PlanResult) -> [String] {
        var title = [Display.clean(plan.name)]
        if let text = result.parameters.caseText { title.append(say(en: "case ", nl: "zaak ") + Display.clean(text)) }
        let parts = say(en: "\(plan.parts) part\(plan.parts == 1 ? "" : "s")", nl: plan.parts == 1 ? "1 vlak" : "\(plan.parts) vlakken")
        let inside = [plan.source, parts].filter { !$0.isEmpty }.map(Display.clean).joined(separator: ", ")
        if let file = plan.file { title.append("\(Display.clean(file)) (\(inside))") }
        let area = style.hectares(plan.areaHectares) + " ha"
        let left = Display.truncated(title.joined(separator: " · "), to: Self.width - Display.width(area) - 2)
        var lines = [Display.padded(left, to: max(Display.width(left) + 2, 92)) + area]

        let instruments = Set(plan.hits.compactMap(\.instrument)).sorted()
            .map { Wording.instrument($0).text(language) }
        var against = say(en: "Checked against: ", nl: "Getoetst aan: ") + Display.clean(result.catalogue.name)
        let units = say(en: "\(result.catalogue.units) units", nl: "\(result.catalogue.units) eenheden")
        against += " (" + ([Wording.list(instruments, language)].filter { !$0.isEmpty } + [units]).joined(separator: ", ") + ")"
        if isSynthetic, !SyntheticData.isMarked(result.catalogue.name) { against += " · " + say(en: "SYNTHETIC PRACTICE MAP", nl: "SYNTHETISCHE OEFENKAART") }
        lines += Display.wrapped(against, to: Self.width, indent: 2)
        lines += Display.wrapped(settings, to: Self.width, indent: 2)
        return lines
    }

    var isSynthetic: Bool {
        SyntheticData.isMarked(result.catalogue.name) || result.notices.contains { $0.code == SyntheticData.noticeCode }
    }

    /// The tolerances, always: nobody may have to guess them.
    private var settings: String {
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
        return say(en: "Settings: ", nl: "Instellingen: ") + items.joined(separator: " · ")
    }

    // MARK: once at the end

    private var closing: [String] {
        var lines: [String] = []
        for notice in result.notices where notice.code != SyntheticData.noticeCode {
            let times = notice.count > 1 ? " (\(style.count(notice.count))×)" : ""
            let text = Wording.notes.text(language) + ": " + Display.clean(notice.message.text(language)) + times
            lines += Display.wrapped(text, to: Self.width, indent: 2)
        }
        let last = [
            Bilingual(
                en: "\"Not on the map here\" does not mean \"no value\": there the municipality or the water authority decides.",
                nl: "\"Hier niet op de kaart\" is niet \"geen waarde\": dan is de gemeente of het waterschap aan zet."),
            Bilingual(
                en: "This overview is no advice and no judgement.", nl: "Dit overzicht is geen advies en geen oordeel."),
        ]
        return lines + last.flatMap { Display.wrapped($0.text(language), to: Self.width, indent: 2) }
    }
}

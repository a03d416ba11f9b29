import GeoCore
import PlanCheck

/// What follows the table of a plan: where it is not, what is not known, what lies on each other, thresholds.
struct CheckRemarks {
    private let report: CheckText
    private let plan: PlanResult

    init(_ report: CheckText, _ plan: PlanResult) {
        self.report = report
        self.plan = plan
    }

    private var language: Language { report.language }
    private var style: NumberStyle { report.style }
    private static let labelWidth = 19
    /// Units beyond the far distance that are named one by one.
    private static let namedBeyond = 6

    var lines: [String] {
        notHere + noData + stacking + planArea + rules + notMapped
    }

    /// A label in the first column and its text beside it.
    private func remark(_ label: String, _ text: String) -> [String] {
        let lines = Display.wrapped(text, to: CheckText.width - Self.labelWidth)
        return lines.enumerated().map { index, line in
            Display.padded(index == 0 ? label : "", to: Self.labelWidth) + line
        }
    }

    // MARK: where it is not

    /// Every unit that is not on or near the plan, nearest first; those beyond the far distance after them.
    private var notHere: [String] {
        let hits = plan.hits.enumerated().filter { $0.element.state == .notHit }
            .sorted { a, b in
                let (x, y) = (a.element.distanceMetres ?? .infinity, b.element.distanceMetres ?? .infinity)
                return x == y ? a.offset < b.offset : x < y
            }.map(\.element)
        guard !hits.isEmpty else { return [] }
        var items = hits.filter { $0.distanceMetres != nil }.map { hit in
            Display.clean(hit.name) + " " + style.distance(hit.distanceMetres ?? 0)
        }
        let beyond = hits.filter { $0.distanceMetres == nil }.map { Display.clean($0.name) }
        if !beyond.isEmpty {
            let limit = report.result.parameters.farMetres.map { " " + style.parameterMetres($0) } ?? ""
            // Beyond the distance that was asked for a name says nothing; the table has them all.
            let names = beyond.count <= Self.namedBeyond
                ? beyond.joined(separator: ", ")
                : report.say(
                    en: "\(beyond.count) units (named by --format csv)", nl: "\(beyond.count) eenheden (--format csv noemt ze)")
            items.append(report.say(en: "beyond\(limit): ", nl: "verder dan\(limit): ") + names)
        }
        let title = report.say(en: "Not on the map here (shortest distance)", nl: "Hier niet op de kaart (kortste afstand)")
        return [title] + Display.wrapped(items.joined(separator: " · "), to: CheckText.width - 2, indent: 0).map { "  " + $0 }
    }

    private var noData: [String] {
        let items = plan.hits.filter { $0.state == .noData }.map { hit in
            Display.clean(hit.name) + (hit.reason.map { " (\(Display.clean($0.text(language))))" } ?? "")
        }
        guard !items.isEmpty else { return [] }
        return remark(report.say(en: "No data", nl: "Geen gegevens"), items.joined(separator: " · "))
    }

    // MARK: on each other

    private var stacking: [String] {
        let stacks = (plan.stacking ?? []).enumerated().sorted {
            $0.element.areaHectares == $1.element.areaHectares
                ? $0.offset < $1.offset : $0.element.areaHectares > $1.element.areaHectares
        }.map(\.element)
        guard !stacks.isEmpty else { return [] }
        let names = Dictionary(plan.hits.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        var items = stacks.prefix(2).map { stack in
            let units = stack.units.map { Display.clean(names[$0] ?? $0) }.joined(separator: " + ")
            let share = plan.areaHectares > 0 ? " (\(style.percent(stack.areaHectares / plan.areaHectares)))" : ""
            return units + report.say(en: " on ", nl: " op ") + style.hectares(stack.areaHectares) + " ha" + share
        }
        if stacks.count > 2 {
            let rest = stacks.count - 2
            items.append(
                report.say(en: "\(rest) more combination\(rest == 1 ? "" : "s")", nl: "nog \(rest) \(rest == 1 ? "combinatie" : "combinaties")"))
        }
        items.append(report.say(en: "not a sum, not a score", nl: "geen optelsom, geen score"))
        return remark(report.say(en: "On each other", nl: "Samenloop"), items.joined(separator: "; "))
    }

    private var planArea: [String] {
        var items: [String] = []
        items.append(
            plan.urbanHectares.map { style.hectares($0) + report.say(en: " ha in existing urban area", nl: " ha in bestaand stedelijk gebied") }
                ?? report.say(en: "urban area: no layer in the catalogue", nl: "stedelijk gebied: geen laag in de catalogus"))
        items.append(
            plan.outsideExtentHectares.map { style.hectares($0) + report.say(en: " ha beyond the maps", nl: " ha buiten de kaart") }
                ?? report.say(en: "where the maps end is not known", nl: "waar de kaart ophoudt is niet bekend"))
        items.append(
            plan.integralAdvice.isEmpty
                ? report.say(en: "no integral-advice area", nl: "geen integraal-adviesgebied")
                : report.say(en: "integral advice: ", nl: "integraal advies: ")
                    + plan.integralAdvice.map { Display.clean($0.name) }.joined(separator: ", "))
        return remark(report.say(en: "Plan area", nl: "Plangebied"), items.joined(separator: " · "))
    }

    // MARK: thresholds

    private var rules: [String] {
        let all = plan.hits.flatMap { hit in hit.rules.map { (hit, $0) } }
        let text = { (item: (UnitHit, RuleOutcome)) in
            Display.clean(item.0.name) + ": " + Display.clean(item.1.text.text(language))
        }
        let open = all.filter { $0.1.outcome == .notTestable }.map { item in
            let missing = item.1.missing.map { missingInput($0) }
            return text(item)
                + (missing.isEmpty ? "" : report.say(en: " Not given: ", nl: " Niet opgegeven: ") + Wording.list(missing, language) + ".")
        }
        let known = all.filter { $0.1.outcome != .notTestable }.map { item in
            outcome(item.1.outcome) + " · " + text(item)
        }
        var lines: [String] = []
        if !known.isEmpty { lines += remark(report.say(en: "Thresholds", nl: "Drempels"), known.joined(separator: " ")) }
        if !open.isEmpty { lines += remark(report.say(en: "To be settled", nl: "Nog te bepalen"), open.joined(separator: " ")) }
        if !all.isEmpty {
            lines.append(
                report.say(
                    en: "                   Thresholds are about the ground that is disturbed, not about the plan's outline.",
                    nl: "                   Drempels gelden voor de bodemingreep, niet voor het plangebied."))
        }
        return lines
    }

    private func outcome(_ outcome: RuleOutcome.Outcome) -> String {
        switch outcome {
        case .belowThreshold: report.say(en: "below the threshold", nl: "onder de drempel")
        case .aboveThreshold: report.say(en: "above the threshold", nl: "boven de drempel")
        case .applies: report.say(en: "applies", nl: "geldt")
        case .notTestable: report.say(en: "cannot be tested", nl: "niet te toetsen")
        }
    }

    private func missingInput(_ code: String) -> String {
        switch code {
        case "disturbed-area": report.say(en: "area of the ground disturbance", nl: "oppervlakte van de bodemingreep")
        case "depth": report.say(en: "depth of the ground disturbance", nl: "diepte van de bodemingreep")
        case "farmland": report.say(en: "whether it is farmland", nl: "of het landbouwgrond is")
        case "topsoil": report.say(en: "whether there is a topsoil layer", nl: "of er een bouwvoor is")
        case "known-sites": report.say(en: "a layer of known sites", nl: "een laag met bekende vindplaatsen")
        default: code
        }
    }

    private var notMapped: [String] {
        guard !plan.notTested.isEmpty else { return [] }
        let items = plan.notTested.map { Display.clean($0.name) }
        return remark(report.say(en: "Not on any map", nl: "Niet op een kaart"), items.joined(separator: " · "))
    }
}

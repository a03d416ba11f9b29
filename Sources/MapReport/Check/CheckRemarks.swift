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

    /// One thing that is said: a few words for what it is about, and the text. Without a label it belongs to the one before.
    struct Remark {
        var label: String
        var text: String
        /// The label is a line of its own.
        var isHeading = false
    }

    var lines: [String] {
        all.flatMap { remark -> [String] in
            guard remark.isHeading else { return Self.remark(remark.label, remark.text, report.width) }
            return Display.wrapped(remark.label, to: report.width, indent: 2)
                + Display.wrapped(remark.text, to: report.width - 2, indent: 0).map { "  " + $0 }
        }
    }

    /// In the order of the page.
    var all: [Remark] { otherLayers + notHere + noData + aboutThePlan + notMapped + register + placeNotes + [settings] }

    /// What a page with tables of its own still has to say about the plan.
    var aboutThePlan: [Remark] { stacking + planArea + rules }

    var settings: Remark { Remark(label: report.say(en: "Settings", nl: "Instellingen"), text: report.settings) }

    private func remark(_ label: String, _ text: String) -> [Remark] { [Remark(label: label, text: text)] }

    static func remark(_ label: String, _ text: String, _ width: Int) -> [String] {
        let lines = Display.wrapped(text, to: width - labelWidth)
        return lines.enumerated().map { index, line in
            Display.padded(index == 0 ? label : "", to: labelWidth) + line
        }
    }

    // MARK: beside the core qualities

    /// Layers that are no core quality, kept apart on lines of their own.
    var otherLayers: [Remark] {
        let items = [HitState.hit, .touches, .near].flatMap { plan.hits(in: $0) }
            .filter { OtherLayers.include($0.quality) }
            .map { hit -> String in
                let name = Display.clean(hit.name)
                let place = Wording.list(hit.summarySides.map { $0.text(language) }, language)
                switch hit.state {
                case .hit:
                    let amount = hit.lengthMetres.map { style.metres($0) }
                        ?? hit.count.map { style.count($0) + report.say(en: " inside", nl: " binnen het plan") }
                        ?? style.hectares(hit.areaHectares ?? 0) + " ha"
                    let share = hit.shareOfPlan.map { " (\(style.percent($0)))" } ?? ""
                    return "\(name) \(amount)\(share)" + (place.isEmpty ? "" : ", \(place)")
                case .touches: return name + report.say(en: " borders the plan, ", nl: " grenst aan het plan, ") + place
                case .near, .notHit, .noData: return name + report.say(en: " at ", nl: " op ") + style.distance(hit.distanceMetres ?? 0)
                }
            }
        guard !items.isEmpty else { return [] }
        return remark(report.say(en: "Other layers", nl: "Andere lagen"), items.joined(separator: " · "))
    }

    // MARK: where it is not

    /// Every core-quality unit that is not on or near the plan, nearest first; of the units that one entry of the
    /// catalogue makes, the nearest stands for the rest. Background layers are counted, the table has them all.
    private var notHere: [Remark] {
        let hits = plan.hits.enumerated()
            .filter { $0.element.state == .notHit && !OtherLayers.include($0.element.quality) }
            .sorted { a, b in
                let (x, y) = (a.element.distanceMetres ?? .infinity, b.element.distanceMetres ?? .infinity)
                return x == y ? a.offset < b.offset : x < y
            }.map(\.element)
        guard !hits.isEmpty else { return [] }
        var items: [String] = []
        var told: Set<String> = []
        let within = hits.filter { $0.distanceMetres != nil && !$0.isContext }
        for hit in within where told.insert(hit.unit).inserted {
            let further = within.count { $0.unit == hit.unit } - 1
            items.append(
                Display.clean(hit.name) + " " + style.distance(hit.distanceMetres ?? 0)
                    + (further > 0 ? report.say(en: " (\(further) more further on)", nl: " (verderop nog \(further))") : ""))
        }
        let beyond = hits.filter { $0.distanceMetres == nil && !$0.isContext }.map { Display.clean($0.name) }
        if !beyond.isEmpty {
            let limit = report.result.parameters.farMetres.map { " " + style.parameterMetres($0) } ?? ""
            // Beyond the distance that was asked for a name says nothing; the table has them all.
            let names = beyond.count <= Self.namedBeyond
                ? beyond.joined(separator: ", ")
                : report.say(
                    en: "\(beyond.count) units (named by --format csv)", nl: "\(beyond.count) eenheden (--format csv noemt ze)")
            items.append(report.say(en: "beyond\(limit): ", nl: "verder dan\(limit): ") + names)
        }
        let background = hits.count { $0.isContext }
        if background > 0 {
            items.append(report.say(en: "\(background) background layers", nl: "\(background) achtergrondlagen"))
        }
        let title = report.say(en: "Not on the map here (shortest distance", nl: "Hier niet op de kaart (kortste afstand")
        return [Remark(label: title + absent + ")", text: items.joined(separator: " · "), isHeading: true)]
    }

    /// Core qualities of which nothing lies on, along or near the plan.
    private var absent: String {
        var qualities: [String] = []
        for hit in plan.hits where !hit.isContext && !OtherLayers.include(hit.quality) && !qualities.contains(hit.quality) {
            qualities.append(hit.quality)
        }
        let none = qualities.filter { quality in
            let own = plan.hits.filter { $0.quality == quality && !$0.isContext }
            return own.contains { $0.state == .notHit } && own.allSatisfy { $0.state == .notHit || $0.state == .noData }
        }.map(Display.clean)
        guard !none.isEmpty else { return "" }
        let names = Wording.list(none, language)
        return report.say(en: "; nothing at all of \(names)", nl: "; niets van \(names)")
    }

    /// Units without data, those with one reason together.
    private var noData: [Remark] {
        var reasons: [String] = []
        var names: [String: [String]] = [:]
        for hit in plan.hits where hit.state == .noData {
            let reason = hit.reason.map { Display.clean($0.text(language)) } ?? ""
            if names[reason] == nil { reasons.append(reason) }
            names[reason, default: []].append(Display.clean(hit.name))
        }
        guard !reasons.isEmpty else { return [] }
        let items = reasons.map { reason in
            (names[reason] ?? []).joined(separator: ", ") + (reason.isEmpty ? "" : " (\(reason))")
        }
        return remark(report.say(en: "No data", nl: "Geen gegevens"), items.joined(separator: " · "))
    }

    // MARK: on each other

    /// Sets of core qualities that lie on each other; background layers lie everywhere and are left out.
    private var stacking: [Remark] {
        guard let sets = plan.stacking else {
            return remark(
                report.say(en: "On each other", nl: "Samenloop"),
                report.say(en: "not computed: too many units cut through the plan", nl: "niet berekend: te veel eenheden doorsnijden het plan"))
        }
        let qualities = Dictionary(
            plan.hits.filter { !$0.isContext && !OtherLayers.include($0.quality) }.map { ($0.id, $0.quality) },
            uniquingKeysWith: { first, _ in first })
        var areas: [[String]: Double] = [:]
        for set in sets {
            let names = Set(set.units.compactMap { qualities[$0] }).sorted(by: codePointOrder)
            if names.count >= 2 { areas[names, default: 0] += set.areaHectares }
        }
        let stacks = areas.sorted { a, b in
            a.value != b.value ? a.value > b.value : a.key.lexicographicallyPrecedes(b.key, by: codePointOrder)
        }
        guard !stacks.isEmpty else { return [] }
        var items = stacks.prefix(2).map { names, area in
            let share = plan.areaHectares > 0 ? " (\(style.percent(area / plan.areaHectares)))" : ""
            return names.map(Display.clean).joined(separator: " + ") + report.say(en: " on ", nl: " op ")
                + style.hectares(area) + " ha" + share
        }
        if stacks.count > 2 {
            let rest = stacks.count - 2
            items.append(
                report.say(en: "\(rest) more combination\(rest == 1 ? "" : "s")", nl: "nog \(rest) \(rest == 1 ? "combinatie" : "combinaties")"))
        }
        items.append(report.say(en: "not a sum, not a score", nl: "geen optelsom, geen score"))
        return remark(report.say(en: "On each other", nl: "Samenloop"), items.joined(separator: "; "))
    }

    private var planArea: [Remark] {
        var items: [String] = []
        items.append(
            plan.urbanHectares.map { whole($0) + report.say(en: " ha in existing urban area", nl: " ha in bestaand stedelijk gebied") }
                ?? report.say(en: "urban area: no layer in the catalogue", nl: "stedelijk gebied: geen laag in de catalogus"))
        items.append(
            plan.outsideExtentHectares.map { whole($0) + report.say(en: " ha beyond the maps", nl: " ha buiten de kaart") }
                ?? report.say(en: "where the maps end is not known", nl: "waar de kaart ophoudt is niet bekend"))
        items.append(
            plan.integralAdvice.isEmpty
                ? report.say(en: "no integral-advice area", nl: "geen integraal-adviesgebied")
                : report.say(en: "integral advice: ", nl: "integraal advies: ")
                    + plan.integralAdvice.map { Display.clean($0.name) }.joined(separator: ", "))
        return remark(report.say(en: "Plan area", nl: "Plangebied"), items.joined(separator: " · "))
    }

    /// Nothing is `0`, not `0,0`.
    private func whole(_ hectares: Double) -> String {
        let text = style.hectares(hectares)
        return text == style.hectares(0) ? "0" : text
    }

    // MARK: thresholds

    /// Units without data stand under that heading, and what lies too far to be told of is not asked about.
    private var rules: [Remark] {
        let all = plan.hits.flatMap { hit in hit.rules.map { (hit, $0) } }.filter { hit, rule in
            hit.state != .noData && (hit.state != .notHit || rule.outcome != .notTestable)
        }
        let text = { (item: (UnitHit, RuleOutcome)) in
            Display.clean(item.0.name) + ": " + Display.clean(item.1.text.text(language))
        }
        let open = all.filter { $0.1.outcome == .notTestable }.map { item in
            // That the policy text names no distance is in the rule's own text: nobody can give one.
            let missing = item.1.missing.filter { $0 != "distance-in-policy" }.map { missingInput($0) }
            return text(item)
                + (missing.isEmpty ? "." : report.say(en: ". Not given: ", nl: ". Niet opgegeven: ") + Wording.list(missing, language) + ".")
        }
        let known = all.filter { $0.1.outcome != .notTestable }.map { item in
            outcome(item.1.outcome) + " · " + text(item)
        }
        var lines: [Remark] = []
        if !known.isEmpty { lines += remark(report.say(en: "Thresholds", nl: "Drempels"), known.joined(separator: " ")) }
        if !open.isEmpty { lines += remark(report.say(en: "To be settled", nl: "Nog te bepalen"), open.joined(separator: " ")) }
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
        case "high-rise": report.say(en: "whether it is high-rise", nl: "of het hoogbouw is")
        case "map": report.say(en: "a map", nl: "een kaart")
        case "known-sites": report.say(en: "a layer of known sites", nl: "een laag met bekende vindplaatsen")
        default: code
        }
    }

    var notMapped: [Remark] {
        guard !plan.notTested.isEmpty else { return [] }
        let items = plan.notTested.map { Display.clean($0.name) }
        return remark(report.say(en: "Not on any map", nl: "Niet op een kaart"), items.joined(separator: " · "))
    }

    // MARK: what else is known

    /// Other plans in the units that this one overlaps; background units say nothing here.
    var register: [Remark] {
        guard let register = plan.register else { return [] }
        let shown = register.filter { entry in
            entry.plans > 0 && plan.hits.contains { $0.id == entry.id && !$0.isContext }
        }
        let label = report.say(en: "Register", nl: "Register")
        guard !shown.isEmpty else {
            return remark(
                label, report.say(en: "no other plan in the units that this plan overlaps", nl: "geen ander plan in de eenheden die dit plan overlapt"))
        }
        return shown.flatMap { entry -> [Remark] in
            let number = style.count(entry.plans)
            var text = report.say(
                en: "\(number) more plan\(entry.plans == 1 ? "" : "s") in ",
                nl: "nog \(number) plan\(entry.plans == 1 ? "" : "nen") in ") + Display.clean(entry.name)
            text += report.say(en: ", together ", nl: ", samen ") + style.hectares(entry.areaHectares) + " ha"
            if let nearest = entry.nearest {
                text += report.say(en: "; nearest ", nl: "; dichtstbij ") + Display.clean(nearest.name) + ", "
                    + style.distance(nearest.distanceMetres)
            }
            return remark(entry == shown.first ? label : "", text)
        }
    }

    var placeNotes: [Remark] {
        plan.placeNotes.flatMap { note in
            let references = note.references.isEmpty ? "" : " (" + note.references.map(Display.clean).joined(separator: ", ") + ")"
            return remark(Wording.notes.text(language), Display.clean(note.name) + ": " + Display.clean(note.text) + references)
        }
    }
}

/// Layers beside the core qualities: the catalogue says so by the quality's name.
enum OtherLayers {
    static func include(_ quality: String) -> Bool {
        let name = quality.lowercased()
        return name.hasPrefix("andere lagen") || name.hasPrefix("overige lagen") || name.hasPrefix("other layers")
    }
}

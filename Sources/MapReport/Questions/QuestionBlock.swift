import GeoCore
import PlanCheck

/// The question to one policy adviser: what the map shows, what it does not, and what is asked.
struct QuestionBlock {
    private let plan: PlanResult
    private let quality: String
    private let result: CheckResult
    private let language: Language
    private let style: NumberStyle
    /// Overlapping, bordering, near, without data; background last.
    private let hits: [UnitHit]

    init(_ plan: PlanResult, _ quality: String, of result: CheckResult, _ language: Language) {
        self.plan = plan
        self.quality = quality
        self.result = result
        self.language = language
        style = NumberStyle(language)
        let own = [HitState.hit, .touches, .near, .noData].flatMap { plan.hits(in: $0) }.filter { $0.quality == quality }
        hits = own.filter { !$0.isContext } + own.filter(\.isContext)
    }

    /// Qualities that something is asked about, in catalogue order.
    static func qualities(of plan: PlanResult) -> [String] {
        var names: [String] = []
        for hit in plan.hits where hit.state != .notHit && hit.state != .noData && !names.contains(hit.quality) {
            names.append(hit.quality)
        }
        return names
    }

    private func say(en: String, nl: String) -> String { language == .nl ? nl : en }
    private func text(_ text: String) -> String { XML.escaped(Display.clean(text)) }

    var html: [String] {
        let anchor = "vraag-" + XML.escaped(quality.lowercased().filter { $0.isLetter || $0.isNumber })
        var out = ["<table style=\"\(QuestionStyle.table)\" data-kernkwaliteit=\"\(text(quality))\" id=\"\(anchor)-\(number)\">"]
        out.append(row([("th", QuestionStyle.head + "font-size:16px;", addressee)], span: 5))
        let heads = [
            say(en: "id", nl: "kenmerk"), say(en: "unit", nl: "eenheid"), say(en: "how it lies", nl: "ligging"),
            say(en: "amount", nl: "omvang"), say(en: "basis · level", nl: "grondslag · niveau"),
        ]
        out.append(row(heads.map { ("th", QuestionStyle.head, text($0)) }))
        for hit in hits { out.append(unitRow(hit)) }
        for (label, content) in paragraphs {
            out.append(
                row([("td", QuestionStyle.cell, "<strong>\(text(label))</strong> " + content)], span: 5))
        }
        out.append("</table>")
        return out
    }

    /// Place of the plan in the result, so that anchors of several plans differ.
    private var number: Int { (result.plans.firstIndex { $0.id == plan.id } ?? 0) + 1 }

    private func row(_ cells: [(tag: String, style: String, content: String)], span: Int = 1) -> String {
        "<tr>" + cells.map { cell in
            "<\(cell.tag)\(span > 1 ? " colspan=\"\(span)\"" : "") style=\"\(cell.style)\">\(cell.content)</\(cell.tag)>"
        }.joined() + "</tr>"
    }

    private var addressee: String {
        var items = [
            OtherLayers.include(quality)
                ? say(en: "To: advisers of other policy fields", nl: "Aan: adviseurs van andere beleidsvelden")
                : say(en: "To: policy adviser ", nl: "Aan: beleidsadviseur ") + quality
        ]
        if let text = result.parameters.caseText { items.append(say(en: "case ", nl: "zaak ") + text) }
        items.append(plan.name + " (" + style.hectares(plan.areaHectares) + " ha)")
        return items.map(text).joined(separator: " · ")
    }

    // MARK: units

    private func unitRow(_ hit: UnitHit) -> String {
        let id = "<strong>[\(text(hit.id))]</strong>"
        return row([
            ("td", QuestionStyle.cell + "white-space:nowrap;", id),
            ("td", QuestionStyle.cell, text(hit.name) + features(hit)),
            ("td", QuestionStyle.cell, text(position(hit))), ("td", QuestionStyle.number, text(amount(hit))),
            ("td", QuestionStyle.cell, text(basis(hit))),
        ])
    }

    private func features(_ hit: UnitHit) -> String {
        let named = hit.features.filter { !$0.name.isEmpty && $0.name != hit.name }
        guard hit.state == .hit, !named.isEmpty else { return "" }
        var items = named.prefix(5).map { feature in
            feature.name + " " + style.hectares(feature.areaHectares) + " ha ("
                + style.percent(feature.shareOfFeature) + say(en: " of it)", nl: " ervan)")
        }
        let rest = hit.featureCount - items.count
        if rest > 0 { items.append(say(en: "\(rest) more", nl: "nog \(rest)")) }
        return "<br><span style=\"color:#444444\">" + items.map(text).joined(separator: " · ") + "</span>"
    }

    private func position(_ hit: UnitHit) -> String {
        let words = hit.state.words.text(language)
        switch hit.state {
        case .hit:
            let sides = hit.summarySides
            let place = sides.contains(.all) ? Wording.wholePlan.text(language) : Wording.list(sides.map { $0.text(language) }, language)
            return words + (place.isEmpty ? "" : ", " + place)
        case .touches:
            let lengths = hit.sides.map { side in
                sideName(side) + (hit.sideLengthsMetres?[side].map { " " + style.metres($0) } ?? "")
            }
            var text = words + say(en: " the plan: ", nl: " het plan: ") + Wording.list(lengths, language)
            if let within = hit.withinToleranceHectares, within > 0 {
                text += say(
                    en: "; an overlap of \(style.hectares(within)) ha lies within the tolerance of \(style.parameterMetres(result.parameters.toleranceMetres))",
                    nl: "; een overlap van \(style.hectares(within)) ha valt binnen de speling van \(style.parameterMetres(result.parameters.toleranceMetres))")
            }
            return text
        case .near: return words + (hit.sides.isEmpty ? "" : ", " + Wording.list(hit.sides.map { $0.text(language) }, language))
        case .noData: return words + (hit.reason.map { ": " + $0.text(language) } ?? "")
        case .notHit: return words
        }
    }

    private func amount(_ hit: UnitHit) -> String {
        switch hit.state {
        case .hit:
            if let length = hit.lengthMetres { return style.metres(length) }
            if let count = hit.count { return style.count(count) + say(en: count == 1 ? " point" : " points", nl: count == 1 ? " punt" : " punten") }
            return style.hectares(hit.areaHectares ?? 0) + " ha" + (hit.shareOfPlan.map { " (\(style.percent($0)))" } ?? "")
        case .touches: return (hit.sharedBoundaryMetres.map { style.metres($0) + say(en: " border", nl: " grens") } ?? "") + " · 0 ha"
        case .near, .notHit: return hit.distanceMetres.map(style.distance) ?? NumberStyle.absent
        case .noData: return NumberStyle.absent
        }
    }

    private func basis(_ hit: UnitHit) -> String {
        var items: [String] = []
        if Firmness(legalBasis: hit.legalBasis, instrument: hit.instrument) == .law { items.append(say(en: "law", nl: "wet")) }
        if let instrument = hit.instrument, instrument != "wet" { items.append(Wording.instrument(instrument).text(language)) }
        if let date = hit.versionDate { items.append(say(en: "map of ", nl: "kaart van ") + date) }
        if let level = hit.level, !level.isEmpty, level != hit.name { items.append(level) }
        if hit.isContext { items.append(say(en: "background", nl: "achtergrond")) }
        return items.joined(separator: " · ")
    }

    // MARK: what follows the table

    private var paragraphs: [(String, String)] {
        var list: [(String, String)] = []
        let policy = hits.filter { $0.state != .noData }.compactMap { hit -> String? in
            guard let action = hit.action, !action.isEmpty else { return nil }
            let references = hit.references.isEmpty ? "" : " (" + hit.references.joined(separator: ", ") + ")"
            return "[\(text(hit.id))] " + text(action + references)
        }
        if !policy.isEmpty {
            list.append((say(en: "What the policy asks:", nl: "Wat het beleid vraagt:"), policy.joined(separator: "<br>")))
        }
        let rules = hits.flatMap { hit in hit.rules.map { "[\(hit.id)] " + $0.text.text(language) } }
        if !rules.isEmpty {
            let about = hits.contains { $0.quality == "archeologie" }
                ? say(
                    en: " (about the ground that is disturbed, not the plan's outline)",
                    nl: " (over de bodemingreep, niet over het plangebied)")
                : ""
            list.append((say(en: "Thresholds:", nl: "Drempels:"), rules.map(text).joined(separator: "<br>") + text(about)))
        }
        for note in plan.placeNotes {
            let references = note.references.isEmpty ? "" : " (" + note.references.joined(separator: ", ") + ")"
            list.append((note.name + ":", text(note.text + references)))
        }
        list.append((say(en: "What the map does not show:", nl: "Wat de kaart niet laat zien:"), text(notShown)))
        list.append((say(en: "Question:", nl: "Vraag:"), text(question)))
        let ids = asked.prefix(4).map { "[\($0.id)]" }.joined(separator: " ")
        if !ids.isEmpty {
            list.append(
                ("", text(say(en: "Please answer with \(ids) in the subject line.", nl: "Graag antwoord met \(ids) in de onderwerpregel."))))
        }
        return list
    }

    private var notShown: String {
        var items = plan.notTested.filter { $0.quality == quality }.map { entry in
            entry.name + (entry.reason.isEmpty ? "" : " (\(entry.reason))")
        }
        items.append(say(en: "effects across the border of the plan (water, light, noise, sight)", nl: "werking over de grens van het plan heen (water, licht, geluid, zicht)"))
        items.append(say(en: "the condition of what lies there", nl: "hoe gaaf is wat er ligt"))
        return items.joined(separator: " · ") + "."
    }

    /// Units a question is about: not the background.
    private var asked: [UnitHit] { hits.filter { !$0.isContext && $0.state != .noData } }

    private var question: String {
        var parts: [String] = []
        let names = { (hits: [UnitHit]) in Wording.list(hits.map { "\($0.name) [\($0.id)]" }, language) }
        let overlaps = asked.filter { $0.state == .hit }
        let borders = asked.filter { $0.state == .touches }
        let near = asked.filter { $0.state == .near }
        if !overlaps.isEmpty {
            parts.append(say(en: "What do you ask of the plan where it overlaps \(names(overlaps))?", nl: "Wat geeft u mee waar het plan \(names(overlaps)) overlapt?"))
        }
        if !borders.isEmpty {
            var sides: [Side] = []
            for side in Side.allCases where borders.contains(where: { $0.sides.contains(side) }) { sides.append(side) }
            parts.append(say(en: "What do you ask for the \(edges(sides)) along \(names(borders))?", nl: "Wat geeft u mee voor de \(edges(sides)) langs \(names(borders))?"))
        }
        if !near.isEmpty {
            parts.append(say(en: "Does the nearness of \(names(near)) matter here?", nl: "Speelt de nabijheid van \(names(near)) hier een rol?"))
        }
        if parts.isEmpty {
            parts.append(say(en: "Is there anything to ask of the plan, given this background?", nl: "Is er, gezien deze achtergrond, iets mee te geven?"))
        }
        return parts.joined(separator: " ")
    }

    private func sideName(_ side: Side) -> String {
        guard language == .nl else {
            return switch side {
            case .north: "north"
            case .northEast: "north-east"
            case .east: "east"
            case .southEast: "south-east"
            case .south: "south"
            case .southWest: "south-west"
            case .west: "west"
            case .northWest: "north-west"
            case .all: "all sides"
            }
        }
        return switch side {
        case .north: "noord"
        case .northEast: "noordoost"
        case .east: "oost"
        case .southEast: "zuidoost"
        case .south: "zuid"
        case .southWest: "zuidwest"
        case .west: "west"
        case .northWest: "noordwest"
        case .all: "rondom"
        }
    }

    /// `oost- en zuidrand`, `east and south edges`.
    private func edges(_ sides: [Side]) -> String {
        guard let last = sides.last else { return say(en: "edge", nl: "rand") }
        if language == .en { return Wording.list(sides.map(sideName), .en) + (sides.count == 1 ? " edge" : " edges") }
        let heads = sides.dropLast().map { sideName($0) + "-" }
        return (heads.isEmpty ? "" : heads.joined(separator: ", ") + " en ") + sideName(last) + "rand"
    }
}

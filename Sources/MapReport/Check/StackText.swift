public import GeoCore
public import PlanCheck

/// What many plans take of every unit, as text and Markdown.
public struct StackText {
    private let result: StackResult
    private let language: Language
    private let style: NumberStyle
    private let look: TextLook
    private var width: Int { look.width }

    public init(_ result: StackResult, _ language: Language, look: TextLook = .plain) {
        self.result = result
        self.language = language
        style = NumberStyle(language)
        self.look = look
    }

    private func say(en: String, nl: String) -> String { language == .nl ? nl : en }

    public var text: String {
        var lines = head + [""]
        lines += StackTable.plans(result, language).text(language, indent: 2, limit: width) + [""]
        for (title, table) in tables {
            lines += Display.wrapped(title, to: width, indent: 2).map { TextMark.strong($0) } + table.text(language, indent: 2, limit: width) + [""]
        }
        lines += tail
        return look.finished(lines.joined(separator: "\n") + "\n")
    }

    public var markdown: String {
        var lines = ["# " + say(en: "Stacking of plans", nl: "Stapeling van plannen"), ""] + head + [""]
        lines += StackTable.plans(result, language).markdown(language) + [""]
        for (title, table) in tables { lines += ["## " + title, ""] + table.markdown(language) + [""] }
        return (lines + tail).joined(separator: "\n") + "\n"
    }

    private var head: [String] { Display.wrapped(about, to: width, indent: 2) }

    /// How many plans, in which order, against what.
    var about: String {
        let area = style.count(result.plans.count)
        var order = say(en: "in the order given", nl: "in de opgegeven volgorde")
        if let field = result.parameters.dateField { order = say(en: "in the order of field ", nl: "op volgorde van veld ") + Display.clean(field) }
        let catalogue = Display.clean(result.catalogue.name)
        return say(en: "\(area) plans, \(order) · against: \(catalogue)", nl: "\(area) plannen, \(order) · tegen: \(catalogue)")
    }

    private var tables: [(String, Table)] {
        var tables: [(String, Table)] = []
        let whole = result.claims.filter { $0.zone == nil }
        if !whole.isEmpty {
            tables.append(
                (say(en: "Claim per unit (dissolved)", nl: "Beslag per eenheid (elke plek telt één keer)"), StackTable.summary(whole, result, language)))
        }
        if !result.zones.isEmpty {
            tables.append((say(en: "Claim per zone, whatever lies there", nl: "Beslag per zone, wat er ook ligt"), StackTable.zones(result, language)))
        }
        for zone in result.zones.map(\.zone) {
            let claims = result.claims.filter { $0.zone == zone }
            if !claims.isEmpty { tables.append((Display.clean(zone), StackTable.summary(claims, result, language))) }
        }
        return tables
    }

    var tail: [String] {
        var lines: [String] = []
        for failed in result.plansFailed {
            lines.append(say(en: "NOT COUNTED  ", nl: "NIET MEEGETELD  ") + failed.error.line(language))
        }
        for notice in result.notices where ![SyntheticData.noticeCode, "units-read-whole"].contains(notice.code) {
            let times = notice.count > 1 ? " (\(style.count(notice.count))×)" : ""
            lines += Display.wrapped(
                Wording.notes.text(language) + ": " + Display.clean(notice.message.text(language)) + times, to: width, indent: 2)
        }
        lines += Display.wrapped(
            mark + say(
                en: "; it is the user's, not a norm. Claims of different units are not added up and are no score.",
                nl: "; die is van de gebruiker en geen norm. Beslag op verschillende eenheden is niet opgeteld en is geen score."),
            to: width, indent: 2)
        return lines
    }

    /// The mark as the user set it.
    var mark: String {
        switch result.parameters.mark {
        case .share(let share): say(en: "Mark: ", nl: "Streep: ") + style.parameter(share * 100) + (language == .nl ? " %" : "%")
            + say(en: " of the unit", nl: " van de eenheid")
        case .hectares(let hectares): say(en: "Mark: ", nl: "Streep: ") + style.parameter(hectares) + " ha"
        case nil: say(en: "No mark was set", nl: "Er is geen streep opgegeven")
        }
    }
}

/// The tables of a stack.
public enum StackTable {
    private static func column(_ en: String, _ nl: String, csv: String? = nil, right: Bool = false) -> Table.Column {
        Table.Column(
            Bilingual(en: en, nl: nl),
            csv: Bilingual(en: csv ?? en.replacing(" ", with: "_"), nl: csv ?? nl.replacing(" ", with: "_")), right: right)
    }

    static func plans(_ result: StackResult, _ language: Language) -> Table {
        let style = NumberStyle(language)
        return Table(
            columns: [
                column("nr", "nr", right: true), column("plan", "plan"), column("date", "datum"),
                column("ha", "ha", right: true), column("nearest plan", "dichtstbijzijnde plan"),
                column("distance", "afstand", right: true),
            ],
            rows: result.plans.enumerated().map { index, plan in
                [
                    .count(index + 1), .text(plan.name), plan.date.map { .text($0) } ?? .empty, .hectares(plan.areaHectares),
                    plan.nearest.map { .text($0.name) } ?? .empty,
                    plan.nearest.map { .text(style.distance($0.distanceMetres)) } ?? .empty,
                ]
            })
    }

    static func summary(_ claims: [Claim], _ result: StackResult, _ language: Language) -> Table {
        var columns = [
            column("core quality", "kernkwaliteit"), column("unit", "eenheid"), column("unit ha", "eenheid ha", right: true),
            column("claimed ha", "beslag ha", right: true), column("share", "deel", right: true),
            column("plans", "plannen", right: true),
        ]
        if result.parameters.mark != nil { columns.append(column("first past the mark", "eerste over de streep")) }
        return Table(
            columns: columns,
            rows: claims.map { claim in
                var row: [Table.Cell] = [
                    .text(claim.quality), .text(claim.name), .hectares(claim.unitHectares), .hectares(claim.claimedHectares),
                    .share(claim.share), .count(claim.steps.count),
                ]
                if result.parameters.mark != nil {
                    row.append(
                        claim.pastMark.map { place in
                            let step = claim.steps[place]
                            return .text("\(step.plan + 1) " + result.plans[step.plan].name)
                        } ?? .text(NumberStyle.absent))
                }
                return row
            })
    }

    static func zones(_ result: StackResult, _ language: Language) -> Table {
        Table(
            columns: [
                column("zone", "zone"), column("ha", "ha", right: true), column("claimed ha", "beslag ha", right: true),
                column("share", "deel", right: true), column("plans", "plannen", right: true),
            ],
            rows: result.zones.map { zone in
                [
                    .text(zone.zone), .hectares(zone.areaHectares), .hectares(zone.claimedHectares),
                    .share(zone.areaHectares > 0 ? zone.claimedHectares / zone.areaHectares : 0), .count(zone.plans),
                ]
            })
    }

    /// One row per unit, zone and plan: the whole course, for spreadsheets.
    public static func claims(_ result: StackResult, _ language: Language) -> Table {
        let columns = [
            column("zone", "zone"), column("id", "id"), column("quality", "kernkwaliteit"), column("unit", "eenheid"),
            column("unit_ha", "eenheid_ha", right: true), column("order", "volgnummer", right: true), column("plan", "plan"),
            column("date", "datum"), column("own_ha", "eigen_ha", right: true), column("added_ha", "erbij_ha", right: true),
            column("cumulative_ha", "samen_ha", right: true), column("cumulative_share", "samen_deel", right: true),
            column("past_mark", "over_de_streep"),
        ]
        var rows: [[Table.Cell]] = []
        for claim in result.claims {
            for (place, step) in claim.steps.enumerated() {
                let plan = result.plans[step.plan]
                let isFirstPast = claim.pastMark == place
                rows.append([
                    claim.zone.map { .text($0) } ?? .empty, .text(claim.id), .text(claim.quality), .text(claim.name),
                    .hectares(claim.unitHectares), .count(step.plan + 1), .text(plan.id),
                    plan.date.map { .text($0) } ?? .empty, .hectares(step.ownHectares), .hectares(step.addedHectares),
                    .hectares(step.cumulativeHectares),
                    .share(claim.unitHectares > 0 ? min(1, step.cumulativeHectares / claim.unitHectares) : 0),
                    isFirstPast ? .text(language == .nl ? "eerste" : "first") : .empty,
                ])
            }
        }
        return Table(columns: columns, rows: rows)
    }
}

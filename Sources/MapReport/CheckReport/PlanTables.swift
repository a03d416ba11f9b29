import GeoCore
import PlanCheck

/// The tables of one plan; those that have nothing to say are left out.
struct PlanTables {
    private let report: CheckText
    private let plan: PlanResult
    private let number: Int
    private let key: String

    init(_ report: CheckText, _ plan: PlanResult, number: Int, key: String) {
        self.key = key
        self.report = report
        self.plan = plan
        self.number = number
    }

    private var language: Language { report.language }
    private var style: NumberStyle { report.style }
    private func say(_ en: String, _ nl: String) -> String { report.say(en: en, nl: nl) }

    private func column(_ en: String, _ nl: String, right: Bool = false) -> Table.Column {
        Table.Column(Bilingual(en: en, nl: nl), csv: Bilingual(en: "", nl: ""), right: right)
    }

    var html: HTML {
        let remarks = CheckRemarks(report, plan)
        return pieces {
            section(say("On, along and near the plan", "Op, langs en nabij het plan"), lies, place: { row, column in
                [4: "area_ha", 5: "share_of_plan", 6: "share_of_unit"][column].map { "plans.\(number).hits.\(hitIndex(lying[row])).\($0)" }
            })
            section(say("Common border per side", "Gedeelde grens per zijde"), sides)
            section(say("Which of them", "Welke precies"), features)
            section(say("Units that lie on each other", "Samenloop"), stacking, note: say(
                "Where exactly these units lie on each other. Not a sum, not a score.", "Waar precies deze eenheden op elkaar liggen. Geen optelsom, geen score."))
            section(say("What the policy asks", "Wat het beleid vraagt"), actions)
            section(say("Not on the map here", "Hier niet op de kaart"), absent, note: absentNote)
            section(say("No data", "Geen gegevens"), noData, id: key + "-zonder")
            section(say("Not tested", "Niet getoetst"), notTested, note: say(
                "Part of the core qualities, but not on a map of the catalogue; and effects beyond the plan's outline.",
                "Hoort bij de kernkwaliteiten, maar staat niet op een kaart van de catalogus; net als effecten buiten het plangebied."))
            more(remarks.otherLayers + remarks.register + remarks.placeNotes)
        }
    }

    private func section(
        _ title: String, _ table: Table, note: String = "", id: String? = nil, place: @escaping (Int, Int) -> String? = { _, _ in nil }
    ) -> HTML {
        guard !table.rows.isEmpty else { return HTML() }
        var shown = table
        shown.rows = Array(table.rows.prefix(CheckReport.rowLimit))
        let rest = table.rows.count - shown.rows.count
        return element("section", ["id": id]) {
            element("h3") { title }
            if !note.isEmpty { element("p", ["class": "soft small"]) { note } }
            shown.withoutEmptyColumns(after: 1).html(language, caption: title, captionIsHidden: true, place: kept(shown, place))
            if rest > 0 { element("p") { say("\(rest) more rows are in hits.csv.", "Nog \(rest) regels staan in hits.csv.") } }
        }
    }

    /// Places of the columns that are left when the empty ones are gone.
    private func kept(_ table: Table, _ place: @escaping (Int, Int) -> String?) -> (Int, Int) -> String? {
        let kept = table.keptColumns(after: 1)
        // A cell without a figure is no figure of the result.
        return { row, column in
            guard kept.indices.contains(column), table.rows[row][kept[column]] != .empty else { return nil }
            return place(row, kept[column])
        }
    }

    private func more(_ remarks: [CheckRemarks.Remark]) -> HTML {
        guard !remarks.isEmpty else { return HTML() }
        return element("dl", ["class": "facts"]) {
            for remark in remarks {
                element("dt") { remark.label }
                element("dd") { remark.text }
            }
        }
    }

    // MARK: what lies there

    private var lying: [UnitHit] {
        let all = [HitState.hit, .touches, .near].flatMap { plan.hits(in: $0) }.filter { !OtherLayers.include($0.quality) }
        return all.filter { !$0.isContext } + all.filter(\.isContext)
    }

    private func hitIndex(_ hit: UnitHit) -> Int { plan.hits.firstIndex { $0.id == hit.id } ?? 0 }

    private var lies: Table {
        let sections = CheckSections(report, plan)
        return Table(
            columns: [
                column("unit", "eenheid"), column("id", "kenmerk"), column("core quality", "kernkwaliteit"),
                column("how it lies", "ligging"), column("ha", "ha", right: true), column("of the plan", "van het plan", right: true),
                column("of the unit", "van de eenheid", right: true), column("length or distance", "lengte of afstand", right: true),
                column("where", "waar"), column("in urban area (ha)", "in stedelijk gebied (ha)", right: true),
                column("basis · level", "grondslag · niveau"),
            ],
            rows: lying.map { hit in
                let isArea = hit.state == .hit && hit.lengthMetres == nil && hit.count == nil
                let other = isArea ? Table.Cell.empty : .text(sections.amount(hit) + (hit.state == .touches ? say(" border", " grens") : ""))
                return [
                    .text(hit.name), .text(hit.id), .text(hit.quality), .text(hit.state.words.text(language)),
                    isArea ? hit.areaHectares.map { .hectares($0) } ?? .empty : .empty,
                    isArea ? hit.shareOfPlan.map { .share($0) } ?? .empty : .empty, isArea ? hit.shareOfUnit.map { .share($0) } ?? .empty : .empty,
                    other, .text(sections.place(hit)), hit.hasUrbanMask ? hit.urbanHectares.map { .hectares($0) } ?? .empty : .empty,
                    .text(sections.basis(hit)),
                ]
            })
    }

    private var sides: Table {
        let hits = plan.hits(in: .touches)
        return Table(
            columns: [column("unit", "eenheid"), column("side", "zijde"), column("common border (m)", "gedeelde grens (m)", right: true)],
            rows: hits.flatMap { hit in
                hit.sides.compactMap { side in
                    hit.sideLengthsMetres?[side].map { [.text(hit.name), .text(side.text(language)), .metres($0)] }
                }
            })
    }

    private var features: Table {
        let hits = plan.hits(in: .hit).filter { !$0.isContext }
        return Table(
            columns: [
                column("unit", "eenheid"), column("which", "welke"), column("ha", "ha", right: true),
                column("of it", "deel ervan", right: true),
            ],
            rows: hits.flatMap { hit -> [[Table.Cell]] in
                let named = hit.features.filter { !$0.name.isEmpty && $0.name != hit.name }
                let rest = named.isEmpty ? 0 : hit.featureCount - named.count
                return named.map { [.text(hit.name), .text($0.name), .hectares($0.areaHectares), .share($0.shareOfFeature)] }
                    + (rest > 0 ? [[.text(hit.name), .text(say("\(rest) more", "nog \(rest)")), .empty, .empty]] : [])
            })
    }

    private var stacking: Table {
        let names = Dictionary(plan.hits.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let sets = (plan.stacking ?? []).compactMap { set -> (names: [String], area: Double)? in
            let own = set.units.compactMap { names[$0] }.filter { !$0.isContext && !OtherLayers.include($0.quality) }
            return own.count >= 2 ? (own.map { Display.clean($0.name) }, set.areaHectares) : nil
        }
        // Sets that differ in their background only are one.
        var areas: [[String]: Double] = [:]
        for set in sets { areas[set.names, default: 0] += set.area }
        let sorted = areas.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key, by: codePointOrder) }
        return Table(
            columns: [column("units", "eenheden"), column("ha", "ha", right: true), column("of the plan", "van het plan", right: true)],
            rows: sorted.map { names, area in
                [.text(names.joined(separator: " + ")), .hectares(area), plan.areaHectares > 0 ? .share(area / plan.areaHectares) : .empty]
            })
    }

    private var actions: Table {
        Table(
            columns: [column("unit", "eenheid"), column("action", "actie"), column("source", "bron")],
            rows: lying.compactMap { hit in
                guard let action = hit.action, !action.isEmpty else { return nil }
                return [.text(hit.name), .text(action), .text(hit.references.joined(separator: ", "))]
            })
    }

    // MARK: what does not

    private var absent: Table {
        let hits = plan.hits(in: .notHit).filter { !OtherLayers.include($0.quality) && !$0.isContext }
        return Table(
            columns: [
                column("unit", "eenheid"), column("core quality", "kernkwaliteit"), column("shortest distance", "kortste afstand", right: true),
                column("direction", "richting"),
            ],
            rows: hits.map { hit in
                [
                    .text(hit.name), .text(hit.quality),
                    hit.distanceMetres.map { .text(style.distance($0)) }
                        ?? .text(report.result.parameters.farMetres.map { say("beyond ", "verder dan ") + style.parameterMetres($0) } ?? NumberStyle.absent),
                    .text(hit.sides.map { $0.text(language) }.joined(separator: " ")),
                ]
            })
    }

    private var noData: Table {
        Table(
            columns: [column("unit", "eenheid"), column("core quality", "kernkwaliteit"), column("why", "waarom")],
            rows: plan.hits(in: .noData).map { [.text($0.name), .text($0.quality), .text($0.reason?.text(language) ?? "")] })
    }

    private var absentNote: String { report.cautions.first ?? "" }

    private var notTested: Table {
        Table(
            columns: [
                column("what", "wat"), column("core quality", "kernkwaliteit"), column("why", "waarom"), column("source", "bron"),
            ],
            rows: plan.notTested.map {
                [.text($0.name), .text($0.quality), .text($0.reason), $0.reference.map { .text($0) } ?? .empty]
            })
    }
}

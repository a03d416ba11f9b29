import GeoCore
import PlanCheck

/// The table of a plan: what overlaps, borders and is near, in one set of columns.
struct CheckSections {
    private let report: CheckText
    private let plan: PlanResult

    init(_ report: CheckText, _ plan: PlanResult) {
        self.report = report
        self.plan = plan
    }

    private var language: Language { report.language }
    private var style: NumberStyle { report.style }

    private static let columns = [
        Table.Column(
            Bilingual(en: "core quality", nl: "kernkwaliteit"), csv: Bilingual(en: "quality", nl: "kernkwaliteit")),
        Table.Column(Bilingual(en: "unit", nl: "eenheid"), csv: Bilingual(en: "unit", nl: "eenheid")),
        Table.Column(Bilingual(en: "basis · level", nl: "grondslag · niveau"), csv: Bilingual(en: "basis", nl: "grondslag")),
        Table.Column(Bilingual(en: "ha", nl: "ha"), csv: Bilingual(en: "amount", nl: "omvang"), right: true),
        Table.Column(Bilingual(en: "% plan", nl: "% plan"), csv: Bilingual(en: "share", nl: "aandeel"), right: true),
        Table.Column(Bilingual(en: "where", nl: "waar"), csv: Bilingual(en: "where", nl: "waar")),
    ]

    /// The states that are told, each with its title and its hits.
    private var states: [(title: String, hits: [UnitHit])] {
        let states: [(HitState, String)] = [
            (.hit, report.say(en: "Overlaps the plan", nl: "Overlapt met het plan")),
            (
                .touches,
                report.say(
                    en: "Borders the plan (no overlap; tolerance ", nl: "Grenst aan het plan (geen overlap; speling ")
                    + style.parameterMetres(report.result.parameters.toleranceMetres) + ")"
            ),
            (
                .near,
                report.say(en: "Near (within ", nl: "Nabij (binnen ")
                    + style.parameterMetres(report.result.parameters.nearMetres ?? 0) + ")"
            ),
        ]
        let shown = states.filter { $0.0 != .near || report.result.parameters.nearMetres != nil }
        return shown.map { (title: $0.1, hits: plan.hits(in: $0.0).filter { !OtherLayers.include($0.quality) }) }
    }

    /// Per state a title and a table.
    var blocks: [(title: String, table: Table)] {
        states.map { ($0.title, Table(columns: Self.columns, rows: $0.hits.map(row))) }
    }

    /// Header, then per state a title and its rows; a state without rows says so in its title line.
    var lines: [String] {
        let blocks = states
        let table = Table(columns: Self.columns, rows: blocks.flatMap { $0.hits.map(row) })
        let written = table.lines(language, indent: 2, limit: report.width)
        var rows = written.rows[...]
        var lines = table.rows.isEmpty ? [] : written.head
        for block in blocks {
            lines.append(TextMark.strong(block.title) + (block.hits.isEmpty ? report.say(en: ": nothing", nl: ": niets") : ""))
            for hit in block.hits {
                lines += rows.popFirst() ?? []
                lines += featureLines(hit)
            }
        }
        return lines
    }

    private func row(_ hit: UnitHit) -> [Table.Cell] {
        [
            .text(hit.quality), .text(hit.name), .text(basis(hit)), .text(amount(hit)),
            share(hit), .text(place(hit)),
        ]
    }

    /// The instrument (or the law behind it), the level, and whether it is context only.
    func basis(_ hit: UnitHit) -> String {
        var items: [String] = []
        if Firmness(legalBasis: hit.legalBasis, instrument: hit.instrument) == .law {
            items.append(report.say(en: "law", nl: "wet"))
        } else if let instrument = hit.instrument {
            items.append(Wording.instrument(instrument).text(language))
        }
        if let level = hit.level, !level.isEmpty, level != hit.name { items.append(level) }
        if hit.isContext { items.append("context") }
        return items.joined(separator: " · ")
    }

    /// Share of the plan; for a border the word, because its metres stand where hectares do.
    private func share(_ hit: UnitHit) -> Table.Cell {
        switch hit.state {
        case .hit: hit.shareOfPlan.map { .share($0) } ?? .empty
        case .touches: hit.sharedBoundaryMetres == nil ? .empty : .text(report.say(en: "border", nl: "grens"))
        case .near, .notHit, .noData: .empty
        }
    }

    func amount(_ hit: UnitHit) -> String {
        switch hit.state {
        case .hit:
            if let length = hit.lengthMetres { return style.metres(length) }
            if let count = hit.count {
                return style.count(count) + report.say(en: count == 1 ? " point" : " points", nl: count == 1 ? " punt" : " punten")
            }
            return hit.areaHectares.map(style.hectares) ?? NumberStyle.absent
        case .touches:
            return hit.sharedBoundaryMetres.map(style.metres) ?? NumberStyle.absent
        case .near, .notHit:
            return hit.distanceMetres.map(style.distance) ?? NumberStyle.absent
        case .noData:
            return NumberStyle.absent
        }
    }

    func place(_ hit: UnitHit) -> String {
        let sides = hit.summarySides
        if sides.contains(.all) { return Wording.wholePlan.text(language) }
        guard !sides.isEmpty else { return hit.state == .hit ? Wording.middle.text(language) : "" }
        if hit.state == .touches, let lengths = hit.sideLengthsMetres {
            // Longest first; in the order of the winds where two are as long.
            let longest = sides.enumerated().sorted { a, b in
                let (x, y) = (lengths[a.element] ?? 0, lengths[b.element] ?? 0)
                return x == y ? a.offset < b.offset : x > y
            }
            return longest.map(\.element).map { side in
                side.text(language) + (lengths[side].map { " " + style.metres($0) } ?? "")
            }.joined(separator: ", ")
        }
        return Wording.list(sides.map { $0.text(language) }, language)
    }

    /// Which es, which brook valley: the largest named features under the plan, on one line.
    private func featureLines(_ hit: UnitHit) -> [String] {
        guard hit.state == .hit, !hit.isContext else { return [] }
        let named = hit.features.filter { !$0.name.isEmpty && $0.name != hit.name }
        guard !named.isEmpty else { return [] }
        var items = named.prefix(3).map { feature in
            let share = style.percent(feature.shareOfFeature)
            let area = style.hectares(feature.areaHectares)
            return "\(Display.clean(feature.name)) \(area) ha "
                + report.say(en: "(\(share) of it)", nl: "(\(share) ervan)")
        }
        let rest = hit.featureCount - items.count
        if rest > 0 { items.append(report.say(en: "\(rest) more", nl: "nog \(rest)")) }
        let text = "      " + report.say(en: "of which ", nl: "waaronder ") + items.joined(separator: " · ")
        return [TextMark.quiet(Display.truncated(text, to: report.width))]
    }
}

public import GeoCore
public import PlanCheck

/// The variants of a plan side by side.
public enum VariantTable {
    /// For people: one row per unit and per named feature, one column per variant.
    static func matrix(_ matrix: VariantMatrix, _ style: NumberStyle) -> Table {
        let language = style.language
        var columns = [
            Table.Column(Bilingual(en: "core quality", nl: "kernkwaliteit"), csv: Bilingual(en: "quality", nl: "kernkwaliteit")),
            Table.Column(Bilingual(en: "unit", nl: "eenheid"), csv: Bilingual(en: "unit", nl: "eenheid")),
        ]
        columns += matrix.variants.map { variant in
            let name = VariantTable.shortName(variant, among: matrix.variants)
            return Table.Column(Bilingual(en: name, nl: name), csv: Bilingual(en: name, nl: name), right: true)
        }
        var rows: [[Table.Cell]] = []
        for row in matrix.rows {
            rows.append([.text(row.unit.quality), .text(row.unit.name)] + row.cells.map { .text(text($0, style)) })
            for feature in row.features where feature.name != row.unit.name && !row.unit.isContext {
                let cells = feature.cells.map { cell -> Table.Cell in
                    guard cell.areaHectares > 0 else { return .text(NumberStyle.absent) }
                    let share = style.percent(cell.shareOfFeature)
                    return .text("\(style.hectares(cell.areaHectares)) ha (\(share)\(language == .nl ? " ervan" : " of it"))")
                }
                rows.append([.empty, .text("  " + feature.name)] + cells)
            }
        }
        return Table(columns: columns, rows: rows)
    }

    /// For spreadsheets: one row per unit (and named feature) and variant.
    public static func long(_ matrix: VariantMatrix, _ language: Language) -> Table {
        func column(_ en: String, _ nl: String, right: Bool = false) -> Table.Column {
            Table.Column(Bilingual(en: en, nl: nl), csv: Bilingual(en: en, nl: nl), right: right)
        }
        let columns = [
            column("variant", "variant"), column("id", "id"), column("quality", "kernkwaliteit"), column("unit", "eenheid"),
            column("feature", "object"), column("state", "stand"), column("area_ha", "oppervlakte_ha", right: true),
            column("share_of_plan", "deel_van_plan", right: true), column("share_of_unit", "deel_van_eenheid", right: true),
            column("length_m", "lengte_m", right: true), column("count", "aantal", right: true),
            column("distance_m", "afstand_m", right: true), column("parts_before", "delen_voor", right: true),
            column("parts_after", "delen_na", right: true),
            column("largest_part_after_ha", "grootste_deel_na_ha", right: true),
        ]
        var rows: [[Table.Cell]] = []
        for row in matrix.rows {
            for (variant, cell) in zip(matrix.variants, row.cells) {
                rows.append(
                    [
                        .text(variant.id), .text(row.unit.id), .text(row.unit.quality), .text(row.unit.name), .empty,
                        .text(language == .nl ? cell.state.words.nl : cell.state.rawValue),
                        cell.areaHectares.map { .hectares($0) } ?? .empty, cell.shareOfPlan.map { .share($0) } ?? .empty,
                        cell.shareOfUnit.map { .share($0) } ?? .empty, cell.lengthMetres.map { .metres($0) } ?? .empty,
                        cell.count.map { .count($0) } ?? .empty, cell.distanceMetres.map { .metres($0) } ?? .empty,
                        cell.partsBefore.map { .count($0) } ?? .empty, cell.partsAfter.map { .count($0) } ?? .empty,
                        cell.largestPartAfterHectares.map { .hectares($0) } ?? .empty,
                    ])
            }
            for feature in row.features {
                for (variant, cell) in zip(matrix.variants, feature.cells) {
                    rows.append(
                        [
                            .text(variant.id), .text(row.unit.id), .text(row.unit.quality), .text(row.unit.name),
                            .text(feature.name), .empty, .hectares(cell.areaHectares), .empty, .share(cell.shareOfFeature),
                        ] + Array(repeating: .empty, count: 6))
                }
            }
        }
        return Table(columns: columns, rows: rows)
    }

    /// Hectares, share of the plan, and what becomes of the unit: `5,7 ha · 13 % · 1 → 2 delen`.
    static func text(_ cell: VariantMatrix.Cell, _ style: NumberStyle) -> String {
        let isDutch = style.language == .nl
        switch cell.state {
        case .hit:
            if let length = cell.lengthMetres { return style.metres(length) }
            if let count = cell.count { return style.count(count) + (isDutch ? " st." : " pts") }
            var items = [style.hectares(cell.areaHectares ?? 0) + " ha"]
            if let share = cell.shareOfPlan { items.append(style.percent(share)) }
            if let before = cell.partsBefore, let after = cell.partsAfter, before != after {
                let parts = isDutch ? (after == 1 ? "deel" : "delen") : (after == 1 ? "part" : "parts")
                items.append("\(before) → \(after) \(parts)")
            }
            return items.joined(separator: " · ")
        case .touches: return isDutch ? "grenst aan" : "borders"
        case .near, .notHit:
            guard let distance = cell.distanceMetres else { return NumberStyle.absent }
            return (isDutch ? "op " : "at ") + style.distance(distance)
        case .noData: return isDutch ? "geen gegevens" : "no data"
        }
    }

    /// The name of a variant without the words that all variants start with.
    static func shortName(_ variant: NamedUnit, among all: [NamedUnit]) -> String {
        guard all.count > 1 else { return variant.name }
        let words = all.map { $0.name.split(separator: "_", omittingEmptySubsequences: true) }
        let shortest = words.map(\.count).min() ?? 0
        var common = 0
        while common < shortest - 1, words.allSatisfy({ $0[common] == words[0][common] }) { common += 1 }
        let rest = variant.name.split(separator: "_", omittingEmptySubsequences: true).dropFirst(common)
        return rest.isEmpty ? variant.name : rest.joined(separator: " ")
    }
}

/// The matrix of variants as a page.
struct VariantText {
    private let report: CheckText
    private let matrix: VariantMatrix

    init(_ report: CheckText, _ matrix: VariantMatrix) {
        self.report = report
        self.matrix = matrix
    }

    var lines: [String] {
        let (style, result) = (report.style, report.result)
        let title = [
            report.say(en: "\(matrix.variants.count) variants side by side", nl: "\(matrix.variants.count) varianten naast elkaar"),
            result.parameters.caseText.map { report.say(en: "case ", nl: "zaak ") + Display.clean($0) } ?? "",
        ].filter { !$0.isEmpty }.joined(separator: " · ")
        var lines = [title] + Display.wrapped(report.against, to: report.width, indent: 2) + [""]
        let table = VariantTable.matrix(matrix, style)
        // Too many variants for one line of text go below each other.
        let room = max(1, (report.width - 46) / 24)
        let columns = Array(2..<table.columns.count)
        for start in stride(from: 0, to: columns.count, by: room) {
            let kept = [0, 1] + columns[start..<min(start + room, columns.count)]
            let part = Table(
                columns: kept.map { table.columns[$0] }, rows: table.rows.map { row in kept.map { row[$0] } })
            lines += part.text(report.language, indent: 2, limit: report.width) + [""]
        }
        let areas = zip(matrix.variants, result.plans).map { variant, plan in
            "\(VariantTable.shortName(variant, among: matrix.variants)) \(style.hectares(plan.areaHectares)) ha"
        }
        lines += remark(report.say(en: "Plan area", nl: "Plangebied"), areas.joined(separator: " · "))
        lines += remark(
            report.say(en: "How to read", nl: "Leeswijzer"),
            report.say(
                en: "ha of the unit · share of the plan · parts of the unit before and after the cut; what no variant overlaps or borders is left out; nothing is added up over units, no order of preference",
                nl: "ha van de eenheid · deel van het plan · delen van de eenheid voor en na de doorsnijding; wat geen variant overlapt of begrenst is weggelaten; niets is opgeteld over eenheden, geen volgorde van voorkeur"))
        let notTested = result.plans.first?.notTested.map { Display.clean($0.name) } ?? []
        if !notTested.isEmpty {
            lines += remark(report.say(en: "Not on any map", nl: "Niet op een kaart"), notTested.joined(separator: " · "))
        }
        var notes: [PlaceNote] = []
        for note in result.plans.flatMap(\.placeNotes) where !notes.contains(note) { notes.append(note) }
        for note in notes {
            let references = note.references.isEmpty ? "" : " (" + note.references.map(Display.clean).joined(separator: ", ") + ")"
            lines += remark(
                Wording.notes.text(report.language), Display.clean(note.name) + ": " + Display.clean(note.text) + references)
        }
        lines += remark(report.say(en: "Settings", nl: "Instellingen"), report.settings)
        lines.append(
            report.say(en: "This overview is no advice and no judgement.", nl: "Dit overzicht is geen advies en geen oordeel."))
        return lines + [""]
    }

    private func remark(_ label: String, _ text: String) -> [String] {
        CheckRemarks.remark(label, text, report.width)
    }
}

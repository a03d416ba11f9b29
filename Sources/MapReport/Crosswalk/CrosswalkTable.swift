public import GeoCore
public import LayerDiff

extension Crosswalk {
    /// The crosswalk as a table, as the reader takes it: only the columns that hold something, `from`, `to` and `relation`
    /// always. With Dutch text the Dutch words.
    public func table(_ language: Language) -> Table {
        var kept = CrosswalkColumn.all.filter { column in
            column.isNeeded || rows.contains { column.cell($0, language) != .empty }
        }
        if kept.isEmpty { kept = CrosswalkColumn.all.filter(\.isNeeded) }
        return Table(
            columns: kept.map { Table.Column($0.name, csv: $0.name, right: false) },
            rows: rows.map { row in kept.map { $0.cell(row, language) } })
    }

    /// The crosswalk as SSSOM/TSV: its own columns, which the reader takes first, and those of SSSOM beside them. Classes are
    /// literals, because they have no identifiers.
    /// - Parameter justification: what the mapping rests on (`semapv:…`).
    public func sssom(justification: String) -> String {
        let own = table(.en)
        let header = own.columns.map(\.csvName.en) + [
            "subject_label", "subject_type", "predicate_id", "object_label", "object_type", "mapping_justification",
        ]
        var lines = [header]
        for (row, cells) in zip(rows, own.rows) {
            lines.append(
                cells.map { CSV.field($0, .standard) } + [
                    row.from ?? Wording.notOnMap.en, "rdfs literal", row.relation.sssomPredicate, row.to ?? Wording.notOnMap.en,
                    "rdfs literal", justification,
                ])
        }
        return lines.map { $0.map(Self.tabless).joined(separator: "\t") + "\n" }.joined()
    }

    private static func tabless(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}

/// One column of a crosswalk file.
private struct CrosswalkColumn {
    let name: Bilingual
    var isNeeded = false
    let cell: (CrosswalkRow, Language) -> Table.Cell

    private static func text(_ value: String?) -> Table.Cell { value.map { .text($0) } ?? .empty }

    static var all: [CrosswalkColumn] {
        [
            CrosswalkColumn(name: Bilingual(en: "theme", nl: "thema")) { row, _ in text(row.theme) },
            CrosswalkColumn(name: Bilingual(en: "from", nl: "van"), isNeeded: true) { row, _ in text(row.from) },
            CrosswalkColumn(name: Bilingual(en: "to", nl: "naar"), isNeeded: true) { row, _ in text(row.to) },
            CrosswalkColumn(name: Bilingual(en: "relation", nl: "relatie"), isNeeded: true) { row, language in
                .text(language == .nl ? row.relation.words.nl : row.relation.rawValue)
            },
            CrosswalkColumn(name: Bilingual(en: "kind", nl: "soort")) { row, language in
                text(row.kind.map { language == .nl ? $0.words.nl : $0.rawValue })
            },
            CrosswalkColumn(name: Bilingual(en: "row_complete", nl: "rij_volledig")) { row, language in
                row.rowIsComplete ? .text(language == .nl ? "ja" : "yes") : .empty
            },
            CrosswalkColumn(name: Bilingual(en: "frac_lo", nl: "aandeel_min")) { row, _ in
                row.fractionLow.map { .share($0) } ?? .empty
            },
            CrosswalkColumn(name: Bilingual(en: "frac_hi", nl: "aandeel_max")) { row, _ in
                row.fractionHigh.map { .share($0) } ?? .empty
            },
            CrosswalkColumn(name: Bilingual(en: "frac_region", nl: "aandeel_gebied")) { row, _ in text(row.fractionRegion) },
            CrosswalkColumn(name: Bilingual(en: "cause", nl: "oorzaak")) { row, _ in text(row.cause?.rawValue) },
            CrosswalkColumn(name: Bilingual(en: "certainty", nl: "zekerheid")) { row, _ in text(row.certainty?.rawValue) },
            CrosswalkColumn(name: Bilingual(en: "source", nl: "bron")) { row, _ in text(row.source) },
            CrosswalkColumn(name: Bilingual(en: "page", nl: "pagina")) { row, _ in text(row.page) },
            CrosswalkColumn(name: Bilingual(en: "author", nl: "auteur")) { row, _ in text(row.author) },
            CrosswalkColumn(name: Bilingual(en: "owner", nl: "eigenaar")) { row, _ in text(row.owner) },
            CrosswalkColumn(name: Bilingual(en: "date", nl: "datum")) { row, _ in text(row.date) },
            CrosswalkColumn(name: Bilingual(en: "note", nl: "opmerking")) { row, _ in text(row.note) },
            CrosswalkColumn(name: Bilingual(en: "step", nl: "stap")) { row, _ in text(row.step) },
        ]
    }
}

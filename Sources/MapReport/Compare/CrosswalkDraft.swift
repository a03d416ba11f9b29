public import GeoCore
public import LayerDiff

extension PairingDraft {
    /// The crosswalk to fill in, as CSV: eight columns, every relation unknown.
    public func crosswalk(_ language: Language, _ dialect: CSVDialect) -> String {
        let names = ["theme", "from", "to", "relation", "kind", "source", "owner", "note"]
        let columns = names.map { Table.Column(Bilingual(en: $0, nl: $0), csv: Bilingual(en: $0, nl: $0)) }
        let unknown = language == .nl ? "onbekend" : "unknown"
        let table = Table(
            columns: columns,
            rows: rows.map { row in
                [
                    .text(row.theme), row.from.map { .text($0) } ?? .notOnMap, row.to.map { .text($0) } ?? .notOnMap,
                    .text(unknown), .empty, .empty, .empty, .text(row.note.text(language)),
                ]
            })
        return table.csv(language, dialect)
    }
}

import GeoCore
import LayerDiff

/// The tables that add up: from causes to the whole, and from the old stock of a class to the new one.
extension DiffTable {
    /// One row per cause the run could find: boundary and level account, and whether it counts in the bounds.
    static func causes(_ result: DiffResult, _ language: Language) -> Table {
        let columns = [
            text("code", "code", csv: "cause", "oorzaak"), text("cause", "oorzaak", csv: "label", "omschrijving"),
            area("boundary", "begrenzing", csv: "boundary", "begrenzing"), area("level", "niveau", csv: "levels", "niveau"),
            area("together", "samen", csv: "area", "oppervlakte"),
            text("in the lower bound", "in de ondergrens", csv: "in_lower_bound", "in_ondergrens"),
            text("in the upper bound", "in de bovengrens", csv: "in_upper_bound", "in_bovengrens"),
        ]
        let yesNo = { (flag: Bool) in Table.Cell.text(language == .nl ? (flag ? "ja" : "nee") : (flag ? "yes" : "no")) }
        let boundary = result.boundary.causes
        let rows = result.causesAssessed.map { cause -> [Table.Cell] in
            [
                .text(cause.rawValue), .text(cause.label.text(language)), .hectares(boundary[cause]),
                .hectares(result.levels.causes[cause]), .hectares(result.causes[cause]), yesNo(cause == .real),
                yesNo(cause.countsInUpperBound),
            ]
        }
        return Table(columns: columns, rows: rows)
    }

    /// From the old stock of every class to the new one: old − losses + gains = new, cause by cause.
    static func reconciliation(_ result: DiffResult, _ language: Language) -> Table {
        let columns = [
            text("class", "klasse", csv: "class", "klasse"), text("step", "stap", csv: "step", "stap"),
            text("code", "code", csv: "cause", "oorzaak"), text("cause", "oorzaak", csv: "label", "omschrijving"),
            area("area", "oppervlakte", csv: "area", "oppervlakte"),
        ]
        let say = { (en: String, nl: String) in language == .nl ? nl : en }
        var rows: [[Table.Cell]] = []
        for account in result.classes {
            func row(_ step: String, _ cause: Cause?, _ cell: Table.Cell) {
                rows.append([
                    .text(account.name), .text(step), cause.map { .text($0.rawValue) } ?? .empty,
                    cause.map { .text($0.label.text(language)) } ?? .empty, cell,
                ])
            }
            row(say("old map", "oude kaart"), nil, .hectares(account.old))
            for (cause, hectares) in account.lossCauses.present { row(say("off", "eraf"), cause, .signedHectares(-hectares)) }
            for (cause, hectares) in account.gainCauses.present { row(say("on", "erbij"), cause, .signedHectares(hectares)) }
            row(say("new map", "nieuwe kaart"), nil, .hectares(account.new))
        }
        return Table(columns: columns, rows: rows)
    }

    /// What the crosswalk says about every pair that occurs, with its hectares.
    static func crosswalk(_ result: DiffResult, _ language: Language) -> Table {
        let columns = [
            text("from", "van", csv: "from", "van"), text("to", "naar", csv: "to", "naar"),
            area("area", "oppervlakte", csv: "area", "oppervlakte"),
            text("relation", "verhouding", csv: "relation", "verhouding"),
            text("said by", "volgens", csv: "relation_from", "herkomst"), text("kind", "soort", csv: "kind", "soort"),
            text("cause", "oorzaak", csv: "cause", "oorzaak"), text("certainty", "zekerheid", csv: "certainty", "zekerheid"),
            text("source", "bron", csv: "source", "bron"), text("page", "pagina", csv: "page", "pagina"),
            text("author", "opsteller", csv: "author", "opsteller"), text("owner", "wie", csv: "owner", "wie"),
            text("note", "opmerking", csv: "note", "opmerking"),
            Table.Column(Bilingual(en: "line", nl: "regel"), csv: Bilingual(en: "line", nl: "regel"), right: true),
        ]
        let optional = { (text: String?) in text.map { Table.Cell.text($0) } ?? .empty }
        let rows = result.matrix.map { cell -> [Table.Cell] in
            let row = cell.row
            return [
                cell.from.map { .text($0) } ?? .notOnMap, cell.to.map { .text($0) } ?? .notOnMap, .hectares(cell.hectares),
                .text(language == .nl ? cell.relation.words.nl : cell.relation.rawValue),
                .text(cell.origin.words.text(language)), optional(row?.kind.map { language == .nl ? $0.words.nl : $0.rawValue }),
                optional(row?.cause?.rawValue), optional(row?.certainty?.rawValue), optional(row?.source), optional(row?.page),
                optional(row?.author), optional(row?.owner), optional(row?.note), row.map { .count($0.line) } ?? .empty,
            ]
        }
        return Table(columns: columns, rows: rows)
    }
}

extension RelationOrigin {
    /// Where a relation comes from, for people.
    var words: Bilingual {
        switch self {
        case .listed: Bilingual(en: "a row", nl: "een regel")
        case .completeRow: Bilingual(en: "complete row: not listed", nl: "volledige rij: niet genoemd")
        case .consequence: Bilingual(en: "follows from another row", nl: "volgt uit een andere regel")
        case .sameMeaning: Bilingual(en: "asserted: equal name", nl: "gesteld: gelijke naam")
        case .empty: Bilingual(en: "not on the map at both dates", nl: "op geen van beide kaarten")
        case .unlisted: Bilingual(en: "nobody yet", nl: "nog niemand")
        }
    }
}

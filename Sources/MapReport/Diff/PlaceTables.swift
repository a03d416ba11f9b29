import GeoCore
import LayerDiff

extension DiffTable {
    /// The account of each zone, and last of the places outside all of them.
    static func zones(_ result: DiffResult, _ language: Language) -> Table {
        let causes = result.causesAssessed
        var columns = [
            text("zone", "zone", csv: "zone", "zone"), area("counted", "geteld", csv: "frame", "geteld"),
            area("on both maps", "op beide kaarten", csv: "both", "beide"),
            area("only on the old map", "alleen oud", csv: "only_old", "alleen_oud"),
            area("only on the new map", "alleen nieuw", csv: "only_new", "alleen_nieuw"),
            area("net", "saldo", csv: "net", "saldo"),
            area("possibly real from", "mogelijk echt van", csv: "real_lower", "mogelijk_echt_van"),
            area("possibly real to", "mogelijk echt tot", csv: "real_upper", "mogelijk_echt_tot"),
        ]
        columns += causes.map { area($0.label.en, $0.label.nl, csv: $0.rawValue, $0.rawValue) }
        let outside = Bilingual(en: "(outside all zones)", nl: "(buiten alle zones)").text(language)
        let rows = (result.zones ?? []).map { zone -> [Table.Cell] in
            let account = zone.account
            return [
                .text(zone.zone ?? outside), .hectares(account.frameHectares), .hectares(account.boundary.both),
                .hectares(account.boundary.onlyOld), .hectares(account.boundary.onlyNew),
                .signedHectares(account.boundary.net), .hectares(account.bounds.lower), .hectares(account.bounds.upper),
            ] + causes.map { .hectares(account.causes[$0]) }
        }
        return Table(columns: columns, rows: rows)
    }

    static func grid(_ result: DiffResult) -> Table {
        let columns = [
            Table.Column(Bilingual(en: "x (m)", nl: "x (m)"), csv: Bilingual(en: "x_m", nl: "x_m"), right: true),
            Table.Column(Bilingual(en: "y (m)", nl: "y (m)"), csv: Bilingual(en: "y_m", nl: "y_m"), right: true),
            text("from", "van", csv: "from", "van"), text("to", "naar", csv: "to", "naar"),
            text("cause", "oorzaak", csv: "cause", "oorzaak"), area("area", "oppervlakte", csv: "area", "oppervlakte"),
        ]
        var rows: [[Table.Cell]] = []
        for cell in result.grid?.cells ?? [] {
            for entry in cell.entries {
                rows.append([
                    .text(cell.x.asCoordinate), .text(cell.y.asCoordinate), label(entry.from), label(entry.to),
                    .text(entry.cause.rawValue), .hectares(entry.hectares),
                ])
            }
        }
        return Table(columns: columns, rows: rows)
    }
}

extension Double {
    /// A corner of a square: without ".0".
    fileprivate var asCoordinate: String {
        let text = description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

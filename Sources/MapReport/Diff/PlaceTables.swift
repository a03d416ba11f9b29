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

/// The zones in short, and that there is a grid.
struct DiffPlaces {
    private let report: DiffText

    init(_ report: DiffText) { self.report = report }

    private static let columns = [
        Table.Column(Bilingual(en: "zone", nl: "zone"), csv: Bilingual(en: "zone", nl: "zone")),
        Table.Column(Bilingual(en: "both (ha)", nl: "beide (ha)"), csv: Bilingual(en: "both_ha", nl: "beide_ha"), right: true),
        Table.Column(Bilingual(en: "off", nl: "eraf"), csv: Bilingual(en: "off_ha", nl: "eraf_ha"), right: true),
        Table.Column(Bilingual(en: "on", nl: "erbij"), csv: Bilingual(en: "on_ha", nl: "erbij_ha"), right: true),
        Table.Column(Bilingual(en: "net", nl: "saldo"), csv: Bilingual(en: "net_ha", nl: "saldo_ha"), right: true),
        // The two accounts are not added up: what is uncertain of the labels would drown the boundary (METHOD §5a).
        Table.Column(
            Bilingual(en: "possibly real (ha): boundary", nl: "mogelijk echt (ha): begrenzing"),
            csv: Bilingual(en: "boundary_bounds", nl: "begrenzing_grenzen")),
        Table.Column(Bilingual(en: "class or level", nl: "klasse of niveau"), csv: Bilingual(en: "level_bounds", nl: "niveau_grenzen")),
    ]

    /// `0,0 tot 12,3`; never one end alone.
    private func range(_ bounds: RealBounds) -> Table.Cell {
        .text(report.ha(bounds.lower) + report.say(en: " to ", nl: " tot ") + report.ha(bounds.upper))
    }

    var lines: [String] {
        var lines: [String] = []
        if let zones = report.result.zones {
            let outside = report.say(en: "(outside all zones)", nl: "(buiten alle zones)")
            let table = Table(
                columns: Self.columns,
                rows: zones.map { zone in
                    let boundary = zone.account.boundary
                    return [
                        .text(zone.zone.map { Display.clean($0) } ?? outside), .hectares(boundary.both),
                        .hectares(boundary.onlyOld), .hectares(boundary.onlyNew), .signedHectares(boundary.net),
                        range(boundary.bounds), range(zone.account.levels.bounds),
                    ]
                })
            lines.append(report.say(en: "Per zone", nl: "Per zone"))
            lines += table.text(report.language, indent: 2, limit: report.width)
        }
        if let grid = report.result.grid {
            let count = report.style.count(grid.cells.count)
            let side = NumberStyle(report.language).count(Int(min(grid.sideMetres.rounded(), 1e9)))
            let text = report.say(
                en: "Grid of \(side) m: \(count) squares (--format json, or --format csv --table grid)",
                nl: "Raster van \(side) m: \(count) vakken (--format json, of --format csv --table grid)")
            lines += Display.wrapped(text, to: report.width, indent: 2)
        }
        return lines
    }
}

extension Double {
    /// A corner of a square: without ".0".
    fileprivate var asCoordinate: String {
        let text = description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

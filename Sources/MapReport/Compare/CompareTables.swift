public import GeoCore
public import LayerDiff

/// The tables of a run, for `--format csv`: one row per comparison, or the rows of every comparison with its id in front.
public enum CompareTable: String, Sendable, CaseIterable {
    /// One row per comparison: stock, both, only old, only new, balance, causes, bounds, published figure.
    case summary
    /// What every map has: hectares, kilometres, counts per class and date.
    case stock
    /// Published figures beside what the maps give.
    case reconciliation
    /// As of `diff`, over all comparisons.
    case accounts
    case matrix
    case boundary
    case questions
    /// One row per comparison and run of `--sweep`.
    case sweep

    public func table(of result: CompareResult, _ language: Language) -> Table {
        switch self {
        case .summary: Self.summary(result)
        case .stock: Self.joined(result.comparisons.map { ($0.comparison.id, Self.stock(of: $0, wide: false)) })
        case .reconciliation: Self.joined(result.comparisons.map { ($0.comparison.id, Self.reconciliation(of: $0)) })
        case .accounts: Self.joined(result, .accounts, language)
        case .matrix: Self.joined(result, .matrix, language)
        case .boundary: Self.joined(result, .boundary, language)
        case .questions: Self.joined(result, .questions, language)
        case .sweep: Self.joined(result, .sweep, language)
        }
    }

    static func text(_ en: String, _ nl: String, csv: String, _ nlCSV: String) -> Table.Column {
        Table.Column(Bilingual(en: en, nl: nl), csv: Bilingual(en: csv, nl: nlCSV))
    }

    static func area(_ en: String, _ nl: String, csv: String, _ nlCSV: String) -> Table.Column {
        Table.Column(
            Bilingual(en: en + " (ha)", nl: nl + " (ha)"), csv: Bilingual(en: csv + "_ha", nl: nlCSV + "_ha"), right: true)
    }

    // MARK: over comparisons

    private static let id = text("comparison", "vergelijking", csv: "comparison", "vergelijking")

    /// Columns that one comparison has and another lacks (causes that could not be found there) are empty.
    private static func joined(_ tables: [(id: String, table: Table)]) -> Table {
        var columns = [id]
        for (_, table) in tables {
            for column in table.columns where !columns.contains(column) { columns.append(column) }
        }
        let rows = tables.flatMap { id, table in
            table.rows.map { row in
                [Table.Cell.text(id)] + columns.dropFirst().map { column in
                    table.columns.firstIndex(of: column).map { row[$0] } ?? .empty
                }
            }
        }
        return Table(columns: columns, rows: rows)
    }

    private static func joined(_ result: CompareResult, _ table: DiffTable, _ language: Language) -> Table {
        joined(result.comparisons.compactMap { comparison in
            comparison.result.map { (comparison.comparison.id, table.table(of: $0, language)) }
        })
    }

    private static func summary(_ result: CompareResult) -> Table {
        let causes = Cause.allCases.filter { cause in
            result.comparisons.contains { $0.result?.causesAssessed.contains(cause) ?? false }
        }
        var columns = [
            id, text("quality", "kwaliteit", csv: "quality", "kwaliteit"), text("theme", "thema", csv: "theme", "thema"),
            text("status", "status", csv: "status", "status"), text("reason", "reden", csv: "reason_code", "reden_code"),
            area("old", "oud", csv: "old", "oud"), area("on both maps", "op beide kaarten", csv: "both", "beide"),
            area("only on the old map", "alleen oud", csv: "only_old", "alleen_oud"),
            area("only on the new map", "alleen nieuw", csv: "only_new", "alleen_nieuw"),
            area("new", "nieuw", csv: "new", "nieuw"), area("balance", "saldo", csv: "net", "saldo"),
            area("boundary: possibly real from", "begrenzing: mogelijk echt van", csv: "boundary_real_lower", "begrenzing_mogelijk_echt_van"),
            area("boundary: possibly real to", "begrenzing: mogelijk echt tot", csv: "boundary_real_upper", "begrenzing_mogelijk_echt_tot"),
            area("class or level: possibly real from", "klasse of niveau: mogelijk echt van", csv: "level_real_lower", "niveau_mogelijk_echt_van"),
            area("class or level: possibly real to", "klasse of niveau: mogelijk echt tot", csv: "level_real_upper", "niveau_mogelijk_echt_tot"),
        ]
        columns += causes.map { area($0.label.en, $0.label.nl, csv: $0.rawValue, $0.rawValue) }
        let rows = result.comparisons.map { comparison -> [Table.Cell] in
            var row: [Table.Cell] = [
                .text(comparison.comparison.id), .text(comparison.comparison.quality),
                comparison.comparison.theme.map { .text($0) } ?? .empty, .text(comparison.status.rawValue),
                comparison.refusal.map { .text($0.code.rawValue) } ?? .empty,
            ]
            guard let result = comparison.result else {
                return row + Array(repeating: .empty, count: columns.count - row.count)
            }
            let account = result.boundary
            row += [
                .hectares(account.both + account.onlyOld), .hectares(account.both), .hectares(account.onlyOld),
                .hectares(account.onlyNew), .hectares(account.both + account.onlyNew), .signedHectares(account.net),
                .hectares(account.bounds.lower), .hectares(account.bounds.upper), .hectares(result.levels.bounds.lower),
                .hectares(result.levels.bounds.upper),
            ]
            return row + causes.map { result.causesAssessed.contains($0) ? .hectares(result.causes[$0]) : .empty }
        }
        return Table(columns: columns, rows: rows)
    }

    // MARK: of one comparison

    /// What every map has. Wide: one row per class with a column per date; else one row per class and date.
    static func stock(of comparison: ComparisonOutcome, wide: Bool = true) -> Table {
        wide ? wideStock(comparison, comparison.stock) : longStock(comparison)
    }

    /// Lines and points only, for where the hectares stand elsewhere; what went from one kind to another is said apart.
    static func otherStock(of comparison: ComparisonOutcome) -> Table {
        let changed = Set(comparison.methodChanges.flatMap { [$0.from, $0.to] })
        return wideStock(
            comparison,
            comparison.stock.filter {
                if case .hectares = $0.amount { false } else { !changed.contains($0.name) }
            })
    }

    private static func longStock(_ comparison: ComparisonOutcome) -> Table {
        let columns = [
            text("date", "datum", csv: "date", "datum"), text("class", "klasse", csv: "class", "klasse"),
            area("area", "oppervlakte", csv: "area", "oppervlakte"),
            Table.Column(Bilingual(en: "length (km)", nl: "lengte (km)"), csv: Bilingual(en: "length_km", nl: "lengte_km"), right: true),
            Table.Column(Bilingual(en: "points", nl: "punten"), csv: Bilingual(en: "count", nl: "aantal"), right: true),
        ]
        return Table(columns: columns, rows: comparison.stock.map { row in
            let start: [Table.Cell] = [row.date.map { .text($0) } ?? .empty, .text(row.name)]
            return switch row.amount {
            case .hectares(let value): start + [.hectares(value), .empty, .empty]
            case .kilometres(let value): start + [.empty, .kilometres(value), .empty]
            case .count(let value): start + [.empty, .empty, .count(value)]
            }
        })
    }

    private static func wideStock(_ comparison: ComparisonOutcome, _ stock: [StockRow]) -> Table {
        let versions = comparison.comparison.dated
        let units: [(unit: Bilingual, cell: (StockRow.Amount) -> Table.Cell?)] = [
            (Bilingual(en: "ha", nl: "ha"), { if case .hectares(let value) = $0 { .hectares(value) } else { nil } }),
            (Bilingual(en: "km", nl: "km"), { if case .kilometres(let value) = $0 { .kilometres(value) } else { nil } }),
            (Bilingual(en: "points", nl: "punten"), { if case .count(let value) = $0 { .count(value) } else { nil } }),
        ]
        var columns = [text("class", "klasse", csv: "class", "klasse"), text("unit", "eenheid", csv: "unit", "eenheid")]
        columns += versions.enumerated().map { index, version in
            let label = version.date.map { VersionLabels.pair(version, comparison.last).old == $0 ? $0 : VersionLabels.pair(version, comparison.last).old }
            let name = index == versions.count - 1 ? comparison.labels.new : label ?? "?"
            return Table.Column(Bilingual(en: name, nl: name), csv: Bilingual(en: name, nl: name), right: true)
        }
        var rows: [[Table.Cell]] = []
        for (unit, cell) in units {
            let names = Set(stock.filter { cell($0.amount) != nil }.map(\.name)).sorted(by: codePointOrder)
            rows += names.map { name in
                [.text(name), .text(unit.nl == "punten" ? "#" : unit.nl)]
                    + versions.map { version in
                        stock.first { $0.name == name && $0.date == version.date && cell($0.amount) != nil }
                            .flatMap { cell($0.amount) } ?? .empty
                    }
            }
        }
        return Table(columns: columns, rows: rows)
    }

    static func reconciliation(of comparison: ComparisonOutcome) -> Table {
        let columns = [
            text("figure", "cijfer", csv: "what", "wat"), area("published", "gepubliceerd", csv: "published", "gepubliceerd"),
            area("plain difference", "kaal verschil", csv: "naive", "kaal_verschil"),
            area("unexplained", "niet verklaard", csv: "unexplained", "niet_verklaard"),
            text("source", "bron", csv: "source", "bron"),
        ]
        return Table(columns: columns, rows: comparison.reconciliation.map {
            [
                .text($0.published.what.rawValue), .signedHectares($0.published.hectares), .signedHectares($0.naive),
                .signedHectares($0.unexplained), $0.published.source.map { .text($0) } ?? .empty,
            ]
        })
    }

    /// Per class, and all of them with every place once: the two differ where classes lie on each other (DOMAIN R5).
    static func classes(of result: DiffResult, _ language: Language, bars: Bool = false) -> Table {
        var columns = [
            text("per class", "per klasse", csv: "class", "klasse"), area("old", "oud", csv: "old", "oud"),
            area("new", "nieuw", csv: "new", "nieuw"), area("same place", "zelfde plek", csv: "unchanged", "gelijk"),
            area("off", "eraf", csv: "loss", "eraf"), area("on", "erbij", csv: "gain", "erbij"),
            area("balance", "saldo", csv: "net", "saldo"),
        ]
        let account = result.boundary
        // A class that is the same under another name is one row; what stands on one map only has no gain or loss of
        // its own: its places may carry another name on the other map.
        let renamed = result.matrix.filter(\.isRenamed)
        let later = Set(renamed.compactMap(\.to))
        var rows: [[Table.Cell]] = []
        for entry in result.classes where !later.contains(entry.name) {
            if let pair = renamed.first(where: { $0.from == entry.name }), let to = pair.to,
                let other = result.classes.first(where: { $0.name == to })
            {
                rows.append(Self.row("\(entry.name) → \(to)", old: entry.old, new: other.new, same: pair.hectares))
            } else if entry.new == 0 {
                rows.append([.text("  " + entry.name), .hectares(entry.old), .empty, .empty, .empty, .empty, .empty])
            } else if entry.old == 0, result.parameters.classes == .oneOf {
                rows.append([.text("  " + entry.name), .empty, .hectares(entry.new), .empty, .empty, .empty, .empty])
            } else {
                rows.append(Self.row(entry.name, old: entry.old, new: entry.new, same: entry.unchanged))
            }
        }
        rows.append([
            .text(Wording.everyPlaceOnce.text(language)), .hectares(account.both + account.onlyOld), .hectares(account.both + account.onlyNew),
            .hectares(account.both), .hectares(account.onlyOld), .hectares(account.onlyNew), .signedHectares(account.net),
        ])
        guard bars else { return Table(columns: columns, rows: rows) }
        columns.append(Self.barColumn)
        return Table(columns: columns, rows: rows.map { row in row + [Self.bar(row, of: result)] })
    }

    /// Each on its own scale: bars say how a class divides, not which one is largest.
    static let barColumn = text("▒old █ new░", "▒oud █ nieuw░", csv: "", "")

    /// Of a row of `classes`; none for a class of one map only, whose places may have another name on the other.
    private static func bar(_ row: [Table.Cell], of result: DiffResult) -> Table.Cell {
        guard case .hectares(let same) = row[3], case .hectares(let off) = row[4], case .hectares(let on) = row[5] else { return .empty }
        var bar = TextBar(onlyOld: off, both: same, onlyNew: on)
        var (lost, gained) = (result.boundary.lossCauses, result.boundary.gainCauses)
        if case .text(let name) = row[0], let own = result.classes.first(where: { "  " + $0.name == name }) {
            (lost, gained) = (own.lossCauses, own.gainCauses)
        }
        bar.oldMark = lost.largest?.mark
        bar.newMark = gained.largest?.mark
        return .bar(bar)
    }

    private static func row(_ name: String, old: Double, new: Double, same: Double) -> [Table.Cell] {
        [
            .text("  " + name), .hectares(old), .hectares(new), .hectares(same), .hectares(max(0, old - same)),
            .hectares(max(0, new - same)), .signedHectares(new - old),
        ]
    }

    /// What changed or is open on both maps, largest first: where a table of old against new would be too wide.
    static func transitionList(of result: DiffResult, _ language: Language, limit: Int) -> Table {
        let columns = [
            text("from", "van", csv: "from", "van"), text("to", "naar", csv: "to", "naar"), area("changed", "veranderd", csv: "changed", "veranderd"),
            text("account", "rekening", csv: "causes", "oorzaken"),
        ]
        let report = DiffText(result, language)
        return Table(columns: columns, rows: result.changedOnBoth.prefix(limit).map { cell in
            var changed = cell.causes
            changed[.same] = 0
            let causes = changed.present
            let account = causes.count == 1 ? causes[0].cause.mark(causes[0].cause.label.text(language)) : report.markedCauses(changed)
            return [.text(cell.from ?? ""), .text(cell.to ?? ""), .hectares(cell.changed), .marked(account)]
        })
    }

    /// Old classes against new ones, on both maps; nil when it would be too wide to read, or has one cell.
    static func transitions(of result: DiffResult, width: Int = TextLook.standardWidth) -> Table? {
        let cells = result.matrix.filter(\.isOnBoth)
        let old = Set(cells.compactMap(\.from)).sorted(by: codePointOrder)
        let new = Set(cells.compactMap(\.to)).sorted(by: codePointOrder)
        guard (1...12).contains(old.count), (1...6).contains(new.count), old.count * new.count > 1,
            new.reduce(0, { $0 + max(9, Display.width($1)) + 2 }) <= width - 40
        else { return nil }
        var columns = [text("from \\ to (ha)", "van \\ naar (ha)", csv: "from", "van")]
        columns += new.map(Display.clean).map { Table.Column(Bilingual(en: $0, nl: $0), csv: Bilingual(en: $0, nl: $0), right: true) }
        let rows = old.map { from -> [Table.Cell] in
            [.text(from)] + new.map { to in
                cells.first { $0.from == from && $0.to == to }.map { .hectares($0.hectares) } ?? .empty
            }
        }
        return Table(columns: columns, rows: rows)
    }

    static func steps(of comparison: ComparisonOutcome, _ language: Language) -> Table {
        let columns = [
            text("step", "stap", csv: "step", "stap"), area("old", "oud", csv: "old", "oud"),
            area("both", "beide", csv: "both", "beide"), area("only old", "alleen oud", csv: "only_old", "alleen_oud"),
            area("only new", "alleen nieuw", csv: "only_new", "alleen_nieuw"), area("new", "nieuw", csv: "new", "nieuw"),
            text("possibly real, boundary (ha)", "mogelijk echt, begrenzing (ha)", csv: "real", "mogelijk_echt"),
        ]
        let style = NumberStyle(language)
        let rows = comparison.steps.map { step -> [Table.Cell] in
            let name = "\(step.labels.old) → \(step.labels.new)"
            guard let account = step.result?.boundary else {
                let reason = step.refusal?.reason.text(language) ?? ""
                return [.text(name), .empty, .empty, .empty, .empty, .empty, .text(reason)]
            }
            let to = language == .nl ? " tot " : " to "
            return [
                .text(name), .hectares(account.both + account.onlyOld), .hectares(account.both), .signedHectares(-account.onlyOld),
                .signedHectares(account.onlyNew), .hectares(account.both + account.onlyNew),
                .text(style.hectares(account.bounds.lower) + to + style.hectares(account.bounds.upper)),
            ]
        }
        return Table(columns: columns, rows: rows)
    }
}

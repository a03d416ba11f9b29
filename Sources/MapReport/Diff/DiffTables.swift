public import GeoCore
public import LayerDiff

/// The tables of a comparison, for `--format csv` and Markdown.
public enum DiffTable: String, Sendable, CaseIterable {
    /// One row per (from, to): the transition matrix with its causes.
    case matrix
    /// One row per class: old, new, unchanged, gain, loss, net, and the causes of gain and loss.
    case accounts
    /// One row per cause that occurs: boundary and level account.
    case boundary
    /// The common legend.
    case groups
    /// The questions that decide over what is open.
    case questions
    /// How sure the areas are, when an accuracy of the layers was given.
    case accuracy
    /// One row per run of a sweep.
    case sweep
    /// One row per zone and cause, with the bounds of the zone; without rows when no zones were asked for.
    case zones
    /// One row per square of the grid, pair of labels and cause; without rows when no grid was asked for.
    case grid
    /// One row per cause: boundary, level, together, and which bound it counts in.
    case causes
    /// From the old stock of every class to the new one, cause by cause.
    case reconciliation
    /// What the crosswalk says about every pair that occurs.
    case crosswalk

    public func table(of result: DiffResult, _ language: Language) -> Table {
        switch self {
        case .matrix: Self.matrix(result, language)
        case .accounts: Self.accounts(result)
        case .boundary: Self.boundary(result, language)
        case .groups: Self.groups(result)
        case .questions: Self.questions(result, language)
        case .accuracy: Self.accuracy(result, language)
        case .sweep: Self.sweep(result, language)
        case .zones: Self.zones(result, language)
        case .grid: Self.grid(result)
        case .causes: Self.causes(result, language)
        case .reconciliation: Self.reconciliation(result, language)
        case .crosswalk: Self.crosswalk(result, language)
        }
    }

    static func text(_ en: String, _ nl: String, csv: String, _ nlCSV: String) -> Table.Column {
        Table.Column(Bilingual(en: en, nl: nl), csv: Bilingual(en: csv, nl: nlCSV))
    }

    static func area(_ en: String, _ nl: String, csv: String, _ nlCSV: String) -> Table.Column {
        Table.Column(
            Bilingual(en: en + " (ha)", nl: nl + " (ha)"), csv: Bilingual(en: csv + "_ha", nl: nlCSV + "_ha"), right: true)
    }

    /// ∅ is an empty field.
    static func label(_ name: String?) -> Table.Cell { name.map { .text($0) } ?? .notOnMap }

    private static func matrix(_ result: DiffResult, _ language: Language) -> Table {
        let causes = result.causesAssessed
        var columns = [
            text("from", "van", csv: "from", "van"), text("to", "naar", csv: "to", "naar"),
            area("area", "oppervlakte", csv: "area", "oppervlakte"),
            text("relation", "verhouding", csv: "relation", "verhouding"), text("kind", "soort", csv: "kind", "soort"),
        ]
        columns += causes.map { area($0.label.en, $0.label.nl, csv: $0.rawValue, $0.rawValue) }
        let rows = result.matrix.map { cell -> [Table.Cell] in
            let kind = cell.row?.kind.map { language == .nl ? $0.words.nl : $0.rawValue }
            let relation = language == .nl ? cell.relation.words.nl : cell.relation.rawValue
            return [label(cell.from), label(cell.to), .hectares(cell.hectares), .text(relation), kind.map { .text($0) } ?? .empty]
                + causes.map { .hectares(cell.causes[$0]) }
        }
        return Table(columns: columns, rows: rows)
    }

    private static func accounts(_ result: DiffResult) -> Table {
        let causes = result.causesAssessed
        var columns = [
            text("class", "klasse", csv: "class", "klasse"), area("old", "oud", csv: "old", "oud"),
            area("new", "nieuw", csv: "new", "nieuw"), area("unchanged", "gelijk", csv: "unchanged", "gelijk"),
            area("gain", "erbij", csv: "gain", "erbij"), area("loss", "eraf", csv: "loss", "eraf"),
            area("net", "saldo", csv: "net", "saldo"),
            area("possibly real from", "mogelijk echt van", csv: "real_lower", "mogelijk_echt_van"),
            area("possibly real to", "mogelijk echt tot", csv: "real_upper", "mogelijk_echt_tot"),
        ]
        columns += causes.map { area("gain: " + $0.label.en, "erbij: " + $0.label.nl, csv: "gain_" + $0.rawValue, "erbij_" + $0.rawValue) }
        columns += causes.map { area("loss: " + $0.label.en, "eraf: " + $0.label.nl, csv: "loss_" + $0.rawValue, "eraf_" + $0.rawValue) }
        let rows = result.classes.map { account -> [Table.Cell] in
            [
                .text(account.name), .hectares(account.old), .hectares(account.new), .hectares(account.unchanged),
                .hectares(account.gain), .hectares(account.loss), .signedHectares(account.net),
                .hectares(account.bounds.lower), .hectares(account.bounds.upper),
            ] + causes.map { .hectares(account.gainCauses[$0]) } + causes.map { .hectares(account.lossCauses[$0]) }
        }
        return Table(columns: columns, rows: rows)
    }

    private static func boundary(_ result: DiffResult, _ language: Language) -> Table {
        let columns = [
            text("code", "code", csv: "cause", "oorzaak"), text("cause", "oorzaak", csv: "label", "omschrijving"),
            area("only on the old map", "alleen oud", csv: "only_old", "alleen_oud"),
            area("only on the new map", "alleen nieuw", csv: "only_new", "alleen_nieuw"),
            area("on both maps", "op beide kaarten", csv: "both", "beide"),
        ]
        let occurring = result.causesAssessed.filter { result.causes[$0] != 0 }
        let rows = occurring.map { cause -> [Table.Cell] in
            [
                .text(cause.rawValue), .text(cause.label.text(language)), .hectares(result.boundary.lossCauses[cause]),
                .hectares(result.boundary.gainCauses[cause]), .hectares(result.levels.causes[cause]),
            ]
        }
        return Table(columns: columns, rows: rows)
    }

    private static func groups(_ result: DiffResult) -> Table {
        let columns = [
            Table.Column(Bilingual(en: "group", nl: "groep"), csv: Bilingual(en: "group", nl: "groep"), right: true),
            text("map", "kaart", csv: "version", "versie"), text("class", "klasse", csv: "class", "klasse"),
        ]
        let rows = result.commonLegend.groups.enumerated().flatMap { index, group -> [[Table.Cell]] in
            let number = Table.Cell.count(index + 1)
            let empty: [[Table.Cell]] = group.withEmpty ? [[number, .text("old"), .notOnMap], [number, .text("new"), .notOnMap]] : []
            return empty + group.old.map { [number, .text("old"), .text($0)] } + group.new.map { [number, .text("new"), .text($0)] }
        }
        return Table(columns: columns, rows: rows)
    }

    private static func questions(_ result: DiffResult, _ language: Language) -> Table {
        let columns = [
            text("from", "van", csv: "from", "van"), text("to", "naar", csv: "to", "naar"),
            area("area", "oppervlakte", csv: "area", "oppervlakte"), text("owner", "wie", csv: "owner", "wie"),
            text("question", "vraag", csv: "question", "vraag"),
            area("same: from", "hetzelfde: van", csv: "exact_lower", "gelijk_van"),
            area("same: to", "hetzelfde: tot", csv: "exact_upper", "gelijk_tot"),
            area("exclude: from", "sluit uit: van", csv: "disjoint_lower", "sluit_uit_van"),
            area("exclude: to", "sluit uit: tot", csv: "disjoint_upper", "sluit_uit_tot"),
        ]
        let rows = result.questions.map { question -> [Table.Cell] in
            [
                label(question.from), label(question.to), .hectares(question.hectares),
                question.owner.map { .text($0) } ?? .empty, .text(question.text.text(language)),
                .hectares(question.boundsIfExact.lower), .hectares(question.boundsIfExact.upper),
                .hectares(question.boundsIfDisjoint.lower), .hectares(question.boundsIfDisjoint.upper),
            ]
        }
        return Table(columns: columns, rows: rows)
    }
}

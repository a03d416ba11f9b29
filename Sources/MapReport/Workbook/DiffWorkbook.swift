public import GeoCore
public import LayerDiff

/// The workbook of a comparison: `tabellen.xlsx` (`tables.xlsx`), one tab per question people come with.
public struct DiffWorkbook {
    private let result: DiffResult
    private let language: Language
    private let versions: [String: String]

    public init(_ result: DiffResult, _ language: Language, versions: [String: String]) {
        self.result = result
        self.language = language
        self.versions = versions
    }

    /// What the file is called.
    public static func fileName(_ language: Language) -> String { language == .nl ? "tabellen.xlsx" : "tables.xlsx" }

    /// The file. The same result gives the same bytes.
    public var bytes: [UInt8] { workbook.bytes }

    var workbook: Workbook {
        let summary = DiffSummarySheets(result, language, versions: versions)
        var levels = result
        levels.matrix = result.matrix.filter(\.isOnBoth)
        return Workbook(sheets: [
            summary.guide, summary.summary,
            sheet(.boundary, .boundary, adding: [2, 3, 4]),
            // The area, and the columns of causes behind the words.
            sheet(.levels, .matrix, of: levels, adding: [2], causesFrom: 5),
            sheet(.transitions, .matrix, adding: [2], causesFrom: 5),
            sheet(.questions, .questions, adding: [2]),
            sheet(.crosswalk, .crosswalk, adding: [2]),
            summary.account, summary.statistics,
        ])
    }

    private func sheet(
        _ tab: DiffTab, _ kind: DiffTable, of shown: DiffResult? = nil, adding: Set<Int>, causesFrom first: Int? = nil
    ) -> Workbook.Sheet {
        var table = kind.table(of: shown ?? result, language)
        var additive = adding
        if let first {
            table = table.withoutEmptyColumns(after: first)
            additive.formUnion(table.columns.indices.dropFirst(first))
        }
        let rows = SheetTable(table: table, language: language, additive: additive).rows
        return Workbook.Sheet(
            tab.name.text(language), rows: rows, frozenRows: 1,
            filter: table.rows.isEmpty ? nil : (head: 0, last: table.rows.count))
    }
}

/// The tabs, in their order.
enum DiffTab: CaseIterable {
    case guide, summary, boundary, levels, transitions, questions, crosswalk, account, statistics

    var name: Bilingual {
        switch self {
        case .guide: Bilingual(en: "Guide", nl: "Leeswijzer")
        case .summary: Bilingual(en: "Summary", nl: "Samenvatting")
        case .boundary: Bilingual(en: "Boundary", nl: "Begrenzing")
        case .levels: Bilingual(en: "Level", nl: "Niveau")
        case .transitions: Bilingual(en: "Transitions", nl: "Overgangen")
        case .questions: Bilingual(en: "Questions", nl: "Vragen")
        case .crosswalk: Bilingual(en: "Crosswalk", nl: "Vertaaltabel")
        case .account: Bilingual(en: "Accountability", nl: "Verantwoording")
        case .statistics: Bilingual(en: "Statistics", nl: "Statistiek")
        }
    }

    var purpose: Bilingual {
        switch self {
        case .guide: Bilingual(en: "this page", nl: "deze bladzijde")
        case .summary:
            Bilingual(en: "the figures to quote, each with its condition", nl: "de cijfers om te citeren, elk met de voorwaarde erbij")
        case .boundary:
            Bilingual(en: "places on one of the two maps only, and on both, by cause", nl: "plekken op één van de twee kaarten, en op beide, naar oorzaak")
        case .levels:
            Bilingual(en: "places on both maps: from which class to which", nl: "plekken op beide kaarten: van welke klasse naar welke")
        case .transitions: Bilingual(en: "every pair of old and new class, with its causes", nl: "elk paar van oude en nieuwe klasse, met de oorzaken")
        case .questions:
            Bilingual(
                en: "what to ask whom, how many hectares the answer decides over, and what the bounds become",
                nl: "wat aan wie te vragen, over hoeveel hectare het antwoord beslist, en wat de grenzen dan worden")
        case .crosswalk:
            Bilingual(en: "what the crosswalk says about each pair, and where that stands", nl: "wat de vertaaltabel over elk paar zegt, en waar dat staat")
        case .account:
            Bilingual(
                en: "files, choices, what was left out, and the sums that were checked",
                nl: "bestanden, keuzes, wat er is weggelaten, en de sommen die zijn nagerekend")
        case .statistics: Bilingual(en: "measures beside the accounts, and the common legend", nl: "maten naast de rekening, en de gezamenlijke legenda")
        }
    }
}

public import GeoCore
public import LayerDiff

/// A comparison as Markdown: the sentences of the text report as paragraphs and lists, its tables as tables.
public struct DiffMarkdown {
    private let result: DiffResult
    private let language: Language
    private let report: DiffText

    public init(_ result: DiffResult, _ language: Language) {
        self.result = result
        self.language = language
        report = DiffText(result, language, look: .unfolded)
    }

    private func say(_ en: String, _ nl: String) -> String { language == .nl ? nl : en }

    public var text: String {
        let accounts = AccountBlock(report: report)
        var lines = ["# " + say("Comparison of two maps", "Vergelijking van twee kaarten"), ""]
        lines += report.heading.map { Self.paragraph($0) + "\n" }
        lines += accounts.headline.map { "**" + Self.paragraph($0) + "**\n" }
        lines += section(say("Boundary", "Begrenzing"), accounts.boundaryTable, accounts.boundarySentences)
        if let levels = accounts.levelsTable {
            lines += section(say("Class or level", "Klasse of niveau"), levels, accounts.levelsSentences)
        }
        lines += Self.section(accounts.together)
        // What a cause takes of the boundary, and of what is on both maps, adds up to the whole of it.
        lines += section(say("By cause", "Naar oorzaak"), DiffTable.boundary.table(of: result, language).withTotals(of: [2, 3, 4], language))
        if result.classes.count > 1 {
            lines += section(say("Per class", "Per klasse"), CompareTable.classes(of: result, language))
            lines += section(say("Causes per class", "Oorzaken per klasse"), causes)
        }
        lines += section(say("Transitions", "Overgangen"), DiffChanges(report).table(of: result.matrix.filter { $0.hectares > 0 }), DiffChanges(report).commonLegend)
        lines += section(say("Per zone", "Per zone"), DiffTable.zones.table(of: result, language).withoutEmptyColumns(after: 8))
        lines += section(say("Questions", "Vragen"), QuestionTable(result, language).table)
        let sensitivity = DiffSensitivity(report)
        if result.sweep != nil {
            lines += section(say("Other choices", "Andere keuzes"), sensitivity.table, sensitivity.conclusions)
        }
        lines += ["## " + say("What cannot be concluded", "Wat niet te concluderen is"), ""]
        lines += Sentences.cannotConclude.map { "- " + $0.text(language) } + [""]
        lines += ["## " + say("Terms", "Verantwoording"), ""]
        lines += (DiffTerms(report).all + sensitivity.accuracy).map { "- " + Self.paragraph($0) } + [""]
        return lines.dropLast().joined(separator: "\n") + "\n"
    }

    /// A line of the text report, as it reads in Markdown.
    private static func paragraph(_ line: String) -> String { Markdown.escaped(line.withoutMarks.trimmingSpaces()) }

    private func section(_ title: String, _ table: Table, _ sentences: [String] = []) -> [String] {
        guard !table.rows.isEmpty else { return [] }
        return ["## " + title, ""] + table.markdown(language) + [""] + sentences.map { Self.paragraph($0) + "\n" }
    }

    /// A block of the text report whose first line is its title.
    private static func section(_ block: [String]) -> [String] {
        guard let title = block.first else { return [] }
        return ["## " + paragraph(title), ""] + block.dropFirst().map { paragraph($0) + "\n" }
    }

    /// A row per class and cause: a column per cause would not fit on a page.
    private var causes: Table {
        let columns = [
            DiffTable.text("class", "klasse", csv: "", ""), DiffTable.text("cause", "oorzaak", csv: "", ""),
            DiffTable.area("off", "eraf", csv: "", ""), DiffTable.area("on", "erbij", csv: "", ""),
        ]
        return Table(
            columns: columns,
            rows: result.classes.flatMap { account in
                result.causesAssessed.filter { account.lossCauses[$0] > 0 || account.gainCauses[$0] > 0 }.map { cause in
                    [
                        .text(account.name), .text(cause.label.text(language)), .hectares(account.lossCauses[cause]),
                        .hectares(account.gainCauses[cause]),
                    ]
                }
            })
    }
}

extension Table {
    func keptColumns(after first: Int) -> [Int] {
        columns.indices.filter { column in
            column < first || rows.contains { row in
                switch row[column] {
                case .empty, .text(""), .hectares(0), .signedHectares(0): false
                default: true
                }
            }
        }
    }

    /// Without the columns from `first` on in which every cell is empty or 0: causes that do not occur.
    func withoutEmptyColumns(after first: Int) -> Table {
        let kept = keptColumns(after: first)
        return Table(columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } })
    }
}

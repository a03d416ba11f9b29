public import GeoCore
public import LayerDiff

/// A comparison as Markdown: the text report, then its tables.
public struct DiffMarkdown {
    private let result: DiffResult
    private let language: Language

    public init(_ result: DiffResult, _ language: Language) {
        self.result = result
        self.language = language
    }

    public var text: String {
        let say = { (en: String, nl: String) in language == .nl ? nl : en }
        var lines = ["# " + say("Comparison of two maps", "Vergelijking van twee kaarten"), ""]
        lines.append(Markdown.block(DiffText(result, language).text))
        let titles: [(DiffTable, String)] = [
            (.boundary, say("Boundary and level account", "Begrenzing en niveau")), (.accounts, say("Per class", "Per klasse")),
            (.matrix, say("Transitions", "Overgangen")), (.zones, say("Per zone", "Per zone")), (.questions, say("Questions", "Vragen")),
        ]
        for (kind, title) in titles {
            var table = kind.table(of: result, language)
            guard !table.rows.isEmpty else { continue }
            if kind == .accounts { table = table.withoutEmptyColumns(after: 9) }
            if kind == .matrix { table = table.withoutEmptyColumns(after: 5) }
            if kind == .zones { table = table.withoutEmptyColumns(after: 8) }
            lines += ["## " + title, ""] + table.markdown(language) + [""]
        }
        lines += ["## " + say("What cannot be concluded", "Wat niet te concluderen is"), ""]
        lines += Sentences.cannotConclude.map { "- " + $0.text(language) } + [""]
        return lines.dropLast().joined(separator: "\n") + "\n"
    }
}

extension Table {
    /// Without the columns from `first` on in which every cell is empty or 0: causes that do not occur.
    func withoutEmptyColumns(after first: Int) -> Table {
        let kept = columns.indices.filter { column in
            column < first || rows.contains { row in
                switch row[column] {
                case .empty, .hectares(0), .signedHectares(0): false
                default: true
                }
            }
        }
        return Table(columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } })
    }
}

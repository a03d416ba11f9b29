public import GeoCore
public import LayerDiff

/// A run as Markdown: a paragraph per comparison to copy, its tables, what was not compared, what the maps do not cover,
/// and what cannot be concluded.
public struct CompareMarkdown {
    private let result: CompareResult
    private let language: Language

    public init(_ result: CompareResult, _ language: Language) {
        self.result = result
        self.language = language
    }

    private func say(en: String, nl: String) -> String { language == .nl ? nl : en }

    public var text: String {
        let report = CompareText(result, language)
        var lines = ["# " + Markdown.escaped(result.run.name ?? result.run.file), ""]
        if result.isSynthetic { lines += ["**" + Wording.syntheticLabel.text(language) + "**", ""] }
        lines += paragraphs
        for comparison in result.comparisons { lines += tables(comparison) }
        lines += notCovered
        lines += ["## " + say(en: "What cannot be concluded", nl: "Wat niet te concluderen is"), ""]
        lines += Sentences.cannotConclude.map { "- " + $0.text(language) } + [""]
        lines += ["## " + say(en: "Terms", nl: "Verantwoording"), ""]
        let terms = CompareTerms(report)
        lines += (terms.terms + [terms.oneGroup, terms.sums].compactMap { $0 }).map { "- " + Markdown.escaped($0) } + [""]
        return lines.dropLast().joined(separator: "\n") + "\n"
    }

    private var paragraphs: [String] {
        ["## " + say(en: "In short", nl: "In het kort"), ""]
            + result.comparisons.flatMap { comparison -> [String] in
                let paragraph = ComparisonParagraph(comparison, language)
                return ["**\(Markdown.escaped(paragraph.title)).** " + Markdown.escaped(paragraph.text), ""]
            }
    }

    private func tables(_ comparison: ComparisonOutcome) -> [String] {
        let heading = ComparisonHeading(comparison: comparison, language: language).lines.joined(separator: " ").withoutMarks
        var lines = ["## " + Markdown.escaped(heading.split(separator: " ").joined(separator: " ")), ""]
        func add(_ title: String, _ table: Table) {
            guard !table.rows.isEmpty else { return }
            lines += ["### " + title, ""] + table.markdown(language) + [""]
        }
        if let refusal = comparison.refusal {
            lines += [
                say(en: "Not compared: ", nl: "Niet vergeleken: ") + Markdown.escaped(refusal.reason.text(language)) + ". "
                    + say(en: "What would allow it: ", nl: "Wat het mogelijk maakt: ") + Markdown.escaped(refusal.remedy.text(language)) + ".",
                "",
            ]
        }
        add(say(en: "What is on the maps", nl: "Wat er op de kaarten staat"), CompareTable.stock(of: comparison))
        if let result = comparison.result {
            add(say(en: "Boundary and level account", nl: "Begrenzing en niveau"), DiffTable.boundary.table(of: result, language))
            if result.classes.count > 1 { add(say(en: "Per class", nl: "Per klasse"), CompareTable.classes(of: result, language)) }
            if let matrix = CompareTable.transitions(of: result), matrix.rows.count > 1 || matrix.columns.count > 2 {
                add(say(en: "From class to class, on both maps", nl: "Van klasse naar klasse, op beide kaarten"), matrix)
            }
            add(
                say(en: "Transitions and their causes", nl: "Overgangen en hun oorzaken"),
                DiffTable.matrix.table(of: result, language).withoutEmptyColumns(after: 5))
            add(say(en: "Questions", nl: "Vragen"), DiffTable.questions.table(of: result, language))
        }
        add(say(en: "Published figures", nl: "Aansluiting op gepubliceerde cijfers"), CompareTable.reconciliation(of: comparison))
        if !comparison.steps.isEmpty { add(say(en: "Step by step", nl: "Stap voor stap"), CompareTable.steps(of: comparison, language)) }
        let notices = comparison.notices + (comparison.result?.notices ?? []).filter { $0.code != SyntheticData.noticeCode && $0.code != "common-legend-one-group" && $0.code != "evidence-theme-without-rows" }
        if !notices.isEmpty {
            lines += notices.map { "- " + Wording.notes.text(language) + ": " + Markdown.escaped($0.message.text(language)) } + [""]
        }
        return lines
    }

    private var notCovered: [String] {
        let items = Completeness.list(result.run)
        guard !items.isEmpty else { return [] }
        return ["## " + say(en: "Not covered by these maps", nl: "Niet gedekt door deze kaarten"), ""]
            + items.map { "- " + Markdown.escaped($0.text(language)) } + [""]
    }
}

import GeoCore
import LayerDiff

/// What to ask whom, over how many hectares the answer decides, and what either answer leaves: for people to read.
struct QuestionTable {
    private let result: DiffResult
    private let language: Language
    /// Somebody is named to answer.
    private let isOwned: Bool

    init(_ result: DiffResult, _ language: Language) {
        self.result = result
        self.language = language
        isOwned = result.questions.contains { $0.owner != nil }
    }

    /// Of the hectares.
    var areaColumn: Int { isOwned ? 2 : 1 }

    /// Largest first. A column for who answers only when somebody is named.
    var table: Table {
        let none = Bilingual(en: "", nl: "")
        let range = { (en: String, nl: String) in Table.Column(Bilingual(en: en, nl: nl), csv: none, right: true) }
        let columns = [DiffTable.text("question", "vraag", csv: "", "")]
            + (isOwned ? [DiffTable.text("who", "wie", csv: "", "")] : [])
            + [
                DiffTable.area("decides over", "beslist over", csv: "", ""),
                range("possibly real if the same (ha)", "mogelijk echt als het hetzelfde is (ha)"),
                range("if they exclude each other (ha)", "als ze elkaar uitsluiten (ha)"),
            ]
        let style = NumberStyle(language)
        let cell = { (bounds: RealBounds) -> Table.Cell in
            .text(style.hectares(bounds.lower) + (language == .nl ? " tot " : " to ") + style.hectares(bounds.upper))
        }
        return Table(
            columns: columns,
            rows: result.questions.map { question in
                let owner: [Table.Cell] = isOwned ? [question.owner.map { .text($0) } ?? .empty] : []
                return [.text(question.text.text(language))] + owner
                    + [.hectares(question.hectares), cell(question.boundsIfExact), cell(question.boundsIfDisjoint)]
            })
    }
}

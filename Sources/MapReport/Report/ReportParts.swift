import GeoCore
import LayerDiff

/// A section of a report.
struct ReportPart {
    var id: String
    var title: Bilingual
    var content: HTML
    /// On paper it has a sheet on its side.
    var isWide = false
}

/// The sections of one comparison behind the answer and the map; those that have nothing to say are left out.
struct ReportParts {
    private let context: ReportContext

    /// Rows of a table that are still read; the rest is in the workbook.
    private static let rowLimit = 200
    /// Questions come largest first: beyond these each decides over little.
    private static let questionLimit = 25
    /// Pairs of the crosswalk, the largest first; the page has them in the order of their names.
    private static let pairLimit = 60

    init(_ context: ReportContext) { self.context = context }

    private var result: DiffResult { context.result }

    /// For a page of its own.
    var all: [ReportPart] { accounts + [notConcluded, part("verantwoording", ReportWording.terms, TermsSection(context: context).html)] }

    /// Without what several comparisons share.
    var accounts: [ReportPart] {
        var parts: [ReportPart] = []
        let account = AccountTables(context: context)
        if account.hasAreas {
            parts.append(part("oorzaken", ReportWording.causes, account.byCause + account.meanings))
            if result.classes.count > 1 || context.place.isEmpty { parts.append(part("klassen", ReportWording.perClass, ClassBars(context: context).html)) }
            parts.append(part("stroom", ReportWording.flow, FlowFigure(context: context).html))
            let matrix = MatrixTable(context: context)
            parts.append(part("overgangen", ReportWording.matrix, matrix.html))
            parts[parts.count - 1].isWide = matrix.isWide
        }
        parts += others
        if !result.questions.isEmpty { parts.append(part("vragen", ReportWording.questions, questions)) }
        let gallery = PatchGallery(context: context, limit: context.place.isEmpty ? MapPicture.patchLimit : 4)
        if !gallery.isEmpty { parts.append(part("plekken", ReportWording.places, gallery.html)) }
        if account.hasAreas {
            parts.append(part("vertaaltabel", ReportWording.crosswalk, crosswalk))
            parts[parts.count - 1].isWide = pairTable.columns.count > Table.uprightColumns
        }
        return parts
    }

    private func part(_ id: String, _ title: Bilingual, _ content: HTML) -> ReportPart {
        ReportPart(id: context.key + id, title: title, content: content)
    }

    private func table(_ table: Table, _ title: Bilingual, limit: Int = rowLimit, place: (Int, Int) -> String? = { _, _ in nil }) -> HTML {
        var shown = table
        shown.rows = Array(table.rows.prefix(limit))
        let rest = table.rows.count - shown.rows.count
        return pieces {
            shown.html(context.language, caption: context.say(title), captionIsHidden: true, place: place)
            if rest > 0 {
                element("p") { context.say("\(rest) more rows are in the workbook and the tables (csv).", "Nog \(rest) regels staan in het werkboek en in de tabellen (csv).") }
            }
        }
    }

    private var questions: HTML {
        let share: Sentences.Format = { share, language in NumberStyle(language).percent(share) }
        let asked = QuestionTable(result, context.language)
        return pieces {
            if let decisive = Sentences.decisive(result, format: share)?.text(context.language) {
                element("p") { decisive.prefix(1).uppercased() + decisive.dropFirst() + "." }
            }
            table(asked.table, ReportWording.questions, limit: Self.questionLimit) { row, column in
                column == asked.areaColumn ? context.place + "questions.\(row).ha" : nil
            }
        }
    }

    /// The largest pairs of labels, in the order of the matrix.
    private var pairs: [Int] {
        result.matrix.indices.sorted {
            result.matrix[$0].hectares != result.matrix[$1].hectares ? result.matrix[$0].hectares > result.matrix[$1].hectares : $0 < $1
        }.prefix(Self.pairLimit).sorted()
    }

    private var pairTable: Table {
        var part = result
        part.matrix = pairs.map { result.matrix[$0] }
        return DiffTable.crosswalk.table(of: part, context.language).withoutEmptyColumns(after: 3)
    }

    private var crosswalk: HTML {
        let (pairs, pairTable) = (pairs, pairTable)
        return pieces {
            if let completeness = Sentences.completeness(result.crosswalk), result.crosswalk?.file != nil {
                element("p") { completeness.text(context.language).prefix(1).uppercased() + completeness.text(context.language).dropFirst() + "." }
            } else {
                element("p") { context.condition }
            }
            table(pairTable, ReportWording.crosswalk) { row, column in
                column == 2 ? context.place + "matrix.\(pairs[row]).ha" : nil
            }
            let rest = result.matrix.count - pairs.count
            if rest > 0 {
                element("p") {
                    context.say(
                        "These are the \(pairs.count) largest pairs; the other \(rest) are in the workbook and csv/crosswalk.csv.",
                        "Dit zijn de \(pairs.count) grootste paren; de andere \(rest) staan in het werkboek en in csv/crosswalk.csv.")
                }
            }
        }
    }

    private var others: [ReportPart] {
        var parts: [ReportPart] = []
        if result.zones != nil {
            parts.append(
                part("gebieden", ReportWording.zones, table(DiffTable.zones.table(of: result, context.language).withoutEmptyColumns(after: 8), ReportWording.zones)))
        }
        if result.sweep != nil {
            parts.append(part("keuzes", ReportWording.sweep, table(DiffTable.sweep.table(of: result, context.language), ReportWording.sweep)))
        }
        return parts
    }

    private var notConcluded: ReportPart {
        part(
            "niet", ReportWording.notConcluded,
            element("ul") { for sentence in Sentences.cannotConclude { element("li") { sentence.text(context.language) } } })
    }
}

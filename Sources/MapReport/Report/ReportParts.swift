import GeoCore
import LayerDiff

/// A section of a report.
struct ReportPart {
    var id: String
    var title: Bilingual
    var content: HTML
}

/// The sections of one comparison behind the answer and the map; those that have nothing to say are left out.
struct ReportParts {
    private let context: ReportContext

    /// Rows of a table that are still read; the rest is in the workbook.
    private static let rowLimit = 200

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
            parts.append(part("overgangen", ReportWording.matrix, MatrixTable(context: context).html))
        }
        parts += others
        if !result.questions.isEmpty { parts.append(part("vragen", ReportWording.questions, questions)) }
        let gallery = PatchGallery(context: context, limit: context.place.isEmpty ? MapPicture.patchLimit : 4)
        if !gallery.isEmpty { parts.append(part("plekken", ReportWording.places, gallery.html)) }
        if account.hasAreas { parts.append(part("vertaaltabel", ReportWording.crosswalk, crosswalk)) }
        return parts
    }

    private func part(_ id: String, _ title: Bilingual, _ content: HTML) -> ReportPart {
        ReportPart(id: context.key + id, title: title, content: content)
    }

    private func table(_ table: Table, _ title: Bilingual, place: (Int, Int) -> String? = { _, _ in nil }) -> HTML {
        var shown = table
        shown.rows = Array(table.rows.prefix(Self.rowLimit))
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
        return pieces {
            if let decisive = Sentences.decisive(result, format: share)?.text(context.language) {
                element("p") { decisive.prefix(1).uppercased() + decisive.dropFirst() + "." }
            }
            table(DiffTable.questions.table(of: result, context.language), ReportWording.questions) { row, column in
                column == 2 ? context.place + "questions.\(row).ha" : nil
            }
        }
    }

    private var crosswalk: HTML {
        pieces {
            if let completeness = Sentences.completeness(result.crosswalk), result.crosswalk?.file != nil {
                element("p") { completeness.text(context.language).prefix(1).uppercased() + completeness.text(context.language).dropFirst() + "." }
            } else {
                element("p") { context.condition }
            }
            table(DiffTable.crosswalk.table(of: result, context.language).withoutEmptyColumns(after: 3), ReportWording.crosswalk) { row, column in
                column == 2 ? context.place + "matrix.\(row).ha" : nil
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

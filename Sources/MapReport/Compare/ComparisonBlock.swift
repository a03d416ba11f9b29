import GeoCore
import LayerDiff

/// One comparison as text: the boundary account, the classes or levels, lines and points, the figures that were
/// published, and what to read it with.
struct ComparisonBlock {
    private let comparison: ComparisonOutcome
    private let language: Language
    private let style: NumberStyle
    private let look: TextLook

    init(_ comparison: ComparisonOutcome, _ language: Language, _ look: TextLook) {
        self.look = look
        self.comparison = comparison
        self.language = language
        style = NumberStyle(language)
    }

    private func say(en: String, nl: String) -> String { language == .nl ? nl : en }

    var lines: [String] {
        guard let result = comparison.result else { return [] }
        var lines = ComparisonHeading(comparison: comparison, language: language, look: look).lines
        if Self.hasAreas(comparison) { lines += areas(result) }
        lines += methodChanges
        let others = CompareTable.otherStock(of: comparison)
        if !others.rows.isEmpty { lines += others.text(language, indent: 2, limit: look.width) }
        lines += ChainLines(comparison, language, look).lines
        return lines + notices(result)
    }

    /// A pair of maps of which one has no polygons has no hectares to compare.
    static func hasAreas(_ comparison: ComparisonOutcome) -> Bool {
        guard let account = comparison.result?.boundary, account.both + account.onlyOld + account.onlyNew > 0 else { return false }
        return comparison.methodChanges.isEmpty || (account.both + account.onlyOld > 0 && account.both + account.onlyNew > 0)
    }

    // MARK: hectares

    private func areas(_ result: DiffResult) -> [String] {
        let report = DiffText(result, language, look: look)
        let block = AccountBlock(report: report, published: comparison.reconciliation)
        var lines = block.boundary
        let classes = CompareTable.classes(of: result, language, bars: true)
        // One class on both maps: the boundary says it all.
        if result.classes.count > 1 {
            lines += classes.text(language, indent: 2, limit: look.width)
        }
        if result.levels.causes.total > 0, hasLevels(result) {
            lines += block.levels
            if let matrix = CompareTable.transitions(of: result, width: look.width) {
                lines += matrix.text(language, indent: 4, limit: look.width)
            } else if result.matrix.count(where: { $0.isOnBoth && $0.hectares >= 0.05 }) > 1, result.levels.causes.total - result.levels.causes[.same] >= 0.05 {
                lines += CompareTable.transitionList(of: result, language, limit: 10).text(language, indent: 4, limit: look.width)
            }
        }
        return lines + openLine(result) + DiffSensitivity(report).sweep.map { "  " + $0 }
    }

    /// The places on both maps are more than one class that kept its meaning.
    private func hasLevels(_ result: DiffResult) -> Bool {
        let cells = result.matrix.filter { $0.isOnBoth && $0.hectares >= 0.05 }
        return cells.count > 1 || cells.contains { $0.causes.bounds.upper > 0 }
    }

    private func openLine(_ result: DiffResult) -> [String] {
        let open = result.causes[.open] + result.causes[.homonym]
        guard open >= 0.05 else { return [] }
        var text = say(en: "Open: \(style.hectares(open)) ha", nl: "Open: \(style.hectares(open)) ha")
        let share: Sentences.Format = { share, language in NumberStyle(language).percent(share) }
        if let decisive = Sentences.decisive(result, format: share) { text += "; " + decisive.text(language) }
        return Display.wrapped(text + ".", to: look.width - 2, indent: 2).map { "  " + $0 }
    }

    // MARK: points and lines

    private var methodChanges: [String] {
        comparison.methodChanges.flatMap { change -> [String] in
            let labels = comparison.labels
            let text = say(
                en: "'\(change.to)': \(amount(change.old)) in \(labels.old), \(amount(change.new)) in \(labels.new): other method; there are no hectares to compare.",
                nl: "'\(change.to)': \(amount(change.old)) in \(labels.old), \(amount(change.new)) in \(labels.new): andere methode; er zijn geen hectares te vergelijken.")
            return Display.wrapped(Display.clean(text), to: look.width - 2, indent: 2).map { "  " + $0 }
        }
    }

    private func amount(_ amount: StockRow.Amount) -> String { amount.text(style) }

    // MARK: notes

    /// In the heading, in the tables of lines and points, or once for all comparisons at the end.
    static let saidElsewhere: Set = [SyntheticData.noticeCode, "common-legend-one-group", "other-geometry", "evidence-theme-without-rows"]

    private func notices(_ result: DiffResult) -> [String] {
        let all = comparison.notices + result.notices.filter { !Self.saidElsewhere.contains($0.code) }
        return all.flatMap { notice -> [String] in
            let times = notice.count > 1 ? " (\(style.count(notice.count))×)" : ""
            let text = Wording.notes.text(language) + ": " + Display.clean(notice.message.text(language)) + times
            return Display.wrapped(text, to: look.width - 2, indent: 2).map { "  " + $0 }
        }
    }
}

extension StockRow.Amount {
    /// `60 points`, `12,4 km`, `89,9 ha`.
    func text(_ style: NumberStyle) -> String {
        switch self {
        case .hectares(let value): style.hectares(value) + " ha"
        case .kilometres(let value): style.fixed(value) + " km"
        case .count(let value): style.count(value) + (style.language == .nl ? " punten" : " points")
        }
    }
}

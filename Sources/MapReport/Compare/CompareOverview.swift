import GeoCore
import LayerDiff

/// The last lines of a run: every comparison on one line, each with its range, and the condition on which the ranges hold.
/// Nothing is added up over comparisons.
struct CompareOverview {
    private let report: CompareText

    init(_ report: CompareText) { self.report = report }

    private var language: Language { report.language }
    private var style: NumberStyle { report.style }
    private func say(en: String, nl: String) -> String { report.say(en: en, nl: nl) }

    var lines: [String] {
        let comparisons = report.result.comparisons
        guard comparisons.contains(where: { $0.result.map(hasAreas) ?? false }) else { return [] }
        let area = { (en: String, nl: String) in CompareTable.area(en, nl, csv: "", "") }
        let table = Table(
            columns: [
                CompareTable.text("comparison", "vergelijking", csv: "", ""), area("on both maps", "op beide kaarten"),
                area("only old", "alleen oud"), area("only new", "alleen nieuw"), CompareTable.barColumn,
                CompareTable.text("not explained, boundary (ha)", "niet verklaard, begrenzing (ha)", csv: "", ""),
            ],
            rows: comparisons.map(row))
        let title = say(en: "In short, per comparison; not to be added up", nl: "In het kort, per vergelijking; niet optellen")
        return [TextMark.strong(title)] + table.text(language, indent: 2, limit: report.look.width)
            + Display.wrapped(condition, to: report.look.width, indent: 2).map { TextMark.strong($0) }
    }

    private func hasAreas(_ result: DiffResult) -> Bool {
        result.boundary.both + result.boundary.onlyOld + result.boundary.onlyNew > 0
    }

    private func row(_ comparison: ComparisonOutcome) -> [Table.Cell] {
        let name = Table.Cell.text(comparison.comparison.id)
        guard let result = comparison.result else {
            return [name, .empty, .empty, .empty, .empty, .text(say(en: "not compared", nl: "niet vergeleken"))]
        }
        guard hasAreas(result) else {
            return [name, .empty, .empty, .empty, .empty, .text(say(en: "no polygons", nl: "geen vlakken"))]
        }
        let account = result.boundary
        let bar = TextBar(
            onlyOld: account.onlyOld, both: account.both, onlyNew: account.onlyNew, oldMark: account.lossCauses.largest?.mark,
            newMark: account.gainCauses.largest?.mark)
        let (low, high) = (style.hectares(account.bounds.lower), style.hectares(account.bounds.upper))
        return [
            name, .hectares(account.both), .hectares(account.onlyOld), .hectares(account.onlyNew), .bar(bar),
            .text(low == high ? high : low + say(en: " to ", nl: " tot ") + high),
        ]
    }

    private var condition: String {
        let known = report.result.comparisons.contains { $0.result?.crosswalk?.file != nil }
        return known
            ? say(
                en: "If the crosswalk is right and both maps were drawn correctly, what cannot be explained by the definition lies within these ranges.",
                nl: "Als de vertaaltabel klopt en beide kaarten juist getekend zijn, ligt wat niet door de definitie te verklaren is binnen deze grenzen.")
            : say(
                en: "Without a crosswalk nothing is known about the definitions; the ranges say what may be real change if both maps were drawn correctly.",
                nl: "Zonder vertaaltabel is over de definities niets bekend; de grenzen zeggen wat mogelijk echt veranderd is als beide kaarten juist getekend zijn.")
    }
}

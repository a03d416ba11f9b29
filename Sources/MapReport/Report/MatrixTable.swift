import GeoCore
import LayerDiff

/// Old classes against new ones with the sums of rows and columns.
struct MatrixTable {
    let context: ReportContext

    /// Classes per side that are still a table and not a carpet.
    private static let limit = 30
    /// Columns from which names stand on their side.
    private static let dense = 8
    private var result: DiffResult { context.result }

    /// A table with more columns than a sheet of paper has room for upright.
    var isWide: Bool { (Self.dense...Self.limit).contains(labels(\.to).count) && labels(\.from).count <= Self.limit }

    private func labels(_ side: KeyPath<MatrixCell, String?>) -> [String?] {
        let names = Set(result.matrix.compactMap { $0[keyPath: side] }).sorted(by: codePointOrder).map(Optional.some)
        return (result.matrix.contains { $0[keyPath: side] == nil } ? [nil] : []) + names
    }

    var html: HTML {
        let (old, new) = (labels(\.from), labels(\.to))
        guard old.count <= Self.limit, new.count <= Self.limit else { return list }
        struct Pair: Hashable {
            var from: String?
            var to: String?
        }
        let places = Dictionary(result.matrix.enumerated().map { (Pair(from: $1.from, to: $1.to), $0) }) { first, _ in first }
        func sum(_ cells: [MatrixCell]) -> String { context.ha(cells.reduce(0) { $0 + $1.hectares }) }
        let caption = context.say(
            "Hectares, old classes in the rows, new classes in the columns", "Hectares, oude klassen in de rijen, nieuwe klassen in de kolommen")
        return element("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": caption]) {
            element("table", ["class": isWide ? "matrix dense" : "matrix short"]) {
                element("caption") { caption + (context.overlapInSums.isEmpty ? "" : "." + context.overlapInSums) }
                element("thead") {
                    element("tr") {
                        element("th", ["scope": "col"]) { context.names.old + " \\ " + context.names.new }
                        for to in new { element("th", ["scope": "col", "class": "n"]) { element("span") { context.names.label(to) } } }
                        element("th", ["scope": "col", "class": "n"]) { element("span") { context.say(ReportWording.rowSum) } }
                    }
                }
                element("tbody") {
                    for from in old {
                        element("tr") {
                            element("th", ["scope": "row"]) { context.names.label(from) }
                            for to in new {
                                if let index = places[Pair(from: from, to: to)] {
                                    cell(index)
                                } else {
                                    element("td", ["class": "n soft"]) { "·" }
                                }
                            }
                            element("td", ["class": "n strong"]) { sum(result.matrix.filter { $0.from == from }) }
                        }
                    }
                    element("tr", ["class": "sum"]) {
                        element("th", ["scope": "row"]) { context.say(ReportWording.columnSum) }
                        for to in new { element("td", ["class": "n"]) { sum(result.matrix.filter { $0.to == to }) } }
                        element("td", ["class": "n"]) { sum(result.matrix) }
                    }
                }
            }
        }
    }

    private func cell(_ index: Int) -> HTML {
        let cell = result.matrix[index]
        let causes = DiffText(result, context.language).causes(cell.causes)
        return element(
            "td",
            [
                "class": cell.from == cell.to ? "n same" : "n", "title": causes.isEmpty ? nil : causes,
                "data-json": context.place + "matrix.\(index).ha",
            ]
        ) { context.ha(cell.hectares) }
    }

    /// The largest transitions, when a table would be too wide.
    private var list: HTML {
        let shown = 60
        let cells = result.matrix
        // What changed or is open before what stayed the same.
        let order = cells.indices.sorted {
            (cells[$1].changed, cells[$1].hectares, $0) < (cells[$0].changed, cells[$0].hectares, $1)
        }
        let changed = order.prefix(shown).prefix { cells[$0].changed >= NumberStyle.noiseHectares }
        let kept = (changed.isEmpty ? order.prefix(shown) : changed).sorted()
        let rest = order.dropFirst(kept.count)
        var part = result
        part.matrix = kept.map { result.matrix[$0] }
        let table = DiffTable.matrix.table(of: part, context.language).withoutEmptyColumns(after: 5)
        return pieces {
            table.html(context.language, caption: context.say("The \(kept.count) transitions with most that changed or is open", "De \(kept.count) overgangen waarin het meest veranderde of open is")) { row, column in
                column == 2 ? context.place + "matrix.\(kept[row]).ha" : nil
            }
            if !rest.isEmpty {
                let area = context.ha(rest.reduce(0) { $0 + result.matrix[$1].hectares })
                element("p") {
                    context.say(
                        "\(rest.count) other transitions (\(area) ha together) are in the workbook and csv/matrix.csv.",
                        "Nog \(rest.count) andere overgangen (samen \(area) ha) staan in het werkboek en in csv/matrix.csv.")
                }
            }
        }
    }
}

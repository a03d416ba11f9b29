import GeoCore

extension Table {
    /// Columns of a table that a sheet of paper has room for upright.
    static let uprightColumns = 8
    /// Rows of a table that stays on one sheet of paper.
    static let shortTable = 14

    /// The table as HTML: heads with `scope`, the first column as the head of its row, figures to the right.
    /// - Parameters:
    ///   - caption: what the table shows; read aloud before it.
    ///   - sums: rows at the end that are totals.
    ///   - place: where a cell (row, column) stands in `result.json` ("boundary.both_ha"); written as `data-json`, so that every
    ///     figure on the page can be held against the result.
    func html(
        _ language: Language, caption: String, captionIsHidden: Bool = false, sums: Int = 0, place: (Int, Int) -> String? = { _, _ in nil }
    ) -> HTML {
        let style = NumberStyle(language)
        func row(_ index: Int) -> HTML {
            element("tr", ["class": index >= rows.count - sums ? "sum" : nil]) {
                for (column, cell) in rows[index].enumerated() {
                    let attributes: HTMLAttributes = ["class": columns[column].alignsRight ? "n" : nil, "data-json": place(index, column)]
                    let text = written(cell, style)
                    if column == 0 {
                        element("th", ["scope": "row", "class": columns[0].alignsRight ? "n" : nil]) { text }
                    } else {
                        element("td", attributes) { text }
                    }
                }
            }
        }
        return element("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": caption]) {
            element("table", ["class": rows.count <= Self.shortTable ? "short" : nil]) {
                element("caption", ["class": captionIsHidden ? "hidden" : nil]) { caption }
                element("thead") {
                    element("tr") {
                        for column in columns {
                            element("th", ["scope": "col", "class": column.alignsRight ? "n" : nil]) { column.title.text(language) }
                        }
                    }
                }
                element("tbody") { for index in rows.indices { row(index) } }
            }
        }
    }
}

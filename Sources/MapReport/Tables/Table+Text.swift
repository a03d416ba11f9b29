public import GeoCore

extension Table {
    /// A table as lines: its head, and the lines of every row.
    struct TextLines {
        var head: [String] = []
        var rows: [[String]] = []

        var all: [String] { head + rows.flatMap { $0 } }
    }

    /// Lines of aligned columns, two spaces between them, at most `limit` columns wide.
    /// - Complexity: O(cells).
    public func text(
        _ language: Language, indent: Int = 0, limit: Int = TextLook.standardWidth, header: Bool = true
    ) -> [String] {
        lines(language, indent: indent, limit: limit, header: header).all
    }

    /// When the cells need more than `limit`, what costs least goes first: bars get shorter and go, heads are folded, texts
    /// are folded in narrower columns; and when that is not enough, every row becomes a list of its own, so that no figure is
    /// ever cut. Only a word that is wider than its column is cut with `…`.
    func lines(_ language: Language, indent: Int, limit: Int, header: Bool = true) -> TextLines {
        let style = NumberStyle(language)
        var layout = Layout(self, style, room: limit - indent, header: header)
        guard layout.fit() else { return listed(style, indent: indent, limit: limit) }
        let margin = String(repeating: " ", count: indent)
        func line(_ cells: [String]) -> String {
            let padded = layout.columns.map { column in
                let (width, right) = (layout.widths[column], columns[column].alignsRight)
                return Display.padded(Display.truncated(cells[column], to: width), to: width, right: right)
            }
            return (margin + padded.joined(separator: "  ")).trimmingEnd()
        }
        func folded(_ cells: [String]) -> [String] {
            let parts = columns.indices.map { column in
                columns[column].alignsRight || layout.widths[column] < 1 ? [cells[column]] : Self.folded(cells[column], to: layout.widths[column])
            }
            let height = parts.map(\.count).max() ?? 1
            return (0..<height).map { number in line(parts.map { $0.indices.contains(number) ? $0[number] : "" }) }
        }
        return TextLines(head: header ? layout.head.map(line) : [], rows: layout.rows.map(folded))
    }

    /// A cell over several lines, each as far in as the first.
    private static func folded(_ cell: String, to width: Int) -> [String] {
        guard Display.width(cell) > width else { return [cell] }
        let lead = String(cell.prefix { $0 == " " })
        return Display.wrapped(cell, to: max(1, width - lead.count)).map { lead + $0 }
    }

    /// Row by row: the first cell, then what the others are and have.
    private func listed(_ style: NumberStyle, indent: Int, limit: Int) -> TextLines {
        let margin = String(repeating: " ", count: indent)
        let titles = columns.map { $0.title.text(style.language) }
        var out = TextLines()
        for row in rows {
            let cells = row.map { shown($0, style, bar: 0) }
            let items = columns.indices.dropFirst().compactMap { cells[$0].isEmpty ? nil : titles[$0] + " " + cells[$0] }
            out.rows.append(
                Display.wrapped(cells.first ?? "", to: limit - indent, indent: 2).map { margin + $0 }
                    + (items.isEmpty ? [] : Display.wrapped(items.joined(separator: " · "), to: limit - indent - 4).map { margin + "    " + $0 }))
        }
        return out
    }

    private func shown(_ cell: Cell, _ style: NumberStyle, bar width: Int) -> String {
        switch cell {
        case .marked(let text): text
        case .bar(let bar): bar.text(width)
        default: written(cell, style)
        }
    }

    /// Which columns are shown, and how wide.
    private struct Layout {
        private let table: Table
        private let style: NumberStyle
        private let room: Int
        private let hasHead: Bool
        private var barWidth = TextBar.widths.upperBound
        private(set) var columns: [Int]
        private(set) var widths: [Int] = []
        private(set) var rows: [[String]] = []
        /// One or more lines of titles.
        private(set) var head: [[String]]

        init(_ table: Table, _ style: NumberStyle, room: Int, header: Bool) {
            self.table = table
            self.style = style
            self.room = room
            hasHead = header
            columns = Array(table.columns.indices)
            head = [table.columns.map { $0.title.text(style.language) }]
            measure()
        }

        private mutating func measure() {
            rows = table.rows.map { row in row.map { table.shown($0, style, bar: barWidth) } }
            let lines = (hasHead ? head : []) + rows
            widths = table.columns.indices.map { column in lines.map { Display.width($0[column]) }.max() ?? 0 }
        }

        private var excess: Int { columns.reduce(0) { $0 + widths[$1] } + 2 * max(0, columns.count - 1) - room }

        private func isBar(_ column: Int) -> Bool {
            table.rows.contains { if case .bar = $0[column] { true } else { false } }
        }

        /// False when no cutting of texts is enough.
        mutating func fit() -> Bool {
            if excess > 0, columns.contains(where: isBar) {
                barWidth = max(TextBar.widths.lowerBound, barWidth - excess)
                measure()
            }
            if excess > 0 { columns.removeAll(where: isBar) }
            if excess > 0, hasHead { narrowToCells() }
            let least = table.columns.indices.map { column in
                // No narrower than its longest word, within reason.
                max(12, min(16, rows.map { Self.longestWord($0[column]) }.max() ?? 0))
            }
            while excess > 0 {
                let candidates = columns.filter { !table.columns[$0].alignsRight && widths[$0] > least[$0] }
                guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
                widths[widest] -= 1
            }
            if hasHead { foldHeads() }
            return excess <= 0
        }

        private static func longestWord(_ text: String) -> Int { text.split(separator: " ").map { Display.width(String($0)) }.max() ?? 0 }

        /// Columns whose title is much wider than what stands in them.
        private mutating func narrowToCells() {
            let cells = table.columns.indices.map { column in rows.map { Display.width($0[column]) }.max() ?? 0 }
            let titles = head[0]
            for column in columns.sorted(by: { widths[$0] - cells[$0] > widths[$1] - cells[$1] }) where excess > 0 && widths[column] - cells[column] > 2 {
                widths[column] = min(widths[column], max(cells[column], Self.longestWord(titles[column]), widths[column] - excess))
            }
        }

        /// Titles over several lines, the last at the bottom, in columns that are narrower than their title.
        private mutating func foldHeads() {
            let titles = head[0]
            let folded = table.columns.indices.map { columns.contains($0) ? Display.wrapped(titles[$0], to: max(1, widths[$0])) : [""] }
            let height = folded.map(\.count).max() ?? 1
            head = (0..<height).map { line in
                table.columns.indices.map { column in
                    let missing = height - folded[column].count
                    return line < missing ? "" : folded[column][line - missing]
                }
            }
        }
    }
}

public import GeoCore

/// A table before it is written: what stands in it, not how. `text`, `markdown` and `csv` write it.
public struct Table: Sendable, Hashable {
    public struct Column: Sendable, Hashable {
        /// What people read above the column.
        public var title: Bilingual
        /// Header in CSV: lower case, with its unit (`area_ha`).
        public var csvName: Bilingual
        public var alignsRight: Bool

        public init(_ title: Bilingual, csv: Bilingual, right: Bool = false) {
            self.title = title
            csvName = csv
            alignsRight = right
        }
    }

    /// A value with its kind; the kind decides how it is written.
    public enum Cell: Sendable, Hashable {
        case text(String)
        /// Text of our own, with marks for a terminal.
        case marked(String)
        /// In text only.
        case bar(TextBar)
        case hectares(Double)
        /// With `+` or `-` in front where people read it.
        case signedHectares(Double)
        case kilometres(Double)
        case metres(Double)
        /// Share of 1; per cent for people, the share itself in CSV.
        case share(Double)
        case count(Int)
        /// The class ∅: words for people, an empty field in CSV.
        case notOnMap
        case empty
    }

    public var columns: [Column]
    /// Each row has as many cells as there are columns.
    public var rows: [[Cell]]

    public init(columns: [Column], rows: [[Cell]] = []) {
        self.columns = columns
        self.rows = rows
    }

    func written(_ cell: Cell, _ style: NumberStyle) -> String {
        switch cell {
        case .text(let text): Display.clean(text)
        case .marked(let text): text.withoutMarks
        case .bar: ""
        case .hectares(let value): style.hectares(value)
        case .signedHectares(let value): style.signedHectares(value)
        case .kilometres(let value): style.fixed(value)
        case .metres(let value): style.fixed(value, decimals: 0)
        case .share(let value): style.percent(value)
        case .count(let value): style.count(value)
        case .notOnMap: "(" + Wording.notOnMap.text(style.language) + ")"
        case .empty: ""
        }
    }
}

extension Table {
    /// A pipe table (GitHub's Markdown): pipes, backslashes and line breaks inside cells are escaped.
    public func markdown(_ language: Language) -> [String] {
        let style = NumberStyle(language)
        let line = { (cells: [String]) in "| " + cells.map { Markdown.escaped($0.trimmingSpaces()) }.joined(separator: " | ") + " |" }
        return [
            line(columns.map { $0.title.text(language) }),
            "|" + columns.map { $0.alignsRight ? "---:" : "---" }.joined(separator: "|") + "|",
        ] + rows.map { line($0.map { written($0, style) }) }
    }
}

/// Text put into Markdown.
enum Markdown {
    /// `text`, which ends in a line break, as a block that keeps its columns.
    static func block(_ text: String) -> String {
        // A fence inside a class text would end the block.
        "```text\n" + text.replacing("```", with: "'''") + "```\n"
    }

    /// `text` such that it reads as itself inside a table or paragraph.
    static func escaped(_ text: String) -> String {
        var out = ""
        for character in Display.clean(text.withoutMarks) {
            switch character {
            case "|", "\\", "`", "*", "_", "[", "]", "<", "#": out += "\\" + String(character)
            default: out.append(character)
            }
        }
        return out
    }
}

extension String {
    /// Without spaces around it.
    func trimmingSpaces() -> String { String(drop(while: { $0 == " " })).trimmingEnd() }

    /// Without the spaces at its end.
    func trimmingEnd() -> String {
        var text = Substring(self)
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

public import GeoCore

/// How a CSV file is written.
public enum CSVDialect: String, Sendable, CaseIterable {
    /// RFC 4180 as scripts expect it: comma, decimal point, no byte-order mark.
    case standard = "en"
    /// As a Dutch Excel opens it: semicolon, decimal comma, byte-order mark.
    case dutch = "nl"

    var separator: Character { self == .dutch ? ";" : "," }
}

extension Table {
    /// The table as CSV (RFC 4180, UTF-8, CRLF): numbers in full precision, areas in hectares and shares of 1,
    /// empty cells empty. A text that a spreadsheet would take for a formula gets a `'` in front.
    ///
    /// - Parameter header: false for rows that go on a table already begun.
    public func csv(_ language: Language, _ dialect: CSVDialect = .standard, header: Bool = true) -> String {
        let separator = String(dialect.separator)
        var out = ""
        if header {
            out = dialect == .dutch ? "\u{FEFF}" : ""
            out += columns.map { CSV.quoted($0.csvName.text(language), dialect) }.joined(separator: separator) + "\r\n"
        }
        for row in rows {
            out += row.map { CSV.field($0, dialect) }.joined(separator: separator) + "\r\n"
        }
        return out
    }
}

enum CSV {
    static func field(_ cell: Table.Cell, _ dialect: CSVDialect) -> String {
        switch cell {
        case .text(let text): quoted(guarded(text), dialect)
        case .hectares(let value), .signedHectares(let value), .kilometres(let value), .metres(let value),
            .share(let value):
            number(value, dialect)
        case .count(let value): String(value)
        case .marked(let text): quoted(guarded(text.withoutMarks), dialect)
        case .notOnMap, .bar, .empty: ""
        }
    }

    /// Shortest digits that read back as the same number; empty when there is none.
    static func number(_ value: Double, _ dialect: CSVDialect) -> String {
        guard value.isFinite else { return "" }
        let text = Decimals.shortest(value)
        return dialect == .dutch ? text.replacing(".", with: ",") : text
    }

    static func guarded(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@".unicodeScalars.contains(first) else { return text }
        return "'" + text
    }

    static func quoted(_ text: String, _ dialect: CSVDialect) -> String {
        // A NUL ends the text for some readers, an escape sequence moves a terminal.
        let text = String(String.UnicodeScalarView(text.unicodeScalars.map {
            $0.properties.generalCategory == .control ? " " : $0
        }))
        let needsQuotes = text.unicodeScalars.contains {
            $0 == "\"" || $0 == "," || $0 == ";"
        } || text.first == " " || text.last == " "
        return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
}

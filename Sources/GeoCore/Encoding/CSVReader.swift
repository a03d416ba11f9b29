/// A table as Excel writes it: comma, semicolon or tab (seen from the header), with or without BOM, UTF-8, UTF-16
/// with BOM or windows-1252, any line ending, quoted fields.
public struct CSVTable: Sendable, Hashable {
    public struct Row: Sendable, Hashable {
        /// Line in the file where the row starts, counted from 1: for messages.
        public var line: Int
        /// As many as the header has, trimmed of surrounding white space.
        public var fields: [String]
    }

    /// As the user wrote it.
    public var file: String
    /// Trimmed; not empty.
    public var header: [String]
    /// In the order of the file, rows without any text left out.
    public var rows: [Row]

    /// Reads a whole file.
    /// - Parameter name: how messages call the file; the path when nil.
    /// - Throws: missing or empty file, a quote that is not closed, a row with more fields than the header.
    /// - Complexity: linear in the file's size.
    public static func read(_ path: String, name: String? = nil) throws(InputError) -> CSVTable {
        try CSVTable(parsing: FileBytes.read(path, name: name ?? path), file: name ?? path)
    }

    /// From bytes; see `read`.
    public init(parsing bytes: [UInt8], file: String) throws(InputError) {
        var parser = CSVParser(text: CSVParser.decoded(bytes), file: file)
        let records = try parser.records()
        guard let head = records.first else {
            throw InputError(
                "csv-empty", file: file,
                problem: Bilingual(en: "the table is empty", nl: "de tabel is leeg"),
                remedy: Bilingual(en: "the first line must name the columns", nl: "de eerste regel noemt de kolommen"))
        }
        self.file = file
        header = head.fields
        while header.count > 1, header.last == "" { header.removeLast() }
        rows = []
        rows.reserveCapacity(records.count - 1)
        for record in records.dropFirst() {
            var fields = record.fields
            while fields.count > header.count, fields.last == "" { fields.removeLast() }
            guard fields.count <= header.count else {
                throw InputError(
                    "csv-too-many-fields", file: file,
                    problem: Bilingual(
                        en: "line \(record.line): \(fields.count) fields, the header has \(header.count)",
                        nl: "regel \(record.line): \(fields.count) velden, de kop heeft er \(header.count)"),
                    remedy: Bilingual(
                        en: "put texts that hold the separator between double quotes",
                        nl: "zet teksten met het scheidingsteken erin tussen dubbele aanhalingstekens"))
            }
            fields += repeatElement("", count: header.count - fields.count)
            rows.append(Row(line: record.line, fields: fields))
        }
    }

    /// Index of a column, whatever its case; nil when there is none.
    public func column(_ name: String) -> Int? {
        header.firstIndex(of: name) ?? header.firstIndex { $0.lowercased() == name.lowercased() }
    }

    /// A number with decimal point or comma ("12,5", "1.234,56", "1 234,5"); nil when it is none.
    ///
    /// With both signs the last one is the decimal one; one sign alone is decimal, never a thousands separator.
    public static func number(_ text: String) -> Double? {
        var digits = text.filter { !$0.isWhitespace }
        let comma = digits.lastIndex(of: ",")
        let point = digits.lastIndex(of: ".")
        if let comma, let point {
            digits.removeAll { $0 == (comma < point ? "," : ".") }
        }
        digits = String(digits.map { $0 == "," ? "." : $0 })
        guard digits.filter({ $0 == "." }).count <= 1, let first = digits.first,
            first.isASCII, first.isNumber || "+-.".contains(first),
            // Words that Double takes as numbers ("inf", "0x1p3") are none here.
            digits.allSatisfy({ $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }),
            let value = Double(digits), value.isFinite
        else { return nil }
        return value
    }

    /// yes/ja/x/true/1 → true, no/nee/empty/false/0 → false; nil for anything else.
    public static func flag(_ text: String) -> Bool? {
        switch text.lowercased().filter({ !$0.isWhitespace }) {
        case "yes", "y", "ja", "j", "x", "true", "waar", "1": true
        case "no", "n", "nee", "false", "onwaar", "0", "", "-": false
        default: nil
        }
    }
}

/// Splits decoded text into records. Works on UTF-8 bytes: every separator is ASCII.
private struct CSVParser {
    struct Record {
        var line: Int
        var fields: [String]
    }

    private let bytes: [UInt8]
    private let file: String
    private var position = 0
    private var line = 1

    init(text: String, file: String) {
        bytes = Array(text.utf8)
        self.file = file
    }

    /// UTF-16 with BOM, UTF-8 with or without, else windows-1252 (which every byte fits).
    static func decoded(_ bytes: [UInt8]) -> String {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            // Where the low half of a unit stands.
            let low = bytes[0] == 0xFF ? 0 : 1
            var units: [UInt16] = []
            for index in stride(from: 2, to: bytes.count - 1, by: 2) {
                let high = UInt16(bytes[index + 1 - low])
                units.append(high << 8 | UInt16(bytes[index + low]))
            }
            return String(decoding: units, as: UTF16.self)
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return String(validating: body, as: UTF8.self) ?? TextEncoding.windows1252.decode(body)
    }

    mutating func records() throws(InputError) -> [Record] {
        var separator = chooseSeparator()
        var records: [Record] = []
        while position < bytes.count {
            let record = try record(separator: separator)
            // Excel's own hint, which it does not show as a row.
            if records.isEmpty, record.line == 1, let hint = Self.separatorHint(bytes) {
                separator = hint
                continue
            }
            if record.fields.contains(where: { !$0.isEmpty }) { records.append(record) }
        }
        return records
    }

    /// `sep=;` on the first line.
    private static func separatorHint(_ bytes: [UInt8]) -> UInt8? {
        let prefix = Array("sep=".utf8)
        guard bytes.count > prefix.count, bytes.starts(with: prefix) else { return nil }
        let next = prefix.count + 1
        guard next == bytes.count || bytes[next] == 0x0A || bytes[next] == 0x0D else { return nil }
        return bytes[prefix.count]
    }

    /// The candidate that stands most often outside quotes in the first line with text.
    private func chooseSeparator() -> UInt8 {
        let candidates = [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t")]
        var counts = [0, 0, 0]
        var quoted = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { quoted.toggle() }
            if quoted { continue }
            if byte == 0x0A || byte == 0x0D {
                if counts != [0, 0, 0] { break }
                continue
            }
            if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
        }
        let best = counts.indices.max { counts[$0] < counts[$1] || (counts[$0] == counts[$1] && $0 > $1) } ?? 0
        return candidates[best]
    }

    private mutating func record(separator: UInt8) throws(InputError) -> Record {
        var record = Record(line: line, fields: [])
        while true {
            record.fields.append(try field(separator: separator))
            guard position < bytes.count, bytes[position] == separator else { break }
            position += 1
            // A separator at the very end of the file is followed by one more, empty, field.
        }
        endLine()
        return record
    }

    private mutating func endLine() {
        guard position < bytes.count else { return }
        if bytes[position] == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A { position += 1 }
        position += 1
        line += 1
    }

    private mutating func field(separator: UInt8) throws(InputError) -> String {
        var content: [UInt8] = []
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { content = try quoted() }
        // Also what stands after a closing quote, which only sloppy writers leave there.
        while position < bytes.count {
            let byte = bytes[position]
            if byte == separator || byte == 0x0A || byte == 0x0D { break }
            content.append(byte)
            position += 1
        }
        var text = String(decoding: content, as: UTF8.self)
        text = String(text.drop(while: \.isWhitespace))
        while let last = text.last, last.isWhitespace { text.removeLast() }
        // The mark that our own CSV puts before a text that a spreadsheet would take for a formula.
        if text.hasPrefix("'"), let second = text.dropFirst().first, "=+-@".contains(second) {
            text.removeFirst()
        }
        return text
    }

    private mutating func quoted() throws(InputError) -> [UInt8] {
        let start = line
        var content: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                guard position < bytes.count, bytes[position] == byte else { return content }
                position += 1
            } else if byte == 0x0A || (byte == 0x0D && !(position < bytes.count && bytes[position] == 0x0A)) {
                line += 1
            }
            content.append(byte)
        }
        throw InputError(
            "csv-quote", file: file,
            problem: Bilingual(
                en: "line \(start): a double quote is opened and never closed",
                nl: "regel \(start): een dubbel aanhalingsteken wordt geopend en nooit gesloten"),
            remedy: Bilingual(
                en: "close it, or write two for a quote inside a text",
                nl: "sluit het, of schrijf er twee voor een aanhalingsteken in een tekst"))
    }
}

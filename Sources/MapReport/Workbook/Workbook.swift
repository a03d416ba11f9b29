import GeoCore

/// A spreadsheet file before it is written: sheets of typed cells. `bytes` writes it as Office Open XML (ECMA-376),
/// stored in a zip without compression; the same sheets give the same bytes.
struct Workbook {
    struct Sheet {
        /// At most 31 characters, none of `[]:*?/\`.
        var name: String
        var rows: [[Cell]]
        /// Rows at the top that stay in sight.
        var frozenRows = 0
        /// Row (from 0) with the heads of columns that a reader can filter by, and the last row below it; nil: none.
        var filter: (head: Int, last: Int)?

        init(_ name: String, rows: [[Cell]], frozenRows: Int = 0, filter: (head: Int, last: Int)? = nil) {
            self.name = name
            self.rows = rows
            self.frozenRows = frozenRows
            self.filter = filter
        }
    }

    /// A value with its looks. Numbers keep all their digits; the format decides how many are shown.
    struct Cell: Hashable {
        enum Value: Hashable {
            case empty
            case text(String)
            case number(Double)
        }

        var value: Value
        var style = CellStyle.plain

        static let empty = Cell(value: .empty)
        static func text(_ text: String, _ style: CellStyle = .plain) -> Cell { Cell(value: .text(text), style: style) }
        /// A number that is not finite is an empty cell.
        static func number(_ number: Double, _ style: CellStyle) -> Cell {
            Cell(value: number.isFinite ? .number(number) : .empty, style: style)
        }
    }

    var sheets: [Sheet]

    var bytes: [UInt8] {
        var archive = StoredZip()
        func add(_ name: String, _ text: String) { archive.add(name, Array(text.utf8)) }
        add("[Content_Types].xml", contentTypes)
        add("_rels/.rels", Self.packageRelations)
        add("xl/workbook.xml", workbook)
        add("xl/_rels/workbook.xml.rels", relations)
        add("xl/styles.xml", CellStyle.sheet)
        for (index, sheet) in sheets.enumerated() { add("xl/worksheets/sheet\(index + 1).xml", SheetXML.text(sheet)) }
        return archive.bytes
    }

    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    private static let packageRelations = head
        + "<Relationships xmlns=\"\(package)/relationships\">"
        + "<Relationship Id=\"rId1\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>\n"

    private var contentTypes: String {
        let base = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        var parts = [
            ("/xl/workbook.xml", base + ".sheet.main+xml"), ("/xl/styles.xml", base + ".styles+xml"),
        ]
        parts += sheets.indices.map { ("/xl/worksheets/sheet\($0 + 1).xml", base + ".worksheet+xml") }
        return Self.head + "<Types xmlns=\"\(Self.package)/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + parts.map { "<Override PartName=\"\($0.0)\" ContentType=\"\($0.1)\"/>" }.joined() + "</Types>\n"
    }

    private var workbook: String {
        let list = sheets.enumerated().map {
            "<sheet name=\"\(XML.escaped($0.element.name))\" sheetId=\"\($0.offset + 1)\" r:id=\"rId\($0.offset + 1)\"/>"
        }
        // Excel keeps the range of every filter under a hidden name too.
        let filters = sheets.enumerated().compactMap { index, sheet -> String? in
            guard let filter = sheet.filter, let columns = sheet.rows[filter.head...].first?.count, columns > 0 else { return nil }
            let range = "$A$\(filter.head + 1):$\(SheetXML.letters(columns - 1))$\(filter.last + 1)"
            return "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"\(index)\" hidden=\"1\">"
                + "'\(XML.escaped(sheet.name))'!\(range)</definedName>"
        }
        return Self.head + "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><sheets>" + list.joined() + "</sheets>"
            + (filters.isEmpty ? "" : "<definedNames>" + filters.joined() + "</definedNames>") + "</workbook>\n"
    }

    private var relations: String {
        var list = sheets.indices.map {
            "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(Self.office)/worksheet\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
        }
        list.append(
            "<Relationship Id=\"rId\(sheets.count + 1)\" Type=\"\(Self.office)/styles\" Target=\"styles.xml\"/>")
        return Self.head + "<Relationships xmlns=\"\(Self.package)/relationships\">" + list.joined() + "</Relationships>\n"
    }
}

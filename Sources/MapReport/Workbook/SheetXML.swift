import GeoCore

/// One sheet as `xl/worksheets/sheetN.xml`.
enum SheetXML {
    static func text(_ sheet: Workbook.Sheet) -> String {
        var out = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"\(Workbook.main)\">"
        out += "<sheetViews><sheetView workbookViewId=\"0\">"
        if sheet.frozenRows > 0 {
            let first = "A\(sheet.frozenRows + 1)"
            out += "<pane ySplit=\"\(sheet.frozenRows)\" topLeftCell=\"\(first)\" activePane=\"bottomLeft\" state=\"frozen\"/>"
                + "<selection pane=\"bottomLeft\" activeCell=\"\(first)\" sqref=\"\(first)\"/>"
        }
        out += "</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>"
        let widths = widths(sheet)
        if !widths.isEmpty {
            out += "<cols>" + widths.enumerated().map {
                "<col min=\"\($0.offset + 1)\" max=\"\($0.offset + 1)\" width=\"\($0.element)\" customWidth=\"1\"/>"
            }.joined() + "</cols>"
        }
        out += "<sheetData>"
        for (row, cells) in sheet.rows.enumerated() where !cells.isEmpty {
            out += "<row r=\"\(row + 1)\">"
            for (column, cell) in cells.enumerated() { write(cell, letters(column) + String(row + 1), to: &out) }
            out += "</row>"
        }
        out += "</sheetData>"
        if let filter = sheet.filter, let columns = sheet.rows[filter.head...].first?.count, columns > 0 {
            out += "<autoFilter ref=\"A\(filter.head + 1):\(letters(columns - 1))\(filter.last + 1)\"/>"
        }
        out += "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>"
            + "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/></worksheet>\n"
        return out
    }

    private static func write(_ cell: Workbook.Cell, _ place: String, to out: inout String) {
        let style = cell.style == .plain ? "" : " s=\"\(cell.style.index)\""
        switch cell.value {
        case .empty:
            if cell.style != .plain { out += "<c r=\"\(place)\"\(style)/>" }
        case .number(let number):
            out += "<c r=\"\(place)\"\(style)><v>\(Decimals.shortest(number))</v></c>"
        case .text(let text):
            // A text is a text here, whatever it starts with: a spreadsheet never takes it for a formula.
            out += "<c r=\"\(place)\"\(style) t=\"inlineStr\"><is><t xml:space=\"preserve\">\(written(text))</t></is></c>"
        }
    }

    /// A cell holds 32 767 characters; `_x0041_` would be read as an escape.
    private static func written(_ text: String) -> String {
        let units = text.utf16.count
        let kept = units <= 32_767 ? text : String(text.prefix(16_000)) + "…"
        return XML.escaped(kept.contains("_x") ? kept.replacing("_x", with: "_x005F_x") : kept)
    }

    /// As wide as the longest cell, within reason; titles and notes run over the cells beside them.
    private static func widths(_ sheet: Workbook.Sheet) -> [Int] {
        let columns = sheet.rows.map(\.count).max() ?? 0
        var widths = Array(repeating: 9, count: columns)
        for cells in sheet.rows {
            for (column, cell) in cells.enumerated() where cell.style.face != .title && cell.style.face != .note {
                let needed =
                    switch cell.value {
                    case .empty: 0
                    case .text(let text): cell.style.face == .head ? min(Display.width(text), 14) : Display.width(text)
                    case .number: 12
                    }
                widths[column] = max(widths[column], min(needed + 2, 70))
            }
        }
        return widths
    }

    /// `A`, `B`, … `Z`, `AA`, … of a column counted from 0.
    static func letters(_ column: Int) -> String {
        var column = column
        var text = ""
        repeat {
            text = String(UnicodeScalar(UInt8(65 + column % 26))) + text
            column = column / 26 - 1
        } while column >= 0
        return text
    }
}

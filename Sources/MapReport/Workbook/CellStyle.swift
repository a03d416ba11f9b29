import GeoCore

/// How a cell looks: a face, and for numbers a format.
struct CellStyle: Hashable {
    enum Face: Int, Hashable, CaseIterable {
        case plain, bold, title, note, head
        /// Text that is folded inside its column.
        case folded
    }

    enum Format: Hashable, CaseIterable {
        case general
        case count
        /// Grouped thousands and 1 to 4 decimals.
        case decimals1, decimals2, decimals3, decimals4
        /// With `+` or `-` in front.
        case signed1, signed2, signed3, signed4
        case percent

        static func decimals(_ count: Int, signed: Bool = false) -> Format {
            switch (max(1, min(count, 4)), signed) {
            case (1, false): .decimals1
            case (2, false): .decimals2
            case (3, false): .decimals3
            case (_, false): .decimals4
            case (1, true): .signed1
            case (2, true): .signed2
            case (3, true): .signed3
            case (_, true): .signed4
            }
        }

        /// The code that a spreadsheet shows in its own language's marks.
        var code: String? {
            switch self {
            case .general: nil
            case .count: "#,##0"
            case .decimals1: "#,##0.0"
            case .decimals2: "#,##0.00"
            case .decimals3: "#,##0.000"
            case .decimals4: "#,##0.0000"
            case .signed1: "+#,##0.0;-#,##0.0;0.0"
            case .signed2: "+#,##0.00;-#,##0.00;0.00"
            case .signed3: "+#,##0.000;-#,##0.000;0.000"
            case .signed4: "+#,##0.0000;-#,##0.0000;0.0000"
            case .percent: "0.0%"
            }
        }
    }

    var face = Face.plain
    var format = Format.general

    static let plain = CellStyle()
    static let bold = CellStyle(face: .bold)
    static let title = CellStyle(face: .title)
    static let note = CellStyle(face: .note)
    static let head = CellStyle(face: .head)
    static let folded = CellStyle(face: .folded)

    /// Number of the style in the style sheet: faces by formats, in that order.
    var index: Int { face.rawValue * Format.allCases.count + (Format.allCases.firstIndex(of: format) ?? 0) }

    /// `xl/styles.xml`.
    static var sheet: String {
        let formats = Format.allCases.enumerated().compactMap { index, format in
            // Numbers below 164 are the program's own.
            format.code.map { "<numFmt numFmtId=\"\(164 + index)\" formatCode=\"\(XML.escaped($0))\"/>" }
        }
        let font = { (extra: String, size: Int) in
            "<font>\(extra)<sz val=\"\(size)\"/><name val=\"Calibri\"/><family val=\"2\"/></font>"
        }
        // In the order of `Face`.
        let fonts = [
            font("", 11), font("<b/>", 11), font("<b/>", 14), font("<i/>", 10), font("<b/>", 11), font("", 11),
        ]
        let looks = Face.allCases.flatMap { face in
            Format.allCases.enumerated().map { index, format -> String in
                let number = format.code == nil ? 0 : 164 + index
                let folds = face == .folded || face == .head
                let alignment = folds
                    ? "<alignment vertical=\"top\" wrapText=\"1\"/>" : "<alignment vertical=\"top\"/>"
                return "<xf numFmtId=\"\(number)\" fontId=\"\(face.rawValue)\" fillId=\"\(face == .head ? 2 : 0)\" borderId=\"0\""
                    + " xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\">\(alignment)</xf>"
            }
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet xmlns=\"\(Workbook.main)\">"
            + "<numFmts count=\"\(formats.count)\">" + formats.joined() + "</numFmts>"
            + "<fonts count=\"\(fonts.count)\">" + fonts.joined() + "</fonts>"
            + "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
            + "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFDCE6F1\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>"
            + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
            + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
            + "<cellXfs count=\"\(looks.count)\">" + looks.joined() + "</cellXfs>"
            + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>\n"
    }
}

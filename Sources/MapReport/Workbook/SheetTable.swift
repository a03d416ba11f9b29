import GeoCore

/// A table of a report as rows of a sheet: a head, the rows, and where columns add up a row for the rounding and the
/// total, so that what is printed adds up.
struct SheetTable {
    let table: Table
    let language: Language
    /// Columns whose sum means something.
    var additive: Set<Int> = []

    private var style: NumberStyle { NumberStyle(language) }

    var rows: [[Workbook.Cell]] {
        var rows = [table.columns.map { Workbook.Cell.text($0.title.text(language), .head) }]
        let decimals = decimals
        rows += table.rows.map { $0.map { cell($0, .plain, decimals) } }
        return rows + totals(decimals)
    }

    /// Decimals of the hectares in the table: fewer for large areas, so that about four figures are seen.
    private var decimals: Int {
        let largest = table.rows.joined().reduce(0.0) { largest, cell in
            switch cell {
            case .hectares(let value), .signedHectares(let value): value.isFinite ? max(largest, value.magnitude) : largest
            default: largest
            }
        }
        return largest >= 100 ? 1 : largest >= 10 ? 2 : largest >= 1 ? 3 : 4
    }

    private func cell(_ cell: Table.Cell, _ face: CellStyle.Face, _ decimals: Int) -> Workbook.Cell {
        func number(_ value: Double, _ format: CellStyle.Format) -> Workbook.Cell {
            .number(value, CellStyle(face: face, format: format))
        }
        switch cell {
        case .text(let text): return .text(text, Display.width(text) > 60 ? .folded : CellStyle(face: face))
        case .hectares(let value): return number(value, .decimals(decimals))
        case .signedHectares(let value): return number(value, .decimals(decimals, signed: true))
        case .kilometres(let value): return number(value, .decimals1)
        case .metres(let value): return number(value, .count)
        case .share(let value): return number(value, .percent)
        case .count(let value): return number(Double(value), .count)
        case .notOnMap: return .text(table.written(.notOnMap, style), CellStyle(face: face))
        case .marked: return .text(table.written(cell, style), CellStyle(face: face))
        case .bar, .empty: return .empty
        }
    }

    private func totals(_ decimals: Int) -> [[Workbook.Cell]] {
        guard !additive.isEmpty, table.rows.count > 1 else { return [] }
        let format = CellStyle.Format.decimals(decimals)
        var rounding: [Workbook.Cell] = []
        var total: [Workbook.Cell] = []
        for column in table.columns.indices {
            guard additive.contains(column) else {
                let isFirst = column == 0
                rounding.append(isFirst ? .text(language == .nl ? "afronding" : "rounding", .note) : .empty)
                total.append(isFirst ? .text(language == .nl ? "totaal" : "total", .bold) : .empty)
                continue
            }
            let values = table.rows.indices.compactMap { table.hectares($0, column) }
            let sum = values.reduce(0, +)
            let difference = Rounding.difference(of: values, sum: sum, decimals: decimals)
            rounding.append(.number(difference, CellStyle(face: .note, format: format)))
            total.append(.number(sum, CellStyle(face: .bold, format: format)))
        }
        return [rounding, total]
    }
}

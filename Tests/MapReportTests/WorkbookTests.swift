import Foundation
import GeoCore
import LayerDiff
import TestSupport
import Testing

@testable import MapReport

/// The workbook, read back by Python's own zip and XML readers.
@Suite struct WorkbookTests {
    static func result() throws -> DiffResult {
        var result = DiffResult()
        result.parameters.oldLabel = "2010"
        result.parameters.newLabel = "2022"
        result.causesAssessed = [.same, .real, .open]
        var rows: [MatrixCell] = []
        for (from, to, area) in [("es", "es", 10.04), ("=1+1", "bos", 20.04), (nil, "bos", 30.04)] as [(String?, String?, Double)] {
            var cell = MatrixCell(from: from, to: to)
            cell.hectares = area
            cell.causes[from == to ? .same : .open] = area
            result.causes[from == to ? .same : .open] += area
            rows.append(cell)
        }
        result.matrix = rows
        result.bounds = result.causes.bounds
        return result
    }

    /// Every sheet as JSON: name, frozen row, and cells as [place, type, value].
    static func read(_ bytes: [UInt8]) throws -> JSONValue {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".xlsx")
        try Data(bytes).write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        let script = """
            import json, sys, zipfile, xml.etree.ElementTree as E
            n = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
            z = zipfile.ZipFile(sys.argv[1])
            assert z.testzip() is None
            for name in z.namelist(): E.fromstring(z.read(name))
            names = [s.get('name') for s in E.fromstring(z.read('xl/workbook.xml')).iter(n + 'sheet')]
            out = []
            for i, name in enumerate(names):
                sheet = E.fromstring(z.read('xl/worksheets/sheet%d.xml' % (i + 1)))
                pane = sheet.find('.//' + n + 'pane')
                cells = [[c.get('r'), c.get('t', 'n'), ''.join(t.text or '' for t in c.iter() if t.tag in (n + 't', n + 'v'))] for c in sheet.iter(n + 'c')]
                out.append({'name': name, 'frozen': None if pane is None else pane.get('topLeftCell'), 'cells': cells})
            print(json.dumps(out))
            """
        let outcome = try Tool.run("python3", ["-c", script, path.path])
        try #require(outcome.status == 0, "\(outcome.errors)")
        let json = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".json")
        try Data(outcome.output.utf8).write(to: json)
        defer { try? FileManager.default.removeItem(at: json) }
        return try JSONValue.read(json.path)
    }

    static func cells(_ sheets: JSONValue, _ name: String) -> [String: (type: String, value: String)] {
        let sheet = sheets.arrayValue.first { $0["name"].stringValue == name } ?? .null
        var cells: [String: (type: String, value: String)] = [:]
        for cell in sheet["cells"].arrayValue {
            let parts = cell.arrayValue.map { $0.stringValue ?? "" }
            if parts.count == 3 { cells[parts[0]] = (parts[1], parts[2]) }
        }
        return cells
    }

    @Test func theTabsAreThoseOfTheContract() throws {
        let result = try Self.result()
        let nl = try Self.read(DiffWorkbook(result, .nl, versions: [:]).bytes)
        #expect(
            nl.arrayValue.map { $0["name"].stringValue } == [
                "Leeswijzer", "Samenvatting", "Begrenzing", "Niveau", "Overgangen", "Vragen", "Vertaaltabel", "Verantwoording",
                "Statistiek",
            ])
        let en = try Self.read(DiffWorkbook(result, .en, versions: [:]).bytes)
        #expect(en.arrayValue.first?["name"].stringValue == "Guide")
        #expect(nl.arrayValue[4]["frozen"].stringValue == "A2")
        #expect(DiffWorkbook.fileName(.nl) == "tabellen.xlsx")
        #expect(DiffWorkbook.fileName(.en) == "tables.xlsx")
    }

    /// Cells keep their digits, texts stay texts, and the shown numbers add up with the row for the rounding.
    @Test func numbersAndTexts() throws {
        let sheets = try Self.read(DiffWorkbook(try Self.result(), .nl, versions: [:]).bytes)
        let cells = Self.cells(sheets, "Overgangen")
        #expect(cells["A1"]?.value == "van")
        #expect(cells["C1"]?.value == "oppervlakte (ha)")
        #expect(cells["C2"]?.type == "n")
        #expect(cells["C2"].flatMap { Double($0.value) } == 10.04)
        #expect(cells["A3"]?.type == "inlineStr")
        #expect(cells["A3"]?.value == "=1+1")
        #expect(cells["A4"]?.value == "(niet op de kaart)")
        // Three times .04 shown with two decimals adds up; with one it would not: the table has two here.
        #expect(cells["A5"]?.value == "afronding")
        #expect(cells["A6"]?.value == "totaal")
        #expect(cells["C6"].flatMap { Double($0.value) } == 10.04 + 20.04 + 30.04)
    }

    @Test(arguments: [11.0, 300.0, 2.0, 0.3]) func printedTablesAddUp(_ size: Double) throws {
        var random = SeededGenerator(seed: UInt64(size * 10))
        let column = Table.Column(Bilingual(en: "a", nl: "a"), csv: Bilingual(en: "a", nl: "a"), right: true)
        let values = (0..<40).map { _ in Double.random(in: 0...size, using: &random) }
        let table = Table(columns: [column, column], rows: values.map { [.text("x"), .hectares($0)] })
        let rows = SheetTable(table: table, language: .nl, additive: [1]).rows
        try #require(rows.count == 43)
        let decimals = [CellStyle.Format.decimals1, .decimals2, .decimals3, .decimals4].firstIndex(of: rows[1][1].style.format).map { $0 + 1 } ?? 0
        let scale = pow(10, Double(decimals))
        func shown(_ cell: Workbook.Cell) -> Double {
            if case .number(let value) = cell.value { return (value * scale).rounded(.toNearestOrAwayFromZero) }
            return .nan
        }
        let sum = rows[1...40].reduce(0) { $0 + shown($1[1]) }
        #expect(sum + shown(rows[41][1]) == shown(rows[42][1]))
        #expect(decimals == (size == 300 ? 1 : size == 11 ? 2 : size == 2 ? 3 : 4))
    }

    @Test func theSameBytesTwiceAndOddTexts() throws {
        let sheet = Workbook.Sheet(
            "x", rows: [[.text("a_x0041_b\u{1}<&>\"'\n"), .number(.infinity, .plain), .number(0.1 + 0.2, .plain), .text("+31")]])
        let book = Workbook(sheets: [sheet])
        #expect(book.bytes == Workbook(sheets: [sheet]).bytes)
        let cells = Self.cells(try Self.read(book.bytes), "x")
        #expect(cells["A1"]?.value == "a_x005F_x0041_b <&>\"'\n")
        #expect(cells["B1"] == nil)
        #expect(cells["C1"]?.value == "0.30000000000000004")
        #expect(cells["D1"]?.type == "inlineStr")
    }

    @Test func columnLetters() {
        #expect([0, 25, 26, 51, 52, 701, 702].map(SheetXML.letters) == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"])
    }
}

@testable import GeoCore
import Testing

@Suite struct CSVReaderTests {
    static func table(_ text: String) throws -> CSVTable { try CSVTable(parsing: Array(text.utf8), file: "t.csv") }

    @Test(arguments: [",", ";", "\t"]) func theSeparatorIsSeenFromTheHeader(separator: String) throws {
        let table = try Self.table("from\(separator)to\(separator)note\r\na\(separator)b\(separator)\"x\(separator)y\"\r\n")
        #expect(table.header == ["from", "to", "note"])
        #expect(table.rows == [CSVTable.Row(line: 2, fields: ["a", "b", "x\(separator)y"])])
    }

    @Test func rowsKeepTheirLineThroughBlankLinesAndLineBreaksInQuotes() throws {
        let table = try Self.table("a;b\n\n1;\"two\nlines\"\n;;\r\n 3 ; 4 \n")
        #expect(table.rows.map(\.line) == [3, 6])
        #expect(table.rows.map(\.fields) == [["1", "two\nlines"], ["3", "4"]])
    }

    @Test func excelsHabitsAreUnderstood() throws {
        #expect(try Self.table("\u{FEFF}a;b\r1;2\r").rows.map(\.fields) == [["1", "2"]])
        #expect(try Self.table("sep=;\na,b;c\n1;2\n").header == ["a,b", "c"])
        #expect(try Self.table("a;b\n\"say \"\"hi\"\"\";'=1+1\n").rows[0].fields == ["say \"hi\"", "=1+1"])
        #expect(try Self.table("a;b\n1\n2;3;;\n").rows.map(\.fields) == [["1", ""], ["2", "3"]])
        let western = try CSVTable(parsing: Array("naam\nveenkoloni".utf8) + [0xEB, 0x6E, 0x20, 0x80], file: "t.csv")
        #expect(western.rows[0].fields == ["veenkoloniën €"])
        let wide = try CSVTable(parsing: [0xFF, 0xFE] + "a;ë\n1;2".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, file: "t")
        #expect(wide.header == ["a", "ë"])
    }

    @Test func brokenTablesAreRefusedWithTheLine() {
        func code(_ text: String) -> String? {
            do { _ = try Self.table(text) } catch { return (error as? InputError)?.code }
            return nil
        }
        #expect(code("") == "csv-empty")
        #expect(code("\n\n;;\n") == "csv-empty")
        #expect(code("a;b\n1;\"two\n") == "csv-quote")
        #expect(code("a;b\n1;2;3\n") == "csv-too-many-fields")
        #expect(throws: InputError.self) { try CSVTable.read("no-such-file.csv") }
        do { _ = try Self.table("a,b\nx,1,5\n") } catch {
            #expect((error as? InputError)?.line(.en).hasPrefix("t.csv: line 2: 3 fields") == true)
        }
    }

    @Test func anyBytesGiveATableOrAnError() {
        var bytes = Array("a;b\r\n\"x\";\"y\"\"z\"\r\n1,5;\u{FEFF}é\n".utf8)
        for cut in 0...bytes.count { _ = try? CSVTable(parsing: Array(bytes[..<cut]), file: "t") }
        for index in bytes.indices {
            let kept = bytes[index]
            for value in [0, 0x0A, 0x0D, 0x22, 0x3B, 0x80, 0xFF] as [UInt8] {
                bytes[index] = value
                _ = try? CSVTable(parsing: bytes, file: "t")
            }
            bytes[index] = kept
        }
        #expect((try? CSVTable(parsing: bytes, file: "t"))?.rows.count == 2)
    }

    @Test func numbersTakeADecimalCommaOrPoint() {
        #expect(CSVTable.number("12,5") == 12.5)
        #expect(CSVTable.number(" 12.5 ") == 12.5)
        #expect(CSVTable.number("1.234,56") == 1234.56)
        #expect(CSVTable.number("1,234.56") == 1234.56)
        #expect(CSVTable.number("1 234,5") == 1234.5)
        #expect(CSVTable.number("-3") == -3)
        #expect(CSVTable.number("1e3") == 1000)
        for bad in ["", "x", "1,2,3", "inf", "nan", "0x10", "1e999", "12 m", "--1"] { #expect(CSVTable.number(bad) == nil) }
    }

    @Test func flagsAreReadInBothLanguages() {
        for yes in ["yes", "Ja", " X ", "1", "true", "waar"] { #expect(CSVTable.flag(yes) == true) }
        for no in ["no", "NEE", "", "0", "onwaar"] { #expect(CSVTable.flag(no) == false) }
        #expect(CSVTable.flag("misschien") == nil)
    }
}

import Foundation
import GeoCore
import Testing

@testable import MapReport

@Suite struct TableTests {
    static let table = Table(
        columns: [
            .init(Bilingual(en: "class", nl: "klasse"), csv: Bilingual(en: "class", nl: "klasse")),
            .init(Bilingual(en: "ha", nl: "ha"), csv: Bilingual(en: "area_ha", nl: "oppervlakte_ha"), right: true),
            .init(Bilingual(en: "share", nl: "aandeel"), csv: Bilingual(en: "share", nl: "aandeel"), right: true),
        ],
        rows: [
            [.text("es | eenmanses"), .hectares(6484.25), .share(0.54)],
            [.text("=HYPERLINK(\"x\")"), .hectares(0.001), .empty],
            [.text("veenkolonie\u{301}n; noord"), .hectares(12), .share(1)],
        ])

    @Test func textAlignsByDisplayWidth() {
        #expect(
            Self.table.text(.nl, indent: 2) == [
                "  klasse                    ha  aandeel",
                "  es | eenmanses       6.484,3     54 %",
                "  =HYPERLINK(\"x\")         <0,1",
                "  veenkolonie\u{301}n; noord     12,0    100 %",
            ])
    }

    @Test func textStaysWithinItsWidth() {
        let long = Table(
            columns: Self.table.columns,
            rows: [[.text(String(repeating: "lange naam ", count: 30)), .hectares(1), .share(0.1)]])
        let lines = long.text(.en, indent: 2, limit: 60)
        #expect(lines.allSatisfy { Display.width($0) <= 60 })
        // Nothing is lost: the text goes on below.
        #expect(lines.joined().components(separatedBy: "lange").count == 31)
    }

    @Test func markdownEscapesPipes() {
        #expect(
            Self.table.markdown(.en) == [
                "| class | ha | share |",
                "|---|---:|---:|",
                "| es \\| eenmanses | 6,484.3 | 54% |",
                "| =HYPERLINK(\"x\") | \\<0.1 |  |",
                "| veenkolonie\u{301}n; noord | 12.0 | 100% |",
            ])
    }

    @Test func csvForScripts() {
        #expect(
            Self.table.csv(.en)
                == "class,area_ha,share\r\nes | eenmanses,6484.25,0.54\r\n\"'=HYPERLINK(\"\"x\"\")\",0.001,\r\n"
                + "\"veenkolonie\u{301}n; noord\",12,1\r\n")
    }

    @Test func csvForADutchExcel() {
        let text = Self.table.csv(.nl, .dutch)
        #expect(text.unicodeScalars.first == "\u{FEFF}")
        #expect(text.contains("klasse;oppervlakte_ha;aandeel\r\nes | eenmanses;6484,25;0,54\r\n"))
    }

    @Test(arguments: ["=1+1", "+31", "-5", "@cmd"]) func formulasAreGuarded(_ text: String) {
        #expect(CSV.field(.text(text), .standard) == "'" + text)
        // A number is not a text: a negative hectare stays a number.
        #expect(CSV.field(.signedHectares(-5), .standard) == "-5")
    }

    @Test func textsCannotMoveTheCursorOrBreakARow() {
        let nasty = Table(columns: [Self.table.columns[0]], rows: [[.text("a\u{1B}[2Jb\nc")]])
        #expect(nasty.text(.en) == ["class", "a [2Jb c"])
        #expect(nasty.markdown(.en)[2] == "| a \\[2Jb c |")
        #expect(nasty.csv(.en) == "class\r\na [2Jb c\r\n")
    }

    @Test func wideAndCombiningCharacters() {
        #expect(Display.width("naïef") == 5)
        #expect(Display.width("nai\u{308}ef") == 5)
        #expect(Display.width("地図") == 4)
        #expect(Display.truncated("地図地図", to: 5) == "地図…")
    }

    @Test func wrapping() {
        #expect(Display.wrapped("een twee drie vier", to: 9, indent: 2) == ["een twee", "  drie", "  vier"])
        #expect(Display.wrapped("", to: 9) == [""])
    }
}

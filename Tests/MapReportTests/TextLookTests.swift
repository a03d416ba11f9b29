import Foundation
import GeoCore
import LayerDiff
import TestSupport
import Testing

@testable import MapReport

/// Text on a terminal: widths, marks, bars.
@Suite struct TextLookTests {
    @Test func widthsAreKeptWithinReason() {
        #expect(TextLook(width: 10).width == 60)
        #expect(TextLook(width: 80).width == 80)
        #expect(TextLook(width: 400).width == 140)
        #expect(TextLook.plain.width == 118 && !TextLook.plain.usesColours)
    }

    @Test func marksBecomeColoursOrNothing() {
        let text = "a " + TextMark.real("b c") + " d"
        #expect(Display.width(text) == 7)
        #expect(TextLook.plain.finished(text) == "a b c d")
        #expect(TextLook(usesColours: true).finished(text) == "a \u{1B}[1;31mb c\u{1B}[0m d")
        #expect(text.withoutMarks == "a b c d")
    }

    /// A colour ends at the end of a line and goes on behind the margin of the next one.
    @Test func aMarkGoesOnOverALineBreak() {
        let look = TextLook(usesColours: true)
        #expect(look.finished(TextMark.open("een\n  twee") + "\ndrie") == "\u{1B}[33meen\u{1B}[0m\n  \u{1B}[33mtwee\u{1B}[0m\ndrie")
        // One that was cut off does not colour what follows.
        #expect(look.finished(Display.truncated(TextMark.open("abcdef"), to: 4) + "x") == "\u{1B}[33mabc…\u{1B}[0mx")
        #expect(look.finished(TextMark.open("abc")) == "\u{1B}[33mabc\u{1B}[0m")
    }

    /// A name in a file cannot colour a terminal, whichever characters it uses.
    @Test func filesCannotMark() {
        let hostile = TextMark.real("x") + "\u{1B}[31m"
        let table = Table(
            columns: [.init(Bilingual(en: "class", nl: "klasse"), csv: Bilingual(en: "class", nl: "klasse"))], rows: [[.text(hostile)]])
        let printed = TextLook(usesColours: true).finished(table.text(.en).joined(separator: "\n"))
        #expect(!printed.unicodeScalars.contains("\u{1B}"))
    }

    @Test func barsShowEveryPartOnTheirOwnScale() {
        #expect(TextBar(onlyOld: 1, both: 2, onlyNew: 1).text(8) == "▒▒████░░")
        #expect(TextBar(onlyOld: 0.001, both: 1000, onlyNew: 0).text(8) == "▒███████")
        #expect(TextBar(onlyOld: 0, both: 0, onlyNew: 3).text(8) == "░░░░░░░░")
        #expect(TextBar(onlyOld: 0, both: 0, onlyNew: 0).text(8) == "")
        #expect(TextBar(onlyOld: .nan, both: .infinity, onlyNew: 1).text(8) == "░░░░░░░░")
        // Whatever the parts are, the width is right and a part that is there is seen.
        var random = SeededGenerator(seed: 11)
        for _ in 0..<500 {
            let parts = (0..<3).map { _ in Bool.random(using: &random) ? Double.random(in: 0...1, using: &random) : 0 }
            let width = Int.random(in: TextBar.widths, using: &random)
            let bar = TextBar(onlyOld: parts[0], both: parts[1], onlyNew: parts[2]).text(width)
            guard parts.contains(where: { $0 > 1e-6 }) else { continue }
            #expect(bar.count == width)
            for (part, shade) in zip(parts, "▒█░") where part > 1e-6 { #expect(bar.contains(shade), "\(parts) \(width)") }
        }
    }

    private static let wide = Table(
        columns: [
            .init(Bilingual(en: "class", nl: "klasse"), csv: Bilingual(en: "class", nl: "klasse")),
            .init(Bilingual(en: "on both of the maps (ha)", nl: "op beide kaarten (ha)"), csv: Bilingual(en: "a", nl: "a"), right: true),
            .init(Bilingual(en: "only on the old map (ha)", nl: "alleen op de oude kaart (ha)"), csv: Bilingual(en: "b", nl: "b"), right: true),
            .init(Bilingual(en: "▒ █ ░", nl: "▒ █ ░"), csv: Bilingual(en: "", nl: "")),
        ],
        rows: [
            [.text("veenkoloniën"), .hectares(1234.5), .hectares(2.5), .bar(TextBar(onlyOld: 1, both: 3, onlyNew: 0))],
            [.text("esdorpenlandschap met een lange naam"), .hectares(2), .hectares(30_000_000), .empty],
        ])

    /// Less and less room: shorter bars, none, folded heads, cut names, and at last a list; figures are never cut.
    @Test(arguments: [118, 96, 90, 72, 60, 44, 30]) func aTableFits(_ limit: Int) {
        let lines = Self.wide.text(.nl, indent: 2, limit: limit)
        for line in lines { #expect(Display.width(line) <= limit, "\(line)") }
        let text = lines.joined(separator: "\n")
        for figure in ["1.234,5", "2,5", "30.000.000,0"] { #expect(text.contains(figure)) }
        #expect(text.contains("█") == (limit > 100))
        // Accents stand in one column: the head and the rows of the figures end alike.
        if limit >= 60 {
            let ends = lines.filter { $0.contains("1.234,5") || $0.contains("30.000.000,0") }.count
            #expect(ends == 2)
        }
    }

    @Test func accentsAlign() {
        let rows = Self.wide.text(.nl, indent: 0, limit: 118)
        let places = rows.dropFirst().map { row in Display.width(String(row[..<(row.range(of: ",")?.lowerBound ?? row.startIndex)])) }
        #expect(Set(places).count == 1)
    }

    @Test(arguments: Language.allCases, [60, 80, 140]) func reportsFitTheTerminal(_ language: Language, _ width: Int) {
        let look = TextLook(width: width)
        let texts = [
            DiffText(SampleDiff.result, language, look: look).text, CheckText(SampleCheck.result, language, look: look).text,
        ]
        for text in texts {
            for line in text.split(separator: "\n") { #expect(Display.width(String(line)) <= width, "\(line)") }
        }
        Golden.expect(
            texts[0], matches: Paths.testdata.appendingPathComponent("report/diff.\(language.rawValue).\(width).txt"))
        Golden.expect(
            texts[1], matches: Paths.testdata.appendingPathComponent("report/check.\(language.rawValue).\(width).txt"))
    }

    /// Also the remark on rounding, which stands only where it is needed.
    @Test(arguments: Language.allCases) func theRemarkOnRoundingFits(_ language: Language) {
        var result = SampleDiff.result
        (result.boundary.both, result.boundary.onlyOld, result.boundary.onlyNew) = (10.04, 1.04, 2.02)
        let text = DiffText(result, language, look: TextLook(width: 60)).text
        #expect(text.contains(language == .nl ? "(Elk getal is apart afgerond" : "(Rounded one by one"))
        for line in text.split(separator: "\n") { #expect(Display.width(String(line)) <= 60, "\(line)") }
    }

    /// Colours add nothing but colours.
    @Test func aTerminalSaysWhatAFileSays() {
        let coloured = DiffText(SampleDiff.result, .nl, look: TextLook(usesColours: true)).text
        #expect(coloured.contains("\u{1B}[36m6.801,5 kennis of definitie\u{1B}[0m"))
        #expect(coloured.contains("\u{1B}[1;31m31,9 mogelijk echt\u{1B}[0m"))
        #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == DiffText(SampleDiff.result, .nl).text)
        let check = CheckText(SampleCheck.result, .nl, look: TextLook(usesColours: true)).text
        #expect(check.replacing(/\u{1B}\[[0-9;]*m/, with: "") == CheckText(SampleCheck.result, .nl).text)
    }

    @Test func theHeadlineComesLast() {
        let last = DiffText(SampleDiff.result, .nl).text.split(separator: "\n").suffix(3).joined(separator: " ")
        #expect(last.contains("In het kort: 8.803,2 ha staat op beide kaarten, 317,2 ha alleen 2010 en 6.801,5 ha alleen 2022."))
        #expect(last.replacing(/\s+/, with: " ").contains("Als de vertaaltabel klopt en beide kaarten juist getekend zijn, is 31,9 tot 317,2 ha"))
    }
}

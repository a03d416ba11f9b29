import GeoCore
import TestSupport
import Testing

@testable import MapReport

/// Printed tables add up.
@Suite struct RoundingTests {
    private static func table(_ values: [Double]) -> Table {
        Table(
            columns: [
                .init(Bilingual(en: "cause", nl: "oorzaak"), csv: Bilingual(en: "cause", nl: "oorzaak")),
                .init(Bilingual(en: "ha", nl: "ha"), csv: Bilingual(en: "area_ha", nl: "oppervlakte_ha"), right: true),
            ], rows: values.map { [.text("x"), .hectares($0)] })
    }

    @Test func aRowForTheRoundingStandsWhereItIsNeeded() {
        #expect(Self.table([1.04, 1.04, 1.04]).withTotals(of: [1], .nl).text(.nl).suffix(2) == ["afronding  +0,1", "totaal      3,1"])
        #expect(Self.table([1, 2]).withTotals(of: [1], .en).text(.en).suffix(1) == ["total  3.0"])
        #expect(Self.table([1]).withTotals(of: [1], .en).rows.count == 1)
    }

    @Test func whatIsPrintedAddsUp() {
        var random = SeededGenerator(seed: 3)
        func whole(_ text: String) -> Int { Int(text.filter { $0.isNumber || $0 == "-" }) ?? 0 }
        for _ in 0..<300 {
            let values = (0..<Int.random(in: 2...9, using: &random)).map { _ in Double.random(in: 0.06...400, using: &random) }
            let table = Self.table(values).withTotals(of: [1], .en)
            // Tenths of a hectare, as they stand on the page.
            let printed = table.rows.map { whole(table.written($0[1], NumberStyle(.en))) }
            #expect(printed.dropLast().reduce(0, +) == printed.last)
        }
    }
}

import Testing

@testable import LayerDiff

/// Figures in messages: as each language writes them, and as an option takes them.
@Suite struct RoundedFigureTests {
    @Test(arguments: [
        (0, "0", "0", "0"), (.nan, "0", "0", "0"), (4734.2, "4734", "4,734", "4.734"), (12.3456, "12.35", "12.35", "12,35"),
        (1_234_567.8, "1234568", "1,234,568", "1.234.568"), (999.96, "1000", "1,000", "1.000"), (0.00123456, "0.001235", "0.001235", "0,001235"),
        (-1234.5, "-1235", "-1,235", "-1.235"), (-123.4, "-123.4", "-123.4", "-123,4"),
    ] as [(Double, String, String, String)])
    func writing(_ number: Double, plain: String, en: String, nl: String) {
        let figure = RoundedFigure(number)
        #expect(figure.plain == plain)
        #expect(figure.en == en)
        #expect(figure.nl == nl)
    }

    /// The remedy is an option's value: it must read back as a number, and let the layer through.
    @Test func anOptionsValueReadsBack() {
        for number in [1e-9, 3.0e-5, 0.0001, 0.25, 1] { #expect(Double(RoundedFigure(number).plain) == number) }
    }
}

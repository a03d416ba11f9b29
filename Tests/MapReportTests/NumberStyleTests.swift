import GeoCore
import Testing

@testable import MapReport

@Suite struct NumberStyleTests {
    let nl = NumberStyle(.nl)
    let en = NumberStyle(.en)

    @Test(arguments: [
        (6484.3, "6.484,3", "6,484.3"), (0, "0,0", "0.0"), (-32, "-32,0", "-32.0"), (999.95, "1.000,0", "1,000.0"),
        (1_234_567.89, "1.234.567,9", "1,234,567.9"), (0.04, "<0,1", "<0.1"), (-0.04, "-0,04", "-0.04"), (-0.0004, "-0,0004", "-0.0004"),
        (0.05, "0,1", "0.1"), (1e-9, "0,0", "0.0"), (-1e-12, "0,0", "0.0"), (.infinity, "-", "-"), (.nan, "-", "-"),
    ])
    func hectares(_ value: Double, _ dutch: String, _ english: String) {
        #expect(nl.hectares(value) == dutch)
        #expect(en.hectares(value) == english)
    }

    @Test func differencesCarryTheirSign() {
        #expect(nl.signedHectares(6484.3) == "+6.484,3")
        #expect(nl.signedHectares(-317.2) == "-317,2")
        #expect(nl.signedHectares(0) == "0,0")
        #expect(nl.signedHectares(0.01) == "+0,01")
    }

    @Test func aRoundedNegativeIsNotMinusZero() {
        #expect(nl.fixed(-0.4, decimals: 0) == "0")
        #expect(en.fixed(-0.6, decimals: 0) == "-1")
    }

    @Test(arguments: [
        (0.0, "0 m"), (0.01, "<0,1 m"), (3.16, "3,2 m"), (9.96, "10 m"), (310, "310 m"), (999.6, "1,0 km"),
        (2840, "2,8 km"), (.infinity, "-"),
    ])
    func distances(_ metres: Double, _ text: String) {
        #expect(nl.distance(metres) == text)
    }

    @Test(arguments: [(0.0, "0 %"), (0.0001, "<1 %"), (0.54, "54 %"), (0.999, ">99 %"), (1, "100 %"), (.nan, "-")])
    func shares(_ share: Double, _ text: String) {
        #expect(nl.percent(share) == text)
        #expect(en.percent(0.54) == "54%")
    }

    @Test func parametersKeepTheirDigits() {
        #expect(nl.parameterMetres(0.5) == "0,5 m")
        #expect(en.parameterMetres(250) == "250 m")
        #expect(nl.parameter(1e-4) == "0,0001")
    }

    @Test func countsAreGrouped() {
        #expect(nl.count(20_627) == "20.627")
        #expect(en.count(-1_234) == "-1,234")
        #expect(nl.count(.min) == "-9.223.372.036.854.775.808")
    }

    @Test func hugeNumbersDoNotTrap() {
        #expect(en.hectares(1e300).count > 300)
        #expect(en.metres(.greatestFiniteMagnitude).hasSuffix(" m"))
    }
}

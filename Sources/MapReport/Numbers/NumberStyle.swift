import Foundation
public import GeoCore

/// Numbers as people read them: `6.484,3` in Dutch, `6,484.3` in English.
///
/// Own code and no locale data of the machine, so that a container without locales prints the same
/// bytes. This is the only place where a figure is rounded; everything before it keeps full precision.
/// The minus is the ASCII hyphen, which spreadsheets take.
public struct NumberStyle: Sendable, Hashable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    /// What stands for a number that there is none of.
    public static let absent = "-"

    /// Hectares below this (10 cm²) are the rounding of sums and shown as 0.
    static let noiseHectares = 1e-7

    var decimalMark: String { language == .nl ? "," : "." }
    var groupMark: String { language == .nl ? "." : "," }

    /// `value` with exactly `decimals` decimals and thousands grouped; `-` when it is not finite.
    public func fixed(_ value: Double, decimals: Int = 1) -> String {
        guard value.isFinite else { return Self.absent }
        let plain = Decimals.text(value.magnitude, decimals: decimals)
        let halves = plain.split(separator: ".", maxSplits: 1)
        let negative = value < 0 && plain.contains { $0 != "0" && $0 != "." }
        var text = (negative ? "-" : "") + grouped(halves.first ?? "0")
        if halves.count == 2 { text += decimalMark + halves[1] }
        return text
    }

    /// Hectares with one decimal. An area that is there but rounds to nothing is `<0,1`, never `0,0`; a difference that
    /// does has its first figure (`-0,04`), because its sign matters.
    public func hectares(_ value: Double) -> String {
        guard value.isFinite else { return Self.absent }
        if value.magnitude < Self.noiseHectares { return fixed(0) }
        if value.magnitude < 0.05 { return value < 0 ? firstFigure(value) : "<" + fixed(0.1) }
        return fixed(value)
    }

    /// Hectares with the sign in front, for differences.
    public func signedHectares(_ value: Double) -> String {
        let text = hectares(value)
        guard value.isFinite, value >= Self.noiseHectares else { return text }
        return "+" + (value < 0.05 ? firstFigure(value) : text)
    }

    /// A number below 0.05 with one figure that is not 0.
    private func firstFigure(_ value: Double) -> String {
        var decimals = 2
        while decimals < 7, (value.magnitude * pow(10, Double(decimals))).rounded() < 1 { decimals += 1 }
        return fixed(value, decimals: decimals)
    }

    /// A whole number, grouped.
    public func count(_ value: Int) -> String {
        (value < 0 ? "-" : "") + grouped(Substring(String(value.magnitude)))
    }

    /// A share of 1 as a percentage without decimals; `<1 %` and `>99 %` for what would round to nothing
    /// or to everything without being it.
    public func percent(_ share: Double) -> String {
        guard share.isFinite else { return Self.absent }
        let sign = language == .nl ? " %" : "%"
        if share > 0, share < 0.005 { return "<1" + sign }
        if share >= 0.995, share < 1 - 1e-9 { return ">99" + sign }
        return fixed(share * 100, decimals: 0) + sign
    }

    /// A distance or length: `3,2 m`, `310 m`, `2,8 km`.
    public func distance(_ metres: Double) -> String {
        guard metres.isFinite else { return Self.absent }
        if metres == 0 { return "0 m" }
        if metres < 0.05 { return "<" + fixed(0.1) + " m" }
        if metres < 9.95 { return fixed(metres) + " m" }
        if metres < 999.5 { return fixed(metres, decimals: 0) + " m" }
        return fixed(metres / 1000) + " km"
    }

    /// A length that is summed with others: whole metres, `1.412 m`.
    public func metres(_ value: Double) -> String {
        guard value.isFinite else { return Self.absent }
        return value > 0 && value < 0.5 ? "<1 m" : fixed(value, decimals: 0) + " m"
    }

    /// A tolerance or other parameter in metres, with all the digits it was given: `0,5 m`, `250 m`, `5 km`.
    public func parameterMetres(_ value: Double) -> String {
        value < 1000 ? parameter(value) + " m" : parameter(value / 1000) + " km"
    }

    /// A parameter with all the digits it was given.
    public func parameter(_ value: Double) -> String {
        guard value.isFinite else { return Self.absent }
        return Decimals.shortest(value).replacing(".", with: decimalMark)
    }

    private func grouped(_ digits: Substring) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += groupMark }
            text.append(digit)
        }
        return text
    }
}

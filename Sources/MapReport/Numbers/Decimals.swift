import Foundation

/// Numbers as plain digits with a decimal point, the same on every machine.
enum Decimals {
    /// `value` (0 or more) with a fixed number of decimals, halves upwards as a spreadsheet shows them.
    static func text(_ value: Double, decimals: Int) -> String {
        let decimals = max(0, min(decimals, 9))
        let scale = pow(10, Double(decimals))
        let scaled = value * scale
        let isHalf = scaled < 1e15 && scaled - scaled.rounded(.down) == 0.5
        return String(format: "%.\(decimals)f", isHalf ? scaled.rounded(.up) / scale : value)
    }

    /// The shortest digits that read back as the same number, without a `.0` behind a whole one.
    static func shortest(_ value: Double) -> String {
        let text = value == 0 ? "0" : "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

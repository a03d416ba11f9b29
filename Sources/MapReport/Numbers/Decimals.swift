import Foundation

/// Numbers as plain digits with a decimal point, the same on every machine.
enum Decimals {
    /// Correctly rounded (to even in a tie of the binary value) with a fixed number of decimals.
    static func text(_ value: Double, decimals: Int) -> String {
        String(format: "%.\(max(0, min(decimals, 15)))f", value)
    }

    /// The shortest digits that read back as the same number, without a `.0` behind a whole one.
    static func shortest(_ value: Double) -> String {
        let text = value == 0 ? "0" : "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

import Foundation
import GeoCore

/// Hectares inside a message; tables are written elsewhere.
enum Hectares {
    /// Two decimals; a comma in Dutch.
    static func text(_ hectares: Double, _ language: Language) -> String {
        fixed(hectares, 2, language)
    }

    /// A number with so many decimals.
    static func fixed(_ value: Double, _ decimals: Int, _ language: Language) -> String {
        let text = String(format: "%.\(decimals)f", value)
        return language == .nl ? text.replacingOccurrences(of: ".", with: ",") : text
    }
}

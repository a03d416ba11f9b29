import Foundation
import GeoCore

/// Hectares inside a message; tables are written elsewhere.
enum Hectares {
    /// Two decimals; a comma in Dutch.
    static func text(_ hectares: Double, _ language: Language) -> String {
        let text = String(format: "%.2f", hectares)
        return language == .nl ? text.replacingOccurrences(of: ".", with: ",") : text
    }
}

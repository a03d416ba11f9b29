import GeoCore
import PlanCheck

/// How a core quality is drawn, the same on every map: a colour and a pattern, so that a print without colours, or eyes
/// that see few, can tell them apart. Colours after Okabe & Ito (2008).
struct QualityLook: Sendable, Hashable {
    enum Pattern: String, Sendable, Hashable {
        case up, down, horizontal, vertical, crossed, dots, grid
    }

    /// `#rrggbb`.
    var colour: String
    var pattern: Pattern
    /// Name of the pattern in the drawing.
    var key: String

    static func of(_ quality: String) -> QualityLook {
        let name = quality.lowercased()
        let known: [(String, QualityLook)] = [
            ("landschap", QualityLook(colour: "#b37400", pattern: .up, key: "landschap")),
            ("natuur", QualityLook(colour: "#007a58", pattern: .dots, key: "natuur")),
            ("cultuurhistorie", QualityLook(colour: "#c04a00", pattern: .horizontal, key: "cultuurhistorie")),
            ("archeologie", QualityLook(colour: "#a04c86", pattern: .vertical, key: "archeologie")),
            ("aardkundig", QualityLook(colour: "#005a8c", pattern: .down, key: "aardkundig")),
            ("rust", QualityLook(colour: "#2b7fb0", pattern: .crossed, key: "rust")),
        ]
        return known.first { name.hasPrefix($0.0) }?.1 ?? QualityLook(colour: "#555555", pattern: .grid, key: "overig")
    }

    /// The tile of the pattern, 8 units wide, as SVG.
    var definition: String {
        let stroke = "stroke=\"\(colour)\" stroke-width=\"1\" fill=\"none\""
        let drawing = switch pattern {
        case .up: "<path d=\"M-2 2L2 -2M0 8L8 0M6 10L10 6\" \(stroke)/>"
        case .down: "<path d=\"M-2 6L2 10M0 0L8 8M6 -2L10 2\" \(stroke)/>"
        case .horizontal: "<path d=\"M0 4H8\" \(stroke)/>"
        case .vertical: "<path d=\"M4 0V8\" \(stroke)/>"
        case .crossed: "<path d=\"M0 8L8 0M0 0L8 8\" \(stroke)/>"
        case .grid: "<path d=\"M0 4H8M4 0V8\" \(stroke)/>"
        case .dots: "<circle cx=\"2\" cy=\"2\" r=\"1.1\" fill=\"\(colour)\"/><circle cx=\"6\" cy=\"6\" r=\"1.1\" fill=\"\(colour)\"/>"
        }
        return "<pattern id=\"p-\(key)\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\(drawing)</pattern>"
    }
}

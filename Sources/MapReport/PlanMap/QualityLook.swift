import GeoCore
import PlanCheck

/// How a core quality is drawn, the same on every map: a colour and a pattern, so that a print without colours, or eyes
/// that see few, can tell them apart. Colours after Okabe & Ito (2008).
struct QualityLook: Sendable, Hashable {
    /// `#rrggbb`.
    var colour: String
    var pattern: LayerStyle.Pattern
    /// Name of the pattern in the drawing.
    var key: String

    static func of(_ quality: String) -> QualityLook {
        let name = quality.lowercased()
        let known: [(String, QualityLook)] = [
            ("landschap", QualityLook(colour: "#b37400", pattern: .hatchedUp, key: "landschap")),
            ("natuur", QualityLook(colour: "#007a58", pattern: .dotted, key: "natuur")),
            ("cultuurhistorie", QualityLook(colour: "#c04a00", pattern: .horizontal, key: "cultuurhistorie")),
            ("archeologie", QualityLook(colour: "#a04c86", pattern: .vertical, key: "archeologie")),
            ("aardkundig", QualityLook(colour: "#005a8c", pattern: .hatchedDown, key: "aardkundig")),
            ("rust", QualityLook(colour: "#2b7fb0", pattern: .crossedDiagonally, key: "rust")),
        ]
        return known.first { name.hasPrefix($0.0) }?.1 ?? QualityLook(colour: "#555555", pattern: .crossed, key: "overig")
    }

    /// The tile of the pattern as SVG.
    var definition: String { SVGPattern.definition(id: "p-" + key, pattern, colour: colour).source }
}

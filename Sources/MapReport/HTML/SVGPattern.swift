import GeoCore

/// Fills of SVG pictures: a colour, and a pattern that survives a print without colours. The same words for patterns as the styles
/// of the GeoPackages have.
enum SVGPattern {
    /// The tile, 8 units wide. What is behind shows through, unless `ground` fills it first.
    /// - Parameters:
    ///   - id: for `url(#…)`.
    ///   - scale: of the tile, for pictures whose units are smaller than a pixel.
    static func definition(
        id: String, _ pattern: LayerStyle.Pattern, colour: String, ground: String? = nil, width: String = "1", scale: String? = nil
    ) -> HTML {
        element(
            "pattern",
            ["id": id, "width": "8", "height": "8", "patternUnits": "userSpaceOnUse", "patternTransform": scale.map { "scale(\($0))" }]
        ) {
            if let ground { element("rect", ["width": "8", "height": "8", "fill": ground]) }
            switch pattern {
            case .dotted:
                element("circle", ["cx": "2", "cy": "2", "r": "1.1", "fill": colour])
                element("circle", ["cx": "6", "cy": "6", "r": "1.1", "fill": colour])
            case .checked: element("path", ["d": "M0 0H4V4H0ZM4 4H8V8H4Z", "fill": colour])
            case .pierced: element("path", ["d": "M0 0H8V8H0ZM2.5 2.5V5.5H5.5V2.5Z", "fill": colour, "fill-rule": "evenodd"])
            default:
                if let path = path(pattern) {
                    element("path", ["d": path, "stroke": colour, "stroke-width": width, "fill": "none"])
                }
            }
        }
    }

    /// A fill with a light ground and a dark pattern of one colour; a solid one is the colour itself.
    static func filled(id: String, _ pattern: LayerStyle.Pattern, _ colour: LayerStyle.Colour, scale: String? = nil) -> HTML {
        let ground = switch pattern {
        case .solid: colour
        case .outline: LayerStyle.Colour.white
        case .checked, .pierced: colour.mixed(with: .white, 0.75)
        default: colour.mixed(with: .white, 0.6)
        }
        let ink = switch pattern {
        case .checked, .pierced: colour
        default: colour.mixed(with: .black, 0.35)
        }
        return definition(id: id, pattern, colour: ink.hex, ground: ground.hex, width: "1.3", scale: scale)
    }

    private static func path(_ pattern: LayerStyle.Pattern) -> String? {
        switch pattern {
        case .hatchedUp: "M-2 2L2 -2M0 8L8 0M6 10L10 6"
        case .hatchedDown: "M-2 6L2 10M0 0L8 8M6 -2L10 2"
        case .horizontal: "M0 4H8"
        case .vertical: "M4 0V8"
        case .crossedDiagonally: "M0 8L8 0M0 0L8 8"
        case .crossed: "M0 4H8M4 0V8"
        case .dotted, .solid, .outline, .checked, .pierced: nil
        }
    }
}

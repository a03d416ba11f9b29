import GeoCore
import LayerDiff

/// Colours and patterns of a report's pictures.
enum ReportFills {
    /// Fill of a cause in bars, flows and keys.
    static func bar(_ cause: Cause) -> String { "url(#c-\(cause.rawValue))" }
    /// The same on maps, whose units are smaller than a pixel.
    static func map(_ cause: Cause) -> String { "url(#m-\(cause.rawValue))" }
    /// Line round something of a cause.
    static func line(_ cause: Cause) -> String {
        cause == .same ? "#b4b4b4" : cause.look.colour.mixed(with: .black, 0.35).hex
    }

    /// Patterns for the page; they must stand in a picture that is laid out.
    static func definitions(_ detail: MapDetail) -> HTML {
        element("svg", ["class": "hidden", "width": "0", "height": "0", "aria-hidden": "true", "focusable": "false"]) {
            element("defs") {
                for cause in Cause.allCases {
                    SVGPattern.filled(id: "c-" + cause.rawValue, cause.look.pattern, cause.look.colour)
                    HTML.lineBreak
                    SVGPattern.filled(id: "m-" + cause.rawValue, cause.look.pattern, cause.look.colour, scale: mapScale(detail))
                    HTML.lineBreak
                }
            }
        }
    }

    /// Of the tiles on maps, whose steps are smaller than a pixel.
    static func mapScale(_ detail: MapDetail) -> String { Decimals.shortest(2.5 / Double(max(1, detail.coarseness))) }

    /// A sample of a cause with its word.
    static func key(_ cause: Cause, _ language: Language) -> HTML {
        element("li") {
            swatch(bar(cause), line(cause))
            element("span") { cause.label.text(language) }
        }
    }

    static func swatch(_ fill: String, _ line: String) -> HTML {
        element("svg", ["width": "26", "height": "16", "viewBox": "0 0 26 16", "aria-hidden": "true", "focusable": "false"]) {
            element("rect", ["x": "0.5", "y": "0.5", "width": "25", "height": "15", "fill": fill, "stroke": line])
        }
    }
}

/// Colours of the classes of one comparison, the same on both maps.
struct ClassFills {
    let key: String
    private let categories: [String: (index: Int, look: LayerStyle.Category)]
    private let names: [String]

    init(_ picture: MapPicture, key: String) {
        self.key = key
        names = Set(picture.old.classes + picture.new.classes).sorted(by: codePointOrder)
        let style = LayerStyle.byValue(names.map { ($0, $0) }, field: "", name: "")
        categories = Dictionary(
            uniqueKeysWithValues: zip(names, style.categories).enumerated().map { ($1.0, (index: $0, look: $1.1)) })
    }

    /// - Parameter onMap: with the coarser pattern of a map.
    func fill(_ name: String, onMap: Bool) -> String {
        guard let (index, look) = categories[name] else { return LayerStyle.Colour.lightGrey.hex }
        return look.pattern == .solid ? look.colour.hex : "url(#\(key)\(onMap ? "pm" : "pk")\(index))"
    }

    /// Patterns of the classes beyond the plain colours.
    func definitions(_ detail: MapDetail) -> HTML {
        pieces {
            for name in names {
                if let (index, look) = categories[name], look.pattern != .solid {
                    SVGPattern.filled(id: "\(key)pm\(index)", look.pattern, look.colour, scale: ReportFills.mapScale(detail))
                    SVGPattern.filled(id: "\(key)pk\(index)", look.pattern, look.colour)
                    HTML.lineBreak
                }
            }
        }
    }
}

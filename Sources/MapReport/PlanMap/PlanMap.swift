public import GeoCore
public import PlanCheck

/// One plan on its units as an SVG that goes into a letter or report: outline, units by colour and pattern, the sides
/// where something borders, distances, legend, scale bar. Self-contained; the text is in the drawing, so it can be read
/// out and searched.
public struct PlanMap {
    private let plan: PlanResult
    private let shapes: PlanShapes
    private let result: CheckResult
    private let language: Language
    private let style: NumberStyle
    private let frame: MapFrame

    static let longest = 640.0
    static let margin = 16.0
    static let header = 46.0
    static let legendWidth = 330.0

    public init(_ plan: PlanResult, _ shapes: PlanShapes, of result: CheckResult, _ language: Language) {
        self.plan = plan
        self.shapes = shapes
        self.result = result
        self.language = language
        style = NumberStyle(language)
        frame = MapFrame(window: shapes.window, longest: Self.longest)
    }

    private func say(en: String, nl: String) -> String { language == .nl ? nl : en }

    /// Units that are drawn, in the order of the page; background layers lie everywhere and are only named.
    private var drawn: [(number: Int, hit: UnitHit, shape: UnitShape)] {
        let byHit = Dictionary(shapes.units.map { (plan.hits[$0.hit].id, $0) }, uniquingKeysWith: { first, _ in first })
        let hits = [HitState.hit, .touches, .near].flatMap { plan.hits(in: $0) }.filter { !$0.isContext }
        var number = 0
        return hits.compactMap { hit in
            guard let shape = byHit[hit.id] else { return nil }
            number += 1
            return (number, hit, shape)
        }
    }

    public var svg: String {
        let units = drawn
        let legend = PlanMapLegend(plan, units.map { ($0.number, $0.hit) }, language)
        let width = frame.width + Self.legendWidth + 3 * Self.margin
        let footer = 44.0
        let height = Self.header + max(frame.height, legend.height) + footer + Self.margin
        let left = Self.margin
        var out: [String] = []
        out.append(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(MapFrame.number(width))\" height=\"\(MapFrame.number(height))\""
                + " viewBox=\"0 0 \(MapFrame.number(width)) \(MapFrame.number(height))\" role=\"img\" aria-labelledby=\"titel beschrijving\""
                + " font-family=\"Calibri, Carlito, 'Segoe UI', Arial, sans-serif\" font-size=\"12\" fill=\"#1a1a1a\" lang=\"\(language.rawValue)\">")
        out.append("<title id=\"titel\">\(XML.escaped(title))</title>")
        out.append("<desc id=\"beschrijving\">\(XML.escaped(legend.description))</desc>")
        let looks = Set(units.map { QualityLook.of($0.hit.quality) }).sorted { codePointOrder($0.key, $1.key) }
        out.append(
            "<defs><clipPath id=\"kader\"><rect width=\"\(MapFrame.number(frame.width))\" height=\"\(MapFrame.number(frame.height))\"/></clipPath>"
                + looks.map(\.definition).joined() + "</defs>")
        out.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>")
        out.append(
            "<text x=\"\(MapFrame.number(left))\" y=\"22\" font-size=\"16\" font-weight=\"bold\">\(XML.escaped(Display.truncated(title, to: 110)))</text>")
        out.append("<text x=\"\(MapFrame.number(left))\" y=\"38\" fill=\"#444444\">\(XML.escaped(Display.truncated(subtitle, to: 150)))</text>")
        out.append("<g transform=\"translate(\(MapFrame.number(left)) \(MapFrame.number(Self.header)))\">")
        out.append("<g clip-path=\"url(#kader)\">")
        out += drawing(units)
        out.append("</g>")
        out.append("<rect width=\"\(MapFrame.number(frame.width))\" height=\"\(MapFrame.number(frame.height))\" fill=\"none\" stroke=\"#888888\"/>")
        out += bottom
        out.append("</g>")
        out.append(
            "<g transform=\"translate(\(MapFrame.number(left + frame.width + Self.margin)) \(MapFrame.number(Self.header)))\">")
        out += legend.svg
        out.append("</g></svg>")
        return out.joined(separator: "\n") + "\n"
    }

    /// The map alone, for a page that has title and legend in words. Its patterns are those of the page.
    /// - Parameter key: tells the pictures of a page apart.
    func picture(key: String) -> String {
        let units = drawn
        let (width, height) = (MapFrame.number(frame.width + 2), MapFrame.number(frame.height + 50))
        let about = PlanMapLegend(plan, units.map { ($0.number, $0.hit) }, language).description
        return "<svg viewBox=\"-1 -1 \(width) \(height)\" width=\"\(width)\" role=\"img\" aria-label=\"\(XML.escaped(about))\" font-size=\"13\" fill=\"#1a1a1a\">"
            + "<defs><clipPath id=\"\(key)kader\"><rect width=\"\(MapFrame.number(frame.width))\" height=\"\(MapFrame.number(frame.height))\"/></clipPath></defs>\n"
            + "<g clip-path=\"url(#\(key)kader)\"><rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n" + drawing(units).joined(separator: "\n") + "</g>\n"
            + "<rect width=\"\(MapFrame.number(frame.width))\" height=\"\(MapFrame.number(frame.height))\" fill=\"none\" stroke=\"#888888\"/>\n"
            + bottom.joined(separator: "\n") + "</svg>\n"
    }

    /// Units with their numbers on the map, in its order.
    var numbered: [(number: Int, hit: UnitHit)] { drawn.map { ($0.number, $0.hit) } }

    private var title: String {
        plan.name + (result.parameters.caseText.map { say(en: " · case ", nl: " · zaak ") + $0 } ?? "") + " · "
            + style.hectares(plan.areaHectares) + " ha"
    }

    private var subtitle: String {
        let isMarked = SyntheticData.isMarked(result.catalogue.name)
        let isSynthetic = result.notices.contains { $0.code == SyntheticData.noticeCode }
        return result.catalogue.name
            + (isSynthetic && !isMarked ? " · " + say(en: "SYNTHETIC PRACTICE MAP", nl: "SYNTHETISCHE OEFENKAART") : "")
    }

    // MARK: the map itself

    private func drawing(_ units: [(number: Int, hit: UnitHit, shape: UnitShape)]) -> [String] {
        var out: [String] = []
        // Below: what a unit is around the plan; firm units last, so that they are seen.
        for unit in units.reversed() {
            let look = QualityLook.of(unit.hit.quality)
            let area = frame.path(unit.shape.surroundings)
            if !area.isEmpty {
                out.append(
                    "<path d=\"\(area)\" fill=\"\(look.colour)\" fill-opacity=\"0.07\" fill-rule=\"evenodd\"/>"
                        + "<path d=\"\(area)\" fill=\"url(#p-\(look.key))\" fill-opacity=\"0.45\" fill-rule=\"evenodd\" stroke=\"\(look.colour)\" stroke-opacity=\"0.8\" stroke-width=\"0.8\"/>")
            }
        }
        for unit in units.reversed() {
            let look = QualityLook.of(unit.hit.quality)
            let overlap = frame.path(unit.shape.overlap)
            if !overlap.isEmpty {
                out.append(
                    "<path d=\"\(overlap)\" fill=\"\(look.colour)\" fill-opacity=\"0.10\" fill-rule=\"evenodd\" stroke=\"\(look.colour)\" stroke-width=\"1.6\"/>")
            }
            for line in unit.shape.lines {
                out.append("<path d=\"\(frame.path(line))\" fill=\"none\" stroke=\"\(look.colour)\" stroke-width=\"1.6\" stroke-dasharray=\"7 3\"/>")
            }
            for point in unit.shape.points {
                let place = frame.place(point)
                out.append(
                    "<circle cx=\"\(MapFrame.number(place.x))\" cy=\"\(MapFrame.number(place.y))\" r=\"3.5\" fill=\"#ffffff\" stroke=\"\(look.colour)\" stroke-width=\"1.6\"/>")
            }
        }
        let outline = frame.path(shapes.outline)
        out.append("<path d=\"\(outline)\" fill=\"none\" stroke=\"#ffffff\" stroke-width=\"5\" stroke-linejoin=\"round\"/>")
        out.append("<path d=\"\(outline)\" fill=\"none\" stroke=\"#111111\" stroke-width=\"2.4\" stroke-linejoin=\"round\"/>")
        let labels = PlanMapLabels(frame: frame, plan: plan, outline: shapes.outline, style: style)
        return out + labels.svg(units)
    }

    /// Scale bar, north, coordinate system and what may be read from it.
    private var bottom: [String] {
        let metres = frame.scaleBarMetres
        let length = metres * frame.scale
        let y = frame.height + 18
        let half = MapFrame.number(length / 2)
        let crs = result.catalogue.crs
        return [
            "<g transform=\"translate(0 \(MapFrame.number(y)))\" stroke=\"#111111\"><rect width=\"\(half)\" height=\"5\" fill=\"#111111\"/>"
                + "<rect x=\"\(half)\" width=\"\(half)\" height=\"5\" fill=\"#ffffff\"/></g>",
            "<text x=\"\(MapFrame.number(length + 8))\" y=\"\(MapFrame.number(y + 7))\">\(style.parameterMetres(metres))</text>",
            "<g transform=\"translate(\(MapFrame.number(frame.width - 12)) \(MapFrame.number(frame.height + 10)))\"><path d=\"M0 0L6 18L0 13L-6 18Z\" fill=\"#111111\"/>"
                + "<text x=\"-12\" y=\"14\" text-anchor=\"end\">\(say(en: "N (grid)", nl: "N (kaartnoord)"))</text></g>",
            "<text x=\"0\" y=\"\(MapFrame.number(frame.height + 42))\" fill=\"#444444\">\(XML.escaped(crs)) · "
                + say(
                    en: "drawn for the screen; the hectares are those of the check",
                    nl: "vereenvoudigd getekend; de hectares zijn die van de toets") + "</text>",
        ]
    }
}

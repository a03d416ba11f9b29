import GeoCore
import PlanCheck

/// What the numbers, colours and patterns mean, by core quality.
struct PlanMapLegend {
    private let plan: PlanResult
    private let units: [(number: Int, hit: UnitHit)]
    private let language: Language
    private let style: NumberStyle

    private static let lineHeight = 16.0
    private static let columns = 50

    init(_ plan: PlanResult, _ units: [(number: Int, hit: UnitHit)], _ language: Language) {
        self.plan = plan
        self.units = units
        self.language = language
        style = NumberStyle(language)
    }

    private func say(en: String, nl: String) -> String { language == .nl ? nl : en }

    private enum Line {
        case plan
        case quality(String)
        case unit(Int, UnitHit)
        case text(String)
        case border
    }

    private var qualities: [String] {
        var names: [String] = []
        for unit in units where !names.contains(unit.hit.quality) { names.append(unit.hit.quality) }
        return names
    }

    private var lines: [Line] {
        var lines: [Line] = [.plan]
        if units.contains(where: { $0.hit.state == .touches }) { lines.append(.border) }
        for quality in qualities {
            lines.append(.quality(quality))
            lines += units.filter { $0.hit.quality == quality }.map { .unit($0.number, $0.hit) }
        }
        let background = plan.hits.filter { $0.isContext && $0.state == .hit }.map { Display.clean($0.name) }
        if !background.isEmpty {
            let text = say(en: "Background, not drawn: ", nl: "Achtergrond, niet getekend: ") + background.joined(separator: " · ")
            lines += Display.wrapped(text, to: Self.columns).map { .text($0) }
        }
        return lines
    }

    var height: Double { Double(lines.count) * Self.lineHeight + 24 }

    var svg: [String] {
        var y = 12.0
        return lines.map { line in
            defer { y += Self.lineHeight }
            let top = MapFrame.number(y - 10)
            let base = MapFrame.number(y + 1)
            switch line {
            case .plan:
                return "<rect x=\"1\" y=\"\(top)\" width=\"18\" height=\"11\" fill=\"none\" stroke=\"#111111\" stroke-width=\"2.4\"/><text x=\"28\" y=\"\(base)\">\(say(en: "plan area", nl: "plangebied"))</text>"
            case .border:
                return "<path d=\"M1 \(MapFrame.number(y - 4))H20\" stroke=\"#c1121f\" stroke-width=\"4\"/><text x=\"28\" y=\"\(base)\">\(say(en: "common border (no overlap)", nl: "gedeelde grens (geen overlap)"))</text>"
            case .quality(let name):
                y += 5
                let look = QualityLook.of(name)
                let box = "x=\"1\" y=\"\(MapFrame.number(y - 10))\" width=\"18\" height=\"12\""
                return "<rect \(box) fill=\"\(look.colour)\" fill-opacity=\"0.12\"/><rect \(box) fill=\"url(#p-\(look.key))\" stroke=\"\(look.colour)\"/>"
                    + "<text x=\"28\" y=\"\(MapFrame.number(y + 1))\" font-weight=\"bold\">\(XML.escaped(Display.clean(name)))</text>"
            case .unit(let number, let hit):
                let look = QualityLook.of(hit.quality)
                return PlanMapLabels.badge(number, at: SIMD2(10, y - 3), look.colour).replacing("r=\"9\"", with: "r=\"7.5\"")
                    .replacing("font-size=\"11\"", with: "font-size=\"10\"")
                    + "<text x=\"28\" y=\"\(base)\">\(XML.escaped(Display.truncated(name(hit), to: Self.columns - Display.width(amount(hit)))))</text>"
                    + "<text x=\"\(MapFrame.number(PlanMap.legendWidth - 2))\" y=\"\(base)\" text-anchor=\"end\">\(XML.escaped(amount(hit)))</text>"
            case .text(let text):
                return "<text x=\"1\" y=\"\(MapFrame.number(y + 5))\" fill=\"#444444\">\(XML.escaped(text))</text>"
            }
        }
    }

    func name(_ hit: UnitHit) -> String {
        guard let level = hit.level, !level.isEmpty, level != hit.name else { return Display.clean(hit.name) }
        return Display.clean(hit.name) + " · " + Display.clean(level)
    }

    /// How the unit lies to the plan, in a few characters.
    func amount(_ hit: UnitHit) -> String {
        switch hit.state {
        case .hit:
            hit.lengthMetres.map { style.metres($0) } ?? hit.count.map { "\($0)×" }
                ?? style.hectares(hit.areaHectares ?? 0) + " ha" + (hit.shareOfPlan.map { " (\(style.percent($0)))" } ?? "")
        case .touches: say(en: "borders", nl: "grenst aan")
        case .near: style.distance(hit.distanceMetres ?? 0)
        case .notHit, .noData: ""
        }
    }

    /// The map in words.
    var description: String {
        let items = units.map { unit in
            Display.clean(unit.hit.quality) + ": " + name(unit.hit) + ", " + amount(unit.hit)
        }
        let start = say(
            en: "Map of the plan area with \(units.count) units. ", nl: "Kaart van het plangebied met \(units.count) eenheden. ")
        return start + items.joined(separator: "; ") + "."
    }
}

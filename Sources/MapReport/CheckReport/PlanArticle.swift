import GeoCore
import PlanCheck

/// One plan on the page: in short, the map with its legend in words, then every table.
struct PlanArticle {
    private let report: CheckText
    private let plan: PlanResult
    private let number: Int
    /// nil: no picture.
    var map: PlanMap?

    init(_ report: CheckText, _ plan: PlanResult, number: Int, map: PlanMap?) {
        self.report = report
        self.plan = plan
        self.number = number
        self.map = map
    }

    private var language: Language { report.language }
    private var style: NumberStyle { report.style }
    private var key: String { "plan-\(number + 1)" }
    private func say(_ en: String, _ nl: String) -> String { report.say(en: en, nl: nl) }

    var html: HTML {
        element("article", ["class": "plan", "id": key, "aria-labelledby": key + "-titel"]) {
            // The title of a page about one plan has its name already.
            element("h2", ["id": key + "-titel", "class": report.result.plans.count == 1 ? "hidden" : nil]) { plan.name }
            element("p", ["class": "soft"]) { about }
            element("div", ["class": "first"]) {
                element("div") {
                    element("h3", ["class": "hidden"]) { ReportWording.inShort.text(language) }
                    element("ul", ["class": "states"]) { states }
                    facts(CheckRemarks(report, plan).aboutThePlan)
                }
                if let map { picture(map) } else { noPicture }
            }
            PlanTables(report, plan, number: number, key: key).html
        }
    }

    private var about: HTML {
        let parts = say("\(plan.parts) part\(plan.parts == 1 ? "" : "s")", plan.parts == 1 ? "1 vlak" : "\(plan.parts) vlakken")
        let place = [plan.file, plan.source.isEmpty ? nil : plan.source, parts, plan.crs].compactMap { $0 }
        return pieces {
            element("strong", ["data-json": "plans.\(number).area_ha"]) { style.hectares(plan.areaHectares) + " ha" }
            " · " + place.joined(separator: " · ")
        }
    }

    // MARK: in short

    /// What lies how to the plan, the background apart.
    private var states: [HTML] {
        let titles: [(HitState, String)] = [
            (.hit, say("Overlaps the plan", "Overlapt met het plan")), (.touches, say("Borders the plan, without overlap", "Grenst aan het plan, zonder overlap")),
            (.near, say("Near", "Nabij")),
        ]
        let limits = report.result.parameters
        return titles.compactMap { state, title in
            if state == .near, limits.nearMetres == nil { return nil }
            let all = plan.hits(in: state)
            let own = all.filter { !$0.isContext && !OtherLayers.include($0.quality) }
            let background = all.filter { $0.isContext && state == .hit }.map { Display.clean($0.name) }
            let within = state == .touches ? style.parameterMetres(limits.toleranceMetres) : state == .near ? style.parameterMetres(limits.nearMetres ?? 0) : ""
            let bracket = state == .touches ? say(" (tolerance \(within))", " (speling \(within))") : state == .near ? say(" (within \(within))", " (binnen \(within))") : ""
            return element("li") {
                element("strong") { title }
                bracket + ": "
                own.isEmpty ? say("nothing", "niets") : Wording.list(own.map { Display.clean($0.name) + amount($0) }, language)
                if !background.isEmpty {
                    element("span", ["class": "soft"]) { say("; background: ", "; achtergrond: ") + Wording.list(background, language) }
                }
                "."
            }
        } + [absent, noData]
    }

    private func amount(_ hit: UnitHit) -> String {
        let sections = CheckSections(report, plan)
        let amount = sections.amount(hit)
        switch hit.state {
        case .hit:
            let unit = hit.areaHectares != nil && hit.lengthMetres == nil && hit.count == nil ? " ha" : ""
            return " (\(amount)\(unit)\(hit.shareOfPlan.map { ", " + style.percent($0) } ?? ""))"
        case .touches: return hit.sharedBoundaryMetres == nil ? "" : " (" + amount + say(" of border", " grens") + ")"
        case .near, .notHit: return " (" + amount + ")"
        case .noData: return ""
        }
    }

    private var absent: HTML {
        let all = plan.hits.filter { $0.state == .notHit && !$0.isContext && !OtherLayers.include($0.quality) }
        let nearest = all.filter { $0.distanceMetres != nil }.min { ($0.distanceMetres ?? 0) < ($1.distanceMetres ?? 0) }
        let place = nearest.map { say("; the nearest is ", "; het dichtstbij is ") + Display.clean($0.name) + say(", at ", ", op ") + style.distance($0.distanceMetres ?? 0) } ?? ""
        return element("li") {
            element("strong") { say("Not on the map here", "Hier niet op de kaart") }
            say(": \(all.count) units", all.count == 1 ? ": 1 eenheid" : ": \(all.count) eenheden") + place + "."
        }
    }

    /// Nobody may take these for "not on the map".
    private var noData: HTML {
        let count = plan.hits.count { $0.state == .noData }
        guard count > 0 else { return HTML() }
        return element("li") {
            element("strong") { say("No data", "Geen gegevens") }
            say(": \(count) units, which the map cannot answer (", count == 1 ? ": 1 eenheid, waarover de kaart niets zegt (" : ": \(count) eenheden, waarover de kaart niets zegt (")
            element("a", ["href": "#" + key + "-zonder"]) { say("which", "welke") }
            ")."
        }
    }

    private func facts(_ remarks: [CheckRemarks.Remark]) -> HTML {
        element("dl", ["class": "facts"]) {
            for remark in remarks {
                element("dt") { remark.label }
                element("dd") { remark.text }
            }
        }
    }

    // MARK: the map

    private func picture(_ map: PlanMap) -> HTML {
        let units = map.numbered
        var qualities: [String] = []
        for unit in units where !qualities.contains(unit.hit.quality) { qualities.append(unit.hit.quality) }
        let legend = PlanMapLegend(plan, units, language)
        return element("figure") {
            HTML.drawing(map, key: key + "-")
            element("ul", ["class": "numbered", "aria-label": say("Legend", "Legenda")]) {
                if units.contains(where: { $0.hit.state == .touches }) {
                    element("li", ["class": "group"]) {
                        element("svg", ["width": "26", "height": "14", "viewBox": "0 0 26 14", "aria-hidden": "true"]) {
                            element("path", ["d": "M1 7H25", "stroke": "#c1121f", "stroke-width": "4"])
                        }
                        element("span") { say("common border, without overlap; metres per side", "gedeelde grens, zonder overlap; meters per zijde") }
                    }
                }
                for quality in qualities {
                    element("li", ["class": "group"]) {
                        swatch(QualityLook.of(quality))
                        element("span") { quality }
                    }
                    for unit in units where unit.hit.quality == quality {
                        element("li") {
                            badge(unit.number, QualityLook.of(quality))
                            element("span") { legend.name(unit.hit) }
                            element("span", ["class": "n"]) { legend.amount(unit.hit) }
                        }
                    }
                }
            }
            element("figcaption") {
                say(
                    "Black: the plan. Drawn for the screen; the hectares are those of the check, not of the drawing.",
                    "Zwart: het plan. Vereenvoudigd getekend; de hectares zijn die van de toets, niet van de tekening.")
            }
        }
    }

    private func swatch(_ look: QualityLook) -> HTML {
        element("svg", ["width": "26", "height": "16", "viewBox": "0 0 26 16", "aria-hidden": "true"]) {
            element("rect", ["x": "1", "y": "1", "width": "24", "height": "14", "fill": look.colour, "fill-opacity": "0.12"])
            element("rect", ["x": "1", "y": "1", "width": "24", "height": "14", "fill": "url(#p-\(look.key))", "stroke": look.colour])
        }
    }

    private func badge(_ number: Int, _ look: QualityLook) -> HTML {
        element("svg", ["width": "26", "height": "18", "viewBox": "0 0 26 18", "role": "img", "aria-label": "\(number)"]) {
            element("circle", ["cx": "13", "cy": "9", "r": "8", "fill": "#ffffff", "stroke": look.colour, "stroke-width": "2"])
            element("text", ["x": "13", "y": "13", "text-anchor": "middle", "font-size": "11", "font-weight": "bold"]) { "\(number)" }
        }
    }

    private var noPicture: HTML {
        element("p", ["class": "note"]) {
            report.result.plans.count <= CheckFolder.mapLimit
                ? say(
                    "The map is left out to keep this page small; it stands beside it as kaart-\(number + 1).svg, and in hits.gpkg.",
                    "De kaart is weggelaten om deze pagina klein te houden; ze staat ernaast als kaart-\(number + 1).svg, en in hits.gpkg.")
                : say(
                    "The map is left out to keep this page small; the layers are in hits.gpkg.",
                    "De kaart is weggelaten om deze pagina klein te houden; de lagen staan in hits.gpkg.")
        }
    }
}

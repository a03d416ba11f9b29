import GeoCore
import LayerDiff

/// The map of a comparison in three views (old, new, cause), switched without a script; what is pointed at is said in words.
struct MapFigure {
    let context: ReportContext
    private let picture: MapPicture
    private let faces: [Face]
    private let drawn: DrawnPicture
    private let fills: ClassFills

    /// The picture has a side of 1600 units at every detail.
    private static let longest = Double(MapPicture.longest)
    /// Units of the strip under the map with scale bar, coordinate system and north.
    private static let strip = 96.0
    private static let legendLimit = 14

    /// Nil when nothing was drawn.
    init?(_ context: ReportContext) {
        guard context.detail.hasMap, let picture = context.outcome.picture, let faces = context.outcome.faces else { return nil }
        self.context = context
        self.picture = picture
        self.faces = faces.faces
        drawn = DrawnPicture(picture, context.detail)
        fills = ClassFills(picture, key: context.key)
    }

    private var language: Language { context.language }
    private func say(_ text: Bilingual) -> String { context.say(text) }
    private var width: Double { Double(drawn.grid.width) * drawn.scale }
    private var height: Double { Double(drawn.grid.height) * drawn.scale }

    /// Of the views, as their buttons have them.
    private var names: [String] { [context.names.old, context.names.new, say(ReportWording.difference)] }

    var html: HTML {
        element("fieldset", ["class": "map pointable", "id": context.key + "kaart"]) {
            element("legend", ["class": "hidden"]) { say(ReportWording.view) }
            for (index, name) in names.enumerated() {
                let id = "\(context.key)beeld\(index + 1)"
                element(
                    "input",
                    [
                        "type": "radio", "class": "pick-\(index + 1)", "name": context.key + "beeld", "id": id,
                        "checked": index == 2 ? "" : nil,
                    ])
                element("label", ["for": id]) { capital(name) }
            }
            definitions
            element("div", ["class": "stage"]) {
                view(1, dated(picture.old.classes, "o", \.old), title: context.names.onOldMap)
                view(2, dated(picture.new.classes, "n", \.new), title: context.names.onNewMap)
                view(3, causes, title: say(ReportWording.difference))
            }
            element("p", ["class": "pointed", "aria-hidden": "true"]) { say(ReportWording.pointHere) }
            keys(1, classKey(picture.old.classes, \.old))
            keys(2, classKey(picture.new.classes, \.new))
            keys(3, causeKey)
            element("p", ["class": "small soft"]) { ([say(ReportWording.drawnForScreen)] + remarks).joined(separator: " ") }
        }
    }

    /// The map once more, for the first screen of a run: the same three views, drawn by reference.
    var preview: HTML {
        element("fieldset", ["class": "map"]) {
            element("legend", ["class": "hidden"]) { say(ReportWording.view) }
            for (index, name) in names.enumerated() {
                let id = "\(context.key)plaat\(index + 1)"
                element(
                    "input",
                    [
                        "type": "radio", "class": "pick-\(index + 1)", "name": context.key + "plaat", "id": id,
                        "checked": index == 2 ? "" : nil,
                    ])
                element("label", ["for": id]) { capital(name) }
            }
            element("div", ["class": "stage"]) {
                for number in 1...3 {
                    element(
                        "svg",
                        [
                            "class": "view-\(number)", "viewBox": "0 0 \(MapFrame.number(width)) \(MapFrame.number(height + Self.strip))", "role": "img",
                            "aria-label": capital(names[number - 1]),
                        ]
                    ) { element("use", ["href": "#\(context.key)g\(number)"]) }
                }
            }
            keys(1, classKey(picture.old.classes, \.old))
            keys(2, classKey(picture.new.classes, \.new))
            keys(3, causeKey)
            element("p", ["class": "small screen"]) {
                element("a", ["href": "#" + context.key + "kaart"]) {
                    context.say("To the map on which places can be pointed at", "Naar de kaart waarop plekken zijn aan te wijzen")
                }
            }
        }
    }

    private func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    // MARK: shapes

    private var definitions: HTML {
        element("svg", ["class": "hidden", "width": "0", "height": "0", "aria-hidden": "true", "focusable": "false"]) {
            element("defs") {
                fills.definitions(context.detail)
                for (letter, map) in [("o", drawn.old), ("n", drawn.new)] {
                    for index in map.classes.indices {
                        element(
                            "path",
                            ["id": "\(context.key)\(letter)\(index)", "vector-effect": "non-scaling-stroke", "d": map.shapes.path(index)])
                        HTML.lineBreak
                    }
                }
            }
        }
    }

    private func view(_ number: Int, _ content: HTML, title: String) -> HTML {
        let (title, id) = (capital(title), "\(context.key)v\(number)")
        return element(
            "svg",
            [
                "class": "view-\(number)", "viewBox": "0 0 \(MapFrame.number(width)) \(MapFrame.number(height + Self.strip))",
                "role": "group", "aria-labelledby": "\(id)t \(id)d",
            ]
        ) {
            element("title", ["id": id + "t"]) { title }
            element("desc", ["id": id + "d"]) { description(number) }
            element("g", ["id": "\(context.key)g\(number)"]) {
                element("rect", ["width": MapFrame.number(width), "height": MapFrame.number(height), "fill": "#fff"])
                element("g", ["transform": "scale(\(MapFrame.number(drawn.scale)))", "fill-rule": "nonzero"]) {
                    content
                    outside
                }
                legendStrip(capital(names[number - 1]))
            }
        }
    }

    private func description(_ number: Int) -> String {
        switch number {
        case 1, 2:
            let map = number == 1 ? picture.old : picture.new
            return context.say(
                "\(map.classes.count) classes; go through them with the arrow keys.",
                "\(map.classes.count) klassen; loop ze langs met de pijltjestoetsen.")
        default:
            let causes = self.presentCauses.map { $0.label.text(language) }
            return context.say(
                "Places by cause: \(Wording.list(causes, .en)). Go through them with the arrow keys, the largest first.",
                "Plekken naar oorzaak: \(Wording.list(causes, .nl)). Loop ze langs met de pijltjestoetsen, de grootste eerst.")
        }
    }

    /// What lies outside the area that is counted is seen, and paler.
    private var outside: HTML? {
        guard let frame = drawn.frame, frame.count > 0 else { return nil }
        let path = frame.path(0)
        return pieces {
            element(
                "path",
                [
                    "d": "M0 0H\(drawn.grid.width)V\(drawn.grid.height)H0z" + path, "fill": "#fff", "fill-opacity": "0.7",
                    "fill-rule": "evenodd", "pointer-events": "none",
                ])
            element(
                "path",
                ["d": path, "fill": "none", "stroke": "#333", "stroke-width": "1.2", "vector-effect": "non-scaling-stroke", "pointer-events": "none"])
        }
    }

    private func dated(_ classes: [String], _ letter: String, _ area: KeyPath<ClassAccount, Double>) -> HTML {
        let opacity = context.isAnyOf ? "0.7" : nil
        return element("g", ["stroke": "#fff", "stroke-width": "0.7", "fill-opacity": opacity]) {
            for (index, name) in classes.enumerated() {
                element(
                    "use",
                    [
                        "href": "#\(context.key)\(letter)\(index)", "class": "spot", "tabindex": index == 0 ? "0" : "-1", "role": "img",
                        "fill": fills.fill(name, onMap: true),
                    ]
                ) {
                    element("title") { classText(name, area) }
                }
                HTML.lineBreak
            }
        }
    }

    private func classText(_ name: String, _ area: KeyPath<ClassAccount, Double>) -> String {
        let total = context.result.classes.first { $0.name == name }?[keyPath: area]
        return Display.clean(name) + (total.map { " · \(context.ha($0)) ha " } ?? " ")
            + (area == \.old ? context.names.onOldMap : context.names.onNewMap)
    }

    // MARK: causes

    private var presentCauses: [Cause] {
        let found = Set(faces.map(\.cause))
        return Cause.allCases.filter { found.contains($0) || $0 == .same }
    }

    /// Faces that are seen at this detail, largest first; ties as the faces come.
    private var seen: [Int] {
        faces.indices.filter { !drawn.faces.rings(ofShape: $0).isEmpty }
            .sorted { faces[$0].hectares != faces[$1].hectares ? faces[$0].hectares > faces[$1].hectares : $0 < $1 }
    }

    private var causes: HTML {
        let seen = seen
        let spots = seen.prefix(context.detail.spots)
        return pieces {
            element("g", ["class": "ground", "fill": "#e1e1e1", "stroke": "#e1e1e1", "stroke-width": "0.5"]) {
                for (letter, map) in [("o", drawn.old), ("n", drawn.new)] {
                    for index in map.classes.indices {
                        element("use", ["href": "#\(context.key)\(letter)\(index)"])
                    }
                }
            }
            rest(Array(seen.dropFirst(context.detail.spots)))
            for cause in presentCauses {
                let own = spots.filter { faces[$0].cause == cause }
                if !own.isEmpty {
                    element(
                        "g",
                        [
                            "fill": ReportFills.map(cause), "stroke": ReportFills.line(cause), "stroke-width": "0.6",
                        ]
                    ) {
                        for index in own { spot(index, isFirst: index == spots.first) }
                    }
                }
            }
        }
    }

    private func spot(_ index: Int, isFirst: Bool) -> HTML {
        pieces {
            element(
                "path",
                [
                    "class": "spot", "tabindex": isFirst ? "0" : "-1", "role": "img", "vector-effect": "non-scaling-stroke",
                    "d": drawn.faces.path(index),
                ]
            ) {
                element("title") { text(faces[index]) }
            }
            HTML.lineBreak
        }
    }

    /// `'EHS' → 'NNN', alleen 2010 · besluit · 12,4 ha · regel 2 · bewijs 7 · deelvlak f12`.
    private func text(_ face: Face) -> String {
        var parts = [pair(face.from, face.to), face.cause.label.text(language), context.ha(face.hectares) + " ha"]
        parts.append(context.say("rule \(face.rule)", "regel \(face.rule)"))
        if let evidence = face.evidence { parts.append(context.say("evidence \(evidence)", "bewijs \(evidence)")) }
        if let line = face.crosswalkLine { parts.append(context.say("crosswalk line \(line)", "vertaaltabel regel \(line)")) }
        if let zone = face.zone { parts.append(Display.clean(zone)) }
        parts.append(context.say("part \(face.id)", "deelvlak \(face.id)"))
        return parts.joined(separator: " · ")
    }

    private func pair(_ from: String?, _ to: String?) -> String {
        switch (from, to) {
        case (let from?, let to?): "\(Display.clean(from)) → \(Display.clean(to))"
        case (let from?, nil): Display.clean(from) + ", " + context.say("only ", "alleen ") + context.names.old
        case (nil, let to?): Display.clean(to) + ", " + context.say("only ", "alleen ") + context.names.new
        case (nil, nil): Wording.notOnMap.text(language)
        }
    }

    /// Smaller faces, one path per pair and cause.
    private func rest(_ indices: [Int]) -> HTML {
        struct Group: Hashable {
            var from: String?
            var to: String?
            var cause: Cause
        }
        var order: [Group] = []
        var members: [Group: [Int]] = [:]
        for index in indices {
            let group = Group(from: faces[index].from, to: faces[index].to, cause: faces[index].cause)
            if members[group] == nil { order.append(group) }
            members[group, default: []].append(index)
        }
        return pieces {
            for group in order {
                let own = members[group] ?? []
                let total = own.reduce(0) { $0 + faces[$1].hectares }
                let count = context.style.count(own.count)
                element(
                    "path",
                    [
                        "class": "spot", "tabindex": "-1", "role": "img", "vector-effect": "non-scaling-stroke",
                        "fill": ReportFills.map(group.cause), "stroke": ReportFills.line(group.cause), "stroke-width": "0.4",
                        "d": path(own),
                    ]
                ) {
                    element("title") {
                        pair(group.from, group.to) + " · " + group.cause.label.text(language) + " · "
                            + context.say(
                                "\(count) smaller places, \(context.ha(total)) ha together", "\(count) kleinere plekken, samen \(context.ha(total)) ha")
                    }
                }
                HTML.lineBreak
            }
        }
    }

    private func path(_ indices: [Int]) -> String {
        var data = PathData()
        for index in indices { data.add(drawn.faces, shape: index) }
        return data.text
    }

    // MARK: legend

    /// - Parameter name: of the view, for paper, where no button says it.
    private func legendStrip(_ name: String) -> HTML {
        let metres = MapScale.roundMetres(drawn.grid.unit * Double(drawn.grid.width))
        let length = metres / drawn.grid.unit * drawn.scale
        let y = height + 26
        let crs = context.result.old.crs ?? context.result.new.crs
        return element("g", ["class": "strip"]) {
            element("text", ["class": "name", "x": "14", "y": "70"]) { name }
            element("rect", ["x": "12", "y": MapFrame.number(y), "width": MapFrame.number(length / 2), "height": "14", "fill": "#1a1d21"])
            element(
                "rect",
                [
                    "x": MapFrame.number(12 + length / 2), "y": MapFrame.number(y), "width": MapFrame.number(length / 2), "height": "14",
                    "fill": "#fff", "stroke": "#1a1d21", "stroke-width": "3",
                ])
            // Beside the bar: under it the larger letters of a phone would be in it.
            element("text", ["x": MapFrame.number(12 + length + 18), "y": MapFrame.number(y + 22)]) {
                context.style.parameterMetres(metres) + (crs.map { " · " + Display.clean($0.code ?? $0.name) } ?? "")
            }
            element(
                "path",
                ["d": "M0 0L20 56L0 42L-20 56Z", "transform": "translate(\(MapFrame.number(width - 34)) \(MapFrame.number(height + 18)))", "fill": "#1a1d21"])
            element("text", ["x": MapFrame.number(width - 66), "y": MapFrame.number(y + 40), "text-anchor": "end"]) { "N" }
        }
    }

    private func keys(_ number: Int, _ content: HTML) -> HTML {
        let name = capital(names[number - 1])
        return element("ul", ["class": "key keys keys-\(number)", "aria-label": context.say("Legend, ", "Legenda, ") + name, "data-name": name]) { content }
    }

    private var causeKey: HTML {
        pieces {
            // What is the same has the colour of the ground, and its words.
            for cause in presentCauses where cause != .same { ReportFills.key(cause, language) }
            element("li") {
                ReportFills.swatch("#e1e1e1", "#b4b4b4")
                element("span") { say(ReportWording.sameOnBoth) }
            }
        }
    }

    /// The largest classes of a map, in the order of their names.
    private func classKey(_ classes: [String], _ area: KeyPath<ClassAccount, Double>) -> HTML {
        let areas = Dictionary(context.result.classes.map { ($0.name, $0[keyPath: area]) }) { first, _ in first }
        let largest = Set(classes.sorted { (areas[$0] ?? 0, $1) > (areas[$1] ?? 0, $0) }.prefix(Self.legendLimit))
        let rest = classes.count - largest.count
        return pieces {
            for name in classes where largest.contains(name) {
                element("li") {
                    ReportFills.swatch(fills.fill(name, onMap: false), "#777")
                    element("span") { Display.truncated(Display.clean(name), to: 44) }
                }
            }
            if rest > 0 {
                element("li") {
                    element("span") {
                        context.say("and \(rest) smaller classes", "en \(rest) kleinere klassen")
                        element("span", ["class": "screen"]) { context.say(" (point at them)", " (wijs ze aan)") }
                    }
                }
            }
        }
    }

    /// What the drawing leaves out.
    private var remarks: [String] {
        var texts: [String] = []
        let lost = faces.indices.filter { drawn.faces.rings(ofShape: $0).isEmpty }
        if !lost.isEmpty {
            let (count, area) = (context.style.count(lost.count), context.ha(lost.reduce(0) { $0 + faces[$1].hectares }))
            texts.append(
                context.say(
                    "\(count) places smaller than a point of the drawing (\(area) ha together) are counted and not drawn.",
                    "\(count) plekken die kleiner zijn dan een punt van de tekening (samen \(area) ha) tellen mee en zijn niet getekend."))
        }
        let rest = faces.count - lost.count - context.detail.spots
        if rest > 0 {
            texts.append(
                context.say(
                    "The \(context.style.count(context.detail.spots)) largest places can be pointed at one by one, the other \(context.style.count(rest)) per kind.",
                    "De grootste \(context.style.count(context.detail.spots)) plekken zijn één voor één aan te wijzen, de andere \(context.style.count(rest)) per soort."))
        }
        if context.detail.coarseness > 1 {
            let step = context.style.distance(drawn.grid.unit)
            texts.append(
                context.say(
                    "To keep this file small the map is drawn in steps of \(step).", "Om dit bestand klein te houden is de kaart in stappen van \(step) getekend."))
        }
        return texts + [context.say("All of it, in full detail: kaart.gpkg.", "Alles, in volle scherpte: kaart.gpkg.")]
    }
}

/// Lengths for scale bars.
enum MapScale {
    /// A round length that takes about a fifth of `width`: 1, 2 or 5 times a power of ten.
    static func roundMetres(_ width: Double) -> Double {
        let wanted = width / 5
        guard wanted > 0, wanted.isFinite else { return 1 }
        var step = 1.0
        while step * 10 <= wanted { step *= 10 }
        while step > wanted { step /= 10 }
        return [5.0, 2.0].map { $0 * step }.first { $0 <= wanted } ?? step
    }
}

import GeoCore
import LayerDiff

/// Old classes on the left, new ones on the right, and between them what went where: as wide as its hectares, by cause.
struct FlowFigure {
    let context: ReportContext

    /// How the picture is laid out: names beside the bands, or, on a phone and where names would be too small, on them.
    private struct Layout {
        var suffix: String
        var className: String
        var width: Double
        var height: Double
        var gap: Double
        var left: Double
        var right: Double
        /// Classes per side; the others are taken together.
        var limit: Int
        var namesAreInside: Bool
        /// Characters of a name.
        var letters: Int

        static let wide = Layout(
            suffix: "", className: "flow wide", width: 920, height: 460, gap: 12, left: 276, right: 644, limit: 12, namesAreInside: false, letters: 30)
        static let narrow = Layout(
            suffix: "s", className: "flow narrow", width: 360, height: 420, gap: 14, left: 0, right: 352, limit: 8, namesAreInside: true, letters: 18)
        var nodeWidth: Double { namesAreInside ? 8 : 12 }
    }

    /// A band of less than this is a hairline.
    private static let hairline = 0.6

    private enum Side { case old, new }

    /// A class, "not on the map", or the smaller classes together.
    private enum Node: Hashable {
        case empty
        case named(String)
        case others
    }

    private struct Link {
        var from: Node
        var to: Node
        var cause: Cause
        var hectares: Double
    }

    private var cells: [MatrixCell] { context.result.matrix.filter { ($0.from != nil || $0.to != nil) && $0.hectares > 0 } }

    /// The classes of one side: when there are too many, those of which most changed or is open.
    private func nodes(_ name: (MatrixCell) -> String?, _ limit: Int) -> [Node] {
        var areas: [String: (changed: Double, all: Double)] = [:]
        var hasEmpty = false
        for cell in cells {
            guard let name = name(cell) else {
                hasEmpty = true
                continue
            }
            areas[name, default: (0, 0)].changed += cell.changed
            areas[name, default: (0, 0)].all += cell.hectares
        }
        let largest = Set(
            areas.keys.filter { areas.count <= limit || (areas[$0]?.changed ?? 0) > 0 }.sorted { one, other in
                let (a, b) = (areas[one] ?? (0, 0), areas[other] ?? (0, 0))
                return (b.changed, b.all, one) < (a.changed, a.all, other)
            }.prefix(limit))
        var nodes: [Node] = hasEmpty ? [.empty] : []
        nodes += largest.sorted(by: codePointOrder).map(Node.named)
        if areas.count > largest.count { nodes.append(.others) }
        return nodes
    }

    private func node(_ name: String?, _ nodes: Set<Node>) -> Node {
        guard let name else { return .empty }
        return nodes.contains(.named(name)) ? .named(name) : .others
    }

    var html: HTML {
        guard !cells.isEmpty else { return HTML() }
        let shown = picture(.wide)
        return element("figure", ["class": "pointable"]) {
            element("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": context.say(ReportWording.flow)]) {
                shown.html
                picture(.narrow).html
            }
            element("p", ["class": "pointed", "aria-hidden": "true"]) { pointHere }
            element("ul", ["class": "key"]) {
                for cause in Cause.allCases where shown.causes.contains(cause) { ReportFills.key(cause, context.language) }
            }
            element("figcaption") {
                context.say(
                    "Width is hectares. Left the old map, right the new one; \"not on the map\" is a side of its own. The same figures stand in the table of transitions.",
                    "De breedte is het aantal hectares. Links de oude kaart, rechts de nieuwe; \"niet op de kaart\" staat er als eigen vak bij. Dezelfde cijfers staan in de overgangstabel.")
                    + leftOut(shown.leftOut) + context.overlapInSums
            }
        }
    }

    private func leftOut(_ hectares: Double) -> String {
        guard hectares >= NumberStyle.noiseHectares else { return "" }
        let area = context.ha(hectares)
        return context.say(
            " Not drawn: \(area) ha of the other classes that is the same on both maps.",
            " Niet getekend: \(area) ha van de overige klassen die op beide kaarten gelijk is.")
    }

    /// - Returns: the picture, its causes, and the hectares that are the same among the classes taken together, which would fill it.
    private func picture(_ layout: Layout) -> (html: HTML, causes: Set<Cause>, leftOut: Double) {
        var (old, new) = (nodes(\.from, layout.limit), nodes(\.to, layout.limit))
        let all = links(old, new)
        let links = all.filter { !($0.from == .others && $0.to == .others && $0.cause == .same) }
        old.removeAll { node in !links.contains { $0.from == node } }
        new.removeAll { node in !links.contains { $0.to == node } }
        let total = links.reduce(0) { $0 + $1.hectares }
        guard total > 0 else { return (HTML(), [], 0) }
        let room = layout.height - layout.gap * Double(max(old.count, new.count) - 1)
        let scale = max(room, layout.height / 3) / total
        let (lefts, rights) = (tops(old, links, \.from, scale, layout), tops(new, links, \.to, scale, layout))
        let bottom = max(lefts.bottom, rights.bottom)
        let id = context.key + "stroom" + layout.suffix
        let html = element(
            "svg",
            [
                "class": layout.className, "viewBox": "0 0 \(MapFrame.number(layout.width)) \(MapFrame.number(bottom + 34))", "role": "group",
                "aria-labelledby": "\(id)t \(id)d", "font-size": layout.namesAreInside ? "12" : "13",
            ]
        ) {
            element("title", ["id": id + "t"]) { context.say(ReportWording.flow) }
            element("desc", ["id": id + "d"]) { description(links) }
            heads(layout)
            element("g", ["transform": "translate(0 26)"]) {
                bands(links, lefts.tops, rights.tops, scale, layout)
                boxes(old, links, \.from, lefts.tops, scale, .old, layout)
                boxes(new, links, \.to, rights.tops, scale, .new, layout)
            }
        }
        let left = all.reduce(0) { $0 + $1.hectares } - total
        return (html, Set(links.map(\.cause)), max(0, left))
    }

    private var pointHere: String {
        context.say("Point at a band, or go to it with Tab and the arrow keys.", "Wijs een band aan, of ga erheen met Tab en de pijltjestoetsen.")
    }

    private func links(_ old: [Node], _ new: [Node]) -> [Link] {
        struct Key: Hashable {
            var from: Node
            var to: Node
            var cause: Cause
        }
        let (olds, news) = (Set(old), Set(new))
        var areas: [Key: Double] = [:]
        for cell in cells {
            for (cause, hectares) in cell.causes.present where hectares > 0 {
                areas[Key(from: node(cell.from, olds), to: node(cell.to, news), cause: cause), default: 0] += hectares
            }
        }
        // In the order of both sides, so that bands cross no more than they must.
        return old.flatMap { from in
            new.flatMap { to in
                Cause.allCases.compactMap { cause in
                    areas[Key(from: from, to: to, cause: cause)].map { Link(from: from, to: to, cause: cause, hectares: $0) }
                }
            }
        }
    }

    private func tops(_ nodes: [Node], _ links: [Link], _ side: KeyPath<Link, Node>, _ scale: Double, _ layout: Layout) -> (tops: [Node: Double], bottom: Double) {
        var tops: [Node: Double] = [:]
        var y = 0.0
        for node in nodes {
            tops[node] = y
            let area = links.filter { $0[keyPath: side] == node }.reduce(0) { $0 + $1.hectares }
            // A class that is hardly wider than a line still needs room for its name.
            y += max(area * scale, 5) + layout.gap
        }
        return (tops, y)
    }

    private func bands(
        _ links: [Link], _ lefts: [Node: Double], _ rights: [Node: Double], _ scale: Double, _ layout: Layout
    ) -> HTML {
        var (leftNext, rightNext) = (lefts, rights)
        var places: [(link: Link, y0: Double, y1: Double)] = []
        for link in links {
            places.append((link, leftNext[link.from] ?? 0, 0))
            leftNext[link.from, default: 0] += link.hectares * scale
        }
        // On the right the bands arrive in the order of the left.
        for index in places.indices {
            let link = places[index].link
            places[index].y1 = rightNext[link.to] ?? 0
            rightNext[link.to, default: 0] += link.hectares * scale
        }
        return pieces {
            for (index, place) in places.enumerated() {
                let (link, width) = (place.link, place.link.hectares * scale)
                // A hairline is seen, and does not pass for more than it is.
                let isHairline = width < Self.hairline
                element(
                    "path",
                    [
                        "class": "spot", "role": "img", "tabindex": index == 0 ? "0" : "-1", "fill": isHairline ? ReportFills.line(link.cause) : ReportFills.bar(link.cause),
                        "fill-opacity": isHairline ? "0.4" : "0.85", "stroke": isHairline ? nil : ReportFills.line(link.cause),
                        "stroke-width": isHairline ? nil : "0.4", "d": band(place.y0, place.y1, max(width, 0.4), layout),
                    ]
                ) {
                    element("title") { text(link) }
                }
                HTML.lineBreak
            }
        }
    }

    private func band(_ y0: Double, _ y1: Double, _ thick: Double, _ layout: Layout) -> String {
        let (a, b) = (layout.left + layout.nodeWidth, layout.right)
        let middle = MapFrame.number((a + b) / 2)
        let (x0, x1) = (MapFrame.number(a), MapFrame.number(b))
        let n = MapFrame.number
        return "M\(x0) \(n(y0))C\(middle) \(n(y0)) \(middle) \(n(y1)) \(x1) \(n(y1))V\(n(y1 + thick))C\(middle) \(n(y1 + thick)) \(middle) \(n(y0 + thick)) \(x0) \(n(y0 + thick))Z"
    }

    private func boxes(
        _ nodes: [Node], _ links: [Link], _ side: KeyPath<Link, Node>, _ tops: [Node: Double], _ scale: Double, _ which: Side, _ layout: Layout
    ) -> HTML {
        pieces {
            for node in nodes {
                let area = links.filter { $0[keyPath: side] == node }.reduce(0) { $0 + $1.hectares }
                let (y, high) = (tops[node] ?? 0, max(area * scale, 1))
                element(
                    "rect",
                    [
                        "x": MapFrame.number(which == .old ? layout.left : layout.right), "y": MapFrame.number(y), "width": MapFrame.number(layout.nodeWidth),
                        "height": MapFrame.number(high), "fill": node == .empty ? "#fff" : "#3d454d", "stroke": "#3d454d",
                        "stroke-dasharray": node == .empty ? "3 2" : nil,
                    ])
                element(
                    "text",
                    [
                        "x": MapFrame.number(nameX(which, layout)), "y": MapFrame.number(y + max(high, layout.namesAreInside ? 5 : 0) / 2 + 4),
                        "text-anchor": (which == .old) == layout.namesAreInside ? "start" : "end",
                    ]
                ) { Display.truncated(label(node), to: layout.letters) + " " + context.ha(area) }
                HTML.lineBreak
            }
        }
    }

    private func nameX(_ side: Side, _ layout: Layout) -> Double {
        switch (side, layout.namesAreInside) {
        case (.old, false): layout.left - 8
        case (.new, false): layout.right + layout.nodeWidth + 8
        case (.old, true): layout.left + layout.nodeWidth + 4
        case (.new, true): layout.right - 4
        }
    }

    private func heads(_ layout: Layout) -> HTML {
        let (left, right) = layout.namesAreInside ? (0, layout.width) : (layout.left + layout.nodeWidth, layout.right)
        return pieces {
            element("text", ["x": MapFrame.number(left), "y": "13", "text-anchor": layout.namesAreInside ? nil : "end", "font-weight": "600"]) {
                context.names.onOldMap + " (ha)"
            }
            element("text", ["x": MapFrame.number(right), "y": "13", "text-anchor": layout.namesAreInside ? "end" : nil, "font-weight": "600"]) {
                context.names.onNewMap + " (ha)"
            }
        }
    }

    private func label(_ node: Node) -> String {
        switch node {
        case .empty: "(" + Wording.notOnMap.text(context.language) + ")"
        case .named(let name): Display.clean(name)
        case .others: context.say("other classes", "overige klassen")
        }
    }

    private func text(_ link: Link) -> String {
        "\(label(link.from)) → \(label(link.to)) · \(link.cause.label.text(context.language)) · \(context.ha(link.hectares)) ha"
    }

    private func description(_ links: [Link]) -> String {
        let largest = links.sorted { $0.hectares > $1.hectares }.prefix(5).map(text)
        return context.say("The widest bands: ", "De breedste banden: ") + largest.joined(separator: "; ") + "."
    }
}

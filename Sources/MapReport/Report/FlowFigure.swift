import GeoCore
import LayerDiff

/// Old classes on the left, new ones on the right, and between them what went where: as wide as its hectares, by cause.
struct FlowFigure {
    let context: ReportContext

    private static let width = 920.0
    private static let height = 460.0
    private static let gap = 12.0
    private static let left = 276.0
    private static let right = 644.0
    private static let nodeWidth = 12.0
    /// Classes per side; the smaller ones are taken together.
    private static let limit = 12

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

    private func nodes(_ name: (MatrixCell) -> String?) -> [Node] {
        var areas: [String: Double] = [:]
        var hasEmpty = false
        for cell in cells {
            if let name = name(cell) { areas[name, default: 0] += cell.hectares } else { hasEmpty = true }
        }
        let largest = Set(areas.keys.sorted { (areas[$0] ?? 0, $1) > (areas[$1] ?? 0, $0) }.prefix(Self.limit))
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
        let (old, new) = (nodes(\.from), nodes(\.to))
        let links = links(old, new)
        let total = links.reduce(0) { $0 + $1.hectares }
        guard total > 0 else { return HTML() }
        let room = Self.height - Self.gap * Double(max(old.count, new.count) - 1)
        let scale = max(room, Self.height / 3) / total
        let (lefts, rights) = (tops(old, links, \.from, scale), tops(new, links, \.to, scale))
        let bottom = max(lefts.bottom, rights.bottom)
        let id = context.key + "stroom"
        return element("figure", ["class": "pointable"]) {
            element("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": context.say(ReportWording.flow)]) {
                element(
                    "svg",
                    [
                        "viewBox": "0 0 \(MapFrame.number(Self.width)) \(MapFrame.number(bottom + 34))", "style": "min-width:44rem;width:100%;max-width:62rem",
                        "role": "group", "aria-labelledby": "\(id)t \(id)d", "font-size": "13",
                    ]
                ) {
                    element("title", ["id": id + "t"]) { context.say(ReportWording.flow) }
                    element("desc", ["id": id + "d"]) { description(links) }
                    heads
                    element("g", ["transform": "translate(0 26)"]) {
                        bands(links, old, new, lefts.tops, rights.tops, scale)
                        boxes(old, links, \.from, lefts.tops, scale, .old)
                        boxes(new, links, \.to, rights.tops, scale, .new)
                    }
                }
            }
            element("p", ["class": "pointed", "aria-hidden": "true"]) { pointHere }
            element("ul", ["class": "key"]) {
                for cause in Cause.allCases where links.contains(where: { $0.cause == cause }) { ReportFills.key(cause, context.language) }
            }
            element("figcaption") {
                context.say(
                    "Width is hectares. Left the old map, right the new one; \"not on the map\" is a side of its own. The same figures stand in the table of transitions.",
                    "De breedte is het aantal hectares. Links de oude kaart, rechts de nieuwe; \"niet op de kaart\" staat er als eigen vak bij. Dezelfde cijfers staan in de overgangstabel.")
            }
        }
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

    private func tops(_ nodes: [Node], _ links: [Link], _ side: KeyPath<Link, Node>, _ scale: Double) -> (tops: [Node: Double], bottom: Double) {
        var tops: [Node: Double] = [:]
        var y = 0.0
        for node in nodes {
            tops[node] = y
            let area = links.filter { $0[keyPath: side] == node }.reduce(0) { $0 + $1.hectares }
            // A class that is hardly wider than a line still needs room for its name.
            y += max(area * scale, 5) + Self.gap
        }
        return (tops, y)
    }

    private func bands(
        _ links: [Link], _ old: [Node], _ new: [Node], _ lefts: [Node: Double], _ rights: [Node: Double], _ scale: Double
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
                let (link, thick) = (place.link, max(place.link.hectares * scale, 0.7))
                element(
                    "path",
                    [
                        "class": "spot", "role": "img", "tabindex": index == 0 ? "0" : "-1", "fill": ReportFills.bar(link.cause), "fill-opacity": "0.85",
                        "stroke": ReportFills.line(link.cause), "stroke-width": "0.4", "d": band(place.y0, place.y1, thick),
                    ]
                ) {
                    element("title") { text(link) }
                }
                HTML.lineBreak
            }
        }
    }

    private func band(_ y0: Double, _ y1: Double, _ thick: Double) -> String {
        let (a, b) = (Self.left + Self.nodeWidth, Self.right)
        let middle = MapFrame.number((a + b) / 2)
        let (x0, x1) = (MapFrame.number(a), MapFrame.number(b))
        let n = MapFrame.number
        return "M\(x0) \(n(y0))C\(middle) \(n(y0)) \(middle) \(n(y1)) \(x1) \(n(y1))V\(n(y1 + thick))C\(middle) \(n(y1 + thick)) \(middle) \(n(y0 + thick)) \(x0) \(n(y0 + thick))Z"
    }

    private func boxes(
        _ nodes: [Node], _ links: [Link], _ side: KeyPath<Link, Node>, _ tops: [Node: Double], _ scale: Double, _ which: Side
    ) -> HTML {
        pieces {
            for node in nodes {
                let area = links.filter { $0[keyPath: side] == node }.reduce(0) { $0 + $1.hectares }
                let (y, high) = (tops[node] ?? 0, max(area * scale, 1))
                element(
                    "rect",
                    [
                        "x": MapFrame.number(which == .old ? Self.left : Self.right), "y": MapFrame.number(y), "width": MapFrame.number(Self.nodeWidth),
                        "height": MapFrame.number(high), "fill": node == .empty ? "#fff" : "#3d454d", "stroke": "#3d454d",
                        "stroke-dasharray": node == .empty ? "3 2" : nil,
                    ])
                element(
                    "text",
                    [
                        "x": MapFrame.number(which == .old ? Self.left - 8 : Self.right + Self.nodeWidth + 8), "y": MapFrame.number(y + min(high / 2, high) + 4),
                        "text-anchor": which == .old ? "end" : "start",
                    ]
                ) { Display.truncated(label(node), to: 30) + " " + context.ha(area) }
                HTML.lineBreak
            }
        }
    }

    private var heads: HTML {
        pieces {
            element("text", ["x": MapFrame.number(Self.left + Self.nodeWidth), "y": "13", "text-anchor": "end", "font-weight": "600"]) {
                context.names.onOldMap + " (ha)"
            }
            element("text", ["x": MapFrame.number(Self.right), "y": "13", "font-weight": "600"]) { context.names.onNewMap + " (ha)" }
        }
    }

    private func label(_ node: Node) -> String {
        switch node {
        case .empty: "(" + Wording.notOnMap.text(context.language) + ")"
        case .named(let name): Display.clean(name)
        case .others: context.say("smaller classes", "kleinere klassen")
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

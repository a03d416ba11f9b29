import GeoCore
import LayerDiff

/// Bars of hectares: a stack by cause, and a range below it on the same scale. Every bar has its own scale.
struct Bars {
    let language: Language
    let style: NumberStyle

    init(_ language: Language) {
        self.language = language
        style = NumberStyle(language)
    }

    private static let width = 320.0

    /// A part of a bar.
    struct Part {
        var hectares: Double
        var fill: String
        var line: String
        var label: String

        init(_ hectares: Double, _ cause: Cause, _ label: String) {
            self.hectares = hectares
            fill = ReportFills.bar(cause)
            line = ReportFills.line(cause)
            self.label = label
        }
    }

    /// What went off, what stayed and what came on, each by cause; under it the range of what the definition does not explain.
    /// - Parameter label: read aloud for the whole.
    func stack(
        off: HectaresByCause, same: HectaresByCause, on: HectaresByCause, bounds: RealBounds?, label: String, words: (off: String, same: String, on: String)
    ) -> HTML {
        func parts(_ causes: HectaresByCause, _ word: String) -> [Part] {
            causes.present.filter { $0.hectares > 0 }.map {
                Part($0.hectares, $0.cause, "\(word) · \($0.cause.label.text(language)) · \(style.hectares($0.hectares)) ha")
            }
        }
        let all = parts(off, words.off) + parts(same, words.same) + parts(on, words.on)
        let edges = [off.total, off.total + same.total]
        return bar(all, edges: edges, bounds: bounds, label: label)
    }

    /// - Parameter edges: hectares from the left at which a tick separates old only, both, and new only.
    func bar(_ parts: [Part], edges: [Double] = [], bounds: RealBounds?, label: String) -> HTML {
        let total = parts.reduce(0) { $0 + $1.hectares }
        let scale = total > 0 ? Self.width / total : 0
        let height = bounds == nil ? "18" : "30"
        var x = 0.0
        return element(
            "svg", ["viewBox": "0 0 \(MapFrame.number(Self.width + 2)) \(height)", "width": "100%", "role": "img", "aria-label": label]
        ) {
            for part in parts {
                rect(part, at: &x, scale)
            }
            for edge in edges where edge > 0 && edge < total {
                element(
                    "path",
                    ["d": "M\(MapFrame.number(1 + edge * scale)) 0V18", "stroke": "#1a1d21", "stroke-width": "1.5", "fill": "none"])
            }
            if let bounds, total > 0 { range(bounds, scale, top: 22) }
        }
    }

    private func rect(_ part: Part, at x: inout Double, _ scale: Double) -> HTML {
        let width = part.hectares * scale
        defer { x += width }
        guard width >= 0.05 else { return HTML() }
        return element(
            "rect",
            [
                "x": MapFrame.number(1 + x), "y": "2", "width": MapFrame.number(max(width, 0.4)), "height": "14", "fill": part.fill,
                "stroke": part.line, "stroke-width": width > 2 ? "0.6" : "0",
            ]
        ) { element("title") { part.label } }
    }

    /// From the lower to the upper bound: both ends are marked, and an empty range is a dot.
    private func range(_ bounds: RealBounds, _ scale: Double, top: Double) -> HTML {
        let (low, high) = (1 + min(Self.width, bounds.lower * scale), 1 + min(Self.width, bounds.upper * scale))
        let (a, b, y) = (MapFrame.number(low), MapFrame.number(max(high, low + 0.5)), MapFrame.number(top + 3))
        return pieces {
            element("path", ["d": "M1 \(y)H\(MapFrame.number(Self.width + 1))", "stroke": "#c9ced4", "stroke-width": "1", "fill": "none"])
            element(
                "path",
                [
                    "d": "M\(a) \(MapFrame.number(top))v6M\(a) \(y)H\(b)M\(b) \(MapFrame.number(top))v6", "stroke": "#a33b00", "stroke-width": "2.4",
                    "fill": "none",
                ])
        }
    }
}

import GeoCore
import LayerDiff

/// The largest places of the list of work, each drawn large with the borders of both maps.
struct PatchGallery {
    let context: ReportContext
    var limit = MapPicture.patchLimit

    private var patches: ArraySlice<PatchPicture> { (context.outcome.picture?.patches ?? []).prefix(limit) }
    var isEmpty: Bool { patches.isEmpty }

    var html: HTML {
        pieces {
            element("p") {
                context.say(
                    "The \(patches.count) largest places that a look in the field, on the aerial photograph or in a document can settle; all of them are in kaart.gpkg, layer worklist, to be filled in and given back with --evidence. Full line: new map; broken line: old map.",
                    "De \(patches.count) grootste plekken waarover een blik in het veld, op de luchtfoto of in een stuk kan beslissen; alle staan in kaart.gpkg, laag worklist, om in te vullen en terug te geven met --evidence. Doorgetrokken lijn: nieuwe kaart; onderbroken lijn: oude kaart.")
            }
            element("ul", ["class": "thumbs"]) { for patch in patches { item(patch) } }
        }
    }

    private func item(_ patch: PatchPicture) -> HTML {
        let item = patch.item
        let names = context.names.label(item.from) + " → " + context.names.label(item.to)
        let cause = item.cause.label.text(context.language)
        return element("li") {
            drawing(patch, label: "\(item.id): \(names), \(cause), \(context.ha(item.hectares)) ha")
            element("p") {
                element("strong") { "\(item.id) · \(context.ha(item.hectares)) ha" }
                " · " + names + " · " + cause
            }
            element("p", ["class": "small"]) {
                item.question.text(context.language) + (item.owner.map { " [" + $0 + "]" } ?? "")
            }
            element("p", ["class": "small soft"]) { place(patch) }
        }
    }

    /// Where it lies, and how much the picture shows.
    private func place(_ patch: PatchPicture) -> String {
        let window = patch.grid.window
        let middle = SIMD2((window.minX + window.maxX) / 2, (window.minY + window.maxY) / 2)
        let (x, y) = (Decimals.signed(middle.x), Decimals.signed(middle.y))
        let across = context.style.distance(window.width)
        return context.say("at \(x), \(y) · \(across) across", "bij \(x), \(y) · beeld \(across) breed")
    }

    private func drawing(_ patch: PatchPicture, label: String) -> HTML {
        let (width, height) = (patch.grid.width, patch.grid.height)
        var old = PathData()
        patch.oldBorders.forEach { old.add($0) }
        var new = PathData()
        patch.newBorders.forEach { new.add($0) }
        let shape = patch.shape.simplified(on: patch.grid, tolerance: 0.6)
        return element(
            "svg",
            [
                "viewBox": "0 0 \(width) \(height)", "role": "img", "aria-label": label, "width": "\(width)", "height": "\(height)",
            ]
        ) {
            element("rect", ["width": "\(width)", "height": "\(height)", "fill": "#fbfbfa", "stroke": "#d3d8de"])
            element(
                "path",
                [
                    "d": shape.path(0), "fill": ReportFills.bar(patch.item.cause), "stroke": ReportFills.line(patch.item.cause), "stroke-width": "0.8",
                ])
            element("path", ["d": old.text, "fill": "none", "stroke": "#5a3d8a", "stroke-width": "1.3", "stroke-dasharray": "5 3"])
            element("path", ["d": new.text, "fill": "none", "stroke": "#1a1d21", "stroke-width": "1.1"])
        }
    }
}

extension Decimals {
    /// Whole, with its sign; as coordinates are written.
    static func signed(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        let text = text(value.magnitude, decimals: 0)
        return value < 0 && text != "0" ? "-" + text : text
    }
}

import GeoCore

/// From metres to the drawing: which part of the world is shown where, and paths that are no finer than a screen.
struct MapFrame {
    /// What is shown, in the CRS of the data.
    let window: Box
    let width: Double
    let height: Double
    /// Units of the drawing per metre.
    let scale: Double

    /// - Parameter longest: of the drawing's two sides.
    init(window: Box, longest: Double) {
        self.window = window
        scale = longest / max(window.width, window.height, 1e-9)
        width = window.width * scale
        height = window.height * scale
    }

    func place(_ position: SIMD2<Double>) -> SIMD2<Double> {
        SIMD2((position.x - window.minX) * scale, (window.maxY - position.y) * scale)
    }

    /// One decimal, without what does not count.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        let text = Decimals.text(abs(value), decimals: 1)
        let plain = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        return value < 0 && plain != "0" ? "-" + plain : plain
    }

    static func text(_ place: SIMD2<Double>) -> String { number(place.x) + " " + number(place.y) }

    /// A line as a path; positions nearer than half a unit to the one before are left out.
    func path(_ line: some Sequence<SIMD2<Double>>, closed: Bool = false) -> String {
        var kept: [SIMD2<Double>] = []
        var last: SIMD2<Double>?
        for position in line {
            let here = place(position)
            if let before = kept.last {
                let step = here - before
                last = here
                if (step * step).sum() < 0.25 { continue }
            }
            kept.append(here)
        }
        if let last, kept.last != last, !closed { kept.append(last) }
        if closed, kept.count < 3 { return "" }
        return kept.enumerated().map { ($0.offset == 0 ? "M" : "L") + Self.text($0.element) }.joined() + (closed ? "Z" : "")
    }

    /// All polygons of a buffer as one path for `fill-rule="evenodd"`.
    func path(_ polygons: PolygonBuffer) -> String {
        (0..<polygons.ringCount).map { ring in
            path(polygons.coordinates[polygons.vertices(ofRing: ring)].dropLast(), closed: true)
        }.joined()
    }

    /// Places inside the polygons where a label can stand: the middle of the widest stretch at several heights of the
    /// largest part, best first.
    func labelPlaces(_ polygons: PolygonBuffer) -> [SIMD2<Double>] {
        let largest = (0..<polygons.partCount).max { polygons.areaSquareMetres(ofPart: $0) < polygons.areaSquareMetres(ofPart: $1) }
        guard let largest else { return [] }
        var box = Box.empty
        for ring in polygons.rings(ofPart: largest) {
            for index in polygons.vertices(ofRing: ring) { box.add(polygons.coordinates[index]) }
        }
        return [0.5, 0.38, 0.62, 0.27, 0.73, 0.16, 0.84].compactMap { share in
            let y = box.minY + share * box.height
            var crossings: [Double] = []
            for ring in polygons.rings(ofPart: largest) {
                for index in polygons.vertices(ofRing: ring).dropLast() {
                    let (a, b) = (polygons.coordinates[index], polygons.coordinates[index + 1])
                    if (a.y > y) != (b.y > y) { crossings.append(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x)) }
                }
            }
            crossings.sort()
            let stretches = stride(from: 0, to: crossings.count - 1, by: 2).map { (crossings[$0], crossings[$0 + 1]) }
            guard let widest = stretches.max(by: { $0.1 - $0.0 < $1.1 - $1.0 }) else { return nil }
            return place(SIMD2((widest.0 + widest.1) / 2, y))
        }
    }

    /// Length of the scale bar.
    var scaleBarMetres: Double { MapScale.roundMetres(window.width) }
}

import GeoCore

/// A place to look at, drawn large, with the borders of both maps around it.
public struct PatchPicture: Sendable {
    /// Steps along the longer side.
    public static let longest: Int32 = 240
    /// More of a border than this says nothing on a picture of that size.
    private static let placeLimit = 4_000
    /// The least that is shown around a place, in metres.
    private static let leastMetres = 40.0

    public let item: WorklistItem
    public let grid: ScreenGrid
    /// One shape.
    public let shape: GridShapes
    /// Borders of the old and the new map, as lines.
    public let oldBorders: [[SIMD2<Int32>]]
    public let newBorders: [[SIMD2<Int32>]]

    static func list(_ items: [WorklistItem], old: PolygonBuffer, new: PolygonBuffer) -> [PatchPicture] {
        guard !items.isEmpty else { return [] }
        let boxes = [old, new].map { layer in (0..<layer.featureCount).map { layer.box(ofFeature: $0) } }
        return items.compactMap { item in
            let own = item.polygons.box
            let margin = max(0.25 * max(own.width, own.height), (leastMetres - max(own.width, own.height)) / 2)
            guard let grid = ScreenGrid(window: own.expanded(by: margin), longest: longest) else { return nil }
            var snapping = GridSnapping(grid)
            for feature in 0..<item.polygons.featureCount { snapping.add(item.polygons, feature: feature) }
            snapping.endShape()
            return PatchPicture(
                item: item, grid: grid, shape: snapping.finished(), oldBorders: borders(of: old, boxes[0], on: grid),
                newBorders: borders(of: new, boxes[1], on: grid))
        }
    }

    /// What of the borders of a layer lies in the window.
    private static func borders(of layer: PolygonBuffer, _ boxes: [Box], on grid: ScreenGrid) -> [[SIMD2<Int32>]] {
        var lines: [[SIMD2<Int32>]] = []
        var total = 0
        for feature in boxes.indices where boxes[feature].intersects(grid.window) {
            for ring in layer.rings(ofFeature: feature) {
                var line: [SIMD2<Int32>] = []
                func finish() {
                    if line.count > 1 { lines.append(line) }
                    total += line.count
                    line = []
                }
                let vertices = layer.vertices(ofRing: ring)
                for index in vertices.dropLast() {
                    guard total + line.count < placeLimit else { return lines }
                    guard let (a, b) = clipped(layer.coordinates[index], layer.coordinates[index + 1], grid.window) else {
                        finish()
                        continue
                    }
                    let (from, to) = (grid.place(a), grid.place(b))
                    if line.last != from {
                        finish()
                        line = [from]
                    }
                    if to != from { line.append(to) }
                }
                finish()
            }
        }
        return lines
    }

    /// The stretch of an edge in a window (Liang & Barsky 1984); nil when it passes by.
    static func clipped(
        _ a: SIMD2<Double>, _ b: SIMD2<Double>, _ window: Box
    ) -> (SIMD2<Double>, SIMD2<Double>)? {
        let step = b - a
        var (low, high) = (0.0, 1.0)
        for (move, room) in [
            (-step.x, a.x - window.minX), (step.x, window.maxX - a.x), (-step.y, a.y - window.minY), (step.y, window.maxY - a.y),
        ] {
            if move == 0 {
                if room < 0 { return nil }
            } else if move < 0 {
                low = max(low, room / move)
            } else {
                high = min(high, room / move)
            }
        }
        return low <= high ? (a + step * low, a + step * high) : nil
    }
}

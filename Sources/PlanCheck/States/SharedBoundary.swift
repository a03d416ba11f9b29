import GeoCore

/// The stretch of a plan's boundary along which a unit borders it.
///
/// A point of a plan edge belongs to it when a unit edge runs beside it within the tolerance: the point projects
/// onto the unit edge, and the two edges run against each other (by at least 120°). Both outlines have their
/// inside to the left, so edges that face each other run in opposite directions; the far side of a narrow strip
/// runs along and does not count, and neither does an edge that merely starts here at a right angle.
struct SharedBoundary {
    /// Metres per quadrant of the plan's outward normal; only quadrants with a length.
    private(set) var quadrants: [Side: Double] = [:]

    var metres: Double { [Side.north, .east, .south, .west].reduce(0) { $0 + (quadrants[$1] ?? 0) } }

    /// - Parameters:
    ///   - plan: dissolved, one feature.
    ///   - unit: dissolved where it is near the plan.
    ///   - withinMetres: how far apart the edges may lie.
    /// - Complexity: O(edges) plus the pairs that meet in a cell of a grid over the plan.
    init(plan: PolygonBuffer, unit: PolygonBuffer, withinMetres reach: Double) {
        let grid = EdgeGrid(edgesOf: unit, near: plan.box.expanded(by: reach), margin: reach)
        for ring in 0..<plan.ringCount {
            let vertices = plan.vertices(ofRing: ring)
            for index in vertices.dropLast() {
                add(from: plan.coordinates[index], to: plan.coordinates[index + 1], grid, reach)
            }
        }
    }

    private mutating func add(from a: SIMD2<Double>, to b: SIMD2<Double>, _ grid: EdgeGrid, _ reach: Double) {
        let vector = b - a
        let length = (vector * vector).sum().squareRoot()
        guard length > 0 else { return }
        let direction = vector / length
        var intervals: [(Double, Double)] = []
        grid.forEachEdge(near: a, b) { c, d in
            if let interval = Self.interval(a, direction, length, c, d, reach) { intervals.append(interval) }
        }
        let covered = Self.covered(&intervals)
        guard covered > 0 else { return }
        // The inside lies to the left of the edge.
        let normal = SIMD2(direction.y, -direction.x)
        let side: Side =
            abs(normal.y) >= abs(normal.x) ? (normal.y > 0 ? .north : .south) : (normal.x > 0 ? .east : .west)
        quadrants[side, default: 0] += covered
    }

    /// Where along a + t·direction, 0 ≤ t ≤ length, the edge c–d runs beside it.
    private static func interval(
        _ a: SIMD2<Double>, _ direction: SIMD2<Double>, _ length: Double, _ c: SIMD2<Double>, _ d: SIMD2<Double>,
        _ reach: Double
    ) -> (Double, Double)? {
        let edge = d - c
        let edgeLength = (edge * edge).sum().squareRoot()
        guard edgeLength > 0 else { return nil }
        let along = edge / edgeLength
        let cosine = (direction * along).sum()
        guard cosine <= -0.5 else { return nil }
        let offset = a - c
        var low = 0.0
        var high = length
        // 0 ≤ (offset + t·direction)·along ≤ edgeLength, with a cosine that is never near zero.
        let start = (offset * along).sum()
        let t0 = -start / cosine
        let t1 = (edgeLength - start) / cosine
        low = max(low, min(t0, t1))
        high = min(high, max(t0, t1))
        // |(offset + t·direction) × along| ≤ reach.
        let cross0 = offset.x * along.y - offset.y * along.x
        let crossRate = direction.x * along.y - direction.y * along.x
        if abs(crossRate) * length < 1e-12 {
            guard abs(cross0) <= reach else { return nil }
        } else {
            let u0 = (-reach - cross0) / crossRate
            let u1 = (reach - cross0) / crossRate
            low = max(low, min(u0, u1))
            high = min(high, max(u0, u1))
        }
        return low < high ? (low, high) : nil
    }

    /// Total length of a union of intervals.
    private static func covered(_ intervals: inout [(Double, Double)]) -> Double {
        intervals.sort { $0 < $1 }
        var total = 0.0
        var end = -Double.infinity
        for (low, high) in intervals where high > end {
            total += high - max(low, end)
            end = high
        }
        return total
    }
}

/// Edges of a buffer near a box, found by cell.
private struct EdgeGrid {
    private let box: Box
    private let margin: Double
    private let columns: Int
    private let rows: Int
    private var cells: [[Int32]]
    private var edges: [(SIMD2<Double>, SIMD2<Double>)] = []

    init(edgesOf buffer: PolygonBuffer, near box: Box, margin: Double) {
        self.box = box
        self.margin = margin
        // At most 64 × 64 cells, none narrower than the margin.
        columns = Self.count(box.width, margin)
        rows = Self.count(box.height, margin)
        cells = Array(repeating: [], count: columns * rows)
        for ring in 0..<buffer.ringCount {
            for index in buffer.vertices(ofRing: ring).dropLast() {
                let (a, b) = (buffer.coordinates[index], buffer.coordinates[index + 1])
                guard let range = range(a, b, margin: 0), edges.count < Int(Int32.max) else { continue }
                edges.append((a, b))
                for row in range.rows {
                    for column in range.columns { cells[row * columns + column].append(Int32(edges.count - 1)) }
                }
            }
        }
    }

    private static func count(_ extent: Double, _ margin: Double) -> Int {
        let cells = extent / max(margin, extent / 64, 1e-9)
        return cells.isFinite ? max(1, min(64, Int(cells))) : 1
    }

    /// Every edge once whose cell the segment a–b, grown by the margin, meets.
    func forEachEdge(near a: SIMD2<Double>, _ b: SIMD2<Double>, _ body: (SIMD2<Double>, SIMD2<Double>) -> Void) {
        guard let range = range(a, b, margin: margin) else { return }
        if range.rows.count == 1, range.columns.count == 1 {
            for edge in cells[range.rows.lowerBound * columns + range.columns.lowerBound] {
                body(edges[Int(edge)].0, edges[Int(edge)].1)
            }
            return
        }
        var found: Set<Int32> = []
        for row in range.rows {
            for column in range.columns { found.formUnion(cells[row * columns + column]) }
        }
        for edge in found.sorted() { body(edges[Int(edge)].0, edges[Int(edge)].1) }
    }

    /// Cells under the box of a–b; nil when it lies outside the grid.
    private func range(
        _ a: SIMD2<Double>, _ b: SIMD2<Double>, margin: Double
    ) -> (rows: ClosedRange<Int>, columns: ClosedRange<Int>)? {
        let low = pointwiseMin(a, b) - margin
        let high = pointwiseMax(a, b) + margin
        guard low.x <= box.maxX, high.x >= box.minX, low.y <= box.maxY, high.y >= box.minY else { return nil }
        let left = Self.cell(low.x - box.minX, box.width, columns)
        let right = Self.cell(high.x - box.minX, box.width, columns)
        let bottom = Self.cell(low.y - box.minY, box.height, rows)
        let top = Self.cell(high.y - box.minY, box.height, rows)
        return (bottom...top, left...right)
    }

    private static func cell(_ offset: Double, _ extent: Double, _ count: Int) -> Int {
        guard extent > 0 else { return 0 }
        let cell = offset / extent * Double(count)
        return cell <= 0 ? 0 : cell >= Double(count) ? count - 1 : Int(cell)
    }
}

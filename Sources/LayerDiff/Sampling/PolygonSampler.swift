package import GeoCore

/// Numbers for a sample: SplitMix64 (Steele, Lea & Flood 2014), the same on every machine for the same seed.
package struct SampleRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    /// A stream of its own for each name, so that one stratum does not depend on the others (FNV-1a).
    package init(seed: UInt64, name: String) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        state = seed ^ hash
        _ = next()
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// 0 ≤ u < 1, 53 bits.
    package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}

/// Draws points from polygons, every place with the same chance.
///
/// Without rejection, so that a sliver of a metre by a kilometre costs no more than a square: the part is chosen by area, the
/// height in it by how wide the part is at each height (piecewise linear between vertices, inverted exactly), the place on
/// that line by length. Polygons that lie on each other make a place count double: give polygons that do not.
package struct PolygonSampler: Sendable {
    private struct Part {
        var feature: Int
        var edges: [Edge]
        /// Heights of the vertices, lowest first; width just above each and just below the next; area up to each.
        var heights: [Double]
        var widthAbove: [Double]
        var widthBelow: [Double]
        var areaBelow: [Double]
        var corner: SIMD2<Double>
        /// x and y changed places, so that the longer side of the box is the height.
        var isTurned: Bool
        var area: Double { areaBelow.last ?? 0 }
    }

    /// Not level; from its lower to its upper end.
    private struct Edge {
        var low: SIMD2<Double>
        var high: SIMD2<Double>
        /// +1 where the inside ends, −1 where it starts, going right.
        var sign: Double

        func x(at y: Double) -> Double {
            if y <= low.y { return low.x }
            if y >= high.y { return high.x }
            return low.x + (high.x - low.x) * ((y - low.y) / (high.y - low.y))
        }
    }

    private let parts: [Part]
    private let areaUpTo: [Double]
    /// Square metres.
    package var area: Double { areaUpTo.last ?? 0 }

    /// - Complexity: O(v log v) and, per height, the edges it crosses.
    package init(_ polygons: PolygonBuffer) {
        var parts: [Part] = []
        for feature in 0..<polygons.featureCount {
            for number in polygons.parts(ofFeature: feature) {
                if let part = Self.part(polygons, number, feature) { parts.append(part) }
            }
        }
        // By place, so that the order of the features does not matter.
        self.parts = parts.sorted {
            ($0.corner.x, $0.corner.y, $0.area, Double($0.edges.count))
                < ($1.corner.x, $1.corner.y, $1.area, Double($1.edges.count))
        }
        var sum = 0.0
        areaUpTo = self.parts.map {
            sum += $0.area
            return sum
        }
    }

    private static func part(_ polygons: PolygonBuffer, _ number: Int, _ feature: Int) -> Part? {
        let rings = polygons.rings(ofPart: number)
        guard let shell = rings.first else { return nil }
        var (low, high) = (SIMD2(Double.infinity, .infinity), SIMD2(-Double.infinity, -.infinity))
        for position in polygons.coordinates[polygons.vertices(ofRing: shell)] {
            low = pointwiseMin(low, position)
            high = pointwiseMax(high, position)
        }
        let isTurned = high.x - low.x > high.y - low.y
        var edges: [Edge] = []
        for ring in rings {
            let range = polygons.vertices(ofRing: ring)
            for index in range.dropLast() {
                // Relative to the corner: a sliver far from the origin keeps its digits.
                var a = polygons.coordinates[index] - low
                var b = polygons.coordinates[index + 1] - low
                if isTurned { (a, b) = (SIMD2(a.y, a.x), SIMD2(b.y, b.x)) }
                guard a.y != b.y else { continue }
                // The inside lies to the left; turning the plane over puts it to the right.
                let goesUp = (a.y < b.y) != isTurned
                edges.append(
                    Edge(low: a.y < b.y ? a : b, high: a.y < b.y ? b : a, sign: goesUp ? 1 : -1))
            }
        }
        var part = Part(
            feature: feature, edges: edges.sorted { $0.low.y < $1.low.y }, heights: [], widthAbove: [], widthBelow: [],
            areaBelow: [0], corner: low, isTurned: isTurned)
        part.heights = Set(edges.flatMap { [$0.low.y, $0.high.y] }).sorted()
        guard part.heights.count > 1 else { return nil }
        var active: [Edge] = []
        var next = 0
        for (bottom, top) in zip(part.heights, part.heights.dropFirst()) {
            active.removeAll { $0.high.y <= bottom }
            while next < part.edges.count, part.edges[next].low.y <= bottom {
                active.append(part.edges[next])
                next += 1
            }
            let above = max(0, active.reduce(0) { $0 + $1.sign * $1.x(at: bottom) })
            let below = max(0, active.reduce(0) { $0 + $1.sign * $1.x(at: top) })
            part.widthAbove.append(above)
            part.widthBelow.append(below)
            part.areaBelow.append(part.area + (above + below) / 2 * (top - bottom))
        }
        return part.area > 0 ? part : nil
    }

    /// A point strictly inside, and the feature it lies in; nil without area.
    package func point(using random: inout SampleRandom) -> (at: SIMD2<Double>, feature: Int)? {
        guard area > 0 else { return nil }
        // A line through a vertex, or a place that rounds onto a border, is drawn again.
        for _ in 0..<1000 {
            let part = parts[Self.index(of: random.unit() * area, in: areaUpTo)]
            let target = random.unit() * part.area
            let slab = Self.index(of: target, in: Array(part.areaBelow.dropFirst()))
            let (bottom, top) = (part.heights[slab], part.heights[slab + 1])
            let y = bottom + Self.height(
                target - part.areaBelow[slab], part.widthAbove[slab], part.widthBelow[slab], top - bottom)
            guard let x = Self.place(part, y, random.unit()) else { continue }
            let at = part.corner + (part.isTurned ? SIMD2(y, x) : SIMD2(x, y))
            return (at, part.feature)
        }
        return nil
    }

    /// First index whose running sum is above `value`.
    private static func index(of value: Double, in sums: [Double]) -> Int {
        var (low, high) = (0, sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > value { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// How far up a trapezoid holds `area`: the root of a quadratic, in the form that does not cancel.
    private static func height(_ area: Double, _ bottom: Double, _ top: Double, _ height: Double) -> Double {
        guard area > 0, height > 0 else { return 0 }
        let slope = (top - bottom) / height
        let root = max(0, bottom * bottom + 2 * slope * area).squareRoot()
        return bottom + root > 0 ? min(height, 2 * area / (bottom + root)) : 0
    }

    /// The place at share `u` of the inside of a line; nil when it rounds onto a border.
    private static func place(_ part: Part, _ y: Double, _ u: Double) -> Double? {
        let crossings = part.edges.filter { $0.low.y <= y && y < $0.high.y }.map { $0.x(at: y) }.sorted()
        guard crossings.count >= 2, crossings.count % 2 == 0 else { return nil }
        let inside = stride(from: 0, to: crossings.count, by: 2).map { (crossings[$0], crossings[$0 + 1]) }
        var left = u * inside.reduce(0) { $0 + $1.1 - $1.0 }
        for (start, end) in inside {
            if left < end - start {
                let x = start + left
                return x > start && x < end ? x : nil
            }
            left -= end - start
        }
        return nil
    }
}

public import GeoCore

/// Pairs of shapes that make overlays slow or wrong, at any size: two layers of about `n` positions each.
public enum Cliff: String, CaseIterable, Sendable {
    /// Black squares of a chess board in one multipolygon, against the same moved by half a square.
    case checkerboard
    /// A corridor wound up around itself, against the same moved by half its width.
    case spiral
    /// A comb with long thin teeth, against the same turned by a right angle: every tooth crosses every other, so the
    /// answer itself has n² parts.
    case comb
    /// A star whose edges all pass its middle, against the same turned by half a point.
    case star
    /// One round ring, against the same drawn anew.
    case ring
    /// A town drawn in centimetres inside a province drawn in kilometres: everything in one tile.
    case oneTile = "one-tile"

    /// Sizes at which the curve is drawn: n, 2n, 4n, 8n.
    public var sizes: [Int] {
        let first = switch self {
        case .checkerboard, .spiral: 12_500
        case .ring: 12_500
        case .comb: 250
        case .star: 250
        case .oneTile: 2_500
        }
        return (0..<4).map { first << $0 }
    }

    /// What is known about the cost, for the table.
    public var bound: String {
        switch self {
        case .checkerboard, .spiral, .ring: "linear"
        case .comb: "n² crossings: quadratic for every method"
        case .star: "n² edge pairs at most: all edges pass the middle"
        case .oneTile: "linear, but for the halvings that lead to the town (at most 60)"
        }
    }

    public func layers(_ n: Int) -> (old: EngineLayer, new: EngineLayer) {
        switch self {
        case .checkerboard: (Self.board(n, shift: 0), Self.board(n, shift: 5))
        case .spiral: (Self.one(Self.spiral(n, shift: 0)), Self.one(Self.spiral(n, shift: 2.5)))
        case .comb: (Self.one(Self.comb(n, isTurned: false)), Self.one(Self.comb(n, isTurned: true)))
        case .star: (Self.one(Self.star(n, isTurned: false)), Self.one(Self.star(n, isTurned: true)))
        case .ring: (Self.one(Self.round(n, version: 0)), Self.one(Self.round(n, version: 1)))
        case .oneTile: (Self.town(n, version: 0), Self.town(n, version: 1))
        }
    }

    private static func layer(_ rings: [[SIMD2<Double>]], isOneFeature: Bool) -> EngineLayer {
        var polygons = PolygonBuffer()
        for ring in rings {
            do throws(RingError) { try polygons.appendRing(ring) } catch { preconditionFailure("a ring of the generator: \(error)") }
            if isOneFeature { polygons.endPart() } else { polygons.endFeature() }
        }
        if isOneFeature { polygons.endFeature() }
        return EngineLayer(oneGroup: polygons)
    }

    private static func one(_ ring: [SIMD2<Double>]) -> EngineLayer { layer([ring], isOneFeature: true) }

    private static func board(_ n: Int, shift: Double) -> EngineLayer {
        // Half of k² squares with five positions each.
        let k = max(2, Int((Double(n) / 2.5).squareRoot()))
        var rings: [[SIMD2<Double>]] = []
        for y in 0..<k {
            for x in 0..<k where (x + y) % 2 == 0 {
                let low = SIMD2(Double(x) * 10 + shift, Double(y) * 10 + shift)
                rings.append([low, low + SIMD2(10, 0), low + SIMD2(10, 10), low + SIMD2(0, 10), low])
            }
        }
        return layer(rings, isOneFeature: true)
    }

    /// A square corridor of width 5 with walls 10 apart; its sides in steps of about 10, so that n grows with its length.
    private static func spiral(_ n: Int, shift: Double) -> [SIMD2<Double>] {
        // Arms of 10, 10, 20, 20, 30, 30 …: with m arms about m²/4 steps; both walls.
        let arms = max(4, Int((2 * Double(n)).squareRoot()))
        var outer: [SIMD2<Double>] = [SIMD2(shift, shift)]
        let ways = [SIMD2(1.0, 0.0), SIMD2(0.0, 1.0), SIMD2(-1.0, 0.0), SIMD2(0.0, -1.0)]
        var inner: [SIMD2<Double>] = [SIMD2(shift, shift + 5)]
        var at = outer[0]
        for arm in 0..<arms {
            let way = ways[arm % 4]
            let left = SIMD2(-way.y, way.x)
            let steps = arm / 2 + 1
            for step in 1...steps {
                at += 10 * way
                // The inner wall stays 5 to the left and turns 5 earlier.
                inner.append(at + 5 * left - (step == steps ? 5 * way : SIMD2(0, 0)))
                outer.append(at)
            }
        }
        return outer + inner.reversed() + [outer[0]]
    }

    private static func comb(_ n: Int, isTurned: Bool) -> [SIMD2<Double>] {
        let teeth = max(2, n / 4)
        let width = 1000 / Double(2 * teeth)
        var ring: [SIMD2<Double>] = [SIMD2(0, -50)]
        for tooth in 0..<teeth {
            let x = Double(2 * tooth) * width
            ring += [SIMD2(x, 0), SIMD2(x, 1000), SIMD2(x + width, 1000), SIMD2(x + width, 0)]
        }
        ring += [SIMD2(1000, 0), SIMD2(1000, -50)]
        ring[1] = SIMD2(0, 1000)
        ring.remove(at: 2)
        ring = ring.reversed()
        ring.append(ring[0])
        return isTurned ? ring.map { SIMD2($0.y, 1000 - $0.x) } : ring
    }

    private static func star(_ n: Int, isTurned: Bool) -> [SIMD2<Double>] {
        let points = max(8, n / 2 / 4 * 4)
        let around = Shapes.directions(4 * points)
        var ring: [SIMD2<Double>] = []
        for point in 0..<points {
            let first = point * 4 + (isTurned ? 2 : 0)
            ring += [1000 * around[first % around.count], 10 * around[(first + 2) % around.count]]
        }
        return ring + [ring[0]]
    }

    private static func round(_ n: Int, version: Int) -> [SIMD2<Double>] {
        let noise = Noise(seed: 77)
        var ring = Shapes.directions(n / 4 * 4).enumerated().map { index, direction in
            let sway = noise.sway(Topic.cliff, index) + Double(version) * 0.5 * noise.sway(Topic.cliff, index, 1)
            return millimetres(SIMD2(200_000, 500_000) + (Double(n) + 2 * sway) * direction)
        }
        ring.append(ring[0])
        return ring
    }

    private static func town(_ n: Int, version: Int) -> EngineLayer {
        // n / 5 houses of about a millimetre in a square of one metre, inside a square of 100 km: two long edges set
        // nothing right, the houses' do not count.
        let noise = Noise(seed: 78)
        let k = max(1, Int((Double(n) / 5).squareRoot()))
        var rings = [[SIMD2(0.0, 0.0), SIMD2(1e5, 0.0), SIMD2(1e5, 1.0), SIMD2(0.0, 1.0), SIMD2(0.0, 0.0)]]
        rings[0] = rings[0].map { $0 + SIMD2(0, 50_000) }
        for y in 0..<k {
            for x in 0..<k {
                let step = 1 / Double(k)
                let low = SIMD2(Double(x) + 0.2 * Double(version) * noise.share(Topic.cliff, x, y), Double(y)) * step
                let side = 0.6 * step
                rings.append([low, low + SIMD2(side, 0), low + SIMD2(side, side), low + SIMD2(0, side), low])
            }
        }
        // Far corners stretch the grid: its lines are limited in number, so that the town lies in one tile.
        for corner in [SIMD2(-5e5, -5e5), SIMD2(5e5, 5e5)] {
            rings.append([corner, corner + SIMD2(1, 0), corner + SIMD2(1, 1), corner + SIMD2(0, 1), corner])
        }
        return layer(rings, isOneFeature: false)
    }
}

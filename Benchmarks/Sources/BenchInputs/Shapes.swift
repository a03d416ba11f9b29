/// Closed shapes around a point, seen whole from it: valid whatever the noise.
enum Shapes {
    /// `count` (a multiple of 4) unit vectors around the circle, counter-clockwise, by half-angle tangents.
    static func directions(_ count: Int) -> [SIMD2<Double>] {
        let quarter = max(count / 4, 1)
        return (0..<4 * quarter).map { index in
            let u = Double(index % quarter) / Double(quarter)
            let v = SIMD2((1 - u * u) / (1 + u * u), 2 * u / (1 + u * u))
            return switch index / quarter {
            case 0: v
            case 1: SIMD2(-v.y, v.x)
            case 2: SIMD2(-v.x, -v.y)
            default: SIMD2(v.y, -v.x)
            }
        }
    }

    /// A ragged round ring of `count` positions, closed.
    static func blob(
        at centre: SIMD2<Double>, radius: Double, count: Int, rough: Double = 0.25, noise: Noise, topic: UInt64, number: Int
    ) -> [SIMD2<Double>] {
        var ring = directions(count).enumerated().map { index, direction -> SIMD2<Double> in
            // Two waves of noise around the circle, which close.
            let broad = noise.field(topic, SIMD2(2 * direction.x + Double(number) * 7, 2 * direction.y))
            let r = radius * (1 + rough * broad + 0.02 * noise.sway(topic, number, index))
            return millimetres(centre + r * direction)
        }
        ring.append(ring[0])
        return ring
    }

    /// A rectangle of an area and a ratio of its sides, turned.
    static func rectangle(
        at centre: SIMD2<Double>, area: Double, ratio: Double, direction: SIMD2<Double>
    ) -> [SIMD2<Double>] {
        let half = SIMD2((area * ratio).squareRoot(), (area / ratio).squareRoot()) / 2
        let across = SIMD2(-direction.y, direction.x)
        let ring = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0)]
        return ring.map { millimetres(centre + $0.0 * half.x * direction + $0.1 * half.y * across) }
    }
}

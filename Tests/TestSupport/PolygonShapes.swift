public import GeoCore

/// Polygons for tests, in round numbers near the middle of Drenthe: rounding shows there as it does on real maps.
public enum PolygonShapes {
    public static let origin = SIMD2<Double>(230_000, 540_000)

    /// One feature with one part; the first ring is the shell. Rings are closed here.
    public static func polygon(_ rings: [[SIMD2<Double>]]) throws -> PolygonBuffer {
        var buffer = PolygonBuffer()
        for ring in rings { try buffer.appendRing((ring + [ring[0]]).map { $0 + origin }) }
        buffer.endFeature()
        return buffer
    }

    public static func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> [SIMD2<Double>] {
        [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]
    }
}

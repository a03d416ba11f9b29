public import GeoCore

/// Ten thousand plan outlines on a map: rectangles and blobs of 0.1 to 100 ha.
public struct Plans: Sequence {
    public static let count = 10_000
    let plan: MapPlan

    public init(_ recipe: Recipe) { plan = MapPlan(recipe) }

    public func makeIterator() -> AnyIterator<PolygonBuffer> {
        var number = 0
        return AnyIterator {
            guard number < Self.count else { return nil }
            defer { number += 1 }
            return outline(number)
        }
    }

    private func outline(_ number: Int) -> PolygonBuffer {
        let noise = plan.noise
        let cell = plan.cells[noise.pick(Topic.plan, plan.cells.count, number)]
        let centre = plan.lattice.centre(cell) + 200 * SIMD2(noise.sway(Topic.plan, number, 1), noise.sway(Topic.plan, number, 2))
        // 2^x, straight between the powers: as good as a logarithm, and the same everywhere.
        let x = noise.share(Topic.plan, number, 3) * 9.965784284662087
        let whole = x.rounded(.down)
        let area = 1000 * (1 + x - whole) * Double(1 << Int(whole))
        let direction = Shapes.directions(256)[noise.pick(Topic.plan, 256, number, 4)]
        let ring = noise.share(Topic.plan, number, 5) < 0.4
            ? Shapes.rectangle(at: centre, area: area, ratio: 1 + 3 * noise.share(Topic.plan, number, 6), direction: direction)
            : Shapes.blob(
                at: centre, radius: (area / 3.141592653589793).squareRoot(), count: 40, noise: noise, topic: Topic.planShape,
                number: number)
        var polygons = PolygonBuffer()
        do throws(RingError) { try polygons.appendRing(ring) } catch { preconditionFailure("a ring of the generator: \(error)") }
        polygons.endFeature()
        return polygons
    }
}

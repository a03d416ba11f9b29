import TestSupport
import Testing

@testable import GeoCore
@testable import LayerDiff

/// Shapes on a screen grid: what neighbours share stays shared, at every detail.
@Suite struct PictureTests {
    /// A square of 100 by 100 hectometres cut into rows and columns of random widths; every corner inside is moved, and some borders
    /// have vertices that only one of the two neighbours has.
    static func mosaic(_ random: inout SeededGenerator, side: Int, isUneven: Bool) throws -> ClassifiedLayer {
        var corners: [[SIMD2<Double>]] = []
        for row in 0...side {
            corners.append(
                (0...side).map { column in
                    var place = SIMD2(Double(column), Double(row)) * (10_000 / Double(side)) + SIMD2(200_000, 500_000)
                    if (1..<side).contains(row) { place.y += Double.random(in: -0.3...0.3, using: &random) * 10_000 / Double(side) }
                    if (1..<side).contains(column) { place.x += Double.random(in: -0.3...0.3, using: &random) * 10_000 / Double(side) }
                    return place
                })
        }
        var layer = ClassifiedLayer(sources: [LayerSource(file: "m.gpkg", layer: "m")])
        layer.classes = ["a", "b", "c", "d"]
        for row in 0..<side {
            for column in 0..<side {
                let ring = [corners[row][column], corners[row][column + 1], corners[row + 1][column + 1], corners[row + 1][column]]
                var positions: [SIMD2<Double>] = []
                for (index, corner) in ring.enumerated() {
                    positions.append(corner)
                    // A vertex on the border that the neighbour does not have.
                    if isUneven, (row + column + index) % 3 == 0 { positions.append(corner + (ring[(index + 1) % 4] - corner) * 0.37) }
                }
                positions.append(ring[0])
                try layer.polygons.appendRing(positions)
                layer.polygons.endFeature()
                layer.classOfFeature.append(Int32(Int.random(in: 0..<4, using: &random)))
                layer.origins.append(FeatureOrigin(source: 0, id: Int64(layer.origins.count)))
            }
        }
        return layer
    }

    /// The shapes of a mosaic that covers a square cover it on the grid: no gap and no overlap inside.
    /// - Parameter isExact: to the last step. A simplified one may lose its four corners, which no neighbour shares.
    static func expectClosed(_ shapes: GridShapes, side: Int, isExact: Bool, _ what: String) {
        let sum = abs((0..<shapes.count).reduce(0) { $0 + shapes.twiceArea(ofShape: $1) })
        let whole = 2 * side * side
        #expect(isExact ? sum == whole : sum <= whole && sum >= whole - whole / 100, "\(what)")
        // Every border inside is walked once each way, the outline once.
        var balance: [[SIMD2<Int32>]: Int] = [:]
        for ring in shapes.ringEnds.indices {
            let places = Array(shapes.places(ofRing: ring))
            for (index, place) in places.enumerated() {
                let next = places[(index + 1) % places.count]
                let isTurned = (next.x, next.y) < (place.x, place.y)
                balance[isTurned ? [next, place] : [place, next], default: 0] += isTurned ? -1 : 1
            }
        }
        let isOnOutline = { (place: SIMD2<Int32>) in [0, Int32(side)].contains(place.x) || [0, Int32(side)].contains(place.y) }
        let odd = balance.filter { $0.value != 0 && (abs($0.value) != 1 || !$0.key.allSatisfy(isOnOutline)) }
        #expect(odd.isEmpty, "\(what): borders of one shape only")
    }

    @Test(arguments: 0..<12) func neighboursShareTheirBordersAtEveryDetail(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed) + 77)
        // Cells from many steps down to less than one.
        let side = [4, 9, 30, 90][seed % 4]
        let layer = try Self.mosaic(&random, side: side, isUneven: seed % 2 == 1)
        let grid = try #require(ScreenGrid(window: layer.polygons.box, longest: 160))
        var snapping = GridSnapping(grid)
        for feature in 0..<layer.polygons.featureCount {
            snapping.add(layer.polygons, feature: feature)
            snapping.endShape()
        }
        let shapes = snapping.finished()
        Self.expectClosed(shapes, side: 160, isExact: true, "snapped, side \(side)")
        for tolerance in [0.8, 2.5, 9] {
            Self.expectClosed(shapes.simplified(on: grid, tolerance: tolerance), side: 160, isExact: false, "simplified by \(tolerance), side \(side)")
        }
        for factor: Int32 in [2, 4, 8] {
            let coarse = try #require(grid.coarser(by: factor))
            let own = shapes.coarser(from: grid, to: coarse)
            let width = 160 / Int(factor)
            Self.expectClosed(own, side: width, isExact: true, "coarser by \(factor), side \(side)")
            Self.expectClosed(own.simplified(on: coarse, tolerance: 0.8), side: width, isExact: false, "coarser by \(factor) and simplified, side \(side)")
        }
    }

    @Test func anIslandAndTheHoleRoundItKeepTheSamePlaces() throws {
        var layer = PolygonBuffer()
        let outer = [SIMD2(0.0, 0), SIMD2(1000, 0), SIMD2(1000, 1000), SIMD2(0, 1000), SIMD2(0, 0)]
        let circle = (0...60).map { step -> SIMD2<Double> in
            let angle = Double(step % 60) / 60 * 2 * Double.pi
            // The same digits from either side.
            return SIMD2((500 + 300 * cosine(angle)).rounded(), (500 + 300 * cosine(angle - Double.pi / 2)).rounded())
        }
        try layer.appendRing(outer)
        try layer.appendRing(circle)
        layer.endFeature()
        // The island begins elsewhere.
        try layer.appendRing(Array(circle[17..<60]) + Array(circle[0...17]))
        layer.endFeature()
        let grid = try #require(ScreenGrid(window: layer.box, longest: 200))
        var snapping = GridSnapping(grid)
        for feature in 0..<2 {
            snapping.add(layer, feature: feature)
            snapping.endShape()
        }
        let shapes = snapping.finished().simplified(on: grid, tolerance: 2)
        let (hole, island) = (Set(shapes.places(ofRing: 1)), Set(shapes.places(ofRing: 2)))
        #expect(hole == island)
        #expect((6..<40).contains(island.count))
    }

    /// By its series, so that no library's last digit matters.
    private func cosine(_ angle: Double) -> Double {
        var (term, sum) = (1.0, 1.0)
        for step in 1...20 {
            term *= -angle * angle / Double((2 * step - 1) * (2 * step))
            sum += term
        }
        return sum
    }

    @Test func whatIsOutsideTheWindowIsCutOff() {
        let window = Box(minX: 0, minY: 0, maxX: 10, maxY: 10)
        let ring = [SIMD2(-5.0, -5), SIMD2(5, -5), SIMD2(5, 5), SIMD2(-5, 5)]
        let inside = RingClip.clipped(ring[...], window)
        #expect(Set(inside.map { [$0.x, $0.y] }) == [[0, 0], [5, 0], [5, 5], [0, 5]])
        let far = [SIMD2(20.0, 20), SIMD2(30, 20), SIMD2(30, 30)]
        #expect(RingClip.clipped(far[...], window).isEmpty)
    }

    @Test func aStretchOfABorderIsCutToTheWindow() throws {
        let window = Box(minX: 0, minY: 0, maxX: 10, maxY: 10)
        let (a, b) = try #require(PatchPicture.clipped(SIMD2(-10, 5), SIMD2(30, 5), window))
        #expect(a == SIMD2(0, 5))
        #expect(b == SIMD2(10, 5))
        #expect(PatchPicture.clipped(SIMD2(-10, 20), SIMD2(30, 20), window) == nil)
        #expect(PatchPicture.clipped(SIMD2(-5, 9), SIMD2(1, 16), window) == nil)
    }

    @Test func ringsWithoutAreaAndSpikesGo() {
        func places(_ list: [(Int32, Int32)]) -> [SIMD2<Int32>] { list.map { SIMD2($0.0, $0.1) } }
        #expect(GridShapes.withoutSpikes(places([(0, 0), (5, 0), (5, 5), (9, 9), (5, 5), (0, 5)])) == places([(0, 0), (5, 0), (5, 5), (0, 5)]))
        #expect(GridShapes.withoutSpikes(places([(3, 3), (0, 0), (5, 0), (5, 5), (0, 0)])) == places([(0, 0), (5, 0), (5, 5)]))
        #expect(GridShapes.withoutSpikes(places([(0, 0), (5, 5), (0, 0)])).count < 3)
        var shapes = GridShapes()
        shapes.append(ring: places([(0, 0), (4, 0), (8, 0)]))
        shapes.endShape()
        #expect(shapes.rings(ofShape: 0).isEmpty)
    }

    @Test func aWindowWithoutSizeHasNoGrid() {
        #expect(ScreenGrid(window: .empty, longest: 100) == nil)
        #expect(ScreenGrid(window: Box(minX: 1, minY: 1, maxX: 1, maxY: 1), longest: 100) == nil)
        let line = ScreenGrid(window: Box(minX: 0, minY: 5, maxX: 100, maxY: 5), longest: 100)
        #expect(line?.height == 1)
    }
}

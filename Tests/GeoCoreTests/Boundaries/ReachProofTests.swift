import Foundation
@testable import GeoCore
import TestSupport
import Testing

@Suite struct ReachProofTests {
    typealias Point = SIMD2<Double>
    static func holds(_ polygon: PolygonBuffer, within distance: Double, of edges: [(Point, Point)]) -> Bool {
        var proof = ReachProof(distanceMetres: distance)
        for (start, end) in edges { proof.addEdge(from: start + PolygonShapes.origin, to: end + PolygonShapes.origin) }
        return proof.holds(forPart: 0, of: polygon)
    }

    @Test func oneEdgeReachesWhatLiesBesideIt() throws {
        let strip = try PolygonShapes.polygon([PolygonShapes.rectangle(0, 1, 100, 3)])
        #expect(Self.holds(strip, within: 4, of: [([0, 0], [100, 0])]))
        #expect(!Self.holds(strip, within: 3.9, of: [([0, 0], [100, 0])]))
        #expect(!Self.holds(strip, within: 4, of: []))
        // An edge without length is a place.
        #expect(Self.holds(try PolygonShapes.polygon([PolygonShapes.rectangle(-1, -1, 2, 2)]), within: 1.5, of: [([0, 0], [0, 0])]))
    }

    /// No edge alone reaches all of it.
    @Test func manyEdgesReachTogether() throws {
        let border: [Point] = (0...40).map { [Double($0) * 25, 10 * sin(Double($0))] }
        let strip = try PolygonShapes.polygon([border + border.reversed().map { $0 + [0, 4] }])
        let edges = Array(zip(border, border.dropFirst()))
        #expect(Self.holds(strip, within: 5, of: edges))
        #expect(!Self.holds(strip, within: 3, of: edges))
        // One edge of forty is missing: the middle of it is out of reach.
        #expect(!Self.holds(strip, within: 5, of: edges.enumerated().filter { $0.offset != 20 }.map(\.element)))
    }

    /// Both ends are near, the middle is not.
    @Test func positionsAloneProveNothing() throws {
        let bar = try PolygonShapes.polygon([PolygonShapes.rectangle(0, 0, 100, 2)])
        #expect(!Self.holds(bar, within: 10, of: [([-5, 0], [-5, 2]), ([105, 0], [105, 2])]))
    }

    @Test func holesCountAsPolygon() throws {
        let ring = try PolygonShapes.polygon([PolygonShapes.rectangle(0, 0, 100, 100), PolygonShapes.rectangle(2, 2, 96, 96).reversed()])
        var proof = ReachProof(distanceMetres: 3)
        proof.setEdges(of: ring)
        let isRingHeld = proof.holds(forPart: 0, of: ring)
        #expect(!isRingHeld)
        let thin = try PolygonShapes.polygon([PolygonShapes.rectangle(0, 0, 100, 10), PolygonShapes.rectangle(1, 4, 98, 2).reversed()])
        proof.setEdges(of: thin)
        let isThinHeld = proof.holds(forPart: 0, of: thin)
        #expect(isThinHeld)
    }

    /// A yes is true at every place of the polygon; and strips drawn within the distance get one.
    @Test(arguments: 0..<40)
    func aYesIsTrueEverywhere(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let distance = Double.random(in: 8...15, using: &random)
        let border: [Point] = (0...12).map {
            [Double($0) * 20 + Double.random(in: -6...6, using: &random), Double.random(in: -15...15, using: &random)]
        }
        let edges = Array(zip(border, border.dropFirst()))
        func least(_ place: Point) -> Double {
            edges.map { Edge(start: $0.0, end: $0.1).distance(to: place) }.min() ?? .infinity
        }
        var yes = 0
        for _ in 0..<40 {
            let centre: Point = [Double.random(in: 0...240, using: &random), Double.random(in: -20...20, using: &random)]
            let size = Double.random(in: 1...15, using: &random)
            let shell: [Point] = (0..<9).map { index in
                let angle = 2 * Double.pi * Double(index) / 9
                return centre + Double.random(in: 0.3...1, using: &random) * size * [cos(angle), sin(angle)]
            }
            let polygon = try PolygonShapes.polygon([shell])
            let isHeld = Self.holds(polygon, within: distance, of: edges)
            var farthest = 0.0
            for _ in 0..<400 {
                let place = centre + [Double.random(in: -size...size, using: &random), Double.random(in: -size...size, using: &random)]
                if polygon.covers(place + PolygonShapes.origin, feature: 0) { farthest = max(farthest, least(place)) }
            }
            farthest = max(farthest, shell.map(least).max() ?? 0)
            if isHeld { #expect(farthest <= distance + 1e-9) }
            // Well within reach of everything: no proof fails for lack of patience.
            if shell.map(least).allSatisfy({ $0 <= distance / 3 }), size < distance / 3 { #expect(isHeld) }
            yes += isHeld ? 1 : 0
        }
        #expect(yes > 0)
    }

    @Test func labelsChooseEdges() throws {
        var layer = try PolygonShapes.polygon([PolygonShapes.rectangle(0, 0, 100, 100)])
        layer.appendFeature(0, of: try PolygonShapes.polygon([PolygonShapes.rectangle(200, 0, 100, 100)]))
        let edges = LabelledEdges(layer, labelOfFeature: [3, 5])
        let strip = try PolygonShapes.polygon([PolygonShapes.rectangle(101, 10, 3, 50)])
        for (label, expected) in [(Int32(3), true), (5, false)] {
            var proof = ReachProof(distanceMetres: 5)
            edges.add(near: strip.box, to: &proof) { $0 == label }
            let isHeld = proof.holds(forPart: 0, of: strip)
            #expect(isHeld == expected)
        }
    }
}

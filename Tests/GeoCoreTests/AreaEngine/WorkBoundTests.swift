import Foundation
import GeoCore
import TestSupport
import Testing

/// Shapes that crowd tiles: how the work grows when they get twice as many corners, by counters that are the same on
/// every machine.
@Suite struct WorkBoundTests {
    enum Shape: String, CaseIterable, Sendable {
        case checkerboard, spiral, comb, star, oneTile, town

        /// About `n` corners.
        func layer(_ n: Int) throws -> EngineLayer {
            switch self {
            case .checkerboard:
                // Every second square of a board, in one group: corners touch.
                let side = Int(Double(n / 2).squareRoot())
                return EngineLayer(oneGroup: try PolygonBuffer(rings: (0..<side).flatMap { y in
                    (0..<side).filter { ($0 + y) % 2 == 0 }.map { x in
                        Shapes.rectangle(Double(x), Double(y), Double(x) + 1, Double(y) + 1)
                    }
                }))
            case .spiral:
                // A strip a metre wide, wound outwards with a metre between its turns.
                let directions: [SIMD2<Double>] = [[1, 0], [0, 1], [-1, 0], [0, -1]]
                var path: Ring = [[0, 0]]
                var inside: Ring = [[0, 1]]
                for step in 0..<(n / 2) {
                    let (along, next) = (directions[step % 4], directions[(step + 1) % 4])
                    path.append(path[step] + along * Double(4 + 2 * (step / 2)))
                    // To the left of the way there and of the way on.
                    inside.append(path[step + 1] + [-along.y, along.x] + [-next.y, next.x])
                }
                return EngineLayer(oneGroup: try PolygonBuffer(rings: [path + inside.reversed()]))
            case .comb:
                // Slanted teeth a metre wide and a kilometre long.
                var ring: Ring = [[0, 0], [Double(n / 2), 0]]
                for tooth in (0..<(n / 4)).reversed() {
                    let x = Double(tooth) * 2
                    ring += [[x + 1.5, 1], [x + 21.5, 1000], [x + 20.5, 1000], [x + 0.5, 1]]
                }
                return EngineLayer(oneGroup: try PolygonBuffer(rings: [ring]))
            case .star:
                // Thin rays from one centre.
                var random = SeededGenerator(seed: 8)
                let rays = Shapes.star([0, 0], corners: n, radius: 900...1000, &random)
                return EngineLayer(oneGroup: try PolygonBuffer(rings: [rays.enumerated().map { index, corner in
                    index % 2 == 0 ? corner : corner * 0.01
                }]))
            case .oneTile:
                // All within a metre, in a layer whose other edges are kilometres long.
                var random = SeededGenerator(seed: 9)
                let small = Shapes.star([500.5, 500.5], corners: n, radius: 0.2...0.4, &random)
                let large = (0..<(n / 8)).map { Shapes.rectangle(Double($0) * 3000 + 2000, 0, Double($0) * 3000 + 5000, 2000) }
                return EngineLayer(oneGroup: try PolygonBuffer(rings: [small] + large))
            case .town:
                // Houses on a square metre, in a layer whose other edges are kilometres long: all in one corner of a tile.
                let side = Int(Double(n / 4).squareRoot())
                let step = 1 / Double(side)
                let houses = (0..<side).flatMap { y in
                    (0..<side).map { x in
                        let low = SIMD2(Double(x), Double(y)) * step
                        return Shapes.rectangle(low.x, low.y, low.x + 0.6 * step, low.y + 0.6 * step)
                    }
                }
                let large = (0..<(n / 8)).map { Shapes.rectangle(Double($0) * 3000 + 2000, 0, Double($0) * 3000 + 5000, 2000) }
                return EngineLayer(oneGroup: try PolygonBuffer(rings: houses + large))
            }
        }

        /// The exponent that the edge pairs may grow with: 1 where edges are short beside the tiles, or beside what halving makes of
        /// them. 2 where many long edges lie
        /// side by side: halving a tile leaves slanted ones in most of the halves, and turns the ends of level ones into steps
        /// of the tiles below, so every two of them meet.
        /// With room for the logarithm that halving adds.
        var exponent: Double { self == .checkerboard || self == .town ? 1.2 : 2.05 }
    }

    @Test(arguments: Shape.allCases) func workGrowsWithinItsBound(_ shape: Shape) throws {
        var measured: [(edges: Double, pairs: Double)] = []
        var line = "\(shape.rawValue):"
        for step in 0..<4 {
            let n = 1000 << step
            let layer = try shape.layer(n)
            let moved = EngineLayer(oneGroup: try layer.polygons.mapped { $0 + [0.25, 0.125] })
            let (cells, work) = AreaEngine.table(layer, moved, threads: 2)
            #expect(cells.count == 1)
            let edges = Double(layer.polygons.vertexCount + moved.polygons.vertexCount)
            // Never more than a few times every edge against every other: a pair meets once in each tile that both pass, and
            // tiles are halved only where that makes less of it.
            #expect(Double(work.edgePairs) <= 4 * edges * edges)
            measured.append((edges, Double(work.edgePairs)))
            line += " \(n): \(work.edgePairs) pairs, \(work.tiles) tiles, \(work.pieces) pieces;"
        }
        print(line)
        for (less, more) in zip(measured, measured.dropFirst()) {
            #expect(more.pairs <= less.pairs * pow(more.edges / less.edges, shape.exponent), "\(shape)")
        }
    }
}

import GeoCore
import TestSupport

/// A ring through the given corners, closed for the caller.
typealias Ring = [SIMD2<Double>]

enum Shapes {
    static func rectangle(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> Ring {
        [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]
    }

    /// A star-shaped ring around `centre`.
    static func star(
        _ centre: SIMD2<Double>, corners: Int, radius: ClosedRange<Double>, _ random: inout SeededGenerator
    ) -> Ring {
        // Unit vectors by repeated rotation would drift; a table of angles needs a sine, so corners come from a
        // diamond |x| + |y| = 1 walked at even steps.
        (0..<corners).map { index in
            let t = 4 * (Double(index) + Double.random(in: 0..<0.9, using: &random)) / Double(corners)
            let quarter = t.rounded(.down)
            let f = t - quarter
            let directions: [SIMD2<Double>] = [[1 - f, f], [-f, 1 - f], [f - 1, -f], [f, f - 1]]
            return centre + directions[min(Int(quarter), 3)] * Double.random(in: radius, using: &random)
        }
    }
}

extension PolygonBuffer {
    /// One feature per element; each a list of parts, each part a shell and its holes.
    init(features: [[[Ring]]]) throws {
        self.init()
        for parts in features {
            for rings in parts {
                for ring in rings { try appendRing(ring + [ring[0]]) }
                endPart()
            }
            endFeature()
        }
    }

    /// One feature per ring.
    init(rings: [Ring]) throws { try self.init(features: rings.map { [[$0]] }) }

    /// Every coordinate moved by `move`, features in the order given.
    func mapped(order: [Int]? = nil, _ move: (SIMD2<Double>) -> SIMD2<Double>) throws -> PolygonBuffer {
        try PolygonBuffer(features: (order ?? Array(0..<featureCount)).map { feature in
            parts(ofFeature: feature).map { part in
                rings(ofPart: part).map { ring in coordinates[vertices(ofRing: ring).dropLast()].map(move) }
            }
        })
    }

    /// Every ring starting at its `steps`th corner.
    func rotated(by steps: Int) throws -> PolygonBuffer {
        try PolygonBuffer(features: (0..<featureCount).map { feature in
            parts(ofFeature: feature).map { part in
                rings(ofPart: part).map { ring in
                    let corners = Array(coordinates[vertices(ofRing: ring).dropLast()])
                    let start = steps % corners.count
                    return Array(corners[start...] + corners[..<start])
                }
            }
        })
    }
}

/// ∫ w_a · w_b of two whole buffers by the engine.
func engineIntersection(_ a: PolygonBuffer, _ b: PolygonBuffer, threads: Int = 1) -> Double {
    AreaEngine.table(EngineLayer(oneGroup: a), EngineLayer(oneGroup: b), threads: threads).cells
        .reduce(0) { $0 + $1.areaSquareMetres }
}

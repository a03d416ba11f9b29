import Foundation
import TestSupport
import Testing

@testable import GeoCore

/// Faces of pieces: what is made only where the engine finds something is what GEOS makes of the whole layers.
@Suite struct PieceOverlapsTests {
    /// Stars that lie on each other, some of so many corners that they are cut into pieces.
    private static func layer(_ count: Int, _ random: inout SeededGenerator) throws -> PolygonBuffer {
        try PolygonBuffer(rings: (0..<count).map { index in
            Shapes.star(
                [Double.random(in: 0...200, using: &random), Double.random(in: 0...200, using: &random)],
                corners: index % 3 == 0 ? 700 : 20, radius: 30...60, &random)
        })
    }

    @Test(arguments: 0..<6) func facesOfPiecesAreThoseOfTheWhole(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(9_100 + seed))
        let (old, new) = (try Self.layer(4, &random), try Self.layer(7, &random))
        let oldPieces = try LayerPieces(old, threads: 1)
        let newPieces = try LayerPieces(new, threads: 2)
        let overlaps = PieceOverlaps(oldPieces, newPieces, threads: 2)
        let audit = AreaEngine.audit(old: EngineLayer(featuresOf: old), new: EngineLayer(featuresOf: new), threads: 1)
        let engine = try GeometryEngine()
        var faces = 0
        for isOld in [true, false] {
            let (own, other) = isOld ? (old, new) : (new, old)
            let pair = PiecePair(old: oldPieces, new: newPieces, overlaps, ofOld: isOld)
            var lyingOn: [Int: [Int]] = [:]
            for pair in (isOld ? audit.newCheck : audit.oldCheck).overlaps {
                lyingOn[Int(pair.a), default: []].append(Int(pair.b))
                lyingOn[Int(pair.b), default: []].append(Int(pair.a))
            }
            #expect(!lyingOn.isEmpty)
            for feature in own.featureIndices {
                let one = own.selecting([feature])
                let left = try engine.overlay(.difference, one, other)
                for rest in [
                    try engine.remainder(of: feature, in: pair, lyingOn: lyingOn), try engine.remainder(of: feature, in: pair),
                ] {
                    #expect(abs(rest.areaSquareMetres - left.areaSquareMetres) < 1e-6)
                    #expect(try engine.overlay(.symmetricDifference, rest, left.polygons).areaSquareMetres < 1e-6)
                    let flaw = rest.partCount == 0 ? nil : try engine.invalidity(of: rest, feature: 0)
                    #expect(flaw == nil)
                }
                let partners = Array(other.featureIndices)
                for (partner, face) in zip(partners, try engine.intersections(of: feature, in: pair, with: partners)) {
                    let common = try engine.overlay(.intersection, one, other.selecting([partner]))
                    #expect(abs(face.areaSquareMetres - common.areaSquareMetres) < 1e-6)
                    if face.partCount > 0 { faces += 1 }
                }
            }
        }
        #expect(faces > 10)
    }
}

import Foundation
@testable import GeoCore
import TestSupport
import Testing

@Suite struct JoinedByEdgesTests {
    static func parts(_ shells: [[SIMD2<Double>]]) throws -> PolygonBuffer {
        var all = PolygonBuffer()
        for shell in shells { all.appendFeature(0, of: try PolygonShapes.polygon([shell])) }
        return all
    }

    static func joined(_ shells: [[SIMD2<Double>]], clearance: Double = 1e-6) throws -> PolygonBuffer? {
        try GeometryEngine().joinedByEdges(try parts(shells), clearanceMetres: clearance)
    }

    @Test func wholeEdgesInCommonGo() throws {
        let joined = try #require(
            try Self.joined([
                PolygonShapes.rectangle(0, 0, 10, 10), PolygonShapes.rectangle(10, 0, 10, 10), PolygonShapes.rectangle(100, 0, 10, 10),
            ]))
        #expect(joined.partCount == 2)
        #expect(abs(joined.areaSquareMetres - 300) <= 1e-9)
    }

    /// What an overlay has to put together.
    @Test func whatIsNotSureIsLeft() throws {
        // Half an edge in common.
        #expect(try Self.joined([PolygonShapes.rectangle(0, 0, 10, 10), PolygonShapes.rectangle(10, 0, 10, 5)]).map { _ in true } == nil)
        // The corner of one computed a little differently: a slit.
        let slit = 1e-8
        #expect(
            try Self.joined([
                [[0, 0], [10, 0], [10, 5], [10, 10], [0, 10]], [[10, 0], [20, 0], [20, 10], [10, 10], [10 + slit, 5]],
            ]).map { _ in true } == nil)
        // On each other, crossing.
        #expect(try Self.joined([PolygonShapes.rectangle(0, 0, 10, 10), PolygonShapes.rectangle(5, -5, 3, 20)]).map { _ in true } == nil)
        // The same twice.
        #expect(try Self.joined([PolygonShapes.rectangle(0, 0, 10, 10), PolygonShapes.rectangle(0, 0, 10, 10)]).map { _ in true } == nil)
    }

    /// The halves of a star: GEOS gives the same.
    @Test(arguments: 0..<10)
    func asGEOS(_ seed: Int) throws {
        let engine = try GeometryEngine()
        var random = SeededGenerator(seed: UInt64(seed))
        let star = try wigglyRing(vertices: 300, around: PolygonShapes.origin, generator: &random)
        let (lower, upper) = try #require(star.halves(ofPart: 0))
        var pieces = lower
        pieces.append(upper)
        let joined = try #require(engine.joinedByEdges(pieces, clearanceMetres: 1e-6))
        let union = try engine.unaryUnion(pieces, gridMetres: 1e-6)
        #expect(joined.partCount == 1)
        #expect(abs(joined.areaSquareMetres - union.areaSquareMetres) <= 1e-2)
        #expect(abs(joined.areaSquareMetres - star.areaSquareMetres) <= 1e-6)
    }

    /// Of random shapes the thin part is what the area engine says is missing after shrinking and growing.
    @Test(arguments: 0..<20)
    func thinPartsAgainstTheEngine(_ seed: Int) throws {
        let engine = try GeometryEngine()
        var random = SeededGenerator(seed: UInt64(seed))
        let star = try wigglyRing(vertices: 300, around: PolygonShapes.origin, generator: &random)
        let radius = Double.random(in: 2...40, using: &random)
        // As GEOS hands it on: read into our rings and back, a spiky shape that was shrunk grows otherwise.
        let whole = try engine.context.multiPolygon(parts: 0..<1, of: star)
        let shrunk = try engine.buffered(whole, distanceMetres: -radius, style: .opening)
        let grown = try engine.shape(of: try engine.buffered(shrunk, distanceMetres: radius, style: .opening)).polygons
        let kept = AreaEngine.common(old: EngineLayer(oneGroup: star), new: EngineLayer(oneGroup: grown), threads: 1)
            .reduce(0) { $0 + $1.areaSquareMetres }
        let thin = try engine.thinPart(of: star, radiusMetres: radius).areaSquareMetres
        #expect(thin > 0)
        #expect(abs(thin - (star.areaSquareMetres - kept)) <= 0.02)
    }
}

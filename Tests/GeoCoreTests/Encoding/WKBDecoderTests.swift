import Foundation
@testable import GeoCore
import TestSupport
import Testing

@Suite struct WKBDecoderTests {
    static func decode(_ bytes: [UInt8]) throws(GeometryProblem) -> (PolygonBuffer, GeometrySummary) {
        var buffer = PolygonBuffer()
        var summary = GeometrySummary()
        var problem: GeometryProblem?
        bytes.withUnsafeBytes { raw in
            do throws(GeometryProblem) { summary = try WKBDecoder.decode(raw, into: &buffer) } catch { problem = error }
        }
        if let problem { throw problem }
        buffer.endFeature()
        return (buffer, summary)
    }

    static func word(_ value: UInt32, little: Bool) -> [UInt8] {
        withUnsafeBytes(of: little ? value.littleEndian : value.bigEndian) { Array($0) }
    }

    static func number(_ value: Double, little: Bool) -> [UInt8] {
        withUnsafeBytes(of: little ? value.bitPattern.littleEndian : value.bitPattern.bigEndian) { Array($0) }
    }

    /// A triangle of area 6, with `extra` more dimensions.
    static func polygon(type: UInt32, little: Bool = true, extra: Int = 0, srid: Bool = false) -> [UInt8] {
        var bytes = [UInt8(little ? 1 : 0)] + word(type, little: little)
        if srid { bytes += word(28992, little: little) }
        bytes += word(1, little: little) + word(4, little: little)
        for (x, y) in [(0.0, 0.0), (4, 0), (0, 3), (0, 0)] {
            bytes += number(x, little: little) + number(y, little: little)
            for _ in 0..<extra { bytes += number(7, little: little) }
        }
        return bytes
    }

    @Test func bothByteOrdersAndAllDimensionsAreRead() throws {
        let cases: [(type: UInt32, extra: Int, srid: Bool)] = [
            (3, 0, false), (1003, 1, false), (2003, 1, false), (3003, 2, false), (0x8000_0003, 1, false), (0x4000_0003, 1, false),
            (0xC000_0003, 2, false), (0x2000_0003, 0, true), (0xE000_0003, 2, true),
        ]
        for item in cases {
            for little in [true, false] {
                let (buffer, summary) = try Self.decode(
                    Self.polygon(type: item.type, little: little, extra: item.extra, srid: item.srid))
                #expect(buffer.areaSquareMetres(ofFeature: 0) == 6, "\(item)")
                #expect(summary.hasExtraDimensions == (item.extra > 0), "\(item)")
            }
        }
    }

    /// Rings are read where they lie, in any of these forms: those that must be turned round, and positions that are not packed.
    @Test(arguments: [(1003, 1), (3, 0), (3003, 2)] as [(UInt32, Int)])
    func ringsAreThoseOfAnArrayInAnyForm(_ type: UInt32, _ extra: Int) throws {
        let shell: [SIMD2<Double>] = [[0, 0], [0, 10.00005], [10.25, 10], [10.25, 0], [0, 0]]
        let hole: [SIMD2<Double>] = [[2, 2], [3, 2.000_000_1], [3, 3], [2, 3], [2, 2]]
        for packing in [true, false] {
            var expected = PolygonBuffer(packing: packing)
            try expected.appendRing(shell)
            try expected.appendRing(hole)
            expected.endFeature()
            #expect(Array(expected.coordinates[..<5]) == shell.reversed() && Array(expected.coordinates[5...]) == hole.reversed())
            for little in [true, false] {
                var bytes = [UInt8(little ? 1 : 0)] + Self.word(type, little: little) + Self.word(2, little: little)
                for ring in [shell, hole] {
                    bytes += Self.word(5, little: little)
                    for position in ring {
                        bytes += Self.number(position.x, little: little) + Self.number(position.y, little: little)
                        for _ in 0..<extra { bytes += Self.number(7, little: little) }
                    }
                }
                var buffer = PolygonBuffer(packing: packing)
                // One byte further on: no number of a file lies where a register would have it.
                _ = try ([0] + bytes).withUnsafeBytes { try WKBDecoder.decode($0, from: 1, into: &buffer) }
                buffer.endFeature()
                #expect(buffer.coordinates == expected.coordinates && buffer.ringEnds == expected.ringEnds)
                #expect(buffer.ringMeasures.map(\.area) == expected.ringMeasures.map(\.area))
                #expect(buffer.ringMeasures.map(\.length) == expected.ringMeasures.map(\.length))
            }
        }
    }

    @Test func collectionsKeepPolygonsAndCountTheRest() throws {
        let little = true
        let point = [1] + Self.word(1, little: little) + Self.number(1, little: little) + Self.number(2, little: little)
        let line = [1] + Self.word(2, little: little) + Self.word(2, little: little) + [0.0, 0, 3, 4].flatMap { Self.number($0, little: little) }
        let children = Self.polygon(type: 3) + point + line + Self.polygon(type: 3, little: false)
        let (buffer, summary) = try Self.decode([1] + Self.word(7, little: little) + Self.word(4, little: little) + children)
        #expect(buffer.partCount == 2)
        #expect(summary.points == 1 && summary.lines == 1 && summary.lineLength == 5)
    }

    @Test func curvesAndUnknownTypesAreRefused() {
        #expect(throws: GeometryProblem.curve("CurvePolygon")) { try Self.decode(Self.polygon(type: 10)) }
        #expect(throws: GeometryProblem.unknownType(15)) { try Self.decode(Self.polygon(type: 15)) }
        #expect(throws: GeometryProblem.self) { try Self.decode(Self.polygon(type: 4003)) }
        #expect(throws: GeometryProblem.byteOrder(9)) { try Self.decode([9, 0, 0, 0, 0, 0]) }
        let nested = (0..<100).flatMap { _ in [1] + Self.word(7, little: true) + Self.word(1, little: true) }
        #expect(throws: GeometryProblem.tooDeep) { try Self.decode(nested + [UInt8](repeating: 0, count: 64)) }
    }

    @Test func hugeCountsAllocateNothing() {
        for type in [2, 3, 5, 6, 7] as [UInt32] {
            #expect(throws: GeometryProblem.self) {
                try Self.decode([1] + Self.word(type, little: true) + Self.word(.max, little: true) + [UInt8](repeating: 0, count: 40))
            }
        }
    }

    @Test func cutAndFlippedBlobsNeverCrash() throws {
        let blob = TestLayers.square(x: 1, y: 2)
        func decode(_ bytes: [UInt8]) -> Bool {
            var buffer = PolygonBuffer()
            return bytes.withUnsafeBytes { raw in (try? GeoPackageBlob.decode(raw, into: &buffer)) != nil }
        }
        #expect(decode(blob))
        for cut in 0..<blob.count { #expect(!decode(Array(blob[..<cut])), "\(cut)") }
        var random = SeededGenerator(seed: 20)
        let nested = [0x47, 0x50, 0, 1, 0, 0, 0, 0, 1] + Self.word(7, little: true) + Self.word(2, little: true)
            + Self.polygon(type: 3) + Self.polygon(type: 1003, little: false, extra: 1)
        for _ in 0..<20_000 {
            var bytes = Bool.random(using: &random) ? blob : nested
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = decode(bytes)
        }
    }

    @Test func cutAndFlippedFilesGiveAResultOrOneLine() throws {
        let layers = try TestLayers()
        let path = try layers.geoPackage(declarations: ["k TEXT"], rows: (0..<40).map { ["'k\($0)'"] })
        let whole = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        var random = SeededGenerator(seed: 21)
        func outcome(_ bytes: [UInt8]) throws -> InputError? {
            let broken = layers.folder.file("b.gpkg")
            try Data(bytes).write(to: URL(fileURLWithPath: broken))
            return TestLayers.problem(LayerObject(file: broken, classRule: .fields(["k"])))
        }
        for cut in stride(from: 0, to: whole.count, by: 509) { #expect(try outcome(Array(whole[..<cut])) != nil, "\(cut)") }
        for _ in 0..<400 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...20, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if let error = try outcome(bytes) { #expect(!error.line(.en).contains("\n")) }
        }
        #expect(try outcome(whole) == nil)
    }
}

import Foundation
import GeoCore
@testable import LayerDiff
import TestSupport
import Testing

@Suite struct GridTests {
    typealias Rectangle = TestMaps.Rectangle

    /// A star with a hole, anywhere around the origin: negative squares too.
    static func star(_ random: inout SeededGenerator) throws -> PolygonBuffer {
        var buffer = PolygonBuffer()
        let centre = SIMD2(Double.random(in: -200...200, using: &random), Double.random(in: -200...200, using: &random))
        func ring(_ low: Double, _ high: Double) -> [SIMD2<Double>] {
            let count = 40
            let points = (0..<count).map { index in
                let angle = 2 * Double.pi * Double(index) / Double(count)
                return centre + SIMD2(cos(angle), sin(angle)) * Double.random(in: low...high, using: &random)
            }
            return points + [points[0]]
        }
        try buffer.appendRing(ring(80, 200))
        try buffer.appendRing(ring(20, 70))
        buffer.endFeature()
        return buffer
    }

    /// Every piece against GEOS, and against the area engine.
    @Test(arguments: 0..<20)
    func piecesHaveTheAreaOfTheSquare(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let star = try Self.star(&random)
        let side = Double.random(in: 7...90, using: &random)
        let split = try GridSplit(star, labels: [3], sideMetres: side)
        let engine = try GeometryEngine()
        var total = 0.0
        for (index, group) in split.groups.enumerated() {
            #expect(group.label == 3)
            let (x, y) = (Double(group.cell.column) * side, Double(group.cell.row) * side)
            var square = PolygonBuffer()
            try square.appendRing([[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]])
            square.endFeature()
            let pieces = split.groupOfPiece.indices.filter { split.groupOfPiece[$0] == Int32(index) }
            let area = pieces.reduce(0) { $0 + split.polygons.areaSquareMetres(ofFeature: $1) }
            let expected = try engine.overlay(.intersection, star, square).areaSquareMetres
            #expect(abs(area - expected) < 1e-8)
            let measured = AreaEngine.account(
                old: EngineLayer(oneGroup: split.polygons.selecting(pieces)), new: EngineLayer(oneGroup: square), masks: [],
                threads: 1)
            #expect(abs(measured.both[0] - expected) < 1e-8)
            #expect(measured.onlyOld[0] < 1e-8)
            total += area
        }
        #expect(abs(total - star.areaSquareMetres) < 1e-6)
        #expect(Set(split.groups.map(\.cell)).count == split.groups.count)
    }

    /// Each square is the account of the maps cut by hand.
    @Test(arguments: 1...6, [ClassMode.oneOf, .anyOf])
    func aSquareIsTheMapInsideIt(_ seed: UInt64, _ mode: ClassMode) throws {
        var random = SeededGenerator(seed: 50 + seed)
        let old = ZoneTests.rectangles(["a", "b", "c"], &random)
        let new = ZoneTests.rectangles(["a", "b", "d"], &random)
        let whole = try ZoneTests.run(old, new) {
            $0.classes = mode
            $0.gridMetres = 80
        }
        let grid = try #require(whole.grid)
        #expect(grid.sideMetres == 80)
        #expect(grid.cells.map { SIMD2($0.y, $0.x) } == grid.cells.map { SIMD2($0.y, $0.x) }.sorted { ($0.x, $0.y) < ($1.x, $1.y) })
        for square in grid.cells {
            #expect(square.x.truncatingRemainder(dividingBy: 80) == 0)
            let window = Rectangle("", (square.x - 230_000) / 100, (square.y - 540_000) / 100, 0.8, 0.8)
            let alone = try ZoneTests.run(ZoneTests.cut(old, window), ZoneTests.cut(new, window)) { $0.classes = mode }
            var own: [String: Double] = [:]
            for entry in square.entries {
                own["\(entry.from ?? "-") \(entry.to ?? "-") \(entry.cause.rawValue)"] = (entry.hectares * 1e7).rounded() / 1e7
            }
            #expect(own == ZoneTests.cells(alone))
        }
        #expect(abs(grid.cells.reduce(0) { $0 + $1.causes.total } - whole.causes.total) < 1e-7)
    }

    @Test func sameBytesForAnyThreadsAndOrder() throws {
        var random = SeededGenerator(seed: 9)
        let old = ZoneTests.rectangles(["a", "b"], &random)
        let new = ZoneTests.rectangles(["a", "b"], &random)
        func text(_ old: [Rectangle], _ threads: Int) throws -> String {
            try ZoneTests.run(old, new) {
                $0.threads = threads
                $0.gridMetres = 33
                $0.tolerance = PositionalTolerance(metres: 25)
                $0.minAreaHectares = 0.2
                $0.zones = try ZoneTests.zones(ZoneTests.partition)
            }.json(language: .en, versions: [:]).text
        }
        let first = try text(old, 1)
        #expect(try text(old.reversed(), 3) == first)
        #expect(first.contains("\"transitions\""))
    }

    @Test func aGridThatIsTooFineIsRefused() throws {
        let map = [Rectangle("a", 0, 0, 200, 200)]
        for (side, code) in [(10.0, "grid-too-fine"), (0.5, "grid-side"), (.nan, "grid-side"), (1e300, nil)] as [(Double, String?)] {
            do {
                let result = try ZoneTests.run(map, map) { $0.gridMetres = side }
                #expect(code == nil)
                #expect(result.grid?.cells.count == 1)
            } catch let error as InputError {
                #expect(error.code == code)
            }
        }
    }
}

import GeoCore
@testable import LayerDiff
import TestSupport
import Testing

@Suite struct MinimumMappingUnitTests {
    /// A map of square cells of 10 m; nil: unchanged.
    struct CellMap {
        var side: Int
        /// Old and new class per cell.
        var labels: [SIMD2<Int>?]

        /// Cells that hang together over their sides and satisfy a test pairwise.
        func groups(_ hang: (SIMD2<Int>, SIMD2<Int>) -> Bool) -> [[Int]] {
            var groups: [[Int]] = []
            var seen = Set<Int>()
            for start in labels.indices where labels[start] != nil && seen.insert(start).inserted {
                var group = [start]
                var next = 0
                while next < group.count {
                    let cell = group[next]
                    next += 1
                    let (x, y) = (cell % side, cell / side)
                    for (nx, ny) in [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)]
                    where (0..<side).contains(nx) && (0..<side).contains(ny) {
                        let other = ny * side + nx
                        guard let a = labels[cell], let b = labels[other], hang(a, b), seen.insert(other).inserted
                        else { continue }
                        group.append(other)
                    }
                }
                groups.append(group)
            }
            return groups
        }

        func polygon(_ cells: [Int]) throws -> PolygonBuffer {
            var all = PolygonBuffer()
            for cell in cells {
                let low = SIMD2(Double(cell % side), Double(cell / side)) * 10 + SIMD2(230_000, 540_000)
                try all.appendRing([low, low + SIMD2(10, 0), low + SIMD2(10, 10), low + SIMD2(0, 10), low])
                all.endFeature()
            }
            return try GeometryEngine().unaryUnion(all).polygons
        }
    }

    /// Patches, and by counting cells which of them are small.
    static func expected(_ map: CellMap, minimumCells: Int) -> (patches: [[Int]], small: [Bool]) {
        let patches = map.groups { $0 == $1 }
        let complex = map.groups { $0.x == $1.x }.filter { $0.count >= minimumCells }
            + map.groups { $0.y == $1.y }.filter { $0.count >= minimumCells }
        let large = Set(complex.flatMap { $0 })
        return (patches, patches.map { $0.count < minimumCells && !large.contains($0[0]) })
    }

    @Test(arguments: 0..<60)
    func smallPatchesAsCountedOnCells(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let side = 9
        let map = CellMap(
            side: side,
            labels: (0..<side * side).map { _ in
                Double.random(in: 0..<1, using: &random) < 0.35
                    ? nil : SIMD2(Int.random(in: -1...2, using: &random), Int.random(in: -1...2, using: &random))
            })
        let minimum = Int.random(in: 2...6, using: &random)
        let (cells, small) = Self.expected(map, minimumCells: minimum)
        var patches = PolygonBuffer()
        for patch in cells { patches.appendFeature(0, of: try map.polygon(patch)) }
        let labels = cells.map { map.labels[$0[0]] ?? .zero }
        for threads in [1, 3] {
            let found = try MinimumMappingUnit.small(
                patches, labels: labels, minimumSquareMetres: Double(minimum) * 100 - 1, threads: threads)
            #expect(found == small)
        }
        #expect(small.contains(true))
    }

    static func patches(_ boxes: [(x: Double, y: Double, width: Double, height: Double)]) throws -> PolygonBuffer {
        var buffer = PolygonBuffer()
        for box in boxes {
            try buffer.appendRing([
                SIMD2(box.x, box.y), SIMD2(box.x + box.width, box.y), SIMD2(box.x + box.width, box.y + box.height),
                SIMD2(box.x, box.y + box.height), SIMD2(box.x, box.y),
            ])
            buffer.endFeature()
        }
        return buffer
    }

    @Test func aCornerDoesNotConnectAndABorderDoes() throws {
        let corner = try Self.patches([(0, 0, 10, 10), (10, 10, 10, 10)])
        let border = try Self.patches([(0, 0, 10, 10), (10, 5, 10, 10)])
        let labels = [SIMD2(0, 1), SIMD2(0, 2)]
        #expect(try MinimumMappingUnit.small(corner, labels: labels, minimumSquareMetres: 150, threads: 1) == [true, true])
        #expect(try MinimumMappingUnit.small(border, labels: labels, minimumSquareMetres: 150, threads: 1) == [false, false])
        #expect(
            try MinimumMappingUnit.small(border, labels: [SIMD2(0, 1), SIMD2(3, 2)], minimumSquareMetres: 150, threads: 1)
                == [true, true])
        #expect(try MinimumMappingUnit.small(border, labels: labels, minimumSquareMetres: 0, threads: 1) == [false, false])
    }

    @Test func patchesOnEachOtherHangTogether() throws {
        // One inside the other: no border in common.
        let patches = try Self.patches([(0, 0, 10, 10), (3, 3, 2, 2)])
        let labels = [SIMD2(0, 1), SIMD2(0, 2)]
        #expect(
            try MinimumMappingUnit.small(
                patches, labels: labels, minimumSquareMetres: 102, mayOverlap: true, threads: 1) == [false, false])
    }
}

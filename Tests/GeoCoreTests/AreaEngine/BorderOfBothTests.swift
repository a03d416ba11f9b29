@testable import GeoCore
import TestSupport
import Testing

/// Tiles with one border that both layers have are booked without slots: no area may show it.
@Suite struct BorderOfBothTests {
    private static let columns = 5
    private static let rows = 4

    /// Cells whose neighbours share ragged borders to the last bit. Going right a border is a function of x, going up it turns back
    /// and forth, so that its edges lie over each other.
    private static func cells(_ random: inout SeededGenerator) throws -> PolygonBuffer {
        func line(_ start: SIMD2<Double>, _ step: SIMD2<Double>) -> Ring {
            let aside = SIMD2(-step.y, step.x)
            // Straight near its ends, where it meets others; up to 3 m aside elsewhere.
            return (0..<40).map { index in
                let jitter = Double.random(in: -0.6...0.6, using: &random)
                return start + step * Double(index) + (3...37 ~= index ? aside * jitter : .zero)
            }
        }
        func node(_ column: Int, _ row: Int) -> SIMD2<Double> { [Double(column) * 200 + 0.3, Double(row) * 200 + 0.7] }
        let across = (0...rows).map { row in (0..<columns).map { line(node($0, row), [5, 0]) } }
        let up = (0..<rows).map { row in (0...columns).map { line(node($0, row), [0, 5]) } }
        var rings: [Ring] = []
        for row in 0..<rows {
            for column in 0..<columns {
                // Each line has its start and not its end.
                let top = Array((across[row + 1][column] + [node(column + 1, row + 1)]).reversed().dropLast())
                let left = Array((up[row][column] + [node(column, row + 1)]).reversed().dropLast())
                rings.append(across[row][column] + up[row][column + 1] + top + left)
            }
        }
        return try PolygonBuffer(rings: rings)
    }

    private static func layer(_ polygons: PolygonBuffer, classes: Int32, _ random: inout SeededGenerator) -> EngineLayer {
        let groups = (0..<polygons.featureCount).map { _ in Int32.random(in: 0..<classes, using: &random) }
        return EngineLayer(polygons: polygons, groups: groups, groupCount: Int(classes))
    }

    @Test func cellsThatStayHaveTheirOwnAreasInCommon() throws {
        for seed in 1...4 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            let cells = try Self.cells(&random)
            let old = Self.layer(cells, classes: 4, &random)
            let new = Self.layer(cells, classes: 3, &random)
            var expected: [SIMD2<Int32>: Double] = [:]
            for cell in 0..<cells.featureCount {
                expected[[old.groups[cell], new.groups[cell]], default: 0] += cells.areaSquareMetres(ofFeature: cell)
            }
            let audit = AreaEngine.audit(old: old, new: new, threads: 2)
            #expect(audit.isSound && audit.oldCheck.overlaps.isEmpty && audit.newCheck.overlaps.isEmpty)
            #expect(audit.account.work.tiles > 100 && audit.account.work.identicalTiles == audit.account.work.tiles)
            let table = AreaEngine.table(old, new, threads: 2)
            for found in [audit.account.cells, table.cells] {
                #expect(found.count == expected.count, "seed \(seed)")
                for cell in found {
                    let area = try #require(expected[[cell.old, cell.new]], "seed \(seed)")
                    #expect(abs(cell.areaSquareMetres - area) < 1e-9 * area, "seed \(seed)")
                }
            }
        }
    }

    /// Some cells are gone from the new map, or have grown a copy: their borders are of one layer, or of two polygons of one.
    @Test func bordersOfOneLayerAreNotTakenForThoseOfBoth() throws {
        var random = SeededGenerator(seed: 9)
        let cells = try Self.cells(&random)
        let old = Self.layer(cells, classes: 4, &random)
        var new = EngineLayer(polygons: PolygonBuffer(), groups: [], groupCount: 4)
        for cell in 0..<cells.featureCount where cell % 4 != 1 {
            for _ in 0..<(cell % 5 == 0 ? 2 : 1) {
                new.polygons.appendFeature(cell, of: cells)
                new.groups.append(old.groups[cell])
            }
        }
        let audit = AreaEngine.audit(old: old, new: new, threads: 1)
        let gone = (0..<cells.featureCount).filter { $0 % 4 == 1 }.reduce(0) { $0 + cells.areaSquareMetres(ofFeature: $1) }
        let twice = (0..<cells.featureCount).filter { $0 % 4 != 1 && $0 % 5 == 0 }
        #expect(abs(audit.account.onlyOld[0] - gone) < 1e-9 * gone)
        #expect(audit.account.onlyNew[0] == 0)
        #expect(audit.isSound && audit.oldCheck.overlaps.isEmpty)
        #expect(audit.newCheck.overlaps.count == twice.count)
        let areas = twice.map { cells.areaSquareMetres(ofFeature: $0) }.sorted(by: >)
        for (overlap, area) in zip(audit.newCheck.overlaps, areas) { #expect(abs(overlap.areaSquareMetres - area) < 1e-9 * area) }
    }

    /// A loop that both neighbours have, on both maps: they cover every place once together, and yet one winds −1 there and the
    /// other twice.
    @Test func aLoopInASharedBorderIsFound() throws {
        func divided(_ corners: Ring) -> Ring {
            zip(corners, corners.dropFirst() + corners.prefix(1)).flatMap { a, b in (0..<20).map { a + (b - a) * (Double($0) / 20) } }
        }
        let up: Ring = [[100, 0], [100, 40], [110, 60], [110, 40], [100, 60], [100, 100]]
        let polygons = try PolygonBuffer(rings: [
            divided([[0, 100], [0, 0]] + up), divided([[200, 0], [200, 100]] + up.reversed()),
        ])
        // The loop is the triangle (105, 50), (110, 60), (110, 40) of 50 m²; without it the left one has 10 050 m².
        let layer = EngineLayer(featuresOf: polygons)
        let audit = AreaEngine.audit(old: layer, new: layer, threads: 1)
        for check in [audit.oldCheck, audit.newCheck] {
            #expect(check.badFeatures.map(\.feature) == [0, 1])
            // −1 squared and less −1; 2 squared less 2.
            for bad in check.badFeatures { #expect(abs(bad.excessSquareMetres - 100) < 1e-8) }
        }
        let table = AreaEngine.table(layer, layer, threads: 1)
        let areas = Dictionary(uniqueKeysWithValues: table.cells.map { (SIMD2($0.old, $0.new), $0.areaSquareMetres) })
        for (pair, area) in [([0, 0], 10_100), ([1, 1], 10_100), ([0, 1], -100), ([1, 0], -100)] as [(SIMD2<Int32>, Double)] {
            #expect(abs((areas[pair] ?? 0) - area) < 1e-8, "\(pair)")
        }
    }
}

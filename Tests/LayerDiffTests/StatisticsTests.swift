import Foundation
import LayerDiff
import TestSupport
import Testing

/// Published worked examples of the packages that the statistics come from.
@Suite(.enabled(if: Paths.hasSuites, "needs the public suites beside the checkout"))
struct StatisticsTests {
    struct Suite: Decodable {
        struct Matrix: Decodable { var m: [[Double]] }
        struct Expected: Decodable {
            var overall_difference, quantity, exchange, shift: Double?
            var v_measure, homogeneity, completeness, gof: Double?
        }
        struct Case: Decodable {
            var kind: String
            var name: String
            var matrix: Matrix?
            var area_matrix: Matrix?
            var x: [Int?]?
            var y: [Int?]?
            var expected: Expected?
        }
        var cases: [Case]
    }

    static func cases(_ kind: String) throws -> [Suite.Case] {
        struct Raw: Decodable { var cases: [Either] }
        struct Either: Decodable {
            var value: Suite.Case?
            init(from decoder: any Decoder) throws { value = try? Suite.Case(from: decoder) }
        }
        let data = try Data(contentsOf: Paths.suites.appendingPathComponent("stats_cases.json"))
        return try JSONDecoder().decode(Raw.self, from: data).cases.compactMap(\.value).filter { $0.kind == kind }
    }

    @Test func quantityExchangeShift() throws {
        let cases = try Self.cases("difference")
        #expect(cases.count >= 6)
        for test in cases {
            let parts = DifferenceComponents(try #require(test.matrix?.m))
            #expect(abs(parts.quantity - (test.expected?.quantity ?? -1)) < 1e-9, "\(test.name)")
            #expect(abs(parts.exchange - (test.expected?.exchange ?? -1)) < 1e-9, "\(test.name)")
            #expect(abs(parts.shift - (test.expected?.shift ?? -1)) < 1e-9, "\(test.name)")
            #expect(abs(parts.total - (test.expected?.overall_difference ?? -1)) < 1e-9, "\(test.name)")
        }
    }

    @Test func vMeasure() throws {
        let cases = try Self.cases("vmeasure_mapcurves") + Self.cases("vmeasure_labels")
        #expect(cases.count == 4)
        for test in cases {
            var cells: [(row: Int, column: Int, area: Double)] = []
            for (row, values) in (test.area_matrix?.m ?? []).enumerated() {
                for (column, area) in values.enumerated() { cells.append((row, column, area)) }
            }
            // Labels of single places: equal pairs are one cell.
            var counts: [[Int]: Double] = [:]
            for (x, y) in zip(test.x ?? [], test.y ?? []) {
                if let x, let y { counts[[x, y], default: 0] += 1 }
            }
            for (pair, count) in counts { cells.append((pair[0], pair[1], count)) }
            let alike = try #require(VMeasure(cells))
            #expect(abs(alike.vMeasure - (test.expected?.v_measure ?? -1)) < 1e-12, "\(test.name)")
            #expect(abs(alike.homogeneity - (test.expected?.homogeneity ?? -1)) < 1e-12, "\(test.name)")
            #expect(abs(alike.completeness - (test.expected?.completeness ?? -1)) < 1e-12, "\(test.name)")
        }
    }

    @Test func mapCurves() throws {
        let cases = try Self.cases("vmeasure_mapcurves") + Self.cases("mapcurves_labels")
        #expect(cases.count == 2)
        for test in cases {
            var cells: [(row: Int, column: Int, area: Double)] = []
            for (row, values) in (test.area_matrix?.m ?? []).enumerated() {
                for (column, area) in values.enumerated() { cells.append((row, column, area)) }
            }
            for (x, y) in zip(test.x ?? [], test.y ?? []) {
                if let x, let y { cells.append((x, y, 1)) }
            }
            let curves = try #require(MapCurves(cells))
            #expect(abs(curves.goodnessOfFit - (test.expected?.gof ?? -1)) < 1e-9, "\(test.name)")
            // The other way round the other map is the reference, with the same fit.
            let turned = try #require(MapCurves(cells.map { (row: $0.column, column: $0.row, area: $0.area) }))
            #expect(abs(turned.goodnessOfFit - curves.goodnessOfFit) < 1e-12)
        }
    }

    @Test func withoutAreaThereIsNoAnswer() {
        #expect(MapCurves([]) == nil)
        #expect(VMeasure([]) == nil)
        #expect(DifferenceComponents([]).total == 0)
    }
}

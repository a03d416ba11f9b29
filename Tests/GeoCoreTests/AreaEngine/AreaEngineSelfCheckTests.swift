import Foundation
import GeoCore
import TestSupport
import Testing

@Suite struct AreaEngineSelfCheckTests {
    static func box(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> Ring {
        Shapes.rectangle(x0, y0, x1, y1)
    }

    @Test func smallBowTiesAreFlagged() throws {
        // Two triangles of 1e-4 m² and more, each wound the other way round, in places where digits are scarce.
        for shift in [0, 200_000.3, 6_700_000.7] as [Double] {
            let size = 0.02
            let tie = ([[0, 0], [size, size], [size, 0], [0, size]] as Ring).map { $0 + shift }
            let neighbour = Self.box(1, 1, 400, 400).map { $0 + shift }
            let check = AreaEngine.selfCheck(try PolygonBuffer(rings: [neighbour, tie]), threads: 1)
            #expect(check.badFeatures.map(\.feature) == [1])
            // w = −1 over one lobe: w² − w = 2 times its area of 1e-4 m².
            #expect(abs((check.badFeatures.first?.excessSquareMetres ?? 0) - 2 * size * size / 4) < 1e-8)
        }
    }

    @Test func doubledPartsAreFlagged() throws {
        let buffer = try PolygonBuffer(features: [
            [[Self.box(0, 0, 10, 10)], [Self.box(0, 0, 10, 10)]],
            [[Self.box(20, 0, 30, 10)], [Self.box(25, 5, 35, 15)]],
            [[Self.box(40, 0, 50, 10), Self.box(60, 0, 61, 1)]],
        ])
        let check = AreaEngine.selfCheck(buffer, threads: 2)
        #expect(check.badFeatures.map(\.feature) == [0, 1, 2])
        // w = 2 gives 2 per m²; a hole outside winds −1 and gives 2.
        #expect(check.badFeatures.map(\.excessSquareMetres) == [200, 50, 2])
        #expect(check.overlaps.isEmpty)
    }

    @Test func validShapesArePassed() throws {
        let buffer = try PolygonBuffer(features: [
            // A hole that touches the shell at a point, and two holes that touch each other.
            [[Self.box(0, 0, 8, 8), [[0, 4], [2, 3], [2, 5]], Self.box(3, 3, 4, 4), Self.box(4, 4, 5, 5)]],
            // Parts that touch along an edge, and at a corner.
            [[Self.box(10, 0, 12, 2)], [Self.box(12, 0, 14, 2)], [Self.box(14, 2, 16, 4)]],
            // A spike of no area.
            [[[[20, 0], [24, 0], [24, 4], [22, 4], [22.7, 9.1], [22, 4], [20, 4]]]],
            // An island in a hole.
            [[Self.box(30, 0, 40, 10), Self.box(31, 1, 39, 9)], [Self.box(32, 2, 38, 8)]],
        ])
        for threads in [1, 2] {
            let check = AreaEngine.selfCheck(buffer, threads: threads)
            #expect(check.badFeatures.isEmpty)
            #expect(check.overlaps.isEmpty)
        }
    }

    @Test func overlapsOfFeaturesAreListedLargestFirst() throws {
        let buffer = try PolygonBuffer(rings: [
            Self.box(0, 0, 10, 10), Self.box(8, 0, 18, 10), Self.box(0, 9, 10, 19), Self.box(100, 0, 110, 10),
            Self.box(100, 0, 110, 10),
        ])
        let check = AreaEngine.selfCheck(buffer, threads: 2)
        #expect(check.badFeatures.isEmpty)
        #expect(check.overlaps == [
            GroupOverlap(a: 3, b: 4, areaSquareMetres: 100), GroupOverlap(a: 0, b: 1, areaSquareMetres: 20),
            GroupOverlap(a: 0, b: 2, areaSquareMetres: 10), GroupOverlap(a: 1, b: 2, areaSquareMetres: 2),
        ])
    }

    /// Published validity cases: a valid polygon is never flagged.
    @Test(.enabled(if: Paths.hasSuites, "public suites not beside the checkout"))
    func noValidCaseOfTheSuitesIsFlagged() throws {
        let geos = try GeometryEngine()
        var checked = 0
        for row in try SuiteRows.read("validity_cases.jsonl") where row["expected_valid"] as? Bool == true {
            guard let text = row["wkt"] as? String, let buffer = try? geos.polygons(wellKnownText: text),
                buffer.featureCount == 1
            else { continue }
            checked += 1
            #expect(AreaEngine.selfCheck(buffer, threads: 1).badFeatures.isEmpty, "\(row["name"] ?? "")")
        }
        print("self-check: \(checked) valid polygons passed")
        #expect(checked > 50)
    }
}

/// Rows of a public suite beside the checkout.
enum SuiteRows {
    static func read(_ file: String) throws -> [[String: Any]] {
        let text = try String(contentsOf: Paths.suites.appendingPathComponent(file), encoding: .utf8)
        return try text.split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }
}

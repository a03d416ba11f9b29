import Foundation
import GeoCore
import TestSupport
import Testing

/// One case per line of a suite file.
func suiteCases(_ file: String) throws -> [[String: Any]] {
    let text = try String(contentsOf: Paths.suites.appendingPathComponent(file), encoding: .utf8)
    return try text.split(separator: "\n").map {
        try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
}

@Suite struct ValidityTests {
    private let bowTie: [SIMD2<Double>] = [[0, 0], [10, 10], [10, 0], [0, 10], [0, 0]]

    private func feature(_ rings: [SIMD2<Double>]...) throws -> PolygonBuffer {
        var buffer = PolygonBuffer()
        for ring in rings { try buffer.appendRing(ring) }
        buffer.endFeature()
        return buffer
    }

    @Test func aBowTieIsFoundNamedAndRepaired() throws {
        let engine = try GeometryEngine()
        let buffer = try feature(bowTie)
        let invalidity = try #require(try engine.invalidity(of: buffer, feature: 0))
        #expect(invalidity.reason == "Self-intersection")
        #expect(invalidity.location == [5, 5])
        #expect(invalidity.message.en == "Self-intersection (5.0 5.0)")
        #expect(invalidity.message.nl == "rand kruist zichzelf (5.0 5.0)")
        for method in RepairMethod.allCases {
            let repaired = try engine.repaired(buffer, feature: 0, method: method)
            #expect(repaired.areaSquareMetres(ofFeature: 0) == 50)
            #expect(repaired.featureCount == 1)
            #expect(try engine.invalidity(of: repaired, feature: 0) == nil)
        }
    }

    @Test func theMethodsDifferWhereAHoleSharesASide() throws {
        let engine = try GeometryEngine()
        let buffer = try feature(
            [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]], [[0, 2], [5, 2], [5, 7], [0, 7], [0, 2]])
        #expect(try engine.invalidity(of: buffer, feature: 0)?.reason == "Self-intersection")
        #expect(try engine.repaired(buffer, feature: 0, method: .structure).areaSquareMetres(ofFeature: 0) == 75)
        #expect(try engine.repaired(buffer, feature: 0, method: .linework).areaSquareMetres(ofFeature: 0) == 100)
    }

    @Test func validAndEmptyFeaturesStayAsTheyAre() throws {
        let engine = try GeometryEngine()
        var buffer = try rectangles((0, 0, 1, 1))
        buffer.endFeature()
        #expect(try engine.invalidity(of: buffer, feature: 0) == nil)
        #expect(try engine.invalidity(of: buffer, feature: 1) == nil)
        #expect(try engine.repaired(buffer, feature: 0, method: .structure).coordinates == buffer.coordinates)
        #expect(try engine.repaired(buffer, feature: 1, method: .structure).partCount == 0)
    }

    @Test func nothingIsLeftOfASpike() throws {
        let engine = try GeometryEngine()
        let spike = try feature([[0, 0], [5, 0], [9, 0], [0, 0]])
        #expect(try engine.invalidity(of: spike, feature: 0) != nil)
        let repaired = try engine.repaired(spike, feature: 0, method: .structure)
        #expect(repaired.featureCount == 1)
        #expect(repaired.partCount == 0)
    }

    @Test(.enabled(if: Paths.hasSuites, "needs the public conformance cases"))
    func publicValidityCases() throws {
        let engine = try GeometryEngine()
        var judged = 0
        for item in try suiteCases("validity_cases.jsonl") {
            let name = try #require(item["name"] as? String)
            let text = try #require(item["wkt"] as? String)
            let expected = try #require(item["expected_valid"] as? Bool)
            // Collections of polygons become one feature here, which is another question.
            guard !text.hasPrefix("GEOMETRYCOLLECTION") else { continue }
            do {
                let buffer = try engine.polygons(wellKnownText: text)
                #expect(try (engine.invalidity(of: buffer, feature: 0) == nil) == expected, "\(name)")
                judged += 1
            } catch {
                // Rings that a buffer refuses (too few positions, not finite) are never valid; coordinates beyond
                // its limit may be.
                let isTooLarge = error.message.contains("coordinateOutOfRange")
                #expect(!expected || isTooLarge, "\(name): \(error)")
            }
        }
        #expect(judged > 350)
    }

    @Test(.enabled(if: Paths.hasSuites, "needs the public conformance cases"))
    func publicRepairCases() throws {
        let engine = try GeometryEngine()
        var repairedCount = 0
        var unchangedCount = 0
        for item in try suiteCases("invalid_cases.jsonl") {
            let name = try #require(item["name"] as? String)
            let text = try #require(item["wkt"] as? String)
            guard let buffer = try? engine.polygons(wellKnownText: text) else { continue }
            let repaired = try engine.repaired(buffer, feature: 0, method: .structure)
            switch item["status"] as? String {
            case "certain":
                let expected = try #require(item["valid_area_structure"] as? Double)
                let area = repaired.areaSquareMetres(ofFeature: 0)
                #expect(abs(area - expected) <= 1e-9 * max(1, expected), "\(name): \(area), not \(expected)")
                #expect(try engine.invalidity(of: repaired, feature: 0) == nil, "\(name)")
                repairedCount += 1
            case "valid-input":
                #expect(repaired.coordinates == buffer.coordinates, "\(name)")
                unchangedCount += 1
            default: continue
            }
        }
        #expect(repairedCount > 60)
        #expect(unchangedCount == 23)
    }

    @Test(.enabled(if: Paths.hasSuites, "needs the public conformance cases"))
    func publicRelationsOfPolygons() throws {
        let engine = try GeometryEngine()
        var judged = 0
        for item in try suiteCases("relate_cases.jsonl") {
            guard item["op"] as? String == "intersects", let a = item["a_wkt"] as? String,
                let b = item["b_wkt"] as? String, let expected = item["expected"] as? Bool,
                [a, b].allSatisfy({ $0.uppercased().hasPrefix("POLYGON") || $0.uppercased().hasPrefix("MULTIPOLYGON") }),
                let first = try? engine.polygons(wellKnownText: a), let second = try? engine.polygons(wellKnownText: b),
                try engine.invalidity(of: first, feature: 0) == nil, try engine.invalidity(of: second, feature: 0) == nil
            else { continue }
            let name = try #require(item["name"] as? String)
            let prepared = try PreparedPolygons(first, feature: 0, engine: engine)
            #expect(try prepared.intersects(second, feature: 0) == expected, "\(name)")
            // Another road to the same answer.
            #expect(try (engine.nearestPoints(second, first)?.distanceMetres == 0) == expected, "\(name)")
            judged += 1
        }
        #expect(judged > 20)
    }
}

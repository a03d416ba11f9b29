import Foundation
import GeoCore
import TestSupport
import Testing

/// Public overlay cases, those with valid input and a certain answer, through the engine.
@Suite struct AreaEngineConformanceTests {
    /// Areas of the four overlay operations from the engine's account.
    static func areas(_ a: PolygonBuffer, _ b: PolygonBuffer) -> [String: Double] {
        let account = AreaEngine.account(
            old: EngineLayer(oneGroup: a), new: EngineLayer(oneGroup: b), masks: [], threads: 1)
        let (both, onlyA, onlyB) = (account.both[0], account.onlyOld[0], account.onlyNew[0])
        return [
            "intersection": both, "union": both + onlyA + onlyB, "difference": onlyA, "difference_ba": onlyB,
            "symdifference": onlyA + onlyB,
        ]
    }

    /// Holds the cases of a file that failed against those that the ledger lists: a new deviation fails, and so does one
    /// that is listed and has gone.
    static func settle(_ file: String, checked: Int, skipped: Int, failed: Set<String>, remark: String = "") throws {
        let listed = try ConformanceLedger.cases(of: file)
        print("\(file): \(checked) cases, engine wrong \(failed.count) (listed \(listed.count)), \(skipped) left out\(remark)")
        #expect(failed.subtracting(listed).sorted() == [], "\(file): deviations that the ledger does not list")
        #expect(listed.subtracting(failed).sorted() == [], "\(file): listed in the ledger, but right")
    }

    /// Pairs that have broken engines: every area within the case's tolerance.
    @Test(.enabled(if: Paths.hasSuites, "public suites not beside the checkout"), arguments: [
        "robust_cases.jsonl", "overlay_silent_wrong.jsonl",
    ])
    func robustCases(_ file: String) throws {
        let geos = try GeometryEngine()
        var checked = 0, skipped = 0, geosWrong = 0
        var failed: Set<String> = []
        for row in try SuiteRows.read(file) {
            guard (row["status"] as? String)?.hasPrefix("certain") == true, row["a_valid"] as? Bool == true,
                row["b_valid"] as? Bool == true, let expected = row["ref_evenodd"] as? [String: Double],
                let tolerance = row["tolerance"] as? Double, let aText = row["a_wkt"] as? String,
                let bText = row["b_wkt"] as? String, let name = row["name"] as? String
            else {
                skipped += 1
                continue
            }
            let a = try geos.polygons(wellKnownText: aText)
            let b = try geos.polygons(wellKnownText: bText)
            checked += 1
            for (operation, area) in Self.areas(a, b) {
                if let wanted = expected[operation], !(abs(area - wanted) <= tolerance) { failed.insert(name) }
            }
            let wanted = expected["intersection"] ?? .nan
            if !(abs(engineIntersection(a, b) - wanted) <= tolerance) { failed.insert(name) }
            guard a.featureCount == 1, b.featureCount == 1 else { continue }
            let other = try? geos.intersectionArea(of: a, feature: 0, and: b, feature: 0)
            if !(abs((other ?? .infinity) - wanted) <= tolerance) { geosWrong += 1 }
        }
        try Self.settle(
            file, checked: checked, skipped: skipped, failed: failed,
            remark: "; GEOS \(GeometryEngine.version) wrong on \(geosWrong) intersections")
        #expect(checked > 4)
    }

    /// Published overlays with an exact answer: within 1e-9 of the larger of the two polygons.
    @Test(.enabled(if: Paths.hasSuites, "public suites not beside the checkout"))
    func overlayCases() throws {
        let geos = try GeometryEngine()
        var checked = 0, skipped = 0
        var failed: Set<String> = []
        for row in try SuiteRows.read("overlay_cases.jsonl") {
            guard row["class"] as? String == "exact", row["a_valid"] as? Bool == true, row["b_valid"] as? Bool == true,
                let operation = row["op"] as? String, let exact = row["exact_area"] as? Double,
                let aText = row["a_wkt"] as? String, let bText = row["b_wkt"] as? String,
                let name = row["name"] as? String, let a = try? geos.polygons(wellKnownText: aText),
                let b = try? geos.polygons(wellKnownText: bText)
            else {
                skipped += 1
                continue
            }
            checked += 1
            let area = Self.areas(a, b)[operation] ?? .nan
            let size = max(Self.drawn(a), Self.drawn(b))
            if !(abs(area - exact) <= max(1e-9 * size, 1e-300)) { failed.insert(name + " " + operation) }
        }
        try Self.settle("overlay_cases.jsonl", checked: checked, skipped: skipped, failed: failed)
        #expect(checked == 195)
    }

    /// Sum of the features' areas.
    private static func drawn(_ polygons: PolygonBuffer) -> Double {
        (0..<polygons.featureCount).reduce(0) { $0 + polygons.areaSquareMetres(ofFeature: $1) }
    }

    /// Unions of overlapping polygons: what is covered at all. Certain where no grid was asked for; the published area is
    /// given with as many digits as it has, so the tolerance is 1e-9 of it or half its last digit.
    @Test(.enabled(if: Paths.hasSuites, "public suites not beside the checkout"))
    func unaryUnionCases() throws {
        let geos = try GeometryEngine()
        var checked = 0, skipped = 0
        var failed: Set<String> = []
        for row in try SuiteRows.read("unary_union_cases.jsonl") {
            guard let text = row["a_wkt"] as? String, let name = row["name"] as? String,
                let expected = row["expected_area"] as? Double, let polygons = try? geos.polygons(wellKnownText: text)
            else {
                skipped += 1
                continue
            }
            checked += 1
            let union = AreaEngine.measure(EngineLayer(oneGroup: polygons), masks: [], threads: 1).union
            if !(abs(union - expected) <= 1e-9 * expected) { failed.insert(name) }
        }
        try Self.settle("unary_union_cases.jsonl", checked: checked, skipped: skipped, failed: failed)
        #expect(checked > 15)
    }

    /// Coverages with gaps, overlaps and unmatched edges, where they speak of area.
    @Test(.enabled(if: Paths.hasSuites, "public suites not beside the checkout"))
    func coverageCases() throws {
        let geos = try GeometryEngine()
        var checked = 0, skipped = 0
        var failed: Set<String> = []
        for row in try SuiteRows.read("coverage_cases.jsonl") {
            guard row["all_valid"] as? Bool == true, let texts = row["polygons_wkt"] as? [String],
                let name = row["name"] as? String, let sum = row["sum_area"] as? Double,
                let union = row["union_area"] as? Double, let overlap = row["overlap_area"] as? Double
            else {
                skipped += 1
                continue
            }
            // Every polygon of the coverage is one feature.
            var polygons = PolygonBuffer()
            for text in texts {
                let one = try geos.polygons(wellKnownText: text)
                for feature in 0..<one.featureCount {
                    for part in one.parts(ofFeature: feature) { polygons.appendPart(part, of: one) }
                }
                polygons.endFeature()
            }
            checked += 1
            let layer = EngineLayer(featuresOf: polygons)
            let measure = AreaEngine.measure(layer, masks: [], threads: 1)
            let audit = AreaEngine.audit(
                old: EngineLayer(oneGroup: PolygonBuffer()), new: layer, threads: 1).newMeasure
            // Places under more than one polygon, each pair's overlap counted.
            for found in [measure, audit] {
                let pairs = found.groupOverlaps.reduce(0) { $0 + $1.areaSquareMetres }
                let tolerance = 1e-9 * sum
                if !(abs(found.sum - sum) <= tolerance) || !(abs(found.union - union) <= tolerance)
                    || !(abs(pairs - overlap) <= tolerance)
                { failed.insert(name) }
            }
        }
        try Self.settle("coverage_cases.jsonl", checked: checked, skipped: skipped, failed: failed)
        #expect(checked > 40)
    }

    /// Near-coincident borders on which overlay libraries are silently wrong: the true areas.
    @Test func nearlyCoincidentBorders() throws {
        // One corner one unit in the last place above the other's edge (reported as shapely #1871): they touch.
        let a = try PolygonBuffer(rings: [[[446, -207], [315, -75.99999999999999], [557, -76]]])
        let b = try PolygonBuffer(rings: [[[184, -207], [315, -76], [446, -207], [315, -338]]])
        #expect(engineIntersection(a, b) < 1e-8)
        let areas = Self.areas(a, b)
        #expect(abs((areas["union"] ?? 0) - 50_173) < 1e-8)
        #expect(abs((areas["difference"] ?? 0) - 15_851) < 1e-8)
        // GEOS issue 942: the square lies in A, but for a hole that is a hair wide.
        let holed = try PolygonBuffer(features: [[[
            [[458_500, 7_432_230], [458_400, 7_432_200], [458_400, 7_432_240], [458_500, 7_432_300]],
            [
                [458454.7221242461, 7432226.377759292], [458454.13999999897, 7432223.769999999],
                [458455.62000000087, 7432230.3999999985],
            ],
        ]]])
        let square = try PolygonBuffer(rings: [
            [[458_435, 7_432_225], [458_435, 7_432_245], [458_455, 7_432_245], [458_455, 7_432_225]]
        ])
        #expect(abs(engineIntersection(holed, square) - 400) < 400e-9)
        // LibGEOS.jl issue 166: two large polygons along a border that differs in the last digit.
        let north = try PolygonBuffer(rings: [[
            [0, 65905.78568220709], [12540.144108116785, 66644.10887217366], [13639.90993528687, 64693.73062699103],
            [13323.160413385054, 61494.1194419435], [2375.0223287135154, 53673.4087205281], [0, 52759.58192468053],
        ]])
        let south = try PolygonBuffer(rings: [[
            [23303.577415035626, 55323.60484150198], [19851.52938808218, 49637.68131132904],
            [2375.022328713516, 53673.4087205281], [13323.160413385054, 61494.1194419435],
        ]])
        #expect(engineIntersection(north, south) < 1e-6)
        // The same border, drawn once more with a corner between: nothing in common.
        let left = try PolygonBuffer(rings: [[[0, 0], [0.1, 0.7], [0, 10], [-5, 5]]])
        let right = try PolygonBuffer(rings: [[[0, 0], [5, 5], [0, 10], [0.1 / 3, (10 - 9.3 / 3)], [0.1, 0.7]]])
        #expect(engineIntersection(left, right) < 1e-9)
    }
}

/// Cases of the public suites that the engine does not meet, each with the reason: testdata/conformance/ledger.csv.
enum ConformanceLedger {
    static func cases(of file: String) throws -> Set<String> {
        let text = try String(contentsOf: Paths.testdata.appendingPathComponent("conformance/ledger.csv"), encoding: .utf8)
        var cases: Set<String> = []
        for line in text.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
            try #require(fields.count == 3 && !fields[2].isEmpty, "a row is file, case and reason: \(line)")
            if fields[0] == file { cases.insert(fields[1]) }
        }
        return cases
    }
}

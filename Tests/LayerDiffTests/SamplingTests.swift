import Foundation
import GeoCore
import LayerDiff
import TestSupport
import Testing

@Suite struct SamplingTests {
    // MARK: points

    /// A star with a hole, thin enough for a rejection from its box to be slow.
    static func star(_ spikes: Int, inner: Double, at centre: SIMD2<Double>, using random: inout SeededGenerator) throws -> PolygonBuffer {
        var ring: [SIMD2<Double>] = []
        for index in 0..<(2 * spikes) {
            let angle = Double(index) * .pi / Double(spikes)
            let radius = index.isMultiple(of: 2) ? Double.random(in: 60...200, using: &random) : inner
            ring.append(centre + SIMD2(cos(angle), sin(angle)) * radius)
        }
        ring.append(ring[0])
        var polygons = PolygonBuffer()
        try polygons.appendRing(ring)
        let hole = [SIMD2(-3.0, -3), SIMD2(3, -3), SIMD2(3, 3), SIMD2(-3, 3), SIMD2(-3, -3)].map { centre + $0 }
        try polygons.appendRing(hole)
        polygons.endFeature()
        return polygons
    }

    @Test func everyPointLiesInside() throws {
        var random = SeededGenerator(seed: 70_001)
        let engine = try GeometryEngine()
        for round in 0..<12 {
            let polygons = try Self.star(5 + round, inner: 12, at: SIMD2(230_000.1, 550_000.7), using: &random)
            let prepared = try PreparedPolygons(polygons, feature: 0, engine: engine)
            let sampler = PolygonSampler(polygons)
            // Its own sum of widths is the area.
            let area = AreaEngine.measure(EngineLayer(oneGroup: polygons), masks: [], threads: 1).union
            #expect(abs(sampler.area - area) < 1e-9 * area)
            var numbers = SampleRandom(seed: UInt64(round))
            let locator = PolygonLocator(polygons)
            for _ in 0..<150 {
                let (at, feature) = try #require(sampler.point(using: &numbers))
                #expect(feature == 0)
                #expect(locator.contains(at))
                // GEOS: a triangle of 10 µm around the point lies in the polygon with all of its area.
                var dot = PolygonBuffer()
                try dot.appendRing([at + SIMD2(-1e-5, -1e-5), at + SIMD2(1e-5, -1e-5), at + SIMD2(0, 1e-5), at + SIMD2(-1e-5, -1e-5)])
                dot.endFeature()
                let common = try prepared.intersectionArea(with: dot, feature: 0)
                #expect(abs(common - 2e-10) < 1e-12)
            }
        }
    }

    /// Counts per part against areas: chi-square with 7 degrees of freedom, 99.9 % is 24.3.
    @Test func everyPlaceHasTheSameChance() throws {
        let corners = [SIMD2(0.0, 0.0), SIMD2(100, 20), SIMD2(130, 90), SIMD2(-40, 60), SIMD2(0, 0)]
        var polygons = PolygonBuffer()
        try polygons.appendRing(corners.map { $0 + SIMD2(200_000, 500_000) })
        try polygons.appendRing([SIMD2(30.0, 35), SIMD2(70, 40), SIMD2(60, 60), SIMD2(30, 35)].map { $0 + SIMD2(200_000, 500_000) })
        polygons.endFeature()
        let sampler = PolygonSampler(polygons)
        // Cells of a 2 × 4 grid, their areas by the area engine.
        var cells: [(low: SIMD2<Double>, high: SIMD2<Double>, area: Double)] = []
        for column in 0..<4 {
            for row in 0..<2 {
                let low = SIMD2(200_000 - 40 + Double(column) * 42.5, 500_000 + Double(row) * 45)
                let high = low + SIMD2(42.5, 45)
                var cell = PolygonBuffer()
                try cell.appendRing([low, SIMD2(high.x, low.y), high, SIMD2(low.x, high.y), low])
                cell.endFeature()
                let area = AreaEngine.measure(EngineLayer(oneGroup: polygons), masks: [cell], threads: 1).union
                cells.append((low, high, area))
            }
        }
        #expect(abs(cells.reduce(0) { $0 + $1.area } - sampler.area) < 1e-6)
        var random = SampleRandom(seed: 3)
        let draws = 20_000
        var counts = Array(repeating: 0, count: cells.count)
        for _ in 0..<draws {
            let (at, _) = try #require(sampler.point(using: &random))
            let index = try #require(cells.firstIndex { at.x >= $0.low.x && at.x < $0.high.x && at.y >= $0.low.y && at.y < $0.high.y })
            counts[index] += 1
        }
        var chi = 0.0
        for (count, cell) in zip(counts, cells) {
            let expected = cell.area / sampler.area * Double(draws)
            if expected > 0 { chi += (Double(count) - expected) * (Double(count) - expected) / expected }
        }
        #expect(chi < 24.3)
    }

    @Test func sliversAndOddShapesAreDrawnToo() throws {
        var polygons = PolygonBuffer()
        // A millimetre by a kilometre, lying, standing, slanting.
        for direction in [SIMD2(1.0, 0.0), SIMD2(0, 1), SIMD2(0.6, 0.8)] {
            let across = SIMD2(-direction.y, direction.x) * 0.001
            let start = SIMD2(210_000.0, 540_000.0)
            try polygons.appendRing([start, start + direction * 1000, start + direction * 1000 + across, start + across, start])
            polygons.endFeature()
        }
        let sampler = PolygonSampler(polygons)
        var random = SampleRandom(seed: 9)
        var seen: Set<Int> = []
        for _ in 0..<200 {
            let (at, feature) = try #require(sampler.point(using: &random))
            seen.insert(feature)
            #expect(PolygonLocator(polygons).contains(at))
        }
        #expect(seen == [0, 1, 2])
        #expect(PolygonSampler(PolygonBuffer()).point(using: &random) == nil)
    }

    // MARK: design

    static func layer() throws -> ClassifiedLayer {
        try TestMaps.layer([.init("R", 0, 0, 1, 1), .init("U", 2, 0, 3, 1), .init("U", 2, 2, 3, 1)])
    }

    @Test func theDesignIsReproducibleAndByArea() throws {
        let choices = SampleDesign.Choices(size: 40, minimum: 5, seed: 11)
        let frame = try TestMaps.area([.init("", 0, 0, 10, 3)], file: "frame.gpkg").polygons
        let design = try SampleDesign(Self.layer(), rest: (frame, "P"), choices: choices)
        #expect(design.strata.map(\.name) == ["P", "R", "U"])
        #expect(zip(design.strata.map(\.hectares), [23, 1, 6]).allSatisfy { abs($0 - $1) < 1e-9 })
        #expect(design.strata.map(\.points).reduce(0, +) == 40)
        // 25 by area: 19.17, 0.83, 5.
        #expect(design.strata.map(\.points) == [24, 6, 10])
        #expect(design.points.count == 40)
        for point in design.points {
            let at = SIMD2(point.x, point.y)
            let isInFeatures = PolygonLocator(try Self.layer().polygons).contains(at)
            #expect(isInFeatures == (point.stratum != "P"))
            #expect(PolygonLocator(frame).contains(at))
        }
        #expect(try SampleDesign(Self.layer(), rest: (frame, "P"), choices: choices).points == design.points)
        // Another order of the features gives the same points, and a stratum does not depend on the others.
        var turned = try TestMaps.layer([.init("U", 2, 2, 3, 1), .init("U", 2, 0, 3, 1), .init("R", 0, 0, 1, 1)])
        turned.origins = turned.origins.reversed()
        let other = try SampleDesign(turned, rest: (frame, "P"), choices: choices)
        #expect(other.points.map(\.x) == design.points.map(\.x))
        #expect(other.points.map(\.feature) == design.points.map(\.feature))
    }

    @Test func whatCannotBeDrawnIsRefused() throws {
        let choices = SampleDesign.Choices(size: 40)
        #expect {
            try SampleDesign(TestMaps.layer([.init("a", 0, 0, 2, 1), .init("b", 1, 0, 2, 1)]), choices: choices)
        } throws: { ($0 as? InputError)?.code == "sample-overlap" }
        #expect {
            try SampleDesign(Self.layer(), choices: .init(size: 3))
        } throws: { ($0 as? InputError)?.code == "sample-size" }
        let small = try TestMaps.area([.init("", 0, 0, 3, 3)], file: "frame.gpkg").polygons
        #expect {
            try SampleDesign(Self.layer(), rest: (small, "P"), choices: choices)
        } throws: { ($0 as? InputError)?.code == "sample-outside-frame" }
        #expect {
            try SampleDesign(TestMaps.layer([]), choices: choices)
        } throws: { ($0 as? InputError)?.code == "sample-empty" }
    }

    // MARK: estimate

    /// Olofsson et al. 2014, section 5: 10 million pixels of 30 m, deforestation found in 66, 0, 1 and 2 points of 75, 75,
    /// 165 and 325. Published: 235 086 pixels (21 158 ha), 95 % interval ± 68 418 pixels (± 6 158 ha).
    @Test func thePublishedExample() throws {
        let total = 900_000.0
        let weights = [0.020, 0.015, 0.320, 0.645]
        let counts = [(75, 66), (75, 0), (165, 1), (325, 2)]
        let estimate = try SampleEstimate(
            zip(weights, counts).enumerated().map { index, item in
                .init(name: "\(index)", hectares: item.0 * total, judged: item.1.0, changed: item.1.1)
            })
        #expect(Int((estimate.share * 1e7).rounded()) == 235_086)
        #expect(Int(estimate.hectares.rounded()) == 21_158)
        #expect(Int((SampleEstimate.z95 * estimate.standardError * 1e7).rounded()) == 68_418)
        #expect(Int((SampleEstimate.z95 * estimate.standardErrorHectares).rounded()) == 6_158)
    }

    /// Draws from known shares: the interval holds the truth about 95 times in 100, and the mean is the truth.
    @Test func theIntervalHoldsTheTruth() throws {
        var random = SeededGenerator(seed: 70_002)
        let strata: [(name: String, area: Double, share: Double, n: Int)] = [
            ("a", 100, 0.6, 60), ("b", 700, 0.1, 80), ("c", 200, 0.3, 60),
        ]
        let truth = strata.reduce(0) { $0 + $1.area * $1.share }
        var held = 0
        var sum = 0.0
        let rounds = 2000
        for _ in 0..<rounds {
            let estimate = try SampleEstimate(strata.map { stratum in
                let changed = (0..<stratum.n).count { _ in Double.random(in: 0..<1, using: &random) < stratum.share }
                return .init(name: stratum.name, hectares: stratum.area, judged: stratum.n, changed: changed)
            })
            sum += estimate.hectares
            if estimate.interval.low <= truth, truth <= estimate.interval.high { held += 1 }
        }
        #expect(abs(sum / Double(rounds) - truth) < 2)
        #expect((0.92...0.97).contains(Double(held) / Double(rounds)))
    }

    func table(_ text: String) throws -> SampleEstimate {
        try SampleEstimate(CSVTable(parsing: Array(text.utf8), file: "s.csv"))
    }

    @Test func readsTheFileBack() throws {
        let estimate = try table("stratum;stratum_ha;veranderd\nR;10,5;ja\nR;10,5;nee\nP;89,5;nee\nP;89,5;nee\nP;89,5;\n")
        #expect(estimate.notJudged == 1)
        #expect(estimate.strata.map(\.judged) == [2, 2])
        #expect(abs(estimate.hectares - 5.25) < 1e-9)
        // W² p (1 − p) / (n − 1) = 0.105² · 0.25.
        #expect(abs(estimate.standardError - 0.105 * 0.5) < 1e-12)
        #expect(estimate.interval.low == 0)
    }

    @Test(arguments: [
        ("stratum,stratum_ha,changed\nR,10,perhaps\nR,10,yes\n", "sample-answer"),
        ("stratum,stratum_ha,changed\nR,ten,yes\nR,10,yes\n", "sample-area"),
        ("stratum,stratum_ha,changed\nR,10,yes\nR,11,yes\n", "sample-area-differs"),
        ("stratum,stratum_ha,changed\nR,10,yes\n", "sample-too-few"),
        ("stratum,stratum_ha,changed\nR,0,yes\nR,0,no\n", "sample-no-area"),
        ("stratum,changed\nR,yes\n", "sample-column-missing"),
    ])
    func whatCannotBeReadIsSaid(_ text: String, _ code: String) {
        #expect {
            try table(text)
        } throws: { error in
            (error as? InputError)?.code == code && (error as? InputError)?.remedy != nil
                && (error as? InputError)?.line(.nl).hasPrefix("s.csv: ") == true
        }
    }
}

@Suite struct VertexErrorTests {
    /// By hand: a square of side a has |∂A/∂v|² = a²/2 at each corner: Var = 2 σ² a².
    @Test func aSquareByHand() throws {
        let layer = try TestMaps.layer([.init("a", 0, 0, 1, 1)])
        let accuracy = LayerAccuracy(layer, metres: 3)
        #expect(abs(accuracy.layer.hectares - 1) < 1e-12)
        #expect(abs(accuracy.layer.standardDeviationHectares - (2.0).squareRoot() * 3 * 100 / 10_000) < 1e-12)
        #expect(abs(accuracy.layer.outlineHectares - 400 * 3 / 10_000.0) < 1e-12)
    }

    /// What one polygon gains its neighbour loses: the border between two does not count for their sum.
    @Test func bordersInsideAClassDoNotCount() throws {
        let whole = LayerAccuracy(try TestMaps.layer([.init("a", 0, 0, 2, 1)]), metres: 1)
        let halves = LayerAccuracy(try TestMaps.layer([.init("a", 0, 0, 1, 1), .init("a", 1, 0, 1, 1)]), metres: 1)
        #expect(abs(whole.layer.outlineHectares - halves.layer.outlineHectares) < 1e-12)
        // The two extra vertices stand on straight borders: each counts |(200, 0)| / 2 across it, the corners less.
        var random = SeededGenerator(seed: 70_010)
        let layer = try TestMaps.layer([.init("a", 0, 0, 1, 1), .init("a", 1, 0, 1, 1)])
        let measured = try Self.monteCarlo(layer, metres: 1, rounds: 4000, using: &random)
        #expect(abs(measured / halves.layer.standardDeviationHectares - 1) < 0.05)
    }

    /// Standard deviation of the summed area when every distinct position moves by N(0, σ) in x and y.
    static func monteCarlo(
        _ layer: ClassifiedLayer, metres: Double, rounds: Int, using random: inout SeededGenerator
    ) throws -> Double {
        var positions: [SIMD2<Double>: Int] = [:]
        for position in layer.polygons.coordinates where positions[position] == nil { positions[position] = positions.count }
        func normal() -> Double {
            let u = Double.random(in: 1e-12..<1, using: &random)
            return (-2 * log(u)).squareRoot() * cos(2 * .pi * Double.random(in: 0..<1, using: &random))
        }
        var areas: [Double] = []
        for _ in 0..<rounds {
            let shifts = (0..<positions.count).map { _ in SIMD2(normal(), normal()) * metres }
            var twice = 0.0
            for ring in 0..<layer.polygons.ringCount {
                let moved = layer.polygons.vertices(ofRing: ring).map { index -> SIMD2<Double> in
                    let position = layer.polygons.coordinates[index]
                    return position + shifts[positions[position] ?? 0] - SIMD2(230_000, 540_000)
                }
                for (a, b) in zip(moved, moved.dropFirst()) { twice += a.x * b.y - b.x * a.y }
            }
            areas.append(twice / 2)
        }
        let mean = areas.reduce(0, +) / Double(rounds)
        let variance = areas.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rounds - 1)
        return variance.squareRoot() / 10_000
    }

    @Test func asAMonteCarloSays() throws {
        var random = SeededGenerator(seed: 70_011)
        var layer = ClassifiedLayer(sources: [LayerSource(file: "m", layer: "m")])
        layer.classes = ["a"]
        for k in 0..<3 {
            let part = try SamplingTests.star(7, inner: 50, at: SIMD2(230_000 + Double(k) * 500, 540_000), using: &random)
            layer.polygons.appendFeature(0, of: part)
            layer.classOfFeature.append(0)
            layer.origins.append(FeatureOrigin(source: 0, id: Int64(k)))
        }
        let accuracy = LayerAccuracy(layer, metres: 0.5)
        let measured = try Self.monteCarlo(layer, metres: 0.5, rounds: 5000, using: &random)
        // The sampling error of a standard deviation from 5000 draws is 1 %.
        #expect(abs(measured / accuracy.layer.standardDeviationHectares - 1) < 0.04)
        #expect(accuracy.classes.count == 1)
        #expect(accuracy.classes[0].standardDeviationHectares == accuracy.layer.standardDeviationHectares)
    }

    @Test func itStandsInTheResultWhenAnAccuracyIsGiven() throws {
        var options = DiffOptions()
        options.tablesOnly = true
        options.tolerance = PositionalTolerance(oldMetres: 2, newMetres: 5, combination: .independent)
        let layer = try TestMaps.layer([.init("a", 0, 0, 1, 1)])
        let result = try LayerDiffRun.run(old: layer, new: layer, options: options)
        #expect(result.vertexError?.old?.metres == 2)
        #expect(result.vertexError?.new?.metres == 5)
        #expect(result.json(language: .en, versions: [:]).text.contains("\"outline_times_accuracy_ha\""))
        options.tolerance = PositionalTolerance(metres: 3)
        #expect(try LayerDiffRun.run(old: layer, new: layer, options: options).vertexError == nil)
    }
}

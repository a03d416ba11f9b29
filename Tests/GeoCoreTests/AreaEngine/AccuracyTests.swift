import GeoCore
import TestSupport
import Testing

/// How exact the tables are: against GEOS pair by pair, against the rings' own areas, and far from home.
@Suite struct AccuracyTests {
    /// A map of cells that share their borders, in the unit square: corners moved at random, borders bent, some drawn anew.
    struct Map {
        let layer: EngineLayer

        /// - Parameter moved: share of the corners that differ from those of the same seed with 0.
        init(seed: UInt64, cells: Int, moved: Double, classes: Int, in place: (SIMD2<Double>) -> SIMD2<Double>) throws {
            var random = SeededGenerator(seed: seed)
            var other = SeededGenerator(seed: seed ^ 0xFFFF)
            let side = 0.9 / Double(cells)
            func jitter(_ scale: Double, _ random: inout SeededGenerator) -> SIMD2<Double> {
                SIMD2(Double.random(in: -scale...scale, using: &random), Double.random(in: -scale...scale, using: &random))
            }
            var corners: [[SIMD2<Double>]] = []
            for row in 0...cells {
                corners.append((0...cells).map { column in
                    var at = SIMD2(Double(column), Double(row)) * side + jitter(0.2 * side, &random)
                    let move = jitter(0.1 * side, &other)
                    if Double.random(in: 0..<1, using: &other) < moved { at += move }
                    return place(at)
                })
            }
            var rings: [Ring] = []
            var groups: [Int32] = []
            for row in 0..<cells {
                for column in 0..<cells {
                    rings.append([
                        corners[row][column], corners[row][column + 1], corners[row + 1][column + 1], corners[row + 1][column],
                    ])
                    groups.append(Int32.random(in: 0..<Int32(classes), using: &random))
                }
            }
            layer = EngineLayer(polygons: try PolygonBuffer(rings: rings), groups: groups, groupCount: classes)
        }
    }

    /// Where the unit square is put, and how large.
    enum Place: CaseIterable, Sendable {
        case kilometre, hugeScale, tinyScale, farAway

        func callAsFunction(_ at: SIMD2<Double>) -> SIMD2<Double> {
            switch self {
            case .kilometre: at * 1000
            // 2³⁰ times the unit square fills the coordinates that are accepted.
            case .hugeScale: at * 0x1p30
            case .tinyScale: at * 0x1p-10
            case .farAway: at * 100_000 + 6.7e6
            }
        }
    }

    @Test(arguments: Place.allCases) func tablesAreThoseOfGEOSAndTotalsThoseOfTheRings(_ place: Place) throws {
        let geos = try GeometryEngine()
        let old = try Map(seed: 11, cells: 14, moved: 0, classes: 5) { place($0) }.layer
        let new = try Map(seed: 11, cells: 14, moved: 0.3, classes: 5) { place($0) }.layer
        var expected: [SIMD2<Int32>: Double] = [:]
        let tree = BoxTree((0..<new.polygons.featureCount).map { new.polygons.box(ofFeature: $0) })
        for feature in 0..<old.polygons.featureCount {
            for other in tree.indices(meeting: old.polygons.box(ofFeature: feature)) {
                let area = try geos.intersectionArea(of: old.polygons, feature: feature, and: new.polygons, feature: other)
                expected[[old.groups[feature], new.groups[other]], default: 0] += area
            }
        }
        let table = AreaEngine.table(old, new, threads: 2).cells
        let audit = AreaEngine.audit(old: old, new: new, threads: 2)
        let total = expected.values.reduce(0, +)
        var worst = 0.0
        for cells in [table, audit.account.cells.filter { $0.old >= 0 && $0.new >= 0 }] {
            #expect(cells.count == expected.count)
            for cell in cells {
                let wanted = expected[[cell.old, cell.new]] ?? 0
                // A hundred square metres in a square kilometre: the same share elsewhere.
                guard wanted > 1e-4 * total / 0.81 else { continue }
                worst = max(worst, abs(cell.areaSquareMetres - wanted) / wanted)
            }
            let sum = cells.reduce(0) { $0 + $1.areaSquareMetres }
            #expect(abs(sum - total) <= 1e-11 * total)
        }
        #expect(worst <= 1e-9)
        // Totals against the rings: what is in both and what is only in one are the layer.
        let (both, onlyOld, onlyNew) = (audit.account.both[0], audit.account.onlyOld[0], audit.account.onlyNew[0])
        #expect(abs(both + onlyOld - audit.oldMeasure.sum) <= 1e-13 * total)
        #expect(abs(both + onlyNew - audit.newMeasure.sum) <= 1e-13 * total)
        #expect(audit.oldMeasure.overlap == 0 && audit.newMeasure.overlap == 0)
        print("\(place): worst class cell \(worst) of itself, both + only old off by \(abs(both + onlyOld - audit.oldMeasure.sum) / total)")
    }

    /// Relative to a tile, an end so little below its upper line lies on the line. The crossing was once lost, with all that lay right of it.
    @Test func anEndThatIsRoundedToTheLineStillCrossesIt() throws {
        for hair in [0, -1e-20, -0x1p-1074, 1e-20] {
            let polygons = try PolygonBuffer(rings: [[[114.75, hair], [121, 0], [122, 10.5], [114, 11]]])
            let layer = EngineLayer(oneGroup: polygons)
            let cells = AreaEngine.table(layer, layer, threads: 1).cells
            #expect(cells.count == 1)
            #expect(abs((cells.first?.areaSquareMetres ?? 0) - 76.625) < 1e-12, "\(hair)")
        }
    }

    /// Corners on the lines of tiles and on the nearest numbers beside them: in which tile an edge is cut may depend on rounding, no
    /// area may.
    @Test func cornersAHairBesideTileLines() throws {
        for seed in 1...6 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            func near(_ low: Double) -> Double {
                let whole = low + Double(Int.random(in: 0...3, using: &random))
                switch Int.random(in: 0..<5, using: &random) {
                case 0: return whole.nextUp
                case 1: return whole.nextDown
                // Beside 0 a hair is much less than the digits of everything else.
                case 2: return whole == 0 ? -1e-20 : whole
                case 3: return whole + Double.random(in: 0..<1, using: &random)
                default: return whole
                }
            }
            let rings = (0..<400).map { place -> Ring in
                let (x, y) = (Double(place % 20) * 16 - 160, Double(place / 20) * 16 - 160)
                return [[near(x), near(y)], [near(x + 8), near(y)], [near(x + 8), near(y + 8)], [near(x), near(y + 8)]]
            }
            let polygons = try PolygonBuffer(rings: rings)
            let cells = AreaEngine.table(EngineLayer(featuresOf: polygons), EngineLayer(featuresOf: polygons), threads: 2).cells
            #expect(cells.count == 400 && cells.allSatisfy { $0.old == $0.new })
            for cell in cells {
                let area = polygons.areaSquareMetres(ofFeature: Int(cell.old))
                #expect(abs(cell.areaSquareMetres - area) <= 1e-12 * area, "seed \(seed), polygon \(cell.old)")
            }
            // A version in which every ring begins elsewhere: no twins, other edges first.
            let turned = try PolygonBuffer(rings: rings.map { Array($0[1...]) + [$0[0]] })
            let others = AreaEngine.table(EngineLayer(featuresOf: polygons), EngineLayer(featuresOf: turned), threads: 1).cells
            #expect(others.map(\.old) == cells.map(\.old) && others.map(\.new) == cells.map(\.new))
            for (one, other) in zip(cells, others) {
                #expect(abs(one.areaSquareMetres - other.areaSquareMetres) <= 1e-12 * one.areaSquareMetres)
            }
        }
    }
}

import GeoCore
import Testing

/// Cases small enough to know the answer by heart.
@Suite struct AreaEngineHandCasesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var a: [[Ring]]
        var b: [[Ring]]
        var area: Double

        init(_ name: String, _ a: [[Ring]], _ b: [[Ring]], _ area: Double) {
            testDescription = name
            self.a = a
            self.b = b
            self.area = area
        }
    }

    static func box(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> Ring {
        Shapes.rectangle(x0, y0, x1, y1)
    }

    static let triangle: Ring = [[0, 0], [10, 0], [5, 10]]

    static let cases: [Case] = [
        Case("identical", [[triangle]], [[triangle]], 50),
        Case("identical, turned round", [[triangle]], [[triangle.reversed()]], 50),
        Case("apart", [[box(0, 0, 1, 1)]], [[box(5, 5, 6, 6)]], 0),
        Case("touching along an edge", [[box(0, 0, 4, 4)]], [[box(4, 0, 8, 4)]], 0),
        Case("touching along a horizontal edge", [[box(0, 0, 4, 4)]], [[box(0, 4, 4, 8)]], 0),
        Case("touching at a corner", [[box(0, 0, 4, 4)]], [[box(4, 4, 8, 8)]], 0),
        Case("half", [[box(0, 0, 4, 4)]], [[box(2, 0, 6, 4)]], 8),
        Case("corner", [[box(0, 0, 4, 4)]], [[box(3, 3, 6, 6)]], 1),
        Case("nested", [[box(0, 0, 10, 10)]], [[box(3, 3, 6, 6)]], 9),
        Case("in the hole", [[box(0, 0, 10, 10), box(2, 2, 8, 8)]], [[box(3, 3, 6, 6)]], 0),
        Case("fills the hole", [[box(0, 0, 10, 10), box(2, 2, 8, 8)]], [[box(2, 2, 8, 8)]], 0),
        Case("over the hole", [[box(0, 0, 10, 10), box(2, 2, 8, 8)]], [[box(0, 0, 10, 10)]], 64),
        Case(
            "island in the hole", [[box(0, 0, 10, 10), box(2, 2, 8, 8)], [box(4, 4, 6, 6)]], [[box(0, 0, 10, 5)]],
            50 - 18 + 2),
        Case("two parts", [[box(0, 0, 1, 1)], [box(3, 0, 4, 1)]], [[box(0.5, 0, 3.5, 1)]], 1),
        Case("cross", [[box(0, 4, 10, 6)]], [[box(4, 0, 6, 10)]], 4),
        Case("diagonals", [[[[0, 0], [10, 0], [10, 10]]]], [[[[0, 0], [10, 0], [0, 10]]]], 25),
        Case("shared diagonal", [[[[0, 0], [10, 0], [10, 10]]]], [[[[0, 0], [10, 10], [0, 10]]]], 0),
        Case("hole touches the shell", [[box(0, 0, 8, 8), [[0, 4], [4, 2], [4, 6]]]], [[box(0, 0, 8, 8)]], 56),
        Case("much larger", [[box(-1e6, -1e6, 1e6, 1e6)]], [[box(0.25, 0.25, 0.5, 0.5)]], 0.0625),
        Case("thin", [[box(0, 0, 1e5, 0.001)]], [[box(0, 0, 1e5, 1)]], 100),
        Case("steep", [[[[0, 0], [0.001, 0], [1, 1000], [0.999, 1000]]]], [[box(-1, -1, 2, 1001)]], 1),
    ]

    @Test(arguments: cases) func areaIsKnown(_ one: Case) throws {
        let a = try PolygonBuffer(features: [one.a])
        let b = try PolygonBuffer(features: [one.b])
        // Other places put the tile lines elsewhere; powers of two put corners on them.
        for shift in [0, 0.3, 64, 6_700_000] as [Double] {
            for scale in [1, 1.7, 64, 1 / 1024] as [Double] {
                let move = { (p: SIMD2<Double>) in p * scale + shift }
                let (p, q) = (try a.mapped(move), try b.mapped(move))
                let expected = one.area * scale * scale
                // Coordinates moved to 6.7e6 are rounded to 2⁻³⁰; the area follows them.
                let exact = shift == 0 || (scale == 64 && shift == 64)
                let length = (a.box.width + a.box.height + b.box.width + b.box.height) * scale
                let tolerance = max(expected * 1e-12, 1e-12 * scale * scale, exact ? 0 : length * 0x1p-29)
                let slack = tolerance + (exact ? 1e-12 * length : 0)
                #expect(abs(engineIntersection(p, q) - expected) <= slack)
                #expect(abs(engineIntersection(q, p) - expected) <= slack)
                let account = AreaEngine.account(
                    old: EngineLayer(oneGroup: p), new: EngineLayer(oneGroup: q), masks: [], threads: 1)
                let areaP = p.areaSquareMetres(ofFeature: 0)
                let areaQ = q.areaSquareMetres(ofFeature: 0)
                #expect(abs(account.both[0] - expected) <= slack)
                #expect(abs(account.both[0] + account.onlyOld[0] - areaP) <= slack + areaP * 1e-12)
                #expect(abs(account.both[0] + account.onlyNew[0] - areaQ) <= slack + areaQ * 1e-12)
                #expect(account.overlapExcess[0] == 0)
                let measure = AreaEngine.measure(EngineLayer(oneGroup: p), masks: [q], threads: 1)
                #expect(abs(measure.union - expected) <= slack)
            }
        }
    }

    @Test func emptyLayersGiveNothing() throws {
        let none = EngineLayer(oneGroup: PolygonBuffer())
        let one = EngineLayer(oneGroup: try PolygonBuffer(rings: [Self.triangle]))
        #expect(AreaEngine.table(none, one, threads: 1).cells.isEmpty)
        #expect(AreaEngine.table(none, none, threads: 1).cells.isEmpty)
        let account = AreaEngine.account(old: none, new: one, masks: [], threads: 1)
        #expect(account.cells == [OverlayCell(old: -1, new: 0, masks: 0, areaSquareMetres: 50)])
        #expect(account.onlyNew == [50])
        #expect(AreaEngine.measure(none, masks: [], threads: 1).union == 0)
        #expect(AreaEngine.selfCheck(PolygonBuffer(), threads: 1).overlaps.isEmpty)
    }

    @Test func placesInsideAMaskOnlyAreTheEmptyCell() throws {
        let old = EngineLayer(oneGroup: try PolygonBuffer(rings: [Self.box(0, 0, 4, 4)]))
        let new = EngineLayer(oneGroup: try PolygonBuffer(rings: [Self.box(2, 0, 6, 4)]))
        // Two frame polygons on each other count once.
        let frame = try PolygonBuffer(rings: [Self.box(1, 1, 10, 3), Self.box(1, 1, 9, 3)])
        let account = AreaEngine.account(old: old, new: new, masks: [frame], threads: 1)
        #expect(account.cells == [
            OverlayCell(old: -1, new: -1, masks: 1, areaSquareMetres: 8),
            OverlayCell(old: -1, new: 0, masks: 0, areaSquareMetres: 4),
            OverlayCell(old: -1, new: 0, masks: 1, areaSquareMetres: 4),
            OverlayCell(old: 0, new: -1, masks: 0, areaSquareMetres: 6),
            OverlayCell(old: 0, new: -1, masks: 1, areaSquareMetres: 2),
            OverlayCell(old: 0, new: 0, masks: 0, areaSquareMetres: 4),
            OverlayCell(old: 0, new: 0, masks: 1, areaSquareMetres: 4),
        ])
        #expect(account.both == [4, 4])
        #expect(account.onlyOld == [6, 2])
        #expect(account.onlyNew == [4, 4])
        let measure = AreaEngine.measure(old, masks: [frame], threads: 1)
        #expect(measure.union == 6)
        #expect(measure.groupAreas == [6])
    }

    @Test func overlapsCountOncePerGroup() throws {
        // Class 0 twice on each other, class 1 over a quarter of it.
        let old = EngineLayer(
            polygons: try PolygonBuffer(rings: [
                Self.box(0, 0, 4, 4), Self.box(0, 0, 4, 4), Self.box(2, 2, 6, 6),
            ]),
            groups: [0, 0, 1], groupCount: 2)
        let new = EngineLayer(oneGroup: try PolygonBuffer(rings: [Self.box(0, 0, 4, 4)]))
        let account = AreaEngine.account(old: old, new: new, masks: [], threads: 1)
        #expect(account.cells == [
            OverlayCell(old: 0, new: 0, masks: 0, areaSquareMetres: 16),
            OverlayCell(old: 1, new: -1, masks: 0, areaSquareMetres: 12),
            OverlayCell(old: 1, new: 0, masks: 0, areaSquareMetres: 4),
        ])
        #expect(account.both == [16])
        #expect(account.onlyOld == [12])
        #expect(account.onlyNew == [0])
        #expect(account.overlapExcess == [4])
        let measure = AreaEngine.measure(old, masks: [], threads: 1)
        #expect(measure.sum == 48)
        #expect(measure.union == 28)
        #expect(measure.overlap == 20)
        #expect(measure.groupAreas == [16, 16])
        #expect(measure.groupOverlaps == [
            GroupOverlap(a: 0, b: 0, areaSquareMetres: 16), GroupOverlap(a: 0, b: 1, areaSquareMetres: 4),
        ])
        // The table counts multiplicity.
        #expect(AreaEngine.table(old, new, threads: 1).cells.map(\.areaSquareMetres) == [32, 4])
    }
}

import Foundation
@testable import GeoCore
import TestSupport
import Testing

/// One sweep over two layers gives what the separate sweeps give, and its parts add up to the same bits.
@Suite struct AuditTests {
    private static func layers(_ seed: UInt64) throws -> (EngineLayer, EngineLayer) {
        var random = SeededGenerator(seed: seed)
        return (
            try AreaEnginePropertyTests.layer(&random, features: 60, classes: 5),
            try AreaEnginePropertyTests.layer(&random, features: 45, classes: 4)
        )
    }

    /// Stars along a strip 6 km high, so that there are rows to divide.
    private static func tallLayers() throws -> (EngineLayer, EngineLayer) {
        var random = SeededGenerator(seed: 31)
        func layer(_ features: Int, _ classes: Int32) throws -> EngineLayer {
            let rings = (0..<features).map { _ in
                let centre = SIMD2(Double.random(in: 0...40, using: &random), Double.random(in: 0...6000, using: &random))
                return Shapes.star(centre, corners: Int.random(in: 8...30, using: &random), radius: 2...24, &random)
            }
            let groups = (0..<features).map { _ in Int32.random(in: 0..<classes, using: &random) }
            return EngineLayer(polygons: try PolygonBuffer(rings: rings), groups: groups, groupCount: Int(classes))
        }
        return (try layer(300, 5), try layer(240, 4))
    }

    private static func expectClose(_ a: [GroupOverlap], _ b: [GroupOverlap], _ what: String) {
        func keyed(_ list: [GroupOverlap]) -> [SIMD2<Int32>: Double] {
            Dictionary(uniqueKeysWithValues: list.map { ([$0.a, $0.b], $0.areaSquareMetres) })
        }
        let (one, other) = (keyed(a), keyed(b))
        for key in Set(one.keys).union(other.keys) {
            #expect(abs((one[key] ?? 0) - (other[key] ?? 0)) < 1e-8, "\(what) \(key)")
        }
    }

    /// The audit of two layers; against the separate sweeps, which know no identical tiles.
    private static func audited(_ old: EngineLayer, _ new: EngineLayer, _ what: String) -> PairAudit {
        let audit = AreaEngine.audit(old: old, new: new, threads: 2)
        let account = AreaEngine.account(old: old, new: new, masks: [], threads: 1)
        var expected = Dictionary(
            uniqueKeysWithValues: account.cells.map { (SIMD2($0.old, $0.new), $0.areaSquareMetres) })
        for cell in audit.account.cells {
            let other = expected.removeValue(forKey: [cell.old, cell.new]) ?? 0
            #expect(abs(cell.areaSquareMetres - other) < 1e-8, "\(what)")
        }
        #expect(expected.values.allSatisfy { $0 < 1e-6 }, "\(what): a cell is missing")
        for path in [\OverlayAccount.both, \.onlyOld, \.onlyNew, \.overlapExcess] {
            #expect(abs(audit.account[keyPath: path][0] - account[keyPath: path][0]) < 1e-8, "\(what)")
        }
        for (layer, measure, check) in [
            (old, audit.oldMeasure, audit.oldCheck), (new, audit.newMeasure, audit.newCheck),
        ] {
            let apart = AreaEngine.measure(layer, masks: [], threads: 1)
            #expect(abs(measure.sum - apart.sum) < 1e-8)
            #expect(abs(measure.union - apart.union) < 1e-8)
            #expect(abs(measure.overlap - apart.overlap) < 1e-8)
            #expect(measure.groupAreas.count == apart.groupAreas.count)
            for (one, other) in zip(measure.groupAreas, apart.groupAreas) { #expect(abs(one - other) < 1e-8) }
            Self.expectClose(measure.groupOverlaps, apart.groupOverlaps, "groups, \(what)")
            let self_ = AreaEngine.selfCheck(layer.polygons, threads: 1)
            #expect(check.badFeatures.map(\.feature) == self_.badFeatures.map(\.feature))
            Self.expectClose(check.overlaps, self_.overlaps, "features, \(what)")
        }
        return audit
    }

    @Test func theAuditIsThatOfTheSeparateSweeps() throws {
        for seed in 1...12 as ClosedRange<UInt64> {
            let (old, new) = try Self.layers(seed)
            _ = Self.audited(old, new, "seed \(seed)")
        }
    }

    /// The same polygons in both versions, with classes that stayed, changed, or were told apart later.
    @Test func overlapsThatBothVersionsHaveNeedNoTrapezoids() throws {
        // Each lies on the next one, none on the next but one.
        let rings = (0..<30).flatMap { row in
            (0..<30).map { Shapes.rectangle(Double($0) * 7, Double(row) * 11, Double($0) * 7 + 10, Double(row) * 11 + 10) }
        }
        let polygons = try PolygonBuffer(rings: rings)
        var random = SeededGenerator(seed: 5)
        func layer(_ polygons: PolygonBuffer, classes: Int32) -> EngineLayer {
            let groups = (0..<polygons.featureCount).map { _ in Int32.random(in: 0..<classes, using: &random) }
            return EngineLayer(polygons: polygons, groups: groups, groupCount: Int(classes))
        }
        for (before, after) in [(1, 1), (1, 3), (3, 1), (2, 2), (4, 3)] as [(Int32, Int32)] {
            let audit = Self.audited(layer(polygons, classes: before), layer(polygons, classes: after), "\(before), \(after)")
            #expect(audit.account.work.slabTiles == 0 && audit.account.work.identicalTiles > 0)
            #expect(audit.oldCheck.overlaps.count == 30 * 29)
        }
        // Three and more on each other, in part.
        let stars = try AreaEnginePropertyTests.layer(&random, features: 60, classes: 4).polygons
        let audit = Self.audited(layer(stars, classes: 4), layer(stars, classes: 3), "stars")
        #expect(audit.account.work.slabTiles > 0 && audit.account.work.identicalTiles > 0)
    }

    /// Polygons of one version lie on each other, two at a place, and the other version is another map that does not.
    @Test func overlapsOfOneVersionNeedTrapezoidsOnlyAcrossABorder() throws {
        var random = SeededGenerator(seed: 8)
        func layer(_ rings: [Ring], classes: Int32) throws -> EngineLayer {
            let groups = rings.map { _ in Int32.random(in: 0..<classes, using: &random) }
            return EngineLayer(polygons: try PolygonBuffer(rings: rings), groups: groups, groupCount: Int(classes))
        }
        let crowded = (0..<20).flatMap { row in
            (0..<20).map { Shapes.rectangle(Double($0) * 7, Double(row) * 11, Double($0) * 7 + 10, Double(row) * 11 + 10) }
        }
        // Overlaps lie at 7 k … 7 k + 3. Not crossed: one cover around all, a border or a gap beside the overlaps, a cover elsewhere.
        // Crossed: a border or an end in the middle of an overlap, strips with holes between.
        let covers: [(name: String, rings: [Ring], crosses: Bool)] = [
            ("around", [Shapes.rectangle(-5, -5, 300, 300)], false),
            ("between", [Shapes.rectangle(-5, -5, 40, 300), Shapes.rectangle(40, -5, 300, 300)], false),
            ("a gap between", [Shapes.rectangle(-5, -5, 39, 300), Shapes.rectangle(41, -5, 300, 300)], false),
            ("elsewhere", [Shapes.rectangle(20, -8, 60, 0)], false),
            ("through", [Shapes.rectangle(-5, -5, 43.5, 300), Shapes.rectangle(43.5, -5, 300, 300)], true),
            ("half", [Shapes.rectangle(-5, -5, 43.5, 300)], true),
            ("strips", (0..<12).map { Shapes.rectangle(Double($0) * 13, 3, Double($0) * 13 + 9, 200) }, true),
        ]
        for (name, rings, crosses) in covers {
            for (classes, others) in [(1, 1), (3, 2)] as [(Int32, Int32)] {
                let (many, cover) = (try layer(crowded, classes: classes), try layer(rings, classes: others))
                for (old, new) in [(many, cover), (cover, many)] {
                    let work = Self.audited(old, new, "\(name), \(classes)").account.work
                    #expect((work.slabTiles > 0) == crosses, "\(name), \(classes)")
                }
            }
        }
    }

    @Test func badFeaturesOfBothLayersAreFound() throws {
        let box = Shapes.rectangle
        let tie: Ring = [[50, 0], [60, 10], [60, 0], [50, 10]]
        let old = EngineLayer(oneGroup: try PolygonBuffer(features: [
            [[box(0, 0, 10, 10)]], [[box(20, 0, 30, 10)], [box(25, 5, 35, 15)]], [[tie]],
        ]))
        let new = EngineLayer(oneGroup: try PolygonBuffer(features: [
            [[box(0, 0, 10, 10), box(40, 0, 41, 1)]], [[box(20, 0, 30, 10)]],
        ]))
        let audit = AreaEngine.audit(old: old, new: new, threads: 1)
        #expect(audit.oldCheck.badFeatures.map(\.feature) == [1, 2])
        #expect(audit.oldCheck.badFeatures.map(\.excessSquareMetres) == [50, 50])
        #expect(audit.newCheck.badFeatures.map(\.feature) == [0])
        #expect(!audit.isSound)
    }

    @Test func identicalLayersNeedNoProducts() throws {
        let rings = (0..<40).flatMap { x in (0..<40).map { y in
            Shapes.rectangle(Double(x) * 10, Double(y) * 10, Double(x) * 10 + 10, Double(y) * 10 + 10)
        } }
        let layer = EngineLayer(featuresOf: try PolygonBuffer(rings: rings))
        let audit = AreaEngine.audit(old: layer, new: layer, threads: 2)
        #expect(audit.account.work.identicalTiles == audit.account.work.tiles)
        #expect(audit.account.cells.count == 1600)
        #expect(audit.account.cells.allSatisfy { $0.old == $0.new && abs($0.areaSquareMetres - 100) < 1e-11 })
        #expect(audit.account.both == [160_000] && audit.account.onlyOld == [0] && audit.account.onlyNew == [0])
        #expect(audit.oldMeasure.union == 160_000 && audit.oldCheck.overlaps.isEmpty)
    }

    private static func expectSame(_ a: PairAudit, _ b: PairAudit, _ what: String) {
        #expect(a.account.cells == b.account.cells, "\(what)")
        #expect(
            [a.account.both, a.account.onlyOld, a.account.onlyNew, a.account.overlapExcess]
                == [b.account.both, b.account.onlyOld, b.account.onlyNew, b.account.overlapExcess], "\(what)")
        for path in [\PairAudit.oldMeasure, \.newMeasure] {
            let (one, other) = (a[keyPath: path], b[keyPath: path])
            #expect([one.sum, one.union, one.overlap] == [other.sum, other.union, other.overlap], "\(what)")
            #expect(one.groupAreas == other.groupAreas && one.groupOverlaps == other.groupOverlaps, "\(what)")
        }
        #expect(a.account.work == b.account.work, "\(what)")
    }

    @Test func bitsDoNotDependOnThreadsOrOrder() throws {
        let (old, new) = try Self.layers(77)
        let audit = AreaEngine.audit(old: old, new: new, threads: 1)
        #expect(!audit.oldCheck.overlaps.isEmpty && !audit.account.cells.isEmpty)
        for threads in [2, 3, 7] {
            let again = AreaEngine.audit(old: old, new: new, threads: threads)
            Self.expectSame(again, audit, "\(threads) threads")
            #expect(again.oldCheck.overlaps == audit.oldCheck.overlaps)
        }
        var random = SeededGenerator(seed: 4)
        func shuffled(_ layer: EngineLayer) throws -> EngineLayer {
            let order = Array(0..<layer.polygons.featureCount).shuffled(using: &random)
            return EngineLayer(
                polygons: try layer.polygons.mapped(order: order) { $0 }, groups: order.map { layer.groups[$0] },
                groupCount: layer.groupCount)
        }
        for _ in 0..<4 {
            Self.expectSame(
                AreaEngine.audit(old: try shuffled(old), new: try shuffled(new), threads: 2), audit, "another order")
        }
    }

    // MARK: parts

    private static func parts(_ old: EngineLayer, _ new: EngineLayer, of count: Int) -> [AuditPart] {
        (1...count).compactMap { number in
            RowShare(number: number, of: count).map {
                AreaEngine.auditPart(old: old, new: new, share: $0, threads: 1 + number % 3)
            }
        }
    }

    @Test(arguments: [1, 2, 3, 4, 7, 200]) func partsAddUpToTheBitsOfTheWhole(_ count: Int) throws {
        let (old, new) = try Self.tallLayers()
        let whole = AreaEngine.audit(old: old, new: new, threads: 2)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Through files, in another order.
        var read: [AuditPart] = []
        for (index, part) in Self.parts(old, new, of: count).enumerated().reversed() {
            let file = folder.appendingPathComponent("\(index).json")
            try Data(part.json.text.utf8).write(to: file)
            let again = try AuditPart.read(file.path)
            #expect(again.json == part.json)
            read.append(again)
        }
        let merged = try AreaEngine.audit(old: old, new: new, parts: read, threads: 1)
        Self.expectSame(merged, whole, "\(count) parts")
        #expect(merged.oldCheck.overlaps == whole.oldCheck.overlaps)
    }

    /// The file of a part is the same bytes for any number of threads, so that two runs of it can be compared.
    @Test func aPartIsTheSameForAnyNumberOfThreads() throws {
        let (old, new) = try Self.tallLayers()
        let share = try #require(RowShare(number: 1, of: 2))
        let alone = AreaEngine.auditPart(old: old, new: new, share: share, threads: 1).json
        for threads in [2, 3, 7] {
            #expect(AreaEngine.auditPart(old: old, new: new, share: share, threads: threads).json == alone, "\(threads)")
        }
        // Rounding in one worker's tiles that another worker's takes back.
        let sums = AreaEngine.merged([
            [PairSum(old: 1, new: 2, mask: 0, quanta: 5), PairSum(old: 0, new: 2, mask: 0, quanta: 1)],
            [PairSum(old: 1, new: 2, mask: 0, quanta: -5), PairSum(old: 0, new: 2, mask: 0, quanta: 2)],
        ])
        #expect(sums.count == 1 && sums.first?.old == 0 && sums.first?.quanta == 3)
    }

    @Test func partsThatMakeNoWholeAreRefused() throws {
        let (old, new) = try Self.tallLayers()
        let parts = Self.parts(old, new, of: 3)
        func problem(_ parts: [AuditPart]) -> PartProblem? {
            do throws(PartProblem) {
                _ = try AreaEngine.audit(old: old, new: new, parts: parts, threads: 1)
                return nil
            } catch { return error }
        }
        #expect(problem(parts) == nil)
        #expect(problem([parts[0], parts[2]]) == .missing(RowShare(number: 2, of: 3)))
        #expect(problem(parts + [parts[1]]) == .doubled(1, 3))
        #expect(problem([]) == .missing(nil))
        // Shares of two splits: rows twice, or not at all.
        let halves = Self.parts(old, new, of: 2)
        #expect(problem([halves[0]] + parts) == .doubled(0, 1))
        #expect(problem([halves[0], parts[2]]) == .missing(nil))
        // The same polygons in other classes, and one corner elsewhere.
        var other = old
        other.groups[3] = (other.groups[3] + 1) % Int32(other.groupCount)
        #expect(problem([parts[0], Self.parts(other, new, of: 3)[1], parts[2]]) == .foreign(1))
        let moved = EngineLayer(
            polygons: try old.polygons.mapped { $0.x == old.polygons.coordinates[0].x ? $0 + 1e-9 : $0 },
            groups: old.groups, groupCount: old.groupCount)
        #expect(problem(Self.parts(moved, new, of: 3)) == .foreign(0))
    }

    @Test func sharesAreReadStrictly() {
        #expect(RowShare("2/5") == RowShare(number: 2, of: 5))
        for text in ["", "1", "0/4", "5/4", "1/0", "1/2/3", "a/2", "1/-2", "+1/2", " 1/2", "1/99999999999999999999"] {
            #expect(RowShare(text) == nil, "\(text)")
        }
    }
}

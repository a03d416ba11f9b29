@testable import GeoCore
import TestSupport
import Testing

/// The engine on packed layers: the same bits and the same work as on the doubles they stand for.
@Suite struct PackedLayersTests {
    /// Polygons on a grid of thousandths: small ones, shared borders, and large ones that pass many bands.
    /// - Parameter strays: whether some are not.
    private static func layer(_ random: inout SeededGenerator, strays: Bool) throws -> EngineLayer {
        var layer = try AreaEnginePropertyTests.layer(&random, features: 60, classes: 5)
        for corners in [60, 300] {
            let centre = SIMD2(Double.random(in: 40...60, using: &random), Double.random(in: 25...35, using: &random))
            layer.polygons.append(try PolygonBuffer(rings: [Shapes.star(centre, corners: corners, radius: 12...50, &random)]))
            layer.groups.append(Int32.random(in: 0..<5, using: &random))
        }
        let rounded = layer.polygons.onGrid(metres: 0.001)
        var polygons = PolygonBuffer()
        for feature in 0..<rounded.featureCount {
            polygons.appendFeature(feature, of: strays && feature % 6 == 1 ? layer.polygons : rounded)
        }
        layer.polygons = polygons
        return layer
    }

    private static func packed(_ layer: EngineLayer) -> EngineLayer {
        var polygons = PolygonBuffer(packing: true)
        polygons.append(layer.polygons)
        return EngineLayer(polygons: polygons, groups: layer.groups, groupCount: layer.groupCount)
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>, [false, true])
    func bitsAreThoseOfDoubles(_ seed: UInt64, _ strays: Bool) throws {
        var random = SeededGenerator(seed: seed)
        let old = try Self.layer(&random, strays: strays)
        var new = try Self.layer(&random, strays: strays)
        // Features that stay as they are.
        for feature in stride(from: 0, to: old.polygons.featureCount, by: 2) {
            new.polygons.appendFeature(feature, of: old.polygons)
            new.groups.append(old.groups[feature])
        }
        let (packedOld, packedNew) = (Self.packed(old), Self.packed(new))
        #expect(packedOld.polygons.coordinates.isPacked && packedNew.polygons.coordinates.isPacked)
        #expect(!old.polygons.coordinates.isPacked && !new.polygons.coordinates.isPacked)
        let mask = try PolygonBuffer(rings: [Shapes.rectangle(10.3, 5.1, 80.7, 50.9)])
        let part = try PolygonBuffer(rings: [Shapes.star([50, 30], corners: 40, radius: 3...9, &random)])
        let plain = Results(old, new, mask, part)
        #expect(plain.table.cells.count > 15 && plain.table.work.edgePairs > 0)
        for (one, other) in [(packedOld, packedNew), (packedOld, new), (old, packedNew)] {
            let results = Results(one, other, mask, part)
            #expect(results.table.cells == plain.table.cells)
            #expect(results.table.work == plain.table.work)
            #expect(results.account.cells == plain.account.cells)
            #expect(results.account.both == plain.account.both && results.account.overlapExcess == plain.account.overlapExcess)
            #expect(results.account.onlyOld == plain.account.onlyOld && results.account.onlyNew == plain.account.onlyNew)
            #expect(results.common == plain.common && results.near == plain.near)
            #expect(results.measure.groupAreas == plain.measure.groupAreas && results.measure.union == plain.measure.union)
            #expect(results.audit.account.cells == plain.audit.account.cells)
            #expect(results.audit.oldCheck.overlaps == plain.audit.oldCheck.overlaps)
            #expect(results.audit.account.work == plain.audit.account.work)
        }
    }

    private struct Results {
        let table: (cells: [OverlayCell], work: EngineWork)
        let account: OverlayAccount
        let common: [OverlayCell]
        /// With what lies in a small part of the other layer.
        let near: [OverlayCell]
        let measure: LayerMeasure
        let audit: PairAudit

        init(_ old: EngineLayer, _ new: EngineLayer, _ mask: PolygonBuffer, _ part: PolygonBuffer) {
            table = AreaEngine.table(old, new, threads: 2)
            account = AreaEngine.account(old: old, new: new, masks: [mask], threads: 2)
            common = AreaEngine.common(old: old, new: new, threads: 1)
            near = AreaEngine.common(old: old, new: EngineLayer(oneGroup: part), threads: 1)
            measure = AreaEngine.measure(old, masks: [], threads: 1)
            audit = AreaEngine.audit(old: old, new: new, threads: 2)
        }
    }
}

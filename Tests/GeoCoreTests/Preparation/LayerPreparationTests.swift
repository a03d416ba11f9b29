import Foundation
import GeoCore
import TestSupport
import Testing

private let noGrid = ProjectionResources(extraFolders: [])

@Suite struct LayerPreparationTests {
    private static func layer(_ rings: [[SIMD2<Double>]], crs: String?, file: String = "a.gpkg") throws -> ClassifiedLayer {
        var layer = ClassifiedLayer(classes: ["x"], sources: [LayerSource(file: file, layer: "l")])
        for (index, ring) in rings.enumerated() {
            try layer.polygons.appendRing(ring)
            layer.polygons.endFeature()
            layer.classOfFeature.append(0)
            layer.origins.append(FeatureOrigin(source: 0, id: Int64(100 + index)))
        }
        layer.ledger.featuresIn = rings.count
        layer.ledger.used = rings.count
        if let crs { layer.crs = try CoordinateReferenceSystem(parsing: crs) }
        return layer
    }

    private static func square(_ x: Double, _ y: Double, _ side: Double) -> [SIMD2<Double>] {
        [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    }

    /// A square of 100 m whose border runs through itself in one corner: 0.1 % of it.
    private static let nicked: [SIMD2<Double>] = [
        [200_000, 500_000], [200_100, 500_000], [200_100, 500_100], [200_003, 500_100], [199_997, 500_097],
        [200_000, 500_100], [200_000, 500_000],
    ]
    private static let bowTie: [SIMD2<Double>] = [
        [200_200, 500_000], [200_300, 500_100], [200_300, 500_000], [200_200, 500_100], [200_200, 500_000],
    ]

    @Test func aValidLayerPassesUntouched() throws {
        let layer = try Self.layer([Self.square(200_000, 500_000, 100)], crs: "EPSG:28992")
        let prepared = try LayerPreparation.prepare(layer, target: nil, repair: .stop, threads: 1)
        #expect(prepared.layer.polygons.coordinates == layer.polygons.coordinates)
        #expect(prepared.layer.notices == [])
        #expect(prepared.repairs == [])
        #expect(prepared.transformation == nil)
    }

    @Test func stopNamesFileLayerFeatureReasonPlaceAndRemedy() throws {
        let layer = try Self.layer(
            [Self.square(200_000, 500_000, 100), Self.bowTie, Self.bowTie.map { $0 + 1_000 }], crs: "EPSG:28992")
        let error = #expect(throws: InputError.self) {
            try LayerPreparation.prepare(layer, target: nil, repair: .stop, threads: 2)
        }
        #expect(error?.code == "invalid-geometry")
        #expect(
            error?.line(.en) == "a.gpkg: layer 'l': feature 101: not a valid polygon: Self-intersection "
                + "(200250.0 500050.0) (and 1 more features); mend it, or let kk-diff do so with --repair structure")
        #expect(error?.line(.nl).contains("object 101: geen geldig vlak: rand kruist zichzelf") == true)
    }

    @Test func repairKeepsALedger() throws {
        let layer = try Self.layer([Self.square(200_500, 500_000, 100), Self.nicked], crs: "EPSG:28992")
        let prepared = try LayerPreparation.prepare(layer, target: nil, repair: .structure, threads: 1)
        let entry = try #require(prepared.repairs.first)
        #expect(prepared.repairs.count == 1)
        #expect(entry.origin.id == 101)
        #expect(entry.invalidity.reason == "Self-intersection")
        #expect(entry.squareMetresBefore == layer.polygons.areaSquareMetres(ofFeature: 1))
        #expect(entry.squareMetresAfter == prepared.layer.polygons.areaSquareMetres(ofFeature: 1))
        #expect(entry.changeShare > 0 && entry.changeShare < 0.01)
        #expect(prepared.layer.ledger.repaired == 1)
        let change = abs(entry.squareMetresAfter - entry.squareMetresBefore) / 10_000
        #expect(prepared.layer.ledger.repairAreaChangeHectares == change)
        #expect(prepared.layer.ledger.balances)
        #expect(prepared.layer.notices.map(\.code) == ["repaired"])
        #expect(AreaEngine.selfCheck(prepared.layer.polygons, threads: 1).badFeatures.isEmpty)
        // The other feature is the same.
        #expect(prepared.layer.polygons.selecting([0]).coordinates == layer.polygons.selecting([0]).coordinates)
    }

    @Test func aRepairThatChangesMuchStops() throws {
        let layer = try Self.layer([Self.bowTie], crs: "EPSG:28992")
        let error = #expect(throws: InputError.self) {
            try LayerPreparation.prepare(layer, target: nil, repair: .structure, threads: 1)
        }
        #expect(error?.code == "repair-limit")
        #expect(error?.feature == "100")
        #expect(error?.problem.en.contains("from 0.0 to 5000.0 m²") == true)
        let allowed = try LayerPreparation.prepare(
            layer, target: nil, repair: .structure, repairLimit: 1, threads: 1)
        #expect(allowed.repairs.map(\.squareMetresAfter) == [5000])
        let linework = try LayerPreparation.prepare(
            layer, target: nil, repair: .linework, repairLimit: 1, threads: 1)
        #expect(linework.repairs.map(\.squareMetresAfter) == [5000])
    }

    @Test func aFeatureOfTwoClassesIsRepairedInBothAndCountedOnce() throws {
        var layer = try Self.layer([Self.nicked, Self.nicked], crs: "EPSG:28992")
        layer.classes = ["x", "y"]
        layer.classOfFeature = [0, 1]
        layer.origins[1] = layer.origins[0]
        let prepared = try LayerPreparation.prepare(layer, target: nil, repair: .structure, threads: 1)
        #expect(prepared.repairs.count == 1)
        #expect(prepared.layer.ledger.repaired == 1)
        #expect(AreaEngine.selfCheck(prepared.layer.polygons, threads: 1).badFeatures.isEmpty)
    }

    @Test func transformsToTheTarget() throws {
        let degrees: [[SIMD2<Double>]] = [[[6.5, 52.9], [6.51, 52.9], [6.51, 52.91], [6.5, 52.91], [6.5, 52.9]]]
        let layer = try Self.layer(degrees, crs: "EPSG:4326", file: "plan.geojson")
        let rd = try CoordinateReferenceSystem(parsing: "EPSG:28992")
        let prepared = try LayerPreparation.prepare(
            layer, target: rd, repair: .stop, threads: 1, resources: noGrid)
        #expect(prepared.layer.crs?.code == "EPSG:28992")
        // 0.01° × 0.01° at 52.905° N.
        #expect(abs(prepared.layer.polygons.areaSquareMetres(ofFeature: 0) - 748_500) < 2_000)
        let report = try #require(prepared.transformation)
        #expect(report.takesWGS84AsETRS89)
        #expect(report.steps.map(\.positions) == [5])
        let notice = try #require(prepared.layer.notices.first)
        #expect(notice.code == "transformed")
        let accuracy = try systemHasRDGrid() ? "1 mm" : "0.25 m"
        #expect(
            notice.message.en.contains(
                "EPSG:4326 (WGS 84) transformed to EPSG:28992 (Amersfoort / RD New), accuracy \(accuracy)"))

        let stopped = #expect(throws: InputError.self) {
            try LayerPreparation.prepare(layer, target: nil, repair: .stop, threads: 1)
        }
        #expect(stopped?.code == "crs-geographic")
        #expect(stopped?.file == "plan.geojson")
        #expect(
            #expect(throws: InputError.self) {
                try LayerPreparation.prepare(layer, target: layer.crs, repair: .stop, threads: 1)
            }?.code == "crs-geographic")
    }

    @Test func anotherSpellingOfTheSameCRSIsNotTransformed() throws {
        let layer = try Self.layer([Self.square(200_000, 500_000, 100)], crs: RDVariant.rounded)
        let rd = try CoordinateReferenceSystem(parsing: "EPSG:28992")
        let prepared = try LayerPreparation.prepare(layer, target: rd, repair: .stop, threads: 1)
        #expect(prepared.layer.polygons.coordinates == layer.polygons.coordinates)
        #expect(prepared.transformation == nil)
        #expect(prepared.layer.crs?.definition == "EPSG:28992")
    }

    @Test func aMissingOrWronglyAssumedCRSIsSaid() throws {
        let unknown = try Self.layer([Self.square(0, 0, 100)], crs: nil)
        #expect(try LayerPreparation.prepare(unknown, target: nil, repair: .stop, threads: 1).layer.notices.map(\.code) == ["crs-unknown"])
        let rd = try CoordinateReferenceSystem(parsing: "EPSG:28992", isAssumed: true)
        let missing = #expect(throws: InputError.self) {
            try LayerPreparation.prepare(unknown, target: rd, repair: .stop, threads: 1)
        }
        #expect(missing?.code == "crs-missing")
        #expect(missing?.remedy?.en.contains("--assume-crs") == true)
        var degrees = try Self.layer([Self.square(6, 52, 0.1)], crs: nil)
        degrees.crs = rd
        #expect(try LayerPreparation.prepare(degrees, target: nil, repair: .stop, threads: 1).layer.notices.map(\.code) == ["crs-area-of-use"])
    }

    @Test func twoLayersNeedTheSameCRS() throws {
        let square = [Self.square(250_000, 550_000, 100)]
        let rd = try Self.layer(square, crs: "EPSG:28992", file: "old.gpkg")
        let other = try Self.layer(square, crs: RDVariant.plainStereographic, file: "new.shp")
        let spelling = try Self.layer(square, crs: RDVariant.rounded, file: "new.shp")
        let unknown = try Self.layer(square, crs: nil, file: "new.shp")
        #expect(try LayerPreparation.reconcileCRS(old: rd, new: spelling, target: nil)?.code == "EPSG:28992")
        #expect(try LayerPreparation.reconcileCRS(old: unknown, new: unknown, target: nil) == nil)

        let different = #expect(throws: InputError.self) {
            try LayerPreparation.reconcileCRS(old: rd, new: other, target: nil)
        }
        #expect(different?.code == "crs-different")
        #expect(different?.file == "new.shp")
        #expect(different?.problem.en.contains(" m from EPSG:28992 (Amersfoort / RD New)") == true)
        #expect(different?.remedy?.en.contains("--crs") == true)

        for pair in [(rd, unknown), (unknown, rd)] {
            let missing = #expect(throws: InputError.self) {
                try LayerPreparation.reconcileCRS(old: pair.0, new: pair.1, target: nil)
            }
            #expect(missing?.code == "crs-missing")
        }
        let target = try CoordinateReferenceSystem(parsing: "EPSG:28992")
        #expect(try LayerPreparation.reconcileCRS(old: rd, new: other, target: target) == target)
        let moved = try LayerPreparation.prepare(other, target: target, repair: .stop, threads: 1)
        #expect(moved.transformation != nil)
        let shift = moved.layer.polygons.coordinates[0] - other.polygons.coordinates[0]
        #expect(abs(shift.x) > 1)
    }

    @Test func theResultDoesNotDependOnTheThreads() throws {
        var rings: [[SIMD2<Double>]] = []
        for index in 0..<200 { rings.append((index % 3 == 0 ? Self.nicked : Self.square(200_000, 500_000, 90)).map { $0 + Double(index) * 200 }) }
        let layer = try Self.layer(rings, crs: "EPSG:28992")
        let one = try LayerPreparation.prepare(layer, target: nil, repair: .structure, threads: 1)
        let two = try LayerPreparation.prepare(layer, target: nil, repair: .structure, threads: 2)
        #expect(one.repairs.count == 67)
        #expect(one.repairs == two.repairs)
        #expect(one.layer.polygons.coordinates == two.layer.polygons.coordinates)
        #expect(one.layer.notices == two.layer.notices)
    }
}

import Foundation
@testable import GeoCore
import TestSupport
import Testing

@Suite struct InspectorTests {
    let layers: TestLayers

    init() throws { layers = try TestLayers() }

    @Test func valuesBlanksTwinsAndEncodingsAreCounted() throws {
        let path = try layers.geoPackage(
            declarations: ["id TEXT", "status TEXT", "naam TEXT"],
            rows: [
                ["'1'", "'zoekgebied'", "'Es'"], ["'2'", "'zoekgebied '", "'es'"], ["'3'", "'vastgesteld'", "CAST(x'8B' AS TEXT)"],
                ["'4'", "'zoekgebied'", "NULL"], ["'5'", "'vastgesteld'", "NULL"], ["'6'", "''", "NULL"],
            ], srs: 0
        ) { $0 == 5 ? nil : TestLayers.square(x: 200_000 + Double($0) * 50, y: 500_000) }
        let layer = try #require(Inspector.inspect([path]).layers.first)
        #expect(layer.features == 6 && layer.polygonFeatures == 5 && layer.nullGeometries == 1)
        #expect(layer.suggestedCRS == "EPSG:28992" && layer.crs == nil && layer.hasRTree == false)
        #expect(layer.areaHectares == 5)
        let status = try #require(layer.fields.first)
        #expect(status.name == "status" && status.isClassCandidate)
        #expect(status.values == [
            ValueInspection(text: "zoekgebied", features: 3, hectares: 3), ValueInspection(text: "vastgesteld", features: 2, hectares: 2),
        ])
        #expect(status.equalAfterTrimming == [["zoekgebied", "zoekgebied "]])
        #expect(status.blanks == 1 && status.blankHectares == 0)
        let name = try #require(layer.fields.first { $0.name == "naam" })
        #expect(name.caseTwins == [["Es", "es"]] && name.nonUTF8 == 1 && name.blanks == 3)
        #expect(layer.fields.first { $0.name == "id" }?.isClassCandidate == false)
        // Each square lies half on the next.
        #expect(layer.overlappingPairs == 4 && layer.overlappingFeatures == 5)
        #expect(abs((layer.overlapHectares ?? 0) - 2) < 1e-9)
    }

    @Test func unreadableGeometriesAreListedNotThrown() throws {
        let path = try layers.geoPackage(declarations: [], rows: [[], [], []]) {
            $0 == 1 ? TestLayers.square(x: 0, y: 0) : Array(TestLayers.square(x: 0, y: 0).dropLast(3))
        }
        let layer = try #require(Inspector.inspect([path]).layers.first)
        #expect(layer.oddities.map(\.code) == ["geometry-truncated"])
        #expect(layer.oddities[0].count == 2 && layer.oddities[0].firstFeatures == [1, 3])
        #expect(layer.polygonFeatures == 1)
    }

    @Test func foldersAreWalkedAndFailuresKept() throws {
        _ = try layers.geoPackage("b.gpkg", declarations: [], rows: [[]])
        _ = try layers.write("POLYGON ((0 0, 1 0, 1 1, 0 0))", "a.wkt")
        _ = try layers.write("no database", "c.gpkg")
        _ = try layers.write("x", "notes.txt")
        let inspection = Inspector.inspect([layers.folder.path, "absent.gpkg"])
        #expect(inspection.layers.map(\.layer) == ["a", "vlak"])
        #expect(inspection.failures.map(\.code) == ["not-a-geopackage", "file-missing"])
        let json = inspection.json(language: .nl).text
        #expect(json == Inspector.inspect([layers.folder.path, "absent.gpkg"]).json(language: .nl).text)
        #expect(json.contains("\"schema\": \"kk-diff/inspect@1\""))
    }

    @Test(.enabled(if: Paths.hasData, "no real maps beside the checkout"))
    func theClassFieldOfARealLayerStandsFirstWithItsOverlap() throws {
        let path = Paths.data.appendingPathComponent("bgt_otterlo/bgt_otterlo_2017.gpkg").path
        let layer = try #require(Inspector.inspect([path]).layers.first)
        #expect(layer.fields.prefix { $0.isClassCandidate }.map(\.name).contains("klasse"))
        #expect(layer.lineFeatures == 2)
        #expect(abs((layer.areaHectares ?? 0) - 539.41) < 0.005)
        #expect(abs((layer.overlapHectares ?? 0) - 4.87) < 0.05)
    }
}

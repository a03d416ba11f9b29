import Foundation
import TestSupport
import Testing

@testable import GeoCore

/// Projects of QGIS: that QGIS itself opens and draws them is for `make qgis-test`.
@Suite struct QGISProjectTests {
    private static func project() throws -> (text: String, xml: XMLReading) {
        let folder = try TemporaryFolder()
        var faces = try GeoPackageWriterTests.faces()
        faces.title = "Plekken naar oorzaak"
        faces.style?.name = "naar oorzaak"
        faces.otherStyles = [LayerStyle(name: "naar klasse", field: "cause", categories: [.init(nil, label: "\"<&>", colour: .grey, opacity: 0.2)])]
        let layers = [faces, GeoPackageWriterTests.lines()]
        let extents = try GeoPackageWriter.write(layers, to: folder.file("kaart.gpkg"))
        #expect(extents == [Box(minX: 230_000.125, minY: 540_000, maxX: 230_600.125, maxY: 540_100), Box(minX: 230_000, minY: 540_000, maxX: 230_100, maxY: 540_050.5)])
        let text = try QGISProject(
            title: "oud \"&\" nieuw",
            groups: [
                .init(name: "essen", file: "essen/kaart.gpkg", layers: layers, extents: extents),
                .init(name: "natuur", file: "natuur/kaart.gpkg", layers: layers, extents: extents),
            ]
        ).text()
        return (text, XMLReading(text))
    }

    @Test func everyLayerStandsInItOnceForEveryLook() throws {
        let (text, xml) = try Self.project()
        #expect(xml.isWellFormed)
        #expect(xml.texts["title"] == ["oud \"&\" nieuw"])
        let names = ["Plekken naar oorzaak", "Plekken naar klasse", "lijnen"]
        #expect(xml.texts["layername"] == names + names)
        // From the project's own folder, without a place on this machine.
        #expect(xml.texts["datasource"]?.first == "./essen/kaart.gpkg|layername=vlakken \"van\" 2022")
        #expect(xml.texts["Absolute"] == ["false"])
        #expect(!text.contains("/tmp") && !text.contains(Paths.root.path))
        // QGIS takes ids of ten characters or less for none, and then finds no layer in its list.
        let ids = xml.texts["id"] ?? []
        #expect(ids.count == 6 && Set(ids).count == 6 && ids.allSatisfy { $0.count > 10 })
        #expect(xml.attributes["layer-tree-layer"]?.map { $0["id"] } == ids.map { Optional($0) })
        #expect(xml.attributes["layer-tree-layer"]?.map { $0["checked"] } == ["Qt::Checked", "Qt::Unchecked", "Qt::Checked", "Qt::Checked", "Qt::Unchecked", "Qt::Checked"])
        #expect(xml.attributes["layer-tree-group"]?.compactMap { $0["checked"] } == ["Qt::Checked", "Qt::Unchecked"])
        #expect(Set(xml.texts["authid"] ?? []) == ["EPSG:28992"])
        #expect(xml.texts["ProjectionsEnabled"] == ["1"])
        #expect(try Self.project().text == text)
    }

    @Test func looksAndAliasesAreThoseOfTheFile() throws {
        let (_, xml) = try Self.project()
        #expect(xml.attributes["renderer-v2"]?.map { $0["attr"] } == ["cause", "cause", "cause", "cause"])
        let aliases = xml.attributes["alias"]?.filter { $0["field"] == "area_ha" }.map { $0["name"] }
        #expect(aliases == Array(repeating: Optional("oppervlakte (ha)"), count: 4))
        #expect(xml.attributes["category"]?.contains { $0["label"] == "\"<&>" } == true)
        let fills = xml.attributes["Option"]?.filter { $0["name"] == "color" }.map { $0["value"] ?? "" } ?? []
        #expect(fills.contains { $0.hasSuffix(",51") } && fills.contains { $0.hasSuffix(",255") })
    }

    @Test func withoutShapesOrSystemItIsStillAProject() throws {
        let layer = OutputLayer(name: "leeg", crs: nil, geometry: .polygons, fields: [], features: [])
        let xml = XMLReading(try QGISProject(title: "leeg", groups: [.init(file: "kaart.gpkg", layers: [layer], extents: [.empty])]).text())
        #expect(xml.isWellFormed)
        #expect(xml.attributes["layer-tree-layer"]?.first?["checked"] == "Qt::Unchecked")
        #expect(xml.texts["authid"] == nil && xml.attributes["mapcanvas"] == nil)
    }
}

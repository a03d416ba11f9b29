import Foundation
@testable import GeoCore
import TestSupport
import Testing

@Suite struct OtherFormatTests {
    let layers: TestLayers

    init() throws { layers = try TestLayers() }

    static let square = "[[[0,0],[100,0],[100,100],[0,100],[0,0]]]"

    @Test func geoJSONIsReadInAllItsShapes() throws {
        let polygon = #"{"type": "Polygon", "coordinates": \#(Self.square)}"#
        for (text, count) in [
            (polygon, 1), (#"{"type": "Feature", "properties": null, "geometry": \#(polygon)}"#, 1),
            (#"{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": \#(polygon)}, {"type": "Feature", "geometry": null}]}"#, 1),
            (#"{"type": "GeometryCollection", "geometries": [\#(polygon), {"type": "Point", "coordinates": [1, 2, 3]}]}"#, 1),
            (#"{"type": "MultiPolygon", "coordinates": [\#(Self.square), \#(Self.square)]}"#, 1),
        ] {
            let layer = try LayerReader.read([LayerObject(file: try layers.write(text, "a.geojson"))])
            #expect(layer.polygons.featureCount == count)
            #expect(layer.ledger.balances)
            #expect(layer.crs?.code == "EPSG:4326" && layer.crs?.isGeographic == true)
        }
    }

    @Test func geoJSONFieldsAndCRSAreRead() throws {
        let text = #"""
            {"type": "FeatureCollection", "name": "plan", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}},
             "features": [{"type": "Feature", "properties": {"k": 3.0, "ja": true}, "geometry": {"type": "Polygon", "coordinates": \#(Self.square)}},
                          {"type": "Feature", "properties": {"k": "b"}, "geometry": {"type": "LineString", "coordinates": [[0,0],[3,4]]}}]}
            """#
        let path = try layers.write(text, "a.json")
        var options = LayerReadOptions(assumedCRS: "EPSG:4326")
        options.measuresLinesAndPoints = true
        let layer = try LayerReader.read([LayerObject(file: path, layer: "plan", classRule: .fields(["k"]))], options: options)
        #expect(layer.areas == ["3": 10_000])
        #expect(layer.lineMetres == ["b": 5])
        #expect(layer.crs?.code == "EPSG:28992" && layer.crs?.isAssumed == false)
        #expect(try LayerReader.contents(of: LayerObject(file: path)) == [LayerContents(name: "plan", fields: ["ja", "k"])])
        // Without the member, an assumption counts before the format's default.
        let bare = try layers.write(#"{"type": "Polygon", "coordinates": \#(Self.square)}"#, "b.geojson")
        #expect(try LayerReader.read([LayerObject(file: bare, assumedCRS: "EPSG:28992")]).crs?.code == "EPSG:28992")
    }

    @Test func brokenGeoJSONNamesTheFeature() throws {
        func code(_ geometry: String) throws -> String? {
            let text = #"{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": null}, {"type": "Feature", "geometry": \#(geometry)}]}"#
            let error = TestLayers.problem(LayerObject(file: try layers.write(text, "x.geojson")))
            #expect(error?.feature == "1")
            return error?.code
        }
        #expect(try code(#"{"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,1]]]}"#) == "ring-not-closed")
        #expect(try code(#"{"type": "Polygon", "coordinates": [[[0,0],[1,0],[0,0]]]}"#) == "ring-too-short")
        #expect(try code(#"{"type": "Polygon", "coordinates": [[[0,0],[1e300,0],[1,1],[0,0]]]}"#) == "coordinate-out-of-range")
        #expect(try code(#"{"type": "Polygon", "coordinates": [[0,0]]}"#) == "geometry-syntax")
        #expect(try code(#"{"type": "Cube"}"#) == "geometry-syntax")
        #expect(TestLayers.problem(LayerObject(file: try layers.write("{", "y.json")))?.code == "json-syntax")
        #expect(TestLayers.problem(LayerObject(file: try layers.write("[1]", "y.json")))?.code == "geojson")
    }

    @Test func wktIsReadLineByLineOrWhole() throws {
        let text = """
            POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (10 10, 20 10, 20 20, 10 20, 10 10))
            MULTIPOLYGON Z (((0 0 1, 10 0 1,
              10 10 1, 0 0 1)))
            POLYGON EMPTY
            GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 3 4))
            MULTIPOINT ((1 1), (2 2)) ; POINT EMPTY
            """
        let layer = try LayerReader.read([LayerObject(file: try layers.write(text, "a.wkt"))])
        #expect(layer.totalArea == 9_950)
        #expect(layer.ledger.featuresIn == 6 && layer.ledger.used == 2 && layer.ledger.empty == 2 && layer.ledger.otherGeometry == 2)
        #expect(layer.crs == nil)
        #expect(layer.notices.contains { $0.code == "z-dropped" && $0.count == 1 })
        let ewkt = try layers.write("SRID=28992;POLYGON((0 0,1 0,1 1,0 0))\nSRID=28992;POLYGON((0 0,1 0,1 1,0 0))", "e.wkt")
        #expect(try LayerReader.read([LayerObject(file: ewkt)]).crs?.code == "EPSG:28992")
        for (bad, code) in [
            ("POLYGON ((0 0, 1 0, 1 1, 0 1))", "ring-not-closed"), ("POLYGON ((0 0, 1 0))", "ring-too-short"),
            ("POLYGON ((0 0, 1 0, 1 1, 0 0)", "geometry-syntax"), ("CURVEPOLYGON (CIRCULARSTRING (0 0, 1 1, 2 0, 0 0))", "geometry-curve"),
            ("hello", "geometry-syntax"), ("", "file-empty"), ("POLYGON ((0 nan, 1 0, 1 1, 0 0))", "geometry-syntax"),
            ("POLYGON ((0 1e999, 1 0, 1 1, 0 1e999))", "coordinate-out-of-range"), (String(repeating: "GEOMETRYCOLLECTION(", count: 9999), "geometry-nesting"),
        ] {
            #expect(TestLayers.problem(LayerObject(file: try layers.write(bad, "b.wkt")))?.code == code, "\(bad.prefix(40))")
        }
    }

    @Test func cutTextsGiveAnErrorOrALayer() throws {
        let wkt = "SRID=28992;MULTIPOLYGON Z (((0 0 1, 9 0 1, 9 9 1, 0 0 1)), EMPTY);POINT(1 2)"
        for cut in 0...wkt.count { _ = try? WKTReader.layer(String(wkt.prefix(cut)), name: "a.wkt") }
        #expect(try WKTReader.layer(wkt, name: "a.wkt").featureCount == 2)
    }

    @Test func whatIsNoMapGetsAdvice() throws {
        for name in ["kaartje.pdf", "foto.JPG", "plan.dwg", "brief.docx"] {
            let error = TestLayers.problem(LayerObject(file: try layers.write("x", name)))
            #expect(error?.code == "not-a-map")
            #expect(error?.line(.nl).contains("vraag om") == true)
        }
    }

    @Test func withoutOgr2ogrTheCommandIsGiven() throws {
        let path = try layers.write("x", "ehs_2010.shp")
        do throws(InputError) {
            _ = try ConvertedFiles.converted(path, name: "2010/ehs_2010.shp", encoding: "CP850", searchPath: "")
            Issue.record("converted without a converter")
        } catch {
            #expect(error.code == "converter-missing")
            #expect(error.remedy?.en.hasSuffix(
                "ogr2ogr -f GPKG -nlt CONVERT_TO_LINEAR -oo ENCODING=CP850 ehs_2010.gpkg 2010/ehs_2010.shp") == true)
        }
    }

    @Test(.enabled(if: Paths.hasSuites, "no conformance suites beside the checkout"))
    func publicGeoJSONFilesGiveTheirCountsAndAreas() throws {
        let folder = Paths.suites.appendingPathComponent("vector_formats")
        guard case .object(let root) = try JSONValue.read(folder.appendingPathComponent("manifest.json").path),
            case .object(let files) = root["files"]
        else { throw TestFailure() }
        var read = 0
        for file in files.keys.sorted() where file.hasPrefix("geojson-") && !file.contains("geojsonhint") {
            guard case .object(let entry) = files[file], case .object(let gdal) = entry["gdal_3_6_2"],
                case .array(let list) = gdal["layers"], list.count == 1, case .object(let expected) = list[0],
                case .integer(let count) = expected["feature_count"], file.hasSuffix("json")
            else { continue }
            do throws(InputError) {
                let layer = try LayerReader.read([LayerObject(file: folder.appendingPathComponent(file).path)])
                #expect(layer.ledger.featuresIn == count, "\(file)")
                if case .number(let area) = expected["area_sum"] {
                    #expect(abs(layer.totalArea - area) < 1e-9 * max(1, abs(area)), "\(file)")
                }
                read += 1
            } catch {
                #expect(error.remedy != nil, "\(file): \(error.line(.en))")
            }
        }
        #expect(read > 35)
    }

    @Test(.enabled(if: Paths.hasSuites, "no conformance suites beside the checkout"))
    func anyJSONFileGivesALayerOrAnError() throws {
        let folder = Paths.suites.appendingPathComponent("vector_formats")
        let names = (FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []).compactMap { $0 as? String }
        let files = names.filter { $0.hasSuffix(".json") || $0.hasSuffix(".geojson") }.sorted()
        #expect(files.count > 350)
        for file in files {
            do throws(InputError) {
                let layer = try LayerReader.read([LayerObject(file: folder.appendingPathComponent(file).path)])
                #expect(layer.ledger.balances, "\(file)")
            } catch {
                #expect(!error.line(.nl).isEmpty && !error.line(.en).contains("\n"), "\(file)")
            }
        }
    }
}

struct TestFailure: Error {}

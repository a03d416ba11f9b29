import Foundation
@testable import GeoCore
import TestSupport
import Testing

@Suite(.enabled(if: Paths.hasOGR && Paths.hasData && Paths.hasSuites, "no ogr2ogr, or no real maps beside the checkout"))
struct ConversionTests {
    let layers: TestLayers

    init() throws { layers = try TestLayers() }

    @Test func flemishShapefilesHaveTheirAreas() throws {
        let folder = Paths.data.appendingPathComponent("flanders")
        var totals: [Double] = []
        for year in ["2018", "2024"] {
            let path = folder.appendingPathComponent("gemeente\(year).shp").path
            let fields = try LayerReader.contents(of: LayerObject(file: path))
            #expect(fields.map(\.name) == ["gemeente\(year)"])
            let layer = try LayerReader.read([LayerObject(file: path)])
            #expect(layer.crs?.isMetric == true)
            #expect(layer.sources[0].convertedBy?.hasPrefix("GDAL ") == true)
            #expect(layer.ledger.used == layer.ledger.featuresIn)
            #expect(layer.origins.map(\.id) == (0..<Int64(layer.ledger.used)).map { $0 })
            totals.append(layer.totalArea)
        }
        // The same linework in both years.
        #expect(abs(totals[0] - totals[1]) < 1e-3 * totals[0])
    }

    /// Copies a folder of the suite, reads one file, and looks at what lies there afterwards.
    func unchanged(_ folder: String, _ file: String) throws -> Bool {
        let copy = layers.folder.file(UUID().uuidString)
        try FileManager.default.copyItem(
            atPath: Paths.suites.appendingPathComponent("vector_formats/\(folder)").path, toPath: copy)
        let before = try FileManager.default.subpathsOfDirectory(atPath: copy).sorted()
        _ = try? LayerReader.read([LayerObject(file: "\(copy)/\(file)")])
        _ = try? LayerReader.contents(of: LayerObject(file: "\(copy)/\(file)"))
        return try FileManager.default.subpathsOfDirectory(atPath: copy).sorted() == before
    }

    @Test func nothingIsWrittenBesideTheInput() throws {
        for file in ["poly.shp", "testpoly.shp", "gjpoly.dbf", "poly.zip"] { #expect(try unchanged("shp-gdal", file), "\(file)") }
        for file in ["archsites.gml", "utf8.gml", "standalone_geometry.gml", "citygml.gml", "too_nested.gml"] {
            #expect(try unchanged("gml-gdal", file), "\(file)")
        }
    }

    @Test func shapefileOdditiesGiveTheirCountsOrAnError() throws {
        let folder = Paths.suites.appendingPathComponent("vector_formats")
        guard case .object(let root) = try JSONValue.read(folder.appendingPathComponent("manifest.json").path),
            case .object(let files) = root["files"]
        else { throw TestFailure() }
        var read = 0
        for file in files.keys.sorted() where file.hasPrefix("shp-gdal/") && file.hasSuffix(".shp") {
            guard case .object(let entry) = files[file], case .object(let gdal) = entry["gdal_3_6_2"],
                case .array(let list) = gdal["layers"], list.count == 1, case .object(let expected) = list[0],
                case .integer(let count) = expected["feature_count"]
            else { continue }
            do throws(InputError) {
                let layer = try LayerReader.read([LayerObject(file: folder.appendingPathComponent(file).path)])
                #expect(layer.ledger.featuresIn == count, "\(file)")
                if case .number(let area) = expected["area_sum"], area > 0 {
                    #expect(abs(layer.totalArea - area) < 1e-9 * max(1, area), "\(file)")
                }
                read += 1
            } catch {
                #expect(error.remedy != nil, "\(file): \(error.line(.en))")
            }
        }
        #expect(read > 25)
    }

    @Test func plansInGMLAreRead() throws {
        let path = Paths.data.appendingPathComponent("plans/NL.IMRO.0106.99BHV2020180B-C001.gml").path
        let names = try LayerReader.contents(of: LayerObject(file: path)).map(\.name)
        #expect(names.count > 1)
        let error = TestLayers.problem(LayerObject(file: path))
        #expect(error?.code == "layer-needed")
    }

    @Test func encodingsReachTheDriver() throws {
        // A dBASE table and a Shapefile of one square, made here: byte 8B is ï in code page 850.
        let made = try layers.write(
            #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"n":"pingoruXnes"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]}}]}"#,
            "s.geojson")
        let shp = layers.folder.file("s.shp")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["ogr2ogr", "-lco", "ENCODING=", shp, made]
        try process.run()
        process.waitUntilExit()
        var table = try Data(contentsOf: URL(fileURLWithPath: layers.folder.file("s.dbf")))
        let place = try #require(table.firstIndex(of: UInt8(ascii: "X")))
        table[place] = 0x8B
        table[29] = 0
        try table.write(to: URL(fileURLWithPath: layers.folder.file("s.dbf")))
        try? FileManager.default.removeItem(atPath: layers.folder.file("s.cpg"))
        #expect(TestLayers.problem(LayerObject(file: shp, classRule: .fields(["n"])))?.code == "class-encoding")
        let decoded = try LayerReader.read([LayerObject(file: shp, classRule: .fields(["n"]), encoding: "CP850")])
        #expect(decoded.classes == ["pingoruïnes"])
    }
}

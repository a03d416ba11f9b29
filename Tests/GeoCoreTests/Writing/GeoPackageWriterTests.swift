import Foundation
import TestSupport
import Testing

@testable import GeoCore

/// The GeoPackage writer: what it writes is read back by our own reader, by SQLite and by GDAL.
@Suite struct GeoPackageWriterTests {
    static func square(_ x: Double, _ y: Double, side: Double = 100, hole: Bool = false) throws -> PolygonBuffer {
        var buffer = PolygonBuffer()
        let low = SIMD2(x + 230_000.125, y + 540_000)
        try buffer.appendRing([low, low + [side, 0], low + [side, side], low + [0, side], low])
        if hole {
            let inner = low + [side / 4, side / 4]
            try buffer.appendRing([inner, inner + [0, side / 2], inner + [side / 2, side / 2], inner + [side / 2, 0], inner])
        }
        buffer.endFeature()
        return buffer
    }

    static let rd = try? CoordinateReferenceSystem(parsing: "EPSG:28992")

    /// A layer of squares, with a hole, a NULL geometry, an empty one, and awkward texts.
    static func faces() throws -> OutputLayer {
        var two = try square(300, 0)
        two.appendFeature(0, of: try square(500, 0))
        return OutputLayer(
            name: "vlakken \"van\" 2022", title: "Vlakken", description: "synthetisch", crs: rd, geometry: .polygons,
            fields: [
                OutputField("cause", .text, title: "oorzaak", choices: [.init("P", label: "gelijk")]),
                OutputField("area_ha", .real, title: "oppervlakte (ha)"), OutputField("rule", .integer),
                OutputField("renamed", .boolean), OutputField("date", .date),
            ],
            style: LayerStyle(
                name: "oorzaak", field: "cause",
                categories: [
                    .init("P", label: "gelijk & \"zo\"", colour: .grey), .init(nil, label: "rest", colour: .lightGrey, pattern: .dotted),
                ]),
            features: [
                OutputFeature(.polygons(try square(0, 0, hole: true), feature: 0), [.text("P"), .real(0.75), .integer(3), .boolean(true), .text("2026-01-31")]),
                OutputFeature(.none, [.text("=1+1"), .null, .null, .null, .null]),
                OutputFeature(.polygons(all: two), [.text("é 'x'"), .real(.nan), .integer(-1), .boolean(false), .null]),
                OutputFeature(.polygons(all: PolygonBuffer()), [.null, .real(1e-300), .integer(.max), .null, .null]),
            ])
    }

    static func lines() -> OutputLayer {
        OutputLayer(
            name: "lijnen", crs: rd, geometry: .lines, fields: [],
            features: [OutputFeature(.lines([[[230_000, 540_000], [230_100, 540_050.5]]]), [])])
    }

    static func points() -> OutputLayer {
        OutputLayer(
            name: "punten", crs: nil, geometry: .points, fields: [OutputField("name", .text)],
            features: [OutputFeature(.points([[1, 2], [3, 4]]), [.text("a")])])
    }

    static func bytes(_ path: String) -> [UInt8] { FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? [] }

    static func rows(_ path: String, _ sql: String) throws -> [[String]] {
        let database = try SQLiteDatabase.openImmutable(path)
        var statement = try database.prepare(sql)
        var rows: [[String]] = []
        while try statement.step() {
            rows.append((0..<statement.columnCount).map { statement.kind($0) == .null ? "NULL" : statement.text($0) ?? "?" })
        }
        return rows
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.gpkg")
        try GeoPackageWriter.write([try Self.faces(), Self.lines(), Self.points()], to: path)
        var options = LayerReadOptions()
        options.measuresLinesAndPoints = true
        let polygons = try LayerReader.read(
            [LayerObject(file: path, layer: "vlakken \"van\" 2022", classRule: .name("k"))], options: options)
        #expect(polygons.crs?.code == "EPSG:28992")
        #expect(polygons.ledger.featuresIn == 4)
        #expect(polygons.ledger.null == 1)
        #expect(polygons.ledger.empty == 1)
        #expect(polygons.polygons.featureCount == 2)
        #expect(polygons.polygons.areaSquareMetres(ofFeature: 0) == 7_500)
        #expect(polygons.polygons.areaSquareMetres(ofFeature: 1) == 20_000)
        let lines = try LayerReader.read([LayerObject(file: path, layer: "lijnen", classRule: .name("k"))], options: options)
        #expect(lines.lineMetres == ["k": (100 * 100 + 50.5 * 50.5).squareRoot()])
        let points = try LayerReader.read([LayerObject(file: path, layer: "punten", classRule: .name("k"))], options: options)
        #expect(points.pointCounts == ["k": 2])
        #expect(points.crs == nil)
        // Nothing is left beside it.
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.gpkg"])
    }

    @Test func theFileIsSoundAndItsTablesSayWhatIsInIt() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.gpkg")
        try GeoPackageWriter.write([try Self.faces(), Self.points()], to: path)
        #expect(try Self.rows(path, "PRAGMA integrity_check") == [["ok"]])
        #expect(try Self.rows(path, "PRAGMA foreign_key_check") == [])
        #expect(try Self.rows(path, "PRAGMA application_id") == [["1196444487"]])
        #expect(try Self.rows(path, "PRAGMA user_version") == [["10300"]])
        #expect(
            try Self.rows(path, "SELECT srs_id, organization, substr(definition, 1, 15) FROM gpkg_spatial_ref_sys ORDER BY srs_id")
                == [["-1", "NONE", "undefined"], ["0", "NONE", "undefined"], ["4326", "EPSG", "GEOGCS[\"WGS 84\""], ["28992", "EPSG", "PROJCS[\"Amersfo"]])
        #expect(
            try Self.rows(path, "SELECT min_x, min_y, max_x, max_y, srs_id, last_change FROM gpkg_contents WHERE data_type = 'features'")
                == [
                    ["230000.125", "540000.0", "230600.125", "540100.0", "28992", "2000-01-01T00:00:00.000Z"],
                    ["1.0", "2.0", "3.0", "4.0", "-1", "2000-01-01T00:00:00.000Z"],
                ])
        #expect(
            try Self.rows(path, "SELECT column_name, title FROM gpkg_data_columns ORDER BY 1")
                == [["area_ha", "oppervlakte (ha)"], ["cause", "oorzaak"]])
        #expect(
            try Self.rows(path, "SELECT extension_name, count(*) FROM gpkg_extensions GROUP BY 1 ORDER BY 1")
                == [["gpkg_rtree_index", "2"], ["gpkg_schema", "2"]])
        #expect(try Self.rows(path, "SELECT typeof(cause), typeof(area_ha), typeof(rule), renamed, date FROM \"vlakken \"\"van\"\" 2022\"")
            == [
                ["text", "real", "integer", "1", "2026-01-31"], ["text", "null", "null", "NULL", "NULL"],
                ["text", "null", "integer", "0", "NULL"], ["null", "real", "integer", "NULL", "NULL"],
            ])
    }

    /// The index holds every shape and no other: its boxes contain the envelopes of the blobs, and are at most the
    /// rounding of 32-bit numbers larger.
    @Test func theIndexHoldsTheEnvelopes() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.gpkg")
        var random = SeededGenerator(seed: 7)
        let boxes = (0..<200).map { _ in
            SIMD2(Double.random(in: 0...90_000, using: &random), Double.random(in: 0...70_000, using: &random))
        }
        let features = try boxes.map { OutputFeature(.polygons(all: try Self.square($0.x, $0.y)), []) }
        try GeoPackageWriter.write(
            [OutputLayer(name: "v", crs: Self.rd, geometry: .polygons, fields: [], features: features)], to: path)
        #expect(try Self.rows(path, "SELECT rtreecheck('rtree_v_geom')") == [["ok"]])
        let index = try Self.rows(path, "SELECT id, minx, maxx, miny, maxy FROM rtree_v_geom ORDER BY id")
        try #require(index.count == 200)
        for (row, corner) in zip(index, boxes) {
            let values = row.compactMap(Double.init)
            let exact = [corner.x + 230_000.125, corner.x + 230_100.125, corner.y + 540_000, corner.y + 540_100]
            for (side, isUpper) in [(0, false), (1, true), (2, false), (3, true)] {
                let slack = isUpper ? values[side + 1] - exact[side] : exact[side] - values[side + 1]
                #expect(slack >= 0 && slack <= 0.13)
            }
        }
        // A reader that asks for a box gets its features through the index.
        var options = LayerReadOptions()
        options.within = Box(minX: 230_000, minY: 540_000, maxX: 260_000, maxY: 560_000)
        let part = try LayerReader.read([LayerObject(file: path, classRule: .name("k"))], options: options)
        #expect(part.polygons.featureCount == boxes.count { $0.x <= 29_999.875 && $0.y <= 20_000 })
    }

    /// Trees of no, one, two and three levels: SQLite finds nothing amiss, finds what lies in a box, and goes on with them.
    @Test(arguments: [0, 1, 51, 52, 700, 2_700]) func packedIndexesAreSQLitesOwn(count: Int) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.gpkg")
        var random = SeededGenerator(seed: UInt64(70 + count))
        let corners = (0..<count).map { _ in
            SIMD2(Double.random(in: 0...9_000, using: &random), Double.random(in: 0...7_000, using: &random))
        }
        let features = try corners.map { OutputFeature(.polygons(all: try Self.square($0.x, $0.y)), []) }
        try GeoPackageWriter.write(
            [OutputLayer(name: "v", crs: Self.rd, geometry: .polygons, fields: [], features: features)], to: path)
        let database = try SQLiteDatabase.openPrivateCopy(path)
        func number(_ sql: String) throws -> Int64 {
            var statement = try database.prepare(sql)
            return try statement.step() ? statement.integer(0) : -1
        }
        #expect(try number("SELECT rtreecheck('rtree_v_geom') = 'ok'") == 1)
        #expect(try number("SELECT count(*) FROM rtree_v_geom") == Int64(count))
        for _ in 0..<20 {
            let low = SIMD2(Double.random(in: 0...8_000, using: &random), Double.random(in: 0...6_000, using: &random))
            // A side of half metres, so that rounding to single precision decides nothing.
            let (x, y) = (low.x.rounded() + 230_000.5, low.y.rounded() + 540_000.5)
            let found = try number(
                "SELECT count(*) FROM rtree_v_geom WHERE minx <= \(x + 1000) AND maxx >= \(x) AND miny <= \(y + 500) AND maxy >= \(y)")
            let exact = corners.count { corner in
                let (left, bottom) = (corner.x + 230_000.125, corner.y + 540_000)
                return left <= x + 1000 && left + 100 >= x && bottom <= y + 500 && bottom + 100 >= y
            }
            // Boxes are rounded outwards by at most 0.07 m.
            #expect(found >= Int64(exact) && found <= Int64(exact + 3))
        }
        try database.run("DELETE FROM rtree_v_geom WHERE id % 3 = 0")
        for key in 0..<150 {
            try database.run("INSERT INTO rtree_v_geom VALUES (\(10_000 + key), \(231_000 + key), \(231_050 + key), 541000, 541050)")
        }
        #expect(try number("SELECT rtreecheck('rtree_v_geom') = 'ok'") == 1)
        #expect(try number("SELECT count(*) FROM rtree_v_geom") == Int64(count - count / 3 + 150))
    }

    /// The triggers keep the index right when a GeoPackage program edits the layer (its functions are stood in for).
    @Test(.enabled(if: Paths.hasOGR, "no ogr2ogr")) func editsKeepTheIndexRight() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.gpkg")
        try GeoPackageWriter.write([try Self.faces()], to: path)
        let layer = "\"vlakken \"\"van\"\" 2022\""
        for sql in [
            "UPDATE \(layer) SET geom = (SELECT geom FROM \(layer) WHERE fid = 1) WHERE fid = 2",
            "UPDATE \(layer) SET fid = 77 WHERE fid = 3", "UPDATE \(layer) SET geom = NULL WHERE fid = 77",
            "INSERT INTO \(layer) (geom, cause) SELECT geom, 'U' FROM \(layer) WHERE fid = 1", "DELETE FROM \(layer) WHERE fid = 1",
            "INSERT INTO \(layer) (fid, geom) SELECT 2, geom FROM \(layer) WHERE fid = 2 ON CONFLICT (fid) DO UPDATE SET geom = excluded.geom",
        ] { #expect(try Tool.run("ogrinfo", ["-q", path, "-sql", sql]).status == 0) }
        #expect(
            try Self.rows(path, "SELECT id FROM \"rtree_vlakken \"\"van\"\" 2022_geom\" ORDER BY id") == [["2"], ["78"]])
        #expect(try Self.rows(path, "SELECT rtreecheck('rtree_vlakken \"van\" 2022_geom')") == [["ok"]])
    }

    @Test(.enabled(if: Paths.hasOGR, "no ogrinfo")) func gdalReadsItWithoutAWord() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.gpkg")
        try GeoPackageWriter.write([try Self.faces(), Self.lines(), Self.points()], to: path)
        let outcome = try Tool.run("ogrinfo", ["-ro", "-al", "-so", path])
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(outcome.output.contains("Geometry: Multi Polygon\nFeature Count: 4\nExtent: (230000.125000, 540000.000000) - (230600.125000, 540100.000000)"))
        #expect(outcome.output.contains("ID[\"EPSG\",28992]]"))
        #expect(outcome.output.contains("renamed: Integer(Boolean)"))
        #expect(outcome.output.contains("date: Date"))
        #expect(outcome.output.contains("cause: String (0.0)"))
    }

    @Test func theSameBytesTwice() throws {
        let folder = try TemporaryFolder()
        for name in ["a.gpkg", "b.gpkg"] {
            try GeoPackageWriter.write([try Self.faces(), Self.lines(), Self.points()], to: folder.file(name))
        }
        #expect(Self.bytes(folder.file("a.gpkg")) == Self.bytes(folder.file("b.gpkg")))
        #expect(Self.bytes(folder.file("a.gpkg")).count > 4096)
    }

    @Test func anExistingFileIsRefusedOrReplacedWhole() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.gpkg")
        try Data("old".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: InputError.self) { try GeoPackageWriter.write([Self.lines()], to: path) }
        #expect(Self.bytes(path) == Array("old".utf8))
        // A layer that does not fit leaves the old file as it was.
        var wrong = Self.lines()
        wrong.features = [OutputFeature(.points([[1, 2]]), [])]
        #expect(throws: InputError.self) { try GeoPackageWriter.write([wrong], to: path, existing: .replace) }
        #expect(Self.bytes(path) == Array("old".utf8))
        try Data().write(to: URL(fileURLWithPath: path + "-wal"))
        do {
            try GeoPackageWriter.write([Self.lines()], to: path, existing: .replace)
            Issue.record("written beside a log of the old file")
        } catch { #expect(error.code == "output-in-use") }
        try FileManager.default.removeItem(atPath: path + "-wal")
        try GeoPackageWriter.write([Self.lines()], to: path, existing: .replace)
        #expect(try Self.rows(path, "SELECT table_name FROM gpkg_contents") == [["lijnen"]])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.gpkg"])
    }

    @Test func namesThatAGeoPackageCannotHave() throws {
        let folder = try TemporaryFolder()
        func code(_ layers: [OutputLayer]) -> String? {
            do { try GeoPackageWriter.write(layers, to: folder.file("x.gpkg")) } catch { return error.code }
            return nil
        }
        var layer = Self.lines()
        for name in ["", "gpkg_x", "SQLITE_x", "layer_styles"] {
            layer.name = name
            #expect(code([layer]) == "layer-name")
        }
        #expect(code([Self.lines(), Self.lines()]) == "layer-name")
        layer = Self.points()
        layer.fields = [OutputField("a", .text), OutputField("A", .text)]
        #expect(code([layer]) == "field-name")
        layer.fields = [OutputField("FID", .text)]
        #expect(code([layer]) == "field-name")
        #expect(code([Self.points()]) == nil)
        #expect(code([Self.points()]) == "output-exists")
        let missing = Self.points()
        do { try GeoPackageWriter.write([missing], to: folder.file("no/such/x.gpkg")) } catch { #expect(error.code == "output-unwritable") }
    }

    @Test func theStyleIsWellFormedAndNamesEveryCategory() throws {
        let layer = try Self.faces()
        let style = try #require(layer.style)
        let text = QMLStyle.text(style, layer: layer)
        let parser = XMLReading(text)
        #expect(parser.isWellFormed)
        #expect(parser.attributes["category"]?.compactMap { $0["label"] } == ["gelijk & \"zo\"", "rest"])
        #expect(parser.attributes["renderer-v2"]?.first?["attr"] == "cause")
        #expect(parser.attributes["symbol"]?.count == 2)
        #expect(parser.attributes["alias"]?.compactMap { $0["name"] }.first == "oorzaak")
    }
}

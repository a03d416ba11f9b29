import Foundation
@testable import GeoCore

/// Small layer files that tests write into a private folder.
struct TestLayers {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    func write(_ text: String, _ name: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder.file(name)))
        return folder.file(name)
    }

    /// A little-endian GeoPackage blob of an axis-parallel square of 100 m (one hectare) at (x, y).
    static func square(x: Double, y: Double, side: Double = 100) -> [UInt8] {
        var bytes: [UInt8] = [0x47, 0x50, 0, 1, 0, 0, 0, 0, 1, 3, 0, 0, 0, 1, 0, 0, 0, 5, 0, 0, 0]
        for (dx, dy) in [(0.0, 0.0), (side, 0), (side, side), (0, side), (0, 0)] {
            for value in [x + dx, y + dy] {
                withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += Array($0) }
            }
        }
        return bytes
    }

    /// A GeoPackage with one layer of hectare squares side by side, the fields' values as SQL literals.
    /// - Parameter declarations: column declarations after key and geometry ("klasse TEXT").
    func geoPackage(
        _ name: String = "a.gpkg", layer: String = "vlak", declarations: [String], rows: [[String]], srs: Int = 28992,
        geometry: (Int) -> [UInt8]? = { TestLayers.square(x: Double($0) * 100, y: 0) }
    ) throws -> String {
        let path = folder.file(name)
        try Data().write(to: URL(fileURLWithPath: path))
        let database = try SQLiteDatabase.openPrivateCopy(path)
        var statements = [
            "PRAGMA application_id = 1196444487",
            "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT)",
            "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER)",
            "CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT)",
            "INSERT INTO gpkg_spatial_ref_sys VALUES (28992, 'EPSG', 28992, ''), (4326, 'EPSG', 4326, ''), (0, 'NONE', 0, 'undefined')",
            "INSERT INTO gpkg_contents VALUES ('\(layer)', 'features')",
            "INSERT INTO gpkg_geometry_columns VALUES ('\(layer)', 'geom', 'POLYGON', \(srs))",
            "CREATE TABLE \"\(layer)\" (fid INTEGER PRIMARY KEY, geom BLOB\(declarations.map { ", " + $0 }.joined()))",
        ]
        for (index, row) in rows.enumerated() {
            let blob = geometry(index).map { "x'" + $0.map { String(format: "%02x", $0) }.joined() + "'" } ?? "NULL"
            statements.append("INSERT INTO \"\(layer)\" VALUES (\(([String(index + 1), blob] + row).joined(separator: ", ")))")
        }
        for sql in statements {
            var statement = try database.prepare(sql)
            while try statement.step() {}
        }
        return path
    }

    /// The error that reading gives, or nil.
    static func problem(_ objects: LayerObject..., options: LayerReadOptions = LayerReadOptions()) -> InputError? {
        do throws(InputError) { _ = try LayerReader.read(objects, options: options) } catch { return error }
        return nil
    }
}

extension ClassifiedLayer {
    /// Area of every class in square metres, overlaps counted as often as they are.
    var areas: [String: Double] {
        var areas: [String: Double] = [:]
        for feature in classOfFeature.indices {
            areas[classes[Int(classOfFeature[feature])], default: 0] += polygons.areaSquareMetres(ofFeature: feature)
        }
        return areas
    }

    var totalArea: Double {
        (0..<polygons.featureCount).reduce(0) { $0 + polygons.areaSquareMetres(ofFeature: $1) }
    }
}

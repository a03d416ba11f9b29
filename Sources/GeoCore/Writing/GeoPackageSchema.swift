/// The tables that make an SQLite file a GeoPackage (OGC 12-128r18 §1.1, §2.1, annex F.3 and F.9), as SQL.
enum GeoPackageSchema {
    /// "GPKG" in the file's header.
    static let applicationID = 0x4750_4B47
    /// Version 1.3.0: what today's readers take without a warning.
    static let userVersion = 10300
    /// When the content was last changed: fixed, because the same input gives the same bytes.
    static let lastChange = "2000-01-01T00:00:00.000Z"

    static let tables = [
        """
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, \
        organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)
        """,
        """
        CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, \
        identifier TEXT UNIQUE, description TEXT DEFAULT '', \
        last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), \
        min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, \
        CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))
        """,
        """
        CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, \
        geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, \
        CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), \
        CONSTRAINT uk_gc_table_name UNIQUE (table_name), \
        CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), \
        CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))
        """,
        """
        CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, \
        definition TEXT NOT NULL, scope TEXT NOT NULL, \
        CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))
        """,
    ]

    /// Titles of columns: the schema extension.
    static let columnTables = [
        """
        CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, \
        description TEXT, mime_type TEXT, constraint_name TEXT, \
        CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name))
        """,
        """
        CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, \
        value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, \
        CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))
        """,
    ]

    /// Styles, by QGIS's convention.
    static let styleTable = """
        CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), \
        f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), \
        styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), \
        update_time DATETIME DEFAULT CURRENT_TIMESTAMP)
        """

    static let geometryColumn = "geom"
    static let keyColumn = "fid"

    static func typeName(_ kind: OutputLayer.GeometryKind) -> String {
        switch kind {
        case .polygons: "MULTIPOLYGON"
        case .lines: "MULTILINESTRING"
        case .points: "MULTIPOINT"
        }
    }

    private static func typeName(_ kind: OutputField.Kind) -> String {
        switch kind {
        case .text: "TEXT"
        case .integer: "INTEGER"
        case .real: "DOUBLE"
        case .boolean: "BOOLEAN"
        case .date: "DATE"
        }
    }

    static func featureTable(_ layer: OutputLayer) -> String {
        let columns = layer.fields.map { ", \(SQLiteDatabase.quoted($0.name)) \(typeName($0.kind))" }.joined()
        return "CREATE TABLE \(SQLiteDatabase.quoted(layer.name)) (\(keyColumn) INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "
            + "\(geometryColumn) \(typeName(layer.geometry))\(columns))"
    }

    static func indexName(_ layer: String) -> String { "rtree_\(layer)_\(geometryColumn)" }

    static func index(_ layer: String) -> String {
        "CREATE VIRTUAL TABLE \(SQLiteDatabase.quoted(indexName(layer))) USING rtree(id, minx, maxx, miny, maxy)"
    }

    /// What keeps the R-tree right when somebody edits the layer: the seven triggers of version 1.4 of the rules.
    /// Those of 1.3 leave stale entries behind an `INSERT … ON CONFLICT DO UPDATE`; GDAL writes the seven in files of
    /// every version too. Made after the rows, because they call functions that only a GeoPackage program has.
    static func indexTriggers(_ layer: String) -> [String] {
        let table = SQLiteDatabase.quoted(layer)
        let index = SQLiteDatabase.quoted(indexName(layer))
        let (key, geometry) = (SQLiteDatabase.quoted(keyColumn), SQLiteDatabase.quoted(geometryColumn))
        let box = ["ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"].map { "\($0)(NEW.\(geometry))" }.joined(separator: ", ")
        let insert = "INSERT OR REPLACE INTO \(index) VALUES (NEW.\(key), \(box));"
        let newHasShape = "(NEW.\(geometry) NOTNULL AND NOT ST_IsEmpty(NEW.\(geometry)))"
        let newIsEmpty = "(NEW.\(geometry) ISNULL OR ST_IsEmpty(NEW.\(geometry)))"
        let oldHasShape = "(OLD.\(geometry) NOTNULL AND NOT ST_IsEmpty(OLD.\(geometry)))"
        let oldIsEmpty = "(OLD.\(geometry) ISNULL OR ST_IsEmpty(OLD.\(geometry)))"
        let sameKey = "OLD.\(key) = NEW.\(key)"
        let otherKey = "OLD.\(key) != NEW.\(key)"
        let update = "UPDATE \(index) SET minx = ST_MinX(NEW.\(geometry)), maxx = ST_MaxX(NEW.\(geometry)), "
            + "miny = ST_MinY(NEW.\(geometry)), maxy = ST_MaxY(NEW.\(geometry)) WHERE id = NEW.\(key);"
        let deleteOld = "DELETE FROM \(index) WHERE id = OLD.\(key);"
        let triggers: [(name: String, event: String, condition: String, action: String)] = [
            ("insert", "INSERT", newHasShape, insert),
            ("update6", "UPDATE OF \(geometry)", "\(sameKey) AND \(newHasShape) AND \(oldHasShape)", update),
            ("update7", "UPDATE OF \(geometry)", "\(sameKey) AND \(newHasShape) AND \(oldIsEmpty)", insert),
            ("update2", "UPDATE OF \(geometry)", "\(sameKey) AND \(newIsEmpty)", deleteOld),
            ("update5", "UPDATE", "\(otherKey) AND \(newHasShape)", "\(deleteOld) \(insert)"),
            ("update4", "UPDATE", "\(otherKey) AND \(newIsEmpty)", "DELETE FROM \(index) WHERE id IN (OLD.\(key), NEW.\(key));"),
            ("delete", "DELETE", "OLD.\(geometry) NOTNULL", deleteOld),
        ]
        return triggers.map {
            "CREATE TRIGGER \(SQLiteDatabase.quoted(indexName(layer) + "_" + $0.name)) AFTER \($0.event) ON \(table) "
                + "WHEN \($0.condition) BEGIN \($0.action) END"
        }
    }
}

/// The tables of contents of a GeoPackage: `gpkg_contents`, `gpkg_geometry_columns`, `gpkg_spatial_ref_sys`, and
/// what SQLite says about the tables themselves.
struct GeoPackageCatalog {
    var tables: [GeoPackageTable] = []
    var notices: [Notice] = []

    /// - Throws: when SQLite cannot read it, or when there is no feature layer to be found.
    static func read(_ database: borrowing SQLiteDatabase, file: String) throws(InputError) -> GeoPackageCatalog {
        let objects: [String: SchemaObject]
        do { objects = try names(database) } catch { throw error.inputError(file: file) }
        for needed in ["gpkg_contents", "gpkg_geometry_columns"] where objects[needed] == nil {
            throw InputError(
                "not-a-geopackage", file: file,
                problem: Bilingual(
                    en: "an SQLite database, but no GeoPackage (no table \(needed))",
                    nl: "een SQLite-database, maar geen GeoPackage (geen tabel \(needed))"),
                remedy: Bilingual(
                    en: "convert it: ogr2ogr out.gpkg \(file)", nl: "zet het om: ogr2ogr uit.gpkg \(file)"))
        }
        let catalog: GeoPackageCatalog
        do { catalog = try featureTables(database, objects: objects, file: file) } catch {
            throw error.inputError(file: file)
        }
        guard !catalog.tables.isEmpty else {
            throw InputError(
                "no-feature-layer", file: file,
                problem: Bilingual(
                    en: "the GeoPackage has no feature layer in its table of contents",
                    nl: "het GeoPackage heeft geen vectorlaag in zijn inhoudsopgave"),
                remedy: Bilingual(
                    en: "rewrite the file with ogr2ogr or QGIS", nl: "schrijf het bestand opnieuw met ogr2ogr of QGIS"))
        }
        return catalog
    }

    private static func featureTables(
        _ database: borrowing SQLiteDatabase, objects: [String: SchemaObject], file: String
    ) throws(SQLiteError) -> GeoPackageCatalog {
        var catalog = GeoPackageCatalog()
        if try !hasApplicationID(database) {
            catalog.notices.append(
                Notice(
                    "no-application-id",
                    message: Bilingual(
                        en: "\(file) is not marked as a GeoPackage (application id); read as one",
                        nl: "\(file) is niet als GeoPackage gemerkt (application id); wel zo gelezen")))
        }
        var statement = try database.prepare(
            """
            SELECT c.table_name, g.column_name, g.geometry_type_name, g.srs_id
            FROM gpkg_contents AS c JOIN gpkg_geometry_columns AS g ON lower(g.table_name) = lower(c.table_name)
            WHERE lower(c.data_type) = 'features' ORDER BY c.rowid, g.rowid
            """)
        while try statement.step() {
            guard let name = statement.text(0), let column = statement.text(1),
                let object = objects[name.lowercased()]
            else { continue }
            if catalog.tables.contains(where: { $0.name == object.name }) { continue }
            catalog.tables.append(
                try table(
                    database, object: object, column: column, type: statement.text(2) ?? "GEOMETRY",
                    reference: spatialReference(database, statement.integer(3), objects: objects), objects: objects))
        }
        let synthetic = syntheticTables(database)
        for index in catalog.tables.indices {
            catalog.tables[index].isSynthetic = synthetic.contains(catalog.tables[index].name.lowercased())
        }
        return catalog
    }

    /// Lower-case names of the tables whose identifier or description says SYNTHETI…; none when a minimal contents
    /// table lacks those columns.
    private static func syntheticTables(_ database: borrowing SQLiteDatabase) -> Set<String> {
        var names: Set<String> = []
        do throws(SQLiteError) {
            var statement = try database.prepare("SELECT table_name, identifier, description FROM gpkg_contents")
            while try statement.step() {
                let texts = [statement.text(1), statement.text(2)].compactMap { $0 }
                if let name = statement.text(0), texts.contains(where: SyntheticData.isMarked) {
                    names.insert(name.lowercased())
                }
            }
        } catch {
            return names
        }
        return names
    }

    private struct SchemaObject {
        var name: String
        var isView: Bool
        /// An R-tree of whole numbers, which GeoPackage does not know: its boxes would be read as nonsense.
        var isIntegerRTree: Bool
    }

    /// Tables and views by lower-case name: SQLite's names do not know case, the contents table may.
    private static func names(_ database: borrowing SQLiteDatabase) throws(SQLiteError) -> [String: SchemaObject] {
        var objects: [String: SchemaObject] = [:]
        var statement = try database.prepare(
            "SELECT name, type, sql LIKE '%using%rtree_i32%' FROM sqlite_master WHERE type IN ('table', 'view')")
        while try statement.step() {
            guard let name = statement.text(0) else { continue }
            objects[name.lowercased()] = SchemaObject(
                name: name, isView: statement.text(1) == "view", isIntegerRTree: statement.integer(2) != 0)
        }
        return objects
    }

    /// "GPKG", or "GP10" and "GP11" of the first versions.
    private static func hasApplicationID(_ database: borrowing SQLiteDatabase) throws(SQLiteError) -> Bool {
        var statement = try database.prepare("PRAGMA application_id")
        guard try statement.step() else { return false }
        return [0x4750_4B47, 0x4750_3130, 0x4750_3131].contains(statement.integer(0))
    }

    private static func table(
        _ database: borrowing SQLiteDatabase, object: SchemaObject, column: String, type: String,
        reference: SpatialReference, objects: [String: SchemaObject]
    ) throws(SQLiteError) -> GeoPackageTable {
        var geometryColumn = column
        var keys: [String] = []
        var fields: [(field: LayerField, declared: String)] = []
        var statement = try database.prepare("PRAGMA table_xinfo(\(SQLiteDatabase.quoted(object.name)))")
        while try statement.step() {
            guard let name = statement.text(1) else { continue }
            let declared = statement.text(2) ?? ""
            if name.lowercased() == column.lowercased() {
                geometryColumn = name
                continue
            }
            if statement.integer(5) > 0 { keys.append(name) }
            fields.append((LayerField(name: name, kind: kind(ofDeclared: declared)), declared))
        }
        var idColumn: String?
        if object.isView {
            // A view has no key of its own; by rule 26 its first column is one.
            if let first = fields.first, first.field.kind == .integer { idColumn = first.field.name }
        } else if keys.count == 1, let key = fields.first(where: { $0.field.name == keys[0] }), key.field.kind == .integer {
            idColumn = key.field.name
        } else if keys.isEmpty {
            idColumn = "rowid"
        }
        let hasRowID = object.isView ? false : try hasRowID(database, object.name)
        let rtree = objects["rtree_\(object.name)_\(geometryColumn)".lowercased()]
        return GeoPackageTable(
            name: object.name, geometryColumn: geometryColumn, geometryType: type.uppercased(), idColumn: idColumn,
            isView: object.isView, hasRowID: hasRowID, fields: fields.map(\.field).filter { $0.name != idColumn },
            spatialReference: reference, rtree: rtree.flatMap { $0.isIntegerRTree ? nil : $0.name })
    }

    /// False for a table made WITHOUT ROWID.
    private static func hasRowID(_ database: borrowing SQLiteDatabase, _ table: String) throws(SQLiteError) -> Bool {
        do throws(SQLiteError) {
            _ = try database.prepare("SELECT rowid FROM \(SQLiteDatabase.quoted(table)) LIMIT 1")
            return true
        } catch {
            // SQLITE_ERROR: no such column.
            if error.code == 1 { return false }
            throw error
        }
    }

    /// By SQLite's own affinity, with GeoPackage's names for flags and dates.
    private static func kind(ofDeclared type: String) -> LayerField.Kind {
        let name = type.uppercased()
        if name.hasPrefix("BOOL") { return .boolean }
        if name.hasPrefix("DATE") { return .date }
        if name.contains("INT") { return .integer }
        if name.contains("CHAR") || name.contains("TEXT") || name.contains("CLOB") { return .text }
        if name.contains("BLOB") { return .binary }
        if name.contains("REAL") || name.contains("FLOA") || name.contains("DOUB") { return .real }
        return .other
    }

    private static func spatialReference(
        _ database: borrowing SQLiteDatabase, _ number: Int64, objects: [String: SchemaObject]
    ) throws(SQLiteError) -> SpatialReference {
        guard number != 0, number != -1 else { return .undefined }
        guard objects["gpkg_spatial_ref_sys"] != nil else { return .missingRow(number) }
        var statement = try database.prepare(
            "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = \(number)")
        guard try statement.step() else { return .missingRow(number) }
        let organization = statement.text(0) ?? ""
        let definition = statement.text(2) ?? ""
        // 99999 is GDAL's own "undefined".
        if organization.uppercased() == "NONE" || definition.lowercased() == "undefined" || number == 99999 {
            return .undefined
        }
        return .defined(organization: organization, code: statement.integer(1), definition: definition)
    }
}

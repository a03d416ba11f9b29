import Foundation

/// A feature table of a GeoPackage.
struct GeoPackageTable: Sendable, Hashable {
    var name: String
    var geometryColumn: String
    /// As declared ("POLYGON"); the rows decide.
    var geometryType: String
    /// Column that holds the feature ids; nil: rows are numbered from 0.
    var idColumn: String?
    var isView: Bool
    /// False for the rare tables without SQLite's hidden row number.
    var hasRowID: Bool
    /// Attribute fields: neither key nor geometry.
    var fields: [LayerField]
    var spatialReference: SpatialReference
    /// Name of the R-tree table, when there is one.
    var rtree: String?
    /// The contents table says that the data are made up.
    var isSynthetic = false
}

/// A row of `gpkg_spatial_ref_sys`, or what stands in for it.
enum SpatialReference: Sendable, Hashable {
    /// srs_id 0 or −1, or a row that says so.
    case undefined
    /// The number has no row.
    case missingRow(Int64)
    case defined(organization: String, code: Int64, definition: String)
}

/// An open GeoPackage, read-only. It stays on the thread that opened it: deliberately not `Sendable`.
final class GeoPackageFile {
    /// As the user wrote it.
    let name: String
    let tables: [GeoPackageTable]
    let notices: [Notice]
    private let database: SQLiteDatabase
    private let byteCount: Int
    /// Holds a private copy, or what `ogr2ogr` made.
    private let folder: TemporaryFolder?

    /// Opens a file and reads its tables of contents, no features.
    ///
    /// The file is not changed and nothing is written beside it: with a `-wal` or `-journal` beside it, a private
    /// copy is read.
    /// - Parameters:
    ///   - name: how messages call the file.
    ///   - converted: folder of a file that `ogr2ogr` made, kept as long as it is open. Its features are numbered
    ///     from 0 as they stood in the source.
    ///   - unpacked: folder of a file from a zip, likewise kept.
    static func open(
        _ path: String, name: String, converted: TemporaryFolder? = nil, keeping unpacked: TemporaryFolder? = nil
    ) throws(InputError) -> GeoPackageFile {
        try FileBytes.requireFile(path, name: name)
        try checkHeader(path, name: name)
        let companions = ["-wal", "-journal"].filter { hasContent(path + $0) }
        guard !companions.isEmpty else {
            let database: SQLiteDatabase
            do { database = try SQLiteDatabase.openImmutable(path) } catch { throw error.inputError(file: name) }
            return try GeoPackageFile(database, name: name, bytes: FileBytes.size(path), folder: converted ?? unpacked, numbersRows: converted != nil)
        }
        let copy = try TemporaryFolder()
        for suffix in [""] + companions { try copy.copy(path + suffix, as: "copy.gpkg" + suffix, shownAs: name) }
        let database: SQLiteDatabase
        do { database = try SQLiteDatabase.openPrivateCopy(copy.file("copy.gpkg")) } catch {
            throw error.inputError(file: name)
        }
        return try GeoPackageFile(database, name: name, bytes: FileBytes.size(path), folder: copy, numbersRows: false)
    }

    private init(
        _ database: consuming SQLiteDatabase, name: String, bytes: Int, folder: TemporaryFolder?, numbersRows: Bool
    ) throws(InputError) {
        var catalog = try GeoPackageCatalog.read(database, file: name)
        if numbersRows {
            for index in catalog.tables.indices { catalog.tables[index].idColumn = nil }
        }
        self.name = name
        byteCount = bytes
        self.tables = catalog.tables
        self.notices = catalog.notices
        self.database = database
        self.folder = folder
    }

    /// About as many positions as a table of the file holds: growing an array step by step would copy all of them once more.
    var likelyVertices: Int { mostVertices / max(tables.count, 1) }

    /// As many positions as the file can hold, 16 bytes each. At most a gigabyte's worth.
    var mostVertices: Int { min(byteCount / 16, 1 << 26) }

    private static func hasContent(_ path: String) -> Bool {
        FileBytes.size(path) > 0
    }

    /// The first bytes tell a better story than SQLite's "file is not a database".
    private static func checkHeader(_ path: String, name: String) throws(InputError) {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw InputError(
                "file-unreadable", file: name,
                problem: Bilingual(en: "the file cannot be read", nl: "het bestand is niet te lezen"),
                remedy: Bilingual(en: "check the permissions", nl: "controleer de rechten"))
        }
        defer { try? file.close() }
        let head = (try? file.read(upToCount: 100)) ?? Data()
        let askAgain = Bilingual(en: "ask for the file again", nl: "vraag het bestand opnieuw")
        guard !head.isEmpty else {
            throw InputError(
                "file-empty", file: name, problem: Bilingual(en: "the file is empty", nl: "het bestand is leeg"),
                remedy: askAgain)
        }
        guard head.starts(with: Array("SQLite format 3\u{0}".utf8)) else {
            throw InputError(
                "not-a-geopackage", file: name,
                problem: Bilingual(
                    en: "not a GeoPackage (no SQLite database)", nl: "geen GeoPackage (geen SQLite-database)"),
                remedy: Bilingual(
                    en: "check that the ending fits the file", nl: "controleer of de extensie bij het bestand past"))
        }
        // File format versions: 1 and 2 exist.
        guard head.count < 20 || (head[18] <= 2 && head[19] <= 2) else {
            throw InputError(
                "file-format-newer", file: name,
                problem: Bilingual(
                    en: "a newer database format than this SQLite reads",
                    nl: "een nieuwer databaseformaat dan deze SQLite leest"),
                remedy: Bilingual(
                    en: "rewrite the file with ogr2ogr or QGIS", nl: "schrijf het bestand opnieuw met ogr2ogr of QGIS"))
        }
        guard head.count == 100, let size = try? file.seekToEnd(), isWhole(head, size: size) else {
            throw InputError(
                "file-truncated", file: name,
                problem: Bilingual(en: "the file is cut off", nl: "het bestand is afgekapt"), remedy: askAgain)
        }
    }

    /// Whether the file is as long as its header says (SQLite file format §1.3.7; the number counts only when the
    /// two change counters agree). SQLite itself notices only when it meets a page that is not there.
    private static func isWhole(_ head: Data, size: UInt64) -> Bool {
        func word(_ offset: Int) -> UInt64 { (0..<4).reduce(0) { $0 << 8 | UInt64(head[offset + $1]) } }
        let raw = UInt64(head[16]) << 8 | UInt64(head[17])
        let pageSize = raw == 1 ? 65_536 : raw
        return word(24) != word(92) || size >= word(28) * pageSize
    }

    /// A pass over one table.
    /// - Parameters:
    ///   - fields: names of attribute fields that exist.
    ///   - box: only features whose box touches it; through the R-tree when there is one that can be trusted.
    func cursor(_ table: GeoPackageTable, fields: [String], within box: Box? = nil) throws(InputError) -> GeoPackageCursor {
        let rtree = box == nil ? nil : trustedRTree(of: table)
        let quoted = SQLiteDatabase.quoted
        let columns = [table.idColumn.map(quoted) ?? "NULL", quoted(table.geometryColumn)] + fields.map(quoted)
        var sql = "SELECT \(columns.joined(separator: ", ")) FROM \(quoted(table.name))"
        if let rtree {
            sql += " WHERE rowid IN (SELECT id FROM \(quoted(rtree)) "
                + "WHERE minx <= ? AND maxx >= ? AND miny <= ? AND maxy >= ?)"
        }
        // Reading order is the order of keys, whatever the index says.
        if !table.isView, table.hasRowID { sql += " ORDER BY rowid" }
        let bounds = rtree == nil ? [] : box.map { [$0.maxX, $0.minX, $0.maxY, $0.minY] } ?? []
        do {
            return GeoPackageCursor(try prepare(sql, bounds: bounds), file: name, layer: table.name)
        } catch {
            throw error.inputError(file: name, layer: table.name)
        }
    }

    /// A pass over the rows with these keys, in the order given. The table's keys must be its row numbers
    /// (`hasRowKeys`).
    func cursor(_ table: GeoPackageTable, fields: [String], keys: [Int64]) throws(InputError) -> GeoPackageCursor {
        let quoted = SQLiteDatabase.quoted
        let columns = ["rowid", quoted(table.geometryColumn)] + fields.map(quoted)
        do {
            let statement = try database.prepare(
                "SELECT \(columns.joined(separator: ", ")) FROM \(quoted(table.name)) WHERE rowid = ?")
            return GeoPackageCursor(statement, file: name, layer: table.name, keys: keys)
        } catch {
            throw error.inputError(file: name, layer: table.name)
        }
    }

    /// Keys and boxes of the features whose box in the R-tree touches `box`, in key order. The R-tree keeps its numbers in
    /// single precision, rounded outwards.
    func boxes(_ table: GeoPackageTable, within box: Box) throws(InputError) -> [(key: Int64, box: Box)] {
        guard let rtree = table.rtree else { return [] }
        do throws(SQLiteError) {
            return try GeoPackageRTree.boxes(rtree, in: database, within: box).sorted { $0.key < $1.key }
        } catch {
            throw error.inputError(file: name, layer: table.name)
        }
    }

    /// Whether the table's keys are its row numbers and its R-tree can be trusted: what `boxes` and reading by key need.
    /// - Complexity: as `trustedRTree`.
    func hasRowKeys(_ table: GeoPackageTable) -> Bool {
        table.idColumn != nil && trustedRTree(of: table) != nil
    }

    private func prepare(_ sql: String, bounds: [Double]) throws(SQLiteError) -> SQLiteStatement {
        var statement = try database.prepare(sql)
        for (index, bound) in bounds.enumerated() { try statement.bind(bound, at: Int32(index + 1)) }
        return statement
    }

    /// The R-tree when every row with a geometry that is not marked empty is in it. One that misses rows (a writer
    /// without triggers) would make features invisible. Nil also when this SQLite has no R-tree module.
    /// - Complexity: a look-up per row, geometries are not read.
    private func trustedRTree(of table: GeoPackageTable) -> String? {
        guard let rtree = table.rtree, !table.isView, table.hasRowID else { return nil }
        let quoted = SQLiteDatabase.quoted
        let geometry = quoted(table.geometryColumn)
        do throws(SQLiteError) {
            var missing = try database.prepare(
                "SELECT substr(\(geometry), 4, 1) FROM \(quoted(table.name)) AS t WHERE \(geometry) IS NOT NULL "
                    + "AND NOT EXISTS (SELECT 1 FROM \(quoted(rtree + "_rowid")) AS r WHERE r.rowid = t.rowid)")
            while try missing.step() {
                let isMarkedEmpty = missing.withBlob(0) { bytes in bytes?.first.map { $0 & 0x10 != 0 } ?? false }
                if !isMarkedEmpty { return nil }
            }
            _ = try database.prepare("SELECT id FROM \(quoted(rtree)) LIMIT 1")
            return rtree
        } catch {
            return nil
        }
    }
}

/// Rows of one table.
struct GeoPackageCursor: FeatureCursor, ~Copyable {
    private var statement: SQLiteStatement
    private let file: String
    private let layer: String
    private var row: Int64 = -1
    /// Rows to fetch one by one; nil: the statement gives all.
    private let keys: [Int64]?
    private var nextKey = 0

    init(_ statement: consuming SQLiteStatement, file: String, layer: String, keys: [Int64]? = nil) {
        self.statement = statement
        self.file = file
        self.layer = layer
        self.keys = keys
    }

    mutating func next() throws(InputError) -> Bool {
        do {
            row += 1
            guard let keys else { return try statement.step() }
            while nextKey < keys.count {
                try statement.reset()
                try statement.bind(keys[nextKey], at: 1)
                nextKey += 1
                if try statement.step() { return true }
            }
            return false
        } catch {
            throw error.inputError(file: file, layer: layer)
        }
    }

    var id: Int64 { statement.kind(0) == .integer ? statement.integer(0) : row }

    func value(_ column: Int) -> FieldValue {
        let index = column + 2
        switch statement.kind(index) {
        case .null: return .null
        case .integer: return .integer(statement.integer(index))
        case .real: return .real(statement.real(index))
        case .blob: return .binary
        case .text:
            return statement.withTextBytes(index) { bytes in
                guard let bytes else { return .null }
                if let text = String(validating: bytes, as: UTF8.self) { return .text(text) }
                return .undecodable(Array(bytes))
            }
        }
    }

    var geometryBytes: Int { statement.blobSize(1) }

    func geometry(into buffer: inout PolygonBuffer) throws(GeometryProblem) -> GeometrySummary {
        try statement.withBlob(1) { (bytes) throws(GeometryProblem) in
            try GeoPackageBlob.decode(bytes, into: &buffer)
        }
    }
}

extension SQLiteError {
    /// What the user is told: SQLite's own words, and what they mean for a file.
    func inputError(file: String, layer: String? = nil) -> InputError {
        // SQLITE_CORRUPT 11, SQLITE_NOTADB 26.
        if code == 11 || code == 26 {
            return InputError(
                "file-damaged", file: file, layer: layer,
                problem: Bilingual(
                    en: "the file is damaged or cut off (\(message))", nl: "het bestand is beschadigd of afgekapt (\(message))"),
                remedy: Bilingual(en: "ask for the file again", nl: "vraag het bestand opnieuw"))
        }
        return InputError(
            "file-unreadable", file: file, layer: layer,
            problem: Bilingual(
                en: "the database cannot be read (\(message))", nl: "de database is niet te lezen (\(message))"),
            remedy: Bilingual(
                en: "rewrite the file with ogr2ogr or QGIS", nl: "schrijf het bestand opnieuw met ogr2ogr of QGIS"))
    }
}

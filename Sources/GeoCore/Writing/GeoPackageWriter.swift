import Dispatch

/// Writes layers as a GeoPackage (OGC 12-128r18): contents with extents, coordinate reference systems, R-trees with
/// their triggers, titles of columns, and styles that QGIS opens the layers with.
///
/// The same layers give the same bytes (with the same version of SQLite): no clock, no random keys.
public enum GeoPackageWriter {
    /// Writes `layers`, in their order, beside `path` and moves the file into place when it is complete.
    /// - Throws: `output-exists`, `output-in-use`, `output-unwritable` (also when a row does not fit its layer);
    ///   `layer-name` or `field-name` for names that a GeoPackage cannot have.
    /// - Returns: the extent of every layer; empty for one without shapes.
    /// - Complexity: linear in rows and vertices, plus the R-tree's n log n.
    @discardableResult
    public static func write(
        _ layers: [OutputLayer], to path: String, existing: ExistingFile = .refuse
    ) throws(InputError) -> [Box] {
        try checkNames(layers, file: path)
        let systems = try SpatialReferenceRows(layers)
        var file = try OutputFile(path, existing: existing)
        var extents: [Box] = []
        do throws(SQLiteError) {
            let database = try SQLiteDatabase.openForWriting(file.path)
            try database.run("PRAGMA application_id = \(GeoPackageSchema.applicationID)")
            try database.run("PRAGMA user_version = \(GeoPackageSchema.userVersion)")
            try database.run("BEGIN")
            for sql in GeoPackageSchema.tables { try database.run(sql) }
            for row in systems.rows { try database.insert("gpkg_spatial_ref_sys", row) }
            // A layer's tree is made beside the rows of the next one.
            let queue = DispatchQueue(label: "trees of a map", qos: .userInitiated)
            var trees: [Ahead<RTreeNodes>] = []
            for layer in layers {
                let (boxes, nodeBytes) = try write(layer, srs: systems.number(of: layer.crs), to: database)
                extents.append(boxes.reduce(into: Box.empty) { $0.add($1.box) })
                trees.append(Ahead(on: queue) { RTreeNodes(boxes, nodeBytes: nodeBytes) })
            }
            for (number, layer) in layers.enumerated() {
                try writeExtent(extents[number], of: layer.name, to: database)
                try writeIndex(layer.name, trees[number].value, to: database)
            }
            try writeColumnTitles(layers, to: database)
            try writeStyles(layers, to: database)
            try database.run("COMMIT")
        } catch {
            throw OutputFile.unwritable(path, error.message)
        }
        try file.finish()
        return extents
    }

    /// Everything of a layer but its extent and the filling of its R-tree.
    /// - Returns: key and box of every row that has a shape, and how large a node of the R-tree is.
    private static func write(
        _ layer: OutputLayer, srs: Int, to database: borrowing SQLiteDatabase
    ) throws(SQLiteError) -> (boxes: [(key: Int64, box: Box)], nodeBytes: Int) {
        let geometryType = GeoPackageSchema.typeName(layer.geometry)
        // Before the rows: the contents come first in the file, and their extent is filled in afterwards.
        try database.insert(
            "gpkg_contents",
            [
                .text(layer.name), .text("features"), .text(layer.title ?? layer.name), .text(layer.description),
                .text(GeoPackageSchema.lastChange), .null, .null, .null, .null, .integer(srs),
            ])
        try database.insert(
            "gpkg_geometry_columns",
            [
                .text(layer.name), .text(GeoPackageSchema.geometryColumn), .text(geometryType), .integer(srs),
                .integer(0), .integer(0),
            ])
        try database.run(GeoPackageSchema.featureTable(layer))
        try database.run(GeoPackageSchema.index(layer.name))
        let node = SQLiteDatabase.quoted(GeoPackageSchema.indexName(layer.name) + "_node")
        var empty = try database.prepare("SELECT length(data) FROM \(node) WHERE nodeno = 1")
        guard try empty.step() else { throw SQLiteError(code: 11, message: "\(layer.name) has an index without a node") }
        let nodeBytes = Int(empty.integer(0))
        try empty.reset()
        return (try writeRows(layer, srs: Int32(truncatingIfNeeded: srs), to: database), nodeBytes)
    }

    private static func writeExtent(
        _ extent: Box, of layer: String, to database: borrowing SQLiteDatabase
    ) throws(SQLiteError) {
        guard !extent.isEmpty else { return }
        var update = try database.prepare(
            "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?")
        try update.bind([.real(extent.minX), .real(extent.minY), .real(extent.maxX), .real(extent.maxY), .text(layer)])
        _ = try update.step()
    }

    /// - Returns: key and box of every row that has a shape.
    private static func writeRows(
        _ layer: OutputLayer, srs: Int32, to database: borrowing SQLiteDatabase
    ) throws(SQLiteError) -> [(key: Int64, box: Box)] {
        let table = SQLiteDatabase.quoted(layer.name)
        let marks = Array(repeating: "?", count: layer.fields.count + 2).joined(separator: ", ")
        var insert = try database.prepare("INSERT INTO \(table) VALUES (\(marks))")
        var boxes: [(key: Int64, box: Box)] = []
        var key: Int64 = 0
        // The next rows are made while these are written.
        let source = RowSource(layer, srs: srs)
        var ahead = Ahead(on: source.queue) { source.next() }
        // Nothing reads the layer any more when this returns or throws.
        defer { _ = ahead.value }
        while true {
            let rows = ahead.value
            guard !rows.isEmpty else { return boxes }
            ahead = Ahead(on: source.queue) { source.next() }
            for row in rows {
                key += 1
                guard let values = row.values else {
                    throw SQLiteError(code: 20, message: "row \(key) does not fit layer '\(layer.name)'")
                }
                try insert.bind(key, at: 1)
                if let blob = row.blob {
                    try insert.bind(blob.bytes, at: 2)
                    if !blob.box.isEmpty { boxes.append((key, blob.box)) }
                } else {
                    try insert.bindNull(at: 2)
                }
                try insert.bind(values, from: 3)
                _ = try insert.step()
                try insert.reset()
            }
        }
    }

    /// The rows of a layer as SQLite takes them, some at a time.
    ///
    /// `@unchecked`: one thread at a time asks for the next rows, after the one before has got its own.
    private final class RowSource: @unchecked Sendable {
        let queue = DispatchQueue(label: "rows of a map", qos: .userInitiated)
        private let layer: OutputLayer
        private let srs: Int32
        private var features: any IteratorProtocol<OutputFeature>

        struct Row: Sendable {
            var blob: (bytes: [UInt8], box: Box)?
            /// Nil when the feature does not fit the layer.
            var values: [OutputValue]?
        }

        init(_ layer: OutputLayer, srs: Int32) {
            self.layer = layer
            self.srs = srs
            features = layer.features.makeIterator()
        }

        /// Empty after the last.
        func next() -> [Row] {
            var rows: [Row] = []
            while rows.count < 256, let feature = features.next() {
                let fits =
                    feature.values.count == layer.fields.count
                    && (feature.geometry.kind == nil || feature.geometry.kind == layer.geometry)
                rows.append(
                    Row(
                        blob: fits ? GeoPackageBlob.encode(feature.geometry, srs: srs) : nil,
                        values: fits ? feature.values : nil))
            }
            return rows
        }
    }

    private static func writeIndex(
        _ layer: String, _ tree: RTreeNodes, to database: borrowing SQLiteDatabase
    ) throws(SQLiteError) {
        try fillIndex(GeoPackageSchema.indexName(layer), tree, database)
        for sql in GeoPackageSchema.indexTriggers(layer) { try database.run(sql) }
        try database.insert(
            "gpkg_extensions",
            [
                .text(layer), .text(GeoPackageSchema.geometryColumn), .text("gpkg_rtree_index"),
                .text("http://www.geopackage.org/spec121/#extension_rtree"), .text("write-only"),
            ])
    }

    /// Writes the nodes of the R-tree that has just been made, in place of its one empty node.
    private static func fillIndex(
        _ index: String, _ tree: RTreeNodes, _ database: borrowing SQLiteDatabase
    ) throws(SQLiteError) {
        func table(_ suffix: String) -> String { SQLiteDatabase.quoted(index + suffix) }
        var node = try database.prepare("INSERT OR REPLACE INTO \(table("_node")) VALUES (?, ?)")
        for (number, bytes) in tree.nodes.enumerated() {
            try node.bind(Int64(number + 1), at: 1)
            try node.bind(bytes, at: 2)
            _ = try node.step()
            try node.reset()
        }
        for (suffix, pairs) in [("_parent", tree.parents.map { ($0.node, $0.parent) }), ("_rowid", tree.leaves.map { ($0.key, $0.node) })] {
            var row = try database.prepare("INSERT INTO \(table(suffix)) VALUES (?, ?)")
            for (first, second) in pairs {
                try row.bind(first, at: 1)
                try row.bind(second, at: 2)
                _ = try row.step()
                try row.reset()
            }
        }
    }

    private static func writeColumnTitles(
        _ layers: [OutputLayer], to database: borrowing SQLiteDatabase
    ) throws(SQLiteError) {
        guard layers.contains(where: { layer in layer.fields.contains { $0.title != nil } }) else { return }
        for sql in GeoPackageSchema.columnTables { try database.run(sql) }
        for table in ["gpkg_data_columns", "gpkg_data_column_constraints"] {
            try database.insert(
                "gpkg_extensions",
                [
                    .text(table), .null, .text("gpkg_schema"),
                    .text("http://www.geopackage.org/spec121/#extension_schema"), .text("read-write"),
                ])
        }
        for layer in layers {
            for field in layer.fields {
                guard let title = field.title else { continue }
                // GDAL and QGIS take the alias from `name`, others from `title`.
                try database.insert(
                    "gpkg_data_columns",
                    [.text(layer.name), .text(field.name), .text(title), .text(title), .null, .null, .null])
            }
        }
    }

    private static func writeStyles(
        _ layers: [OutputLayer], to database: borrowing SQLiteDatabase
    ) throws(SQLiteError) {
        let styled = layers.filter { $0.style != nil }
        guard !styled.isEmpty else { return }
        try database.run(GeoPackageSchema.styleTable)
        // Listed as a table without geometry, as QGIS and GDAL do; otherwise no reader of the contents would see it.
        try database.insert(
            "gpkg_contents",
            [
                .text("layer_styles"), .text("attributes"), .text("layer_styles"), .text(""),
                .text(GeoPackageSchema.lastChange), .null, .null, .null, .null, .null,
            ])
        var key = 0
        for layer in styled {
            for (index, style) in ([layer.style].compactMap { $0 } + layer.otherStyles).enumerated() {
                key += 1
                try database.insert(
                    "layer_styles",
                    [
                        .integer(key), .text(""), .text(""), .text(layer.name),
                        .text(GeoPackageSchema.geometryColumn), .text(style.name),
                        .text(QMLStyle.text(style, layer: layer)), .text(""), .integer(index == 0 ? 1 : 0),
                        .text(layer.description), .text(""), .null, .text(GeoPackageSchema.lastChange),
                    ])
            }
        }
    }

    // MARK: names

    private static func checkNames(_ layers: [OutputLayer], file: String) throws(InputError) {
        var seen: Set<String> = ["layer_styles"]
        for layer in layers {
            let name = layer.name.lowercased()
            let isReserved = ["gpkg_", "sqlite_", "rtree_"].contains { name.hasPrefix($0) }
            guard !name.isEmpty, !isReserved, seen.insert(name).inserted else {
                throw InputError(
                    "layer-name", file: file, layer: layer.name,
                    problem: Bilingual(
                        en: "a layer cannot have this name, or two have it", nl: "een laag kan niet zo heten, of twee heten zo"))
            }
            var fields: Set<String> = [GeoPackageSchema.keyColumn, GeoPackageSchema.geometryColumn]
            for field in layer.fields
            where field.name.isEmpty || !fields.insert(field.name.lowercased()).inserted {
                throw InputError(
                    "field-name", file: file, layer: layer.name,
                    problem: Bilingual(
                        en: "the field '\(field.name)' is there twice or has a reserved name",
                        nl: "het veld '\(field.name)' staat er twee keer in of heeft een gereserveerde naam"))
            }
            let titles = layer.fields.compactMap(\.title)
            guard Set(titles).count == titles.count else {
                throw InputError(
                    "field-name", file: file, layer: layer.name,
                    problem: Bilingual(en: "two fields have the same title", nl: "twee velden hebben dezelfde titel"))
            }
        }
    }
}

/// The rows of `gpkg_spatial_ref_sys`: the three that must be there, and one per CRS in use.
private struct SpatialReferenceRows {
    var rows: [[OutputValue]] = []
    private var numbers: [CoordinateReferenceSystem: Int] = [:]

    init(_ layers: [OutputLayer]) throws(InputError) {
        let wgs84 = try CoordinateReferenceSystem(parsing: "EPSG:4326")
        var byNumber: [Int: [OutputValue]] = [
            -1: Self.row(-1, "Undefined cartesian SRS", "NONE", -1, "undefined", "undefined cartesian coordinate reference system"),
            0: Self.row(0, "Undefined geographic SRS", "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
            4326: Self.row(
                4326, "WGS 84 geodetic", "EPSG", 4326, try wgs84.wellKnownText() ?? "undefined",
                "longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid"),
        ]
        // Numbers of our own start where EPSG has none.
        var next = 100_000
        for layer in layers {
            guard let crs = layer.crs, numbers[crs] == nil else { continue }
            let definition = try crs.wellKnownText() ?? "undefined"
            let parts = (crs.code ?? "").split(separator: ":")
            if parts.count == 2, parts[0] == "EPSG", let code = Int(parts[1]), code > 0, code < 100_000 {
                numbers[crs] = code
                if byNumber[code] == nil { byNumber[code] = Self.row(code, crs.name, "EPSG", code, definition, crs.label) }
            } else {
                numbers[crs] = next
                byNumber[next] = Self.row(next, crs.name.isEmpty ? "unnamed" : crs.name, "NONE", next, definition, crs.label)
                next += 1
            }
        }
        rows = byNumber.sorted { $0.key < $1.key }.map(\.value)
    }

    func number(of crs: CoordinateReferenceSystem?) -> Int { crs.flatMap { numbers[$0] } ?? -1 }

    private static func row(
        _ number: Int, _ name: String, _ organization: String, _ code: Int, _ definition: String, _ description: String
    ) -> [OutputValue] {
        [.text(name), .integer(number), .text(organization), .integer(code), .text(definition), .text(description)]
    }
}

extension SQLiteDatabase {
    /// One row into a table, a value per column.
    fileprivate func insert(_ table: String, _ values: [OutputValue]) throws(SQLiteError) {
        let marks = Array(repeating: "?", count: values.count).joined(separator: ", ")
        var statement = try prepare("INSERT INTO \(Self.quoted(table)) VALUES (\(marks))")
        try statement.bind(values)
        _ = try statement.step()
    }
}

extension SQLiteStatement {
    fileprivate mutating func bind(_ values: [OutputValue], from first: Int32 = 1) throws(SQLiteError) {
        for (offset, value) in values.enumerated() {
            let index = first + Int32(offset)
            switch value {
            case .null: try bindNull(at: index)
            case .text(let text): try bind(text, at: index)
            case .integer(let number): try bind(Int64(number), at: index)
            case .real(let number) where number.isFinite: try bind(number, at: index)
            case .real: try bindNull(at: index)
            case .boolean(let flag): try bind(Int64(flag ? 1 : 0), at: index)
            }
        }
    }
}

/// Layer files that stay open while many small reads are done on them. Stays on the thread that made it: deliberately
/// not `Sendable`.
public final class LayerFiles {
    private var files: [Key: LayerFile] = [:]

    private struct Key: Hashable {
        var path: String
        var encoding: String?
    }

    public init() {}

    func open(_ object: LayerObject) throws(InputError) -> LayerFile {
        let key = Key(path: object.path, encoding: object.encoding)
        if let file = files[key] { return file }
        let file = try LayerFile.open(object)
        files[key] = file
        return file
    }

    /// Whether features of the layer can be found by box and read by key: a GeoPackage table whose keys are its row
    /// numbers, with an R-tree that holds every row.
    /// - Complexity: a look-up per row of the table; remember the answer.
    public func hasBoxes(_ object: LayerObject) throws(InputError) -> Bool {
        guard let (package, table) = try table(of: object) else { return false }
        return package.hasRowKeys(table)
    }

    /// Keys and boxes (in the layer's CRS, rounded outwards to single precision) of the features whose boxes touch
    /// `box`, in key order, whatever the object's filter says. Valid only where `hasBoxes` is true.
    public func boxes(
        _ object: LayerObject, within box: Box
    ) throws(InputError) -> [(key: Int64, box: Box)] {
        guard let (package, table) = try table(of: object) else { return [] }
        return try package.boxes(table, within: box)
    }

    /// The path that the object's file is read from.
    public static func path(of object: LayerObject) -> String { object.path }

    private func table(of object: LayerObject) throws(InputError) -> (GeoPackageFile, GeoPackageTable)? {
        let file = try open(object)
        guard case .geoPackage(let package, nil) = file else { return nil }
        return (package, package.tables[try file.layerIndex(named: object.layer, file: object.file)])
    }
}

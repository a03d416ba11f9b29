public import GeoCore
public import LayerDiff

/// The files of a comparison (`diff --out`, and per comparison `compare --out`).
public struct DiffFolder {
    private let outcome: DiffOutcome
    private let language: Language
    private let versions: [String: String]
    private let csv: CSVDialect
    private let published: [Reconciliation]
    /// Whether the page is among them.
    public var hasPage = true

    /// - Parameter published: figures to set beside those of the maps.
    public init(
        _ outcome: DiffOutcome, _ language: Language, versions: [String: String], csv: CSVDialect = .standard, published: [Reconciliation] = []
    ) {
        self.outcome = outcome
        self.published = published
        self.language = language
        self.versions = versions
        self.csv = csv
    }

    public static let reportFile = "rapport.md"
    /// The project that opens the map in QGIS.
    public static let projectFile = "kaart.qgs"

    /// Writes the files into `folder`.
    /// - Parameter prefix: of their names ("essen/" for a folder per comparison).
    /// - Returns: the map, for a project of several; nil when there is none.
    @discardableResult
    public func write(to folder: borrowing OutputFolder, prefix: String = "") throws(InputError) -> QGISProject.Group? {
        let result = outcome.result
        // The map is the most work: beside everything else.
        let map = try mapAhead(in: folder, prefix)
        // Also when something else fails: nothing may be written into a folder that is gone.
        defer { _ = map?.value }
        try folder.write(result.json(language: language, versions: versions).text, to: prefix + OutputFolder.resultFile)
        try folder.write(
            DiffWorkbook(result, language, versions: versions).bytes, to: prefix + DiffWorkbook.fileName(language))
        for kind in DiffTable.allCases {
            // No zones, no grid: no table of them.
            if kind == .zones && result.zones == nil || kind == .grid && result.grid == nil { continue }
            let table = kind.table(of: result, language)
            try folder.write(table.csv(language, csv), to: prefix + "csv/\(kind.rawValue).csv")
        }
        try folder.write(DiffMarkdown(result, language).text, to: prefix + Self.reportFile)
        if hasPage {
            try folder.write(
                DiffReport(outcome, language, versions: versions, published: published).text, to: prefix + DiffReport.fileName)
        }
        guard let written = try map?.value.get() else { return nil }
        var group = QGISProject.Group(file: DiffMap.fileName, layers: written.layers, extents: written.extents)
        try folder.write(try QGISProject(title: written.title, groups: [group]).text(), to: prefix + Self.projectFile)
        group.file = prefix + DiffMap.fileName
        return group
    }

    /// `@unchecked`: layers read their features once, on whatever thread; these are made on one and handed on when it is done.
    private struct WrittenMap: @unchecked Sendable {
        var title: String
        var layers: [OutputLayer]
        var extents: [Box]
    }

    /// Writes the map on another thread; nil when there is none.
    private func mapAhead(
        in folder: borrowing OutputFolder, _ prefix: String
    ) throws(InputError) -> Ahead<Result<WrittenMap, InputError>>? {
        guard let faces = outcome.faces else { return nil }
        let path = try folder.file(prefix + DiffMap.fileName)
        let map = DiffMap(outcome.result, faces: faces, zones: outcome.zones, language)
        return Ahead {
            do throws(InputError) {
                let layers = map.layers
                return .success(
                    WrittenMap(title: map.title, layers: layers, extents: try GeoPackageWriter.write(layers, to: path)))
            } catch {
                return .failure(error)
            }
        }
    }
}

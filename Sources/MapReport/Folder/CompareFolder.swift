public import GeoCore
public import LayerDiff

/// The files of a run (`compare --out`): the whole at the top, and a folder per comparison as `diff --out` writes it.
public struct CompareFolder {
    private let result: CompareResult
    private let language: Language
    private let versions: [String: String]
    private let csv: CSVDialect

    public init(_ result: CompareResult, _ language: Language, versions: [String: String], csv: CSVDialect = .standard) {
        self.result = result
        self.language = language
        self.versions = versions
        self.csv = csv
    }

    public func write(to folder: borrowing OutputFolder) throws(InputError) {
        try folder.write(result.json(language: language, versions: versions).text, to: OutputFolder.resultFile)
        try folder.write(CompareMarkdown(result, language).text, to: DiffFolder.reportFile)
        try folder.write(CompareReport(result, language, versions: versions).text, to: DiffReport.fileName)
        try folder.write(workbook.bytes, to: DiffWorkbook.fileName(language))
        for kind in CompareTable.allCases {
            try folder.write(kind.table(of: result, language).csv(language, csv), to: "csv/\(kind.rawValue).csv")
        }
        var maps: [QGISProject.Group] = []
        for comparison in result.comparisons {
            guard let outcome = comparison.outcome else { continue }
            guard var map = try DiffFolder(outcome, language, versions: versions, csv: csv, published: comparison.reconciliation).write(
                to: folder, prefix: Self.folderName(comparison.comparison.id) + "/")
            else { continue }
            map.name = Display.clean(comparison.comparison.id)
            maps.append(map)
        }
        guard !maps.isEmpty else { return }
        let title = Display.clean(result.run.name ?? result.run.file)
        try folder.write(try QGISProject(title: title, groups: maps).text(), to: DiffFolder.projectFile)
    }

    /// An id as the name of a folder: what a file system or a script would trip over becomes `_`.
    static func folderName(_ id: String) -> String {
        let plain = String(String.UnicodeScalarView(id.unicodeScalars.map { scalar in
            let isPlain = scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "-_.".unicodeScalars.contains(scalar)
            return isPlain ? scalar : "_"
        }))
        return plain.hasPrefix(".") || plain == "csv" ? "_" + plain : plain
    }

    /// The tables over all comparisons; each comparison has a workbook of its own.
    private var workbook: Workbook {
        let names: [(CompareTable, Bilingual)] = [
            (.summary, DiffTab.summary.name), (.stock, Bilingual(en: "Stock", nl: "Voorraad")),
            (.boundary, DiffTab.boundary.name), (.accounts, Bilingual(en: "Classes", nl: "Klassen")),
            (.matrix, DiffTab.transitions.name), (.questions, DiffTab.questions.name),
            (.reconciliation, Bilingual(en: "Published figures", nl: "Aansluiting")),
        ]
        return Workbook(sheets: names.map { kind, name in
            let table = kind.table(of: result, language)
            // Nothing is added up over comparisons: a total over qualities says nothing.
            return Workbook.Sheet(
                name.text(language), rows: SheetTable(table: table, language: language).rows, frozenRows: 1,
                filter: table.rows.isEmpty ? nil : (head: 0, last: table.rows.count))
        })
    }
}

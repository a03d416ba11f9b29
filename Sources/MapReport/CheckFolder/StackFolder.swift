public import GeoCore
public import PlanCheck

/// What `stack --out DIR` writes: the page to read, the record, the report and the tables. All of it or nothing.
public struct StackFolder {
    private let outcome: StackOutcome
    private let language: Language
    private let csv: CSVDialect
    private let versions: [String: String]

    public init(_ outcome: StackOutcome, _ language: Language, csv: CSVDialect, versions: [String: String]) {
        var outcome = outcome
        outcome.result = outcome.result.placeless
        self.outcome = outcome
        self.language = language
        self.csv = csv
        self.versions = versions
    }

    /// Every name that this or an earlier run can have written.
    private static let names: Set<String> = [
        CheckReport.fileName, DiffFolder.reportFile, OutputFolder.resultFile, "plans.csv", "claims.csv", "zones.csv",
    ]

    /// - Throws: `output-exists` when the folder holds anything else; `output-unwritable`.
    public func write(to folder: String) throws(InputError) {
        let result = outcome.result
        var output = try OutputFolder(folder, names: Self.names)
        try output.write(result.json(language: language, versions: versions).text, to: OutputFolder.resultFile)
        try output.write(StackReport(outcome, language, versions: versions).text, to: CheckReport.fileName)
        try output.write(StackText(result, language).markdown, to: DiffFolder.reportFile)
        try output.write(StackTable.plans(result, language).csv(language, csv), to: "plans.csv")
        try output.write(StackTable.claims(result, language).csv(language, csv), to: "claims.csv")
        if !result.zones.isEmpty { try output.write(StackTable.zones(result, language).csv(language, csv), to: "zones.csv") }
        try output.finish()
    }
}

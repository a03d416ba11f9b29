import GeoCore
import LayerDiff
import MapReport

/// `kk-diff crosswalk lint`: the findings are the data; status 2 when there is an error among them.
enum CrosswalkLintCommand {
    static func run(_ arguments: RawArguments, _ console: Console) throws -> ExitStatus {
        let common = try CommonRequest(arguments)
        let theme = try arguments.text("theme")
        let mode = try arguments.choice("classes", as: ClassMode.self) ?? .oneOf
        guard let file = arguments.operands.first else { return .usage }

        let (crosswalk, lint) = try CrosswalkLint.file(file, theme: theme, mode: mode, themesApart: true)
        let language = common.format == .text ? console.language : console.fileLanguage
        let report = CrosswalkLintReport(crosswalk, lint, theme: theme, language)
        switch common.format {
        case .text: try console.out(report.text)
        case .json: try console.out(report.json(versions: Versions.all).text)
        case .csv: try console.out(report.table.csv(language, common.csv))
        case .md: try console.out(report.markdown)
        }
        return lint.errors.isEmpty ? .done : .badInput
    }
}

import GeoCore
import LayerDiff
import MapReport

/// `kk-diff compare`: every comparison of a run file. A refused pair is an answer; bad input stops the run.
enum CompareCommand {
    static func run(_ arguments: RawArguments, _ console: Console) throws -> ExitStatus {
        let common = try CommonRequest(arguments)
        let table = try arguments.choice("table", as: CompareTable.self) ?? .summary
        var options = CompareOptions()
        options.threads = common.workers
        options.only = try arguments.text("only").map { text in
            text.split(separator: ",").map { $0.trimmingSpaces() }.filter { !$0.isEmpty }
        }
        options.sweeps = arguments.flag("sweep") ?? false
        options.hashesFiles = arguments.flag("hash") ?? false
        guard let file = arguments.operands.first else { throw Usage.operandCount([], CommandTable.compare) }

        let run = try RunFile.read(file)
        let result = try CompareRun.run(run, options: options) { id, number, count in
            console.progress.show("\(number)/\(count) \(id)")
        }
        console.progress.erase()
        try report(result, common, table, console)
        return .done
    }

    private static func report(
        _ result: CompareResult, _ common: CommonRequest, _ table: CompareTable, _ console: Console
    ) throws(InputError) {
        // `--lang`, then what the run file says; only text for people falls back on the locale.
        let chosen = console.languageIsChosen ? console.language : result.run.language
        let language = chosen ?? console.fileLanguage
        switch common.format {
        case .text: try console.out(CompareText(result, chosen ?? console.language).text)
        case .md: try console.out(CompareMarkdown(result, language).text)
        case .json: try console.out(result.json(language: language, versions: Versions.all).text)
        case .csv: try console.out(table.table(of: result, language).csv(language, common.csv))
        }
    }
}

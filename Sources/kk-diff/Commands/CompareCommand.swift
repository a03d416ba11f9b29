import GeoCore
import LayerDiff
import MapReport

/// `kk-diff compare`: every comparison of a run file. A refused pair is an answer; bad input stops the run.
enum CompareCommand {
    static func run(_ arguments: RawArguments, _ console: Console) throws -> ExitStatus {
        let common = try CommonRequest(arguments)
        let table = try arguments.choice("table", as: CompareTable.self) ?? .summary
        let result: CompareResult
        if let target = try arguments.text("out") {
            let files = try RunFile.read(try file(arguments)).inputFiles
            result = try FolderOutput.withoutPlaces(arguments, of: CommandTable.compare, target: target, files: files) {
                (arguments, target) throws(InputError) in try writeFolder(arguments, target, console)
            }
            FolderOutput.tell(target, console)
        } else {
            result = try compare(arguments, forFolder: false, console)
        }
        console.progress.finish()
        try report(result, common, table, console)
        return .done
    }

    private static func file(_ arguments: RawArguments) throws(InputError) -> String {
        guard let file = arguments.operands.first else { throw Usage.operandCount([], CommandTable.compare) }
        return file
    }

    /// `--out`: the folder of results, with a folder per comparison in it.
    /// - Parameter arguments: without names of places on this machine.
    @discardableResult
    static func writeFolder(
        _ arguments: RawArguments, _ target: String, _ console: Console
    ) throws(InputError) -> CompareResult {
        let run = try RunFile.read(try file(arguments))
        let language = (console.languageIsChosen ? console.language : run.language) ?? console.fileLanguage
        let csv = try CommonRequest(arguments).csv
        var result: CompareResult?
        try FolderOutput.write(target, arguments, of: CommandTable.compare, files: run.inputFiles, language: language) {
            (folder) throws(InputError) in
            let made = try compare(arguments, forFolder: true, console)
            console.progress.show(en: "writing files", nl: "bestanden schrijven")
            try CompareFolder(made, language, versions: Versions.all, csv: csv).write(to: folder)
            result = made
        }
        // The closure has run when `write` returns.
        guard let result else { throw OutputFile.unwritable(target, "") }
        return result
    }

    private static func compare(
        _ arguments: RawArguments, forFolder: Bool, _ console: Console
    ) throws(InputError) -> CompareResult {
        var options = CompareOptions()
        options.threads = try CommonRequest(arguments).workers
        options.only = try arguments.text("only").map { text in
            text.split(separator: ",").map { $0.trimmingSpaces() }.filter { !$0.isEmpty }
        }
        options.sweeps = arguments.flag("sweep") ?? false
        options.hashesFiles = forFolder || arguments.flag("hash") ?? false
        options.wantsFaces = forFolder
        options.monitor = console.progress.monitor
        console.progress.show(en: "reading maps", nl: "kaarten lezen")
        let result = try CompareRun.run(try RunFile.read(try file(arguments)), options: options)
        console.progress.monitor.leave()
        return result
    }

    private static func report(
        _ result: CompareResult, _ common: CommonRequest, _ table: CompareTable, _ console: Console
    ) throws(InputError) {
        // `--lang`, then what the run file says; only text for people falls back on the locale.
        let chosen = console.languageIsChosen ? console.language : result.run.language
        let language = chosen ?? console.fileLanguage
        switch common.format {
        case .text: try console.out(CompareText(result, chosen ?? console.language, look: console.look).text)
        case .md: try console.out(CompareMarkdown(result, language).text)
        case .json: try console.out(result.json(language: language, versions: Versions.all).text)
        case .csv: try console.out(table.table(of: result, language).csv(language, common.csv))
        }
    }
}

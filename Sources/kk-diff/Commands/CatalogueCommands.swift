import Foundation
import GeoCore
import MapReport
import PlanCheck

/// `kk-diff catalogue lint`: the findings are the data; status 2 when there is an error among them.
enum CatalogueLintCommand {
    static func run(_ arguments: RawArguments, _ console: Console) throws -> ExitStatus {
        let common = try CommonRequest(arguments)
        let catalogue = try Catalogue.read(CatalogueFile.named(arguments, console))
        console.progress.show(en: "reading maps", nl: "kaarten lezen")
        let lint = try CatalogueLint(catalogue, threads: common.workers)
        let language = common.format == .text ? console.language : console.fileLanguage
        let report = CatalogueLintReport(lint, language)
        switch common.format {
        case .text: try console.out(report.text)
        case .json: try console.out(report.json(versions: Versions.all).text)
        case .csv: try console.out(report.table.csv(language, common.csv))
        case .md: try console.out(report.markdown)
        }
        return lint.errors.isEmpty ? .done : .badInput
    }
}

/// `kk-diff catalogue index`: writes the index beside the catalogue. A unit that cannot be read is not in it.
enum CatalogueIndexCommand {
    static func run(_ arguments: RawArguments, _ console: Console) throws -> ExitStatus {
        let common = try CommonRequest(arguments)
        let file = try CatalogueFile.named(arguments, console)
        let catalogue = try Catalogue.read(file)
        console.progress.show(en: "reading and measuring maps", nl: "kaarten lezen en meten")
        let outcome = try CatalogueIndexer.make(catalogue, threads: common.workers)
        let path = CatalogueIndex.path(ofCatalogue: file)
        try write(outcome.index.json.text, to: path)
        let language = common.format == .text ? console.language : console.fileLanguage
        let report = CatalogueIndexReport(outcome, file: path, language)
        switch common.format {
        case .text: try console.out(report.text)
        case .json: try console.out(report.json(versions: Versions.all).text)
        case .csv: try console.out(report.table.csv(language, common.csv))
        case .md: try console.out(report.markdown)
        }
        for (entry, error) in outcome.failures {
            console.fail(
                InputError(
                    error.code, file: error.file, layer: error.layer, feature: error.feature,
                    problem: Bilingual(
                        en: "unit '\(entry)': \(error.problem.en)", nl: "eenheid '\(entry)': \(error.problem.nl)"),
                    remedy: error.remedy))
        }
        return outcome.failures.isEmpty ? .done : .badInput
    }

    /// Whole or not at all: a temporary file beside it takes its place.
    private static func write(_ text: String, to path: String) throws(InputError) {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw InputError(
                "output", file: path,
                problem: Bilingual(en: "the index cannot be written", nl: "de index kan niet worden geschreven"),
                remedy: Bilingual(
                    en: "copy the catalogue and its maps to a folder that you may write in",
                    nl: "kopieer de catalogus en de kaarten naar een map waarin u mag schrijven"))
        }
    }
}

/// `kk-diff catalogue diff`.
enum CatalogueDiffCommand {
    static func run(_ arguments: RawArguments, _ console: Console) throws -> ExitStatus {
        let common = try CommonRequest(arguments)
        let (old, new) = (try Catalogue.read(arguments.operands[0]), try Catalogue.read(arguments.operands[1]))
        console.progress.show(en: "reading maps", nl: "kaarten lezen")
        let diff = try CatalogueDiff(old, new, threads: common.workers)
        let language = common.format == .text ? console.language : console.fileLanguage
        let report = CatalogueDiffReport(diff, language)
        switch common.format {
        case .text: try console.out(report.text)
        case .json: try console.out(report.json(versions: Versions.all).text)
        case .csv: try console.out(report.table.csv(language, common.csv))
        case .md: try console.out(report.markdown)
        }
        let isChanged = diff.units.contains { $0.change != .same }
        return isChanged && arguments.flag("exit-code") == true ? .differences : .done
    }
}

/// `kk-diff catalogue init`: a draft on standard output.
enum CatalogueInitCommand {
    static func run(_ arguments: RawArguments, _ console: Console) throws -> ExitStatus {
        let common = try CommonRequest(arguments)
        let options = Inspector.Options(assumedCRS: try arguments.crs("assume-crs"), threads: common.workers)
        console.progress.show(en: "reading files", nl: "bestanden lezen")
        let inspection = Inspector.inspect(arguments.operands, options: options)
        console.progress.finish()
        let name = try arguments.text("name") ?? (console.language == .nl ? "Catalogus" : "Catalogue")
        let draft = try CatalogueDraft.json(
            inspection, name: name, each: try arguments.text("each"), language: console.language)
        try console.out(draft.text)
        inspection.failures.forEach(console.fail)
        return inspection.failures.isEmpty ? .done : .badInput
    }
}

/// The catalogue of a command line: the operand, else the environment.
enum CatalogueFile {
    static func named(_ arguments: RawArguments, _ console: Console) throws(InputError) -> String {
        if let file = arguments.operands.first { return file }
        if let file = console.environment["KK_DIFF_CATALOGUE"], !file.isEmpty { return file }
        throw Usage.error(
            "no-catalogue", en: "no catalogue given", nl: "geen catalogus opgegeven",
            remedy: Bilingual(en: "name it, or set KK_DIFF_CATALOGUE", nl: "noem hem, of zet KK_DIFF_CATALOGUE"))
    }
}

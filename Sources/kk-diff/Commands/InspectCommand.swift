import GeoCore
import MapReport

/// `kk-diff inspect`: what is in map files. A file that cannot be read does not stop the others.
enum InspectCommand {
    static func run(_ arguments: RawArguments, _ console: Console) throws -> ExitStatus {
        let common = try CommonRequest(arguments)
        let options = Inspector.Options(
            layer: try arguments.text("layer"), assumedCRS: try arguments.crs("assume-crs"),
            encoding: try arguments.text("encoding"), threads: common.workers)
        console.progress.show(en: "reading files", nl: "bestanden lezen")
        let inspection = Inspector.inspect(arguments.operands, options: options)
        console.progress.finish()
        guard !inspection.layers.isEmpty || !inspection.failures.isEmpty else {
            throw InputError(
                "no-map-files", file: arguments.operands.first,
                problem: Bilingual(en: "there is no map file in it", nl: "er staat geen kaartbestand in"),
                remedy: Bilingual(en: "name a file or another folder", nl: "noem een bestand of een andere map"))
        }

        let language = common.format == .text ? console.language : console.fileLanguage
        let report = InspectReport(inspection, language, look: common.format == .text ? console.look : .plain)
        switch common.format {
        case .text: try console.out(report.text)
        case .json: try console.out(inspection.json(language: language).text)
        case .csv: try console.out(report.table.csv(language, common.csv))
        case .md: try console.out(report.markdown)
        }
        inspection.failures.forEach(console.fail)
        return inspection.failures.isEmpty ? .done : .badInput
    }
}

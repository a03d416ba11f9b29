import Foundation
import GeoCore
import LayerDiff
import MapReport

/// `kk-diff init`: which map belongs to which, and the first version of a run file and its crosswalk. Nothing is compared
/// and nothing is overwritten.
enum InitCommand {
    static func run(_ arguments: RawArguments, _ console: Console) throws -> ExitStatus {
        let common = try CommonRequest(arguments)
        let options = try options(arguments, common)
        let files = OutputFiles(folder: try arguments.text("out") ?? ".", language: console.fileLanguage)
        let writes = arguments.flag("write") ?? true
        if writes { try files.requireFree() }

        console.progress.show(en: "reading maps", nl: "kaarten lezen")
        let pairing = try MapPairing(options)
        let draft = PairingDraft(
            pairing, name: files.title, crosswalkFile: files.crosswalkName, language: console.fileLanguage,
            relative: { RelativePath.asGiven(from: files.folder, to: $0) }, format: { NumberStyle($1).hectares($0) })
        console.progress.finish()
        if writes { try files.write(draft, dialect: common.csv) }

        let report = PairingReport(
            pairing, common.format == .text ? console.language : console.fileLanguage, look: console.look)
        let written = (files.run, draft.comparisonCount, files.crosswalk, draft.rows.count)
        switch common.format {
        case .text: try console.out(report.text(written: writes ? written : nil))
        case .md: try console.out(report.markdown)
        case .csv: try console.out(report.table.csv(console.fileLanguage, common.csv))
        case .json: try console.out(draft.run.text)
        }
        pairing.failures.forEach(console.fail)
        return pairing.failures.isEmpty ? .done : .badInput
    }

    private static func options(
        _ arguments: RawArguments, _ common: CommonRequest
    ) throws(InputError) -> PairingOptions {
        var (old, new) = (arguments.all("old"), arguments.all("new"))
        let operands = arguments.operands
        if old.isEmpty, new.isEmpty, operands.count == 2 {
            (old, new) = ([operands[0]], [operands[1]])
        } else if !operands.isEmpty || old.isEmpty || new.isEmpty {
            throw Usage.error(
                "init-sides", en: "say which files are old and which are new", nl: "zeg welke bestanden oud zijn en welke nieuw",
                remedy: Bilingual(
                    en: "write kk-diff init OLD NEW, or --old and --new as often as needed",
                    nl: "schrijf kk-diff init OUD NIEUW, of --old en --new zo vaak als nodig"))
        }
        var options = PairingOptions(old: .init(paths: old), new: .init(paths: new))
        options.threads = common.workers
        try fill(&options.old, "old", arguments)
        try fill(&options.new, "new", arguments)
        return options
    }

    private static func fill(
        _ side: inout PairingOptions.Side, _ name: String, _ arguments: RawArguments
    ) throws(InputError) {
        func given(_ option: String) -> String { arguments.value("\(name)-\(option)") != nil ? "\(name)-\(option)" : option }
        side.assumedCRS = try arguments.crs(given("assume-crs"))
        side.encoding = try arguments.text(given("encoding"))
        side.instrument = try arguments.choice(given("instrument"), as: Instrument.self)
        side.drawnBy = try arguments.choice(given("drawn-by"), as: DrawnBy.self)
    }
}

/// The two files that `init` writes.
private struct OutputFiles {
    let folder: String
    let language: Language

    var runName: String { language == .nl ? "vergelijking.json" : "run.json" }
    var crosswalkName: String { language == .nl ? "vertaaltabel.csv" : "crosswalk.csv" }
    var title: String { language == .nl ? "eerste versie, niets bevestigd" : "first draft, nothing confirmed" }
    /// As the user would type them.
    var run: String { path(runName) }
    var crosswalk: String { path(crosswalkName) }

    private func path(_ name: String) -> String {
        folder == "." ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    /// - Throws: when one of the files is there already.
    func requireFree() throws(InputError) {
        for file in [run, crosswalk] where FileManager.default.fileExists(atPath: file) {
            throw InputError(
                "output-exists", file: file,
                problem: Bilingual(en: "the file is there already, and is not overwritten", nl: "het bestand bestaat al en wordt niet overschreven"),
                remedy: Bilingual(en: "move it, or give another folder with --out", nl: "verplaats het, of geef een andere map met --out"))
        }
    }

    /// Both files or none.
    func write(_ draft: PairingDraft, dialect: CSVDialect) throws(InputError) {
        try requireFree()
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw problem(folder)
        }
        try write(draft.crosswalk(language, dialect), to: crosswalk)
        do throws(InputError) {
            try write(draft.run.text, to: run)
        } catch {
            try? FileManager.default.removeItem(atPath: crosswalk)
            throw error
        }
    }

    private func write(_ text: String, to file: String) throws(InputError) {
        do {
            // Not over a file that appeared in the meantime.
            try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: [.withoutOverwriting])
        } catch {
            throw problem(file)
        }
    }

    private func problem(_ file: String) -> InputError {
        InputError(
            "output", file: file,
            problem: Bilingual(en: "it cannot be written", nl: "het kan niet worden geschreven"),
            remedy: Bilingual(en: "give a folder that can be written in with --out", nl: "geef met --out een map waarin geschreven mag worden"))
    }
}

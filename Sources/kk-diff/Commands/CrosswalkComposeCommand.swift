import GeoCore
import LayerDiff
import MapReport

/// `kk-diff crosswalk compose`: one crosswalk over several revisions.
enum CrosswalkComposeCommand {
    static func run(_ arguments: RawArguments, _ console: Console) throws -> ExitStatus {
        let common = try CommonRequest(arguments)
        let made = try MadeFile(arguments, common)
        let theme = try arguments.text("theme")
        let mode = try arguments.choice("classes", as: ClassMode.self) ?? .oneOf
        let language = console.fileLanguage

        var steps: [Crosswalk] = []
        for file in arguments.operands {
            let (crosswalk, lint) = try CrosswalkLint.file(file, theme: theme, mode: mode)
            if let first = lint.errors.first { throw first }
            let parts = try crosswalk.splitIntoSteps(theme: theme)
            // A class that ends in the last step has no next one.
            steps += parts
        }
        let composed = try Crosswalk.composed(steps, mode: mode, language: language)
        let isSSSOM = arguments.flag("sssom") ?? false
        let file = isSSSOM
            ? composed.sssom(justification: "semapv:MappingChaining") : composed.table(language).csv(language, common.csv)
        if made.target == nil, made.format == .csv || made.format == .json { composed.notices.forEach(console.notice) }
        let text = CrosswalkComposeText.text(composed, console.language)
        try made.write(
            file, text: text, markdown: composed.table(language).markdown(language).joined(separator: "\n") + "\n",
            json: CrosswalkComposeText.json(composed, language, versions: Versions.all), console)
        return .done
    }
}

/// `kk-diff crosswalk suggest`: the overlap of the classes of two maps, as a crosswalk that says nothing yet.
enum CrosswalkSuggestCommand {
    static func run(_ arguments: RawArguments, _ console: Console) throws -> ExitStatus {
        let request = try DiffRequest(arguments)
        let made = try MadeFile(arguments, request.common)
        let leastShare = try arguments.share("least-share") ?? 0.01
        let target = try request.crs.map { code throws(InputError) in try CoordinateReferenceSystem(parsing: code) }
        let reading = MapReading(request: request, console: console)
        var old = try reading.map(request.old)
        var new = try reading.map(request.new)
        let crs = try LayerPreparation.reconcileCRS(old: old, new: new, target: target)
        old = try reading.prepared(old, crs)
        new = try reading.prepared(new, crs)
        let frame = try reading.area(request.frameFile, crs)
        console.progress.show(en: "comparing", nl: "vergelijken")
        let suggestion = CrosswalkSuggestion(
            old: old, new: new, frame: frame?.polygons, leastShare: leastShare, threads: request.common.workers)
        console.progress.finish()

        let language = console.fileLanguage
        let report = CrosswalkSuggestText(suggestion, language)
        let crosswalk = report.crosswalk(theme: request.options.theme)
        let file = arguments.flag("sssom") ?? false
            ? crosswalk.sssom(justification: "semapv:InstanceBasedMatching") : crosswalk.table(language).csv(language, request.common.csv)
        (old.notices + new.notices).forEach(console.notice)
        if made.target == nil, made.format == .csv {
            for remark in CrosswalkSuggestText(suggestion, console.language).remarks {
                console.notice(Notice("suggest", message: Bilingual(en: remark, nl: remark)))
            }
        }
        try made.write(
            file, text: CrosswalkSuggestText(suggestion, console.language).text,
            markdown: report.table.markdown(language).joined(separator: "\n") + "\n", json: report.json(versions: Versions.all),
            console)
        return .done
    }
}

import GeoCore
import MapReport
import PlanCheck

/// `kk-diff check`: plans against a catalogue. A plan that fails does not stop the others; the status says so.
enum CheckCommand {
    static func run(_ arguments: RawArguments, _ console: Console) throws -> ExitStatus {
        let request = try CheckRequest(arguments, environment: console.environment)
        let index = request.common.workers == 1 ? nil : IndexAhead(besideCatalogue: request.catalogueFile)
        // Small files first: a mistake in them must not wait for the maps.
        let catalogue = try Catalogue.read(request.catalogueFile)
        let earlier = try request.desk.earlierFile.map(EarlierResult.read)
        let otherCatalogue = try request.desk.otherCatalogueFile.map(Catalogue.read)
        let (plans, planNotices) = try request.plans.inputs()
        if request.areasOnly {
            planNotices.forEach(console.notice)
            return try areasOnly(plans, catalogue, index, request, console)
        }
        var options = request.options
        if !request.desk.registerPaths.isEmpty {
            options.register = try PlanInput.inputs(from: request.desk.registerPaths)
            options.planFolders += request.desk.registerPaths
        }
        if request.streams {
            planNotices.forEach(console.notice)
            return try stream(plans, catalogue, index, options, request, console)
        }
        let maps = try request.desk.changesFolder.map(MapChanges.maps(in:))

        options.keepsShapes = request.desk.folder != nil
        var checked: [CheckedPlan] = []
        var result = try PlanCheckRun.stream(
            plans: plans, catalogue: catalogue, index: index, options: options,
            progress: { show($0, console) },
            body: { if case .checked(let plan) = $0 { checked.append(plan) } })
        result.plans = checked.map(\.result)
        result.notices += planNotices
        if request.desk.wantsVariants { result.variants = VariantMatrix(result.plans) }
        result.earlier = earlier.map { $0.compared(with: result) }
        if let otherCatalogue {
            result.otherMap = try PlanCheckRun.compared(result, with: otherCatalogue, plans: plans, options: options) {
                phase in show(phase, console)
            }
        }
        if let maps, let folder = request.desk.changesFolder {
            result.changes = try MapChanges(
                folder: folder, maps: maps, plans: plans, catalogue: catalogue, options: options)
        }
        if let folder = request.desk.folder {
            console.progress.show(en: "writing files", nl: "bestanden schrijven")
            try CheckFolder(
                result, checked.compactMap(\.shapes), console.fileLanguage, csv: request.common.csv, versions: Versions.all
            ).write(to: folder)
        }
        console.progress.finish()
        try report(result, request, console)
        for failed in result.plansFailed { console.fail(failed.error.located(file: failed.file)) }
        return result.plansFailed.isEmpty ? .done : .badInput
    }

    /// `--areas-only`: hectares of plans in units, by one pass over all of them.
    private static func areasOnly(
        _ plans: [PlanInput], _ catalogue: Catalogue, _ index: IndexAhead?, _ request: CheckRequest, _ console: Console
    ) throws -> ExitStatus {
        show(.readingPlans(count: plans.count), console)
        let areas = try PlanAreas.run(plans: plans, catalogue: catalogue, index: index, options: request.options)
        console.progress.finish()
        let language = request.common.format == .text ? console.language : console.fileLanguage
        let report = PlanAreasReport(areas, language)
        areas.notices.forEach(console.notice)
        switch request.common.format {
        case .text: try console.out(report.text)
        case .md: try console.out(report.markdown)
        case .json: for lines in report.jsonLines { try console.out(lines.value) }
        case .csv: try console.out(report.table.csv(language, request.common.csv))
        }
        for failed in areas.plansFailed { console.fail(failed.error.located(file: failed.file)) }
        return areas.plansFailed.isEmpty ? .done : .badInput
    }

    /// Plans one by one, none of them kept: JSON lines, or the rows of one CSV.
    private static func stream(
        _ plans: [PlanInput], _ catalogue: Catalogue, _ index: IndexAhead?, _ options: CheckOptions,
        _ request: CheckRequest, _ console: Console
    ) throws(InputError) -> ExitStatus {
        let language = console.fileLanguage
        var isFirst = true
        let result = try PlanCheckRun.stream(
            plans: plans, catalogue: catalogue, index: index, options: options,
            progress: { show($0, console) }
        ) { (outcome) throws(InputError) in
            switch outcome {
            case .checked(let plan):
                if request.desk.isJSONLines {
                    try console.out(plan.result.json(language).line + "\n")
                } else {
                    try console.out(
                        CheckTable.hits([plan.result], language).csv(language, request.common.csv, header: isFirst))
                }
                isFirst = false
            case .failed(let plan):
                if request.desk.isJSONLines { try console.out(plan.json(language).line + "\n") }
                console.fail(plan.error.located(file: plan.file))
            }
        }
        // A table without rows still has its header.
        if isFirst, !request.desk.isJSONLines {
            try console.out(CheckTable.hits([], language).csv(language, request.common.csv))
        }
        console.progress.finish()
        result.notices.forEach(console.notice)
        return result.plansFailed.isEmpty ? .done : .badInput
    }

    private static func report(_ result: CheckResult, _ request: CheckRequest, _ console: Console) throws(InputError) {
        let language = console.fileLanguage
        let notices = result.notices + [result.earlier, result.otherMap].compactMap { $0 }.flatMap(\.notices)
        switch request.common.format {
        case .text:
            // A single plan that failed leaves nothing to report but its error.
            if !result.plans.isEmpty {
                try console.out(CheckText(result, console.language, look: console.look, folder: request.desk.folder).text)
            }
        case .md:
            try console.out(CheckMarkdown(result, language).text)
        case .json:
            notices.forEach(console.notice)
            try console.out(result.json(language: language, versions: Versions.all).text)
        case .csv:
            notices.forEach(console.notice)
            try console.out(table(result, language).csv(language, request.common.csv))
        }
    }

    /// The table that the question was about.
    private static func table(_ result: CheckResult, _ language: Language) -> Table {
        if let variants = result.variants { return VariantTable.long(variants, language) }
        if let changes = result.changes { return ComparisonTable.causes(changes, language) }
        if let comparison = result.earlier ?? result.otherMap { return ComparisonTable.long(comparison, language) }
        return CheckTable.hits(result.plans, language)
    }

    static func show(_ phase: PlanCheckRun.Progress, _ console: Console) {
        let progress = console.progress
        switch phase {
        case .readingPlans(let count): progress.show(en: "reading \(count) plan file\(count == 1 ? "" : "s")", nl: count == 1 ? "1 planbestand lezen" : "\(count) planbestanden lezen")
        case .readingUnits(let count): progress.show(en: "reading \(count) units", nl: "\(count) eenheden lezen")
        case .checking(let done, let all):
            // One phase, however many files and batches.
            let checking = Bilingual(en: "checking plans", nl: "plannen toetsen")
            if progress.monitor.snapshot.phase != checking { progress.begin(checking, count: all) }
            progress.monitor.reach(done, of: all)
        }
    }
}

extension CheckRequest {
    /// Whether plans are written as they are done: nothing in the output is about several of them.
    fileprivate var streams: Bool {
        desk.isJSONLines
            || (common.format == .csv && desk.folder == nil && desk.changesFolder == nil && !desk.wantsVariants && desk.earlierFile == nil && desk.otherCatalogueFile == nil)
    }
}

import GeoCore
import MapReport
import PlanCheck

/// `kk-diff check`: plans against a catalogue. A plan that fails does not stop the others; the status says so.
enum CheckCommand {
    static func run(_ arguments: RawArguments, _ console: Console) throws -> ExitStatus {
        let request = try CheckRequest(arguments, environment: console.environment)
        let catalogue = try Catalogue.read(request.catalogueFile)
        let plans = try PlanInput.inputs(from: arguments.operands)
        if request.areasOnly { return try areasOnly(plans, catalogue, request, console) }
        let result = try PlanCheckRun.run(plans: plans, catalogue: catalogue, options: request.options) { phase in
            console.progress.show(text(phase, console.language))
        }
        console.progress.erase()
        try report(result, request, console)
        for failed in result.plansFailed { console.fail(failed.error.located(file: failed.file)) }
        return result.plansFailed.isEmpty ? .done : .badInput
    }

    /// `--areas-only`: hectares of plans in units, by one pass over all of them.
    private static func areasOnly(
        _ plans: [PlanInput], _ catalogue: Catalogue, _ request: CheckRequest, _ console: Console
    ) throws -> ExitStatus {
        console.progress.show(text(.readingPlans(count: plans.count), console.language))
        let areas = try PlanAreas.run(plans: plans, catalogue: catalogue, options: request.options)
        console.progress.erase()
        let language = request.common.format == .text ? console.language : console.fileLanguage
        let report = PlanAreasReport(areas, language)
        areas.notices.forEach(console.notice)
        switch request.common.format {
        case .text: try console.out(report.text)
        case .md: try console.out(report.markdown)
        case .json: try console.out(report.jsonLines)
        case .csv: try console.out(report.table.csv(language, request.common.csv))
        }
        for failed in areas.plansFailed { console.fail(failed.error.located(file: failed.file)) }
        return areas.plansFailed.isEmpty ? .done : .badInput
    }

    private static func report(_ result: CheckResult, _ request: CheckRequest, _ console: Console) throws(InputError) {
        let language = console.fileLanguage
        switch request.common.format {
        case .text:
            // A single plan that failed leaves nothing to report but its error.
            if !result.plans.isEmpty { try console.out(CheckText(result, console.language).text) }
        case .md:
            try console.out(CheckMarkdown(result, language).text)
        case .json:
            result.notices.forEach(console.notice)
            try console.out(result.json(language: language, versions: Versions.all).text)
        case .csv:
            result.notices.forEach(console.notice)
            try console.out(CheckTable.hits(result, language).csv(language, request.common.csv))
        }
    }

    private static func text(_ phase: PlanCheckRun.Progress, _ language: Language) -> String {
        let isDutch = language == .nl
        return switch phase {
        case .readingPlans(let count): isDutch ? "\(count) planbestanden lezen" : "reading \(count) plan files"
        case .readingUnits(let count): isDutch ? "\(count) eenheden lezen" : "reading \(count) units"
        case .checking(let done, let all): isDutch ? "plan \(done) van \(all)" : "plan \(done) of \(all)"
        }
    }
}

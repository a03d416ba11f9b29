public import GeoCore
public import PlanCheck

/// A check as Markdown: per plan its table and its remarks, then every unit.
public struct CheckMarkdown {
    private let result: CheckResult
    private let language: Language
    private let report: CheckText

    public init(_ result: CheckResult, _ language: Language) {
        self.result = result
        self.language = language
        report = CheckText(result, language, look: .unfolded)
    }

    private func say(_ en: String, _ nl: String) -> String { language == .nl ? nl : en }

    public var text: String {
        var lines = ["# " + say("Plans checked against the map", "Plannen getoetst aan de kaart"), "", Markdown.escaped(report.against), ""]
        if let variants = result.variants {
            lines += section(say("Variants", "Varianten"), VariantTable.matrix(variants, report.style))
        } else {
            for plan in result.plans { lines += page(plan) }
        }
        for (comparison, isOtherMap) in [(result.earlier, false), (result.otherMap, true)] {
            for plan in comparison?.plans ?? [] {
                let title = isOtherMap
                    ? say("On the map of ", "Op de kaart van ") : say("Against the earlier result ", "Ten opzichte van de eerdere uitkomst ")
                lines += ["## " + title + Markdown.escaped(comparison?.file ?? ""), "", say("\(plan.unchanged) units are the same.", "\(plan.unchanged) eenheden zijn gelijk gebleven."), ""]
                if !plan.changes.isEmpty { lines += ComparisonTable.changes(plan, language, isOtherMap: isOtherMap).markdown(language) + [""] }
            }
        }
        if let changes = result.changes {
            lines += section(
                say("Where the two maps differ inside the plan", "Waar de twee kaarten verschillen binnen het plan"),
                ComparisonTable.causes(changes, language))
        }
        for failed in result.plansFailed { lines += ["**" + say("Not checked", "Niet getoetst") + "**: " + Markdown.escaped(failed.error.line(language)), ""] }
        lines += report.cautions.map { "> " + Markdown.escaped($0) + "\n" }
        if !report.notes.isEmpty {
            lines += ["## " + say("Notes", "Opmerkingen"), ""] + report.notes.map { "- " + Markdown.escaped($0) } + [""]
        }
        lines += section(say("All units", "Alle eenheden"), CheckTable.hits(result.plans, language).withoutEmptyColumns(after: 4))
        return lines.dropLast().joined(separator: "\n") + "\n"
    }

    private func section(_ title: String, _ table: Table) -> [String] {
        table.rows.isEmpty ? [] : ["## " + title, ""] + table.markdown(language) + [""]
    }

    private func page(_ plan: PlanResult) -> [String] {
        let parts = [Display.clean(plan.name), report.style.hectares(plan.areaHectares) + " ha"] + (result.parameters.caseText.map { [say("case ", "zaak ") + $0] } ?? [])
        var lines = ["## " + Markdown.escaped(parts.joined(separator: " · ")), ""]
        for block in CheckSections(report, plan).blocks {
            lines += ["**" + Markdown.escaped(block.title) + "**" + (block.table.rows.isEmpty ? say(": nothing", ": niets") : ""), ""]
            if !block.table.rows.isEmpty { lines += block.table.markdown(language) + [""] }
        }
        for remark in CheckRemarks(report, plan).all {
            lines.append("- **" + Markdown.escaped(remark.label) + "**: " + Markdown.escaped(remark.text))
        }
        return lines + [""]
    }
}

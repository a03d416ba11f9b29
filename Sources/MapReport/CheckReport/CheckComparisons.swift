import GeoCore
import PlanCheck

/// Variants side by side, and how the answers differ from an earlier result or another map.
struct CheckComparisons {
    private let report: CheckText

    init(_ report: CheckText) { self.report = report }

    private var language: Language { report.language }
    private func say(_ en: String, _ nl: String) -> String { report.say(en: en, nl: nl) }

    var html: HTML {
        let result = report.result
        return pieces {
            if let variants = result.variants {
                section(say("Variants side by side", "Varianten naast elkaar"), matrix(variants), note: say(
                    "ha of the unit · share of the plan · parts of the unit before and after the cut. Nothing is added up over units, and there is no order of preference.",
                    "ha van de eenheid · deel van het plan · delen van de eenheid voor en na de doorsnijding. Niets is opgeteld over eenheden, en er is geen volgorde van voorkeur."))
            }
            if let earlier = result.earlier { comparison(earlier, isOtherMap: false) }
            if let other = result.otherMap { comparison(other, isOtherMap: true) }
            if let changes = result.changes {
                section(
                    say("Where the two maps differ inside the plan", "Waar de twee kaarten verschillen binnen het plan"),
                    ComparisonTable.causes(changes, language), note: say(
                        "By the comparison in \(changes.folder). \"Possibly real\" and \"open\" are no change on the ground until somebody looked.",
                        "Volgens de vergelijking in \(changes.folder). \"Mogelijk echt\" en \"open\" zijn geen verandering op de grond voordat iemand keek."))
            }
        }
    }

    /// To the left, so that a cell can be folded.
    private func matrix(_ variants: VariantMatrix) -> Table {
        var table = VariantTable.matrix(variants, report.style)
        for column in table.columns.indices { table.columns[column].alignsRight = false }
        return table
    }

    private func comparison(_ comparison: ResultComparison, isOtherMap: Bool) -> [HTML] {
        comparison.plans.map { plan in
            let same = say("\(plan.unchanged) units are the same.", "\(plan.unchanged) eenheden zijn gelijk gebleven.")
            return section(
                isOtherMap
                    ? say("The same plan on the map of \(comparison.file)", "Hetzelfde plan op de kaart van \(comparison.file)")
                    : say("Against the earlier result \(comparison.file)", "Ten opzichte van de eerdere uitkomst \(comparison.file)"),
                ComparisonTable.changes(plan, language, isOtherMap: isOtherMap), note: same)
        }
    }

    private func section(_ title: String, _ table: Table, note: String) -> HTML {
        element("section") {
            element("h2") { title }
            element("p", ["class": "soft small"]) { note }
            if !table.rows.isEmpty { table.html(language, caption: title, captionIsHidden: true) }
        }
    }
}

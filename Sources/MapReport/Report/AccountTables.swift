import GeoCore
import LayerDiff

/// The two accounts of a comparison as bars and tables: where (boundary) and what (class or level), each with its range.
struct AccountTables {
    let context: ReportContext

    private var result: DiffResult { context.result }
    private var account: BoundaryAccount { result.boundary }

    /// There are hectares to show.
    var hasAreas: Bool { account.both + account.onlyOld + account.onlyNew > 0 }

    /// The paragraph above begins with the balance.
    private var isSaidAbove: Bool {
        AreaSentences(result: result, maps: MapPhrases(old: nil, new: nil, context.language), published: []).isBalance
    }

    /// Bar, table and range of the boundary.
    var boundary: HTML {
        pieces {
            bar
            element("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": context.say(ReportWording.boundary)]) {
                element("table", ["class": "short"]) {
                    element("caption") { context.say("Boundary: every place once", "Begrenzing: elke plek één keer") }
                    element("thead") {
                        element("tr") {
                            element("th", ["scope": "col"]) { context.say("part", "deel") }
                            element("th", ["scope": "col", "class": "n"]) { "ha" }
                            element("th", ["scope": "col"]) { context.say("of which (ha)", "waarvan (ha)") }
                        }
                    }
                    element("tbody") {
                        row(context.names.onOldMap, account.both + account.onlyOld, "boundary.both_ha+boundary.only_old_ha", "")
                        row(context.say(ReportWording.onBoth), account.both, "boundary.both_ha", context.isAnyOf ? "" : causes(result.levels.causes))
                        row(
                            context.say("only ", "alleen ") + context.names.old, account.onlyOld, "boundary.only_old_ha",
                            context.isAnyOf ? "" : causes(account.lossCauses))
                        row(
                            context.say("only ", "alleen ") + context.names.new, account.onlyNew, "boundary.only_new_ha",
                            context.isAnyOf ? "" : causes(account.gainCauses))
                        row(context.names.onNewMap, account.both + account.onlyNew, "boundary.both_ha+boundary.only_new_ha", published)
                    }
                }
            }
            if account.onlyOld > 0, account.onlyNew > 0, !isSaidAbove {
                element("p") { Sentences.balance(account, format: DiffText.hectares).text(context.language) }
            }
            if context.isAnyOf {
                element("p", ["class": "note"]) {
                    context.say(
                        "Classes may lie on each other here: causes are counted per class, and a place counts for every class it has.",
                        "Klassen mogen hier over elkaar liggen: oorzaken zijn per klasse geteld, en een plek telt voor elke klasse die er ligt.")
                }
            }
            if let overlap = context.overlap { element("p", ["class": "note"]) { overlap } }
            ranges
        }
    }

    private func row(_ label: String, _ hectares: Double, _ path: String, _ text: String) -> HTML {
        element("tr") {
            element("th", ["scope": "row"]) { label }
            element("td", ["class": "n", "data-json": path.split(separator: "+").map { context.place + $0 }.joined(separator: "+")]) { context.ha(hectares) }
            element("td", ["class": "words"]) { text }
        }
    }

    private func causes(_ hectares: HectaresByCause) -> String { DiffText(result, context.language).causes(hectares) }

    private var published: String {
        let block = AccountBlock(report: DiffText(result, context.language))
        return context.published.map(block.reconciliation).joined(separator: " · ")
    }

    /// Old only, both, new only, by cause. Where classes lie on each other causes are no shares of the dissolved map.
    var bar: HTML {
        let label = context.say(
            "Only old \(context.ha(account.onlyOld)) ha, on both \(context.ha(account.both)) ha, only new \(context.ha(account.onlyNew)) ha",
            "Alleen oud \(context.ha(account.onlyOld)) ha, op beide \(context.ha(account.both)) ha, alleen nieuw \(context.ha(account.onlyNew)) ha")
        let words = (
            off: context.say("only ", "alleen ") + context.names.old, same: context.say(ReportWording.onBoth), on: context.say("only ", "alleen ") + context.names.new
        )
        guard !context.isAnyOf else {
            var (off, same, on) = (HectaresByCause(), HectaresByCause(), HectaresByCause())
            (off[.noData], same[.same], on[.noData]) = (account.onlyOld, account.both, account.onlyNew)
            func part(_ value: Double, _ cause: Cause, _ word: String) -> Bars.Part {
                var part = Bars.Part(value, cause, "\(word) · \(context.ha(value)) ha")
                if cause == .noData { (part.fill, part.line) = ("#fff", "#50575f") }
                return part
            }
            return Bars(context.language).bar(
                [part(account.onlyOld, .noData, words.off), part(account.both, .same, words.same), part(account.onlyNew, .noData, words.on)],
                edges: [account.onlyOld, account.onlyOld + account.both], bounds: nil, label: label)
        }
        return Bars(context.language).stack(
            off: account.lossCauses, same: result.levels.causes, on: account.gainCauses, bounds: nil, label: label, words: words)
    }

    /// Both ranges with their condition.
    var ranges: HTML {
        element("dl", ["class": "facts range"]) {
            if account.causes.total > 0 { range(ReportWording.boundary, account.bounds, "boundary") }
            if result.levels.causes.total > 0, !context.isAnyOf { range(ReportWording.level, result.levels.bounds, "levels") }
        } + element("p", ["class": "note"]) { context.condition }
    }

    private func range(_ title: Bilingual, _ bounds: RealBounds, _ path: String) -> HTML {
        let places = ["real_lower_ha", "real_upper_ha"].map { context.place + path + "." + $0 }
        return pieces {
            element("dt") { context.say(title) + ", " + context.say("not explained by the definition", "niet door de definitie te verklaren") }
            element("dd") {
                element("strong") { element("span", ["data-json": places.joined(separator: " ")]) { context.range(bounds) } }
                " ha"
            }
        }
    }

    /// Every cause with its part of both accounts.
    var byCause: HTML {
        var table = DiffTable.boundary.table(of: result, context.language)
        let occurring = result.causesAssessed.filter { result.causes[$0] != 0 }
        // The rounding of sums is no cause.
        let kept = occurring.indices.filter { result.causes[occurring[$0]].magnitude >= NumberStyle.noiseHectares }
        table.rows = kept.map { table.rows[$0] }
        let causes = kept.map { occurring[$0] }
        return table.html(context.language, caption: context.say("Hectares by cause", "Hectares naar oorzaak")) { row, column in
            guard causes.indices.contains(row) else { return nil }
            let code = causes[row].rawValue
            switch column {
            case 2: return context.place + "boundary.loss_causes." + code
            case 3: return context.place + "boundary.gain_causes." + code
            case 4: return context.place + "levels.causes." + code
            default: return nil
            }
        }
    }

    /// What the causes of this comparison mean.
    var meanings: HTML {
        element("dl", ["class": "facts"]) {
            for cause in result.causesAssessed where result.causes[cause].magnitude >= NumberStyle.noiseHectares {
                element("dt") {
                    element("span", ["class": "swatch"]) { ReportFills.swatch(ReportFills.bar(cause), ReportFills.line(cause)) }
                    cause.label.text(context.language)
                }
                element("dd") { cause.meaning.text(context.language) }
            }
        }
    }
}

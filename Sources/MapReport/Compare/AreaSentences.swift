import GeoCore
import LayerDiff

/// The sentences about hectares of one comparison, in the order of the paragraph.
struct AreaSentences {
    let result: DiffResult
    let maps: MapPhrases
    let published: [Reconciliation]

    private var account: BoundaryAccount { result.boundary }
    private var style: NumberStyle { NumberStyle(language) }
    private var language: Language { maps.language }
    private func say(en: String, nl: String) -> String { language == .nl ? nl : en }
    private func ha(_ value: Double) -> String { style.prose(value) + " ha" }

    /// The difference is small beside what went off and came on: a balance, which is said before anything else.
    var isBalance: Bool {
        min(account.onlyOld, account.onlyNew) >= max(0.05, 2 * account.net.magnitude)
    }

    var all: [String] { facts + conditions }

    /// What the two maps show.
    var facts: [String] {
        if account.onlyOld < 0.05, account.onlyNew < 0.05 { return [same, both] }
        return (isBalance ? [balance] : [difference, notAsGain, both]) + changes + (isBalance ? [notAsGain, both] : []) + [overlap]
    }

    /// Said before the ranges, which then are more than the places.
    private var overlap: String {
        let names = DiffNames(result: result, language: language)
        return OverlapExcess(result)?.sentence(names) { value, language in NumberStyle(language).prose(value) } ?? ""
    }

    /// ` (255.457 ha per paar van klassen geteld)` behind a whole of which more is shared out than there is; else empty.
    private func counted(_ parts: Double, of whole: Double) -> String {
        guard OverlapExcess(result) != nil, style.prose(parts) != style.prose(whole), parts > whole else { return "" }
        return " (" + ha(parts) + " " + OverlapExcess.perPair.text(language) + ")"
    }

    /// What the two maps show, in paragraphs: the answer first.
    var paragraphs: [[String]] { [Array(facts.prefix(1)), Array(facts.dropFirst())] }

    /// What may be concluded from it, and on which terms.
    var conditions: [String] { [bounds, probable, crosswalk] }

    // MARK: the two maps

    private var same: String {
        let (oldNames, newNames) = (classNames(\.from), classNames(\.to))
        guard oldNames != newNames else {
            return say(
                en: "Both maps show the same \(ha(account.both))\(names(newNames, .en)).",
                nl: "Beide kaarten tonen dezelfde \(ha(account.both))\(names(newNames, .nl)).")
        }
        return say(
            en: "Both maps show the same \(ha(account.both)): the \(maps.map(.old))\(names(oldNames, .en)), \(maps.that(.new))\(names(newNames, .en)).",
            nl: "Beide kaarten tonen dezelfde \(ha(account.both)): de \(maps.map(.old))\(names(oldNames, .nl)), \(maps.that(.new))\(names(newNames, .nl)).")
    }

    private var difference: String {
        let (before, after) = (account.both + account.onlyOld, account.both + account.onlyNew)
        let (oldNames, newNames) = (classNames(\.from), classNames(\.to))
        return say(
            en: "The \(maps.map(.new)) shows \(ha(after))\(names(newNames, .en)), \(maps.that(.old)) \(ha(before))\(names(oldNames, .en)): a difference of \(style.signedProse(account.net)) ha\(publishedFigure).",
            nl: "De \(maps.map(.new)) toont \(ha(after))\(names(newNames, .nl)), \(maps.that(.old)) \(ha(before))\(names(oldNames, .nl)): een verschil van \(style.signedProse(account.net)) ha\(publishedFigure).")
    }

    private var balance: String {
        let figure = style.signedProse(account.net)
        let word = account.net < 0 ? say(en: "loss", nl: "verlies") : say(en: "gain", nl: "winst")
        return say(
            en: "The difference of \(figure) ha\(publishedFigure) is a balance and not to be read as \(word): \(ha(account.onlyOld)) is on the \(maps.map(.old)) only, \(ha(account.onlyNew)) on \(maps.that(.new)) only.",
            nl: "Het verschil van \(figure) ha\(publishedFigure) is een saldo en niet als \(word) te lezen: \(ha(account.onlyOld)) staat alleen op de \(maps.map(.old)), \(ha(account.onlyNew)) alleen op \(maps.that(.new)).")
    }

    /// ` (published: +6,500 ha, of which -25 ha stays unexplained)`; empty without a published balance.
    private var publishedFigure: String {
        guard let item = published.first(where: { $0.published.what == .net }) else { return "" }
        let figure = style.signedProse(item.published.hectares)
        if item.unexplained.magnitude < 0.05 { return say(en: " (published: \(figure) ha)", nl: " (gepubliceerd: \(figure) ha)") }
        let rest = style.signedProse(item.unexplained)
        return say(
            en: " (published: \(figure) ha; these maps differ from that by \(rest) ha)",
            nl: " (gepubliceerd: \(figure) ha; deze kaarten wijken daar \(rest) ha van af)")
    }

    private func classNames(_ side: KeyPath<MatrixCell, String?>) -> [String] {
        Set(result.matrix.filter { $0.hectares >= 0.05 }.compactMap { $0[keyPath: side] }).sorted(by: codePointOrder)
    }

    /// ` of 'essen' and 'eenmansessen'`; a number of classes when there are many.
    private func names(_ classes: [String], _ language: Language) -> String {
        let distinct = Set(classes).sorted(by: codePointOrder)
        if distinct.isEmpty { return "" }
        if distinct.count > 3 { return language == .nl ? " in \(distinct.count) klassen" : " in \(distinct.count) classes" }
        return " " + Wording.list(distinct.map { "'\(Display.clean($0))'" }, language)
    }

    // MARK: not a gain, not a loss

    private var notAsGain: String {
        let flagged = result.classes.filter { $0.gainIsNotReal && $0.gainCauses[.knowledge] >= 0.05 }
        let lost = result.classes.filter { $0.lossIsNotReal && $0.lossCauses[.knowledge] >= 0.05 }
        var sentences: [String] = []
        if !flagged.isEmpty {
            // Only what came from outside the map; from class to class is a matter of the levels.
            let area = account.gainCauses[.knowledge]
            let list = names(flagged.map(\.name), language)
            if area >= 0.05 {
                sentences.append(
                    say(
                        en: "What was added is not to be read as a gain: ground of the kind\(list) cannot come into being anew. The \(ha(area)) is therefore another definition, another source or new knowledge; which of the three is not recorded.",
                        nl: "Wat erbij kwam is niet als winst te lezen: grond van de soort\(list) kan niet nieuw ontstaan. De \(ha(area)) is dus een andere definitie, een andere bron of nieuwe kennis; welke van de drie is niet vastgelegd."))
            }
        }
        if !lost.isEmpty, account.lossCauses[.knowledge] >= 0.05 {
            let list = names(lost.map(\.name), language)
            sentences.append(
                say(
                    en: "What went off the map is not to be read as a loss: \(list.dropFirst()) cannot disappear from the ground (\(ha(account.lossCauses[.knowledge]))).",
                    nl: "Wat eraf ging is niet als verlies te lezen: \(list.dropFirst()) kan niet van de grond verdwijnen (\(ha(account.lossCauses[.knowledge])))."))
        }
        return sentences.joined(separator: " ")
    }

    // MARK: on both maps

    private var both: String {
        guard account.both >= 0.05 else { return "" }
        let cells = result.matrix.filter { $0.isOnBoth && $0.hectares >= 0.05 }
        if result.parameters.classes == .anyOf {
            return say(
                en: "\(ha(account.both)) is on both maps, whichever of its classes.",
                nl: "\(ha(account.both)) staat op beide kaarten, in welke klasse ook.")
        }
        guard cells.count == 1, let cell = cells.first, let from = cell.from, let to = cell.to else { return levels }
        let (one, other) = (Display.clean(from), Display.clean(to))
        let kind = cell.row?.kind.flatMap { [.same, .renamed, .unknown].contains($0) ? nil : $0.words.text(language) }
        if from != to {
            let bracket = kind.map { say(en: " (definition: \($0))", nl: " (definitie: \($0))") } ?? ""
            return say(
                en: "\(ha(account.both)) is on both maps, \(maps.at(.old)) as '\(one)' and \(maps.at(.new)) as '\(other)'\(bracket).",
                nl: "\(ha(account.both)) staat op beide kaarten, \(maps.at(.old)) als '\(one)' en \(maps.at(.new)) als '\(other)'\(bracket).")
        }
        if cell.causes[.homonym] >= 0.05 {
            return say(
                en: "\(ha(account.both)) is '\(one)' on both maps, but nobody has settled whether that means the same.",
                nl: "\(ha(account.both)) heet op beide kaarten '\(one)', maar of dat hetzelfde betekent staat niet vast.")
        }
        return say(en: "\(ha(account.both)) is on both maps.", nl: "\(ha(account.both)) staat op beide kaarten.")
    }

    /// Several classes on both maps: what became of them, by cause.
    private var levels: String {
        let causes = result.levels.causes
        var parts: [String] = []
        func add(_ area: Double, _ en: String, _ nl: String) {
            if area >= 0.05 { parts.append(ha(area) + " " + say(en: en, nl: nl)) }
        }
        add(causes[.same], "kept its class", "dezelfde klasse hield")
        add(causes[.definition], "has another class by definition", "door de definitie anders heet")
        add(causes[.knowledge], "is knowledge or definition", "een kwestie van kennis of definitie is")
        add(causes[.decision], "changed by decision", "bij besluit veranderde")
        add(causes[.source], "comes from a new source", "uit een nieuwe bron komt")
        add(causes[.correction], "is a repaired error", "een herstelde fout is")
        add(causes[.drawing], "is a drawing difference", "tekenverschil is")
        add(causes[.small], "is below the minimum area", "te klein is om mee te tellen")
        add(causes[.real], "is possibly a real change of class", "mogelijk echt van klasse veranderde")
        add(causes[.open] + causes[.homonym], "is open", "open is")
        add(causes[.noData], "was not surveyed at both dates", "niet beide keren is opgenomen")
        guard !parts.isEmpty else { return "" }
        if parts.count == 1, causes[.open] + causes[.homonym] >= 0.05 {
            return say(
                en: "\(ha(account.both)) is on both maps; whether its classes mean the same is open.",
                nl: "\(ha(account.both)) staat op beide kaarten; of de klassen daarvan hetzelfde betekenen is open.")
        }
        let list = Wording.list(parts, language)
        return say(
            en: "Of the \(ha(account.both)) on both maps\(counted(causes.total, of: account.both)), \(list).",
            nl: "Van de \(ha(account.both)) op beide kaarten\(counted(causes.total, of: account.both)) geldt dat \(list).") + largest
    }

    /// With many classes the largest changes are named, each with its account.
    private var largest: String {
        guard result.classes.count > 6 else { return "" }
        let changed = result.changedOnBoth
        guard changed.count > 1 else { return "" }
        let parts = changed.prefix(4).map { cell in
            let cause = cell.causes.present.filter { $0.cause != .same }.max { $0.hectares < $1.hectares }?.cause.label.text(language) ?? ""
            return "'\(Display.clean(cell.from ?? ""))' → '\(Display.clean(cell.to ?? ""))' \(ha(cell.changed)) (\(cause))"
        }
        return say(en: " The largest: ", nl: " De grootste: ") + Wording.list(parts, language) + "."
    }

    // MARK: on one map only

    private var changes: [String] {
        if result.parameters.classes == .anyOf { return [perClass] }
        let (off, on) = (account.lossCauses, account.gainCauses)
        let mostlyDecided = off[.decision] > account.onlyOld / 2 && on[.decision] > account.onlyNew / 2
        guard isBalance, mostlyDecided else { return [side(off, account.onlyOld, isLoss: true), side(on, account.onlyNew, isLoss: false)] }
        let (restOff, restOn) = (off[.real] + off[.open] + off[.homonym], on[.real] + on[.open] + on[.homonym])
        return [
            say(
                en: "Of both, most (\(ha(off[.decision])) and \(ha(on[.decision]))) goes back to decisions that were taken. Unexplained remain \(ha(restOff)) off and \(ha(restOn)) on.",
                nl: "Van beide is het grootste deel (\(ha(off[.decision])) en \(ha(on[.decision]))) terug te voeren op vastgestelde besluiten. Onverklaard blijft \(ha(restOff)) eraf en \(ha(restOn)) erbij.")
        ]
    }

    private var perClass: String {
        let report = DiffText(result, language)
        let (off, on) = (report.causes(account.lossCauses), report.causes(account.gainCauses))
        guard !off.isEmpty || !on.isEmpty else { return "" }
        return say(
            en: "Counted per class (a place counts for every class it has), off the map: \(off.isEmpty ? "nothing" : off); on the map: \(on.isEmpty ? "nothing" : on).",
            nl: "Per klasse geteld (een plek telt voor elke klasse die er ligt), eraf: \(off.isEmpty ? "niets" : off); erbij: \(on.isEmpty ? "niets" : on).")
    }

    /// What the hectares on one map only are. What was said to be no gain is not said again.
    private func side(_ causes: HectaresByCause, _ total: Double, isLoss: Bool) -> String {
        guard total >= 0.05, total - causes[.knowledge] >= 0.05 else { return "" }
        var parts: [String] = []
        func add(_ cause: Cause, _ en: String, _ nl: String) {
            if causes[cause] >= 0.05 { parts.append(ha(causes[cause]) + " " + say(en: en, nl: nl)) }
        }
        add(.decision, "goes back to decisions that were taken", "terug te voeren op vastgestelde besluiten")
        add(.definition, "is a difference of definition", "een definitieverschil")
        add(.source, "comes from a new source", "afkomstig uit een nieuwe bron")
        add(.correction, "is a repaired error", "een herstelde fout")
        let within = result.parameters.toleranceText(style)
        add(.drawing, "is a drawing difference\(within.map { " (within \($0) of the same border)" } ?? "")", "tekenverschil\(within.map { " (binnen \($0) van dezelfde grens)" } ?? "")")
        add(.small, "is below the minimum area", "te klein om mee te tellen")
        add(.noData, "was not surveyed at both dates", "niet beide keren opgenomen")
        if isLoss { add(.knowledge, "is knowledge or definition", "een kwestie van kennis of definitie") }
        add(.open, "is open: the definitions allow that nothing changed", "open: de definities laten toe dat er niets veranderde")
        add(.homonym, "is open", "open")
        let only = maps.only(isLoss ? .old : .new) + counted(causes.total, of: total)
        let start = say(en: "Of the \(ha(total)) \(only), ", nl: "Van de \(ha(total)) \(only), is ")
        let real = causes[.real]
        let unexplained = say(
            en: "for \(ha(real)) map and definition give no explanation: possibly a real change, and worth a look in the field or on the aerial photograph",
            nl: "voor \(ha(real)) geven kaart en definitie geen verklaring: mogelijk een echte verandering, die een blik in het veld of op de luchtfoto verdient")
        if real < 0.05 {
            // One cause for all of it needs no "of which".
            guard parts.count == 1, let cause = causes.present.first(where: { $0.hectares >= 0.05 && $0.cause != .knowledge })?.cause,
                total - causes[cause] < 0.05
            else { return start + Wording.list(parts, language) + "." }
            let rest = parts[0].dropFirst(ha(causes[cause]).count + 1)
            return say(
                en: "The \(ha(total)) \(only) \(rest).",
                nl: "De \(ha(total)) \(only), is \(rest).")
        }
        if parts.isEmpty {
            return say(
                en: "For the \(ha(total)) \(only), map and definition give no explanation: possibly a real change, and worth a look in the field or on the aerial photograph.",
                nl: "Voor de \(ha(total)) \(only) geven kaart en definitie geen verklaring: mogelijk een echte verandering, die een blik in het veld of op de luchtfoto verdient.")
        }
        return start + Wording.list(parts, language) + "; " + unexplained + "."
    }

    // MARK: bounds and their terms

    /// Both accounts, each with the condition; the lower bound never alone.
    private var bounds: String {
        let format: Sentences.Format = { value, language in NumberStyle(language).prose(value) }
        let has = result.crosswalk != nil
        var sentences: [String] = []
        if account.causes.total >= 0.05 {
            sentences.append(Sentences.bounds(account.bounds, hasCrosswalk: has, format: format).text(language))
        }
        let level = result.levels.bounds
        if level.upper >= 0.05, result.parameters.classes == .oneOf {
            let range = style.prose(level.lower) == style.prose(level.upper)
                ? ha(level.upper) : style.prose(level.lower) + say(en: " to ", nl: " tot ") + ha(level.upper)
            sentences.append(
                sentences.isEmpty
                    ? Sentences.bounds(level, hasCrosswalk: has, format: format).text(language)
                    : say(
                        en: "For the class or level of what is on both maps that is, on the same conditions, \(range).",
                        nl: "Voor de klasse of het niveau van wat op beide kaarten staat is dat, onder dezelfde voorwaarden, \(range)."))
        }
        return sentences.joined(separator: " ")
    }

    /// Causes that were concluded but not documented: the place stays open.
    private var probable: String {
        var areas = HectaresByCause()
        for cell in result.matrix {
            guard let cause = cell.probableCause else { continue }
            areas[cause] += cell.causes.bounds.upper
        }
        let parts = areas.present.filter { $0.hectares >= 0.05 }.map { "\(ha($0.hectares)) \($0.cause.label.text(language))" }
        guard !parts.isEmpty else { return "" }
        return say(
            en: "Probable but not documented, and therefore counted as unexplained: \(Wording.list(parts, .en)).",
            nl: "Waarschijnlijk maar niet vastgelegd, en daarom als onverklaard geteld: \(Wording.list(parts, .nl)).")
    }

    private var crosswalk: String {
        guard let crosswalk = result.crosswalk, !crosswalk.isComplete, crosswalk.file != nil else { return "" }
        if crosswalk.rows == 0 {
            return say(
                en: "The crosswalk says nothing about this theme yet: every answer can only make what is open smaller.",
                nl: "De vertaaltabel zegt nog niets over dit thema: elk antwoord kan wat open is alleen kleiner maken.")
        }
        let missing = crosswalk.oldClassesMissing.count + crosswalk.newClassesMissing.count
        let rest = missing == 0 ? ""
            : missing == 1 ? say(en: ", one class has none", nl: ", één klasse heeft er geen")
            : say(en: ", \(missing) classes have none", nl: ", \(missing) klassen hebben er geen")
        return say(
            en: "The crosswalk is incomplete (\(crosswalk.rowsStated) of \(crosswalk.rows) rows answered\(rest)): every answer can only make what is open smaller.",
            nl: "De vertaaltabel is onvolledig (\(crosswalk.rowsStated) van \(crosswalk.rows) regels beantwoord\(rest)): elk antwoord kan wat open is alleen kleiner maken.")
    }
}

extension MatrixCell {
    /// What is not settled as the same, in hectares.
    var changed: Double { causes.total - causes[.same] }
}

extension DiffResult {
    /// Pairs of labels on both maps with something that is not settled as the same, by that, largest first.
    var changedOnBoth: [MatrixCell] {
        matrix.filter { $0.isOnBoth && $0.changed >= 0.05 }.enumerated().sorted {
            $0.element.changed != $1.element.changed ? $0.element.changed > $1.element.changed : $0.offset < $1.offset
        }.map(\.element)
    }
}

extension DiffParameters {
    /// The distance of the positional test; nil when none was asked for.
    fileprivate func toleranceText(_ style: NumberStyle) -> String? {
        tolerance.metres > 0 ? style.parameterMetres(tolerance.metres) : nil
    }
}

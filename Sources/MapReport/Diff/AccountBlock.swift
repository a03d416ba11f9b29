import GeoCore
import LayerDiff

/// The two accounts of one pair of maps as text: where (boundary) and what (class or level), each with its causes, its
/// bounds and their condition, and what is not to be read as gain or loss. The same for `diff` and `compare`.
struct AccountBlock {
    let report: DiffText
    /// Printed beside the balance; empty for none.
    var published: [Reconciliation] = []

    private var result: DiffResult { report.result }
    private var language: Language { report.language }
    private var style: NumberStyle { report.style }
    private var names: DiffNames { report.names }
    private var isAnyOf: Bool { result.parameters.classes == .anyOf }
    private func say(en: String, nl: String) -> String { report.say(en: en, nl: nl) }

    // MARK: where

    var boundary: [String] { (byCause ?? plain) + boundarySentences }

    /// What the table of the boundary means.
    var boundarySentences: [String] {
        let account = result.boundary
        var lines = rounding
        // A balance hides something when both its sides are large beside it.
        if min(account.onlyOld, account.onlyNew) >= 0.05 * max(account.onlyOld, account.onlyNew), account.onlyOld > 0 {
            lines += Display.wrapped(Sentences.balance(account, format: DiffText.hectares).text(language), to: report.width - 2).map { "  " + $0 }
        }
        if isAnyOf { lines += perClass(account) }
        lines += overlap
        if account.causes.total > 0 {
            lines += sentence(account.bounds, of: account.causes.total) + strict(account.bounds)
        }
        return lines + notAsGain
    }

    /// Said before the first range that is more than the places it speaks of.
    private var overlap: [String] {
        guard let excess = OverlapExcess(result) else { return [] }
        return Display.wrapped(excess.sentence(names, format: DiffText.hectares), to: report.width - 2).map { "  " + $0 }
    }

    /// Said where the figures as printed do not add up.
    private var rounding: [String] {
        let account = result.boundary
        let isExact = [account.onlyOld, account.onlyNew].allSatisfy {
            Rounding.difference(of: [account.both, $0], sum: account.both + $0, decimals: 1) == 0
        } && Rounding.difference(of: [account.onlyNew, -account.onlyOld], sum: account.net, decimals: 1) == 0
        guard !isExact else { return [] }
        let text = say(en: "(Rounded one by one: what is printed adds up to within 0.1 ha.)", nl: "(Elk getal is apart afgerond: wat er staat telt op 0,1 ha na op.)")
        return Display.wrapped(text, to: report.width - 2).map { "  " + $0 }
    }

    /// One line per part, its causes behind it.
    private var plain: [String] { rows(boundaryTable) }

    var boundaryTable: Table {
        let account = result.boundary
        let rows: [[Table.Cell]] = [
            [.text("  " + names.onOldMap), .hectares(account.both + account.onlyOld), .empty],
            [.text("  " + onBoth), .hectares(account.both), .marked(isAnyOf ? "" : continuity)],
            [.text("  " + onlyOld), .signedHectares(-account.onlyOld), .marked(isAnyOf ? "" : report.markedCauses(account.lossCauses))],
            [.text("  " + onlyNew), .signedHectares(account.onlyNew), .marked(isAnyOf ? "" : report.markedCauses(account.gainCauses))],
            [.text("  " + names.onNewMap), .hectares(account.both + account.onlyNew), .marked(balance)],
        ]
        return Table(columns: Self.columns(say(en: "Boundary", nl: "Begrenzing")), rows: rows)
    }

    /// One column per cause, with the balance of each: when several causes work both ways. nil when they do not.
    private var byCause: [String]? {
        let account = result.boundary
        let causes = account.causes.present.map(\.cause).filter { account.causes[$0] >= 0.05 }
        let bothWays = causes.count { account.lossCauses[$0] >= 0.05 && account.gainCauses[$0] >= 0.05 }
        guard bothWays >= 2, causes.count <= 6, !isAnyOf else { return nil }
        var columns = Self.columns(say(en: "Boundary", nl: "Begrenzing"))
        columns.removeLast()
        columns += causes.map { Table.Column(marked($0.label, $0.mark), csv: $0.label, right: true) }
        let blank = causes.map { _ in Table.Cell.empty }
        let rows: [[Table.Cell]] = [
            [.text("  " + names.onOldMap), .hectares(account.both + account.onlyOld)] + blank,
            [.text("  " + onBoth), .hectares(account.both)] + blank,
            [.text("  " + onlyOld), .signedHectares(-account.onlyOld)] + causes.map { .signedHectares(-account.lossCauses[$0]) },
            [.text("  " + onlyNew), .signedHectares(account.onlyNew)] + causes.map { .signedHectares(account.gainCauses[$0]) },
            [.text("  " + names.onNewMap), .hectares(account.both + account.onlyNew)] + blank,
            [.text("  " + say(en: "balance", nl: "saldo")), .signedHectares(account.net)]
                + causes.map { .signedHectares(account.gainCauses[$0] - account.lossCauses[$0]) },
        ]
        let table = Table(columns: columns, rows: rows).lines(language, indent: 2, limit: report.width)
        // Too narrow for a column per cause: the causes stand behind their line.
        guard table.head.count == 1 else { return nil }
        var lines = table.all
        if !continuity.isEmpty {
            lines += Display.wrapped(onBoth + ": " + continuity, to: report.width - 4).map { "    " + $0 }
        }
        lines += published.flatMap { Display.wrapped(reconciliation($0), to: report.width - 4).map { "    " + $0 } }
        return lines
    }

    private func marked(_ words: Bilingual, _ mark: TextMark) -> Bilingual { Bilingual(en: mark(words.en), nl: mark(words.nl)) }

    private var onBoth: String { say(en: "on both maps", nl: "op beide kaarten") }
    private var onlyOld: String { say(en: "only \(names.old)", nl: "alleen \(names.old)") }
    private var onlyNew: String { say(en: "only \(names.new)", nl: "alleen \(names.new)") }

    private var balance: String {
        let net = result.boundary.net
        // With one of the two at 0 there is nothing to balance.
        let word = result.boundary.onlyOld > 0 && result.boundary.onlyNew > 0
            ? say(en: "balance ", nl: "saldo ") : say(en: "difference ", nl: "verschil ")
        return ([word + style.signedHectares(net)] + published.map(reconciliation)).joined(separator: " · ")
    }

    /// `gepubliceerd: +6.500,0 (aansluiting -15,7)`.
    func reconciliation(_ item: Reconciliation) -> String {
        let figure = item.published.what == .net
            ? style.signedHectares(item.published.hectares) : style.hectares(item.published.hectares)
        let what =
            switch item.published.what {
            case .net: ""
            case .old: " " + names.old
            case .new: " " + names.new
            }
        return say(
            en: "published\(what): \(figure) (unexplained \(style.signedHectares(item.unexplained)))",
            nl: "gepubliceerd\(what): \(figure) (aansluiting \(style.signedHectares(item.unexplained)))")
    }

    /// What the places on both maps are, when one pair of labels has them all; else empty.
    private var continuity: String {
        let cells = result.matrix.filter { $0.isOnBoth && $0.hectares >= 0.05 }
        guard cells.count == 1, let cell = cells.first, let from = cell.from, let to = cell.to else { return "" }
        let kind = cell.row?.kind.flatMap { [.same, .renamed, .unknown].contains($0) ? nil : $0.words.text(language) }
        let bracket = kind.map { " (\($0))" } ?? ""
        let (one, other) = (Display.clean(from), Display.clean(to))
        if from != to, [.unknown, .overlap].contains(cell.relation) {
            return say(
                en: "was '\(one)', is '\(other)'\(bracket); whether that means the same is not settled",
                nl: "was '\(one)', is '\(other)'\(bracket); of dat hetzelfde betekent staat niet vast")
        }
        if from != to {
            guard cell.relation != .disjoint else { return "" }
            return say(
                en: "class '\(one)' is now '\(other)'\(bracket); same place",
                nl: "klasse '\(one)' heet nu '\(other)'\(bracket); zelfde plek")
        }
        if cell.relation == .exact { return say(en: "same class, same place", nl: "zelfde klasse, zelfde plek") }
        return say(
            en: "'\(one)' on both\(bracket); whether it means the same is not settled",
            nl: "beide '\(one)'\(bracket); of het hetzelfde betekent staat niet vast")
    }

    /// Where classes lie on each other the causes are counted per class, and are more than the dissolved map.
    private func perClass(_ account: BoundaryAccount) -> [String] {
        let (off, on) = (report.markedCauses(account.lossCauses), report.markedCauses(account.gainCauses))
        guard !off.isEmpty || !on.isEmpty else { return [] }
        let text = say(
            en: "Counted per class (a place counts for every class it has): off the map \(off.isEmpty ? "nothing" : off); on the map \(on.isEmpty ? "nothing" : on).",
            nl: "Per klasse geteld (een plek telt voor elke klasse die er ligt): eraf \(off.isEmpty ? "niets" : off); erbij \(on.isEmpty ? "niets" : on).")
        return Display.wrapped(text, to: report.width - 4).map { "  " + $0 }
    }

    // MARK: what

    var levels: [String] {
        guard let table = levelsTable else { return [] }
        return rows(table) + levelsSentences
    }

    /// nil where nothing is on both maps, or classes lie on each other.
    var levelsTable: Table? {
        let account = result.levels
        guard result.boundary.both > 0, !isAnyOf else { return nil }
        let rows: [[Table.Cell]] = [
            [.text("  " + onBoth), .hectares(result.boundary.both), .marked(report.markedCauses(account.causes))],
            [.text("  " + say(en: "class text differs", nl: "klasse heet anders")), .hectares(account.changed), .empty],
        ]
        return Table(columns: Self.columns(say(en: "Class or level", nl: "Klasse of niveau")), rows: rows)
    }

    var levelsSentences: [String] {
        let account = result.levels
        guard account.bounds.upper >= NumberStyle.noiseHectares else { return [] }
        return sentence(account.bounds, of: account.causes.total - account.causes[.same])
    }

    // MARK: both together

    /// Shares of the crosswalk bound whole rows, so the two accounts together; without shares there is nothing to add.
    var together: [String] {
        guard let cells = result.cellBounds else { return [] }
        let (low, high) = (report.ha(cells.lower), report.ha(cells.upper))
        let without = say(
            en: "without the shares of the crosswalk: \(low) to \(high) ha",
            nl: "zonder de aandelen uit de vertaaltabel: \(low) tot \(high) ha")
        let text = Sentences.bounds(result.bounds, hasCrosswalk: true, format: DiffText.hectares).text(language)
        return [say(en: "Boundary and class together", nl: "Begrenzing en klasse samen")]
            + Display.wrapped("\(text) (\(without))", to: report.width - 4).map { "  " + $0 }
    }

    // MARK: in one sentence

    /// The last thing that is said: where the hectares are, and the range with its condition.
    var headline: [String] {
        let account = result.boundary
        guard account.both + account.onlyOld + account.onlyNew > 0 else { return [] }
        let (both, off, on) = (report.ha(account.both), report.ha(account.onlyOld), report.ha(account.onlyNew))
        let places = say(
            en: "In short: \(both) ha is on both maps, \(off) ha \(onlyOld) and \(on) ha \(onlyNew).",
            nl: "In het kort: \(both) ha staat op beide kaarten, \(off) ha \(onlyOld) en \(on) ha \(onlyNew).")
        let bounds = account.causes.total > 0 ? " " + range(account.bounds, of: account.causes.total) : ""
        return Display.wrapped(places + bounds, to: report.width, indent: 2).map { TextMark.strong($0) }
    }

    // MARK: lines

    private static func columns(_ title: String) -> [Table.Column] {
        [
            Table.Column(Bilingual(en: title, nl: title), csv: Bilingual(en: "", nl: "")),
            Table.Column(Bilingual(en: "ha", nl: "ha"), csv: Bilingual(en: "area_ha", nl: "oppervlakte_ha"), right: true),
            Table.Column(Bilingual(en: "of which", nl: "waarvan"), csv: Bilingual(en: "", nl: "")),
        ]
    }

    /// Aligned columns; the last one is broken over lines and never cut, because it holds figures.
    private func rows(_ table: Table) -> [String] {
        let numbers = Table(columns: Array(table.columns.dropLast()), rows: table.rows.map { Array($0.dropLast()) })
            .text(language, indent: 2, limit: report.width)
        let width = numbers.map(Display.width).max() ?? 0
        let texts = [table.columns.last?.title.text(language) ?? ""] + table.rows.map { row in
            if case .marked(let text) = row.last { text } else { "" }
        }
        return zip(numbers, texts).flatMap { line, text -> [String] in
            let folded = Display.wrapped(text, to: report.width - width - 2)
            let first = (Display.padded(line, to: width) + "  " + (folded.first ?? "")).trimmingEnd()
            return [first] + folded.dropFirst().map { String(repeating: " ", count: width + 2) + $0 }
        }
    }

    // MARK: sentences

    /// The range with its condition, which is never left out.
    private func sentence(_ bounds: RealBounds, of total: Double) -> [String] {
        Display.wrapped(range(bounds, of: total), to: report.width - 4).map { "  " + $0 }
    }

    private func range(_ bounds: RealBounds, of total: Double) -> String {
        let (lower, upper) = (report.ha(bounds.lower), report.ha(bounds.upper))
        let range = lower == upper ? "\(upper) ha" : say(en: "\(lower) to \(upper) ha", nl: "\(lower) tot \(upper) ha")
        let counted = OverlapExcess(result) == nil
            ? Bilingual(en: "", nl: "") : Bilingual(en: " (\(OverlapExcess.perPair.en))", nl: " (\(OverlapExcess.perPair.nl))")
        let text: Bilingual
        if result.crosswalk == nil {
            text = Bilingual(
                en: "Without a crosswalk nothing is known about the definitions: of the \(report.ha(total)) ha\(counted.en), \(range) may be real change.",
                nl: "Zonder vertaaltabel is over de definities niets bekend: van de \(report.ha(total)) ha\(counted.nl) is \(range) mogelijk echt veranderd.")
        } else if result.crosswalk?.file == nil {
            text = Bilingual(
                en: "If equal names mean the same and both maps were drawn correctly, \(range) cannot be explained by the definition.",
                nl: "Als gelijke namen hetzelfde betekenen en beide kaarten juist getekend zijn, is \(range) niet door de definitie te verklaren.")
        } else {
            text = Sentences.bounds(bounds, hasCrosswalk: true, format: DiffText.hectares)
        }
        return text.text(language)
    }

    /// What is left of the lower bound when both maps may be off by the tolerance: only ever under the range.
    private func strict(_ bounds: RealBounds) -> [String] {
        let tolerance = result.parameters.tolerance.metres
        guard tolerance > 0, let strict = bounds.strictLower, bounds.lower >= NumberStyle.noiseHectares else { return [] }
        let (metres, low, full) = (style.parameter(tolerance), report.ha(strict), report.ha(bounds.lower))
        guard low != full else { return [] }
        let text = say(
            en: "Where every border may be \(metres) m off, the lower end is \(low) ha in place of \(full) ha.",
            nl: "Als elke grens \(metres) m verkeerd kan liggen, is de ondergrens \(low) ha in plaats van \(full) ha.")
        return Display.wrapped(text, to: report.width - 4).map { "  " + $0 }
    }

    /// Classes of which new ground cannot come into being, or that cannot disappear (DOMAIN R8).
    private var notAsGain: [String] {
        // What came from (or went to) another class is that class's matter, not an arising.
        let gains = result.classes.filter { $0.gainIsNotReal && $0.gainCauses[.knowledge] >= 0.05 }
        let losses = result.classes.filter { $0.lossIsNotReal && $0.lossCauses[.knowledge] >= 0.05 }
        var texts: [String] = []
        if !gains.isEmpty {
            let list = gains.map { "'\(Display.clean($0.name))' \(style.signedHectares($0.gainCauses[.knowledge])) ha" }
            texts.append(
                say(en: "Not to be read as a gain, it cannot come into being anew: ", nl: "Niet als winst te lezen, het kan niet nieuw ontstaan: ")
                    + list.joined(separator: " · ") + ".")
        }
        if !losses.isEmpty {
            let list = losses.map { "'\(Display.clean($0.name))' \(style.signedHectares(-$0.lossCauses[.knowledge])) ha" }
            texts.append(
                say(en: "Not to be read as a loss, it cannot disappear from the ground: ", nl: "Niet als verlies te lezen, het kan niet van de grond verdwijnen: ")
                    + list.joined(separator: " · ") + ".")
        }
        return texts.flatMap { Display.wrapped($0, to: report.width - 2, indent: 2).map { "  " + $0 } }
    }
}

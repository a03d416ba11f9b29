import GeoCore
import LayerDiff

/// The tabs of text and small tables: guide, summary, accountability, statistics.
struct DiffSummarySheets {
    typealias Cell = Workbook.Cell
    private let result: DiffResult
    private let language: Language
    private let versions: [String: String]
    private let names: DiffNames

    init(_ result: DiffResult, _ language: Language, versions: [String: String]) {
        self.result = result
        self.language = language
        self.versions = versions
        names = DiffNames(result: result, language: language)
    }

    private func say(_ en: String, _ nl: String) -> String { language == .nl ? nl : en }
    private static let hectares = CellStyle(format: .decimals1)
    private static let signed = CellStyle(format: .signed1)

    private var title: [[Cell]] {
        var rows: [[Cell]] = [[
            .text(say("Comparison of two maps: ", "Vergelijking van twee kaarten: ") + names.old + " → " + names.new, .title)
        ]]
        if result.notices.contains(where: { $0.code == SyntheticData.noticeCode }) {
            rows.append([.text(Wording.syntheticLabel.text(language), .bold)])
        }
        return rows + [[]]
    }

    var guide: Workbook.Sheet {
        var rows = title
        rows.append([.text(say("Tab", "Tabblad"), .head), .text(say("What is in it", "Wat erin staat"), .head)])
        rows += DiffTab.allCases.map { [.text($0.name.text(language), .bold), .text($0.purpose.text(language), .folded)] }
        rows += [
            [],
            [
                .text(
                    say(
                        "Areas are hectares (ha). Cells keep all digits; what is shown is rounded, and a row says how much the rounding is.",
                        "Oppervlakten zijn hectares (ha). Cellen houden alle cijfers; wat u ziet is afgerond, en een regel zegt hoeveel de afronding is."),
                    .note)
            ],
            [], [.text(say("Cause", "Oorzaak"), .head), .text(say("Meaning", "Betekenis"), .head)],
        ]
        rows += Cause.allCases.map {
            [.text("\($0.rawValue)  \($0.label.text(language))", .bold), .text($0.meaning.text(language), .folded)]
        }
        let missing = Cause.allCases.filter { !result.causesAssessed.contains($0) }
        if !missing.isEmpty {
            rows.append([
                .text(
                    say("Not tested in this run: ", "In deze vergelijking niet getoetst: ")
                        + missing.map { $0.label.text(language) }.joined(separator: ", "), .note)
            ])
        }
        rows += [[], [.text(say("What cannot be concluded", "Wat niet te concluderen is"), .head)]]
        rows += Sentences.cannotConclude.map { [.text($0.text(language))] }
        return Workbook.Sheet(DiffTab.guide.name.text(language), rows: rows)
    }

    var summary: Workbook.Sheet {
        let account = result.boundary
        var rows = title
        rows += [
            [.text(say("Boundary", "Begrenzing"), .head), .text("ha", .head)],
            line(names.onOldMap, account.both + account.onlyOld),
            line(say("on both maps", "op beide kaarten"), account.both),
            [.text(say("only ", "alleen ") + names.old), .number(-account.onlyOld, Self.signed)],
            [.text(say("only ", "alleen ") + names.new), .number(account.onlyNew, Self.signed)],
            line(names.onNewMap, account.both + account.onlyNew),
            [.text(say("balance", "saldo")), .number(account.net, Self.signed)],
        ]
        if account.onlyOld > 0, account.onlyNew > 0 {
            rows.append([.text(Sentences.balance(account, format: Self.format).text(language), .note)])
        }
        if let excess = OverlapExcess(result) { rows.append([.text(excess.sentence(names, format: Self.format), .note)]) }
        rows += [sentence(account.bounds), []]
        if result.boundary.both > 0, result.parameters.classes == .oneOf {
            rows += [
                [.text(say("Class or level", "Klasse of niveau"), .head), .text("ha", .head)],
                line(say("on both maps", "op beide kaarten"), result.boundary.both),
                line(say("class text differs", "klasse heet anders"), result.levels.changed),
                sentence(result.levels.bounds), [],
            ]
        }
        rows += [
            [.text(say("Common legend", "Gezamenlijke legenda"), .head), .text("ha", .head)],
            line(say("from one group to another", "van de ene groep naar de andere"), result.commonLegend.change),
            line(say("of which possibly real", "waarvan mogelijk echt"), result.commonLegend.real), [],
            [.text(say("Per class", "Per klasse"), .bold)],
        ]
        let classes = DiffTable.accounts.table(of: result, language).withoutEmptyColumns(after: 9)
        rows += SheetTable(table: classes, language: language).rows
        for text in result.classes.compactMap({ Sentences.notToBeRead($0)?.text(language) }) { rows.append([.text(text, .note)]) }
        return Workbook.Sheet(DiffTab.summary.name.text(language), rows: rows)
    }

    private func line(_ text: String, _ hectares: Double) -> [Cell] { [.text(text), .number(hectares, Self.hectares)] }

    private func sentence(_ bounds: RealBounds) -> [Cell] {
        let text = Sentences.bounds(bounds, hasCrosswalk: result.crosswalk != nil, format: Self.format)
        return [.text(text.text(language), .note)]
    }

    private static func format(_ hectares: Double, _ language: Language) -> String {
        NumberStyle(language).hectares(hectares)
    }

    // MARK: accountability

    var account: Workbook.Sheet {
        var rows = title
        rows.append([.text(say("Files", "Bestanden"), .head), .text("", .head), .text("SHA-256", .head)])
        for (name, layer) in [(names.old, result.old), (names.new, result.new)] {
            for source in layer.sources {
                rows.append([.text(name), .text("\(source.file) (\(source.layer))"), .text(source.sha256 ?? "")])
            }
        }
        if let crosswalk = result.crosswalk, let file = crosswalk.file {
            rows.append([.text(say("crosswalk", "vertaaltabel")), .text(file), .text(crosswalk.sha256 ?? "")])
        }
        rows += [[], [.text(say("Features", "Objecten"), .head), .text(names.old, .head), .text(names.new, .head)]]
        rows += ledger
        rows += [[], [.text(say("Choices (as in result.json)", "Keuzes (namen zoals in result.json)"), .head), .text("", .head)]]
        if case .object(let members) = result.json(language: language, versions: versions), case .object(let choices)? = members["parameters"] {
            for key in choices.keys.sorted(by: codePointOrder) { rows.append([.text(key), value(choices[key] ?? .null)]) }
        }
        if let completeness = Sentences.completeness(result.crosswalk) {
            rows.append([.text(completeness.text(language), .note)])
        }
        rows += [[], [.text(say("Sums checked", "Nagerekende sommen"), .head), .text("", .head)]]
        rows += result.checks.identities.map { [.text($0.name), .text($0.holds ? say("holds", "klopt") : say("FAILS", "KLOPT NIET"))] }
        rows += [[], [.text(say("Notes", "Opmerkingen"), .head), .text("", .head)]]
        rows += result.notices.map { [.text($0.code), .text($0.message.text(language), .folded), .number(Double($0.count), CellStyle(format: .count))] }
        rows += [[], [.text(say("Versions", "Versies"), .head), .text("", .head)]]
        rows += versions.keys.sorted(by: codePointOrder).map { [.text($0), .text(versions[$0] ?? "")] }
        return Workbook.Sheet(DiffTab.account.name.text(language), rows: rows)
    }

    private var ledger: [[Cell]] {
        func cell(_ value: Table.Cell?) -> Cell {
            switch value {
            case .count(let count): .number(Double(count), CellStyle(format: .count))
            case .hectares(let area): .number(area, Self.hectares)
            default: .empty
            }
        }
        return LedgerLine.all(result).map { [.text($0.title.text(language)), cell($0.old), cell($0.new)] }
    }

    private func value(_ json: JSONValue) -> Cell {
        switch json {
        case .null: .empty
        case .bool(let flag): .text(flag ? say("yes", "ja") : say("no", "nee"))
        case .integer(let number): .number(Double(number), CellStyle())
        case .number(let number): .number(number, CellStyle())
        case .string(let text): .text(text)
        case .array, .table, .object: .text(json.text.replacing("\n", with: " "))
        }
    }

    // MARK: statistics

    var statistics: Workbook.Sheet {
        var rows = title
        rows.append([.text(say("Measure", "Maat"), .head), .text("", .head), .text(say("Source", "Bron"), .head)])
        if let statistics = result.statistics {
            let share = CellStyle(format: .decimals3)
            let pontius = "Pontius & Santacruz 2014"
            let nowosad = "Nowosad & Stepinski 2018"
            rows += [
                [.text(say("quantity (ha)", "hoeveelheid (ha)")), .number(statistics.quantity, Self.hectares), .text(pontius)],
                [.text(say("exchange (ha)", "uitruil (ha)")), .number(statistics.exchange, Self.hectares), .text(pontius)],
                [.text(say("shift (ha)", "verschuiving (ha)")), .number(statistics.shift, Self.hectares), .text(pontius)],
            ]
            for (name, number) in [
                ("V-measure", statistics.vMeasure), (say("homogeneity", "homogeniteit"), statistics.homogeneity),
                (say("completeness", "volledigheid"), statistics.completeness),
            ] { rows.append([.text(name), number.map { .number($0, share) } ?? .empty, .text(nowosad)]) }
        }
        rows += [[], [.text(say("Groups of the common legend", "Groepen van de gezamenlijke legenda"), .bold)]]
        rows += SheetTable(table: DiffTable.groups.table(of: result, language), language: language).rows
        return Workbook.Sheet(DiffTab.statistics.name.text(language), rows: rows)
    }
}

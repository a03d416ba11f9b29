public import GeoCore

/// What is wrong with a crosswalk (METHOD §2). Errors stop a run; each names file, row and column and says what to
/// do. Notices are counted and do not stop it.
public struct CrosswalkLint: Sendable {
    public private(set) var errors: [InputError] = []
    public private(set) var notices: [Notice] = []
    private let file: String?

    /// Reads and checks a file.
    /// - Parameters:
    ///   - theme: check only the rows of this theme (and those without one).
    ///   - oldClasses, newClasses: of the data, when they are known.
    ///   - mode: whether a place has one class at most.
    ///   - themesApart: without a theme, check the rows of each theme by themselves, as the runs of a comparison use them.
    /// - Throws: only when the file cannot be read as a crosswalk at all.
    public static func file(
        _ path: String, name: String? = nil, theme: String? = nil, oldClasses: [String]? = nil,
        newClasses: [String]? = nil, mode: ClassMode = .oneOf, themesApart: Bool = false
    ) throws(InputError) -> (crosswalk: Crosswalk, lint: CrosswalkLint) {
        let (crosswalk, problems) = try Crosswalk.parse(CSVTable.read(path, name: name))
        let themes = themesApart && theme == nil ? Set(crosswalk.rows.compactMap(\.theme)).sorted(by: codePointOrder) : []
        var lint = CrosswalkLint(
            crosswalk, theme: themes.first ?? theme, oldClasses: oldClasses, newClasses: newClasses, mode: mode)
        for theme in themes.dropFirst() {
            let next = CrosswalkLint(crosswalk, theme: theme, oldClasses: oldClasses, newClasses: newClasses, mode: mode)
            // Rows without a theme belong to each: what is wrong with them is said once.
            lint.errors += next.errors.filter { !lint.errors.contains($0) }
            lint.notices += next.notices.filter { !lint.notices.contains($0) }
        }
        lint.errors.insert(contentsOf: problems, at: 0)
        lint.notices.insert(contentsOf: crosswalk.notices, at: 0)
        return (crosswalk, lint)
    }

    /// Checks the rows of a theme against each other and, when given, against the classes of the data.
    public init(
        _ crosswalk: Crosswalk, theme: String? = nil, oldClasses: [String]? = nil, newClasses: [String]? = nil,
        mode: ClassMode = .oneOf
    ) {
        file = crosswalk.file
        let rows = crosswalk.rows(ofTheme: theme)
        for row in rows { checkAlone(row) }
        let hasSteps = checkSteps(crosswalk, theme)
        // Each step is a table of its own.
        for step in CrosswalkSteps(rows).steps {
            checkDuplicates(step.rows)
            checkOneToOne(step.rows)
            checkWithin(step.rows, mode)
            checkCompleteRows(step.rows)
        }
        // The classes of the data stand at the ends of the row of steps: see `Crosswalk.resolved`.
        checkNames(rows, \.from, "from", hasSteps ? nil : oldClasses)
        checkNames(rows, \.to, "to", hasSteps ? nil : newClasses)
        noteFractions(rows)
    }

    private mutating func error(
        _ code: String, _ row: CrosswalkRow, _ column: String, _ problem: Bilingual, _ remedy: Bilingual
    ) {
        errors.append(.crosswalk(
            code, file: file, line: row.line, column: column, problem: problem, remedy: remedy))
    }

    // MARK: one row

    private mutating func checkAlone(_ row: CrosswalkRow) {
        if row.from == nil && row.to == nil && row.relation != .exact {
            error(
                "crosswalk-empty-pair", row, "relation",
                Bilingual(
                    en: "not on the map at both dates is the same by definition",
                    nl: "op beide kaarten niet aanwezig is per definitie gelijk"),
                Bilingual(en: "write exact, or drop the row", nl: "schrijf gelijk, of laat de rij weg"))
        }
        checkEmptySide(row)
        if let kind = row.kind, let allowed = kind.relations, !allowed.contains(row.relation) {
            let words = Relation.allCases.filter(allowed.contains).map(\.rawValue).joined(separator: ", ")
            error(
                "crosswalk-kind-contradicts", row, "kind",
                Bilingual(
                    en: "kind '\(kind.rawValue)' contradicts relation '\(row.relation.rawValue)'",
                    nl: "soort '\(kind.rawValue)' spreekt relatie '\(row.relation.rawValue)' tegen"),
                Bilingual(
                    en: "'\(kind.rawValue)' goes with \(words); check the direction",
                    nl: "bij '\(kind.rawValue)' hoort \(words); controleer de richting"))
        }
        if row.relation == .disjoint, let high = row.fractionHigh ?? row.fractionLow, high > 0 {
            error(
                "crosswalk-fraction-disjoint", row, row.fractionHigh == nil ? "frac_lo" : "frac_hi",
                Bilingual(en: "a disjoint pair has no share", nl: "bij 'sluit uit' is het aandeel nul"),
                Bilingual(en: "write 0 or leave it empty", nl: "schrijf 0 of laat het leeg"))
        }
        if let low = row.fractionLow, let high = row.fractionHigh, low > high {
            error(
                "crosswalk-fraction-order", row, "frac_lo",
                Bilingual(en: "frac_lo is above frac_hi", nl: "frac_lo is groter dan frac_hi"),
                Bilingual(en: "swap the two", nl: "verwissel de twee"))
        }
        if let cause = row.cause, [.decision, .source, .correction].contains(cause), row.certainty == .stated,
            row.source == nil
        {
            error(
                "crosswalk-cause-without-document", row, "source",
                Bilingual(
                    en: "cause \(cause.rawValue) (\(cause.label.en)) never arises without a document",
                    nl: "oorzaak \(cause.rawValue) (\(cause.label.nl)) bestaat niet zonder document"),
                Bilingual(
                    en: "name the document, or write certainty inferred",
                    nl: "noem het document, of schrijf zekerheid afgeleid"))
        }
        if row.relation == .exact || row.relation == .narrow, row.from != nil, let high = row.fractionHigh, high < 1 {
            error(
                "crosswalk-fraction-within", row, "frac_hi",
                Bilingual(
                    en: "all of the old class lies within the new one, so its share is 1",
                    nl: "de hele oude klasse valt binnen de nieuwe, dus het aandeel is 1"),
                Bilingual(
                    en: "write 1 or leave it empty, or write overlap",
                    nl: "schrijf 1 of laat het leeg, of schrijf 'overlapt deels'"))
        }
        if row.cause != nil && row.certainty == nil {
            note(
                "crosswalk-cause-without-certainty",
                Bilingual(
                    en: "a cause without certainty has no effect (first in row \(row.line))",
                    nl: "een oorzaak zonder zekerheid heeft geen gevolg (eerst in rij \(row.line))"))
        }
    }

    /// ∅ equals only itself, and as it is the same at both dates it cannot lie within a class.
    private mutating func checkEmptySide(_ row: CrosswalkRow) {
        guard (row.from == nil) != (row.to == nil) else { return }
        let isWrong = row.relation == .exact || (row.from == nil && row.relation == .narrow)
            || (row.to == nil && row.relation == .broad)
        guard isWrong else { return }
        error(
            "crosswalk-empty-within", row, "relation",
            Bilingual(
                en: "'not on the map' is a class of its own: it is not '\(row.relation.rawValue)' with a class that "
                    + "is on the map",
                nl: "'niet op de kaart' is een eigen klasse: die is niet '\(row.relation.rawValue)' met een klasse "
                    + "die erop staat"),
            Bilingual(
                en: "a class that is wholly new is new-within-old, one that was wholly dropped old-within-new; "
                    + "otherwise overlap or disjoint",
                nl: "een geheel nieuwe klasse is 'nieuw valt binnen oud', een geheel vervallen klasse 'oud valt "
                    + "binnen nieuw'; anders 'overlapt deels' of 'sluit uit'"))
    }

    // MARK: rows together

    /// The steps of each theme must be one row in time, and a class in between must be spelled as one.
    /// - Returns: whether a theme has more than one step.
    private mutating func checkSteps(_ crosswalk: Crosswalk, _ theme: String?) -> Bool {
        var hasSteps = false
        let themes: [String?] = theme == nil ? Set(crosswalk.rows.map(\.theme)).sorted { codePointOrder($0 ?? "", $1 ?? "") } : [theme]
        for name in themes {
            let own = theme == nil ? crosswalk.rows.filter { $0.theme == name } : crosswalk.rows(ofTheme: name)
            let parts = CrosswalkSteps(own)
            if let problem = parts.problem {
                error("crosswalk-steps", problem.row, "step", problem.problem, problem.remedy)
            }
            hasSteps = hasSteps || parts.steps.count > 1
            for (before, after) in zip(parts.steps, parts.steps.dropFirst()) where parts.problem == nil {
                checkJoint(before, after)
            }
        }
        return hasSteps
    }

    /// New classes of one step are the old classes of the next.
    private mutating func checkJoint(_ before: CrosswalkSteps.Step, _ after: CrosswalkSteps.Step) {
        let arriving = Set(before.rows.compactMap(\.to))
        checkNames(after.rows, \.from, "from", arriving.sorted(by: codePointOrder))
        let leaving = Set(after.rows.compactMap(\.from))
        for _ in arriving.subtracting(leaving) {
            note(
                "crosswalk-step-ends",
                Bilingual(
                    en: "classes that one step leads to and the next has no row of: what they became stays open",
                    nl: "klassen waar een stap op uitkomt en waarover de volgende geen rij heeft: wat ze werden blijft open"))
        }
    }

    private mutating func checkDuplicates(_ rows: [CrosswalkRow]) {
        var seen: [[String?]: CrosswalkRow] = [:]
        for row in rows {
            if let earlier = seen.updateValue(row, forKey: [row.from, row.to]) {
                error(
                    "crosswalk-duplicate", row, "from",
                    Bilingual(
                        en: "the pair \(pair(row, .en)) stands in row \(earlier.line) too",
                        nl: "het paar \(pair(row, .nl)) staat ook in rij \(earlier.line)"),
                    earlier.theme == row.theme
                        ? Bilingual(en: "keep one of the two", nl: "houd een van de twee")
                        : Bilingual(
                            en: "they are of different themes: choose one with --theme",
                            nl: "ze horen bij verschillende thema's: kies er een met --theme"))
            }
        }
    }

    private mutating func checkOneToOne(_ rows: [CrosswalkRow]) {
        var olds: [String: CrosswalkRow] = [:]
        var news: [String: CrosswalkRow] = [:]
        for row in rows where row.relation == .exact {
            guard let from = row.from, let to = row.to else { continue }
            let other = olds.updateValue(row, forKey: from) ?? news[to]
            news[to] = row
            guard let other, other.from != from || other.to != to else { continue }
            error(
                "crosswalk-exact-twice", row, "relation",
                Bilingual(
                    en: "\(pair(row, .en)) cannot be exact: row \(other.line) says the same of \(pair(other, .en))",
                    nl: "\(pair(row, .nl)) kan niet gelijk zijn: rij \(other.line) zegt dat ook van "
                        + "\(pair(other, .nl))"),
                Bilingual(
                    en: "exact is one-to-one; merged classes are old-within-new, split ones new-within-old",
                    nl: "gelijk is een-op-een; samengevoegd is 'oud valt binnen nieuw', gesplitst 'nieuw valt binnen "
                        + "oud'"))
        }
    }

    /// In a legend with one class per place, an old class within one new class excludes every other new class, and
    /// a new class within one old class every other old one.
    private mutating func checkWithin(_ rows: [CrosswalkRow], _ mode: ClassMode) {
        for (relation, isOld) in [(Relation.narrow, true), (.broad, false)] {
            var within: [String?: CrosswalkRow] = [:]
            for row in rows where row.relation == relation {
                let key = isOld ? row.from : row.to
                if within[key] == nil { within[key] = row }
            }
            for row in rows where row.relation != .disjoint && row.relation != .unknown {
                guard row.from != nil || row.to != nil, let source = within[isOld ? row.from : row.to],
                    source.from != row.from || source.to != row.to,
                    // With any-of only "not on the map" is excluded.
                    mode == .oneOf || (isOld ? row.to : row.from) == nil
                else { continue }
                error(
                    "crosswalk-within-contradicts", row, "relation",
                    Bilingual(
                        en: "row \(source.line) says that \(pair(source, .en)) is \(relation.rawValue), so "
                            + "\(pair(row, .en)) must be disjoint",
                        nl: "rij \(source.line) zegt dat \(pair(source, .nl)) '\(relation.rawValue)' is, dus moet "
                            + "\(pair(row, .nl)) elkaar uitsluiten"),
                    Bilingual(
                        en: "check the direction of both rows, or write overlap",
                        nl: "controleer de richting van beide rijen, of schrijf 'overlapt deels'"))
            }
        }
    }

    private mutating func checkCompleteRows(_ rows: [CrosswalkRow]) {
        for from in Set(rows.filter(\.rowIsComplete).map(\.from)).sorted(by: { codePointOrder($0 ?? "", $1 ?? "") }) {
            let own = rows.filter { $0.from == from }
            guard let marked = own.first(where: \.rowIsComplete) else { continue }
            // ∅ always has itself.
            if from != nil, own.allSatisfy({ $0.relation == .disjoint }) {
                error(
                    "crosswalk-complete-all-disjoint", marked, "row_complete",
                    Bilingual(
                        en: "the complete row of '\(from ?? "")' leaves no class that an unchanged place could have",
                        nl: "de volledige rij van '\(from ?? "")' laat geen klasse over die een onveranderde plek kan hebben"),
                    Bilingual(
                        en: "list what it became ('not on the map' counts), or drop row_complete",
                        nl: "noem wat het werd ('niet op de kaart' telt mee), of haal row_complete weg"))
            }
            guard own.contains(where: { $0.fractionLow != nil || $0.fractionHigh != nil }) else { continue }
            let low = own.reduce(0) { $0 + ($1.fractionLow ?? 0) }
            let high = own.reduce(0) { $0 + ($1.relation == .disjoint ? 0 : $1.fractionHigh ?? 1) }
            // Shares are typed with a few decimals: 0.1 + 0.2 + 0.7 is one.
            guard low > 1 + 1e-9 || high < 1 - 1e-9 else { continue }
            error(
                "crosswalk-fraction-sum", marked, low > 1 ? "frac_lo" : "frac_hi",
                Bilingual(
                    en: "the shares of the complete row of '\(from ?? "")' add up to \(low)…\(high), which excludes 1",
                    nl: "de aandelen van de volledige rij van '\(from ?? "")' zijn samen \(low)…\(high), en dat sluit 1 uit"),
                Bilingual(
                    en: "the sum of frac_lo is at most 1 and that of frac_hi at least 1",
                    nl: "de som van frac_lo is hoogstens 1, die van frac_hi minstens 1"))
        }
    }

    // MARK: against the data

    /// A code that the data spell with other capitals is an error; one that they do not have a counted notice.
    private mutating func checkNames(
        _ rows: [CrosswalkRow], _ side: KeyPath<CrosswalkRow, String?>, _ column: String, _ classes: [String]?
    ) {
        var spelling: [String: String] = [:]
        var lines: [String: Int] = [:]
        for name in classes ?? [] { spelling[ClassText.caseKey(name)] = name }
        let known = Set(classes ?? [])
        var seen: Set<String> = []
        for row in rows {
            guard let name = row[keyPath: side], !known.contains(name), seen.insert(name).inserted else { continue }
            let key = ClassText.caseKey(name)
            if let other = spelling[key], other != name {
                error(
                    "crosswalk-case-twin", row, column,
                    lines[key].map { line in
                        Bilingual(
                            en: "'\(name)' and '\(other)' (row \(line)) differ only in case",
                            nl: "'\(name)' en '\(other)' (rij \(line)) verschillen alleen in hoofdletters")
                    } ?? Bilingual(
                        en: "'\(name)' is '\(other)' in the data: they differ only in case",
                        nl: "'\(name)' heet in de gegevens '\(other)': ze verschillen alleen in hoofdletters"),
                    Bilingual(en: "write '\(other)'", nl: "schrijf '\(other)'"))
            } else if spelling[key] == nil {
                spelling[key] = name
                lines[key] = row.line
            }
        }
    }

    /// Shares bound the change only where it is known that the listed classes are all there is, and only of places that
    /// were on the map.
    private mutating func noteFractions(_ rows: [CrosswalkRow]) {
        let complete = Set(rows.filter(\.rowIsComplete).map(\.from))
        let idle = rows.count {
            ($0.fractionLow != nil || $0.fractionHigh != nil) && ($0.from == nil || !complete.contains($0.from))
        }
        guard idle > 0 else { return }
        notices.append(Notice(
            "fractions-row-not-complete",
            message: Bilingual(
                en: "rows with shares (frac_lo, frac_hi) whose old class has no row marked complete (row_complete), or is "
                    + "'not on the map': they bound nothing unless all pairs of the class are stated",
                nl: "rijen met aandelen (frac_lo, frac_hi) waarvan de oude klasse geen rij heeft die volledig heet "
                    + "(row_complete), of 'niet op de kaart' is: ze begrenzen niets, tenzij alle paren van de klasse zijn "
                    + "beantwoord"),
            count: idle))
    }

    private mutating func note(_ code: String, _ message: Bilingual) {
        if let index = notices.firstIndex(where: { $0.code == code }) {
            notices[index].count += 1
        } else {
            notices.append(Notice(code, message: message))
        }
    }

    private func pair(_ row: CrosswalkRow, _ language: Language) -> String {
        let empty = language == .nl ? "(niet op de kaart)" : "(not on the map)"
        return "'\(row.from ?? empty)' → '\(row.to ?? empty)'"
    }
}

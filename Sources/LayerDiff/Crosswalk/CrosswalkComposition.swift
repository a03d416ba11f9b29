public import GeoCore

extension Crosswalk {
    /// One crosswalk over several revisions (2010→2014→2018→2022): what follows for the ends from the relations of each step.
    ///
    /// Causes and fractions do not compose and are left out; the note of each row says which classes in between it comes
    /// through. `row_complete` is set where every class in between leads on to stated classes only.
    /// - Parameters:
    ///   - steps: in order of time; the new classes of one are the old classes of the next.
    ///   - language: of the notes.
    /// - Throws: when two steps prove relations of one pair that exclude each other.
    /// - Complexity: O(old × between × new) for each step.
    /// *Source*: METHOD §2.
    public static func composed(
        _ steps: [Crosswalk], mode: ClassMode = .oneOf, language: Language = .en
    ) throws(InputError) -> Crosswalk {
        guard let first = steps.first else { return Crosswalk(rows: []) }
        guard steps.count > 1 else { return first }
        var files: [String] = []
        for file in steps.compactMap(\.file) where files.last != file { files.append(file) }
        var composed = Crosswalk(file: files.joined(separator: " + "), rows: [])
        composed.sha256 = first.sha256
        composed.notices = steps.flatMap(\.notices)
        for theme in themes(steps.flatMap(\.rows)) {
            let rows = steps.map { $0.rows.filter { $0.theme == theme } }
            composed.rows += try chain(rows, theme: theme, file: composed.file, mode, language)
        }
        composed.renumber()
        composed.notices += lost(steps.flatMap(\.rows))
        return composed
    }

    /// One crosswalk per step of this one, in order of time; itself when there is one step.
    /// - Throws: steps that cannot be put in a row.
    public func splitIntoSteps(theme: String?) throws(InputError) -> [Crosswalk] {
        let parts = CrosswalkSteps(rows(ofTheme: theme))
        if let problem = parts.problem {
            throw .crosswalk(
                "crosswalk-steps", file: file, line: problem.row.line, column: "step", problem: problem.problem,
                remedy: problem.remedy)
        }
        return parts.steps.map { step in
            var crosswalk = self
            crosswalk.rows = step.rows
            crosswalk.notices = []
            return crosswalk
        }
    }

    /// The crosswalk as one comparison uses it: the rows of its theme, their steps composed. The same rows when there is one
    /// step only.
    /// - Parameters:
    ///   - oldLabel, newLabel: the dates compared; when the steps name them, only those in between count.
    /// - Throws: steps that cannot be put in a row, or that contradict each other.
    package func resolved(
        theme: String?, oldLabel: String?, newLabel: String?, mode: ClassMode
    ) throws(InputError) -> Crosswalk {
        var resolved = self
        resolved.rows = []
        var isComposed = false
        var isWhole = true
        for name in theme == nil ? Self.themes(rows) : [theme] {
            let own = theme == nil ? rows.filter { $0.theme == name } : rows(ofTheme: name)
            let parts = CrosswalkSteps(own)
            if let problem = parts.problem {
                throw .crosswalk(
                    "crosswalk-steps", file: file, line: problem.row.line, column: "step", problem: problem.problem,
                    remedy: problem.remedy)
            }
            let steps = parts.between(oldLabel, newLabel)
            if steps.count < parts.steps.count { isWhole = false }
            if steps.count <= 1 {
                resolved.rows += steps.first?.rows ?? []
            } else {
                isComposed = true
                resolved.rows += try Self.chain(steps.map(\.rows), theme: name, file: file, mode, .en)
                resolved.notices += Self.lost(steps.flatMap(\.rows))
            }
        }
        if isComposed { resolved.notices.append(Self.composedNotice) }
        return isComposed || !isWhole ? resolved : self
    }

    /// In code-point order, rows without a theme first.
    private static func themes(_ rows: [CrosswalkRow]) -> [String?] {
        Set(rows.map(\.theme)).sorted { codePointOrder($0 ?? "", $1 ?? "") }
    }

    private static func chain(
        _ steps: [[CrosswalkRow]], theme: String?, file: String?, _ mode: ClassMode, _ language: Language
    ) throws(InputError) -> [CrosswalkRow] {
        let onePerPlace = mode == .oneOf
        var grid: RelationGrid?
        var between: [RelationGrid] = []
        for (index, rows) in steps.enumerated() {
            // A class that only a neighbour knows is a class of the legend in between all the same.
            let old = index > 0 ? steps[index - 1].compactMap(\.to) : []
            let new = index + 1 < steps.count ? steps[index + 1].compactMap(\.from) : []
            let step = RelationGrid(rows: rows, old: old, new: new, onePerPlace: onePerPlace)
            between.append(step)
            guard let before = grid else {
                grid = step
                continue
            }
            do throws(CompositionConflict) {
                grid = try RelationGrid(before, step)
            } catch {
                throw conflict(error, file: file)
            }
        }
        guard let grid, let last = between.last else { return [] }
        let names = CompositionNotes(between: last.old, steps: steps, language: language)
        return rows(of: grid, theme: theme, names)
    }

    /// The pairs of which something can be said, ∅ first. An open pair is listed where its row is stated, because what such
    /// a row does not list would be disjoint, and where something led to it.
    private static func rows(of grid: RelationGrid, theme: String?, _ notes: CompositionNotes) -> [CrosswalkRow] {
        var rows: [CrosswalkRow] = []
        for i in grid.old.indices {
            for k in grid.new.indices where i > 0 || k > 0 {
                let entry = grid[i, k]
                let says = entry.relation != .unknown || entry.sharesStates || grid.isStated[i]
                guard says || !entry.through.isEmpty else { continue }
                var row = CrosswalkRow(
                    line: entry.rows.first?.line ?? 0, theme: theme, from: grid.old[i], to: grid.new[k], relation: entry.relation,
                    rowIsComplete: grid.isClosed[i])
                if entry.relation == .exact { row.kind = row.from == row.to ? .same : .renamed }
                let owners = Set(entry.rows.compactMap(\.owner))
                if owners.count == 1 { row.owner = owners.first }
                row.note = notes.text(entry)
                row.step = notes.step
                rows.append(row)
            }
        }
        return rows
    }

    private mutating func renumber() {
        for index in rows.indices { rows[index].line = index + 2 }
    }

    private static func conflict(_ conflict: CompositionConflict, file: String?) -> InputError {
        func name(_ text: String?, _ language: Language) -> String { CompositionNotes.name(text, language) }
        func text(_ language: Language) -> (pair: String, one: String, other: String) {
            (
                "\(name(conflict.from, language)) → \(name(conflict.to, language))",
                name(conflict.disjointThrough, language), name(conflict.otherThrough, language)
            )
        }
        let (en, nl) = (text(.en), text(.nl))
        return InputError(
            "crosswalk-steps-contradict", file: file,
            problem: Bilingual(
                en: "the steps contradict each other: \(en.pair) is disjoint through \(en.one), and "
                    + "\(conflict.other.rawValue) through \(en.other)",
                nl: "de stappen spreken elkaar tegen: \(nl.pair) sluit uit via \(nl.one), en is "
                    + "\(conflict.other.rawValue) via \(nl.other)"),
            remedy: Bilingual(
                en: "check the rows about these classes in both steps; write unknown where it is not sure",
                nl: "controleer de rijen over deze klassen in beide stappen; schrijf onbekend waar het niet vaststaat"))
    }

    private static let composedNotice = Notice(
        "crosswalk-composed",
        message: Bilingual(
            en: "the crosswalk has several steps: the relations over the whole period were worked out from them",
            nl: "de vertaaltabel heeft meer stappen: de relaties over de hele periode zijn daaruit afgeleid"))

    /// What is said of one step and cannot be said of the whole period.
    private static func lost(_ rows: [CrosswalkRow]) -> [Notice] {
        var notices: [Notice] = []
        let causes = rows.count { $0.cause != nil }
        if causes > 0 {
            notices.append(Notice(
                "crosswalk-causes-of-steps",
                message: Bilingual(
                    en: "causes of single steps do not compose and are not used over the whole period",
                    nl: "oorzaken van losse stappen zijn niet samen te stellen en tellen niet over de hele periode"),
                count: causes))
        }
        let fractions = rows.count { $0.fractionLow != nil || $0.fractionHigh != nil }
        if fractions > 0 {
            notices.append(Notice(
                "crosswalk-fractions-of-steps",
                message: Bilingual(
                    en: "shares of single steps (frac_lo, frac_hi) do not compose and are not used over the whole period",
                    nl: "aandelen van losse stappen (frac_lo, frac_hi) zijn niet samen te stellen en tellen niet over de "
                        + "hele periode"),
                count: fractions))
        }
        return notices
    }
}

/// How a composed row says where it comes from.
struct CompositionNotes {
    /// Classes of the last legend in between, which `through` counts in.
    let between: [String?]
    let step: String?
    let language: Language

    init(between: [String?], steps: [[CrosswalkRow]], language: Language) {
        self.between = between
        self.language = language
        let names = steps.map { rows in rows.first?.step }
        if names.contains(nil) {
            step = nil
        } else {
            let parts = CrosswalkSteps(steps.flatMap { $0 }).steps
            if let from = parts.first?.dates?.from, let to = parts.last?.dates?.to {
                step = "\(from)-\(to)"
            } else {
                step = names.compactMap { $0 }.joined(separator: " + ")
            }
        }
    }

    static func name(_ text: String?, _ language: Language) -> String {
        text.map { "'\($0)'" } ?? (language == .nl ? "(niet op de kaart)" : "(not on the map)")
    }

    func text(_ entry: RelationGrid.Entry) -> String? {
        guard !entry.through.isEmpty else { return nil }
        var text = "via " + entry.through.prefix(6).map { Self.name(between[$0], language) }.joined(separator: ", ")
        let more = entry.through.count - 6
        if more > 0 { text += language == .nl ? " en nog \(more)" : " and \(more) more" }
        if entry.relation == .unknown {
            text += entry.sharesStates
                ? (language == .nl ? ": delen toestanden, sluit dus niet uit" : ": they share states, so not disjoint")
                : (language == .nl ? ": daaruit volgt niets" : ": nothing follows from it")
        }
        return text
    }
}

public import GeoCore

extension Crosswalk {
    /// Reads a crosswalk from CSV as Excel writes it. Only `from`, `to` and `relation` are required.
    /// - Parameter name: how messages call the file; the path when nil.
    /// - Throws: the first problem, naming row and column.
    public static func read(_ path: String, name: String? = nil) throws(InputError) -> Crosswalk {
        var (crosswalk, problems) = try parse(table(path, name: name))
        if let first = problems.first { throw first }
        crosswalk.sha256 = try SHA256.hex(ofFile: path, name: name ?? path)
        return crosswalk
    }

    /// The cells of a file. Lines of metadata before the header (`#`, as SSSOM writes them) are passed over.
    package static func table(_ path: String, name: String? = nil) throws(InputError) -> CSVTable {
        try CSVTable(parsing: SSSOM.withoutMetadata(FileBytes.read(path, name: name ?? path)), file: name ?? path)
    }

    /// Reads the rows of a table, collecting what is wrong with them.
    /// - Throws: when a required column is missing.
    package static func parse(
        _ table: CSVTable
    ) throws(InputError) -> (crosswalk: Crosswalk, problems: [InputError]) {
        var reader = try CrosswalkReader(table)
        for row in table.rows { reader.read(row) }
        reader.finish()
        var crosswalk = Crosswalk(file: table.file, rows: reader.rows)
        crosswalk.notices = reader.notices
        return (crosswalk, reader.problems)
    }
}

/// Cells of a crosswalk file into rows.
private struct CrosswalkReader {
    private let file: String
    private let columns: [String: Int]
    private(set) var rows: [CrosswalkRow] = []
    private(set) var problems: [InputError] = []
    private(set) var notices: [Notice] = []
    private var skipped = 0

    init(_ table: CSVTable) throws(InputError) {
        file = table.file
        var columns: [String: Int] = [:]
        for (name, aliases) in CrosswalkWords.columns {
            for header in [name] + aliases where columns[name] == nil { columns[name] = table.column(header) }
        }
        for (name, header) in SSSOM.columns where columns[name] == nil { columns[name] = table.column(header) }
        self.columns = columns
        let isFound = [
            "from": columns["from"] ?? columns["subject_label"] ?? columns["subject_id"],
            "to": columns["to"] ?? columns["object_label"] ?? columns["object_id"],
            "relation": columns["relation"] ?? columns["predicate_id"],
        ]
        for name in ["from", "to", "relation"] where isFound[name] == .some(nil) {
            throw InputError(
                "crosswalk-column-missing", file: file,
                problem: Bilingual(
                    en: "row 1: the crosswalk has no column '\(name)'; found: \(table.header.joined(separator: ", "))",
                    nl: "rij 1: de vertaaltabel heeft geen kolom '\(name)'; gevonden: \(table.header.joined(separator: ", "))"),
                remedy: Bilingual(
                    en: "the header needs at least from, to and relation",
                    nl: "de kop heeft minstens from, to en relation nodig"))
        }
        let used = Set(columns.values)
        let unknown = table.header.indices.filter {
            !used.contains($0) && !table.header[$0].isEmpty && !SSSOM.silent.contains(table.header[$0].lowercased())
        }
        if !unknown.isEmpty {
            let names = unknown.map { table.header[$0] }.joined(separator: ", ")
            notices.append(Notice(
                "crosswalk-columns-ignored",
                message: Bilingual(
                    en: "columns of the crosswalk that are not used: \(names)",
                    nl: "kolommen van de vertaaltabel die niet worden gebruikt: \(names)"),
                count: unknown.count))
        }
    }

    mutating func finish() {
        guard skipped > 0 else { return }
        notices.append(Notice(
            "crosswalk-no-term",
            message: Bilingual(
                en: "mappings to 'no term found', which say nothing about places, are left out",
                nl: "koppelingen met 'no term found', die niets over plekken zeggen, zijn weggelaten"),
            count: skipped))
    }

    mutating func read(_ source: CSVTable.Row) {
        func text(_ column: String) -> String? {
            guard let index = columns[column], index < source.fields.count else { return nil }
            let text = ClassText.normalised(source.fields[index])
            return text.isEmpty ? nil : text
        }
        func side(_ column: String, _ label: String, _ id: String) -> String? {
            columns[column] != nil ? text(column) : text(label) ?? text(id)
        }
        let count = problems.count
        var relation = Relation.unknown
        let (from, to) = (side("from", "subject_label", "subject_id"), side("to", "object_label", "object_id"))
        if columns["from"] == nil || columns["to"] == nil {
            if from == SSSOM.noTerm || to == SSSOM.noTerm {
                skipped += 1
                return
            }
            // An empty cell means "not on the map" in our own columns only.
            for (value, isOwn, column) in [
                (from, columns["from"] != nil, "subject_id"), (to, columns["to"] != nil, "object_id"),
            ] where value == nil && !isOwn {
                problem(
                    "crosswalk-mapping-empty", source.line, column,
                    Bilingual(en: "the mapping has no term on this side", nl: "de koppeling heeft aan deze kant geen term"),
                    Bilingual(
                        en: "fill it in; for 'not on the map' use the columns from and to and leave the cell empty",
                        nl: "vul het in; gebruik voor 'niet op de kaart' de kolommen from en to en laat de cel leeg"))
            }
        }
        if columns["relation"] == nil, let word = text("predicate_id") {
            let isNegated = text("predicate_modifier")?.lowercased() == "not"
            relation = known(
                SSSOM.relation(word), word, "predicate_id", source.line, SSSOM.predicateWords, SSSOM.predicateWords)
                .map { isNegated ? .unknown : $0 } ?? .unknown
        } else if let word = text("relation") {
            relation = known(CrosswalkWords.relation(word), word, "relation", source.line,
                "exact, old-within-new, new-within-old, overlap, disjoint, unknown",
                "gelijk, oud valt binnen nieuw, nieuw valt binnen oud, overlapt deels, sluit uit, onbekend") ?? .unknown
        } else {
            problem(
                "crosswalk-relation-empty", source.line, "relation",
                Bilingual(en: "the relation is empty", nl: "de relatie is leeg"),
                Bilingual(en: "write unknown when nobody has said", nl: "schrijf onbekend als niemand het heeft gezegd"))
        }
        var row = CrosswalkRow(
            line: source.line, theme: text("theme"), from: from, to: to, relation: relation)
        if let word = text("kind") {
            row.kind = known(CrosswalkWords.kind(word), word, "kind", source.line,
                ChangeKind.allCases.map(\.rawValue).joined(separator: ", "),
                "gelijk, hernoemd, gesplitst, samengevoegd, enger, ruimer, anders gedefinieerd, nieuw, vervallen, "
                    + "andere methode, ander niveau, onbekend")
        }
        if let word = text("row_complete") {
            row.rowIsComplete = known(CSVTable.flag(word), word, "row_complete", source.line, "yes, no", "ja, nee")
                ?? false
        }
        if let word = text("cause") {
            let cause = CrosswalkWords.cause(word).flatMap { Cause.documented.contains($0) ? $0 : nil }
            row.cause = known(cause, word, "cause", source.line,
                "D, A, B, C, R", "D (definitieverschil), A (besluit), B (nieuwe bron), C (herstelde fout), R (mogelijk echt)")
        }
        if let word = text("certainty") {
            row.certainty = known(CrosswalkWords.certainty(word), word, "certainty", source.line,
                "stated, inferred, guess", "vastgelegd, afgeleid, gok")
        }
        row.fractionLow = fraction(text("frac_lo"), "frac_lo", source.line)
        row.fractionHigh = fraction(text("frac_hi"), "frac_hi", source.line)
        row.fractionRegion = text("frac_region")
        row.source = text("source")
        row.page = text("page")
        row.author = text("author")
        row.owner = text("owner")
        row.date = text("date")
        row.note = text("note")
        row.step = text("step")
        if problems.count == count { rows.append(row) }
    }

    /// The word, or a problem that lists those that exist.
    private mutating func known<Word>(
        _ word: Word?, _ text: String, _ column: String, _ line: Int, _ en: String, _ nl: String
    ) -> Word? {
        if word == nil {
            problem(
                "crosswalk-unknown-word", line, column,
                Bilingual(en: "unknown word '\(text)'", nl: "onbekend woord '\(text)'"),
                Bilingual(en: "use one of: \(en)", nl: "gebruik een van: \(nl)"))
        }
        return word
    }

    private mutating func fraction(_ text: String?, _ column: String, _ line: Int) -> Double? {
        guard let text else { return nil }
        guard let value = CSVTable.number(text), (0...1).contains(value) else {
            problem(
                "crosswalk-fraction", line, column,
                Bilingual(en: "'\(text)' is not a share", nl: "'\(text)' is geen aandeel"),
                Bilingual(en: "write a number from 0 to 1", nl: "schrijf een getal van 0 tot 1"))
            return nil
        }
        return value
    }

    private mutating func problem(
        _ code: String, _ line: Int, _ column: String, _ problem: Bilingual, _ remedy: Bilingual
    ) {
        problems.append(.crosswalk(code, file: file, line: line, column: column, problem: problem, remedy: remedy))
    }
}

extension InputError {
    /// A problem of a crosswalk or legend file: names row and column.
    static func crosswalk(
        _ code: String, file: String?, line: Int, column: String, problem: Bilingual, remedy: Bilingual
    ) -> InputError {
        InputError(
            code, file: file,
            problem: Bilingual(
                en: "row \(line), column '\(column)': \(problem.en)",
                nl: "rij \(line), kolom '\(column)': \(problem.nl)"),
            remedy: remedy)
    }
}

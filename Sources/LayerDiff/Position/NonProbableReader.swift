public import GeoCore

extension NonProbablePair {
    /// Pairs of labels that are improbable by themselves, from CSV: columns `from` and `to` (empty is ∅), `theme` may be
    /// there; further columns are for people.
    ///
    /// - Parameters:
    ///   - theme: rows with another theme are left out; nil: all rows.
    ///   - name: how messages call the file; the path when nil.
    public static func read(
        _ path: String, theme: String?, name: String? = nil
    ) throws(InputError) -> [NonProbablePair] {
        let table = try CSVTable.read(path, name: name)
        func column(_ name: String) -> Int? {
            let aliases = CrosswalkWords.columns.first { $0.name == name }?.aliases ?? []
            return ([name] + aliases).lazy.compactMap { table.column($0) }.first
        }
        guard let from = column("from"), let to = column("to") else {
            throw InputError(
                "non-probable-column-missing", file: table.file,
                problem: Bilingual(
                    en: "row 1: the list of improbable pairs needs the columns 'from' and 'to'; found: \(table.header.joined(separator: ", "))",
                    nl: "rij 1: de lijst van onwaarschijnlijke overgangen heeft de kolommen 'from' en 'to' nodig; gevonden: \(table.header.joined(separator: ", "))"),
                remedy: Bilingual(en: "write the header as from,to", nl: "schrijf als kop: from,to"))
        }
        let themes = column("theme")
        var pairs: [NonProbablePair] = []
        for row in table.rows {
            func text(_ column: Int) -> String? {
                let text = ClassText.normalised(row.fields[column])
                return text.isEmpty ? nil : text
            }
            if let theme, let own = themes.flatMap(text), own != theme { continue }
            let pair = NonProbablePair(from: text(from), to: text(to))
            guard pair.from != nil || pair.to != nil else {
                throw .crosswalk(
                    "non-probable-empty", file: table.file, line: row.line, column: "from",
                    problem: Bilingual(
                        en: "both labels are empty: nowhere on the map at both dates is no change",
                        nl: "beide klassen zijn leeg: op geen van beide kaarten is geen verandering"),
                    remedy: Bilingual(en: "write a class or drop the row", nl: "vul een klasse in of laat de rij weg"))
            }
            if !pairs.contains(pair) { pairs.append(pair) }
        }
        return pairs
    }
}

extension DiffResult {
    /// Marks the cells on the list; they stay where the rules put them. Says how much lies in them.
    mutating func flag(_ pairs: [NonProbablePair]) -> [Notice] {
        guard !pairs.isEmpty else { return [] }
        let listed = Set(pairs)
        var area = 0.0
        var count = 0
        for index in matrix.indices where listed.contains(NonProbablePair(from: matrix[index].from, to: matrix[index].to)) {
            matrix[index].isNonProbable = true
            area += matrix[index].hectares
            count += 1
        }
        guard count > 0 else { return [] }
        return [
            Notice(
                "improbable",
                message: Bilingual(
                    en: "\(RoundedFigure(area).en) ha lies in transitions that the list calls improbable; they are flagged and counted as the rules say",
                    nl: "\(RoundedFigure(area).nl) ha ligt in overgangen die volgens de lijst onwaarschijnlijk zijn; ze zijn gemarkeerd en tellen zoals de regels zeggen"),
                count: count)
        ]
    }
}

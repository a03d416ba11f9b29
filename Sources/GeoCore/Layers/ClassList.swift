extension ClassList.Match {
    /// From a code as written: `*` any, empty = NULL or blank.
    public init(_ code: String) {
        let text = ClassText.normalised(code)
        self = text == "*" ? .any : text.isEmpty ? .blank : .text(text)
    }
}

extension ClassList {
    /// A code list from a CSV file: one column per field (headed by the field's name), then `class`; columns after
    /// it are for people.
    /// - Parameter name: how messages call the file; the path when nil.
    public static func read(_ path: String, name: String? = nil) throws(InputError) -> ClassList {
        let table = try CSVTable.read(path, name: name)
        guard let classColumn = table.column("class") ?? table.column("klasse"), classColumn > 0 else {
            throw InputError(
                "class-list-header", file: table.file,
                problem: Bilingual(
                    en: "a code list needs a column per field and then a column 'class'; found: \(table.header.joined(separator: ", "))",
                    nl: "een codelijst heeft een kolom per veld en dan een kolom 'class'; gevonden: \(table.header.joined(separator: ", "))"),
                remedy: Bilingual(
                    en: "write the header as FIELD;class", nl: "schrijf als kop: VELD;class"))
        }
        let rows = table.rows.map { row in
            Row(
                codes: row.fields[..<classColumn].map(Match.init),
                className: ClassText.normalised(row.fields[classColumn]))
        }
        return try ClassList(source: table.file, fields: Array(table.header[..<classColumn]), rows: rows)
            .checked(file: table.file)
    }

    /// The list itself when it has rows, and no two codes of a field differ only in case.
    func checked(file: String) throws(InputError) -> ClassList {
        guard !rows.isEmpty, !fields.isEmpty else {
            throw InputError(
                "class-list-empty", file: file,
                problem: Bilingual(en: "the code list is empty", nl: "de codelijst is leeg"),
                remedy: Bilingual(
                    en: "add a row per code, or class by field", nl: "voeg per code een regel toe, of gebruik een veld als klasse"))
        }
        for column in fields.indices {
            var seen: [String: String] = [:]
            for row in rows {
                guard case .text(let code) = row.codes[column] else { continue }
                let other = seen.updateValue(code, forKey: ClassText.caseKey(code)) ?? code
                if other != code { throw CaseTwins.problem(other, code, in: "code list", nl: "codelijst", file: file) }
            }
        }
        return self
    }

    /// Classes of a feature whose fields have these texts (empty = NULL or blank); nil when no row catches it,
    /// empty when it is to be left out.
    ///
    /// Of the rows that match, those with the fewest `*` count (ties: the pattern that stands first); several rows
    /// with the same codes give several classes.
    func classes(of texts: [String]) -> [String]? {
        var best: (stars: Int, codes: [Match])?
        for row in rows {
            let stars = row.codes.count { $0 == .any }
            if let best, best.stars <= stars { continue }
            if zip(row.codes, texts).allSatisfy({ $0.matches($1) }) { best = (stars, row.codes) }
        }
        guard let best else { return nil }
        var names: [String] = []
        for row in rows where row.codes == best.codes && !row.className.isEmpty && !names.contains(row.className) {
            names.append(row.className)
        }
        return names
    }
}

extension ClassList.Match {
    func matches(_ text: String) -> Bool {
        switch self {
        case .any: true
        case .blank: text.isEmpty
        case .text(let code): code == text
        }
    }
}

/// Texts that differ only in case: an error that proposes the fix, never silently one class or two.
enum CaseTwins {
    static func problem(
        _ a: String, _ b: String, in place: String, nl: String, file: String?, layer: String? = nil
    ) -> InputError {
        InputError(
            "case-twins", file: file, layer: layer,
            problem: Bilingual(
                en: "'\(a)' and '\(b)' differ only in case (\(place))",
                nl: "'\(a)' en '\(b)' verschillen alleen in hoofdletters (\(nl))"),
            remedy: Bilingual(
                en: "write them the same, or give a code list with a row for each",
                nl: "schrijf ze gelijk, of geef een codelijst met een regel voor elk"))
    }
}

public import GeoCore

extension LegendFile {
    /// Reads class properties from CSV: `class` is required, `theme, version, can_arise, can_vanish, name, order,
    /// colour` may be there.
    /// - Parameter name: how messages call the file; the path when nil.
    public static func read(_ path: String, name: String? = nil) throws(InputError) -> LegendFile {
        try LegendFile(CSVTable.read(path, name: name))
    }

    package init(_ table: CSVTable) throws(InputError) {
        func column(_ names: String...) -> Int? { names.lazy.compactMap { table.column($0) }.first }
        guard let classColumn = column("class", "klasse") else {
            throw InputError(
                "legend-column-missing", file: table.file,
                problem: Bilingual(
                    en: "row 1: the legend file has no column 'class'; found: \(table.header.joined(separator: ", "))",
                    nl: "rij 1: het legendabestand heeft geen kolom 'class'; gevonden: \(table.header.joined(separator: ", "))"),
                remedy: Bilingual(
                    en: "the header needs at least class", nl: "de kop heeft minstens class nodig"))
        }
        let columns = (
            theme: column("theme", "thema"), version: column("version", "versie"),
            arise: column("can_arise", "kan_ontstaan"), vanish: column("can_vanish", "kan_verdwijnen"),
            name: column("name", "naam"), order: column("order", "volgorde"), colour: column("colour", "color", "kleur")
        )
        file = table.file
        rows = []
        for source in table.rows {
            func text(_ column: Int?) -> String? {
                guard let column else { return nil }
                let text = ClassText.normalised(source.fields[column])
                return text.isEmpty ? nil : text
            }
            func flag(_ column: Int?, _ name: String) throws(InputError) -> Bool {
                guard let word = text(column) else { return true }
                guard let value = CSVTable.flag(word) else {
                    throw .crosswalk(
                        "legend-unknown-word", file: table.file, line: source.line, column: name,
                        problem: Bilingual(en: "unknown word '\(word)'", nl: "onbekend woord '\(word)'"),
                        remedy: Bilingual(en: "use yes or no", nl: "gebruik ja of nee"))
                }
                return value
            }
            guard let className = text(classColumn) else {
                throw .crosswalk(
                    "legend-class-empty", file: table.file, line: source.line, column: "class",
                    problem: Bilingual(en: "the class is empty", nl: "de klasse is leeg"),
                    remedy: Bilingual(en: "write the class or drop the row", nl: "vul de klasse in of laat de rij weg"))
            }
            rows.append(Row(
                line: source.line, theme: text(columns.theme), className: className, version: text(columns.version),
                canArise: try flag(columns.arise, "can_arise"), canVanish: try flag(columns.vanish, "can_vanish"),
                name: text(columns.name), order: text(columns.order).flatMap { Int($0) },
                colour: text(columns.colour)))
        }
    }
}

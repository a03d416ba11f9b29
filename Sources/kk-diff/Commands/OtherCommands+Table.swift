import GeoCore

extension CommandTable {
    static let crosswalkLint = Command(
        name: "crosswalk lint", operands: "CROSSWALK.csv", operandCount: 1...1,
        summary: Bilingual(
            en: "Look for contradictions and gaps in a crosswalk, before it is used.",
            nl: "Zoek tegenspraken en gaten in een vertaaltabel, voor zij gebruikt wordt."),
        notes: [],
        options: [
            OptionSpec(
                name: "theme", kind: .value("NAME"),
                summary: Bilingual(en: "only the rows of this theme", nl: "alleen de regels van dit thema"), isCommon: true),
            classes, format, csv, language, quiet,
        ],
        examples: [
            .init(
                line: "kk-diff crosswalk lint crosswalk.csv",
                purpose: Bilingual(en: "is this table sound?", nl: "deugt deze tabel?"))
        ],
        run: CrosswalkLintCommand.run)
}

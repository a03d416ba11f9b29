import GeoCore

extension CommandTable {
    static let inspect = Command(
        name: "inspect", operands: "FILE…", operandCount: 1...100_000,
        summary: Bilingual(
            en: "Say what is in map files: layers, fields with their values and hectares, overlaps, odd geometries.",
            nl: "Zeg wat er in kaartbestanden zit: lagen, velden met waarden en hectares, overlap, vreemde vlakken."),
        notes: [],
        options: [
            OptionSpec(
                name: "layer", kind: .value("NAME"),
                summary: Bilingual(en: "only this layer", nl: "alleen deze laag"), isCommon: true),
            OptionSpec(
                name: "assume-crs", kind: .value("EPSG:N"),
                summary: Bilingual(
                    en: "coordinate system of a file that does not say it",
                    nl: "coördinatenstelsel van een bestand dat het niet zegt"),
                isCommon: true),
            OptionSpec(
                name: "encoding", kind: .value("NAME"),
                summary: Bilingual(
                    en: "encoding of texts that are not UTF-8, such as CP850 or windows-1252",
                    nl: "codering van teksten die geen UTF-8 zijn, zoals CP850 of windows-1252"),
                isCommon: true),
            format, csv, language, threads, quiet,
        ],
        examples: [
            .init(
                line: "kk-diff inspect old.geojson",
                purpose: Bilingual(en: "which field holds the class?", nl: "in welk veld staat de klasse?"))
        ],
        run: InspectCommand.run)

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

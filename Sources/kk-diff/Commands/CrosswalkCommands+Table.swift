import GeoCore
import LayerDiff

extension CommandTable {
    private static let outFile = OptionSpec(
        name: "out", kind: .value("FILE"),
        summary: Bilingual(
            en: "write the crosswalk to this new file (default: standard output)",
            nl: "schrijf de vertaaltabel naar dit nieuwe bestand (standaard: standaarduitvoer)"),
        isCommon: true)
    private static let sssom = OptionSpec(
        name: "sssom", kind: .off,
        summary: Bilingual(
            en: "write SSSOM/TSV: the columns of SSSOM beside our own (skos:broadMatch = old-within-new)",
            nl: "schrijf SSSOM/TSV: de kolommen van SSSOM naast de eigen (skos:broadMatch = oud valt binnen nieuw)"))
    private static let theme = OptionSpec(
        name: "theme", kind: .value("NAME"),
        summary: Bilingual(en: "only the rows of this theme", nl: "alleen de regels van dit thema"), isCommon: true)

    static let crosswalkCompose = Command(
        name: "crosswalk compose", operands: "CROSSWALK.csv…", operandCount: 1...100,
        summary: Bilingual(
            en: "Work out one crosswalk over several revisions from the crosswalks of each step.",
            nl: "Leid één vertaaltabel over meer herzieningen af uit de vertaaltabellen van elke stap."),
        notes: [
            Bilingual(
                en: "The files are in order of time; a file with more than one value in column 'step' is several steps. Only what follows from the sets is written, the rest is unknown. Causes and shares of single steps are left out.",
                nl: "De bestanden staan in volgorde van tijd; een bestand met meer waarden in de kolom 'stap' is meer stappen. Alleen wat uit de verzamelingen volgt wordt geschreven, de rest is onbekend. Oorzaken en aandelen van losse stappen vervallen.")
        ],
        options: [theme, outFile, classes, sssom, format, csv, language, quiet],
        examples: [
            .init(
                line: "kk-diff crosswalk compose step-1.csv step-2.csv",
                purpose: Bilingual(en: "two steps into one table", nl: "twee stappen in één tabel"))
        ],
        run: CrosswalkComposeCommand.run)

    static let crosswalkSuggest = Command(
        name: "crosswalk suggest", operands: "OLD NEW", operandCount: 2...2,
        summary: Bilingual(
            en: "Propose the rows of a crosswalk from what two maps share; every relation is left 'unknown'.",
            nl: "Stel de regels van een vertaaltabel voor uit wat twee kaarten delen; elke relatie blijft 'onbekend'."),
        notes: [
            Bilingual(
                en: "The numbers stand in column 'note' and are never used: what two definitions have in common is for people to say.",
                nl: "De cijfers staan in de kolom 'opmerking' en worden nooit gebruikt: wat twee definities delen is aan mensen.")
        ],
        options: classOptions + [
            outFile,
            OptionSpec(
                name: "theme", kind: .value("NAME"),
                summary: Bilingual(en: "write this theme in every row", nl: "schrijf dit thema in elke regel"), isCommon: true),
            OptionSpec(
                name: "frame", kind: .value("FILE"),
                summary: Bilingual(en: "only what lies in this area", nl: "alleen wat in dit gebied ligt"), isCommon: true),
            OptionSpec(
                name: "crs", kind: .value("EPSG:N"),
                summary: Bilingual(
                    en: "compute areas in this system; layers in another one are transformed",
                    nl: "reken oppervlakten in dit stelsel; lagen in een ander stelsel worden omgerekend")),
            format, language,
        ] + layerOptions + [
            OptionSpec(
                name: "least-share", kind: .value("SHARE"),
                summary: Bilingual(
                    en: "leave out pairs that share less of both their classes (default 0.01)",
                    nl: "laat paren weg die van beide klassen minder delen (standaard 0.01)")),
            sssom, repair, csv, threads, quiet,
        ],
        examples: [
            .init(
                line: "kk-diff crosswalk suggest old.geojson new.geojson --class type",
                purpose: Bilingual(en: "a table to fill in", nl: "een tabel om in te vullen"))
        ],
        run: CrosswalkSuggestCommand.run)
}

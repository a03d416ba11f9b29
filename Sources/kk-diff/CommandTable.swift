import GeoCore
import LayerDiff

/// The only list of commands and options. Help, usage errors and the documentation are printed from it.
enum CommandTable {
    static let summary = Bilingual(
        en: "Compares two versions of a classified map, and checks plans against a catalogue of map layers.",
        nl: "Vergelijkt twee versies van een kaart met klassen, en toetst plannen aan een catalogus van kaartlagen.")

    static let commands: [Command] = [
        diff, compare, initialise, check, stack, inspect, crosswalkLint,
        crosswalkCompose, crosswalkSuggest, sampleDesign, sampleEstimate, explain, verify,
        catalogueInit, catalogueIndex, catalogueLint, catalogueDiff,
    ]

    // MARK: options that several commands share

    static let format = OptionSpec(
        name: "format", kind: .value("FORMAT"),
        summary: Bilingual(en: "form of the output (default text)", nl: "vorm van de uitvoer (standaard text)"),
        isCommon: true, choices: OutputFormat.allCases.map(\.rawValue))
    static let csv = OptionSpec(
        name: "csv", kind: .value("DIALECT"),
        summary: Bilingual(
            en: "how CSV is written: en = comma, point; nl = semicolon, decimal comma, byte-order mark (Excel)",
            nl: "hoe CSV geschreven wordt: en = komma, punt; nl = puntkomma, decimale komma, BOM (Excel)"),
        choices: ["en", "nl"])
    static let language = OptionSpec(
        name: "lang", kind: .value("LANG"),
        summary: Bilingual(
            en: "language; default: text from the locale, JSON, CSV and Markdown en",
            nl: "taal; standaard: tekst volgens de landinstelling, JSON, CSV en Markdown en"),
        isCommon: true, choices: ["nl", "en"])
    static let threads = OptionSpec(
        name: "threads", kind: .value("N"),
        summary: Bilingual(
            en: "worker threads (default: one per core); the result is the same for every N",
            nl: "aantal threads (standaard: een per kern); de uitkomst is voor elke N gelijk"))
    static let quiet = OptionSpec(
        name: "quiet", kind: .off,
        summary: Bilingual(en: "no progress and no notices", nl: "geen voortgang en geen meldingen"))
    static let exitCode = OptionSpec(
        name: "exit-code", kind: .off,
        summary: Bilingual(en: "exit with 1 when differences are found", nl: "eindig met 1 als er verschillen zijn"))
    static let repair = OptionSpec(
        name: "repair", kind: .value("HOW"),
        summary: Bilingual(
            en: "polygons that cross themselves: stop, or repair them (structure: keep what is inside; linework: keep all lines)",
            nl: "vlakken die zichzelf kruisen: stoppen, of herstellen (structure: houd wat binnen ligt; linework: houd alle lijnen)"),
        choices: ["stop", "structure", "linework"])
    static let classes = OptionSpec(
        name: "classes", kind: .value("HOW"),
        summary: Bilingual(
            en: "one-of: a place has at most one class; any-of: classes may lie on each other, each is compared on its own",
            nl: "one-of: een plek heeft hooguit één klasse; any-of: klassen mogen over elkaar liggen, elk wordt apart vergeleken"),
        choices: ClassMode.allCases.map(\.rawValue))
    static let hash = OptionSpec(
        name: "hash", kind: .off,
        summary: Bilingual(en: "record the SHA-256 of the input files", nl: "leg de SHA-256 van de invoerbestanden vast"))

    /// What says which features of a file are meant, and where they lie.
    static let layerOptions: [OptionSpec] = [
        OptionSpec(
            name: "layer", kind: .value("NAME"),
            summary: Bilingual(
                en: "which layer of the file (needed when it has several)",
                nl: "welke laag van het bestand (nodig als het er meer heeft)"),
            hasSides: true),
        OptionSpec(
            name: "where", kind: .value("FIELD=VALUE[|VALUE]"),
            summary: Bilingual(
                en: "keep only features with one of these values", nl: "houd alleen objecten met een van deze waarden"),
            repeats: true, hasSides: true),
        OptionSpec(
            name: "where-not", kind: .value("FIELD=VALUE[|VALUE]"),
            summary: Bilingual(
                en: "leave out features with one of these values", nl: "laat objecten met een van deze waarden weg"),
            repeats: true, hasSides: true),
        OptionSpec(
            name: "assume-crs", kind: .value("EPSG:N"),
            summary: Bilingual(
                en: "coordinate system of a file that does not say it", nl: "coördinatenstelsel van een bestand dat het niet zegt"),
            hasSides: true),
        OptionSpec(
            name: "encoding", kind: .value("NAME"),
            summary: Bilingual(
                en: "encoding of texts that are not UTF-8, such as CP850 or windows-1252",
                nl: "codering van teksten die geen UTF-8 zijn, zoals CP850 of windows-1252"),
            hasSides: true),
    ]

    /// What gives a feature its class.
    static let classOptions: [OptionSpec] = [
        OptionSpec(
            name: "class", kind: .value("FIELD[,FIELD]"),
            summary: Bilingual(
                en: "the field that holds the class; several fields are joined by ' / '",
                nl: "het veld met de klasse; meer velden worden verbonden met ' / '"),
            isCommon: true, hasSides: true),
        OptionSpec(
            name: "class-name", kind: .value("TEXT"),
            summary: Bilingual(
                en: "all features are one class with this name (without any class option: the layer's name)",
                nl: "alle objecten zijn één klasse met deze naam (zonder klasse-optie: de naam van de laag)"),
            isCommon: true, hasSides: true),
        OptionSpec(
            name: "class-list", kind: .value("FILE.csv"),
            summary: Bilingual(
                en: "a code list: one column per field, then 'class'; * is any value, empty is no value",
                nl: "een codelijst: een kolom per veld, dan 'class'; * is elke waarde, leeg is geen waarde"),
            isCommon: true, hasSides: true),
    ]
}

/// `--format`.
enum OutputFormat: String, CaseIterable {
    case text
    case json
    case csv
    case md
}

import GeoCore

extension CommandTable {
    /// `--out`, for the commands that write a folder of results.
    static let out = OptionSpec(
        name: "out", kind: .value("DIR"),
        summary: Bilingual(
            en: "also write tables, workbook, map and report into this folder (new, empty, or an earlier result)",
            nl: "schrijf ook tabellen, werkboek, kaart en verslag in deze map (nieuw, leeg, of een eerdere uitkomst)"),
        isCommon: true)

    static let explain = Command(
        name: "explain", operands: "DIR [FACE]", operandCount: 1...2,
        summary: Bilingual(
            en: "Say why a place has its cause: every rule with its answer, the row and the evidence used.",
            nl: "Zeg waarom een plek deze oorzaak heeft: elke regel met het antwoord, de gebruikte regel van de vertaaltabel en het bewijs."),
        notes: [
            Bilingual(
                en: "DIR is a folder that diff --out wrote; FACE is a name from its layer 'faces' (f1, f2, …).",
                nl: "DIR is een map die diff --out schreef; FACE is een naam uit de laag 'faces' (f1, f2, …).")
        ],
        options: [
            OptionSpec(
                name: "at", kind: .value("X,Y"),
                summary: Bilingual(
                    en: "the place instead of a name, in the coordinates of the map",
                    nl: "de plek in plaats van een naam, in de coördinaten van de kaart"),
                isCommon: true),
            format, csv, language, quiet,
        ],
        examples: [],
        run: ExplainCommand.run)

    static let verify = Command(
        name: "verify", operands: "DIR", operandCount: 1...1,
        summary: Bilingual(
            en: "Make an earlier result again from its inputs and compare it byte for byte.",
            nl: "Maak een eerdere uitkomst opnieuw uit de invoer en vergelijk byte voor byte."),
        notes: [
            Bilingual(
                en: "Exit status 1 when an output differs; 2 when an input is missing or was changed, and then nothing is made.",
                nl: "Afsluitcode 1 als uitvoer verschilt; 2 als invoer ontbreekt of gewijzigd is, en dan wordt er niets gemaakt.")
        ],
        options: [
            OptionSpec(
                name: "inputs", kind: .value("DIR"),
                summary: Bilingual(
                    en: "where the inputs lie now (default: where they lay, as seen from the folder)",
                    nl: "waar de invoer nu staat (standaard: waar die stond, gezien vanuit de map)"),
                isCommon: true),
            format, csv, language, threads, quiet,
        ],
        examples: [],
        run: VerifyCommand.run)
}

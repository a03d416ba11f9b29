import GeoCore

extension CommandTable {
    static let catalogueInit = Command(
        name: "catalogue init", operands: "FILE…", operandCount: 1...100_000,
        summary: Bilingual(
            en: "Draft a catalogue from map files: one unit per layer, texts still to be written.",
            nl: "Schets een catalogus uit kaartbestanden: één eenheid per laag, teksten nog te schrijven."),
        notes: [
            Bilingual(
                en: "The draft goes to standard output. Files in it are named as on the command line; a catalogue looks for them from its own folder.",
                nl: "De schets gaat naar de standaarduitvoer. Bestanden staan erin zoals op de opdrachtregel; een catalogus zoekt ze vanuit de eigen map.")
        ],
        options: [
            OptionSpec(
                name: "name", kind: .value("TEXT"),
                summary: Bilingual(en: "name of the catalogue", nl: "naam van de catalogus"), isCommon: true),
            OptionSpec(
                name: "each", kind: .value("FIELD"),
                summary: Bilingual(
                    en: "layers with this field become one unit per value", nl: "lagen met dit veld worden één eenheid per waarde"),
                isCommon: true),
            OptionSpec(
                name: "assume-crs", kind: .value("EPSG:N"),
                summary: Bilingual(
                    en: "coordinate system of a file that does not say it",
                    nl: "coördinatenstelsel van een bestand dat het niet zegt"),
                isCommon: true),
            language, threads, quiet,
        ],
        examples: [
            .init(
                line: "kk-diff catalogue init old.geojson",
                purpose: Bilingual(en: "a draft to fill in", nl: "een schets om in te vullen"))
        ],
        run: CatalogueInitCommand.run)

    static let catalogueIndex = Command(
        name: "catalogue index", operands: "[CATALOGUE.json]", operandCount: 0...1,
        summary: Bilingual(
            en: "Measure a catalogue once, so that a check reads only what lies near the plan.",
            nl: "Meet een catalogus één keer, zodat een toets alleen leest wat bij het plan ligt."),
        notes: [
            Bilingual(
                en: "Writes CATALOGUE.index.json beside the catalogue (default: $KK_DIFF_CATALOGUE). A map that changes afterwards is noticed and read whole.",
                nl: "Schrijft CATALOGUS.index.json naast de catalogus (standaard: $KK_DIFF_CATALOGUE). Een kaart die daarna verandert wordt opgemerkt en geheel gelezen.")
        ],
        options: [format, csv, language, threads, quiet],
        // It writes beside its input: no example that a test could run.
        examples: [],
        run: CatalogueIndexCommand.run)

    static let catalogueLint = Command(
        name: "catalogue lint", operands: "[CATALOGUE.json]", operandCount: 0...1,
        summary: Bilingual(
            en: "Look into every map of a catalogue: what each unit holds, and what is wrong or missing.",
            nl: "Kijk in elke kaart van een catalogus: wat elke eenheid bevat, en wat er mis is of ontbreekt."),
        notes: [],
        options: [format, csv, language, threads, quiet],
        examples: [
            .init(
                line: "kk-diff catalogue lint catalogue-2010.json",
                purpose: Bilingual(en: "is this catalogue sound?", nl: "deugt deze catalogus?"))
        ],
        run: CatalogueLintCommand.run)

    static let catalogueDiff = Command(
        name: "catalogue diff", operands: "OLD.json NEW.json", operandCount: 2...2,
        summary: Bilingual(
            en: "Two versions of a catalogue: which units moved and by how much, which texts and levels changed.",
            nl: "Twee versies van een catalogus: welke eenheden op de kaart veranderden en hoeveel, welke teksten en niveaus."),
        notes: [],
        options: [format, csv, language, exitCode, threads, quiet],
        examples: [
            .init(
                line: "kk-diff catalogue diff catalogue-2010.json catalogue.json",
                purpose: Bilingual(en: "what has changed?", nl: "wat is er veranderd?"))
        ],
        run: CatalogueDiffCommand.run)
}

import GeoCore

extension CommandTable {
    static let sampleDesign = Command(
        name: "sample design", operands: "FILE", operandCount: 1...1,
        summary: Bilingual(
            en: "Draw random points to look at, by stratum: the classes of a layer, such as the causes of the faces of a comparison.",
            nl: "Trek willekeurige punten om te bekijken, per stratum: de klassen van een laag, zoals de oorzaken van de deelvlakken van een vergelijking."),
        notes: [
            Bilingual(
                en: "The features must not lie on each other. With --frame, what no feature covers is a stratum too. Fill in column 'changed' (yes or no; from QGIS export as CSV) and give the file to 'sample estimate'.",
                nl: "De vlakken mogen niet op elkaar liggen. Met --frame is ook wat geen vlak bedekt een stratum. Vul de kolom 'veranderd' in (ja of nee; exporteer uit QGIS als CSV) en geef het bestand aan 'sample estimate'.")
        ],
        options: classOptions.map(withoutSides) + [
            OptionSpec(
                name: "size", kind: .value("N"),
                summary: Bilingual(en: "number of points in all strata together", nl: "aantal punten in alle strata samen"),
                isCommon: true),
            OptionSpec(
                name: "minimum", kind: .value("N"),
                summary: Bilingual(
                    en: "at least this many points per stratum (default 2); the others go by area",
                    nl: "minstens zoveel punten per stratum (standaard 2); de andere gaan naar oppervlakte")),
            OptionSpec(
                name: "seed", kind: .value("N"),
                summary: Bilingual(
                    en: "start of the random numbers (default 1): the same seed gives the same points",
                    nl: "begin van de toevalsgetallen (standaard 1): hetzelfde getal geeft dezelfde punten"),
                isCommon: true),
            OptionSpec(
                name: "frame", kind: .value("FILE"),
                summary: Bilingual(
                    en: "the study area: what no feature covers is a stratum of its own",
                    nl: "het studiegebied: wat geen vlak bedekt is een eigen stratum"),
                isCommon: true),
            OptionSpec(
                name: "rest", kind: .value("NAME"),
                summary: Bilingual(
                    en: "name of that stratum (default P)", nl: "naam van dat stratum (standaard P)")),
            OptionSpec(
                name: "out", kind: .value("FILE"),
                summary: Bilingual(
                    en: "write the points to this new file, CSV or .gpkg (default: CSV on standard output)",
                    nl: "schrijf de punten naar dit nieuwe bestand, CSV of .gpkg (standaard: CSV op standaarduitvoer)"),
                isCommon: true),
        ] + layerOptions.map(withoutSides) + [format, csv, language, threads, quiet],
        examples: [
            .init(
                line: "kk-diff sample design new.geojson --class type --size 20 --seed 7",
                purpose: Bilingual(en: "twenty points by class", nl: "twintig punten per klasse verdeeld"))
        ],
        run: SampleDesignCommand.run)

    static let sampleEstimate = Command(
        name: "sample estimate", operands: "SAMPLE.csv", operandCount: 1...1,
        summary: Bilingual(
            en: "Estimate how many hectares changed from points that were judged, with the 95 % interval.",
            nl: "Schat uit beoordeelde punten hoeveel hectare veranderd is, met het 95 %-interval."),
        notes: [
            Bilingual(
                en: "Needs the columns stratum, stratum_ha and changed (yes or no; empty: not judged), as 'sample design' writes them.",
                nl: "Nodig zijn de kolommen stratum, stratum_ha en veranderd (ja of nee; leeg: niet beoordeeld), zoals 'sample design' ze schrijft.")
        ],
        options: [format, csv, language, quiet],
        examples: [
            .init(
                line: "kk-diff sample estimate judged.csv",
                purpose: Bilingual(en: "the estimate and its margin", nl: "de schatting en haar marge"))
        ],
        run: SampleEstimateCommand.run)

    /// A command with one layer has no sides.
    private static func withoutSides(_ option: OptionSpec) -> OptionSpec {
        var option = option
        option.hasSides = false
        return option
    }
}

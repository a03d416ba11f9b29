import GeoCore

extension CommandTable {
    /// Options of `check` about other plans, results and maps.
    static let deskOptions: [OptionSpec] = [
        OptionSpec(
            name: "out", kind: .value("DIR"),
            summary: Bilingual(
                en: "write rapport.html, rapport.md, result.json, deelvragen.html, kaart.svg, hits.gpkg with kaart.qgs for QGIS, hits.geojson and hits.csv to this folder",
                nl: "schrijf rapport.html, rapport.md, result.json, deelvragen.html, kaart.svg, hits.gpkg met kaart.qgs voor QGIS, hits.geojson en hits.csv in deze map"),
            isCommon: true),
        OptionSpec(
            name: "variants", kind: .off,
            summary: Bilingual(
                en: "show the plans side by side as variants: per unit the hectares, the share and the parts after the cut",
                nl: "zet de plannen als varianten naast elkaar: per eenheid de hectares, het deel en de delen na doorsnijding"),
            isCommon: true),
        OptionSpec(
            name: "against", kind: .value("EARLIER.json"),
            summary: Bilingual(
                en: "say what changed since an earlier check of the plan (JSON of that check)",
                nl: "zeg wat er veranderde sinds een eerdere toets van het plan (JSON van die toets)")),
        OptionSpec(
            name: "against-catalogue", kind: .value("OTHER.json"),
            summary: Bilingual(
                en: "check against a second catalogue too, for instance of an older map, and say where the answer differs",
                nl: "toets ook aan een tweede catalogus, bijvoorbeeld van een oudere kaart, en zeg waar het antwoord verschilt")),
        OptionSpec(
            name: "changes", kind: .value("DIR"),
            summary: Bilingual(
                en: "folder of 'diff --out' or 'compare --out': say where and why those two maps differ inside the plan",
                nl: "map van 'diff --out' of 'compare --out': zeg waar en waarom die twee kaarten verschillen binnen het plan")),
        OptionSpec(
            name: "register", kind: .value("PLANS"),
            summary: Bilingual(
                en: "other plans (file or folder): what else lies in the same units, and how near",
                nl: "andere plannen (bestand of map): wat er nog in dezelfde eenheden ligt, en hoe dichtbij"),
            repeats: true),
    ]

    /// `--format` of `check`.
    static let checkFormat = OptionSpec(
        name: "format", kind: .value("FORMAT"),
        summary: Bilingual(
            en: "form of the output (default text); jsonl: one line per plan as it is done, for batches",
            nl: "vorm van de uitvoer (standaard text); jsonl: één regel per plan zodra het klaar is, voor series"),
        isCommon: true, choices: OutputFormat.allCases.map(\.rawValue) + ["jsonl"])
}

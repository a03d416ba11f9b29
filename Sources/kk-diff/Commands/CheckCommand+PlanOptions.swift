import GeoCore

extension CommandTable {
    /// Options of `check` that say what the plan is, and what is done to the ground in it.
    static let planOptions: [OptionSpec] = [
        OptionSpec(
            name: "at", kind: .value("X,Y"),
            summary: Bilingual(
                en: "a search area without a file: the centre, in metres in the catalogue's CRS",
                nl: "een zoekgebied zonder bestand: het middelpunt, in meters in het stelsel van de catalogus")),
        OptionSpec(
            name: "radius", kind: .value("M"),
            summary: Bilingual(en: "radius of the search area", nl: "straal van het zoekgebied")),
        OptionSpec(
            name: "buffer", kind: .value("M"),
            summary: Bilingual(
                en: "grow the plan by this; the width on both sides of a plan that is a line",
                nl: "maak het plan zoveel groter; de breedte aan weerszijden van een plan dat een lijn is")),
        OptionSpec(
            name: "disturbed-area", kind: .value("M2"),
            summary: Bilingual(
                en: "area of the disturbance of the ground, for the thresholds of archaeology",
                nl: "oppervlakte van de bodemingreep, voor de drempels van archeologie")),
        OptionSpec(
            name: "depth", kind: .value("CM"),
            summary: Bilingual(en: "depth of the disturbance of the ground", nl: "diepte van de bodemingreep")),
        OptionSpec(
            name: "topsoil", kind: .value("yes|no"),
            summary: Bilingual(
                en: "whether the ground has a topsoil (natural land may have none)",
                nl: "of de grond een bouwvoor heeft (natuurgrond soms niet)")),
        OptionSpec(
            name: "farmland", kind: .value("yes|no"),
            summary: Bilingual(en: "whether the ground is farmland", nl: "of de grond landbouwgrond is")),
        OptionSpec(
            name: "disturbed-area-field", kind: .value("FIELD"),
            summary: Bilingual(
                en: "field of the plan file with the disturbed area in m²", nl: "veld van het planbestand met de oppervlakte van de bodemingreep in m²")),
        OptionSpec(
            name: "depth-field", kind: .value("FIELD"),
            summary: Bilingual(
                en: "field of the plan file with the depth in cm", nl: "veld van het planbestand met de diepte in cm")),
    ]
}

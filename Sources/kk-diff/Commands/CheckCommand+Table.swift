import GeoCore

extension CommandTable {
    static let check = Command(
        name: "check", operands: "PLAN…", operandCount: 0...100_000,
        summary: Bilingual(
            en: "Check plan outlines against a catalogue of map layers: what they overlap, border, are near to, or cannot be tested on.",
            nl: "Toets plangebieden aan een catalogus van kaartlagen: wat ze overlappen, waaraan ze grenzen, wat nabij is en wat niet te toetsen is."),
        notes: [
            Bilingual(
                en: "PLAN is GML (IMRO, GIO), GeoPackage, GeoJSON or WKT, a zip with these, anything ogr2ogr reads (Shapefile, DXF, …), or a folder of these. All polygons of a file are one plan, unless the file says which outline is the plan. A unit without data is 'no data', never 'not on the map'.",
                nl: "PLAN is GML (IMRO, GIO), GeoPackage, GeoJSON of WKT, een zip daarmee, wat ogr2ogr leest (Shapefile, DXF, …), of een map daarmee. Alle vlakken van een bestand zijn samen één plan, tenzij het bestand zegt welke omtrek het plan is. Een eenheid zonder gegevens is 'geen gegevens', nooit 'niet op de kaart'.")
        ],
        options: [
            OptionSpec(
                name: "catalogue", kind: .value("CATALOGUE.json"),
                summary: Bilingual(
                    en: "the map layers to check against (default: $KK_DIFF_CATALOGUE)",
                    nl: "de kaartlagen om aan te toetsen (standaard: $KK_DIFF_CATALOGUE)"),
                isCommon: true),
            OptionSpec(
                name: "tolerance", kind: .value("M"),
                summary: Bilingual(
                    en: "overlaps and gaps up to this width count as bordering (default: the catalogue's, else 0)",
                    nl: "overlap en ruimte tot deze breedte telt als grenzen aan (standaard: die van de catalogus, anders 0)"),
                isCommon: true),
            OptionSpec(
                name: "near", kind: .value("M"),
                summary: Bilingual(
                    en: "report units up to this distance as near (default: the catalogue's, else none)",
                    nl: "meld eenheden tot deze afstand als nabij (standaard: die van de catalogus, anders geen)")),
            OptionSpec(
                name: "far", kind: .value("M"),
                summary: Bilingual(
                    en: "give distances up to this far (default: the catalogue's, else no limit)",
                    nl: "geef afstanden tot zo ver (standaard: die van de catalogus, anders zonder grens)")),
            OptionSpec(
                name: "plan", kind: .value("NAME"),
                summary: Bilingual(
                    en: "which outline is the plan, when the file holds several: its name, the beginning of it, or its number",
                    nl: "welke omtrek het plan is, als het bestand er meer bevat: de naam, het begin ervan, of het nummer"),
                isCommon: true),
            OptionSpec(
                name: "each", kind: .value("FIELD"),
                summary: Bilingual(
                    en: "one plan per value of this field", nl: "één plan per waarde van dit veld"),
                isCommon: true),
            OptionSpec(
                name: "case", kind: .value("TEXT"),
                summary: Bilingual(en: "case number, printed with the result", nl: "zaaknummer, staat bij de uitkomst"),
                isCommon: true),
            checkFormat, language,
        ] + planOptions + [
            OptionSpec(
                name: "plan-crs", kind: .value("EPSG:N"),
                summary: Bilingual(
                    en: "coordinate system of plans that do not say it",
                    nl: "coördinatenstelsel van plannen die het niet zeggen")),
            repair,
            OptionSpec(
                name: "share", kind: .on,
                summary: Bilingual(
                    en: "leave out which part of each unit the plan takes (faster: reads only what the plan touches)",
                    nl: "laat weg welk deel van elke eenheid het plan beslaat (sneller: leest alleen wat het plan raakt)")),
            OptionSpec(
                name: "areas-only", kind: .off,
                summary: Bilingual(
                    en: "only hectares of plans in polygon units, for thousands of plans at once (JSON: a line per plan)",
                    nl: "alleen hectares van plannen in vlakkeneenheden, voor duizenden plannen tegelijk (JSON: een regel per plan)")),
        ] + deskOptions + [csv, threads, quiet],
        examples: [
            .init(
                line: "kk-diff check plan.geojson --catalogue catalogue.json",
                purpose: Bilingual(en: "one plan, tolerances of the catalogue", nl: "één plan, met de speling van de catalogus")),
            .init(
                line: "kk-diff check plan.geojson --catalogue catalogue.json --tolerance 0.5 --near 250 --format json",
                purpose: Bilingual(en: "own tolerances, for scripts", nl: "eigen speling, voor scripts")),
        ],
        run: CheckCommand.run)
}

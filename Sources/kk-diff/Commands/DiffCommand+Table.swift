import GeoCore
import LayerDiff
import MapReport

extension CommandTable {
    static let diff = Command(
        name: "diff", operands: "OLD NEW", operandCount: 2...2,
        summary: Bilingual(
            en: "Account every hectare of two versions of a map: unchanged, other definition, possibly real, or open.",
            nl: "Verantwoord elke hectare van twee versies van een kaart: gelijk, andere definitie, mogelijk echt, of open."),
        notes: [
            Bilingual(
                en: "OLD and NEW are GeoPackage, GeoJSON or WKT, or anything ogr2ogr reads (Shapefile, GML, …), in the same projected coordinate system (or give --crs). Without --crosswalk nothing is known about the definitions and every difference stays open.",
                nl: "OLD en NEW zijn GeoPackage, GeoJSON of WKT, of wat ogr2ogr leest (Shapefile, GML, …), in hetzelfde geprojecteerde coördinatenstelsel (of geef --crs). Zonder --crosswalk is over de definities niets bekend en blijft elk verschil open.")
        ],
        options: classOptions + [
            OptionSpec(
                name: "crosswalk", kind: .value("FILE.csv"),
                summary: Bilingual(
                    en: "how each old class stands to each new one (columns from, to, relation, …)",
                    nl: "vertaaltabel: hoe elke oude klasse zich tot elke nieuwe verhoudt (kolommen from, to, relation, …)"),
                isCommon: true),
            OptionSpec(
                name: "frame", kind: .value("FILE"),
                summary: Bilingual(
                    en: "count only inside this area (default: what either map covers)",
                    nl: "tel alleen binnen dit gebied (standaard: wat een van beide kaarten bedekt)"),
                isCommon: true),
            OptionSpec(
                name: "crs", kind: .value("EPSG:N"),
                summary: Bilingual(
                    en: "compute areas in this system; layers in another one are transformed",
                    nl: "reken oppervlakten in dit stelsel; lagen in een ander stelsel worden omgerekend")),
            OptionSpec(
                name: "tolerance", kind: .value("M"),
                summary: Bilingual(
                    en: "borders drawn less than this apart may be the same: thin places near both are drawing differences (default 0)",
                    nl: "grenzen die minder dan dit uit elkaar liggen kunnen dezelfde zijn: smalle plekken daarbij zijn tekenverschil (standaard 0)"),
                isCommon: true),
            format, language, out,
        ] + layerOptions + [
            OptionSpec(
                name: "old-accuracy", kind: .value("M"),
                summary: Bilingual(
                    en: "positional accuracy of the old map; with --new-accuracy in place of --tolerance",
                    nl: "tekennauwkeurigheid van de oude kaart; met --new-accuracy in plaats van --tolerance")),
            OptionSpec(
                name: "new-accuracy", kind: .value("M"),
                summary: Bilingual(
                    en: "positional accuracy of the new map", nl: "tekennauwkeurigheid van de nieuwe kaart")),
            OptionSpec(
                name: "accuracy-rule", kind: .value("WHICH"),
                summary: Bilingual(
                    en: "how the two become one tolerance: √(a² + b²), or a + b (default independent)",
                    nl: "hoe de twee één tolerantie worden: √(a² + b²), of a + b (standaard independent)"),
                choices: PositionalTolerance.Combination.allCases.map(\.rawValue)),
            OptionSpec(
                name: "accuracy-source", kind: .value("TEXT"),
                summary: Bilingual(
                    en: "who says so; printed beside the tolerance", nl: "wie dat zegt; staat bij de tolerantie")),
            OptionSpec(
                name: "min-area", kind: .value("HA"),
                summary: Bilingual(
                    en: "patches below it are too small to count, unless they are part of a larger change (default 0)",
                    nl: "plekken daaronder zijn te klein om mee te tellen, tenzij ze bij een grotere verandering horen (standaard 0)")),
            OptionSpec(
                name: "evidence", kind: .value("FILE"),
                summary: Bilingual(
                    en: "places with a documented cause (polygons or a CSV of feature keys with cause, authority, document, date)",
                    nl: "plekken met een vastgelegde oorzaak (vlakken of een CSV van objectsleutels met cause, authority, document, date)")),
            OptionSpec(
                name: "conflict", kind: .value("WHAT"),
                summary: Bilingual(
                    en: "where evidence disagrees: stop, or treat the place as if nothing were known (default stop)",
                    nl: "waar bewijs elkaar tegenspreekt: stoppen, of de plek behandelen alsof er niets bekend is (standaard stop)"),
                choices: EvidenceConflict.allCases.map(\.rawValue)),
            OptionSpec(
                name: "improbable", kind: .value("FILE.csv"),
                summary: Bilingual(
                    en: "pairs of labels that are improbable by themselves (columns from, to): flagged, never moved",
                    nl: "overgangen die op zichzelf onwaarschijnlijk zijn (kolommen from, to): gemarkeerd, nooit verplaatst")),
            OptionSpec(
                name: "zones", kind: .value("FILE"),
                summary: Bilingual(
                    en: "repeat the account inside each zone of a map, such as municipalities",
                    nl: "herhaal de rekening binnen elke zone van een kaart, zoals gemeenten")),
            OptionSpec(
                name: "zone-field", kind: .value("FIELD"),
                summary: Bilingual(en: "field with the name of the zone", nl: "veld met de naam van de zone")),
            OptionSpec(
                name: "zone-layer", kind: .value("LAYER"),
                summary: Bilingual(
                    en: "layer of the zones, when the file has more than one",
                    nl: "laag van de zones, als het bestand er meer heeft")),
            OptionSpec(
                name: "grid", kind: .value("M"),
                summary: Bilingual(
                    en: "repeat the account per square of M metres (100 is a hectare); with --format json, or --table grid",
                    nl: "herhaal de rekening per vak van M meter (100 is een hectare); met --format json, of --table grid")),
            OptionSpec(
                name: "legend-file", kind: .value("FILE.csv"),
                summary: Bilingual(
                    en: "properties of classes (columns class, can_arise, can_vanish, name, …)",
                    nl: "eigenschappen van klassen (kolommen class, can_arise, can_vanish, name, …)")),
            OptionSpec(
                name: "theme", kind: .value("NAME"),
                summary: Bilingual(
                    en: "use only the rows of crosswalk and legend file with this theme",
                    nl: "gebruik van vertaaltabel en legendabestand alleen de regels met dit thema")),
            OptionSpec(
                name: "same-meaning", kind: .off,
                summary: Bilingual(
                    en: "assert that an equal class text means an equal class",
                    nl: "stel vast dat een gelijke klassenaam een gelijke klasse betekent")),
            OptionSpec(
                name: "legend", kind: .value("WHICH"),
                summary: Bilingual(
                    en: "the legend in which change is judged (default new)",
                    nl: "de legenda waarin verandering wordt beoordeeld (standaard new)"),
                choices: Legend.allCases.map(\.rawValue)),
            classes,
            OptionSpec(
                name: "overlaps", kind: .value("stop|priority:FIELD"),
                summary: Bilingual(
                    en: "where features of one map lie on each other: stop, or let the highest value of a field win (default stop)",
                    nl: "waar vlakken van één kaart op elkaar liggen: stoppen, of de hoogste waarde van een veld laten winnen (standaard stop)")),
            OptionSpec(
                name: "overlap-limit", kind: .value("SHARE"),
                summary: Bilingual(
                    en: "share of a map's area that may lie under two classes (default 0.0001; 1 carries any overlap)",
                    nl: "deel van de oppervlakte dat onder twee klassen mag liggen (standaard 0.0001; 1 laat elke overlap toe)")),
            repair,
            OptionSpec(
                name: "repair-limit", kind: .value("SHARE"),
                summary: Bilingual(
                    en: "how much of its area one repaired feature may gain or lose (default 0.01)",
                    nl: "hoeveel van zijn oppervlakte een hersteld vlak mag winnen of verliezen (standaard 0.01)")),
            OptionSpec(
                name: "old-extent", kind: .value("FILE"),
                summary: Bilingual(
                    en: "where the old map was surveyed; outside it there are no data",
                    nl: "waar de oude kaart is opgenomen; daarbuiten zijn er geen gegevens")),
            OptionSpec(
                name: "new-extent", kind: .value("FILE"),
                summary: Bilingual(
                    en: "where the new map was surveyed; outside it there are no data",
                    nl: "waar de nieuwe kaart is opgenomen; daarbuiten zijn er geen gegevens")),
            OptionSpec(
                name: "old-label", kind: .value("TEXT"),
                summary: Bilingual(en: "name of the old date in texts, such as 2010", nl: "naam van de oude datum in teksten, zoals 2010")),
            OptionSpec(
                name: "new-label", kind: .value("TEXT"),
                summary: Bilingual(en: "name of the new date in texts, such as 2022", nl: "naam van de nieuwe datum in teksten, zoals 2022")),
            OptionSpec(
                name: "tables-only", kind: .off,
                summary: Bilingual(
                    en: "areas alone: the rules that need shapes are left out (drawing differences, too small)",
                    nl: "alleen oppervlakten: de regels die vormen nodig hebben vervallen (tekenverschil, te klein)")),
            OptionSpec(
                name: "page", kind: .on,
                summary: Bilingual(
                    en: "with --out: leave out rapport.html and what is drawn in it (faster)",
                    nl: "met --out: laat rapport.html en wat erin getekend wordt weg (sneller)")),
            OptionSpec(
                name: "table", kind: .value("TABLE"),
                summary: Bilingual(
                    en: "which table --format csv writes (default matrix)", nl: "welke tabel --format csv schrijft (standaard matrix)"),
                choices: DiffTable.allCases.map(\.rawValue)),
        ] + PartRequest.options + SweepRequest.options + [csv, hash, exitCode, threads, quiet],
        examples: [
            .init(
                line: "kk-diff diff old.geojson new.geojson --class type --crosswalk crosswalk.csv",
                purpose: Bilingual(en: "the account of two maps", nl: "de verantwoording van twee kaarten")),
            .init(
                line: "kk-diff diff old.geojson new.geojson --class type --same-meaning --format json",
                purpose: Bilingual(
                    en: "equal names mean the same; full precision for scripts",
                    nl: "gelijke namen betekenen hetzelfde; volle precisie voor scripts")),
            .init(
                line: "kk-diff diff old.geojson new.geojson --class type --format csv --csv nl --lang nl",
                purpose: Bilingual(en: "the transitions for a Dutch Excel", nl: "de overgangen voor Excel")),
        ],
        run: DiffCommand.run,
        remake: { try DiffCommand.writeFolder($0, $1, $2) })
}

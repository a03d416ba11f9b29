import GeoCore
import LayerDiff

extension CommandTable {
    static let initialise = Command(
        name: "init", operands: "[OLD NEW]", operandCount: 0...2,
        summary: Bilingual(
            en: "Propose which map of one date belongs to which of another, and write a first run file and crosswalk. Compares nothing.",
            nl: "Stel voor welke kaart van de ene datum bij welke van de andere hoort, en schrijf een eerste bestand met vergelijkingen en een vertaaltabel. Vergelijkt niets."),
        notes: [
            Bilingual(
                en: "OLD and NEW are files or folders. Layers are paired by the area they share; what hardly shares any, or went from points to polygons, is said. Every relation in the crosswalk is unknown until somebody fills it in, and compare refuses every pair until instrument and drawn_by are filled in. Files are never overwritten.",
                nl: "OLD en NEW zijn bestanden of mappen. Lagen worden gekoppeld naar de oppervlakte die ze delen; wat nauwelijks iets deelt, of van punten in vlakken overging, wordt gezegd. Elke relatie in de vertaaltabel is onbekend tot iemand haar invult, en compare weigert elk paar tot instrument en drawn_by zijn ingevuld. Bestanden worden nooit overschreven.")
        ],
        options: [
            OptionSpec(
                name: "old", kind: .value("PATH"),
                summary: Bilingual(en: "a file or folder of the old date", nl: "een bestand of map van de oude datum"),
                isCommon: true, repeats: true),
            OptionSpec(
                name: "new", kind: .value("PATH"),
                summary: Bilingual(en: "a file or folder of the new date", nl: "een bestand of map van de nieuwe datum"),
                isCommon: true, repeats: true),
            OptionSpec(
                name: "out", kind: .value("DIR"),
                summary: Bilingual(
                    en: "folder for the two files (default: the current one)", nl: "map voor de twee bestanden (standaard: de huidige)"),
                isCommon: true),
            OptionSpec(
                name: "write", kind: .on,
                summary: Bilingual(en: "only show the pairs, write nothing", nl: "toon alleen de paren, schrijf niets"), isCommon: true),
            OptionSpec(
                name: "instrument", kind: .value("WHICH"),
                summary: Bilingual(
                    en: "the kind of plan that adopted the maps", nl: "het soort plan dat de kaarten vaststelde"),
                isCommon: true, hasSides: true, choices: Instrument.allCases.map(\.rawValue)),
            OptionSpec(
                name: "drawn-by", kind: .value("WHAT"),
                summary: Bilingual(
                    en: "what the maps show: content (inhoud) or steering levels (zwaarte)",
                    nl: "wat de kaarten tonen: inhoud, of sturingsniveaus (zwaarte)"),
                isCommon: true, hasSides: true, choices: DrawnBy.allCases.map(\.rawValue)),
            format, language,
            layerOptions.first { $0.name == "assume-crs" }, layerOptions.first { $0.name == "encoding" },
            csv, threads, quiet,
        ].compactMap { $0 },
        examples: [
            .init(
                line: "kk-diff init old.geojson new.geojson --no-write",
                purpose: Bilingual(en: "what belongs to what?", nl: "wat hoort bij wat?"))
        ],
        run: InitCommand.run)
}

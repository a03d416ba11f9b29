import GeoCore
import MapReport
import PlanCheck

/// `kk-diff stack`: what many plans together take of every unit.
enum StackCommand {
    static func run(_ arguments: RawArguments, _ console: Console) throws -> ExitStatus {
        let common = try CommonRequest(arguments)
        let catalogueFile = try CheckRequest.catalogueFile(arguments, environment: console.environment)
        var options = StackOptions(
            zones: try arguments.text("zones").map { LayerObject(file: $0, layer: arguments.value("zone-layer")) },
            zoneField: try arguments.text("zone-field"), dateField: try arguments.text("date-field"))
        options.check.planCRS = try arguments.crs("plan-crs")
        options.check.repair = try arguments.choice("repair", as: RepairRule.self) ?? .structure
        options.check.eachField = try arguments.text("each")
        options.check.workers = common.workers
        options.check.planFolders = arguments.operands
        if let text = arguments.value("mark") {
            guard let mark = StackMark(text) else {
                throw Usage.badValue(
                    "mark", text,
                    expected: Bilingual(
                        en: "a share such as 10% or 0.1, or hectares such as 25ha",
                        nl: "een aandeel zoals 10% of 0,1, of hectares zoals 25ha"))
            }
            options.mark = mark
        }
        if options.zones != nil, options.zoneField == nil {
            throw Usage.error(
                "zone-field", en: "--zones needs --zone-field", nl: "--zones heeft --zone-field nodig",
                remedy: Bilingual(en: "name the field with the names of the zones", nl: "noem het veld met de namen van de zones"))
        }
        let catalogue = try Catalogue.read(catalogueFile)
        let plans = try PlanInput.inputs(from: arguments.operands)
        let outcome = try StackRun.outcome(plans: plans, catalogue: catalogue, options: options) { phase in
            CheckCommand.show(phase, console)
        }
        let result = outcome.result
        if let folder = try arguments.text("out") {
            console.progress.show(en: "writing files", nl: "bestanden schrijven")
            try StackFolder(outcome, console.fileLanguage, csv: common.csv, versions: Versions.all).write(to: folder)
        }
        console.progress.finish()
        let language = console.fileLanguage
        switch common.format {
        case .text:
            if !result.plans.isEmpty { try console.out(StackText(result, console.language, look: console.look).text) }
        case .md:
            try console.out(StackText(result, language).markdown)
        case .json:
            result.notices.forEach(console.notice)
            try console.out(result.json(language: language, versions: Versions.all).text)
        case .csv:
            result.notices.forEach(console.notice)
            try console.out(StackTable.claims(result, language).csv(language, common.csv))
        }
        for failed in result.plansFailed { console.fail(failed.error.located(file: failed.file)) }
        return result.plansFailed.isEmpty ? .done : .badInput
    }
}

extension CommandTable {
    static let stack = Command(
        name: "stack", operands: "PLAN…", operandCount: 1...100_000,
        summary: Bilingual(
            en: "Add up, without counting a place twice, what many plans take of every unit of a catalogue, in their order.",
            nl: "Tel op, zonder een plek dubbel te tellen, wat veel plannen samen van elke eenheid van een catalogus nemen, op volgorde."),
        notes: [
            Bilingual(
                en: "Plans count in the order given, or in that of --date-field. There is no norm in the program: --mark is yours. Nothing is added up over units or core qualities.",
                nl: "Plannen tellen in de opgegeven volgorde, of in die van --date-field. Het programma kent geen norm: --mark is van u. Niets wordt opgeteld over eenheden of kernkwaliteiten."),
        ],
        options: [
            OptionSpec(
                name: "catalogue", kind: .value("CATALOGUE.json"),
                summary: Bilingual(
                    en: "the map layers (default: $KK_DIFF_CATALOGUE)", nl: "de kaartlagen (standaard: $KK_DIFF_CATALOGUE)"),
                isCommon: true),
            OptionSpec(
                name: "zones", kind: .value("FILE"),
                summary: Bilingual(
                    en: "areas to tell the claim for, such as municipalities",
                    nl: "gebieden om het beslag per gebied te geven, zoals gemeenten"),
                isCommon: true),
            OptionSpec(
                name: "zone-field", kind: .value("FIELD"),
                summary: Bilingual(en: "field with the name of the zone", nl: "veld met de naam van de zone"), isCommon: true),
            OptionSpec(
                name: "zone-layer", kind: .value("NAME"),
                summary: Bilingual(
                    en: "layer of the zones' file (needed when it has several)",
                    nl: "laag van het zonebestand (nodig als het er meer heeft)")),
            OptionSpec(
                name: "mark", kind: .value("SHARE|HA"),
                summary: Bilingual(
                    en: "name the first plan that takes a unit past this mark: 10%, 0.1 or 25ha",
                    nl: "noem het eerste plan dat een eenheid over deze streep trekt: 10%, 0.1 of 25ha"),
                isCommon: true),
            OptionSpec(
                name: "each", kind: .value("FIELD"),
                summary: Bilingual(en: "one plan per value of this field", nl: "één plan per waarde van dit veld"),
                isCommon: true),
            OptionSpec(
                name: "date-field", kind: .value("FIELD"),
                summary: Bilingual(
                    en: "order the plans by this field (as text, so dates as 2026-11-26)",
                    nl: "zet de plannen op volgorde van dit veld (als tekst, dus datums als 2026-11-26)"),
                isCommon: true),
            OptionSpec(
                name: "out", kind: .value("DIR"),
                summary: Bilingual(
                    en: "write rapport.html, rapport.md, result.json, plans.csv, claims.csv and zones.csv to this folder",
                    nl: "schrijf rapport.html, rapport.md, result.json, plans.csv, claims.csv en zones.csv in deze map"),
                isCommon: true),
            format, language,
            OptionSpec(
                name: "plan-crs", kind: .value("EPSG:N"),
                summary: Bilingual(
                    en: "coordinate system of plans that do not say it",
                    nl: "coördinatenstelsel van plannen die het niet zeggen")),
            repair, csv, threads, quiet,
        ],
        examples: [
            .init(
                line: "kk-diff stack plan.geojson plan-two.geojson --catalogue catalogue.json --mark 10%",
                purpose: Bilingual(en: "which plan takes a unit past ten per cent?", nl: "welk plan trekt een eenheid over de tien procent?"))
        ],
        run: StackCommand.run)
}

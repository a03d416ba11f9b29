import GeoCore
import PlanCheck

/// What a `check` command line means. Nothing is opened.
struct CheckRequest {
    let common: CommonRequest
    let catalogueFile: String
    let options: CheckOptions
    let plans: PlanRequest
    /// Hectares alone, without states.
    let areasOnly: Bool
    let desk: DeskRequest

    init(_ arguments: RawArguments, environment: [String: String]) throws(InputError) {
        desk = try DeskRequest(arguments)
        common = try CommonRequest(arguments, format: desk.isJSONLines ? .json : nil)
        plans = try PlanRequest(arguments)
        catalogueFile = try Self.catalogueFile(arguments, environment: environment)
        areasOnly = arguments.flag("areas-only") ?? false

        var options = CheckOptions()
        options.toleranceMetres = try arguments.metres("tolerance")
        options.nearMetres = try arguments.metres("near")
        options.farMetres = try arguments.metres("far")
        options.repair = try arguments.choice("repair", as: RepairRule.self) ?? .structure
        options.planCRS = try arguments.crs("plan-crs")
        options.planName = try arguments.text("plan")
        options.eachField = try arguments.text("each")
        options.shares = arguments.flag("share") ?? true
        options.caseText = try arguments.text("case")
        options.workers = common.workers
        try plans.fill(&options, arguments)
        self.options = options
        if options.planName != nil, options.eachField != nil { throw Usage.conflict("plan", "each") }
    }

    /// `--catalogue`, else the environment's.
    static func catalogueFile(
        _ arguments: RawArguments, environment: [String: String]
    ) throws(InputError) -> String {
        let fromEnvironment = environment["KK_DIFF_CATALOGUE"].flatMap { $0.isEmpty ? nil : $0 }
        guard let file = try arguments.text("catalogue") ?? fromEnvironment else {
            throw Usage.error(
                "no-catalogue", en: "no catalogue given", nl: "geen catalogus opgegeven",
                remedy: Bilingual(
                    en: "give --catalogue FILE.json, or set KK_DIFF_CATALOGUE",
                    nl: "geef --catalogue BESTAND.json, of zet KK_DIFF_CATALOGUE"))
        }
        return file
    }
}

import GeoCore
import PlanCheck

/// What a `check` command line means. Nothing is opened.
struct CheckRequest {
    let common: CommonRequest
    let catalogueFile: String
    let options: CheckOptions
    /// Hectares alone, without states.
    let areasOnly: Bool

    init(_ arguments: RawArguments, environment: [String: String]) throws(InputError) {
        common = try CommonRequest(arguments)
        let fromEnvironment = environment["KK_DIFF_CATALOGUE"].flatMap { $0.isEmpty ? nil : $0 }
        guard let file = try arguments.text("catalogue") ?? fromEnvironment else {
            throw Usage.error(
                "no-catalogue", en: "no catalogue given", nl: "geen catalogus opgegeven",
                remedy: Bilingual(
                    en: "give --catalogue FILE.json, or set KK_DIFF_CATALOGUE",
                    nl: "geef --catalogue BESTAND.json, of zet KK_DIFF_CATALOGUE"))
        }
        catalogueFile = file
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
        self.options = options
        if options.planName != nil, options.eachField != nil { throw Usage.conflict("plan", "each") }
    }
}

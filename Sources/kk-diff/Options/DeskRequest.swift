import GeoCore
import PlanCheck

/// What a `check` command line asks for beside the check itself: other plans, other results, other maps.
struct DeskRequest {
    /// One JSON record per line and plan.
    let isJSONLines: Bool
    let wantsVariants: Bool
    /// JSON of an earlier check.
    let earlierFile: String?
    let otherCatalogueFile: String?
    /// Folder with the result of a comparison of maps.
    let changesFolder: String?
    let registerPaths: [String]
    /// Folder for the report, the questions, the map and the layers.
    let folder: String?

    init(_ arguments: RawArguments) throws(InputError) {
        isJSONLines = arguments.value("format") == "jsonl"
        wantsVariants = arguments.flag("variants") ?? false
        earlierFile = try arguments.text("against")
        otherCatalogueFile = try arguments.text("against-catalogue")
        folder = try arguments.text("out")
        changesFolder = try arguments.text("changes")
        registerPaths = arguments.all("register")
        if registerPaths.contains("") {
            throw Usage.badValue("register", "", expected: Bilingual(en: "a file or folder", nl: "een bestand of map"))
        }
        guard isJSONLines else { return }
        for (isGiven, name) in [
            (wantsVariants, "variants"), (earlierFile != nil, "against"), (otherCatalogueFile != nil, "against-catalogue"),
            (folder != nil, "out"), (changesFolder != nil, "changes"),
        ] where isGiven {
            throw Usage.error(
                "jsonl-whole", en: "--\(name) is about all plans together, --format jsonl about one at a time",
                nl: "--\(name) gaat over alle plannen samen, --format jsonl over een tegelijk",
                remedy: Bilingual(en: "use --format json", nl: "gebruik --format json"))
        }
    }
}

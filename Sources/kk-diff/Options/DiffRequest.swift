import GeoCore
import LayerDiff
import MapReport

/// What a `diff` command line means. Nothing is opened.
struct DiffRequest {
    let common: CommonRequest
    let old: LayerRequest
    let new: LayerRequest
    let crs: String?
    /// `--assume-crs`, for the frame and the survey extents.
    let assumedCRS: String?
    let crosswalkFile: String?
    let legendFile: String?
    let frameFile: String?
    let oldExtentFile: String?
    let newExtentFile: String?
    let evidenceFile: String?
    let improbableFile: String?
    /// The layer object of the zones, classes by the zone field.
    let zones: LayerObject?
    let zoneField: String?
    let repair: RepairRule
    let repairLimit: Double
    let table: DiffTable
    let sweep: SweepRequest
    let parts: PartRequest
    var wantsHash: Bool
    let wantsExitCode: Bool
    /// Of the folder.
    let wantsPage: Bool
    /// The choices that need no file; the files are filled in by the command.
    var options: DiffOptions

    init(_ arguments: RawArguments) throws(InputError) {
        common = try CommonRequest(arguments)
        let files = arguments.operands
        guard files.count == 2 else { throw Usage.operandCount(files, CommandTable.diff) }
        old = try LayerRequest(arguments, file: files[0], side: .old)
        new = try LayerRequest(arguments, file: files[1], side: .new)
        crs = try arguments.crs("crs")
        assumedCRS = try arguments.crs("assume-crs")
        crosswalkFile = try arguments.text("crosswalk")
        legendFile = try arguments.text("legend-file")
        frameFile = try arguments.text("frame")
        oldExtentFile = try arguments.text("old-extent")
        newExtentFile = try arguments.text("new-extent")
        repair = try arguments.choice("repair", as: RepairRule.self) ?? .stop
        repairLimit = try arguments.share("repair-limit") ?? 0.01
        table = try arguments.choice("table", as: DiffTable.self) ?? .matrix
        sweep = try SweepRequest(arguments)
        parts = try PartRequest(arguments)
        wantsHash = arguments.flag("hash") ?? false
        wantsExitCode = arguments.flag("exit-code") ?? false
        wantsPage = arguments.flag("page") ?? true

        var options = DiffOptions()
        options.sameMeaning = arguments.flag("same-meaning") ?? false
        options.theme = try arguments.text("theme")
        options.legend = try arguments.choice("legend", as: Legend.self) ?? .new
        options.classes = try arguments.choice("classes", as: ClassMode.self)
        options.overlaps = try Self.overlaps(arguments)
        options.overlapLimit = try arguments.share("overlap-limit") ?? options.overlapLimit
        options.oldLabel = try arguments.text("old-label")
        options.newLabel = try arguments.text("new-label")
        options.threads = common.workers
        options.targetCRS = crs
        options.repair = repair
        options.repairLimit = repairLimit
        options.tablesOnly = arguments.flag("tables-only") ?? false
        options.tolerance = try Self.tolerance(arguments)
        options.minAreaHectares = try arguments.hectares("min-area") ?? 0
        options.evidenceConflict = try arguments.choice("conflict", as: EvidenceConflict.self) ?? .stop
        // Asked for together, one of the two would be dropped without a word.
        for name in ["tolerance", "old-accuracy", "new-accuracy", "min-area"]
        where options.tablesOnly && arguments.value(name) != nil { throw Usage.conflict("tables-only", name) }
        evidenceFile = try arguments.text("evidence")
        improbableFile = try arguments.text("improbable")
        options.gridMetres = try arguments.metres("grid")
        let zoneFile = try arguments.text("zones")
        let zoneLayer = try arguments.text("zone-layer")
        let zoneField = try arguments.text("zone-field")
        self.zoneField = zoneField
        for (name, value) in [("zone-field", zoneField), ("zone-layer", zoneLayer)] where value != nil && zoneFile == nil {
            throw Usage.error("zones-missing", en: "--\(name) needs --zones too", nl: "--\(name) heeft ook --zones nodig")
        }
        if zoneFile != nil, zoneField == nil {
            throw Usage.error(
                "zone-field-missing", en: "--zones needs --zone-field too: the field with the name of the zone",
                nl: "--zones heeft ook --zone-field nodig: het veld met de naam van de zone")
        }
        let assumed = assumedCRS
        zones = zoneFile.flatMap { file in
            zoneField.map { field in
                LayerObject(file: file, layer: zoneLayer, classRule: .fields([field]), assumedCRS: assumed)
            }
        }
        self.options = options
    }

    /// As the files of a folder need it: with the shapes, and with the digests of what was read.
    func forFolder() -> DiffRequest {
        var copy = self
        copy.wantsHash = true
        copy.options.wantsFaces = !options.tablesOnly
        copy.options.wantsPicture = wantsPage
        return copy
    }

    /// ε itself, or from the accuracies of both maps.
    private static func tolerance(_ arguments: RawArguments) throws(InputError) -> PositionalTolerance {
        let source = try arguments.text("accuracy-source")
        let (old, new) = (try arguments.metres("old-accuracy"), try arguments.metres("new-accuracy"))
        let rule = try arguments.choice("accuracy-rule", as: PositionalTolerance.Combination.self)
        if let metres = try arguments.metres("tolerance") {
            for name in ["old-accuracy", "new-accuracy", "accuracy-rule"] where arguments.value(name) != nil {
                throw Usage.conflict("tolerance", name)
            }
            return PositionalTolerance(metres: metres, source: source)
        }
        guard let old, let new else {
            guard let alone = ["old-accuracy", "new-accuracy"].first(where: { arguments.value($0) != nil }) else {
                return PositionalTolerance(source: source)
            }
            let other = alone == "old-accuracy" ? "new-accuracy" : "old-accuracy"
            throw Usage.error(
                "accuracy-alone", en: "--\(alone) needs --\(other) too", nl: "--\(alone) heeft ook --\(other) nodig")
        }
        return PositionalTolerance(oldMetres: old, newMetres: new, combination: rule ?? .independent, source: source)
    }

    private static func overlaps(_ arguments: RawArguments) throws(InputError) -> OverlapRule {
        guard let text = try arguments.text("overlaps") else { return .stop }
        if text == "stop" { return .stop }
        let field = text.hasPrefix("priority:") ? text.dropFirst(9).trimmingSpaces() : ""
        guard !field.isEmpty else {
            throw Usage.badValue(
                "overlaps", text, expected: Bilingual(en: "stop or priority:FIELD", nl: "stop of priority:VELD"))
        }
        return .priority(field: field)
    }
}

public import GeoCore

extension RunFile {
    static let schema = "kk-diff/run@1"
    private static let keys = [
        "schema", "name", "lang", "crs", "frame", "zones", "accuracy_m", "accuracy_source", "min_area_ha",
        "crosswalk", "legend_file", "evidence", "repair", "repair_limit", "comparisons", "not_covered",
    ]

    /// Reads a run file.
    ///
    /// - Parameter file: as the user wrote it; relative files in it are relative to its folder.
    /// - Throws: when it cannot be read, is no JSON, or is no run file; naming the file and the place in it.
    public static func read(_ file: String) throws(InputError) -> RunFile {
        let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
        // Reading says more about a file that is not there than hashing does.
        let json = try JSONValue.read(file)
        return try RunFile(json: json, file: file, folder: folder, sha256: try SHA256.hex(ofFile: file, name: file))
    }

    /// A run file from its JSON. Everything is checked that can be checked without opening a layer.
    public init(json: JSONValue, file: String, folder: String, sha256: String? = nil) throws(InputError) {
        let fields = try JSONFields(json, file: file, place: "", allowed: Self.keys)
        let schema = try fields.requiredText("schema")
        guard schema == Self.schema else {
            throw fields.problem(
                "run-schema", en: "schema is '\(schema)'", nl: "schema is '\(schema)'",
                remedy: Bilingual(en: "this program reads \(Self.schema)", nl: "dit programma leest \(Self.schema)"))
        }
        let decoder = RunDecoder(file: file, folder: folder)
        self.init(
            file: file, folder: folder, sha256: sha256, name: try fields.text("name"),
            language: try fields.choice("lang", of: Language.self), crs: try fields.text("crs"),
            frame: try decoder.area(fields, "frame"), zones: try decoder.zones(fields),
            accuracyMetres: try fields.measure("accuracy_m"), accuracySource: try fields.text("accuracy_source"),
            minAreaHectares: try fields.measure("min_area_ha"), crosswalk: try fields.text("crosswalk"),
            legendFile: try fields.text("legend_file"), evidence: try decoder.evidence(fields),
            repair: try fields.choice("repair", of: RepairRule.self) ?? .stop,
            repairLimit: try decoder.share(fields, "repair_limit") ?? 0.01,
            comparisons: try decoder.comparisons(fields), notCovered: try decoder.notCovered(fields))
    }

    /// Where a file of the run is, from the working directory.
    func path(_ file: String) -> String { FileBytes.path(file, in: folder) }
}

/// Reads the parts of one run file.
private struct RunDecoder {
    let file: String
    let folder: String

    private static let comparisonKeys = [
        "id", "quality", "theme", "owner", "classes", "legend", "same_meaning", "overlaps", "overlap_limit",
        "versions", "published",
    ]
    private static let versionKeys = [
        "date", "instrument", "map", "drawn_by", "layers", "reason", "extent",
    ]

    // MARK: what the comparisons share

    func area(_ fields: JSONFields, _ key: String, otherKeys: [String] = []) throws(InputError) -> LayerObject? {
        guard let value = fields.value(key) else { return nil }
        let place = fields.place.isEmpty ? key : fields.place + ": " + key
        return try LayerObject(
            json: value, file: file, baseFolder: folder, place: place, allowsNoClass: true, otherKeys: otherKeys)
    }

    func zones(_ fields: JSONFields) throws(InputError) -> RunZones? {
        guard let value = fields.value("zones"), case .object(let members) = value,
            let layer = try area(fields, "zones", otherKeys: ["field"])
        else {
            // Not an object: the layer object says so.
            _ = try area(fields, "zones", otherKeys: ["field"])
            return nil
        }
        let own = try JSONFields(value, file: file, place: "zones", allowed: Array(members.keys))
        return RunZones(layer: layer, field: try own.requiredText("field"))
    }

    /// A file name, or a layer object when the file has several layers.
    func evidence(_ fields: JSONFields) throws(InputError) -> LayerObject? {
        if case .string(let name) = fields.value("evidence") {
            return LayerObject(file: name, baseFolder: folder)
        }
        return try area(fields, "evidence")
    }

    func share(_ fields: JSONFields, _ key: String) throws(InputError) -> Double? {
        guard let share = try fields.measure(key) else { return nil }
        guard share <= 1 else { throw fields.kind(key, en: "a share from 0 to 1", nl: "een aandeel van 0 tot 1") }
        return share
    }

    func notCovered(_ fields: JSONFields) throws(InputError) -> [NotCovered] {
        var list: [NotCovered] = []
        for (index, item) in (try fields.list("not_covered") ?? []).enumerated() {
            let entry = try JSONFields(
                item, file: file, place: "not_covered[\(index)]", allowed: ["quality", "name", "reason"])
            list.append(
                NotCovered(
                    quality: try entry.text("quality"), name: try entry.requiredText("name"),
                    reason: try entry.text("reason") ?? ""))
        }
        return list
    }

    // MARK: comparisons

    func comparisons(_ fields: JSONFields) throws(InputError) -> [RunComparison] {
        guard let items = try fields.list("comparisons"), !items.isEmpty else {
            throw fields.problem(
                "json-missing-key", en: "'comparisons' is missing or empty", nl: "'comparisons' ontbreekt of is leeg",
                remedy: Bilingual(en: "a run has at least one comparison", nl: "een run heeft ten minste één vergelijking"))
        }
        var list: [RunComparison] = []
        for (index, item) in items.enumerated() {
            let comparison = try comparison(item, place: "comparisons[\(index)]")
            guard !list.contains(where: { $0.id == comparison.id }) else {
                throw fields.problem(
                    "run-duplicate-id", en: "comparisons[\(index)]: the id '\(comparison.id)' stands more than once",
                    nl: "comparisons[\(index)]: het id '\(comparison.id)' staat er meer dan eens",
                    remedy: Bilingual(en: "give every comparison its own id", nl: "geef elke vergelijking een eigen id"))
            }
            list.append(comparison)
        }
        return list
    }

    private func comparison(_ json: JSONValue, place: String) throws(InputError) -> RunComparison {
        var fields = try JSONFields(json, file: file, place: place, allowed: Self.comparisonKeys)
        let id = try fields.requiredText("id")
        fields.place = "\(place) '\(id)'"
        var versions: [RunVersion] = []
        for (index, item) in (try fields.list("versions") ?? []).enumerated() {
            versions.append(try version(item, place: fields.place + ": versions[\(index)]"))
        }
        guard versions.count(where: { $0.layers != nil }) >= 2 else {
            throw fields.problem(
                "run-versions", en: "needs two versions with layers or more",
                nl: "heeft ten minste twee versies met lagen nodig",
                remedy: Bilingual(en: "give them in the order of time", nl: "geef ze in de volgorde van de tijd"))
        }
        return RunComparison(
            id: id, quality: try fields.requiredText("quality"), theme: try fields.text("theme"),
            owner: try fields.text("owner"), classes: try fields.choice("classes", of: ClassMode.self),
            legend: try fields.choice("legend", of: Legend.self) ?? .new, sameMeaning: try fields.flag("same_meaning"),
            overlaps: try overlaps(fields), overlapLimit: try share(fields, "overlap_limit"), versions: versions,
            published: try published(fields))
    }

    private func overlaps(_ fields: JSONFields) throws(InputError) -> OverlapRule {
        guard let text = try fields.text("overlaps"), text != "stop" else { return .stop }
        let field = text.hasPrefix("priority:") ? text.dropFirst(9) : ""
        guard !field.isEmpty else { throw fields.kind("overlaps", en: "\"stop\" or \"priority:FIELD\"", nl: "\"stop\" of \"priority:VELD\"") }
        return .priority(field: String(field))
    }

    private func version(_ json: JSONValue, place: String) throws(InputError) -> RunVersion {
        let fields = try JSONFields(json, file: file, place: place, allowed: Self.versionKeys)
        var layers: [LayerObject]?
        if let items = try fields.list("layers") {
            guard !items.isEmpty else {
                throw fields.problem(
                    "json-missing-key", en: "'layers' is empty", nl: "'layers' is leeg",
                    remedy: Bilingual(
                        en: "write null, with a \"reason\", when there is no map of this date",
                        nl: "schrijf null, met een \"reason\", als er van deze datum geen kaart is"))
            }
            var list: [LayerObject] = []
            for (index, item) in items.enumerated() {
                list.append(
                    try LayerObject(
                        json: item, file: file, baseFolder: folder, place: place + ": layers[\(index)]"))
            }
            layers = list
        } else if !fields.has("layers") {
            throw fields.problem(
                "json-missing-key", en: "'layers' is missing", nl: "'layers' ontbreekt",
                remedy: Bilingual(
                    en: "name the layers, or write \"layers\": null with a \"reason\"",
                    nl: "noem de lagen, of schrijf \"layers\": null met een \"reason\""))
        }
        return RunVersion(
            date: try fields.text("date"), instrument: try fields.choice("instrument", of: Instrument.self),
            map: try fields.text("map"), drawnBy: try fields.choice("drawn_by", of: DrawnBy.self), layers: layers,
            reason: try fields.text("reason"), extent: try area(fields, "extent"))
    }

    private func published(_ fields: JSONFields) throws(InputError) -> [PublishedFigure] {
        var list: [PublishedFigure] = []
        for (index, item) in (try fields.list("published") ?? []).enumerated() {
            let entry = try JSONFields(
                item, file: file, place: fields.place + ": published[\(index)]", allowed: ["what", "ha", "source"])
            guard let what = try entry.choice("what", of: PublishedFigure.Kind.self) else {
                throw entry.problem(
                    "json-missing-key", en: "'what' is missing", nl: "'what' ontbreekt",
                    remedy: Bilingual(en: "write \"net\", \"old\" or \"new\"", nl: "schrijf \"net\", \"old\" of \"new\""))
            }
            guard let hectares = try entry.number("ha") else {
                throw entry.problem(
                    "json-missing-key", en: "'ha' is missing", nl: "'ha' ontbreekt",
                    remedy: Bilingual(en: "give the published hectares", nl: "geef de gepubliceerde hectares"))
            }
            list.append(PublishedFigure(what: what, hectares: hectares, source: try entry.text("source")))
        }
        return list
    }
}

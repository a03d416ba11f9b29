public import GeoCore

extension Catalogue {
    /// Reads a catalogue file.
    ///
    /// - Parameter file: as the user wrote it; relative files in the catalogue are relative to its folder.
    /// - Throws: when the file cannot be read, is no JSON, or is no catalogue.
    public static func read(_ file: String) throws(InputError) -> Catalogue {
        let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
        let sha256 = try SHA256.hex(ofFile: file, name: file)
        return try Catalogue(json: try JSONValue.read(file), file: file, folder: folder, sha256: sha256)
    }

    static let schema = "kk-diff/catalogue@1"
    private static let keys = [
        "schema", "name", "crs", "extent", "urban_area", "defaults", "units", "not_mapped", "place_notes",
    ]

    /// A catalogue from its JSON. Everything is checked that can be checked without opening a layer.
    ///
    /// - Parameter folder: what relative files in it are relative to.
    /// - Throws: naming the file, the unit and the key.
    init(json: JSONValue, file: String, folder: String, sha256: String?) throws(InputError) {
        let fields = try JSONFields(json, file: file, place: "", allowed: Self.keys)
        let schema = try fields.requiredText("schema")
        guard schema == Self.schema else {
            throw fields.problem(
                "catalogue-schema", en: "schema is '\(schema)'", nl: "schema is '\(schema)'",
                remedy: Bilingual(en: "this program reads \(Self.schema)", nl: "dit programma leest \(Self.schema)"))
        }
        let name = try fields.requiredText("name")
        let crs = try fields.requiredText("crs")
        let layers = CatalogueLayers(file: file, folder: folder)
        let extent = try fields.value("extent").map { value throws(InputError) in
            try layers.layer(value, place: "extent")
        }
        let urban = try fields.value("urban_area").map { value throws(InputError) in
            try layers.layer(value, place: "urban_area")
        }
        let defaults = try Self.defaults(fields)
        guard let items = try fields.list("units"), !items.isEmpty else {
            throw fields.problem(
                "json-missing-key", en: "'units' is missing or empty", nl: "'units' ontbreekt of is leeg",
                remedy: Bilingual(en: "a catalogue has at least one unit", nl: "een catalogus heeft ten minste één eenheid"))
        }
        var units: [CatalogueUnit] = []
        for (index, item) in items.enumerated() {
            units.append(try CatalogueUnit(json: item, place: "units[\(index)]", layers: layers))
        }
        var notMapped: [NotTested] = []
        for (index, item) in (try fields.list("not_mapped") ?? []).enumerated() {
            let entry = try JSONFields(
                item, file: file, place: "not_mapped[\(index)]", allowed: ["quality", "name", "reason", "reference"])
            notMapped.append(
                NotTested(
                    quality: try entry.requiredText("quality"), name: try entry.requiredText("name"),
                    reason: try entry.text("reason") ?? "", reference: try entry.text("reference")))
        }
        self.init(
            file: file, sha256: sha256, name: name, crs: crs, extent: extent, urbanArea: urban, defaults: defaults,
            units: units, notMapped: notMapped, placeNotes: try PlaceNote.all(in: fields))
        try checkReferences()
    }

    private static func defaults(_ fields: JSONFields) throws(InputError) -> CatalogueDefaults {
        guard let value = fields.value("defaults") else { return CatalogueDefaults() }
        let entry = try JSONFields(
            value, file: fields.file, place: "defaults", allowed: ["tolerance_m", "near_m", "far_m", "source"])
        return CatalogueDefaults(
            toleranceMetres: try entry.measure("tolerance_m"), nearMetres: try entry.measure("near_m"),
            farMetres: try entry.measure("far_m"), source: try entry.text("source"))
    }

    /// Ids are unique; `union_of`, `within` and `known_sites` name other units, without going round in a circle.
    private func checkReferences() throws(InputError) {
        var byID: [String: CatalogueUnit] = [:]
        for unit in units {
            guard byID.updateValue(unit, forKey: unit.id) == nil else {
                throw problem(
                    "catalogue-duplicate-id", unit, en: "the id stands more than once", nl: "het id staat er meer dan eens",
                    remedy: Bilingual(en: "give every unit its own id", nl: "geef elke eenheid een eigen id"))
            }
        }
        for unit in units {
            let names = unit.unionOf + [unit.within].compactMap { $0 } + unit.rules.compactMap(\.knownSites)
            for name in names where byID[name] == nil || name == unit.id {
                let others = units.map(\.id).filter { $0 != unit.id }
                throw problem(
                    "catalogue-unknown-unit", unit, en: "there is no other unit '\(name)'",
                    nl: "er is geen andere eenheid '\(name)'",
                    remedy: Suggestion.remedy(for: name, among: others))
            }
        }
        try checkCircles(byID)
        for unit in units {
            for part in unit.unionOf where !(byID[part]?.unionOf.isEmpty ?? true) {
                throw problem(
                    "catalogue-nested-union", unit, en: "union_of names '\(part)', which is a union itself",
                    nl: "union_of noemt '\(part)', dat zelf een vereniging is",
                    remedy: Bilingual(en: "name the units that it is made of", nl: "noem de eenheden waaruit die bestaat"))
            }
        }
    }

    /// `within` may be followed from any unit and comes to an end.
    private func checkCircles(_ byID: [String: CatalogueUnit]) throws(InputError) {
        for unit in units {
            var path = [unit.id]
            var next = unit.within
            while let id = next {
                guard !path.contains(id) else {
                    let circle = (path + [id]).joined(separator: " → ")
                    throw problem(
                        "catalogue-circle", unit, en: "'within' goes round in a circle: \(circle)",
                        nl: "'within' gaat in een kring rond: \(circle)",
                        remedy: Bilingual(en: "take one of them out", nl: "haal er een weg"))
                }
                path.append(id)
                next = byID[id]?.within
            }
        }
    }

    private func problem(
        _ code: String, _ unit: CatalogueUnit, en: String, nl: String, remedy: Bilingual?
    ) -> InputError {
        InputError(
            code, file: file, problem: Bilingual(en: "unit '\(unit.id)': " + en, nl: "eenheid '\(unit.id)': " + nl),
            remedy: remedy)
    }
}

extension CatalogueUnit {
    private static let keys = [
        "id", "quality", "name", "level", "legal_basis", "instrument", "version_date", "layers", "reason", "geometry",
        "drawn_by", "name_field", "each", "levels", "union_of", "within", "expected_ha", "action", "references",
        "context", "integral_advice", "urban_mask", "rules",
    ]

    init(json: JSONValue, place: String, layers: CatalogueLayers) throws(InputError) {
        var fields = try JSONFields(json, file: layers.file, place: place, allowed: Self.keys)
        let id = try fields.requiredText("id")
        fields.place = "\(place) '\(id)'"
        let each = try Self.each(fields)
        let unionOf = try fields.texts("union_of")
        guard fields.has("layers") || !unionOf.isEmpty else {
            throw fields.problem(
                "json-missing-key", en: "'layers' is missing", nl: "'layers' ontbreekt",
                remedy: Bilingual(
                    en: "name the layers, or write \"layers\": null with a \"reason\"",
                    nl: "noem de lagen, of schrijf \"layers\": null met een \"reason\""))
        }
        var objects: [LayerObject]?
        if let items = try fields.list("layers") {
            guard !items.isEmpty else {
                throw fields.problem(
                    "json-missing-key", en: "'layers' is empty", nl: "'layers' is leeg",
                    remedy: Bilingual(en: "write null when there is no map", nl: "schrijf null als er geen kaart is"))
            }
            var list: [LayerObject] = []
            for (index, item) in items.enumerated() {
                list.append(try layers.layer(item, place: fields.place + ": layers[\(index)]"))
            }
            objects = list
        }
        guard objects == nil || unionOf.isEmpty else {
            throw fields.problem(
                "catalogue-two-sources", en: "has both 'layers' and 'union_of'", nl: "heeft zowel 'layers' als 'union_of'",
                remedy: Bilingual(en: "keep one of them", nl: "houd er een over"))
        }
        var rules: [CatalogueRule] = []
        for (index, item) in (try fields.list("rules") ?? []).enumerated() {
            rules.append(try Self.rule(item, file: fields.file, place: fields.place + ": rules[\(index)]"))
        }
        // A unit made by `each` may take its name from the layer.
        let name = each?.name == nil ? try fields.requiredText("name") : try fields.text("name") ?? id
        self.init(
            id: id, quality: try fields.requiredText("quality"), name: name, layers: objects,
            level: try fields.text("level"), legalBasis: try fields.text("legal_basis"),
            instrument: try fields.text("instrument"), versionDate: try fields.text("version_date"),
            reason: try fields.text("reason"), geometry: try fields.choice("geometry", of: Geometry.self) ?? .polygon,
            drawnBy: try fields.text("drawn_by"), nameField: try fields.text("name_field"), each: each,
            levels: try fields.textMap("levels"), unionOf: unionOf, within: try fields.text("within"),
            expectedHectares: try fields.measure("expected_ha"), action: try fields.text("action"),
            references: try fields.texts("references"), isContext: try fields.flag("context"),
            isIntegralAdvice: try fields.flag("integral_advice"), hasUrbanMask: try fields.flag("urban_mask"),
            rules: rules)
    }

    private static func each(_ fields: JSONFields) throws(InputError) -> EachFields? {
        guard let value = fields.value("each") else { return nil }
        let entry = try JSONFields(
            value, file: fields.file, place: fields.place + ": each", allowed: ["id", "name", "level"])
        return EachFields(
            id: try entry.requiredText("id"), name: try entry.text("name"), level: try entry.text("level"))
    }

    private static func rule(_ value: JSONValue, file: String, place: String) throws(InputError) -> CatalogueRule {
        let entry = try JSONFields(
            value, file: file, place: place,
            allowed: [
                "id", "kind", "distance_m", "needs", "max_area_m2", "max_depth_cm", "farmland_extra_cm", "known_sites", "known_sites_m", "reference",
                "text",
            ])
        return CatalogueRule(
            id: try entry.requiredText("id"), kind: try entry.choice("kind", of: CatalogueRule.Kind.self),
            distanceMetres: try entry.measure("distance_m"), needs: try entry.texts("needs"),
            maxAreaSquareMetres: try entry.measure("max_area_m2"),
            maxDepthCentimetres: try entry.measure("max_depth_cm"),
            farmlandExtraCentimetres: try entry.measure("farmland_extra_cm"),
            knownSites: try entry.text("known_sites"), knownSitesMetres: try entry.measure("known_sites_m"),
            reference: try entry.text("reference"), text: try entry.text("text"))
    }
}

/// Reads the layer objects of one catalogue file.
struct CatalogueLayers {
    let file: String
    let folder: String

    func layer(_ value: JSONValue, place: String) throws(InputError) -> LayerObject {
        try LayerObject(json: value, file: file, baseFolder: folder, place: place, allowsNoClass: true)
    }
}

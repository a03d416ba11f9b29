extension LayerObject {
    private static let keys = [
        "file", "layer", "class", "class_field", "class_list", "where", "where_not", "crs", "encoding",
    ]

    /// A layer object of a run file or catalogue. A code list it names is read at once.
    ///
    /// - Parameters:
    ///   - file: the JSON file, for messages.
    ///   - baseFolder: what relative paths in it are relative to.
    ///   - place: where in the file ("units[3] 'NNN': layers[0]"), for messages.
    ///   - allowsNoClass: catalogue units and frames need no class key.
    ///   - otherKeys: keys that the caller reads itself ("field" of zones).
    public init(
        json: JSONValue, file: String, baseFolder: String, place: String = "", allowsNoClass: Bool = false,
        otherKeys: [String] = []
    ) throws(InputError) {
        let fields = try JSONFields(
            json, file: file, place: place.isEmpty ? "layer" : place, allowed: Self.keys + otherKeys)
        let decoder = LayerObjectDecoder(fields: fields, baseFolder: baseFolder)
        let path = try fields.requiredText("file")
        self.init(
            file: path, baseFolder: baseFolder, layer: try fields.text("layer"),
            classRule: try decoder.classRule(allowsNone: allowsNoClass),
            filter: try decoder.filters("where", keeps: true)
                + decoder.filters("where_not", keeps: false),
            assumedCRS: try fields.text("crs"), encoding: try fields.text("encoding"))
    }
}

/// Reads the members of one layer object.
private struct LayerObjectDecoder {
    let fields: JSONFields
    let baseFolder: String

    func classRule(allowsNone: Bool) throws(InputError) -> ClassRule {
        let given = ["class", "class_field", "class_list"].filter { fields.value($0) != nil }
        guard given.count <= 1 else {
            let names = given.joined(separator: ", ")
            throw fields.problem(
                "layer-class-keys", en: "more than one class key: \(names)", nl: "meer dan één klassesleutel: \(names)",
                remedy: Bilingual(en: "keep exactly one", nl: "houd er precies één"))
        }
        switch given.first {
        case "class":
            let name = try fields.text("class").map(ClassText.normalised)
            guard let name, !name.isEmpty else { throw kind("class", en: "a text", nl: "een tekst") }
            return .name(name)
        case "class_field": return .fields(try fieldNames(fields.value("class_field") ?? .null))
        case "class_list": return .list(try classList(fields.value("class_list") ?? .null))
        default:
            guard allowsNone else {
                throw fields.problem(
                    "layer-class-missing", en: "a layer has no class key", nl: "een laag heeft geen klassesleutel",
                    remedy: Bilingual(
                        en: "add one of \"class\", \"class_field\", \"class_list\"",
                        nl: "voeg een van \"class\", \"class_field\", \"class_list\" toe"))
            }
            return .none
        }
    }

    private func fieldNames(_ value: JSONValue) throws(InputError) -> [String] {
        var names: [String] = []
        switch value {
        case .string(let name): names = [name]
        case .array(let items):
            for item in items {
                guard case .string(let name) = item else {
                    throw kind("class_field", en: "a field or a list of fields", nl: "een veld of een lijst van velden")
                }
                names.append(name)
            }
        default: break
        }
        guard !names.isEmpty, !names.contains("") else {
            throw kind("class_field", en: "a field or a list of fields", nl: "een veld of een lijst van velden")
        }
        return names
    }

    private func classList(_ value: JSONValue) throws(InputError) -> ClassList {
        switch value {
        case .string(let path):
            return try ClassList.read(FileBytes.path(path, in: baseFolder), name: path)
        case .array(let items):
            return try inlineList(items)
        default:
            throw kind("class_list", en: "a CSV file or a list of rows", nl: "een CSV-bestand of een lijst regels")
        }
    }

    /// `[{"STATUS": "vastgesteld", "class": "EHS"}, …]`: the fields are the other keys, in code-point order; a key
    /// that a row lacks is any value.
    private func inlineList(_ items: [JSONValue]) throws(InputError) -> ClassList {
        var members: [[String: JSONValue]] = []
        for item in items {
            guard case .object(let row) = item, row["class"] != nil else {
                throw kind(
                    "class_list", en: "a list of rows {\"FIELD\": code, \"class\": text}",
                    nl: "een lijst regels {\"VELD\": code, \"class\": tekst}")
            }
            members.append(row)
        }
        let columns = Set(members.flatMap(\.keys)).subtracting(["class"]).sorted(by: codePointOrder)
        var rows: [ClassList.Row] = []
        for row in members {
            var codes: [ClassList.Match] = []
            for field in columns {
                guard let value = row[field] else {
                    codes.append(.any)
                    continue
                }
                guard let texts = Self.texts(of: value), let code = texts.first else {
                    throw kind("class_list", en: "a list with texts or numbers", nl: "een lijst met teksten of getallen")
                }
                codes.append(ClassList.Match(code))
            }
            guard let name = row["class"].flatMap(Self.texts)?.first else {
                throw kind("class_list", en: "a list with class texts", nl: "een lijst met klasseteksten")
            }
            rows.append(ClassList.Row(codes: codes, className: ClassText.normalised(name)))
        }
        return try ClassList(source: nil, fields: columns, rows: rows).checked(file: fields.file)
    }

    func filters(_ key: String, keeps: Bool) throws(InputError) -> [FieldFilter] {
        guard let value = fields.value(key) else { return [] }
        guard case .object(let wanted) = value else {
            throw kind(key, en: "{\"FIELD\": [values]}", nl: "{\"VELD\": [waarden]}")
        }
        var filters: [FieldFilter] = []
        for field in wanted.keys.sorted(by: codePointOrder) {
            let items: [JSONValue]
            if case .array(let list) = wanted[field] { items = list } else { items = [wanted[field] ?? .null] }
            var values: [String] = []
            for item in items {
                guard let texts = Self.texts(of: item) else {
                    throw kind(key, en: "{\"FIELD\": [texts or numbers]}", nl: "{\"VELD\": [teksten of getallen]}")
                }
                values += texts.map(ClassText.normalised)
            }
            guard !values.isEmpty else {
                throw fields.problem(
                    "layer-filter-empty", en: "'\(key)' gives no values for '\(field)'",
                    nl: "'\(key)' geeft geen waarden voor '\(field)'",
                    remedy: Bilingual(en: "list at least one value", nl: "noem ten minste één waarde"))
            }
            filters.append(FieldFilter(field: field, values: values, keeps: keeps))
        }
        return filters
    }

    /// How a JSON value is written as class text. A flag may stand in the data as word or as number; null is blank.
    private static func texts(of value: JSONValue) -> [String]? {
        switch value {
        case .string(let text): [text]
        case .integer(let number): [String(number)]
        case .number(let number): [ClassText.text(of: number)]
        case .bool(let flag): flag ? ["true", "1"] : ["false", "0"]
        case .null: [""]
        case .array, .table, .object: nil
        }
    }

    private func kind(_ key: String, en: String, nl: String) -> InputError { fields.kind(key, en: en, nl: nl) }
}

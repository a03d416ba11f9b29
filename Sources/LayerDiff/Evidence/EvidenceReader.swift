public import GeoCore

extension EvidenceRegister {
    /// A file that is read as a table of feature keys (`readTable`); anything else is a layer of polygons.
    public static func isTable(_ path: String) -> Bool {
        let path = path.lowercased()
        return [".csv", ".tsv", ".txt"].contains { path.hasSuffix($0) }
    }

    // MARK: polygons

    /// The layer object and the fields to read of a register of polygons. Of several layers it is the one that has a
    /// field `cause`.
    /// - Throws: when no layer has such a field, or more than one.
    public static func source(
        of file: String, assumedCRS: String? = nil
    ) throws(InputError) -> (object: LayerObject, fields: [String]) {
        var object = LayerObject(file: file, assumedCRS: assumedCRS)
        let layers = try LayerReader.contents(of: object)
        // A list of work that comes back lies beside the faces, which have causes too but are no evidence.
        let reviewed = layers.filter { $0.fields.contains(EvidenceColumn.decisionField) }
        let fitting = reviewed.isEmpty ? layers.filter { EvidenceColumn.cause.name(in: $0.fields) != nil } : reviewed
        guard let layer = fitting.first, fitting.count == 1 else {
            let names = (fitting.isEmpty ? layers : fitting).map(\.name).joined(separator: ", ")
            throw InputError(
                "evidence-layer", file: file,
                problem: fitting.isEmpty
                    ? Bilingual(
                        en: "no layer has a field 'cause'; layers: \(names)", nl: "geen laag heeft een veld 'cause'; lagen: \(names)")
                    : Bilingual(
                        en: "more than one layer has a field 'cause': \(names)",
                        nl: "meer dan een laag heeft een veld 'cause': \(names)"),
                remedy: Bilingual(
                    en: "give a file with one register: polygons with cause, authority, document and date",
                    nl: "geef een bestand met één register: vlakken met cause, authority, document en date"))
        }
        object.layer = layer.name
        return (object, EvidenceColumn.allCases.compactMap { $0.name(in: layer.fields) })
    }

    /// From the register's polygons, read with the fields of `source` and brought to the CRS of the run.
    public init(_ layer: ClassifiedLayer) throws(InputError) {
        let file = layer.sources.first?.file
        self.init(file: file, sha256: layer.sources.first?.sha256, items: [])
        let fields = Array(layer.attributes.keys)
        let columns = EvidenceColumn.allCases.compactMap { column in
            column.name(in: fields).flatMap { name in layer.attributes[name].map { (column, $0) } }
        }
        for feature in 0..<layer.polygons.featureCount {
            let id = feature < layer.origins.count ? String(layer.origins[feature].id) : String(feature)
            var texts: [EvidenceColumn: String] = [:]
            for (column, values) in columns { texts[column] = values[feature] }
            // Not decided yet.
            if texts[.cause] == nil, layer.attributes[EvidenceColumn.decisionField] != nil { continue }
            do throws(InputError) {
                items.append(try .init(
                    id: id, place: .polygons(layer.polygons.selecting(CollectionOfOne(feature))), texts))
            } catch {
                throw error.located(file: file, layer: layer.sources.first?.layer, feature: id)
            }
        }
    }

    // MARK: feature keys

    /// A register by feature: CSV with `side` (old or new) and/or `layer`, `feature`, `cause`, `authority`, `document`,
    /// `date`, and `theme` when it serves more than one comparison.
    ///
    /// - Parameter name: how messages call the file; the path when nil.
    /// - Throws: the first problem, naming row and column.
    public static func readTable(_ path: String, name: String? = nil) throws(InputError) -> EvidenceRegister {
        let table = try CSVTable.read(path, name: name)
        var register = EvidenceRegister(
            file: table.file, sha256: try SHA256.hex(ofFile: path, name: name ?? path), items: [])
        let columns = EvidenceColumn.allCases.compactMap { column in
            column.name(in: table.header).flatMap { table.column($0) }.map { (column, $0) }
        }
        func has(_ column: EvidenceColumn) -> Bool { columns.contains { $0.0 == column } }
        for column in [EvidenceColumn.feature, .cause] where !has(column) {
            throw missing(column.rawValue, table)
        }
        guard has(.side) || has(.layer) else { throw missing("side", table) }
        for row in table.rows {
            var texts: [EvidenceColumn: String] = [:]
            for (column, index) in columns {
                let text = ClassText.normalised(row.fields[index])
                if !text.isEmpty { texts[column] = text }
            }
            do throws(InputError) {
                let place = try EvidenceItem.Place(texts)
                var item = try EvidenceItem(id: String(row.line), place: place, texts)
                // A word in `layer` that names the side is no name of a layer.
                if let layer = texts[.layer], EvidenceItem.Place.side(layer) == nil { item.layer = layer }
                register.items.append(item)
            } catch {
                let column = (EvidenceColumn(rawValue: error.feature ?? "") ?? .cause).rawValue
                throw InputError.crosswalk(
                    error.code, file: table.file, line: row.line, column: column, problem: error.problem,
                    remedy: error.remedy ?? Bilingual(en: "mend the row", nl: "herstel de rij"))
            }
        }
        return register
    }

    private static func missing(_ column: String, _ table: CSVTable) -> InputError {
        InputError(
            "evidence-column-missing", file: table.file,
            problem: Bilingual(
                en: "row 1: the register has no column '\(column)'; found: \(table.header.joined(separator: ", "))",
                nl: "rij 1: het register heeft geen kolom '\(column)'; gevonden: \(table.header.joined(separator: ", "))"),
            remedy: Bilingual(
                en: "the header needs side, feature, cause, authority, document and date",
                nl: "de kop heeft side, feature, cause, authority, document en date nodig"))
    }
}

/// What a register says, and the names its columns may have.
enum EvidenceColumn: String, CaseIterable {
    case side, layer, feature, cause, authority, document, date, theme

    /// The column that a reviewer fills in in the list of work; empty until then.
    static let decisionField = "decision"

    private var aliases: [String] {
        switch self {
        case .side: ["kant", "version", "versie"]
        case .layer: ["laag"]
        case .feature: ["feature_id", "feature id", "fid", "id", "object"]
        case .cause: ["oorzaak", Self.decisionField]
        case .authority: ["bevoegd_gezag", "instantie"]
        case .document: ["stuk", "besluit"]
        case .date: ["datum"]
        case .theme: ["thema"]
        }
    }

    /// The name of this column among `names`, whatever its case.
    func name(in names: [String]) -> String? {
        for wanted in [rawValue] + aliases {
            if let name = names.first(where: { $0.lowercased() == wanted }) { return name }
        }
        return nil
    }
}

extension EvidenceItem {
    /// From the texts of a row. The error names the column in its `feature`; the reader puts the place there.
    fileprivate init(id: String, place: Place, _ texts: [EvidenceColumn: String]) throws(InputError) {
        guard let word = texts[.cause] else {
            throw InputError(
                "evidence-cause-empty", feature: EvidenceColumn.cause.rawValue,
                problem: Bilingual(en: "the cause is empty", nl: "de oorzaak is leeg"), remedy: Self.causes)
        }
        guard let cause = CrosswalkWords.cause(word), Cause.documented.contains(cause) else {
            throw InputError(
                "evidence-cause-unknown", feature: EvidenceColumn.cause.rawValue,
                problem: Bilingual(en: "unknown cause '\(word)'", nl: "onbekende oorzaak '\(word)'"), remedy: Self.causes)
        }
        // Only what somebody saw on the ground can do without a paper.
        guard cause == .real || texts[.document] != nil else {
            throw InputError(
                "evidence-without-document", feature: EvidenceColumn.document.rawValue,
                problem: Bilingual(
                    en: "cause \(cause.rawValue) needs a document", nl: "oorzaak \(cause.rawValue) heeft een document nodig"),
                remedy: Bilingual(
                    en: "name the decision, report or source in 'document'",
                    nl: "noem het besluit, rapport of de bron in 'document'"))
        }
        self.init(id: id, place: place, cause: cause)
        theme = texts[.theme]
        authority = texts[.authority]
        document = texts[.document]
        date = texts[.date]
    }

    private static let causes = Bilingual(
        en: "use D (definition), A (decision), B (new source), C (repaired error) or R (possibly real)",
        nl: "gebruik D (definitieverschil), A (besluit), B (nieuwe bron), C (herstelde fout) of R (mogelijk echt)")
}

extension EvidenceItem.Place {
    enum Side { case old, new }

    static func side(_ text: String) -> Side? {
        switch text.lowercased() {
        case "old", "oud", "t1", "1": .old
        case "new", "nieuw", "t2", "2": .new
        default: nil
        }
    }

    fileprivate init(_ texts: [EvidenceColumn: String]) throws(InputError) {
        guard let text = texts[.feature], let key = Int64(text) else {
            throw InputError(
                "evidence-feature-key", feature: EvidenceColumn.feature.rawValue,
                problem: Bilingual(
                    en: "'\(texts[.feature] ?? "")' is not the key of a feature",
                    nl: "'\(texts[.feature] ?? "")' is geen sleutel van een object"),
                remedy: Bilingual(
                    en: "give the whole number that the file has for it", nl: "geef het gehele getal dat het bestand ervoor heeft"))
        }
        let word = texts[.side] ?? texts[.layer] ?? ""
        if let side = Self.side(word) {
            self = side == .old ? .oldFeature(key) : .newFeature(key)
        } else if texts[.side] == nil, texts[.layer] != nil {
            self = .feature(key)
        } else {
            throw InputError(
                "evidence-side", feature: EvidenceColumn.side.rawValue,
                problem: Bilingual(en: "'\(word)' is neither old nor new", nl: "'\(word)' is oud noch nieuw"),
                remedy: Bilingual(en: "use old or new", nl: "gebruik oud of nieuw (old of new)"))
        }
    }
}

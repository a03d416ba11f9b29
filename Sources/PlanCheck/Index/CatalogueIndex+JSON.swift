public import GeoCore

extension CatalogueIndex {
    static let schema = "kk-diff/catalogue-index@2"

    /// The index as its file has it.
    public var json: JSONValue {
        [
            "schema": .string(Self.schema),
            "catalogue_sha256": .string(catalogueSHA256),
            "sources": .array(
                sources.map {
                    [
                        "file": .string($0.file), "size": .integer(Int($0.size)), "mtime_ns": .string(String($0.modified)),
                        "sha256": .string($0.sha256),
                    ]
                }),
            "entries": .object(entries.mapValues(\.json)),
        ]
    }

    /// The index of a catalogue file; nil when there is none.
    /// - Throws: when the file is there and is no index of this version.
    static func read(besideCatalogue file: String) throws(InputError) -> CatalogueIndex? {
        let path = path(ofCatalogue: file)
        let value: JSONValue
        do throws(InputError) {
            value = try JSONValue.read(path)
        } catch {
            if error.code == "file-missing" { return nil }
            throw error
        }
        guard let index = CatalogueIndex(value) else {
            throw InputError(
                "index-unreadable", file: path,
                problem: Bilingual(en: "no index that this program reads", nl: "geen index die dit programma leest"),
                remedy: remedy)
        }
        return index
    }

    static let remedy = Bilingual(
        en: "make it again: kk-diff catalogue index CATALOGUE.json",
        nl: "maak hem opnieuw: kk-diff catalogue index CATALOGUS.json")

    private init?(_ value: JSONValue) {
        guard case .object(let top) = value, top["schema"]?.text == Self.schema,
            let sha256 = top["catalogue_sha256"]?.text, let sources = top["sources"]?.items,
            case .object(let entries)? = top["entries"]
        else { return nil }
        catalogueSHA256 = sha256
        self.sources = []
        self.entries = [:]
        for item in sources {
            guard case .object(let fields) = item, let file = fields["file"]?.text, let size = fields["size"]?.whole,
                let modified = fields["mtime_ns"]?.text.flatMap({ Int64($0) }), let sha256 = fields["sha256"]?.text
            else { return nil }
            self.sources.append(IndexedSource(file: file, size: Int64(size), modified: modified, sha256: sha256))
        }
        for (id, item) in entries {
            guard let entry = IndexedEntry(item, sourceCount: self.sources.count) else { return nil }
            self.entries[id] = entry
        }
    }
}

extension IndexedEntry {
    fileprivate var json: JSONValue {
        [
            "slots": .array(
                slots.map {
                    [
                        "entry": .string($0.entry), "object": .integer($0.object), "source": .integer($0.source),
                        "windowed": .bool($0.isWindowed),
                        "repaired": .array($0.repaired.sorted().map { .string(String($0)) }),
                    ]
                }),
            "units": .array(units.map(\.json)),
            "notices": .array(
                notices.map {
                    [
                        "code": .string($0.code), "en": .string($0.message.en), "nl": .string($0.message.nl),
                        "count": .integer($0.count),
                    ]
                }),
        ]
    }

    fileprivate init?(_ value: JSONValue, sourceCount: Int) {
        guard case .object(let fields) = value, let slots = fields["slots"]?.items, let units = fields["units"]?.items,
            let notices = fields["notices"]?.items
        else { return nil }
        self.init(slots: [], units: [], notices: [])
        for item in slots {
            guard case .object(let slot) = item, let entry = slot["entry"]?.text, let object = slot["object"]?.whole,
                object >= 0, let source = slot["source"]?.whole, (0..<sourceCount).contains(source),
                case .bool(let isWindowed)? = slot["windowed"], let keys = slot["repaired"]?.items
            else { return nil }
            let repaired = keys.compactMap { $0.text.flatMap { Int64($0) } }
            guard repaired.count == keys.count else { return nil }
            self.slots.append(
                IndexedSlot(
                    entry: entry, object: object, source: source, isWindowed: isWindowed, repaired: Set(repaired)))
        }
        for item in units {
            guard let unit = IndexedUnit(item, slotCount: slots.count) else { return nil }
            self.units.append(unit)
        }
        for item in notices {
            guard case .object(let notice) = item, let code = notice["code"]?.text, let en = notice["en"]?.text,
                let nl = notice["nl"]?.text, let count = notice["count"]?.whole
            else { return nil }
            self.notices.append(Notice(code, message: Bilingual(en: en, nl: nl), count: count))
        }
    }
}

extension IndexedUnit {
    fileprivate var json: JSONValue {
        [
            "id": .string(id), "name": .string(name), "level": .optional(level), "features": .integer(features),
            "measure": .number(measure), "parts_m2": .string(PackedDoubles.text(groupSquareMetres)),
            "box": box.isEmpty
                ? .null : .array([.number(box.minX), .number(box.minY), .number(box.maxX), .number(box.maxY)]),
            "doubled_features": .optional(doubled?.features), "doubled_ha": .optional(doubled?.hectares),
            "members": .array(members.map { .string($0.packed) }),
        ]
    }

    fileprivate init?(_ value: JSONValue, slotCount: Int) {
        guard case .object(let fields) = value, let id = fields["id"]?.text, let name = fields["name"]?.text,
            let features = fields["features"]?.whole, let measure = fields["measure"]?.real,
            let members = fields["members"]?.items, members.count == slotCount
        else { return nil }
        var box = Box.empty
        if let corners = fields["box"]?.items?.compactMap(\.real), corners.count == 4 {
            box = Box(minX: corners[0], minY: corners[1], maxX: corners[2], maxY: corners[3])
        }
        var doubled: Doubled?
        if let count = fields["doubled_features"]?.whole, let hectares = fields["doubled_ha"]?.real {
            doubled = Doubled(features: count, hectares: hectares)
        }
        let lists = members.compactMap { $0.text.flatMap(MemberList.init(packed:)) }
        guard lists.count == members.count,
            let groups = (fields["parts_m2"]?.text).flatMap(PackedDoubles.values)
        else { return nil }
        self.init(
            id: id, name: name, level: fields["level"]?.text, features: features, measure: measure,
            groupSquareMetres: groups, box: box, doubled: doubled, members: lists)
    }
}

extension JSONValue {
    fileprivate var text: String? {
        if case .string(let text) = self { return text }
        return nil
    }

    fileprivate var items: [JSONValue]? {
        if case .array(let items) = self { return items }
        return nil
    }

    fileprivate var whole: Int? {
        if case .integer(let number) = self { return number }
        return nil
    }

    fileprivate var real: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }
}

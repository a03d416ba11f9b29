public import GeoCore

/// The first version of a run file and its crosswalk: what the pairing proposes, with every relation unknown. Nobody has
/// confirmed anything in it.
public struct PairingDraft: Sendable {
    public let run: JSONValue
    /// Columns theme, from, to, relation, kind, source, owner, note.
    public let rows: [Row]
    public let comparisonCount: Int

    public struct Row: Sendable, Hashable {
        public var theme: String
        /// nil is ∅.
        public var from: String?
        public var to: String?
        public var note: Bilingual
    }

    /// - Parameters:
    ///   - crosswalkFile: its name, beside the run file.
    ///   - relative: a path of an input as it must stand in the run file.
    ///   - format: how hectares are written in notes.
    public init(
        _ pairing: MapPairing, name: String, crosswalkFile: String, language: Language, relative: (String) -> String,
        format: (Double, Language) -> String
    ) {
        var rows: [Row] = []
        var comparisons: [JSONValue] = []
        var ids: [String: Int] = [:]
        let groups = pairing.groups
        for group in groups {
            let olds = group.old.map { pairing.old[$0] }
            let new = pairing.new[group.new]
            let isShared = groups.count { $0.new == group.new } > 1
            let stem = Self.slug(isShared ? olds[0].layerName : new.layerName)
            let number = ids[stem, default: 0] + 1
            ids[stem] = number
            let id = number == 1 ? stem : "\(stem)-\(number)"
            let anyOf = Self.overlaps(olds, pairing.options.threads) || Self.overlaps([new], pairing.options.threads)
            comparisons.append([
                "id": .string(id), "quality": language == .nl ? "onbekend" : "unknown", "theme": .string(id), "owner": .null,
                "classes": .string(anyOf ? "any-of" : "one-of"),
                "versions": .array([
                    Self.version(olds, pairing.options.old, relative), Self.version([new], pairing.options.new, relative),
                ]),
            ])
            rows += Self.rows(olds, new, theme: id, threads: pairing.options.threads, format: format)
        }
        var members: [String: JSONValue] = [
            "schema": .string(RunFile.schema), "name": .string(name), "lang": .string(language.rawValue),
            "crs": .optional(pairing.crs?.code), "accuracy_m": .null, "accuracy_source": .null, "min_area_ha": .null,
            "crosswalk": .string(crosswalkFile), "comparisons": .array(comparisons),
            "not_covered": .array(Self.notCovered(pairing, language)),
        ]
        if (pairing.old + pairing.new).contains(where: \.needsRepair) { members["repair"] = "structure" }
        run = .object(members)
        self.rows = rows
        comparisonCount = comparisons.count
    }

    // MARK: the run file

    private static func version(
        _ layers: [FoundLayer], _ side: PairingOptions.Side, _ relative: (String) -> String
    ) -> JSONValue {
        [
            "date": .optional(date(side)), "instrument": .optional(side.instrument?.rawValue), "map": .null,
            "drawn_by": .optional(side.drawnBy?.rawValue),
            "layers": .array(layers.map { layer in
                var members: [String: JSONValue] = [
                    "file": .string(relative(layer.file)), "layer": .string(layer.layerName),
                ]
                switch layer.object.classRule {
                case .fields(let fields): members["class_field"] = fields.first.map { .string($0) } ?? .null
                case .name(let name): members["class"] = .string(name ?? layer.layerName)
                case .none, .list: members["class"] = .string(layer.layerName)
                }
                if let crs = layer.object.assumedCRS { members["crs"] = .string(crs) }
                if let encoding = layer.object.encoding { members["encoding"] = .string(encoding) }
                return .object(members)
            }),
        ]
    }

    /// A year in the names of the files or folders, when all that have one agree.
    static func date(_ side: PairingOptions.Side) -> String? {
        var years: Set<String> = []
        for path in side.paths {
            // The last part of the path that has one.
            for part in path.split(separator: "/").reversed() {
                let found = part.split { !$0.isNumber }.filter { $0.count == 4 && ("1900"..."2099").contains(String($0)) }
                guard let last = found.last else { continue }
                years.insert(String(last))
                break
            }
        }
        return years.count == 1 ? years.first : nil
    }

    private static func notCovered(_ pairing: MapPairing, _ language: Language) -> [JSONValue] {
        func item(_ layer: FoundLayer, _ en: String, _ nl: String) -> JSONValue {
            ["name": .string(layer.layerName), "reason": .string(language == .nl ? nl : en)]
        }
        return pairing.unpairedOld.map { item(pairing.old[$0], "no counterpart on the new map", "geen tegenhanger op de nieuwe kaart") }
            + pairing.unpairedNew.map { item(pairing.new[$0], "no counterpart on the old map", "geen tegenhanger op de oude kaart") }
    }

    /// Lower-case words with dashes.
    static func slug(_ name: String) -> String {
        let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
        return words.isEmpty ? "map" : words.joined(separator: "-")
    }

    /// More than the share that one-of carries lies under several features.
    private static func overlaps(_ layers: [FoundLayer], _ threads: Int) -> Bool {
        var polygons = PolygonBuffer()
        for layer in layers {
            polygons.append(layer.layer.polygons)
        }
        guard polygons.featureCount > 0 else { return false }
        let measure = AreaEngine.measure(EngineLayer(oneGroup: polygons), masks: [], threads: threads)
        return measure.overlap > DiffOptions().overlapLimit * measure.union
    }

    // MARK: the crosswalk

    /// Pairs that share a hundredth or more of either class, ∅ included; every class has at least one row.
    private static func rows(
        _ olds: [FoundLayer], _ new: FoundLayer, theme: String, threads: Int, format: (Double, Language) -> String
    ) -> [Row] {
        let old = union(olds)
        let (oldLayer, newLayer) = (old.engineLayer, new.layer.engineLayer)
        let account = AreaEngine.account(old: oldLayer, new: newLayer, masks: [], threads: threads)
        let oldAreas = AreaEngine.measure(oldLayer, masks: [], threads: threads).groupAreas
        let newAreas = AreaEngine.measure(newLayer, masks: [], threads: threads).groupAreas
        func text(_ area: Double, _ language: Language) -> String { format(hectares(area), language) + " ha" }
        func percent(_ area: Double, of whole: Double) -> Int { whole > 0 ? Int((100 * min(1, area / whole)).rounded()) : 0 }
        var rows: [Row] = []
        for cell in account.cells {
            let (i, j) = (Int(cell.old), Int(cell.new))
            let area = cell.areaSquareMetres
            if i >= 0, j >= 0 {
                guard area >= 0.01 * min(oldAreas[i], newAreas[j]) else { continue }
                let (a, b) = (percent(area, of: oldAreas[i]), percent(area, of: newAreas[j]))
                rows.append(
                    Row(
                        theme: theme, from: old.classes[i], to: new.layer.classes[j],
                        note: Bilingual(
                            en: "\(text(area, .en)) shared: \(a)% of the old class, \(b)% of the new",
                            nl: "\(text(area, .nl)) gedeeld: \(a) % van de oude klasse, \(b) % van de nieuwe")))
            } else if i >= 0, area >= 0.01 * oldAreas[i] {
                rows.append(
                    Row(
                        theme: theme, from: old.classes[i], to: nil,
                        note: Bilingual(en: "\(text(area, .en)) went off the map", nl: "\(text(area, .nl)) ging van de kaart")))
            } else if j >= 0, area >= 0.01 * newAreas[j] {
                rows.append(
                    Row(
                        theme: theme, from: nil, to: new.layer.classes[j],
                        note: Bilingual(en: "\(text(area, .en)) came on the map", nl: "\(text(area, .nl)) kwam op de kaart")))
            }
        }
        return rows + classesWithoutRow(rows, olds, new, theme: theme)
    }

    /// Points, lines and classes that share next to nothing.
    private static func classesWithoutRow(_ rows: [Row], _ olds: [FoundLayer], _ new: FoundLayer, theme: String) -> [Row] {
        let oldNames = Set(olds.flatMap(\.classes)).sorted(by: codePointOrder)
        let newNames = new.classes
        var extra: [Row] = []
        let same = Bilingual(en: "same name", nl: "zelfde naam")
        for name in oldNames where !rows.contains(where: { $0.from == name }) {
            if newNames.contains(name) {
                extra.append(Row(theme: theme, from: name, to: name, note: same))
            } else {
                extra.append(Row(theme: theme, from: name, to: nil, note: Bilingual(en: "shares no area with a new class", nl: "deelt geen oppervlakte met een nieuwe klasse")))
            }
        }
        for name in newNames where !(rows + extra).contains(where: { $0.to == name }) {
            extra.append(Row(theme: theme, from: nil, to: name, note: Bilingual(en: "shares no area with an old class", nl: "deelt geen oppervlakte met een oude klasse")))
        }
        return extra
    }

    /// The features of several layers together, classes in code-point order.
    private static func union(_ layers: [FoundLayer]) -> ClassifiedLayer {
        var union = ClassifiedLayer()
        union.classes = Set(layers.flatMap(\.layer.classes)).sorted(by: codePointOrder)
        let place = Dictionary(union.classes.enumerated().map { ($1, Int32($0)) }) { first, _ in first }
        for layer in layers.map(\.layer) {
            for feature in 0..<layer.polygons.featureCount {
                union.polygons.appendFeature(feature, of: layer.polygons)
                union.classOfFeature.append(place[layer.classes[Int(layer.classOfFeature[feature])]] ?? 0)
            }
        }
        return union
    }
}

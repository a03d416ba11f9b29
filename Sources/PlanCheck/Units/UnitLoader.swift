import GeoCore

/// Reads the layers of a catalogue into units. Nothing here stops the run: a unit that cannot be read has no data,
/// says why, and is warned about.
struct UnitLoader: Sendable {
    let catalogue: Catalogue
    let crs: CatalogueCRS
    /// What is known beforehand and still holds; empty without an index.
    var index = FreshIndex()
    /// Read only what lies near each plan, where the index allows it.
    var isWindowed = false
    /// Where the plans can need a unit that is read now; nil: everywhere.
    let window: Box?
    /// Whether whole units are measured.
    let shares: Bool
    let threads: Int

    struct Loaded: Sendable {
        var units: [CheckUnit] = []
        var notices: [Notice] = []
        var work = ReadWork()
        /// Units that were read and measured whole for want of an index.
        var measured = 0
    }

    /// All units in catalogue order.
    func load() -> Loaded {
        let read = parallelMap(count: catalogue.units.count, workers: threads) { index in
            units(of: catalogue.units[index])
        }
        var byEntry: [String: [CheckUnit]] = [:]
        for (entry, loaded) in zip(catalogue.units, read) { byEntry[entry.id] = loaded.units }
        var result = Loaded()
        for (entry, loaded) in zip(catalogue.units, read) {
            result.notices += loaded.notices
            result.work = result.work + loaded.work
            result.measured += loaded.measured
            guard !entry.unionOf.isEmpty, loaded.units.isEmpty else {
                result.units += loaded.units
                continue
            }
            result.units.append(union(entry, byEntry))
            if shares, index.entries[entry.id] == nil { result.measured += 1 }
        }
        for unit in result.units {
            guard case .noData(let reason) = unit.content, unit.entry.layers != nil else { continue }
            result.notices.append(unit.notice(noData: reason))
        }
        return result
    }

    // MARK: one entry

    private func units(of entry: CatalogueUnit) -> Loaded {
        if let indexed = windowedEntry(entry) { return windowed(entry, indexed) }
        guard entry.unionOf.isEmpty else { return Loaded() }
        guard entry.layers != nil else {
            let reason = entry.reason.map { Bilingual(en: $0, nl: $0) } ?? Bilingual(en: "no layer", nl: "geen kaartlaag")
            return Loaded(units: [plain(entry, .noData(reason))])
        }
        do throws(InputError) {
            return try readUnits(of: entry)
        } catch {
            return Loaded(units: [plain(entry, .noData(Bilingual(en: error.line(.en), nl: error.line(.nl))))])
        }
    }

    /// The entry in the index, when it is to be read per plan. A union and its parts are all read so, or none of them.
    private func windowedEntry(_ entry: CatalogueUnit) -> IndexedEntry? {
        guard isWindowed, let indexed = index.entries[entry.id], indexed.isWindowed else { return nil }
        let unions = catalogue.units.filter { $0.unionOf.contains(entry.id) }
        let together = entry.unionOf + unions.map(\.id) + unions.flatMap(\.unionOf)
        return together.allSatisfy { index.entries[$0]?.isWindowed == true } ? indexed : nil
    }

    private func plain(_ entry: CatalogueUnit, _ content: UnitContent) -> CheckUnit {
        CheckUnit(
            entry: entry, id: entry.id, name: entry.name, level: entry.level.map { entry.levels[$0] ?? $0 },
            content: content)
    }

    private func windowed(_ entry: CatalogueUnit, _ indexed: IndexedEntry) -> Loaded {
        var loaded = Loaded(notices: indexed.notices)
        for (number, unit) in indexed.units.enumerated() {
            loaded.units.append(
                CheckUnit(
                    entry: entry, id: unit.id, name: unit.name, level: unit.level,
                    content: .indexed(IndexedPlace(entry: indexed, number: number))))
            if shares, let notice = unit.doubledNotice { loaded.notices.append(notice) }
        }
        return loaded
    }

    private func readUnits(of entry: CatalogueUnit) throws(InputError) -> Loaded {
        let features = try features(of: entry)
        var loaded = Loaded(notices: features.notices, work: features.work)
        guard features.count > 0 else {
            loaded.units = [plain(entry, Self.emptyContent(entry, read: features.featuresIn))]
            return loaded
        }
        let known = index.entries[entry.id]
        for selection in UnitSelection.all(of: entry, features) {
            let indexed = known?.units.first { $0.id == selection.id }
            loaded.units.append(
                CheckUnit(
                    entry: entry, id: selection.id, name: selection.name, level: selection.level,
                    content: content(features, selection, indexed, &loaded)))
        }
        return loaded
    }

    /// All features of an entry that has layers.
    func features(of entry: CatalogueUnit) throws(InputError) -> UnitFeatures {
        var features = UnitFeatures(entry)
        for slot in (entry.layers ?? []).indices { try read(slot, entry, into: &features) }
        return features
    }

    /// Why a unit has nothing that can be tested.
    private static func emptyContent(_ entry: CatalogueUnit, read count: Int) -> UnitContent {
        let kind =
            switch entry.geometry {
            case .polygon: Bilingual(en: "polygon", nl: "vlak")
            case .line: Bilingual(en: "line", nl: "lijn")
            case .point: Bilingual(en: "point", nl: "punt")
            }
        return .noData(
            Bilingual(
                en: "none of \(count) features is a \(kind.en)", nl: "geen van de \(count) objecten is een \(kind.nl)"))
    }

    private func read(
        _ slot: Int, _ entry: CatalogueUnit, into features: inout UnitFeatures
    ) throws(InputError) {
        guard let object = entry.layers?[slot] else { return }
        var options = LayerReadOptions(assumedCRS: catalogue.crs)
        options.attributeFields = entry.fields
        options.keepsLinesAndPoints = entry.geometry != .polygon
        // `each` needs all values, also those far from the plans; lines and points are small.
        options.within = entry.each == nil && entry.geometry == .polygon ? window : nil
        var layer = try LayerReader.read([object], options: options)
        if options.within != nil, let own = layer.crs, own.definition != crs.crs.definition,
            try !own.isSame(as: crs.crs, on: window ?? layer.polygons.box)
        {
            // The window is in another CRS than the layer.
            options.within = nil
            layer = try LayerReader.read([object], options: options)
        }
        if options.within != nil, layer.ledger.featuresIn == 0 {
            // Nothing near the plans: only the whole layer tells an empty selection from a distant unit.
            options.within = nil
            layer = try LayerReader.read([object], options: options)
        }
        guard layer.ledger.featuresIn > 0 else {
            throw InputError(
                "catalogue-empty-selection", file: object.file, layer: layer.sources.first?.layer,
                problem: Bilingual(
                    en: "the selection catches no feature", nl: "de selectie vangt geen enkel object"),
                remedy: Bilingual(
                    en: "check the values in \"where\"", nl: "controleer de waarden in \"where\""))
        }
        if isSound(slot, entry) {
            features.append(sound: layer, slot: slot)
        } else {
            try features.append(layer, in: crs, slot: slot)
        }
    }

    /// Whether the index says that all features of a layer are valid as the file has them, in the catalogue's CRS.
    private func isSound(_ object: Int, _ entry: CatalogueUnit) -> Bool {
        index.entries[entry.id]?.slots.contains {
            $0.entry == entry.id && $0.object == object && $0.isWindowed && $0.repaired.isEmpty
        } ?? false
    }

    /// Some features as a unit; of polygons with the area of all of them, and a warning when some stand twice.
    private func content(
        _ features: UnitFeatures, _ selection: UnitSelection, _ indexed: IndexedUnit?, _ loaded: inout Loaded
    ) -> UnitContent {
        switch features.geometry {
        case .line: return .lines(features.lines(selection.features))
        case .point: return .points(features.points(selection.features))
        case .polygon: break
        }
        let polygons = features.polygons.selecting(selection.features)
        let names = selection.features.map(features.name)
        guard shares else {
            return .polygons(
                UnitPolygons(polygons: polygons, names: names, wholeSquareMetres: nil, isWhole: window == nil))
        }
        if let indexed {
            if let notice = indexed.doubledNotice { loaded.notices.append(notice) }
            return .polygons(UnitPolygons(polygons: polygons, names: names, wholeSquareMetres: indexed.measure))
        }
        loaded.measured += 1
        let measure = AreaEngine.measure(EngineLayer(oneGroup: polygons), masks: [], threads: 1)
        if let doubled = DoubledFeatures.find(polygons, overlapSquareMetres: measure.overlap) {
            loaded.notices.append(DoubledFeatures.notice(doubled, of: polygons.featureCount, unit: selection.id))
        }
        return .polygons(UnitPolygons(polygons: polygons, names: names, wholeSquareMetres: measure.union))
    }

    // MARK: extent and urban area

    /// The extent or the urban area; nil, with a warning, when it cannot be read.
    func area(_ object: LayerObject?, _ key: String, _ notices: inout [Notice]) -> UnitContent? {
        guard let object else { return nil }
        if isWindowed, let indexed = index.entries[key], indexed.isWindowed, !indexed.units.isEmpty {
            return .indexed(IndexedPlace(entry: indexed, number: 0))
        }
        do throws(InputError) {
            let features = try areaFeatures(object)
            return .polygons(
                UnitPolygons(
                    polygons: features.polygons, names: features.polygons.featureCount == 0 ? [] : Array(repeating: "", count: features.polygons.featureCount),
                    wholeSquareMetres: nil))
        } catch {
            let name = String(key.dropFirst())
            notices.append(
                Notice(
                    "catalogue-empty-selection",
                    message: Bilingual(
                        en: "'\(name)' cannot be used: \(error.line(.en))",
                        nl: "'\(name)' is niet te gebruiken: \(error.line(.nl))")))
            return nil
        }
    }

    /// The polygons of the extent or the urban area, as the unit that it would be.
    func areaFeatures(_ object: LayerObject) throws(InputError) -> UnitFeatures {
        let layer = try LayerReader.read([object], options: LayerReadOptions(assumedCRS: catalogue.crs))
        guard layer.polygons.partCount > 0 else {
            throw InputError(
                "empty-selection", file: object.file, problem: Bilingual(en: "no polygons", nl: "geen vlakken"))
        }
        var features = UnitFeatures(CatalogueUnit(id: "", quality: "", name: "", layers: [object]))
        try features.append(layer, in: crs, slot: 0)
        return features
    }

    // MARK: unions

    /// The union of other units; without data as soon as one of them has none, because half a union would say
    /// "not on the map" where the other half lies.
    private func union(_ entry: CatalogueUnit, _ units: [String: [CheckUnit]]) -> CheckUnit {
        var polygons = PolygonBuffer()
        var names: [String] = []
        for unit in entry.unionOf.flatMap({ units[$0] ?? [] }) {
            switch unit.content {
            case .polygons(let part):
                polygons.append(part.polygons)
                names += part.names
            case .noData(let reason):
                return plain(
                    entry, .noData(Bilingual(en: "\(unit.id): \(reason.en)", nl: "\(unit.id): \(reason.nl)")))
            case .lines, .points, .indexed:
                return plain(
                    entry, .noData(Bilingual(en: "\(unit.id) is no polygon unit", nl: "\(unit.id) is geen vlakkeneenheid")))
            }
        }
        let known = index.entries[entry.id]?.units.first?.measure
        let whole =
            shares ? known ?? AreaEngine.measure(EngineLayer(oneGroup: polygons), masks: [], threads: 1).union : nil
        return plain(
            entry,
            .polygons(
                UnitPolygons(polygons: polygons, names: names, wholeSquareMetres: whole, isWhole: window == nil)))
    }
}

/// The features of one unit of an entry.
struct UnitSelection: Sendable {
    var id: String
    var name: String
    /// In words.
    var level: String?
    var features: [Int]

    /// One, or with `each` one per value.
    static func all(of entry: CatalogueUnit, _ features: UnitFeatures) -> [UnitSelection] {
        func level(_ code: String?) -> String? { code.map { entry.levels[$0] ?? $0 } }
        guard let each = entry.each else {
            return [
                UnitSelection(
                    id: entry.id, name: entry.name, level: level(entry.level), features: Array(0..<features.count))
            ]
        }
        return EachExpansion.values(
            of: entry, ids: features.texts(of: each.id), names: each.name.map(features.texts),
            levels: each.level.map(features.texts)
        ).map { UnitSelection(id: $0.id, name: $0.name, level: level($0.level), features: $0.features) }
    }
}

extension CatalogueUnit {
    /// Fields of the layers that the unit needs as text.
    var fields: [String] {
        var fields: [String] = []
        for field in [nameField, each?.id, each?.name, each?.level].compactMap({ $0 }) where !fields.contains(field) {
            fields.append(field)
        }
        return fields
    }
}

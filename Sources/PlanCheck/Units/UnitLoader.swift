import GeoCore

/// Reads the layers of a catalogue into units. Nothing here stops the run: a unit that cannot be read has no data,
/// says why, and is warned about.
struct UnitLoader: Sendable {
    let catalogue: Catalogue
    let crs: CatalogueCRS
    /// Where the plans can need a unit; nil: everywhere.
    let window: Box?
    /// Whether whole units are measured.
    let shares: Bool
    let threads: Int

    struct Loaded: Sendable {
        var units: [CheckUnit] = []
        var notices: [Notice] = []
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
            result.units += entry.unionOf.isEmpty ? loaded.units : [union(entry, byEntry)]
            result.notices += loaded.notices
        }
        for unit in result.units {
            guard case .noData(let reason) = unit.content, unit.entry.layers != nil else { continue }
            result.notices.append(
                Notice(
                    "catalogue-empty-selection",
                    message: Bilingual(
                        en: "unit \(unit.id) has no data: \(reason.en)", nl: "eenheid \(unit.id) heeft geen gegevens: \(reason.nl)")))
        }
        return result
    }

    // MARK: one entry

    private func units(of entry: CatalogueUnit) -> Loaded {
        guard entry.unionOf.isEmpty else { return Loaded() }
        guard let objects = entry.layers else {
            let reason = entry.reason.map { Bilingual(en: $0, nl: $0) } ?? Bilingual(en: "no layer", nl: "geen kaartlaag")
            return Loaded(units: [plain(entry, .noData(reason))])
        }
        do throws(InputError) {
            return try units(of: entry, objects)
        } catch {
            return Loaded(units: [plain(entry, .noData(Bilingual(en: error.line(.en), nl: error.line(.nl))))])
        }
    }

    private func plain(_ entry: CatalogueUnit, _ content: UnitContent) -> CheckUnit {
        CheckUnit(
            entry: entry, id: entry.id, name: entry.name, level: entry.level.map { entry.levels[$0] ?? $0 },
            content: content)
    }

    private func units(of entry: CatalogueUnit, _ objects: [LayerObject]) throws(InputError) -> Loaded {
        var features = UnitFeatures(entry)
        for object in objects { try read(object, entry, into: &features) }
        var loaded = Loaded(notices: features.notices)
        guard features.count > 0 else {
            loaded.units = [plain(entry, Self.emptyContent(entry, read: features.featuresIn))]
            return loaded
        }
        guard let each = entry.each else {
            loaded.units = [plain(entry, content(features, Array(0..<features.count), entry.id, &loaded.notices))]
            return loaded
        }
        let values = EachExpansion.values(
            of: entry, ids: features.texts(of: each.id), names: each.name.map(features.texts),
            levels: each.level.map(features.texts))
        for value in values {
            loaded.units.append(
                CheckUnit(
                    entry: entry, id: value.id, name: value.name, level: value.level.map { entry.levels[$0] ?? $0 },
                    content: content(features, value.features, value.id, &loaded.notices)))
        }
        return loaded
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
        _ object: LayerObject, _ entry: CatalogueUnit, into features: inout UnitFeatures
    ) throws(InputError) {
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
        try features.append(layer, in: crs)
    }

    /// Some features as a unit; of polygons with the area of all of them, and a warning when some stand twice.
    private func content(
        _ features: UnitFeatures, _ selection: [Int], _ id: String, _ notices: inout [Notice]
    ) -> UnitContent {
        switch features.geometry {
        case .line: return .lines(features.lines(selection))
        case .point: return .points(features.points(selection))
        case .polygon: break
        }
        let polygons = features.polygons.selecting(selection)
        let names = selection.map(features.name)
        guard shares else {
            return .polygons(
                UnitPolygons(polygons: polygons, names: names, wholeSquareMetres: nil, isWhole: window == nil))
        }
        let measure = AreaEngine.measure(EngineLayer(oneGroup: polygons), masks: [], threads: 1)
        if let notice = DoubledFeatures.notice(polygons, overlapSquareMetres: measure.overlap, unit: id) {
            notices.append(notice)
        }
        return .polygons(UnitPolygons(polygons: polygons, names: names, wholeSquareMetres: measure.union))
    }

    /// The polygons of the extent or the urban area; nil, with a warning, when they cannot be read.
    func area(_ object: LayerObject?, _ key: String, _ notices: inout [Notice]) -> PolygonBuffer? {
        guard let object else { return nil }
        do throws(InputError) {
            let layer = try LayerReader.read([object], options: LayerReadOptions(assumedCRS: catalogue.crs))
            if layer.polygons.partCount > 0 { return try crs.prepared(layer, repair: .structure).polygons }
            throw InputError(
                "empty-selection", file: object.file,
                problem: Bilingual(en: "no polygons", nl: "geen vlakken"))
        } catch {
            notices.append(
                Notice(
                    "catalogue-empty-selection",
                    message: Bilingual(
                        en: "'\(key)' cannot be used: \(error.line(.en))",
                        nl: "'\(key)' is niet te gebruiken: \(error.line(.nl))")))
            return nil
        }
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
                for feature in 0..<part.polygons.featureCount { polygons.appendFeature(feature, of: part.polygons) }
                names += part.names
            case .noData(let reason):
                return plain(
                    entry, .noData(Bilingual(en: "\(unit.id): \(reason.en)", nl: "\(unit.id): \(reason.nl)")))
            case .lines, .points:
                return plain(
                    entry, .noData(Bilingual(en: "\(unit.id) is no polygon unit", nl: "\(unit.id) is geen vlakkeneenheid")))
            }
        }
        let whole =
            shares ? AreaEngine.measure(EngineLayer(oneGroup: polygons), masks: [], threads: 1).union : nil
        return plain(
            entry,
            .polygons(
                UnitPolygons(polygons: polygons, names: names, wholeSquareMetres: whole, isWhole: window == nil)))
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

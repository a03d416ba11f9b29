import GeoCore

/// A unit that is read per plan: where the index has it.
struct IndexedPlace: Sendable, Hashable {
    var entry: IndexedEntry
    var number: Int

    var unit: IndexedUnit { entry.units[number] }
}

/// Reads of indexed units what lies near one plan: the R-tree gives keys and boxes, the index says which of them are
/// the unit's, and only those rows are fetched. Stays on the thread that made it.
final class WindowReader {
    private let catalogue: Catalogue
    private let crs: CatalogueCRS
    private let shares: Bool
    private let files = LayerFiles()
    private let entries: [String: CatalogueUnit]
    private var cached: [Query: [(key: Int64, box: Box)]] = [:]
    /// What was read so far.
    private(set) var work = ReadWork()

    private struct Query: Hashable {
        var file: String
        var layer: String?
        var box: Box
    }

    init(catalogue: Catalogue, crs: CatalogueCRS, shares: Bool) {
        self.catalogue = catalogue
        self.crs = crs
        self.shares = shares
        var entries = Dictionary(catalogue.units.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for (key, object) in [(CatalogueIndex.extentKey, catalogue.extent), (CatalogueIndex.urbanKey, catalogue.urbanArea)] {
            if let object { entries[key] = CatalogueUnit(id: key, quality: "", name: "", layers: [object]) }
        }
        self.entries = entries
    }

    /// The features whose boxes touch `box`.
    func near(_ box: Box, _ place: IndexedPlace) -> UnitContent {
        guard place.unit.box.intersects(box) else { return empty(place) }
        do throws(InputError) {
            return try read(place, try keys(place, within: box) { _ in true }, window: box)
        } catch {
            return Self.failed(error)
        }
    }

    /// The features whose boxes touch any of some places, which all lie in `box`.
    func near(_ places: BoxTree, within box: Box, _ place: IndexedPlace) -> UnitContent {
        guard place.unit.box.intersects(box) else { return empty(place) }
        do throws(InputError) {
            return try read(place, try keys(place, within: box, passing: places.meets), window: nil)
        } catch {
            return Self.failed(error)
        }
    }

    /// All features with a part in some dissolved parts of a unit.
    func whole(_ groups: Set<Int32>, _ place: IndexedPlace) -> UnitContent {
        do throws(InputError) {
            return try read(place, place.unit.members.map { $0.keys(inGroups: groups) }, window: nil)
        } catch {
            return Self.failed(error)
        }
    }

    /// Features among which the nearest one to `box` certainly is; none when it is further than `reach`.
    ///
    /// The window grows until the R-tree has a feature of the unit in it; how far the nearest of those really is
    /// bounds how far the last look has to go.
    /// - Parameter distance: of a plan to features, up to `reach`; nil beyond it.
    func nearest(
        to box: Box, _ place: IndexedPlace, reach: Double, distance: (UnitContent) throws(GEOSError) -> Double?
    ) throws(GEOSError) -> UnitContent {
        let unit = place.unit
        let start = unit.box.distanceMetres(to: box)
        guard start <= reach else { return empty(place) }
        // Beyond it nothing of the unit can be.
        let end = min(reach, start + unit.box.width + unit.box.height + box.width + box.height)
        var radius = min(end, start + max(100, (box.width + box.height) / 2))
        while true {
            let content: UnitContent
            do throws(InputError) {
                content = try read(place, withinMetres: radius, of: box)
            } catch {
                return Self.failed(error)
            }
            if !content.isEmpty {
                let found = try distance(content)
                if let found, found <= radius { return content }
                guard radius < end else { return found == nil ? empty(place) : content }
                // Everything that can be nearer than what was found.
                radius = min(end, found ?? end)
                continue
            }
            guard radius < end else { return empty(place) }
            radius = min(end, radius * 2)
        }
    }

    // MARK: keys

    private func read(_ place: IndexedPlace, withinMetres radius: Double, of box: Box) throws(InputError) -> UnitContent {
        try read(
            place, try keys(place, within: box.expanded(by: radius)) { $0.distanceMetres(to: box) <= radius }, window: nil)
    }

    /// Keys per slot of the unit's features whose box passes.
    private func keys(
        _ place: IndexedPlace, within box: Box, passing: (Box) -> Bool
    ) throws(InputError) -> [[Int64]] {
        var all: [[Int64]] = []
        for (slot, members) in zip(place.entry.slots, place.unit.members) {
            guard let object = entries[slot.entry]?.layers?[slot.object], !members.keys.isEmpty else {
                all.append([])
                continue
            }
            all.append(
                try boxes(object, box).compactMap { key, box in
                    passing(box) && members.place(of: key) != nil ? key : nil
                })
        }
        return all
    }

    private func boxes(_ object: LayerObject, _ box: Box) throws(InputError) -> [(key: Int64, box: Box)] {
        let query = Query(file: object.file, layer: object.layer, box: box)
        if let known = cached[query] { return known }
        let found = try files.boxes(object, within: box)
        cached[query] = found
        return found
    }

    // MARK: features

    /// - Parameter window: the features are all that touch it; nil: nothing is said of the unit beyond them.
    private func read(_ place: IndexedPlace, _ keys: [[Int64]], window: Box?) throws(InputError) -> UnitContent {
        var surroundings = window.map {
            UnitPolygons.Surroundings(window: $0, groupOfPart: [], groupSquareMetres: place.unit.groupSquareMetres)
        }
        var polygons = PolygonBuffer()
        var names: [String] = []
        var lines: [UnitLine] = []
        var points: [UnitPoint] = []
        var geometry = CatalogueUnit.Geometry.polygon
        for (number, (slot, some)) in zip(place.entry.slots, keys).enumerated() {
            guard let entry = entries[slot.entry], let object = entry.layers?[slot.object] else { continue }
            geometry = entry.geometry
            guard !some.isEmpty else { continue }
            var options = LayerReadOptions(assumedCRS: catalogue.crs)
            options.attributeFields = entry.nameField.map { [$0] } ?? []
            options.keepsLinesAndPoints = geometry != .polygon
            options.keys = some
            var features = UnitFeatures(entry)
            let layer = try LayerReader.read([object], options: options, files: files)
            if slot.repaired.isDisjoint(with: some) {
                features.append(sound: layer, slot: 0)
            } else {
                try features.append(layer, in: crs, slot: 0)
            }
            work = work + features.work
            let every = Array(0..<features.count)
            switch geometry {
            case .line: lines += features.lines(every)
            case .point: points += features.points(every)
            case .polygon:
                polygons.append(features.polygons)
                let members = place.unit.members[number]
                for feature in every where surroundings != nil {
                    guard let at = members.place(of: features.origins[feature].key) else { continue }
                    surroundings?.groupOfPart += members.groups(at: at)
                }
                names += every.map(features.name)
            }
        }
        let whole = shares ? place.unit.measure : nil
        return switch geometry {
        case .line: .lines(lines, wholeMetres: place.unit.measure)
        case .point: .points(points, wholeCount: Int(place.unit.measure))
        case .polygon:
            .polygons(
                UnitPolygons(
                    polygons: polygons, names: names, wholeSquareMetres: whole,
                    // Repaired otherwise than when the index was made: then nothing is said of parts.
                    isWhole: surroundings.map { $0.groupOfPart.count == polygons.partCount } ?? true,
                    surroundings: surroundings))
        }
    }

    private func empty(_ place: IndexedPlace) -> UnitContent {
        let whole = shares ? place.unit.measure : nil
        return switch entries[place.entry.slots[0].entry]?.geometry ?? .polygon {
        case .line: .lines([], wholeMetres: place.unit.measure)
        case .point: .points([], wholeCount: Int(place.unit.measure))
        case .polygon: .polygons(UnitPolygons(polygons: PolygonBuffer(), names: [], wholeSquareMetres: whole))
        }
    }

    private static func failed(_ error: InputError) -> UnitContent {
        .noData(Bilingual(en: error.line(.en), nl: error.line(.nl)))
    }
}

extension UnitContent {
    /// The polygons, of a polygon unit.
    var polygons: PolygonBuffer? {
        if case .polygons(let unit) = self { return unit.polygons }
        return nil
    }

    /// Grows with the work of reading it; only for an order.
    var likelySize: Int {
        switch self {
        case .polygons(let polygons): polygons.polygons.vertexCount
        case .indexed(let place): place.unit.members.reduce(0) { $0 + $1.partCount }
        case .lines, .points, .noData: 0
        }
    }

    var isLinesOrPoints: Bool {
        switch self {
        case .lines, .points: true
        case .polygons, .indexed, .noData: false
        }
    }

    var isEmpty: Bool {
        switch self {
        case .polygons(let polygons): polygons.polygons.partCount == 0
        case .lines(let lines, _): lines.isEmpty
        case .points(let points, _): points.isEmpty
        case .indexed, .noData: false
        }
    }
}

public import GeoCore

/// Makes the index of a catalogue: reads and measures everything once.
public enum CatalogueIndexer {
    /// What `make` found.
    public struct Outcome: Sendable {
        public var index: CatalogueIndex
        /// Entries that could not be read: they are not in the index and stay without data.
        public var failures: [(entry: String, error: InputError)]
        /// What is in it, in catalogue order.
        public var units: [Line]

        /// A unit as it is told to the user.
        public struct Line: Sendable, Hashable {
            public var id: String
            public var name: String
            public var geometry: CatalogueUnit.Geometry
            public var features: Int
            /// Dissolved square metres, metres, or number of points.
            public var measure: Double
            public var parts: Int?
            public var doubledFeatures: Int
            /// A check reads only what lies near the plan.
            public var isWindowed: Bool
        }
    }

    /// - Throws: when the catalogue's CRS cannot be used, or a file cannot be hashed.
    public static func make(_ catalogue: Catalogue, threads: Int) throws(InputError) -> Outcome {
        let crs = try CatalogueCRS(catalogue)
        let loader = UnitLoader(catalogue: catalogue, crs: crs, window: nil, shares: true, threads: 1)
        let jobs = jobs(catalogue)
        let made = parallelMap(count: jobs.count, workers: threads) { (number: Int) -> Result<IndexedEntry, InputError> in
            do throws(InputError) {
                return .success(try entry(jobs[number], catalogue, loader))
            } catch {
                return .failure(error)
            }
        }
        var index = CatalogueIndex(catalogueSHA256: catalogue.sha256 ?? "", sources: [], entries: [:])
        var outcome = Outcome(index: index, failures: [], units: [])
        var places: [String: Int] = [:]
        for (job, result) in zip(jobs, made) {
            var entry: IndexedEntry
            switch result {
            case .failure(let error):
                outcome.failures.append((job.key, error))
                continue
            case .success(let some): entry = some
            }
            for slot in entry.slots.indices {
                let object = job.slots[slot].object
                if let known = places[object.file] {
                    entry.slots[slot].source = known
                    continue
                }
                places[object.file] = index.sources.count
                entry.slots[slot].source = index.sources.count
                index.sources.append(try source(object))
            }
            index.entries[job.key] = entry
            guard job.isUnit else { continue }
            outcome.units += entry.units.map {
                Outcome.Line(
                    id: $0.id, name: $0.name, geometry: job.entry.geometry, features: $0.features, measure: $0.measure,
                    parts: job.entry.geometry == .polygon ? $0.groupSquareMetres.count : nil, doubledFeatures: $0.doubled?.features ?? 0, isWindowed: entry.isWindowed)
            }
        }
        outcome.index = index
        return outcome
    }

    // MARK: what there is to do

    private struct Job: Sendable {
        var key: String
        var entry: CatalogueUnit
        /// Entry that names the fields, place of the layer in it, and the layer.
        var slots: [(entry: CatalogueUnit, place: Int, object: LayerObject)]
        var isUnit = true
    }

    private static func jobs(_ catalogue: Catalogue) -> [Job] {
        let byID = Dictionary(catalogue.units.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        func slots(_ entry: CatalogueUnit) -> [(entry: CatalogueUnit, place: Int, object: LayerObject)] {
            (entry.layers ?? []).enumerated().map { (entry, $0.offset, $0.element) }
        }
        var jobs: [Job] = []
        for entry in catalogue.units {
            let parts = entry.unionOf.compactMap { byID[$0] }
            if entry.layers != nil {
                jobs.append(Job(key: entry.id, entry: entry, slots: slots(entry)))
            } else if !parts.isEmpty, parts.allSatisfy({ $0.layers != nil && $0.geometry == .polygon }) {
                jobs.append(Job(key: entry.id, entry: entry, slots: parts.flatMap(slots)))
            }
        }
        for (key, object) in [(CatalogueIndex.extentKey, catalogue.extent), (CatalogueIndex.urbanKey, catalogue.urbanArea)] {
            guard let object else { continue }
            let area = CatalogueUnit(id: key, quality: "", name: "", layers: [object])
            jobs.append(Job(key: key, entry: area, slots: slots(area), isUnit: false))
        }
        return jobs
    }

    private static func source(_ object: LayerObject) throws(InputError) -> IndexedSource {
        let path = LayerFiles.path(of: object)
        let hash = try SHA256.hex(ofFile: path, name: object.file)
        let state = SourceFingerprint.of(path) ?? (0, 0)
        return IndexedSource(file: object.file, size: state.size, modified: state.modified, sha256: hash)
    }

    // MARK: one entry

    private static func entry(
        _ job: Job, _ catalogue: Catalogue, _ loader: UnitLoader
    ) throws(InputError) -> IndexedEntry {
        let files = LayerFiles()
        var slots: [IndexedSlot] = []
        for slot in job.slots {
            slots.append(
                IndexedSlot(
                    entry: slot.entry.id, object: slot.place, source: 0, isWindowed: try files.hasBoxes(slot.object)))
        }
        var indexed = IndexedEntry(slots: slots, units: [], notices: [])
        var groups: [FeatureGroup] = []
        var firstSlot = 0
        for entry in job.entry.unionOf.isEmpty ? [job.entry] : parts(job) {
            let features = try loader.features(of: entry)
            if job.entry.unionOf.isEmpty { indexed.notices = features.notices }
            groups.append(FeatureGroup(features: features, firstSlot: firstSlot))
            for (slot, key) in features.repaired { indexed.slots[firstSlot + slot].repaired.insert(key) }
            firstSlot += entry.layers?.count ?? 0
            if !features.isInCatalogueCRS {
                for slot in indexed.slots.indices where indexed.slots[slot].entry == entry.id {
                    indexed.slots[slot].isWindowed = false
                }
            }
        }
        guard groups.contains(where: { $0.features.count > 0 }) else {
            throw InputError(
                "catalogue-empty-selection", file: job.slots.first?.object.file,
                problem: Bilingual(
                    en: "no feature of the unit's kind of geometry", nl: "geen object van het soort geometrie van de eenheid"))
        }
        if let only = groups.first, groups.count == 1, job.entry.unionOf.isEmpty {
            for selection in UnitSelection.all(of: job.entry, only.features) {
                indexed.units.append(
                    try unit(selection, [(only, selection.features)], job.entry.geometry, slots.count))
            }
        } else {
            let selection = UnitSelection(
                id: job.entry.id, name: job.entry.name, level: job.entry.level.map { job.entry.levels[$0] ?? $0 },
                features: [])
            indexed.units = [
                try unit(
                    selection, groups.map { ($0, Array(0..<$0.features.count)) }, job.entry.geometry, slots.count)
            ]
        }
        return indexed
    }

    /// The features of one entry, whose layers are the slots from `firstSlot` on.
    private struct FeatureGroup {
        var features: UnitFeatures
        var firstSlot: Int
    }

    /// The entries whose union a job is, in order.
    private static func parts(_ job: Job) -> [CatalogueUnit] {
        var parts: [CatalogueUnit] = []
        for slot in job.slots where parts.last?.id != slot.entry.id { parts.append(slot.entry) }
        return parts
    }

    private static func unit(
        _ selection: UnitSelection, _ chosen: [(group: FeatureGroup, features: [Int])],
        _ geometry: CatalogueUnit.Geometry, _ slotCount: Int
    ) throws(InputError) -> IndexedUnit {
        var polygons = PolygonBuffer()
        var origins: [(slot: Int, key: Int64)] = []
        var unit = IndexedUnit(
            id: selection.id, name: selection.name, level: selection.level, features: 0, measure: 0,
            groupSquareMetres: [], box: .empty, doubled: nil, members: [])
        for (group, features) in chosen {
            unit.features += features.count
            for feature in features {
                let origin = group.features.origins[feature]
                origins.append((group.firstSlot + origin.slot, origin.key))
                if geometry == .polygon { polygons.appendFeature(feature, of: group.features.polygons) }
            }
            for line in geometry == .line ? group.features.lines(features) : [] {
                for position in line.positions { unit.box.add(position) }
                unit.measure += line.lengthMetres
            }
            for point in geometry == .point ? group.features.points(features) : [] {
                unit.box.add(point.position)
                unit.measure += 1
            }
        }
        var groups = Array(repeating: [Int32](), count: origins.count)
        if geometry == .polygon {
            let measure = AreaEngine.measure(EngineLayer(oneGroup: polygons), masks: [], threads: 1)
            unit.measure = measure.union
            unit.box = polygons.box
            unit.doubled = DoubledFeatures.find(polygons, overlapSquareMetres: measure.overlap)
            do throws(GEOSError) {
                let dissolved = try DissolvedGroups(polygons)
                unit.groupSquareMetres = dissolved.squareMetres
                for feature in groups.indices {
                    groups[feature] = polygons.parts(ofFeature: feature).map { dissolved.groupOfPart[$0] }
                }
            } catch {
                throw InputError(
                    "geometry-failed",
                    problem: Bilingual(
                        en: "unit \(selection.id): \(error.function) failed: \(error.message)",
                        nl: "eenheid \(selection.id): \(error.function) mislukte: \(error.message)"))
            }
        }
        for slot in 0..<slotCount {
            unit.members.append(
                MemberList(zip(origins, groups).filter { $0.0.slot == slot }.map { ($0.0.key, $0.1) }))
        }
        return unit
    }
}

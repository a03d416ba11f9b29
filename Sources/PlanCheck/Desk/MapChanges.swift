import Foundation
public import GeoCore

/// Hectares of a plan where two maps differ, with the cause that the comparison of the maps gave them.
public struct PlanCause: Sendable, Hashable {
    /// Which comparison: its folder in the results.
    public var comparison: String
    /// Class on the older and the newer map; nil is ∅.
    public var from: String?
    public var to: String?
    /// Code of METHOD §3.
    public var cause: String
    public var areaHectares: Double

    public init(comparison: String, from: String?, to: String?, cause: String, areaHectares: Double) {
        self.comparison = comparison
        self.from = from
        self.to = to
        self.cause = cause
        self.areaHectares = areaHectares
    }
}

/// The faces of a comparison of maps inside every plan: why the answer of the two maps may differ there.
public struct MapChanges: Sendable, Hashable {
    public struct Plan: Sendable, Hashable {
        public var id: String
        /// Largest first inside a comparison.
        public var causes: [PlanCause]

        public init(id: String, causes: [PlanCause]) {
            self.id = id
            self.causes = causes
        }
    }
    /// As the user gave it.
    public var folder: String
    public var plans: [Plan]

    public init(folder: String, plans: [Plan]) {
        self.folder = folder
        self.plans = plans
    }

    /// One map with faces.
    public struct Map: Sendable, Hashable {
        var comparison: String
        var file: String
    }

    static let mapFile = "kaart.gpkg"
    static let layer = "faces"

    /// The maps in a folder of results: of one comparison, or in its folders one per comparison, by name.
    /// - Throws: when there is none.
    public static func maps(in folder: String) throws(InputError) -> [Map] {
        var plain = folder
        while plain.count > 1, plain.hasSuffix("/") { plain.removeLast() }
        let files = FileManager.default
        let own = plain + "/" + mapFile
        if files.fileExists(atPath: own) {
            return [Map(comparison: plain.split(separator: "/").last.map(String.init) ?? plain, file: own)]
        }
        let names = ((try? files.contentsOfDirectory(atPath: plain)) ?? []).sorted(by: codePointOrder)
        let maps = names.map { Map(comparison: $0, file: plain + "/" + $0 + "/" + mapFile) }
            .filter { files.fileExists(atPath: $0.file) }
        guard maps.isEmpty else { return maps }
        throw InputError(
            "no-changes", file: folder,
            problem: Bilingual(
                en: "there is no \(mapFile) in this folder or one below it",
                nl: "er staat geen \(mapFile) in deze map of een map daaronder"),
            remedy: Bilingual(
                en: "give the folder that 'kk-diff diff --out' or 'compare --out' wrote",
                nl: "geef de map die 'kk-diff diff --out' of 'compare --out' schreef"))
    }

    /// - Throws: a map that cannot be read, or that has no faces with `from`, `to` and `cause`. A plan that cannot be read
    ///   is left out: the check itself reports it.
    public init(
        folder: String, maps: [Map], plans inputs: [PlanInput], catalogue: Catalogue, options: CheckOptions
    ) throws(InputError) {
        self.folder = folder
        let crs = try CatalogueCRS(catalogue)
        let workers = max(1, options.workers ?? ProcessInfo.processInfo.activeProcessorCount)
        let reader = PlanReader(crs: crs, options: options)
        let outlines = PlanCheckRun.attempts(inputs.count, workers) { (index) throws(InputError) in
            try reader.outlines(of: inputs[index])
        }.flatMap { (try? $0.get()) ?? [] }
        plans = outlines.map { Plan(id: $0.id, causes: []) }
        for map in maps {
            let faces = try Faces(map, crs)
            let found = parallelMap(count: outlines.count, workers: workers) { index in
                faces.causes(in: outlines[index].polygons, of: map.comparison)
            }
            for (index, causes) in found.enumerated() { plans[index].causes += causes }
        }
    }

    /// Faces of one map, grouped by what they say.
    private struct Faces: Sendable {
        private struct Key: Hashable {
            var from: String?
            var to: String?
            var cause: String
        }
        private let keys: [Key]
        private let polygons: PolygonBuffer
        private let groups: [Int32]

        init(_ map: Map, _ crs: CatalogueCRS) throws(InputError) {
            let object = LayerObject(file: map.file, layer: MapChanges.layer)
            let contents = try LayerReader.contents(of: object).first { $0.name == MapChanges.layer }
            let fields = ["from", "to", "cause"]
            guard let contents, fields.allSatisfy(contents.fields.contains) else {
                throw InputError(
                    "no-changes", file: map.file, layer: MapChanges.layer,
                    problem: Bilingual(
                        en: "the fields from, to and cause are not there", nl: "de velden from, to en cause zijn er niet"),
                    remedy: Bilingual(
                        en: "give a map that 'kk-diff diff --out' or 'compare --out' wrote",
                        nl: "geef een kaart die 'kk-diff diff --out' of 'compare --out' schreef"))
            }
            var options = LayerReadOptions(assumedCRS: crs.crs.definition)
            options.attributeFields = fields
            let layer = try crs.prepared(try LayerReader.read([object], options: options), repair: .structure).layer
            var keys: [Key] = []
            var places: [Key: Int32] = [:]
            groups = (0..<layer.polygons.featureCount).map { feature in
                let text = { (field: String) -> String? in layer.attributes[field]?[feature] ?? nil }
                let key = Key(from: text("from"), to: text("to"), cause: text("cause") ?? "")
                if let place = places[key] { return place }
                places[key] = Int32(keys.count)
                keys.append(key)
                return Int32(keys.count - 1)
            }
            self.keys = keys
            polygons = layer.polygons
        }

        func causes(in plan: PolygonBuffer, of comparison: String) -> [PlanCause] {
            var layer = EngineLayer(polygons: PolygonBuffer(), groups: [], groupCount: keys.count)
            for feature in 0..<polygons.featureCount where polygons.box(ofFeature: feature).intersects(plan.box) {
                layer.polygons.appendFeature(feature, of: polygons)
                layer.groups.append(groups[feature])
            }
            guard !layer.groups.isEmpty else { return [] }
            let cells = AreaEngine.account(old: EngineLayer(oneGroup: plan), new: layer, masks: [], threads: 1).cells
            return cells.filter { $0.old == 0 && $0.new >= 0 }.map { cell in
                let key = keys[Int(cell.new)]
                return PlanCause(
                    comparison: comparison, from: key.from, to: key.to, cause: key.cause,
                    areaHectares: cell.areaSquareMetres / 10_000)
            }.sorted { a, b in
                if a.areaHectares != b.areaHectares { return a.areaHectares > b.areaHectares }
                return codePointOrder(a.cause + (a.from ?? "") + (a.to ?? ""), b.cause + (b.from ?? "") + (b.to ?? ""))
            }
        }
    }
}

extension MapChanges {
    var json: JSONValue {
        [
            // The name alone: a result holds no place on a machine.
            "folder": .string(folder.split(separator: "/").last.map(String.init) ?? folder),
            "plans": .array(
                plans.map { plan in
                    [
                        "id": .string(plan.id),
                        "causes": .array(
                            plan.causes.map { cause in
                                [
                                    "comparison": .string(cause.comparison), "from": .optional(cause.from),
                                    "to": .optional(cause.to), "cause": .string(cause.cause),
                                    "ha": .number(cause.areaHectares),
                                ]
                            }),
                    ]
                }),
        ]
    }
}

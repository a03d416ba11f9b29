import GeoCore

/// The maps of a run, each read and prepared once and dropped after its last use: one file often serves several
/// comparisons.
struct RunMaps {
    private let run: RunFile
    private let target: CoordinateReferenceSystem?
    private let threads: Int
    private let hashesFiles: Bool
    private var kept: [Key: ClassifiedLayer] = [:]
    private var uses: [Key: Int] = [:]

    private struct Key: Hashable {
        var layers: [LayerObject]
        var fields: [String]
    }

    /// - Parameter comparisons: that will ask for maps, each version as often as it is `map`ped.
    init(_ run: RunFile, comparisons: [RunComparison], target: CoordinateReferenceSystem?, options: CompareOptions) {
        self.run = run
        self.target = target
        threads = max(1, options.threads)
        hashesFiles = options.hashesFiles
        for comparison in comparisons {
            for version in comparison.dated { uses[Self.key(version, comparison), default: 0] += 1 }
        }
    }

    private static func key(_ version: RunVersion, _ comparison: RunComparison) -> Key {
        var fields: [String] = []
        if case .priority(let field) = comparison.overlaps { fields = [field] }
        return Key(layers: version.layers ?? [], fields: fields)
    }

    /// The map of a version in the CRS of the run, every feature valid.
    mutating func map(_ version: RunVersion, of comparison: RunComparison) throws(InputError) -> ClassifiedLayer {
        let key = Self.key(version, comparison)
        let left = (uses[key] ?? 1) - 1
        uses[key] = left
        defer { if left <= 0 { kept[key] = nil } }
        if let layer = kept[key] { return layer }
        let options = LayerReadOptions(
            measuresLinesAndPoints: true, attributeFields: key.fields, hashesFiles: hashesFiles)
        let read = try LayerReader.read(key.layers, options: options)
        // A mistyped filter would turn everything on the other map into a gain or a loss.
        if let empty = read.notices.first(where: { $0.code == "empty-selection" }) {
            throw InputError(
                empty.code, problem: empty.message,
                remedy: Bilingual(
                    en: "check the values with kk-diff inspect", nl: "kijk de waarden na met kk-diff inspect"))
        }
        let layer = try prepared(read)
        if left > 0 { kept[key] = layer }
        return layer
    }

    /// All polygons of a layer, as an area.
    func area(_ object: LayerObject) throws(InputError) -> StudyArea {
        let layer = try prepared(try LayerReader.read([object], options: LayerReadOptions(hashesFiles: hashesFiles)))
        guard let source = layer.sources.first, layer.polygons.featureCount > 0 else {
            throw InputError(
                "area-empty", file: object.file,
                problem: Bilingual(en: "there is no polygon in it", nl: "er staat geen vlak in"),
                remedy: Bilingual(en: "give a file with the outline", nl: "geef een bestand met de omtrek"))
        }
        return StudyArea(polygons: layer.polygons, source: source)
    }

    /// The zones, one class per value of their field.
    func zones(_ zones: RunZones) throws(InputError) -> ZoneLayer {
        var object = zones.layer
        object.classRule = .fields([zones.field])
        let layer = try prepared(try LayerReader.read([object], options: LayerReadOptions(hashesFiles: hashesFiles)))
        return ZoneLayer(layer: layer, field: zones.field)
    }

    /// The register of documented causes: a table of feature keys, or polygons.
    func evidence(_ given: LayerObject) throws(InputError) -> EvidenceRegister {
        let path = run.path(given.file)
        if EvidenceRegister.isTable(path) { return try EvidenceRegister.readTable(path, name: given.file) }
        var object = given
        var options = LayerReadOptions(hashesFiles: hashesFiles)
        if given.layer == nil {
            let source = try EvidenceRegister.source(of: path, assumedCRS: given.assumedCRS)
            object.layer = source.object.layer
            options.attributeFields = source.fields
        } else {
            let fields = try LayerReader.contents(of: given).first { $0.name == given.layer }?.fields ?? []
            options.attributeFields = EvidenceColumn.allCases.compactMap { $0.name(in: fields) }
        }
        return try EvidenceRegister(try prepared(try LayerReader.read([object], options: options)))
    }

    private func prepared(_ layer: ClassifiedLayer) throws(InputError) -> ClassifiedLayer {
        // A layer of lines or points alone has no areas for which its CRS would matter.
        if layer.polygons.featureCount == 0, target == nil, layer.crs == nil { return layer }
        return try LayerPreparation.prepare(
            layer, target: target, repair: run.repair, repairLimit: run.repairLimit, threads: threads
        ).layer
    }
}

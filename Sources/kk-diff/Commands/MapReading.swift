import GeoCore
import LayerDiff
import MapReport

/// Reads the maps of one `diff` and makes them ready to be measured, telling the terminal how far it is.
struct MapReading {
    let request: DiffRequest
    let console: Console

    /// The two maps as their files have them, read side by side.
    func maps() throws(InputError) -> (old: ClassifiedLayer, new: ClassifiedLayer) {
        let read = try maps([request.old, request.new])
        return (read[0], read[1])
    }

    /// One of the two maps.
    func map(_ layer: LayerRequest) throws(InputError) -> ClassifiedLayer { try maps([layer])[0] }

    /// Any number of maps, in the order given.
    private func maps(_ layers: [LayerRequest]) throws(InputError) -> [ClassifiedLayer] {
        var objects: [LayerObject] = []
        for layer in layers {
            var object = layer.object
            if let list = layer.classListFile { object.classRule = .list(try ClassList.read(list)) }
            objects.append(object)
        }
        let names = objects.map(\.file).joined(separator: ", ")
        show(en: "reading \(names)", nl: "\(names) lezen")
        let options = LayerReadOptions(
            measuresLinesAndPoints: true, attributeFields: priorityFields, hashesFiles: request.wantsHash)
        let asked = objects
        // When several are wrong the first one is told.
        let read = try parallelMap(count: asked.count, workers: request.common.workers) { (index) throws(InputError) in
            try LayerReader.read([asked[index]], options: options)
        }
        for map in read {
            // A mistyped filter would turn everything on the other map into a gain or a loss.
            if let empty = map.notices.first(where: { $0.code == "empty-selection" }) {
                throw InputError(
                    empty.code, problem: empty.message,
                    remedy: Bilingual(
                        en: "check the values with kk-diff inspect", nl: "kijk de waarden na met kk-diff inspect"))
            }
        }
        let counts = read.map { NumberStyle(console.language).count($0.polygons.featureCount) }.joined(separator: " + ")
        show(en: "\(names): \(counts) features", nl: "\(names): \(counts) objecten")
        return read
    }

    /// Both maps in the system that is computed in, every feature a valid polygon; checked and measured in one sweep.
    func prepared(
        _ maps: (old: ClassifiedLayer, new: ClassifiedLayer), _ crs: CoordinateReferenceSystem?
    ) throws(InputError) -> PreparedPair {
        let names = [maps.old, maps.new].compactMap { $0.sources.first?.file }.joined(separator: ", ")
        show(en: "checking \(names)", nl: "\(names) nakijken")
        if !request.parts.merged.isEmpty {
            var parts: [(file: String, part: AuditPart)] = []
            for file in request.parts.merged { parts.append((file, try AuditPart.read(file))) }
            return try LayerPreparation.preparePair(
                old: maps.old, new: maps.new, target: crs, parts: parts, threads: request.common.workers)
        }
        return try LayerPreparation.preparePair(
            old: maps.old, new: maps.new, target: crs, repair: request.repair, repairLimit: request.repairLimit,
            threads: request.common.workers)
    }

    /// In the system that is computed in, every feature a valid polygon.
    func prepared(
        _ layer: ClassifiedLayer, _ crs: CoordinateReferenceSystem?
    ) throws(InputError) -> ClassifiedLayer {
        let file = layer.sources.first?.file ?? ""
        show(en: "checking \(file)", nl: "\(file) nakijken")
        return try LayerPreparation.prepare(
            layer, target: crs, repair: request.repair, repairLimit: request.repairLimit,
            threads: request.common.workers
        ).layer
    }

    /// A frame or survey extent: all polygons of a file, whatever their fields.
    func area(_ file: String?, _ crs: CoordinateReferenceSystem?) throws(InputError) -> StudyArea? {
        guard let file else { return nil }
        show(en: "reading \(file)", nl: "\(file) lezen")
        let read = try LayerReader.read(
            [LayerObject(file: file, assumedCRS: request.assumedCRS)],
            options: LayerReadOptions(hashesFiles: request.wantsHash))
        let layer = try prepared(read, crs)
        guard let source = layer.sources.first, layer.polygons.featureCount > 0 else {
            throw InputError(
                "area-empty", file: file,
                problem: Bilingual(en: "there is no polygon in it", nl: "er staat geen vlak in"),
                remedy: Bilingual(en: "give a file with the outline", nl: "geef een bestand met de omtrek"))
        }
        return StudyArea(polygons: layer.polygons, source: source)
    }

    /// The register of documented causes: polygons, or a table of feature keys.
    func evidence(_ file: String?, _ crs: CoordinateReferenceSystem?) throws(InputError) -> EvidenceRegister? {
        guard let file else { return nil }
        show(en: "reading \(file)", nl: "\(file) lezen")
        if EvidenceRegister.isTable(file) { return try EvidenceRegister.readTable(file) }
        let (object, fields) = try EvidenceRegister.source(of: file, assumedCRS: request.assumedCRS)
        let read = try LayerReader.read(
            [object], options: LayerReadOptions(attributeFields: fields, hashesFiles: request.wantsHash))
        return try EvidenceRegister(try prepared(read, crs))
    }

    /// A map of zones, their names as classes.
    func zones(
        _ object: LayerObject?, field: String?, _ crs: CoordinateReferenceSystem?
    ) throws(InputError) -> ZoneLayer? {
        guard let object, let field else { return nil }
        show(en: "reading \(object.file)", nl: "\(object.file) lezen")
        let read: ClassifiedLayer
        do throws(InputError) {
            read = try LayerReader.read([object], options: LayerReadOptions(hashesFiles: request.wantsHash))
        } catch {
            var error = error
            if error.code == "layer-needed" {
                error.remedy = Bilingual(en: "choose one with --zone-layer", nl: "kies er een met --zone-layer")
            }
            throw error
        }
        return ZoneLayer(layer: try prepared(read, crs), field: field)
    }

    private var priorityFields: [String] {
        if case .priority(let field) = request.options.overlaps { [field] } else { [] }
    }

    private func show(en: String, nl: String) {
        console.progress.show(en: en, nl: nl)
    }
}

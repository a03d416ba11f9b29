import GeoCore

/// Reads plan files into outlines that can be measured.
struct PlanReader: Sendable {
    let crs: CatalogueCRS
    let options: CheckOptions
    /// For one file; files are read side by side.
    var threads = 1

    /// Fields that may hold the name of a location.
    private static let nameFields = ["naam", "name", "noemer", "id", "identificatie", "gml_id"]

    /// The plans of one input: one, or with `eachField` one per value.
    func outlines(of input: PlanInput) throws(InputError) -> [PlanOutline] {
        switch input {
        case .searchArea(let x, let y, let radius): return [try searchArea(input.label, x, y, radius)]
        case .file(let path):
            do throws(InputError) {
                return try outlines(ofFile: path)
            } catch {
                throw error.located(file: path)
            }
        }
    }

    private func searchArea(
        _ label: String, _ x: Double, _ y: Double, _ radius: Double
    ) throws(InputError) -> PlanOutline {
        guard x.isFinite, y.isFinite, radius.isFinite, radius > 0, abs(x) + radius < PolygonBuffer.coordinateLimit,
            abs(y) + radius < PolygonBuffer.coordinateLimit
        else {
            throw InputError(
                "search-area", kind: .usage, problem: Bilingual(en: "\(label) is no circle", nl: "\(label) is geen cirkel"),
                remedy: Bilingual(
                    en: "give --at X,Y in metres and --radius above 0",
                    nl: "geef --at X,Y in meters en --radius groter dan 0"))
        }
        do throws(GEOSError) {
            let disc = try GeometryEngine().disc(around: [x, y], radiusMetres: radius)
            return PlanOutline(
                id: label, name: label, file: nil, source: "search-area", crs: crs.crs.code ?? crs.crs.name,
                polygons: disc, ledger: LayerLedger(), notices: [])
        } catch {
            throw Self.failed(error)
        }
    }

    // MARK: files

    private func outlines(ofFile path: String) throws(InputError) -> [PlanOutline] {
        let file = try PlanFile(path: path, assumedCRS: options.planCRS)
        let choice = try file.choose(options.planName)
        let names = choice.featureName == nil ? [] : choice.fields.filter(Self.isNameField)
        var seen: Set<String> = []
        let fields = (names + [options.eachField, options.disturbedAreaField, options.depthField].compactMap { $0 })
            .filter { seen.insert($0).inserted }
        var layer = try file.read(choice.layer, fields: fields)
        let isDrawnInLines = layer.polygons.partCount == 0
        let own = layer.crs
        if isDrawnInLines {
            layer = try PlanLines.areas(of: layer, crs: crs, bufferMetres: options.bufferMetres)
        }
        if let wanted = choice.featureName { layer = try Self.features(named: wanted, fields: names, of: layer) }
        guard layer.polygons.partCount > 0 || own == nil else { throw Self.noPolygons(layer) }
        guard let own else { throw Self.noCRS }
        let valid = try crs.prepared(layer, repair: options.repair, threads: threads).layer
        var outline = PlanOutline(
            id: file.planID(choice, folders: options.planFolders), name: file.planName(choice), file: path,
            source: choice.layer, crs: own.code ?? own.name, polygons: valid.polygons, ledger: valid.ledger,
            notices: valid.notices)
        var outlines: [PlanOutline] = []
        if let field = options.eachField {
            outlines = try split(outline, by: field, valid)
        } else {
            outline.ground = try PlanGround.read(Array(0..<valid.polygons.featureCount), valid.attributes, options)
            outlines = [outline]
        }
        // Lines have had their width.
        guard let buffer = options.bufferMetres, buffer > 0, !isDrawnInLines else { return outlines }
        return try outlines.map { (outline) throws(InputError) in try Self.grown(outline, by: buffer) }
    }

    private static func isNameField(_ field: String) -> Bool { nameFields.contains(field.lowercased()) }

    /// The features that carry the name in one of the fields.
    private static func features(
        named wanted: String, fields: [String], of layer: ClassifiedLayer
    ) throws(InputError) -> ClassifiedLayer {
        let all = 0..<layer.polygons.featureCount
        let texts = all.map { feature in fields.compactMap { layer.attributes[$0]?[feature] } }
        var known: Set<String> = []
        let distinct = texts.joined().filter { known.insert($0).inserted }
        // Also the beginning of a name, when only one begins so; never a number, which would be an id's beginning.
        let start = Int(wanted) == nil ? try PlanName.place(of: wanted, among: distinct).map { distinct[$0] } : nil
        let meant = distinct.contains(wanted) ? wanted : start
        let kept = all.filter { feature in meant.map(texts[feature].contains) ?? false }
        guard kept.isEmpty else {
            var some = layer
            some.polygons = layer.polygons.selecting(kept)
            some.origins = kept.map { layer.origins[$0] }
            some.attributes = layer.attributes.mapValues { values in kept.map { values[$0] } }
            // The ledger is about what was asked for.
            some.ledger.featuresIn = kept.count
            some.ledger.used = kept.count
            (some.ledger.null, some.ledger.empty, some.ledger.otherGeometry) = (0, 0, 0)
            return some
        }
        let candidates = all.compactMap { feature -> (name: String, hectares: Double)? in
            guard let name = fields.lazy.compactMap({ layer.attributes[$0]?[feature] }).first else { return nil }
            return (name, layer.polygons.areaSquareMetres(ofFeature: feature) / 10_000)
        }
        throw PlanName.unclear(candidates, wanted: wanted)
    }

    /// One plan per distinct value; features without a value are one plan of their own.
    private func split(
        _ outline: PlanOutline, by field: String, _ layer: ClassifiedLayer
    ) throws(InputError) -> [PlanOutline] {
        var groups: [String: [Int]] = [:]
        for (feature, value) in (layer.attributes[field] ?? []).enumerated() { groups[value ?? "", default: []].append(feature) }
        let plans = EachExpansion.naturallySorted(groups.keys).map { ($0, groups[$0] ?? []) }
        return try parallelMap(count: plans.count, workers: threads) { (number) throws(InputError) in
            let (value, features) = plans[number]
            var plan = outline
            plan.id = "\(outline.id)#\(value)"
            plan.name = value.isEmpty ? outline.name : value
            plan.polygons = outline.polygons.selecting(features)
            plan.ground = try PlanGround.read(features, layer.attributes, options)
            return plan
        }
    }

    private static func grown(_ outline: PlanOutline, by metres: Double) throws(InputError) -> PlanOutline {
        do throws(GEOSError) {
            var plan = outline
            plan.polygons = try GeometryEngine().buffer(outline.polygons, distanceMetres: metres)
            return plan
        } catch {
            throw failed(error)
        }
    }

    // MARK: errors

    static func failed(_ error: GEOSError) -> InputError {
        InputError(
            "geometry-failed",
            problem: Bilingual(
                en: "\(error.function) failed: \(error.message)", nl: "\(error.function) mislukte: \(error.message)"),
            remedy: Bilingual(
                en: "repair the outline (QGIS: Fix geometries) and run again",
                nl: "herstel de omtrek (QGIS: Geometrieën repareren) en probeer opnieuw"))
    }

    private static func noPolygons(_ layer: ClassifiedLayer) -> InputError {
        let count = layer.ledger.featuresIn
        return InputError(
            "plan-empty", layer: layer.sources.first?.layer,
            problem: Bilingual(
                en: "none of its \(count) features is a polygon", nl: "geen van de \(count) objecten is een vlak"),
            remedy: Bilingual(
                en: "give a file with the plan's outline as a polygon", nl: "geef een bestand met de omtrek van het plan als vlak"))
    }

    private static let noCRS = InputError(
        "crs-missing",
        problem: Bilingual(en: "the plan has no CRS", nl: "het plan heeft geen coördinatenstelsel"),
        remedy: Bilingual(
            en: "give it with --plan-crs, for example --plan-crs EPSG:28992",
            nl: "geef het met --plan-crs, bijvoorbeeld --plan-crs EPSG:28992"))
}

import GeoCore

/// Reads plan files into outlines that can be measured.
struct PlanReader: Sendable {
    let crs: CatalogueCRS
    let options: CheckOptions

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
        let file = PlanFile(path: path, assumedCRS: options.planCRS)
        let choice = try file.choose(options.planName)
        let names = choice.featureName == nil ? [] : choice.fields.filter(Self.isNameField)
        var fields = names
        if let field = options.eachField, !fields.contains(field) { fields.append(field) }
        var layer = try file.read(choice.layer, fields: fields)
        if let wanted = choice.featureName { layer = try Self.features(named: wanted, fields: names, of: layer) }
        guard layer.polygons.partCount > 0 else { throw Self.noPolygons(layer) }
        guard let own = layer.crs else { throw Self.noCRS }
        let valid = try crs.prepared(layer, repair: options.repair)
        let outline = PlanOutline(
            id: file.planID, name: file.planName, file: path, source: choice.layer, crs: own.code ?? own.name,
            polygons: valid.polygons, ledger: valid.ledger, notices: valid.notices)
        var outlines = [outline]
        if let field = options.eachField { outlines = Self.split(outline, by: layer.attributes[field] ?? []) }
        guard let buffer = options.bufferMetres else { return outlines }
        return try outlines.map { (outline) throws(InputError) in try Self.grown(outline, by: buffer) }
    }

    private static func isNameField(_ field: String) -> Bool { nameFields.contains(field.lowercased()) }

    /// The features that carry the name in one of the fields.
    private static func features(
        named wanted: String, fields: [String], of layer: ClassifiedLayer
    ) throws(InputError) -> ClassifiedLayer {
        let all = 0..<layer.polygons.featureCount
        let kept = all.filter { feature in fields.contains { layer.attributes[$0]?[feature] == wanted } }
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
        throw PlanFile.unclear(candidates, wanted: wanted)
    }

    /// One plan per distinct value; features without a value are one plan of their own.
    private static func split(_ outline: PlanOutline, by values: [String?]) -> [PlanOutline] {
        var groups: [String: [Int]] = [:]
        for (feature, value) in values.enumerated() { groups[value ?? "", default: []].append(feature) }
        return EachExpansion.naturallySorted(groups.keys).map { value in
            var plan = outline
            let features = groups[value] ?? []
            plan.id = "\(outline.id)#\(value)"
            plan.name = value.isEmpty ? outline.name : value
            plan.polygons = outline.polygons.selecting(features)
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

    private static func failed(_ error: GEOSError) -> InputError {
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

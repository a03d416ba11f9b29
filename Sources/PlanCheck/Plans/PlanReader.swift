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
        let moved = try crs.polygons(of: layer, file: path)
        let valid = try repaired(moved.polygons, layer)
        var outline = PlanOutline(
            id: file.planID, name: file.planName, file: path, source: choice.layer, crs: own.code ?? own.name,
            polygons: valid.polygons, ledger: layer.ledger, notices: layer.notices)
        outline.ledger.repaired = valid.count
        outline.ledger.repairAreaChangeHectares = valid.changeSquareMetres / 10_000
        if let report = moved.report { outline.notices.append(report.notice) }
        if valid.count > 0 {
            outline.notices.append(
                Notice(
                    "plan-repaired",
                    message: Bilingual(
                        en: "\(path): invalid features were repaired, \(Hectares.text(outline.ledger.repairAreaChangeHectares, .en)) ha changed",
                        nl: "\(path): ongeldige objecten zijn hersteld, \(Hectares.text(outline.ledger.repairAreaChangeHectares, .nl)) ha veranderd"),
                    count: valid.count))
        }
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

    private func repaired(_ polygons: PolygonBuffer, _ layer: ClassifiedLayer) throws(InputError) -> PolygonRepair {
        let invalid = try Self.invalidFeatures(polygons)
        guard let first = invalid.first else { return PolygonRepair(polygons: polygons) }
        let method: RepairMethod
        switch options.repair {
        case .stop:
            let place = first.problem.location.map { " (\($0.x) \($0.y))" } ?? ""
            throw InputError(
                "plan-invalid",
                feature: layer.origins.indices.contains(first.feature) ? String(layer.origins[first.feature].id) : nil,
                problem: Bilingual(
                    en: "the outline is invalid: \(first.problem.reason)\(place)",
                    nl: "de omtrek is ongeldig: \(first.problem.reason)\(place)"),
                remedy: Bilingual(
                    en: "repair it, or run with --repair structure", nl: "herstel die, of gebruik --repair structure"))
        case .structure: method = .structure
        case .linework: method = .linework
        }
        return try PolygonRepair.repaired(polygons, features: Set(invalid.map(\.feature)), method: method)
    }

    private static func invalidFeatures(
        _ polygons: PolygonBuffer
    ) throws(InputError) -> [(feature: Int, problem: Invalidity)] {
        do throws(GEOSError) {
            let engine = try GeometryEngine()
            var invalid: [(feature: Int, problem: Invalidity)] = []
            for feature in 0..<polygons.featureCount {
                if let problem = try engine.invalidity(of: polygons, feature: feature) { invalid.append((feature, problem)) }
            }
            return invalid
        } catch {
            throw failed(error)
        }
    }

    /// One plan per distinct value; features without a value are one plan of their own.
    private static func split(_ outline: PlanOutline, by values: [String?]) -> [PlanOutline] {
        var groups: [String: [Int]] = [:]
        for (feature, value) in values.enumerated() { groups[value ?? "", default: []].append(feature) }
        return groups.keys.sorted(by: EachExpansion.naturalOrder).map { value in
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

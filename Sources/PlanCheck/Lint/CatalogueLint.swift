public import GeoCore

/// Looks into every source of a catalogue and says what is in it and what is wrong, before plans are checked.
public struct CatalogueLint: Sendable {
    /// A unit as its maps show it.
    public struct Line: Sendable, Hashable {
        public var id: String
        public var quality: String
        public var name: String
        public var geometry: CatalogueUnit.Geometry
        /// nil: no layer, or it could not be read.
        public var features: Int?
        /// Dissolved hectares (polygons).
        public var hectares: Double?
        /// Kilometres (lines).
        public var kilometres: Double?
        public var expectedHectares: Double?
        public var doubledFeatures: Int
        public var doubledHectares: Double
        /// Every layer has an R-tree that can be trusted; nil without layers.
        public var hasRTree: Bool?
    }

    public struct Finding: Sendable, Hashable {
        public var code: String
        /// The entry it is about; nil: the whole catalogue.
        public var unit: String?
        public var isError: Bool
        public var message: Bilingual
    }

    public var catalogue: Catalogue
    public var units: [Line]
    /// In catalogue order; errors and warnings as they come.
    public var findings: [Finding]

    public var errors: [Finding] { findings.filter(\.isError) }
    public var warnings: [Finding] { findings.filter { !$0.isError } }

    /// Above this share `expected_ha` and the maps speak of different things.
    static let expectedErrorShare = 0.01
    /// Below it the difference is rounding: hectares.
    static let expectedRounding = 0.01

    /// - Throws: when the catalogue's CRS cannot be used. (A catalogue that cannot be read does not come this far.)
    public init(_ catalogue: Catalogue, threads: Int) throws(InputError) {
        self.catalogue = catalogue
        units = []
        findings = []
        let loader = UnitLoader(
            catalogue: catalogue, crs: try CatalogueCRS(catalogue), window: nil, shares: true, threads: 1)
        let surveys = parallelMap(count: catalogue.units.count, workers: threads) { index in
            UnitSurvey(catalogue.units[index], loader)
        }
        for (entry, survey) in zip(catalogue.units, surveys) {
            findings += CatalogueTexts.findings(entry)
            findings += survey.findings
            units += survey.lines
        }
        for entry in catalogue.units where !entry.unionOf.isEmpty { addUnion(entry, loader) }
        for (key, object) in [("extent", catalogue.extent), ("urban_area", catalogue.urbanArea)] {
            guard let object else { continue }
            do throws(InputError) {
                _ = try loader.areaFeatures(object)
            } catch {
                findings.append(
                    Finding(
                        code: error.code, unit: nil, isError: true,
                        message: Bilingual(en: "\(key): \(error.line(.en))", nl: "\(key): \(error.line(.nl))")))
            }
        }
        findings += FreshIndex(catalogue).notices.map {
            Finding(code: $0.code, unit: nil, isError: false, message: $0.message)
        }
        let order = Dictionary(catalogue.units.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: min)
        units = units.enumerated().sorted { a, b in
            let (x, y) = (order[a.element.entryID(in: order), default: .max], order[b.element.entryID(in: order), default: .max])
            return (x, a.offset) < (y, b.offset)
        }.map(\.element)
    }

    /// The line of a union, from the lines of its parts' features.
    private mutating func addUnion(_ entry: CatalogueUnit, _ loader: UnitLoader) {
        var polygons = PolygonBuffer()
        var hasRTree = true
        for id in entry.unionOf {
            guard let part = catalogue.units.first(where: { $0.id == id }), part.layers != nil,
                let features = try? loader.features(of: part), part.geometry == .polygon
            else {
                findings.append(
                    Finding(
                        code: "union-part", unit: entry.id, isError: true,
                        message: Bilingual(
                            en: "its part '\(id)' has no polygons: the union has no data",
                            nl: "het onderdeel '\(id)' heeft geen vlakken: de vereniging heeft geen gegevens")))
                return
            }
            polygons.append(features.polygons)
            if units.first(where: { $0.id == id })?.hasRTree == false { hasRTree = false }
        }
        let area = AreaEngine.measure(EngineLayer(oneGroup: polygons), masks: [], threads: 1).union
        let line = Line(
            id: entry.id, quality: entry.quality, name: entry.name, geometry: .polygon,
            features: polygons.featureCount, hectares: area / 10_000, kilometres: nil,
            expectedHectares: entry.expectedHectares, doubledFeatures: 0, doubledHectares: 0, hasRTree: hasRTree)
        findings += line.expectationFindings(entry)
        units.append(line)
    }
}

extension CatalogueLint.Line {
    /// The catalogue entry of a line: its own id, or the one that `each` made it from.
    fileprivate func entryID(in known: [String: Int]) -> String {
        if known[id] != nil { return id }
        return known.keys.filter { id.hasPrefix($0 + "-") }.max { $0.count < $1.count } ?? id
    }

    /// What `expected_ha` has to say about the hectares of one unit, or of all units of an entry.
    func expectationFindings(_ entry: CatalogueUnit) -> [CatalogueLint.Finding] {
        guard let expected = entry.expectedHectares, let hectares else { return [] }
        let difference = hectares - expected
        guard abs(difference) > CatalogueLint.expectedRounding else { return [] }
        let isError = abs(difference) > CatalogueLint.expectedErrorShare * max(expected, hectares)
        func text(_ language: Language) -> String { Hectares.text(hectares, language) }
        return [
            CatalogueLint.Finding(
                code: "expected-ha", unit: entry.id, isError: isError,
                message: Bilingual(
                    en: "the maps hold \(text(.en)) ha, expected_ha is \(Hectares.text(expected, .en))",
                    nl: "de kaarten bevatten \(text(.nl)) ha, expected_ha is \(Hectares.text(expected, .nl))"))
        ]
    }
}

/// What the maps of one entry hold.
private struct UnitSurvey: Sendable {
    var lines: [CatalogueLint.Line] = []
    var findings: [CatalogueLint.Finding] = []

    init(_ entry: CatalogueUnit, _ loader: UnitLoader) {
        guard entry.unionOf.isEmpty else { return }
        var line = CatalogueLint.Line(
            id: entry.id, quality: entry.quality, name: entry.name, geometry: entry.geometry, features: nil,
            hectares: nil, kilometres: nil, expectedHectares: entry.expectedHectares, doubledFeatures: 0,
            doubledHectares: 0, hasRTree: nil)
        guard let objects = entry.layers else {
            lines = [line]
            return
        }
        do throws(InputError) {
            let files = LayerFiles()
            var hasRTree = true
            for object in objects where !(try files.hasBoxes(object)) {
                hasRTree = false
                findings.append(
                    CatalogueLint.Finding(
                        code: "rtree-missing", unit: entry.id, isError: false,
                        message: Bilingual(
                            en: "\(object.file): no R-tree that holds every row: the layer is read whole for every check",
                            nl: "\(object.file): geen R-tree waar elke rij in staat: de laag wordt bij elke toets geheel gelezen")))
            }
            line.hasRTree = hasRTree
            let features = try loader.features(of: entry)
            findings += features.notices.map {
                CatalogueLint.Finding(code: $0.code, unit: entry.id, isError: false, message: $0.message)
            }
            guard features.count > 0 else {
                throw InputError(
                    "catalogue-empty-selection", file: objects.first?.file,
                    problem: Bilingual(
                        en: "none of \(features.featuresIn) features is a \(entry.geometry.rawValue)",
                        nl: "geen van de \(features.featuresIn) objecten is een \(entry.geometry.word.nl)"))
            }
            survey(entry, features, line)
        } catch {
            findings.append(
                CatalogueLint.Finding(
                    code: error.code, unit: entry.id, isError: true,
                    message: Bilingual(en: error.line(.en), nl: error.line(.nl))))
            lines = [line]
        }
    }

    private mutating func survey(_ entry: CatalogueUnit, _ features: UnitFeatures, _ line: CatalogueLint.Line) {
        var hectares = 0.0
        for selection in UnitSelection.all(of: entry, features) {
            var line = line
            (line.id, line.name, line.features) = (selection.id, selection.name, selection.features.count)
            if entry.each != nil { line.expectedHectares = nil }
            switch entry.geometry {
            case .line:
                line.kilometres = features.lines(selection.features).reduce(0) { $0 + $1.lengthMetres } / 1000
            case .point: break
            case .polygon:
                let polygons = features.polygons.selecting(selection.features)
                let measure = AreaEngine.measure(EngineLayer(oneGroup: polygons), masks: [], threads: 1)
                line.hectares = measure.union / 10_000
                hectares += measure.union / 10_000
                if let doubled = DoubledFeatures.find(polygons, overlapSquareMetres: measure.overlap) {
                    (line.doubledFeatures, line.doubledHectares) = (doubled.features, doubled.hectares)
                    let notice = DoubledFeatures.notice(doubled, of: polygons.featureCount, unit: selection.id)
                    findings.append(
                        CatalogueLint.Finding(
                            code: notice.code, unit: selection.id, isError: false, message: notice.message))
                }
            }
            lines.append(line)
        }
        if entry.geometry == .polygon, var whole = lines.first {
            whole.hectares = hectares
            findings += whole.expectationFindings(entry)
        }
    }
}

extension CatalogueUnit.Geometry {
    var word: Bilingual {
        switch self {
        case .polygon: Bilingual(en: "polygon", nl: "vlak")
        case .line: Bilingual(en: "line", nl: "lijn")
        case .point: Bilingual(en: "point", nl: "punt")
        }
    }
}

/// Why a geometry cannot be read. The reader adds file, layer and feature.
enum GeometryProblem: Error, Sendable, Hashable {
    /// - ring: counted from 1 over the whole geometry.
    case ring(RingError, ring: Int)
    /// The bytes end before what they announce.
    case truncated(offset: Int, needed: Int)
    case byteOrder(UInt8)
    case unknownType(UInt32)
    /// Arcs: areas of chords would be silently wrong.
    case curve(String)
    case tooDeep
    /// Not a GeoPackage blob.
    case notAGeoPackageBlob
    case spatiaLiteBlob
    case extendedBlob
    case envelopeCode(UInt8)
    /// Text formats: what was expected, and where.
    case syntax(Bilingual)
    /// - feature: gml:id of the object.
    case gml(GMLProblem, feature: String?)

    var inputError: InputError {
        switch self {
        case .ring(let problem, let ring): Self.error(problem, ring: ring)
        case .truncated(let offset, let needed):
            InputError(
                "geometry-truncated",
                problem: Bilingual(
                    en: "the geometry ends early (at byte \(offset), \(needed) more announced)",
                    nl: "de geometrie eindigt te vroeg (op byte \(offset), \(needed) meer aangekondigd)"),
                remedy: Self.rewrite)
        case .byteOrder(let mark):
            InputError(
                "geometry-byte-order",
                problem: Bilingual(
                    en: "the geometry has no byte-order mark (\(mark) in its place)",
                    nl: "de geometrie heeft geen bytevolgordeteken (\(mark) op die plaats)"),
                remedy: Self.rewrite)
        case .unknownType(let code):
            InputError(
                "geometry-type",
                problem: Bilingual(en: "unknown geometry type \(code)", nl: "onbekend geometrietype \(code)"),
                remedy: Self.rewrite)
        case .curve(let name):
            InputError(
                "geometry-curve",
                problem: Bilingual(
                    en: "a curve (\(name)): arcs are not measured", nl: "een boog (\(name)): bogen worden niet gemeten"),
                remedy: Bilingual(
                    en: "turn arcs into lines first: ogr2ogr -nlt CONVERT_TO_LINEAR out.gpkg FILE",
                    nl: "maak van bogen eerst lijnen: ogr2ogr -nlt CONVERT_TO_LINEAR uit.gpkg BESTAND"))
        case .tooDeep:
            InputError(
                "geometry-nesting",
                problem: Bilingual(en: "collections nested too deep", nl: "verzamelingen te diep genest"),
                remedy: Self.rewrite)
        case .notAGeoPackageBlob:
            InputError(
                "geometry-blob",
                problem: Bilingual(en: "the geometry is no GeoPackage blob", nl: "de geometrie is geen GeoPackage-blob"),
                remedy: Self.rewrite)
        case .spatiaLiteBlob:
            InputError(
                "geometry-spatialite",
                problem: Bilingual(
                    en: "a SpatiaLite geometry in a GeoPackage", nl: "een SpatiaLite-geometrie in een GeoPackage"),
                remedy: Self.rewrite)
        case .extendedBlob:
            InputError(
                "geometry-extended",
                problem: Bilingual(
                    en: "an extended (non-standard) geometry blob", nl: "een uitgebreide (niet-standaard) geometrieblob"),
                remedy: Self.rewrite)
        case .envelopeCode(let code):
            InputError(
                "geometry-blob",
                problem: Bilingual(
                    en: "the geometry blob has envelope code \(code), which does not exist",
                    nl: "de geometrieblob heeft omhullendecode \(code), die niet bestaat"),
                remedy: Self.rewrite)
        case .syntax(let text):
            InputError("geometry-syntax", problem: text, remedy: Self.rewrite)
        case .gml(let problem, let feature): problem.inputError(feature: feature)
        }
    }

    private static let rewrite = Bilingual(
        en: "ask for a new export, or rewrite the file with ogr2ogr or QGIS",
        nl: "vraag een nieuwe export, of schrijf het bestand opnieuw met ogr2ogr of QGIS")
    private static let repair = Bilingual(
        en: "repair the layer first (QGIS: Fix geometries)",
        nl: "herstel de laag eerst (QGIS: Geometrieën repareren)")

    private static func error(_ problem: RingError, ring: Int) -> InputError {
        switch problem {
        case .tooFewPositions(let count):
            InputError(
                "ring-too-short",
                problem: Bilingual(
                    en: "ring \(ring) has \(count) positions, at least 4 are needed",
                    nl: "ring \(ring) heeft \(count) punten, ten minste 4 zijn nodig"),
                remedy: repair)
        case .notClosed(let first, let last):
            InputError(
                "ring-not-closed",
                problem: Bilingual(
                    en: "ring \(ring) is not closed (first \(first.x) \(first.y), last \(last.x) \(last.y))",
                    nl: "ring \(ring) is niet gesloten (eerste \(first.x) \(first.y), laatste \(last.x) \(last.y))"),
                remedy: repair)
        case .coordinateOutOfRange(let position):
            InputError(
                "coordinate-out-of-range",
                problem: Bilingual(
                    en: "ring \(ring), position \(position + 1): not a finite number, or beyond 1e9",
                    nl: "ring \(ring), punt \(position + 1): geen eindig getal, of groter dan 1e9"),
                remedy: repair)
        case .tooManyPositions:
            InputError(
                "too-many-positions",
                problem: Bilingual(en: "more than 2 147 483 647 positions", nl: "meer dan 2 147 483 647 punten"),
                remedy: Bilingual(en: "split the layer", nl: "splits de laag"))
        }
    }
}

/// What a geometry turned out to be, beside the polygons that went into the buffer.
struct GeometrySummary: Sendable, Hashable {
    var isNull = false
    /// Polygon parts appended.
    var polygonParts = 0
    var lines = 0
    /// Length of the lines, in units of the coordinates.
    var lineLength = 0.0
    var points = 0
    /// Positions of the lines and of the points.
    var linePositions: [[SIMD2<Double>]] = []
    var pointPositions: [SIMD2<Double>] = []
    /// Of the lines and points.
    var otherBox = Box.empty
    /// Z or M stood beside x and y.
    var hasExtraDimensions = false

    static let null = GeometrySummary(isNull: true)

    /// Counts a line and its length. At least one position.
    mutating func addLine(_ positions: [SIMD2<Double>]) {
        lines += 1
        linePositions.append(positions)
        for (a, b) in zip(positions, positions.dropFirst()) {
            let step = b - a
            lineLength += (step.x * step.x + step.y * step.y).squareRoot()
        }
        for position in positions { otherBox.add(position) }
    }

    /// Neither polygons nor anything else.
    var isEmpty: Bool { !isNull && polygonParts == 0 && lines == 0 && points == 0 }
}

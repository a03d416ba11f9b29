/// Why the geometry of one GML object cannot be read. The other objects of the file can.
enum GMLProblem: Error, Sendable, Hashable {
    case ring(RingError, ring: Int)
    /// `3D` beside `2D`, or numbers that are no whole positions.
    case mixedDimensions(en: String, nl: String)
    case notANumber(String)
    /// A geometry element that is not read.
    case unsupported(String)
    /// An element without what it needs.
    case incomplete(en: String, nl: String)
    /// Pieces of one curve that do not join.
    case gap(metres: Double)
    case mixedCRS(String, String)

    /// - Parameter feature: gml:id of the object; nil when it has none.
    func inputError(feature: String?) -> InputError {
        switch self {
        case .ring(let problem, let ring): GeometryProblem.ring(problem, ring: ring).inputError.located(feature: feature)
        case .mixedDimensions(let en, let nl):
            InputError(
                "gml-mixed-dimensions", feature: feature, problem: Bilingual(en: en, nl: nl),
                remedy: Bilingual(
                    en: "ask for a file in which every position has the same number of coordinates",
                    nl: "vraag een bestand waarin elk punt evenveel coördinaten heeft"))
        case .notANumber(let text):
            InputError(
                "gml-number", feature: feature,
                problem: Bilingual(en: "'\(text)' is no coordinate", nl: "'\(text)' is geen coördinaat"),
                remedy: Self.newExport)
        case .unsupported(let name):
            InputError(
                "geometry-curve", feature: feature,
                problem: Bilingual(en: "a gml:\(name) is not read", nl: "een gml:\(name) wordt niet gelezen"),
                remedy: Bilingual(
                    en: "ask for an export with lines and arcs only", nl: "vraag een export met alleen lijnen en bogen"))
        case .incomplete(let en, let nl):
            InputError("gml-geometry", feature: feature, problem: Bilingual(en: en, nl: nl), remedy: Self.newExport)
        case .gap(let metres):
            InputError(
                "gml-gap", feature: feature,
                problem: Bilingual(
                    en: "pieces of one outline lie \(Self.text(metres)) m apart",
                    nl: "stukken van één omtrek liggen \(Self.text(metres)) m uit elkaar"),
                remedy: Self.newExport)
        case .mixedCRS(let one, let other):
            InputError(
                "crs-mixed", feature: feature,
                problem: Bilingual(
                    en: "its CRS is \(other), that of the objects before it \(one)",
                    nl: "het CRS is \(other), dat van de objecten ervoor \(one)"),
                remedy: Bilingual(en: "ask for a file in one CRS", nl: "vraag een bestand in één CRS"))
        }
    }

    private static let newExport = Bilingual(
        en: "ask for a new export, or repair the file", nl: "vraag een nieuwe export, of herstel het bestand")

    private static func text(_ metres: Double) -> String { String((metres * 1000).rounded() / 1000) }
}

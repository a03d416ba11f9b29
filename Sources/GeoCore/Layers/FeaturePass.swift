import Foundation

/// What one pass over one object gathers: features that have no class, to be told in one error with count, hectares
/// and the first ids.
struct FeaturePass {
    let source: Int32
    let file: String
    let layer: String
    /// Hectares mean nothing in degrees or feet.
    let areasAreMetric: Bool
    /// Features the filter lets through.
    var selected = 0

    private struct Refused {
        var what: FeatureClassifier.Decision
        var ids: [Int64] = []
        var count = 0
        var squareMetres = 0.0
    }
    /// Blank classes and uncaught codes apart; the first code stands for all.
    private var blank: Refused?
    private var uncaught: Refused?

    init(source: Int32, file: String, layer: String, areasAreMetric: Bool) {
        self.source = source
        self.file = file
        self.layer = layer
        self.areasAreMetric = areasAreMetric
    }

    func located(_ error: InputError, feature: Int64) -> InputError {
        error.located(file: file, layer: layer, feature: String(feature))
    }

    /// Notes a feature without a class.
    mutating func refuse(_ decision: FeatureClassifier.Decision, feature: Int64, squareMetres: Double) {
        func noted(_ refused: Refused?) -> Refused {
            var refused = refused ?? Refused(what: decision)
            if refused.ids.count < 5 { refused.ids.append(feature) }
            refused.count += 1
            refused.squareMetres += squareMetres
            return refused
        }
        if case .blank = decision { blank = noted(blank) } else { uncaught = noted(uncaught) }
    }

    /// - Throws: `class-blank` or `class-uncaught` when a feature had no class.
    func finish() throws(InputError) {
        if let blank, case .blank(let field) = blank.what {
            throw InputError(
                "class-blank", file: file, layer: layer,
                problem: Bilingual(
                    en: "no class (NULL or blank) in field '\(field)': \(place(blank, .en))",
                    nl: "geen klasse (NULL of leeg) in veld '\(field)': \(place(blank, .nl))"),
                remedy: Bilingual(
                    en: "fill it in, or give a code list (--class-list) with a row for the empty code",
                    nl: "vul het in, of geef een codelijst (--class-list) met een regel voor de lege code"))
        }
        if let uncaught, case .uncaught(let codes) = uncaught.what {
            throw InputError(
                "class-uncaught", file: file, layer: layer,
                problem: Bilingual(
                    en: "the code list has no row for \(codes): \(place(uncaught, .en))",
                    nl: "de codelijst heeft geen regel voor \(codes): \(place(uncaught, .nl))"),
                remedy: Bilingual(
                    en: "add a row, or end the list with * and an empty class to leave the rest out",
                    nl: "voeg een regel toe, of sluit de lijst met * en een lege klasse om de rest weg te laten"))
        }
    }

    private func place(_ refused: Refused, _ language: Language) -> String {
        let ids = refused.ids.map(String.init).joined(separator: ", ") + (refused.count > refused.ids.count ? ", …" : "")
        let one = refused.count == 1
        var text = language == .en ? "\(refused.count) feature\(one ? "" : "s")" : "\(refused.count) object\(one ? "" : "en")"
        if areasAreMetric {
            let hectares = String(format: "%.2f", refused.squareMetres / 10_000)
            text += ", \(language == .nl ? hectares.replacingOccurrences(of: ".", with: ",") : hectares) ha"
        }
        return text + " (\(ids))"
    }
}

/// Counts of what is no plain 2D polygon, over all objects.
struct GeometryTally {
    private var null = 0
    private var empty = 0
    private var other = 0
    private var mixed = 0
    private var extraDimensions = 0

    mutating func add(_ summary: GeometrySummary) {
        if summary.isNull { null += 1 } else if summary.isEmpty { empty += 1 }
        if summary.lines + summary.points > 0 {
            if summary.polygonParts == 0 { other += 1 } else { mixed += 1 }
        }
        if summary.hasExtraDimensions { extraDimensions += 1 }
    }

    /// One per kind that occurred.
    var notices: [Notice] {
        let all = [
            Notice(
                "other-geometry",
                message: Bilingual(
                    en: "features that are no polygons (points, lines) are counted, not measured as area",
                    nl: "objecten die geen vlak zijn (punten, lijnen) worden geteld, niet als oppervlakte gemeten"),
                count: other),
            Notice(
                "mixed-geometry",
                message: Bilingual(
                    en: "features with polygons and also points or lines: only the polygons are measured as area",
                    nl: "objecten met vlakken en ook punten of lijnen: alleen de vlakken tellen als oppervlakte"),
                count: mixed),
            Notice(
                "null-geometry",
                message: Bilingual(en: "features without geometry", nl: "objecten zonder geometrie"), count: null),
            Notice(
                "empty-geometry",
                message: Bilingual(en: "features with an empty geometry", nl: "objecten met een lege geometrie"),
                count: empty),
            Notice(
                "z-dropped",
                message: Bilingual(
                    en: "height or measure beside x and y is not used", nl: "hoogte of maat naast x en y wordt niet gebruikt"),
                count: extraDimensions),
        ]
        return all.filter { $0.count > 0 }
    }
}

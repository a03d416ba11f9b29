extension CoordinateReferenceSystem {
    /// Passes when areas can be measured in this CRS: projected, in metres.
    /// - Throws: `crs-geographic` for degrees, `crs-not-metric` for other units or kinds.
    public func requireMetricProjected(file: String? = nil, layer: String? = nil) throws(InputError) {
        if isMetric { return }
        let remedy = Bilingual(
            en: "give the CRS to compute in, for example --crs EPSG:28992",
            nl: "geef het stelsel om in te rekenen, bijvoorbeeld --crs EPSG:28992")
        if isGeographic {
            throw InputError(
                "crs-geographic", file: file, layer: layer,
                problem: Bilingual(
                    en: "\(label) has degrees, in which no area can be measured",
                    nl: "\(label) telt in graden; daarin is geen oppervlakte te meten"), remedy: remedy)
        }
        throw InputError(
            "crs-not-metric", file: file, layer: layer,
            problem: Bilingual(
                en: "\(label) is not a projected CRS in metres",
                nl: "\(label) is geen geprojecteerd stelsel in meters"), remedy: remedy)
    }

    /// What is said of a layer without a CRS where one is needed.
    public static func missing(file: String?, layer: String?) -> InputError {
        InputError(
            "crs-missing", file: file, layer: layer,
            problem: Bilingual(
                en: "the layer says nothing about its coordinate reference system",
                nl: "de laag zegt niets over haar coördinatenstelsel"),
            remedy: Bilingual(
                en: "give it with --assume-crs, for example --assume-crs EPSG:28992",
                nl: "geef het met --assume-crs, bijvoorbeeld --assume-crs EPSG:28992"))
    }

    /// What is said of two layers whose coordinates do not mean the same.
    public static func different(
        _ a: CoordinateReferenceSystem, _ b: CoordinateReferenceSystem, metres: Double, file: String?, layer: String?
    ) -> InputError {
        let en: String
        let nl: String
        if metres.isFinite {
            // Three digits: millimetres for small differences.
            let shown = (metres * 1000).rounded() / 1000
            en = "its CRS \(b.label) puts the same coordinates \(shown) m from \(a.label) of the other layer"
            nl = "haar stelsel \(b.label) legt dezelfde coördinaten \(shown) m van \(a.label) van de andere laag"
        } else {
            en = "its CRS \(b.label) is not \(a.label) of the other layer"
            nl = "haar stelsel \(b.label) is niet \(a.label) van de andere laag"
        }
        return InputError(
            "crs-different", file: file, layer: layer, problem: Bilingual(en: en, nl: nl),
            remedy: Bilingual(
                en: "choose the CRS to compute in with --crs, for example --crs EPSG:28992",
                nl: "kies het stelsel om in te rekenen met --crs, bijvoorbeeld --crs EPSG:28992"))
    }
}

import GeoCore

/// What a comparison is doing, for those who wait.
enum ComparisonPhase {
    static let areas = Bilingual(en: "measuring areas", nl: "oppervlakten meten")
    static let faces = Bilingual(en: "cutting pairs of features", nl: "paren van objecten snijden")
    static let patches = Bilingual(en: "joining places", nl: "plekken samenvoegen")
    static let drawing = Bilingual(en: "testing drawing differences", nl: "tekenverschil toetsen")
    static let cutting = Bilingual(en: "making the map", nl: "de kaart maken")
    static let reading = Bilingual(en: "reading maps", nl: "kaarten lezen")
}

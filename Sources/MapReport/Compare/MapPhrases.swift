import GeoCore
import LayerDiff

/// How running text speaks of the two maps: by date ("de kaart van 2010"), or as the old and the new one when they have no date.
struct MapPhrases {
    let language: Language
    private let labels: (old: String?, new: String?)

    init(old: String?, new: String?, _ language: Language) {
        self.language = language
        labels = (old.map(Display.clean), new.map(Display.clean))
    }

    private func phrase(_ side: MapSide, dated: (String) -> Bilingual, undated: (Bilingual) -> Bilingual) -> String {
        let label = side == .old ? labels.old : labels.new
        let word = side == .old ? Bilingual(en: "old", nl: "oude") : Bilingual(en: "new", nl: "nieuwe")
        return (label.map(dated) ?? undated(word)).text(language)
    }

    /// Behind an article: `map of 2010`, `kaart van 2010`, `oude kaart`.
    func map(_ side: MapSide) -> String {
        phrase(side) { Bilingual(en: "map of \($0)", nl: "kaart van \($0)") } undated: { Bilingual(en: "\($0.en) map", nl: "\($0.nl) kaart") }
    }

    /// The other of the two: `that of 2010`, `die van 2010`, `de oude`.
    func that(_ side: MapSide) -> String {
        phrase(side) { Bilingual(en: "that of \($0)", nl: "die van \($0)") } undated: { Bilingual(en: "the \($0.en) one", nl: "de \($0.nl)") }
    }

    /// `in 2010`, `op de oude kaart`.
    func at(_ side: MapSide) -> String {
        phrase(side) { Bilingual(en: "in \($0)", nl: "in \($0)") } undated: { Bilingual(en: "on the \($0.en) map", nl: "op de \($0.nl) kaart") }
    }

    /// `on the map of 2010 only`, `die alleen in 2010 op de kaart staat`.
    func only(_ side: MapSide) -> String {
        phrase(side) { Bilingual(en: "on the map of \($0) only", nl: "die alleen in \($0) op de kaart staat") } undated: {
            Bilingual(en: "on the \($0.en) map only", nl: "die alleen op de \($0.nl) kaart staat")
        }
    }
}

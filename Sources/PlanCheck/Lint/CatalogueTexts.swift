import GeoCore

/// Whether an entry says what a planner needs beside its map.
enum CatalogueTexts {
    static func findings(_ entry: CatalogueUnit) -> [CatalogueLint.Finding] {
        var findings: [CatalogueLint.Finding] = []
        func warn(_ code: String, _ en: String, _ nl: String) {
            findings.append(
                CatalogueLint.Finding(code: code, unit: entry.id, isError: false, message: Bilingual(en: en, nl: nl)))
        }
        if isBlank(entry.action), !entry.isContext {
            warn("action-missing", "no action text: the planner is not told what it means", "geen actietekst: de planadviseur leest niet wat het betekent")
        }
        if entry.references.allSatisfy(isBlank) {
            warn("reference-missing", "no reference to the policy text", "geen verwijzing naar de beleidstekst")
        }
        if entry.layers == nil, entry.unionOf.isEmpty, isBlank(entry.reason) {
            warn("reason-missing", "has no layer and does not say why", "heeft geen laag en zegt niet waarom")
        }
        if entry.layers != nil || !entry.unionOf.isEmpty {
            if isBlank(entry.versionDate) {
                warn("version-missing", "no version date of the map", "geen versiedatum van de kaart")
            }
            if isBlank(entry.instrument), isBlank(entry.legalBasis) {
                warn("instrument-missing", "neither instrument nor legal basis", "instrument noch wettelijke basis")
            }
        }
        for rule in entry.rules where rule.knownSites != nil && rule.knownSitesMetres == nil {
            warn(
                "rule-distance", "rule '\(rule.id)' names known sites but no distance",
                "regel '\(rule.id)' noemt bekende vindplaatsen maar geen afstand")
        }
        for (code, _) in entry.levels where entry.each?.level == nil && entry.level != code {
            warn(
                "level-unused", "level code '\(code)' is never used", "niveaucode '\(code)' wordt nergens gebruikt")
        }
        return findings.sorted { ($0.code, $0.message.en) < ($1.code, $1.message.en) }
    }

    private static func isBlank(_ text: String?) -> Bool { text?.allSatisfy(\.isWhitespace) ?? true }
}

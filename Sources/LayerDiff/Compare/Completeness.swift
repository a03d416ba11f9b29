public import GeoCore

/// What the maps of a run leave out: in every report, because a reader takes what is not named for what is not there.
/// *Source*: DOMAIN R20.
public enum Completeness {
    public struct Item: Sendable, Hashable {
        public var quality: String?
        public var name: Bilingual
        public var reason: Bilingual
        /// Known beforehand of the core qualities of Drenthe, not written in the run file.
        public var isFixed: Bool
    }

    /// The core qualities of the province; the fixed items are about these only.
    private static let coreQualities = ["landschap", "natuur", "cultuurhistorie", "archeologie", "aardkundig", "rust"]

    /// What the run file says, then what no map of core qualities can hold, then qualities without a comparison.
    public static func list(_ run: RunFile) -> [Item] {
        var items = run.notCovered.map {
            Item(
                quality: $0.quality, name: Bilingual(en: $0.name, nl: $0.name), reason: Bilingual(en: $0.reason, nl: $0.reason),
                isFixed: false)
        }
        let qualities = Set(run.comparisons.map { $0.quality.lowercased() })
        guard qualities.contains(where: coreQualities.contains) else { return items }
        let named = Set(items.map { $0.name.nl.lowercased() })
        items += fixed.filter { !named.contains($0.name.nl.lowercased()) }
        items += coreQualities.filter { !qualities.contains($0) }.map {
            Item(
                quality: $0, name: Bilingual(en: "the whole quality", nl: "de hele kwaliteit"),
                reason: Bilingual(en: "no comparison in this run", nl: "geen vergelijking in deze run"), isFixed: true)
        }
        return items
    }

    private static func item(_ quality: String?, _ en: String, _ nl: String, _ reasonEN: String, _ reasonNL: String) -> Item {
        Item(
            quality: quality, name: Bilingual(en: en, nl: nl), reason: Bilingual(en: reasonEN, nl: reasonNL), isFixed: true)
    }

    private static let fixed = [
        item(
            "natuur", "Natuurnetwerk Drenthe", "Natuurnetwerk Drenthe", "part of the quality, but not on a map",
            "hoort bij de kwaliteit, maar staat niet op een kaart"),
        item(
            "natuur", "overgangsgebieden Natura 2000", "overgangsgebieden Natura 2000", "not delimited yet",
            "nog niet begrensd"),
        item(
            "landschap", "stads- en dorpsranden", "stads- en dorpsranden", "no boundary in the policy",
            "geen begrenzing in het beleid"),
        item("landschap", "hoogbouw", "hoogbouw", "no boundary in the policy", "geen begrenzing in het beleid"),
        item(
            nil, "effects beyond the outline", "effecten buiten de begrenzing",
            "water level, noise, sight and height are not on these maps",
            "waterpeil, geluid, zicht en hoogte staan niet op deze kaarten"),
        item(
            nil, "what is the municipality's or the water board's", "wat van gemeente of waterschap is",
            "core qualities that are not on the provincial maps are their care, and have not lost their value",
            "kernkwaliteiten die niet op de provinciale kaarten staan zijn hun zorg, en hebben daarmee niet minder waarde"),
    ]
}

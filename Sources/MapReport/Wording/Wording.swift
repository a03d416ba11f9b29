import GeoCore

/// Fixed words of the reports in both languages. One word per thing; what is not here is written where it is
/// used.
enum Wording {
    static let notOnMap = Bilingual(en: "not on the map", nl: "niet op de kaart")
    static let wholePlan = Bilingual(en: "whole plan", nl: "hele plan")
    static let middle = Bilingual(en: "middle", nl: "midden")
    static let notes = Bilingual(en: "Note", nl: "Let op")
    static let everyPlaceOnce = Bilingual(en: "all, every place once", nl: "samen, elke plek één keer")
    static let syntheticLabel = Bilingual(en: "SYNTHETIC PRACTICE DATA", nl: "SYNTHETISCHE OEFENGEGEVENS")

    /// What an instrument of the province is called.
    static func instrument(_ code: String) -> Bilingual {
        switch code.lowercased() {
        case "verordening", "pov", "ordinance": Bilingual(en: "ordinance (POV)", nl: "POV")
        case "visie", "vision": Bilingual(en: "vision", nl: "visie")
        default: Bilingual(en: code, nl: code)
        }
    }

    /// `a`, `a and b`, `a, b and c`.
    static func list(_ items: [String], _ language: Language) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + (language == .nl ? " en " : " and ") + last
    }
}

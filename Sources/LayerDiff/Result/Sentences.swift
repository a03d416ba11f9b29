public import GeoCore

/// The sentences that say as much as the numbers do, and no more: to print and to copy.
/// *Source*: METHOD §6, USERS §6, DOMAIN §6.
public enum Sentences {
    /// How a number of hectares is written in a language ("6.484,3").
    public typealias Format = (Double, Language) -> String

    /// The bounds, with their condition, which is never left out; the lower one never alone; "real" not at all.
    public static func bounds(_ bounds: RealBounds, hasCrosswalk: Bool, format: Format) -> Bilingual {
        Bilingual(
            en: sentence(bounds, hasCrosswalk, .en, format),
            nl: sentence(bounds, hasCrosswalk, .nl, format))
    }

    private static func sentence(
        _ bounds: RealBounds, _ hasCrosswalk: Bool, _ language: Language, _ format: Format
    ) -> String {
        let lower = format(bounds.lower, language)
        let upper = format(bounds.upper, language)
        let range = lower == upper ? upper : lower + (language == .nl ? " tot " : " to ") + upper
        switch language {
        case .nl:
            let condition = hasCrosswalk
                ? "Als de vertaaltabel klopt en beide kaarten juist getekend zijn, is"
                : "Zonder vertaaltabel, en als beide kaarten juist getekend zijn, is"
            return "\(condition) \(range) ha niet door de definitie te verklaren."
        case .en:
            let condition = hasCrosswalk
                ? "If the crosswalk is right and both maps were drawn correctly,"
                : "Without a crosswalk, and if both maps were drawn correctly,"
            return "\(condition) \(range) ha cannot be explained by the definition."
        }
    }

    /// "Three questions decide over 91 % of what is open"; nil when nothing is open.
    /// - Parameter format: how a share is written in a language ("91 %").
    public static func decisive(_ result: DiffResult, format: Format) -> Bilingual? {
        guard let decisive = result.decisiveQuestions else { return nil }
        let words = (
            en: ["one question decides", "two questions decide", "three questions decide", "four questions decide",
                "five questions decide"],
            nl: ["één vraag beslist", "twee vragen beslissen", "drie vragen beslissen", "vier vragen beslissen",
                "vijf vragen beslissen"]
        )
        let index = min(max(decisive.count, 1), words.en.count) - 1
        return Bilingual(
            en: "\(words.en[index]) over \(format(decisive.share, .en)) of what is open",
            nl: "\(words.nl[index]) over \(format(decisive.share, .nl)) van wat open is")
    }

    /// What is changed for certain at the common legend, with its condition: an exact figure, where the fine legend has
    /// bounds. `nil` when the legends hang together as one group.
    public static func commonLegend(_ common: CommonLegend, format: Format) -> Bilingual? {
        guard !common.isImpossible else { return nil }
        return Bilingual(
            en: "At the common legend, if the crosswalk is right and both maps were drawn correctly, \(format(common.real, .en)) ha "
                + "of the \(format(common.change, .en)) ha that changed groups is possibly real.",
            nl: "Op de gezamenlijke legenda is, als de vertaaltabel klopt en beide kaarten juist getekend zijn, "
                + "\(format(common.real, .nl)) ha van de \(format(common.change, .nl)) ha die van groep veranderde mogelijk echt.")
    }

    /// The balance of gains and losses, named as what it is.
    public static func balance(_ boundary: BoundaryAccount, format: Format) -> Bilingual {
        func text(_ language: Language) -> (lost: String, gained: String, net: String) {
            (format(boundary.onlyOld, language), format(boundary.onlyNew, language), format(boundary.net, language))
        }
        let en = text(.en)
        let nl = text(.nl)
        return Bilingual(
            en: "The difference of \(en.net) ha is a balance: \(en.lost) ha is on the old map only, "
                + "\(en.gained) ha on the new map only.",
            nl: "Het verschil van \(nl.net) ha is een saldo: \(nl.lost) ha staat alleen op de oude kaart, "
                + "\(nl.gained) ha alleen op de nieuwe.")
    }

    /// Printed beside the gain of a class that cannot arise, or the loss of one that cannot vanish; nil otherwise.
    public static func notToBeRead(_ account: ClassAccount) -> Bilingual? {
        if account.gainIsNotReal && account.gain > 0 {
            return Bilingual(
                en: "Not to be read as a gain: '\(account.name)' cannot come into being anew.",
                nl: "Niet als winst te lezen: '\(account.name)' kan niet nieuw ontstaan.")
        }
        if account.lossIsNotReal && account.loss > 0 {
            return Bilingual(
                en: "Not to be read as a loss: '\(account.name)' cannot disappear from the ground.",
                nl: "Niet als verlies te lezen: '\(account.name)' kan niet van de grond verdwijnen.")
        }
        return nil
    }

    /// How far the crosswalk answers; nil without one.
    public static func completeness(_ crosswalk: CrosswalkSummary?) -> Bilingual? {
        guard let crosswalk else { return nil }
        let missing = crosswalk.oldClassesMissing.count + crosswalk.newClassesMissing.count
        let en = "crosswalk: \(crosswalk.rowsStated) of \(crosswalk.rows) rows answered"
        let nl = "vertaaltabel: \(crosswalk.rowsStated) van \(crosswalk.rows) regels beantwoord"
        if crosswalk.isComplete { return Bilingual(en: en, nl: nl) }
        return Bilingual(
            en: en + (missing > 0 ? ", \(missing) \(missing == 1 ? "class" : "classes") without a row" : "") + ": INCOMPLETE",
            nl: nl + (missing > 0 ? ", \(missing) \(missing == 1 ? "klasse" : "klassen") zonder regel" : "") + ": ONVOLLEDIG")
    }

    /// What no comparison of two maps can conclude: in every report.
    public static let cannotConclude: [Bilingual] = [
        Bilingual(
            en: "that a change on the map was caused by the policy",
            nl: "dat het beleid een verandering op de kaart heeft veroorzaakt"),
        Bilingual(
            en: "that a difference in hectares, or its balance, is a gain or a loss on the ground",
            nl: "dat een verschil in hectares, of het saldo ervan, winst of verlies op de grond is"),
        Bilingual(
            en: "anything from a map of content beside a map of steering levels",
            nl: "iets uit een kaart van de inhoud naast een kaart van sturingsniveaus"),
        Bilingual(
            en: "that quality rose or fell: a map shows designation, not condition",
            nl: "dat de kwaliteit steeg of daalde: de kaart toont aanwijzing, niet de toestand"),
        Bilingual(
            en: "that what is not on the map has no value, or that what is on it forbids anything",
            nl: "dat wat niet op de kaart staat geen waarde heeft, of dat wat erop staat iets verbiedt"),
        Bilingual(
            en: "a total or a ranking over core qualities",
            nl: "een totaal of een rangorde over kernkwaliteiten"),
        Bilingual(
            en: "whether rules were enforced or advice was followed",
            nl: "of er is gehandhaafd of advies is opgevolgd"),
        Bilingual(
            en: "effects beyond the outline: water level, noise, sight, height, design",
            nl: "effecten buiten de begrenzing: waterpeil, geluid, zicht, hoogte, ontwerp"),
        Bilingual(
            en: "a weighed advice, or whether a minimum quality is met",
            nl: "een afgewogen advies, of of de minimumkwaliteit is gehaald"),
        Bilingual(
            en: "anything where the map's version, its instrument or the row of the crosswalk is missing",
            nl: "iets waar de versie van de kaart, het instrument of de regel van de vertaaltabel ontbreekt"),
    ]
}

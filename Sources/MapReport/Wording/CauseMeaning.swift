import GeoCore
import LayerDiff

extension Cause {
    /// What the cause means, in a sentence for people who read a table. *Source*: METHOD §3.
    var meaning: Bilingual {
        switch self {
        case .same:
            Bilingual(en: "Settled: the same class on both maps, possibly under another name.", nl: "Beslist: op beide kaarten dezelfde klasse, eventueel onder een andere naam.")
        case .definition:
            Bilingual(
                en: "The definition differs; in the chosen legend the state is certainly the same, or a document says that the definition changed.",
                nl: "De definitie verschilt; in de gekozen legenda is de toestand zeker gelijk, of een document zegt dat de definitie is gewijzigd.")
        case .knowledge:
            Bilingual(
                en: "Gain of a class that cannot come into being, or loss of one that cannot disappear: another definition, source or new knowledge; which one is not documented.",
                nl: "Erbij van een klasse die niet nieuw kan ontstaan, of eraf van een die niet kan verdwijnen: een andere definitie, bron of nieuwe kennis; welke is niet vastgelegd.")
        case .decision:
            Bilingual(
                en: "A documented decision: a change of policy, without a change on the ground.",
                nl: "Een gedocumenteerd besluit: een wijziging van het beleid, niet van de grond.")
        case .source:
            Bilingual(en: "A documented renewal of the source data or the survey.", nl: "Een gedocumenteerde vernieuwing van de bron of de opname.")
        case .correction:
            Bilingual(en: "A documented repair of an earlier omission or error.", nl: "Een gedocumenteerd herstel van een eerdere omissie of fout.")
        case .drawing:
            Bilingual(
                en: "Thin, and within the drawing accuracy of both borders.", nl: "Smal, en binnen de tekennauwkeurigheid van beide grenzen.")
        case .small:
            Bilingual(en: "Smaller than the minimum area.", nl: "Kleiner dan de minimummaat.")
        case .real:
            Bilingual(
                en: "The two labels exclude each other, or a document says that something changed: change, or an error on one of the maps.",
                nl: "De twee klassen sluiten elkaar uit, of een document zegt dat er iets veranderde: verandering, of een fout op een van de kaarten.")
        case .open:
            Bilingual(
                en: "The definitions allow both: changed or not cannot be said from the two maps.",
                nl: "De definities laten beide toe: veranderd of niet is uit de twee kaarten niet te zeggen.")
        case .homonym:
            Bilingual(
                en: "The same name on both maps, but nothing says that it means the same.",
                nl: "Op beide kaarten dezelfde naam, maar nergens staat dat die hetzelfde betekent.")
        case .noData:
            Bilingual(en: "Outside the survey of one of the two maps.", nl: "Buiten de opname van een van beide kaarten.")
        }
    }

    /// On a terminal: settled, documented, explained by drawing, possibly real, open.
    var mark: TextMark {
        switch self {
        case .same, .definition, .knowledge: .settled
        case .decision: .decided
        case .source, .correction: .renewed
        case .drawing, .small, .noData: .quiet
        case .real: .real
        case .open, .homonym: .open
        }
    }

    /// Colour and pattern on the map: causes that settle a place are quiet, those that leave it open speak. No two have the same
    /// pattern, so that a print without colours can be read.
    var look: (colour: LayerStyle.Colour, pattern: LayerStyle.Pattern) {
        switch self {
        case .same: (.lightGrey, .solid)
        case .definition: (LayerStyle.Colour(86, 180, 233), .solid)
        case .knowledge: (LayerStyle.Colour(86, 180, 233), .hatchedUp)
        case .decision: (LayerStyle.Colour(0, 114, 178), .hatchedDown)
        case .source: (LayerStyle.Colour(0, 158, 115), .vertical)
        case .correction: (LayerStyle.Colour(0, 158, 115), .pierced)
        case .drawing: (.grey, .dotted)
        case .small: (.grey, .horizontal)
        case .real: (LayerStyle.Colour(213, 94, 0), .crossedDiagonally)
        case .open: (LayerStyle.Colour(230, 159, 0), .checked)
        case .homonym: (LayerStyle.Colour(240, 228, 66), .crossed)
        case .noData: (.darkGrey, .outline)
        }
    }
}

extension HectaresByCause {
    /// The cause with most hectares; nil when there are none.
    var largest: Cause? { present.filter { $0.hectares >= NumberStyle.noiseHectares }.max { $0.hectares < $1.hectares }?.cause }
}

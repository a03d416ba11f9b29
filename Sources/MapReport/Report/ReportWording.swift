import GeoCore

/// Headings and fixed remarks of the report, in both languages.
enum ReportWording {
    static let inShort = Bilingual(en: "In short", nl: "In het kort")
    static let map = Bilingual(en: "Map", nl: "Kaart")
    static let boundary = Bilingual(en: "Boundary", nl: "Begrenzing")
    static let level = Bilingual(en: "Class or level", nl: "Klasse of niveau")
    static let perClass = Bilingual(en: "Per class", nl: "Per klasse")
    static let flow = Bilingual(en: "From class to class", nl: "Van klasse naar klasse")
    static let matrix = Bilingual(en: "Table of transitions", nl: "Overgangstabel")
    static let questions = Bilingual(en: "Questions", nl: "Vragen")
    static let places = Bilingual(en: "Places to look at", nl: "Controlelijst: de grootste plekken")
    static let crosswalk = Bilingual(en: "Crosswalk and evidence", nl: "Vertaaltabel en bewijs")
    static let stock = Bilingual(en: "What is on the maps", nl: "Wat er op de kaarten staat")
    static let published = Bilingual(en: "Published figures", nl: "Aansluiting op gepubliceerde cijfers")
    static let steps = Bilingual(en: "Step by step", nl: "Stap voor stap")
    static let zones = Bilingual(en: "Per zone", nl: "Per gebied")
    static let sweep = Bilingual(en: "Under other choices", nl: "Bij andere keuzes")
    static let notConcluded = Bilingual(en: "What cannot be concluded", nl: "Wat niet te concluderen is")
    static let notCovered = Bilingual(en: "Not covered by these maps", nl: "Niet gedekt door deze kaarten")
    static let terms = Bilingual(en: "Accountability", nl: "Verantwoording")
    static let causes = Bilingual(en: "What the causes mean", nl: "Wat de oorzaken betekenen")
    static let notCompared = Bilingual(en: "not compared", nl: "niet vergeleken")
    static let sections = Bilingual(en: "On this page", nl: "Op deze pagina")

    static let condition = Bilingual(
        en: "The ranges hold if the crosswalk is right and both maps were drawn correctly.",
        nl: "De marges gelden als de vertaaltabel klopt en beide kaarten juist getekend zijn.")
    static let conditionWithout = Bilingual(
        en: "There is no crosswalk: nothing is known about the definitions. The ranges hold if both maps were drawn correctly.",
        nl: "Er is geen vertaaltabel: over de definities is niets bekend. De marges gelden als beide kaarten juist getekend zijn.")
    static let ownScale = Bilingual(
        en: "Every bar has its own scale: lengths in different rows cannot be compared, and nothing here adds up to a total.",
        nl: "Elke staaf heeft een eigen schaal: lengten in verschillende rijen zijn niet te vergelijken, en er is niets bij elkaar op te tellen.")
    static let unexplained = Bilingual(
        en: "Cannot be explained by the definition (ha)", nl: "Niet door de definitie te verklaren (ha)")
    static let pointHere = Bilingual(
        en: "Point at a place on the map, or go to it with Tab and the arrow keys: class, cause, hectares and rule appear here.",
        nl: "Wijs een plek op de kaart aan, of ga erheen met Tab en de pijltjestoetsen: klasse, oorzaak, hectares en regel staan dan hier.")
    static let drawnForScreen = Bilingual(
        en: "Drawn for the screen; the hectares are those of the comparison, not of the drawing.",
        nl: "Vereenvoudigd getekend; de hectares zijn die van de vergelijking, niet van de tekening.")
    static let view = Bilingual(en: "View of the map", nl: "Kaartbeeld")
    static let difference = Bilingual(en: "Difference", nl: "Verschil")
    static let onBoth = Bilingual(en: "on both maps", nl: "op beide kaarten")
    static let sameOnBoth = Bilingual(
        en: "on the map, and without a difference to show", nl: "op de kaart, zonder verschil om te laten zien")
    static let rowSum = Bilingual(en: "old map", nl: "oude kaart")
    static let columnSum = Bilingual(en: "new map", nl: "nieuwe kaart")
}

import GeoCore

/// What a square can be: the box of both maps in squares.
enum GridLimits {
    static let smallestSideMetres = 1.0
    /// The whole of the Netherlands in squares of 250 m, a province in hectares.
    static let mostCells = 2_000_000.0

    /// - Throws: `grid-side`, `grid-too-fine`.
    static func require(_ side: Double, box: Box) throws(InputError) {
        guard side.isFinite, side >= smallestSideMetres else {
            throw InputError(
                "grid-side",
                problem: Bilingual(
                    en: "a grid of \(side) m cannot be made", nl: "een raster van \(side) m is niet te maken"),
                remedy: Bilingual(en: "give at least 1 m, such as 100", nl: "geef minstens 1 m, zoals 100"))
        }
        let cells = (box.width / side + 1) * (box.height / side + 1)
        if cells > mostCells { throw tooFine(side, box: box) }
    }

    static func tooFine(_ side: Double, box: Box) -> InputError {
        let cells = (box.width / side + 1) * (box.height / side + 1)
        let enough = (box.width * box.height / mostCells).squareRoot() * 1.1
        return InputError(
            "grid-too-fine",
            problem: Bilingual(
                en: "a grid of \(OverlapCheck.text(side)) m has \(OverlapCheck.text(cells)) squares; at most 2 million are made",
                nl: "een raster van \(OverlapCheck.text(side)) m heeft \(OverlapCheck.text(cells)) vakken; er worden er hoogstens 2 miljoen gemaakt"),
            remedy: Bilingual(
                en: "take squares of at least \(OverlapCheck.text(enough)) m, or a smaller frame",
                nl: "neem vakken van minstens \(OverlapCheck.text(enough)) m, of een kleiner studiegebied"))
    }
}

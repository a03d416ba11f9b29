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
                en: "a grid of \(RoundedFigure(side).en) m has \(RoundedFigure(cells).en) squares; at most 2 million are made",
                nl: "een raster van \(RoundedFigure(side).nl) m heeft \(RoundedFigure(cells).nl) vakken; er worden er hoogstens 2 miljoen gemaakt"),
            remedy: Bilingual(
                en: "take squares of at least \(RoundedFigure(enough).en) m, or a smaller frame",
                nl: "neem vakken van minstens \(RoundedFigure(enough).nl) m, of een kleiner studiegebied"))
    }
}

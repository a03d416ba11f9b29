/// What coordinates are worth.
enum Slack {
    /// Comparisons of lengths with a tolerance or a limit allow this much: a micrometre, a thousandth of the last
    /// digit of any map here and a thousand times the rounding of coordinates in RD. It makes "exactly the
    /// tolerance" mean the same wherever the plan lies.
    static let metres = 1e-6

    /// Overlap below it is empty: min(1e-6 m², 1e-10 of the smaller polygon), `CONTRACT` §7.
    static func emptyBelow(_ smallerSquareMetres: Double) -> Double { min(1e-6, 1e-10 * smallerSquareMetres) }
}

/// The account per square of a grid whose lines are multiples of its side in the CRS. *Source*: METHOD §4, CONTRACT §2
/// (`--grid`).
public struct GridAccount: Sendable, Hashable {
    /// What lies in a square, per pair of labels and cause.
    public struct Entry: Sendable, Hashable {
        /// nil is ∅.
        public var from: String?
        public var to: String?
        public var cause: Cause
        public var hectares: Double
    }
    public struct Cell: Sendable, Hashable {
        /// Lower left corner.
        public var x: Double
        public var y: Double
        /// By (from, to, cause), ∅ first.
        public var entries: [Entry]

        public var causes: HectaresByCause {
            entries.reduce(into: HectaresByCause()) { $0[$1.cause] += $1.hectares }
        }
    }
    public var sideMetres: Double
    /// From south to north, in a row from west to east; squares in which neither map has anything are left out.
    public var cells: [Cell]
}

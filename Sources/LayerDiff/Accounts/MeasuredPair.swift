package import GeoCore

/// The areas a comparison is made of, as the area engine gives them: square metres, classes by their index in
/// `ClassifiedLayer.classes`, −1 is ∅. Everything is inside the frame already.
package struct MeasuredPair: Sendable {
    /// Places with one old and one new label, inside or outside the surveys.
    package struct Cell: Sendable, Hashable {
        package var old: Int
        package var new: Int
        package var insideSurvey: Bool
        /// Cause of the evidence that covers the place; nil: none does.
        package var evidence: Cause?
        package var squareMetres: Double
        /// What rules 5 and 6 take of it; nil when there are no shapes.
        package var shapes: ShapeAreas?

        package init(
            old: Int, new: Int, insideSurvey: Bool = true, evidence: Cause? = nil, squareMetres: Double
        ) {
            self.old = old
            self.new = new
            self.insideSurvey = insideSurvey
            self.evidence = evidence
            self.squareMetres = squareMetres
        }

        /// The same labels, both inside or both outside the surveys, and covered by the same evidence.
        func hasKey(of other: Cell) -> Bool {
            old == other.old && new == other.new && insideSurvey == other.insideSurvey && evidence == other.evidence
        }

        /// Cells of one pair of labels in a fixed order: outside the surveys first, then without evidence.
        var position: Int { (insideSurvey ? 100 : 0) + (evidence.map { 1 + $0.index } ?? 0) }
    }

    /// Classes that are compared with each other and against ∅: all of them (one-of), or one class or crosswalk
    /// group at a time (any-of). The identities hold for each part.
    package struct Part: Sendable {
        /// Classes compared with each other, by their index in the layer, whether or not the frame holds any of them: a
        /// frame clips what is counted, never what is seen.
        package var oldClasses: [Int]
        package var newClasses: [Int]
        /// Sorted by (old, new); no two with the same key.
        package var cells: [Cell]
        package var frame: Double
        /// Dissolved area of the part's classes, measured without the other layer.
        package var oldUnion: Double
        package var newUnion: Double
        /// ∫ (cells at a place − 1).
        package var overlapExcess: Double

        package init(
            oldClasses: [Int], newClasses: [Int], cells: [Cell], frame: Double, oldUnion: Double, newUnion: Double,
            overlapExcess: Double = 0
        ) {
            self.oldClasses = oldClasses
            self.newClasses = newClasses
            self.cells = cells
            self.frame = frame
            self.oldUnion = oldUnion
            self.newUnion = newUnion
            self.overlapExcess = overlapExcess
        }
    }

    package var mode: ClassMode
    package var parts: [Part]
    /// Dissolved over all classes; with a frame what lies outside both as well, else none.
    package var both: Double
    package var onlyOld: Double
    package var onlyNew: Double
    package var neither: [Cell]
    package var frame: Double
    package var oldUnion: Double
    package var newUnion: Double
    /// Dissolved area per class, measured without the other layer.
    package var oldAreas: [Double]
    package var newAreas: [Double]
    package var work = EngineWork()
    /// Rules 5 and 6 and the strict bound are part of the account: false with areas alone (`--tables-only`).
    package var assessesShapes = true

    package init(
        mode: ClassMode, parts: [Part], both: Double, onlyOld: Double, onlyNew: Double, neither: [Cell] = [],
        frame: Double, oldUnion: Double, newUnion: Double, oldAreas: [Double], newAreas: [Double]
    ) {
        self.mode = mode
        self.parts = parts
        self.both = both
        self.onlyOld = onlyOld
        self.onlyNew = onlyNew
        self.neither = neither
        self.frame = frame
        self.oldUnion = oldUnion
        self.newUnion = newUnion
        self.oldAreas = oldAreas
        self.newAreas = newAreas
    }

    /// All cells of the matrix. With any-of the places that no class covers are those outside *everything*: each
    /// part's own "on neither map" would count most of the frame once per class.
    package var cells: [Cell] {
        switch mode {
        case .oneOf: parts.flatMap(\.cells)
        case .anyOf: neither + parts.flatMap { $0.cells.filter { $0.old >= 0 || $0.new >= 0 } }
        }
    }

    package var overlapExcess: Double { parts.reduce(0) { $0 + $1.overlapExcess } }
}

/// Square metres to hectares.
@inlinable package func hectares(_ squareMetres: Double) -> Double { squareMetres / 10_000 }

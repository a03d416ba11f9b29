public import GeoCore

/// Rows for a crosswalk that is still to be made: every pair of classes that share ground, with the numbers beside them. The
/// relation of each is `unknown`: what two definitions have in common is for people to say.
/// *Source*: METHOD §2 (`crosswalk suggest`).
public struct CrosswalkSuggestion: Sendable {
    public struct Pair: Sendable, Hashable {
        /// nil is ∅.
        public var from: String?
        public var to: String?
        public var hectares: Double
        /// Share of the whole old and the whole new class.
        public var ofOld: Double
        public var ofNew: Double

        /// What the numbers look like; nobody's statement.
        public var looksLike: Relation {
            switch (ofOld >= 0.9, ofNew >= 0.9) {
            case (true, true): .exact
            case (true, false): .narrow
            case (false, true): .broad
            case (false, false): .overlap
            }
        }
    }

    /// By (from, to), ∅ first.
    public private(set) var pairs: [Pair] = []
    /// Pairs below the least share, and their hectares.
    public private(set) var left = (count: 0, hectares: 0.0)
    public private(set) var vMeasure: VMeasureFigures?
    /// MapCurves.
    public private(set) var goodnessOfFit: Double?
    public private(set) var fitIsOfOldMap: Bool?

    /// V-measure of the two maps.
    public struct VMeasureFigures: Sendable, Hashable {
        public var vMeasure: Double
        public var homogeneity: Double
        public var completeness: Double
    }

    /// - Parameters:
    ///   - frame: only what lies in it; nil: everything.
    ///   - leastShare: a pair with less of both its classes is left out (drawing noise).
    public init(
        old: ClassifiedLayer, new: ClassifiedLayer, frame: PolygonBuffer? = nil, leastShare: Double = 0.01, threads: Int = 1
    ) {
        let masks = frame.map { [$0] } ?? []
        let account = AreaEngine.account(
            old: old.engineLayer, new: new.engineLayer, masks: masks, threads: max(1, threads))
        var cells: [(row: Int, column: Int, area: Double)] = []
        for cell in account.cells where (frame == nil || cell.masks & 1 != 0) && (cell.old >= 0 || cell.new >= 0) {
            if let last = cells.last, last.row == Int(cell.old), last.column == Int(cell.new) {
                cells[cells.count - 1].area += cell.areaSquareMetres
            } else {
                cells.append((Int(cell.old), Int(cell.new), cell.areaSquareMetres))
            }
        }
        self.init(cells, old: old.classes, new: new.classes, leastShare: leastShare)
    }

    /// From areas in square metres by class index, −1 is ∅; sorted, every pair once.
    package init(
        _ cells: [(row: Int, column: Int, area: Double)], old: [String], new: [String], leastShare: Double
    ) {
        var rows: [Int: Double] = [:]
        var columns: [Int: Double] = [:]
        for cell in cells {
            rows[cell.row, default: 0] += cell.area
            columns[cell.column, default: 0] += cell.area
        }
        for cell in cells where cell.area > 0 {
            // "Not on the map" has no area of its own to take a share of.
            let ofOld = cell.row < 0 ? 0 : cell.area / (rows[cell.row] ?? cell.area)
            let ofNew = cell.column < 0 ? 0 : cell.area / (columns[cell.column] ?? cell.area)
            guard max(ofOld, ofNew) >= leastShare else {
                left.count += 1
                left.hectares += LayerDiff.hectares(cell.area)
                continue
            }
            pairs.append(Pair(
                from: cell.row < 0 ? nil : old[cell.row], to: cell.column < 0 ? nil : new[cell.column],
                hectares: LayerDiff.hectares(cell.area), ofOld: ofOld, ofNew: ofNew))
        }
        if let alike = VMeasure(cells) {
            vMeasure = VMeasureFigures(
                vMeasure: alike.vMeasure, homogeneity: alike.homogeneity, completeness: alike.completeness)
        }
        if let curves = MapCurves(cells) {
            goodnessOfFit = curves.goodnessOfFit
            fitIsOfOldMap = curves.referenceIsFirst
        }
    }

    /// Every relation `unknown`, the numbers in the note.
    /// - Parameters:
    ///   - hectares, share: how numbers are written.
    public func crosswalk(
        theme: String?, language: Language, hectares: (Double) -> String, share: (Double) -> String
    ) -> Crosswalk {
        Crosswalk(rows: pairs.enumerated().map { index, pair in
            var row = CrosswalkRow(line: index + 2, theme: theme, from: pair.from, to: pair.to, relation: .unknown)
            row.kind = .unknown
            let area = hectares(pair.hectares) + " ha"
            switch (pair.from != nil, pair.to != nil) {
            case (true, true):
                row.note = language == .nl
                    ? "\(area) gedeeld: \(share(pair.ofOld)) van oud, \(share(pair.ofNew)) van nieuw; lijkt op \(pair.looksLike.rawValue)"
                    : "\(area) shared: \(share(pair.ofOld)) of old, \(share(pair.ofNew)) of new; looks like \(pair.looksLike.rawValue)"
            case (true, false):
                row.note = language == .nl
                    ? "\(area), \(share(pair.ofOld)) van oud, staat niet op de nieuwe kaart"
                    : "\(area), \(share(pair.ofOld)) of old, is not on the new map"
            case (false, _):
                row.note = language == .nl
                    ? "\(area), \(share(pair.ofNew)) van nieuw, stond niet op de oude kaart"
                    : "\(area), \(share(pair.ofNew)) of new, was not on the old map"
            }
            return row
        })
    }
}

import GeoCore

/// The bounds of one old class, tightened by the shares that the crosswalk gives (METHOD §6).
public struct RowBounds: Sendable, Hashable {
    /// The old class.
    public var from: String
    /// Its area in the frame.
    public var hectares: Double
    /// From the cells alone.
    public var cells: RealBounds
    /// With the shares: never wider.
    public var tightened: RealBounds
    /// The region the shares are about, in the crosswalk's words; nil when it does not say.
    public var region: String?
}

/// Brings the shares of the crosswalk into the bounds. Valid for the whole area reported only: tightened bounds do not add
/// up over zones.
struct TightenedRows {
    private(set) var rows: [RowBounds] = []
    /// Old classes whose shares are contradicted by what evidence says.
    private(set) var contradicted: [String] = []
    /// Cell-level and tightened bounds of all rows, each with the parts on one map and on both.
    private var gains: [(name: String, boundary: RealBounds, levels: RealBounds)] = []

    /// - Parameter matrix: cells of a one-of comparison judged in the new legend.
    init(_ matrix: [MatrixCell], _ table: PairTable) {
        var index = 0
        while index < matrix.count {
            let from = matrix[index].from
            let end = matrix[index...].firstIndex { $0.from != from } ?? matrix.count
            if let from { addRow(from, matrix[index..<end], table) }
            index = end
        }
    }

    private mutating func addRow(_ from: String, _ cells: ArraySlice<MatrixCell>, _ table: PairTable) {
        let number = table.number(ofOld: from)
        guard number > 0, table.isComplete(old: number) else { return }
        let area = cells.reduce(0) { $0 + $1.hectares }
        let byClass = Dictionary(cells.map { (table.number(ofNew: $0.to), $0) }, uniquingKeysWith: { first, _ in first })
        var hasShares = false
        var region: String?
        var entries: [FractionBounds.Entry] = []
        for j in table.new.indices {
            let entry = table.entry(PairTable.Pair(old: number, new: j))
            let label = byClass[j]?.hectares ?? 0
            guard entry.relation.allowsBoth else {
                entries.append(.init(label: label, low: 0, high: 0))
                continue
            }
            if entry.row?.fractionLow != nil || entry.row?.fractionHigh != nil { hasShares = true }
            region = region ?? entry.row?.fractionRegion
            entries.append(
                .init(label: label, low: (entry.row?.fractionLow ?? 0) * area, high: (entry.row?.fractionHigh ?? 1) * area))
        }
        guard hasShares, area > 0 else { return }
        var bounds = FractionBounds(entries)
        for j in table.new.indices {
            guard let cell = byClass[j] else { continue }
            let isSettled = cell.relation == .exact || cell.relation == .narrow
                || table.isSoleInRow(PairTable.Pair(old: number, new: j))
            for (cause, hectares) in cell.causes.present {
                guard let kind = Self.taken(cause, cell.relation, isSettled: isSettled) else { continue }
                bounds.take(hectares, from: j, as: kind)
            }
        }
        var causes = HectaresByCause()
        for cell in cells { causes += cell.causes }
        let before = causes.bounds
        guard let found = bounds.bounds else {
            contradicted.append(from)
            return
        }
        let (lower, upper) = (max(found.lower, before.lower), min(found.upper, before.upper))
        guard lower <= upper + 1e-9 * area else {
            contradicted.append(from)
            return
        }
        rows.append(RowBounds(
            from: from, hectares: area, cells: before, tightened: RealBounds(lower: min(lower, upper), upper: upper),
            region: region))
        remember(from, cells, RealBounds(lower: min(lower, upper), upper: upper))
    }

    /// What evidence, patches or the survey took out of a cell; nil for what the relation itself decides.
    private static func taken(_ cause: Cause, _ relation: Relation, isSettled: Bool) -> FractionBounds.Taken? {
        switch cause {
        case .open, .homonym: nil
        case .real: relation == .disjoint ? nil : .real
        case .same, .definition: isSettled ? nil : .sameState
        case .knowledge, .source, .correction: .sameState
        case .drawing, .small: .noise
        case .decision, .noData: .apart
        }
    }

    /// Of a row's bounds, what lies on one map and what on both follows from the bounds of the other part.
    private mutating func remember(_ from: String, _ cells: ArraySlice<MatrixCell>, _ row: RealBounds) {
        var (off, on) = (HectaresByCause(), HectaresByCause())
        for cell in cells {
            if cell.to == nil { off += cell.causes } else { on += cell.causes }
        }
        func gain(_ own: RealBounds, _ other: RealBounds) -> RealBounds {
            // How much the lower end rises and the upper end falls.
            RealBounds(
                lower: max(0, min(row.lower - other.upper, own.upper) - own.lower),
                upper: max(0, own.upper - max(row.upper - other.lower, own.lower)))
        }
        gains.append((from, gain(off.bounds, on.bounds), gain(on.bounds, off.bounds)))
    }

    // MARK: into the result

    /// The result with the shares in its bounds; what the cells say alone is kept beside them.
    func apply(to result: inout DiffResult) {
        result.rowBounds = rows
        guard !rows.isEmpty else { return }
        result.cellBounds = result.bounds
        for row in rows {
            result.bounds.tighten(row.tightened.lower - row.cells.lower, row.cells.upper - row.tightened.upper)
            if let index = result.classes.firstIndex(where: { $0.name == row.from }) {
                result.classes[index].bounds.tighten(
                    row.tightened.lower - row.cells.lower, row.cells.upper - row.tightened.upper)
            }
        }
        for gain in gains {
            result.boundary.bounds.tighten(gain.boundary.lower, gain.boundary.upper)
            result.levels.bounds.tighten(gain.levels.lower, gain.levels.upper)
        }
    }

    var notices: [Notice] {
        var notices: [Notice] = []
        if !contradicted.isEmpty {
            let names = contradicted.prefix(8).map { "'\($0)'" }.joined(separator: ", ")
            notices.append(Notice(
                "fractions-contradicted",
                message: Bilingual(
                    en: "the shares of the crosswalk contradict what evidence says and are not used: \(names)",
                    nl: "de aandelen in de vertaaltabel spreken het bewijs tegen en tellen niet mee: \(names)"),
                count: contradicted.count))
        }
        let regions = Set(rows.compactMap(\.region)).sorted(by: codePointOrder)
        if !regions.isEmpty {
            let names = regions.prefix(8).map { "'\($0)'" }.joined(separator: ", ")
            notices.append(Notice(
                "fractions-region",
                message: Bilingual(
                    en: "the shares of the crosswalk are about \(names): the tightened bounds hold when that is the area reported",
                    nl: "de aandelen in de vertaaltabel gaan over \(names): de nauwere grenzen gelden als dat het gebied van "
                        + "deze vergelijking is")))
        }
        return notices
    }
}

extension RealBounds {
    /// Raises the lower end and lowers the upper one; rounding never makes them cross.
    mutating func tighten(_ up: Double, _ down: Double) {
        lower += max(0, up)
        upper = max(lower, upper - max(0, down))
    }
}

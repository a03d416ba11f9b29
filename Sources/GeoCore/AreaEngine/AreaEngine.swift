/// Areas of overlaps without building an overlay: the engine behind every hectare of every table.
///
/// With a ring's interior to its left, the indicator of a polygon is a signed sum over its edges,
/// Σ s_e · [x in the x-range of e] · [y < y_e(x)], with s_e = +1 when e runs right to left and −1 when left to right. The
/// area of A ∩ B is the integral of a product of two such sums:
///
///     area(A ∩ B) = Σ_{e∈A} Σ_{f∈B} s_e s_f ∫ min(y_e, y_f) dx over the common x-range.
///
/// Shared edges, touching vertices, collinear overlaps, holes and islands are not special cases, and there is no
/// predicate that rounding could make inconsistent. Both layers are cut by a grid of tiles (`TileGrid`), so that only edges of
/// one tile meet each other; what passes above a tile is a winding number carried along the row.
///
/// *Validity.* Any polygons of a `PolygonBuffer`. Areas mean what they say where each feature is valid; a feature
/// that overlaps itself counts there as often as it winds (`table`, `LayerMeasure.sum`) or once (`account`).
/// `selfCheck` finds such features.
///
/// *Robustness.* No snapping. Exact up to about 2⁻⁵⁰ of a tile's area per tile; results are the same bits for any
/// number of threads and any order of features.
///
/// *Threads.* `threads` workers (at least 1) claim rows of tiles; the calls block until all are done.
///
/// - Complexity: O(n) to cut n edges; in a tile with k distinct edges O(k²), k being about twelve.
public enum AreaEngine {
    /// Sums of ∫ w_old · w_new in square metres per pair of groups: the area of the overlap, counted as often as
    /// features of the two groups lie on each other there. No ∅, `masks` 0. Sorted by (old, new).
    ///
    /// Cells below the empty-overlap threshold (see `account`) are left out.
    public static func table(
        _ old: EngineLayer, _ new: EngineLayer, threads: Int
    ) -> (cells: [OverlayCell], work: EngineWork) {
        guard let job = EngineJob(old: old, new: new, masks: [], commonOnly: true, threads: threads) else {
            return ([], EngineWork())
        }
        let parts = job.sweep(TableConsumer.self)
        let threshold = EmptyThreshold(job)
        let cells = merged(parts.map(\.cells)).compactMap { sum -> OverlayCell? in
            let area = threshold.scale.squareMetres(sum.quanta)
            guard area.magnitude > threshold.pair(sum.old, sum.new) else { return nil }
            return OverlayCell(old: sum.old, new: sum.new, masks: 0, areaSquareMetres: area)
        }
        return (cells, work(parts.map(\.work)))
    }

    /// The whole account of two layers, ∅ included, dissolved per group: see `OverlayAccount`.
    ///
    /// - Parameter masks: at most 8; each counts as one area, however its polygons lie on each other.
    ///
    /// *Empty overlaps.* A cell is left out below min(1e-6 m², 1e-10 × the smaller group's area), and below what a double
    /// can tell from 0 at the tile side s used: 2⁻⁴⁶ · s · min(s, √area). Square metres of both, only old and only new below
    /// the same floor are 0.
    public static func account(
        old: EngineLayer, new: EngineLayer, masks: [PolygonBuffer], threads: Int
    ) -> OverlayAccount {
        precondition(masks.count <= 8, "a mask is a bit of a byte")
        let combinations = 1 << masks.count
        guard let job = EngineJob(old: old, new: new, masks: masks, commonOnly: false, threads: threads) else {
            let none = [Double](repeating: 0, count: combinations)
            return OverlayAccount(
                cells: [], both: none, onlyOld: none, onlyNew: none, overlapExcess: none, work: EngineWork())
        }
        let parts = job.sweep(AccountConsumer.self)
        let threshold = EmptyThreshold(job)
        let cells = merged(parts.map(\.cells)).compactMap { sum -> OverlayCell? in
            let area = threshold.scale.squareMetres(sum.quanta)
            guard area > threshold.pair(sum.old, sum.new) else { return nil }
            return OverlayCell(
                old: sum.old, new: sum.new, masks: UInt8(truncatingIfNeeded: sum.mask), areaSquareMetres: area)
        }
        func total(_ column: KeyPath<AccountConsumer.Totals, [Int128]>, _ floor: Double) -> [Double] {
            (0..<combinations).map { mask in
                let area = threshold.scale.squareMetres(parts.reduce(0) { $0 + $1.totals[keyPath: column][mask] })
                return area > floor ? area : 0
            }
        }
        return OverlayAccount(
            cells: cells, both: total(\.both, threshold.both), onlyOld: total(\.onlyOld, threshold.onlyOld),
            onlyNew: total(\.onlyNew, threshold.onlyNew), overlapExcess: total(\.excess, 0), work: work(parts.map(\.work)))
    }

    /// One layer on its own: see `LayerMeasure`. With masks: inside all of them.
    public static func measure(_ layer: EngineLayer, masks: [PolygonBuffer], threads: Int) -> LayerMeasure {
        precondition(masks.count <= 8, "a mask is a bit of a byte")
        guard let job = EngineJob(old: nil, new: layer, masks: masks, commonOnly: false, threads: threads) else {
            return LayerMeasure(
                sum: 0, union: 0, groupAreas: Array(repeating: 0, count: layer.groupCount), overlap: 0,
                groupOverlaps: [], work: EngineWork())
        }
        let parts = job.sweep(MeasureConsumer.self)
        let threshold = EmptyThreshold(job)
        let scale = threshold.scale
        var groups = [Int128](repeating: 0, count: layer.groupCount)
        for part in parts {
            for (group, quanta) in part.groups.enumerated() { groups[group] += quanta }
        }
        let overlaps = merged(parts.map(\.pairs)).compactMap { sum -> GroupOverlap? in
            let area = scale.squareMetres(sum.quanta)
            guard area > threshold.ownPair(sum.old, sum.new) else { return nil }
            return GroupOverlap(a: sum.old, b: sum.new, areaSquareMetres: area)
        }
        let overlap = scale.squareMetres(parts.reduce(0) { $0 + $1.overlap })
        return LayerMeasure(
            sum: scale.squareMetres(parts.reduce(0) { $0 + $1.sum }),
            union: scale.squareMetres(parts.reduce(0) { $0 + $1.union }),
            groupAreas: groups.map { scale.squareMetres($0) },
            overlap: overlap > threshold.onlyNew ? overlap : 0,
            groupOverlaps: largestFirst(overlaps), work: work(parts.map(\.work)))
    }

    /// What is wrong with the features of one layer, and between them: see `SelfCheck`.
    ///
    /// A feature is bad above max(1e-6 m², 2⁻⁴⁶ · s², s the tile side) of ∫ (w² − w). In a tile where no feature is
    /// bad and the layer as a whole nowhere overlaps itself, pairs of features are not looked at.
    public static func selfCheck(_ polygons: PolygonBuffer, threads: Int) -> SelfCheck {
        let layer = EngineLayer(featuresOf: polygons)
        guard let job = EngineJob(old: nil, new: layer, masks: [], commonOnly: false, threads: threads) else {
            return SelfCheck(badFeatures: [], overlaps: [], work: EngineWork())
        }
        let parts = job.sweep(SelfCheckConsumer.self)
        let threshold = EmptyThreshold(job)
        var bad: [(feature: Int32, excessSquareMetres: Double)] = []
        var overlaps: [GroupOverlap] = []
        for sum in merged(parts.map(\.pairs)) {
            let area = threshold.scale.squareMetres(sum.quanta)
            if sum.old == sum.new {
                if area > max(1e-6, threshold.floor(side: job.grid.side)) { bad.append((sum.old, area)) }
            } else if area > threshold.ownPair(sum.old, sum.new) {
                overlaps.append(GroupOverlap(a: sum.old, b: sum.new, areaSquareMetres: area))
            }
        }
        return SelfCheck(
            badFeatures: bad, overlaps: largestFirst(overlaps), work: work(parts.map(\.work)))
    }

    private static func work(_ parts: [EngineWork]) -> EngineWork { parts.reduce(EngineWork(), +) }

    static func largestFirst(_ overlaps: [GroupOverlap]) -> [GroupOverlap] {
        overlaps.sorted {
            $0.areaSquareMetres != $1.areaSquareMetres
                ? $0.areaSquareMetres > $1.areaSquareMetres : ($0.a, $0.b) < ($1.a, $1.b)
        }
    }

    /// The workers' sums per cell, those that are not 0, sorted by (old, new, mask).
    ///
    /// What one worker has of a cell may be another's with the other sign: with one worker there would be no such cell.
    static func merged(_ parts: [[PairSum]]) -> [PairSum] {
        let all = parts.flatMap { $0 }.sorted { ($0.old, $0.new, $0.mask) < ($1.old, $1.new, $1.mask) }
        var sums: [PairSum] = []
        for sum in all {
            if let last = sums.last, last.old == sum.old, last.new == sum.new, last.mask == sum.mask {
                sums[sums.count - 1].quanta += sum.quanta
            } else {
                sums.append(sum)
            }
        }
        return sums.filter { $0.quanta != 0 }
    }
}

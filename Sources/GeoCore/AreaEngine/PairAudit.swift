/// Two layers checked, measured and compared in one sweep: see `AreaEngine.audit`.
public struct PairAudit: Sendable {
    /// What is wrong with, and between, the features of each layer.
    public var oldCheck: SelfCheck
    public var newCheck: SelfCheck
    /// Each layer on its own. Only right when the check found no bad features.
    public var oldMeasure: LayerMeasure
    public var newMeasure: LayerMeasure
    /// The account of the groups. Only right when neither check found bad features. Its `work` is that of all.
    public var account: OverlayAccount

    /// Whether every feature of both layers can be measured as it is.
    public var isSound: Bool { oldCheck.badFeatures.isEmpty && newCheck.badFeatures.isEmpty }
}

extension AreaEngine {
    /// `selfCheck` and `measure` of both layers and their `account`, in one sweep.
    ///
    /// *Margins.* A layer's sums come from its rings alone (trapezoids under each edge, independent of any tile), less
    /// the overlap that the sweep found; so that the account's rows and columns are held against something that did not
    /// come out of the same tiles.
    ///
    /// Thresholds are those of `selfCheck`, `measure` and `account`; the tiles are those of both layers together.
    /// - Complexity: as `account`, the features of a tile taking the place of its groups.
    public static func audit(old: EngineLayer, new: EngineLayer, threads: Int) -> PairAudit {
        guard
            let job = EngineJob(auditing: old, new, threads: threads)
        else { return .nothing(oldGroups: old.groupCount, newGroups: new.groupCount) }
        return PairAudit(AuditTotals(merging: job.sweep(AuditConsumer.self), threads: threads), job)
    }
}

/// The sums of all workers, or of all parts of a run: what adds up exactly.
struct AuditTotals: Sendable {
    var cells: [PairSum]
    var both: Int128
    var onlyOld: Int128
    var onlyNew: Int128
    var excess: Int128
    var old: AuditConsumer.SideSums
    var new: AuditConsumer.SideSums
    var work: EngineWork

}

extension AuditTotals {
    /// Of the workers of one sweep, or of parts of a run; both layers' sums side by side.
    init(merging parts: [AuditTotals], threads: Int) {
        cells = AreaEngine.merged(parts.map(\.cells))
        both = parts.reduce(0) { $0 + $1.both }
        onlyOld = parts.reduce(0) { $0 + $1.onlyOld }
        onlyNew = parts.reduce(0) { $0 + $1.onlyNew }
        excess = parts.reduce(0) { $0 + $1.excess }
        let sides = parallelMap(count: 2, workers: threads) { side in
            AuditConsumer.SideSums(merging: parts.map { side == 0 ? $0.old : $0.new })
        }
        (old, new) = (sides[0], sides[1])
        work = parts.reduce(EngineWork()) { $0 + $1.work }
    }
}

extension AuditConsumer.SideSums {
    init(merging parts: [AuditConsumer.SideSums]) {
        self.init(
            excesses: AreaEngine.merged(parts.map(\.excesses)), featurePairs: AreaEngine.merged(parts.map(\.featurePairs)),
            groupPairs: AreaEngine.merged(parts.map(\.groupPairs)), overlap: parts.reduce(0) { $0 + $1.overlap })
    }
}

extension PairAudit {
    static func nothing(oldGroups: Int, newGroups: Int) -> PairAudit {
        func measure(_ groups: Int) -> LayerMeasure {
            LayerMeasure(
                sum: 0, union: 0, groupAreas: Array(repeating: 0, count: groups), overlap: 0, groupOverlaps: [],
                work: EngineWork())
        }
        let check = SelfCheck(badFeatures: [], overlaps: [], work: EngineWork())
        return PairAudit(
            oldCheck: check, newCheck: check, oldMeasure: measure(oldGroups), newMeasure: measure(newGroups),
            account: OverlayAccount(
                cells: [], both: [0], onlyOld: [0], onlyNew: [0], overlapExcess: [0], work: EngineWork()))
    }

    init(_ totals: AuditTotals, _ job: EngineJob) {
        let threshold = EmptyThreshold(job)
        let scale = threshold.scale
        let (newLayer, oldLayer) = (job.layers[0], job.layers[1])
        let sides = parallelMap(count: 2, workers: job.threads) { side in
            let (sums, layer) = side == 0 ? (totals.old, oldLayer) : (totals.new, newLayer)
            let floor = side == 0 ? threshold.onlyOld : threshold.onlyNew
            return (
                check: Self.check(sums, layer, threshold, job),
                measure: Self.measure(sums, layer, threshold, whole: floor))
        }
        (oldCheck, newCheck) = (sides[0].check, sides[1].check)
        (oldMeasure, newMeasure) = (sides[0].measure, sides[1].measure)
        let cells = totals.cells.compactMap { sum -> OverlayCell? in
            let area = scale.squareMetres(sum.quanta)
            guard area > threshold.pair(sum.old, sum.new) else { return nil }
            return OverlayCell(old: sum.old, new: sum.new, masks: 0, areaSquareMetres: area)
        }
        func total(_ quanta: Int128, above floor: Double) -> [Double] {
            let area = scale.squareMetres(quanta)
            return [area > floor ? area : 0]
        }
        account = OverlayAccount(
            cells: cells, both: total(totals.both, above: threshold.both),
            onlyOld: total(totals.onlyOld, above: threshold.onlyOld),
            onlyNew: total(totals.onlyNew, above: threshold.onlyNew), overlapExcess: total(totals.excess, above: 0),
            work: totals.work)
    }

    private static func check(
        _ sums: AuditConsumer.SideSums, _ layer: PreparedLayer, _ threshold: EmptyThreshold, _ job: EngineJob
    ) -> SelfCheck {
        let limit = max(1e-6, threshold.floor(side: job.grid.side))
        return SelfCheck(
            badFeatures: sums.excesses.compactMap { sum in
                let area = threshold.scale.squareMetres(sum.quanta)
                return area > limit ? (sum.old, area) : nil
            },
            overlaps: overlaps(sums.featurePairs, layer.areas, threshold), work: EngineWork())
    }

    private static func measure(
        _ sums: AuditConsumer.SideSums, _ layer: PreparedLayer, _ threshold: EmptyThreshold, whole floor: Double
    ) -> LayerMeasure {
        let scale = threshold.scale
        let drawn = layer.groupAreas()
        var groups = drawn
        for sum in sums.groupPairs where sum.old == sum.new { groups[Int(sum.old)] -= scale.squareMetres(sum.quanta) }
        var sum = CompensatedSum()
        for area in drawn { sum.add(area) }
        let overlap = scale.squareMetres(sums.overlap)
        return LayerMeasure(
            sum: sum.value, union: sum.value - overlap, groupAreas: groups, overlap: overlap > floor ? overlap : 0,
            groupOverlaps: overlaps(sums.groupPairs, drawn, threshold), work: EngineWork())
    }

    /// Pairs above the threshold of the smaller of the two, largest first.
    private static func overlaps(
        _ pairs: [PairSum], _ areas: [Double], _ threshold: EmptyThreshold
    ) -> [GroupOverlap] {
        AreaEngine.largestFirst(pairs.compactMap { pair in
            let area = threshold.scale.squareMetres(pair.quanta)
            let smaller = min(areas[Int(pair.old)].magnitude, areas[Int(pair.new)].magnitude)
            guard area > threshold.limit(forSmaller: smaller) else { return nil }
            return GroupOverlap(a: pair.old, b: pair.new, areaSquareMetres: area)
        })
    }
}

package import GeoCore

/// Runs the area engine for one comparison: the account of the two layers, and their areas measured apart.
package struct Measuring: Sendable {
    package let old: ClassifiedLayer
    package let new: ClassifiedLayer
    /// The whole layers, frame or not: checked, measured and compared in one sweep.
    let audit: PairAudit
    package var oldWhole: LayerMeasure { audit.oldMeasure }
    package var newWhole: LayerMeasure { audit.newMeasure }
    /// Bit 0 of a cell is the frame when there is one; then the old and the new survey extent; then the evidence: its
    /// causes do not overlap, so their numbers fit in a few bits (1 is the first cause, 0 none).
    package let masks: [PolygonBuffer]
    private let frame: PolygonBuffer?
    private let surveyBits: UInt8
    private let evidence: [Cause]
    private let firstEvidenceBit: Int
    let threads: Int

    /// - Parameters:
    ///   - evidence: at most seven causes (`Cause.documented` has five).
    ///   - audit: of exactly these layers, when it has been made already.
    package init(
        old: ClassifiedLayer, new: ClassifiedLayer, options: DiffOptions, evidence: ResolvedEvidence = ResolvedEvidence(),
        audit: PairAudit? = nil
    ) {
        self.old = old
        self.new = new
        frame = options.frame?.polygons
        let extents = [options.oldExtent, options.newExtent].compactMap { $0?.polygons }
        let areas = (frame.map { [$0] } ?? []) + extents
        let frameBits: UInt8 = frame == nil ? 0 : 1
        surveyBits = UInt8((1 << areas.count) - 1) & ~frameBits
        self.evidence = evidence.parts.map(\.cause)
        firstEvidenceBit = areas.count
        masks = areas + Self.numbered(evidence.parts.map(\.polygons))
        threads = max(1, options.threads)
        self.audit = audit ?? AreaEngine.audit(old: old.engineLayer, new: new.engineLayer, threads: threads)
    }

    /// One mask per bit of the areas' numbers, which start at 1.
    private static func numbered(_ areas: [PolygonBuffer]) -> [PolygonBuffer] {
        var masks: [PolygonBuffer] = []
        while areas.count >> masks.count > 0 {
            var mask = PolygonBuffer()
            for (index, area) in areas.enumerated() where (index + 1) >> masks.count & 1 == 1 {
                mask.append(area)
            }
            masks.append(mask)
        }
        return masks
    }

    /// Inside the frame and both surveys, and covered by no evidence: where the rules from 3 on decide.
    package func isOpen(_ mask: Int) -> Bool {
        isCounted(mask) && UInt8(truncatingIfNeeded: mask) & surveyBits == surveyBits && mask >> firstEvidenceBit == 0
    }

    /// The layers inside the frame.
    private func insideFrame() -> (old: LayerMeasure, new: LayerMeasure) {
        guard frame != nil else { return (oldWhole, newWhole) }
        return (
            AreaEngine.measure(old.engineLayer, masks: frameMasks, threads: threads),
            AreaEngine.measure(new.engineLayer, masks: frameMasks, threads: threads)
        )
    }

    var frameMasks: [PolygonBuffer] { frame.map { [$0] } ?? [] }

    /// A place has one class at most: all classes against each other.
    package func oneOf() -> MeasuredPair {
        let account = masks.isEmpty
            ? audit.account
            : AreaEngine.account(old: old.engineLayer, new: new.engineLayer, masks: masks, threads: threads)
        let (oldMeasure, newMeasure) = insideFrame()
        let totals = counted(account)
        let frameArea = self.frameArea ?? totals.covered
        let (oldClasses, newClasses) = (Array(old.classes.indices), Array(new.classes.indices))
        let part = MeasuredPair.Part(
            oldClasses: oldClasses, newClasses: newClasses,
            cells: cells(account, old: oldClasses, new: newClasses),
            frame: frameArea, oldUnion: oldMeasure.union, newUnion: newMeasure.union, overlapExcess: totals.excess)
        var pair = MeasuredPair(
            mode: .oneOf, parts: [part], both: totals.both, onlyOld: totals.onlyOld, onlyNew: totals.onlyNew,
            frame: frameArea, oldUnion: oldMeasure.union, newUnion: newMeasure.union,
            oldAreas: oldMeasure.groupAreas, newAreas: newMeasure.groupAreas)
        pair.work = account.work + oldMeasure.work + newMeasure.work
        return pair
    }

    /// Classes may lie over each other: every group of classes on its own against ∅, and all of them dissolved.
    package func anyOf(_ groups: AnyOfGroups) -> MeasuredPair {
        let whole = AreaEngine.account(
            old: EngineLayer(oneGroup: old.polygons), new: EngineLayer(oneGroup: new.polygons), masks: masks,
            threads: threads)
        let (oldMeasure, newMeasure) = insideFrame()
        var work = whole.work + oldMeasure.work + newMeasure.work
        let frameArea = self.frameArea
        let parts = groups.groups.map { group in
            let oldPart = old.engineLayer(classes: group.old)
            let newPart = new.engineLayer(classes: group.new)
            let account = AreaEngine.account(old: oldPart, new: newPart, masks: masks, threads: threads)
            let oldApart = AreaEngine.measure(oldPart, masks: frameMasks, threads: threads)
            let newApart = AreaEngine.measure(newPart, masks: frameMasks, threads: threads)
            work = work + account.work + oldApart.work + newApart.work
            let totals = counted(account)
            return MeasuredPair.Part(
                oldClasses: group.old, newClasses: group.new,
                cells: cells(account, old: group.old, new: group.new), frame: frameArea ?? totals.covered,
                oldUnion: oldApart.union, newUnion: newApart.union, overlapExcess: totals.excess)
        }
        let totals = counted(whole)
        var pair = MeasuredPair(
            mode: .anyOf, parts: parts, both: totals.both, onlyOld: totals.onlyOld, onlyNew: totals.onlyNew,
            neither: cells(whole, old: [0], new: [0]).filter { $0.old < 0 && $0.new < 0 },
            frame: frameArea ?? totals.covered, oldUnion: oldMeasure.union, newUnion: newMeasure.union,
            oldAreas: oldMeasure.groupAreas, newAreas: newMeasure.groupAreas)
        pair.work = work
        return pair
    }

    /// Features that lie wholly outside the frame; nil without one.
    package func outsideFrame(_ layer: ClassifiedLayer) -> Int? {
        guard frame != nil else { return nil }
        let inside = AreaEngine.measure(
            EngineLayer(featuresOf: layer.polygons), masks: frameMasks, threads: threads)
        // A feature that only touches the frame leaves rounding noise.
        return inside.groupAreas.count { $0 <= 1e-6 }
    }

    /// Dissolved area of the frame in square metres; nil without one.
    var frameArea: Double? {
        frame.map { AreaEngine.measure(EngineLayer(oneGroup: $0), masks: [], threads: threads).union }
    }

    // MARK: from the engine's account

    private func isCounted(_ mask: Int) -> Bool { frame == nil || mask & 1 != 0 }

    func counted(_ account: OverlayAccount) -> (
        both: Double, onlyOld: Double, onlyNew: Double, excess: Double, covered: Double
    ) {
        func sum(_ values: [Double]) -> Double {
            values.indices.reduce(0) { isCounted($1) ? $0 + values[$1] : $0 }
        }
        let (both, onlyOld, onlyNew) = (sum(account.both), sum(account.onlyOld), sum(account.onlyNew))
        return (both, onlyOld, onlyNew, sum(account.overlapExcess), both + onlyOld + onlyNew)
    }

    /// The cells inside the frame, their groups turned into class indices. Without a frame places on neither map do
    /// not count, even when they lie inside a survey.
    func cells(_ account: OverlayAccount, old: [Int], new: [Int]) -> [MeasuredPair.Cell] {
        var cells: [MeasuredPair.Cell] = []
        // Sorted by (old, new, masks): the parts of a pair follow each other.
        for cell in account.cells where isCounted(Int(cell.masks)) {
            if frame == nil && cell.old < 0 && cell.new < 0 { continue }
            var next = MeasuredPair.Cell(
                old: cell.old < 0 ? -1 : old[Int(cell.old)], new: cell.new < 0 ? -1 : new[Int(cell.new)],
                insideSurvey: cell.masks & surveyBits == surveyBits, squareMetres: cell.areaSquareMetres)
            let number = Int(cell.masks) >> firstEvidenceBit
            // Not on the map at either date: nothing there needs a cause. Beyond a survey nobody looked.
            if number > 0, number <= evidence.count, next.insideSurvey, cell.old >= 0 || cell.new >= 0 {
                next.evidence = evidence[number - 1]
            }
            let own = cells.lastIndex { $0.old != next.old || $0.new != next.new }.map { $0 + 1 } ?? 0
            if let same = cells[own...].firstIndex(where: { $0.hasKey(of: next) }) {
                next.squareMetres += cells[same].squareMetres
                cells[same] = next
            } else {
                cells.append(next)
            }
        }
        return cells
    }
}

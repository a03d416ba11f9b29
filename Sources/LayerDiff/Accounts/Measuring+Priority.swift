import GeoCore

extension Measuring {
    /// A place has one class, the one of the feature that outranks the others there: every level of the old layer
    /// against every level of the new one, outside what lies above them.
    ///
    /// - Complexity: one pass of the engine per pair of levels.
    func byPriority(_ oldLevels: PriorityLevels, _ newLevels: PriorityLevels) -> MeasuredPair {
        guard oldLevels.levels.count > 1 || newLevels.levels.count > 1 else { return oneOf() }
        let oldWhole = EngineLayer(oneGroup: old.polygons)
        let newWhole = EngineLayer(oneGroup: new.polygons)
        let whole = AreaEngine.account(old: oldWhole, new: newWhole, masks: masks, threads: threads)
        var work = whole.work
        var sums: [MeasuredPair.Cell] = []
        /// The cells of one run that nothing outranks, and that `wanted` keeps.
        func add(
            _ old: EngineLayer, _ new: EngineLayer, above: [PolygonBuffer], wanted: (OverlayCell) -> Bool
        ) {
            var account = AreaEngine.account(old: old, new: new, masks: masks + above, threads: threads)
            work = work + account.work
            account.cells = account.cells.filter { Int($0.masks) >> masks.count == 0 && wanted($0) }
            sums += cells(
                account, old: Array(self.old.classes.indices), new: Array(self.new.classes.indices))
        }
        let newLayers = newLevels.levels.indices.map { newLevels.engineLayer($0) }
        for level in oldLevels.levels.indices {
            let layer = oldLevels.engineLayer(level)
            let above = [oldLevels.mask(level)].compactMap { $0 }
            add(layer, newWhole, above: above) { $0.old >= 0 && $0.new < 0 }
            for other in newLayers.indices {
                add(layer, newLayers[other], above: above + [newLevels.mask(other)].compactMap { $0 }) {
                    $0.old >= 0 && $0.new >= 0
                }
            }
        }
        for other in newLayers.indices {
            add(oldWhole, newLayers[other], above: [newLevels.mask(other)].compactMap { $0 }) {
                $0.old < 0 && $0.new >= 0
            }
        }
        sums += cells(whole, old: [0], new: [0]).filter { $0.old < 0 && $0.new < 0 }

        let totals = counted(whole)
        let frameArea = self.frameArea ?? totals.covered
        let oldUnion = AreaEngine.measure(oldWhole, masks: frameMasks, threads: threads)
        let newUnion = AreaEngine.measure(newWhole, masks: frameMasks, threads: threads)
        work = work + oldUnion.work + newUnion.work
        let merged = Self.merged(sums)
        // Equal values are the only places that count twice; without them the sums must close exactly.
        let ties = oldLevels.ties + newLevels.ties
        let surplus = merged.reduce(0) { $0 + $1.squareMetres } - frameArea
        let part = MeasuredPair.Part(
            oldClasses: Array(old.classes.indices), newClasses: Array(new.classes.indices), cells: merged, frame: frameArea, oldUnion: oldUnion.union, newUnion: newUnion.union,
            overlapExcess: min(max(0, surplus), ties))
        var pair = MeasuredPair(
            mode: .oneOf, parts: [part], both: totals.both, onlyOld: totals.onlyOld, onlyNew: totals.onlyNew,
            frame: frameArea, oldUnion: oldUnion.union, newUnion: newUnion.union,
            oldAreas: classAreas(oldLevels, count: old.classes.count, &work),
            newAreas: classAreas(newLevels, count: new.classes.count, &work))
        pair.work = work
        return pair
    }

    /// What each class keeps of its area, measured without the other layer: its levels minus what lies above them.
    private func classAreas(_ levels: PriorityLevels, count: Int, _ work: inout EngineWork) -> [Double] {
        var areas = Array(repeating: 0.0, count: count)
        for level in levels.levels.indices {
            let layer = levels.engineLayer(level)
            let all = AreaEngine.measure(layer, masks: frameMasks, threads: threads)
            work = work + all.work
            for index in areas.indices { areas[index] += all.groupAreas[index] }
            guard let above = levels.mask(level) else { continue }
            let hidden = AreaEngine.measure(layer, masks: frameMasks + [above], threads: threads)
            work = work + hidden.work
            for index in areas.indices { areas[index] -= hidden.groupAreas[index] }
        }
        return areas.map { max(0, $0) }
    }

    /// One cell per pair of labels, from several runs.
    private static func merged(_ cells: [MeasuredPair.Cell]) -> [MeasuredPair.Cell] {
        var merged: [MeasuredPair.Cell] = []
        let ordered = cells.enumerated().sorted {
            ($0.element.old, $0.element.new, $0.element.position, $0.offset)
                < ($1.element.old, $1.element.new, $1.element.position, $1.offset)
        }
        for (_, cell) in ordered {
            if let last = merged.last, last.hasKey(of: cell) {
                merged[merged.count - 1].squareMetres += cell.squareMetres
            } else {
                merged.append(cell)
            }
        }
        return merged
    }
}

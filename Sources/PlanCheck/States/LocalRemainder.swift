import GeoCore

/// Parts after a cut, told from what lies near the plan. A unit of which all features that touch a window around the plan
/// are known: a piece left by the cut that lies wholly inside the window hangs together with nothing outside it; a
/// piece that reaches the window's edge may. As long as each dissolved part here leaves at most one piece of the
/// second kind, everything that hung together outside still does, and the parts of the whole unit are known without
/// reading it.
extension PolygonHits {
    enum LocalRemainder {
        case told
        /// These dissolved parts of the unit leave pieces that may be joined outside the window.
        case open(Set<Int32>)
    }

    mutating func measureLocalRemainder(
        _ hit: inout UnitHit, _ unit: UnitPolygons, _ surroundings: UnitPolygons.Surroundings
    ) throws(GEOSError) -> LocalRemainder {
        let parts = try partsUnderPlan(unit)
        let groups = groups(of: parts, unit, surroundings)
        var open: Set<Int32> = []
        var byGroup: [Int32: (overlap: Double, closed: [Double], hasOpen: Bool)] = [:]
        var (cut, left, whole) = (0.0, 0.0, 0.0)
        for (part, group) in groups.enumerated() {
            let polygon = parts.selecting([part])
            let overlap = PlanAccount.overlap(plan.dissolved, polygon, threads: threads)
            let rest = try engine.overlay(.difference, polygon, plan.dissolved).polygons.partsApart
            var state = byGroup[group] ?? (0, [], false)
            state.overlap += overlap
            var openHere = 0
            for piece in 0..<rest.featureCount {
                let area = rest.areaSquareMetres(ofFeature: piece)
                left += area
                guard area >= emptyPiece else { continue }
                if surroundings.window.holds(rest.box(ofPart: piece)) { state.closed.append(area) } else { openHere += 1 }
            }
            if openHere > 1 { open.insert(group) }
            if openHere > 0 { state.hasOpen = true }
            byGroup[group] = state
            cut += overlap
            whole += polygon.areaSquareMetres(ofFeature: 0)
        }
        guard open.isEmpty else { return .open(open) }
        guard agrees(cut, (hit.areaHectares ?? 0) * 10_000, of: whole), agrees(left, whole - cut, of: whole) else { return .told }
        var largest = 0.0
        var count = 0
        // The order of a dictionary decides nothing here: numbers and a maximum.
        for (group, state) in byGroup {
            count += state.closed.count + (state.hasOpen ? 1 : 0)
            largest = max(largest, state.closed.max() ?? 0)
            if state.hasOpen, surroundings.groupSquareMetres.indices.contains(Int(group)) {
                let rest = surroundings.groupSquareMetres[Int(group)] - state.overlap - state.closed.sorted().reduce(0, +)
                largest = max(largest, rest)
            }
        }
        hit.partsBefore = byGroup.count
        hit.partsAfter = count
        hit.largestPartAfterHectares = largest / 10_000
        return .told
    }

    /// The dissolved parts of the whole unit that the plan overlaps.
    func groupsUnderPlan(
        _ unit: UnitPolygons, _ surroundings: UnitPolygons.Surroundings
    ) throws(GEOSError) -> Set<Int32> {
        Set(groups(of: try partsUnderPlan(unit), unit, surroundings))
    }

    /// Below it a piece is the rounding of a cut, not a part.
    var emptyPiece: Double { max(1e-6, limits.tolerance * limits.tolerance) }

    /// Dissolved parts of what was read that the plan overlaps, one feature each.
    private func partsUnderPlan(_ unit: UnitPolygons) throws(GEOSError) -> PolygonBuffer {
        let parts = try unit.dissolved.value(of: unit, engine).near(touchBox).polygons
        let cells = AreaEngine.common(
            old: EngineLayer(oneGroup: plan.dissolved), new: EngineLayer(featuresOf: parts), threads: threads)
        return parts.selecting(cells.map { Int($0.new) })
    }

    /// For each of some dissolved parts here the dissolved part of the whole unit: that of the features in it.
    private func groups(
        of parts: PolygonBuffer, _ unit: UnitPolygons, _ surroundings: UnitPolygons.Surroundings
    ) -> [Int32] {
        let own = unit.polygons.partsApart
        return DissolvedGroups.groups(of: parts, among: own).map { $0 < 0 ? -1 : surroundings.groupOfPart[Int($0)] }
    }
}

extension Box {
    /// Whether another box lies inside, without touching the edge.
    func holds(_ other: Box) -> Bool {
        minX < other.minX && other.maxX < maxX && minY < other.minY && other.maxY < maxY
    }
}

import GeoCore

/// A unit in a window around the plan, dissolved: its connected parts there that the plan overlaps. Inside the window its
/// boundary is that of the whole unit.
struct LocalParts {
    let window: Box
    /// One feature per part, cut off at the window.
    let parts: PolygonBuffer
    /// Per part the square metres under the plan.
    let overlaps: [Double]
    /// Per part the dissolved part of the whole unit that it belongs to; −1 when none is known.
    let groups: [Int32]
}

/// Parts after a cut, told from what lies near the plan. A unit of which all features that touch a window around the plan
/// are known: a piece left by the cut that lies wholly inside the window hangs together with nothing outside it; a
/// piece that reaches the window's edge may. As long as each dissolved part here leaves at most one piece of the
/// second kind, or pieces that polygons further out join (`JoinedPieces`), everything that hung together outside still
/// does, and the parts of the whole unit are known without reading it.
extension PolygonHits {
    enum LocalRemainder {
        case told
        /// These dissolved parts of the unit leave pieces that may be joined outside the window.
        case open(Set<Int32>)
    }

    /// - Complexity: one union by GEOS of what lies in the window.
    func localParts(
        _ unit: UnitPolygons, _ surroundings: UnitPolygons.Surroundings
    ) throws(GEOSError) -> LocalParts {
        let reachable = unit.polygons.parts(reachableFrom: touchBox, within: surroundings.window)
        let here = try engine.unaryUnion(unit.polygons.selectingParts(reachable), within: surroundings.window).partsApart
        let cells = AreaEngine.common(
            old: EngineLayer(oneGroup: plan.dissolved), new: EngineLayer(featuresOf: here), threads: threads)
        let parts = here.selecting(cells.map { Int($0.new) })
        // All features in one of these parts have the same dissolved part; one of them lies under the plan.
        let touchBox = touchBox
        let near = (0..<unit.polygons.partCount).filter { unit.polygons.box(ofPart: $0).intersects(touchBox) }
        var own = PolygonBuffer()
        for part in near {
            own.appendPart(part, of: unit.polygons)
            own.endFeature()
        }
        let groups = DissolvedGroups.groups(of: parts, among: own, threads: threads).map {
            $0 < 0 ? -1 : surroundings.groupOfPart[near[Int($0)]]
        }
        return LocalParts(
            window: surroundings.window, parts: parts, overlaps: cells.map(\.areaSquareMetres), groups: groups)
    }

    /// - Parameter unit: polygons of the unit, whole, as far around the plan as they are known: pieces that they join outside
    ///   the window are one.
    mutating func measureLocalRemainder(
        _ hit: inout UnitHit, _ local: LocalParts, of unit: PolygonBuffer, groupSquareMetres: [Double]
    ) throws(GEOSError) -> LocalRemainder {
        // What was cut off at the window reaches it up to the rounding of the cut.
        let inner = local.window.expanded(by: -0.001)
        var open: Set<Int32> = []
        var byGroup: [Int32: (overlap: Double, closed: [Double], hasOpen: Bool)] = [:]
        var (cut, left, whole) = (0.0, 0.0, 0.0)
        for (part, group) in local.groups.enumerated() {
            let polygon = local.parts.selecting([part])
            let rest = try engine.overlay(.difference, polygon, plan.dissolved).polygons
            var state = byGroup[group] ?? (0, [], false)
            state.overlap += local.overlaps[part]
            var openHere = PolygonBuffer()
            for piece in 0..<rest.partCount {
                let area = rest.areaSquareMetres(ofPart: piece)
                left += area
                guard area >= emptyPiece else { continue }
                if inner.holds(rest.box(ofPart: piece)) {
                    state.closed.append(area)
                } else {
                    openHere.appendPart(piece, of: rest)
                    openHere.endFeature()
                }
            }
            if !hangTogether(openHere, unit) { open.insert(group) }
            if openHere.featureCount > 0 { state.hasOpen = true }
            byGroup[group] = state
            cut += local.overlaps[part]
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
            if state.hasOpen, groupSquareMetres.indices.contains(Int(group)) {
                let rest = groupSquareMetres[Int(group)] - state.overlap - state.closed.sorted().reduce(0, +)
                largest = max(largest, rest)
            }
        }
        hit.partsBefore = byGroup.count
        hit.partsAfter = count
        hit.largestPartAfterHectares = largest / 10_000
        return .told
    }

    private func hangTogether(_ pieces: PolygonBuffer, _ unit: PolygonBuffer) -> Bool {
        guard pieces.featureCount > 1 else { return true }
        return JoinedPieces(pieces, unit: unit, plan: plan.dissolved, least: emptyPiece).areJoined
    }

    /// Below it a piece is the rounding of a cut, not a part.
    var emptyPiece: Double { max(1e-6, limits.tolerance * limits.tolerance) }
}

extension PolygonBuffer {
    /// Parts that may hang together with one that meets `start`, inside `window`: from box to box.
    /// - Complexity: O(parts × parts found).
    fileprivate func parts(reachableFrom start: Box, within window: Box) -> Set<Int> {
        var left: [(part: Int, box: Box)] = []
        var found: Set<Int> = []
        var pending: [Box] = []
        for part in 0..<partCount {
            let box = box(ofPart: part).common(with: window)
            guard !box.isEmpty else { continue }
            if box.intersects(start) {
                found.insert(part)
                pending.append(box)
            } else {
                left.append((part, box))
            }
        }
        while let box = pending.popLast() {
            left.removeAll { part, other in
                guard other.intersects(box) else { return false }
                found.insert(part)
                pending.append(other)
                return true
            }
        }
        return found
    }

    /// Features with some of their parts only; features without any are left out.
    fileprivate func selectingParts(_ wanted: Set<Int>) -> PolygonBuffer {
        var selected = PolygonBuffer()
        for feature in 0..<featureCount {
            let some = parts(ofFeature: feature).filter(wanted.contains)
            guard !some.isEmpty else { continue }
            for part in some { selected.appendPart(part, of: self) }
            selected.endFeature()
        }
        return selected
    }
}

extension Box {
    /// Whether another box lies inside, without touching the edge.
    func holds(_ other: Box) -> Bool {
        minX < other.minX && other.maxX < maxX && minY < other.minY && other.maxY < maxY
    }
}

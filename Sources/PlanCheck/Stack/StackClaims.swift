import GeoCore

/// Claims on units, from one account over the province and one per zone.
struct StackClaims {
    private let pieces: StackPieces
    private let units: [CheckUnit]
    private let mark: StackMark?
    private let threads: Int
    private let unitLayer: EngineLayer
    private(set) var checks = CheckChecks()
    private let whole: [Claim]

    init(pieces: StackPieces, units: [CheckUnit], mark: StackMark?, threads: Int) {
        self.pieces = pieces
        self.units = units
        self.mark = mark
        self.threads = threads
        var box = Box.empty
        for plan in pieces.dissolved { box.add(plan.box) }
        let layer = EngineLayer(units, near: box)
        unitLayer = layer
        let sums = Self.sums(pieces, layer, mask: nil, threads)
        whole = Self.claims(sums, units, zone: nil, mark) { index in
            guard case .polygons(let polygons) = units[index].content else { return 0 }
            return polygons.wholeSquareMetres ?? 0
        }
        // The same total in another way: all plans as one group.
        var together = PolygonBuffer()
        for plan in pieces.dissolved { together.append(plan) }
        guard together.partCount > 0, !layer.groups.isEmpty else { return }
        var direct: [Int: Double] = [:]
        for cell in AreaEngine.account(old: EngineLayer(oneGroup: together), new: layer, masks: [], threads: threads).cells
        where cell.old == 0 && cell.new >= 0 {
            direct[Int(cell.new)] = cell.areaSquareMetres
        }
        for (unit, steps) in sums {
            let (sum, other) = (steps.reduce(0) { $0 + $1.added }, direct[unit] ?? 0)
            let relative = other > 0 ? abs(sum - other) / other : (sum > 0 ? 1 : 0)
            checks.compared += 1
            checks.engineVersusGEOSMaxRelative = max(checks.engineVersusGEOSMaxRelative, relative)
            if relative > CheckChecks.relativeLimit, abs(sum - other) > 1e-2 { checks.disagreements += 1 }
        }
    }

    /// Per unit, then per zone and unit.
    func all(_ zones: StackZones?) -> [Claim] {
        guard let zones else { return whole }
        return whole + zones.names.indices.flatMap { claims(in: $0, zones) }
    }

    private func claims(in zone: Int, _ zones: StackZones) -> [Claim] {
        let mask = zones.polygons[zone]
        let sums = Self.sums(pieces, unitLayer, mask: mask, threads)
        guard !sums.isEmpty else { return [] }
        var areas: [Int: Double] = [:]
        var layer = EngineLayer(polygons: PolygonBuffer(), groups: [], groupCount: units.count)
        for unit in sums.keys.sorted() {
            guard case .polygons(let polygons) = units[unit].content else { continue }
            layer.append(polygons.near(mask.box).polygons, group: unit)
        }
        for cell in AreaEngine.account(old: EngineLayer(oneGroup: mask), new: layer, masks: [], threads: threads).cells
        where cell.old == 0 && cell.new >= 0 {
            areas[Int(cell.new)] = cell.areaSquareMetres
        }
        return Self.claims(sums, units, zone: zones.names[zone], mark) { areas[$0] ?? 0 }
    }

    /// What the plans take of every zone, whatever lies there.
    func zoneClaims(_ zones: StackZones?) -> [ZoneClaim] {
        guard let zones else { return [] }
        let plans = EngineLayer(groups: pieces.dissolved)
        return zones.names.indices.map { index in
            let zone = EngineLayer(oneGroup: zones.polygons[index])
            let area = AreaEngine.measure(zone, masks: [], threads: threads).union
            let account = AreaEngine.account(old: plans, new: zone, masks: [], threads: threads)
            return ZoneClaim(
                zone: zones.names[index], areaHectares: area / 10_000, claimedHectares: account.both[0] / 10_000,
                plans: Set(account.cells.filter { $0.old >= 0 && $0.new == 0 }.map(\.old)).count)
        }
    }

    // MARK: sums

    private struct Step {
        var plan: Int
        var own: Double
        var added: Double
    }

    /// Per unit, plan by plan, square metres; with a mask only inside it.
    private static func sums(
        _ pieces: StackPieces, _ units: EngineLayer, mask: PolygonBuffer?, _ threads: Int
    ) -> [Int: [Step]] {
        guard !units.groups.isEmpty else { return [:] }
        func cells(_ plans: [PolygonBuffer]) -> [OverlayCell] {
            let layer = EngineLayer(
                groups: plans.map { plan in mask.map { $0.box.intersects(plan.box) } ?? true ? plan : PolygonBuffer() })
            guard !layer.groups.isEmpty else { return [] }
            return AreaEngine.account(old: layer, new: units, masks: mask.map { [$0] } ?? [], threads: threads).cells
                .filter { $0.old >= 0 && $0.new >= 0 && (mask == nil || $0.masks & 1 != 0) }
        }
        var sums: [Int: [Step]] = [:]
        for cell in cells(pieces.dissolved) {
            sums[Int(cell.new), default: []].append(Step(plan: Int(cell.old), own: cell.areaSquareMetres, added: 0))
        }
        for cell in cells(pieces.added) {
            guard let place = sums[Int(cell.new)]?.firstIndex(where: { $0.plan == Int(cell.old) }) else { continue }
            sums[Int(cell.new)]?[place].added = cell.areaSquareMetres
        }
        return sums
    }

    private static func claims(
        _ sums: [Int: [Step]], _ units: [CheckUnit], zone: String?, _ mark: StackMark?, area: (Int) -> Double
    ) -> [Claim] {
        sums.keys.sorted().map { index in
            let unit = units[index]
            var claim = Claim(
                id: unit.id, quality: unit.entry.quality, name: unit.name, level: unit.level, zone: zone,
                unitHectares: area(index) / 10_000, claimedHectares: 0, steps: [], pastMark: nil)
            for step in (sums[index] ?? []).sorted(by: { $0.plan < $1.plan }) {
                claim.claimedHectares += step.added / 10_000
                claim.steps.append(
                    ClaimStep(
                        plan: step.plan, ownHectares: step.own / 10_000, addedHectares: step.added / 10_000,
                        cumulativeHectares: claim.claimedHectares))
                if claim.pastMark == nil, let mark,
                    mark.isPassed(byHectares: claim.claimedHectares, of: claim.unitHectares)
                {
                    claim.pastMark = claim.steps.count - 1
                }
            }
            return claim
        }
    }
}

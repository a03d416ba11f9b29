import GeoCore

/// Which units lie over each other inside a plan, by exact sets: the area engine's masks are one bit each, so one
/// account of the plan with the units as masks gives the area of every combination.
enum Stacking {
    struct Cover: Sendable {
        var id: String
        var polygons: PolygonBuffer
        /// The unit covers the plan: it is in every set and needs no bit.
        var isWhole: Bool
    }

    /// One unit is the other layer, eight are masks.
    static let limit = 9

    /// Sets of at least two units with their hectares, largest first, ties in catalogue order; nil when more than
    /// `limit` units cover the plan in part.
    static func sets(plan: PolygonBuffer, covers: [Cover], threads: Int) -> [StackedUnits]? {
        guard covers.count >= 2 else { return [] }
        let partial = covers.indices.filter { !covers[$0].isWhole }
        guard partial.count <= limit else { return nil }
        let always = covers.indices.filter { covers[$0].isWhole }
        guard let first = partial.first else {
            let area = AreaEngine.measure(EngineLayer(oneGroup: plan), masks: [], threads: threads).union
            return [StackedUnits(units: covers.map(\.id), areaHectares: area / 10_000)]
        }
        let masked = Array(partial.dropFirst())
        let account = AreaEngine.account(
            old: EngineLayer(oneGroup: plan), new: EngineLayer(oneGroup: covers[first].polygons),
            masks: masked.map { covers[$0].polygons }, threads: threads)
        var sets: [(members: [Int], area: Double)] = []
        for bits in 0..<(1 << masked.count) {
            let others = always + masked.enumerated().filter { bits & (1 << $0.offset) != 0 }.map(\.element)
            sets.append(((others + [first]).sorted(), account.both[bits]))
            sets.append((others.sorted(), account.onlyOld[bits]))
        }
        return sets.filter { $0.members.count >= 2 && $0.area > 0 }
            .sorted { a, b in a.area != b.area ? a.area > b.area : a.members.lexicographicallyPrecedes(b.members) }
            .map { set in
                StackedUnits(units: set.members.map { covers[$0].id }, areaHectares: set.area / 10_000)
            }
    }
}

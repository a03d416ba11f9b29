import GeoCore

/// Which units lie over each other inside a plan, by exact sets: the area engine cuts the plan into the places where
/// exactly the same units lie, however many there are.
struct Stacking {
    struct Cover: Sendable {
        var id: String
        var quality: String
        var polygons: PolygonBuffer
    }

    /// Every set of covers (places in `covers`, rising) with its square metres, the empty set left out; largest first, ties
    /// in catalogue order.
    private let sets: [(members: [Int], squareMetres: Double)]
    private let covers: [Cover]

    init(plan: PolygonBuffer, covers: [Cover], threads: Int) {
        self.covers = covers
        guard !covers.isEmpty else {
            sets = []
            return
        }
        let layer = EngineLayer(groups: covers.map(\.polygons))
        sets = AreaEngine.covers(of: plan, by: layer, threads: threads).filter { !$0.groups.isEmpty }
            .map { (members: $0.groups.map { Int($0) }, squareMetres: $0.squareMetres) }
    }

    /// Sets of at least two units.
    var stackedUnits: [StackedUnits] {
        sets.filter { $0.members.count >= 2 }.map { set in
            StackedUnits(units: set.members.map { covers[$0].id }, areaHectares: set.squareMetres / 10_000)
        }
    }

    /// Hectares where two qualities lie together, for every pair that does and for every quality with itself, in the order
    /// of the catalogue. Every place counts once per pair.
    var qualityOverlaps: [QualityOverlap] {
        var order: [String] = []
        for cover in covers where !order.contains(cover.quality) { order.append(cover.quality) }
        let places = Dictionary(order.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        var sums: [[Int]: Double] = [:]
        for set in sets {
            let present = Set(set.members.compactMap { places[covers[$0].quality] }).sorted()
            for (at, a) in present.enumerated() {
                for b in present[at...] { sums[[a, b], default: 0] += set.squareMetres }
            }
        }
        return sums.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { pair in
            QualityOverlap(
                first: order[pair[0]], second: order[pair[1]], areaHectares: (sums[pair] ?? 0) / 10_000)
        }
    }
}

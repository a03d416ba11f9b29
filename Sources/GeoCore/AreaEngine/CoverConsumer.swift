/// Which sets of groups of the new layer lie at the places of the old one: exact cover by slabs of every tile that the
/// old layer reaches.
struct CoverConsumer: TileConsumer, ~Copyable {
    private let keys: KeySpace
    private let scale: FixedScale
    private var frame: TileFrame
    private var slabs = TileSlabs()
    private var slabTiles = 0
    private var sets: [[Int32]: Int128] = [:]

    /// Sets are sorted group numbers.
    struct Sums: Sendable {
        var sets: [[Int32]: Int128]
        var work: EngineWork
    }

    init(_ job: EngineJob) {
        keys = job.keys
        scale = FixedScale(side: job.grid.side)
        frame = TileFrame(keys: keys)
    }

    consuming func sums(adding sweep: EngineWork) -> Sums {
        var work = frame.work + sweep
        work.slabTiles = slabTiles
        return Sums(sets: sets, work: work)
    }

    mutating func stretch(_ base: UnsafeBufferPointer<BaseEntry>, count: Int) {
        add(base.lazy.filter { $0.winding != 0 }.map(\.key), Int128(count) * FixedScale.tile)
    }

    mutating func tile(_ tile: TileInput) {
        guard tile.layersAnywhere(keys).contains(.old) else { return }
        slabTiles += 1
        frame.load(tile)
        slabs.cut(&frame)
        var present: [Int32] = []
        for state in 0..<slabs.stateCount {
            slabs.enter(state, &frame)
            present.removeAll(keepingCapacity: true)
            for slot in 0..<frame.slotCount where slabs.winding[slot] != 0 { present.append(frame.key(slot)) }
            add(present, scale.quanta(slabs.area))
        }
    }

    /// One place with the groups of some keys.
    private mutating func add(_ present: some Sequence<Int32>, _ area: Int128) {
        var isOld = false
        var groups: [Int32] = []
        for key in present {
            if keys.isOld(key) { isOld = true } else { groups.append(key - Int32(keys.oldCount)) }
        }
        guard isOld else { return }
        groups.sort()
        sets[groups, default: 0] += area
    }
}

extension AreaEngine {
    /// For every set of groups of `layer` that lies anywhere in `place`: the sorted groups and the square metres of `place`
    /// where exactly these lie, the empty set included. Any number of groups; every group counts a place once.
    ///
    /// Sorted by size of the area, largest first, ties by the groups. Sets below the empty-overlap threshold are left out.
    /// - Complexity: every tile that `place` reaches is cut into slabs.
    public static func covers(
        of place: PolygonBuffer, by layer: EngineLayer, threads: Int
    ) -> [(groups: [Int32], squareMetres: Double)] {
        guard
            let job = EngineJob(
                old: EngineLayer(oneGroup: place), new: layer, masks: [], commonOnly: false, window: place.box,
                threads: threads)
        else { return [] }
        var sums: [[Int32]: Int128] = [:]
        for part in job.sweep(CoverConsumer.self) {
            for (groups, quanta) in part.sets { sums[groups, default: 0] += quanta }
        }
        let threshold = EmptyThreshold(job)
        return sums.compactMap { groups, quanta in
            let area = threshold.scale.squareMetres(quanta)
            let smallest = groups.map { threshold.pair(0, $0) }.min() ?? threshold.onlyOld
            return area > smallest ? (groups: groups, squareMetres: area) : nil
        }.sorted { a, b in
            a.squareMetres != b.squareMetres
                ? a.squareMetres > b.squareMetres : a.groups.lexicographicallyPrecedes(b.groups)
        }
    }
}

/// Every group of one layer by itself: its dissolved area, and how much it winds otherwise than 0 or 1. How groups lie on
/// each other is not looked at.
struct GroupConsumer: TileConsumer, ~Copyable {
    private let scale: FixedScale
    private var frame: TileFrame
    private var slabs = TileSlabs()
    private var areas: Scratch<Int128>
    private var excesses: Scratch<Int128>
    /// Slots of a tile that lie on themselves there.
    private var suspects = Scratch<Int32>()

    struct Sums: Sendable {
        var areas: [Int128]
        /// ∫ (w² − w).
        var excesses: [Int128]
    }

    init(_ job: EngineJob) {
        scale = FixedScale(side: job.grid.side)
        frame = TileFrame(keys: job.keys)
        areas = Scratch(repeating: 0, count: job.keys.newCount)
        excesses = Scratch(repeating: 0, count: job.keys.newCount)
    }

    consuming func sums(adding sweep: EngineWork) -> Sums { Sums(areas: Array(areas.elements), excesses: Array(excesses.elements)) }

    mutating func stretch(_ base: UnsafeBufferPointer<BaseEntry>, count: Int) {
        let area = Int128(count) * FixedScale.tile
        for entry in base {
            let w = Int128(entry.winding)
            areas.base[Int(entry.key)] += area
            excesses.base[Int(entry.key)] += area * (w * w - w)
        }
    }

    mutating func tile(_ tile: TileInput) {
        frame.load(tile)
        // Below the noise of a tile nothing is known; adding it up would make large groups look bad.
        let noise = frame.noise
        suspects.count = 0
        frame.listEdgesOfSlots()
        for slot in 0..<frame.slotCount {
            let excess = frame.excess(ofSlot: slot)
            let key = Int(frame.key(slot))
            if excess.magnitude > noise {
                excesses.base[key] += scale.quanta(excess)
                suspects.append(Int32(slot))
            } else {
                areas.base[key] += scale.quanta(frame.area(ofSlot: slot))
            }
        }
        guard suspects.count > 0 else { return }
        slabs.cut(&frame, suspects.elements)
        for state in 0..<slabs.stateCount {
            slabs.enter(state, &frame)
            for index in 0..<suspects.count {
                let slot = Int(suspects[index])
                if slabs.winding[slot] != 0 { areas.base[Int(frame.key(slot))] += scale.quanta(slabs.area) }
            }
        }
    }
}

extension AreaEngine {
    /// Dissolved square metres per group: `measure(…).groupAreas`, without looking at how groups lie on each other.
    public static func groupAreas(_ layer: EngineLayer, threads: Int) -> [Double] {
        guard let (job, parts) = groupSums(layer, threads) else { return Array(repeating: 0, count: layer.groupCount) }
        let scale = FixedScale(side: job.grid.side)
        return (0..<layer.groupCount).map { group in scale.squareMetres(parts.reduce(0) { $0 + $1.areas[group] }) }
    }

    /// Features whose winding number is not 0 or 1 everywhere, in feature order: those of `selfCheck`, without looking at
    /// how features lie on each other.
    public static func badFeatures(_ polygons: PolygonBuffer, threads: Int) -> [Int] {
        guard let (job, parts) = groupSums(EngineLayer(featuresOf: polygons), threads) else { return [] }
        let threshold = EmptyThreshold(job)
        let limit = max(1e-6, threshold.floor(side: job.grid.side))
        return (0..<polygons.featureCount).filter { feature in
            threshold.scale.squareMetres(parts.reduce(0) { $0 + $1.excesses[feature] }) > limit
        }
    }

    private static func groupSums(_ layer: EngineLayer, _ threads: Int) -> (job: EngineJob, parts: [GroupConsumer.Sums])? {
        EngineJob(old: nil, new: layer, masks: [], commonOnly: false, threads: threads).map { job in
            (job, job.sweep(GroupConsumer.self))
        }
    }
}

/// A group's winding number at the top left of a tile.
struct BaseEntry: BitwiseCopyable {
    var key: Int32
    var winding: Int32
}

/// Everything that decides a tile: what holds at its top left, what changes along its top line, and what
/// lies inside it.
struct TileInput {
    var width: Double
    var height: Double
    var base: UnsafeBufferPointer<BaseEntry>
    var steps: UnsafeBufferPointer<TopStep>
    var pieces: TilePieces
    /// Those of the band.
    var borders: BorderList
}

extension TileInput {
    /// Which layers have an edge in the tile, or pass above it.
    func layers() -> LayerSet {
        var found: LayerSet = []
        for step in steps { found.formUnion(borders.layers(step.border.index)) }
        pieces.forEach { found.formUnion(borders.layers($0.border.index)) }
        return found
    }
}

extension TileInput {
    /// Which layers can have a polygon in the tile: `layers()`, and those that lie at its top left.
    func layersAnywhere(_ keys: KeySpace) -> LayerSet { base.reduce(into: layers()) { $0.formUnion(keys.layer($1.key)) } }
}

/// A set of the layers of a job.
struct LayerSet: OptionSet, BitwiseCopyable {
    var rawValue: Int32
    static let new = LayerSet(rawValue: 1)
    static let old = LayerSet(rawValue: 2)
    static let mask = LayerSet(rawValue: 4)
}

/// Which keys belong to which layer: old groups first, then new groups, then masks.
struct KeySpace: Sendable {
    let oldCount: Int
    let newCount: Int
    let maskCount: Int

    var count: Int { oldCount + newCount + maskCount }

    @inline(__always) func isOld(_ key: Int32) -> Bool { Int(key) < oldCount }
    @inline(__always) func isMask(_ key: Int32) -> Bool { Int(key) >= oldCount + newCount }
    @inline(__always) func layer(_ key: Int32) -> LayerSet { isOld(key) ? .old : isMask(key) ? .mask : .new }
}

/// The winding numbers that are not 0 at the sweep's place in a row.
struct ActiveBase: ~Copyable {
    private(set) var entries = Scratch<BaseEntry>()
    /// Per key its place in `entries`, or −1.
    private var places: Scratch<Int32>

    init(keys: Int) { places = Scratch(repeating: -1, count: keys) }

    /// - Complexity: O(1).
    mutating func add(_ key: Int32, _ delta: Int32) {
        // Keys are below `keys`: groups are checked when a layer is prepared.
        let place = Int(places[Int(key)])
        guard place >= 0 else {
            places[Int(key)] = Int32(entries.count)
            entries.append(BaseEntry(key: key, winding: delta))
            return
        }
        entries.base[place].winding += delta
        guard entries[place].winding == 0 else { return }
        let last = entries[entries.count - 1]
        entries[place] = last
        places[Int(last.key)] = Int32(place)
        places[Int(key)] = -1
        entries.count -= 1
    }

    mutating func removeAll() {
        for index in 0..<entries.count { places[Int(entries[index].key)] = -1 }
        entries.count = 0
    }
}

/// What is computed from the tiles of a row. One consumer per worker; never shared.
///
/// Internal and specialised for each consumer, so that nothing in the loops is dispatched or checked at run time.
protocol TileConsumer: ~Copyable, SendableMetatype {
    init(_ job: EngineJob)

    /// `count` whole tiles in which nothing changes.
    mutating func stretch(_ base: UnsafeBufferPointer<BaseEntry>, count: Int)

    /// One tile with edges.
    mutating func tile(_ tile: TileInput)

    associatedtype Sums: Sendable
    /// What was gathered.
    /// - Parameter sweep: counters of the sweep that fed it.
    consuming func sums(adding sweep: EngineWork) -> Sums
}

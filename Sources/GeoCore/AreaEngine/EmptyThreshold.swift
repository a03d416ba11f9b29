/// Below which area an overlap is called empty.
///
/// min(1e-6 m², 1e-10 × the smaller side's area), but never below what doubles can tell from 0: an edge pair
/// rounds at 2⁻⁵² of width × tile side, so a polygon of area A in tiles of side s is known to about 2⁻⁴⁶ · s · min(s, √A).
struct EmptyThreshold {
    let scale: FixedScale
    private let side: Double
    private let oldAreas: [Double]
    private let newAreas: [Double]

    init(_ job: EngineJob) {
        side = job.grid.side
        scale = FixedScale(side: side)
        newAreas = job.layers[job.newLayers].flatMap { $0.groupAreas().map(\.magnitude) }
        oldAreas = job.keys.oldCount > 0 ? job.layers[job.newLayers.upperBound].groupAreas().map(\.magnitude) : []
    }

    /// Of an old and a new group; −1 is ∅ and has no size of its own.
    func pair(_ old: Int32, _ new: Int32) -> Double {
        limit(forSmaller: min(old < 0 ? .infinity : oldAreas[Int(old)], new < 0 ? .infinity : newAreas[Int(new)]))
    }

    /// Of two groups of the new (or only) layer.
    func ownPair(_ a: Int32, _ b: Int32) -> Double { limit(forSmaller: min(newAreas[Int(a)], newAreas[Int(b)])) }

    /// Of what the old and the new layer have in common.
    var both: Double { limit(forSmaller: min(oldTotal, newTotal)) }
    /// Of what only the old, or only the new (or only) layer has.
    var onlyOld: Double { limit(forSmaller: oldTotal) }
    var onlyNew: Double { limit(forSmaller: newTotal) }

    private var oldTotal: Double { oldAreas.reduce(0, +) }
    private var newTotal: Double { newAreas.reduce(0, +) }

    func floor(side extent: Double) -> Double { 0x1p-46 * side * min(side, extent) }

    func limit(forSmaller smaller: Double) -> Double {
        max(min(1e-6, 1e-10 * smaller), floor(side: smaller.squareRoot()))
    }
}

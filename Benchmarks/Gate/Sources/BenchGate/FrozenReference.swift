// FROZEN. This file is the yardstick that verdicts are measured with: it must never be optimised, vectorised, shortened
// or "tidied". A faster yardstick makes every ratio worse and every baseline worthless. When it has to change all the
// same, change `generation` too, so that old baselines no longer apply.

/// The area of an overlay, the plain way: one edge of one map against one edge of the other, one number at a time.
///
/// Its work is fixed: `tiles` tiles with 12 edges of one map and 16 of the other, as a tile of a real map has them. Every
/// run computes the whole sum and compares it with the known answer.
public enum FrozenReference {
    /// Part of every baseline's key.
    public static let generation = 1
    public static let tiles = 6000
    static let oldEdges = 12
    static let newEdges = 16
    /// Edge pairs of a run.
    public static let pairs = tiles * oldEdges * newEdges

    /// Computed apart from this code with exact fractions (Python, crossings split), from the same edges.
    static let answer = 4_262_877.978_706_556_473_8

    struct Edge {
        var x0: Double
        var y0: Double
        var x1: Double
        var y1: Double
        var sign: Double
    }

    /// Whether the sum came out right (to 1e-12 of itself).
    public static func run() -> Bool {
        let sum = total()
        return (sum - answer).magnitude <= 1e-12 * answer.magnitude
    }

    @inline(never)
    static func total() -> Double {
        var state: UInt64 = 20_102_022
        var old: [Edge] = []
        var new: [Edge] = []
        var sum = 0.0
        for _ in 0..<tiles {
            old.removeAll(keepingCapacity: true)
            new.removeAll(keepingCapacity: true)
            for _ in 0..<oldEdges { old.append(nextEdge(&state)) }
            for _ in 0..<newEdges { new.append(nextEdge(&state)) }
            for e in old {
                for f in new { sum += e.sign * f.sign * minimumIntegral(e, f) }
            }
        }
        return sum
    }

    /// An edge in a tile of 64 × 64: whole numbers, so that everybody has the same.
    static func nextEdge(_ state: inout UInt64) -> Edge {
        let x = Double(next(&state) % 48)
        let w = Double(next(&state) % 16 + 1)
        let y0 = Double(next(&state) % 65)
        let y1 = Double(next(&state) % 65)
        return Edge(x0: x, y0: y0, x1: x + w, y1: y1, sign: next(&state) % 3 == 0 ? -1 : 1)
    }

    /// The high bits of a linear congruence (Knuth's MMIX).
    static func next(_ state: inout UInt64) -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }

    /// ∫ min(y_e, y_f) dx over the common x-range; 0 without one.
    static func minimumIntegral(_ e: Edge, _ f: Edge) -> Double {
        let a = max(e.x0, f.x0)
        let b = min(e.x1, f.x1)
        let w = b - a
        if w <= 0 { return 0 }
        let eSlope = (e.y1 - e.y0) / (e.x1 - e.x0)
        let fSlope = (f.y1 - f.y0) / (f.x1 - f.x0)
        let ea = e.y0 + eSlope * (a - e.x0)
        let eb = e.y0 + eSlope * (b - e.x0)
        let da = ea - (f.y0 + fSlope * (a - f.x0))
        let db = eb - (f.y0 + fSlope * (b - f.x0))
        let t = max(da, 0) + max(db, 0)
        return 0.5 * w * (ea + eb - t * t / max(da.magnitude + db.magnitude, 1e-300))
    }
}

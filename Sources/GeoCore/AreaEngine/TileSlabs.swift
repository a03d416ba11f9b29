/// Exact cover of one tile by trapezoids, for tiles in which polygons of one layer lie on each other or a mask's
/// border runs.
///
/// The tile is cut at every x where an edge ends or two edges cross; between two such places the edges are
/// ordered by y, and every trapezoid between neighbours carries one winding number per slot. A crossing that is
/// missed or misplaced by rounding swaps two edges only where they are closer than the noise of the tile, so no
/// exact predicate is needed.
final class TileSlabs {
    /// The winding number of each slot of the frame, at the trapezoid being visited.
    private(set) var winding = Scratch<Double>()
    private var cuts: [Double] = []
    private var relevant = Scratch<Int32>()
    private var active = Scratch<Ranked>()

    private struct Ranked: BitwiseCopyable {
        var y: Double
        var edge: Int32
    }

    /// Calls `visit(m²)` for every trapezoid, from left to right and top to bottom.
    func walk(_ frame: TileFrame, _ visit: (Double) -> Void) {
        collectCuts(frame)
        winding.reserve(frame.slotCount)
        let smallest = frame.width * 0x1p-60
        var previous = cuts[0]
        for cut in cuts.dropFirst() {
            let width = cut - previous
            // Narrower slabs are noise; they are joined to the next one.
            guard width > smallest else { continue }
            slab(frame, from: previous, width: width, visit)
            previous = cut
        }
    }

    private func collectCuts(_ frame: TileFrame) {
        relevant.count = 0
        cuts.removeAll(keepingCapacity: true)
        cuts.append(0)
        cuts.append(frame.width)
        for edge in 0..<frame.edgeCount {
            guard (0..<frame.slotCount).contains(where: { frame.coefficient($0, edge) != 0 }) else { continue }
            relevant.append(Int32(edge))
            cuts.append(frame.left(edge))
            cuts.append(frame.right(edge))
        }
        for i in 0..<relevant.count {
            let e = Int(relevant[i])
            for j in (i + 1)..<max(relevant.count, i + 1) {
                let f = Int(relevant[j])
                let a = max(frame.left(e), frame.left(f))
                let b = min(frame.right(e), frame.right(f))
                guard a < b else { continue }
                let da = frame.y(e, at: a) - frame.y(f, at: a)
                let db = frame.y(e, at: b) - frame.y(f, at: b)
                guard (da < 0 && db > 0) || (da > 0 && db < 0) else { continue }
                cuts.append(min(max(a + (b - a) * (da / (da - db)), a), b))
            }
        }
        cuts.sort()
    }

    private func slab(_ frame: TileFrame, from left: Double, width: Double, _ visit: (Double) -> Void) {
        let middle = left + 0.5 * width
        active.count = 0
        for index in 0..<relevant.count {
            let edge = Int(relevant[index])
            guard frame.left(edge) < middle, middle < frame.right(edge) else { continue }
            let y = min(max(frame.y(edge, at: middle), 0), frame.height)
            // Insertion by falling y; equal ones in edge order.
            active.append(Ranked(y: y, edge: Int32(edge)))
            var place = active.count - 1
            while place > 0, active[place - 1].y < y {
                active[place] = active[place - 1]
                place -= 1
            }
            active[place] = Ranked(y: y, edge: Int32(edge))
        }
        for slot in 0..<frame.slotCount { winding[slot] = frame.base(slot) }
        var above = frame.height
        for index in 0..<active.count {
            let ranked = active[index]
            // Edges are straight within the slab: the height in the middle times the width is the exact area.
            if ranked.y < above { visit((above - ranked.y) * width) }
            above = ranked.y
            for slot in 0..<frame.slotCount { winding.base[slot] += frame.coefficient(slot, Int(ranked.edge)) }
        }
        if above > 0 { visit(above * width) }
    }
}

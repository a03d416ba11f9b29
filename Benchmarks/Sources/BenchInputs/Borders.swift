/// How borders are drawn, in the first version and in the second.
///
/// *Validity by construction.* A border stays inside the two triangles that its ends make with the centres of its
/// cells, and passes the rays from those centres one after another: it crosses neither itself nor another border. The
/// triangles of all borders do not overlap (a cell's centre sees its corners), so that every outline is valid; the tests
/// hold it against GEOS and against the engine's own check.
struct Borders: Sendable {
    let lattice: Lattice
    let noise: Noise
    /// Distance of positions along a border, in metres.
    let spacing: Double
    /// Cells whose borders are drawn anew in the second version.
    let redigitised: [Bool]

    /// Halvings of a border: 2ˡ segments.
    func level(_ length: Double) -> Int {
        var level = 0
        while level < 17, Double(1 << level) * spacing * 1.4142135623730951 < length { level += 1 }
        return level
    }

    /// How a border is seen: as everybody sees it, or as one cell draws it for itself (so that it leaves slivers).
    enum View { case shared, private3(cell: Int) }

    /// A corner in a version, to the millimetre.
    func corner(_ corner: Int, version: Int, view: View = .shared) -> SIMD2<Double> {
        let place = lattice.corner(corner)
        let reach = min(1.2, 0.1 * spacing)
        if version == 1, lattice.cells(atCorner: corner).contains(where: { redigitised[$0] }),
            noise.share(Topic.nodeMoved, corner, 0) < 0.7
        {
            return millimetres(place + reach * SIMD2(noise.sway(Topic.nodeMoved, corner, 1), noise.sway(Topic.nodeMoved, corner, 2)))
        }
        if version == 1, case .private3(let cell) = view {
            return millimetres(place + reach * SIMD2(noise.sway(Topic.private3, corner, cell), noise.sway(Topic.private3, -corner, cell)))
        }
        return place
    }

    /// Appends a border's positions but the last, from its top to its bottom or back.
    func append(
        _ border: Int, isForward: Bool, version: Int, view: View = .shared, scratch: inout [Double],
        to ring: inout [SIMD2<Double>]
    ) {
        let ends = lattice.ends(ofBorder: border)
        let (a, b) = (lattice.corner(ends.top), lattice.corner(ends.bottom))
        let sides = lattice.sides(ofBorder: border)
        let (left, right) = (lattice.centre(sides.left), lattice.centre(sides.right))
        let chord = b - a
        let length = (chord * chord).sum().squareRoot()
        let count = 1 << level(length)
        wiggle(border, count: count, into: &scratch)
        let isRedrawn = version == 1 && (redigitised[sides.left] || redigitised[sides.right])
        let change = min(0.5 + 4.5 * noise.share(Topic.redrawn, border, -1), 0.25 * spacing) / max(length, 1)
        for step in isForward ? stride(from: 0, to: count, by: 1) : stride(from: count, to: 0, by: -1) {
            if step == 0 || step == count {
                ring.append(corner(step == 0 ? ends.top : ends.bottom, version: version, view: view))
                continue
            }
            let t = (Double(step) + 0.3 * noise.sway(Topic.along, border, step)) / Double(count)
            let wedge = 2 * min(t, 1 - t)
            var depth = scratch[step]
            if isRedrawn { depth += change * noise.sway(Topic.redrawn, border, step) }
            if version == 1, case .private3(let cell) = view {
                depth += change * noise.sway(Topic.privately, border &* 2 &+ cell, step)
            }
            depth = 0.4 * wedge * min(max(depth, -1), 1)
            let place = a + t * chord
            ring.append(millimetres(place + abs(depth) * ((depth > 0 ? left : right) - place)))
        }
    }

    /// How far a border sways at each step, by halving: −1 … 1, 0 at the ends.
    private func wiggle(_ border: Int, count: Int, into values: inout [Double]) {
        values.removeAll(keepingCapacity: true)
        values.append(contentsOf: repeatElement(0, count: count + 1))
        var gap = count
        var reach = 0.8
        while gap > 1 {
            let half = gap / 2
            for middle in stride(from: half, to: count, by: gap) {
                values[middle] = (values[middle - half] + values[middle + half]) / 2 + reach * noise.sway(Topic.line, border, middle)
            }
            gap = half
            reach *= 0.47
        }
    }

    /// A line through a cell from its corner at the start of side `from` over its centre to the opposite corner,
    /// without both ends; it stays clear of the borders.
    func split(_ cell: Int, from: Int) -> [SIMD2<Double>] {
        let centre = lattice.centre(cell)
        var line: [SIMD2<Double>] = []
        for (leg, side) in [from, (from + 3) % 6].enumerated() {
            let spoke = lattice.corner(startCorner(cell, side)) - centre
            let count = 16
            for step in 1..<count {
                // Outer end first on the first leg, inner end first on the second.
                let t = Double(leg == 0 ? count - step : step) / Double(count)
                let sway = 0.12 * min(t, 1 - t) * noise.sway(Topic.splitLine, cell, side * 100 + step)
                line.append(millimetres(centre + t * spoke + sway * SIMD2(-spoke.y, spoke.x)))
            }
            if leg == 0 { line.append(millimetres(centre)) }
        }
        return line
    }

    func startCorner(_ cell: Int, _ side: Int) -> Int {
        let border = lattice.border(cell, side)
        let ends = lattice.ends(ofBorder: border.number)
        return border.isForward ? ends.top : ends.bottom
    }

    /// Distance from a cell's centre to the straight lines between its corners, at least.
    func innerRadius(_ cell: Int) -> Double {
        let centre = lattice.centre(cell)
        return (0..<6).reduce(.infinity) { least, side in
            let a = lattice.corner(startCorner(cell, side)) - centre
            let b = lattice.corner(startCorner(cell, (side + 1) % 6)) - centre
            let d = b - a
            return min(least, (a.x * b.y - a.y * b.x) / (d * d).sum().squareRoot())
        }
    }
}

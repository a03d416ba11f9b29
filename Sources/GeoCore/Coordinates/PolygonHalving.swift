extension PolygonBuffer {
    /// A polygon part in two along an axis-parallel line through the middle of its box: the lower half and the upper one, a
    /// feature each. nil when that is not plain, so that a full overlay has to do it: the border does not cross the line
    /// by turns into and out of the polygon (it is not valid, or crossings lie too close to tell), or the halves do not
    /// make up the part.
    ///
    /// No position of the part lies on the line: it is put between two of them. So every edge is on one side or crosses,
    /// and the halves have every crossing in common to the last digit.
    ///
    /// - Complexity: O(n log n).
    func halves(ofPart part: Int) -> (lower: PolygonBuffer, upper: PolygonBuffer)? {
        let box = box(ofPart: part)
        let axis = box.width >= box.height ? 0 : 1
        guard let line = line(nearMiddleOf: box, axis: axis, part: part),
            let cut = PartCut(self, part: part, axis: axis, line: line)
        else { return nil }
        guard let lower = cut.side(isLower: true), let upper = cut.side(isLower: false) else { return nil }
        let area = areaSquareMetres(ofPart: part)
        let difference = lower.areaSquareMetres(ofFeature: 0) + upper.areaSquareMetres(ofFeature: 0) - area
        guard abs(difference) <= 1e-9 * (1 + area) else { return nil }
        return (lower, upper)
    }

    /// Half way between the two coordinates on either side of the middle; nil when nothing fits between them.
    private func line(nearMiddleOf box: Box, axis: Int, part: Int) -> Double? {
        let middle = axis == 0 ? (box.minX + box.maxX) / 2 : (box.minY + box.maxY) / 2
        var below = -Double.infinity
        var above = Double.infinity
        for ring in rings(ofPart: part) {
            for index in vertices(ofRing: ring) {
                let value = coordinates[index][axis]
                if value <= middle { below = max(below, value) } else { above = min(above, value) }
            }
        }
        let line = (below + above) / 2
        return below < line && line < above ? line : nil
    }
}

/// The border of a polygon part and where a line cuts it.
private struct PartCut {
    private struct Crossing {
        /// The edge from this position to the next.
        var edge: Int
        var place: SIMD2<Double>
        /// Along the edge, whether the line is passed upwards.
        var isUpwards: Bool
        /// The next crossing of the same ring.
        var next = 0
        /// The crossing at the other end of the piece of line inside the polygon.
        var partner = 0
    }

    private let polygons: PolygonBuffer
    private let axis: Int
    private let line: Double
    /// By ring, in its order.
    private var crossings: [Crossing] = []
    private var wholeRings: [Int] = []

    init?(_ polygons: PolygonBuffer, part: Int, axis: Int, line: Double) {
        self.polygons = polygons
        self.axis = axis
        self.line = line
        for ring in polygons.rings(ofPart: part) {
            let first = crossings.count
            let range = polygons.vertices(ofRing: ring)
            for index in range.dropLast() {
                let (start, end) = (polygons.coordinates[index], polygons.coordinates[index + 1])
                guard (start[axis] < line) != (end[axis] < line) else { continue }
                var place = start + (end - start) * ((line - start[axis]) / (end[axis] - start[axis]))
                place[axis] = line
                crossings.append(Crossing(edge: index, place: place, isUpwards: start[axis] < line))
            }
            if crossings.count == first {
                wholeRings.append(ring)
            } else {
                for index in first..<crossings.count { crossings[index].next = index + 1 < crossings.count ? index + 1 : first }
            }
        }
        guard !crossings.isEmpty, pair() else { return nil }
    }

    /// Along the line, by turns into the polygon and out of it. The interior lies to the left of an edge: along y (a line
    /// of one x) it begins where the border goes up in x, along x where it goes down in y.
    private mutating func pair() -> Bool {
        let other = 1 - axis
        let order = crossings.indices.sorted { crossings[$0].place[other] < crossings[$1].place[other] }
        guard order.count % 2 == 0 else { return false }
        for index in stride(from: 0, to: order.count, by: 2) {
            let (one, two) = (order[index], order[index + 1])
            guard crossings[one].isUpwards == (axis == 0), crossings[two].isUpwards == (axis == 1),
                crossings[one].place[other] < crossings[two].place[other]
            else { return false }
            if index > 0 {
                guard crossings[order[index - 1]].place[other] < crossings[one].place[other] else { return false }
            }
            (crossings[one].partner, crossings[two].partner) = (two, one)
        }
        return true
    }

    /// All of the part on one side, as one feature; nil when a ring is none.
    func side(isLower: Bool) -> PolygonBuffer? {
        var shells: [[SIMD2<Double>]] = []
        var isDone = [Bool](repeating: false, count: crossings.count)
        for start in crossings.indices where crossings[start].isUpwards != isLower && !isDone[start] {
            var shell: [SIMD2<Double>] = []
            var entry = start
            repeat {
                isDone[entry] = true
                shell.append(crossings[entry].place)
                let exit = crossings[entry].next
                append(from: entry, to: exit, to: &shell)
                shell.append(crossings[exit].place)
                entry = crossings[exit].partner
                guard entry == start || !isDone[entry] else { return nil }
            } while entry != start
            shell.append(crossings[start].place)
            shells.append(shell)
        }
        return polygons(shells, holes: wholeRings.filter { isBelow($0) == isLower })
    }

    private func isBelow(_ ring: Int) -> Bool {
        polygons.coordinates[polygons.vertices(ofRing: ring).lowerBound][axis] < line
    }

    /// The positions between two crossings of one ring.
    private func append(from entry: Int, to exit: Int, to shell: inout [SIMD2<Double>]) {
        let (first, last) = (crossings[entry].edge + 1, crossings[exit].edge)
        if crossings[exit].edge > crossings[entry].edge {
            shell.append(contentsOf: polygons.coordinates[first...last])
        } else if let ring = ring(of: first - 1) {
            // Over the end of the ring, where the first position comes again.
            shell.append(contentsOf: polygons.coordinates[first..<ring.upperBound])
            if last > ring.lowerBound { shell.append(contentsOf: polygons.coordinates[(ring.lowerBound + 1)...last]) }
        }
    }

    private func ring(of vertex: Int) -> Range<Int>? {
        // Rings end in ascending order.
        var low = 0
        var high = polygons.ringCount
        while low < high {
            let middle = (low + high) / 2
            if Int(polygons.ringEnds[middle]) <= vertex { low = middle + 1 } else { high = middle }
        }
        return low < polygons.ringCount ? polygons.vertices(ofRing: low) : nil
    }

    /// Shells with the holes that lie in them.
    private func polygons(_ shells: [[SIMD2<Double>]], holes: [Int]) -> PolygonBuffer? {
        var outlines = PolygonBuffer()
        for shell in shells {
            guard (try? outlines.appendRing(shell)) != nil else { return nil }
            outlines.endFeature()
        }
        var holesOfShell = [[Int]](repeating: [], count: shells.count)
        let homes = ShellFinder(outlines)
        for hole in holes {
            guard let shell = homes.shell(around: Array(polygons.coordinates[polygons.vertices(ofRing: hole).dropLast()]))
            else { return nil }
            holesOfShell[shell].append(hole)
        }
        var result = PolygonBuffer()
        for (shell, own) in holesOfShell.enumerated() {
            guard (try? result.appendRing(shells[shell])) != nil else { return nil }
            for hole in own {
                guard (try? result.appendRing(Array(polygons.coordinates[polygons.vertices(ofRing: hole)]))) != nil else {
                    return nil
                }
            }
            result.endPart()
        }
        result.endFeature()
        return result
    }
}

/// Shells that holes are looked up in: many holes, and shells of many positions.
private struct ShellFinder {
    private let boxes: [Box]
    private let borders: [EdgeTree]

    init(_ shells: PolygonBuffer) {
        boxes = (0..<shells.featureCount).map { shells.box(ofFeature: $0) }
        // One shell holds every hole.
        borders = boxes.count < 2 ? [] : (0..<shells.partCount).map { EdgeTree(shells, parts: CollectionOfOne($0)) }
    }

    /// The shell that a hole lies in. It can touch the shell, so that one position says nothing: the most of some decide.
    ///
    /// - Complexity: O(shells + log n) for shells as maps have them.
    func shell(around hole: [SIMD2<Double>]) -> Int? {
        let box = hole.reduce(into: Box.empty) { $0.add($1) }
        let candidates = boxes.indices.filter { boxes[$0].contains(box) }
        if candidates.count < 2 { return candidates.first }
        let asked = Swift.stride(from: 0, to: hole.count, by: max(1, hole.count / 8)).map { hole[$0] }
        return candidates.first { shell in 2 * asked.filter { borders[shell].contains($0) }.count > asked.count }
    }
}

/// The nodes of an R-tree over the boxes of a layer, packed at once: sort-tile-recursive (Leutenegger, Lopez and Edgington
/// 1997). Inserting the boxes one by one through SQLite's module costs more than writing the features.
///
/// The tables are those that the module keeps (see `GeoPackageRTree` for the format), so that it reads and changes them
/// as its own; `rtreecheck` finds nothing amiss.
struct RTreeNodes: Sendable {
    /// Bytes of every node, by number from 1, the root.
    private(set) var nodes: [[UInt8]] = []
    /// Per node but the root and but the leaves' cells: number and number of the node above, ascending.
    private(set) var parents: [(node: Int64, parent: Int64)] = []
    /// Per key the number of its leaf, ascending.
    private(set) var leaves: [(key: Int64, node: Int64)] = []

    private static let headBytes = 4
    private static let cellBytes = 24

    private struct Cell {
        /// Of a feature, or of a node below.
        var number: Int64
        var low: SIMD2<Float>
        var high: SIMD2<Float>

        /// Twice the middle.
        var middle: SIMD2<Float> { low + high }
    }

    /// - Parameter nodeBytes: as the module makes them for this page size.
    /// - Complexity: O(n log n).
    init(_ boxes: [(key: Int64, box: Box)], nodeBytes: Int) {
        let capacity = max((nodeBytes - Self.headBytes) / Self.cellBytes, 2)
        // From the leaves up: each level the groups of cells that become its nodes.
        var levels = [Self.packed(boxes.map(Self.cell), capacity)]
        while let below = levels.last, below.count > 1 {
            let cells = below.enumerated().map { index, cells in
                Cell(
                    number: Int64(index), low: cells.reduce(cells[0].low) { $0.replacing(with: $1.low, where: $1.low .< $0) },
                    high: cells.reduce(cells[0].high) { $0.replacing(with: $1.high, where: $1.high .> $0) })
            }
            levels.append(Self.packed(cells, capacity))
        }
        // Numbers from the root down, level by level.
        var first = [Int64](repeating: 1, count: levels.count)
        for level in levels.indices.reversed().dropFirst() { first[level] = first[level + 1] + Int64(levels[level + 1].count) }
        for level in levels.indices.reversed() {
            for (index, cells) in levels[level].enumerated() {
                let node = first[level] + Int64(index)
                var bytes = [UInt8](repeating: 0, count: nodeBytes)
                let depth = level == levels.count - 1 ? level : 0
                Self.put(UInt16(truncatingIfNeeded: depth), at: 0, &bytes)
                Self.put(UInt16(truncatingIfNeeded: cells.count), at: 2, &bytes)
                for (place, cell) in cells.enumerated() {
                    let number = level == 0 ? cell.number : first[level - 1] + cell.number
                    let start = Self.headBytes + place * Self.cellBytes
                    Self.put(number, at: start, &bytes)
                    for (offset, value) in [cell.low.x, cell.high.x, cell.low.y, cell.high.y].enumerated() {
                        Self.put(value.bitPattern, at: start + 8 + 4 * offset, &bytes)
                    }
                    if level == 0 { leaves.append((number, node)) } else { parents.append((number, node)) }
                }
                nodes.append(bytes)
            }
        }
        leaves.sort { $0.key < $1.key }
        parents.sort { $0.node < $1.node }
    }

    /// The module keeps single precision, rounded outwards.
    private static func cell(_ key: Int64, _ box: Box) -> Cell {
        func down(_ value: Double) -> Float { Double(Float(value)) > value ? Float(value).nextDown : Float(value) }
        func up(_ value: Double) -> Float { Double(Float(value)) < value ? Float(value).nextUp : Float(value) }
        return Cell(
            number: key, low: SIMD2(down(box.minX), down(box.minY)), high: SIMD2(up(box.maxX), up(box.maxY)))
    }

    /// Strips along x, cut along y: groups of at most `capacity`, nearly equal in size. One empty group for no cells.
    private static func packed(_ cells: [Cell], _ capacity: Int) -> [[Cell]] {
        let groups = max((cells.count + capacity - 1) / capacity, 1)
        var strips = 1
        while strips * strips < groups { strips += 1 }
        let alongX = cells.sorted { ($0.middle.x, $0.number) < ($1.middle.x, $1.number) }
        return (0..<strips).flatMap { strip -> [[Cell]] in
            // As many whole groups to every strip as go round.
            let some = groups * strip / strips..<groups * (strip + 1) / strips
            let alongY = alongX[cells.count * some.lowerBound / groups..<cells.count * some.upperBound / groups]
                .sorted { ($0.middle.y, $0.number) < ($1.middle.y, $1.number) }
            return some.indices.map { index in
                let group = index - some.lowerBound
                return Array(alongY[alongY.count * group / some.count..<alongY.count * (group + 1) / some.count])
            }
        }
    }

    private static func put(_ number: some FixedWidthInteger, at place: Int, _ bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { source in
            for (offset, byte) in source.enumerated() { bytes[place + offset] = byte }
        }
    }
}

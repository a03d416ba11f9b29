/// Boxes with a tree over them, for the question which of many meet a box. Immutable and `Sendable`.
public struct BoxTree: Sendable {
    private static let fanout = 8

    /// Sorted along x in strips, and along y in each strip, so that boxes of a group lie together.
    private let order: [Int32]
    /// Boxes in that order, then over `fanout` of those each, … up to one.
    private let levels: [[Box]]

    /// - Complexity: O(n log n).
    public init(_ boxes: [Box]) {
        let strips = max(1, Int((Double(boxes.count) / Double(Self.fanout)).squareRoot()))
        let perStrip = max(1, (boxes.count + strips - 1) / strips)
        let alongX = boxes.indices.sorted { (boxes[$0].minX + boxes[$0].maxX, $0) < (boxes[$1].minX + boxes[$1].maxX, $1) }
        var order: [Int] = []
        order.reserveCapacity(boxes.count)
        for start in stride(from: 0, to: alongX.count, by: perStrip) {
            order += alongX[start..<min(start + perStrip, alongX.count)]
                .sorted { (boxes[$0].minY + boxes[$0].maxY, $0) < (boxes[$1].minY + boxes[$1].maxY, $1) }
        }
        self.order = order.map(Int32.init)
        var levels = [order.map { boxes[$0] }]
        while let below = levels.last, below.count > 1 {
            levels.append(stride(from: 0, to: below.count, by: Self.fanout).map { start in
                var box = Box.empty
                for index in start..<min(start + Self.fanout, below.count) { box.add(below[index]) }
                return box
            })
        }
        self.levels = levels
    }

    public var count: Int { order.count }

    /// Numbers of the boxes that share a point with `box`, ascending.
    ///
    /// - Complexity: O(log n + found) for boxes as maps have them.
    public func indices(meeting box: Box) -> [Int] {
        var found: [Int] = []
        if let top = levels.indices.last, !order.isEmpty { visit(level: top, range: 0..<levels[top].count, box, &found) }
        return found.sorted()
    }

    /// Whether any of the boxes shares a point with `box`.
    ///
    /// - Complexity: as `indices`, up to the first one found.
    public func meets(_ box: Box) -> Bool {
        guard let top = levels.indices.last, !order.isEmpty else { return false }
        return meets(level: top, range: 0..<levels[top].count, box)
    }

    private func meets(level: Int, range: Range<Int>, _ box: Box) -> Bool {
        range.contains { index in
            guard levels[level][index].intersects(box) else { return false }
            if level == 0 { return true }
            let start = index * Self.fanout
            return meets(level: level - 1, range: start..<min(start + Self.fanout, levels[level - 1].count), box)
        }
    }

    private func visit(level: Int, range: Range<Int>, _ box: Box, _ found: inout [Int]) {
        for index in range where levels[level][index].intersects(box) {
            if level == 0 {
                found.append(Int(order[index]))
            } else {
                let start = index * Self.fanout
                visit(level: level - 1, range: start..<min(start + Self.fanout, levels[level - 1].count), box, &found)
            }
        }
    }
}

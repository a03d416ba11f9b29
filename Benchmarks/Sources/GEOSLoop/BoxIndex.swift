import GeoCore

/// Boxes in vertical strips: which of them meet a box. Plain, and never what the loop waits for.
struct BoxIndex: Sendable {
    private let boxes: [Box]
    private let left: Double
    private let width: Double
    /// Per strip the numbers of the boxes that reach it, by lower side.
    private let strips: [[Int32]]

    init(_ boxes: [Box]) {
        self.boxes = boxes
        var all = Box.empty
        for box in boxes { all.add(box) }
        let count = max(1, Int(Double(boxes.count).squareRoot()))
        left = all.minX
        width = max(all.width / Double(count), 1e-9)
        var strips = [[Int32]](repeating: [], count: count)
        for (number, box) in boxes.enumerated() where !box.isEmpty {
            for strip in Self.range(box, left, width, count) { strips[strip].append(Int32(number)) }
        }
        for strip in strips.indices { strips[strip].sort { (boxes[Int($0)].minY, $0) < (boxes[Int($1)].minY, $1) } }
        self.strips = strips
    }

    private static func range(_ box: Box, _ left: Double, _ width: Double, _ count: Int) -> ClosedRange<Int> {
        func strip(_ x: Double) -> Int { Int(min(max((x - left) / width, 0), Double(count - 1))) }
        return strip(box.minX)...strip(box.maxX)
    }

    /// Numbers of the boxes that share a point with `box`, each once, ascending.
    func meeting(_ box: Box, into found: inout [Int32]) {
        found.removeAll(keepingCapacity: true)
        guard !box.isEmpty else { return }
        let range = Self.range(box, left, width, strips.count)
        for strip in range {
            for number in strips[strip] {
                let other = boxes[Int(number)]
                if other.minY > box.maxY { break }
                guard other.intersects(box) else { continue }
                // In the first strip that both reach.
                let first = Self.range(other, left, width, strips.count).lowerBound
                if strip == max(first, range.lowerBound) { found.append(number) }
            }
        }
        found.sort()
    }
}

/// The outline of a set of cells as rings, shell first: the union of their polygons, made without any geometry.
///
/// Three borders meet in every corner, so that at a corner the outline goes on in exactly one way.
struct RingTracer {
    private let lattice: Lattice
    /// Per cell the part it belongs to; −1 outside.
    private var part: [Int32]
    private var visited: [UInt8]

    init(_ lattice: Lattice) {
        self.lattice = lattice
        part = Array(repeating: -1, count: lattice.cellCount)
        visited = Array(repeating: 0, count: lattice.cellCount)
    }

    struct Side: Equatable {
        var cell: Int
        var side: Int
    }

    /// The cells in parts that hang together over borders, each with the closed walks around it (interior to the
    /// left). Parts and walks in the order of their lowest cell.
    mutating func parts(of cells: [Int]) -> [(cells: [Int], rings: [[Side]])] {
        for cell in cells { part[cell] = Int32.max }
        var parts: [(cells: [Int], rings: [[Side]])] = []
        for start in cells where part[start] == Int32.max {
            let number = Int32(parts.count)
            var members: [Int] = []
            var pending = [start]
            part[start] = number
            while let cell = pending.popLast() {
                members.append(cell)
                for side in 0..<6 {
                    let other = lattice.neighbour(cell, side)
                    if part[other] == Int32.max {
                        part[other] = number
                        pending.append(other)
                    }
                }
            }
            members.sort()
            parts.append((members, []))
        }
        for index in parts.indices { parts[index].rings = rings(of: parts[index].cells, Int32(index)) }
        for cell in cells {
            part[cell] = -1
            visited[cell] = 0
        }
        return parts
    }

    private mutating func rings(of cells: [Int], _ number: Int32) -> [[Side]] {
        var rings: [[Side]] = []
        for cell in cells {
            for side in 0..<6 where part[lattice.neighbour(cell, side)] != number && visited[cell] & (1 << UInt8(side)) == 0 {
                var ring: [Side] = []
                let start = Side(cell: cell, side: side)
                var at = start
                repeat {
                    ring.append(at)
                    visited[at.cell] |= 1 << UInt8(at.side)
                    let next = (at.side + 1) % 6
                    let other = lattice.neighbour(at.cell, next)
                    // Into the next cell of the part, or on around this one.
                    at = part[other] == number ? Side(cell: other, side: (next + 4) % 6) : Side(cell: at.cell, side: next)
                } while at != start
                rings.append(ring)
            }
        }
        return rings
    }
}

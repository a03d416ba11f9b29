/// A tile in which both layers have the same shapes: every feature (or group) of one has its equal in the other.
///
/// Reused from tile to tile: `match`, then what follows it.
struct IdenticalTile: ~Copyable {
    /// For each old slot, by its place in the tile's list, the place of its equal among the new ones.
    private var partners = Scratch<Int32>()
    private var isTaken = Scratch<Bool>()
    /// See `findOverlaps`.
    private(set) var overlaps = Scratch<TileOverlap>()

    /// Finds every old slot its equal; false when one has none.
    mutating func match(_ frame: borrowing TileFrame) -> Bool {
        let count = frame.oldSlots.count
        // Equal slots use the same edges, so that both layers use all of them.
        guard count > 0, count == frame.newSlots.count, frame.mayBeOfBothLayers else { return false }
        isTaken.reserve(count)
        for j in 0..<count { isTaken[j] = false }
        partners.reserve(count)
        for i in 0..<count {
            let one = Int(frame.oldSlots[i])
            var found = false
            for j in 0..<count where !isTaken[j] && frame.areEqual(one, Int(frame.newSlots[j])) {
                isTaken[j] = true
                partners[i] = Int32(truncatingIfNeeded: j)
                found = true
                break
            }
            guard found else { return false }
        }
        return true
    }

    /// The new slot that equals the old one at a place of the tile's list.
    @inline(__always)
    func partner(_ place: Int, _ frame: borrowing TileFrame) -> Int { Int(frame.newSlots[Int(partners[place])]) }

    /// Lists which old slots lie on each other, after `computeForms`; false when three may do so at one place, of which
    /// products of two tell nothing. Slots that wind 0 or 1.
    mutating func findOverlaps(_ frame: borrowing TileFrame) -> Bool {
        let count = frame.oldSlots.count
        let noise = frame.noise
        overlaps.count = 0
        for i in 0..<count {
            for j in i + 1..<max(count, i + 1) {
                let area = frame.form(Int(frame.oldSlots[i]), Int(frame.oldSlots[j]))
                guard area > noise else { continue }
                overlaps.append(TileOverlap(a: Int32(truncatingIfNeeded: i), b: Int32(truncatingIfNeeded: j), area: area))
            }
        }
        // Three at one place would be three pairs: each of the three with both others.
        for one in overlaps.elements {
            for other in overlaps.elements where other.a == one.a && other.b > one.b {
                for third in overlaps.elements where third.a == one.b && third.b == other.b { return false }
            }
        }
        return true
    }
}

/// Two old slots of a tile, as places in its list of them, and where both lie. Not nested: see `RankedEdge`.
struct TileOverlap: BitwiseCopyable {
    var a: Int32
    var b: Int32
    var area: Double
}

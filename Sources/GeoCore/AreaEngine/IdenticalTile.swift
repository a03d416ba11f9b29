/// A tile in which both layers have the same shapes: every feature (or group) of one has its equal in the other.
///
/// Reused from tile to tile: `match`, then what follows it.
struct IdenticalTile: ~Copyable {
    /// For each old slot, by its place in the tile's list, the place of its equal among the new ones.
    private var partners = Scratch<Int32>()
    private var isTaken = Scratch<Bool>()

    /// Finds every old slot its equal; false when one has none.
    mutating func match(_ frame: inout TileFrame) -> Bool {
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
}

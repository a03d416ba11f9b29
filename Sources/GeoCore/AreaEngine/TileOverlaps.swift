/// Where slots of one layer lie on each other in a tile, two at a place: all that an account needs of three slots follows
/// from products of two. Reused from tile to tile, after `computeForms`, for slots that wind 0 or 1.
struct TileOverlaps: ~Copyable {
    /// The slots are places in the list given.
    private(set) var list = Scratch<TileOverlap>()

    /// Lists which of the slots lie on each other; false when three may do so at one place, of which products of two tell
    /// nothing.
    mutating func find(_ slots: UnsafeBufferPointer<Int32>, _ frame: inout TileFrame) -> Bool {
        let noise = frame.noise
        list.count = 0
        for i in slots.indices {
            for j in i + 1..<max(slots.count, i + 1) {
                let area = frame.form(Int(slots[i]), Int(slots[j]))
                guard area > noise else { continue }
                list.append(TileOverlap(a: Int32(truncatingIfNeeded: i), b: Int32(truncatingIfNeeded: j), area: area))
            }
        }
        // Three at one place would be three pairs: each of the three with both others.
        for one in list.elements {
            for other in list.elements where other.a == one.a && other.b > one.b {
                for third in list.elements where third.a == one.b && third.b == other.b { return false }
            }
        }
        return true
    }

    /// Lists them with the slot of the other layer, which covers a place once at most, that each lies in; false when an
    /// overlap may lie across a border of the other layer.
    ///
    /// Where one of the two is covered, so is their overlap; and only slots that both have something in common with can lie
    /// there. If there is one such slot, the whole overlap lies in it; if there is none, nothing does.
    mutating func find(
        _ slots: UnsafeBufferPointer<Int32>, in others: UnsafeBufferPointer<Int32>, _ frame: inout TileFrame
    ) -> Bool {
        guard find(slots, &frame) else { return false }
        let noise = frame.noise
        for index in 0..<list.count {
            let (a, b) = (Int(slots[Int(list[index].a)]), Int(slots[Int(list[index].b)]))
            var (restA, restB) = (frame.area(ofSlot: a), frame.area(ofSlot: b))
            for (place, other) in others.enumerated() {
                let (commonA, commonB) = (frame.form(a, Int(other)), frame.form(b, Int(other)))
                restA -= commonA
                restB -= commonB
                guard commonA > noise, commonB > noise else { continue }
                guard list[index].holder < 0 else { return false }
                list.base[index].holder = Int32(truncatingIfNeeded: place)
            }
            guard list[index].holder < 0 || restA <= noise || restB <= noise else { return false }
        }
        return true
    }
}

/// Two slots of a tile, as places in a list of them, and where both lie. Not nested: see `RankedEdge`.
struct TileOverlap: BitwiseCopyable {
    var a: Int32
    var b: Int32
    /// The slot of the other layer that the overlap lies in, as a place in a list; −1 when it lies in none, or is not known.
    var holder: Int32 = -1
    var area: Double
}

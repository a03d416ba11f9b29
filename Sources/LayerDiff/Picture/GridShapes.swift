/// Shapes on a screen grid. Neighbours have the same places along a border that they share, so nothing opens between them.
///
/// A ring does not repeat its first place and has at least three. Outer rings and holes run in opposite directions, to be filled by
/// the non-zero rule: shapes that lie on each other do not cancel.
public struct GridShapes: Sendable, Hashable {
    public internal(set) var places: [SIMD2<Int32>] = []
    /// Per ring the index in `places` one past its last.
    public internal(set) var ringEnds: [Int32] = []
    /// Per shape the index in `ringEnds` one past its last ring. A shape without rings is one that is smaller than the grid.
    public internal(set) var shapeEnds: [Int32] = []

    public init() {}

    public var count: Int { shapeEnds.count }

    public func rings(ofShape shape: Int) -> Range<Int> {
        (shape == 0 ? 0 : Int(shapeEnds[shape - 1]))..<Int(shapeEnds[shape])
    }

    public func places(ofRing ring: Int) -> ArraySlice<SIMD2<Int32>> {
        places[(ring == 0 ? 0 : Int(ringEnds[ring - 1]))..<Int(ringEnds[ring])]
    }

    /// Twice the area enclosed, in steps: exact.
    public func twiceArea(ofShape shape: Int) -> Int {
        rings(ofShape: shape).reduce(0) { $0 + Self.twiceArea(places(ofRing: $1)) }
    }

    static func twiceArea(_ ring: ArraySlice<SIMD2<Int32>>) -> Int {
        guard let last = ring.last else { return 0 }
        var sum = 0
        var before = last
        for place in ring {
            sum += Int(before.x) * Int(place.y) - Int(place.x) * Int(before.y)
            before = place
        }
        return sum
    }

    /// Adds a ring to the shape being built; one that encloses nothing is left out.
    mutating func append(ring: [SIMD2<Int32>]) {
        let ring = Self.withoutSpikes(ring)
        guard ring.count >= 3, Self.twiceArea(ring[...]) != 0 else { return }
        places += ring
        ringEnds.append(Int32(places.count))
    }

    mutating func endShape() { shapeEnds.append(Int32(ringEnds.count)) }

    /// Without places that repeat the one before, and without going somewhere and straight back.
    static func withoutSpikes(_ ring: [SIMD2<Int32>]) -> [SIMD2<Int32>] {
        var kept: [SIMD2<Int32>] = []
        kept.reserveCapacity(ring.count)
        for place in ring {
            if kept.last == place { continue }
            if kept.count >= 2, kept[kept.count - 2] == place {
                kept.removeLast()
            } else {
                kept.append(place)
            }
        }
        // The same where the end meets the beginning.
        var (low, high) = (0, kept.count - 1)
        while high - low >= 1 {
            if kept[low] == kept[high] {
                high -= 1
            } else if high - low >= 2, kept[low + 1] == kept[high] {
                low += 1
            } else if high - low >= 2, kept[low] == kept[high - 1] {
                high -= 1
            } else {
                break
            }
        }
        return low <= high ? Array(kept[low...high]) : []
    }
}

import Foundation

/// The union of polygons that share their borders edge by edge, as the polygons of most maps do: an edge with a neighbour on
/// both sides is there twice, in opposite directions, and what is left when such pairs are taken away is the outline.
///
/// Without intersections: no coordinate is computed. Right exactly when the outcome is a valid multipolygon: polygons
/// that overlap, or meet along a border whose vertices differ, leave rings that cross or run along each other.
/// `GeometryEngine.unaryUnion` checks that by GEOS and takes the general way otherwise.
/// - Complexity: O(vertices), and for the holes O(holes × shells whose boxes hold them).
struct CoverageUnion: ~Copyable {
    private var starts = Scratch<SIMD2<Double>>()
    private var ends = Scratch<SIMD2<Double>>()
    /// Per edge the part it comes from, as a place in the list of parts.
    private var owners = Scratch<Int32>()
    /// Per edge whether it is still part of the outline.
    private var isOpen = Scratch<Bool>()
    /// Open addressing: number of an edge + 1, or 0. The size is a power of two, at most half full.
    private var slots: Scratch<Int32>
    private let mask: Int
    /// An edge that is there twice in one direction.
    private var hasTwins = false

    /// The union of some parts as one feature; nil when an edge is there twice in one direction (polygons on each other).
    static func of(_ polygons: PolygonBuffer, parts: [Int]) -> PolygonBuffer? {
        guard var union = CoverageUnion(polygons, parts) else { return nil }
        union.pair(polygons, parts) { _, _ in }
        return union.hasTwins ? nil : union.outline()
    }

    /// The parts in groups that hang together by whole edges in common, in order of their first part.
    static func clusters(_ polygons: PolygonBuffer, parts: [Int]) -> [[Int]] {
        guard var union = CoverageUnion(polygons, parts) else { return parts.map { [$0] } }
        var sets = DisjointSets(count: parts.count)
        union.pair(polygons, parts) { a, b in sets.join(a, b) }
        var clusters: [Int: [Int]] = [:]
        for place in parts.indices { clusters[sets.root(place), default: []].append(parts[place]) }
        return clusters.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Nil for more edges than can be numbered.
    private init?(_ polygons: PolygonBuffer, _ parts: [Int]) {
        let edges = parts.reduce(0) { sum, part in
            polygons.rings(ofPart: part).reduce(sum) { $0 + polygons.vertices(ofRing: $1).count - 1 }
        }
        guard edges < Int(Int32.max) / 4 else { return nil }
        var size = 64
        while size < 2 * edges { size *= 2 }
        slots = Scratch(repeating: 0, count: size)
        mask = size - 1
    }

    // MARK: pairs

    /// Takes away the edges that two parts share; tells which parts do.
    private mutating func pair(_ polygons: PolygonBuffer, _ parts: [Int], _ meet: (Int, Int) -> Void) {
        for (place, part) in parts.enumerated() {
            for ring in polygons.rings(ofPart: part) {
                for index in polygons.vertices(ofRing: ring).dropLast() {
                    let (start, end) = (polygons.coordinates[index], polygons.coordinates[index + 1])
                    // A position given twice is no edge.
                    if start != end, let other = add(start, end, Int32(truncatingIfNeeded: place)) { meet(place, other) }
                }
            }
        }
    }

    /// Takes up an edge, or takes its opposite away: then the part that had it.
    private mutating func add(_ start: SIMD2<Double>, _ end: SIMD2<Double>, _ owner: Int32) -> Int? {
        // Zero has two signs.
        let (start, end) = (start + 0, end + 0)
        var slot = Int(truncatingIfNeeded: Self.hash(start) &+ Self.hash(end)) & mask
        while true {
            let found = Int(slots[slot]) - 1
            guard found >= 0 else { break }
            if isOpen[found] {
                if starts[found] == end, ends[found] == start {
                    isOpen[found] = false
                    return Int(owners[found])
                }
                if starts[found] == start, ends[found] == end { hasTwins = true }
            }
            slot = (slot + 1) & mask
        }
        // Below Int32.max: `init` has counted.
        slots[slot] = Int32(truncatingIfNeeded: starts.count + 1)
        starts.append(start)
        ends.append(end)
        owners.append(owner)
        isOpen.append(true)
        return nil
    }

    /// The same for both directions of an edge: the hashes of the ends are added up.
    @inline(__always)
    private static func hash(_ point: SIMD2<Double>) -> UInt64 {
        var hash = point.x.bitPattern &* 0x9E37_79B9_7F4A_7C15 ^ (point.y.bitPattern &* 0xC2B2_AE3D_27D4_EB4F)
        hash ^= hash >> 29
        hash = hash &* 0xBF58_476D_1CE4_E5B9
        return hash ^ hash >> 32
    }

    // MARK: rings

    /// What is left, as one feature.
    private consuming func outline() -> PolygonBuffer? {
        let rings = CoverageRings(open: (0..<starts.count).filter { isOpen[$0] }.map { (starts[$0], ends[$0]) })
        return rings.polygons()
    }
}

extension PolygonBuffer {
    /// Polygon parts in groups that hang together by whole edges in common: an edge of one is an edge of another, the other
    /// way round. In order of their first part.
    /// - Complexity: O(vertices).
    public func clustersByEdge(parts: [Int]) -> [[Int]] { CoverageUnion.clusters(self, parts: parts) }
}

/// Directed edges with the interior to their left, put together to polygons.
private struct CoverageRings {
    private let edges: [(start: SIMD2<Double>, end: SIMD2<Double>)]
    private var rings: [[SIMD2<Double>]] = []

    init(open: [(start: SIMD2<Double>, end: SIMD2<Double>)]) {
        edges = open
        var byStart: [SIMD2<Double>: [Int]] = [:]
        byStart.reserveCapacity(open.count)
        for (number, edge) in open.enumerated() { byStart[edge.start, default: []].append(number) }
        var isUsed = Array(repeating: false, count: open.count)
        for first in open.indices where !isUsed[first] {
            var chain: [SIMD2<Double>] = [open[first].start]
            var places: [SIMD2<Double>: Int] = [open[first].start: 0]
            var edge = first
            while true {
                isUsed[edge] = true
                let here = open[edge].end
                if let place = places[here] {
                    // A ring touches itself here at most in a point: what lies between is a ring of its own.
                    rings.append(Array(chain[place...]) + [here])
                    for point in chain[(place + 1)...] { places[point] = nil }
                    chain.removeSubrange((place + 1)...)
                    if place == 0, chain.count == 1, byStart[here]?.contains(where: { !isUsed[$0] }) != true { break }
                } else {
                    places[here] = chain.count
                    chain.append(here)
                }
                guard let next = Self.next(after: open[edge], byStart[here] ?? [], open, isUsed) else { break }
                edge = next
            }
        }
    }

    /// The edge that bounds the same corner of the interior: the sharpest turn to the left.
    private static func next(
        after edge: (start: SIMD2<Double>, end: SIMD2<Double>), _ candidates: [Int],
        _ edges: [(start: SIMD2<Double>, end: SIMD2<Double>)], _ isUsed: [Bool]
    ) -> Int? {
        let free = candidates.filter { !isUsed[$0] }
        guard free.count > 1 else { return free.first }
        let come = edge.end - edge.start
        func turn(_ number: Int) -> Double {
            let go = edges[number].end - edges[number].start
            return atan2(come.x * go.y - come.y * go.x, come.x * go.x + come.y * go.y)
        }
        return free.max { turn($0) < turn($1) }
    }

    /// Nil when a hole lies in no shell.
    func polygons() -> PolygonBuffer? {
        let areas = rings.map { ring in ring.withUnsafeBufferPointer { PolygonBuffer.twiceSignedArea($0) } }
        let boxes = rings.map { ring in
            ring.reduce(into: Box.empty) { $0.add($1) }
        }
        let shells = rings.indices.filter { areas[$0] > 0 }
        var holes: [Int: [Int]] = [:]
        for hole in rings.indices where areas[hole] <= 0 {
            let around = shells.filter { boxes[$0].contains(boxes[hole]) && holds(rings[$0], rings[hole]) }
            guard let shell = around.min(by: { areas[$0] < areas[$1] }) else { return nil }
            holes[shell, default: []].append(hole)
        }
        var result = PolygonBuffer()
        for shell in shells {
            for ring in [shell] + (holes[shell] ?? []) {
                do throws(RingError) { try result.appendRing(rings[ring]) } catch { return nil }
            }
            result.endPart()
        }
        result.endFeature()
        return result
    }

    /// Whether one ring lies in another; they meet in points at most.
    private func holds(_ shell: [SIMD2<Double>], _ hole: [SIMD2<Double>]) -> Bool {
        let corners = Set(shell)
        // The middle of an edge when all corners are the shell's too.
        let point = hole.first { !corners.contains($0) } ?? (hole[0] + hole[1]) / 2
        var isInside = false
        for (a, b) in zip(shell, shell.dropFirst()) where (a.y <= point.y) != (b.y <= point.y) {
            if a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x) > point.x { isInside.toggle() }
        }
        return isInside
    }
}

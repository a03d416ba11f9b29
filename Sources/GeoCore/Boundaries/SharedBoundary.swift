import Foundation

/// The part of one boundary that runs along another.
public struct SharedBoundary: Sendable, Hashable {
    /// Pieces of the first boundary in its own order and direction (interior to the left), so that
    /// `Edge.outwardNormal` points out of the first set.
    public var pieces: [Edge]
    public var lengthMetres: Double

    public init(pieces: [Edge]) {
        self.pieces = pieces
        lengthMetres = pieces.reduce(0) { $0 + $1.lengthMetres }
    }
}

extension PolygonBuffer {
    /// Stretches shorter than this are not a common boundary when the tolerance is 0: two borders that cross run
    /// "together" over the rounding of their coordinates.
    static let shortestSharedStretchMetres = 1e-4

    /// The part of this boundary that lies within `toleranceMetres` of the boundary of `other`.
    ///
    /// Exact for any tolerance: the places on an edge that are within ε of another edge form one interval, which
    /// is computed in closed form. With tolerance 0 it is the linework that both have, up to the rounding of
    /// coordinates (a vertex that only one of the two has on a common line does not matter).
    ///
    /// - Parameter facing: only places where the two run against each other, by at least 120°: the two outlines lie
    ///   on different sides there. Then neither the far side of a strip narrower than ε counts, nor the first ε of
    ///   an edge that leaves the common border at a right angle.
    ///
    /// *Validity*: boundaries between the features of one operand count as its boundary: dissolve first when the
    /// features touch (`GeometryEngine.unaryUnion`).
    /// - Complexity: O((n + m) + pairs of edges that are near).
    public func sharedBoundary(
        with other: PolygonBuffer, toleranceMetres: Double, facing: Bool = false
    ) -> SharedBoundary {
        sharedBoundary(with: EdgeTree(other), toleranceMetres: toleranceMetres, facing: facing)
    }

    /// See `sharedBoundary(with:toleranceMetres:)`; for several questions to one tree.
    public func sharedBoundary(
        with other: EdgeTree, toleranceMetres: Double, facing: Bool = false
    ) -> SharedBoundary {
        let largest = [other.box.minX, other.box.minY, other.box.maxX, other.box.maxY].reduce(1) { max($0, abs($1)) }
        // What a vertex on a line may be off it by rounding.
        let reach = max(toleranceMetres, 8 * (largest.isFinite ? largest : 1).ulp)
        let shortest = toleranceMetres > 0 ? 0 : Self.shortestSharedStretchMetres
        let near = other.box.expanded(by: reach)
        var pieces: [Edge] = []
        // A run of pieces that follow one another without a gap.
        var run: [Edge] = []
        var runLength = 0.0
        func endRun() {
            if runLength > shortest { pieces += run }
            run = []
            runLength = 0
        }
        for ring in 0..<ringCount {
            let range = vertices(ofRing: ring)
            for index in range.dropLast() {
                let edge = Edge(start: coordinates[index], end: coordinates[index + 1])
                guard edge.start != edge.end, edge.box.intersects(near) else { continue }
                let intervals = other.edges(meeting: edge.box.expanded(by: reach)).map(other.edge)
                    .filter { !facing || edge.faces($0) }
                    .compactMap { edge.interval(within: reach, of: $0) }
                for interval in union(intervals) {
                    let piece = edge.piece(interval)
                    // Where the other border turns away, its last micrometre is still within rounding of it.
                    if toleranceMetres <= 0, piece.lengthMetres < Self.shortestSharedStretchMetres / 100 { continue }
                    if let last = run.last, last.end != piece.start { endRun() }
                    run.append(piece)
                    runLength += piece.lengthMetres
                }
            }
            endRun()
        }
        return SharedBoundary(pieces: pieces)
    }

    private func union(_ intervals: [ClosedRange<Double>]) -> [ClosedRange<Double>] {
        var result: [ClosedRange<Double>] = []
        for interval in intervals.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
            if let last = result.last, interval.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound...max(last.upperBound, interval.upperBound)
            } else {
                result.append(interval)
            }
        }
        return result
    }
}

extension Edge {
    /// Whether the other edge runs against this one. Both have their interior to the left, so it lies on this
    /// edge's outer side.
    func faces(_ other: Edge) -> Bool {
        let product = outwardNormal * other.outwardNormal
        return product.x + product.y <= -0.5
    }

    /// The share of this edge, 0…1, that lies within `reach` of another edge; nil when none does.
    ///
    /// The places within reach of a segment form a convex shape (two discs and the strip between them), so they
    /// meet this edge in one interval: from the smallest to the largest of what the three give.
    func interval(within reach: Double, of other: Edge) -> ClosedRange<Double>? {
        var low = Double.infinity
        var high = -Double.infinity
        func add(_ range: ClosedRange<Double>?) {
            guard let range else { return }
            low = min(low, range.lowerBound)
            high = max(high, range.upperBound)
        }
        add(interval(within: reach, of: other.start))
        add(interval(within: reach, of: other.end))
        let along = other.end - other.start
        let length = other.lengthMetres
        if length > 0 {
            let unit = along / length
            let from = start - other.start
            let step = end - start
            // Position along the other edge 0…length, and across it −reach…reach.
            let lengthwise = Self.share(
                from: from.x * unit.x + from.y * unit.y, step: step.x * unit.x + step.y * unit.y, within: 0...length)
            let crosswise = Self.share(
                from: unit.x * from.y - unit.y * from.x, step: unit.x * step.y - unit.y * step.x,
                within: -reach...reach)
            if let lengthwise, let crosswise, lengthwise.overlaps(crosswise) {
                add(lengthwise.clamped(to: crosswise))
            }
        }
        low = max(low, 0)
        high = min(high, 1)
        return low < high ? low...high : nil
    }

    /// Where on this edge's line, as a share of its length, the distance to `point` is at most `reach`.
    private func interval(within reach: Double, of point: SIMD2<Double>) -> ClosedRange<Double>? {
        let step = end - start
        let there = point - start
        let square = step.x * step.x + step.y * step.y
        let middle = (there.x * step.x + there.y * step.y) / square
        let apart = there - middle * step
        let rest = reach * reach - (apart.x * apart.x + apart.y * apart.y)
        guard rest >= 0 else { return nil }
        let half = (rest / square).squareRoot()
        return (middle - half)...(middle + half)
    }

    /// For which t from + t·step lies in `range`; everything within ±1e18 when it always does.
    private static func share(from: Double, step: Double, within range: ClosedRange<Double>) -> ClosedRange<Double>? {
        guard step != 0 else { return range.contains(from) ? -1e18...1e18 : nil }
        let a = (range.lowerBound - from) / step
        let b = (range.upperBound - from) / step
        return min(a, b)...max(a, b)
    }

    func piece(_ share: ClosedRange<Double>) -> Edge {
        let step = end - start
        return Edge(
            // The ends themselves, not what rounding makes of them, so that pieces join.
            start: share.lowerBound <= 0 ? start : start + share.lowerBound * step,
            end: share.upperBound >= 1 ? end : start + share.upperBound * step)
    }
}

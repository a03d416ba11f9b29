/// Why a ring was refused. The reader adds file, layer and feature.
public enum RingError: Error, Sendable, Hashable {
    /// Fewer than four positions (a closed triangle has four).
    case tooFewPositions(count: Int)
    /// First and last position differ.
    case notClosed(first: SIMD2<Double>, last: SIMD2<Double>)
    /// NaN, infinite, or beyond ±1e9 in either direction.
    case coordinateOutOfRange(position: Int)
    /// More positions than a buffer can index (2³¹ − 1).
    case tooManyPositions
}

/// Polygons of many features in flat arrays: the positions of all rings one after another, where each ring, polygon part
/// and feature ends, and what each ring measures. `Sendable`, no allocation per ring.
///
/// *Invariants*, kept by `appendRing`: every ring is closed, has at least four finite positions within ±1e9,
/// its part's first ring (the shell) runs counter-clockwise and the others (holes) clockwise, so that the
/// interior lies to the left of every edge. Validity beyond that (self-intersection, holes outside) is *not*
/// promised here: see the self-check of the area engine.
public struct PolygonBuffer: Sendable {
    /// Largest coordinate accepted, in units of the CRS.
    public static let coordinateLimit = 1e9

    /// Positions of all rings, in order; each ring repeats its first position at its end.
    public private(set) var coordinates: Positions
    /// For each ring the index in `coordinates` one past its last position.
    public private(set) var ringEnds: [Int32] = []
    /// What each ring measures; never other than its positions say.
    private(set) var ringMeasures: [RingMeasure] = []
    /// For each polygon part the index in `ringEnds` one past its last ring.
    public private(set) var partEnds: [Int32] = []
    /// For each feature the index in `partEnds` one past its last part.
    public private(set) var featureEnds: [Int32] = []

    /// For as many positions the system has given memory, as far as was asked; see `fetchMemory`.
    var fetchedCount = 0

    /// - Parameter packing: whether positions are kept in half the memory as long as they can be; see `Positions`. For maps.
    public init(packing: Bool = false) { coordinates = Positions(packing: packing) }

    public var featureCount: Int { featureEnds.count }
    public var partCount: Int { partEnds.count }
    public var ringCount: Int { ringEnds.count }
    /// Positions, the closing one of each ring included.
    public var vertexCount: Int { coordinates.count }

    public mutating func reserveCapacity(vertices: Int, rings: Int, parts: Int, features: Int) {
        coordinates.reserveCapacity(vertices)
        ringEnds.reserveCapacity(rings)
        ringMeasures.reserveCapacity(rings)
        partEnds.reserveCapacity(parts)
        featureEnds.reserveCapacity(features)
    }

    /// Makes room for so many more positions; the memory is taken only when they come.
    ///
    /// No large pages are asked for: where the system has none at hand, a virtual machine after two seconds' rest for instance, they
    /// cost more than they save elsewhere (decision 14).
    public mutating func reserveVertices(_ more: Int) {
        coordinates.reserveCapacity(coordinates.count + max(more, 0))
        // More than most maps have: lists that double as they grow are copied, and every copy takes fresh memory.
        let rings = max(more, 0) / 32
        ringEnds.reserveCapacity(ringEnds.count + rings)
        ringMeasures.reserveCapacity(ringMeasures.count + rings)
        partEnds.reserveCapacity(partEnds.count + rings)
        featureEnds.reserveCapacity(featureEnds.count + rings)
    }

    // MARK: ranges

    public func parts(ofFeature feature: Int) -> Range<Int> {
        (feature == 0 ? 0 : Int(featureEnds[feature - 1]))..<Int(featureEnds[feature])
    }

    public func rings(ofPart part: Int) -> Range<Int> {
        (part == 0 ? 0 : Int(partEnds[part - 1]))..<Int(partEnds[part])
    }

    public func vertices(ofRing ring: Int) -> Range<Int> {
        (ring == 0 ? 0 : Int(ringEnds[ring - 1]))..<Int(ringEnds[ring])
    }

    /// All rings of a feature, over all its parts.
    public func rings(ofFeature feature: Int) -> Range<Int> {
        let parts = parts(ofFeature: feature)
        guard !parts.isEmpty else { return 0..<0 }
        return rings(ofPart: parts.lowerBound).lowerBound..<rings(ofPart: parts.upperBound - 1).upperBound
    }

    /// All positions of a feature.
    public func vertices(ofFeature feature: Int) -> Range<Int> {
        let rings = rings(ofFeature: feature)
        guard !rings.isEmpty else { return 0..<0 }
        return vertices(ofRing: rings.lowerBound).lowerBound..<vertices(ofRing: rings.upperBound - 1).upperBound
    }

    // MARK: building

    /// Appends a ring to the part being built.
    ///
    /// The first ring of a part is its shell. Orientation is normalised.
    /// - Throws: the buffer is then as it was before the call.
    public mutating func appendRing(_ positions: [SIMD2<Double>]) throws(RingError) {
        try positions.withUnsafeBufferPointer { (ring) throws(RingError) in try appendRing(ring) }
    }

    /// The same of positions that lie anywhere.
    mutating func appendRing<Source: RingSource>(_ ring: Source) throws(RingError) {
        guard ring.count >= 4 else { throw .tooFewPositions(count: ring.count) }
        guard coordinates.count + ring.count < Int(Int32.max) else { throw .tooManyPositions }
        if coordinates.count + ring.count > fetchedCount { fetchMemory(for: ring.count) }
        let isShell = ringEnds.count == (partEnds.last.map(Int.init) ?? 0)
        let wasPacked = coordinates.isPacked
        let measure = try coordinates.append(ring) { (measure) throws(RingError) in
            if let problem = Self.problem(in: ring, measure) { throw problem }
            let turn = Self.turn(of: ring, measure)
            return isShell ? turn < 0 : turn > 0
        }
        // Other memory, of which nothing was asked for yet.
        if coordinates.isPacked != wasPacked { fetchedCount = 0 }
        ringEnds.append(Int32(coordinates.count))
        ringMeasures.append(measure)
    }

    /// Closes the polygon part: the rings appended since the last call belong to it. Without rings: no part.
    public mutating func endPart() {
        guard ringEnds.count > (partEnds.last.map(Int.init) ?? 0) else { return }
        partEnds.append(Int32(ringEnds.count))
    }

    /// Closes the feature. A feature without parts is possible (an empty polygon).
    public mutating func endFeature() {
        endPart()
        featureEnds.append(Int32(partEnds.count))
    }

    /// Drops everything appended since the last `endFeature()`.
    public mutating func discardOpenFeature() {
        let parts = featureEnds.last.map(Int.init) ?? 0
        partEnds.removeLast(partEnds.count - parts)
        let rings = partEnds.last.map(Int.init) ?? 0
        ringEnds.removeLast(ringEnds.count - rings)
        ringMeasures.removeLast(ringMeasures.count - rings)
        let vertices = ringEnds.last.map(Int.init) ?? 0
        coordinates.removeLast(coordinates.count - vertices)
    }

    /// Appends a copy of one feature of another buffer.
    public mutating func appendFeature(_ feature: Int, of other: PolygonBuffer) {
        appendParts(ofFeature: feature, of: other)
        featureEnds.append(Int32(partEnds.count))
    }

    /// Appends copies of all features of another buffer; no feature may be open.
    public mutating func append(_ other: PolygonBuffer) {
        // Room that was reserved is for what comes: it is not thrown away; nor is the wish for packing.
        guard featureCount > 0 || coordinates.capacity > 0 || coordinates.isPacked else {
            // The same memory: nothing is copied as long as neither changes.
            self = other
            return
        }
        let parts = Int32(partEnds.count)
        appendParts(0..<other.partCount, of: other)
        featureEnds.append(contentsOf: other.featureEnds.lazy.map { $0 + parts })
    }

    /// Appends copies of the parts of a feature of another buffer to the feature being built.
    mutating func appendParts(ofFeature feature: Int, of other: PolygonBuffer) {
        appendParts(other.parts(ofFeature: feature), of: other)
    }

    /// Appends a copy of one polygon part of another buffer to the feature being built.
    public mutating func appendPart(_ part: Int, of other: PolygonBuffer) { appendParts(part..<(part + 1), of: other) }

    /// Parts lie one after the other, and so do their rings and positions.
    private mutating func appendParts(_ range: Range<Int>, of other: PolygonBuffer) {
        guard !range.isEmpty else { return }
        let ringRange = other.rings(ofPart: range.lowerBound).lowerBound..<other.rings(ofPart: range.upperBound - 1).upperBound
        let vertexRange =
            other.vertices(ofRing: ringRange.lowerBound).lowerBound
            ..< other.vertices(ofRing: ringRange.upperBound - 1).upperBound
        let vertices = Int32(coordinates.count - vertexRange.lowerBound)
        let rings = Int32(ringEnds.count - ringRange.lowerBound)
        coordinates.append(vertexRange, of: other.coordinates)
        ringEnds.append(contentsOf: other.ringEnds[ringRange].lazy.map { $0 + vertices })
        ringMeasures.append(contentsOf: other.ringMeasures[ringRange])
        partEnds.append(contentsOf: other.partEnds[range].lazy.map { $0 + rings })
    }

    /// The same polygons with every position on the nearest point of a grid, as GEOS rounds to one. Rings may touch or cross
    /// themselves after it, and those not much larger than the grid turn over.
    public func onGrid(metres grid: Double) -> PolygonBuffer {
        var rounded = self
        let perMetre = 1 / grid
        rounded.moveVertices { ($0 * perMetre).rounded(.toNearestOrAwayFromZero) / perMetre }
        return rounded
    }

    /// Moves every position. Equal positions must stay equal, and the moves be too small to turn a ring over.
    mutating func moveVertices(_ moved: (SIMD2<Double>) -> SIMD2<Double>) {
        coordinates.move(moved)
        for ring in 0..<ringCount { ringMeasures[ring] = coordinates.withDoubles(vertices(ofRing: ring)) { RingMeasure($0) } }
    }

    /// Positive when a ring runs counter-clockwise. Where rounding alone could have made the area, the shoelace formula
    /// decides: for a triangle it is exactly the opposite when the ring is turned round.
    private static func turn(of ring: some RingSource, _ measure: RingMeasure) -> Double {
        let size = measure.high - measure.low
        return measure.area.magnitude > 1e-9 * size.x * size.y ? measure.area : twiceSignedArea(ring)
    }

    private static func problem(in ring: some RingSource, _ measure: RingMeasure) -> RingError? {
        guard measure.isWithin(coordinateLimit) else {
            return .coordinateOutOfRange(position: (0..<ring.count).first { !all(isInRange(ring[$0])) } ?? 0)
        }
        let first = ring[0]
        let last = ring[ring.count - 1]
        return first == last ? nil : .notClosed(first: first, last: last)
    }

    /// Written so that NaN fails it too.
    @inline(__always)
    private static func isInRange(_ position: SIMD2<Double>) -> SIMDMask<SIMD2<Int64>> {
        (position .<= coordinateLimit) .& (position .>= -coordinateLimit)
    }
}

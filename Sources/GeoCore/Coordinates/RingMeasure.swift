/// What one pass over the positions of a closed ring gives: taken when the ring is added, in the pass that writes its positions.
struct RingMeasure: BitwiseCopyable, Sendable {
    /// Least and greatest coordinates.
    var low: SIMD2<Double>
    var high: SIMD2<Double>
    /// Square units, positive when the interior lies to the left: trapezoids under each edge relative to the first
    /// position (Σ −dx · (y₀ + y₁)/2), independent of any tile.
    var area: Double
    /// (Σ |dx| + |dy|) × π/4 over all edges: the expected length for edges without preferred direction.
    var length: Double

    /// A ring without positions.
    static let none = RingMeasure(low: SIMD2(repeating: .infinity), high: SIMD2(repeating: -.infinity), area: 0, length: 0)

    /// Whether all positions are numbers within ±`limit`. One that is none, after the first, is in no box, but makes the length none.
    func isWithin(_ limit: Double) -> Bool {
        all((low .>= -limit) .& (high .<= limit)) && length.isFinite
    }

    init(low: SIMD2<Double>, high: SIMD2<Double>, area: Double, length: Double) {
        self.low = low
        self.high = high
        self.area = area
        self.length = length
    }

    /// - Complexity: O(positions).
    init(_ ring: UnsafeBufferPointer<SIMD2<Double>>) { self.init(ring) { _, _ in } }

    /// - Parameter visit: gets every position with its index, in the same pass: the sums wait for each other, and there is time.
    @inline(__always)
    init<Source: RingSource>(_ ring: Source, visit: (Int, SIMD2<Double>) -> Void) {
        let count = ring.count
        guard count > 0 else {
            self = .none
            return
        }
        let origin = ring[0]
        visit(0, origin)
        var (low, high) = (origin, origin)
        var area = CompensatedSum()
        var previous = origin
        var travelled = SIMD2<Double>(0, 0)
        var index = 1
        while index < count {
            // Blocks, so that a long ring's sum keeps the digits of its short edges.
            let end = min(index + 64, count)
            var twice = 0.0
            while index < end {
                let current = ring[index]
                visit(index, current)
                low.replace(with: current, where: current .< low)
                high.replace(with: current, where: current .> high)
                let step = current - previous
                travelled += SIMD2(step.x.magnitude, step.y.magnitude)
                twice -= step.x * ((previous.y - origin.y) + (current.y - origin.y))
                previous = current
                index += 1
            }
            area.add(twice / 2)
        }
        self.init(low: low, high: high, area: area.value, length: (travelled.x + travelled.y) * 0.7853981633974483)
    }
}

/// A sum that carries what rounding drops (Neumaier 1974): exact to one rounding for as many terms as a layer has.
struct CompensatedSum: Sendable {
    private var sum = 0.0
    private var dropped = 0.0

    var value: Double { sum + dropped }

    mutating func add(_ term: Double) {
        let total = sum + term
        dropped += sum.magnitude >= term.magnitude ? (sum - total) + term : (term - total) + sum
        sum = total
    }
}

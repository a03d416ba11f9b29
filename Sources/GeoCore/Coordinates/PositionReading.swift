/// A list of positions while it is read, in one of its two forms: loops over many of them are compiled for both. Indices must be
/// below the number of positions; release builds do not look.
protocol PositionReading {
    /// Bytes of one.
    static var stride: Int { get }
    /// Address of the first.
    var base: UnsafeRawPointer? { get }
    subscript(index: Int) -> SIMD2<Double> { get }
    /// What coordinates are kept as.
    associatedtype Number: SIMDScalar & Comparable
    /// The range of y from `bottom` on, below `top`, or one that lies in it.
    static func strip(_ bottom: Double, _ top: Double) -> Strip<Number>
    /// Whether four positions lie in it; perhaps false where they do.
    func fourLie(in strip: Strip<Number>, from index: Int) -> Bool
}

/// A range of y that four positions side by side are held against at once.
struct Strip<Number: SIMDScalar & Comparable> {
    private let low: SIMD8<Number>
    private let high: SIMD8<Number>

    /// From the first bound on, below the second. As `x`, what leaves out no position that `y` should decide.
    @inline(__always)
    init(x: (Number, Number), y: (Number, Number)) {
        let (low, high) = (SIMD4(x.0, y.0, x.0, y.0), SIMD4(x.1, y.1, x.1, y.1))
        self.low = SIMD8(lowHalf: low, highHalf: low)
        self.high = SIMD8(lowHalf: high, highHalf: high)
    }

    @inline(__always)
    func holdsFour(of all: UnsafeBufferPointer<SIMD2<Number>>, from index: Int) -> Bool {
        let first = SIMD4(lowHalf: all[index], highHalf: all[index + 1])
        let four = SIMD8(lowHalf: first, highHalf: SIMD4(lowHalf: all[index + 2], highHalf: all[index + 3]))
        return Swift.all((four .>= low) .& (four .< high))
    }
}

struct PlainPositions: PositionReading {
    let all: UnsafeBufferPointer<SIMD2<Double>>
    static var stride: Int { MemoryLayout<SIMD2<Double>>.stride }
    var base: UnsafeRawPointer? { UnsafeRawPointer(all.baseAddress) }
    @inline(__always) subscript(index: Int) -> SIMD2<Double> { all[index] }

    @inline(__always)
    static func strip(_ bottom: Double, _ top: Double) -> Strip<Double> { Strip(x: (-.infinity, .infinity), y: (bottom, top)) }

    @inline(__always)
    func fourLie(in strip: Strip<Double>, from index: Int) -> Bool { strip.holdsFour(of: all, from: index) }
}

struct PackedPositions: PositionReading {
    let all: UnsafeBufferPointer<SIMD2<Int32>>
    let strays: UnsafeBufferPointer<SIMD2<Double>>
    static var stride: Int { MemoryLayout<SIMD2<Int32>>.stride }
    var base: UnsafeRawPointer? { UnsafeRawPointer(all.baseAddress) }

    @inline(__always)
    subscript(index: Int) -> SIMD2<Double> {
        let thousandths = all[index]
        if _slowPath(thousandths.x == Positions.strayMark) { return strays[Int(thousandths.y)] }
        return Millimetres.position(thousandths)
    }

    /// A stray lies in none: its y is no coordinate. Nor does the greatest number: bounds beyond 32 bits become it.
    @inline(__always)
    static func strip(_ bottom: Double, _ top: Double) -> Strip<Int32> {
        Strip(
            x: (Positions.strayMark + 1, .max),
            y: (Millimetres.thousandth(atLeast: bottom), Millimetres.thousandth(atMost: top)))
    }

    @inline(__always)
    func fourLie(in strip: Strip<Int32>, from index: Int) -> Bool { strip.holdsFour(of: all, from: index) }
}

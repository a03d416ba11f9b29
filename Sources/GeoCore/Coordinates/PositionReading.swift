/// A list of positions while it is read, in one of its two forms: loops over many of them are compiled for both. Indices must be
/// below the number of positions; release builds do not look.
protocol PositionReading {
    /// Bytes of one.
    static var stride: Int { get }
    /// Address of the first.
    var base: UnsafeRawPointer? { get }
    subscript(index: Int) -> SIMD2<Double> { get }
    /// As it is packed; nil in the other form.
    func thousandths(_ index: Int) -> SIMD2<Int32>?

    /// A range of y, as four positions side by side are held against it.
    associatedtype Strip
    /// - Returns: the range, or one that lies in it.
    static func strip(_ bottom: Double, _ top: Double) -> Strip
    /// Whether four positions lie in it.
    func fourLie(in strip: Strip, from index: Int) -> Bool
}

struct PlainPositions: PositionReading {
    let all: UnsafeBufferPointer<SIMD2<Double>>
    static var stride: Int { MemoryLayout<SIMD2<Double>>.stride }
    var base: UnsafeRawPointer? { UnsafeRawPointer(all.baseAddress) }
    @inline(__always) subscript(index: Int) -> SIMD2<Double> { all[index] }
    @inline(__always) func thousandths(_ index: Int) -> SIMD2<Int32>? { nil }

    @inline(__always)
    static func strip(_ bottom: Double, _ top: Double) -> (low: SIMD8<Double>, high: SIMD8<Double>) {
        let (low, high) = (SIMD4(-.infinity, bottom, -.infinity, bottom), SIMD4(.infinity, top, .infinity, top))
        return (SIMD8(lowHalf: low, highHalf: low), SIMD8(lowHalf: high, highHalf: high))
    }

    @inline(__always)
    func fourLie(in strip: (low: SIMD8<Double>, high: SIMD8<Double>), from index: Int) -> Bool {
        let low = SIMD4(lowHalf: all[index], highHalf: all[index + 1])
        let four = SIMD8(lowHalf: low, highHalf: SIMD4(lowHalf: all[index + 2], highHalf: all[index + 3]))
        return Swift.all((four .>= strip.low) .& (four .< strip.high))
    }
}

struct PackedPositions: PositionReading {
    let all: UnsafeBufferPointer<SIMD2<Int32>>
    static var stride: Int { MemoryLayout<SIMD2<Int32>>.stride }
    var base: UnsafeRawPointer? { UnsafeRawPointer(all.baseAddress) }
    @inline(__always) subscript(index: Int) -> SIMD2<Double> { Millimetres.position(all[index]) }
    @inline(__always) func thousandths(_ index: Int) -> SIMD2<Int32>? { all[index] }

    @inline(__always)
    static func strip(_ bottom: Double, _ top: Double) -> (low: SIMD8<Int32>, high: SIMD8<Int32>) {
        let (least, most) = (Millimetres.thousandth(atLeast: bottom), Millimetres.thousandth(atMost: top))
        let (low, high) = (SIMD4(Int32.min, least, Int32.min, least), SIMD4(Int32.max, most, Int32.max, most))
        return (SIMD8(lowHalf: low, highHalf: low), SIMD8(lowHalf: high, highHalf: high))
    }

    @inline(__always)
    func fourLie(in strip: (low: SIMD8<Int32>, high: SIMD8<Int32>), from index: Int) -> Bool {
        let low = SIMD4(lowHalf: all[index], highHalf: all[index + 1])
        let four = SIMD8(lowHalf: low, highHalf: SIMD4(lowHalf: all[index + 2], highHalf: all[index + 3]))
        return Swift.all((four .>= strip.low) .& (four .< strip.high))
    }
}

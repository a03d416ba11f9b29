/// A list of positions while it is read, in one of its two forms: loops over many of them are compiled for both. Indices must be
/// below the number of positions; release builds do not look.
protocol PositionReading {
    /// Bytes of one.
    static var stride: Int { get }
    /// Address of the first.
    var base: UnsafeRawPointer? { get }
    subscript(index: Int) -> SIMD2<Double> { get }
    /// A range of y, as four positions side by side are held against it.
    associatedtype Strip
    /// - Returns: the range, or one that lies in it.
    static func strip(_ bottom: Double, _ top: Double) -> Strip
    /// Whether four positions lie in it; perhaps false where they do. Written out for each form: as one generic function it was not
    /// specialised, and a command on a large map took 14 % longer.
    func fourLie(in strip: Strip, from index: Int) -> Bool
}

struct PlainPositions: PositionReading {
    let all: UnsafeBufferPointer<SIMD2<Double>>
    static var stride: Int { MemoryLayout<SIMD2<Double>>.stride }
    var base: UnsafeRawPointer? { UnsafeRawPointer(all.baseAddress) }
    @inline(__always) subscript(index: Int) -> SIMD2<Double> { all[index] }

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
    let strays: UnsafeBufferPointer<SIMD2<Double>>
    static var stride: Int { MemoryLayout<SIMD2<Int32>>.stride }
    var base: UnsafeRawPointer? { UnsafeRawPointer(all.baseAddress) }

    @inline(__always)
    subscript(index: Int) -> SIMD2<Double> {
        let thousandths = all[index]
        if _slowPath(thousandths.x == Positions.strayMark) { return strays[Int(thousandths.y)] }
        return Millimetres.position(thousandths)
    }

    @inline(__always)
    static func strip(_ bottom: Double, _ top: Double) -> (low: SIMD8<Int32>, high: SIMD8<Int32>) {
        let (least, most) = (Millimetres.thousandth(atLeast: bottom), Millimetres.thousandth(atMost: top))
        // A stray lies in none: its y is no coordinate. Nor does the greatest number: bounds beyond 32 bits become it.
        let any = Positions.strayMark + 1
        let (low, high) = (SIMD4(any, least, any, least), SIMD4(Int32.max, most, Int32.max, most))
        return (SIMD8(lowHalf: low, highHalf: low), SIMD8(lowHalf: high, highHalf: high))
    }

    @inline(__always)
    func fourLie(in strip: (low: SIMD8<Int32>, high: SIMD8<Int32>), from index: Int) -> Bool {
        let low = SIMD4(lowHalf: all[index], highHalf: all[index + 1])
        let four = SIMD8(lowHalf: low, highHalf: SIMD4(lowHalf: all[index + 2], highHalf: all[index + 3]))
        return Swift.all((four .>= strip.low) .& (four .< strip.high))
    }
}

/// The engine's integral without branches, several edges at a time; `ReferenceKernel` is the same written plainly.
enum EdgeKernel {
    /// Edges are taken this many at a time: two registers of the smallest machine supported, so that all of a step stays
    /// in registers there.
    static let lanes = 4
    typealias Vector = SIMD4<Double>

    /// `count` rounded up to whole vectors.
    @inline(__always)
    static func padded(_ count: Int) -> Int { (count + lanes - 1) & ~(lanes - 1) }

    @inline(__always)
    static func load(_ pointer: UnsafeMutablePointer<Double>) -> Vector {
        // Rows start at multiples of `lanes` in 64-byte aligned buffers and are padded to multiples of it.
        UnsafeRawPointer(pointer).load(as: Vector.self)
    }

    @inline(__always)
    static func store(_ vector: Vector, _ pointer: UnsafeMutablePointer<Double>) {
        UnsafeMutableRawPointer(pointer).storeBytes(of: vector, as: Vector.self)
    }

    /// ∫ min(y_e, y_f) dx of one edge e with several others f, each over the common x-range.
    ///
    /// An edge is its x-range, its height at the left and its slope. One without width gives 0 with any other.
    @inline(__always)
    static func integrals(
        _ x0: Double, _ x1: Double, _ y: Double, _ slope: Double, _ fx0: Vector, _ fx1: Vector, _ fy: Vector,
        _ fm: Vector
    ) -> Vector {
        integrals(
            Vector(repeating: x0), Vector(repeating: x1), Vector(repeating: y), Vector(repeating: slope), fx0, fx1, fy, fm)
    }

    /// The same of pairs of edges.
    @inline(__always)
    static func integrals(
        _ ex0: Vector, _ ex1: Vector, _ ey: Vector, _ em: Vector, _ fx0: Vector, _ fx1: Vector, _ fy: Vector, _ fm: Vector
    ) -> Vector {
        let a = ex0.replacing(with: fx0, where: fx0 .> ex0)
        let b = ex1.replacing(with: fx1, where: fx1 .< ex1)
        let width = b - a
        // Half of it, or 0 where it is negative; both exact.
        let half = 0.25 * (width + magnitude(width))
        let ea = ey + em * (a - ex0)
        let eb = ey + em * (b - ex0)
        let da = ea - (fy + fm * (a - fx0))
        let db = eb - (fy + fm * (b - fx0))
        let magnitude = magnitude(da) + Self.magnitude(db)
        // 2 t = (d_a + d_b) + (|d_a| + |d_b|).
        let t2 = (da + db) + magnitude
        return half * (ea + eb - 0.25 * t2 * t2 / (magnitude + 1e-300))
    }

    @inline(__always)
    private static func magnitude(_ v: Vector) -> Vector {
        unsafeBitCast(
            unsafeBitCast(v, to: SIMD4<UInt64>.self) & SIMD4(repeating: 0x7FFF_FFFF_FFFF_FFFF), to: Vector.self)
    }
}

/// The engine's integral written down plainly, one pair at a time: the frozen yardstick of tests and benchmarks.
/// Never changed for speed.
public enum ReferenceKernel {
    /// A straight edge from (x0, y0) to (x1, y1), x0 < x1.
    public struct Edge: Sendable {
        public var x0: Double
        public var y0: Double
        public var x1: Double
        public var y1: Double

        public init(x0: Double, y0: Double, x1: Double, y1: Double) {
            self.x0 = x0
            self.y0 = y0
            self.x1 = x1
            self.y1 = y1
        }
    }

    /// ∫ min(y_e, y_f) dx over the common x-range; 0 without one.
    ///
    /// With the differences d = e − f at the ends and t = max(d_a, 0) + max(d_b, 0): e exceeds f by
    /// ½ w t² / (|d_a| + |d_b|) in the mean, whether they cross or not.
    public static func minimumIntegral(_ e: Edge, _ f: Edge) -> Double {
        let a = max(e.x0, f.x0)
        let b = min(e.x1, f.x1)
        let w = b - a
        guard w > 0 else { return 0 }
        let eSlope = (e.y1 - e.y0) / (e.x1 - e.x0)
        let fSlope = (f.y1 - f.y0) / (f.x1 - f.x0)
        let ea = e.y0 + eSlope * (a - e.x0)
        let eb = e.y0 + eSlope * (b - e.x0)
        let da = ea - (f.y0 + fSlope * (a - f.x0))
        let db = eb - (f.y0 + fSlope * (b - f.x0))
        let t = max(da, 0) + max(db, 0)
        return 0.5 * w * (ea + eb - t * t / max(da.magnitude + db.magnitude, 1e-300))
    }
}

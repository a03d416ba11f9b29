public import GeoCore

/// The geometry behind one plan's hits, in the catalogue's CRS: what a map of the plan shows.
public struct PlanShapes: Sendable {
    /// The plan, dissolved: one feature.
    public var outline: PolygonBuffer
    /// What of the surroundings is kept.
    public var window: Box
    /// For every unit that overlaps, borders or is near, in the order of the hits.
    public var units: [UnitShape]

    public init(outline: PolygonBuffer, window: Box, units: [UnitShape] = []) {
        self.outline = outline
        self.window = window
        self.units = units
    }
}

/// One unit as it lies around a plan.
public struct UnitShape: Sendable {
    /// Index in `PlanResult.hits`.
    public var hit: Int
    /// Plan ∩ unit: one feature; without parts when they do not overlap.
    public var overlap = PolygonBuffer()
    /// The unit inside the window: one feature; empty for lines and points.
    public var surroundings = PolygonBuffer()
    /// Lines of the unit that come into the window, whole.
    public var lines: [[SIMD2<Double>]] = []
    /// The stretches of those lines inside the plan.
    public var linesInside: [[SIMD2<Double>]] = []
    /// Points of the unit in the window, and those of them inside the plan.
    public var points: [SIMD2<Double>] = []
    public var pointsInside: [SIMD2<Double>] = []
    /// For units that border the plan: the common boundary.
    public var sharedBoundary: [[SIMD2<Double>]] = []
    /// From the plan to the unit, for units that are near.
    public var nearest: [SIMD2<Double>] = []

    public init(hit: Int) { self.hit = hit }
}

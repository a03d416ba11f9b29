public import GeoCore

/// The grid that a picture of a map is drawn on: whole steps from the upper left corner of a window, about a pixel each.
public struct ScreenGrid: Sendable, Hashable {
    /// What is shown, in metres.
    public let window: Box
    /// Metres per step.
    public let unit: Double
    /// In steps.
    public let width: Int32
    public let height: Int32

    /// Nil when there is nothing to show, or the window is no area.
    /// - Parameter longest: steps along the longer side.
    public init?(window: Box, longest: Int32) {
        let side = max(window.width, window.height)
        guard !window.isEmpty, side.isFinite, side > 1e-6, longest > 0 else { return nil }
        self.window = window
        unit = side / Double(longest)
        width = max(1, Int32((window.width / unit).rounded(.up)))
        height = max(1, Int32((window.height / unit).rounded(.up)))
    }

    /// Places on the grid, both ends of every side included.
    var placeCount: Int { (Int(width) + 1) * (Int(height) + 1) }

    /// A position in steps. What lies outside the window comes to its border.
    func steps(_ position: SIMD2<Double>) -> SIMD2<Double> {
        SIMD2(
            min(max((position.x - window.minX) / unit, 0), Double(width)), min(max((window.maxY - position.y) / unit, 0), Double(height)))
    }

    /// The nearest place.
    public func place(_ position: SIMD2<Double>) -> SIMD2<Int32> {
        let steps = steps(position)
        return SIMD2(Int32((steps.x + 0.5).rounded(.down)), Int32((steps.y + 0.5).rounded(.down)))
    }

    /// Number of a place on the grid.
    func index(_ place: SIMD2<Int32>) -> Int { Int(place.y) * (Int(width) + 1) + Int(place.x) }

    /// The same window on steps that are `factor` times as large.
    public func coarser(by factor: Int32) -> ScreenGrid? {
        ScreenGrid(window: window, longest: max(1, max(width, height) / max(1, factor)))
    }
}

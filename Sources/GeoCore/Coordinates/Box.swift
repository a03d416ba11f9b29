/// An axis-parallel box in the units of its coordinates. Empty until something is added.
public struct Box: Sendable, Hashable, BitwiseCopyable {
    public var minX: Double
    public var minY: Double
    public var maxX: Double
    public var maxY: Double

    public init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
        self.minX = minX
        self.minY = minY
        self.maxX = maxX
        self.maxY = maxY
    }

    public static let empty = Box(minX: .infinity, minY: .infinity, maxX: -.infinity, maxY: -.infinity)

    public var isEmpty: Bool { !(minX <= maxX && minY <= maxY) }
    public var width: Double { isEmpty ? 0 : maxX - minX }
    public var height: Double { isEmpty ? 0 : maxY - minY }

    public mutating func add(_ point: SIMD2<Double>) {
        minX = Swift.min(minX, point.x)
        minY = Swift.min(minY, point.y)
        maxX = Swift.max(maxX, point.x)
        maxY = Swift.max(maxY, point.y)
    }

    public mutating func add(_ other: Box) {
        minX = Swift.min(minX, other.minX)
        minY = Swift.min(minY, other.minY)
        maxX = Swift.max(maxX, other.maxX)
        maxY = Swift.max(maxY, other.maxY)
    }

    /// Whether the closed boxes share a point. Always false when either is empty.
    public func intersects(_ other: Box) -> Bool {
        minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY
    }

    /// What both closed boxes hold; empty when they share no point.
    public func common(with other: Box) -> Box {
        Box(
            minX: Swift.max(minX, other.minX), minY: Swift.max(minY, other.minY), maxX: Swift.min(maxX, other.maxX),
            maxY: Swift.min(maxY, other.maxY))
    }

    /// Whether the whole of `other` lies in the closed box.
    func contains(_ other: Box) -> Bool {
        minX <= other.minX && minY <= other.minY && maxX >= other.maxX && maxY >= other.maxY
    }

    /// By the lower left corner, then the upper right one, x before y.
    public func comesBefore(_ other: Box) -> Bool {
        (minX, minY, maxX, maxY) < (other.minX, other.minY, other.maxX, other.maxY)
    }

    /// The box grown by `distance` on every side; an empty box stays empty.
    public func expanded(by distance: Double) -> Box {
        isEmpty
            ? self
            : Box(minX: minX - distance, minY: minY - distance, maxX: maxX + distance, maxY: maxY + distance)
    }
}

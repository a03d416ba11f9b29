/// Repeated measurements of one thing.
public struct Sample: Sendable, Equatable {
    /// Ascending.
    public let values: [Double]

    public init(_ values: [Double]) { self.values = values.sorted() }

    public var count: Int { values.count }
    public var least: Double { values.first ?? 0 }
    public var most: Double { values.last ?? 0 }
    public var median: Double { quantile(0.5) }

    /// Between the quartiles, as a share of the median: what half of the runs differ by. Least and most are printed
    /// beside it; they say more about the machine's other users than about the program.
    public var spread: Double {
        let middle = median
        return middle > 0 ? (quantile(0.75) - quantile(0.25)) / middle : 0
    }

    /// Straight between neighbours; 0 without values.
    public func quantile(_ share: Double) -> Double {
        guard let last = values.indices.last else { return 0 }
        let place = min(max(share, 0), 1) * Double(last)
        let low = Int(place)
        let high = min(low + 1, last)
        return values[low] + (place - Double(low)) * (values[high] - values[low])
    }
}

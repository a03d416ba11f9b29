/// What to do with features that are not valid polygons (`--repair`).
public enum RepairRule: String, Sendable, Hashable, CaseIterable {
    /// The run stops at the first one.
    case stop
    case structure
    case linework

    var method: RepairMethod? {
        switch self {
        case .stop: nil
        case .structure: .structure
        case .linework: .linework
        }
    }
}

/// One feature that was made valid.
public struct RepairedFeature: Sendable, Hashable {
    public var origin: FeatureOrigin
    public var invalidity: Invalidity
    /// As drawn: what the rings wind around, holes taken off.
    public var squareMetresBefore: Double
    public var squareMetresAfter: Double

    public init(
        origin: FeatureOrigin, invalidity: Invalidity, squareMetresBefore: Double, squareMetresAfter: Double
    ) {
        self.origin = origin
        self.invalidity = invalidity
        self.squareMetresBefore = squareMetresBefore
        self.squareMetresAfter = squareMetresAfter
    }

    /// |after − before| as a share of the larger of the two, 0…1.
    public var changeShare: Double {
        let larger = max(abs(squareMetresBefore), abs(squareMetresAfter))
        return larger > 0 ? min(1, abs(squareMetresAfter - squareMetresBefore) / larger) : 0
    }
}

extension Invalidity {
    /// The reason and the place, in both languages.
    public var message: Bilingual {
        let place = location.map { " (\(Self.digits($0.x)) \(Self.digits($0.y)))" } ?? ""
        return Bilingual(en: reason + place, nl: (Self.dutch[reason] ?? reason) + place)
    }

    /// The reasons that GEOS gives for polygons.
    private static let dutch = [
        "Self-intersection": "rand kruist zichzelf",
        "Ring Self-intersection": "ring raakt of kruist zichzelf",
        "Hole lies outside shell": "gat ligt buiten de rand",
        "Holes are nested": "gaten liggen in elkaar",
        "Nested shells": "vlakken liggen in elkaar",
        "Interior is disconnected": "het vlak valt uiteen",
        "Duplicate Rings": "dezelfde ring staat er tweemaal",
        "Too few points in geometry component": "te weinig punten",
        "Invalid Coordinate": "ongeldige coördinaat",
    ]

    /// Whole millimetres, which is what a reader can find back.
    private static func digits(_ value: Double) -> String { String((value * 1000).rounded() / 1000) }
}

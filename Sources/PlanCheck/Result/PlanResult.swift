public import GeoCore

/// One plan against every unit of the catalogue.
public struct PlanResult: Sendable, Hashable {
    /// IMRO id without its status suffix, else the path as given (with `--each`: "#" and the value).
    public var id: String
    public var name: String
    /// As the user gave it; nil for a search area.
    public var file: String?
    /// The layer or object that was taken as the plan's area.
    public var source: String
    /// Dissolved area, by the area engine.
    public var areaHectares: Double
    /// Polygon parts after repair, before dissolving.
    public var parts: Int
    /// CRS of the file.
    public var crs: String
    /// Hectares of the plan outside the catalogue's `extent`; nil without one.
    public var outsideExtentHectares: Double?
    /// Hectares of the plan in the catalogue's `urban_area`; nil without one.
    public var urbanHectares: Double?
    /// Every unit once, in catalogue order.
    public var hits: [UnitHit]
    /// nil: not computed.
    public var stacking: [StackedUnits]?
    /// Hectares of the plan where two qualities lie together, and of every quality with itself.
    public var qualityOverlaps: [QualityOverlap] = []
    public var integralAdvice: [NamedUnit]
    public var notTested: [NotTested]
    /// What the catalogue's owner wants said about this place.
    public var placeNotes: [PlaceNote]
    /// Other plans in the same units; nil without a register.
    public var register: [RegisterHit]?
    public var ledger: LayerLedger

    /// A plan without hits; the rest is filled in afterwards.
    public init(id: String, name: String, source: String, areaHectares: Double, crs: String) {
        self.id = id
        self.name = name
        self.source = source
        self.areaHectares = areaHectares
        self.crs = crs
        parts = 0
        hits = []
        stacking = []
        integralAdvice = []
        notTested = []
        placeNotes = []
        ledger = LayerLedger()
    }

    /// The hits in one state, ordered for a reader: firmness (law, ordinance, vision), level, size of the
    /// overlap or of the shared boundary (largest first) or distance (nearest first), then catalogue order.
    public func hits(in state: HitState) -> [UnitHit] {
        hits.enumerated().filter { $0.element.state == state }
            .sorted { a, b in
                let (x, y) = (HitOrder(a.element), HitOrder(b.element))
                return x == y ? a.offset < b.offset : x < y
            }
            .map(\.element)
    }
}

/// A set of units that lie over each other inside the plan.
public struct StackedUnits: Sendable, Hashable {
    /// Two or more unit ids, in catalogue order.
    public var units: [String]
    /// Hectares of the plan where exactly these units lie.
    public var areaHectares: Double

    public init(units: [String], areaHectares: Double) {
        self.units = units
        self.areaHectares = areaHectares
    }
}

/// Two core qualities (or one, dissolved) in a plan. Says where they meet, not what that means.
public struct QualityOverlap: Sendable, Hashable {
    /// In catalogue order.
    public var first: String
    /// The same as `first` for a quality with itself: all its units in the plan, dissolved.
    public var second: String
    public var areaHectares: Double

    public init(first: String, second: String, areaHectares: Double) {
        self.first = first
        self.second = second
        self.areaHectares = areaHectares
    }
}

public struct NamedUnit: Sendable, Hashable {
    public var id: String
    public var name: String

    public init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}

/// Something the catalogue names but no map shows.
public struct NotTested: Sendable, Hashable {
    public var quality: String
    public var name: String
    public var reason: String
    public var reference: String?

    public init(quality: String, name: String, reason: String, reference: String? = nil) {
        self.quality = quality
        self.name = name
        self.reason = reason
        self.reference = reference
    }
}

/// Sort key of a hit inside its block.
struct HitOrder: Comparable {
    let firmness: Int
    let level: Int
    let size: Double

    init(_ hit: UnitHit) {
        firmness = Firmness(legalBasis: hit.legalBasis, instrument: hit.instrument).rawValue
        level = LevelRank.rank(of: hit.level)
        size =
            switch hit.state {
            case .hit: -(hit.areaHectares ?? hit.lengthMetres ?? hit.count.map(Double.init) ?? 0)
            case .touches: -(hit.sharedBoundaryMetres ?? 0)
            case .near, .notHit: hit.distanceMetres ?? .infinity
            case .noData: 0
            }
    }

    static func < (a: HitOrder, b: HitOrder) -> Bool {
        (a.firmness, a.level, a.size) < (b.firmness, b.level, b.size)
    }
}

/// How firm the ground under a unit is: a law stands above the province's ordinance, which binds third parties;
/// the vision binds only the province itself.
public enum Firmness: Int, Sendable, Comparable {
    case law, ordinance, vision, other

    /// - Parameters:
    ///   - legalBasis: "wettelijk", "verordening", "beleid", or the name of a law that begins with "Wet".
    ///   - instrument: "wet", "verordening", "visie".
    public init(legalBasis: String?, instrument: String?) {
        let basis = (legalBasis ?? "").lowercased()
        let instrument = (instrument ?? "").lowercased()
        if basis.hasPrefix("wet") || basis.hasPrefix("law") || basis.hasPrefix("statut") || instrument == "wet" {
            self = .law
        } else if ["verordening", "pov", "ordinance"].contains(where: { basis == $0 || instrument == $0 }) {
            self = .ordinance
        } else if ["visie", "vision"].contains(instrument) {
            self = .vision
        } else {
            self = .other
        }
    }

    public static func < (a: Firmness, b: Firmness) -> Bool { a.rawValue < b.rawValue }
}

/// Order of the protection levels of the province's maps, heaviest first. Levels of different qualities share
/// no scale: the rank only orders rows, it is never added or shown.
enum LevelRank {
    static func rank(of level: String?) -> Int {
        guard let level = level?.lowercased(), !level.isEmpty else { return 9 }
        if let last = level.last, level.hasPrefix("wa") || level.hasPrefix("waarde"), let n = last.wholeNumberValue {
            return n
        }
        switch level {
        case "rekening houden met", "hoog", "eisen stellen", "high": return 1
        case "betrekken bij", "middel", "voorwaarden stellen", "medium": return 2
        case "generiek", "respecteren", "generic": return 3
        default: return 8
        }
    }
}

public import GeoCore

/// How a plan and a unit of the catalogue lie to each other. `CONTRACT` §4 in one place:
///
/// - `hit`: they overlap with positive area (line units: length, point units: a point), and not only within the
///   tolerance of both boundaries;
/// - `touches`: the gap is at most the tolerance, or every point of the overlap lies within the tolerance of the
///   plan's boundary *and* of the unit's; with tolerance 0: a common boundary of positive length;
/// - `near`: the distance is at most the near distance;
/// - `notHit`: otherwise;
/// - `noData`: the unit could not be tested (no layer, or a selection that catches nothing). Never `notHit`.
public enum HitState: String, Sendable, Hashable, CaseIterable {
    case hit
    case touches
    case near
    case notHit = "not-hit"
    case noData = "no-data"
}

/// A side or direction; the letters of the JSON.
public enum Side: String, Sendable, Hashable, CaseIterable {
    case north = "N"
    case northEast = "NE"
    case east = "E"
    case southEast = "SE"
    case south = "S"
    case southWest = "SW"
    case west = "W"
    case northWest = "NW"
    /// The whole plan (share of the plan ≥ 0.95).
    case all

    /// The letters in `language` ("NE" is "NO" in Dutch); `all` is a word.
    public func text(_ language: Language) -> String {
        switch (self, language) {
        case (.all, .en): "all"
        case (.all, .nl): "hele plan"
        case (_, .en): rawValue
        case (.northEast, .nl): "NO"
        case (.east, .nl): "O"
        case (.southEast, .nl): "ZO"
        case (.south, .nl): "Z"
        case (.southWest, .nl): "ZW"
        case (_, .nl): rawValue
        }
    }
}

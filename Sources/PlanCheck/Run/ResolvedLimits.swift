import GeoCore

/// Tolerance, near and far as they are used: the option, else the catalogue's default, else 0 / none / none.
struct ResolvedLimits: Sendable {
    var tolerance: Double
    var near: Double?
    /// nil: no limit.
    var far: Double?

    init(options: CheckOptions, defaults: CatalogueDefaults) {
        tolerance = options.toleranceMetres ?? defaults.toleranceMetres ?? 0
        near = options.nearMetres ?? defaults.nearMetres
        far = options.farMetres ?? defaults.farMetres
    }

    /// Beyond it nothing about a unit is reported; infinite without `far`.
    var reach: Double {
        guard let far else { return .infinity }
        return max(far, near ?? 0, tolerance) + Slack.metres
    }

    /// State of a unit that does not overlap and does not touch.
    func state(atDistance distance: Double?) -> HitState {
        guard let near, let distance, distance <= near + Slack.metres else { return .notHit }
        return .near
    }

    /// The distance as it is reported.
    func reported(_ distance: Double?) -> Double? {
        guard let distance else { return nil }
        guard let far else { return distance }
        // A unit that is near or touches keeps its distance even when far is smaller.
        return distance <= max(far, near ?? 0, tolerance) + Slack.metres ? distance : nil
    }
}

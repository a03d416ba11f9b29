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

    /// - Throws: a usage error for a length that is negative or no number.
    func check(_ options: CheckOptions) throws(InputError) {
        let lengths = [("--tolerance", tolerance), ("--near", near ?? 0), ("--far", far ?? 0), ("--buffer", options.bufferMetres ?? 0)]
        for (name, length) in lengths where !(length >= 0 && length <= PolygonBuffer.coordinateLimit) {
            throw InputError(
                "option-length", kind: .usage,
                problem: Bilingual(en: "\(name) \(length) is no length", nl: "\(name) \(length) is geen lengte"),
                remedy: Bilingual(en: "give metres, 0 or more", nl: "geef meters, 0 of meer"))
        }
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

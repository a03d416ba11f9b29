import GeoCore

/// Thresholds on the disturbance of the ground. What a threshold needs and nobody gave makes the rule
/// `not-testable`; the plan's outline is never taken for the disturbed area.
enum GroundRules {
    /// Research is needed when the disturbed area *and* the depth are above their thresholds; so one of them at or
    /// below its threshold is enough for `below-threshold`, unless a known site takes the area threshold away.
    ///
    /// - Parameter knownSiteMetres: distance from the plan to the nearest known site; nil when none was found
    ///   within reach, and `knownSitesKnown` says whether there was a layer to look in.
    static func outcome(
        of rule: CatalogueRule, ground: GroundDisturbance, knownSitesKnown: Bool, knownSiteMetres: Double?
    ) -> RuleOutcome {
        guard rule.maxAreaSquareMetres != nil || rule.maxDepthCentimetres != nil else {
            return RuleOutcome(id: rule.id, outcome: .applies, missing: [], text: text(of: rule, nearSite: false))
        }
        var missing: [String] = []
        let area = areaTest(rule, ground, knownSitesKnown, knownSiteMetres, &missing)
        let depth = depthTest(rule, ground, &missing)
        let nearSite = isNearSite(rule, knownSiteMetres)
        let outcome: RuleOutcome.Outcome
        if area == .below || depth == .below {
            // The other threshold cannot change the answer.
            outcome = .belowThreshold
            missing = []
        } else if area == .unknown || depth == .unknown {
            outcome = .notTestable
        } else {
            outcome = .aboveThreshold
        }
        return RuleOutcome(id: rule.id, outcome: outcome, missing: missing, text: text(of: rule, nearSite: nearSite))
    }

    private enum Test { case below, above, unknown }

    private static func isNearSite(_ rule: CatalogueRule, _ metres: Double?) -> Bool {
        guard let limit = rule.knownSitesMetres, let metres else { return false }
        return metres <= limit
    }

    private static func areaTest(
        _ rule: CatalogueRule, _ ground: GroundDisturbance, _ sitesKnown: Bool, _ siteMetres: Double?,
        _ missing: inout [String]
    ) -> Test {
        guard let limit = rule.maxAreaSquareMetres else { return .above }
        if isNearSite(rule, siteMetres) { return .above }
        guard let area = ground.areaSquareMetres else {
            missing.append("disturbed-area")
            if rule.knownSitesMetres != nil, !sitesKnown { missing.append("known-sites") }
            return .unknown
        }
        if area > limit { return .above }
        if rule.knownSitesMetres != nil, !sitesKnown {
            missing.append("known-sites")
            return .unknown
        }
        return .below
    }

    private static func depthTest(
        _ rule: CatalogueRule, _ ground: GroundDisturbance, _ missing: inout [String]
    ) -> Test {
        guard let base = rule.maxDepthCentimetres else { return .above }
        // Natural land without topsoil has no depth threshold.
        if ground.hasTopsoil == false { return .above }
        let extra = rule.farmlandExtraCentimetres ?? 0
        guard let depth = ground.depthCentimetres else {
            missing.append("depth")
            if ground.hasTopsoil == nil { missing.append("topsoil") }
            if extra > 0, ground.isFarmland == nil { missing.append("farmland") }
            return .unknown
        }
        if depth > base + extra { return .above }
        if ground.hasTopsoil == nil { missing.append("topsoil") }
        if depth > base {
            guard let isFarmland = ground.isFarmland else {
                missing.append("farmland")
                return .unknown
            }
            if !isFarmland { return .above }
        }
        return ground.hasTopsoil == nil ? .unknown : .below
    }

    /// The rule in words, with its numbers; no verdict.
    private static func text(of rule: CatalogueRule, nearSite: Bool) -> Bilingual {
        if let text = rule.text { return Bilingual(en: text, nl: text) }
        var en: [String] = []
        var nl: [String] = []
        if let area = rule.maxAreaSquareMetres {
            en.append("area threshold \(plain(area)) m²")
            nl.append("drempel oppervlakte \(plain(area)) m²")
        }
        if let depth = rule.maxDepthCentimetres {
            let extra = rule.farmlandExtraCentimetres ?? 0
            en.append("depth threshold \(plain(depth)) cm" + (extra > 0 ? " (farmland \(plain(depth + extra)) cm)" : ""))
            nl.append("drempel diepte \(plain(depth)) cm" + (extra > 0 ? " (landbouwgrond \(plain(depth + extra)) cm)" : ""))
        }
        if let metres = rule.knownSitesMetres {
            en.append(nearSite ? "a known site lies within \(plain(metres)) m: no area threshold" : "no area threshold with a known site within \(plain(metres)) m")
            nl.append(nearSite ? "een bekende vindplaats ligt binnen \(plain(metres)) m: geen drempel oppervlakte" : "geen drempel oppervlakte bij een bekende vindplaats binnen \(plain(metres)) m")
        }
        if let reference = rule.reference {
            en.append(reference)
            nl.append(reference)
        }
        return Bilingual(
            en: en.isEmpty ? "no threshold" : en.joined(separator: "; "),
            nl: nl.isEmpty ? "geen drempel" : nl.joined(separator: "; "))
    }

    private static func plain(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }
}

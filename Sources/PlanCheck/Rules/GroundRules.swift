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
            return RuleOutcome(id: rule.id, outcome: .applies, missing: [], text: text(of: rule, nearSite: false, ground: ground))
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
        return RuleOutcome(id: rule.id, outcome: outcome, missing: missing, text: text(of: rule, nearSite: nearSite, ground: ground))
    }

    private enum Test { case below, above, unknown }

    private static func isNearSite(_ rule: CatalogueRule, _ metres: Double?) -> Bool {
        guard let limit = rule.knownSitesMetres, let metres else { return false }
        return metres <= limit + Slack.metres
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

    /// The rule in words, with its numbers and what was given; no verdict.
    private static func text(of rule: CatalogueRule, nearSite: Bool, ground: GroundDisturbance) -> Bilingual {
        var en: [String] = []
        var nl: [String] = []
        if let text = rule.text {
            en.append(text)
            nl.append(text)
        }
        if let area = rule.maxAreaSquareMetres {
            en.append("area threshold \(plain(area)) m² disturbed ground")
            nl.append("drempel oppervlakte \(plain(area)) m² bodemingreep")
        }
        if let depth = rule.maxDepthCentimetres {
            let extra = rule.farmlandExtraCentimetres ?? 0
            en.append("depth threshold \(plain(depth)) cm" + (extra > 0 ? " (farmland \(plain(depth + extra)) cm)" : ""))
            nl.append("drempel diepte \(plain(depth)) cm" + (extra > 0 ? " (landbouwgrond \(plain(depth + extra)) cm)" : ""))
            if ground.hasTopsoil == false {
                en.append("no topsoil: no depth threshold")
                nl.append("geen bouwvoor: geen drempel diepte")
            }
        }
        if let metres = rule.knownSitesMetres {
            en.append(nearSite ? "a known site lies within \(plain(metres)) m of the plan: no area threshold" : "no area threshold with a known site within \(plain(metres)) m")
            nl.append(nearSite ? "een bekende vindplaats ligt binnen \(plain(metres)) m van het plan: geen drempel oppervlakte" : "geen drempel oppervlakte bij een bekende vindplaats binnen \(plain(metres)) m")
        }
        if rule.maxAreaSquareMetres == nil, rule.maxDepthCentimetres == nil {
            en.append("no exemption threshold")
            nl.append("geen vrijstellingsdrempel")
        }
        let given = self.given(ground)
        if !given.en.isEmpty, rule.maxAreaSquareMetres != nil || rule.maxDepthCentimetres != nil {
            en.append("given: " + given.en)
            nl.append("opgegeven: " + given.nl)
        }
        if let reference = rule.reference {
            en.append(reference)
            nl.append(reference)
        }
        return Bilingual(en: en.joined(separator: "; "), nl: nl.joined(separator: "; "))
    }

    private static func given(_ ground: GroundDisturbance) -> Bilingual {
        var en: [String] = []
        var nl: [String] = []
        if let area = ground.areaSquareMetres {
            en.append("\(plain(area)) m²")
            nl.append("\(plain(area)) m²".replacing(".", with: ","))
        }
        if let depth = ground.depthCentimetres {
            en.append("\(plain(depth)) cm")
            nl.append("\(plain(depth)) cm".replacing(".", with: ","))
        }
        if let topsoil = ground.hasTopsoil {
            en.append(topsoil ? "topsoil" : "no topsoil")
            nl.append(topsoil ? "bouwvoor" : "geen bouwvoor")
        }
        if let farmland = ground.isFarmland {
            en.append(farmland ? "farmland" : "no farmland")
            nl.append(farmland ? "landbouwgrond" : "geen landbouwgrond")
        }
        return Bilingual(en: en.joined(separator: ", "), nl: nl.joined(separator: ", "))
    }

    private static func plain(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }
}

import GeoCore

/// The rules of one unit for one plan. Only what can be said from the map and from what was given; a rule that
/// cannot be tested says what is missing.
struct UnitRules {
    let ground: GroundDisturbance
    /// Metres from the plan to the nearest known site of a rule; nil when none is within reach.
    let knownSiteMetres: (CatalogueRule) -> Double?
    /// Whether there was a map of known sites to look in.
    let knownSitesKnown: (CatalogueRule) -> Bool

    /// - Parameter distance: metres from plan to unit, also beyond what is reported; nil beyond all reach.
    func outcomes(_ rules: [CatalogueRule], _ hit: UnitHit, distanceMetres distance: Double?) -> [RuleOutcome] {
        rules.compactMap { rule in
            if hit.state == .noData {
                return RuleOutcome(
                    id: rule.id, outcome: .notTestable, missing: ["map"] + rule.needs, text: Self.text(rule, distance: nil))
            }
            switch rule.kind ?? .disturbance {
            case .disturbance:
                guard hit.state == .hit else { return nil }
                return GroundRules.outcome(
                    of: rule, ground: ground, knownSitesKnown: knownSitesKnown(rule),
                    knownSiteMetres: knownSiteMetres(rule))
            case .crossing:
                guard hit.state == .hit else { return nil }
                return RuleOutcome(id: rule.id, outcome: .applies, missing: [], text: Self.crossing(rule, hit))
            case .distance:
                return around(rule, hit, distance)
            }
        }
    }

    /// A rule around the unit: inside its distance it applies; when the text names none, nearness is for people.
    private func around(_ rule: CatalogueRule, _ hit: UnitHit, _ distance: Double?) -> RuleOutcome? {
        guard let distance else { return nil }
        if let limit = rule.distanceMetres {
            guard distance <= limit + Slack.metres else { return nil }
            return RuleOutcome(
                id: rule.id, outcome: rule.needs.isEmpty ? .applies : .notTestable, missing: rule.needs,
                text: Self.text(rule, distance: distance))
        }
        if hit.state == .hit {
            return RuleOutcome(id: rule.id, outcome: .applies, missing: rule.needs, text: Self.text(rule, distance: distance))
        }
        // Beyond what is reported nothing is said of it either.
        guard hit.distanceMetres != nil else { return nil }
        return RuleOutcome(
            id: rule.id, outcome: .notTestable, missing: ["distance-in-policy"] + rule.needs,
            text: Self.text(rule, distance: distance))
    }

    // MARK: words

    private static func text(_ rule: CatalogueRule, distance: Double?) -> Bilingual {
        var en = [rule.text].compactMap { $0 }
        var nl = en
        if rule.kind == .distance {
            if let limit = rule.distanceMetres {
                en.append("holds within \(metres(limit, .en))")
                nl.append("geldt binnen \(metres(limit, .nl))")
            } else {
                en.append("the text names no distance")
                nl.append("de tekst noemt geen afstand")
            }
        }
        if let distance {
            en.append(distance == 0 ? "in the plan" : "\(metres(distance, .en)) from the plan")
            nl.append(distance == 0 ? "in het plan" : "\(metres(distance, .nl)) van het plan")
        }
        if let reference = rule.reference {
            en.append(reference)
            nl.append(reference)
        }
        return Bilingual(en: en.joined(separator: "; "), nl: nl.joined(separator: "; "))
    }

    private static func crossing(_ rule: CatalogueRule, _ hit: UnitHit) -> Bilingual {
        let length = hit.lengthMetres ?? 0
        var en = [rule.text].compactMap { $0 } + ["\(metres(length, .en)) of the line lies in the plan"]
        var nl = [rule.text].compactMap { $0 } + ["\(metres(length, .nl)) van de lijn ligt in het plan"]
        if let reference = rule.reference {
            en.append(reference)
            nl.append(reference)
        }
        return Bilingual(en: en.joined(separator: "; "), nl: nl.joined(separator: "; "))
    }

    /// Metres with one decimal below ten, kilometres from a thousand on.
    private static func metres(_ value: Double, _ language: Language) -> String {
        let text =
            if value >= 1000 { Hectares.fixed(value / 1000, 1, language) + " km" } else {
                Hectares.fixed(value, value < 10 ? 1 : 0, language) + " m"
            }
        return text.replacing(language == .nl ? ",0 km" : ".0 km", with: " km")
    }
}

extension CatalogueUnit {
    /// How far its rules look, in metres.
    var ruleReachMetres: Double { rules.compactMap { $0.kind == .distance ? $0.distanceMetres : nil }.max() ?? 0 }
}

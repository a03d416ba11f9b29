import GeoCore
import Testing

@testable import PlanCheck

@Suite("Thresholds on the disturbance of the ground")
struct GroundRuleTests {
    /// Waarde archeologie 3.
    let rule = CatalogueRule(
        id: "arch-wa3", maxAreaSquareMetres: 1000, maxDepthCentimetres: 30, farmlandExtraCentimetres: 10,
        knownSites: "AR-WA1", knownSitesMetres: 50, reference: "V:2375-2388")

    private func outcome(
        _ area: Double?, _ depth: Double?, topsoil: Bool? = true, farmland: Bool? = false, sites: Bool = true,
        site: Double? = nil
    ) -> RuleOutcome {
        GroundRules.outcome(
            of: rule,
            ground: GroundDisturbance(
                areaSquareMetres: area, depthCentimetres: depth, hasTopsoil: topsoil, isFarmland: farmland),
            knownSitesKnown: sites, knownSiteMetres: site)
    }

    @Test("Below when the area or the depth is at most its threshold")
    func thresholds() {
        #expect(outcome(1000, 100).outcome == .belowThreshold)
        #expect(outcome(1001, 30).outcome == .belowThreshold)
        #expect(outcome(1001, 31).outcome == .aboveThreshold)
        #expect(outcome(1001, 40, farmland: true).outcome == .belowThreshold)
        #expect(outcome(1001, 41, farmland: true).outcome == .aboveThreshold)
    }

    @Test("A known site within 50 m takes the area threshold away")
    func knownSite() {
        #expect(outcome(500, 100, site: 50).outcome == .aboveThreshold)
        #expect(outcome(500, 100, site: 50.1).outcome == .belowThreshold)
        #expect(outcome(500, 20, site: 10).outcome == .belowThreshold)
    }

    @Test("Natural land without topsoil has no depth threshold")
    func noTopsoil() {
        #expect(outcome(1001, 5, topsoil: false).outcome == .aboveThreshold)
    }

    @Test("What is not given is named")
    func missing() {
        let nothing = outcome(nil, nil, topsoil: nil, farmland: nil, sites: false)
        #expect(nothing.outcome == .notTestable)
        #expect(nothing.missing == ["disturbed-area", "known-sites", "depth", "topsoil", "farmland"])
        #expect(outcome(500, 100, sites: false).missing == ["known-sites"])
        #expect(outcome(2000, 35, farmland: nil).missing == ["farmland"])
        // The area settles it, whatever the depth.
        #expect(outcome(500, nil, topsoil: nil, farmland: nil).outcome == .belowThreshold)
        #expect(outcome(500, nil, topsoil: nil, farmland: nil).missing == [])
    }

    @Test("A rule without thresholds applies")
    func applies() {
        let outcome = GroundRules.outcome(
            of: CatalogueRule(id: "wa1", text: "in situ"), ground: GroundDisturbance(), knownSitesKnown: false,
            knownSiteMetres: nil)
        #expect(outcome.outcome == .applies)
        #expect(outcome.text.nl == "in situ; geen vrijstellingsdrempel")
    }

    @Test("Rules are told for a hit, with the distance to the known sites")
    func inPlan() throws {
        var zone = try HandMade.unit("AR-WA3", HandMade.rectangle(0, 0, 500, 500))
        zone.entry.rules = [rule]
        let sites = try HandMade.unit("AR-WA1", HandMade.rectangle(130, 0, 150, 20))
        let outcome = try PlanEvaluator(
            units: [zone, sites], limits: HandMade.limits(),
            ground: GroundDisturbance(areaSquareMetres: 500, depthCentimetres: 60, hasTopsoil: true, isFarmland: false)
        ).evaluate(HandMade.plan(HandMade.rectangle(0, 0, 100, 100)))
        #expect(outcome.plan.hits[0].rules.map(\.outcome) == [.aboveThreshold])
        #expect(outcome.plan.hits[1].rules.isEmpty)
    }
}

import GeoCore
import Testing

@testable import PlanCheck

@Suite("Rules by distance, crossing and known sites")
struct UnitRuleTests {
    private func outcomes(
        _ rules: [CatalogueRule], _ content: UnitContent, near: Double? = nil, far: Double? = nil
    ) throws -> [RuleOutcome] {
        let unit = HandMade.unit("U", content, rules: rules)
        let limits = HandMade.limits(near: near, far: far)
        let plan = try HandMade.plan(HandMade.rectangle(0, 0, 100, 100))
        return try PlanEvaluator(units: [unit], limits: limits).evaluate(plan).plan.hits[0].rules
    }

    private func point(_ x: Double) -> UnitContent {
        .points([UnitPoint(name: "", position: HandMade.origin + SIMD2(x, 50))])
    }

    private let station = CatalogueRule(id: "lofar", kind: .distance, distanceMetres: 2000, text: "overleg")

    @Test("Two kilometres around a station: just under, equal, just over", arguments: [
        (2099.99, true), (2100, true), (2100.01, false), (50, true),
    ])
    func distance(_ x: Double, _ applies: Bool) throws {
        // Farther than what is reported, and still looked for.
        let outcomes = try outcomes([station], point(x), far: 10)
        #expect(outcomes.map(\.outcome) == (applies ? [.applies] : []))
        if let text = outcomes.first?.text {
            #expect(text.nl.contains("geldt binnen 2 km"))
            #expect(text.nl.contains(x == 50 ? "in het plan" : "2,0 km van het plan") || text.nl.contains("2 km van het plan"))
        }
    }

    @Test("A distance rule that needs what no map says is not testable, and says what")
    func needs() throws {
        let rule = CatalogueRule(id: "hoogbouw", kind: .distance, distanceMetres: 10_000, needs: ["high-rise"])
        let outcome = try #require(try outcomes([rule], point(900)).first)
        #expect(outcome.outcome == .notTestable)
        #expect(outcome.missing == ["high-rise"])
        let unmapped = try #require(
            try outcomes([rule], .noData(Bilingual(en: "no map", nl: "geen kaart"))).first)
        #expect(unmapped.outcome == .notTestable)
        #expect(unmapped.missing == ["map", "high-rise"])
    }

    @Test("Where the text names no distance, the distance is told and no buffer is invented")
    func noDistance() throws {
        let rule = CatalogueRule(id: "wegpanorama", kind: .distance, reference: "V:1031-1042", text: "zicht vanaf de weg")
        let away = try #require(try outcomes([rule], point(410), far: 500).first)
        #expect(away.outcome == .notTestable)
        #expect(away.missing == ["distance-in-policy"])
        #expect(away.text.nl == "zicht vanaf de weg; de tekst noemt geen afstand; 310 m van het plan; V:1031-1042")
        #expect(away.text.en.contains("the text names no distance; 310 m from the plan"))
        #expect(try outcomes([rule], point(50)).map(\.outcome) == [.applies])
        // Beyond what is reported nothing is said.
        #expect(try outcomes([rule], point(410), far: 300).isEmpty)
    }

    @Test("A hard border: only a line that runs through the plan")
    func crossing() throws {
        let rule = CatalogueRule(id: "harde-grens", kind: .crossing, text: "harde grens")
        func line(_ y: Double) -> UnitContent {
            .lines([UnitLine(name: "", positions: [HandMade.origin + SIMD2(-50, y), HandMade.origin + SIMD2(150, y)])])
        }
        let through = try #require(try outcomes([rule], line(50)).first)
        #expect(through.outcome == .applies)
        #expect(through.text.nl == "harde grens; 100 m van de lijn ligt in het plan")
        #expect(try outcomes([rule], line(100)).isEmpty)
        #expect(try outcomes([rule], line(120), near: 50).isEmpty)
    }

    @Test("A known site counts up to 50 m, also when distances are reported less far")
    func knownSites() throws {
        let rule = CatalogueRule(
            id: "wa3", maxAreaSquareMetres: 1000, maxDepthCentimetres: 30, knownSites: "SITES", knownSitesMetres: 50)
        for (x, outcome) in [(149.99, RuleOutcome.Outcome.aboveThreshold), (150, .aboveThreshold), (150.01, .belowThreshold)] {
            var zone = try HandMade.unit("ZONE", HandMade.rectangle(-10, -10, 500, 500))
            zone.entry.rules = [rule]
            let sites = HandMade.unit("SITES", .points([UnitPoint(name: "", position: HandMade.origin + SIMD2(x, 50))]))
            let plan = try PlanEvaluator(
                units: [zone, sites], limits: HandMade.limits(far: 5),
                ground: GroundDisturbance(areaSquareMetres: 1000, depthCentimetres: 80, hasTopsoil: true, isFarmland: false)
            ).evaluate(HandMade.plan(HandMade.rectangle(0, 0, 100, 100))).plan
            #expect(plan.hits[0].rules.map(\.outcome) == [outcome], "\(x)")
            #expect(plan.hits[1].distanceMetres == nil)
        }
    }

    @Test("Natural land without topsoil has no depth threshold, fords no area threshold")
    func exceptions() {
        let nature = CatalogueRule(id: "n", maxAreaSquareMetres: 1000)
        let ford = CatalogueRule(id: "v", maxDepthCentimetres: 30, farmlandExtraCentimetres: 10)
        func outcome(_ rule: CatalogueRule, _ area: Double?, _ depth: Double?, farmland: Bool? = false) -> RuleOutcome {
            GroundRules.outcome(
                of: rule,
                ground: GroundDisturbance(
                    areaSquareMetres: area, depthCentimetres: depth, hasTopsoil: true, isFarmland: farmland),
                knownSitesKnown: true, knownSiteMetres: nil)
        }
        #expect(outcome(nature, 1000, 5).outcome == .belowThreshold)
        #expect(outcome(nature, 1000.1, 5).outcome == .aboveThreshold)
        #expect(outcome(nature, nil, 5).missing == ["disturbed-area"])
        #expect(outcome(ford, 1, 30).outcome == .belowThreshold)
        #expect(outcome(ford, 1, 30.1).outcome == .aboveThreshold)
        #expect(outcome(ford, 1, 40, farmland: true).outcome == .belowThreshold)
        #expect(outcome(ford, 1, 40.1, farmland: true).outcome == .aboveThreshold)
        #expect(outcome(ford, nil, nil).missing == ["depth"])
    }

    @Test("'within' that goes round is refused")
    func circle() throws {
        let units = #"{"id": "A", "quality": "q", "name": "a", "layers": null, "within": "B"}, {"id": "B", "quality": "q", "name": "b", "layers": null, "within": "C"}, {"id": "C", "quality": "q", "name": "c", "layers": null, "within": "B"}"#
        let error = #expect(throws: InputError.self) { try Scratch.catalogue(units) }
        #expect(error?.code == "catalogue-circle")
        #expect(error?.line(.nl).contains("A → B → C → B") == true)
    }
}

import Foundation
import GeoCore
import PlanCheck
import TestSupport
import Testing

@testable import MapReport

/// `rapport.html` of a check and of a stack.
@Suite struct CheckReportTests {
    /// The text of every element with `data-json`, by its place in the result.
    private static func figures(_ html: String) -> [(place: String, text: String)] {
        html.matches(of: /data-json="([^"]*)"[^>]*>([^<]*)</).map { (String($0.output.1), String($0.output.2)) }
    }

    private static func value(_ json: JSONValue, at place: String) -> Double? {
        var value = json
        for key in place.split(separator: ".") {
            if let index = Int(key) {
                guard value.items.indices.contains(index) else { return nil }
                value = value.items[index]
            } else {
                value = value.at(String(key))
            }
        }
        return value.double
    }

    /// Ids once, links to what is there, nothing from elsewhere.
    private static func expectSound(_ html: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let ids = html.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
        #expect(Set(ids).count == ids.count, "an id twice", sourceLocation: sourceLocation)
        for link in html.matches(of: /href="#([^"]*)"/) { #expect(ids.contains(String(link.output.1)), "\(link.output.1)", sourceLocation: sourceLocation) }
        for name in html.matches(of: /aria-labelledby="([^"]*)"/) { #expect(ids.contains(String(name.output.1)), sourceLocation: sourceLocation) }
        for use in html.matches(of: /url\(#([^)]*)\)/) { #expect(ids.contains(String(use.output.1)), sourceLocation: sourceLocation) }
        for forbidden in ["src=", "http://", "https://", "@import", "javascript:", "onload", "onclick"] {
            #expect(!html.contains(forbidden), "\(forbidden)", sourceLocation: sourceLocation)
        }
        #expect(html.hasPrefix("<!DOCTYPE html>") && html.contains("<h1>") && html.utf8.count < 3_000_000, sourceLocation: sourceLocation)
    }

    @Test(arguments: Language.allCases, ["exloo_exact.gpkg", "nieuwe_drostendiep_ontwerp.gpkg", "gieten_regulier.gpkg"])
    func aPlanOnAPage(_ language: Language, _ plan: String) throws {
        let (result, shapes) = try StoryTextTests.check([plan], shapes: true)
        let html = CheckReport(result, shapes, language, versions: ["kk-diff": "1"]).text
        Self.expectSound(html)
        // Every figure that names its place is that of the JSON.
        let json = result.json(language: language, versions: [:])
        let style = NumberStyle(language)
        let figures = Self.figures(html)
        #expect(figures.count > 10)
        for (place, text) in figures {
            guard let value = Self.value(json, at: place) else {
                #expect(text.isEmpty, "\(place)")
                continue
            }
            let written = place.hasSuffix("_ha") ? [style.hectares(value), style.hectares(value) + " ha"] : [style.percent(value)]
            #expect(written.map { $0.replacing("<", with: "&lt;").replacing(">", with: "&gt;") }.contains(text), "\(place) \(text)")
        }
        // What has no data is never under what is not on the map.
        for hit in result.plans[0].hits where hit.state == .noData { #expect(html.contains(hit.name)) }
        #expect(html.contains(language == .nl ? "geen advies en geen oordeel" : "no advice and no judgement"))
    }

    @Test func severalPlansAndTheirVariants() throws {
        var (result, shapes) = try StoryTextTests.check(["gieten_regulier.gpkg", "gieten_verschoven.gpkg"], shapes: true)
        result.variants = VariantMatrix(result.plans)
        let html = CheckReport(result, shapes, .nl, versions: [:]).text
        Self.expectSound(html)
        #expect(html.matches(of: /<article/).count == 2)
        #expect(html.contains("Varianten naast elkaar") && html.contains("geen volgorde van voorkeur"))
        #expect(html.contains("href=\"#plan-2\""))
        // Without shapes there are pages without maps, and a word about it.
        let bare = CheckReport(result, [], .nl, versions: [:]).text
        Self.expectSound(bare)
        #expect(bare.contains("De kaart is weggelaten"))
    }

    @Test func whatAFileSaysIsText() throws {
        var (result, shapes) = try StoryTextTests.check(["exloo_exact.gpkg"], shapes: true)
        let hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)> \" ' & \u{202E}"
        result.plans[0].name = hostile
        result.plans[0].file = hostile
        result.plans[0].source = hostile
        result.catalogue.name = hostile
        result.parameters.caseText = hostile
        for index in result.plans[0].hits.indices {
            result.plans[0].hits[index].name = hostile
            result.plans[0].hits[index].quality = index % 2 == 0 ? hostile : result.plans[0].hits[index].quality
            result.plans[0].hits[index].level = hostile
            result.plans[0].hits[index].action = hostile
            result.plans[0].hits[index].references = [hostile]
        }
        result.plans[0].notTested = [NotTested(quality: hostile, name: hostile, reason: hostile, reference: hostile)]
        for language in Language.allCases {
            let html = CheckReport(result, shapes, language, versions: [hostile: hostile]).text
            #expect(!html.contains("<script>alert") && !html.contains("<img"))
            // The one script of the page.
            #expect(html.matches(of: /<script/).count == 1)
            #expect(html.contains("&lt;script&gt;alert(1)"))
        }
    }

    /// A page stays below its budget, and says what it left out.
    @Test func manyPlansKeepThePageSmall() throws {
        let (one, shapes) = try StoryTextTests.check(["nieuwe_drostendiep_ontwerp.gpkg"], shapes: true)
        var result = one
        result.plans = (0..<400).map { number in
            var plan = one.plans[0]
            plan.id = "plan \(number)"
            return plan
        }
        let html = CheckReport(result, Array(repeating: shapes[0], count: 400), .nl, versions: [:]).text
        #expect(html.utf8.count < 3_000_000)
        #expect(html.contains("plannen hebben hier een bladzijde; alle plannen staan in result.json en hits.csv."))
        #expect(html.matches(of: /<article/).count > 20)
    }

    @Test func theLimitHoldsForTheWholePage() throws {
        var (result, shapes) = try StoryTextTests.check(["gieten_regulier.gpkg", "gieten_verschoven.gpkg"], shapes: true)
        result.variants = VariantMatrix(result.plans)
        let whole = CheckReport(result, shapes, .nl, versions: [:]).text
        let thin = CheckReport(result, shapes, .nl, versions: [:], limit: 60_000).text
        #expect(thin.utf8.count <= 60_000)
        #expect(whole.utf8.count > 60_000)
        #expect(thin.contains("Om dit bestand klein te houden heeft alleen het eerste plan hier een bladzijde"))
        let bare = CheckReport(result, shapes, .nl, versions: [:], limit: 0).text
        #expect(bare.contains("Om dit bestand klein te houden hebben de plannen hier geen bladzijde"))
        #expect(bare.contains("Om dit bestand klein te houden is wat vergeleken is hier weggelaten"))
        Self.expectSound(bare)
        Self.expectSound(thin)
    }

    /// A folder goes to others: it names no place on this machine.
    @Test func filesAreNamedWithoutTheirFolders() throws {
        var (result, _) = try StoryTextTests.check(["gieten_regulier.gpkg"], shapes: false)
        let place = "/home/iemand/plan.gpkg"
        result.catalogue.file = "/home/iemand/catalogue.json"
        result.plans[0].file = place
        result.plansFailed = [FailedPlan(file: place, error: InputError("x", file: place, problem: Bilingual(en: "a", nl: "b"), remedy: Bilingual(en: "c", nl: "d")))]
        result.notices = [Notice("x", message: Bilingual(en: place + ": made up", nl: place + ": verzonnen")), Notice("y", message: Bilingual(en: "map/plan.gpkg: x", nl: "/ of niet"))]
        let placeless = result.placeless
        #expect(!placeless.json(language: .nl, versions: [:]).text.contains("/home"))
        #expect(placeless.plans[0].file == "plan.gpkg")
        #expect(placeless.notices.map(\.message.en) == ["plan.gpkg: made up", "map/plan.gpkg: x"])
        #expect(placeless.notices[1].message.nl == "/ of niet")
        result.plans[0].file = "map/plan.gpkg"
        #expect(result.placeless.plans[0].file == "map/plan.gpkg")
    }

    @Test func aStackOverTheLimitGetsThinner() throws {
        let outcome = try Self.stack()
        var many = outcome
        many.result.plans = Array(repeating: outcome.result.plans[0], count: 1500)
        many.outlines = Array(repeating: outcome.outlines[0], count: 1500)
        let whole = StackReport(many, .nl, versions: [:], limit: .max).text
        let thin = StackReport(many, .nl, versions: [:], limit: whole.utf8.count - 1).text
        #expect(thin.utf8.count < whole.utf8.count)
        #expect(thin.contains("regels staan in de tabellen (csv)"))
        #expect(thin.contains("Alleen de eerste 200 plannen zijn getekend."))
        Self.expectSound(thin)
    }

    // MARK: stack

    private static func stack() throws -> StackOutcome {
        let folder = StoryTextTests.folder
        var options = StackOptions(check: CheckOptions())
        options.check.repair = .structure
        options.mark = StackMark("10%")
        let names = ["nieuwe_drostendiep_ontwerp.gpkg", "exloo_exact.gpkg", "gieten_regulier.gpkg"]
        var outcome = try StackRun.outcome(
            plans: names.map { .file(folder + "plans/" + $0) }, catalogue: Catalogue.read(folder + "catalogue.json"), options: options)
        outcome.result.catalogue.file = "catalogue.json"
        for index in outcome.result.plans.indices { outcome.result.plans[index].id = names[index] }
        return outcome
    }

    @Test(arguments: Language.allCases) func aStackOnAPage(_ language: Language) throws {
        let outcome = try Self.stack()
        #expect(outcome.outlines.count == 3)
        let html = StackReport(outcome, language, versions: [:]).text
        Self.expectSound(html)
        let json = outcome.result.json(language: language, versions: [:])
        let style = NumberStyle(language)
        let figures = Self.figures(html)
        #expect(figures.count == 2 * outcome.result.claims.count)
        for (place, text) in figures {
            let value = try #require(Self.value(json, at: place), "\(place)")
            #expect(style.hectares(value).replacing("<", with: "&lt;") == text, "\(place)")
        }
        #expect(html.contains(language == .nl ? "geen score" : "no score"))
        var hostile = outcome
        let words = "\"><script>alert(1)</script><img src=x onerror=alert(1)>"
        for index in hostile.result.plans.indices { hostile.result.plans[index].name = words }
        for index in hostile.result.claims.indices {
            hostile.result.claims[index].name = words
            hostile.result.claims[index].quality = words
        }
        hostile.result.catalogue.name = words
        hostile.result.catalogue.file = words
        hostile.result.catalogue.crs = words
        let page = PageReading(StackReport(hostile, language, versions: [words: words]).text)
        #expect(page.problems == [])
        #expect(page.elements.count { $0.name == "script" } == 1)
        #expect(!page.elements.contains { $0.name == "img" })
        // The same elements as with plain names, but for the one more version.
        let plain = PageReading(StackReport(outcome, language, versions: ["a": "b"]).text)
        #expect(page.elements.map(\.name) == plain.elements.map(\.name))
    }

    @Test func aStackWithoutPlans() throws {
        var outcome = try Self.stack()
        outcome.result.plans = []
        outcome.result.claims = []
        outcome.outlines = []
        Self.expectSound(StackReport(outcome, .nl, versions: [:]).text)
    }
}

import Foundation
import GeoCore
import TestSupport
import Testing

@testable import PlanCheck

/// The synthetic sample against the answers that its generator worked out with other software.
@Suite("Sample plans")
struct SampleTests {
    static let folder = Paths.testdata.appendingPathComponent("drenthe")

    /// Members of a JSON object that a test reads.
    struct Answer {
        private let members: [String: JSONValue]

        init(_ value: JSONValue?) {
            if case .object(let members)? = value { self.members = members } else { members = [:] }
        }

        func number(_ key: String) -> Double? {
            switch members[key] {
            case .number(let value): value
            case .integer(let value): Double(value)
            default: nil
            }
        }

        func text(_ key: String) -> String? {
            if case .string(let text)? = members[key] { text } else { nil }
        }

        func list(_ key: String) -> [JSONValue] {
            if case .array(let items)? = members[key] { items } else { [] }
        }

        subscript(_ key: String) -> Answer { Answer(members[key]) }
        var keys: [String] { members.keys.sorted() }
    }

    static let catalogue = Result { try Catalogue.read(folder.appendingPathComponent("catalogue.json").path) }
    static let expected = Answer(try? JSONValue.read(folder.appendingPathComponent("expected_plans.json").path))

    static func check(_ plans: [String]) throws -> CheckResult {
        try PlanCheckRun.run(
            plans: plans.map { .file(folder.appendingPathComponent("plans/\($0)").path) }, catalogue: catalogue.get())
    }

    @Test("Lines, points, urban area and extent as expected; both engines agree")
    func linesAndPoints() throws {
        let plans = Self.expected.list("plans").map(Answer.init)
        let result = try Self.check(plans.compactMap { $0.text("plan") }.map { $0 + ".gpkg" })
        #expect(result.plans.count == 9)
        #expect(result.checks.compared > 50)
        #expect(result.checks.disagreements == 0)
        #expect(result.parameters.toleranceMetres == 0.5)
        var compared = 0
        for (answer, plan) in zip(plans, result.plans) {
            #expect(isClose(plan.outsideExtentHectares, answer.number("outside_extent_ha") ?? -1))
            #expect(isClose(plan.urbanHectares, answer.number("urban_ha") ?? -1))
            for hit in plan.hits where hit.lengthMetres != nil || hit.count != nil {
                let known = answer["units"][hit.id]
                #expect(hit.state.rawValue == known.text("state"), "\(plan.name) \(hit.id)")
                if let length = known.number("length_m") { #expect(isClose(hit.lengthMetres, length)) }
                if let count = known.number("count") { #expect(hit.count == Int(count)) }
                if let distance = known.number("distance_m"), distance <= 5000 {
                    #expect(isClose(hit.distanceMetres, distance))
                }
                compared += 1
            }
        }
        #expect(compared == 54)
    }

    @Test("The shifted fly-over cuts the Eexter es in two, the regular one only takes its corner")
    func eexterEs() throws {
        let answers = Self.expected["eexter_es"]["variants"]
        #expect(answers.keys.count == 4)
        let result = try Self.check(answers.keys.map { $0 + ".gpkg" })
        for (name, plan) in zip(answers.keys, result.plans) {
            let hit = try #require(plan.hits.first { $0.id == "LS-T1-ES" })
            let es = try #require(hit.features.first { $0.name == "Eexter es" })
            #expect(isClose(es.areaHectares, answers[name].number("taken_ha") ?? 0, within: 1e-5))
            // The class as a whole may lose more than this es.
            #expect((hit.partsAfter ?? 0) - (hit.partsBefore ?? 0) == Int(answers[name].number("parts_after") ?? 0) - 1)
            #expect((hit.areaHectares ?? 0) >= es.areaHectares * (1 - 1e-9))
        }
    }

    @Test("What a threshold needs and nobody gave is named")
    func rules() throws {
        let result = try Self.check(["exloo_exact.gpkg"])
        let rule = try #require(result.plans[0].hits.first { $0.id == "AR-WA3" }?.rules.first)
        #expect(rule.outcome == .notTestable)
        #expect(rule.missing == ["disturbed-area", "depth", "topsoil", "farmland"])
    }

    @Test("Blocks are ordered by firmness, level and size")
    func blocks() throws {
        let plan = try #require(try Self.check(["nieuwe_drostendiep_ontwerp.gpkg"]).plans.first)
        let hits = plan.hits(in: .hit)
        let order = hits.map { Firmness(legalBasis: $0.legalBasis, instrument: $0.instrument) }
        #expect(order == order.sorted())
        #expect(Set(order).count >= 2)
        #expect(HitState.allCases.reduce(0) { $0 + plan.hits(in: $1).count } == plan.hits.count)
    }

    @Test("The JSON names every unit once, in catalogue order, and reads back")
    func json() throws {
        let result = try Self.check(["exloo_exact.gpkg"])
        let scratch = try Scratch()
        let file = try scratch.write("result.json", result.json(language: .nl, versions: ["geos": "x"]).text)
        let top = Answer(try JSONValue.read(file))
        #expect(top.text("schema") == "kk-diff/check@1")
        let plan = Answer(top.list("plans").first)
        let ids = plan.list("hits").compactMap { Answer($0).text("id") }
        #expect(ids == result.plans[0].hits.map(\.id))
        #expect(Set(ids).count == ids.count)
        #expect(ids.firstIndex(of: "CH-1A").map { ids[$0 + 1] } == "CH-1B")
        #expect(plan.list("not_tested").count == (try Self.catalogue.get()).notMapped.count)
    }
}

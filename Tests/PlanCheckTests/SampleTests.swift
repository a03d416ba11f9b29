import Foundation
import GeoCore
import TestSupport
import Testing

@testable import PlanCheck

/// The synthetic sample: its plans against its catalogue, checked once for all tests.
enum Sample {
    static let folder = Paths.testdata.appendingPathComponent("drenthe").path + "/"
    static let catalogue = Result { try Catalogue.read(folder + "catalogue.json") }
    /// What the generator worked out with Shapely.
    static let expected = Answer(try? JSONValue.read(folder + "expected_plans.json"))
    static let names = expected.list("plans").compactMap { Answer($0).text("plan") }
    /// The plans of the stories, in the order of `names`; the layers are read once.
    static let result = Result { try check(names.map { $0 + ".gpkg" }) }

    static func check(_ files: [String], _ options: CheckOptions = CheckOptions()) throws -> CheckResult {
        let result = try PlanCheckRun.run(
            plans: files.map { .file(folder + "plans/" + $0) }, catalogue: catalogue.get(), options: options)
        #expect(result.plansFailed.isEmpty)
        return result
    }

    static func plan(_ name: String) throws -> PlanResult {
        try #require(try result.get().plans.first { $0.id.split(separator: "/").last == "\(name).gpkg" }, "\(name)")
    }
}

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

    func texts(_ key: String) -> [String]? {
        guard case .array(let items)? = members[key] else { return nil }
        return items.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    func list(_ key: String) -> [JSONValue] {
        if case .array(let items)? = members[key] { items } else { [] }
    }

    subscript(_ key: String) -> Answer { Answer(members[key]) }
    var keys: [String] { members.keys.sorted() }
}

extension PlanResult {
    func hit(_ id: String) throws -> UnitHit { try #require(hits.first { $0.id == id }, "\(id)") }
}

@Suite("Sample Drenthe: plans")
struct SampleTests {
    @Test("state, hectares, sides, lengths, numbers and distance of every unit")
    func answers() throws {
        let result = try Sample.result.get()
        #expect(result.plans.count == 9)
        #expect(result.parameters.toleranceMetres == 0.5)
        for (plan, known) in zip(result.plans, Sample.expected.list("plans").map(Answer.init)) {
            try near(plan.areaHectares, known.number("area_ha"), plan.id)
            try near(plan.outsideExtentHectares ?? -1, known.number("outside_extent_ha"), plan.id)
            try near(plan.urbanHectares ?? -1, known.number("urban_ha"), plan.id)
            #expect(plan.hits.count == known["units"].keys.count)
            for hit in plan.hits { try compare(hit, known["units"][hit.id], plan.name) }
        }
    }

    private func compare(_ hit: UnitHit, _ known: Answer, _ plan: String) throws {
        let what = "\(plan) \(hit.id)"
        #expect(hit.state.rawValue == known.text("state"), "\(what)")
        if hit.lengthMetres != nil || hit.count != nil {
            if let length = known.number("length_m") { #expect(isClose(hit.lengthMetres, length), "\(what)") }
            if let count = known.number("count") { #expect(hit.count == Int(count), "\(what)") }
        } else if hit.state != .noData {
            if let sides = known.texts("sides") { #expect(hit.sides.map(\.rawValue) == sides, "\(what)") }
            if known.number("area_ha") != nil, let area = hit.areaHectares { try near(area, known.number("area_ha"), what) }
            if known.number("share_of_plan") != nil, let share = hit.shareOfPlan { try near(share, known.number("share_of_plan"), what) }
            if known.number("share_of_unit") != nil, let share = hit.shareOfUnit { try near(share, known.number("share_of_unit"), what) }
        }
        if hit.state == .near || hit.state == .notHit, let distance = hit.distanceMetres {
            #expect(isClose(distance, try #require(known.number("distance_m"), "\(what)")), "\(what)")
        }
        if hit.state == .touches, hit.lengthMetres == nil, hit.count == nil {
            // At either end the tolerance (0.5 m) reaches round the corner.
            let length = try #require(hit.sharedBoundaryMetres)
            #expect(abs(length - (known.number("shared_boundary_m") ?? 0)) <= 1, "\(what)")
        }
    }

    @Test("both engines agree on every overlap")
    func engines() throws {
        let checks = try Sample.result.get().checks
        #expect(checks.compared > 50)
        #expect(checks.disagreements == 0)
    }

    @Test("what a threshold needs and nobody gave is named")
    func rules() throws {
        let rule = try #require(try Sample.plan("exloo_exact").hit("AR-WA3").rules.first)
        #expect(rule.outcome == .notTestable)
        #expect(rule.missing == ["disturbed-area", "depth", "topsoil", "farmland"])
    }

    @Test("blocks are ordered by firmness, level and size")
    func blocks() throws {
        let plan = try Sample.plan("nieuwe_drostendiep_ontwerp")
        let order = plan.hits(in: .hit).map { Firmness(legalBasis: $0.legalBasis, instrument: $0.instrument) }
        #expect(order == order.sorted())
        #expect(Set(order).count >= 2)
        #expect(HitState.allCases.reduce(0) { $0 + plan.hits(in: $1).count } == plan.hits.count)
    }

    @Test("the JSON names every unit once, in catalogue order, and reads back")
    func json() throws {
        var result = try Sample.result.get()
        result.plans = [try Sample.plan("exloo_exact")]
        let scratch = try Scratch()
        let file = try scratch.write("result.json", result.json(language: .nl, versions: ["geos": "x"]).text)
        let top = Answer(try JSONValue.read(file))
        #expect(top.text("schema") == "kk-diff/check@1")
        let plan = Answer(top.list("plans").first)
        let ids = plan.list("hits").compactMap { Answer($0).text("id") }
        #expect(ids == result.plans[0].hits.map(\.id))
        #expect(Set(ids).count == ids.count)
        #expect(ids.firstIndex(of: "CH-1A").map { ids[$0 + 1] } == "CH-1B")
        #expect(plan.list("not_tested").count == (try Sample.catalogue.get()).notMapped.count)
    }

    /// The answers are written with seven decimals.
    private func near(_ found: Double, _ known: Double?, _ what: String) throws {
        let expected = try #require(known, "\(what)")
        #expect(abs(found - expected) <= 1e-6 + 1e-9 * expected, "\(what): \(found), not \(expected)")
    }
}

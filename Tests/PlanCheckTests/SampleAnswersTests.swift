import Foundation
import GeoCore
import PlanCheck
import TestSupport
import Testing

/// The synthetic sample: its plans against its catalogue, held against answers that were worked out with Shapely
/// (testdata/drenthe/expected_plans.json).
@Suite("Sample Drenthe: plans")
struct SampleAnswersTests {
    static let folder = Paths.testdata.appendingPathComponent("drenthe").path + "/"

    /// All plans in one run: the layers are read once.
    static func check(_ files: [String]) throws -> [PlanResult] {
        let catalogue = try Catalogue.read(folder + "catalogue.json")
        let result = try PlanCheckRun.run(
            plans: files.map { .file(folder + "plans/" + $0) }, catalogue: catalogue)
        #expect(result.plansFailed.isEmpty)
        #expect(result.plans.count == files.count)
        return result.plans
    }

    static let stories = Result { try JSONValue.read(folder + "expected_plans.json") }
    /// The plans of the stories, in their order, checked once for all tests.
    static let plans = Result {
        try check(stories.get()["plans"].items.map { ($0["plan"].string ?? "") + ".gpkg" })
    }

    @Test("state, hectares, sides and distance of every unit of polygons")
    func answers() throws {
        for (plan, known) in zip(try Self.plans.get(), try Self.stories.get()["plans"].items) { try compare(plan, known) }
    }

    private func compare(_ plan: PlanResult, _ story: JSONValue) throws {
        try near(plan.areaHectares, story["area_ha"], plan.id)
        let units = story["units"].members
        #expect(plan.hits.count == units.count)
        for hit in plan.hits {
            let known = try #require(units[hit.id], "\(hit.id)")
            if known["geometry"].string == "line" || known["geometry"].string == "point" { continue }
            #expect(hit.state.rawValue == known["state"].string, "\(hit.id)")
            if hit.state != .noData, let sides = known["sides"].texts {
                #expect(hit.sides.map { $0.rawValue } == sides, "\(hit.id)")
            }
            if let area = hit.areaHectares, known["area_ha"].double != nil {
                try near(area, known["area_ha"], hit.id)
            }
            if let share = hit.shareOfPlan, known["share_of_plan"].double != nil {
                try near(share, known["share_of_plan"], hit.id)
            }
            if let share = hit.shareOfUnit, known["share_of_unit"].double != nil {
                try near(share, known["share_of_unit"], hit.id)
            }
            if hit.state == .near || hit.state == .notHit, let distance = hit.distanceMetres {
                try near(distance, known["distance_m"], hit.id)
            }
            if hit.state == .touches {
                // At either end the tolerance (0.5 m) reaches round the corner.
                let length = try #require(hit.sharedBoundaryMetres)
                #expect(abs(length - (known["shared_boundary_m"].double ?? 0)) <= 1, "\(hit.id)")
            }
        }
    }

    @Test("NNN lies against the south and east of Exloo in all three forms, with 0 ha")
    func exloo() throws {
        let forms = try Self.plans.get().filter { $0.id.contains("exloo") }
        #expect(forms.count == 3)
        for plan in forms {
            let nature = try #require(plan.hits.first { $0.id == "NA-NNN" })
            #expect(nature.state == .touches)
            #expect(nature.areaHectares == 0)
            #expect(nature.sides == [.east, .south])
        }
    }

    @Test("the shifted fly-over cuts the Eexter es in two, the regular one does not")
    func gieten() throws {
        let stories = try Self.stories.get()
        let variants = stories["eexter_es"]["variants"].members
        #expect(variants.count == 4)
        for (plan, story) in zip(try Self.plans.get(), stories["plans"].items) {
            guard let name = story["plan"].string, let es = variants[name] else { continue }
            let hit = try #require(plan.hits.first { $0.id == "LS-T1-ES" })
            let before = try #require(hit.partsBefore), after = try #require(hit.partsAfter)
            #expect(Double(after - before + 1) == es["parts_after"].double, "\(name)")
            try near(try #require(hit.areaHectares), es["taken_ha"], name)
            try near(try #require(hit.largestPartAfterHectares), es["largest_part_after_ha"], name)
        }
    }

    /// The answers are written with seven decimals.
    private func near(_ found: Double, _ known: JSONValue, _ what: String) throws {
        let expected = try #require(known.double, "\(what)")
        #expect(abs(found - expected) <= 1e-6 + 1e-9 * expected, "\(what): \(found), not \(expected)")
    }
}

extension JSONValue {
    fileprivate subscript(_ key: String) -> JSONValue { members[key] ?? .null }
    fileprivate var members: [String: JSONValue] {
        guard case .object(let members) = self else { return [:] }
        return members
    }
    fileprivate var items: [JSONValue] {
        guard case .array(let items) = self else { return [] }
        return items
    }
    fileprivate var texts: [String]? {
        guard case .array(let items) = self else { return nil }
        return items.compactMap(\.string)
    }
    fileprivate var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }
    fileprivate var double: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        default: nil
        }
    }
}

import Foundation
import GeoCore
import TestSupport
import Testing

@testable import PlanCheck

/// Squares by hand: a unit of 1 000 × 1 000 m (100 ha) in two zones, three plans of which two overlap.
@Suite("Stacked plans")
struct StackTests {
    private let scratch: Scratch
    private let catalogue: Catalogue
    private let plans: [PlanInput]

    init() throws {
        scratch = try Scratch()
        let rectangle = HandMade.rectangle
        _ = try scratch.write("unit.geojson", Scratch.geoJSON([(rectangle(0, 0, 1000, 1000), "")]))
        _ = try scratch.write(
            "zones.geojson",
            Scratch.geoJSON([
                (rectangle(0, 0, 500, 1000), #""naam":"west""#), (rectangle(500, 0, 1000, 1000), #""naam":"oost""#),
            ]))
        catalogue = try scratch.catalogue(
            #"{"id": "U", "quality": "q", "name": "unit", "layers": [{"file": "unit.geojson"}]}"#)
        // 10 ha in the west; 20 ha of which 5 in the first; 4 ha in the east and 6 outside the unit.
        let outlines = [
            ("a", rectangle(0, 0, 100, 1000), "2026-03-01"), ("b", rectangle(50, 0, 250, 1000), "2026-01-01"),
            ("c", rectangle(960, 0, 1060, 1000), "2026-02-01"),
        ]
        let made = scratch
        plans = try outlines.map { name, ring, date in
            .file(try made.write("\(name).geojson", Scratch.geoJSON([(ring, #""datum":"\#(date)""#)])))
        }
    }

    private func run(_ options: StackOptions) throws -> StackResult {
        try StackRun.run(plans: plans, catalogue: catalogue, options: options)
    }

    private var zoned: StackOptions {
        StackOptions(zones: LayerObject(file: scratch.folder.path + "/zones.geojson"), zoneField: "naam")
    }

    @Test("a place counts once: own, added and together, plan by plan")
    func cumulative() throws {
        let result = try run(StackOptions(mark: StackMark("20%")))
        let claim = try #require(result.claims.first)
        #expect(result.claims.count == 1)
        #expect(isClose(claim.unitHectares, 100))
        #expect(zip(claim.steps.map(\.ownHectares), [10, 20, 4]).allSatisfy { isClose($0, $1) })
        #expect(zip(claim.steps.map(\.addedHectares), [10, 15, 4]).allSatisfy { isClose($0, $1) })
        #expect(zip(claim.steps.map(\.cumulativeHectares), [10, 25, 29]).allSatisfy { isClose($0, $1) })
        #expect(isClose(claim.claimedHectares, 29))
        #expect(claim.pastMark == 1)
        #expect(result.checks.disagreements == 0 && result.checks.compared == 1)
    }

    @Test("in the order of their dates the first plan past the mark is another")
    func byDate() throws {
        let result = try run(StackOptions(dateField: "datum", mark: StackMark("24.5ha")))
        #expect(result.plans.map(\.name) == ["b", "c", "a"])
        #expect(result.plans.map(\.date) == ["2026-01-01", "2026-02-01", "2026-03-01"])
        let claim = try #require(result.claims.first)
        #expect(zip(claim.steps.map(\.cumulativeHectares), [20, 24, 29]).allSatisfy { isClose($0, $1) })
        #expect(claim.pastMark == 2)
    }

    @Test("zones add up to the whole, and each has its own share and mark")
    func zones() throws {
        var options = zoned
        options.mark = StackMark("0,1")
        let result = try run(options)
        let parts = result.claims.filter { $0.zone != nil }
        #expect(parts.map(\.zone) == ["oost", "west"])
        #expect(isClose(parts.reduce(0) { $0 + $1.claimedHectares }, 29))
        #expect(zip(parts.map(\.unitHectares), [50, 50]).allSatisfy { isClose($0, $1) })
        #expect(zip(parts.map(\.claimedHectares), [4, 25]).allSatisfy { isClose($0, $1) })
        #expect(parts.map(\.pastMark) == [nil, 0])
        // Whatever the unit: plan c lies for 6 ha outside both.
        #expect(result.zones.map(\.plans) == [1, 2])
        #expect(zip(result.zones.map(\.claimedHectares), [4, 25]).allSatisfy { isClose($0, $1) })
    }

    @Test("nearest plans: 0 m where they overlap, else the gap")
    func nearest() throws {
        let plans = try run(StackOptions()).plans
        #expect(plans.map { $0.nearest?.name } == ["b", "a", "b"])
        #expect(zip(plans.map { $0.nearest?.distanceMetres }, [0, 0, 710]).allSatisfy { isClose($0, $1) })
    }

    @Test("just under the mark, just over it, and exactly on it", arguments: [("29.001%", false), ("28.999%", true), ("29.001ha", false), ("28.999 ha", true)])
    func edgeOfTheMark(_ text: String, _ isPast: Bool) throws {
        let claim = try #require(try run(StackOptions(mark: StackMark(text))).claims.first)
        #expect((claim.pastMark != nil) == isPast)
        #expect(!StackMark.hectares(29).isPassed(byHectares: 29, of: 100) && !StackMark.share(0.29).isPassed(byHectares: 29, of: 100))
    }

    @Test("what is no mark", arguments: ["", "veel", "101%", "-1", "1.5", "nan", "inf ha", "ha"])
    func noMark(_ text: String) { #expect(StackMark(text) == nil) }

    @Test("a plan that cannot be read is named and the others are stacked; a wrong field is an error per plan")
    func failures() throws {
        let result = try StackRun.run(plans: plans + [.file("missing.gpkg")], catalogue: catalogue, options: StackOptions())
        #expect(result.plansFailed.map(\.file) == ["missing.gpkg"])
        #expect(isClose(result.claims.first?.claimedHectares, 29))
        let wrong = try run(StackOptions(dateField: "dag"))
        #expect(wrong.plansFailed.count == 3 && wrong.claims.isEmpty)
        #expect(wrong.plansFailed.allSatisfy { $0.error.code == "field-missing" })
    }

    @Test("the JSON holds every step")
    func json() throws {
        let top = Answer(try run(zoned).json(language: .en, versions: [:]))
        #expect(top.text("schema") == "kk-diff/stack@1")
        let claims = top.list("claims").map(Answer.init)
        #expect(claims.map { $0.text("zone") ?? "-" } == ["-", "oost", "west"])
        #expect(claims[0].list("steps").count == 3)
        #expect(Answer(top.list("plans").first)["nearest"].text("id")?.hasSuffix("b.geojson") == true)
    }
}

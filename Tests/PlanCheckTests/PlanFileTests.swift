import Foundation
import GeoCore
import TestSupport
import Testing

@testable import PlanCheck

@Suite("Plan files: which of them is the plan, lines, names, ground")
struct PlanFileTests {
    private let scratch: Scratch
    private static let gml = Paths.testdata.appendingPathComponent("gml")

    init() throws { scratch = try Scratch() }

    /// A catalogue of one unit that covers x 230 000…230 050, y 550 000…550 100.
    private func catalogue(_ more: String = "") throws -> Catalogue {
        let unit = Scratch.geoJSON([(HandMadeRing.box(230_000, 550_000, 50, 100), "")])
        let file = try scratch.write("unit.geojson", unit)
        return try scratch.catalogue(
            #"{"id": "U", "quality": "q", "name": "Unit", "layers": [{"file": "\#(file)"}]\#(more)}"#)
    }

    private func check(
        _ plans: [String], _ options: CheckOptions = CheckOptions(), more: String = ""
    ) throws -> CheckResult {
        try PlanCheckRun.run(plans: plans.map(PlanInput.file), catalogue: catalogue(more), options: options)
    }

    private static func path(_ name: String) -> String { gml.appendingPathComponent(name).path }

    // MARK: which plan

    @Test("The plan area of an IMRO file, packed or not, once; its id without the status, its name")
    func imro() throws {
        for file in ["plan.gml", "delivery_imro.zip"] {
            let result = try check([Self.path(file)])
            #expect(result.plansFailed.isEmpty)
            let plan = try #require(result.plans.first)
            #expect(plan.id == "NL.IMRO.9999.SYNTHETISCH")
            #expect(plan.name == "SYNTHETISCH plan")
            #expect(plan.source == "Besluitgebied_X")
            #expect(abs(plan.areaHectares - 1) < 1e-9)
            #expect(abs((plan.hits[0].areaHectares ?? 0) - 0.5) < 1e-9)
        }
    }

    @Test("A GIO: all its locations, or one by name, beginning or number")
    func gio() throws {
        let path = Self.path("gio_groups.gml")
        #expect(abs(try check([path]).plans[0].areaHectares - 2) < 1e-9)
        for name in ["SYNTHETISCH een", "synthetisch e"] {
            let plan = try #require(try check([path], CheckOptions(planName: name)).plans.first)
            #expect(abs(plan.areaHectares - 1) < 1e-9)
        }
        let error = try #require(try check([path], CheckOptions(planName: "drie")).plansFailed.first?.error)
        #expect(error.code == "plan-choice")
        #expect(error.line(.nl).contains("\"SYNTHETISCH een\" 1,00 ha"))
        let twice = try #require(try check([path], CheckOptions(planName: "SYN")).plansFailed.first?.error)
        #expect(twice.code == "plan-choice")
    }

    @Test("A delivery of several: names with hectares and how to choose; then by name, beginning or number")
    func delivery() throws {
        let path = Self.path("delivery_dso.zip")
        let error = try #require(try check([path]).plansFailed.first?.error)
        #expect(error.code == "plan-choice")
        #expect(
            error.line(.nl).hasSuffix(
                "2 gebieden, welk is het plan? \"SYNTHETISCH gebied\" 2,00 ha · \"synthetisch\" 2,00 ha; "
                    + "kies met --plan \"SYNTHETISCH gebied\", of met het nummer: --plan 1"))
        for (name, expected) in [("SYNTHETISCH gebied", "SYNTHETISCH gebied"), ("synthetisch g", "SYNTHETISCH gebied"), ("2", "synthetisch")] {
            let plan = try #require(try check([path], CheckOptions(planName: name)).plans.first)
            #expect(plan.source == expected)
            #expect(plan.name == expected)
        }
        #expect(try check([path], CheckOptions(planName: "3")).plansFailed.first?.error.code == "plan-choice")
    }

    @Test("Names: whole before number before beginning")
    func names() throws {
        let names = ["2", "wijzigingsgebied", "gemeente", "gemeentehuis"]
        #expect(try PlanName.place(of: "2", among: names) == 0)
        #expect(try PlanName.place(of: "3", among: names) == 2)
        #expect(try PlanName.place(of: "WIJZ", among: names) == 1)
        #expect(try PlanName.place(of: "gemeente", among: names) == 2)
        #expect(try PlanName.place(of: "9", among: names) == nil)
        #expect(try PlanName.place(of: "", among: names) == nil)
        #expect(throws: InputError.self) { _ = try PlanName.place(of: "gem", among: names) }
    }

    @Test("Ids: relative to the folder that was given, never somebody's folders")
    func ids() {
        #expect(PlanFile.relative("a/b.gml", to: []) == "a/b.gml")
        #expect(PlanFile.relative("./a/b.gml", to: []) == "a/b.gml")
        #expect(PlanFile.relative("/home/x/plans/a/b.gml", to: ["/home/x/plans"]) == "a/b.gml")
        #expect(PlanFile.relative("/home/x/plans/a/b.gml", to: ["/home/x/plans/", "/home/x/other"]) == "plans/a/b.gml")
        #expect(PlanFile.relative("/home/x/a/b.gml", to: ["/home/x/a/b.gml", "/home/x/c/b.gml"]) == "a/b.gml")
        #expect(PlanFile.relative("/home/x/b.gml", to: ["/home/x/b.gml", "relative"]) == "b.gml")
        #expect(PlanFile.relative("/home/x/b.gml", to: []) == "b.gml")
    }

    @Test("A folder: sorted, packed files too, the same file once and told")
    func folder() throws {
        let one = try scratch.write("in/b/plan.geojson", Scratch.geoJSON([(HandMadeRing.box(230_000, 550_000, 10, 10), "")]))
        _ = try scratch.write("in/a/plan.geojson", Scratch.geoJSON([(HandMadeRing.box(230_000, 550_000, 20, 10), "")]))
        let folder = scratch.folder.appendingPathComponent("in").path
        let gathered = try PlanInput.gathered(from: [folder, one, folder + "/a/../b/plan.geojson"])
        #expect(gathered.inputs.count == 2)
        #expect(gathered.notices.map(\.code) == ["plan-given-twice"])
        #expect(gathered.notices.first?.count == 2)
        var options = CheckOptions()
        options.planFolders = [folder]
        let result = try PlanCheckRun.run(plans: gathered.inputs, catalogue: catalogue(), options: options)
        #expect(result.plans.map(\.id) == ["a/plan.geojson", "b/plan.geojson"])
    }

    // MARK: lines

    private func lines(_ features: [(coordinates: String, properties: String)]) throws -> String {
        let items = features.map {
            #"{"type":"Feature","properties":{\#($0.properties)},"geometry":{"type":"LineString","coordinates":[\#($0.coordinates)]}}"#
        }
        return try scratch.write(
            "lines.geojson",
            #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:28992"}},"features":[\#(items.joined(separator: ","))]}"#)
    }

    private static let square = "[230000,550000],[230100,550000],[230100,550100],[230000,550100],[230000,550000]"

    @Test("Closed lines are outlines of areas, with a note; open lines beside them are told")
    func closedLines() throws {
        let result = try check([try lines([(Self.square, ""), ("[230000,550000],[230500,550500]", "")])])
        let plan = try #require(result.plans.first)
        #expect(abs(plan.areaHectares - 1) < 1e-9)
        #expect(abs((plan.hits[0].areaHectares ?? 0) - 0.5) < 1e-9)
        #expect(result.notices.contains { $0.code == "closed-lines" && $0.count == 1 })
        #expect(result.notices.contains { $0.code == "open-lines" && $0.count == 1 })
        #expect(plan.ledger.balances)
    }

    @Test("Open lines need a width: a corridor of it on both sides")
    func corridors() throws {
        let path = try lines([("[229900,550050],[230100,550050]", "")])
        let error = try #require(try check([path]).plansFailed.first?.error)
        #expect(error.code == "plan-lines")
        #expect(error.line(.nl).contains("--buffer"))
        let result = try check([path], CheckOptions(bufferMetres: 15))
        let plan = try #require(result.plans.first)
        // 200 × 30 m with two round ends (64 sides: 0.16 % less than a circle).
        let exact = 200.0 * 30 + Double.pi * 15 * 15
        #expect(abs(plan.areaHectares * 10_000 / exact - 1) < 2e-3)
        #expect(abs((plan.hits[0].areaHectares ?? 0) * 10_000 - 50 * 30) < 1e-6)
        #expect(result.notices.contains { $0.code == "line-corridors" })
    }

    @Test("Closed lines grow by the buffer only when they are polygons; each keeps its field")
    func eachLine() throws {
        let path = try lines([
            ("[229900,550050],[230100,550050]", #""weg":"A""#), ("[229900,550080],[230100,550080]", #""weg":"B""#),
        ])
        let result = try check([path], CheckOptions(eachField: "weg", bufferMetres: 5))
        #expect(result.plans.map(\.name) == ["A", "B"])
        #expect(abs((result.plans[1].hits[0].areaHectares ?? 0) * 10_000 - 500) < 1e-6)
    }

    @Test("A drawing (DXF) through ogr2ogr: its closed polyline is the plan", .enabled(if: Paths.hasOGR, "needs ogr2ogr"))
    func drawing() throws {
        let source = try lines([(Self.square, "")])
        let drawing = scratch.folder.appendingPathComponent("tekening.dxf").path
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["ogr2ogr", "-f", "DXF", drawing, source]
        try process.run()
        process.waitUntilExit()
        #expect(try check([drawing]).plansFailed.first?.error.code == "crs-missing")
        let result = try check([drawing], CheckOptions(planCRS: "EPSG:28992"))
        let plan = try #require(result.plans.first)
        #expect(abs(plan.areaHectares - 1) < 1e-9)
        #expect(result.notices.contains { $0.code == "closed-lines" })
    }

    // MARK: ground

    private static let rule = #", "rules": [{"id": "R", "max_area_m2": 1000, "max_depth_cm": 30}]"#

    @Test("Disturbed area and depth per plan from fields: summed and deepest, blank keeps the option")
    func ground() throws {
        let features = [("een", "600", "20"), ("een", "600,5", "40"), ("twee", "900", "25"), ("drie", "", "")]
        let text = Scratch.geoJSON(
            features.enumerated().map { place, feature in
                (
                    HandMadeRing.box(230_000, 550_000 + Double(place) * 10, 10, 10),
                    #""plan":"\#(feature.0)","m2":"\#(feature.1)","cm":"\#(feature.2)""#
                )
            })
        let path = try scratch.write("ground.geojson", text)
        var options = CheckOptions(eachField: "plan", ground: GroundDisturbance(areaSquareMetres: 5000, depthCentimetres: 50, hasTopsoil: true))
        options.disturbedAreaField = "m2"
        options.depthField = "cm"
        let result = try check([path], options, more: Self.rule)
        let outcomes = Dictionary(uniqueKeysWithValues: result.plans.map { ($0.name, $0.hits[0].rules.first?.outcome) })
        #expect(outcomes == ["een": .aboveThreshold, "twee": .belowThreshold, "drie": .aboveThreshold])

        let bad = try scratch.write("bad.geojson", Scratch.geoJSON([(HandMadeRing.box(230_000, 550_000, 10, 10), #""m2":"veel","cm":"1""#)]))
        let error = try #require(try check([bad], options.with { $0.eachField = nil }).plansFailed.first?.error)
        #expect(error.code == "ground-field")
        #expect(try check([path], options.with { $0.depthField = "diepte" }).plansFailed.first?.error.code == "field-missing")
    }
}

/// Rings by their corner and size.
enum HandMadeRing {
    static func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> [SIMD2<Double>] {
        [[x, y], [x + width, y], [x + width, y + height], [x, y + height], [x, y]]
    }
}

extension CheckOptions {
    fileprivate func with(_ change: (inout CheckOptions) -> Void) -> CheckOptions {
        var copy = self
        change(&copy)
        return copy
    }
}

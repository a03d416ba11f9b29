import Foundation
import GeoCore
import PlanCheck
import TestSupport
import Testing

@testable import MapReport

/// The acceptance stories as the planner reads them: kept as text, in Dutch.
@Suite("Stories as text")
struct StoryTextTests {
    static let folder = Paths.testdata.appendingPathComponent("drenthe").path + "/"

    /// A check of sample plans, with names instead of this machine's paths.
    static func check(_ names: [String], shapes: Bool = false, _ change: (inout CheckOptions) -> Void = { _ in }) throws -> (CheckResult, [PlanShapes]) {
        var options = CheckOptions(caseText: "2025-0412")
        options.keepsShapes = shapes
        change(&options)
        var checked: [CheckedPlan] = []
        var result = try PlanCheckRun.stream(
            plans: names.map { .file(folder + "plans/" + $0) }, catalogue: Catalogue.read(folder + "catalogue.json"),
            options: options, body: { if case .checked(let plan) = $0 { checked.append(plan) } })
        #expect(result.plansFailed.isEmpty)
        result.plans = checked.map(\.result)
        for index in result.plans.indices {
            result.plans[index].id = result.plans[index].id.replacing(folder, with: "")
            result.plans[index].file = result.plans[index].file?.replacing(folder, with: "")
        }
        result.catalogue.file = "catalogue.json"
        return (result, checked.compactMap(\.shapes))
    }

    private func expect(_ text: String, _ name: String) {
        Golden.expect(text, matches: Paths.testdata.appendingPathComponent("report/\(name)"))
        #expect(!text.contains(Self.folder))
    }

    @Test func exloo() throws {
        expect(CheckText(try Self.check(["exloo_exact.gpkg"]).0, .nl).text, "story-exloo.nl.txt")
    }

    @Test func gieten() throws {
        var result = try Self.check([
            "gieten_regulier.gpkg", "gieten_regulier_verdubbeling.gpkg", "gieten_verschoven.gpkg", "gieten_verschoven_verdubbeling.gpkg",
        ]).0
        result.variants = VariantMatrix(result.plans)
        let text = CheckText(result, .nl).text
        expect(text, "story-gieten.nl.txt")
        #expect(text.contains("de bronnen spreken elkaar tegen"))
        #expect(!text.lowercased().contains("voorkeur voor"))
    }

    @Test func drostendiep() throws {
        let before = try Self.check(["nieuwe_drostendiep_voorontwerp.gpkg"]).0
        var after = try Self.check(["nieuwe_drostendiep_ontwerp.gpkg"]).0
        after.earlier = ResultComparison(
            file: "voorontwerp.json", earlier: before.plans.map(PlanAnswer.init), now: after.plans.map(PlanAnswer.init))
        expect(CheckText(after, .nl).text, "story-drostendiep.nl.txt")
    }

    @Test func questions() throws {
        let html = QuestionsPage(try Self.check(["exloo_exact.gpkg"]).0, .nl).html
        expect(html, "story-exloo-deelvragen.nl.html")
        // One block per quality, nothing from elsewhere, no script.
        #expect(html.components(separatedBy: "<table").count - 1 == 5)
        for forbidden in ["<script", "<link", "<style", "src=", "href=", "class=", "http:"] { #expect(!html.contains(forbidden), "\(forbidden)") }
        #expect(html.contains("[NA-NNN]") && html.contains("zuid 806 m") && html.contains("oost 607 m"))
        #expect(html.contains("oost- en zuidrand"))
    }

    @Test func map() throws {
        let (result, shapes) = try Self.check(["exloo_exact.gpkg"], shapes: true)
        let svg = PlanMap(result.plans[0], shapes[0], of: result, .nl).svg
        expect(svg, "story-exloo.nl.svg")
        #expect(svg.contains("Z 806 m") && svg.contains("O 607 m") && svg.contains("120 m"))
        #expect(svg.contains("<title") && svg.contains("<desc") && svg.contains("SYNTHETISCH"))
        #expect(!svg.contains("<script") && !svg.contains("href"))
    }
}

@Suite("Folder of a check")
struct CheckFolderTests {
    @Test("all files, hits as shapes with the hectares of the check, written again over itself, never over strangers")
    func folder() throws {
        let (result, shapes) = try StoryTextTests.check(["nieuwe_drostendiep_ontwerp.gpkg", "exloo_exact.gpkg"], shapes: true)
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("folder-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: root) }
        let target = root.appendingPathComponent("uit").path
        for _ in 0..<2 {
            try CheckFolder(result, shapes, .nl, csv: .dutch, versions: [:]).write(to: target)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: target).sorted() == [
                    "deelvragen.html", "hits.csv", "hits.geojson", "hits.gpkg", "kaart-1.svg", "kaart-2.svg", "kaart.qgs", "rapport.html",
                    "rapport.md", "result.json",
                ])
            #expect(try FileManager.default.contentsOfDirectory(atPath: root.path) == ["uit"])
        }
        var options = LayerReadOptions()
        options.attributeFields = ["id", "plan", "quality"]
        let layer = try LayerReader.read([LayerObject(file: target + "/hits.gpkg", layer: "hits")], options: options)
        let overlaps = result.plans.flatMap { plan in
            plan.hits.filter { $0.state == .hit && ($0.areaHectares ?? 0) > 0 && $0.lengthMetres == nil }.map { (plan.id, $0) }
        }
        #expect(layer.polygons.featureCount == overlaps.count)
        for feature in 0..<layer.polygons.featureCount {
            let id = layer.attributes["id"]?[feature], plan = layer.attributes["plan"]?[feature]
            let hit = try #require(overlaps.first { $0.0 == plan && $0.1.id == id }?.1)
            let hectares = layer.polygons.areaSquareMetres(ofFeature: feature) / 10_000
            #expect(abs(hectares - (hit.areaHectares ?? 0)) <= 1e-6 * hectares + 1e-9, "\(hit.id)")
        }
        // GeoJSON is longitude and latitude.
        let geo = try LayerReader.read([LayerObject(file: target + "/hits.geojson")], options: options)
        #expect(geo.polygons.box.minX > 3 && geo.polygons.box.maxX < 8 && geo.polygons.box.minY > 50)

        try "mine".write(toFile: target + "/brief.docx", atomically: true, encoding: .utf8)
        #expect(throws: InputError.self) { try CheckFolder(result, shapes, .nl, csv: .standard, versions: [:]).write(to: target) }
        #expect(try String(contentsOfFile: target + "/brief.docx", encoding: .utf8) == "mine")
        #expect(try FileManager.default.contentsOfDirectory(atPath: root.path) == ["uit"])
    }

    @Test("what a file says cannot become markup")
    func escaping() throws {
        var result = SampleCheck.result
        result.plans[0].name = "<script>alert(1)</script> & \"plan\""
        result.plans[0].hits[0].action = "<img src=x>"
        result.parameters.caseText = "<b>"
        let html = QuestionsPage(result, .nl).html
        #expect(!html.contains("<script") && !html.contains("<img") && !html.contains("<b>"))
        #expect(html.contains("&lt;script&gt;"))
    }
}

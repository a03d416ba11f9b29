import GeoCore
import Testing

@testable import PlanCheck

@Suite("Catalogue: lint, versions, draft")
struct CatalogueCommandTests {
    private static func map(_ boxes: [(Double, Double, Double, Double)], in scratch: Scratch, _ name: String) throws -> String {
        try scratch.write(
            name, Scratch.geoJSON(boxes.map { (HandMade.rectangle($0.0, $0.1, $0.2, $0.3), #""n":"x""#) }))
    }

    @Test("Lint: an empty selection, hectares beyond what is expected, doubled features, missing texts")
    func lint() throws {
        let scratch = try Scratch()
        _ = try Self.map([(0, 0, 100, 100), (0, 0, 100, 100), (200, 0, 300, 100)], in: scratch, "a.geojson")
        let catalogue = try scratch.catalogue(
            #"""
            {"id": "A", "quality": "q", "name": "a", "layers": [{"file": "a.geojson"}], "expected_ha": 3, "action": "x",
             "references": ["V:1"], "instrument": "visie", "version_date": "2022-01-01"},
            {"id": "B", "quality": "q", "name": "b", "layers": [{"file": "a.geojson", "where": {"n": ["y"]}}]},
            {"id": "C", "quality": "q", "name": "c", "layers": null},
            {"id": "D", "quality": "q", "name": "d", "layers": [{"file": "a.geojson"}], "expected_ha": 2.001, "context": true, "references": ["V:1"], "instrument": "visie", "version_date": "2022"}
            """#)
        let lint = try CatalogueLint(catalogue, threads: 1)
        func codes(_ unit: String, _ isError: Bool) -> Set<String> {
            Set(lint.findings.filter { $0.unit == unit && $0.isError == isError }.map(\.code))
        }
        #expect(codes("A", true) == ["expected-ha"])
        #expect(codes("A", false) == ["doubled-features", "rtree-missing"])
        #expect(codes("B", true) == ["catalogue-empty-selection"])
        #expect(codes("B", false).isSuperset(of: ["action-missing", "reference-missing", "version-missing", "instrument-missing"]))
        #expect(codes("C", true).isEmpty)
        #expect(codes("C", false).contains("reason-missing"))
        #expect(codes("D", true).isEmpty)
        #expect(!codes("D", false).contains("expected-ha"))
        #expect(lint.units.map(\.id) == ["A", "B", "C", "D"])
        #expect(isClose(lint.units[0].hectares, 2))
        #expect(lint.units[0].doubledFeatures == 1)
        #expect(isClose(lint.units[0].doubledHectares, 1))
        #expect(lint.units[1].features == nil)
    }

    @Test("Versions: moved, changed in text, added, removed, the same")
    func versions() throws {
        let (before, after) = (try Scratch(), try Scratch())
        _ = try Self.map([(0, 0, 100, 100)], in: before, "a.geojson")
        _ = try Self.map([(50, 0, 150, 100)], in: after, "a.geojson")
        for scratch in [before, after] { _ = try Self.map([(0, 0, 100, 200)], in: scratch, "b.geojson") }
        func unit(_ id: String, _ file: String, _ level: String) -> String {
            #"{"id": "\#(id)", "quality": "q", "name": "n", "level": "\#(level)", "layers": [{"file": "\#(file).geojson"}]}"#
        }
        let old = try before.catalogue([unit("A", "a", "hoog"), unit("B", "b", "hoog"), unit("C", "b", "x"), unit("E", "b", "x")].joined(separator: ","))
        let new = try after.catalogue([unit("A", "a", "hoog"), unit("B", "b", "middel"), unit("D", "b", "x"), unit("E", "b", "x")].joined(separator: ","))
        let diff = try CatalogueDiff(old, new, threads: 1)
        #expect(diff.units.map(\.id) == ["A", "B", "D", "E", "C"])
        #expect(diff.units.map(\.change) == [.moved, .texts, .added, .same, .removed])
        let moved = diff.units[0].measure
        #expect(isClose(moved.both, 0.5))
        #expect(isClose(moved.onlyOld, 0.5))
        #expect(isClose(moved.onlyNew, 0.5))
        #expect(isClose(moved.old, 1))
        #expect(diff.units[1].fields == [CatalogueDiff.Field(key: "level", old: "hoog", new: "middel")])
        #expect(isClose(diff.units[2].measure.new, 2))
        #expect(diff.units[2].measure.old == nil)
    }

    @Test("A draft can be read as a catalogue")
    func draft() throws {
        let scratch = try Scratch()
        let file = try Self.map([(0, 0, 100, 100)], in: scratch, "Mooie laag.geojson")
        let draft = try CatalogueDraft.json(Inspector.inspect([file, file]), name: "Proef", each: "n", language: .nl)
        let catalogue = try Catalogue.read(scratch.write("draft.json", draft.text))
        #expect(catalogue.crs == "EPSG:28992")
        #expect(catalogue.units.count == 2)
        #expect(Set(catalogue.units.map(\.id)).count == 2)
        #expect(catalogue.units[0].each?.id == "n")
        #expect(isClose(catalogue.units[0].expectedHectares, 1))
        #expect(throws: InputError.self) {
            try CatalogueDraft.json(Inspection(), name: "x", each: nil, language: .en)
        }
    }

    @Test("Areas alone are the areas of the whole check")
    func areasOnly() throws {
        let scratch = try Scratch()
        var random = SeededBoxes(seed: 5)
        _ = try Self.map((0..<40).map { _ in random.next() }, in: scratch, "a.geojson")
        _ = try Self.map((0..<40).map { _ in random.next() }, in: scratch, "b.geojson")
        let plans = try scratch.write(
            "plans.geojson",
            Scratch.geoJSON((0..<25).map { index in
                let box = random.next()
                return (HandMade.rectangle(box.0, box.1, box.2, box.3), #""id":"\#(index / 2)""#)
            }))
        let catalogue = try scratch.catalogue(
            #"""
            {"id": "A", "quality": "q", "name": "a", "layers": [{"file": "a.geojson"}]},
            {"id": "B", "quality": "q", "name": "b", "layers": [{"file": "b.geojson"}]},
            {"id": "N", "quality": "q", "name": "n", "layers": null, "reason": "geen kaart"}
            """#)
        let options = CheckOptions(eachField: "id", workers: 1)
        let areas = try PlanAreas.run(plans: [.file(plans)], catalogue: catalogue, options: options)
        let checked = try PlanCheckRun.run(plans: [.file(plans)], catalogue: catalogue, options: options)
        #expect(areas.noData == ["N"])
        #expect(areas.plans.map(\.id) == checked.plans.map(\.id))
        #expect(areas.plans.count == 13)
        for (plan, whole) in zip(areas.plans, checked.plans) {
            #expect(isClose(plan.areaHectares, whole.areaHectares, within: 1e-9))
            let hits = whole.hits.filter { $0.state == .hit }
            #expect(plan.units.map(\.id) == hits.map(\.id))
            for (unit, hit) in zip(plan.units, hits) { #expect(isClose(unit.areaHectares, hit.areaHectares ?? -1, within: 1e-9)) }
        }
        let two = try PlanAreas.run(
            plans: [.file(plans)], catalogue: catalogue, options: CheckOptions(eachField: "id", workers: 3))
        #expect(two.plans == areas.plans)
    }
}

import TestSupport

/// Boxes of some size at whole metres.
private struct SeededBoxes {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func next() -> (Double, Double, Double, Double) {
        let (x, y) = (Double(Int.random(in: 0..<900, using: &random)), Double(Int.random(in: 0..<900, using: &random)))
        return (x, y, x + Double(Int.random(in: 10..<90, using: &random)), y + Double(Int.random(in: 10..<90, using: &random)))
    }
}

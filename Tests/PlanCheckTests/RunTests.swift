import Foundation
import GeoCore
import TestSupport
import Testing

@testable import PlanCheck

@Suite("A run over files")
struct RunTests {
    static let sample = Paths.testdata.appendingPathComponent("drenthe")
    static let map = sample.appendingPathComponent("kk_2022.gpkg").path

    private func unit(_ id: String, _ layer: String, _ more: String = "") -> String {
        #"{"id": "\#(id)", "quality": "q", "name": "\#(id)", "layers": [{"file": "\#(Self.map)", \#(layer)}]\#(more)}"#
    }

    private func plan(_ name: String) -> PlanInput {
        .file(Self.sample.appendingPathComponent("plans/\(name)").path)
    }

    @Test("What cannot be read has no data, with a reason and a warning; never not-hit")
    func noData() throws {
        let units = [
            unit("EMPTY", #""layer": "aardkundig", "where": {"NIVEAU": ["Hoogst"]}"#),
            unit("LAYER", #""layer": "aardkunde""#),
            unit("FIELD", #""layer": "aardkundig", "where": {"NIVO": ["hoog"]}"#),
            unit("NAME", #""layer": "aardkundig""#, #", "name_field": "NAME""#),
            unit("CASE", #""layer": "aardkundig", "where": {"NIVEAU": ["Hoog"]}"#),
            #"{"id": "FILE", "quality": "q", "name": "n", "layers": [{"file": "none.gpkg"}]}"#,
            #"{"id": "NULL", "quality": "q", "name": "n", "layers": null, "reason": "nog niet begrensd"}"#,
            #"{"id": "UNION", "quality": "q", "name": "n", "union_of": ["FILE", "OK"]}"#,
            #"{"id": "HALF", "quality": "q", "name": "n", "layers": [{"file": "\#(Self.map)", "layer": "nnn"}, {"file": "\#(Self.map)", "layer": "aardkundig", "where": {"NIVEAU": ["x"]}}]}"#,
            unit("LINE", #""layer": "aardkundig""#, #", "geometry": "line""#),
            unit("OK", #""layer": "aardkundig", "where": {"NIVEAU": ["hoog"]}"#),
        ].joined(separator: ", ")
        for shares in [true, false] {
            let result = try PlanCheckRun.run(
                plans: [plan("exloo_exact.gpkg")], catalogue: Scratch.catalogue(units),
                options: CheckOptions(farMetres: 50, shares: shares))
            let hits = try #require(result.plans.first).hits
            #expect(hits.count == 11)
            for hit in hits.dropLast() {
                #expect(hit.state == .noData, "\(hit.id)")
                #expect(hit.reason != nil, "\(hit.id)")
            }
            #expect(hits[6].reason?.nl == "nog niet begrensd")
            #expect(hits[10].state == .notHit)
            // A unit that says itself that it has no map is no surprise.
            let warned = result.notices.filter { $0.code == "catalogue-empty-selection" }
            #expect(warned.count == 8)
            #expect(warned.contains { $0.message.en.contains("EMPTY") })
        }
    }

    @Test("Without shares only the window of the plan is read, with the same hits")
    func window() throws {
        let units = [unit("NNN", #""layer": "nnn""#), unit("ES", #""layer": "essen""#, #", "name_field": "NAAM""#)]
            .joined(separator: ", ")
        let catalogue = try Scratch.catalogue(units)
        let plans = [plan("gieten_verschoven.gpkg")]
        let whole = try PlanCheckRun.run(plans: plans, catalogue: catalogue, options: CheckOptions(farMetres: 2000))
        let window = try PlanCheckRun.run(
            plans: plans, catalogue: catalogue, options: CheckOptions(farMetres: 2000, shares: false))
        for (a, b) in zip(whole.plans[0].hits, window.plans[0].hits) {
            #expect(a.shareOfUnit != nil)
            #expect(b.shareOfUnit == nil)
            #expect(a.state == b.state)
            #expect(isClose(a.areaHectares, b.areaHectares ?? -1, within: 1e-9))
            #expect(a.features.map(\.name) == b.features.map(\.name))
            #expect(a.distanceMetres == b.distanceMetres)
        }
    }

    @Test("A plan in WGS 84 has the hits of the same plan in RD")
    func geographic() throws {
        let catalogue = try Catalogue.read(Self.sample.appendingPathComponent("catalogue.json").path)
        let result = try PlanCheckRun.run(
            plans: [plan("nieuwe_drostendiep_ontwerp.gpkg"), plan("nieuwe_drostendiep_ontwerp.geojson")],
            catalogue: catalogue, options: CheckOptions(shares: false))
        #expect(result.plansFailed.isEmpty)
        try #require(result.plans.count == 2)
        // The file was made without the Dutch datum grid: half a metre at most.
        #expect(isClose(result.plans[0].areaHectares, result.plans[1].areaHectares, within: 1e-4))
        for (rd, degrees) in zip(result.plans[0].hits, result.plans[1].hits) {
            #expect(rd.state == degrees.state, "\(rd.id)")
            #expect(abs((rd.areaHectares ?? 0) - (degrees.areaHectares ?? 0)) < 0.2, "\(rd.id)")
        }
        #expect(result.plans[1].crs != result.plans[0].crs)
    }

    @Test("One bad plan does not stop the others; the same for any number of workers")
    func batch() throws {
        let scratch = try Scratch()
        let bad = try scratch.write("bad.geojson", "{\"type\": \"FeatureColl")
        let catalogue = try scratch.catalogue(unit("NNN", #""layer": "nnn""#))
        var texts: [String] = []
        for workers in [1, 2] {
            let result = try PlanCheckRun.run(
                plans: [plan("exloo_exact.gpkg"), .file(bad), .file("missing.gpkg"), plan("gieten_regulier.gpkg")],
                catalogue: catalogue, options: CheckOptions(shares: false, workers: workers))
            #expect(result.plans.map(\.file) == [plan("exloo_exact.gpkg").label, plan("gieten_regulier.gpkg").label])
            #expect(result.plansFailed.map(\.file) == [bad, "missing.gpkg"])
            texts.append(result.json(language: .en, versions: [:]).text)
        }
        #expect(texts[0] == texts[1])
    }

    @Test("One plan per value of a field")
    func each() throws {
        let result = try PlanCheckRun.run(
            plans: [plan("gieten_varianten.gpkg")], catalogue: Scratch.catalogue(unit("ES", #""layer": "essen""#)),
            options: CheckOptions(eachField: "VARIANT", shares: false))
        #expect(result.plansFailed.isEmpty)
        #expect(result.plans.count == 4)
        #expect(Set(result.plans.map(\.id)).count == 4)
        #expect(result.plans.allSatisfy { $0.id.contains("#") })
    }

    @Test("Several layers and no choice: a list with hectares; a name chooses")
    func choice() throws {
        let file = Self.sample.appendingPathComponent("grenzen.gpkg").path
        let catalogue = try Scratch.catalogue(unit("NNN", #""layer": "nnn""#))
        let unclear = try PlanCheckRun.run(
            plans: [.file(file)], catalogue: catalogue, options: CheckOptions(shares: false))
        let error = try #require(unclear.plansFailed.first?.error)
        #expect(error.code == "plan-choice")
        #expect(error.line(.nl).contains("\"provinciegrens\" "))
        let chosen = try PlanCheckRun.run(
            plans: [.file(file)], catalogue: catalogue,
            options: CheckOptions(planName: "provinciegrens", shares: false))
        #expect(chosen.plans.first?.source == "provinciegrens")
        #expect((chosen.plans.first?.hits.first?.areaHectares ?? 0) > 1000)
    }

    @Test("A search area is a plan without a file")
    func searchArea() throws {
        let result = try PlanCheckRun.run(
            plans: [.searchArea(x: 246_500, y: 557_900, radiusMetres: 750)],
            catalogue: Scratch.catalogue(unit("NNN", #""layer": "nnn""#)), options: CheckOptions(shares: false))
        #expect(result.plans.first?.file == nil)
        #expect(isClose(result.plans.first?.areaHectares, Double.pi * 7.5 * 7.5, within: 3e-3))
    }

    @Test("A length that is none is a usage error")
    func lengths() throws {
        let catalogue = try Scratch.catalogue(unit("NNN", #""layer": "nnn""#))
        for options in [CheckOptions(toleranceMetres: -1), CheckOptions(nearMetres: .nan), CheckOptions(farMetres: .infinity)] {
            #expect(throws: InputError.self) {
                try PlanCheckRun.run(plans: [plan("exloo_exact.gpkg")], catalogue: catalogue, options: options)
            }
        }
    }

    @Test("A bow-tie outline is repaired, with its hectares in the ledger; or refused")
    func repair() throws {
        let scratch = try Scratch()
        let ring = HandMade.polygon((0, 0), (100, 100), (100, 0), (0, 100))
        let file = try scratch.write("bow.geojson", Scratch.geoJSON([(ring, #""naam": "strik""#)]))
        let catalogue = try scratch.catalogue(unit("NNN", #""layer": "nnn""#))
        let repaired = try PlanCheckRun.run(
            plans: [.file(file)], catalogue: catalogue, options: CheckOptions(shares: false))
        #expect(isClose(repaired.plans.first?.areaHectares, 0.5))
        #expect(repaired.plans.first?.ledger.repaired == 1)
        let stopped = try PlanCheckRun.run(
            plans: [.file(file)], catalogue: catalogue, options: CheckOptions(repair: .stop, shares: false))
        #expect(stopped.plansFailed.count == 1)
    }

    @Test("IMRO ids lose their status, nothing else does", arguments: [
        ("NL.IMRO.0106.99BHV2020180B-C001", "NL.IMRO.0106.99BHV2020180B"),
        ("NL.IMRO.1681.08BP0012-ON01", "NL.IMRO.1681.08BP0012"), ("NL.IMRO.1681.08BP0012", nil), ("plan-ON01", nil),
        ("NL.IMRO.1681.08-BP0012-VO01", "NL.IMRO.1681.08-BP0012"),
    ])
    func imroIDs(id: String, expected: String?) {
        #expect(IMROID.withoutStatus(id) == expected)
    }

    @Test("Slugs and natural order of values")
    func values() {
        #expect(EachExpansion.slug("3B Hunzedal & randveen") == "3B-Hunzedal-randveen")
        #expect(EachExpansion.slug("veenkoloniën ") == "veenkolonien")
        #expect(["10A", "2B", "2A", "1"].sorted(by: EachExpansion.naturalOrder) == ["1", "2A", "2B", "10A"])
        let entry = CatalogueUnit(
            id: "CH", quality: "q", name: "CHS", layers: nil, each: EachFields(id: "CODE", name: "NAAM"))
        let values = EachExpansion.values(
            of: entry, ids: ["b", "a", nil, "b"], names: ["B", "A", nil, nil], levels: nil)
        #expect(values.map(\.id) == ["CH-a", "CH-b", "CH-blank"])
        #expect(values.map(\.name) == ["A", "B", "CHS"])
        #expect(values.map(\.features) == [[1], [0, 3], [2]])
    }
}

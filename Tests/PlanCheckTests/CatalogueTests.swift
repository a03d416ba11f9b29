import Foundation
import GeoCore
import Testing

@testable import PlanCheck

@Suite("Catalogue file")
struct CatalogueTests {
    /// Reads a catalogue from text.
    private func read(_ text: String) throws -> Catalogue {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("catalogue-\(UUID().uuidString).json")
        try text.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        return try Catalogue.read(file.path)
    }

    private func catalogue(_ units: String, more: String = "") -> String {
        """
        {"schema": "kk-diff/catalogue@1", "name": "Test", "crs": "EPSG:28992", "units": [\(units)]\(more)}
        """
    }

    private func error(_ text: String) -> InputError? {
        do {
            _ = try read(text)
            return nil
        } catch {
            return error as? InputError
        }
    }

    @Test("The least that a catalogue must say")
    func least() throws {
        let catalogue = try read(
            catalogue(#"{"id": "A", "quality": "q", "name": "n", "layers": null, "reason": "later"}"#))
        #expect(catalogue.units.map(\.id) == ["A"])
        #expect(catalogue.units[0].layers == nil)
        #expect(catalogue.units[0].geometry == .polygon)
        #expect(catalogue.defaults == CatalogueDefaults())
    }

    @Test("Everything that it may say")
    func most() throws {
        let text = #"""
            {"schema": "kk-diff/catalogue@1", "name": "Kernkwaliteiten", "crs": "EPSG:28992",
             "extent": {"file": "grens.gpkg"}, "urban_area": {"file": "pov.gpkg", "layer": "BSG"},
             "defaults": {"tolerance_m": 1.0, "near_m": 250, "far_m": 5000, "source": "team GIS"},
             "units": [
              {"id": "LS-ES", "quality": "landschap", "name": "essen", "instrument": "visie", "geometry": "polygon",
               "name_field": "NAAM", "expected_ha": 15604.7, "layers": [{"file": "kk.gpkg", "where": {"laag": ["essen"]}}],
               "action": "open houden", "references": ["V:825-836"], "version_date": "2022-10-03", "drawn_by": "inhoud"},
              {"id": "CH", "quality": "cultuurhistorie", "urban_mask": true, "layers": [{"file": "kk.gpkg"}],
               "each": {"id": "CODE", "name": "NAAM", "level": "STURING"}, "levels": {"1": "betrekken bij"}},
              {"id": "AR-WA3", "quality": "archeologie", "name": "WA3", "layers": [{"file": "kk.gpkg", "where": {"W": [3]}}],
               "rules": [{"id": "r", "max_area_m2": 1000, "max_depth_cm": 30, "farmland_extra_cm": 10,
                          "known_sites": "LS-ES", "known_sites_m": 50, "reference": "V:2375"}]},
              {"id": "AR-V", "quality": "archeologie", "name": "voorden", "within": "AR-WA3", "layers": [{"file": "v.gpkg"}]},
              {"id": "RU-D", "quality": "rust", "name": "duisternis", "union_of": ["LS-ES", "AR-V"], "integral_advice": true,
               "context": true, "legal_basis": null, "level": null}],
             "not_mapped": [{"quality": "natuur", "name": "NND", "reason": "geen kaart", "reference": "V:6333"}]}
            """#
        let catalogue = try read(text)
        #expect(catalogue.units.count == 5)
        #expect(catalogue.units[0].layers?[0].filter == [FieldFilter(field: "laag", values: ["essen"])])
        #expect(catalogue.units[1].each == EachFields(id: "CODE", name: "NAAM", level: "STURING"))
        #expect(catalogue.units[1].levels == ["1": "betrekken bij"])
        #expect(catalogue.units[2].rules[0].maxAreaSquareMetres == 1000)
        #expect(catalogue.units[4].unionOf == ["LS-ES", "AR-V"])
        #expect(catalogue.units[4].isContext && catalogue.units[4].isIntegralAdvice)
        #expect(catalogue.defaults.farMetres == 5000)
        #expect(catalogue.urbanArea?.layer == "BSG")
        #expect(catalogue.notMapped.first?.reference == "V:6333")
    }

    @Test("Errors name the place and the cause", arguments: [
        (#"{"id": "A", "qualty": "q", "name": "n", "layers": null}"#, "json-unknown-key", "units[0]", "quality"),
        (#"{"id": "A", "quality": "q", "layers": null}"#, "json-missing-key", "units[0] 'A'", "name"),
        (#"{"id": "A", "quality": "q", "name": "n"}"#, "json-missing-key", "units[0] 'A'", "layers"),
        (#"{"id": "A", "quality": "q", "name": "n", "layers": []}"#, "json-missing-key", "units[0] 'A'", "null"),
        (#"{"id": "A", "quality": "q", "name": "n", "layers": [{}]}"#, "json-missing-key", "layers[0]", "file"),
        (#"{"id": "A", "quality": "q", "name": "n", "layers": null, "geometry": "area"}"#, "json-choice", "'A'", "polygon"),
        (#"{"id": "A", "quality": "q", "name": "n", "layers": null, "expected_ha": -1}"#, "json-kind", "'A'", "expected_ha"),
        (#"{"id": "A", "quality": "q", "name": "n", "layers": null, "context": "yes"}"#, "json-kind", "'A'", "context"),
        (#"{"id": "A", "quality": "q", "name": "n", "layers": null}, {"id": "A", "quality": "q", "name": "m", "layers": null}"#,
         "catalogue-duplicate-id", "'A'", "own id"),
        (#"{"id": "NA-N2K", "quality": "q", "name": "n", "layers": null}, {"id": "B", "quality": "q", "name": "m", "union_of": ["NA-N2000"]}"#,
         "catalogue-unknown-unit", "'B'", "NA-N2K"),
        (#"{"id": "A", "quality": "q", "name": "n", "layers": null, "rules": [{"id": "r", "max_area": 1}]}"#,
         "json-unknown-key", "rules[0]", "max_area_m2"),
        ("", "json-missing-key", "units", "at least one"),
    ])
    func errors(units: String, code: String, place: String, hint: String) throws {
        let problem = try #require(error(catalogue(units)))
        #expect(problem.code == code)
        let line = problem.line(.en)
        #expect(line.contains(place), "\(line)")
        #expect(line.contains(hint), "\(line)")
    }

    @Test("A misspelt key at the top gets a proposal")
    func misspelt() throws {
        let problem = try #require(error(catalogue(#"{"id": "A", "quality": "q", "name": "n", "layers": null}"#, more: #", "urban_aera": null"#)))
        #expect(problem.line(.nl).contains("bedoelde u 'urban_area'?"))
    }

    @Test("Another schema is refused")
    func schema() throws {
        let problem = try #require(error(#"{"schema": "kk-diff/run@1", "name": "x", "crs": "y", "units": []}"#))
        #expect(problem.code == "catalogue-schema")
    }
}

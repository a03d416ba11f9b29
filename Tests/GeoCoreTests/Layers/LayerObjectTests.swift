import Foundation
@testable import GeoCore
import Testing

@Suite struct LayerObjectTests {
    static func object(_ json: String, allowsNoClass: Bool = false, folder: String = "base") throws -> LayerObject {
        try LayerObject(
            json: JSONValue(parsing: Array(json.utf8)), file: "run.json", baseFolder: folder, place: "layers[0]",
            allowsNoClass: allowsNoClass)
    }

    static func problem(_ json: String) -> InputError? {
        do { _ = try object(json) } catch { return error as? InputError }
        return nil
    }

    @Test func everyKeyIsRead() throws {
        let layer = try Self.object(
            #"""
            {"file": "a.shp", "layer": "a", "class_field": ["TYPE", "SUBTYPE"], "crs": "EPSG:28992", "encoding": "CP850",
             "where": {"STATUS": ["vastgesteld "], "WAARDE": [3, 3.0, null]}, "where_not": {"KIND": "x"}}
            """#)
        #expect(
            layer
                == LayerObject(
                    file: "a.shp", baseFolder: "base", layer: "a", classRule: .fields(["TYPE", "SUBTYPE"]),
                    filter: [
                        FieldFilter(field: "STATUS", values: ["vastgesteld"]),
                        FieldFilter(field: "WAARDE", values: ["3", "3", ""]),
                        FieldFilter(field: "KIND", values: ["x"], keeps: false),
                    ], assumedCRS: "EPSG:28992", encoding: "CP850"))
        #expect(try Self.object(#"{"file": "a.gpkg", "class": " waardevolle  essen "}"#).classRule == .name("waardevolle essen"))
        #expect(try Self.object(#"{"file": "a.gpkg"}"#, allowsNoClass: true).classRule == .none)
    }

    @Test func anInlineListBecomesRows() throws {
        let layer = try Self.object(
            #"{"file": "a", "class_list": [{"S": "1", "class": "WA1"}, {"S": null, "T": "*", "class": ""}, {"T": 2, "class": "B"}]}"#)
        #expect(
            layer.classRule
                == .list(
                    ClassList(
                        source: nil, fields: ["S", "T"],
                        rows: [
                            .init(codes: [.text("1"), .any], className: "WA1"), .init(codes: [.blank, .any], className: ""),
                            .init(codes: [.any, .text("2")], className: "B"),
                        ])))
    }

    @Test func mistakesAreNamedWithTheirPlace() {
        #expect(Self.problem(#"{"class": "x"}"#)?.code == "json-missing-key")
        #expect(Self.problem(#"{"file": "a"}"#)?.code == "layer-class-missing")
        #expect(Self.problem(#"{"file": "a", "class": "x", "class_field": "y"}"#)?.code == "layer-class-keys")
        #expect(Self.problem(#"{"file": "a", "class_list": [{"S": "x", "class": "1"}, {"S": "X", "class": "2"}]}"#)?.code == "case-twins")
        #expect(Self.problem(#"{"file": "a", "class_list": []}"#)?.code == "class-list-empty")
        #expect(Self.problem(#"{"file": "a", "class_list": "absent.csv"}"#)?.code == "file-missing")
        for json in ["3", #"{"file": 1}"#, #"{"file": "a", "class": ""}"#, #"{"file": "a", "class_field": []}"#,
            #"{"file": "a", "class": "x", "where": ["y"]}"#, #"{"file": "a", "class": "x", "where": {"F": []}}"#] {
            #expect(Self.problem(json) != nil, "\(json)")
        }
        let typo = Self.problem(#"{"file": "a", "clas_field": "y"}"#)
        #expect(typo?.line(.en) == "run.json: layers[0]: unknown key 'clas_field'; did you mean 'class_field'?")
    }
}

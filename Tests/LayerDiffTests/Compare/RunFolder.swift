import Foundation
import GeoCore
import LayerDiff
import TestSupport

/// A folder with maps and a run file, removed with the test.
final class RunFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("kk-run-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// - Returns: the path of the file.
    @discardableResult func write(_ text: String, to name: String) throws -> String {
        let file = url.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    private static let crs = #""crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}"#

    private func features(_ geometries: [(name: String, geometry: String)], _ file: String) throws {
        let list = geometries.map {
            #"{"type": "Feature", "properties": {"KLASSE": "\#($0.name)"}, "geometry": \#($0.geometry)}"#
        }
        try write(#"{"type": "FeatureCollection", \#(Self.crs), "features": [\#(list.joined(separator: ",\n"))]}"#, to: file)
    }

    /// Rectangles in hectometres, as `TestMaps`.
    func map(_ rectangles: [TestMaps.Rectangle], _ file: String) throws {
        try features(
            rectangles.map { rectangle in
                let ring = TestMaps.ring(rectangle).map { "[\($0.x), \($0.y)]" }.joined(separator: ", ")
                return (rectangle.name, #"{"type": "Polygon", "coordinates": [[\#(ring)]]}"#)
            }, file)
    }

    func points(_ names: [String], _ file: String) throws {
        try features(
            names.enumerated().map { ($1, #"{"type": "Point", "coordinates": [\#(230_050 + 100 * $0), 540050]}"#) }, file)
    }

    /// One comparison of the given maps. `more` are further members of the comparison, `shared` of the run.
    func run(
        _ versions: [(date: String, file: String?, drawnBy: String?)], more: String = "", shared: String = ""
    ) throws -> RunFile {
        let list = versions.map { date, file, drawnBy in
            let layers = file.map { #"[{"file": "\#($0)", "class_field": "KLASSE"}]"# } ?? "null"
            let principle = drawnBy.map { #", "drawn_by": "\#($0)""# } ?? ""
            return #"{"date": "\#(date)", "instrument": "visie"\#(principle), "layers": \#(layers)}"#
        }
        let json = #"""
            {"schema": "kk-diff/run@1"\#(shared), "comparisons": [
              {"id": "it", "quality": "landschap", "theme": "it", "classes": "one-of"\#(more),
               "versions": [\#(list.joined(separator: ", "))]}]}
            """#
        return try RunFile.read(write(json, to: "run.json"))
    }

    func compared(
        _ versions: [(date: String, file: String?, drawnBy: String?)], more: String = "", shared: String = ""
    ) throws -> ComparisonOutcome {
        try CompareRun.run(try run(versions, more: more, shared: shared), options: CompareOptions()).comparisons[0]
    }
}

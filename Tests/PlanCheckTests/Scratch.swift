import Foundation
import GeoCore

@testable import PlanCheck

/// Files of a test, in a folder that goes away with it.
final class Scratch {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("check-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write(_ name: String, _ text: String) throws -> String {
        let file = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }

    /// A catalogue in RD with these units, read from a file.
    func catalogue(_ units: String, more: String = "") throws -> Catalogue {
        try Catalogue.read(
            write(
                "catalogue.json",
                #"{"schema": "kk-diff/catalogue@1", "name": "Test", "crs": "EPSG:28992", "units": [\#(units)]\#(more)}"#))
    }

    /// A catalogue whose layers have absolute paths.
    static func catalogue(_ units: String, more: String = "") throws -> Catalogue {
        try Scratch().catalogue(units, more: more)
    }

    /// GeoJSON in RD (old `crs` member) of rectangles with properties.
    static func geoJSON(_ features: [(ring: [SIMD2<Double>], properties: String)], crs: String? = "EPSG:28992") -> String {
        let items = features.map { ring, properties in
            let positions = ring.map { "[\($0.x),\($0.y)]" }.joined(separator: ",")
            return #"{"type":"Feature","properties":{\#(properties)},"geometry":{"type":"Polygon","coordinates":[[\#(positions)]]}}"#
        }
        let member = crs.map { #""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:\#($0.replacingOccurrences(of: ":", with: "::"))"}},"# } ?? ""
        return #"{"type":"FeatureCollection",\#(member)"features":[\#(items.joined(separator: ","))]}"#
    }
}

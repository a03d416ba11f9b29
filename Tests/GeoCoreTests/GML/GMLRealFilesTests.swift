import Foundation
import TestSupport
import Testing

@testable import GeoCore

@Suite("GML: real plans and GIO files", .enabled(if: Paths.hasData, "needs the real maps beside the checkout"))
struct GMLRealFilesTests {
    private static let plans = ["NL.IMRO.0106.99BHV2020180B-C001.gml", "NL.IMRO.0119.ZoDoenWeGroen-SVC1.gml"]
    private static let gios = [
        "GIO-01c58499.gml", "GIO-02ef1c3a.gml", "GIO-0f7494ba.gml", "GIO-2fbf57e6.gml", "GIO-83e52bbe.gml", "GIO-daab851d.gml",
    ]

    private static func path(_ name: String) -> String {
        Paths.data.appendingPathComponent((name.hasPrefix("GIO") ? "zeeland/" : "plans/") + name).path
    }

    private static func areas(_ polygons: PolygonBuffer) -> [Double] {
        (0..<polygons.featureCount).map { polygons.areaSquareMetres(ofFeature: $0) }.sorted()
    }

    /// Areas per layer through `ogr2ogr` at an arc step of its own.
    private static func converted(_ name: String, step: String) throws -> [String: [Double]] {
        let folder = try TemporaryFolder()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "ogr2ogr", "-f", "GPKG", "-nlt", "CONVERT_TO_LINEAR", "--config", "OGR_ARC_STEPSIZE", step, "-oo", "WRITE_GFS=NO",
            folder.file("out.gpkg"), path(name),
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        var areas: [String: [Double]] = [:]
        for layer in try LayerReader.contents(of: LayerObject(file: folder.file("out.gpkg"))) {
            let read = try LayerReader.read([LayerObject(file: folder.file("out.gpkg"), layer: layer.name)])
            areas[layer.name] = Self.areas(read.polygons)
        }
        return areas
    }

    @Test("Meppel: every object as ogr2ogr has it, geometry by reference resolved", .enabled(if: Paths.hasOGR, "needs ogr2ogr"))
    func meppel() throws {
        let document = try #require(try GMLReader.read(Self.path(Self.plans[1]), name: Self.plans[1]))
        let other = try Self.converted(Self.plans[1], step: "4")
        #expect(document.layers.map(\.name) == ["Structuurvisiegebied_G", "Structuurvisieplangebied_G"])
        let pairs = [("Structuurvisiegebied_G", "GeometrieStructuurvisieObject"), ("Structuurvisieplangebied_G", "GeometriePlangebied")]
        for (own, theirs) in pairs {
            let layer = try #require(document.layers.first { $0.name == own })
            let expected = try #require(other[theirs])
            let sum = Self.areas(layer.polygons).reduce(0, +)
            #expect(abs(sum / expected.reduce(0, +) - 1) < 1e-12)
            #expect(layer.problems.isEmpty)
        }
        #expect(document.layers[0].featureCount == 44)
    }

    @Test("Assen: the arcs' chord error explains the difference from ogr2ogr at 4°, and shrinks with it", .enabled(if: Paths.hasOGR, "needs ogr2ogr"))
    func assen() throws {
        let coarse = try #require(try Self.converted(Self.plans[0], step: "4")["Besluitgebied_X"]).reduce(0, +)
        let fine = try #require(try Self.converted(Self.plans[0], step: "0.01")["Besluitgebied_X"]).reduce(0, +)
        let document = try #require(try GMLReader.read(Self.path(Self.plans[0]), name: Self.plans[0]))
        #expect(document.layers.map(\.name) == ["Besluitvlak_X", "Besluitgebied_X"])
        let own = Self.areas(document.layers[1].polygons).reduce(0, +)
        // 22 arcs in an outline of 381.5 ha.
        #expect(abs(own / fine - 1) < 1e-6)
        #expect(abs(coarse / fine - 1) < 1e-4)
        let finest = try #require(try GMLReader.read(Self.path(Self.plans[0]), name: "", chordError: 1e-7))
        let limit = Self.areas(finest.layers[1].polygons).reduce(0, +)
        #expect(abs(limit / fine - 1) < 1e-9)
        #expect(abs(own - limit) <= abs(coarse - limit))
        #expect(document.layers[0].notices.first { $0.code == "arcs-linearised" }?.count == 22)
    }

    @Test("Zeeland: six GIO files are the same layers as in the GeoPackage", arguments: gios)
    func zeeland(name: String) throws {
        let layer = try #require(try GMLReader.read(Self.path(name), name: name)?.layers.first)
        let package = Paths.data.appendingPathComponent("zeeland/gio_pv29.gpkg").path
        var options = LayerReadOptions()
        options.attributeFields = ["laag", "naam", "expression", "norm"]
        let same = try LayerReader.read(
            [LayerObject(file: package, filter: [FieldFilter(field: "bestand", values: [name])])], options: options)
        #expect(layer.featureCount == same.polygons.featureCount)
        #expect(layer.polygons.vertexCount == same.polygons.vertexCount)
        for (own, theirs) in zip(Self.areas(layer.polygons), Self.areas(same.polygons)) {
            #expect(abs(own - theirs) <= 1e-9 * max(1, theirs))
        }
        #expect(Set(same.attributes["laag"] ?? []) == [layer.name])
        func texts(_ field: String) -> [String?] {
            guard let column = layer.fields.firstIndex(where: { $0.name == field }) else { return layer.values.map { _ in nil } }
            return layer.values.map { if column < $0.count, case .text(let text) = $0[column] { text } else { nil } }
        }
        for (field, own) in [("naam", "naam"), ("expression", "expression"), ("norm", "kwalitatieveNormwaarde")] {
            let sorted = { (list: [String?]) in list.map { $0 ?? "" }.sorted() }
            #expect(sorted(texts(own)) == sorted(same.attributes[field] ?? []))
        }
    }

    @Test("Truncated and altered files give a result or one line, never a crash", arguments: plans + gios)
    func fuzz(name: String) throws {
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.path(name))))
        // Enough of it to reach every element, short enough to do often.
        let bytes = Array(whole.prefix(60_000))
        var random = SeededGenerator(seed: 20_261_126)
        for round in 0..<60 {
            var altered = bytes
            if round % 3 == 0 {
                altered.removeLast(Int.random(in: 0..<bytes.count, using: &random))
            } else {
                for _ in 0..<Int.random(in: 1...20, using: &random) {
                    altered[Int.random(in: 0..<altered.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
            }
            do {
                let document = try GMLReader.read(bytes: altered, name: name)
                for layer in document?.layers ?? [] { #expect(layer.values.count == layer.featureCount) }
            } catch {
                let line = error.line(.en)
                #expect(line.hasPrefix(name) && !line.contains("\n"))
            }
        }
    }

    @Test("Altered digits inside coordinates are told per object", arguments: gios.prefix(3))
    func fuzzDigits(name: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.path(name))))
        var random = SeededGenerator(seed: 4)
        for _ in 0..<10 {
            var altered = bytes
            for _ in 0..<50 {
                // Behind the declaration: its version and encoding are no coordinates.
                let place = Int.random(in: 200..<altered.count, using: &random)
                if (0x30...0x39).contains(altered[place]) { altered[place] = UInt8(ascii: ".") }
            }
            // The file stays XML, so what is wrong is a problem of an object.
            let layer = try #require(try GMLReader.read(bytes: altered, name: name)?.layers.first)
            for problem in layer.problems.values { #expect(!problem.inputError.line(.nl).isEmpty) }
        }
    }
}

@Suite("GML: public conformance files", .enabled(if: Paths.hasSuites, "needs the public suites beside the checkout"))
struct GMLSuiteTests {
    @Test("Every file is IMRO, GIO, something else, or one line")
    func all() throws {
        let folder = Paths.suites.appendingPathComponent("vector_formats")
        let names = (FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []).compactMap { $0 as? String }
            .filter { $0.hasSuffix(".gml") || $0.hasSuffix(".xml") }.sorted()
        #expect(names.count > 80)
        var refused: [String] = []
        for name in names {
            do {
                let document = try GMLReader.read(folder.appendingPathComponent(name).path, name: name)
                // No plan and no GIO is among them.
                #expect(document == nil)
            } catch {
                refused.append(name)
                #expect(!(error as InputError).line(.en).contains("\n"))
            }
        }
        #expect(refused.contains { $0.hasSuffix("billionlaugh.gml") })
    }
}

import Foundation
import TestSupport
import Testing

@testable import GeoCore

@Suite("GML: geometry kinds, GIO and IMRO of our own making")
struct GMLReaderTests {
    static let folder = Paths.testdata.appendingPathComponent("gml")

    static func document(_ name: String, chordError: Double = 0.001) throws -> GMLDocument {
        try #require(try GMLReader.read(folder.appendingPathComponent(name).path, name: name, chordError: chordError))
    }

    private static func area(_ layer: MemoryLayer) -> Double {
        (0..<layer.featureCount).map { layer.polygons.areaSquareMetres(ofFeature: $0) }.reduce(0, +)
    }

    @Test(
        "Surfaces of every kind have the area worked out by hand",
        arguments: [
            ("Polygon_X", 7500.0), ("MultiSurface_X", 20_000), ("Patches_X", 20_000), ("Composite_X", 20_000),
            ("HoleFirst_X", 7500), ("Orientable_X", 10_000), ("Pos_X", 10_000), ("ThreeD_X", 10_000),
            ("ThreeDStated_X", 10_000), ("Label_X", 10_000),
        ])
    func surfaces(name: String, expected: Double) throws {
        let layer = try #require(try Self.document("kinds.gml").layers.first { $0.name == name })
        #expect(layer.featureCount == 1)
        #expect(layer.problems.isEmpty)
        #expect(Self.area(layer) == expected)
        #expect(layer.summaries[0].hasExtraDimensions == name.hasPrefix("ThreeD"))
        #expect(layer.summaries[0].points == 0)
        #expect(try layer.crs(assumed: nil, file: "")?.code == "EPSG:28992")
    }

    @Test(
        "Arcs and circles lie within the chord error inside the true curve", arguments: [1.0, 0.1, 0.001, 0.000_01])
    func arcs(chordError: Double) throws {
        let document = try Self.document("kinds.gml", chordError: chordError)
        let disc = Double.pi * 100 * 100
        for (name, exact) in [("Arc_X", disc / 2), ("ArcString_X", disc), ("Circle_X", disc), ("CircleByCenterPoint_X", disc)] {
            let layer = try #require(document.layers.first { $0.name == name })
            #expect(layer.problems.isEmpty)
            let area = Self.area(layer)
            // A chord with sagitta s takes away less than 2/3 of s times the arc's length (and a little for flat arcs).
            let arcLength = Double.pi * 200 * exact / disc
            #expect(area < exact)
            #expect(area > exact - 0.7 * chordError * arcLength)
            let center = SIMD2(230_100.0, 550_000.0)
            for (a, b) in zip(layer.polygons.coordinates, layer.polygons.coordinates.dropFirst()) where name != "Arc_X" {
                let middle = (a + b) / 2 - center
                let radius = (middle.x * middle.x + middle.y * middle.y).squareRoot()
                #expect(radius <= 100 + 1e-6)
                #expect(radius >= 100 - chordError * 1.000_001 - 1e-6)
            }
        }
        let notice = try #require(document.layers[0].notices.first { $0.code == "arcs-linearised" })
        #expect(notice.message.en.contains("\(chordError) m"))
        // Half disc 1, arc string 2, circles 1 and 1, curve 1.
        #expect(notice.count == 6)
    }

    @Test("An arc gives the same positions in both directions, whatever its position")
    func arcDirections() {
        var random = SeededGenerator(seed: 7)
        let maker = GMLArcs(chordError: 0.001)
        for _ in 0..<500 {
            func position() -> SIMD2<Double> {
                SIMD2(Double.random(in: 0...300_000, using: &random), Double.random(in: 300_000...600_000, using: &random))
            }
            let center = position()
            let radius = Double.random(in: 0.5...2000, using: &random)
            let angles = (0..<3).map { _ in Double.random(in: -Double.pi...Double.pi, using: &random) }
            let points = angles.map { center + radius * SIMD2(cos($0), sin($0)) }
            let forward = [points[0]] + maker.arc(points[0], points[1], points[2])
            let backward = [points[2]] + maker.arc(points[2], points[1], points[0])
            #expect(forward == Array(backward.reversed()))
            for point in forward {
                let apart = point - center
                #expect(abs((apart.x * apart.x + apart.y * apart.y).squareRoot() - radius) < 1e-3)
            }
        }
    }

    @Test("Odd arcs are straight pieces or refused, never a trap")
    func oddArcs() {
        let maker = GMLArcs(chordError: 0.001)
        #expect(maker.arc([0, 0], [1, 1], [2, 2]) == [[1, 1], [2, 2]])
        #expect(maker.arc([0, 0], [0, 0], [0, 0]).allSatisfy { $0 == [0, 0] })
        #expect(maker.circle([0, 0], [1, 1], [2, 2]) == nil)
        #expect(maker.circle([0, 0], [0, 0], [2, 2]) == nil)
        // A circle given as an arc that ends where it began.
        let circle = [SIMD2(0.0, 0.0)] + maker.arc([0, 0], [2, 0], [0, 0])
        #expect(circle.count > 20)
        #expect(circle.allSatisfy { abs(($0.x - 1) * ($0.x - 1) + $0.y * $0.y - 1) < 1e-9 })
        #expect(GMLArcs(chordError: 1e-300).arc([0, 0], [1, 1], [2, 0]).count <= 200_001)
        #expect(maker.arc([-1e9, 0], [0, 1e-3], [1e9, 0]).count >= 2)
    }

    @Test("Lines and points are kept as such")
    func linesAndPoints() throws {
        let document = try Self.document("kinds.gml")
        let line = try #require(document.layers.first { $0.name == "Line_X" }).summaries[0]
        #expect(line.lines == 1)
        #expect(line.lineLength == 500)
        let curve = try #require(document.layers.first { $0.name == "Curve_X" }).summaries[0]
        #expect(curve.lines == 1)
        #expect(abs(curve.lineLength - (50 + Double.pi * 10)) < 0.01)
        let point = try #require(document.layers.first { $0.name == "Point_X" }).summaries[0]
        #expect(point.pointPositions == [[230_000, 550_000]])
    }

    @Test("Plan area, geometry by reference, a reference to nowhere, and no hectare twice")
    func references() throws {
        let document = try Self.document("plan.gml")
        #expect(document.kind == .imro)
        #expect(document.layers.map(\.name) == ["Besluitvlak_X", "Besluitgebied_X", "Structuurvisiegebied_G"])
        #expect(document.planArea?.id == "NL.IMRO.9999.SYNTHETISCH-ON01")
        #expect(document.planArea?.name == "SYNTHETISCH plan")
        #expect(document.planArea?.layer == "Besluitgebied_X")
        // No srsName: the file's metadata say it.
        #expect(try document.layers[1].crs(assumed: nil, file: "")?.code == "EPSG:28992")
        let areas = document.layers[2]
        #expect(areas.featureCount == 2)
        #expect(areas.polygons.areaSquareMetres(ofFeature: 0) == 20_000)
        #expect(areas.summaries[1].isNull)
        #expect(areas.notices.contains { $0.code == "geometry-elsewhere" && $0.count == 1 })
        #expect(areas.fields.map(\.name) == ["gml_id", "naam", "begrenzing", "plangebied"])
        #expect(areas.values[0][2] == .text("o1; o2"))
    }

    @Test(
        "Versions, prefixes, spellings of the CRS and GML 2 coordinates",
        arguments: ["gml31.gml", "prefixes.gml"])
    func spellings(file: String) throws {
        let layer = try #require(try Self.document(file).layers.first)
        #expect(layer.name == "Bestemmingsplangebied")
        #expect(Self.area(layer) == 10_000)
        #expect(try layer.crs(assumed: nil, file: "")?.code == "EPSG:28992")
    }

    @Test("Latitude first in a URN, longitude first in EPSG:4258")
    func axisOrder() throws {
        let urn = try #require(try Self.document("latlon.gml").layers.first)
        let plain = try #require(try Self.document("lonlat.gml").layers.first)
        #expect(urn.polygons.coordinates == plain.polygons.coordinates)
        #expect(plain.polygons.coordinates[0] == [6.5, 52.9])
        #expect(GMLSRS("urn:ogc:def:crs:EPSG::28992").isYFirst == false)
        #expect(GMLSRS("http://www.opengis.net/def/crs/EPSG/0/4326").isYFirst)
        #expect(GMLSRS("http://www.opengis.net/gml/srs/epsg.xml#4326").isYFirst == false)
        #expect(GMLSRS("urn:ogc:def:crs:OGC:1.3:CRS84").definition == "OGC:CRS84")
        #expect(GMLSRS("urn:ogc:def:crs:EPSG:6.9:3035").isYFirst)
    }

    @Test("GIO: names, norm values with their unit, groups")
    func gio() throws {
        let norm = try #require(try Self.document("gio_norm.gml").layers.first)
        #expect(norm.name == "synthetisch")
        #expect(norm.fields.map(\.name) == ["naam", "id", "kwantitatieveNormwaarde", "norm", "eenheid", "expression"])
        #expect(norm.values[1].prefix(5) == [.text("SYNTHETISCH hoog"), .text("b"), .text("25"), .text("maximum bouwhoogte"), .text("meter")])
        #expect(Self.area(norm) == 20_000)
        let groups = try #require(try Self.document("gio_groups.gml").layers.first)
        #expect(groups.name == "SYNTHETISCH gebied")
        #expect(groups.values.map { $0.contains(.text("SYNTHETISCH gebied")) } == [true, true])
        let quality = try #require(try Self.document("gio_quality.gml").layers.first)
        #expect(quality.values[0].contains(.text("karakteristiek")))
    }

    @Test(
        "Faults of a file: one line with a remedy",
        arguments: [
            ("fault_doctype.gml", "xml-doctype"), ("fault_external.gml", "xml-doctype"), ("fault_depth.gml", "xml-depth"),
            ("fault_unclosed.gml", "xml-syntax"), ("fault_mismatch.gml", "xml-syntax"), ("fault_no_objects.gml", "gml-empty"),
            ("fault_encoding.gml", "xml-encoding"),
        ])
    func fileFaults(file: String, code: String) throws {
        let error = #expect(throws: InputError.self) { _ = try Self.document(file) }
        #expect(error?.code == code)
        #expect(error?.file == file)
        #expect(error?.remedy != nil)
        #expect(error?.line(.nl).contains("\n") == false)
    }

    @Test(
        "Faults of a geometry name the object, and come only when it is wanted",
        arguments: [
            ("fault_mixed_dimensions.gml", "gml-mixed-dimensions", "gemengd"),
            ("fault_odd_numbers.gml", "gml-mixed-dimensions", "oneven"), ("fault_number.gml", "gml-number", "letters"),
            ("fault_open_ring.gml", "ring-not-closed", "open"), ("fault_gap.gml", "gml-gap", "gat"),
            ("fault_spline.gml", "geometry-curve", "spline"), ("fault_far.gml", "coordinate-out-of-range", "ver"),
            ("fault_reference.gml", "gml-geometry", "verwijst"), ("fault_two_crs.gml", "crs-mixed", "twee"),
        ])
    func geometryFaults(file: String, code: String, feature: String) throws {
        let document = try Self.document(file)
        #expect(document.layers.flatMap(\.problems).count == 1)
        let path = Self.folder.appendingPathComponent(file).path
        let error = #expect(throws: InputError.self) { _ = try LayerReader.read([LayerObject(file: path)]) }
        #expect(error?.code == code)
        #expect(error?.feature == feature)
        let inspected = Inspector.inspect([path])
        #expect(inspected.failures.isEmpty)
        #expect(inspected.layers.flatMap(\.oddities).map(\.code) == [code])
    }

    @Test("Numbers that end anywhere, with the nearest double")
    func numbers() {
        var random = SeededGenerator(seed: 11)
        var texts = ["0", "-0.0", "1e5", "1E-3", "+4", "123456789.123456789", "0.1", "152647.05596596436", "-1.5", "9007199254740993"]
        for _ in 0..<2000 { texts.append(String(Double.random(in: -1e6...1e6, using: &random))) }
        for _ in 0..<2000 { texts.append(String(format: "%.3f", Double.random(in: 0...700_000, using: &random))) }
        let all = texts.joined(separator: " \n")
        var numbers = GMLNumbers()
        var rest = Array(all.utf8)[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...9, using: &random))
            numbers.add(piece)
            rest = rest.dropFirst(piece.count)
        }
        numbers.finish()
        #expect(numbers.badText == nil)
        #expect(numbers.values == texts.compactMap { Double($0) })
        #expect(numbers.values.count == texts.count)
        for bad in ["1,5", "0x10", "nan", "inf", "1-2", "--1", "1.2.3", "e", "."] {
            #expect(GMLNumbers.value(of: Array(bad.utf8)) == nil, "\(bad)")
        }
    }
}

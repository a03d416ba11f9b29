import Foundation
import GeoCore
import TestSupport
import Testing

/// The official grid beside the checkout, and no grid at all.
private let withGrid = ProjectionResources(extraFolders: [Paths.data.appendingPathComponent("rd").path])
private let withoutGrid = ProjectionResources(extraFolders: [])

/// Whether this machine's own PROJ data have the grid, so that "without" cannot be tried.
func systemHasRDGrid() throws -> Bool {
    let transformer = try Transformer(
        from: CoordinateReferenceSystem(parsing: "EPSG:4258"), to: CoordinateReferenceSystem(parsing: "EPSG:28992"),
        box: Box(minX: 5, minY: 52, maxX: 6, maxY: 53), resources: withoutGrid)
    _ = transformer.transform([[5.5, 52.5]])
    return !transformer.report.gridsUsed.isEmpty
}

@Suite struct CRSDefinitionTests {
    @Test(arguments: [
        "EPSG:28992", " epsg:28992\n", "urn:ogc:def:crs:EPSG::28992", "http://www.opengis.net/def/crs/EPSG/0/28992",
        "http://www.opengis.net/gml/srs/epsg.xml#28992",
    ])
    func spellingsOfRDNew(definition: String) throws {
        let crs = try CoordinateReferenceSystem(parsing: definition)
        #expect(crs.code == "EPSG:28992")
        #expect(crs.name == "Amersfoort / RD New")
        #expect(crs.isMetric)
        #expect(!crs.isGeographic)
        #expect(!crs.isAssumed)
    }

    @Test func degreesFeetAndHeights() throws {
        let wgs84 = try CoordinateReferenceSystem(parsing: "EPSG:4326", isAssumed: true)
        #expect(wgs84.isGeographic && !wgs84.isMetric && wgs84.isAssumed)
        #expect(try CoordinateReferenceSystem(parsing: "OGC:CRS84").isGeographic)
        let feet = try CoordinateReferenceSystem(parsing: "EPSG:2263")
        #expect(!feet.isGeographic && !feet.isMetric)
        let withHeight = try CoordinateReferenceSystem(parsing: "EPSG:7415")
        #expect(withHeight.isMetric)
        #expect(withHeight.code == "EPSG:7415")
    }

    @Test func projJSONAndWKTAreIdentified() throws {
        let esri = try CoordinateReferenceSystem(parsing: RDVariant.doubleStereographic)
        #expect(esri.code == "EPSG:28992")
        #expect(esri.isMetric)
        let bound = try CoordinateReferenceSystem(parsing: RDVariant.withTOWGS84)
        #expect(bound.code == "EPSG:28992")
        #expect(bound.isMetric)
        let json = """
            {"type":"GeographicCRS","name":"ETRS89","datum":{"type":"GeodeticReferenceFrame","name":"European \
            Terrestrial Reference System 1989","ellipsoid":{"name":"GRS 1980","semi_major_axis":6378137,\
            "inverse_flattening":298.257222101}},"coordinate_system":{"subtype":"ellipsoidal","axis":[{"name":\
            "Geodetic latitude","abbreviation":"Lat","direction":"north","unit":"degree"},{"name":"Geodetic \
            longitude","abbreviation":"Lon","direction":"east","unit":"degree"}]}}
            """
        #expect(try CoordinateReferenceSystem(parsing: json).code == "EPSG:4258")
    }

    @Test(arguments: ["", "EPSG:999999", "nonsense", "PROJCS[\"broken\"", "+proj=pipeline +step +proj=noop"])
    func whatIsNoCRSIsRefused(definition: String) {
        let error = #expect(throws: InputError.self) { try CoordinateReferenceSystem(parsing: definition) }
        #expect(error?.code == "crs-invalid")
    }

    @Test func organizationAndCode() throws {
        let known = try CoordinateReferenceSystem(organization: "epsg", code: 28992, definition: nil)
        #expect(known.code == "EPSG:28992")
        let custom = try CoordinateReferenceSystem(
            organization: "NONE", code: 100_000, definition: RDVariant.plainStereographic)
        #expect(custom.isMetric)
        #expect(throws: InputError.self) {
            try CoordinateReferenceSystem(organization: "NONE", code: 100_000, definition: nil)
        }
    }

    @Test func requirementsNameTheRemedy() throws {
        let rd = try CoordinateReferenceSystem(parsing: "EPSG:28992")
        try rd.requireMetricProjected(file: "a.gpkg", layer: "l")
        let degrees = try CoordinateReferenceSystem(parsing: "EPSG:4326")
        let geographic = #expect(throws: InputError.self) {
            try degrees.requireMetricProjected(file: "a.json", layer: "l")
        }
        #expect(
            geographic?.line(.en) == "a.json: layer 'l': EPSG:4326 (WGS 84) has degrees, in which no area can be "
                + "measured; give the CRS to compute in, for example --crs EPSG:28992")
        let feet = try CoordinateReferenceSystem(parsing: "EPSG:2263")
        #expect(#expect(throws: InputError.self) { try feet.requireMetricProjected() }?.code == "crs-not-metric")
    }
}

/// Spellings of RD New as shapefiles carry them.
enum RDVariant {
    private static func projection(_ name: String, _ method: String, _ tail: String) -> String {
        """
        PROJCS["\(name)",GEOGCS["GCS_Amersfoort",DATUM["D_Amersfoort",SPHEROID["Bessel_1841",6377397.155,\
        299.1528128]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["\(method)"],\
        PARAMETER["False_Easting",155000.0],PARAMETER["False_Northing",463000.0],PARAMETER["Central_Meridian",\
        5.38763888888889],PARAMETER["Scale_Factor",0.9999079],PARAMETER["Latitude_Of_Origin",52.15616055555555]\(tail),\
        UNIT["Meter",1.0]]
        """
    }
    static let doubleStereographic = projection("RD_New", "Double_Stereographic", "")
    static let rounded = projection("Rijksdriehoekstelsel_New", "Double_Stereographic", "")
    static let plainStereographic = projection("RD_New", "Stereographic", "")
    static let withTOWGS84 = """
        PROJCS["Amersfoort / RD New",GEOGCS["Amersfoort",DATUM["Amersfoort",SPHEROID["Bessel 1841",6377397.155,\
        299.1528128,AUTHORITY["EPSG","7004"]],TOWGS84[565.2369,50.0087,465.658,-0.406857330322398,0.350732676542563,\
        -1.8703473836068,4.0812],AUTHORITY["EPSG","6289"]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],\
        AUTHORITY["EPSG","4289"]],PROJECTION["Oblique_Stereographic"],PARAMETER["latitude_of_origin",\
        52.15616055555555],PARAMETER["central_meridian",5.38763888888889],PARAMETER["scale_factor",0.9999079],\
        PARAMETER["false_easting",155000],PARAMETER["false_northing",463000],UNIT["metre",1],AUTHORITY["EPSG","28992"]]
        """
}

@Suite struct CRSComparisonTests {
    private let drenthe = Box(minX: 204_000, minY: 512_000, maxX: 270_000, maxY: 575_000)

    @Test(arguments: [RDVariant.doubleStereographic, RDVariant.rounded, RDVariant.withTOWGS84, "EPSG:7415"])
    func spellingsOfRDNewAreTheSame(definition: String) throws {
        let rd = try CoordinateReferenceSystem(parsing: "EPSG:28992")
        let other = try CoordinateReferenceSystem(parsing: definition)
        #expect(try rd.metresApart(from: other, on: drenthe) < 1e-4)
        #expect(try other.metresApart(from: rd, on: drenthe) < 1e-4)
        #expect(try rd.isSame(as: other, on: drenthe))
    }

    @Test func aPlainStereographicProjectionIsMetresOff() throws {
        let rd = try CoordinateReferenceSystem(parsing: "EPSG:28992")
        let other = try CoordinateReferenceSystem(parsing: RDVariant.plainStereographic)
        let metres = try rd.metresApart(from: other, on: drenthe)
        #expect(metres > 4 && metres < 8)
        // Near the centre of the projection the two hardly differ: the box decides.
        let centre = Box(minX: 154_900, minY: 462_900, maxX: 155_100, maxY: 463_100)
        #expect(try rd.isSame(as: other, on: centre))
    }

    @Test func degreesAreNotMetres() throws {
        let rd = try CoordinateReferenceSystem(parsing: "EPSG:28992")
        let wgs84 = try CoordinateReferenceSystem(parsing: "EPSG:4326")
        #expect(try rd.metresApart(from: wgs84, on: drenthe) == .infinity)
        let crs84 = try CoordinateReferenceSystem(parsing: "OGC:CRS84")
        let here = Box(minX: 6, minY: 52, maxX: 7, maxY: 53)
        #expect(try wgs84.isSame(as: crs84, on: here))
        let nad27 = try CoordinateReferenceSystem(parsing: "EPSG:4267")
        #expect(try !wgs84.isSame(as: nad27, on: Box(minX: -100, minY: 40, maxX: -99, maxY: 41)))
    }

    @Test func areaOfUse() throws {
        let rd = try CoordinateReferenceSystem(parsing: "EPSG:28992")
        #expect(try rd.areaOfUseNotice(for: drenthe) == nil)
        #expect(try rd.areaOfUseNotice(for: .empty) == nil)
        let degrees = Box(minX: 6, minY: 52, maxX: 7, maxY: 53)
        let notice = try #require(try rd.areaOfUseNotice(for: degrees))
        #expect(notice.code == "crs-area-of-use")
        let belgium = try CoordinateReferenceSystem(parsing: "EPSG:31370")
        #expect(try belgium.areaOfUseNotice(for: drenthe) != nil)
        // Numbers that are no coordinates at all must not trap.
        #expect(try rd.areaOfUseNotice(for: Box(minX: -1e300, minY: 0, maxX: 1e300, maxY: 1)) != nil)
    }
}

@Suite struct TransformerTests {
    struct Point {
        var degrees: SIMD2<Double>
        var rd: SIMD2<Double>
        var isInside: Bool
    }

    static func points() throws -> [Point] {
        let text = try String(
            contentsOf: Paths.suites.appendingPathComponent("proj/rd_points_dev.csv"), encoding: .utf8)
        return text.split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(separator: ",")
            guard fields.count == 6, let lat = Double(fields[1]), let lon = Double(fields[2]), let x = Double(fields[3]),
                let y = Double(fields[4])
            else { return nil }
            return Point(degrees: [lon, lat], rd: [x, y], isInside: fields[5] == "1")
        }
    }

    private static func worst(_ a: [SIMD2<Double>], _ b: [SIMD2<Double>]) -> Double {
        zip(a, b).map { hypot($0.x - $1.x, $0.y - $1.y) }.max() ?? .infinity
    }

    @Test(.enabled(if: Paths.hasSuites && Paths.hasData, "needs the official points and grid"),
        arguments: ["EPSG:4258", "EPSG:4326", "OGC:CRS84"])
    func officialPointsWithinAMillimetreWithTheGrid(geographic: String) throws {
        let points = try Self.points().filter(\.isInside)
        #expect(points.count > 100)
        let rd = try CoordinateReferenceSystem(parsing: "EPSG:28992")
        let degrees = try CoordinateReferenceSystem(parsing: geographic)
        let box = points.reduce(into: Box.empty) { $0.add($1.degrees) }
        let forward = try Transformer(from: degrees, to: rd, box: box, resources: withGrid)
        let result = forward.transform(points.map(\.degrees))
        #expect(Self.worst(result, points.map(\.rd)) <= 0.001)
        let report = forward.report
        #expect(report.gridsUsed == ["nl_nsgi_rdtrans2018.tif"])
        #expect(report.gridsMissing == [])
        #expect(report.accuracyMetres == 0.001)
        #expect(report.takesWGS84AsETRS89 == (geographic != "EPSG:4258"))
        #expect(report.steps.map(\.positions) == [points.count])
        #expect(report.steps[0].pipeline.contains("hgridshift"))

        let rdBox = points.reduce(into: Box.empty) { $0.add($1.rd) }
        let back = try Transformer(from: rd, to: degrees, box: rdBox, resources: withGrid)
        let there = back.transform(points.map(\.rd)).map { SIMD2($0.x * 68_000, $0.y * 111_320) }
        #expect(Self.worst(there, points.map { SIMD2($0.degrees.x * 68_000, $0.degrees.y * 111_320) }) <= 0.001)
    }

    @Test(
        .enabled(if: Paths.hasSuites, "needs the official points"),
        .enabled("needs a machine without the grid") { try !systemHasRDGrid() },
        arguments: ["EPSG:4258", "EPSG:4326"])
    func officialPointsWithinAQuarterMetreWithoutTheGrid(geographic: String) throws {
        let points = try Self.points().filter(\.isInside)
        let rd = try CoordinateReferenceSystem(parsing: "EPSG:28992")
        let degrees = try CoordinateReferenceSystem(parsing: geographic)
        let box = points.reduce(into: Box.empty) { $0.add($1.degrees) }
        let forward = try Transformer(from: degrees, to: rd, box: box, resources: withoutGrid)
        #expect(Self.worst(forward.transform(points.map(\.degrees)), points.map(\.rd)) <= 0.25)
        #expect(forward.report.gridsUsed == [])
        #expect(forward.report.gridsMissing == ["nl_nsgi_rdtrans2018.tif"])
        #expect(forward.report.accuracyMetres == 0.25)
        #expect(forward.report.notice.message.nl.contains("nl_nsgi_rdtrans2018.tif"))
    }

    @Test(.enabled(if: Paths.hasSuites && Paths.hasData, "needs the official points and grid"))
    func positionsOutsideTheGridFallToTheNextOperation() throws {
        let points = try Self.points()
        let rd = try CoordinateReferenceSystem(parsing: "EPSG:28992")
        let etrs89 = try CoordinateReferenceSystem(parsing: "EPSG:4258")
        let inside = points.filter(\.isInside).reduce(into: Box.empty) { $0.add($1.degrees) }
        let forward = try Transformer(from: etrs89, to: rd, box: inside, resources: withGrid)
        let result = forward.transform(points.map(\.degrees))
        #expect(result.allSatisfy { $0.x.isFinite && $0.y.isFinite })
        for (position, point) in zip(result, points) where point.isInside {
            #expect(hypot(position.x - point.rd.x, position.y - point.rd.y) <= 0.001)
        }
        #expect(forward.report.steps.count == 2)
        #expect(forward.report.steps.map(\.positions).reduce(0, +) == points.count)
        #expect(forward.report.accuracyMetres == 0.25)
    }

    @Test(.enabled(if: Paths.hasSuites && Paths.hasData, "needs the official points and grid"))
    func projectedWGS84GoesOverETRS89Too() throws {
        let points = try Self.points().filter(\.isInside)
        let rd = try CoordinateReferenceSystem(parsing: "EPSG:28992")
        let degrees = try CoordinateReferenceSystem(parsing: "EPSG:4326")
        let web = try CoordinateReferenceSystem(parsing: "EPSG:3857")
        let box = points.reduce(into: Box.empty) { $0.add($1.degrees) }
        let onWeb = try Transformer(from: degrees, to: web, box: box, resources: withGrid)
            .transform(points.map(\.degrees))
        let toRD = try Transformer(
            from: web, to: rd, box: onWeb.reduce(into: Box.empty) { $0.add($1) }, resources: withGrid)
        #expect(Self.worst(toRD.transform(onWeb), points.map(\.rd)) <= 0.001)
        #expect(toRD.report.takesWGS84AsETRS89)
        #expect(toRD.report.steps.count == 2)
    }

    @Test func polygonsKeepTheirFeaturesAndBadPositionsAreNamed() throws {
        let rd = try CoordinateReferenceSystem(parsing: "EPSG:28992")
        let degrees = try CoordinateReferenceSystem(parsing: "EPSG:4258")
        var polygons = PolygonBuffer()
        try polygons.appendRing([[6, 52], [6.1, 52], [6.1, 52.1], [6, 52.1], [6, 52]])
        polygons.endPart()
        try polygons.appendRing([[6.5, 52], [6.6, 52], [6.6, 52.1], [6.5, 52.1], [6.5, 52]])
        polygons.endFeature()
        polygons.endFeature()
        let (moved, report) = try Transformer.transform(polygons, from: degrees, to: rd)
        #expect(report.steps.map(\.positions).reduce(0, +) == 10)
        #expect(moved.featureEnds == polygons.featureEnds)
        #expect(moved.partEnds == polygons.partEnds)
        #expect(moved.ringEnds == polygons.ringEnds)
        // 0.1° × 0.1° at 52.05° N is 6.86 × 11.13 km.
        #expect(abs(moved.areaSquareMetres(ofPart: 0) - 7.63e7) < 2e5)

        var bad = PolygonBuffer()
        bad.endFeature()
        try bad.appendRing([[6, 52], [6.1, 520], [6.1, 52.1], [6, 52]])
        bad.endFeature()
        let error = #expect(throws: InputError.self) {
            try Transformer.transform(bad, from: degrees, to: rd, featureName: { "no. \($0)" })
        }
        #expect(error?.code == "crs-transform")
        #expect(error?.feature == "no. 1")
        #expect(error?.problem.en.contains("(6.1, 520.0)") == true)
    }

    @Test func theResultDoesNotDependOnTheThreads() throws {
        let rd = try CoordinateReferenceSystem(parsing: "EPSG:28992")
        let degrees = try CoordinateReferenceSystem(parsing: "EPSG:4258")
        var generator = SeededGenerator(seed: 2)
        var polygons = PolygonBuffer()
        for _ in 0..<8_000 {
            let x = Double.random(in: 4...7, using: &generator)
            let y = Double.random(in: 51...53, using: &generator)
            try polygons.appendRing([[x, y], [x + 0.01, y], [x, y + 0.01], [x, y]])
            polygons.endFeature()
        }
        let one = try Transformer.transform(polygons, from: degrees, to: rd, threads: 1)
        let three = try Transformer.transform(polygons, from: degrees, to: rd, threads: 3)
        #expect(one.polygons.coordinates == three.polygons.coordinates)
        #expect(one.report == three.report)
    }

    @Test func transformersRunSideBySide() async throws {
        let rd = try CoordinateReferenceSystem(parsing: "EPSG:28992")
        let degrees = try CoordinateReferenceSystem(parsing: "EPSG:4258")
        let positions = (0..<500).map { SIMD2(5 + Double($0) / 500, 52) }
        let expected = try Transformer(from: degrees, to: rd, box: nil).transform(positions)
        let results = try await withThrowingTaskGroup(of: [SIMD2<Double>].self) { group in
            for _ in 0..<6 {
                group.addTask { try Transformer(from: degrees, to: rd, box: nil).transform(positions) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results == Array(repeating: expected, count: 6))
    }
}

import GeoCore
@testable import LayerDiff
import TestSupport
import Testing

@Suite struct ZoneTests {
    typealias Rectangle = TestMaps.Rectangle

    /// A random map as rectangles, so that a test can cut it itself.
    static func rectangles(_ names: [String], _ random: inout SeededGenerator) -> [Rectangle] {
        var found: [Rectangle] = []
        for row in 0..<4 {
            for column in 0..<4 where Double.random(in: 0..<1, using: &random) > 0.3 {
                let cut = Double.random(in: 0.1...0.9, using: &random)
                for (start, width) in [(0.0, cut), (cut, 1 - cut)] {
                    let name = names.randomElement(using: &random) ?? names[0]
                    found.append(Rectangle(name, Double(column) + start, Double(row), width, 1))
                }
            }
        }
        return found
    }

    /// What lies inside a window; at least a little wide.
    static func cut(_ rectangles: [Rectangle], _ window: Rectangle) -> [Rectangle] {
        rectangles.compactMap { r in
            let (x, y) = (max(r.x, window.x), max(r.y, window.y))
            let (right, top) = (min(r.x + r.width, window.x + window.width), min(r.y + r.height, window.y + window.height))
            return right - x > 1e-9 && top - y > 1e-9 ? Rectangle(r.name, x, y, right - x, top - y) : nil
        }
    }

    static func zones(_ rectangles: [Rectangle]) throws -> ZoneLayer {
        ZoneLayer(layer: try TestMaps.layer(rectangles, file: "zones.gpkg"), field: "name")
    }

    static func crosswalk() -> Crosswalk {
        TestMaps.crosswalk([
            ("a", "a", .exact), ("a", "b", .disjoint), ("b", "b", .overlap), ("b", "a", .disjoint), ("", "a", .disjoint),
            ("c", "d", .narrow),
        ])
    }

    static func run(
        _ old: [Rectangle], _ new: [Rectangle], _ change: (inout DiffOptions) throws -> Void = { _ in }
    ) throws -> DiffResult {
        var options = DiffOptions()
        options.crosswalk = crosswalk()
        try change(&options)
        return try LayerDiffRun.run(old: TestMaps.layer(old), new: TestMaps.layer(new), options: options)
    }

    static let partition = [
        Rectangle("north", 0, 2, 4, 2), Rectangle("south-west", 0, 0, 1.3, 2), Rectangle("south-east", 1.3, 0, 1.4, 2),
    ]

    /// Cells by label and cause, to a square millimetre or so.
    static func cells(_ result: DiffResult) -> [String: Double] {
        var cells: [String: Double] = [:]
        for cell in result.matrix {
            for (cause, area) in cell.causes.present {
                cells["\(cell.from ?? "-") \(cell.to ?? "-") \(cause.rawValue)"] = (area * 1e7).rounded() / 1e7
            }
        }
        return cells
    }

    /// The maps cut by hand and compared on their own have the account that the zone has.
    @Test(arguments: 1...8, [ClassMode.oneOf, .anyOf])
    func aZoneIsTheMapInsideIt(_ seed: UInt64, _ mode: ClassMode) throws {
        var random = SeededGenerator(seed: seed)
        let old = Self.rectangles(["a", "b", "c"], &random)
        let new = Self.rectangles(["a", "b", "d"], &random)
        let whole = try Self.run(old, new) {
            $0.classes = mode
            $0.zones = try Self.zones(Self.partition)
        }
        let zones = try #require(whole.zones)
        #expect(zones.map(\.zone) == ["north", "south-east", "south-west", nil])
        #expect(whole.checks.identities.contains { $0.name == "I8" && $0.holds })
        for zone in zones {
            let window = Self.partition.first { $0.name == zone.zone } ?? Rectangle("", 2.7, 0, 1.3, 2)
            let alone = try Self.run(Self.cut(old, window), Self.cut(new, window)) { $0.classes = mode }
            #expect(Self.cells(zone.account) == Self.cells(alone), "\(zone.zone ?? "outside")")
            #expect(abs(zone.account.frameHectares - alone.frameHectares) < 1e-8)
            #expect(abs(zone.account.boundary.onlyOld - alone.boundary.onlyOld) < 1e-8)
            #expect(abs(zone.account.boundary.net - alone.boundary.net) < 1e-8)
            #expect(abs(zone.account.levels.changed - alone.levels.changed) < 1e-8)
            #expect(abs(zone.account.bounds.upper - alone.bounds.upper) < 1e-8)
        }
    }

    /// With a frame, survey extents, evidence, a tolerance and a minimum area: what is counted per zone adds up (I8 is
    /// asserted by the run), and is what the faces inside the zone say.
    @Test(arguments: 1...6)
    func everythingIsCutByZones(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: 100 + seed)
        let (old, new) = (Self.rectangles(["a", "b"], &random), Self.rectangles(["a", "b"], &random))
        var options = DiffOptions()
        options.crosswalk = Self.crosswalk()
        options.frame = try TestMaps.area([Rectangle("f", 0.2, 0.1, 3.5, 3.6)], file: "frame.gpkg")
        options.oldExtent = try TestMaps.area([Rectangle("s", 0, 0, 3.9, 4)], file: "old.gpkg")
        options.newExtent = try TestMaps.area([Rectangle("s", 0, 0, 4, 3.3)], file: "new.gpkg")
        options.tolerance = PositionalTolerance(metres: 30)
        options.minAreaHectares = 0.1
        options.evidence = EvidenceRegister(items: [
            try EvidenceTests.item("1", .decision, [Rectangle("", 0.5, 0.5, 1, 1)]),
            try EvidenceTests.item("2", .real, [Rectangle("", 2, 2, 0.7, 1.7)]),
        ])
        options.zones = try Self.zones(Self.partition)
        options.gridMetres = 70
        options.wantsFaces = true
        let outcome = try LayerDiffRun.outcome(old: TestMaps.layer(old), new: TestMaps.layer(new), options: options)
        let zones = try #require(outcome.result.zones)
        let faces = try #require(outcome.faces?.faces)
        let engine = try GeometryEngine()
        #expect(outcome.result.causes[.drawing] > 0)
        #expect(outcome.result.causes[.decision] > 0)
        #expect(outcome.result.causes[.noData] > 0)
        for zone in zones {
            guard let name = zone.zone else { continue }
            let window = try TestMaps.layer(Self.partition.filter { $0.name == name }).polygons
            for cause in [Cause.drawing, .small, .real, .open, .homonym, .decision] {
                var sum = 0.0
                for face in faces where face.cause == cause {
                    sum += try engine.overlay(.intersection, face.polygons, window).areaSquareMetres
                }
                #expect(abs(hectares(sum) - zone.account.causes[cause]) < 1e-6, "\(name) \(cause)")
            }
        }
        // The squares, from the faces too.
        let grid = try #require(outcome.result.grid)
        for square in grid.cells.prefix(40) {
            var window = PolygonBuffer()
            let (x, y) = (square.x, square.y)
            try window.appendRing([[x, y], [x + 70, y], [x + 70, y + 70], [x, y + 70], [x, y]])
            window.endFeature()
            for cause in [Cause.drawing, .small, .real, .open] {
                var sum = 0.0
                for face in faces where face.cause == cause {
                    sum += try engine.overlay(.intersection, face.polygons, window).areaSquareMetres
                }
                #expect(abs(hectares(sum) - square.causes[cause]) < 1e-6, "\(x) \(y) \(cause)")
            }
        }
    }

    @Test func zonesThatOverlapStopTheRun() throws {
        let map = [Rectangle("a", 0, 0, 4, 4)]
        let error = #expect(throws: InputError.self) {
            try Self.run(map, map) {
                $0.zones = try Self.zones([Rectangle("one", 0, 0, 2, 4), Rectangle("two", 1.5, 0, 2.5, 4)])
            }
        }
        #expect(error?.code == "zones-overlap")
        #expect(error?.file == "zones.gpkg")
        #expect(error?.line(.en).contains("'one' and 'two'") == true)
        // A strip of a metre or so is carried, said, and allowed for in I8.
        let carried = try Self.run(map, map) {
            $0.overlapLimit = 0.01
            $0.zones = try Self.zones([Rectangle("one", 0, 0, 2.01, 4), Rectangle("two", 2, 0, 2, 4)])
        }
        #expect(carried.notices.contains { $0.code == "zones-overlap" })
        #expect(abs((carried.zones ?? []).reduce(0) { $0 + $1.account.frameHectares } - 16.04) < 1e-6)
    }

    @Test func zonesElsewhereAreEmpty() throws {
        let map = [Rectangle("a", 0, 0, 1, 1)]
        let result = try Self.run(map, map) { $0.zones = try Self.zones([Rectangle("far", 10, 10, 1, 1)]) }
        let zones = try #require(result.zones)
        #expect(zones.map(\.zone) == ["far", nil])
        #expect(zones[0].account.frameHectares == 0)
        #expect(zones[0].account.matrix.isEmpty)
        #expect(abs(zones[1].account.frameHectares - 1) < 1e-9)
    }

    @Test func improbablePairsAreFlaggedAndStay() throws {
        let (old, new) = ([Rectangle("a", 0, 0, 2, 1)], [Rectangle("b", 0, 0, 1, 1), Rectangle("a", 1, 0, 1, 1)])
        let plain = try Self.run(old, new)
        let flagged = try Self.run(old, new) { $0.nonProbable = [NonProbablePair(from: "a", to: "b")] }
        #expect(flagged.matrix.filter(\.isNonProbable).map(\.to) == ["b"])
        #expect(flagged.notices.contains { $0.code == "improbable" && $0.count == 1 })
        #expect(flagged.causes == plain.causes)
    }
}

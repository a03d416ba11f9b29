import Foundation
import GeoCore
import TestSupport
import Testing

@testable import PlanCheck

@Suite("Index of a catalogue")
struct IndexTests {
    /// A copy of the sample, so that an index can be written beside it and maps can be changed.
    private static func sample() throws -> Scratch {
        let scratch = try Scratch()
        for name in ["catalogue.json", "kk_2022.gpkg", "overig_2022.gpkg", "grenzen.gpkg"] {
            try FileManager.default.copyItem(
                at: Paths.testdata.appendingPathComponent("drenthe/" + name),
                to: scratch.folder.appendingPathComponent(name))
        }
        return scratch
    }

    private static func index(_ scratch: Scratch) throws -> Catalogue {
        let catalogue = try Catalogue.read(scratch.folder.appendingPathComponent("catalogue.json").path)
        let outcome = try CatalogueIndexer.make(catalogue, threads: 2)
        #expect(outcome.failures.isEmpty)
        try outcome.index.json.text.write(
            toFile: CatalogueIndex.path(ofCatalogue: catalogue.file), atomically: true, encoding: .utf8)
        return catalogue
    }

    private static func plan(_ name: String) -> PlanInput {
        .file(Paths.testdata.appendingPathComponent("drenthe/plans/\(name).gpkg").path)
    }

    @Test("A member list packs to text and back, whatever its keys")
    func members() throws {
        var random = SeededGenerator(seed: 7)
        for count in [0, 1, 2, 300] {
            var key: Int64 = -5
            let members = (0..<count).map { _ -> (key: Int64, groups: [Int32]) in
                key += Int64.random(in: 1...1_000_000_000, using: &random)
                return (key, (0..<Int.random(in: 0...4, using: &random)).map { _ in Int32.random(in: -1...70_000, using: &random) })
            }
            let list = MemberList(members.shuffled(using: &random))
            #expect(MemberList(packed: list.packed) == list)
            for (place, member) in members.enumerated() {
                #expect(list.place(of: member.key) == place)
                #expect(Array(list.groups(at: place)) == member.groups)
                #expect(list.place(of: member.key - 1) == nil || members.contains { $0.key == member.key - 1 })
            }
        }
        #expect(MemberList(packed: "%%%") == nil)
        #expect(MemberList(packed: "gA==") == nil)
        #expect(MemberList(packed: Data([2, 0, 0, 0]).base64EncodedString()) == nil)
        let numbers = [0, -0.0, 1.5, .pi, 1e300, .leastNonzeroMagnitude]
        #expect(PackedDoubles.values(PackedDoubles.text(numbers)) == numbers)
    }

    @Test("With the index and without it, the same answers", arguments: [
        "exloo_exact", "gieten_verschoven", "nieuwe_drostendiep_ontwerp",
    ])
    func sameAnswers(_ name: String) throws {
        let scratch = try Self.sample()
        let catalogue = try Self.index(scratch)
        let with = try PlanCheckRun.run(plans: [Self.plan(name)], catalogue: catalogue)
        try FileManager.default.removeItem(atPath: CatalogueIndex.path(ofCatalogue: catalogue.file))
        let without = try PlanCheckRun.run(plans: [Self.plan(name)], catalogue: catalogue)
        #expect(!with.notices.contains { $0.code == "units-read-whole" })
        #expect(without.notices.contains { $0.code == "units-read-whole" })
        #expect(with.work.geometryBytes < without.work.geometryBytes)
        var (a, b) = (try #require(with.plans.first), try #require(without.plans.first))
        for index in a.hits.indices {
            let (x, y) = (a.hits[index].largestPartAfterHectares, b.hits[index].largestPartAfterHectares)
            if let x, let y { #expect(abs(x - y) <= 1e-9 * max(x, y), "\(a.hits[index].id)") }
            a.hits[index].largestPartAfterHectares = nil
            b.hits[index].largestPartAfterHectares = nil
            #expect(a.hits[index] == b.hits[index], "\(a.hits[index].id)")
        }
        (a.hits, b.hits) = ([], [])
        #expect(a == b)
    }

    @Test("A plan outside everything has the same distances through the index")
    func outside() throws {
        let scratch = try Self.sample()
        let catalogue = try Self.index(scratch)
        let plan = PlanInput.searchArea(x: 190_000, y: 560_000, radiusMetres: 300)
        let options = CheckOptions(farMetres: 60_000)
        let with = try PlanCheckRun.run(plans: [plan], catalogue: catalogue, options: options)
        try FileManager.default.removeItem(atPath: CatalogueIndex.path(ofCatalogue: catalogue.file))
        let without = try PlanCheckRun.run(plans: [plan], catalogue: catalogue, options: options)
        #expect(with.plans == without.plans)
        let hits = try #require(with.plans.first).hits
        #expect(hits.allSatisfy { $0.state == .notHit || $0.state == .noData })
        #expect(hits.contains { ($0.distanceMetres ?? 0) > 10_000 })
        #expect(isClose(with.plans[0].outsideExtentHectares, with.plans[0].areaHectares, within: 1e-9))
    }

    @Test("A stale index is noticed and left aside")
    func stale() throws {
        let scratch = try Self.sample()
        let catalogue = try Self.index(scratch)
        #expect(FreshIndex(catalogue).notices.isEmpty)
        #expect(FreshIndex(catalogue).entries.count > 50)
        // Another time, the same bytes: still fresh.
        let map = scratch.folder.appendingPathComponent("kk_2022.gpkg")
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: map.path)
        #expect(FreshIndex(catalogue).notices.isEmpty)
        // The same size, other bytes.
        var bytes = try Data(contentsOf: map)
        bytes[bytes.count - 1] ^= 1
        try bytes.write(to: map)
        let fresh = FreshIndex(catalogue)
        #expect(fresh.notices.map(\.code) == ["index-stale"])
        #expect(fresh.notices[0].message.nl.contains("kk_2022.gpkg"))
        #expect(Set(fresh.entries.values.flatMap(\.slots).map(\.source)).count == 2)
        // Another catalogue.
        var changed = catalogue
        changed.sha256 = "0"
        #expect(FreshIndex(changed).entries.isEmpty)
        #expect(FreshIndex(changed).notices.map(\.code) == ["index-stale"])
        // No index at all.
        try "{}".write(toFile: CatalogueIndex.path(ofCatalogue: catalogue.file), atomically: true, encoding: .utf8)
        #expect(FreshIndex(catalogue).notices.map(\.code) == ["index-unreadable"])
    }

    @Test("Areas alone are the same with an index as without, to the bit")
    func areasAlone() throws {
        let scratch = try Self.sample()
        let plans = ["exloo_exact", "gieten_verschoven", "nieuwe_drostendiep_ontwerp"].map(Self.plan)
        let bare = try Catalogue.read(scratch.folder.appendingPathComponent("catalogue.json").path)
        let without = try PlanAreas.run(plans: plans, catalogue: bare)
        let catalogue = try Self.index(scratch)
        let with = try PlanAreas.run(plans: plans, catalogue: catalogue)
        #expect(with.plans == without.plans)
        #expect(with.plans.allSatisfy { $0.units.count > 5 })
        #expect(with.notices.map(\.message) == without.notices.map(\.message))
    }

    @Test("An index read ahead is the one beside the catalogue, whatever it was started for")
    func readAhead() throws {
        let scratch = try Self.sample()
        let catalogue = try Self.index(scratch)
        let now = FreshIndex(catalogue)
        #expect(!now.entries.isEmpty)
        #expect(FreshIndex(catalogue, IndexAhead(besideCatalogue: catalogue.file)).entries == now.entries)
        #expect(FreshIndex(catalogue, IndexAhead(besideCatalogue: "elsewhere.json")).entries == now.entries)
        try "{}".write(toFile: CatalogueIndex.path(ofCatalogue: catalogue.file), atomically: true, encoding: .utf8)
        #expect(FreshIndex(catalogue, IndexAhead(besideCatalogue: catalogue.file)).notices.map(\.code) == ["index-unreadable"])
    }

    @Test("Parts told from a window are the parts of the whole unit")
    func localRemainder() throws {
        var random = SeededGenerator(seed: 11)
        var told = 0
        var open = 0
        for _ in 0..<60 {
            var shells: [[SIMD2<Double>]] = []
            for cell in 0..<196 where Double.random(in: 0..<1, using: &random) < 0.62 {
                let (left, low) = (Double(cell % 14) * 100, Double(cell / 14) * 100)
                shells.append(HandMade.rectangle(left, low, left + 100, low + 100))
            }
            let polygons = try HandMade.buffer(shells)
            let whole = UnitPolygons(
                polygons: polygons, names: shells.map { _ in "" },
                wholeSquareMetres: Double(shells.count) * 10_000)
            let x = Double.random(in: 300...800, using: &random)
            let y = Double.random(in: 300...800, using: &random)
            let outline = try HandMade.plan(HandMade.rectangle(x, y, x + 260, y + 170))
            let engine = try GeometryEngine()
            let area = 260.0 * 170
            let plan = try PreparedPlan(outline, areaSquareMetres: area, toleranceMetres: 0, engine: engine)
            var hits = PolygonHits(plan: plan, limits: HandMade.limits(), engine: engine, threads: 1)
            var expected = UnitHit(id: "U", quality: "q", unit: "U", name: "U", state: .hit)
            expected.areaHectares = PlanAccount.overlap(outline.polygons, polygons, threads: 1) / 10_000
            guard (expected.areaHectares ?? 0) > 0 else { continue }
            var local = expected
            try hits.measureRemainder(&expected, whole)

            let window = plan.box.expanded(by: 150)
            let groups = try DissolvedGroups(polygons)
            let near = polygons.selecting((0..<polygons.featureCount).filter { polygons.box(ofPart: $0).intersects(window) })
            let numbers = (0..<polygons.featureCount).filter { polygons.box(ofPart: $0).intersects(window) }
            let surroundings = UnitPolygons.Surroundings(
                window: window, groupOfPart: numbers.map { groups.groupOfPart[$0] }, groupSquareMetres: groups.squareMetres)
            let unit = UnitPolygons(polygons: near, names: numbers.map { _ in "" }, wholeSquareMetres: nil)
            switch try hits.measureLocalRemainder(
                &local, try hits.localParts(unit, surroundings), of: near, groupSquareMetres: groups.squareMetres)
            {
            case .open: open += 1
            case .told:
                told += 1
                #expect(local.partsBefore == expected.partsBefore)
                #expect(local.partsAfter == expected.partsAfter)
                #expect(isClose(local.largestPartAfterHectares, expected.largestPartAfterHectares ?? -1, within: 1e-9))
            }
        }
        // Both ways occur.
        #expect(told > 10)
        #expect(open > 0)
    }
}

import GeoCore
import TestSupport
import Testing

@testable import PlanCheck

@Suite("Earlier results and other maps")
struct ComparisonTests {
    private func answer(_ id: String, _ state: HitState, _ hectares: Double? = nil, boundary: Double? = nil) -> UnitAnswer {
        UnitAnswer(
            id: id, quality: "q", name: id, state: state, areaHectares: hectares, shareOfPlan: nil, lengthMetres: nil,
            count: nil, sharedBoundaryMetres: boundary, distanceMetres: nil)
    }

    private func compare(_ before: [UnitAnswer], _ after: [UnitAnswer]) throws -> ResultComparison.PlanComparison {
        let comparison = ResultComparison(
            file: "x.json", earlier: [PlanAnswer(id: "p", areaHectares: 2, units: before)],
            now: [PlanAnswer(id: "p", areaHectares: 3, units: after)])
        return try #require(comparison.plans.first)
    }

    @Test("every kind of change, and what is none")
    func kinds() throws {
        let plan = try compare(
            [
                answer("a", .notHit), answer("b", .hit, 1), answer("c", .hit, 1), answer("d", .touches, 0, boundary: 10),
                answer("e", .noData), answer("f", .hit, 1), answer("g", .near), answer("gone", .hit, 1),
                answer("far", .notHit),
            ],
            [
                answer("a", .near), answer("b", .notHit), answer("c", .touches, 0), answer("d", .touches, 0, boundary: 12),
                answer("e", .notHit), answer("f", .hit, 1 + 1e-9), answer("g", .near), answer("far", .notHit),
                answer("new", .hit, 2),
            ])
        let kinds = Dictionary(uniqueKeysWithValues: plan.changes.map { ($0.id, $0.kind) })
        #expect(
            kinds == [
                "a": .appeared, "b": .disappeared, "c": .stateChanged, "d": .amountChanged, "e": .stateChanged,
            ])
        #expect(plan.notCompared.map(\.id) == ["new", "gone"])
        #expect(plan.unchanged == 3)
        #expect(plan.earlierAreaHectares == 2 && plan.areaHectares == 3)
    }

    @Test("stages of one plan are joined, other plans are not",
        arguments: [
            ("NL.IMRO.1681.08BP0012-VO01", "NL.IMRO.1681.08BP0012-ON01", true),
            ("NL.IMRO.1681.08BP0012-VO01", "NL.IMRO.1681.08BP0013-VO01", false),
            ("a/zonnepark_voorontwerp.gml", "a/zonnepark_ontwerp.geojson", true),
            ("a/Zonnepark Ontwerp.gml", "a/zonnepark-definitief.gml", true),
            ("a/ontwerp.gml", "b/ontwerp.gml", false), ("a.gpkg#1", "a.gpkg#2", false),
        ])
    func joins(_ a: String, _ b: String, _ isSame: Bool) {
        #expect((PlanStage.key(a) == PlanStage.key(b)) == isSame)
    }

    @Test("what only one side has is named; each plan is joined once")
    func leftOver() {
        let plan = { (id: String) in PlanAnswer(id: id, areaHectares: 1, units: []) }
        let comparison = ResultComparison(
            file: "x", earlier: [plan("a_voorontwerp"), plan("b"), plan("old")], now: [plan("b"), plan("a_ontwerp"), plan("a_definitief")])
        #expect(comparison.plans.map(\.earlierID) == ["b", "a_voorontwerp"])
        #expect(comparison.onlyEarlier == ["old"])
        #expect(comparison.onlyNow == ["a_definitief"])
    }

    @Test("a result read back from its JSON is the result")
    func roundTrip() throws {
        var result = try Sample.result.get()
        result.plans = [try Sample.plan("exloo_exact")]
        let scratch = try Scratch()
        let file = try scratch.write("earlier.json", result.json(language: .nl, versions: [:]).text)
        let earlier = try EarlierResult.read(file)
        #expect(earlier.plans == result.plans.map { PlanAnswer($0) })
        let comparison = earlier.compared(with: result)
        #expect(comparison.notices.isEmpty)
        #expect(comparison.plans.first?.changes.isEmpty == true)
        result.catalogue.sha256 = "other"
        #expect(earlier.compared(with: result).notices.map(\.code) == ["other-catalogue"])
    }

    @Test("a file that is no result is one line", arguments: ["[]", #"{"schema":"kk-diff/diff@1"}"#, #"{"schema":"kk-diff/check@1","plans":[{"id":1}]}"#, #"{"schema":"kk-diff/check@1","plans":[{"id":"a","hits":[{"id":"u","state":"soon"}]}]}"#])
    func wrongFile(_ text: String) throws {
        let file = try Scratch().write("x.json", text)
        #expect(throws: InputError.self) { try EarlierResult.read(file) }
    }

    @Test("2010 against 2022 on the sample: joined by unit id, hectares of both maps, units of one map only")
    func otherMap() throws {
        var result = try Sample.result.get()
        result.plans = [try Sample.plan("nieuwe_drostendiep_ontwerp")]
        let other = try Catalogue.read(Sample.folder + "catalogue_2010.json")
        let plans: [PlanInput] = [.file(Sample.folder + "plans/nieuwe_drostendiep_ontwerp.gpkg")]
        let comparison = try PlanCheckRun.compared(result, with: other, plans: plans, options: CheckOptions())
        let plan = try #require(comparison.plans.first)
        let older = try #require(
            try PlanCheckRun.run(plans: plans, catalogue: other, options: CheckOptions(toleranceMetres: 0.5, nearMetres: 250, farMetres: 5000)).plans.first)
        let high = try #require(plan.changes.first { $0.id == "AK-H" }), middle = try #require(plan.changes.first { $0.id == "AK-M" })
        #expect(high.kind == .appeared && middle.kind == .amountChanged)
        #expect(middle.before.areaHectares == (try older.hit("AK-M").areaHectares))
        #expect(middle.after.areaHectares == (try result.plans[0].hit("AK-M").areaHectares))
        // Re-valued: what the one level lost, the other gained; the dissolved plan is the same.
        let lost = (middle.before.areaHectares ?? 0) - (middle.after.areaHectares ?? 0)
        #expect(abs(lost - (high.after.areaHectares ?? 0)) < 1e-6)
        // The older catalogue has no fords: nothing can be said about a change.
        #expect(plan.notCompared.contains { $0.id == "AR-WA3-V" })
        #expect(!plan.changes.contains { $0.id == "AR-WA3-V" })
        #expect(plan.changes.count + plan.unchanged + plan.notCompared.count == result.plans[0].hits.count)
    }
}

@Suite("Register")
struct RegisterTests {
    @Test("other plans in the same unit, dissolved, the plan itself left out by its id, nearest distance")
    func register() throws {
        let scratch = try Scratch()
        let rectangle = HandMade.rectangle
        _ = try scratch.write("unit.geojson", Scratch.geoJSON([(rectangle(0, 0, 1000, 1000), "")]))
        let catalogue = try scratch.catalogue(#"{"id": "U", "quality": "q", "name": "unit", "layers": [{"file": "unit.geojson"}]}"#)
        let own = try scratch.write("own.geojson", Scratch.geoJSON([(rectangle(0, 0, 100, 100), "")]))
        // 20 ha and 20 ha that share 10; one far away; the plan's own file.
        let others = try scratch.write(
            "others.geojson",
            Scratch.geoJSON([
                (rectangle(200, 0, 400, 1000), #""naam":"Noordpark","id":"n""#), (rectangle(300, 0, 500, 1000), #""naam":"Zuidpark","id":"z""#),
                (rectangle(5000, 0, 5100, 100), #""naam":"Ver","id":"v""#),
            ]))
        var options = CheckOptions()
        options.register = [.file(others), .file(own)]
        let plan = try #require(try PlanCheckRun.run(plans: [.file(own)], catalogue: catalogue, options: options).plans.first)
        let entry = try #require(plan.register?.first)
        #expect(plan.register?.count == 1)
        #expect(entry.id == "U" && entry.plans == 2)
        #expect(isClose(entry.areaHectares, 30))
        #expect(entry.nearest?.name == "Noordpark" && isClose(entry.nearest?.distanceMetres, 100))
        #expect(entry.nearest?.id == others + "#n")
    }

    @Test("without a register nothing is said; a register that cannot be read is a failed file")
    func failures() throws {
        #expect(try Sample.plan("exloo_exact").register == nil)
        var options = CheckOptions()
        options.register = [.file("missing.gpkg")]
        let result = try PlanCheckRun.run(
            plans: [.file(Sample.folder + "plans/exloo_exact.gpkg")], catalogue: Sample.catalogue.get(), options: options)
        #expect(result.plansFailed.map(\.file) == ["missing.gpkg"])
        #expect(result.plans.count == 1)
    }
}

@Suite("Streams of plans")
struct StreamTests {
    @Test("plans come in the order of the input, failed ones in their place, the same for any number of workers", arguments: [1, 4])
    func order(_ workers: Int) throws {
        let scratch = try Scratch()
        _ = try scratch.write("unit.geojson", Scratch.geoJSON([(HandMade.rectangle(0, 0, 1000, 1000), "")]))
        let catalogue = try scratch.catalogue(#"{"id": "U", "quality": "q", "name": "unit", "layers": [{"file": "unit.geojson"}]}"#)
        // More than are held at once.
        let count = PlanCheckRun.filesAtOnce + 20
        let inputs = try (0..<count).map { index -> PlanInput in
            let text = index % 50 == 7 ? "{" : Scratch.geoJSON([(HandMade.rectangle(0, 0, 10 + Double(index), 10), "")])
            return .file(try scratch.write("plans/\(index).geojson", text))
        }
        var labels: [String] = []
        let result = try PlanCheckRun.stream(plans: inputs, catalogue: catalogue, options: CheckOptions(workers: workers)) { outcome in
            switch outcome {
            case .checked(let plan): labels.append(plan.result.file ?? "")
            case .failed(let plan): labels.append(plan.file)
            }
        }
        #expect(labels == inputs.map(\.label))
        #expect(result.plansFailed.count == inputs.indices.count { $0 % 50 == 7 })
        #expect(result.plans.isEmpty)
    }
}

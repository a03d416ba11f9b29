import GeoCore
import LayerDiff
import TestSupport
import Testing

@Suite struct AccountsTests {
    typealias R = TestMaps.Rectangle

    func run(
        _ old: [R], _ new: [R], _ crosswalk: Crosswalk? = nil, _ change: (inout DiffOptions) -> Void = { _ in }
    ) throws -> DiffResult {
        var options = DiffOptions()
        options.crosswalk = crosswalk
        change(&options)
        return try LayerDiffRun.run(old: TestMaps.layer(old), new: TestMaps.layer(new), options: options)
    }

    func close(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-9 } ?? false }

    @Test func aSubclassInsideAnotherClassIsCountedOnItsOwn() throws {
        // Essen (10 ha) inside esdorpenlandschap (100 ha); by 2022 the essen have grown to 15.
        let old = [R("esdorpenlandschap", 0, 0, 10, 10), R("essen", 0, 0, 10, 1)]
        let new = [R("esdorpenlandschap", 0, 0, 10, 10), R("essen", 0, 0, 10, 1.5)]
        #expect(throws: InputError.self) { try run(old, new) }
        let result = try run(old, new) { $0.classes = .anyOf }
        #expect(result.matrix.map { [$0.from, $0.to] } == [
            [nil, "essen"], ["esdorpenlandschap", "esdorpenlandschap"], ["essen", "essen"],
        ])
        #expect(close(result.classes.first { $0.name == "essen" }?.gain, 5))
        #expect(close(result.classes.first { $0.name == "essen" }?.unchanged, 10))
        // Dissolved nothing came or went.
        #expect(close(result.boundary.both, 100))
        #expect(result.boundary.onlyNew == 0)
        #expect(close(result.frameHectares, 100))
        #expect(result.checks.overlapExcessHectares == 0)
    }

    @Test func theErrorNamesThePairTheFeaturesAndTheWaysOut() {
        #expect {
            try run([R("a", 0, 0, 2, 1), R("b", 1, 0, 2, 1)], [R("a", 0, 0, 1, 1)])
        } throws: { error in
            guard let line = (error as? InputError)?.line(.en) else { return false }
            return ["map.gpkg", "1 ha", "'a' on 'b'", "1 and 2", "any-of", "priority:"].allSatisfy { line.contains($0) }
        }
    }

    @Test func carriedOverlapCountsInBothCells() throws {
        let result = try run([R("a", 0, 0, 2, 1), R("b", 1, 0, 2, 1)], [R("a", 0, 0, 3, 1)]) { $0.overlapLimit = 1 }
        #expect(close(result.old.overlapHectares, 1))
        #expect(close(result.checks.overlapExcessHectares, 1))
        #expect(close(result.frameHectares, 3))
        #expect(close(result.causes.total, 4))
        #expect(close(result.classes.first { $0.name == "b" }?.loss, 2))
    }

    @Test func theHigherPriorityWins() throws {
        var old = try TestMaps.layer([R("a", 0, 0, 2, 1), R("b", 1, 0, 2, 1), R("c", 1.5, 0, 0.5, 1)])
        old.attributes["RANG"] = ["1", "2", "3"]
        var new = try TestMaps.layer([R("a", 0, 0, 3, 1), R("d", 2, 0, 1, 1)])
        new.attributes["RANG"] = ["5", "4,5"]
        var options = DiffOptions()
        options.overlaps = .priority(field: "RANG")
        let result = try LayerDiffRun.run(old: old, new: new, options: options)
        #expect(result.matrix.map { [$0.from, $0.to] } == [["a", "a"], ["b", "a"], ["c", "a"]])
        #expect(zip(result.matrix.map(\.hectares), [1, 1.5, 0.5]).allSatisfy { abs($0 - $1) < 1e-9 })
        #expect(result.checks.overlapExcessHectares < 1e-12)
        old.attributes["RANG"] = ["1", "1", "3"]
        #expect {
            try LayerDiffRun.run(old: old, new: new, options: options)
        } throws: { ($0 as? InputError)?.code == "priority-tie" }
        old.attributes["RANG"] = ["1", nil, "3"]
        #expect {
            try LayerDiffRun.run(old: old, new: new, options: options)
        } throws: { ($0 as? InputError)?.code == "priority-not-a-number" }
    }

    @Test func frameAndSurveyExtents() throws {
        let result = try run([R("a", 0, 0, 4, 1)], [R("a", 2, 0, 4, 1)]) {
            $0.frame = try? TestMaps.area([R("", 1, 0, 9, 1)], file: "frame.gpkg")
            $0.newExtent = try? TestMaps.area([R("", 0, 0, 3, 1)], file: "extent.gpkg")
        }
        #expect(close(result.frameHectares, 9))
        #expect(result.matrix.map { [$0.from, $0.to] } == [[nil, nil], [nil, "a"], ["a", nil], ["a", "a"]])
        #expect(close(result.matrix[0].hectares, 4))
        // Beyond x = 3 nobody looked in the new survey.
        #expect(close(result.causes[.noData], 7))
        #expect(close(result.causes[.open], 1))
        #expect(close(result.causes[.homonym], 1))
        #expect(close(result.bounds.upper, 2))
        #expect(result.old.outsideFrame == 0)
    }

    @Test func irreproducibleClassesNeitherGainNorLoseForReal() throws {
        let result = try run([R("es", 0, 0, 3, 1)], [R("es", 1, 0, 3, 1)]) {
            $0.sameMeaning = true
            $0.legendFile = LegendFile(rows: [.init(className: "es", canArise: false)])
        }
        #expect(close(result.causes[.knowledge], 1))
        #expect(close(result.causes[.open], 1))
        #expect(close(result.classes.first?.gainCauses[.knowledge], 1))
        #expect(result.classes.first.flatMap(Sentences.notToBeRead)?.nl == "Niet als winst te lezen: 'es' kan niet nieuw ontstaan.")
    }

    @Test func aClassRowSaysTheCauseOfWhatKeptItsName() throws {
        let result = try run([R("hoog", 0, 0, 1, 1)], [R("hoog", 0, 0, 1, 1)]) { $0.tablesOnly = true }
        let json = result.json(language: .en, versions: [:]).text
        #expect(json.contains("\"causes\": {\"H\": {\"gain_ha\": 0, \"loss_ha\": 0, \"same_ha\": 1}}")
            || json.contains("\"same_ha\": 1"))
        #expect(!json.contains("\"X\""))
        #expect(!json.contains("\"S\""))
        #expect(result.bounds.strictLower == nil)
        #expect(result.classes.first?.gain == 0)
        #expect(close(result.classes.first?.sameCauses[.homonym], 1))
    }

    @Test func theWrongDirectionIsWarnedAbout() throws {
        let wrong = TestMaps.crosswalk([("es oud", "es", .broad)])
        let result = try run([R("es oud", 0, 0, 3, 1)], [R("es", 0, 0, 5, 1)], wrong)
        #expect(result.notices.contains { $0.code == "crosswalk-direction-new" })
        let right = TestMaps.crosswalk([("es oud", "es", .narrow)])
        let better = try run([R("es oud", 0, 0, 3, 1)], [R("es", 0, 0, 5, 1)], right)
        #expect(!better.notices.contains { $0.code.hasPrefix("crosswalk-direction") })
    }
}

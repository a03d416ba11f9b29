import GeoCore
import LayerDiff
import TestSupport
import Testing

/// The account with shapes: rules 2, 5 and 6, frame and survey, against areas worked out by hand. One by one in
/// `TestMaps.Rectangle` is a hectare, 0.01 a metre.
@Suite struct GeometricAccountTests {
    typealias R = TestMaps.Rectangle

    /// Everything excludes everything but its own name.
    static func apart(_ names: [String]) -> Crosswalk {
        var rows: [(String, String, Relation)] = []
        for from in [""] + names {
            for to in [""] + names where !(from.isEmpty && to.isEmpty) {
                rows.append((from, to, from == to ? .exact : .disjoint))
            }
        }
        return TestMaps.crosswalk(rows)
    }

    static func run(
        _ old: [R], _ new: [R], _ crosswalk: Crosswalk? = apart(["a", "b"]), _ change: (inout DiffOptions) -> Void
    ) throws -> DiffOutcome {
        var options = DiffOptions()
        options.crosswalk = crosswalk
        options.wantsFaces = true
        change(&options)
        return try LayerDiffRun.outcome(old: TestMaps.layer(old), new: TestMaps.layer(new), options: options)
    }

    func close(_ a: Double?, _ b: Double, within: Double = 1e-9) -> Bool { a.map { abs($0 - b) <= within } ?? false }

    /// A border between a and b that moved: 10 m is drawing, 30 m is not, of which 10 m is beyond the tolerance.
    @Test func aBorderThatMoved() throws {
        for (metres, drawing, real, strict) in [(10.0, 0.5, 0.0, 0.0), (30, 0, 1.5, 0.5)] {
            let outcome = try Self.run(
                [R("a", 0, 0, 5, 5), R("b", 5, 0, 5, 5)],
                [R("a", 0, 0, 5 + metres / 100, 5), R("b", 5 + metres / 100, 0, 5 - metres / 100, 5)]
            ) { $0.tolerance = PositionalTolerance(metres: 20) }
            let result = outcome.result
            #expect(close(result.causes[.drawing], drawing), "\(metres): \(result.causes[.drawing])")
            #expect(close(result.causes[.real], real))
            #expect(close(result.bounds.strictLower, strict, within: 1e-6), "\(String(describing: result.bounds.strictLower))")
            #expect(close(result.bounds.upper, drawing + real))
            #expect(close(result.levels.changed, metres / 100 * 5))
            let cell = try #require(result.matrix.first { $0.from == "b" && $0.to == "a" })
            #expect(cell.rules == (drawing > 0 ? [.drawing: 5] : [.real: 7]))
            #expect(result.checks.identities.map(\.name).contains("I3"))
        }
    }

    @Test func anIsolatedDitchIsNoDrawingDifference() throws {
        let result = try Self.run([R("b", 50, 50, 1, 1)], [R("b", 50, 50, 1, 1), R("a", 0, 0, 0.05, 16)]) {
            $0.tolerance = PositionalTolerance(metres: 20)
        }.result
        #expect(result.causes[.drawing] == 0)
        #expect(close(result.causes[.real], 0.8))
        #expect(close(result.bounds.strictLower, 0.8))
    }

    @Test func drawingIsFoundBeforeTheFrameCuts() throws {
        // The frame holds only the strip and 1 m beside it: what explains the strip lies outside.
        let result = try Self.run(
            [R("a", 0, 0, 5, 5), R("b", 5, 0, 5, 5)], [R("a", 0, 0, 5.1, 5), R("b", 5.1, 0, 4.9, 5)]
        ) {
            $0.tolerance = PositionalTolerance(metres: 20)
            $0.frame = try? TestMaps.area([R("", 5.01, 0, 0.1, 4)], file: "frame.gpkg")
        }
        #expect(close(result.result.causes[.drawing], 0.36))
        #expect(close(result.result.frameHectares, 0.4))
        let faces = try #require(result.faces?.faces)
        #expect(faces.map(\.cause) == [.drawing])
        #expect(close(faces.first?.hectares, 0.36))
    }

    @Test func evidenceComesFirst() throws {
        var items = [
            EvidenceItem(id: "besluit 1", place: .polygons(try TestMaps.layer([R("", 4, 0, 2, 1)]).polygons), cause: .decision),
            EvidenceItem(id: "fout 7", place: .polygons(try TestMaps.layer([R("", 5, 2, 1, 1)]).polygons), cause: .correction),
        ]
        func compare(_ items: [EvidenceItem], _ conflict: EvidenceConflict = .stop, tablesOnly: Bool = false) throws -> DiffOutcome {
            try Self.run([R("a", 0, 0, 5, 5), R("b", 5, 0, 5, 5)], [R("a", 0, 0, 6, 5), R("b", 6, 0, 4, 5)]) {
                $0.evidence = EvidenceRegister(items: items)
                $0.evidenceConflict = conflict
                $0.tablesOnly = tablesOnly
                $0.wantsFaces = !tablesOnly
            }
        }
        let outcome = try compare(items)
        // Evidence wins over "the same" too: one hectare of a that stayed a.
        #expect(close(outcome.result.causes[.decision], 2))
        #expect(close(outcome.result.causes[.correction], 1))
        #expect(close(outcome.result.causes[.real], 3))
        let faces = try #require(outcome.faces?.faces)
        let sums = Dictionary(grouping: faces, by: \.cause).mapValues { $0.reduce(0) { $0 + $1.hectares } }
        #expect(close(sums[.decision], 2) && close(sums[.correction], 1) && close(sums[.real], 3))
        #expect(Set(faces.filter { $0.rule == 2 }.compactMap(\.evidence)) == ["besluit 1", "fout 7"])
        let areasAlone = try compare(items, tablesOnly: true)
        #expect(areasAlone.faces == nil)
        #expect(areasAlone.result.causes == outcome.result.causes)
        #expect(!areasAlone.result.causesAssessed.contains(.drawing))
        items.append(EvidenceItem(id: "nee", place: .polygons(try TestMaps.layer([R("", 5, 0, 0.5, 1)]).polygons), cause: .source))
        #expect { try compare(items) } throws: { ($0 as? InputError)?.code == "evidence-conflict" }
        let undetermined = try compare(items, .undetermined).result
        #expect(close(undetermined.causes[.decision], 1.5))
        #expect(close(undetermined.causes[.real], 3.5))
    }

    @Test func belowTheMinimumAreaUnlessPartOfALargerChange() throws {
        let old = [R("a", 0, 0, 10, 10)]
        // Two specks; and one that hangs together with a larger loss of the same class.
        let new = [R("a", 0, 2, 10, 8), R("b", 0, 0, 0.2, 0.2), R("b", 5, 0, 0.2, 0.2), R("c", 5.2, 0, 4, 2), R("a", 0.2, 0, 4.8, 2), R("a", 0, 0.2, 0.2, 1.8), R("a", 5, 0.2, 0.2, 1.8), R("a", 9.2, 0, 0.8, 2)]
        let outcome = try Self.run(old, new, Self.apart(["a", "b", "c"])) { $0.minAreaHectares = 0.1 }
        #expect(close(outcome.result.causes[.small], 0.04))
        #expect(close(outcome.result.causes[.real], 8.04))
        #expect(outcome.faces?.patches.map(\.isSmall) == [true, false, false])
    }

    @Test func classesThatLieOnEachOther() throws {
        let outcome = try Self.run(
            [R("a", 0, 0, 10, 10), R("b", 0, 0, 10, 1)], [R("a", 0, 0, 10, 10), R("b", 0, 0, 10, 1.1), R("b", 0, 5, 1, 1)]
        ) {
            $0.classes = .anyOf
            $0.tolerance = PositionalTolerance(metres: 20)
        }
        // 10 m along what was b already; the hectare elsewhere has no b of the old map near it.
        #expect(close(outcome.result.causes[.drawing], 1))
        #expect(close(outcome.result.causes[.real], 1))
        let open = try Self.run(
            [R("a", 0, 0, 10, 10), R("b", 0, 0, 10, 1)], [R("a", 0, 0, 10, 10), R("b", 0, 0, 10, 1.1), R("b", 0, 5, 1, 1)],
            TestMaps.crosswalk([("a", "a", .exact), ("b", "b", .exact)])
        ) {
            $0.classes = .anyOf
            $0.tolerance = PositionalTolerance(metres: 20)
        }
        #expect(close(open.result.causes[.drawing], 1))
        #expect(open.faces?.faces.map(\.cause).sorted { $0.rawValue < $1.rawValue } == [.open, .drawing])
    }

    @Test func whereAFieldDecidesTheShapesFollow() throws {
        var old = try TestMaps.layer([R("a", 0, 0, 10, 5), R("b", 5, 0, 5, 5)])
        old.attributes["RANG"] = ["1", "2"]
        var new = try TestMaps.layer([R("a", 0, 0, 10, 5), R("b", 5.1, 0, 4.9, 5)])
        new.attributes["RANG"] = ["1", "2"]
        var options = DiffOptions()
        options.crosswalk = Self.apart(["a", "b"])
        options.overlaps = .priority(field: "RANG")
        options.tolerance = PositionalTolerance(metres: 20)
        options.wantsFaces = true
        let outcome = try LayerDiffRun.outcome(old: old, new: new, options: options)
        #expect(close(outcome.result.causes[.drawing], 0.5))
        #expect(close(outcome.result.causes[.real], 0))
        #expect(outcome.faces?.faces.map { $0.oldFeatures.map(\.id) } == [[2]])
        #expect(outcome.faces?.faces.map { $0.newFeatures.map(\.id) } == [[1]])
    }

    @Test func facesCarryWhereTheyComeFrom() throws {
        let outcome = try Self.run(
            [R("a", 0, 0, 2, 1), R("a", 2, 0, 2, 1)], [R("b", 1, 0, 2, 1), R("c", 3, 0, 1, 1)],
            TestMaps.crosswalk([("a", "b", .overlap)])
        ) { $0.nonProbable = [NonProbablePair(from: "a", to: "b")] }
        let set = try #require(outcome.faces)
        #expect(set.faces.map { "\($0.id) \($0.from ?? "-") \($0.to ?? "-") \($0.oldFeatures.map(\.id)) \($0.newFeatures.map(\.id)) \($0.patch ?? 0)" } == [
            "f1 a - [1] [] 1", "f2 a b [1] [1] 2", "f3 a b [2] [1] 2", "f4 a c [2] [2] 3",
        ])
        #expect(set.patches.map(\.hectares).map { ($0 * 1e6).rounded() / 1e6 } == [1, 2, 1])
        #expect(set.faces.map(\.isNonProbable) == [false, true, true, false])
        #expect(set.faces.map(\.crosswalkLine) == [nil, 2, 2, nil])
        #expect(set.faces.allSatisfy { $0.check == .agrees })
        #expect(outcome.result.checks.faces?.disagreements == 0)
    }
}

import GeoCore
import LayerDiff
import Testing

@Suite struct PairTableTests {
    func table(
        _ rows: [(String, String, Relation)], complete: Set<String> = [], old: [String] = ["a", "b"],
        new: [String] = ["a", "b", "c"], sameMeaning: Bool = false, onePerPlace: Bool = true
    ) -> PairTable {
        let rows = TestMaps.crosswalk(rows).rows.map { row in
            var row = row
            row.rowIsComplete = complete.contains(row.from ?? "")
            return row
        }
        return PairTable(
            oldClasses: old, newClasses: new, rows: rows, sameMeaning: sameMeaning, onePerPlace: onePerPlace)
    }

    @Test func anUnlistedPairIsUnknownEvenWithTheSameName() {
        let table = table([("a", "b", .overlap)])
        #expect(table.entry("a", "a").relation == .unknown)
        #expect(table.entry("b", "b").origin == .unlisted)
        #expect(table.entry(nil, nil).relation == .exact)
    }

    @Test func aCompleteRowExcludesTheRest() {
        let table = table([("a", "b", .exact)], complete: ["a"])
        #expect(table.entry("a", "c").relation == .disjoint)
        #expect(table.entry("a", nil).origin == .completeRow)
        #expect(table.entry("b", "c").relation == .unknown)
    }

    @Test func aCompleteRowOfWhatWasNotOnTheMap() {
        let table = table([("", "b", .overlap)], complete: [""])
        #expect(table.entry(nil, "c").relation == .disjoint)
        #expect(table.entry(nil, nil).relation == .exact)
    }

    @Test func sameMeaningAssertsEqualTextOnly() {
        let table = table([], sameMeaning: true)
        #expect(table.entry("a", "a").relation == .exact)
        #expect(table.entry("a", "a").origin == .sameMeaning)
        #expect(table.entry("a", "b").relation == .unknown)
        // A listed partner is stronger than the name.
        let listed = self.table([("a", "b", .exact)], sameMeaning: true)
        #expect(listed.entry("a", "a").relation == .unknown)
        #expect(listed.entry("b", "b").relation == .unknown)
    }

    @Test func withinExcludesTheOthersWhereAPlaceHasOneClass() {
        let table = table([("a", "c", .narrow), ("b", "b", .broad)])
        #expect(table.entry("a", nil).relation == .disjoint)
        #expect(table.entry("a", "a").origin == .consequence)
        #expect(table.entry(nil, "b").relation == .disjoint)
        #expect(table.entry("b", "c").relation == .unknown)
        let anyOf = self.table([("a", "c", .narrow)], onePerPlace: false)
        #expect(anyOf.entry("a", nil).relation == .disjoint)
        #expect(anyOf.entry("a", "a").relation == .unknown)
    }

    @Test func aSoleOverlapOfACompleteRowIsNarrow() {
        let table = table([("a", "c", .overlap), ("b", "c", .overlap), ("b", "b", .overlap)], complete: ["a", "b"])
        #expect(table.entry("a", "c").relation == .narrow)
        #expect(table.entry("b", "c").relation == .overlap)
        #expect(table.isSoleInRow(.init(old: table.number(ofOld: "a"), new: table.number(ofNew: "c"))))
        #expect(!table.isSoleInRow(.init(old: table.number(ofOld: "b"), new: table.number(ofNew: "c"))))
    }

    @Test func aColumnIsCompleteWhenAllItsPairsAreStated() {
        let rows: [(String, String, Relation)] = [
            ("a", "c", .unknown), ("b", "c", .disjoint), ("", "c", .disjoint),
        ]
        let table = table(rows)
        let column = table.number(ofNew: "c")
        #expect(table.isComplete(new: column))
        #expect(table.isSoleInColumn(.init(old: table.number(ofOld: "a"), new: column)))
        #expect(!table.isComplete(new: table.number(ofNew: "b")))
        // Without the row about what was not on the map it is not.
        #expect(!self.table(Array(rows.dropLast())).isComplete(new: column))
    }

    @Test func anyOfGroupsFollowTextAndListedRows() {
        let rows = TestMaps.crosswalk([
            ("essen", "essen 2022", .narrow), ("beek", "", .disjoint), ("beek", "veen", .disjoint),
        ]).rows
        let groups = AnyOfGroups(
            oldClasses: ["beek", "essen", "oud"], newClasses: ["beek", "essen 2022", "veen"], rows: rows).groups
        #expect(groups.map(\.old) == [[0], [1], [2], []])
        #expect(groups.map(\.new) == [[0], [1], [], [2]])
    }
}

import GeoCore

/// The relation of every pair of classes, for the classes that occur in the data or in the crosswalk.
///
/// Classes are numbered: 0 is ∅, the others follow in code-point order. Only what is listed is stored, the rest
/// follows from a few flags, so that thousands of classes cost nothing.
package struct PairTable: Sendable {
    /// Class texts by number; `nil` first.
    package let old: [String?]
    package let new: [String?]
    private let oldNumbers: [String: Int]
    private let newNumbers: [String: Int]
    private var listed: [Pair: CrosswalkRow] = [:]
    private var listedInRow: [[Int]]
    private var listedInColumn: [[Int]]
    /// Rows that say that what is not listed is disjoint.
    private var completeRows: Set<Int> = []
    /// Old class that lies within one new class, and new class that lies within one old class.
    private var narrowTarget: [Int: Int] = [:]
    private var broadSource: [Int: Int] = [:]
    /// Classes that a listed `exact` row already gives a partner.
    private var exactOld: Set<Int> = []
    private var exactNew: Set<Int> = []
    private let sameMeaning: Bool
    private let onePerPlace: Bool
    /// The only new class that an old class is compatible with, and the other way round; see `settle()`.
    private var soleInRow: [Int: Int] = [:]
    private var soleInColumn: [Int: Int] = [:]
    private var upgraded: Set<Pair> = []

    package struct Pair: Hashable, Sendable {
        package var old: Int
        package var new: Int

        package init(old: Int, new: Int) {
            self.old = old
            self.new = new
        }
    }

    package struct Entry: Sendable {
        package var relation: Relation
        package var origin: RelationOrigin
        package var row: CrosswalkRow?
    }

    /// - Parameters:
    ///   - rows: rows of the theme in use, after lint (no duplicates).
    ///   - onePerPlace: a place has one class at most, so that "within" excludes all other classes. Otherwise it
    ///     only excludes "not on the map".
    package init(
        oldClasses: [String], newClasses: [String], rows: [CrosswalkRow], sameMeaning: Bool, onePerPlace: Bool
    ) {
        old = Self.universe(oldClasses, rows.compactMap(\.from))
        new = Self.universe(newClasses, rows.compactMap(\.to))
        oldNumbers = Self.numbers(old)
        newNumbers = Self.numbers(new)
        listedInRow = Array(repeating: [], count: old.count)
        listedInColumn = Array(repeating: [], count: new.count)
        self.sameMeaning = sameMeaning
        self.onePerPlace = onePerPlace
        for row in rows {
            let pair = Pair(old: number(ofOld: row.from), new: number(ofNew: row.to))
            if row.rowIsComplete { completeRows.insert(pair.old) }
            guard pair != Pair(old: 0, new: 0) else { continue }
            listed[pair] = row
            listedInRow[pair.old].append(pair.new)
            listedInColumn[pair.new].append(pair.old)
            switch row.relation {
            case .narrow: narrowTarget[pair.old] = pair.new
            case .broad: broadSource[pair.new] = pair.old
            case .exact:
                exactOld.insert(pair.old)
                exactNew.insert(pair.new)
            case .overlap, .disjoint, .unknown: break
            }
        }
        settle()
    }

    private static func universe(_ data: [String], _ crosswalk: [String]) -> [String?] {
        [nil] + Set(data).union(crosswalk).sorted(by: codePointOrder).map { $0 }
    }

    private static func numbers(_ classes: [String?]) -> [String: Int] {
        var numbers: [String: Int] = [:]
        for (index, name) in classes.enumerated() {
            if let name { numbers[name] = index }
        }
        return numbers
    }

    /// Number of a class; a class that is neither in the data nor in the crosswalk does not occur here and
    /// counts as ∅.
    package func number(ofOld name: String?) -> Int { name.flatMap { oldNumbers[$0] } ?? 0 }
    package func number(ofNew name: String?) -> Int { name.flatMap { newNumbers[$0] } ?? 0 }

    // MARK: asking

    package func entry(_ from: String?, _ to: String?) -> Entry {
        entry(Pair(old: number(ofOld: from), new: number(ofNew: to)))
    }

    package func entry(_ pair: Pair) -> Entry {
        if pair.old == 0 && pair.new == 0 { return Entry(relation: .exact, origin: .empty, row: nil) }
        if let row = listed[pair] {
            return Entry(relation: upgraded.contains(pair) ? .narrow : row.relation, origin: .listed, row: row)
        }
        if followsDisjoint(pair) { return Entry(relation: .disjoint, origin: .consequence, row: nil) }
        if completeRows.contains(pair.old) { return Entry(relation: .disjoint, origin: .completeRow, row: nil) }
        if sameMeaning, let name = old[pair.old], name == new[pair.new], !exactOld.contains(pair.old),
            !exactNew.contains(pair.new)
        {
            return Entry(relation: .exact, origin: .sameMeaning, row: nil)
        }
        return Entry(relation: .unknown, origin: .unlisted, row: nil)
    }

    /// The row or column has one compatible class only, and it is this one.
    package func isSoleInRow(_ pair: Pair) -> Bool { soleInRow[pair.old] == pair.new }
    package func isSoleInColumn(_ pair: Pair) -> Bool { soleInColumn[pair.new] == pair.old }

    package func hasRow(old number: Int) -> Bool { !listedInRow[number].isEmpty || completeRows.contains(number) }
    package func hasRow(new number: Int) -> Bool { !listedInColumn[number].isEmpty }

    /// All pairs of the old (new) class, ∅ included, are stated.
    package func isComplete(old number: Int) -> Bool {
        completeRows.contains(number)
            || new.indices.allSatisfy { entry(Pair(old: number, new: $0)).origin.isStated }
    }
    package func isComplete(new number: Int) -> Bool {
        old.indices.allSatisfy { entry(Pair(old: $0, new: number)).origin.isStated }
    }

    /// Rows marked complete.
    package var rowsMarkedComplete: [Int] { completeRows.sorted() }
    package func listedPairs(ofOld number: Int) -> [Pair] { listedInRow[number].map { Pair(old: number, new: $0) } }

    // MARK: working out

    /// X within Y: an unchanged place of the old class must now be of class Y, and of no other.
    private func followsDisjoint(_ pair: Pair) -> Bool {
        if let target = narrowTarget[pair.old], target != pair.new, onePerPlace || pair.new == 0 { return true }
        if let source = broadSource[pair.new], source != pair.old, onePerPlace || pair.old == 0 { return true }
        return false
    }

    private mutating func settle() {
        for number in old.indices where mayBeSettled(listedInRow[number].count, completeRows.contains(number),
            narrowTarget[number] != nil, broadSource.count, new.count)
        {
            let compatible = new.indices.filter { entry(Pair(old: number, new: $0)).relation.allowsBoth }
            guard compatible.count == 1, isComplete(old: number) else { continue }
            soleInRow[number] = compatible[0]
            let pair = Pair(old: number, new: compatible[0])
            if listed[pair]?.relation == .overlap { upgraded.insert(pair) }
        }
        for number in new.indices where mayBeSettled(listedInColumn[number].count, false,
            broadSource[number] != nil, narrowTarget.count + completeRows.count, old.count)
        {
            let compatible = old.indices.filter { entry(Pair(old: $0, new: number)).relation.allowsBoth }
            guard compatible.count == 1, isComplete(new: number) else { continue }
            soleInColumn[number] = compatible[0]
        }
    }

    /// Cheap test before looking at every pair of a row.
    private func mayBeSettled(_ listed: Int, _ marked: Bool, _ within: Bool, _ others: Int, _ size: Int) -> Bool {
        marked || within || listed + others + 2 >= size
    }
}

extension RelationOrigin {
    /// Somebody, or logic, has said it.
    package var isStated: Bool { self != .unlisted }
}

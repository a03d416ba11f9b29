/// What two relations in a row say about their ends. *Source*: METHOD §2.
package enum ComposedRelation: Sendable, Hashable {
    case stated(Relation)
    /// They share states, so they are not disjoint; nothing more is known.
    case sharesStates
    case nothing
}

extension Relation {
    /// X against Z, when X stands to Y as `first` and Y to Z as `second`. Every answer is true of all sets X, Y, Z that are
    /// not empty; what the table does not name is open.
    package static func composed(_ first: Relation, _ second: Relation) -> ComposedRelation {
        switch (first, second) {
        case (.unknown, _), (_, .unknown): .nothing
        case (.exact, let other), (let other, .exact): .stated(other)
        case (.narrow, .narrow): .stated(.narrow)
        case (.broad, .broad): .stated(.broad)
        case (.narrow, .disjoint), (.disjoint, .broad): .stated(.disjoint)
        case (.broad, .narrow), (.overlap, .narrow), (.broad, .overlap): .sharesStates
        case (.narrow, _), (.broad, .disjoint), (.overlap, _), (.disjoint, _): .nothing
        }
    }
}

/// All relations of one step, or of several in a row, between two legends: ∅ is class 0 on both sides.
struct RelationGrid {
    struct Entry {
        var relation: Relation
        /// Known not to be disjoint, whatever the relation.
        var sharesStates: Bool
        /// Classes of the legend in between that the relation comes through; empty for a single step.
        var through: [Int] = []
        /// The row, or the rows of the steps, that were used.
        var rows: [CrosswalkRow] = []
    }

    let old: [String?]
    let new: [String?]
    private(set) var entries: [Entry]
    /// All pairs of the row are stated, so that the old class lies within the classes it is not disjoint from.
    private(set) var isStated: [Bool]
    /// What is not listed is disjoint, also a class that no list knows.
    private(set) var isClosed: [Bool]

    subscript(_ i: Int, _ j: Int) -> Entry { entries[i * new.count + j] }

    /// One step. `old` and `new` are classes that the neighbouring steps know.
    init(rows: [CrosswalkRow], old: [String], new: [String], onePerPlace: Bool) {
        let table = PairTable(
            oldClasses: old, newClasses: new, rows: rows, sameMeaning: false, onePerPlace: onePerPlace)
        self.old = table.old
        self.new = table.new
        entries = []
        entries.reserveCapacity(table.old.count * table.new.count)
        let marked = Set(table.rowsMarkedComplete)
        isStated = table.old.indices.map { table.isComplete(old: $0) }
        isClosed = table.old.indices.map(marked.contains)
        for i in table.old.indices {
            for j in table.new.indices {
                let entry = table.entry(PairTable.Pair(old: i, new: j))
                let relation = i == 0 && j == 0 ? Self.emptyToEmpty(table) : entry.relation
                if onePerPlace && relation == .narrow { isClosed[i] = true }
                let shares = relation != .unknown && relation != .disjoint
                entries.append(Entry(relation: relation, sharesStates: shares, rows: entry.row.map { [$0] } ?? []))
            }
        }
    }

    /// "Not on the map" at both dates is the same *place* by definition, but the states it stands for are the same
    /// only when nothing came onto the map by definition, or went off it.
    private static func emptyToEmpty(_ table: PairTable) -> Relation {
        let pair = PairTable.Pair(old: 0, new: 0)
        switch (table.isSoleInRow(pair), table.isSoleInColumn(pair)) {
        case (true, true): return .exact
        case (true, false): return .narrow
        case (false, true): return .broad
        case (false, false): return .unknown
        }
    }

    /// Two steps in a row. The new classes of the first and the old ones of the second are the same list.
    /// - Throws: when the steps prove two relations of a pair that exclude each other.
    /// - Complexity: O(old × between × new).
    init(_ first: RelationGrid, _ second: RelationGrid) throws(CompositionConflict) {
        old = first.old
        new = second.new
        entries = []
        entries.reserveCapacity(old.count * new.count)
        for i in old.indices {
            let compatible = first.new.indices.filter { first[i, $0].relation.allowsBoth }
            for k in new.indices {
                entries.append(try Self.entry(i, k, first, second, compatible))
            }
        }
        isStated = old.indices.map { i in
            first.isStated[i] && first.new.indices.allSatisfy { !first[i, $0].relation.allowsBoth || second.isStated[$0] }
        }
        isClosed = old.indices.map { i in
            first.isClosed[i] && first.new.indices.allSatisfy { !first[i, $0].relation.allowsBoth || second.isClosed[$0] }
        }
    }

    /// - Parameter compatible: classes in between that the old class is not disjoint from.
    private static func entry(
        _ i: Int, _ k: Int, _ first: RelationGrid, _ second: RelationGrid, _ compatible: [Int]
    ) throws(CompositionConflict) -> Entry {
        var proofs = Proofs()
        var open: [Int] = []
        for j in first.new.indices {
            let (a, b) = (first[i, j], second[j, k])
            switch Relation.composed(a.relation, b.relation) {
            case .stated(let relation) where relation != .unknown: proofs.add(relation, j)
            case .sharesStates: proofs.add(nil, j)
            case .stated, .nothing:
                // What is known of an open relation goes on the same way.
                let goesOn = (a.sharesStates && b.sharesStates)
                    && ([.exact, .broad].contains(a.relation) || [.exact, .narrow].contains(b.relation))
                if goesOn { proofs.add(nil, j) }
                // Both rows are there, and together they say nothing.
                let isListed = !a.rows.isEmpty && !b.rows.isEmpty
                if !goesOn, isListed, a.relation.allowsBoth, b.relation.allowsBoth { open.append(j) }
            }
        }
        if first.isStated[i], !compatible.isEmpty {
            let onwards = compatible.map { second[$0, k].relation }
            if onwards.allSatisfy({ $0 == .disjoint }) { proofs.add(.disjoint, all: compatible) }
            if onwards.allSatisfy({ $0 == .exact || $0 == .narrow }) { proofs.add(.narrow, all: compatible) }
        }
        let (relation, through) = proofs.strongest
        if relation == .disjoint, let other = proofs.contradictsDisjoint {
            throw CompositionConflict(
                from: first.old[i], to: second.new[k], disjointThrough: first.new[through.first ?? 0],
                other: other.relation, otherThrough: first.new[other.through])
        }
        let used = through.isEmpty ? open : through
        return Entry(
            relation: relation, sharesStates: proofs.sharesStates, through: used,
            rows: used.flatMap { first[i, $0].rows + second[$0, k].rows })
    }
}

/// What the classes in between prove of one pair.
private struct Proofs {
    /// nil: they share states.
    private var through: [Relation?: [Int]] = [:]

    mutating func add(_ relation: Relation?, _ j: Int) { through[relation, default: []].append(j) }

    mutating func add(_ relation: Relation, all classes: [Int]) {
        if through[relation] == nil { through[relation] = classes }
    }

    /// The strongest relation, and the classes it comes through. Within and around at once is equal.
    var strongest: (relation: Relation, through: [Int]) {
        if let disjoint = through[.disjoint] { return (.disjoint, disjoint) }
        if let exact = through[.exact] { return (.exact, exact) }
        if let narrow = through[.narrow] {
            guard let broad = through[.broad] else { return (.narrow, narrow) }
            return (.exact, Set(narrow).union(broad).sorted())
        }
        if let broad = through[.broad] { return (.broad, broad) }
        if let overlap = through[.overlap] { return (.overlap, overlap) }
        return (.unknown, through[nil] ?? [])
    }

    var sharesStates: Bool {
        let relation = strongest.relation
        return relation != .disjoint && (relation != .unknown || through[nil] != nil)
    }

    /// A proof of a shared state of a pair that is proved disjoint. That they share states follows from classes that are not
    /// empty, which nobody has stated: it does not stand against a stated relation.
    var contradictsDisjoint: (relation: Relation, through: Int)? {
        for relation in [Relation.exact, .narrow, .broad, .overlap] {
            if let classes = through[relation], let first = classes.first { return (relation, first) }
        }
        return nil
    }
}

/// Two steps that prove different things of one pair.
struct CompositionConflict: Error {
    var from: String?
    var to: String?
    var disjointThrough: String?
    var other: Relation
    var otherThrough: String?
}

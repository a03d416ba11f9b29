public import GeoCore

/// The questions whose answers shrink the bounds: pairs that nobody has stated, or of which it is only known that
/// they share states. *Source*: METHOD §6.
package enum Questions {
    /// - Returns: one question per pair with open hectares, largest first, ties by (from, to).
    package static func list(
        _ matrix: [MatrixCell], bounds: RealBounds, rows: [RowBounds] = [], table: PairTable? = nil,
        owners: [String: String], oldLabel: String?, newLabel: String?
    ) -> [Question] {
        let byName = Dictionary(rows.map { ($0.from, $0) }, uniquingKeysWith: { first, _ in first })
        let questions = matrix.compactMap { cell -> Question? in
            let open = cell.causes[.open] + cell.causes[.homonym]
            guard open > 0, cell.relation == .unknown || cell.relation == .overlap else { return nil }
            let simple = (
                exact: RealBounds(lower: bounds.lower, upper: max(bounds.lower, bounds.upper - open)),
                disjoint: RealBounds(lower: min(bounds.lower + open, bounds.upper), upper: bounds.upper)
            )
            let answers = cell.from.flatMap { byName[$0] }.flatMap { row in
                table.map { withShares(cell, row, matrix, bounds, $0) }
            } ?? simple
            let note = cell.row?.note.flatMap { $0.hasSuffix("?") ? Bilingual(en: $0, nl: $0) : nil }
            return Question(
                from: cell.from, to: cell.to, hectares: open, relation: cell.relation,
                owner: cell.row?.owner ?? cell.from.flatMap { owners[$0] } ?? cell.to.flatMap { owners[$0] },
                wording: note.map { .asStated($0) } ?? .ofPair(oldLabel: oldLabel, newLabel: newLabel),
                boundsIfExact: answers.exact, boundsIfDisjoint: answers.disjoint)
        }
        // The matrix is sorted by (from, to) and the sort is made stable by the position. Sorted are numbers: a question is large.
        return questions.indices.map { (index: $0, hectares: questions[$0].hectares) }
            .sorted { ($1.hectares, $0.index) < ($0.hectares, $1.index) }
            .map { questions[$0.index] }
    }

    /// In a row with shares an answer changes what is left to share: the row is worked out again with the open places of
    /// the cell settled as the same, or as changed. An answer never widens the bounds.
    private static func withShares(
        _ cell: MatrixCell, _ row: RowBounds, _ matrix: [MatrixCell], _ bounds: RealBounds, _ table: PairTable
    ) -> (exact: RealBounds, disjoint: RealBounds) {
        func answered(_ cause: Cause) -> RealBounds {
            let cells = matrix.filter { $0.from == row.from }.map { other -> MatrixCell in
                guard other.to == cell.to else { return other }
                var settled = other
                settled.causes[cause] += other.causes[.open] + other.causes[.homonym]
                settled.causes[.open] = 0
                settled.causes[.homonym] = 0
                return settled
            }
            var causes = HectaresByCause()
            for cell in cells { causes += cell.causes }
            let found = TightenedRows(cells, table).rows.first?.tightened ?? causes.bounds
            let lower = max(found.lower, row.tightened.lower)
            let upper = min(found.upper, row.tightened.upper)
            var answer = bounds
            // Shares that the answer contradicts leave the bounds as they are.
            if lower <= upper { answer.tighten(lower - row.tightened.lower, row.tightened.upper - upper) }
            answer.strictLower = nil
            return answer
        }
        return (answered(.definition), answered(.real))
    }

    /// Who answers for a class when the pair itself has no row: the owner of its other rows, when there is one only.
    package static func owners(_ rows: [CrosswalkRow]) -> [String: String] {
        var owners: [String: Set<String>] = [:]
        for row in rows {
            guard let owner = row.owner else { continue }
            if let from = row.from { owners[from, default: []].insert(owner) }
            if let to = row.to { owners[to, default: []].insert(owner) }
        }
        return owners.compactMapValues { $0.count == 1 ? $0.first : nil }
    }
}

/// How a question is asked. A map has thousands of pairs and few of them are read: words are made when they are.
public enum QuestionWording: Sendable, Hashable {
    /// A question that a row of the crosswalk states.
    case asStated(Bilingual)
    /// Made of the two classes and of what the maps are called.
    case ofPair(oldLabel: String?, newLabel: String?)
}

extension Question {
    public var text: Bilingual {
        switch wording {
        case .asStated(let text): text
        case .ofPair(let oldLabel, let newLabel): ofPair(oldLabel, newLabel)
        }
    }

    private func ofPair(_ oldLabel: String?, _ newLabel: String?) -> Bilingual {
        let oldEN = oldLabel.map { "in \($0)" } ?? "on the old map"
        let newEN = newLabel.map { "in \($0)" } ?? "on the new map"
        let oldNL = oldLabel.map { "in \($0)" } ?? "op de oude kaart"
        let newNL = newLabel.map { "in \($0)" } ?? "op de nieuwe kaart"
        switch (from, to) {
        case (nil, let to):
            return Bilingual(
                en: "Did a place that is '\(to ?? "")' \(newEN) already meet that definition while it was not "
                    + "\(oldEN)?",
                nl: "Voldeed een plek die \(newNL) '\(to ?? "")' is, daar al aan toen die \(oldNL) niet stond?")
        case (let from, nil):
            return Bilingual(
                en: "Can a place that was '\(from ?? "")' \(oldEN) fall outside the definition \(newEN) without "
                    + "having changed?",
                nl: "Kan een plek die \(oldNL) '\(from ?? "")' was, \(newNL) buiten de definitie vallen zonder dat "
                    + "er iets veranderde?")
        case (let from?, let to?) where from == to:
            return Bilingual(
                en: "Does '\(from)' mean the same \(oldEN) and \(newEN)?",
                nl: "Betekent '\(from)' \(oldNL) en \(newNL) hetzelfde?")
        case (let from?, let to?):
            return Bilingual(
                en: "Can a place that was '\(from)' \(oldEN) be '\(to)' \(newEN) without having changed?",
                nl: "Kan een plek die \(oldNL) '\(from)' was, \(newNL) '\(to)' zijn zonder dat er iets veranderde?")
        }
    }
}

/// The questions of one owner, largest first.
public struct QuestionGroup: Sendable, Hashable {
    /// nil: nobody is named.
    public var owner: String?
    public var questions: [Question]
    /// Open hectares that they decide over, and their share of all that is open.
    public var hectares: Double
    public var shareOfOpen: Double

    /// By hectares, largest first; those of nobody last.
    public static func byOwner(_ result: DiffResult) -> [QuestionGroup] {
        let open = result.openHectares
        return Dictionary(grouping: result.questions, by: \.owner).map { owner, questions in
            let hectares = questions.reduce(0) { $0 + $1.hectares }
            return QuestionGroup(
                owner: owner, questions: questions, hectares: hectares,
                shareOfOpen: open > 0 ? min(1, hectares / open) : 0)
        }.sorted { a, b in
            if (a.owner == nil) != (b.owner == nil) { return b.owner == nil }
            return a.hectares != b.hectares ? a.hectares > b.hectares : codePointOrder(a.owner ?? "", b.owner ?? "")
        }
    }
}

extension DiffResult {
    /// U and H together.
    public var openHectares: Double { causes[.open] + causes[.homonym] }

    /// The fewest questions that together decide over nine tenths of what is open, at most five; and their share of it.
    public var decisiveQuestions: (count: Int, share: Double)? {
        guard openHectares > 0, !questions.isEmpty else { return nil }
        var sum = 0.0
        var count = 0
        for question in questions.prefix(5) {
            sum += question.hectares
            count += 1
            if sum >= 0.9 * openHectares { break }
        }
        return (count, min(1, sum / openHectares))
    }
}

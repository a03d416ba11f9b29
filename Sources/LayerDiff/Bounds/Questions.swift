import GeoCore

/// The questions whose answers shrink the bounds: pairs that nobody has stated, or of which it is only known that
/// they share states. *Source*: METHOD §6.
package enum Questions {
    /// - Returns: one question per pair with open hectares, largest first, ties by (from, to).
    package static func list(
        _ matrix: [MatrixCell], bounds: RealBounds, owners: [String: String], oldLabel: String?, newLabel: String?
    ) -> [Question] {
        matrix.compactMap { cell -> Question? in
            let open = cell.causes[.open] + cell.causes[.homonym]
            guard open > 0, cell.relation == .unknown || cell.relation == .overlap else { return nil }
            let note = cell.row?.note.flatMap { $0.hasSuffix("?") ? Bilingual(en: $0, nl: $0) : nil }
            return Question(
                from: cell.from, to: cell.to, hectares: open, relation: cell.relation,
                owner: cell.row?.owner ?? cell.from.flatMap { owners[$0] } ?? cell.to.flatMap { owners[$0] },
                text: note ?? text(cell, oldLabel, newLabel),
                boundsIfExact: RealBounds(lower: bounds.lower, upper: max(bounds.lower, bounds.upper - open)),
                boundsIfDisjoint: RealBounds(lower: min(bounds.lower + open, bounds.upper), upper: bounds.upper))
        }
        // The matrix is sorted by (from, to) and the sort is made stable by the position.
        .enumerated().sorted { ($1.element.hectares, $0.offset) < ($0.element.hectares, $1.offset) }
        .map(\.element)
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

    private static func text(_ cell: MatrixCell, _ oldLabel: String?, _ newLabel: String?) -> Bilingual {
        let oldEN = oldLabel.map { "in \($0)" } ?? "on the old map"
        let newEN = newLabel.map { "in \($0)" } ?? "on the new map"
        let oldNL = oldLabel.map { "in \($0)" } ?? "op de oude kaart"
        let newNL = newLabel.map { "in \($0)" } ?? "op de nieuwe kaart"
        switch (cell.from, cell.to) {
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

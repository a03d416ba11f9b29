import GeoCore

/// The rows of a crosswalk by the revision they are about (column `step`), in order of time.
///
/// Steps that name two dates ("2010-2014", "2014-2018") are put in a row by those; numbers by their size; other texts in
/// the order of the file. Rows without a step are one step of their own.
struct CrosswalkSteps {
    struct Step {
        /// nil: the rows name no step.
        var name: String?
        var rows: [CrosswalkRow]
        /// The two dates of the name, when it has them.
        var dates: (from: String, to: String)?
    }

    private(set) var steps: [Step] = []
    /// What keeps the steps from being put in a row, and at which row it shows.
    private(set) var problem: (row: CrosswalkRow, problem: Bilingual, remedy: Bilingual)?

    init(_ rows: [CrosswalkRow]) {
        var position: [String?: Int] = [:]
        for row in rows {
            if let index = position[row.step] {
                steps[index].rows.append(row)
            } else {
                position[row.step] = steps.count
                steps.append(Step(name: row.step, rows: [row], dates: row.step.flatMap(Self.dates)))
            }
        }
        guard steps.count > 1 else { return }
        if let without = steps.first(where: { $0.name == nil }), let row = without.rows.first {
            let named = steps.first { $0.name != nil }?.name ?? ""
            problem = (
                row,
                Bilingual(
                    en: "the row names no step, others do ('\(named)')", nl: "de rij noemt geen stap, andere wel ('\(named)')"),
                Bilingual(en: "fill in the step of every row", nl: "vul bij elke rij de stap in")
            )
        } else if steps.allSatisfy({ $0.dates != nil }) {
            order()
        } else if steps.allSatisfy({ $0.name.flatMap { Int($0) } != nil }) {
            steps.sort { (Int($0.name ?? "") ?? 0) < (Int($1.name ?? "") ?? 0) }
        }
    }

    /// Every step starts where the one before ends.
    private mutating func order() {
        var rest = steps
        guard let start = rest.firstIndex(where: { step in !rest.contains { $0.dates?.to == step.dates?.from } }) else {
            return report(steps[1], after: steps[0])
        }
        var chain = [rest.remove(at: start)]
        while !rest.isEmpty {
            let next = rest.indices.filter { rest[$0].dates?.from == chain[chain.count - 1].dates?.to }
            guard next.count == 1 else { return report(rest[next.first ?? 0], after: chain[chain.count - 1]) }
            chain.append(rest.remove(at: next[0]))
        }
        steps = chain
    }

    private mutating func report(_ step: Step, after other: Step) {
        guard let row = step.rows.first else { return }
        let (name, before) = (step.name ?? "", other.name ?? "")
        problem = (
            row,
            Bilingual(
                en: "the steps are not one row in time: '\(name)' does not follow on '\(before)' alone",
                nl: "de stappen vormen geen rij in de tijd: '\(name)' sluit niet als enige aan op '\(before)'"),
            Bilingual(
                en: "let every step start where the one before ends (2010-2014, 2014-2018), or keep one step",
                nl: "laat elke stap beginnen waar de vorige eindigt (2010-2014, 2014-2018), of houd één stap")
        )
    }

    /// `2010-2014`, `2010 – 2014`, `2010→2014`, `2010/2014`.
    private static func dates(_ name: String) -> (from: String, to: String)? {
        for separator in ["→", "–", "/", "-"] {
            let halves = name.split(separator: Character(separator), omittingEmptySubsequences: false).map {
                String($0.split(separator: " ").joined(separator: " "))
            }
            if halves.count == 1 { continue }
            guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty, halves[0] != halves[1] else { return nil }
            return (halves[0], halves[1])
        }
        return nil
    }

    /// The steps from one date to another, when the steps name both; else all of them. "2010" also meets "2010-05-01".
    func between(_ old: String?, _ new: String?) -> [Step] {
        func meets(_ label: String, _ date: String?) -> Bool {
            date.map { label == $0 || label.hasPrefix($0 + "-") } ?? false
        }
        guard let old, let new, let first = steps.firstIndex(where: { meets(old, $0.dates?.from) }),
            let last = steps.firstIndex(where: { meets(new, $0.dates?.to) }), first <= last
        else { return steps }
        return Array(steps[first...last])
    }
}
